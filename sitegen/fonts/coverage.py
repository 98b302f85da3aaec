"""Which characters pictures can show: those of `glyphs/han-bold.otf`, which every picture falls back to.

They stand in `coverage.txt` beside it, as ranges of code points in hexadecimal digits, so that no build
has to read the font; `tests/test_pictures.py` compares the two.
"""

from __future__ import annotations

from functools import cache

from sitegen.fonts.fontconfig import GLYPHS

FILE = GLYPHS / "coverage.txt"


@cache
def load_coverage() -> frozenset[int]:
    """The code points of the characters."""
    covered: set[int] = set()
    for span in FILE.read_text("ascii").split():
        first, _, last = span.partition("-")
        covered.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(covered)
