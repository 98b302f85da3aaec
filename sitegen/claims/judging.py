"""A claim set against the facts: how it stands, and which figures decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, cast, get_args

from sitegen.analysis.statuses import STATUSES
from sitegen.claims.comparable import find_obstacle
from sitegen.claims.expressions import (
    Absence,
    Alike,
    BoundClaim,
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
from sitegen.claims.tallies import BORDERLINE, JUDGED
from sitegen.claims.weighing import (
    BOUND,
    NOT,
    PERHAPS,
    SURELY,
    Pair,
    compare,
    sum_up,
    weigh_bound,
    weigh_figure,
    weigh_number,
)
from sitegen.messages.said import Said, say, say_names
from sitegen.problems import RefusedError, suggest
from sitegen.quantities.period import SEPARATOR, parse_period
from sitegen.quantities.quantity import Bound
from sitegen.quantities.units import PERCENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.claims.expressions import Claim
    from sitegen.claims.tallies import Counting
    from sitegen.claims.weighing import Judgement, Weighed
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact
    from sitegen.quantities.units import Unit


class IncomparableError(RefusedError):
    """Figures that must not be set side by side."""


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
    beside: tuple[Assessment, ...] = ()
    """Targets that it says have the same status."""


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
                key
                for one in (left, right)
                if isinstance(one, Figure) and one.rule != BOUND
                for key in one.keys
            )
        case Trend(_, keys) | Alike(keys) | BoundClaim(keys, _):
            return keys
        case Extreme(_, key, among):
            return (key, *(one for one in among if "*" not in one))
        case Latest(key):
            return (key,)
        case _:
            return ()


def list_targets(claim: Claim) -> tuple[str, ...]:
    """The keys of targets of which a claim names the status, or how far they have come."""
    match claim:
        case StatusClaim(key, _):
            return (key, *claim.others)
        case Inequality(left, _, right):
            sides = [one for one in (left, right) if isinstance(one, Figure)]
            return tuple(key for one in sides if one.rule == BOUND for key in one.keys)
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
    if side.rule == BOUND:
        return weigh_bound(side, [basis.targets[key] for key in side.keys])
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
            raise IncomparableError(
                say(
                    "`{key}` and `{two_key}` are not figures of one thing",
                    key=one.key,
                    two_key=two.key,
                )
            )
        if one.period.end >= two.period.end:
            raise ClaimError(
                say("`{key}` is not later than `{one_key}`", key=two.key, one_key=one.key),
                say("Name the earlier first"),
            )
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
    others = {key: fact for key, fact in others.items() if fact.subject != own.subject}
    if not others:
        raise ClaimError(
            say("`{claim}` names nothing to compare with", claim=claim),
            say("Name others, or a pattern"),
        )
    known = replace(basis, facts={**basis.facts, **others})
    mine, *rest = _weigh_all([claim.key, *others], known)
    sign = ">" if claim.word == "largest" else "<"
    return _conclude(claim, [_step(mine, sign, one, known) for one in rest])


def _is_like(one: Fact, other: Fact) -> bool:
    """Whether a fact that a pattern finds is of the sort that is compared."""
    return (one.kind, one.measure) == (other.kind, other.measure) and one.statement == 1


def _judge_alike(claim: Alike, basis: Basis) -> Finding:
    first, *others = _weigh_all(claim.keys, basis)
    return _conclude(claim, [_set_beside(first, one) for one in others])


def _set_beside(one: Weighed, other: Weighed) -> Pair:
    """What two figures say as they are written: of other times and places, and of other things, too."""
    alike = (one.base_unit, one.quantity.bound, one.interval) == (
        other.base_unit,
        other.quantity.bound,
        other.interval,
    )
    return Pair(one, "=", other, SURELY if alike else NOT)


def _judge_bound(claim: BoundClaim, basis: Basis) -> Finding:
    known = get_args(Bound)
    for word in claim.bounds:
        if word not in known:
            raise ClaimError(
                say("there is no bound `{word}`", word=word),
                suggest(word, known) or say("Bounds are {known}", known=say_names(known)),
            )
    facts = tuple(dict.fromkeys(basis.facts[key] for key in claim.keys))
    others = tuple(one for one in facts if one.quantity.bound not in claim.bounds)
    return Finding(claim, NOT if others else SURELY, facts, against=others)


def _judge_status(claim: StatusClaim, basis: Basis) -> Finding:
    known = [*STATUSES, JUDGED, BORDERLINE]
    words = [word for word in claim.statuses if word not in claim.others]
    for word in words:
        if word not in known:
            raise ClaimError(
                say("there is no status `{word}`", word=word),
                suggest(word, known) or say("Statuses are {known}", known=say_names(known)),
            )
    target = basis.targets[claim.key]
    beside = tuple(basis.targets[key] for key in claim.others)
    decided = STATUSES[target.status].decided and JUDGED in words
    unsure = target.borderline and BORDERLINE in words
    holds = decided or unsure or target.status in {*words, *(one.status for one in beside)}
    facts = dict.fromkeys(fact for one in (target, *beside) for fact in (one.target, *one.inputs))
    return Finding(claim, SURELY if holds else NOT, tuple(facts), target=target, beside=beside)


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
    if claim.number is None:
        return Finding(claim, NOT if found else SURELY, (), against=tuple(found.values()))
    pairs = {
        key: _weigh_limit(fact, claim, basis)
        for key, fact in found.items()
        if _counts_in(fact, claim.number.unit, basis.ledger.unit_by_key)
    }
    there = [key for key, pair in pairs.items() if pair.judgement == SURELY]
    perhaps = [key for key, pair in pairs.items() if pair.judgement == PERHAPS]
    judgement = NOT if there else PERHAPS if perhaps else SURELY
    return Finding(claim, judgement, (), against=tuple(found[key] for key in there or perhaps))


def _counts_in(fact: Fact, unit: str, units: Mapping[str, Unit]) -> bool:
    """Whether a limit in a unit is about a fact: growth in percent says nothing of one in multiples."""
    known = units.get(PERCENT if unit == "%" else unit)
    return known is None or fact.quantity.unit.base_unit == known.base_unit


def _weigh_limit(fact: Fact, claim: Absence, basis: Basis) -> Pair:
    """A value that is stated beside the number that none should be beyond."""
    units = basis.ledger.unit_by_key
    own = weigh_figure(Figure("", (fact.key,)), {fact.key: fact}, units)
    return compare(own, claim.sign, weigh_number(cast("Number", claim.number), own, units))


_KINDS = ("actual", "target", "estimate")
_MEASURES = ("level", "growth", "increment", "share", "rank", "cumulative")


def check_pattern(pattern: str, ledger: Ledger) -> None:
    """Refuse a pattern that no fact could ever have: a misspelt one would hold for ever.

    Raises:
        ClaimError: A part of it is the key of nothing.
    """
    indicator, area, period, *rest = pattern.split("/")
    _check_part(indicator, say("indicator"), "indicators", ledger.indicator_by_key)
    _check_part(area, say("area"), "areas", [one.area for one in ledger.areas])
    if "*" not in period:
        try:
            parse_period(period.replace(SEPARATOR, "/"))
        except ValueError:
            raise ClaimError(
                say("`{period}` is not a valid period", period=period),
                say("Write it as keys of facts do: `2021--2025`"),
            ) from None
    others = (*_KINDS, *_MEASURES, *(one.source for one in ledger.sources))
    for part in rest:
        if not part.isdecimal():
            _check_part(part, say("kind, measure or source"), "sources", others)


def _check_part(part: str, noun: Said, table: str, known: Iterable[str]) -> None:
    if "*" not in part and part not in {*known}:
        raise ClaimError(
            say("there is no {noun} `{part}`", noun=noun, part=part),
            suggest(part, known)
            or say("Add it to {table}.csv, so that a fact of it is noticed", table=table),
        )


_JUDGES: Mapping[type, Callable[..., Finding]] = {
    Inequality: _judge_inequality,
    Trend: _judge_trend,
    Extreme: _judge_extreme,
    Alike: _judge_alike,
    BoundClaim: _judge_bound,
    StatusClaim: _judge_status,
    Latest: _judge_latest,
    Absence: _judge_absence,
}
