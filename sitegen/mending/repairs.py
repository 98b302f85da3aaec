"""What is changed in a file, and what is left because nobody can be sure of it; each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.messages.said import Said, say

if TYPE_CHECKING:
    from sitegen.problems import Place


@dataclass(frozen=True)
class Repair:
    """A change of a file, or one that is not made."""

    place: Place
    said: Said
    """What becomes what, or why nothing does."""
    is_sure: bool = True
    """Whether the change is made."""


@dataclass(frozen=True)
class Mended:
    """A text with what was changed in it."""

    text: str
    repairs: tuple[Repair, ...] = ()


def format_repair(repair: Repair) -> Said:
    """Say a repair in one line: `path:line:column: what becomes what`."""
    place = repair.place
    where = ":".join([place.path, *(str(one) for one in (place.line, place.column) if one)])
    if repair.is_sure:
        return say("{where}: {said}", where=where, said=repair.said)
    return say("{where}: left as it is: {said}", where=where, said=repair.said)
