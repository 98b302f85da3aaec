"""A numeral of a text: where it stands, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Script = Literal["arabic", "han", "word", "sign"]


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
