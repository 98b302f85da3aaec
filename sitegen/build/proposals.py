"""Typed numbers of the pages with what they can mean: for the hints of a check, the preview's overlay, and `bind`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.binding.counterpart import find_counterparts
from sitegen.binding.index import LedgerIndex
from sitegen.binding.meanings import mean_fact
from sitegen.binding.propose import Binder
from sitegen.binding.saying import say_hint, write_role
from sitegen.binding.typed import TypedNumber
from sitegen.build.content import resolve_text
from sitegen.checks.numbers import HINT, UNBOUND, find_typed
from sitegen.limits import MOST_PROPOSED
from sitegen.naming import LOCK, SITE_TOML
from sitegen.site import note_nothing
from sitegen.translations.record import AGREED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.binding.typed import Proposed
    from sitegen.build.kit import Kit
    from sitegen.messages.said import Said
    from sitegen.problems import Problem
    from sitegen.resolve.page import ResolvedPage

    Other = tuple[str, ResolvedPage, frozenset[tuple[str, str]]]
    """A page in another language: its file, the page, and what was agreed between the two."""

_LOOKED_UP = "data/", "templates/", "theme/", SITE_TOML
"""How the names of files begin that facts are looked up in, and shown by."""
_READ = *_LOOKED_UP, LOCK
"""The same of those that a page is read with."""


@dataclass(frozen=True)
class BoundPage:
    """A page with its typed numbers."""

    name: str
    """Its file below the content folder."""
    text: str
    """What stood in it, with plain line ends."""
    page: ResolvedPage
    index: LedgerIndex
    found: tuple[Proposed, ...]

    def list_nearest(self, number: TypedNumber) -> list[str]:
        """Roles of the figures that come nearest to a number."""
        facts = self.index.find_nearest(number.numeral.value)
        return [write_role(self.index, mean_fact(self.index, one)) for one in facts]


def open_index(kit: Kit, code: str) -> LedgerIndex:
    """The facts as typed numbers of a language are looked up in them; kept as long as tables and looks stay."""
    shared = kit.shared
    stamp = kit.inputs.stamp(*_LOOKED_UP)
    return kit.kept.get(
        f"index:{code}", stamp, lambda: LedgerIndex(shared.curated, shared.voices[code])
    )


def bind_page(kit: Kit, name: str, most: int | None = None) -> BoundPage | None:
    """What the typed numbers of a page can mean, or so many of them; `None` where the page cannot be read."""
    read = resolve_text(kit, note_nothing, name)
    text = kit.load_page(name)[0]
    if read is None or text is None:
        return None
    index = open_index(kit, read.page.language)
    lexicon = index.voice.language.lexicon
    typed = find_typed(read.page, lexicon, lambda: index.ledger.names)
    numbers = sorted((TypedNumber(*one) for one in typed), key=lambda one: one.place)[:most]
    found: tuple[Proposed, ...] = ()
    if numbers:
        others = find_counterparts(text, read.page, _read_others(kit, read.page))
        found = Binder(index, text, read.page, others).propose(numbers)
    return BoundPage(name, text, read.page, index, found)


def _read_others(kit: Kit, page: ResolvedPage) -> Sequence[Other]:
    """A page in its other languages; of the last page kept, for who writes one saves it again and again."""
    codes = [code for code in kit.config.codes if code != page.language]
    names = [f"{page.slug}.{code}.md" for code in codes]
    stamp = f"{names} {kit.inputs.stamp(*_READ, *(f'content/{name}' for name in names))}"
    return kit.kept.get("others", stamp, lambda: [*_list_others(kit, page, codes)])


def _list_others(kit: Kit, page: ResolvedPage, codes: Sequence[str]) -> Iterator[Other]:
    lines = kit.studio(note_nothing).site.part(AGREED, page.slug) or ()
    for code in codes:
        name = f"{page.slug}.{code}.md"
        if f"content/{name}" not in kit.inputs.files:
            continue
        read, text = resolve_text(kit, note_nothing, name), kit.load_page(name)[0]
        if read is not None and text is not None:
            both = {page.language, code}
            agreed = ((line[page.language], line[code]) for line in lines if both <= line.keys())
            yield text, read.page, frozenset(agreed)


def add_proposals(kit: Kit, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems, those of typed numbers with the roles that each may be."""
    folder = f"{kit.config.path('content')}/"
    names = {
        one.path.removeprefix(folder)
        for one in problems
        if one.rule == UNBOUND and one.path.startswith(folder)
    }
    hints: dict[tuple[str, int, int], Said] = {}
    for name in sorted(names):
        if len(hints) < MOST_PROPOSED:
            hints |= _find_hints(kit, name, MOST_PROPOSED - len(hints))
    return tuple(
        replace(one, hint=hints.get((one.path, one.line, one.column), one.hint))
        if one.rule == UNBOUND
        else one
        for one in problems
    )


def _find_hints(kit: Kit, name: str, most: int) -> dict[tuple[str, int, int], Said]:
    """As `_list_hints`; kept as long as tables, looks and the page in all its languages stay as they are."""
    slug = name.removesuffix(".md").rpartition(".")[0]
    stamp = f"{most} {kit.inputs.stamp(*_READ, f'content/{slug}.')}"
    return kit.kept.get(f"hints:{name}", stamp, lambda: dict(_list_hints(kit, name, most)))


def _list_hints(kit: Kit, name: str, most: int) -> Iterator[tuple[tuple[str, int, int], Said]]:
    """What to do about the typed numbers of a page, so many of them, by place."""
    bound = bind_page(kit, name, most)
    if bound is None:
        return
    for one in bound.found:
        hint = say_hint(bound.index, one, HINT)
        for place in one.places:
            yield (place.path, place.line, place.column), hint
