"""Edits that flip what claims say of the facts, phrase and all; and edits that flip nothing.

A flip is found by the numbers that the rows print, not by the judgement of claims that it is to test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from moves import requantify, scale_fact, set_fact, write_numbers

from sitegen.claims.expressions import (
    Absence,
    Alike,
    BoundClaim,
    Extreme,
    Figure,
    Inequality,
    Latest,
    StatusClaim,
    Trend,
)
from sitegen.claims.weighing import weigh_figure
from sitegen.ledger.schema import FACT_KINDS, MEASURES
from sitegen.resolve.claim_roles import CLAIM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pieces import Piece
    from refusals import Proof

    from sitegen.claims.judging import Finding
    from sitegen.claims.weighing import Pair, Weighed
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact
    from sitegen.quantities.quantity import Quantity

    Cells = Mapping[str, str]

LADDER = tuple(map(Decimal, ("1.5", "0.7", "3", "0.3", "10", "0.1")))
"""Factors that are tried in turn until a computed number is on the other side."""
_PAST, _BEFORE = Fraction(11, 10), Fraction(9, 10)
_UP = (">", ">=")
_NEW = "2019"
"""A time of which hardly any figure is stated."""
_LATER = "9"
"""The number of a statement that no source makes so often."""
_PARTS = {
    **dict.fromkeys(FACT_KINDS, "kind"),
    **dict.fromkeys(MEASURES, "measure"),
    "2": "statement",
    "3": "statement",
}
"""The columns of the optional parts of a key; a part that is none of these is a source."""


@dataclass(frozen=True)
class Edit:
    """A row that is changed, or added, so that words on a page are no longer true."""

    sort: str
    """`order`, `direction`, `extreme`, `bound`, `status`, `absence` or `latest`."""
    page: str
    words: str
    claim: str
    line: int
    """Of the row, from 1; 0 for a new one."""
    cells: Cells


def make_flips(proof: Proof, pieces: Iterable[Piece]) -> Iterator[Edit]:
    """An edit for each way in which the figures of each claim can come to say the reverse."""
    for piece in pieces:
        if piece.role == CLAIM:  # what only may be so is not flipped by a number
            words, findings = proof.pages.find_claims(piece)
            for one in findings:
                sort, cells = _SORTS[type(one.claim)]
                for line, changed in cells(proof, one):
                    yield Edit(sort, piece.slug, words, str(one.claim), line, changed)


def _reverse(proof: Proof, finding: Finding) -> Iterator[tuple[int, Cells]]:
    """Each figure of each comparison, put on the other side of that which it is compared with."""
    for step in finding.steps:
        for side, other in ((step.left, step.right), (step.right, step.left)):
            yield from islice(_put_past(proof.ledger, step, side, other), 1)


def _put_past(
    ledger: Ledger, step: Pair, side: Weighed, other: Weighed
) -> Iterator[tuple[int, Cells]]:
    if side.derived is None and len(side.facts) == 1 and side.base_unit != "rank":
        (fact,) = side.facts
        goal = _number(other) / side.times
        for factor in (_PAST, _BEFORE):
            cells = set_fact(fact, goal * factor, ledger)
            if cells and _is_reversed(ledger, step, fact, cells):
                yield fact.row.line, cells
    for fact in side.facts:
        for by in LADDER:
            cells = scale_fact(fact, by, ledger)
            if cells and _is_reversed(ledger, step, fact, cells):
                yield fact.row.line, cells


def _is_reversed(ledger: Ledger, step: Pair, fact: Fact, cells: Cells) -> bool:
    """Whether two sides stand the other way round once a fact has other numbers."""
    left, right = (_weigh(ledger, side, fact, cells) for side in (step.left, step.right))
    if left is None or right is None:
        return False
    if step.sign in {"=", "~", "in"}:
        return abs(left - right) > max(abs(left), abs(right)) * (1 - _BEFORE)
    return left < right if step.sign in _UP else left > right


def _weigh(ledger: Ledger, side: Weighed, fact: Fact, cells: Cells) -> Fraction | None:
    """What a side comes to once a fact has other numbers; `None` where it cannot be worked out."""
    if fact not in side.facts:
        return _number(side)
    new = replace(fact, quantity=requantify(fact.quantity, cells))
    facts = {one.key: new if one is fact else one for one in side.facts}
    if side.derived is None and len(side.facts) == 1:
        return Fraction(new.quantity.numbers[0]) * new.quantity.unit.factor * side.times
    rule = side.derived.rule if side.derived else "sum"
    try:
        figure = Figure(rule, tuple(facts), side.times)
        return _number(weigh_figure(figure, facts, ledger.unit_by_key))
    except ValueError:
        return None


def _number(side: Weighed) -> Fraction:
    """What a side prints, in base units."""
    return Fraction(side.quantity.numbers[0]) * side.quantity.unit.factor * side.times


def _rebound(_proof: Proof, finding: Finding) -> Iterator[tuple[int, Cells]]:
    """Each figure with a bound that the claim does not name."""
    assert isinstance(finding.claim, BoundClaim)
    for fact in finding.facts:
        value, unit = fact.quantity.numbers[0], fact.quantity.unit.unit
        plain = "exact" not in finding.claim.bounds
        bound, phrase = ("exact", f"{value}{unit}") if plain else ("over", f"超{value}{unit}")
        cells = {"value": str(value), "low": "", "high": "", "bound": bound, "phrase": phrase}
        yield fact.row.line, cells


def _unsettle(proof: Proof, finding: Finding) -> Iterator[tuple[int, Cells]]:
    """The target, and each figure that it is judged by, moved until the target has another status."""
    if finding.target is None or not isinstance(finding.claim, StatusClaim):
        return
    for fact in finding.facts:
        for by in LADDER:
            cells = scale_fact(fact, by, proof.ledger)
            if not cells:
                continue
            curated = proof.judge(
                proof.change(fact.row.line, cells), fact.row.line, every=False
            ).curated
            now = curated and curated.targets.get(finding.target.target.key)
            if (
                now
                and now.status not in finding.claim.statuses
                and "judged" not in finding.claim.statuses
            ):
                yield fact.row.line, cells
                break


def _state(proof: Proof, finding: Finding) -> Iterator[tuple[int, Cells]]:
    """A row for each pattern that nothing is said to fit."""
    assert isinstance(finding.claim, Absence)
    for pattern in finding.claim.patterns:
        indicator, area, period, *rest = pattern.split("/")
        like = _find_like(proof.ledger, indicator, rest)
        if like is None:
            continue
        limit = _beyond(finding.claim, like)
        named = {"statement": _LATER, "source": like.source.source} | {
            _PARTS.get(part, "source"): part for part in rest if "*" not in part
        }
        place = area.replace("*", "") or like.area.area
        time = _NEW if period == "*" else period.replace("*", "").replace("--", "/")
        time = f"{time}0" if re.fullmatch(r"@\d{4}-1", time) else time
        yield 0, _copy(like, area=place, period=time, **named, **limit)


def _beyond(claim: Absence, like: Fact) -> Cells:
    """The cells of a value that a claim says nobody states, where it names one: `< 0 %`."""
    if claim.number is None:
        return {}
    beyond = claim.number.value + (-1 if claim.sign in {"<", "<="} else 1)
    value = str(int(beyond))
    return {
        "value": value,
        "low": "",
        "high": "",
        "bound": "exact",
        "phrase": f"{value}{like.quantity.unit.unit}",
    }


def _find_like(ledger: Ledger, indicator: str, rest: list[str]) -> Fact | None:
    """A fact that a new row may be made like: of the indicator, and of the measure that is wanted or a level."""
    wanted = "*" if "*" in indicator else indicator
    measure = next((part for part in rest if part in MEASURES), "")
    found = [*ledger.match_facts(f"{wanted}/*/*/{measure}" if measure else f"{wanted}/*/*")]
    found.sort(key=lambda one: one.measure != "level")
    return next((one for one in found if one.quantity.value is not None), None)


def _follow(_proof: Proof, finding: Finding) -> Iterator[tuple[int, Cells]]:
    """A later figure of the same."""
    assert isinstance(finding.claim, Latest)
    (fact,) = finding.facts
    year = fact.period.end[0]
    later = fact.period.text.replace(str(year), str(year + 1))
    yield 0, _copy(fact, period=later, statement="")


def _copy(fact: Fact, **cells: str) -> Cells:
    row = {name: fact.row[name] for name in fact.row.sheet.index}
    return {**row, **cells}


_SORTS = {
    Inequality: ("order", _reverse),
    Trend: ("direction", _reverse),
    Extreme: ("extreme", _reverse),
    Alike: ("order", _reverse),
    BoundClaim: ("bound", _rebound),
    StatusClaim: ("status", _unsettle),
    Absence: ("absence", _state),
    Latest: ("latest", _follow),
}


def make_nudges(proof: Proof, facts: Iterable[Fact]) -> Iterator[Edit]:
    """Each fact moved by its last printed digit, where it then passes no other figure that counts in the same."""
    for fact in facts:
        for by in (1, -1):
            numbers = [number + by * _last_place(number) for number in fact.quantity.numbers]
            cells = write_numbers(fact, numbers, proof.ledger)
            if cells and not _passes(proof, fact, cells):
                yield Edit("nothing", "", "", fact.key, fact.row.line, cells)


def _last_place(number: Decimal) -> Decimal:
    """One in the last digit of a number."""
    return Decimal(1).scaleb(int(number.as_tuple().exponent))


def _passes(proof: Proof, fact: Fact, cells: Cells) -> bool:
    """Whether a fact comes to or past another figure, is bound to be what other rows say, or gives a target another status."""
    old, new = _ends(fact.quantity), _ends(requantify(fact.quantity, cells))
    low, high = min(*old, *new), max(*old, *new)
    alike = (
        one
        for one in proof.ledger.facts
        if one is not fact and one.quantity.unit.base_unit == fact.quantity.unit.base_unit
    )
    if any(low <= number <= high for one in alike for number in _ends(one.quantity)):
        return True
    verdict = proof.judge(proof.change(fact.row.line, cells), fact.row.line, every=False)
    if verdict.curated is None:
        return verdict.problems[0].rule == "inconsistent"
    before = {one.target.key: one.status for one in proof.curated.assessments}
    return any(before.get(one.target.key) != one.status for one in verdict.curated.assessments)


def _ends(quantity: Quantity) -> list[Fraction]:
    return [Fraction(number) * quantity.unit.factor for number in quantity.numbers]
