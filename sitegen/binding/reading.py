"""Whether a meaning reads as what is typed: the characters it would stand for, and what units and bounds stand beside."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from sitegen.language.signs import PERCENT
from sitegen.ledger.readings import read_quantities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.language.lexicon import Lexicon
    from sitegen.language.numeral import Numeral

    Affixes = Sequence[tuple[str, str, str]]
    """What stands before and after numbers in each unit, and its base unit; the longest first."""

_AROUND = 40
"""So many characters on either side are read for words of a bound."""
_JOINED = f"{PERCENT}‰°"
"""Signs that belong to the number before them."""


@dataclass(frozen=True)
class Beside:
    """What is typed beside a number."""

    units: frozenset[str]
    """Base units whose signs or words stand beside it; empty for none."""
    bounds: frozenset[str]
    """Bounds that words state; empty for an exact number."""


def read_beside(line: str, start: int, end: int, affixes: Affixes, lexicon: Lexicon) -> Beside:
    """What is typed beside `line[start:end]`."""
    before, after = line[:start], line[end:]
    longest = 0
    units: set[str] = set()
    for head, tail, base in affixes:
        length = len(head) + len(tail)
        if length < longest:
            break
        if (head and before.endswith(head)) or (tail and after.startswith(tail)):
            longest = length
            units.add(base)
    first = max(0, start - _AROUND)
    readings = read_quantities(line[first : end + _AROUND], lexicon)
    bounds = (one.bounds for one in readings if one.start <= start - first < one.end)
    return Beside(frozenset(units), frozenset(bound for own in bounds for bound in own))


def find_whole(numerals: Sequence[Numeral], start: int, numeral: Numeral) -> Numeral:
    """A numeral as it goes on beyond the end of its line: `numerals` are those of that line with the next, and `start` where it starts."""
    at = bisect_left(numerals, start, key=lambda one: one.start)
    others = takewhile(lambda one: one.start == start, numerals[at:])
    return next((one for one in others if one.text.startswith(numeral.text)), numeral)


def find_span(line: str, start: int, end: int, text: str) -> tuple[int, int] | None:
    """Where a text stands in a line as the whole of a typed number, `line[start:end]` with what belongs to it; else `None`."""
    at = line.find(text, max(0, end - len(text)))
    while 0 <= at <= start:
        last = at + len(text)
        if not _goes_on(line, at, last):
            return at, last
        at = line.find(text, at + 1)
    return None


def _goes_on(line: str, start: int, end: int) -> bool:
    """Whether a word, a number or a sign of one goes on beyond the ends of a stretch of a line."""
    first, last = line[start], line[end - 1]
    before, after = line[start - 1 : start], line[end : end + 1]
    joins = first.isascii() and first.isalnum() and before.isascii() and before.isalnum()
    follows = last.isascii() and last.isalnum() and after.isascii() and after.isalnum()
    return joins or follows or (last.isdigit() and after != "" and after in _JOINED)
