"""What characters multiply digits by: 3百, 1.35万亿, 20余万. Texts without Chinese have such digits too."""

from __future__ import annotations

import re
from fractions import Fraction

from sitegen.language.numeral_words import SHIFTS, TRILLION

MORE = r"余|多(?!元化|样化|样性)"
"""余 and 多 after a number: and more."""
HAN_SHIFTED = rf"\s?[百千]?(?:(?:{MORE})\s?)?"
"""What may stand between digits and their magnitude: 20余万, 3百万."""
HAN_SCALE = rf"{HAN_SHIFTED}(?:{'|'.join(SHIFTS)})|\s?[百千](?![分米克瓦])"
"""What multiplies digits: 3百, 1.35万亿, 20余万."""


def read_han_scale(text: str) -> Fraction:
    """What the characters of `HAN_SCALE` multiply by, and 兆."""
    scale = Fraction(1)
    for word in re.findall(rf"{'|'.join(SHIFTS)}|[百千兆]", text):
        scale *= SHIFTS.get(word) or {"百": 100, "千": 1000, "兆": TRILLION}[word]
    return scale
