"""What a reader can search: pages, indicators, figures and terms of a language, as one script.

A script and not JSON: it can be loaded from a folder as well as from a server. It is fetched only when
someone searches. Figures are listed in the words of every language, so that 3201.2亿 and 320.12 billion
find the same one; how words are matched stands in the project's own script. What readers call things
besides their names, and what they look for in vain, stands in tables of its own.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from sitegen.addresses import beside, relative
from sitegen.frame.values import ENTRIES
from sitegen.known import ROWS
from sitegen.render.outputs import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact
    from sitegen.site import Site
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import FactView

    Entry = tuple[str | int | list[int] | list[tuple[str, str]], ...]
    """Kind, title, address, text, names separated by |; then what is said of the kind below."""


_FIGURES = frozenset({"home", "tracker"})
"""Kinds of pages that have figures though they are about no one subject."""
_TAG = re.compile(r"<[^>]+>")
_PARTED = re.compile(
    r" (?=[,.;:!?)\]，。；：！？、）]+(?: |$))|(?<=[，。；：！？、（）]) | (?=[，。；：！？、（）])"
)
"""What stands between a mark and the text it belongs to, where a tag ended or began."""
_BREAK = re.compile(r"<wbr>|<span class=\"whole\">([^<]*)</span>")
"""What is said of the lines of a text, within its words."""
_DRAWN = re.compile(
    r"<svg.*?</svg>|<table.*?</table>|<sup class=\"footnote-mark\">.*?</sup>|<a class=\"footnote-back\".*?</a>"
    r"|<aside class=\"beside\".*?</aside>",
    re.DOTALL,
)


def plan_search(site: Site, code: str) -> Iterator[OutputFile]:
    """The script of a language, where it has a search page."""
    page = site.way_to("search", code)
    if page is None:
        return
    entries = [*_list_pages(site, code, page.address), *(site.part(ROWS, code) or ())]
    said = {"searchEntries": entries, "searchAreas": _list_areas(site)}
    text = "".join(f"globalThis.{name}={_write(value)};\n" for name, value in said.items())
    yield OutputFile(beside(page.address, ENTRIES), text.encode())


def _write(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def list_rows(site: Site, code: str) -> list[Entry]:
    """What is found of the tables in a language, where it has a search page."""
    page = site.way_to("search", code)
    if page is None:
        return []
    origin = page.address
    return [
        *_list_indicators(site, code, origin),
        *_list_terms(site, code, origin),
        *_list_facts(site, code, origin),
        *_list_absences(site, code, origin),
    ]


def read_text(html: str) -> str:
    """The words of a page's text, without charts, tables and the marks of footnotes."""
    written = _BREAK.sub(r"\1", _DRAWN.sub(" ", html))
    return _PARTED.sub("", " ".join(_TAG.sub(" ", written).split()))


def _list_areas(site: Site) -> list[list[str]]:
    """What each place is called: the first is the one that the site is about."""
    aliases = _gather_aliases(site, "area")
    return [
        [
            *dict.fromkeys(
                (
                    *one.short.by_code.values(),
                    *one.name.by_code.values(),
                    *one.aliases,
                    *aliases.get(one.area, ()),
                )
            )
        ]
        for one in site.ledger.areas
    ]


def _gather_aliases(site: Site, kind: str) -> dict[str, tuple[str, ...]]:
    """What readers call things of a kind besides their names, in all languages, by key."""
    found: dict[str, tuple[str, ...]] = {}
    for one in site.ledger.aliases:
        for column, key in one.targets:
            if column == kind:
                found[key] = (*found.get(key, ()), *one.all_names)
    return found


def _join(*names: str) -> str:
    return "|".join(dict.fromkeys(filter(None, names)))


def _list_pages(site: Site, code: str, origin: str) -> Iterator[Entry]:
    """Pages, each with whether it has figures."""
    aliases = _gather_aliases(site, "page")
    for card, words in site.get("texts", code):
        text = " ".join(filter(None, (card.description, words)))
        said = tuple(dict.fromkeys((card.name, card.title)))
        title = site.voice(code).say(": ").join(said)
        names = _join(card.name, *aliases.get(card.slug, ()))
        figures = card.traits.of_subject or card.kind in _FIGURES
        yield "page", title, relative(origin, card.address), text, names, int(figures)


def _list_indicators(site: Site, code: str, origin: str) -> Iterator[Entry]:
    """Indicators, each with the numbers of its areas, how often it is stated, and a figure."""
    maker, aliases = site.maker(site.voice(code), origin), _gather_aliases(site, "indicator")
    numbers = {one.area: number for number, one in enumerate(site.ledger.areas)}
    for one in site.ledger.indicators:
        facts = site.ledger.facts_by_indicator.get(one.indicator, ())
        areas = sorted({numbers[fact.area.area] for fact in facts})
        names = _join(*one.name.by_code.values(), *aliases.get(one.indicator, ()))
        yield (
            "indicator",
            one.name[code],
            maker.indicator_href(one.indicator),
            one.definition[code],
            names,
            areas,
            len(facts),
            _say_latest(maker, facts, numbers),
        )


def _say_latest(maker: ViewMaker, facts: Sequence[Fact], numbers: Mapping[str, int]) -> str:
    """The latest figure of the area that the site is about most: what was reached before what is aimed at."""
    if not facts:
        return ""
    fact = min(
        facts,
        key=lambda one: (
            numbers[one.area.area],
            one.kind != "actual",
            one.measure != "level",
            -one.period.end_month,
            one.quantity.bound != "exact",
        ),
    )
    view = maker.fact(fact)
    kind = "" if fact.kind == "actual" else view.kind_word
    of = maker.listed(view.area, view.measure_note, view.period, kind)
    return f"{of}{maker.voice.say(': ')}{view.text}"


def _list_terms(site: Site, code: str, origin: str) -> Iterator[Entry]:
    glossary = site.way_to("glossary", code)
    if glossary is None:
        return
    href, aliases = relative(origin, glossary.address), _gather_aliases(site, "term")
    for term in site.ledger.terms:
        names = _join(*term.names.by_code.values(), *aliases.get(term.term, ()))
        yield "term", term.names[code], f"{href}#{term.term}", term.explanation[code], names


def _list_facts(site: Site, code: str, origin: str) -> Iterator[Entry]:
    """Figures, each with the numbers of its indicator and its area, and how plain it is: a level that was reached most."""
    voice = site.voice(code)
    maker = site.maker(voice, origin)
    indicators = {one.indicator: number for number, one in enumerate(site.ledger.indicators)}
    areas = {one.area: number for number, one in enumerate(site.ledger.areas)}
    views = [maker.fact(fact) for fact in site.ledger.facts]
    titles = Counter(_name_fact(voice, view) for view in views)
    for fact, view in zip(site.ledger.facts, views, strict=True):
        title = _name_fact(voice, view)
        if titles[title] > 1:  # told apart by the place that states it
            title = _name_fact(voice, view, view.locator)
        yield (
            "fact",
            title,
            view.href,
            _say_everywhere(site, fact),
            "",
            indicators[fact.indicator.indicator],
            areas[fact.area.area],
            2 * (fact.kind == "actual") + (fact.measure == "level"),
        )


def _list_absences(site: Site, code: str, origin: str) -> Iterator[Entry]:
    """What no document states, with what comes nearest."""
    maker = site.maker(site.voice(code), origin)
    for one in site.ledger.absences:
        nearest = []
        for key in one.nearest:
            if key in site.ledger.indicator_by_key:
                indicator = site.ledger.indicator_by_key[key]
                nearest.append((indicator.name[code], maker.indicator_href(key)))
            elif (card := site.page(key, code)) is not None:
                nearest.append((card.name, relative(origin, card.address)))
        yield "absence", one.name[code], "", "", _join(*one.all_names), nearest


def _name_fact(voice: Voice, view: FactView, place: str = "") -> str:
    what = (view.indicator, view.measure_note, view.area, view.period, view.kind_word, place)
    return f"{voice.say(', ').join(filter(None, what))}{voice.say(': ')}{view.text}"


def _say_everywhere(site: Site, fact: Fact) -> str:
    """A figure in the words of every language, and as it is printed."""
    said = [voice.quantity(fact.quantity) for voice in site.voices]
    bases = [str(number) for number in fact.quantity.base_numbers]
    return " ".join([*said, *bases, fact.phrase])
