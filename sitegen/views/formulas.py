"""A formula's powers: raised where a page can raise them, in raised characters where it cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass

_POWER = re.compile(r"\^(?:\(([^)]*)\)|([^\s)]+))")
_BASE = re.compile(r"\([^()]{1,16}\)$")
"""What is raised, where it is short enough to stay on one line: `(1 + 9.4%)`."""
_NO_BREAK = "\u00a0"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class FormulaPart:
    """A stretch of a formula, and the power it is raised to."""

    text: str
    power: str = ""
    """Without the parentheses that a formula in one line needs; empty where nothing is raised."""


def divide_formula(formula: str) -> tuple[FormulaPart, ...]:
    """A formula at its powers.

    A short base breaks nowhere.

    Example:
        `(3 ÷ 2)^(1/3) − 1` is `(3 ÷ 2)` with the power `1/3`, and ` − 1` with none.
    """
    parts: list[FormulaPart] = []
    start = 0
    for match in _POWER.finditer(formula):
        text = _BASE.sub(_keep_together, formula[start : match.start()])
        parts.append(FormulaPart(text, match[1] or match[2]))
        start = match.end()
    rest = formula[start:]
    return (*parts, FormulaPart(rest)) if rest else tuple(parts)


def _keep_together(base: re.Match[str]) -> str:
    return base[0].replace(" ", _NO_BREAK)


def raise_powers(text: str) -> str:
    """`^5` as ⁵; a power that is not a whole number stays as it is."""
    return re.sub(r"\^(\d+)", lambda found: found[1].translate(_RAISED), text)
