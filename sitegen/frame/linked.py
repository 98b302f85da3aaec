"""What a page says of itself to machines: JSON-LD in the words of schema.org.

A builder a type, from plain values to a node; what is not known is left out, never invented. A stated
figure is an `Observation` only where a source reports it as a fact: targets and expectations are none.
Documents are named by the addresses of their pages here; nothing of their sentences is repeated.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.addresses import source_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.frame.values import PageFrame
    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact, Indicator, Source
    from sitegen.quantities.period import Period
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Site

    Node = Mapping[str, object]


CONTEXT = "https://schema.org"
"""What kinds of documents are, where it is more than a `CreativeWork`."""
_MONTHS = 12


def add_linked(frame: PageFrame, *nodes: Node) -> PageFrame:
    """The frame with what is to be said of its page: the way to it, and these nodes."""
    graph = [*([make_breadcrumbs(frame)] if frame.trail else []), *nodes]
    return replace(frame, linked=write_json({"@context": CONTEXT, "@graph": graph}))


def write_json(value: Node) -> str:
    """JSON that may stand inside a `script` element, whatever texts it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _node(kind: str, **values: object) -> dict[str, object]:
    """A node of a type, without what is empty."""
    known = {key: value for key, value in values.items() if value not in ("", (), [], None)}
    return {"@type": kind, **known}


def make_breadcrumbs(frame: PageFrame) -> Node:
    """The way from the home page to this one."""
    steps = enumerate(frame.trail, start=1)
    return _node(
        "BreadcrumbList",
        itemListElement=[
            _node("ListItem", position=number, name=step.text, item=step.url)
            for number, step in steps
        ],
    )


def make_web_site(frame: PageFrame, description: str, search: str) -> Node:
    """The site in one language; `search` is the absolute address of its search page."""
    action = _node(
        "SearchAction",
        target=_node("EntryPoint", urlTemplate=f"{search}?q={{search_term_string}}"),
    ) | {"query-input": "required name=search_term_string"}
    return _node(
        "WebSite",
        name=frame.site_title,
        description=description,
        url=frame.canonical,
        inLanguage=frame.tag,
        dateModified=frame.updated,
        license=frame.licence_url,
        publisher=_publisher(frame),
        potentialAction=action if search else None,
    )


def make_page(site: Site, frame: PageFrame, kind: str = "WebPage") -> Node:
    """The node of a page: `kind` is its type in schema.org; `WebPage` says nothing more of it."""
    return _node(kind, name=frame.title, **_work(site, frame))


def make_report(site: Site, frame: PageFrame, page: ResolvedPage) -> Node:
    """The node of a briefing, a `Report`: its subject and what it is based on."""
    domain = site.ledger.domain_by_key[page.get("domain")]
    return _node(
        "Report",
        headline=frame.title,
        **_work(site, frame),
        **_translations(site, frame),
        about=_node("Thing", name=domain.name[frame.code]),
        isBasedOn=[
            _refer(site, one, frame.code)
            for one in site.ledger.sources
            if one.source in page.sources
        ],
    )


def make_dataset(site: Site, frame: PageFrame, facts: Sequence[Fact], files: Iterable[str]) -> Node:
    """A table of facts; `files` are its addresses in the site, with an ending that tells the format."""
    code = frame.code
    sources = {fact.source.source for fact in facts}
    return _node(
        "Dataset",
        **{"@id": f"{frame.canonical}#dataset"},
        name=f"{frame.title} · {frame.site_title}",
        **_work(site, frame),
        isAccessibleForFree=True,
        creator=_publisher(frame),
        temporalCoverage=_coverage(facts),
        spatialCoverage=[
            _node("Place", name=name)
            for name in dict.fromkeys(fact.area.name[code] for fact in facts)
        ],
        variableMeasured=list(dict.fromkeys(fact.indicator.name[code] for fact in facts)),
        citation=[_refer(site, one, code) for one in site.ledger.sources if one.source in sources],
        distribution=[_download(site, address) for address in files],
    )


def make_observations(
    site: Site, voice: Voice, indicator: Indicator, facts: Sequence[Fact]
) -> tuple[Node, ...]:
    """What the documents report of an indicator, each statement by itself."""
    code = voice.language.code
    maker = site.maker(voice, "index.html")
    return tuple(
        _node(
            "Observation",
            name=voice.quantity(fact.quantity),
            url=maker.permalink(maker.source_page(fact), fact.key),
            measuredProperty=_node(
                "Property",
                name=indicator.name[code],
                description=maker.measure_note(fact),
            ),
            observationAbout=_node("Place", name=fact.area.name[code]),
            observationDate=_date(fact.period),
            observationPeriod=_length(fact.period),
            **_value(fact),
            unitText=fact.quantity.unit.base_unit,
        )
        for fact in facts
        if fact.kind == "actual"
    )


def make_document(site: Site, document: Source, code: str) -> Node:
    """The node of a source, of its kind's type: titles, publisher, date and language; nothing of what it says."""
    return _refer(site, document, code) | _node(
        document.kind.type,
        alternateName=document.title[code],
        publisher=_node("Organization", name=document.publisher[code]),
        datePublished=document.date,
        inLanguage=document.language,
    )


def _refer(site: Site, document: Source, code: str) -> dict[str, object]:
    """A source by the name it has in its own language, if the site speaks it, and by one identity in all."""
    own = next(
        (
            one.code
            for one in site.config.languages
            if one.tag.partition("-")[0] == document.language.partition("-")[0]
        ),
        code,
    )
    identity = site.config.absolute(source_address(site.config.default_language, document.source))
    return _node(
        document.kind.type,
        **{"@id": f"{identity}#document"},
        name=document.title[own],
        mainEntityOfPage=site.config.absolute(source_address(code, document.source)),
    )


def make_terms(site: Site, frame: PageFrame) -> Node:
    """The glossary: its terms by name and address; what they mean stands on the page."""
    code = frame.code
    return _node(
        "DefinedTermSet",
        name=frame.title,
        **_work(site, frame),
        hasDefinedTerm=[
            _node(
                "DefinedTerm",
                termCode=term.term,
                name=term.names[code],
                alternateName=[term.names[other] for other in site.config.codes if other != code],
                url=f"{frame.canonical}#{term.term}",
            )
            for term in site.ledger.terms
        ],
    )


def _work(site: Site, frame: PageFrame) -> dict[str, object]:
    """What every page of the site has in common."""
    home = site.way_to("home", frame.code)
    root = site.config.absolute(home.address) if home else site.config.url
    return {
        "description": frame.description,
        "url": frame.canonical,
        "inLanguage": frame.tag,
        "dateModified": frame.updated,
        "license": frame.licence_url,
        "publisher": _publisher(frame),
        "isPartOf": _node("WebSite", name=frame.site_title, url=root),
    }


def _publisher(frame: PageFrame) -> Node:
    return _node("Organization", name=frame.author)


def _translations(site: Site, frame: PageFrame) -> dict[str, object]:
    """The same page in the other languages, seen from the default language and from the others."""
    default = site.voice(site.config.default_language).language.tag
    others = [
        _node("Report", url=one.url, inLanguage=one.tag)
        for one in frame.alternates
        if not one.current and default in (one.tag, frame.tag)
    ]
    if not others:
        return {}
    return {"workTranslation" if frame.tag == default else "translationOfWork": others}


def _download(site: Site, address: str) -> Node:
    formats = {
        "csv": "text/csv",
        "json": "application/json",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    return _node(
        "DataDownload",
        name=address.rpartition("/")[2],
        encodingFormat=formats[address.rpartition(".")[2]],
        contentUrl=site.config.url + address,
    )


def _value(fact: Fact) -> dict[str, object]:
    """The number in base units: itself, or the side that it bounds."""
    bounds = {
        "range": ("minValue", "maxValue"),
        "at-least": ("minValue",),
        "over": ("minValue",),
        "at-most": ("maxValue",),
        "under": ("maxValue",),
    }
    names = bounds.get(fact.quantity.bound, ("value",))
    numbers = fact.quantity.base_numbers
    return {
        name: int(number) if number == number.to_integral_value() else float(number)
        for name, number in zip(names, numbers, strict=True)
    }


def _date(period: Period) -> str:
    """The date of a stock as precise as it is; of a span, its last year or month."""
    if period.shape == "as-of":
        return period.text.removeprefix("@")
    year, month = period.end
    return str(year) if period.shape in {"year", "years"} else f"{year}-{month:02}"


def _length(period: Period) -> str:
    """How long a span is, as `P1Y` or `P6M`; a stock has no length."""
    months = int(period.years * _MONTHS)
    if not months:
        return ""
    return f"P{months}M" if months % _MONTHS else f"P{months // _MONTHS}Y"


def _coverage(facts: Sequence[Fact]) -> str:
    """From the first year to the last that facts are about."""
    years = [point[0] for fact in facts for point in (fact.period.start, fact.period.end)]
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}/{last}"
