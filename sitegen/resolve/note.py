"""Notes: a box of Markdown with a title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.project.parsed import Directive
    from sitegen.resolve.roles import RoleResolver


@dataclass(frozen=True)
class Note:
    """The box around a note; its text is the directive's body."""

    title: str
    """As plain text; may be empty."""


def resolve_note(resolver: RoleResolver, directive: Directive) -> Note:
    """The note's title, with its roles filled in."""
    return Note(resolver.plain(directive.option("title")))
