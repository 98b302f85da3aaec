"""What a page cites in its other languages, text by text: who wrote a number there with a role means the same here.

Blocks are paired as translations are (`translations/pairing`). What the blocks of another language show, and the block here
does not yet, is what its typed numbers can mean first of all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.binding.figures import FIGURES, name_figure
from sitegen.binding.layout import OPTION, PageLayout
from sitegen.binding.sentences import split_sentences
from sitegen.project.markdown import INLINE_META
from sitegen.translations.blocks import list_blocks
from sitegen.translations.pairing import pair_blocks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sitegen.binding.figures import Figure
    from sitegen.binding.sentences import Sentences
    from sitegen.resolve.page import ResolvedPage
    from sitegen.translations.blocks import PageBlock

    Lines = tuple[int, ...]
    """Lines of a page, from 0."""


@dataclass(frozen=True)
class Counterpart:
    """What other languages show in the same text of a page."""

    lines: Lines
    """The lines of the text in this language."""
    figures: Mapping[Figure, int]
    """What is shown in another language, and how often there at most."""
    sentences: tuple[Sentences, ...]
    """The text in each other language, by sentences."""
    is_row: bool
    """Whether it is a row of a table."""


def find_counterparts(
    text: str,
    page: ResolvedPage,
    others: Iterable[tuple[str, ResolvedPage, Collection[tuple[str, str]]]],
) -> Mapping[int, Counterpart]:
    """What other languages show in the text of each line.

    Args:
        text: The page's file, with plain line ends.
        page: The page.
        others: The file and the page in each other language, and which texts of the two were agreed to say the same.
    """
    found: dict[Lines, Counter[Figure]] = {}
    told: dict[Lines, tuple[Sentences, ...]] = {}
    rows: set[Lines] = set()
    own = list_blocks(page.parsed)
    lines = text.split("\n")
    for other, resolved, agreed in others:
        layout = PageLayout(other, resolved)
        theirs = list_blocks(resolved.parsed)
        for i, j in pair_blocks(own, theirs, agreed, INLINE_META):
            for some, sentences in _pair_lines(lines, own[i], layout, theirs[j]):
                found[some] = found.get(some, Counter()) | _count_figures(sentences)
                told[some] = (*told.get(some, ()), sentences)
                rows |= {some} if own[i].kind == "row" else set()
    return {
        line: Counterpart(some, figures, told[some], some in rows)
        for some, figures in found.items()
        for line in some
    }


def _pair_lines(
    lines: Sequence[str], own: PageBlock, layout: PageLayout, other: PageBlock
) -> Iterator[tuple[Lines, Sentences]]:
    """The lines of a block with what the other says; of a directive, option by option."""
    theirs = _divide(layout.lines, other)
    for option, some in _divide(lines, own).items():
        yield some, split_sentences(layout, theirs.get(option, ()), is_row=other.kind == "row")


def _count_figures(sentences: Sentences) -> Counter[Figure]:
    """How often each figure is shown."""
    return Counter(
        name_figure(one.role, one.argument, one.keys)
        for _, one in sentences.mentions
        if one.role in FIGURES
    )


def _divide(lines: Sequence[str], block: PageBlock) -> dict[str, Lines]:
    """The lines of a block by the option that they are; all else by nothing."""
    found: dict[str, Lines] = {}
    for line in range(block.line - 1, min(block.last, len(lines))):
        match = OPTION.match(lines[line])
        name = match[1] if match else ""
        found[name] = (*found.get(name, ()), line)
    return found
