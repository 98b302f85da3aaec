"""What a reader can search: pages, indicators, figures and terms of a language, as one script.

A script and not JSON: it can be loaded from a folder as well as from a server. It is fetched only when
someone searches. Figures are listed in the words of every language, so that 3201.2亿 and 320.12 billion
find the same one; how words are matched stands in the project's own script.
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
    from collections.abc import Iterator

    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact
    from sitegen.site import Site
    from sitegen.views.values import FactView

    Entry = tuple[str, str, str, str]


_TAG = re.compile(r"<[^>]+>")
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
    text = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    yield OutputFile(beside(page.address, ENTRIES), f"globalThis.searchEntries={text};\n".encode())


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
    ]


def read_text(html: str) -> str:
    """The words of a page's text, without charts, tables and the marks of footnotes."""
    return " ".join(_TAG.sub(" ", _DRAWN.sub(" ", html)).split())


def _list_pages(site: Site, code: str, origin: str) -> Iterator[Entry]:
    for card, words in site.get("texts", code):
        text = " ".join(filter(None, (card.description, words)))
        said = tuple(dict.fromkeys((card.name, card.title)))
        title = site.voice(code).say(": ").join(said)
        yield "page", title, relative(origin, card.address), text


def _list_indicators(site: Site, code: str, origin: str) -> Iterator[Entry]:
    maker = site.maker(site.voice(code), origin)
    for one in site.ledger.indicators:
        names = [one.name[other] for other in site.config.codes]
        text = f"{' '.join(names)}\n{one.definition[code]}"
        yield "indicator", one.name[code], maker.indicator_href(one.indicator), text


def _list_terms(site: Site, code: str, origin: str) -> Iterator[Entry]:
    glossary = site.way_to("glossary", code)
    if glossary is None:
        return
    href = relative(origin, glossary.address)
    for term in site.ledger.terms:
        names = [term.names[other] for other in site.config.codes]
        text = " ".join([*names, term.explanation[code]])
        yield "term", term.names[code], f"{href}#{term.term}", text


def _list_facts(site: Site, code: str, origin: str) -> Iterator[Entry]:
    voice = site.voice(code)
    maker = site.maker(voice, origin)
    views = [maker.fact(fact) for fact in site.ledger.facts]
    titles = Counter(_name_fact(voice, view) for view in views)
    for fact, view in zip(site.ledger.facts, views, strict=True):
        title = _name_fact(voice, view)
        if titles[title] > 1:  # told apart by the place that states it
            title = _name_fact(voice, view, view.locator)
        yield "fact", title, view.href, _say_everywhere(site, fact)


def _name_fact(voice: Voice, view: FactView, place: str = "") -> str:
    what = (view.indicator, view.measure_note, view.area, view.period, view.kind_word, place)
    return f"{voice.say(', ').join(filter(None, what))}{voice.say(': ')}{view.text}"


def _say_everywhere(site: Site, fact: Fact) -> str:
    """A figure and its indicator in the words of every language, and as it is printed."""
    said = [voice.quantity(fact.quantity) for voice in site.voices]
    said += [fact.indicator.name[other] for other in site.config.codes]
    bases = [str(number) for number in fact.quantity.base_numbers]
    return " ".join([*said, *bases, fact.phrase])
