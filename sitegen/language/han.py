"""Chinese numerals: which characters count, and what they say."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.language.han_scales import MORE, read_han_scale
from sitegen.language.numeral import Numeral
from sitegen.language.numeral_words import (
    COUNTED,
    HAN_DIGITS,
    IDIOMS,
    SHIFTS,
    TRILLION,
    alternatives,
)
from sitegen.limits import LONGEST_NUMERAL

if TYPE_CHECKING:
    from collections.abc import Iterator


COUNT_DIGIT = "[一二两三四五六七八九]"
"""A Chinese digit that counts."""
_RUN = "[零〇○一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
_SECTION = re.compile(
    rf"(?:({COUNT_DIGIT})千)?(零?)(?:({COUNT_DIGIT})百)?(零?)(?:({COUNT_DIGIT}?)十)?(零?)({COUNT_DIGIT})?"
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
_HAN_DIGIT = re.compile("[零〇○一二两三四五六七八九十百千万亿]")


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


@lru_cache(maxsize=8)
def _compile_trillions(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<many>(?=[^万亿]){_RUN}){pattern}(?P<rest>{_RUN})?")


def _find_trillions(text: str, trillion: re.Pattern[str] | None) -> Iterator[Numeral]:
    """Chinese numerals with 兆 where it is a magnitude: 二兆, 二兆三千亿."""
    if trillion is None or "兆" not in text:
        return
    for match in _compile_trillions(trillion.pattern).finditer(text):
        rest = _read_run(match["rest"]) if match["rest"] else Fraction(0)
        value = _read_run(match["many"]) * TRILLION + rest
        yield Numeral(match.start(), match.end(), match[0], value, "han", Fraction(TRILLION))


def find_han(text: str, trillion: re.Pattern[str] | None = None) -> Iterator[Numeral]:
    """Chinese numerals that count; `trillion` is 兆 where the language has it as a magnitude.

    They are those that join a magnitude with another character (三千, 十二, 百亿), and single ones after 第, 前 or 分之, or before a word of `COUNTED`; 一 alone, as in 一些, never does except after 第.
    """
    if not _HAN_DIGIT.search(text):
        return
    idioms = [match.span() for match in _IDIOM.finditer(text)]
    large = [*_find_trillions(text, trillion)]
    yield from large
    idioms += [(one.start, one.end) for one in large]
    for match in _HAN.finditer(text):
        start, end = match.span()
        if any(start < last and first < end for first, last in idioms):
            continue
        if match["of"] and match["of"] != "百":
            parts = 1 / (_read_run(match["of"]) or Fraction(1))
            yield Numeral(start, end, match[0], _read_run(match["share"]) * parts, "han", parts)
            continue
        group = "share" if match["of"] else "run"  # 百分之五 is five, in percent
        start, run, scale = match.start(group), match[group], read_han_scale(match["scale"] or "")
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
    if len(run) > LONGEST_NUMERAL:
        return Fraction(0)
    if re.fullmatch(f"{COUNT_DIGIT}{{2}}", run):
        return Fraction(HAN_DIGITS[run[0]])
    try:
        return parse_han(run)
    except ValueError:
        lower = re.sub(f"({COUNT_DIGIT}){COUNT_DIGIT}", r"\1", run, count=1)
        return _read_run(lower) if lower != run else Fraction(0)
