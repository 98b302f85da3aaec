"""Numerals in running text, read exactly: digits of all scripts, Chinese numerals, number words, signs like ½ and Ⅲ.

The check that refuses a typed number in prose needs them, and so does the audit, which reads
quantities out of sources. What Chinese says about numerals stands in `numeral_words`, what the other languages say in `lexicon`,
what a date is in `date_patterns`; nothing here knows of facts or pages. Values are `Fraction`s; 万, 亿 and 万亿 are shifts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.language.date_patterns import is_year, read_dates
from sitegen.language.han_scales import HAN_SCALE, HAN_SHIFTED, read_han_scale
from sitegen.language.lexicon import USUAL, fold, match_folded, open_lexicon
from sitegen.language.number_words import find_counts, find_roman, find_sayings, find_words
from sitegen.language.numeral import Numeral
from sitegen.language.signs import find_signs, make_plain
from sitegen.limits import LONGEST_NUMERAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.language.lexicon import Lexicon
    from sitegen.language.number_words import Word
    from sitegen.language.signs import Plain


_DIGITS = re.compile("[0-9]+")
_MINUS = ("-", "−")
_SIGN = r"(?P<sign>(?<![0-9])−|(?<![0-9A-Za-z%％)）-])-)?"
_PART = r"(?P<part>(?<![0-9./])[0-9]{1,3}/(?:[2-9]|10)(?![0-9./%]))"
_THIN = "\u00a0\u2009\u202f"
"""Spaces that stand between thousands and nowhere else between digits."""
_UNSEEN_JOINT = re.compile(r"(?<=[^\W\d_])[\u00ad\u200b\u2060\ufeff]+(?=[^\W\d_])")
"""What is not seen between two letters."""
_WHOLE = re.compile(r"(?:[0-9][0-9,]* ?(?:万亿|亿|万|兆|만|억|조) ?)+")
"""Digits that other digits may go on behind: 1亿2000万, 1万2500, 1兆2000億, 1억 2000만."""
_SPACED = "만", "억", "조"
"""Magnitudes behind which a space may stand before what goes on."""
_LEAST_APART = 100
"""From this number on it goes on so: 1만 2500, and not 2만 3."""
_NEAR = 60
"""Within so many characters of its numeral a date begins and ends."""


@lru_cache(maxsize=32)
def _compile_digits(lexicon: Lexicon) -> re.Pattern[str]:
    """Digits with the marks of a language, and what multiplies them."""
    group, point = (re.escape(mark) for mark in lexicon.marks)
    spaces = f"[{_THIN} ]" if lexicon.marks[0].isspace() else f"[{_THIN}]"
    marks = ["['’]", spaces] + (
        [] if lexicon.marks[0].isspace() or group in {"'", "’"} else [group]
    )
    grouped = [rf"[0-9]{{1,3}}(?:{mark}[0-9]{{3}})+(?![0-9])(?:{point}[0-9]+)?" for mark in marks]
    if lexicon.marks[0] == ",":  # 12,34,567
        grouped.append(rf"[0-9]{{1,2}}(?:,[0-9]{{2}})+,[0-9]{{3}}(?![0-9])(?:{point}[0-9]+)?")
    plain = "[0-9]+(?:[.,][0-9]+)?" if lexicon.marks[1] == "," else r"[0-9]+(?:\.[0-9]+)?"
    words = sorted(lexicon.scales, key=len, reverse=True)
    trillion = lexicon.trillion.pattern if lexicon.trillion else "(?!)"
    close = rf"{lexicon.magnitude.pattern}|" if lexicon.magnitude else ""
    scale = rf"{close}{HAN_SHIFTED}{trillion}|{HAN_SCALE}|(?:[\s-](?:{'|'.join(map(match_folded, words))})(?!\w))+"
    return re.compile(
        rf"{_SIGN}(?:{_PART}|(?P<digits>{'|'.join(grouped)}|{plain})(?P<scale>{scale})?)",
        re.IGNORECASE,
    )


def find_numerals(text: str, lexicon: Lexicon | None = None) -> tuple[Numeral, ...]:
    """Every numeral of a text that counts something.

    Arabic ones always count. Chinese ones do where `find_han` says so. Number words of the language do; "one" alone and
    ordinals do not. Indefinite ones (数百, hundreds) state no number and are left out.
    """
    plain, lexicon = make_plain(text), lexicon or open_lexicon(USUAL)
    words = find_words(plain.text, lexicon)
    return _locate(text, plain, _find_counts(plain.text, words, lexicon))


def _find_counts(text: str, words: Sequence[Word], lexicon: Lexicon) -> list[Numeral]:
    """The numerals of a plain text that count, in order and apart."""
    others = [] if text.isascii() else _list_han(text, lexicon)
    arabic = _join_magnitudes(_find_arabic(text, lexicon))
    return _merge(arabic, [*others, *find_counts(text, words, lexicon)])


def _list_han(text: str, lexicon: Lexicon) -> list[Numeral]:
    from sitegen.language.han import find_han

    return [*find_han(text, lexicon.trillion)]


def _join_magnitudes(found: Iterable[Numeral]) -> list[Numeral]:
    """Numerals in order, as one where a smaller one goes on behind 亿 or 万: 1亿2000万, 1万2500."""
    joined: list[Numeral] = []
    for one in found:
        last = joined[-1] if joined else None
        gap = one.start - last.end if last else 0
        if last and gap <= last.text.endswith(_SPACED) and _goes_on(last, one):
            text, said = f"{last.text}{' ' * gap}{one.text}", last.value + one.value
            joined[-1] = Numeral(last.start, one.end, text, said, "arabic", one.scale)
        else:
            joined.append(one)
    return joined


def _goes_on(last: Numeral, one: Numeral) -> bool:
    is_whole = _WHOLE.fullmatch(last.text) and one.text[0].isdigit() and one.scale >= 1
    is_apart = last.end < one.start and one.value < _LEAST_APART
    return bool(is_whole) and not is_apart and 0 < one.value < last.scale


def _merge(first: Sequence[Numeral], others: Iterable[Numeral]) -> list[Numeral]:
    """Numerals of two kinds in order: those of the first, and of the others those that lie apart from them."""
    others = list(others)
    if not (first and others):
        return sorted((*first, *others))
    taken = {place for one in first for place in range(one.start, one.end)}
    return sorted((*first, *(one for one in others if one.start not in taken)))


def _locate(text: str, plain: Plain, found: Sequence[Numeral]) -> tuple[Numeral, ...]:
    """Numerals of a plain text in the places of the text as it was written."""
    placed = []
    for one in found:
        start, end = plain.locate(one.start, one.end)
        placed.append(Numeral(start, end, text[start:end], one.value, one.script, one.scale))
    return tuple(placed)


def list_printed(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The digits of a text: as they are printed, and as tables have them, with the same zeros (9,0 is 9.0)."""
    plain = make_plain(text).text
    for match in _match_digits(plain, lexicon):
        if match["digits"]:
            yield match["digits"], _read_digits(match["digits"], lexicon)


def _find_arabic(text: str, lexicon: Lexicon) -> Iterator[Numeral]:
    for match in _match_digits(text, lexicon):
        sign = -1 if match["sign"] else 1
        if match["part"]:
            digits, _, parts = match["part"].partition("/")
            scale = Fraction(1, int(parts))
        else:
            digits = _read_digits(match["digits"], lexicon)
            scale = _read_scale(match["scale"] or "", lexicon)
        value = Fraction(digits[:LONGEST_NUMERAL]) * scale * sign
        yield Numeral(match.start(), match.end(), match[0], value, "arabic", scale)


def _match_digits(text: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    whole, end = _compile_digits(lexicon), 0
    for run in _DIGITS.finditer(text):  # much faster than to look for whole numerals everywhere
        start = run.start()
        if start < end:
            continue
        signed = start > end and text[start - 1] in _MINUS
        match = (signed and whole.match(text, start - 1)) or whole.match(text, start)
        if match:
            end = match.end()
            yield match


def _read_digits(text: str, lexicon: Lexicon) -> str:
    """Digits with the marks of a language, as Python writes them."""
    group, point = lexicon.marks
    bare = re.sub(rf"[\s'’{re.escape(group)}](?=[0-9]{{2,3}}(?![0-9]))", "", text)
    if point == "," and "," not in text and text.count(".") == 1 and bare == text:
        return bare  # 2.5 cannot be thousands
    return bare.replace(point, ".")


def _read_scale(text: str, lexicon: Lexicon) -> Fraction:
    if text in lexicon.magnitudes:
        return lexicon.magnitudes[text]
    scale = read_han_scale(text)
    for word in re.split(r"[\s-]+", text):
        scale *= lexicon.scales.get(fold(word), 1)
    return scale


def unbound_numerals(text: str, lexicon: Lexicon | None = None) -> tuple[Numeral, ...]:
    """Whatever a reader takes for a number, and is no part of a date.

    Besides what counts these are ordinals, fractions and multiples in words, Roman numerals and signs. Dates are those of
    `date_patterns`.
    """
    lexicon = lexicon or open_lexicon(USUAL)
    found = _find_unbound(text, lexicon)
    if (divided := _divide(text)) != text:
        # thirty·two, with what is not seen between: no word as it stands, and a number to who reads it
        taken = {place for one in found for place in range(one.start, one.end)}
        found += [
            Numeral(one.start, one.end, text[one.start : one.end], one.value, one.script, one.scale)
            for one in _find_unbound(divided, lexicon)
            if taken.isdisjoint(range(one.start, one.end))
        ]
    return tuple(sorted(found))


def drop_named(found: Sequence[Numeral], text: str, names: Sequence[str]) -> tuple[Numeral, ...]:
    """The numerals of a text but for those that lie wholly inside one of some names, upper and lower case alike."""
    if not (found and names):
        return tuple(found)
    spans = [
        plain.locate(*one.span())
        for plain in map(make_plain, dict.fromkeys((text, _divide(text))))
        for name in _compile_names(tuple(names))
        for one in name.finditer(plain.text)
    ]
    return tuple(_drop_inside(found, spans))


def _divide(text: str) -> str:
    """A text with hyphens where unseen characters stand between letters: of several for the first, so that all others keep their places."""
    if text.isascii():
        return text
    return _UNSEEN_JOINT.sub(lambda unseen: f"-{unseen[0][1:]}", text)


def _find_unbound(text: str, lexicon: Lexicon) -> list[Numeral]:
    plain = make_plain(text)
    words = find_words(plain.text, lexicon)
    found = _find_counts(plain.text, words, lexicon)
    found = _join_signs(found, [*find_signs(plain.text)], plain.text)
    found = _merge(found, find_roman(plain.text))
    found = _merge(found, _drop_inner(find_sayings(plain.text, words, lexicon)))
    found = [one for one in found if not is_year(plain.text, one.start, one.end)]
    found = _drop_inside(found, _find_dates(plain.text, found, lexicon))
    return [*_locate(text, plain, found)]


@lru_cache(maxsize=8)
def _compile_names(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Names, to be looked for in plain texts."""
    written = (make_plain(name).text for name in names if name)
    return tuple(re.compile(re.escape(name), re.IGNORECASE) for name in written)


def _drop_inside(found: Sequence[Numeral], spans: Iterable[tuple[int, int]]) -> list[Numeral]:
    """The numerals that do not lie in one of some spans."""
    lows: list[int] = []
    highs: list[int] = []  # how far the spans reach that begin so far left
    for low, high in sorted(spans):
        lows.append(low)
        highs.append(max(high, highs[-1]) if highs else high)
    return [
        one
        for one in found
        if not (before := bisect_right(lows, one.start)) or highs[before - 1] < one.end
    ]


def _find_dates(text: str, found: Sequence[Numeral], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Dates and idioms near numerals: nobody asks for others."""
    dates = read_dates(lexicon)
    spans: list[tuple[int, int]] = []
    for one in found:
        start, end = max(0, one.start - _NEAR), one.end + _NEAR
        if spans and start <= spans[-1][1]:
            start = spans.pop()[0]
        spans.append((start, end))
    for start, end in spans:
        part = text[start:end]
        for low, high in dates.find(part):
            yield start + low, start + high
        for match in lexicon.idioms.finditer(part) if lexicon.idioms else ():
            yield start + match.start(), start + match.end()


def _drop_inner(found: Iterable[Numeral]) -> list[Numeral]:
    """Numerals without those that lie in others: "a quarter" holds "quarter"."""
    kept: list[Numeral] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _join_signs(found: list[Numeral], signs: list[Numeral], text: str) -> list[Numeral]:
    """Numerals and signs in order, as one where they touch: 2½, 10⁶."""
    joined: list[Numeral] = []
    for one in _merge(found, signs) if signs else found:
        last = joined[-1] if joined else None
        if last and last.end == one.start and "sign" in {last.script, one.script}:
            said = last.value + one.value
            joined[-1] = Numeral(last.start, one.end, text[last.start : one.end], said, "sign")
        else:
            joined.append(one)
    return joined
