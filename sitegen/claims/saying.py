"""What decides a claim, for a message: the values of both sides, or the facts that are there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.claims.expressions import Absence
from sitegen.claims.tallies import find_uncommon

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


def say_findings(findings: Sequence[Finding], ledger: Ledger, counting: Counting) -> str:
    """What decides claims of which none holds, each with what was claimed."""
    said: dict[str, list[str]] = {}
    for one in findings:
        claimed = f"`{narrow_claim(one, ledger)}`"
        said.setdefault(say_finding(one, counting), []).append(claimed)
    return "; ".join(
        f"{decides}, where {' and '.join(claimed)} is claimed" for decides, claimed in said.items()
    )


def say_finding(finding: Finding, counting: Counting) -> str:
    """What decides a claim."""
    if finding.against:
        return _list(finding.against, _say_fact)
    if finding.target is not None:
        return "; ".join(map(_say_target, (finding.target, *finding.beside)))
    worst = [step for step in finding.steps if step.judgement == finding.judgement]
    return "; ".join(_say_step(step, counting) for step in worst[:_MOST])


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


def _list(some: Sequence[T], say: Callable[[T], str]) -> str:
    more = f" and {len(some) - _MOST} more" if len(some) > _MOST else ""
    return ", ".join(map(say, some[:_MOST])) + more


def _say_fact(fact: Fact) -> str:
    return f"`{fact.key}` is {_say_quantity(fact)} (facts.csv:{fact.row.line})"


def _say_quantity(of: Fact | Weighed) -> str:
    quantity = of.quantity
    numbers = "-".join(str(number) for number in quantity.numbers)
    bound = "" if quantity.bound in {"exact", "range"} else f"{quantity.bound} "
    return f"{bound}{numbers} {quantity.unit.unit}"


def _say_target(one: Assessment) -> str:
    """The status of a target, and the figure that it goes by: the latest of those that count."""
    latest = _find_latest(one)
    by = f", as {_say_fact(latest)}" if latest else ""
    return f"`{one.target.key}` is {one.status}{by}"


def _find_latest(one: Assessment) -> Fact | None:
    reasons = one.reason.facts if one.reason else ()
    known = (fact for fact in (*one.inputs, *reasons, one.latest) if fact and fact.kind == "actual")
    return max(known, key=lambda fact: fact.period.end, default=None)


def _say_step(step: Pair, counting: Counting) -> str:
    sides = f"{_say_side(step.left)}, {_say_side(step.right)}"
    targets = find_uncommon(counting, step.left, step.right)
    if not targets:
        return sides
    newest = max(targets, key=_row_of_latest)
    more = f", and {len(targets) - 1} more" if len(targets) > 1 else ""
    return f"{sides}: {_say_target(newest)}{more}"


def _row_of_latest(one: Assessment) -> int:
    """Where the row stands that decides a target; at the end of the table stands what is new."""
    latest = _find_latest(one)
    return latest.row.line if latest else 0


def _say_side(side: Weighed) -> str:
    times = "" if side.times == 1 else f"{side.times} × "
    if side.tally is not None:
        return f"`{side.name}` is {times}{side.quantity.numbers[0]}"
    if not side.facts:
        return f"against {side.name}"
    where = "" if side.derived else f" (facts.csv:{side.facts[0].row.line})"
    return f"`{side.name}` is {times}{_say_quantity(side)}{where}"
