"""Numbers as a language writes them: its separators, and CLDR's words for magnitudes.

Numbers are shifted, never rounded; no scale word of any language is typed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.language.language import Language


MINUS = "\N{MINUS SIGN}"
_TURNED_MINUS = f"\N{LEFT-TO-RIGHT MARK}{MINUS}"
"""A minus sign that stays before its number where lines run from right to left, as CLDR has it."""
_DECLINED = frozenset(
    {"be", "bs", "cs", "et", "fi", "hr", "lt", "lv", "pl", "ru", "sk", "sl", "sr", "uk"}
)
"""Languages whose words for magnitudes have cases, which "over" and the like ask for; CLDR's abbreviations have none: `2 млн`."""


@dataclass(frozen=True)
class ShortNumber:
    """A shortened number: `320.12` in the pattern `0 billion`, which stands for ten to the ninth."""

    digits: str
    pattern: str
    """CLDR's compact pattern, with zeros where the digits go."""
    power: int
    """The power of ten that the pattern stands for."""

    @property
    def text(self) -> str:
        """The number in full: `320.12 billion`."""
        return self.fill(self.digits)

    @property
    def word(self) -> str:
        """The scale word alone: `billion`; may be empty."""
        return self.fill("").strip()

    def fill(self, digits: str) -> str:
        """The pattern with other digits, e.g. both ends of a range."""
        return re.sub("0+", lambda _: digits, self.pattern, count=1)


@dataclass(frozen=True)
class Numbers:
    """Writes the numbers of a language."""

    language: Language

    @property
    def separators(self) -> tuple[str, str]:
        """The marks between thousands, empty where they are not grouped, and before decimals."""
        symbols = self.language.cldr.number_symbols.get("latn", {})
        group = symbols.get("group", ",") if self.language.grouped else ""
        return group, symbols.get("decimal", ".")

    def number(self, value: Decimal) -> str:
        """A number with its digits as they are: 6.0 stays 6.0. Negative ones have a minus sign, not a hyphen."""
        group, point = self.separators
        whole, _, decimals = f"{value.copy_abs():f}".partition(".")
        if self.language.grouped:
            whole = f"{int(whole):,}".replace(",", group)
        text = whole + (point + decimals if decimals else "")
        minus = _TURNED_MINUS if self.language.direction == "rtl" else MINUS
        return minus + text if value < 0 else text

    def percent(self, value: Decimal) -> str:
        """A number of percent with the sign where CLDR has it: `67%`, in Spanish and German `67 %`."""
        pattern = self.language.cldr.percent_formats[None]
        return f"{pattern.prefix[0]}{self.number(value)}{pattern.suffix[0]}"

    def shorten(self, value: Decimal) -> ShortNumber:
        """A base value with CLDR's word for its magnitude; small ones as they are."""
        magnitude, power = self._find_magnitude(value)
        if not power:
            return ShortNumber(self.number(value), "0", 0)
        shifted = _shift(value, power)
        patterns = self._compact.get(
            self.language.cldr.plural_form(shifted), self._compact["other"]
        )
        return ShortNumber(self.number(shifted), patterns[magnitude][1], power)

    @cached_property
    def scale_words(self) -> tuple[tuple[int, str], ...]:
        """The powers of ten that have a word, as it stands behind a number: 4 and `万`, 6 and ` million`."""
        found: dict[int, str] = {}
        for size, (power, pattern) in sorted(self._compact["other"].items()):
            if power and size >= self.language.scaled_from:
                found.setdefault(power, pattern.lstrip("0"))
        return tuple(found.items())

    def _find_magnitude(self, value: Decimal) -> tuple[int, int]:
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
        formats = self.language.cldr.compact_decimal_formats
        length = "short" if self.language.cldr.language in _DECLINED else "long"
        return {
            plural: {int(key): _read_pattern(int(key), form.pattern) for key, form in forms.items()}
            for plural, forms in (formats.get(length) or formats["short"]).items()
        }


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
