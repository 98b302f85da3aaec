"""Quantities read out of a text: numbers with their bound words and the text around them.

The audit compares them with facts. It is strict about the number and the bound, and asks of the
text around only whether it is the unit of a fact, which it knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.language.bound_words import AFTER, AND, ARTICLE, BETWEEN, TO, list_before, match_before
from sitegen.language.han import COUNT_DIGIT
from sitegen.language.han_scales import MORE
from sitegen.language.lexicon import USUAL, fold, open_lexicon
from sitegen.language.numeral import Numeral
from sitegen.language.numeral_words import HAN_DIGITS, SHIFTS, TRILLION
from sitegen.language.numerals import find_numerals
from sitegen.language.signs import PERCENT, make_plain

if TYPE_CHECKING:
    from collections.abc import Collection

    from sitegen.language.lexicon import Lexicon
    from sitegen.quantities.quantity import Bound


SAME_UNIT = {
    "平方米": ("㎡", "m²", "平米"),
    "公里": ("千米", "km"),
    "%": tuple(PERCENT[1:]),
    "位": ("名",),
    "微克每立方米": ("微克/立方米",),
    "μg/m3": (r"$\mu\te",),
}
"""Other writings of a unit in sources."""


GENERATION = "代"
"""What makes a number behind 第 a name, and no rank: 第6代 is a kind of production line."""
_HEAD, _TAIL = 24, 32
_RANGE = re.compile(rf"(?P<unit>.*?)\s?(?:{TO})\s?(?P<prefix>.*)", re.DOTALL)
_JOINED = re.compile(rf"(?P<unit>.*?)\s?(?:{AND})\s?(?P<prefix>.*)", re.DOTALL)
_GAP = 24
_BOUNDS = list_before()
_VERBS = "(?:新?(?:创|改|扩)?建(?:成|有|设)?|新增|有|拥有|培育|引进)"
"""What may stand between a bound and its number: 至少建成1家."""
_BEFORE = re.compile(
    "(?P<word>" + "|".join(map(match_before, sorted(_BOUNDS, key=len, reverse=True))) + ")"
    rf"{ARTICLE}了?(?:{_VERBS})?[\s“‘\"(（双第]*(?:[A-Z]{{3}}\s|No\.\s)?$",
    re.IGNORECASE,
)
_UPWARDS = re.compile(r"[^以网线路车海在\d]上(?=[百千万亿])")
"""上百家: a hundred firms and up."""
_AFTER = re.compile(
    rf"[^0-9，。；、：,;一二三四五六七八九十千万亿]{{0,8}}?(?P<word>{'|'.join(AFTER)})"
)
_MULTIPLIED = re.compile(rf"翻了?(?P<times>{COUNT_DIGIT})?番|双?倍增")
_FIRST = re.compile("首(?=位)")
_ENUMERATION = rf"(?:\s*/\s*[^\s\d]+)?[\s\d.,()（）/<>＜＞≤≥{PERCENT}—–-]*"
"""What may stand in a table between the unit and the number: other numbers, a second unit, marks."""

_UNIT_BEFORE = re.compile(rf"(?:^|[\s(（/])(?P<unit>[^\s\d(（/<>＜＞≤≥]+){_ENUMERATION}$")
_PERCENT_BEFORE = re.compile(rf"(?P<unit>[{PERCENT}])[\s<>＜＞≤≥]*$")
_BETWEEN = re.compile("^[\\s\u200e\u200f\u061c]+")
_RANK_BEFORE = re.compile(r"(?P<unit>[第前首])\s?$")
_CURRENCY = re.compile("[A-Z]{3}|[A-Z]{0,3}[$£¤¥฿₠-⃀]")
"""A currency before its number: EUR, €, R$."""
RANK_MARKS = ("第", "前", "首")
"""What before a number makes it a rank."""


@dataclass(frozen=True)
class Reading:
    """What a text says at one place: a number or range, with what stands around it."""

    start: int
    end: int
    numbers: tuple[Fraction, ...]
    """One number, or two of a range, with 万, 亿 and billion worked in; 双百亿 is 10**10."""
    unit_text: str
    """What follows, up to 32 characters, after 余 or 多: the unit is at its beginning."""
    bounds: tuple[Bound, ...]
    """Bounds that words state: empty for an exact number, several where words compete."""
    head: str
    """What stands before, up to 24 characters."""
    scale: Fraction = Fraction(1)
    """The magnitude written behind the digits."""

    @property
    def tail(self) -> str:
        """What stands behind the number, without the spaces and marks of direction between."""
        return _BETWEEN.sub("", self.unit_text)


def read_quantities(text: str, lexicon: Lexicon | None = None) -> tuple[Reading, ...]:
    """Every number of a text with its bound words and the text around it.

    Besides the numerals of `find_numerals`, 翻一番 is read as 2 倍, 翻两番 as 4 倍, 倍增 as 2 倍, 首位 as
    1 位. Dates are read too: 2023年 is a reading of 2023 with the unit text 年.
    """
    readings, numerals = [], list(find_numerals(text, lexicon))
    while numerals:
        one = numerals.pop(0)
        numbers: tuple[Fraction, ...] = (one.value,)
        if numerals and (ends := _read_range(text, one, numerals[0])):
            numbers, last = ends, numerals.pop(0)
        else:
            last = one
        readings.append(_reading(text, one.start, last, numbers))
    for match in _MULTIPLIED.finditer(text):
        number = Fraction(2 ** HAN_DIGITS[match["times"] or "一"])
        bounds = _bounds(text, match.start(), match.end(), "")
        readings.append(
            Reading(
                *match.span(),
                (number,),
                "倍",
                bounds,
                text[max(0, match.start() - _HEAD) : match.start()],
            )
        )
    one_th = (
        Numeral(*match.span(), match[0], Fraction(1), "han") for match in _FIRST.finditer(text)
    )
    readings += [_reading(text, first.start, first, (first.value,)) for first in one_th]
    return tuple(sorted(readings, key=lambda reading: reading.start))


def _reading(text: str, start: int, last: Numeral, numbers: tuple[Fraction, ...]) -> Reading:
    more = re.compile(rf"\s?(?:{MORE})").match(text, last.end)
    unit_start = more.end() if more else last.end
    bounds: tuple[Bound, ...] = _bounds(text, start, unit_start, text[start:unit_start])
    if len(numbers) > 1:
        bounds = ("range", *bounds)
    tail = text[unit_start : unit_start + _TAIL]
    if text[:start].rstrip().endswith("百分之"):
        tail = "%" + tail
    return Reading(
        start, last.end, numbers, tail, bounds, text[max(0, start - _HEAD) : start], last.scale
    )


def _bounds(text: str, start: int, end: int, inside: str) -> tuple[Bound, ...]:
    found: list[Bound] = []
    if before := _find_before(text[max(0, start - _HEAD) : start]):
        found.append(before)
    elif _UPWARDS.match(text, max(0, start - 2)):
        found.append("at-least")
    if re.search(MORE, inside):
        found.append("over")
    if after := _AFTER.match(text, end):
        found.append(AFTER[after["word"]])
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1 << 12)
def _find_before(head: str) -> Bound | None:
    """The bound that words before a number state; kept, for a number is read with each that stands near it."""
    before = _BEFORE.search(head)
    return _BOUNDS[before["word"].lower()] if before else None


def _read_range(text: str, one: Numeral, two: Numeral) -> tuple[Fraction, Fraction] | None:
    """The ends of the range two numerals make: 3500-4000亿, 7.8%-10.8%, 9000万元—1.2亿元.

    A unit may stand at both numbers or at the second; a magnitude at the second alone is meant
    for both, unless the first would then be the larger.
    """
    gap = text[one.end : two.start]
    joined = BETWEEN.search(text[max(0, one.start - _HEAD) : one.start])
    pattern = _JOINED if joined else _RANGE
    match = pattern.fullmatch(gap) if len(gap) <= _GAP else None
    if not match:
        return None
    unit, prefix = match["unit"].strip(), match["prefix"].strip()
    if not text[two.end :].lstrip().startswith(unit) or not text[: one.start].rstrip().endswith(
        prefix
    ):
        return None
    low = one.value
    if not unit and not prefix and one.scale == 1 < two.scale and one.value * two.scale < two.value:
        low *= two.scale
    return (low, two.value) if low < two.value else None


def numbers_in(
    reading: Reading, unit: str, lexicon: Lexicon | None = None
) -> tuple[Fraction, ...] | None:
    """The numbers of a reading in a unit as sources print it, e.g. 3201.2 for 亿元; `None` if that is not its unit.

    The unit stands behind the number (3.8万户, 36个), before it as in tables (亿元 9000, 座 33 / 96),
    or is left out after 万 and 亿 (突破“双百亿”). A rank needs 第, 前, 首 or 位; of a part (1/4) the numerator counts.
    """
    if part := re.fullmatch(r"1/(\d+)", unit):
        written = reading.scale == Fraction(1, int(part[1]))
        return tuple(number / reading.scale for number in reading.numbers) if written else None
    shift, rest = _split_shift(unit, lexicon or open_lexicon(USUAL))
    tail = reading.tail
    if (
        rest == "位"
        and re.search(r"[第前首]\s?$", reading.head)
        and not tail.startswith(GENERATION)
    ):
        return reading.numbers
    is_behind = tail.startswith((rest, *SAME_UNIT.get(rest, ()))) and not (
        rest == "个" and tail.startswith("个百分点")
    )
    is_currency = _CURRENCY.fullmatch(rest) and reading.head.rstrip().endswith(rest)
    is_percent = rest == "%" and find_unit_before(reading) in SAME_UNIT["%"]
    if is_behind or is_currency or is_percent:
        return tuple(number / shift for number in reading.numbers)
    if re.match(rf"[^\W\d]|[{PERCENT}]", tail):
        return None
    if reading.scale > 1 and shift > 1:
        return tuple(number / shift for number in reading.numbers)
    return (
        reading.numbers
        if re.search(rf"(?:^|[\s(（/]){re.escape(unit)}{_ENUMERATION}$", reading.head)
        else None
    )


def says_other(reading: Reading, unit: str, units: Collection[str]) -> bool:
    """Whether a number counts in a unit that is longer or shorter than one: in 万人 and not 万, or the reverse."""
    tail = reading.tail
    _, rest = _split_shift(unit, open_lexicon(USUAL))
    bare = unit.removesuffix(rest)
    if bare != unit and bare in units and reading.scale > 1 and not tail.startswith(rest):
        return True
    longer = (other[len(unit) :] for other in units if other != unit and other.startswith(unit))
    return any(tail.startswith(rest + more) for more in longer)


def find_unit_before(reading: Reading) -> str:
    """What stands before a number, as tables have it, and may be its unit: 座 of `座 33 / 96`; 第 of a rank."""
    found = (
        pattern.search(reading.head) for pattern in (_RANK_BEFORE, _PERCENT_BEFORE, _UNIT_BEFORE)
    )
    return next((match["unit"] for match in found if match), "")


def _split_shift(unit: str, lexicon: Lexicon) -> tuple[Fraction, str]:
    """亿元 is 10**8 and 元, million euro 10**6 and euro, € million 10**6 and €."""
    word, space, rest = unit.partition(" ")
    if space and fold(word) in lexicon.scales:
        return lexicon.scales[fold(word)], rest
    if _CURRENCY.fullmatch(word) and fold(rest) in lexicon.scales:
        return lexicon.scales[fold(rest)], word
    if lexicon.trillion and (found := lexicon.trillion.match(unit)):
        return Fraction(TRILLION), unit[found.end() :]
    plain = make_plain(unit).text  # 億 as 亿
    name = next((name for name in SHIFTS if plain.startswith(name)), "")
    return Fraction(SHIFTS.get(name, 1)), unit[len(name) :]
