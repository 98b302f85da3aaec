"""Plurals of a language: which there are, in which order a catalogue has them, and which mean one number alone."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.plural import to_gettext

_ORDER = ("zero", "one", "two", "few", "many", "other")
"""CLDR's order of plurals, which gettext shares."""
_TRIED = range(200)
"""A plural that only one of these numbers takes is the plural of that number."""
_COMPACT = re.compile(r"\be\b")
"""CLDR's operand of numbers such as 1M, which gettext does not know."""


def list_plurals(locale: Locale) -> tuple[str, ...]:
    """CLDR's names of the plurals of a language, in the order in which a catalogue has their forms."""
    tags = {*locale.plural_form.tags, "other"}
    return tuple(tag for tag in _ORDER if tag in tags)


@lru_cache(maxsize=64)
def name_plurals(code: str, *, large: bool) -> tuple[str, ...]:
    """CLDR's names of the plurals of a language by its code; none of a language that it does not know.

    `large` says that numbers may be large: Spanish has a plural of its own for millions, and no smaller number takes it.
    """
    try:
        locale = Locale.parse(code.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return ()
    listed = list_plurals(locale)
    if large or len(listed) == 1:
        return listed
    taken = {locale.plural_form(number) for number in _TRIED}
    return tuple(tag for tag in listed if tag in taken)


def explain_forms(text: str, code: str) -> tuple[str, ...]:
    """The plurals that the forms of a text, separated by `|`, should be of; none where they are as many as they may be.

    One form is of all numbers. Where no large number is scaled, plurals of large ones need not be.
    """
    count, all_of_them = text.count("|") + 1, name_plurals(code, large=True)
    needed = name_plurals(code, large="{scaled}" in text)
    return () if not needed or count in {1, len(needed), len(all_of_them)} else needed


def fit_forms(text: str, code: str) -> str:
    """The forms of a text where the language has as many plurals, else the last of them."""
    return text.rpartition("|")[2] if explain_forms(text, code) else text


def write_plural_rule(locale: Locale) -> str:
    """The rule of plurals as the head of a catalogue has it: `nplurals=2; plural=(n != 1);`."""
    listed = list_plurals(locale)
    if len(listed) == 1:
        return "nplurals=1; plural=0;"
    if listed == ("one", "other") and _find_lone_forms(locale) == {0}:
        return "nplurals=2; plural=(n != 1);"
    return _COMPACT.sub("0", str(to_gettext(locale.plural_form)))


def find_lone_forms(code: str) -> frozenset[int]:
    """The forms of a language, by their index, that stand for one number alone, so that it need not be written.

    Arabic has three: of none, one and two. Russian has none: its first form is that of 21 as well.
    """
    try:
        return _find_lone_forms(Locale.parse(code.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return frozenset()


@lru_cache(maxsize=32)
def _find_lone_forms(locale: Locale) -> frozenset[int]:
    taken = Counter(locale.plural_form(number) for number in _TRIED)
    return frozenset(at for at, tag in enumerate(list_plurals(locale)) if taken[tag] == 1)
