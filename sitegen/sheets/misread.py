"""UTF-8 that was read as Windows-1252: `prÃ©stamo` for `préstamo`; what it was, and where that is certain."""

from __future__ import annotations

import re
from functools import lru_cache

_LED = re.compile("[\xc2-\xf4]")
"""What the first byte of a character of UTF-8 becomes that is not ASCII."""
_LATE = "\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u201c\u2022\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
"""What Windows-1252 has between its controls, but for marks that may end a quoted word."""
_NEXT = rf"[\u0080-\u00bf{_LATE}\u2019\u201d\u2013\u2014]"
"""What any other byte of such a character becomes."""
MISREAD = (
    rf"[\u00c2\u00c3][\u00a1-\u00ba\u00bc-\u00bf{_LATE}]|\u00e2\u20ac[\u0080-\uffff]"
    rf"|\u00e2[\u201a\u201e\u2020\u02c6\u2030]{_NEXT}"
)
"""Letters with accents, quotation marks and signs that were UTF-8: no language writes these after each other."""
_CHARACTERS = (
    rf"(?:[\u00c2-\u00df]{_NEXT}|[\u00e0-\u00ef]{_NEXT}{{2}}|[\u00f0-\u00f4]{_NEXT}{{3}})+"
)
_MOST = "\u00c2\u00c3"
"""How letters with accents begin."""

_compile = lru_cache(re.compile)


def read_anew(text: str) -> str | None:
    """What a text was before its bytes were read as Windows-1252; `None` if it was not."""
    if not _LED.search(text):
        return None
    try:
        plain = b"".join(map(_write_western, text)).decode("utf-8")
    except UnicodeError:
        return None
    return plain if plain != text else None


def _write_western(character: str) -> bytes:
    """A character in Windows-1252, which programs fill up with the signs of Latin-1.

    Raises:
        UnicodeEncodeError: It has no byte there.
    """
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def turn_back(text: str) -> str:
    """A line of a text as it was before it was misread, once or more often, as far as that is certain.

    A letter and the marks behind it may be meant: `olé’”` is no Chinese. So of one character by itself only such signs
    count as nobody writes after each other, and others that begin as most do where such stand in the line.
    """
    if text.isascii() or not _LED.search(text):
        return text
    is_misread = _compile(MISREAD).search(text) is not None

    def turn(match: re.Match[str]) -> str:
        plain = read_anew(match[0])
        if plain is None:
            return match[0]
        is_one = len(plain) == 1 and not _compile(MISREAD).match(match[0])
        meant = turn_back(plain)
        if (is_one and not (is_misread and match[0][0] in _MOST)) or not _is_text(meant):
            return match[0]
        return meant

    return _compile(_CHARACTERS).sub(turn, text)


def _is_text(text: str) -> bool:
    return text.replace("\u00a0", " ").isprintable()
