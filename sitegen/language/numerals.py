"""Numerals in running text: Arabic, Chinese and English, read exactly.

The check that refuses a typed number in prose needs them, and so does the audit, which reads
quantities out of sources. What a script or a language says about numerals stands in
`numeral_words`, what a date is in `date_patterns`; nothing here knows of facts or pages. Values are `Fraction`s; 万, 亿 and 万亿 are shifts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sitegen.language.date_patterns import find_dates
from sitegen.language.numeral_words import (
    COUNTED,
    HAN_DIGITS,
    IDIOMS,
    LARGE,
    PARTS,
    SHIFTS,
    SMALL,
    alternatives,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


Script = Literal["arabic", "han", "word"]


COUNT_DIGIT = "[一二两三四五六七八九]"
"""A Chinese digit that counts."""
_RUN = "[零〇○一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
MORE = r"余|多(?!元化|样化|样性)"
"""余 and 多 after a number: and more."""
_SHIFT = rf"(?:(?:{MORE})\s?)?(?:{'|'.join(SHIFTS)})"
_SCALE = rf"\s?[百千]?{_SHIFT}|\s?[百千](?![分米克瓦])|(?:[\s-](?:{'|'.join(LARGE)})\b)+"
_SECTION = re.compile(
    rf"(?:({COUNT_DIGIT})千)?(零?)(?:({COUNT_DIGIT})百)?(零?)(?:({COUNT_DIGIT}?)十)?(零?)({COUNT_DIGIT})?"
)
_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
_ARABIC = re.compile(
    r"(?P<sign>(?<![0-9])−|(?<![0-9A-Za-z%％)）-])-)?"
    r"(?:(?P<part>(?<![0-9./])[0-9]{1,3}/(?:[2-9]|10)(?![0-9./%]))"
    rf"|(?P<digits>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)(?P<scale>{_SCALE})?)",
    re.IGNORECASE,
)
_HAN = re.compile(
    rf"(?P<of>{_RUN})分之(?P<share>{_RUN})|(?P<run>{_RUN})(?P<scale>(?:{MORE})(?:{'|'.join(SHIFTS)}))?"
)
_COUNTED = re.compile(r"\s?(?:余|多|来)?\s?(?:" + alternatives(" ".join(COUNTED.values())) + ")")
_IDIOM = re.compile(f"(?<![一二两三四五六七八九十百千0-9])(?:{alternatives(IDIOMS)})")
_INDEFINITE = re.compile(r"(?<![总人个户家件次])[数几]$")
_RANKED = re.compile(r"(?:第|分之|(?<![目此以之提当])前)\s?$")
_AFTER_TOP = re.compile(r"(?![\u4e00-\u9fff])|[名位强的列]")
_LABEL = re.compile(r"(?:(?:^|[\s（(：:、，/])|单位)[万亿]{1,2}(?!.{1,3}(?:以上|级))")
"""万元 and 亿元 that head a table: units, not counts."""
_HAN_YEAR = re.compile("[一二][〇○零一二三四五六七八九]{3}")
_FIGURATIVE = re.compile(r"(?![十百千]?万?亿$|[十百千]万$)[十百千万亿]{2,}")
_WORD = re.compile(rf"\b(?:{'|'.join([*SMALL, *LARGE])})\b", re.IGNORECASE)
_WORDS = frozenset((*SMALL, *LARGE))
_LETTERS = re.compile("[a-z]+")
_DIGIT = re.compile("[0-9]")
_HAN_DIGIT = re.compile("[零〇○一二两三四五六七八九十百千万亿]")
_CURRENCY = re.compile(r"\b[A-Z]{3}\s$")
_PART = re.compile(rf"[\s-](?P<part>{'|'.join(PARTS)})s?\b", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Numeral:
    """One numeral of a text: `text[start:end]`."""

    start: int
    end: int
    text: str
    value: Fraction
    """What it says, with its 万 or billion; of an indefinite 七八个 the lower number."""
    script: Script
    scale: Fraction = Fraction(1)
    """The magnitude written behind the digits: 10**8 in 3201.2亿, 10**9 in 320.12 billion, 1/4 in 3/4."""


def parse_han(text: str) -> Fraction:
    """Read a Chinese numeral: 三, 十二, 两千亿, 一万五千, 百亿, 二〇二一, 三点五.

    Raises:
        ValueError: The text is not a well-formed Chinese numeral.
    """
    whole, point, decimals = text.partition("点")
    if point and decimals and set(decimals) <= HAN_DIGITS.keys():
        return parse_han(whole) + Fraction(_parse_digits(decimals), 10 ** len(decimals))
    if text and set(text) <= HAN_DIGITS.keys():
        return Fraction(_parse_digits(text))
    return Fraction(_parse_magnitudes(text))


def _parse_digits(text: str) -> int:
    return int("".join(str(HAN_DIGITS[digit]) for digit in text))


def _parse_magnitudes(text: str) -> int:
    """Read what is written with magnitudes; the last of 两万五 counts thousands."""
    for name in ("亿", "万"):
        head, found, tail = text.rpartition(name)
        if not found:
            continue
        high, shift = _parse_magnitudes(head) if head else 1, SHIFTS[name]
        if re.fullmatch(COUNT_DIGIT, tail):
            low = HAN_DIGITS[tail] * shift // 10
        else:
            low = _parse_magnitudes(tail.lstrip("零")) if tail else 0
        if low >= shift or (name == "万" and high >= shift):
            break
        return high * shift + low
    match = _SECTION.fullmatch("一" + text if text[:1] in {"百", "千"} else text)
    if not text or not match:
        raise ValueError(f"`{text}` is not a Chinese numeral")
    thousands, zero1, hundreds, zero2, tens, zero3, ones = match.groups()
    last = HAN_DIGITS.get(ones or "", 0)
    if tens is None and not (zero1 or zero2 or zero3) and (hundreds or thousands):
        last *= 10 if hundreds else 100  # 两百五 is 250, 三千五 is 3500
    ten = 0 if tens is None else HAN_DIGITS.get(tens, 1)
    return (
        HAN_DIGITS.get(thousands or "", 0) * 1000
        + HAN_DIGITS.get(hundreds or "", 0) * 100
        + ten * 10
        + last
    )


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Every numeral of a text that counts something, in any of the scripts.

    Arabic ones always count. Chinese ones do when they join a magnitude with another character
    (三千, 十二, 百亿), or when a single one stands after 第, 前 or 分之, or before a word of
    `COUNTED`; 一 alone, as in 一些, never does except after 第. English number words do, "one" alone and
    ordinals do not. Indefinite ones (数百, hundreds) state no number and are left out.
    """
    plain = text.translate(_WIDTH)
    # Each script is looked for where there is a sign of it: most texts have none.
    found = list(_find_arabic(plain)) if _DIGIT.search(plain) else []
    taken = {place for numeral in found for place in range(numeral.start, numeral.end)}
    others = [*_find_han(plain)] if _HAN_DIGIT.search(plain) else []
    if not _WORDS.isdisjoint(_LETTERS.findall(plain.casefold())):
        others += _find_words(plain)
    found += [numeral for numeral in others if numeral.start not in taken]
    return tuple(
        Numeral(one.start, one.end, text[one.start : one.end], one.value, one.script, one.scale)
        for one in sorted(found)
    )


def _find_arabic(text: str) -> Iterator[Numeral]:
    for match in _ARABIC.finditer(text):
        sign = -1 if match["sign"] else 1
        if match["part"]:
            digits, _, parts = match["part"].partition("/")
            scale = Fraction(1, int(parts))
        else:
            digits, scale = match["digits"].replace(",", ""), _read_scale(match["scale"] or "")
        value = Fraction(digits) * scale * sign
        yield Numeral(match.start(), match.end(), match[0], value, "arabic", scale)


def _read_scale(text: str) -> Fraction:
    scale = Fraction(1)
    for word in re.findall(rf"{'|'.join(SHIFTS)}|[百千]|[a-z]+", text.lower()):
        scale *= SHIFTS.get(word) or LARGE.get(word) or {"百": 100, "千": 1000}[word]
    return scale


def _find_han(text: str) -> Iterator[Numeral]:
    idioms = [match.span() for match in _IDIOM.finditer(text)]
    for match in _HAN.finditer(text):
        start, end = match.span()
        if any(start < last and first < end for first, last in idioms):
            continue
        if match["of"] and match["of"] != "百":
            parts = 1 / (_read_run(match["of"]) or Fraction(1))
            yield Numeral(start, end, match[0], _read_run(match["share"]) * parts, "han", parts)
            continue
        group = "share" if match["of"] else "run"  # 百分之五 is five, in percent
        start, run, scale = match.start(group), match[group], _read_scale(match["scale"] or "")
        if _counts(text, start, end, run):
            own = scale if scale > 1 else _own_scale(run)
            yield Numeral(start, end, text[start:end], _read_run(run) * scale, "han", own)


def _own_scale(run: str) -> Fraction:
    """The 万 or 亿 that a Chinese numeral ends in."""
    return next(
        (Fraction(shift) for name, shift in SHIFTS.items() if run.endswith(name)), Fraction(1)
    )


def _counts(text: str, start: int, end: int, run: str) -> bool:
    before = text[max(0, start - 4) : start]
    if run in {"百", "千"} and re.search(r"[0-9]\s?$", before):
        return False  # 6千米 has a unit, not another numeral
    if _FIGURATIVE.fullmatch(run) or (run[0] in "十百千万亿" and _INDEFINITE.search(before)):
        return False
    if len(run) > 1 and re.search("[十百千万亿点]", run):
        return True
    label = _LABEL.match(text, max(0, start - 1)) or _LABEL.match(text, max(0, start - 2))
    counted = run[-1] not in "一零" and bool(_COUNTED.match(text, end)) and not label
    if ranked := _RANKED.search(before):
        return (
            "前" not in ranked[0] or counted or (run != "一" and bool(_AFTER_TOP.match(text, end)))
        )
    return counted or bool(_HAN_YEAR.fullmatch(run))


def _read_run(run: str) -> Fraction:
    """The value of a run; the lower number where two are named: 七八 is 7, 二三十 is 20."""
    if re.fullmatch(f"{COUNT_DIGIT}{{2}}", run):
        return Fraction(HAN_DIGITS[run[0]])
    try:
        return parse_han(run)
    except ValueError:
        lower = re.sub(f"({COUNT_DIGIT}){COUNT_DIGIT}", r"\1", run, count=1)
        return _read_run(lower) if lower != run else Fraction(0)


def _find_words(text: str) -> Iterator[Numeral]:
    """English number words, joined where the language joins them: two hundred and fifty-six."""
    group: list[re.Match[str]] = []
    for match in (*_WORD.finditer(text), None):
        if group and (
            match is None or not _joins(group, match, text[group[-1].end() : match.start()])
        ):
            numeral = _word_numeral(text, group)
            if numeral:
                yield numeral
            group = []
        if match:
            group.append(match)


def _joins(group: list[re.Match[str]], match: re.Match[str], gap: str) -> bool:
    last, word = group[-1][0].lower(), match[0].lower()
    if re.fullmatch(r"\s+and\s+", gap):
        return last in LARGE and word in SMALL
    if not re.fullmatch(r"\s+|-", gap):
        return False
    tens = SMALL.get(last, 0) >= 20 and SMALL.get(word, 10) < 10  # noqa: PLR2004 # twenty-one
    return word in LARGE or (last in LARGE and gap != "-") or tens


def _word_numeral(text: str, group: list[re.Match[str]]) -> Numeral | None:
    total = current = Fraction(0)
    for word in (match[0].lower() for match in group):
        if word in SMALL:
            current += SMALL[word]
        elif word in {"hundred", "dozen"}:
            current = (current or Fraction(1)) * LARGE[word]
        else:
            total, current = total + (current or Fraction(1)) * LARGE[word], Fraction(0)
    start, end, value = group[0].start(), group[-1].end(), total + current
    if len(group) == 1 and value >= LARGE["hundred"] and _CURRENCY.search(text[:start]):
        return None  # the label of an axis: CNY billion
    if part := _PART.match(text, end):
        end, value = part.end(), value / PARTS[part["part"].lower()]
    if value == 1 and end == group[-1].end():
        return None
    return Numeral(
        start, end, text[start:end], value, "word", Fraction(LARGE.get(group[-1][0].lower(), 1))
    )


def unbound_numerals(text: str, names: Sequence[str]) -> tuple[Numeral, ...]:
    """The numerals that are neither part of a date nor inside one of the names.

    Dates are years from 1949 to 2099 that count nothing, months, days after a month, quarters, and
    spans of them, in Chinese and English. A name excuses a numeral that lies wholly inside one of
    its occurrences, upper and lower case alike.
    """
    found = find_numerals(text)
    if not found:
        return ()
    excused = list(find_dates(text.translate(_WIDTH)))
    for name in filter(None, names):
        excused += [match.span() for match in re.finditer(re.escape(name), text, re.IGNORECASE)]
    return tuple(
        numeral
        for numeral in found
        if not any(start <= numeral.start and numeral.end <= end for start, end in excused)
    )
