"""What this version still takes and a later one will not: each is told where it is used, with what to write instead.

A name that is to go gets an entry here, and works as before until the version that is named is there; then a test
asks for the end of both. What is promised, and for how long, says `docs/content/explanation/stability.en.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sitegen.messages.said import Said, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.problems import Place, Problem

Kind = Literal["setting", "column", "role", "directive", "command"]


@dataclass(frozen=True)
class Deprecation:
    """A name that will go."""

    kind: Kind
    name: str
    """As it is written; a column with its table, `facts.note`, an option with its command, `build --no-pdf`."""
    since: str
    """The version that first warned of it."""
    removed_in: str
    """The version that will not know it."""
    instead: Said
    """What to do, as a hint."""

    @property
    def message(self) -> Said:
        """That it will go, and when."""
        return say(
            "`{name}` is deprecated since sitegen {since}, and works until {removed_in}, which does not know it",
            name=self.name,
            since=self.since,
            removed_in=self.removed_in,
        )


DEPRECATIONS: tuple[Deprecation, ...] = ()
"""All of them."""


def list_deprecated(kind: Kind) -> dict[str, Deprecation]:
    """Those of a kind by name."""
    return {one.name: one for one in DEPRECATIONS if one.kind == kind}


def warn_deprecated(one: Deprecation, place: Place) -> Iterator[Problem]:
    """The warning that it is used."""
    yield place.problem("deprecated", one.message, one.instead, "warning")


def find_going(command: str, arguments: Sequence[str]) -> Iterator[Deprecation]:
    """Those among a command and its options, as they were typed."""
    typed = {one.partition("=")[0] for one in arguments}
    for name, one in list_deprecated("command").items():
        own, _, option = name.partition(" ")
        if own == command and (not option or option in typed):
            yield one
