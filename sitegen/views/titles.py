"""A title in the pieces that a line keeps whole: clauses, and words with a hyphen.

Which pieces there are is read off the title itself, whatever its language; how they are kept whole
is for the style sheet to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLAUSE = re.compile(r"[^，；]*[，；]|[^，；]+")
"""A clause with the full-width mark that ends it, after which no space stands to break at."""
_WHOLE = re.compile(r"((?<![^ ])[^ ]*-[^ ]*)")


@dataclass(frozen=True)
class TitlePiece:
    """A piece of a title."""

    text: str
    kind: str = ""
    """`clause`, or `whole` for a word with a hyphen: the class of its element; empty for other text."""


def divide_title(title: str) -> tuple[TitlePiece, ...]:
    """The pieces of a title, which together are the title.

    Example:
        `成都的目标，已达成` has the clauses `成都的目标，` and `已达成`.
    """
    clauses = _CLAUSE.findall(title)
    if len(clauses) > 1:
        return tuple(TitlePiece(clause, "clause") for clause in clauses)
    return tuple(
        TitlePiece(text, "whole" if "-" in text else "") for text in _WHOLE.split(title) if text
    )
