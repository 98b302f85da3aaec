"""The sentences of a text, and the cells of a row, with what is cited in each: where in a text a number stands.

A text says in another language the same in the same sentence, as a rule. Two sentences are taken for one where both texts
have as many, or where they cite what no other sentence of either cites.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.binding.figures import FIGURES, name_figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.binding.figures import Figure
    from sitegen.binding.layout import Mention, PageLayout

    Cited = tuple[str, object]
    """A role with what it names, however it is worded."""

_END = re.compile(r"[。！？]|[.!?](?=[\s*_)\]\"”’»]|$)", re.MULTILINE)
"""Where a sentence ends."""


@dataclass(frozen=True)
class Sentences:
    """The sentences of some lines."""

    text: str
    """The lines as a reader sees them."""
    starts: Mapping[int, int]
    """Where each line starts in the text."""
    ends: Sequence[int]
    """Where each sentence ends, the last with the text."""
    mentions: Sequence[tuple[int, Mention]]
    """What is cited, each with the number of its sentence."""

    def find(self, line: int, column: int) -> int:
        """The number of the sentence in which a place stands, given its column as a reader sees it."""
        return bisect_left(self.ends, self.starts[line] + column + 1)

    def read(self, number: int) -> str:
        """A sentence."""
        return self.text[self.ends[number - 1] if number else 0 : self.ends[number]]

    @cached_property
    def marks(self) -> Sequence[frozenset[Cited]]:
        """Of each sentence, what it cites and no other of the text."""
        named = {(at, _name_cited(one)) for at, one in self.mentions}
        often = Counter(name for _, name in named)
        return [
            frozenset(name for own, name in named if own == at and often[name] == 1)
            for at in range(len(self.ends))
        ]

    def list_figures(self) -> Mapping[Figure, frozenset[int]]:
        """The sentences in which each figure is shown."""
        found: dict[Figure, frozenset[int]] = {}
        for at, one in self.mentions:
            if one.role in FIGURES:
                name = name_figure(one.role, one.argument, one.keys)
                found[name] = found.get(name, frozenset()) | {at}
        return found


def split_sentences(layout: PageLayout, lines: Sequence[int], *, is_row: bool) -> Sentences:
    """The sentences of some lines of a page; of a row of a table its cells."""
    parts: list[str] = []
    starts: dict[int, int] = {}
    ends: list[int] = []
    mentions: list[tuple[int, Mention]] = []
    length = 0
    for line in lines:
        plain = layout.read_line(line)
        starts[line] = length
        inside = [(one.start, one.end) for one in plain.mentions]
        if is_row:
            ends += [length + plain.find_column(high) for _, high in layout.divide_row(line)]
        else:
            ends += [
                length + one.end()
                for one in _END.finditer(plain.text)
                if not any(low <= one.start() < high for low, high in inside)
            ]
        mentions += [(length + one.start, one) for one in plain.mentions]
        parts.append(plain.text)
        length += len(plain.text) + 1
    text = "\n".join(parts)
    if not ends or text[ends[-1] :].strip(' \n|*_)]"”’»'):
        ends.append(len(text))
    last = len(ends) - 1
    cited = [(min(bisect_left(ends, at + 1), last), one) for at, one in mentions]
    return Sentences(text, starts, ends, cited)


def match_sentences(mine: Sentences, own: int, theirs: Sentences, other: int) -> bool | None:
    """Whether two sentences of a text in two languages say the same; `None` where that cannot be told."""
    if mine.marks[own] & theirs.marks[other]:
        return True
    if len(mine.ends) == len(theirs.ends):
        return own == other
    return None


def _name_cited(mention: Mention) -> Cited:
    if mention.role in FIGURES:
        return name_figure(mention.role, mention.argument, mention.keys)
    named = mention.argument.rpartition("<")[2].rstrip("> ")
    return mention.role, "".join(named.split())
