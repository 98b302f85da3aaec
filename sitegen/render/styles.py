"""Rules of style that follow from the generator's lists, so that a new entry needs no style sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.analysis.statuses import Status


_COMMENT = re.compile(
    rb"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|/\*.*?(?:\*/|\Z)\s*""", re.DOTALL
)
"""A comment with the white space behind it; or a string, in which none can stand."""


def drop_comments(sheet: bytes) -> bytes:
    """A style sheet without its comments."""
    return _COMMENT.sub(lambda found: found[1] or b"", sheet)


def write_status_rules(statuses: Iterable[Status]) -> str:
    """The tone of each status; and, where one is chosen in the tracker, that all others are hidden."""
    tones, hidden = [], []
    for one in statuses:
        tones.append(f".status-{one.key} {{ --status: var(--status-{one.tone}) }}\n")
        chosen = f'.tracker:has(.chooser-status [value="{one.key}"]:checked) .domain'
        hidden.append(f'{chosen}:not([data-holds~="{one.key}"])')
        hidden.append(f'{chosen} tbody tr:not([data-status="{one.key}"])')
    choice = ",\n".join(hidden)
    return (
        f"\n/* The tone of each status. */\n{''.join(tones)}"
        f"\n/* Of each status: the domains without it, and the other rows. */\n"
        f"@supports selector(:has(*)) {{\n{choice} {{ display: none }}\n}}\n"
    )
