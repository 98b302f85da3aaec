"""What `--strict` refuses: a site that promises its languages in step is not published while they are not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.messages.said import say
from sitegen.problems import Place, put_causes_first, sort_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.problems import Problem

PROMISED = frozenset({"missing-page", "stale", "unpaired"})
"""Rules that warn, or that a project may have switched off, and that `--strict` holds it to."""


def hold_strictly(
    told: Sequence[Problem], silenced: Sequence[Problem], unlocked: str
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What is told and what is not, with all of the promise told as errors.

    `unlocked` is where the lock would be of a site that has none; else empty.
    """
    held = [replace(one, level="error") for one in (*told, *silenced) if one.rule in PROMISED]
    if unlocked:
        held.append(
            Place(unlocked).problem(
                "stale",
                say("nothing says which texts of the languages agree"),
                say("See that they do, then sign them off: sitegen agree --all"),
            )
        )
    others = (one for one in told if one.rule not in PROMISED)
    left = tuple(one for one in silenced if one.rule not in PROMISED)
    return put_causes_first(sort_problems([*others, *held])), left
