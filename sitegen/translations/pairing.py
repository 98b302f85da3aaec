"""Which blocks of a page in two languages are one and the same.

First those that were agreed, wherever they stand; then what still says most of a text that was agreed and is gone,
wherever it stands; then, between these, the longest common subsequence of what blocks cite; then position, where as
many are left on both sides; then what cites mostly the same; then what stands between two that are one, in what was
moved; at last what alone cites the same, wherever it stands. What is left has no partner: none is guessed. Two texts of
which each was agreed with another that is gone are not taken for one, nor is a part of a text that was agreed set
beside anything but the partner of that.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, product
from types import MappingProxyType
from typing import TYPE_CHECKING

from sitegen.translations.blocks import HEADING, PageBlock
from sitegen.translations.likeness import measure_likeness, sketch_text
from sitegen.translations.record import ALONE

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence

    Pair = tuple[int, int]
    """Indices of two blocks, one of each language."""

_ALIKE, _ALIKE_CITING, _ALIKE_APART = 0.5, 0.35, 0.75
"""How much of a text another must still say to be it, reworded: where neither cites anything, where they cite at least
half alike, and where they cite nothing alike. Of two texts of one page one in a hundred are half alike."""
_PART = 0.35
"""How much of a text that was agreed and is gone another must say to be a part of it, which cites nothing more."""
_TRACE = 0.15
"""How much of a text another must say to be it, written anew, where of what the one cites the other cites nothing."""
_HALF = 0.5
_MOST = 100_000
"""How many texts are set against each other by what they say; where it were more, all was rewritten."""
_MOST_PARTS = 1000
"""Of how many texts that are gone parts are looked for; where there are more, all was rewritten."""
_PROSE = frozenset({"paragraph", "item", "quotation", "row"})
"""Kinds of texts that one sentence may stand in, before and after it was set otherwise: a table that became a list."""


def pair_blocks(
    one: Sequence[PageBlock],
    two: Sequence[PageBlock],
    agreed: Collection[tuple[str, str]],
    front: Collection[str] = (),
    sketches: Mapping[str, str] = MappingProxyType({}),
) -> list[Pair]:
    """Pairs of blocks of two languages, in the order of the first.

    Args:
        one: The blocks of a page in a language.
        two: Those in another.
        agreed: Hashes of texts that were agreed to say the same.
        front: Kinds of which there is one a page, the texts of the front matter.
        sketches: Of the texts that were agreed, by their hashes, as far as they are known.
    """
    names = {block.kind: index for index, block in enumerate(two) if block.kind in front}
    pairs = [(i, names[block.kind]) for i, block in enumerate(one) if block.kind in names]
    left = [[i for i, block in enumerate(some) if block.kind not in front] for some in (one, two)]
    locked = _pair_agreed([one[i] for i in left[0]], [two[j] for j in left[1]], agreed)
    known = [(left[0][i], left[1][j]) for i, j in locked]
    taken = {i for i, _ in known}, {j for _, j in known}
    rest = [i for i in left[0] if i not in taken[0]], [j for j in left[1] if j not in taken[1]]
    lost = _Lost(one, two, agreed, sketches)
    known += _pair_alike(one, two, *rest, lost)
    taken = {i for i, _ in known}, {j for _, j in known}
    gaps = _Gaps(one, two, _list_lost(agreed, one, two), lost)
    for some, others in _list_gaps(left[0], left[1], known):
        known += gaps.pair(
            [i for i in some if i not in taken[0]], [j for j in others if j not in taken[1]]
        )
    known += gaps.pair_between(left[0], left[1], known)
    pairs += known
    done = {i for i, _ in pairs}, {j for _, j in pairs}
    rest = [i for i in left[0] if i not in done[0]], [j for j in left[1] if j not in done[1]]
    return sorted([*pairs, *_pair_unique(one, two, *rest)])


def _pair_agreed(
    one: Sequence[PageBlock], two: Sequence[PageBlock], agreed: Collection[tuple[str, str]]
) -> list[Pair]:
    """Blocks whose texts were agreed; of several that say the same, the next one in order."""
    places: dict[str, list[int]] = {}
    for index, block in enumerate(two):
        places.setdefault(block.hash, []).append(index)
    partners: dict[str, list[str]] = {}
    for mine, theirs in agreed:
        partners.setdefault(mine, []).append(theirs)
    pairs: list[Pair] = []
    last = -1
    for index, block in enumerate(one):
        free = sorted(j for name in partners.get(block.hash, ()) for j in places.get(name, ()))
        if free:
            last = next((j for j in free if j > last), free[0])
            places[two[last].hash].remove(last)
            pairs.append((index, last))
    return pairs


def _list_gaps(
    one: Sequence[int], two: Sequence[int], pairs: Sequence[Pair]
) -> Iterator[tuple[list[int], list[int]]]:
    """What stands between the pairs that stand in one order in both languages."""
    chain = [(-1, -1), *_find_chain(pairs), (max(one, default=0) + 1, max(two, default=0) + 1)]
    for (i, j), (k, m) in pairwise(chain):
        yield [n for n in one if i < n < k], [n for n in two if j < n < m]


def _find_chain(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest run of pairs, in the order of both languages: all but those that were moved."""
    ends: list[int] = []
    links: list[tuple[int, int, Pair]] = []  # what it ends, what is before it, the pair
    lasts: list[int] = []
    for number, pair in enumerate(sorted(pairs)):
        at = bisect_left(ends, pair[1])
        links.append((pair[1], lasts[at - 1] if at else -1, pair))
        ends[at : at + 1], lasts[at : at + 1] = [pair[1]], [number]
    chain: list[Pair] = []
    number = lasts[-1] if lasts else -1
    while number >= 0:
        chain.append(links[number][2])
        number = links[number][1]
    return chain[::-1]


class _Lost:
    """Texts that were agreed and are gone: how much of each a new text says."""

    def __init__(
        self,
        one: Sequence[PageBlock],
        two: Sequence[PageBlock],
        agreed: Collection[tuple[str, str]],
        sketches: Mapping[str, str],
    ) -> None:
        """Find them."""
        blocks = {block.hash: block for block in one}, {block.hash: block for block in two}
        self.known = {mine for mine, _ in agreed}, {theirs for _, theirs in agreed}
        self.kept = sketches
        self.sketches: dict[int, dict[str, str]] = {0: {}, 1: {}}
        """Of each language the new texts, by their hashes."""
        self.partners: dict[tuple[str | None, str | None], list[tuple[str, str]]] = {}
        """Lines of which one text is gone, or both, by what is there."""
        self.gone: tuple[list[tuple[str, PageBlock]], list[tuple[str, PageBlock]]] = [], []
        """Of each language the texts that are gone while their partners are there, with these."""
        self.wholes: dict[int, dict[str, str | None]] = {0: {}, 1: {}}
        """Of each language what new texts are parts of, as far as it was looked for."""
        for line in agreed:
            mine, theirs = (
                text if text in some else None for text, some in zip(line, blocks, strict=True)
            )
            gone = [text for text, left in zip(line, (mine, theirs), strict=True) if left is None]
            if gone and all(text in sketches for text in gone):
                self.partners.setdefault((mine, theirs), []).append(line)
            if len(gone) == 1 and gone[0] in sketches and line[mine is None] != ALONE:
                own = 0 if mine is None else 1
                self.gone[own].append((gone[0], blocks[1 - own][line[1 - own]]))

    def find_likeness(self, mine: PageBlock, theirs: PageBlock) -> float:
        """How much two texts say of two that were agreed; 0 where that tells nothing."""
        is_new = mine.hash not in self.known[0], theirs.hash not in self.known[1]
        names = None if is_new[0] else mine.hash, None if is_new[1] else theirs.hash
        found = 0.0
        for line in self.partners.get(names, ()):
            alike = [
                measure_likeness(self._sketch(own, block), self.kept[text])
                for own, block, text, new in zip((0, 1), (mine, theirs), line, is_new, strict=True)
                if new
            ]
            found = max(found, min(alike))
        return found

    def find_whole(self, own: int, block: PageBlock) -> str | None:
        """The text of the other language whose partner a new text is a part of, by its hash; `None` for none."""
        if block.hash in self.known[own] or len(self.gone[own]) > _MOST_PARTS:
            return None
        if block.hash not in self.wholes[own]:
            cited = {*block.signature}
            alike = (
                (measure_likeness(self._sketch(own, block), self.kept[text]), partner.hash)
                for text, partner in self.gone[own]
                if cited <= {*partner.signature}
            )
            likeness, whole = max(alike, default=(0.0, ""))
            self.wholes[own][block.hash] = whole if likeness >= _PART else None
        return self.wholes[own][block.hash]

    def is_other(self, own: int, block: PageBlock, partner: PageBlock) -> bool:
        """Whether a new text says and cites nothing of the text that its place was that of.

        A heading may be any; so may a text of one kind, where neither cites anything.
        """
        cited = _measure_cited(block, partner)
        may_be_any = block.kind == HEADING or (cited is None and block.kind == partner.kind)
        if block.hash in self.known[own] or cited or may_be_any:
            return False
        gone = [text for text, other in self.gone[own] if other.hash == partner.hash]
        sketch = self._sketch(own, block)
        return bool(gone) and all(
            measure_likeness(sketch, self.kept[text]) < _TRACE for text in gone
        )

    def _sketch(self, own: int, block: PageBlock) -> str:
        known = self.sketches[own]
        if block.hash not in known:
            known[block.hash] = sketch_text(block.text)
        return known[block.hash]


def _pair_alike(
    one: Sequence[PageBlock],
    two: Sequence[PageBlock],
    some: Sequence[int],
    others: Sequence[int],
    lost: _Lost,
) -> list[Pair]:
    """Pairs of which one text, or each, still says most of what was agreed; the most alike first, then the nearest."""
    looks = len(some) * len(others) * max(1, len(lost.partners.get((None, None), ())))
    if not lost.partners or looks > _MOST:
        return []
    found = []
    for i, j in product(some, others):
        if _name_kind(one[i]) == _name_kind(two[j]):
            alike, cited = lost.find_likeness(one[i], two[j]), _measure_cited(one[i], two[j])
            if alike >= _choose_least(cited):
                found.append((-alike - (cited or 0), abs(i - j), i, j))
    pairs: list[Pair] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for _, _, i, j in sorted(found):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j))
    return pairs


def _name_kind(block: PageBlock) -> str:
    """What a block is, however a language sets its prose."""
    return "prose" if block.kind in _PROSE else block.kind


def _measure_cited(mine: PageBlock, theirs: PageBlock) -> float | None:
    """How much of what either of two blocks cites both do, from 0 to 1; `None` where neither cites anything."""
    either = {*mine.signature, *theirs.signature}
    return len({*mine.signature} & {*theirs.signature}) / len(either) if either else None


def _choose_least(cited: float | None) -> float:
    """How alike two texts must be, given how much of what they cite is."""
    if cited:
        return _ALIKE_CITING if cited >= _HALF else _ALIKE
    return _ALIKE if cited is None else _ALIKE_APART


def _list_lost(
    agreed: Collection[tuple[str, str]], one: Iterable[PageBlock], two: Iterable[PageBlock]
) -> tuple[set[str], set[str]]:
    """Texts of each language that were agreed with one which the other has no more."""
    there = {ALONE, *(block.hash for block in one)}, {ALONE, *(block.hash for block in two)}
    return (
        {mine for mine, theirs in agreed if theirs not in there[1]},
        {theirs for mine, theirs in agreed if mine not in there[0]},
    )


@dataclass(frozen=True)
class _Gaps:
    """Pairs what stands in the same gap of both languages."""

    one: Sequence[PageBlock]
    two: Sequence[PageBlock]
    lost: tuple[set[str], set[str]]
    texts: _Lost

    def pair(self, some: Sequence[int], others: Sequence[int]) -> list[Pair]:
        """Pairs of a gap: by what is cited, then by position, then by most of what is cited."""
        found = find_common(
            [self.one[i].likeness for i in some], [self.two[j].likeness for j in others]
        )
        alike = [(i, j) for i, j in found if self.may_pair(some[i], others[j])]
        pairs: list[Pair] = []
        for (i, j), (k, m) in pairwise([(-1, -1), *alike, (len(some), len(others))]):
            pairs += self.between(some[i + 1 : k], others[j + 1 : m])
            if k < len(some):
                pairs.append((some[k], others[m]))
        return pairs

    def between(self, some: Sequence[int], others: Sequence[int]) -> Iterator[Pair]:
        """Pairs of what stands between two that cite the same, of each kind by itself."""
        for kind in dict.fromkeys(_name_kind(self.one[i]) for i in some):
            yield from self.of_kind(
                [i for i in some if _name_kind(self.one[i]) == kind],
                [j for j in others if _name_kind(self.two[j]) == kind],
            )

    def of_kind(self, some: Sequence[int], others: Sequence[int]) -> Iterator[Pair]:
        """Pairs by position, where there are as many; by most of what is cited otherwise."""
        if len(some) == len(others):
            yield from (pair for pair in zip(some, others, strict=True) if self.may_pair(*pair))
            return
        free = [*others]
        for i in some:
            near = [j for j in free if self.is_near(i, j) and self.may_pair(i, j)]
            if len(near) == 1:
                yield i, near[0]
                free = free[free.index(near[0]) + 1 :]

    def pair_between(
        self, some: Sequence[int], others: Sequence[int], known: Sequence[Pair]
    ) -> Iterator[Pair]:
        """Pairs of what stands between two pairs that were moved together; a heading goes with what is below it."""
        partners = dict(known)
        taken = {*partners.values()}
        places = {j: at for at, j in enumerate(others)}
        around = [places.get(partners.get(i, -1)) for i in some]
        for i, before, after in zip(some, [None, *around], [*around[1:], None], strict=False):
            if i in partners or not after or others[after - 1] in taken:
                continue
            j = others[after - 1]
            is_between = before == after - 2 or self.one[i].kind == HEADING
            if is_between and self.may_pair(i, j):
                taken.add(j)
                yield i, j

    def is_near(self, i: int, j: int) -> bool:
        """Whether two blocks cite at least half of what either cites alike."""
        mine, theirs = self.one[i], self.two[j]
        return (_measure_cited(mine, theirs) or 0) >= _HALF

    def may_pair(self, i: int, j: int) -> bool:
        """Whether two blocks may be one: not if each was agreed with another that is gone, unless they cite the same.

        Nor if either is of another kind, a part of a text that was agreed with another, or nothing like the text that
        the other was agreed with.
        """
        mine, theirs = self.one[i], self.two[j]
        if _name_kind(mine) != _name_kind(theirs):
            return False
        for own, block, other in ((0, mine, theirs), (1, theirs, mine)):
            if self.texts.find_whole(own, block) not in {None, other.hash}:
                return False
            if self.texts.is_other(own, block, other):
                return False
        both = mine.hash in self.lost[0] and theirs.hash in self.lost[1]
        return not both or mine.signature == theirs.signature != ()


def _pair_unique(
    one: Sequence[PageBlock], two: Sequence[PageBlock], some: Sequence[int], others: Sequence[int]
) -> Iterator[Pair]:
    """Pairs of blocks that cite something, and what no other that is left cites."""
    mine, theirs = (
        Counter(one[i].signature for i in some),
        Counter(two[j].signature for j in others),
    )
    places = {two[j].signature: j for j in others}
    for i in some:
        signature = one[i].signature
        if signature and mine[signature] == theirs[signature] == 1:
            yield i, places[signature]


def find_common(one: Sequence[Hashable], two: Sequence[Hashable]) -> list[Pair]:
    """The longest common subsequence, as indices of both.

    A row of the usual table is one number, a bit a column (Hyyrö 2004): thousands of rows cost milliseconds.
    """
    masks: dict[Hashable, int] = {}
    for index, value in enumerate(two):
        masks[value] = masks.get(value, 0) | 1 << index
    full = (1 << len(two)) - 1
    row, rows = full, []
    for value in one:
        same = row & masks.get(value, 0)
        row = ((row + same) | (row - same)) & full
        rows.append(row)
    pairs: list[Pair] = []
    i, j = len(one), len(two)
    while i and j:
        if rows[i - 1] >> (j - 1) & 1:
            j -= 1
        elif i > 1 and not rows[i - 2] >> (j - 1) & 1:
            i -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]
