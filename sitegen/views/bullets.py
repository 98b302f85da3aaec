"""What was planned against what was reached, as lengths to draw: a bar for each target, from nothing to its goal."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.analysis.assessment import Assessment
    from sitegen.analysis.derive import Derived
    from sitegen.ledger.values import Fact

_ROOM = 94.0
"""How much of the width, in percent, the longest of the lengths of a bar takes; a mark at its end needs some."""


@dataclass(frozen=True)
class BulletView:
    """Lengths from nothing on, as `83.2%`; each may be empty."""

    start: str
    """Where the target starts from."""
    latest: str
    """The latest figure."""
    due: str
    """Where an even path from start to goal had come to by then."""
    goal: str
    """The goal; of a range, the end that is reached first."""
    stretch: str
    """Of a range, its other end."""


def draw_bullet(one: Assessment) -> BulletView | None:
    """The lengths of a target; `None` for one that is no amount, such as a rate or a rank."""
    if one.path in {"mean", "rank"}:
        return None
    goal, stretch = _goals(one)
    start = 0.0 if one.path == "cumulative" else _number(one.baseline or one.implied)
    found = {
        "start": None if one.path == "cumulative" else start,
        "latest": _latest(one, goal),
        "due": None if start is None else _due(one, start, goal),
        "goal": goal,
        "stretch": stretch,
    }
    most = max(_there(found.values()), default=0.0)
    if most <= 0 or min(_there(found.values())) < 0:
        return None
    return BulletView(
        **{
            name: "" if number is None else f"{number / most * _ROOM:.1f}%"
            for name, number in found.items()
        }
    )


def _there(numbers: Iterable[float | None]) -> list[float]:
    return [number for number in numbers if number is not None]


def _goals(one: Assessment) -> tuple[float, float | None]:
    """The end of a target that is reached first, and, of a range, the other one."""
    ends = [float(number) for number in one.target.quantity.exact_numbers]
    if one.target.indicator.better == "down":
        ends.reverse()
    return ends[0], ends[1] if len(ends) > 1 else None


def _number(figure: Fact | Derived | None) -> float | None:
    return None if figure is None else float(figure.quantity.exact_numbers[0])


def _latest(one: Assessment, goal: float) -> float | None:
    """The latest figure; of a sum over years, what has come together."""
    if one.path == "cumulative":
        return None if one.made is None else float(one.made) * goal
    return _number(one.latest)


def _due(one: Assessment, start: float, goal: float) -> float | None:
    """Where an even path had come to by the time of the latest figure."""
    if one.due is None:
        return None
    if one.path == "geometric" and start > 0 and goal > 0:
        return start * math.pow(goal / start, float(one.due))
    return start + (goal - start) * float(one.due)
