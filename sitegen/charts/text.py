"""How wide a text will be, and where its lines break; no font is asked.

The reader's browser draws the text with a font of its own, so widths are estimates:
advance widths of Arial with some room to spare. They depend on nothing but the text,
which is why a chart comes out the same on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from math import fsum

SLACK = 1.06
"""Readers' fonts may be wider than Arial; DejaVu Sans is by about a tenth."""
BOLD = 1.06
"""How much wider bold Latin letters and figures are."""
KEPT = 4096
"""So many texts are neither measured nor broken anew: the forms of a chart have the same ones."""

_WIDTHS = (
    ("ijl'|", 0.22),
    ("ftI.,:;!/\\ []()`-", 0.30),
    ("r\u2013*\u00b7", 0.40),
    ("cksvxyzJ", 0.50),
    ("wABEKPSVXY&", 0.68),
    ("CDHNRUGOQ", 0.76),
    ("mM", 0.84),
    ("W%@\u2014\u2026", 1.0),
)
_EM = {character: em for characters, em in _WIDTHS for character in characters}
_OTHER = 0.57

_OPENING = "（《〈“‘【「『([{"
_CLOSING = "，。、；：？！）》〉”’】」』)]},.;:?!%％…"
_HAN = "\u2e80-\u303f\u3041-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
_PIECE = re.compile(rf"\s+|[{_HAN}]|[^\s{_HAN}]+")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimated width of one line in pixels."""
    return _measure(text, bold=bold) * size


@lru_cache(maxsize=KEPT)
def _measure(text: str, *, bold: bool) -> float:
    """Estimated width in em."""
    return fsum([_advance(character, bold=bold) for character in text])


@cache
def _advance(character: str, *, bold: bool) -> float:
    """Estimated width of a character in em."""
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return _EM.get(character, _OTHER) * SLACK * (BOLD if bold else 1.0)


@lru_cache(maxsize=KEPT)
def wrap(text: str, limit: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into as few lines as fit the limit, of lengths as equal as may be.

    Han characters break anywhere but before closing and after opening punctuation,
    other words only at spaces unless one alone is wider than the limit.
    """
    pieces = [part for piece in _pieces(text) for part in _fitting(piece, limit, size, bold=bold)]
    count = len(_fill(pieces, limit, size, bold=bold))
    if count <= 1:
        return tuple(_fill(pieces, limit, size, bold=bold))
    least, most = limit / count / 2, limit
    while most - least > 1:
        middle = (least + most) / 2
        if len(_fill(pieces, middle, size, bold=bold)) > count:
            least = middle
        else:
            most = middle
    return tuple(_fill(pieces, most, size, bold=bold))


def _pieces(text: str) -> list[str]:
    """What stays together on a line; white space leads the word it separates."""
    pieces: list[str] = []
    joined = False
    for piece in _PIECE.findall(" ".join(text.split())):
        if pieces and (joined or piece[0] in _CLOSING):
            pieces[-1] += piece
        else:
            pieces.append(piece)
        joined = piece.isspace() or piece[-1] in _OPENING
    return pieces


def _fitting(piece: str, limit: float, size: float, *, bold: bool) -> list[str]:
    """A piece, cut into characters if it is wider than a line."""
    if text_width(piece.strip(), size, bold=bold) <= limit:
        return [piece]
    return list(piece)


def _fill(pieces: list[str], limit: float, size: float, *, bold: bool) -> list[str]:
    """Fill lines one after another."""
    lines: list[str] = []
    for piece in pieces:
        longer = lines[-1] + piece if lines else piece
        if lines and text_width(longer, size, bold=bold) <= limit:
            lines[-1] = longer
        else:
            lines.append(piece.lstrip() or piece)
    return [line.strip() for line in lines if line.strip()]
