"""How far a target has come, in words and lengths; and what a status takes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.analysis.statuses import THRESHOLDS
from sitegen.views.values import ThresholdView, VerdictView
from sitegen.views.words import STATUS_WORDS, TARGET_WORDS, THRESHOLD_WORDS

if TYPE_CHECKING:
    from fractions import Fraction

    from sitegen.analysis.verdict import Verdict
    from sitegen.language.voice import Voice


NOTHING = "0.0%"
"""The length of a bar that is not drawn."""


def view_verdict(voice: Voice, verdict: Verdict) -> VerdictView:
    """The view of a verdict."""
    due, made = _say_percent(voice, verdict.due), _say_percent(voice, verdict.made)
    length = _measure_length(verdict.made)
    return VerdictView(
        status=verdict.status,
        word=voice.say(STATUS_WORDS[verdict.status]),
        due=due,
        made=made,
        progress=voice.say(TARGET_WORDS["progress"], due=due, made=made) if due and made else "",
        ratio=""
        if verdict.ratio is None
        else voice.number(verdict.ratio.quantize(Decimal("0.01"))),
        due_bar=_measure_length(verdict.due),
        made_bar="" if length == NOTHING else length,
    )


def view_thresholds(voice: Voice) -> tuple[ThresholdView, ...]:
    """The statuses that progress can give, the best first, each with the ratios it stands for."""
    statuses = [status for status, _ in THRESHOLDS]
    least = [*(voice.number(number) for _, number in THRESHOLDS[:-1]), ""]
    most = ["", *least]
    return tuple(
        ThresholdView(
            status,
            voice.say(STATUS_WORDS[status]),
            voice.say(
                THRESHOLD_WORDS["last" if not low else "between" if high else "first"],
                least=low,
                most=high,
            ),
        )
        for status, low, high in zip(statuses, least, most, strict=False)
    )


def _say_percent(voice: Voice, share: Decimal | Fraction | None) -> str:
    """A share of one in whole percent; empty where there is none."""
    return "" if share is None else voice.percent(Decimal(round(share * 100)))


def _measure_length(share: Decimal | Fraction | None) -> str:
    """A share of one as a length between nothing and the whole, for drawing."""
    return "" if share is None else f"{min(max(float(share), 0.0), 1.0) * 100:.1f}%"
