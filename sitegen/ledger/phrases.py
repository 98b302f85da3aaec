"""Each fact against its own phrase: number, unit, bound, and the digits as they are printed.

No text of a source is needed. A row that says otherwise than the characters it was taken from was mistyped,
or its phrase was.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sitegen.language.bound_words import AFTER, list_before
from sitegen.language.lexicon import open_lexicon
from sitegen.language.numeral_words import SHIFTS
from sitegen.language.numerals import list_printed
from sitegen.language.signs import PERCENT
from sitegen.ledger.readings import (
    RANK_MARKS,
    SAME_UNIT,
    find_unit_before,
    numbers_in,
    read_quantities,
    says_other,
)
from sitegen.messages.said import Said, say, say_all, say_names

if TYPE_CHECKING:
    from collections.abc import Collection

    from sitegen.language.lexicon import Lexicon
    from sitegen.ledger.readings import Reading
    from sitegen.ledger.values import Fact
    from sitegen.quantities.quantity import Quantity

    Fault = tuple[str, Said, Said]
    """Rule, message and hint."""

NUMBER, BOUND, DIGITS = "phrase-number", "phrase-bound", "phrase-digits"
RULES = (NUMBER, BOUND, DIGITS)
"""What a phrase can say otherwise."""
_PLAIN = re.compile(
    r"(?<![0-9A-Za-z.,，/%％–—~～零一二三四五六七八九十百千万亿两-])"
    r"(?P<number>\d+(?:\.\d+)?) ?(?=(?P<unit>[^\d\s].{0,15}))"
)
"""A number with what follows it; a part of a longer numeral is none."""
_FALL = re.compile(
    r"(?:下降|减少|下滑|回落|下跌|降低|缩减|缩小|萎缩|负增长"
    r"|\b(?:fell|fall|fallen|falling|down|decreased?|declined?|dropped|drop|shrank|shrunk|contracted))"
    r"(?: by| of)?[\s了达约近超过]*$",
    re.IGNORECASE,
)
"""What before a number makes it one below zero: 下降2.1%."""
_BOUNDING = re.compile(
    "|".join(map(re.escape, (*list_before(), *AFTER))) + "|[余多上]",
    re.IGNORECASE,
)
"""Whatever might bound a number, and more."""


class Stated(NamedTuple):
    """What of a fact is held to its phrase."""

    phrase: str
    quantity: Quantity
    digits: tuple[str, ...]
    """The numbers as they are written: 10 and 10.0 are one number, and two in print."""
    measure: str
    language: str
    """The language of its source."""

    @classmethod
    def of(cls, fact: Fact, language: str = "") -> Stated:
        """What a fact states, in the language of its source or another."""
        digits = tuple(map(str, fact.quantity.numbers))
        return cls(
            fact.phrase, fact.quantity, digits, fact.measure, language or fact.source.language
        )


def find_difference(fact: Fact, units: Collection[str], language: str = "") -> Fault | None:
    """What a fact's phrase says otherwise than its row; `None` for nothing.

    A phrase need not say the unit; `units` are the keys of those that it may say. It is read in the language of its
    source, or in another.
    """
    return _find_difference(Stated.of(fact, language), frozenset(units))


@lru_cache(maxsize=1 << 14)
def _find_difference(fact: Stated, units: frozenset[str]) -> Fault | None:
    """As `find_difference`; kept, for the preview's next build has most facts again."""
    if _is_plain(fact, units):
        return None
    unit = fact.quantity.unit.unit
    own = [one for one in _find_readings(fact) if not says_other(one, unit, units)]
    same = own or _find_bare(fact, units)
    quantity, phrase = fact.quantity, fact.phrase
    if not same:
        said = say_names(_quote(fact, one) for one in _read(fact)) or say("no number")
        row = f"{'-'.join(map(str, quantity.numbers))} {quantity.unit.unit}"
        message = (
            say("the row says {row}, but its phrase says {said}", row=row, said=said)
            if said == f"`{phrase}`"
            else say(
                "the row says {row}, but its phrase `{phrase}` says {said}",
                row=row,
                phrase=phrase,
                said=said,
            )
        )
        return NUMBER, message, _choose_cure(fact)
    bounded = [one for one in same if says_bound(quantity.bound, one)]
    if not bounded:
        words = dict.fromkeys(bound for one in same for bound in one.bounds)
        return (
            BOUND,
            say(
                "the row's bound is {bound}, but its phrase `{phrase}` says {words}",
                bound=quantity.bound,
                phrase=phrase,
                words=say_all(words or ("exact",), " and ", " and "),
            ),
            _CURE,
        )
    if not any(_has_digits(fact, one) for one in bounded):
        one = bounded[0]
        row = "-".join(map(str, quantity.numbers))
        return (
            DIGITS,
            say(
                "the row says {row}, but its phrase prints `{phrase}`",
                row=row,
                phrase=phrase[one.start : one.end],
            ),
            say(
                "Write {digits}, with all digits; in a spreadsheet, format the column as text",
                digits=say_names(_list_digits(fact, one), " and ", " and "),
            ),
        )
    return None


_CURE = say(
    "Fix the row or the phrase; a row that is right all the same stands in hints.csv with the reason"
)


_CURE_OF_FALL = say("A fall is growth below zero, as in `-2.1`. {cure}", cure=_CURE)
_CURE_OF_UNIT = say(
    "The number is the same: take number and unit as the document prints them, as `12` and `million tonnes`, the unit with its own row in units.csv. {cure}",
    cure=_CURE,
)


def _choose_cure(fact: Stated) -> Said:
    """What to do about a row that says another quantity than its phrase."""
    readings, wanted = _read(fact), tuple(Fraction(number) for number in fact.quantity.numbers)
    if any(_find_fall(fact, one) for one in readings):
        return _CURE_OF_FALL
    is_same = any(
        wanted in {one.numbers, tuple(number / one.scale for number in one.numbers)}
        for one in readings
    )
    return _CURE_OF_UNIT if is_same else _CURE


def find_own(fact: Fact, units: Collection[str]) -> list[Reading]:
    """The readings of a fact's phrase that say its number: in its unit, else in none.

    `units` are the keys of the units that a phrase may say.
    """
    stated = Stated.of(fact)
    return _find_readings(stated) or _find_bare(stated, units)


def find_readings(fact: Fact) -> list[Reading]:
    """The readings of a fact's phrase that say its number in its unit."""
    return _find_readings(Stated.of(fact))


def _find_readings(fact: Stated) -> list[Reading]:
    unit, lexicon = fact.quantity.unit.unit, open_lexicon(fact.language)
    return [one for one in _read(fact) if _says(fact, one, numbers_in(one, unit, lexicon))]


def _says(fact: Stated, reading: Reading, numbers: tuple[Fraction, ...] | None) -> bool:
    """Whether a reading says a fact's number; growth that a word calls a fall is below zero."""
    if numbers is None:
        return False
    wanted = tuple(Fraction(number) for number in fact.quantity.numbers)
    if _find_fall(fact, reading):
        return wanted == tuple(sorted(-abs(number) for number in numbers))
    return wanted == numbers


def _quote(fact: Stated, reading: Reading) -> str:
    """A number as its phrase has it, with a word before it that makes it a fall."""
    text = f"{fact.phrase[reading.start : reading.end]}{reading.unit_text}"
    return _find_fall(fact, reading) + text


def _find_fall(fact: Stated, reading: Reading) -> str:
    """The word before a number that calls growth a fall; empty where none does."""
    fall = _FALL.search(reading.head) if fact.measure == "growth" else None
    return fall[0] if fall else ""


def _read(fact: Stated) -> tuple[Reading, ...]:
    """The quantities of a fact's phrase, in the language of its source."""
    return _read_phrase(fact.phrase, open_lexicon(fact.language))


@lru_cache(maxsize=1 << 14)
def _read_phrase(phrase: str, lexicon: Lexicon) -> tuple[Reading, ...]:
    """As `read_quantities`; kept, for most phrases are the same in the preview's next build."""
    return read_quantities(phrase, lexicon)


def _find_bare(fact: Stated, units: Collection[str]) -> list[Reading]:
    """The readings of a fact's phrase that say its number, and no unit at all."""
    return [
        one
        for one in _read(fact)
        if one.scale == 1 and _says(fact, one, one.numbers) and not _says_unit(one, units)
    ]


def _says_unit(reading: Reading, units: Collection[str]) -> bool:
    """Whether a unit stands beside a number: behind it, or before it as in tables."""
    known = tuple(other for unit in units for other in (unit, *SAME_UNIT.get(unit, ())))
    tail, head = reading.tail, reading.head.rstrip()
    if tail.startswith((*known, *PERCENT, *SHIFTS)) or head.endswith(known):
        return True
    return find_unit_before(reading) in {*known, *RANK_MARKS, *PERCENT}


def says_bound(bound: str, reading: Reading) -> bool:
    """Whether a reading says a bound; one without bound words says "exact"."""
    return bound in reading.bounds if reading.bounds else bound == "exact"


def _is_plain(fact: Stated, units: Collection[str]) -> bool:
    """Whether a phrase plainly says what the row says, so that it need not be read: as nearly all do."""
    quantity, phrase = fact.quantity, fact.phrase
    if quantity.bound != "exact" or quantity.value is None or _BOUNDING.search(phrase):
        return False
    if open_lexicon(fact.language).marks[1] != "." or fact.measure == "growth":
        return False
    number, unit = str(quantity.value), quantity.unit.unit
    return any(
        found["number"] == number
        and found["unit"].startswith(unit)
        and (found["unit"] == unit or not _starts_longer(found["unit"], unit, units))
        for found in _PLAIN.finditer(phrase)
    )


def _starts_longer(text: str, unit: str, units: Collection[str]) -> bool:
    """Whether a text begins with a longer unit that begins with a unit: 个百分点, and not 个."""
    return any(len(one) > len(unit) and text.startswith(one) for one in units if one[0] == unit[0])


def _has_digits(fact: Stated, reading: Reading) -> bool:
    """Whether a reading prints as many decimals as the row; words, and parts such as 3/4, print none."""
    printed = [len(digits.partition(".")[2]) for digits in _list_digits(fact, reading)]
    rows = [max(0, -int(number.as_tuple().exponent)) for number in fact.quantity.numbers]
    if len(printed) != len(rows):
        return not any(rows)
    return printed == rows


def _list_digits(fact: Stated, reading: Reading) -> list[str]:
    """The digits that a reading prints, as tables have them."""
    text = fact.phrase[reading.start : reading.end]
    return [digits for _, digits in list_printed(text, open_lexicon(fact.language))]
