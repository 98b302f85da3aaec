"""Where a line may break: a Chinese or Japanese title between words, a date of either nowhere.

Both are written without spaces, and browsers break them at any character. Their words are found by BudouX; single
characters, of which it is least sure, stay with their neighbours. Thai needs none of it: browsers know its words.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from budoux import Parser

    from sitegen.language.language import Language

_UNSPACED = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
"""A character of Chinese or Japanese."""
_DATE = re.compile(
    r"(?:[0-9]+[-–—～至])?[0-9]+年(?:[0-9]+月(?:[0-9]+日)?)?|[0-9]+月(?:[0-9]+日)?|[0-9]+日"
)
"""Digits with the signs of a year, a month and a day; of two years of a span only the second has its sign."""
_SIGNED = re.compile("[年月日]")
"""What no such date lacks: one look is cheaper than one at each digit."""
_OPENING = "“‘（《〈「『【([{"
_CLOSING = "，。、；：？！”’）》〉」』】…)]},.;:?!%"
_TRAILING = frozenset("的了着过地们")
"""Chinese words of one character that go with the word before them."""
_LEADING = frozenset("在是和与比把将按从对由向为被让而但却也都就才再还要须应可能不未没各每")
"""Chinese words of one character that go with the word behind them."""
_JAPANESE = "ja"


def find_dates(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each date written in digits and Chinese signs."""
    return (found.span() for found in _DATE.finditer(text)) if _SIGNED.search(text) else iter(())


def divide_words(text: str, language: Language) -> tuple[str, ...]:
    """The words of a text, which together are the text; one where its language puts spaces between words.

    Example:
        `后续数字没有着落` has the words `后续`, `数字` and `没有着落`.
    """
    return _divide(text, _name_model(language)) if is_divided(text, language) else (text,)


def is_divided(text: str, language: Language) -> bool:
    """Whether a text has words that no spaces stand between."""
    return _UNSPACED.search(text) is not None and bool(_name_model(language))


def _name_model(language: Language) -> str:
    """The model of BudouX for a language; empty where it needs none."""
    locale = language.cldr
    models = {"ja": _JAPANESE, "zh": "zh-hant" if locale.script == "Hant" else "zh-hans"}
    return models.get(locale.language, "")


@lru_cache(maxsize=512)
def _divide(text: str, model: str) -> tuple[str, ...]:
    pieces = _get_parser(model).parse(text)
    dates = tuple(find_dates(text))
    breaks = [0]
    for end, (before, after) in zip(accumulate(map(len, pieces)), pairwise(pieces), strict=False):
        if not any(start < end < last for start, last in dates) and _part(before, after, model):
            breaks.append(end)
    return tuple(text[start:end] for start, end in pairwise([*breaks, len(text)]))


@cache
def _get_parser(model: str) -> Parser:
    import budoux  # noqa: PLC0415 # only where a title needs it

    return {
        _JAPANESE: budoux.load_default_japanese_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
    }[model]()


def _part(before: str, after: str, model: str) -> bool:
    """Whether a line may break between two pieces."""
    last, first = before[-1], after[0]
    if last in _OPENING or first in _CLOSING:
        return False
    if last in _CLOSING:
        return True
    if last.isascii() and last.isalnum() and (last.isdigit() or first.isascii()):
        return False  # within a word of other letters; between a number and what it counts
    if model == _JAPANESE:  # its pieces are phrases
        return True
    return (len(before.lstrip(_OPENING)) > 1 or last in _TRAILING) and (
        len(after.rstrip(_CLOSING)) > 1 or first in _LEADING
    )
