"""Where what stands on a built page was written: in the page's Markdown, or in one of its templates.

A built page is nobody's file. Links and anchors of a text are known by their places; what a template writes is
looked for in the templates that the page was made of, by what of it stands there as it is.
"""

from __future__ import annotations

import html
import re
import sys
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from sitegen.messages.said import NOTHING, Said, say
from sitegen.problems import Place, place_at
from sitegen.project.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sitegen.project.theme import NamedText
    from sitegen.resolve.page import ResolvedPage

_NOWHERE = sys.maxsize
_JINJA = r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}|\{#(?:(?!\{#).)*?#\}"
"""Each up to the next of its kind at most: one that is not closed is read once, and not once for each behind it."""
_JINJA_PART = re.compile(rf"({_JINJA})", re.DOTALL)
_LEAST = 3
"""Characters of a value that must stand in a template as they are, to be known again among computed ones."""

Written = tuple[str, int, int]
"""A link as its author wrote it, with its line and column."""


@dataclass(frozen=True)
class TextOrigins:
    """What of a page was written in its Markdown."""

    path: str = ""
    links: Mapping[str, Sequence[Written]] = field(default_factory=dict)
    """By where they go on the built page."""
    ids: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Lines and columns of anchors."""


class Traced(NamedTuple):
    """Where something was written."""

    place: Place
    written: str = ""
    """As its author wrote it; empty where that is as it stands on the page."""
    suffix: Said = NOTHING
    """What a message needs to say besides, where the place is not the exact one."""


def trace_text(page: ResolvedPage) -> TextOrigins:
    """What of a page is written in its Markdown, and where."""
    links: dict[str, list[Written]] = {}
    for link, href in zip(page.parsed.links, page.links, strict=True):
        written = unquote(link.href)
        links.setdefault(href, []).append((written, link.place.line, link.place.column))
    places = {one.id: one.place for one in page.parsed.headings}
    for directive in page.parsed.directives:
        if name := directive.get("name"):
            places.setdefault(name, directive.place)
    ids = {name: (place.line, place.column) for name, place in places.items()}
    return TextOrigins(page.parsed.page.path, links, ids)


@dataclass(frozen=True)
class Origins:
    """Where what stands on one page was written."""

    address: str
    list_templates: Callable[[], tuple[NamedText, ...]] = field(repr=False)
    """Gives the templates that it was made of, its own first: nothing asks for them where nothing is wrong."""
    text: TextOrigins = field(default_factory=TextOrigins)

    @cached_property
    def templates(self) -> tuple[NamedText, ...]:
        """The templates that it was made of."""
        return self.list_templates()

    def trace_link(self, href: str) -> tuple[Traced, ...]:
        """The places of a link, by where it goes."""
        found = self.text.links.get(href, ())
        if found:
            return tuple(
                Traced(Place(self.text.path, line, column), written)
                for written, line, column in found
            )
        return (self.trace_attribute(("href", "src", "data"), href),)

    def trace_id(self, name: str) -> Traced:
        """The place of an anchor: the template that writes it so, else the text."""
        if place := find_attribute(self.templates, ("id",), name, exact=True):
            return Traced(place)
        if name in self.text.ids:
            return Traced(Place(self.text.path, *self.text.ids[name]))
        return self.trace_attribute(("id",), name)

    def trace_attribute(self, names: Sequence[str], value: str, tag: str = "") -> Traced:
        """The place of an attribute of one of these names."""
        return self._origin(find_attribute(self.templates, names, value, tag))

    def trace_element(self, tag: str, without: str = "") -> Traced:
        """The place of the first element of a kind without an attribute."""
        given = rf"\s{without}\s*="
        lacking = rf"(?!(?:{_JINJA}|(?!{given})[^>])*+{given})" if without else ""
        pattern = re.compile(rf"<{tag}(?=[\s>]){lacking}", re.DOTALL | re.IGNORECASE)
        found = (
            place_at(one.path, one.text, match.start())
            for one in self._ordered
            for match in pattern.finditer(one.text)
        )
        return self._origin(next(found, None))

    @property
    def _ordered(self) -> list[NamedText]:
        return order_templates(self.templates)

    def _origin(self, place: Place | None) -> Traced:
        if place:
            return Traced(place)
        own = self.templates[0].path if self.templates else self.text.path or self.address
        return Traced(Place(own), suffix=say(", on the page {page}", page=self.address))


def order_templates(templates: Iterable[NamedText]) -> list[NamedText]:
    """Templates with the project's own before the theme's, which an author cannot change."""
    return sorted(dict.fromkeys(templates), key=lambda one: one.path.startswith(f"{THEME}/"))


def find_attribute(
    templates: Iterable[NamedText],
    names: Sequence[str],
    value: str,
    tag: str = "",
    *,
    exact: bool = False,
) -> Place | None:
    """Where templates write an attribute with a value, the nearest to it; `exact`: as it is and nowhere else."""
    best: tuple[int, NamedText, int] | None = None
    for template in order_templates(templates):
        for score, start in _find_candidates(template.text, names, value, tag):
            if (not exact or score >= len(value)) and (best is None or score > best[0]):
                best = score, template, start
    return place_at(best[1].path, best[1].text, best[2]) if best else None


def _find_candidates(
    text: str, names: Sequence[str], value: str, tag: str
) -> Iterator[tuple[int, int]]:
    """Starts of what may have written an attribute, each with how much of the value stands there."""
    quoted = rf""""((?:{_JINJA}|[^"])*+)"|'((?:{_JINJA}|[^'])*+)'|((?:{_JINJA}|[^\s"'>])++)"""
    pattern = rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})\s*=\s*(?:{quoted})"
    for match in re.finditer(pattern, text, re.DOTALL | re.IGNORECASE):
        opening = text.rfind("<", 0, match.start())
        if tag and not re.match(rf"<{tag}\b", text[opening:], re.IGNORECASE):
            continue
        score = _compare(next((one for one in match.groups() if one is not None), ""), value)
        if score >= min(_LEAST, len(value)) or (tag and score >= 0):
            yield score, match.start()
    if len(value) >= _LEAST:  # given to a macro
        for literal in (f'"{value}"', f"'{value}'"):
            if (start := text.find(literal)) >= 0:
                yield len(value) - 1, start + 1


def _compare(source: str, value: str) -> int:
    """How many characters of a value stand in the source of an attribute as they are; -1 where it cannot give it."""
    parts = _JINJA_PART.split(source)
    branched = any(part.startswith("{%") for part in parts)
    score, ends, least = 0, {0}, _NOWHERE  # up to where the parts so far may have written the value
    for part in parts:
        if part.startswith("{{"):  # up to anywhere from there on
            ends, least = set(), min({*ends, least})
        elif part and not part.startswith(("{#", "{%")):
            plain = html.unescape(part)
            starts = {*ends, *range(least, len(value))} if plain in value else ()
            further = {start + len(plain) for start in starts if value.startswith(plain, start)}
            ends, least = (ends | further, least) if branched else (further, _NOWHERE)
            score += len(plain) if plain in value else 0
    return score if ends & {len(value)} or least <= len(value) else -1
