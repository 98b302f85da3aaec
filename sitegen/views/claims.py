"""Claims as views: what was compared, in the words of one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.claims.expressions import WITHIN, Absence, Extreme, Latest
from sitegen.claims.tallies import list_judged
from sitegen.quantities.exact import trim
from sitegen.views.facts import name_fully
from sitegen.views.values import ClaimView, LabelledFact
from sitegen.views.words import CLAIM_WORDS, MEASURE_WORDS, NATURE_WORDS, STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.claims.judging import Finding
    from sitegen.claims.tallies import Conditions
    from sitegen.claims.weighing import Weighed
    from sitegen.views.values import FactView
    from sitegen.views.viewpoint import Viewpoint

_SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "=": "=", "~": "≈", WITHIN: "∈"}


def view_claim(
    at: Viewpoint, key: str, words: str, findings: Sequence[Finding], facts: Sequence[FactView]
) -> ClaimView:
    """The view of a claim; `facts` are the views of the facts of its findings, in their order."""
    inputs = tuple(LabelledFact(name_fully(at, one), one) for one in dict.fromkeys(facts))
    said = at.voice.say("; ").join(_state(at, one) for one in findings)
    return ClaimView(key, words, said, inputs)


def _state(at: Viewpoint, finding: Finding) -> str:
    """What was found, in a line."""
    say, steps = at.voice.say, finding.steps
    if isinstance(finding.claim, Latest):
        return say(CLAIM_WORDS["latest"])
    if isinstance(finding.claim, Absence):
        return say(CLAIM_WORDS["absent"])
    if finding.target is not None:
        return say(CLAIM_WORDS["status"], word=say(STATUS_WORDS[finding.target.status]))
    first = _write_side(at, steps[0].left)
    if steps[0].left.tally is not None and not steps[0].right.facts and steps[0].sign == "=":
        return first  # a count is what it is
    if isinstance(finding.claim, Extreme):
        others = say(", ").join(_write_side(at, step.right) for step in steps)
        return f"{first} {_SIGNS[steps[0].sign]} {others}"
    chain = (f" {_SIGNS[step.sign]} {_write_side(at, step.right)}" for step in steps)
    return first + "".join(chain)


def say_tally(at: Viewpoint, conditions: Conditions, number: str) -> str:
    """How many targets there are of what kind: `Targets, Trade, ahead: 2`."""
    what = at.listed(at.voice.say("Targets"), *(_say_condition(at, *one) for one in conditions))
    return at.voice.say(CLAIM_WORDS["tally"], what=what, number=number)


def _say_condition(at: Viewpoint, name: str, values: Sequence[str]) -> str:
    if name == "status" and values == list_judged():
        return at.voice.say(CLAIM_WORDS["judged"])
    return at.voice.say(" or ").join(_NAMES[name](at, value) for value in values)


_NAMES: Mapping[str, Callable[[Viewpoint, str], str]] = {
    "area": lambda at, value: next(
        one.short[at.code] for one in at.ledger.areas if one.area == value
    ),
    "domain": lambda at, value: at.ledger.domain_by_key[value].name[at.code],
    "indicator": lambda at, value: at.ledger.indicator_by_key[value].name[at.code],
    "source": lambda at, value: at.ledger.source_by_key[value].title[at.code],
    "status": lambda at, value: at.voice.say(STATUS_WORDS[value]),
    "measure": lambda at, value: at.voice.say(MEASURE_WORDS[value]),
    "nature": lambda at, value: at.voice.say(NATURE_WORDS[value]),
}
"""What readers call the values that targets are counted by."""


def _write_side(at: Viewpoint, side: Weighed) -> str:
    """A side in this language's numbers: `2 × 1,200`."""
    if not side.quantity.unit.forms:  # a count, of what no table has a unit for
        number = at.voice.number(trim(side.quantity.numbers[0]))
        return number if side.tally is None else say_tally(at, side.tally, number)
    text = at.voice.quantity(side.quantity)
    if side.times == 1:
        return text
    whole = side.times.denominator == 1
    times = (
        str(side.times.numerator) if whole else f"{side.times.numerator}/{side.times.denominator}"
    )
    return f"{times} × {text}"
