"""Items of a chart on one scale: the scale of the axis, and the points with their numbers as they are written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from os.path import commonprefix
from typing import TYPE_CHECKING

from sitegen.analysis.derive import Derived
from sitegen.charts.data import Point
from sitegen.language.numeral_words import SHIFTS
from sitegen.quantities.exact import trim
from sitegen.quantities.units import PERCENT, is_power_of_ten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.language.amounts import AxisScale
    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact
    from sitegen.quantities.quantity import Quantity
    from sitegen.quantities.units import Unit
    from sitegen.resolve.chart_facts import ChartItem


SYMBOLS = {
    "exact": "",
    "range": "",
    "at-least": "≥ ",
    "over": "> ",
    "about": "≈ ",
    "under": "< ",
    "at-most": "≤ ",
}
"""Marks of a bound where there is no room for words."""
WHOLE = Decimal(100)
"""The whole of which a share is a part, in percent."""


def choose_scale(items: Sequence[ChartItem], units: Mapping[str, Unit], voice: Voice) -> AxisScale:
    """The scale of the axis, labelled with its unit: what is counted, where all items count the same.

    人 and 万人 share 人, so that an axis of 万 is one of 万人.
    """
    base = units[items[0].quantity.unit.base_unit]
    scale = voice.scale([one for item in items for one in item.quantity.base_numbers], base)
    code = voice.language.code
    if base.form(code)[-1].strip("{}") not in {"scaled", "plain", "stated"}:
        return scale
    endings = [_after_scale(item.quantity.unit.form(code)[-1]) for item in items]
    shared = commonprefix([ending[::-1] for ending in endings])[::-1]  # noqa: RUF071 # by characters
    return replace(scale, label=scale.label + shared)


def _after_scale(form: str) -> str:
    """What a unit's form counts: 户 of `{stated}万户`, whose 万 the axis says itself."""
    ending = form.rpartition("}")[2]
    scale = next((name for name in SHIFTS if ending.startswith(name)), "")
    return ending[len(scale) :]


def make_point(item: ChartItem, voice: Voice, scale: AxisScale) -> Point:
    """An item with its numbers in base units, and as they are written on the scale."""
    quantity = item.quantity
    low, high = _ends(quantity)
    return Point(
        key=item.figure.key,
        label=item.label,
        period=item.period,
        time=item.time,
        low=low,
        high=high,
        bound=quantity.bound,
        role=item.role,
        derived=isinstance(item.figure, Derived),
        text=voice.quantity(quantity),
        short=SYMBOLS[quantity.bound] + _short(quantity, voice, scale),
        most=_most(item.figure),
    )


def _most(figure: Fact | Derived) -> Decimal | None:
    """What a number cannot exceed: a stated share, its whole."""
    if isinstance(figure, Derived) or figure.measure != "share":
        return None
    return WHOLE if figure.quantity.unit.base_unit == PERCENT else None


def _short(quantity: Quantity, voice: Voice, scale: AxisScale) -> str:
    """A quantity's numbers on the scale of the axis; parts such as 2/3 as they are stated."""
    if not is_power_of_ten(quantity.unit.factor):
        return voice.value_text(quantity)
    shown = quantity.base_numbers
    if scale.power:
        shown = tuple(trim(number.scaleb(-scale.power)) for number in shown)
    texts = [voice.number(number) for number in shown]
    return texts[0] if len(texts) == 1 else voice.say("{low}–{high}", low=texts[0], high=texts[1])


def _ends(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """What is drawn: the stated numbers, with an end open where the bound leaves it so."""
    numbers = quantity.base_numbers
    match quantity.bound:
        case "at-least" | "over":
            return numbers[0], None
        case "under" | "at-most":
            return None, numbers[0]
        case _:
            return numbers[0], numbers[-1]
