"""Voices: how a language of the site says interface texts, numbers, quantities and dates.

A language is data: a line in `site.toml`, a gettext catalogue, and what CLDR knows through Babel.
Scale words, month names and plural rules are CLDR's; no word of any language but the English
message ids is typed here. `texts`, `numbers`, `amounts` and `dates` do the work; a voice is what
others are given.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.language.amounts import Amounts
from sitegen.language.dates import Dates
from sitegen.language.numbers import Numbers
from sitegen.language.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from sitegen.language.amounts import AxisScale
    from sitegen.language.catalog import Catalog
    from sitegen.language.language import Language
    from sitegen.quantities.period import Period
    from sitegen.quantities.quantity import Quantity
    from sitegen.quantities.units import Unit


@dataclass(frozen=True)
class Voice:
    """A language with its catalogue: says what it is given."""

    language: Language
    catalog: Catalog

    @cached_property
    def _texts(self) -> Texts:
        return Texts(self.language, self.catalog)

    @cached_property
    def _numbers(self) -> Numbers:
        return Numbers(self.language)

    @cached_property
    def _amounts(self) -> Amounts:
        return Amounts(self._texts, self._numbers)

    @cached_property
    def _dates(self) -> Dates:
        return Dates(self._texts)

    @property
    def source_language(self) -> bool:
        """Whether message ids are in this language, so that they need no translation."""
        return self._texts.source_language

    def say(self, msgid: str, /, **values: object) -> str:
        """A text of the interface, with its placeholders filled.

        Raises:
            UntranslatedError: The catalogue lacks it, and it is not in this language already.
            KeyError: A placeholder has no value.
        """
        return self._texts.say(msgid, **values)

    def say_many(
        self, singular: str, plural: str, number: int | Decimal, /, **values: object
    ) -> str:
        """A text that depends on a number, which fills the placeholder `{number}`.

        Raises:
            UntranslatedError: The catalogue lacks it, and it is not in this language already.
            KeyError: Another placeholder has no value.
        """
        return self._texts.say_many(singular, plural, number, **values)

    def say_list(self, texts: Sequence[str]) -> str:
        """Things of one kind, named one after the other: `a, b, and c`, `甲、乙和丙`."""
        return self._texts.say_list(texts)

    @property
    def between(self) -> str:
        """What stands between things of one kind that are not said in a sentence: `, ` or `、`."""
        return self._texts.between

    @property
    def separators(self) -> tuple[str, str]:
        """The marks between thousands, empty where they are not grouped, and before decimals."""
        return self._numbers.separators

    def number(self, value: Decimal) -> str:
        """A number with its digits as they are: 6.0 stays 6.0. Negative ones have a minus sign, not a hyphen."""
        return self._numbers.number(value)

    def percent(self, value: Decimal) -> str:
        """A number of percent, with the sign where the language has it: `67%`, `67 %`."""
        return self._numbers.percent(value)

    def scaled(self, value: Decimal) -> str:
        """A base value with CLDR's word for its magnitude: `320.12 billion`, `3201.2亿`; exact."""
        return self._numbers.shorten(value).text

    @property
    def scale_words(self) -> tuple[tuple[int, str], ...]:
        """The powers of ten that have a word, as it stands behind a number: 4 and 万."""
        return self._numbers.scale_words

    def quantity(self, quantity: Quantity) -> str:
        """A quantity with its bound, in the form of its unit: `at least CNY 260 billion`.

        Raises:
            KeyError: The unit has no form in this language.
        """
        return self._amounts.quantity(quantity)

    def value_text(self, quantity: Quantity) -> str:
        """A quantity without the words of its bound; of a range, both ends: `CNY 350–400 billion`.

        Raises:
            KeyError: The unit has no form in this language.
        """
        return self._amounts.value_text(quantity)

    def scale(self, numbers: Sequence[Decimal], unit: Unit) -> AxisScale:
        """One scale for base values on an axis, chosen by the largest, with its label.

        `unit` is the base unit; its form gives the label: `CNY billion`, `亿元`, `%`.

        Raises:
            KeyError: The unit has no form in this language.
        """
        return self._amounts.scale(numbers, unit)

    def time(self, period: Period) -> str:
        """A period, or the date of a stock without the words around it: `August 2023`."""
        return self._dates.time(period)

    def period(self, period: Period) -> str:
        """A period: `first half of 2023`, `January–November 2023`, `2021—2025年`, `as of August 2023`."""
        return self._dates.period(period)

    def date(self, text: str) -> str:
        """An ISO date as precise as it is written: 2023, 2021-11 or 2024-02-23.

        Raises:
            ValueError: The text is not such a date.
        """
        return self._dates.date(text)
