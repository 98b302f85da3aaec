"""The text of a source, searched without regard to white space.

Extraction from a printed page breaks lines and spaces letters at will, so phrases are looked for in
the text with its white space taken out; what is found is told in places of the text as it stands.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Sequence


Span = tuple[int, int]
"""Start and end in a text, the end not included."""


@dataclass(frozen=True)
class Passages:
    """A source's text, ready to be searched."""

    path: str
    """The file, as messages name it."""
    text: str

    @cached_property
    def positions(self) -> Sequence[int]:
        """Where each character stands that is not white space."""
        return [index for index, one in enumerate(self.text) if not one.isspace()]

    @cached_property
    def squeezed(self) -> str:
        """The text without white space."""
        return "".join(self.text.split())

    def find(self, phrase: str) -> tuple[Span, ...]:
        """Where a phrase stands, white space aside on both sides; places may overlap."""
        wanted = "".join(phrase.split())
        found: list[Span] = []
        at = self.squeezed.find(wanted) if wanted else -1
        while at >= 0:
            found.append((self.positions[at], self.positions[at + len(wanted) - 1] + 1))
            at = self.squeezed.find(wanted, at + 1)
        return tuple(found)

    def locate(self, phrase: str, start: int, end: int, found: Span) -> Span:
        """Where the characters from `start` to `end` of a phrase stand, the phrase being found there."""
        before = len("".join(phrase[:start].split()))
        inside = len("".join(phrase[start:end].split()))
        first = bisect.bisect_left(self.positions, found[0]) + before
        return self.positions[first], self.positions[first + inside - 1] + 1

    @cached_property
    def _lines(self) -> Sequence[int]:
        """Where each line starts."""
        return [0, *(index + 1 for index, one in enumerate(self.text) if one == "\n")]

    def place(self, position: int) -> Place:
        """Line and column of a position."""
        line = bisect.bisect_right(self._lines, position)
        return Place(self.path, line, position - self._lines[line - 1] + 1)

    def surroundings(self, span: Span, width: int = 12) -> str:
        """What stands at a span, with a few characters on both sides, in one line."""
        start, end = span
        text = self.text[max(0, start - width) : end + width]
        return " ".join(text.split())
