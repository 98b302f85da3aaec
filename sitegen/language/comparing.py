"""Words that compare, rank, judge or deny, as tables of languages: who writes them says what figures must carry.

A language without a table has no such words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sitegen.language.comparing_words import COMPARING, WAYS


@dataclass(frozen=True)
class Word:
    """A word that compares, in a text."""

    start: int
    text: str


@lru_cache(maxsize=64)
def _compile(
    code: str, added: tuple[str, ...], excepted: tuple[str, ...]
) -> re.Pattern[str] | None:
    """One expression for the words of a language and of a project, with what they do not count in before them."""
    known = COMPARING.get(code)
    words = [word for kind in (known.words.values() if known else ()) for word in kind.split()]
    words += map(re.escape, added)
    idioms = [*(known.idioms.split() if known else ()), *(map(re.escape, excepted))]
    if not words:
        return None
    edge = r"\b" if known is None or known.divided else ""
    groups = [("idiom", idioms), ("word", words)]
    parts = (
        f"(?P<{name}>{edge}(?:{'|'.join(one.replace('_', chr(32)) for one in some)}){edge})"
        for name, some in groups
        if some
    )
    return re.compile("|".join(parts), re.IGNORECASE)


@lru_cache(maxsize=512)  # of a page that is made again most texts are as they were
def find_comparing(
    text: str, code: str, added: tuple[str, ...] = (), excepted: tuple[str, ...] = ()
) -> tuple[Word, ...]:
    """The words of a text that compare, rank, judge or deny.

    Args:
        text: The text.
        code: The code of its language.
        added: Words that a project adds.
        excepted: Expressions of a project that hold such words and compare nothing.
    """
    pattern = _compile(code, added, excepted)
    return tuple(
        Word(match.start(), match[0])
        for match in (pattern.finditer(text) if pattern else ())
        if match.lastgroup == "word"
    )


def find_way_said(words: str, code: str) -> int:
    """1 where words say nothing but that a figure rose, -1 where they say that it fell; 0 where they say more, or nothing of it."""
    plain = " ".join(words.split())
    ways = zip((1, -1), _compile_ways(code), strict=False)  # a language without words has no ways
    return next((way for way, pattern in ways if pattern.fullmatch(plain)), 0)


@lru_cache(maxsize=64)
def _compile_ways(code: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in WAYS.get(code, ()))
