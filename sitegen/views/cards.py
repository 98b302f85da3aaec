"""Figures of a scorecard: a main fact, and others that say more of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.views.facts import name_below, name_fact
from sitegen.views.values import DerivedView
from sitegen.views.words import TARGET_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import FactView, TargetView


@dataclass(frozen=True)
class LabelledFigure:
    """A figure that says more of the one above it."""

    label: str
    """Of a computed one what it says, of a stated one how it differs from the main one."""
    figure: FactView | DerivedView


@dataclass(frozen=True)
class CardView:
    """A figure of a scorecard."""

    label: str
    """What the main fact is of: indicator and measure."""
    main: FactView
    details: str
    """Area and period of the main fact, and its kind where it is not simply reported."""
    others: tuple[LabelledFigure, ...]
    """Figures that say more of it."""
    status: TargetView | None
    """The target whose latest figure this is."""
    caveat: str
    """What a reader must know of that status; empty where there is nothing to know."""


def view_card(
    maker: ViewMaker,
    main: FactView,
    others: Sequence[FactView | DerivedView],
    status: TargetView | None,
) -> CardView:
    """A main fact with the others of its line, and the status of the target whose latest figure it is."""
    started = status.baseline.figure if status else None
    return CardView(
        label=name_fact(maker, main),
        main=main,
        details=maker.listed(
            main.area, main.period, "" if main.kind == "actual" else main.kind_word
        ),
        others=tuple(
            LabelledFigure(
                one.label if isinstance(one, DerivedView) else name_below(maker, one, main), one
            )
            for one in others
        ),
        status=status,
        caveat=maker.voice.say(TARGET_WORDS["computed-start"])
        if started and started.is_computed
        else "",
    )
