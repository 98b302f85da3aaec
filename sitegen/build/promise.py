"""What `--strict` refuses: a site that promises its languages in step is not published while they are not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.problems import Problem

PROMISED = frozenset({"missing-page", "stale", "unpaired"})
"""Rules that warn, and are held to by `--strict`."""


def hold_strictly(problems: Iterable[Problem], unlocked: str) -> tuple[Problem, ...]:
    """Problems with those of the promise as errors; `unlocked` is where the lock of a site would be that has none."""
    held = [replace(one, level="error") if one.rule in PROMISED else one for one in problems]
    if unlocked:
        held.append(
            Place(unlocked).problem(
                "stale",
                "nothing says which texts of the languages agree",
                "See that they do, then sign them off: sitegen agree --all",
            )
        )
    return tuple(held)
