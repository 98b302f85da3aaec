"""What decides a claim, for a message: the values of both sides, or the facts that are there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.claims.expressions import Absence
from sitegen.claims.tallies import find_uncommon
from sitegen.messages.said import Said, keep_as, say, say_all, say_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from sitegen.analysis.assessment import Assessment
    from sitegen.claims.judging import Finding
    from sitegen.claims.tallies import Counting
    from sitegen.claims.weighing import Pair, Weighed
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact

    T = TypeVar("T")

_MOST = 3
"""How many of a kind are named."""


def say_findings(findings: Sequence[Finding], ledger: Ledger, counting: Counting) -> Said:
    """What decides claims of which none holds, each with what was claimed."""
    said: dict[Said, list[str]] = {}
    for one in findings:
        said.setdefault(say_finding(one, counting), []).append(narrow_claim(one, ledger))
    items = (
        say(
            "{decides}, where {claims} is claimed",
            decides=decides,
            claims=say_names(claims, " and ", " and "),
        )
        for decides, claims in said.items()
    )
    return say_all(items, "; ", "; ")


def say_finding(finding: Finding, counting: Counting) -> Said:
    """What decides a claim."""
    if finding.against:
        return _list(finding.against, _say_fact)
    if finding.target is not None:
        return say_all(map(_say_target, (finding.target, *finding.beside)), "; ", "; ")
    worst = [step for step in finding.steps if step.judgement == finding.judgement]
    return say_all((_say_step(step, counting) for step in worst[:_MOST]), "; ", "; ")


def narrow_claim(finding: Finding, ledger: Ledger) -> str:
    """The claim as written; of an absence, only the patterns of what is there."""
    claim = finding.claim
    if not isinstance(claim, Absence):
        return str(claim)
    there = {fact.key for fact in finding.against}
    fallen = [
        pattern
        for pattern in claim.patterns
        if any(fact.key in there for fact in ledger.match_facts(pattern))
    ]
    return str(replace(claim, patterns=tuple(fallen)))


def _list(some: Sequence[T], tell: Callable[[T], Said]) -> Said:
    told = say_all(map(tell, some[:_MOST]))
    more = len(some) - _MOST
    return say("{told} and {more} more", told=told, more=more) if more > 0 else told


def _say_fact(fact: Fact) -> Said:
    return say(
        "`{name}` is {quantity} (facts.csv:{line})",
        name=fact.key,
        quantity=_say_quantity(fact),
        line=fact.row.line,
    )


def _say_quantity(of: Fact | Weighed) -> Said:
    quantity = of.quantity
    numbers = "-".join(str(number) for number in quantity.numbers)
    bound = "" if quantity.bound in {"exact", "range"} else f"{quantity.bound} "
    return keep_as(f"{bound}{numbers} {quantity.unit.unit}")


def _say_target(one: Assessment) -> Said:
    """The status of a target, and the figure that it goes by: the latest of those that count."""
    latest = _find_latest(one)
    said = say("`{key}` is {status}", key=one.target.key, status=one.status)
    return say("{said}, as {fact}", said=said, fact=_say_fact(latest)) if latest else said


def _find_latest(one: Assessment) -> Fact | None:
    reasons = one.reason.facts if one.reason else ()
    known = (fact for fact in (*one.inputs, *reasons, one.latest) if fact and fact.kind == "actual")
    return max(known, key=lambda fact: fact.period.end, default=None)


def _say_step(step: Pair, counting: Counting) -> Said:
    sides = say("{left}, {right}", left=_say_side(step.left), right=_say_side(step.right))
    targets = find_uncommon(counting, step.left, step.right)
    if not targets:
        return sides
    newest = max(targets, key=_row_of_latest)
    said = say("{sides}: {newest}", sides=sides, newest=_say_target(newest))
    more = len(targets) - 1
    return say("{said}, and {more} more", said=said, more=more) if more else said


def _row_of_latest(one: Assessment) -> int:
    """Where the row stands that decides a target; at the end of the table stands what is new."""
    latest = _find_latest(one)
    return latest.row.line if latest else 0


def _say_side(side: Weighed) -> Said:
    times = "" if side.times == 1 else f"{side.times} × "
    if side.tally is not None:
        quantity = f"{times}{side.quantity.numbers[0]}"
        return say("`{name}` is {quantity}", name=side.name, quantity=quantity)
    if not side.facts:
        return say("against {name}", name=side.name)
    quantity = f"{times}{_say_quantity(side)}"
    if side.derived:
        return say("`{name}` is {quantity}", name=side.name, quantity=quantity)
    return say(
        "`{name}` is {quantity} (facts.csv:{line})",
        name=side.name,
        quantity=quantity,
        line=side.facts[0].row.line,
    )
