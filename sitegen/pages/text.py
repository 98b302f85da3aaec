"""Pages of the content folder: their text, and what their kind adds to it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.addresses import beside
from sitegen.frame.linked import (
    add_linked,
    make_dataset,
    make_page,
    make_report,
    make_terms,
    make_web_site,
)
from sitegen.frame.make import make_frame
from sitegen.frame.values import ENTRIES, Position
from sitegen.ledger.schema import TABLES, UNPUBLISHED
from sitegen.render.outputs import PageOutput
from sitegen.views.maker import sort_targets
from sitegen.views.records import view_event, view_programme, view_relation
from sitegen.views.values import UseView
from sitegen.views.words import OUTCOME_WORDS, STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from sitegen.frame.values import PageFrame
    from sitegen.ledger.values import Domain, Fact
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Site
    from sitegen.views.maker import ViewMaker
    from sitegen.views.records import EventView
    from sitegen.views.values import SourceView, TargetView


SCRIPT = "filter.js"
"""The asset that filters tables."""
FINDERS = ("stemmer.js", "search.js")
"""The assets that search, in the order in which they are loaded."""

TEMPLATES = {
    "home": "home.html",
    "briefing": "briefing.html",
    "tracker": "tracker.html",
    "sources": "sources.html",
    "discrepancies": "discrepancies.html",
    "data": "data.html",
    "programmes": "programmes.html",
    "timeline": "timeline.html",
    "search": "search.html",
    "glossary": "glossary.html",
    "method": "page.html",
    "page": "page.html",
}


def plan_text_pages(site: Site) -> Iterator[PageOutput]:
    """All pages of the content folder, in all languages."""
    for voice in site.voices:
        row = tuple(
            (page.name, page.address)
            for page in site.in_language(voice.language.code)
            if page.kind != "search"
        )
        for page in site.in_language(voice.language.code):
            document = page.parsed.page
            address = document.address
            translations = {
                other.language.code: site.by_slug[document.slug, other.language.code].address
                for other in site.voices
                if (document.slug, other.language.code) in site.by_slug
            }
            position = Position(address, translations, document.slug, row)
            maker = site.maker(voice, address, page.get("updated"))
            body = site.bodies[document.slug, document.language]
            frame = make_frame(
                site,
                voice,
                position,
                document.kind,
                page.get("title"),
                page.get("description"),
                page.get("updated"),
            )
            context: dict[str, Any] = {
                "frame": add_linked(
                    frame, LINKED.get(document.kind, _link_page)(site, frame, page)
                ),
                "lead": body.lead,
                "body": body.html,
                "sections": body.parts,
                "headings": body.headings,
                "workings": page.workings,
                "sources": tuple(maker.source(source) for source in page.sources),
                "references": maker.cite(page.get("title")),
            }
            context |= EXTRAS.get(document.kind, _nothing)(site, maker, page)
            pdf = (
                beside(document.address, f"{document.slug}.{document.language}.pdf")
                if document.kind in site.config.pdf
                else ""
            )
            yield PageOutput(
                address, TEMPLATES[document.kind], voice, {**context, "pdf": None}, pdf
            )


def _nothing(_site: Site, _maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    return {}


def _home(site: Site, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """The ways into the briefings, and the state of the plan in counts."""
    briefings = [page for page in site.in_language(maker.code) if page.kind == "briefing"]
    return {
        "briefings": tuple(
            {
                "title": page.get("title"),
                "short": page.name,
                "description": page.get("description"),
                "href": maker.href(page.address),
            }
            for page in briefings
        ),
        "tracker": maker.href(maker.tracker) if maker.tracker else "",
        "counts": count_statuses(site, maker),
    }


def _cite_sources(
    site: Site, maker: ViewMaker, page: ResolvedPage, facts: Iterable[Fact | None]
) -> tuple[SourceView, ...]:
    """The sources of a page's text and of the facts that its tables show, in the ledger's order."""
    used = {*page.sources, *(fact.source.source for fact in facts if fact)}
    return tuple(maker.source(one.source) for one in site.ledger.sources if one.source in used)


def _tracker(site: Site, maker: ViewMaker, page: ResolvedPage) -> Mapping[str, Any]:
    """All targets by domain, and the targets that have no number."""
    views = [maker.target(one) for one in sort_targets(site.assessments)]
    shown = (
        fact
        for one in site.assessments
        for fact in (
            *(one.target, one.baseline, one.latest),
            *one.restatements,
            *one.inputs,
            *(one.reason.facts if one.reason else ()),
        )
    )
    return {
        "sources": _cite_sources(site, maker, page, shown),
        "script": _script(site, maker),
        "entries": _entries(site, maker),
        "choices": {
            "area": tuple(dict.fromkeys((view.area_key, view.area) for view in views)),
            "horizon": tuple(sorted({view.horizon for view in views})),
        },
        "strips": tuple(_strip(maker, domain, views) for domain in site.ledger.domains),
        "paths": {
            key: {"chart": chart, "drawing": site.charts[chart.data.name, code]}
            for (key, code), chart in site.generated_charts.items()
            if code == maker.code
        },
        "counts": count_statuses(site, maker),
        "groups": tuple(
            (domain.domain, domain.name[maker.code], own)
            for domain in site.ledger.domains
            if (own := tuple(view for view in views if view.domain == domain.domain))
        ),
        "unquantified": tuple(maker.unquantified(one) for one in site.ledger.unquantified),
    }


def _script(site: Site, maker: ViewMaker) -> str:
    """Address of the script that filters tables; empty where the project has none."""
    return maker.href(site.assets[SCRIPT]) if SCRIPT in site.assets else ""


def _entries(site: Site, maker: ViewMaker) -> str:
    """Address of what the search page searches; empty where the site has none."""
    page = site.of_kind("search", maker.code)
    return maker.href(beside(page.address, ENTRIES)) if page else ""


def _strip(
    maker: ViewMaker, domain: Domain, views: Sequence[TargetView]
) -> tuple[str, str, tuple[tuple[str, str, int], ...]]:
    """How many targets of a plan have each status, in one domain."""
    numbers = Counter[str](
        view.verdict.status for view in views if view.domain == domain.domain and view.of_plan
    )
    return (
        domain.domain,
        domain.name[maker.code],
        tuple(
            (status, maker.voice.say(word), numbers[status])
            for status, word in STATUS_WORDS.items()
            if numbers[status]
        ),
    )


def count_statuses(site: Site, maker: ViewMaker) -> tuple[tuple[str, str, int], ...]:
    """How many targets have each status: its key, its word, the number."""
    numbers = Counter[str](one.status for one in site.assessments)
    return tuple(
        (status, maker.voice.say(word), numbers[status]) for status, word in STATUS_WORDS.items()
    )


def _sources(site: Site, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """All documents, with the number of facts taken from each."""
    numbers = Counter(fact.source.source for fact in site.ledger.facts)
    return {
        "documents": tuple(
            (maker.source(one.source), numbers[one.source]) for one in site.ledger.sources
        )
    }


def _discrepancies(site: Site, maker: ViewMaker, page: ResolvedPage) -> Mapping[str, Any]:
    """Where documents disagree, and what must not be compared."""
    code, by_key = maker.code, site.ledger.fact_by_key
    apart = (by_key[key] for one in site.ledger.conflicts for key in one.facts if key in by_key)
    related = (fact for one in site.relations for fact in (one.result, *one.facts))
    names = {one.indicator: one.name[code] for one in site.ledger.indicators}
    return {
        "sources": _cite_sources(site, maker, page, (*apart, *related)),
        "conflicts": tuple(
            {
                "id": one.conflict,
                "facts": tuple(maker.fact(by_key[key]) for key in one.facts if key in by_key),
                "difference": one.difference[code],
                "treatment": one.treatment[code],
            }
            for one in site.ledger.conflicts
        ),
        "unlike": tuple(
            {"one": names[one.indicator], "other": names[one.other], "reason": one.reason[code]}
            for one in site.ledger.comparability
        ),
        "checks": tuple(view_relation(maker, check) for check in site.relations),
        "outcomes": tuple(
            (outcome, maker.voice.say(word), sum(one.outcome == outcome for one in site.relations))
            for outcome, word in OUTCOME_WORDS.items()
        ),
    }


def _programmes(site: Site, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """Programmes by group, in the order of the table."""
    rows = site.ledger.programmes
    return {
        "groups": tuple(
            (
                view_programme(maker, group),
                tuple(view_programme(maker, one) for one in rows if one.part_of == group.programme),
            )
            for group in rows
            if not group.part_of
        )
    }


def _data(site: Site, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """All facts in one table, and the files to take away."""
    facts = site.ledger.facts
    return {
        "script": _script(site, maker),
        "entries": _entries(site, maker),
        "choices": {
            "area": tuple(
                dict.fromkeys((fact.area.area, fact.area.short[maker.code]) for fact in facts)
            ),
            "year": tuple(sorted({str(fact.period.end[0]) for fact in facts})),
            "kind": tuple(dict.fromkeys((fact.kind, maker.fact(fact).kind_word) for fact in facts)),
            "source": tuple((one.source, one.title[maker.code]) for one in site.ledger.sources),
        },
        "groups": tuple(
            (domain.domain, domain.name[maker.code], own)
            for domain in site.ledger.domains
            if (
                own := tuple(
                    maker.fact(fact)
                    for fact in site.ledger.facts
                    if fact.indicator.domain == domain.domain
                )
            )
        ),
        "total": len(site.ledger.facts),
        "tables": tuple(
            (table.name, maker.voice.say(table.description))
            for table in TABLES
            if table.name in site.tables and table.name not in UNPUBLISHED
        ),
        "briefings": tuple(
            (page.slug, page.name)
            for page in site.in_language(maker.code)
            if page.kind == "briefing"
        ),
        "charts": tuple(
            (f"{chart.data.name}.{code}", chart.data.title)
            for code, chart in site.drawn
            if code == maker.code
        ),
        "data": maker.href("data/facts.csv").removesuffix("facts.csv"),
        "references": maker.cite(site.config.title[maker.code], "data"),
    }


def _timeline(site: Site, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """Events by year, in the order of their dates."""
    years: dict[int, list[EventView]] = {}
    for one in site.ledger.events:
        years.setdefault(one.date.end[0], []).append(view_event(maker, one))
    return {"years": tuple((str(year), tuple(events)) for year, events in years.items())}


def _search(site: Site, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """Where the scripts lie; the entries beside the page."""
    return {"scripts": tuple(maker.href(site.assets[one]) for one in FINDERS if one in site.assets)}


def _glossary(site: Site, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """All terms, with the pages that mark them."""
    code = maker.code
    used: dict[str, list[UseView]] = {}
    for page in site.in_language(code):
        for term in dict.fromkeys(one.key for one in page.insertions if one.kind == "term"):
            used.setdefault(term, []).append(
                UseView(
                    page.name,
                    maker.href(page.address),
                )
            )
    return {
        "terms": tuple(
            {
                "id": term.term,
                "name": term.names[code],
                "others": tuple(
                    (voice.language.tag, term.names[voice.language.code])
                    for voice in site.voices
                    if voice.language.code != code
                ),
                "explanation": term.explanation[code],
                "source": maker.source(term.source.source),
                "uses": tuple(used.get(term.term, ())),
            }
            for term in site.ledger.terms
        )
    }


def _link_page(site: Site, frame: PageFrame, _page: ResolvedPage) -> Mapping[str, object]:
    return make_page(site, frame)


def _link_home(site: Site, frame: PageFrame, _page: ResolvedPage) -> Mapping[str, object]:
    search = site.of_kind("search", frame.code)
    return make_web_site(
        frame,
        site.config.description[frame.code],
        site.config.absolute(search.address) if search else "",
    )


def _link_data(site: Site, frame: PageFrame, _page: ResolvedPage) -> Mapping[str, object]:
    names = [f"data/{name}.{ending}" for name in ("facts", "targets") for ending in ("csv", "json")]
    return make_dataset(site, frame, site.ledger.facts, [*names, "data/datapackage.json"])


def _link_terms(site: Site, frame: PageFrame, _page: ResolvedPage) -> Mapping[str, object]:
    return make_terms(site, frame)


LINKED: Mapping[str, Callable[[Site, PageFrame, ResolvedPage], Mapping[str, object]]] = {
    "home": _link_home,
    "briefing": make_report,
    "data": _link_data,
    "glossary": _link_terms,
}
"""What a kind of page is to machines, where it is more than a page."""

EXTRAS: Mapping[str, Callable[[Site, ViewMaker, ResolvedPage], Mapping[str, Any]]] = {
    "home": _home,
    "tracker": _tracker,
    "sources": _sources,
    "discrepancies": _discrepancies,
    "data": _data,
    "programmes": _programmes,
    "timeline": _timeline,
    "search": _search,
    "glossary": _glossary,
}
"""What a kind of page gets besides its text."""
