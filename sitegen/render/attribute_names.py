"""Names of attributes in a template that no browser knows: it passes over them, and says so to nobody.

The names stand in `attributes.csv`: those of `html-element-attributes`, `aria-attributes` and
`svg-element-attributes`, and a few that they lack (`tests/browser/test_known_names.py` asks Chromium). What
is an author's or a library's own is let be: `data-…`, names with a colon, `@` or a hyphen, all that custom elements have.
"""

from __future__ import annotations

import csv
import re
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.messages.said import say, say_names
from sitegen.problems import Slip, find_nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

HTML, ARIA, SVG = "html", "aria", "svg"
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?", re.DOTALL
)
_PLAIN = re.compile(r"[a-z]+(?:-[a-z]+)*", re.IGNORECASE)
"""Names that the standards would give; others are a library's."""
_SLIP = 0.7
"""How near a name is to another to be a slip of it."""
_OWN_SLIP = 0.85
"""How near one with a hyphen is, which may as well be a library's."""
_FEW = 4
"""How many elements are named to which an attribute belongs."""


@cache
def _read_names() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """The elements that have each attribute, by kind and name; the empty name stands for all elements."""
    text = Path(__file__).with_name("attributes.csv").read_text("utf-8")
    names: dict[str, dict[str, set[str]]] = {HTML: {}, ARIA: {}, SVG: {}}
    for row in csv.DictReader(text.splitlines()):
        names[row["kind"]].setdefault(row["name"], set()).add(row["within"])
    return {
        kind: {name: frozenset(some) for name, some in own.items()} for kind, own in names.items()
    }


@cache
def list_attributes(element: str = "", *, in_drawing: bool = False) -> Mapping[str, str]:
    """The attributes that an element may have, as they are written, by their names in lower case.

    Within a drawing those of drawings are among them, and those of all elements of HTML, which may stand there.
    """
    names = _read_names()
    has = [
        name
        for name, within in names[HTML].items()
        if in_drawing or "" in within or element in within
    ]
    drawn = names[SVG] if in_drawing else ()
    return {name.lower(): name for name in (*has, *names[ARIA], *drawn)}


def find_unknown_attributes(
    element: str, inside: str, start: int, *, in_drawing: bool, in_file: bool = False
) -> Iterator[Slip]:
    """Attributes of a tag that its element does not have.

    Args:
        element: Its name in lower case.
        inside: What stands in the tag behind the name.
        start: Where that begins, in the text that places are told of.
        in_drawing: Whether it stands in a drawing, or begins one.
        in_file: Whether that is a file of its own: there names are read as they are written, and programs that draw
            write many of their own, so only slips are told.
    """
    if "-" in element:
        return
    known = list_attributes(element, in_drawing=in_drawing)
    for match in _ATTRIBUTE.finditer(inside):
        name = match["name"].lower()
        is_known = known.get(name) == match["name"] if in_file else name in known
        if is_known or name.startswith(("data-", "on")) or not _PLAIN.fullmatch(name):
            continue
        near = known.get(name) or known.get(_find_near(name, known), "")
        if in_file and not near:
            continue
        if "-" in name and not near and not name.startswith("aria-"):
            continue
        said = say("`<{element}>` has no attribute `{name}`", element=element, name=match["name"])
        if near:
            cure = say("Did you mean `{nearest}`?", nearest=near)
        elif owners := sorted(_read_names()[HTML].get(name, ())):
            cure = say("It belongs to {takers}", takers=say_names(owners[:_FEW]))
        else:
            cure = say("Browsers pass over it; one of your own is `data-{name}`", name=name)
        yield Slip(start + match.start(), said, cure)


def _find_near(name: str, known: Collection[str]) -> str:
    """The attribute that was meant; empty where none is near enough."""
    nearest = next(iter(find_nearest(name, sorted(known), 1)), "")
    least = _OWN_SLIP if "-" in name and not name.startswith("aria-") else _SLIP
    ratio = SequenceMatcher(None, nearest, name).ratio() if nearest else 0
    is_turned = sorted(nearest) == sorted(name)  # `scr` is `src`
    return nearest if is_turned or ratio >= least else ""
