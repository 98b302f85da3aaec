"""Words of a text and how far apart they stand: what a number is compared with the facts by.

Nothing here knows a language: words of letters are compared by their beginnings, Chinese and Japanese by pairs of characters.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_YEAR = re.compile(r"(?<![0-9.,])((?:19|20)[0-9]{2})(?![0-9]|[.,][0-9])")
_STEM = 6
"""So many letters of a word are compared: `invested` and `investment` are one."""
_APART = {
    **dict.fromkeys("，,、(（)）", 2.0),
    **dict.fromkeys("；;：:–—|", 4.0),
    **dict.fromkeys("。！？!?.\n", 12.0),
}
"""How far marks keep apart what stands on either side, in words."""
_POINT = re.compile(r"(?<=\d)[.,](?=\d)")
_HALF = 6.0
"""At so many words distance something counts half."""


def split_words(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of a text as they are compared, each with its start and end; of Chinese each two characters."""
    for match in _WORD.finditer(text):
        word = match[0]
        if not _HAN.search(word):
            yield match.start(), match.end(), word[:_STEM].casefold()
            continue
        for at in range(match.start(), match.end() - 1):
            yield at, at + 2, text[at : at + 2]


@lru_cache(maxsize=1 << 15)
def list_words(text: str) -> frozenset[str]:
    """The different words of a text, as they are compared."""
    return frozenset(word for _, _, word in split_words(text))


def find_years(text: str) -> Iterator[tuple[int, int, str]]:
    """The years that a text names, each with its start and end."""
    for match in _YEAR.finditer(text):
        yield match.start(), match.end(), match[1]


def measure_distances(text: str) -> list[float]:
    """How many words stand before each character of a text, and before its end."""
    points = {match.start() for match in _POINT.finditer(text)}
    at, found = 0.0, [0.0]
    for number, character in enumerate(text):
        if character in _APART and number not in points:
            at += _APART[character]
        else:
            at += 0.5 if _HAN.match(character) else 1 / _STEM
        found.append(at)
    return found


def weigh_distance(words: float) -> float:
    """How much something counts that stands so many words away: from 1 down to nothing."""
    return 1 / (1 + math.pow(words / _HALF, 1.5))
