"""Voices: how a language of the site says interface texts, numbers, quantities and dates.

A language is data: a line in `site.toml`, a gettext catalogue, and what CLDR knows through Babel.
Scale words, month names and plural rules are CLDR's; no word of any language but the English
message ids is typed here. Numbers are shifted, never rounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_skeleton

from sitegen.language.catalog import SOURCE_LANGUAGE, UntranslatedError
from sitegen.quantities.units import RANK, to_base

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.language.catalog import Catalog
    from sitegen.quantities.period import Period
    from sitegen.quantities.quantity import Quantity
    from sitegen.quantities.units import Unit


MINUS = "\N{MINUS SIGN}"
BOUND_MESSAGES = {
    "at-least": "at least {quantity}",
    "over": "over {quantity}",
    "about": "about {quantity}",
    "under": "under {quantity}",
    "at-most": "at most {quantity}",
}
_SKELETONS = {"quarter": "yQQQ", "month": "yMMMM", "months": "yMMMM"}
"""CLDR's names for what is shown of a date; a year is shown otherwise."""
_PLURALS = ("zero", "one", "two", "few", "many", "other")


@dataclass(frozen=True)
class Language:
    """A language of the site."""

    code: str
    """Its short name in addresses, file names and column names, e.g. `zh`."""
    tag: str
    """BCP 47 tag for `<html lang>` and `hreflang`, e.g. `zh-CN`."""
    locale: str
    """CLDR locale, e.g. `zh_Hans_CN`."""
    name: str
    """Its name in itself, e.g. `中文`."""
    scaled_from: int
    """Smallest base value that is shortened: 10000 becomes 1万, but English starts at a million."""
    grouped: bool
    """Whether thousands are grouped."""


@dataclass(frozen=True)
class AxisScale:
    """The scale of an axis."""

    power: int
    """Base values are divided by ten to this power."""
    label: str
    """Scale word and unit, e.g. `CNY billion` or `亿元`; may be empty."""


@dataclass(frozen=True)
class _Short:
    """A shortened number: `320.12` in the pattern `0 billion`, which stands for ten to the ninth."""

    digits: str
    pattern: str
    power: int

    @property
    def text(self) -> str:
        return self.fill(self.digits)

    @property
    def word(self) -> str:
        return self.fill("").strip()

    def fill(self, digits: str) -> str:
        return re.sub("0+", lambda _: digits, self.pattern, count=1)


@dataclass(frozen=True)
class Voice:
    """A language with its catalogue: says what it is given."""

    language: Language
    catalog: Catalog
    _written: dict[tuple[str, ...], str] = field(default_factory=dict, compare=False, repr=False)
    """Quantities and periods that were written before: many pages show the same."""

    @property
    def source_language(self) -> bool:
        """Whether message ids are in this language, so that they need no translation."""
        return self.language.code == SOURCE_LANGUAGE

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(self.language.locale)

    # Texts

    def say(self, msgid: str, /, **values: object) -> str:
        """A text of the interface, with its placeholders filled.

        Raises:
            UntranslatedError: The catalogue lacks it, and it is not in this language already.
            KeyError: A placeholder has no value.
        """
        found = self.catalog.by_id.get((msgid, ""))
        if found is None and not self.source_language:
            raise UntranslatedError(msgid, self.language.code)
        return (found[0] if found else msgid).format_map(values)

    def say_many(
        self, singular: str, plural: str, number: int | Decimal, /, **values: object
    ) -> str:
        """A text that depends on a number, which fills the placeholder `{number}`.

        Raises:
            UntranslatedError: The catalogue lacks it, and it is not in this language already.
            KeyError: Another placeholder has no value.
        """
        found = self.catalog.by_id.get((singular, plural))
        if found is None and not self.source_language:
            raise UntranslatedError(singular, self.language.code)
        chosen = self._plural(found or (singular, plural), number)
        return chosen.format_map({"number": number, **values})

    def _plural(self, forms: tuple[str, ...], number: int | Decimal) -> str:
        """The form for a number; forms stand in CLDR's order of plurals, as in gettext."""
        rule = self._locale.plural_form
        tags = [tag for tag in _PLURALS if tag in {*rule.tags, "other"}]
        return forms[min(tags.index(rule(number)), len(forms) - 1)]

    # Numbers

    def number(self, value: Decimal) -> str:
        """A number with its digits as they are: 6.0 stays 6.0. Negative ones have a minus sign, not a hyphen."""
        symbols = self._locale.number_symbols.get("latn", {})
        whole, _, decimals = f"{value.copy_abs():f}".partition(".")
        if self.language.grouped:
            whole = f"{int(whole):,}".replace(",", symbols.get("group", ","))
        text = whole + (symbols.get("decimal", ".") + decimals if decimals else "")
        return MINUS + text if value < 0 else text

    @property
    def separators(self) -> tuple[str, str]:
        """The marks between thousands, empty where they are not grouped, and before decimals."""
        symbols = self._locale.number_symbols.get("latn", {})
        return symbols.get("group", ",") if self.language.grouped else "", symbols.get(
            "decimal", "."
        )

    def scaled(self, value: Decimal) -> str:
        """A base value with CLDR's word for its magnitude: `320.12 billion`, `3201.2亿`; exact."""
        return self._shorten(value).text

    def _shorten(self, value: Decimal) -> _Short:
        pattern, power = self._magnitude(value)
        if not power:
            return _Short(self.number(value), "0", 0)
        shifted = _shift(value, power)
        forms = self._compact.get(self._locale.plural_form(shifted), self._compact["other"])
        return _Short(self.number(shifted), forms[pattern][1], power)

    def _magnitude(self, value: Decimal) -> tuple[int, int]:
        """The magnitude whose pattern fits a value, and the power of ten it stands for."""
        size = value.copy_abs()
        fitting = [key for key in self._compact["other"] if key <= size]
        if size < self.language.scaled_from or not fitting:
            return 0, 0
        return max(fitting), self._compact["other"][max(fitting)][0]

    @cached_property
    def _compact(self) -> Mapping[str, Mapping[int, tuple[int, str]]]:
        """CLDR's compact patterns by plural and magnitude: the power they stand for, and the text.

        The zeros of a pattern are the digits that stay: `0000亿` for 10**11 divides by 10**8.
        """
        formats = self._locale.compact_decimal_formats
        return {
            plural: {int(key): _read_pattern(int(key), form.pattern) for key, form in forms.items()}
            for plural, forms in (formats.get("long") or formats["short"]).items()
        }

    # Quantities

    def quantity(self, quantity: Quantity) -> str:
        """A quantity with its bound, in the form of its unit: `at least CNY 260 billion`.

        Raises:
            KeyError: The unit has no form in this language.
        """
        key = (*map(str, quantity.numbers), quantity.bound, quantity.unit.unit)  # 6.0 is not 6
        if key not in self._written:
            self._written[key] = self._quantity(quantity)
        return self._written[key]

    def _quantity(self, quantity: Quantity) -> str:
        if quantity.bound == "at-most" and quantity.unit.base_unit == RANK:
            return self.say("top {n}", n=self.number(quantity.numbers[0]))
        text, message = self.value_text(quantity), BOUND_MESSAGES.get(quantity.bound)
        return self.say(message, quantity=text) if message else text

    def value_text(self, quantity: Quantity) -> str:
        """A quantity without the words of its bound; of a range, both ends.

        A range has its unit once if both ends have the same scale word, else each end is in full.
        So it is before signs that belong to a number, as in 7.8%–10.8% and 1/4–3/4.

        Raises:
            KeyError: The unit has no form in this language.
        """
        unit, numbers = quantity.unit, quantity.numbers
        if len(numbers) == 1:
            return self._fill(unit, numbers[0], self._short(numbers[0], unit).text)
        before, after = _around(unit.form(self.language.code)[-1])
        low, high = (self._short(number, unit) for number in numbers)
        if low.power == high.power and not after.startswith(("%", "/")):
            return self._fill(unit, numbers[1], high.fill(self._range(low.digits, high.digits)))
        texts = [low.text, high.text]
        if not (low.power or before or after):  # 1–1.2 million would read as millions
            texts = [self.number(number) for number in quantity.base_numbers]
        full = [self._fill(unit, *pair) for pair in zip(numbers, texts, strict=True)]
        return self._range(*full)

    def _range(self, low: str, high: str) -> str:
        return self.say("{low}–{high}", low=low, high=high)

    def _short(self, number: Decimal, unit: Unit) -> _Short:
        """A stated number as the placeholder of the unit's form asks for."""
        form = unit.form(self.language.code)[-1]
        if "{scaled}" in form:
            return self._shorten(to_base(number, unit))
        return _Short(self.number(number if "{stated}" in form else to_base(number, unit)), "0", 0)

    def _fill(self, unit: Unit, number: Decimal, text: str) -> str:
        forms = unit.form(self.language.code)
        shown = number if "{stated}" in forms[-1] else to_base(number, unit)
        before, after = _around(self._plural(forms, shown.copy_abs()))
        return before + text + after

    def scale(self, numbers: Sequence[Decimal], unit: Unit) -> AxisScale:
        """One scale for base values on an axis, chosen by the largest, with its label.

        `unit` is the base unit; its form gives the label: `CNY billion`, `亿元`, `%`.

        Raises:
            KeyError: The unit has no form in this language.
        """
        form = unit.form(self.language.code)[-1]
        before, after = _around(form)
        if "{scaled}" not in form:
            return AxisScale(0, (after or before).strip())
        short = self._shorten(max((number.copy_abs() for number in numbers), default=Decimal(0)))
        return AxisScale(short.power, " ".join((before + short.word + after).split()))

    # Dates

    def time(self, period: Period) -> str:
        """A period, or the date of a stock without the words around it: `August 2023`."""
        return (
            self.date(period.text.lstrip("@")) if period.shape == "as-of" else self.period(period)
        )

    def period(self, period: Period) -> str:
        """A period: `first half of 2023`, `January–November 2023`, `2021—2025年`, `as of August 2023`."""
        if (period.text,) not in self._written:
            self._written[period.text,] = self._period(period)
        return self._written[period.text,]

    def _period(self, period: Period) -> str:
        skeleton = _SKELETONS.get(period.shape, "y")
        match period.shape:
            case "half":
                half = "first half of {year}" if period.start[1] == 1 else "second half of {year}"
                return self.say(half, year=self._skeleton("y", period.end))
            case "as-of":
                return self.say("as of {date}", date=self.date(period.text.removeprefix("@")))
            case "months" | "years":
                start, end = (
                    self._skeleton(skeleton, period.start),
                    self._skeleton(skeleton, period.end),
                )
                one_year = period.start[0] == period.end[0]
                whole_years = period.shape == "years"
                return (self._span if one_year or whole_years else self._range)(start, end)
            case _:
                return self._skeleton(skeleton, period.end)

    def _span(self, low: str, high: str) -> str:
        """Two dates, with what they share once: 2023年1月 and 2023年11月 are 2023年1—11月."""
        one, two = _words(low), _words(high)
        differ = [at for at, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]]
        if len(one) == len(two) and len(differ) == 1:
            at = differ[0]
            return "".join(one[:at]) + self._range(one[at], two[at]) + "".join(one[at + 1 :])
        return self._range(low, high)

    def _skeleton(self, skeleton: str, point: tuple[int, int]) -> str:
        """Year and month in CLDR's pattern for a skeleton."""
        return str(format_skeleton(skeleton, datetime(*point, 1, tzinfo=UTC), locale=self._locale))

    def date(self, text: str) -> str:
        """An ISO date as precise as it is written: 2023, 2021-11 or 2024-02-23.

        Raises:
            ValueError: The text is no such date.
        """
        year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
        if day:
            return str(format_date(date(year, month, day), "long", self._locale))
        return self._skeleton("yMMMM" if month else "y", (year, month or 1))


def _words(text: str) -> list[str]:
    """Runs of digits and runs of other characters, with marks apart."""
    return re.findall(r"\d+|[^\W\d]+|\W", text)


def _around(form: str) -> tuple[str, str]:
    """What stands before and after the placeholder of a form."""
    before, after = re.split(r"\{(?:stated|plain|scaled)\}", form, maxsplit=1)
    return before, after


def _read_pattern(magnitude: int, pattern: str) -> tuple[int, str]:
    """The power of ten that a compact pattern stands for, and its text; 0 where it has no word."""
    text = pattern.replace("'", "")
    power = len(str(magnitude)) - text.count("0")
    return (power, text) if text.strip("0") else (0, text)


def _shift(value: Decimal, power: int) -> Decimal:
    """A number divided by a power of ten, exactly, without trailing zeros."""
    sign, digits, exponent = value.as_tuple()
    shifted = f"{Decimal((sign, digits, int(exponent) - power)):f}"
    return Decimal(shifted.rstrip("0").rstrip(".") if "." in shifted else shifted)
