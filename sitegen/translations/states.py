"""How the languages of a page stand to each other, block by block."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from sitegen.project.markdown import INLINE_META
from sitegen.translations.pairing import pair_blocks
from sitegen.translations.record import ALONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.translations.blocks import PageBlock
    from sitegen.translations.record import Agreed

STANDINGS = "standings"
"""Name of the part that says how the languages of a page stand."""
NEWER = "newer"
"""Name of the part that says in which languages a page is newer than in its own."""
IN_STEP, AHEAD, BEHIND, CHANGED, SINGLE = "agreed", "ahead", "behind", "both-changed", "only-in-one"
"""How a block stands to the other language: it was agreed; it changed since; the other did; both did, or they
were never agreed; the other has none."""


@dataclass(frozen=True)
class BlockPair:
    """A block in two languages, and how the first stands to the second."""

    codes: tuple[str, str]
    one: int | None
    """Its place among the blocks of the first language; `None` where that has none."""
    two: int | None
    lines: tuple[int, int]
    """The line that it begins on in each language's file; 0 where one has none."""
    state: str
    fresh: bool = False
    """Of a block that one language has alone: whether it is new there, and was not taken out of the other."""
    known: bool = True
    """Whether anything of it was agreed before, as far as that can be told."""

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look at it."""
        return self.state != IN_STEP

    def newer(self) -> str:
        """The language that has something which the other has not yet; empty for none."""
        if self.state == AHEAD or (self.state == SINGLE and self.fresh and self.one is not None):
            return self.codes[0]
        if self.state == BEHIND or (self.state == SINGLE and self.fresh and self.two is not None):
            return self.codes[1]
        return ""


def compare_languages(
    blocks: Mapping[str, Sequence[PageBlock]],
    agreed: Sequence[Agreed],
    sketches: Mapping[str, str],
) -> list[BlockPair]:
    """How each block of a page stands in each two languages, given the lines of the lock of the page and its sketches."""
    found: list[BlockPair] = []
    for codes in combinations(blocks, 2):
        found += _compare(codes, (blocks[codes[0]], blocks[codes[1]]), agreed, sketches)
    return found


def _compare(
    codes: tuple[str, str],
    both_blocks: tuple[Sequence[PageBlock], Sequence[PageBlock]],
    agreed: Sequence[Agreed],
    sketches: Mapping[str, str],
) -> Iterator[BlockPair]:
    one, two = both_blocks
    both = {(line[codes[0]], line[codes[1]]) for line in agreed if {*codes} <= line.keys()}
    halves = {mine for mine, _ in both}, {theirs for _, theirs in both}
    pairs = pair_blocks(one, two, both, INLINE_META, sketches)
    there = {block.hash for block in one}, {block.hash for block in two}
    is_gone = any(mine not in there[0] and theirs not in there[1] for mine, theirs in both)
    for i, j in pairs:
        names = one[i].hash, two[j].hash
        known = names[0] in halves[0], names[1] in halves[1]
        state = {(True, False): BEHIND, (False, True): AHEAD}.get(known, CHANGED)
        if names in both:
            state = IN_STEP
        lines = one[i].line, two[j].line
        yield BlockPair(codes, i, j, lines, state, known=any(known) or is_gone or state == IN_STEP)
    for own, some, taken in (
        (0, one, {i for i, _ in pairs}),
        (1, two, {j for _, j in pairs}),
    ):
        for index, block in enumerate(some):
            if index not in taken:
                alone = (block.hash, ALONE) if own == 0 else (ALONE, block.hash)
                state = IN_STEP if alone in both else SINGLE
                was = block.hash in halves[own]
                is_new = bool(both) and not was
                if own == 0:
                    lines = block.line, 0
                    yield BlockPair(codes, index, None, lines, state, fresh=is_new, known=was)
                else:
                    lines = 0, block.line
                    yield BlockPair(codes, None, index, lines, state, fresh=is_new, known=was)


def list_newer(pairs: Sequence[BlockPair], code: str) -> list[str]:
    """The languages in which a page has something newer than in one."""
    newer = {one.newer() for one in pairs if code in one.codes} - {"", code}
    return sorted(newer)


def pack_pairs(pairs: Iterable[BlockPair]) -> list[Any]:
    """Pairs as lists and texts."""
    return [
        (one.codes, one.one, one.two, one.lines, one.state, one.fresh, one.known) for one in pairs
    ]


def unpack_pairs(plain: Sequence[Any]) -> tuple[BlockPair, ...]:
    """Pairs as they were kept."""
    return tuple(
        BlockPair((codes[0], codes[1]), one, two, (lines[0], lines[1]), *rest)
        for codes, one, two, lines, *rest in plain
    )
