"""How much of a text another still says, from a sketch of sixteen signs: what a text said itself is kept nowhere.

A text is taken apart into pieces of words; each piece falls into one of sixteen bins by its hash, and of each bin
the least hash is remembered, as one sign. As many signs as two texts have in common, so many of their pieces do
they share (one-permutation hashing, Li et al. 2012).
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from sitegen.markup.han import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator

BINS = 16
"""How many signs a sketch has."""
_EMPTY = "0"
_SIGNS = 15
"""How many signs there are, besides that of an empty bin."""
_ROLE = re.compile(r"\{[\w-]+\}`(?:([^`<]*)<[^`]*>|[^`]*)`")
"""A role: what it cites is compared by itself, the words that it writes count."""
_MARKS = re.compile(r"[*_]")
_WORD = re.compile(r"\w+")
_PIECE = 3
"""Letters of a piece of a word; in Chinese, Japanese and Korean a piece is a character or two."""


def sketch_text(text: str) -> str:
    """The sketch of a text as it is written."""
    least: list[int | None] = [None] * BINS
    for piece in {*_list_pieces(text)}:
        number = int.from_bytes(blake2b(piece.encode(), digest_size=8).digest(), "big")
        value, here = divmod(number, BINS)
        known = least[here]
        least[here] = value if known is None else min(known, value)
    return "".join(_EMPTY if one is None else f"{one % _SIGNS + 1:x}" for one in least)


def _list_pieces(text: str) -> Iterator[str]:
    """Pieces of the words of a text, without marks and white space."""
    words = _MARKS.sub("", _ROLE.sub(r" \1 ", text)).casefold()
    for match in _WORD.finditer(words):
        word = match[0]
        if any(map(is_cjk, word)):
            yield from word
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        else:
            padded = f" {word} "
            yield from (padded[at : at + _PIECE] for at in range(len(padded) - _PIECE + 1))


def measure_likeness(one: str, two: str) -> float:
    """How much of two texts is alike, from 0 to 1, by their sketches."""
    bins = [(a, b) for a, b in zip(one, two, strict=True) if (a, b) != (_EMPTY, _EMPTY)]
    return sum(a == b for a, b in bins) / len(bins) if bins else 0.0
