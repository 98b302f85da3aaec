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
from sitegen.resolve.chart_items import Happening, Progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.language.amounts import AxisScale
    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact
    from sitegen.quantities.quantity import Quantity
    from sitegen.quantities.units import Unit
    from sitegen.resolve.chart_items import ChartItem


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
LEAST_COUNT, LEAST_AMOUNT = Decimal(1), Decimal("0.1")
"""The least that a number may be on the scale of its axis: people and things are not counted in parts of 万, amounts may be, a little."""
LONG = 3
"""More characters than a number may have behind its decimal sign, with its word."""
WHOLE = Decimal(100)
"""The whole of which a share is a part, in percent."""


def choose_scale(items: Sequence[ChartItem], units: Mapping[str, Unit], voice: Voice) -> AxisScale:
    """The scale of the axis, labelled with its unit: what is counted, where all items count the same.

    人 and 万人 share 人, so that an axis of 万 is one of 万人. Where numbers are so far apart that the least of them
    would be a small part of one (1728 people on an axis of 万), each carries the word that suits it; or none does,
    where that would make none shorter (5.0895万).
    """
    quantities = [item.quantity for item in items]
    base = units[quantities[0].unit.base_unit]
    numbers = [one for quantity in quantities for one in quantity.base_numbers]
    scale, code, point = voice.scale(numbers, base), voice.language.code, voice.separators[1]
    is_count = base.form(code)[-1].strip("{}") in {"scaled", "plain", "stated"}
    if _is_too_wide(numbers, scale.power, LEAST_COUNT if is_count else LEAST_AMOUNT):
        is_long = any(len(voice.scaled(one).partition(point)[2]) > LONG for one in numbers)
        words = () if is_count and is_long else voice.scale_words
        scale = replace(voice.scale([], base), words=words)
    if not is_count:
        return scale
    endings = [_after_scale(quantity.unit.form(code)[-1]) for quantity in quantities]
    shared = commonprefix([ending[::-1] for ending in endings])[::-1]  # noqa: RUF071 # by characters
    return replace(scale, label=scale.label + shared)


def _is_too_wide(numbers: Sequence[Decimal], power: int, least: Decimal) -> bool:
    """Whether the smallest number would be less than so much on a scale."""
    sizes = [abs(number) for number in numbers if number]
    return bool(power and sizes) and min(sizes).scaleb(-power) < least


def _after_scale(form: str) -> str:
    """What a unit's form counts: 户 of `{stated}万户`, whose 万 the axis says itself."""
    ending = form.rpartition("}")[2]
    scale = next((name for name in SHIFTS if ending.startswith(name)), "")
    return ending[len(scale) :]


def make_point(item: ChartItem, voice: Voice, scale: AxisScale, *, is_dated: bool = False) -> Point:
    """An item with its numbers in base units, and as they are written on the scale; on an axis of dates, in full."""
    figure = item.figure
    bare = Point(
        key=figure.key,
        label=item.label,
        period=item.period,
        time=item.time,
        low=None,
        high=None,
        bound="exact",
        role=item.role,
        derived=isinstance(figure, Derived | Progress),
        text="",
        short="",
        standing=item.standing,
        aside=item.status or ("" if item.share is None else voice.quantity(item.share.quantity)),
        since=item.since,
    )
    if isinstance(figure, Happening):
        return bare
    quantity = figure.quantity
    text = voice.quantity(quantity)
    if is_dated:
        return replace(bare, bound=quantity.bound, text=text, short=text)
    low, high = _ends(quantity)
    short = (
        voice.value_text(quantity)
        if isinstance(figure, Progress)
        else _short(quantity, voice, scale)
    )
    return replace(
        bare,
        low=low,
        high=high,
        bound=quantity.bound,
        text=text,
        short=SYMBOLS[quantity.bound] + short,
        most=_most(figure),
    )


def _most(figure: Fact | Derived | Progress) -> Decimal | None:
    """What a number cannot exceed: a stated share, its whole."""
    if isinstance(figure, Derived | Progress) or figure.measure != "share":
        return None
    return WHOLE if figure.quantity.unit.base_unit == PERCENT else None


def _short(quantity: Quantity, voice: Voice, scale: AxisScale) -> str:
    """A quantity's numbers on the scale of the axis; parts such as 2/3 as they are stated."""
    if not is_power_of_ten(quantity.unit.factor):
        return voice.value_text(quantity)
    shown = quantity.base_numbers
    if scale.words:
        texts = [voice.scaled(number) for number in shown]
    else:
        shown = (
            tuple(trim(number.scaleb(-scale.power)) for number in shown) if scale.power else shown
        )
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
