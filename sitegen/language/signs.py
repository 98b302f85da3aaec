"""Characters that Unicode calls numbers: digits of all scripts, and signs that are numerals by themselves (½ ③ Ⅲ ²).

Numerals are looked for in the plain form of a text: digits are ASCII there, and what is not seen, as soft hyphens
and the marks of keycaps, is gone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.language.numeral import Numeral

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\u20e3]"
)
"""Soft hyphens, characters without width, marks of direction, and what makes 3️⃣ of 3."""
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*")
_IDEOGRAPHS = "壱㐅㒃㠪㭍亖仨卄卅卌廿廾弌弍弎弐貮"
"""Ideographs that are numbers and nothing else, and that no rule of numerals knows."""
_RARE = re.compile(
    f"[{_IDEOGRAPHS}]|"
    "[^\x00-\xb1\xb4-\xb8\xba\xbb\xbf-\u09f3\u2000-\u206f\u2c00-\u2cfc\u3000-\u3006\u3008-\u3020\u3040-\u318f"
    "\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]"
)
"""Whatever is not in the blocks of common texts: the rest is few, and asked for one at a time."""
_MORE = {"🔟": Fraction(10), "💯": Fraction(100)}
"""Pictures of numerals that have no value in Unicode."""
_HIGH, _LOW = "\xb2\xb3\xb9\u2070-\u207b", "\u2080-\u208b"
_FORMAL = str.maketrans(
    "壹弌贰貳弍叁叄參参弎肆伍陆陸柒漆捌玖拾什佰陌仟阡",
    "一一二二二三三三三三四五六六七七八九十十百百千千",
)
_FORMAL_RUN = re.compile(
    r"(?=[一二两三四五六七八九零〇十百千]*[壹弌贰貳弍叁叄參参弎肆伍陆陸柒漆捌玖拾佰仟])"
    r"[壹弌贰貳弍叁叄參参弎肆伍陆陸柒漆捌玖一二两三四五六七八九][拾什佰陌仟阡百千万亿][零〇壹弌贰貳弍叁叄參参弎肆伍陆陸柒漆捌玖一二两三四五六七八九拾什佰陌仟阡百千万亿]*"
)
"""Numerals as banks write them, 叁佰贰拾亿: a digit and a magnitude, for most of the characters are words besides."""
_EXPONENT = re.compile(
    rf"(?<![^\W\d_])[^\W\d_\u3400-\u9fff]{{1,3}}[{_HIGH}]+|[^\W\d_\u3400-\u9fff)\]][{_LOW}]+(?:\.[{_LOW}]+)*"
)
"""m², km³ and CO₂: parts of units and formulas, which count nothing. A high figure after a longer word is a note's."""


PERCENT = "%％٪﹪"
"""Signs of percent; in Arabic and in Turkish one may stand before its number."""


class _Digits(dict[int, int]):
    """What stands for a character in plain texts, found when it is asked for: the digit of any script that it is."""

    def __missing__(self, code: int) -> int:
        """Look a character up."""
        character = chr(code)
        digit = unicodedata.decimal(character, None)
        found = code if digit is None else ord("0") + digit
        if digit is None and 0xF900 <= code <= 0x2FA1F:  # noqa: PLR2004 # compatibility ideographs
            whole = unicodedata.normalize("NFC", character)
            found = ord(whole) if len(whole) == 1 else code
        self[code] = found
        return found


_DIGITS = _Digits(
    str.maketrans(
        "．٫٬％٪﹪萬億兩個項條戶張隻輛處種類屆層級塊顆組筆歲鐘頓畝頃圓",
        "..,%%%万亿两个项条户张只辆处种类届层级块颗组笔岁钟吨亩顷圆",
    )
)
"""Besides digits: Arabic marks, and traditional characters that count or are counted with."""


@dataclass(frozen=True)
class Plain:
    """A text as numerals are looked for in it."""

    text: str
    places: Sequence[int] | None
    """Where each character stands in the text as it was written, and where that ends; `None` where nothing moved."""

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Where characters stand in the text as it was written."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def make_plain(text: str) -> Plain:
    """The plain form of a text."""
    if text.isascii():
        return Plain(text, None)
    composed = unicodedata.is_normalized("NFC", text)
    if composed and not _UNSEEN.search(text):
        return Plain(_make_everyday(text.translate(_DIGITS)), None)
    pieces, places = [], []
    for cluster in _CLUSTER.finditer(text):
        whole = unicodedata.normalize("NFC", cluster[0])
        pairs = [(whole, cluster.start())] if len(whole) == 1 else None
        for character, place in pairs or zip(
            cluster[0], range(cluster.start(), cluster.end()), strict=True
        ):
            if not _UNSEEN.match(character):
                pieces.append(character)
                places.append(place)
    return Plain(_make_everyday("".join(pieces).translate(_DIGITS)), places)


def _make_everyday(text: str) -> str:
    """A text with numerals of banks written as in everyday use, character by character."""
    if not _FORMAL_RUN.search(text):
        return text
    return _FORMAL_RUN.sub(lambda run: run[0].translate(_FORMAL), text)


def find_signs(text: str) -> Iterator[Numeral]:
    """Signs that are numerals by themselves, in runs: ½, ③, Ⅲ, ⅩⅤ; text must be plain."""
    if text.isascii():
        return
    run: Numeral | None = None
    spans: list[tuple[int, int]] | None = None
    for match in _RARE.finditer(text):
        value = _MORE.get(match[0]) or _value(match[0])
        if value is None:
            continue
        if spans is None:
            spans = [one.span() for one in _EXPONENT.finditer(text)]
        start, end = match.span()
        if any(low <= start < high for low, high in spans):
            continue
        if run is not None and run.end == start:
            run = Numeral(run.start, end, text[run.start : end], run.value + value, "sign")
            continue
        if run is not None:
            yield run
        run = Numeral(start, end, match[0], value, "sign")
    if run is not None:
        yield run


def _value(character: str) -> Fraction | None:
    """What a character says that is a numeral by itself."""
    is_rare = character in _IDEOGRAPHS or character >= "\U00020000"
    if unicodedata.category(character) not in ({"Nl", "No", "Lo"} if is_rare else {"Nl", "No"}):
        return None
    number = unicodedata.numeric(character, None)
    if character == "仨":
        return Fraction(3)
    return None if number is None else Fraction(number).limit_denominator(1000)
