"""The one arithmetic: how a number follows from others, for derived numbers and for relations.

A rule says what it computes, whether its result goes up or down with each number, and how its
working is written. What bounds the inputs bounds the result: see `propagation`. Which facts a rule
may be given is not decided here: see `conditions`.

Numbers are exact fractions in base units, rates in percent; roots have 40 digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.quantities.exact import raise_power
from sitegen.quantities.propagation import AMOUNT, ANY, DIVISOR, DOWN, RATE, UP, Operand, propagate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from fractions import Fraction

    from sitegen.ledger.values import Fact
    from sitegen.quantities.quantity import Interval


_MONTHS = 12


@dataclass(frozen=True)
class Rule:
    """How a number follows from others."""

    terms: tuple[Operand, ...]
    """In order; the one term of a sum stands for any number of parts."""
    compute: Callable[[Sequence[Fraction], Fraction], Fraction]
    """From the numbers and an amount: the years that pass, or the factor of a sum."""
    formula: str
    """The working in mathematical notation, with the names of the terms and `{n}` for the years;
    empty for a sum, whose parts are added."""
    formula_in_months: str = ""
    """The same for a time that is not of whole years, with `{m}` for the months."""

    @property
    def names(self) -> tuple[str, ...]:
        """What the numbers are called in the formula, in order."""
        return tuple(term.name for term in self.terms)

    def spread(self, count: int) -> tuple[Operand, ...]:
        """A term for each of so many numbers: `part1`, `part2` … in a sum."""
        if self.formula:
            return self.terms
        (part,) = self.terms
        return tuple(
            Operand(f"{part.name}{n}", part.sign, part.domain) for n in range(1, count + 1)
        )


def compute_growth(start: Fraction, end: Fraction, years: Fraction) -> Fraction:
    """Mean yearly growth in percent from one level to another: `(end/start)^(1/years) − 1`."""
    return (raise_power(end / start, 1 / years) - 1) * 100


def compute_baseline(level: Fraction, rate: Fraction, years: Fraction) -> Fraction:
    """The level that grows to `level` in so many years at a yearly rate in percent."""
    return level / raise_power(1 + rate / 100, years)


def _compute_path(start: Fraction, rate: Fraction, years: Fraction) -> Fraction:
    """The level that `start` grows to in so many years at a yearly rate in percent."""
    return start * raise_power(1 + rate / 100, years)


_TARGET = (Operand("level", UP, AMOUNT), Operand("rate", DOWN, RATE))
_FROM, _TO = Operand("a", DOWN, DIVISOR), Operand("b", UP, AMOUNT)

RULES: Mapping[str, Rule] = {
    "sum": Rule((Operand("part", UP),), lambda xs, factor: factor * sum(xs), ""),
    "growth": Rule(
        (_FROM, _TO),
        lambda xs, years: compute_growth(xs[0], xs[1], years),
        "({b} ÷ {a})^(1/{n}) − 1",
        "({b} ÷ {a})^(12/{m}) − 1",
    ),
    "change": Rule(
        (Operand("a", DOWN), Operand("b", UP)), lambda xs, _: xs[1] - xs[0], "{b} − {a}"
    ),
    "percent-change": Rule((_FROM, _TO), lambda xs, _: (xs[1] / xs[0] - 1) * 100, "{b} ÷ {a} − 1"),
    "share": Rule(
        (Operand("part", UP, AMOUNT), Operand("whole", DOWN, DIVISOR)),
        lambda xs, _: xs[0] / xs[1] * 100,
        "{part} ÷ {whole}",
    ),
    "gap": Rule(
        (Operand("actual", DOWN), Operand("target", UP)),
        lambda xs, _: xs[1] - xs[0],
        "{target} − {actual}",
    ),
    "path": Rule(
        (Operand("base", UP, AMOUNT), Operand("rate", UP, RATE)),
        lambda xs, years: _compute_path(xs[0], xs[1], years),
        "{base} × (1 + {rate})^{n}",
        "{base} × (1 + {rate})^({m}/12)",
    ),
    "baseline": Rule(
        (Operand("level", UP, AMOUNT), Operand("rate", DOWN, RATE)),
        lambda xs, years: compute_baseline(xs[0], xs[1], years),
        "{level} ÷ (1 + {rate})^{n}",
        "{level} ÷ (1 + {rate})^({m}/12)",
    ),
    "ratio": Rule((_FROM, _TO), lambda xs, _: xs[1] / xs[0], "{b} ÷ {a}"),
    "yearly-change": Rule(
        (Operand("a", DOWN), Operand("b", UP)),
        lambda xs, years: (xs[1] - xs[0]) / years,
        "({b} − {a}) ÷ {n}",
        "({b} − {a}) ÷ {m} × 12",
    ),
    "planned-yearly-change": Rule(
        (Operand("level", UP, AMOUNT), Operand("rate", UP, DIVISOR)),
        lambda xs, years: (xs[0] - compute_baseline(xs[0], xs[1], years)) / years,
        "({level} − {level} ÷ (1 + {rate})^{n}) ÷ {n}",
        "({level} − {level} ÷ (1 + {rate})^({m}/12)) ÷ {m} × 12",
    ),
    "needed": Rule(
        _TARGET,
        lambda xs, years: compute_baseline(xs[0], xs[1], years),
        "{level} ÷ (1 + {rate})^{n}",
        "{level} ÷ (1 + {rate})^({m}/12)",
    ),
    "lacking": Rule(
        (*_TARGET, Operand("actual", DOWN, DIVISOR)),
        lambda xs, years: (compute_baseline(xs[0], xs[1], years) / xs[2] - 1) * 100,
        "{level} ÷ (1 + {rate})^{n} ÷ {actual} − 1",
        "{level} ÷ (1 + {rate})^({m}/12) ÷ {actual} − 1",
    ),
}
"""Every rule by name. `growth` is a mean a year, `percent-change` all of it."""


def bound_result(rule: Rule, given: Sequence[Interval], amount: Fraction) -> Interval:
    """What a rule gives for all numbers that the inputs allow, in base units.

    Where no number of an input is in the rule's domain, or no time passes, nothing bounds it.
    """
    if amount <= 0:
        return ANY
    return propagate(lambda numbers: rule.compute(numbers, amount), rule.spread(len(given)), given)


def write_working(
    rule: Rule, facts: Sequence[Fact], amount: Fraction
) -> tuple[str, tuple[tuple[str, Fact | int], ...]]:
    """The working of a result: its formula, and what stands for each name of it."""
    terms = rule.spread(len(facts))
    values: list[tuple[str, Fact | int]] = [
        (term.name, fact) for term, fact in zip(terms, facts, strict=True)
    ]
    if not rule.formula:
        return _write_sum([name for name, _ in values], amount), tuple(values)
    if "{n}" not in rule.formula:
        return rule.formula, tuple(values)
    if amount.denominator == 1:
        return rule.formula, (*values, ("n", int(amount)))
    return rule.formula_in_months, (*values, ("m", int(amount * _MONTHS)))


def _write_sum(names: Sequence[str], factor: Fraction) -> str:
    total = " + ".join(f"{{{name}}}" for name in names)
    if factor == 1:
        return total
    return f"({total}) × {factor}" if len(names) > 1 else f"{total} × {factor}"
