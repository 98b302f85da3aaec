"""Quantities as a language says them: number, unit and bound, in the form of the unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.language.numbers import ShortNumber
from sitegen.quantities.units import RANK, to_base

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.language.numbers import Numbers
    from sitegen.language.texts import Texts
    from sitegen.quantities.quantity import Quantity
    from sitegen.quantities.units import Unit


PLACEHOLDER = re.compile(r"\{(?:stated|plain|scaled)\}")
"""What stands for the number in the form of a unit."""
BOUND_MESSAGES = {
    "at-least": "at least {quantity}",
    "over": "over {quantity}",
    "about": "about {quantity}",
    "under": "under {quantity}",
    "at-most": "at most {quantity}",
}
"""What is said of a bound; an exact quantity and a range say nothing more."""


@dataclass(frozen=True)
class AxisScale:
    """What the numbers of an axis are divided by, and what stands beside them for it."""

    power: int
    """Base values are divided by ten to this power."""
    label: str
    """Scale word and unit, e.g. `CNY billion` or `亿元`; may be empty."""
    words: tuple[tuple[int, str], ...] = ()
    """Powers of ten and their words, where each number carries its own; then `power` is 0."""


@dataclass(frozen=True)
class Amounts:
    """Writes the quantities of a language. All methods raise `KeyError` for a unit that has no form in it."""

    texts: Texts
    numbers: Numbers
    _said: dict[tuple[object, ...], tuple[Unit, str]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What was said before, with the unit, which is known by its identity: many pages show the same."""

    def quantity(self, quantity: Quantity) -> str:
        """A quantity with its bound: `at least CNY 260 billion`."""
        unit = quantity.unit
        key = (*map(str, quantity.numbers), quantity.bound, id(unit))  # 6.0 is not 6
        unit_said, said = self._said.get(key, (None, ""))
        if unit_said is not unit:
            said = self._say_quantity(quantity)
            self._said[key] = unit, said
        return said

    def _say_quantity(self, quantity: Quantity) -> str:
        if quantity.bound == "at-most" and quantity.unit.base_unit == RANK:
            return self.texts.say("top {n}", n=self.numbers.number(quantity.numbers[0]))
        text, message = self.value_text(quantity), BOUND_MESSAGES.get(quantity.bound)
        return self.texts.say(message, quantity=text) if message else text

    def value_text(self, quantity: Quantity) -> str:
        """A quantity without the words of its bound; of a range, both ends.

        A range has its unit once if both ends have the same scale word, else each end is in full.
        So it is before signs that belong to a number, as in 7.8%–10.8% and 1/4–3/4.
        """
        unit, numbers = quantity.unit, quantity.numbers
        if len(numbers) == 1:
            return self._fill(unit, numbers[0], self._shorten(numbers[0], unit).text)
        before, after = _around(self._form(unit))
        low, high = (self._shorten(number, unit) for number in numbers)
        say_range = self.texts.say_range
        if low.power == high.power and not after.startswith(("%", "/")):
            return self._fill(unit, numbers[1], high.fill(say_range(low.digits, high.digits)))
        texts = [low.text, high.text]
        if not (low.power or before or after):  # 1–1.2 million would read as millions
            texts = [self.numbers.number(number) for number in quantity.base_numbers]
        return say_range(*(self._fill(unit, *pair) for pair in zip(numbers, texts, strict=True)))

    def scale(self, numbers: Sequence[Decimal], unit: Unit) -> AxisScale:
        """One scale for base values on an axis, chosen by the largest, with its label."""
        form = self._form(unit)
        before, after = _around(form)
        if "{scaled}" not in form:
            return AxisScale(0, (after or before).strip())
        largest = max((number.copy_abs() for number in numbers), default=Decimal(0))
        short = self.numbers.shorten(largest)
        return AxisScale(short.power, " ".join((before + short.word + after).split()))

    def _form(self, unit: Unit) -> str:
        """The unit's form in this language, in its last plural."""
        return unit.form(self.texts.language.code)[-1]

    def _shorten(self, number: Decimal, unit: Unit) -> ShortNumber:
        """A stated number as the placeholder of the unit's form asks for."""
        if "{scaled}" in self._form(unit):
            return self.numbers.shorten(to_base(number, unit))
        return ShortNumber(self.numbers.number(self._show(number, unit)), "0", 0)

    def _show(self, number: Decimal, unit: Unit) -> Decimal:
        """The number that is shown: as stated, or in base units."""
        return number if "{stated}" in self._form(unit) else to_base(number, unit)

    def _fill(self, unit: Unit, number: Decimal, text: str) -> str:
        """A number's text in the form of its unit; one that says its number in a word, as a dual does, stands for that."""
        forms = unit.form(self.texts.language.code)
        form = self.texts.choose_plural(forms, self._count(unit, number))
        if not PLACEHOLDER.search(form):
            if self._is_whole(unit, number, text):
                return form
            form = forms[-1]
        before, after = _around(form)
        return before + text + after

    def _is_whole(self, unit: Unit, number: Decimal, text: str) -> bool:
        """Whether a text is a whole number by itself, and no end of a range, nor one of which a sign or a digit would be lost."""
        shown = self._show(number, unit)
        is_plain = shown >= 0 and shown.as_tuple().exponent == 0
        return is_plain and text == self.numbers.number(shown)

    def _count(self, unit: Unit, number: Decimal) -> Decimal:
        """What the unit's plural goes by: the number as it is shown, or the scale word that stands before the unit.

        `2.1 millones de habitantes` has the plural of a million, not that of 2100000.
        """
        power = self._shorten(number, unit).power
        return Decimal(10) ** power if power else self._show(number, unit).copy_abs()


def _around(form: str) -> tuple[str, str]:
    """What stands before and after the placeholder of a form; of one without, which is told of, all is before it."""
    before, *after = PLACEHOLDER.split(form, maxsplit=1)
    return before, "".join(after)
