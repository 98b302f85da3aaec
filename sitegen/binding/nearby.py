"""What stands near a typed number: words, years, places, and what is cited, each by how near it stands.

In a sentence that is how many words lie between; in a table the row's first cell and the column's head are
near whatever lies between, and the figures of a column say of what place, time and kind its others are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from sitegen.binding.figures import FIGURES, list_count_facets, list_facets, name_figure
from sitegen.binding.layout import hide_name
from sitegen.binding.sentences import match_sentences, split_sentences
from sitegen.binding.wording import (
    find_years,
    list_words,
    measure_distances,
    split_words,
    weigh_distance,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from sitegen.binding.counterpart import Counterpart
    from sitegen.binding.figures import Facet, Figure
    from sitegen.binding.layout import Cell, Mention, PageLayout, TextBlock
    from sitegen.ledger.ledger import Ledger

_FARTHEST = 100
"""Rows above and below, and cells on either side, that are looked at: what is farther away weighs next to nothing."""
_REACH = 200.0
"""As many words of a text: at such a distance they weigh a two-hundredth."""
_START = itemgetter(0)
_T = TypeVar("_T")
_BESIDE, _AWAY = 1.0, 5.0
"""How many words away the first cell and the head of a column count, and how many other cells of a row."""
_ABOVE, _LINE = 2.0, 0.3
"""How many words away the next figure of a column counts, and how many more each line beyond."""


@dataclass
class Nearby:
    """What stands near one number; weights go from 0 to 1."""

    words: dict[str, float] = field(default_factory=dict)
    years: dict[str, float] = field(default_factory=dict)
    areas: dict[str, float] = field(default_factory=dict)
    """Places that the text names, by key."""
    cited: dict[Facet, float] = field(default_factory=dict)
    """What is cited in the same block, and what that is of: also `figure`, keys of facts that are shown, and `fact`, of those that claims and computed numbers rest on."""
    column: dict[Facet, float] = field(default_factory=dict)
    """What the other figures of the column are of."""
    heading: Mapping[str, float] = field(default_factory=dict)
    """1 for each word of the heading above, and of the title of the directive."""
    section: frozenset[str] = frozenset()
    """Keys of the facts that are cited in the section."""
    directive: frozenset[str] = frozenset()
    """Keys of the facts that are cited in the directive."""
    shown: Collection[str] = ()
    """How the figures of the same paragraph or item read."""
    abroad: Mapping[Figure, int] = field(default_factory=dict)
    """What the same text shows in another language and not here yet, and how often."""
    fits: Mapping[Figure, bool] = field(default_factory=dict)
    """Of what it shows there, whether it stands in the same sentence; what is not known is left out."""
    sentence: Mapping[str, float] = field(default_factory=dict)
    """1 for each word of the own sentence, or of the own row; of a text that another language has too."""
    rests: frozenset[str] = frozenset()
    """Keys of the facts on which claims and computed numbers of the own sentence rest."""


@dataclass(frozen=True)
class PlaceNames:
    """Names of places in a language."""

    names: tuple[tuple[str, str], ...]
    """Each name with the key of its place, the longest first."""

    def find(self, text: str) -> Iterable[tuple[int, int, str]]:
        """The places that a text names, each with its start and end; a name within a longer one is none."""
        taken: set[int] = set()
        for name, area in self.names:
            start = text.find(name)
            while start >= 0:
                end = start + len(name)
                if taken.isdisjoint(range(start, end)):
                    taken.update(range(start, end))
                    yield start, end, area
                start = text.find(name, end)


@dataclass(frozen=True)
class ReadText:
    """A paragraph, an item or a cell as a reader sees it, read once for all numbers in it."""

    text: str
    mentions: tuple[tuple[int, int, Mention], ...]
    names: PlaceNames
    offsets: Mapping[int, int] = field(default_factory=dict)
    """Where each line starts."""

    @cached_property
    def distances(self) -> Sequence[float]:
        """How many words stand before each character, and before the end."""
        return measure_distances(self.text)

    @cached_property
    def words(self) -> Sequence[tuple[int, int, str]]:
        """The words, each with its start and end."""
        return [*split_words(self.text)]

    @cached_property
    def years(self) -> Sequence[tuple[int, int, str]]:
        """The years."""
        return [*find_years(self.text)]

    @cached_property
    def places(self) -> Sequence[tuple[int, int, str]]:
        """The places, in the order of the text."""
        return sorted(self.names.find(self.text))

    @cached_property
    def shown(self) -> Counter[str]:
        """How its figures read."""
        return Counter(
            self.text[first:last] for first, last, one in self.mentions if one.role in FIGURES
        )


@dataclass(frozen=True)
class NearbyReader:
    """Reads what stands near the numbers of a page."""

    layout: PageLayout
    ledger: Ledger
    places: PlaceNames
    counterparts: Mapping[int, Counterpart] = field(default_factory=dict)
    """What other languages show in the text of each line."""

    def look(self, line: int, column: int, length: int) -> Nearby:
        """What stands near a number, given its line and column, both from 0."""
        block, near = self.layout.blocks[line], Nearby()
        if block.kind == "row":
            self._read_row(near, block, line, column, length)
        else:
            self._read_block(near, block, line, column, length)
        heading = self.layout.read_line(block.section).text if block.section >= 0 else ""
        title = self.layout.read_title(block.fence) if block.fence >= 0 else ""
        near.heading = dict.fromkeys(list_words(heading) | list_words(title), 1.0)
        near.section = self._keys_by_section.get(block.section, frozenset())
        near.directive = self._keys_by_fence.get(block.fence, frozenset())
        near.abroad = self._list_abroad(line)
        if near.abroad:
            self._read_sentence(near, line, column, length)
        return near

    def _read_sentence(self, near: Nearby, line: int, column: int, length: int) -> None:
        """Note what the own sentence says, and what other languages show in it."""
        theirs = self.counterparts[line]
        mine = split_sentences(self.layout, theirs.lines, is_row=theirs.is_row)
        start = self.layout.read_line(line).find_column(column)
        own = mine.find(line, start)
        number = mine.starts[line] + start
        first, last = (
            (0, len(mine.text))
            if theirs.is_row
            else (mine.ends[own - 1] if own else 0, mine.ends[own])
        )
        said = f"{mine.text[first:number]}\n{mine.text[number + length : last]}"
        near.sentence = dict.fromkeys(list_words(said), 1.0)
        near.rests = frozenset(
            key
            for at, one in mine.mentions
            if (at == own or theirs.is_row) and one.role != "fact"
            for key in one.keys
        )
        fits: dict[Figure, bool] = {}
        for other in theirs.sentences:
            for figure, places in other.list_figures().items():
                known = [match_sentences(mine, own, other, at) for at in places]
                if any(known):
                    fits[figure] = True
                elif None not in known:
                    fits.setdefault(figure, False)
        near.fits = fits

    def _list_abroad(self, line: int) -> Mapping[Figure, int]:
        """What the text of a line shows in another language oftener than here."""
        if line not in self.counterparts:
            return {}
        theirs = self.counterparts[line]
        mentions = (one for own in theirs.lines for one in self.layout.read_line(own).mentions)
        here = Counter(
            name_figure(one.role, one.argument, one.keys) for one in mentions if one.role in FIGURES
        )
        return Counter(theirs.figures) - here

    @cached_property
    def _keys_by_section(self) -> dict[int, frozenset[str]]:
        return self._group_keys(lambda block: block.section)

    @cached_property
    def _keys_by_fence(self) -> dict[int, frozenset[str]]:
        found = self._group_keys(lambda block: block.fence)
        found.pop(-1, None)
        return found

    def _group_keys(self, name: Callable[[TextBlock], int]) -> dict[int, frozenset[str]]:
        """The facts that are cited, by what their block says."""
        found: dict[int, set[str]] = {}
        for line, pairs in self.layout.keys_by_line.items():
            block = self.layout.blocks.get(line)
            number = name(block) if block else -1
            found.setdefault(number, set()).update(key for _, key in pairs)
        return {number: frozenset(keys) for number, keys in found.items()}

    def _read_block(
        self, near: Nearby, block: TextBlock, line: int, column: int, length: int
    ) -> None:
        """The lines of a paragraph as one text."""
        if block.lines[0] not in self._blocks:
            self._blocks[block.lines[0]] = self._join(block)
        read = self._blocks[block.lines[0]]
        start = read.offsets[line] + self.layout.read_line(line).find_column(column)
        span = (start, start + length)
        own = (one for one in read.mentions if one[:2] == span and one[2].role in FIGURES)
        near.shown = {*(read.shown - Counter(read.text[first:last] for first, last, _ in own))}
        self._scan(near, read, span)

    @cached_property
    def _blocks(self) -> dict[int, ReadText]:
        return {}

    def _join(self, block: TextBlock) -> ReadText:
        parts: list[str] = []
        mentions: list[tuple[int, int, Mention]] = []
        offsets: dict[int, int] = {}
        offset = 0
        for own in block.lines:
            plain = self.layout.read_line(own)
            offsets[own] = offset
            mentions += [(offset + one.start, offset + one.end, one) for one in plain.mentions]
            parts.append(hide_name(plain.text) if block.kind == "meta" else plain.text)
            offset += len(plain.text) + 1
        return ReadText("\n".join(parts), tuple(sorted(mentions, key=_START)), self.places, offsets)

    def _read_row(
        self, near: Nearby, block: TextBlock, line: int, column: int, length: int
    ) -> None:
        """The cells of a row, the head of the column, and the figures above and below."""
        cells = self.layout.divide_row(line)
        own = find_cell(cells, column)
        first, last = max(1, own - _FARTHEST), min(len(cells), own + _FARTHEST + 1)
        for at in (0, *range(first, last)):
            read, offset = self.read_cell(line, at)
            if at == own:
                start = self.layout.read_line(line).find_column(column) - offset
                self._scan(near, read, (start, start + length))
            else:
                self._note(near, read, _AWAY if at else _BESIDE)
        for other in (block.top, *self.layout.list_rows(block.top, line, _FARTHEST)):
            if other == line or own >= len(self.layout.divide_row(other)):
                continue
            read, _ = self.read_cell(other, own)
            if other == block.top:
                self._note(near, replace(read, mentions=()), _BESIDE)
            weight = weigh_distance(_ABOVE + _LINE * abs(other - line))
            for _, _, one in read.mentions:
                if one.role in FIGURES:
                    self._cite(near.column, one, weight)

    @cached_property
    def _cells(self) -> dict[tuple[int, int], tuple[ReadText, int]]:
        return {}

    def read_cell(self, line: int, at: int) -> tuple[ReadText, int]:
        """A cell, and where it starts in its line as a reader sees it."""
        if (line, at) not in self._cells:
            plain, (low, high) = self.layout.read_line(line), self.layout.divide_row(line)[at]
            first, last = plain.find_column(low), plain.find_column(high)
            inside = [one for one in plain.mentions if first <= one.start and one.end <= last]
            mentions = tuple((one.start - first, one.end - first, one) for one in inside)
            self._cells[line, at] = ReadText(plain.text[first:last], mentions, self.places), first
        return self._cells[line, at]

    def _scan(self, near: Nearby, read: ReadText, span: tuple[int, int]) -> None:
        """Note what stands around a number in its text."""
        places = read.distances
        low, high = (places[min(at, len(read.text))] for at in span)
        first = bisect_left(places, low - _REACH)
        last = bisect_right(places, high + _REACH)

        def weigh(start: int, end: int) -> float:
            return weigh_distance(max(low - places[end], places[start] - high, 0.0))

        for start, end, word in _cut(read.words, first, last):
            if end <= span[0] or start >= span[1]:
                _raise(near.words, word, weigh(start, end))
        for start, end, year in _cut(read.years, first, last):
            if end <= span[0] or start >= span[1]:
                _raise(near.years, year, weigh(start, end))
        for start, end, area in _cut(read.places, first, last):
            _raise(near.areas, area, weigh(start, end))
        for start, end, one in _cut(read.mentions, first, last):
            if (start, end) != span:
                self._cite(near.cited, one, weigh(start, end))

    def _note(self, near: Nearby, read: ReadText, away: float) -> None:
        """Note what a text says that is so many words away."""
        weight = weigh_distance(away)
        for _, _, word in read.words:
            _raise(near.words, word, weight)
        for _, _, year in read.years:
            _raise(near.years, year, weight)
        for _, _, area in read.places:
            _raise(near.areas, area, weight)
        for _, _, one in read.mentions:
            self._cite(near.cited, one, weight)

    def _cite(self, cited: dict[Facet, float], mention: Mention, weight: float) -> None:
        """Note what a role cites, and what that is of."""
        is_figure = mention.role in FIGURES
        for key in mention.keys:
            _raise(cited, ("figure" if mention.role == "fact" else "fact", key), weight)
            for facet in list_facets(self.ledger.fact_by_key[key]):
                _raise(cited, facet, weight)
        if is_figure:
            _raise(cited, ("role", mention.role), weight)
        if mention.role == "count":
            for facet in list_count_facets(mention.argument):
                _raise(cited, facet, weight)
        if mention.role == "source":
            key = mention.argument.rpartition("<")[2].rstrip("> ")
            _raise(cited, ("source", key), weight)


def find_cell(cells: Sequence[Cell], column: int) -> int:
    """The cell of a row that a column of its line lies in."""
    return next((at for at, (low, high) in enumerate(cells) if low <= column <= high), 0)


def _cut(
    found: Sequence[tuple[int, int, _T]], first: int, last: int
) -> Sequence[tuple[int, int, _T]]:
    """Of what stands in a text in order, what begins between two characters."""
    low = bisect_left(found, first, key=_START)
    return found[low : bisect_right(found, last, lo=low, key=_START)]


def _raise(weights: dict[Facet, float] | dict[str, float], name: object, weight: float) -> None:
    """Note a weight where none is noted that is as large."""
    known: dict[object, float] = weights  # type: ignore[assignment] # one function for both
    if weight > known.get(name, 0.0):
        known[name] = weight
