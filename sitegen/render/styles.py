"""Rules of style that follow from the generator's lists, so that a new entry needs no style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.analysis.statuses import Status


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
