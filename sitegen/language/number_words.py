"""Numbers in words: two hundred and fifty-six, zweihundert, połowa, twice."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.language.lexicon import HUNDRED, fold
from sitegen.language.numeral import Numeral
from sitegen.limits import LONGEST_NUMERAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.language.lexicon import Lexicon

    Word = tuple[int, int, str, Fraction]
    """Start, end, the folded word and what it says."""


_CURRENCY = re.compile(r"\b[A-Z]{3}\s$")
_REACH = 6
"""So many characters before a word are looked at for a currency: what is before may be a whole page."""
_LETTERS = re.compile("[IVX]{2,}")
_ROMAN = re.compile("(?!X{2,3}$)X{0,3}(?:IX|IV|V?I{0,3})")
_LINKED = re.compile("[A-Za-z0-9_]|[-'’][A-Za-z]")
"""What makes letters before it part of a word or a name."""
_MOST = Fraction(10**LONGEST_NUMERAL)
"""What many words come to at most: beyond it is a number all the same, which nothing amounts to."""
FOUR, SCORE = Fraction(4), Fraction(20)
_VALUES = {"I": 1, "V": 5, "X": 10}


def find_words(text: str, lexicon: Lexicon) -> list[Word]:
    """Words of a plain text that say a number, with what they say, in order.

    What words there are is looked up at once, and only where some say a number their places are.
    """
    folded = fold(text)
    words = set(lexicon.word.findall(folded))
    said = words & lexicon.known
    if lexicon.compounds or lexicon.particles:
        said |= {word for word in words - said if lexicon.find_made(word) is not None}
    if not said:
        return []
    if len(folded) == len(text):
        places = [place for word in said for place in _find_places(folded, word, lexicon)]
    else:  # folding made one letter two
        found = ((*match.span(), fold(match[0])) for match in lexicon.word.finditer(text))
        places = [place for place in found if place[2] in said]
    return [
        (start, end, word, lexicon.read(word))
        for start, end, word in sorted(places)
        if not (text[start - 1 : start].isdigit() or text[end : end + 1].isdigit())
    ]


def _find_places(folded: str, word: str, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Where a word stands as a whole word."""
    start = folded.find(word)
    while start >= 0:
        end = start + len(word)
        if not (
            (start and lexicon.word.match(folded, start - 1, start))
            or lexicon.word.match(folded, end, end + 1)
        ):
            yield start, end, word
        start = folded.find(word, end)


def find_counts(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Numeral]:
    """Words that count, joined where the language joins them: two hundred and fifty-six. "One" alone does not count."""
    group: list[Word] = []
    for word in words:
        if word[2] in lexicon.others:
            continue
        if group and not _joins(lexicon, group[-1], word, text[group[-1][1] : word[0]]):
            yield from _make(text, lexicon, group)
            group = []
        group.append(word)
    if group:
        yield from _make(text, lexicon, group)


def _joins(lexicon: Lexicon, last: Word, word: Word, gap: str) -> bool:
    """Whether two words belong to one number: what multiplies, or what is smaller than the place before it."""
    bare = gap.strip()
    if bare and bare != "-" and fold(bare) not in lexicon.joints:
        return False
    if _multiplies(lexicon, word) or gap == "-":
        return not bare or gap == "-"
    tens = last[3] >= 20 and last[3] < HUNDRED and word[3] < 10  # noqa: PLR2004 # twenty-one
    large = last[3] >= HUNDRED or last[2] in lexicon.multipliers
    return (tens and not (bare and gap.isspace())) or (
        large and bare != "-" and (word[3] < last[3] or not last[3])
    )


def _multiplies(lexicon: Lexicon, word: Word) -> bool:
    value = word[3]
    return word[2] in lexicon.multipliers or (
        value >= HUNDRED and set(str(value)[1:]) == {"0"} and str(value)[0] == "1"
    )


def _make(text: str, lexicon: Lexicon, group: list[Word]) -> Iterator[Numeral]:
    total = current = Fraction(0)
    for word in group:
        value = word[3]
        if not _multiplies(lexicon, word):
            current = (
                current * value if current == FOUR and value == SCORE else current + value
            )  # quatre-vingts
        elif value <= HUNDRED:
            current = min((current or Fraction(1)) * value, _MOST)
        else:
            total, current = total + (current or Fraction(1)) * value, Fraction(0)
    start, end, said = group[0][0], group[-1][1], total + current
    if (
        len(group) == 1
        and said >= HUNDRED
        and _CURRENCY.search(text[max(0, start - _REACH) : start])
    ):
        return  # the label of an axis: CNY billion
    part = re.compile(r"[\s-]").match(text, end)
    after = lexicon.word.match(text, part.end()) if part else None
    if after and (divided := lexicon.parts.get(fold(after[0]))):
        end, said = after.end(), said * divided
    if said == 1 and end == group[-1][1]:
        return
    scale = group[-1][3] if _multiplies(lexicon, group[-1]) else Fraction(1)
    yield Numeral(start, end, text[start:end], said, "word", scale)


def find_sayings(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Numeral]:
    """What says a number and counts nothing: third, half, twice, Hälfte; and what the language has patterns for."""
    for start, end, word, value in words:
        if word in lexicon.others:
            yield Numeral(start, end, text[start:end], value, "word")
    for match in lexicon.numbers.finditer(text) if lexicon.numbers else ():
        value = lexicon.phrases.get(fold(match[0]), Fraction(0))
        yield Numeral(*match.span(), match[0], value, "word")


def find_roman(text: str) -> Iterator[Numeral]:
    """Roman numerals of two letters and more, in capitals: III, XIV. A single one is a letter more often."""
    for match in _LETTERS.finditer(text):
        if _ROMAN.fullmatch(match[0]) and not (
            text[match.start() - 1 : match.start()].isalnum() or _LINKED.match(text, match.end())
        ):
            values = [_VALUES[letter] for letter in match[0]]
            pairs = zip(values, [*values[1:], 0], strict=True)
            said = sum(-value if value < after else value for value, after in pairs)
            yield Numeral(*match.span(), match[0], Fraction(said), "word")
