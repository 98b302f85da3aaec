"""A claim set against the facts: how it stands, and which figures decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.analysis.statuses import STATUSES
from sitegen.claims.comparable import find_obstacle
from sitegen.claims.expressions import (
    TARGETS,
    Absence,
    ClaimError,
    Extreme,
    Figure,
    Inequality,
    Latest,
    Number,
    StatusClaim,
    Tally,
    Trend,
)
from sitegen.claims.tallies import JUDGED
from sitegen.claims.weighing import (
    NOT,
    SURELY,
    Pair,
    compare,
    sum_up,
    weigh_figure,
    weigh_number,
)
from sitegen.problems import suggest
from sitegen.quantities.period import SEPARATOR, parse_period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.claims.expressions import Claim
    from sitegen.claims.tallies import Counting
    from sitegen.claims.weighing import Judgement, Weighed
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact


class IncomparableError(ValueError):
    """Figures that must not be set side by side; the message says why."""


@dataclass(frozen=True)
class Finding:
    """How a claim stands."""

    claim: Claim
    judgement: Judgement
    facts: tuple[Fact, ...]
    """All that it rests on, each once."""
    steps: tuple[Pair, ...] = ()
    """The comparisons that it makes."""
    against: tuple[Fact, ...] = ()
    """Facts that are there, and should not be."""
    target: Assessment | None = None
    """The target whose status it names."""


@dataclass(frozen=True)
class Basis:
    """What a claim is judged by."""

    ledger: Ledger
    facts: Mapping[str, Fact]
    """The facts that the keys of the claim mean."""
    targets: Mapping[str, Assessment]
    """The targets that its keys mean."""
    counting: Counting
    """Counts targets."""
    language: str
    """The code of the language that reasons are given in."""


def list_keys(claim: Claim) -> tuple[str, ...]:
    """The keys of facts that a claim names, without patterns and targets."""
    match claim:
        case Inequality(left, _, right):
            return tuple(
                key for one in (left, right) if isinstance(one, Figure) for key in one.keys
            )
        case Trend(_, keys):
            return keys
        case Extreme(_, key, among):
            return (key, *(one for one in among if "*" not in one))
        case Latest(key):
            return (key,)
        case _:
            return ()


def judge_claim(claim: Claim, basis: Basis) -> Finding:
    """How a claim stands.

    Raises:
        ClaimError: It is not a claim that can be judged, e.g. for a status that there is not.
        DeriveError: Facts do not go into a rule that it names.
        IncomparableError: It compares what must not be compared.
    """
    return _JUDGES[type(claim)](claim, basis)


def _judge_inequality(claim: Inequality, basis: Basis) -> Finding:
    sides = {
        side: _weigh_side(side, basis)
        for side in (claim.left, claim.right)
        if not isinstance(side, Number)
    }
    known = next(iter(sides.values()))
    left, right = (
        weigh_number(side, known, basis.ledger.unit_by_key)
        if isinstance(side, Number)
        else sides[side]
        for side in (claim.left, claim.right)
    )
    return _conclude(claim, [_step(left, claim.sign, right, basis)])


def _weigh_side(side: Figure | Tally, basis: Basis) -> Weighed:
    if isinstance(side, Tally):
        return basis.counting.weigh(side)
    return weigh_figure(side, basis.facts, basis.ledger.unit_by_key)


def _step(left: Weighed, sign: str, right: Weighed, basis: Basis) -> Pair:
    if obstacle := find_obstacle(left, right, basis.ledger, basis.language):
        raise IncomparableError(obstacle)
    return compare(left, sign, right)


def _conclude(claim: Claim, steps: Sequence[Pair]) -> Finding:
    facts = (fact for step in steps for side in (step.left, step.right) for fact in side.facts)
    judgement = sum_up(step.judgement for step in steps)
    return Finding(claim, judgement, tuple(dict.fromkeys(facts)), tuple(steps))


def _weigh_all(keys: Iterable[str], basis: Basis) -> list[Weighed]:
    units = basis.ledger.unit_by_key
    return [weigh_figure(Figure("", (key,)), basis.facts, units) for key in keys]


def _judge_trend(claim: Trend, basis: Basis) -> Finding:
    own = [basis.facts[key] for key in claim.keys]
    for one, two in pairwise(own):
        if (one.indicator, one.area, one.measure) != (two.indicator, two.area, two.measure):
            raise IncomparableError(f"`{one.key}` and `{two.key}` are not figures of one thing")
        if one.period.end >= two.period.end:
            raise ClaimError(f"`{two.key}` is not later than `{one.key}`", "Name the earlier first")
    sign = "<" if claim.word == "rises" else ">"
    sides = _weigh_all(claim.keys, basis)
    return _conclude(claim, [_step(one, sign, two, basis) for one, two in pairwise(sides)])


def _judge_extreme(claim: Extreme, basis: Basis) -> Finding:
    own = basis.facts[claim.key]
    others: dict[str, Fact] = {}
    for one in claim.among:
        if "*" in one:
            found = basis.ledger.match_facts(one)
            others.update((fact.key, fact) for fact in found if _is_like(fact, own))
        else:
            others[basis.facts[one].key] = basis.facts[one]
    others.pop(own.key, None)
    if not others:
        raise ClaimError(f"`{claim}` names nothing to compare with", "Name others, or a pattern")
    known = replace(basis, facts={**basis.facts, **others})
    mine, *rest = _weigh_all([claim.key, *others], known)
    sign = ">" if claim.word == "largest" else "<"
    return _conclude(claim, [_step(mine, sign, one, known) for one in rest])


def _is_like(one: Fact, other: Fact) -> bool:
    """Whether a fact that a pattern finds is of the sort that is compared."""
    return (one.kind, one.measure) == (other.kind, other.measure) and one.statement == 1


def _judge_status(claim: StatusClaim, basis: Basis) -> Finding:
    known = [*STATUSES, JUDGED]
    for word in claim.statuses:
        if word not in known:
            raise ClaimError(
                f"there is no status `{word}`",
                suggest(word, known) or f"Statuses are `{'`, `'.join(known)}`",
            )
    target = basis.targets[claim.key]
    decided = STATUSES[target.verdict.status].decided and JUDGED in claim.statuses
    holds = decided or target.verdict.status in claim.statuses
    facts = (target.target, *target.inputs)
    return Finding(claim, SURELY if holds else NOT, tuple(dict.fromkeys(facts)), target=target)


def _judge_latest(claim: Latest, basis: Basis) -> Finding:
    own = basis.facts[claim.key]
    pattern = f"{own.indicator.indicator}/{own.area.area}/*/{own.kind}/{own.measure}"
    later = [one for one in basis.ledger.match_facts(pattern) if one.period.end > own.period.end]
    return Finding(claim, NOT if later else SURELY, (own,), against=tuple(later))


def _judge_absence(claim: Absence, basis: Basis) -> Finding:
    found: dict[str, Fact] = {}
    for pattern in claim.patterns:
        check_pattern(pattern, basis.ledger)
        found.update((one.key, one) for one in basis.ledger.match_facts(pattern))
    return Finding(claim, NOT if found else SURELY, (), against=tuple(found.values()))


_KINDS = ("actual", "target", "estimate")
_MEASURES = ("level", "growth", "increment", "share", "rank", "cumulative")


def check_pattern(pattern: str, ledger: Ledger) -> None:
    """Refuse a pattern that no fact could ever have: a misspelt one would hold for ever.

    Raises:
        ClaimError: A part of it is the key of nothing.
    """
    indicator, area, period, *rest = pattern.split("/")
    _check_part(indicator, "indicator", ledger.indicator_by_key)
    _check_part(area, "area", [one.area for one in ledger.areas])
    if "*" not in period:
        try:
            parse_period(period.replace(SEPARATOR, "/"))
        except ValueError:
            raise ClaimError(
                f"`{period}` is not a valid period", "Write it as keys of facts do: `2021--2025`"
            ) from None
    others = (*_KINDS, *_MEASURES, *(one.source for one in ledger.sources))
    for part in rest:
        if not part.isdecimal():
            _check_part(part, "kind, measure or source", others)


def _check_part(part: str, name: str, known: Iterable[str]) -> None:
    if "*" not in part and part not in {*known}:
        raise ClaimError(
            f"there is no {name} `{part}`",
            suggest(part, known) or f"Add it to {name}s.csv, so that a fact of it is noticed",
        )


_JUDGES: Mapping[type, Callable[..., Finding]] = {
    Inequality: _judge_inequality,
    Trend: _judge_trend,
    Extreme: _judge_extreme,
    StatusClaim: _judge_status,
    Latest: _judge_latest,
    Absence: _judge_absence,
}


def say_finding(finding: Finding) -> str:
    """What decides a claim, for a message: the values of both sides, or the facts that are there."""
    if finding.against:
        listed = [f"`{fact.key}` (facts.csv:{fact.row.line})" for fact in finding.against[:3]]
        more = f" and {len(finding.against) - 3} more" if len(finding.against) > 3 else ""  # noqa: PLR2004
        return f"there is {', '.join(listed)}{more}"
    if finding.target is not None:
        return f"`{finding.target.target.key}` is {finding.target.verdict.status}"
    worst = [step for step in finding.steps if step.judgement == finding.judgement]
    return "; ".join(_say_step(step) for step in worst[:3])


def _say_step(step: Pair) -> str:
    return f"{_say_side(step.left)}, {_say_side(step.right)}"


def _say_side(side: Weighed) -> str:
    if not side.facts and side.name.startswith(TARGETS):
        return f"`{side.name}` is {side.quantity.numbers[0]}"
    if not side.facts:
        return f"against {side.name}"
    numbers = "-".join(str(number) for number in side.quantity.numbers)
    unit = side.quantity.unit.unit
    bound = "" if side.quantity.bound in {"exact", "range"} else f"{side.quantity.bound} "
    where = "" if side.derived else f" (facts.csv:{side.facts[0].row.line})"
    return f"`{side.name}` is {bound}{numbers} {unit}{where}"
