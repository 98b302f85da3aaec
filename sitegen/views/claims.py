"""Claims as views: what was compared, in the words of one language."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.claims.expressions import WITHIN, Absence, BoundClaim, Extreme, Latest
from sitegen.claims.tallies import list_judged
from sitegen.quantities.exact import DIGITS, to_decimal, trim
from sitegen.views.absences import name_patterns
from sitegen.views.facts import name_fully
from sitegen.views.values import ClaimView, LabelledFact
from sitegen.views.words import CLAIM_WORDS, MEASURE_WORDS, NATURE_WORDS, STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.claims.judging import Finding
    from sitegen.claims.tallies import Conditions
    from sitegen.claims.weighing import Weighed
    from sitegen.quantities.quantity import Quantity
    from sitegen.views.values import FactView
    from sitegen.views.viewpoint import Viewpoint

_SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "=": "=", "~": "≈"}
_SHOWN_DIGITS = 4
"""Of a number without an end."""


def view_claim(
    at: Viewpoint, key: str, words: str, findings: Sequence[Finding], facts: Sequence[FactView]
) -> ClaimView:
    """The view of a claim; `facts` are the views of the facts of its findings, in their order."""
    inputs = tuple(LabelledFact(name_fully(at, one), one) for one in dict.fromkeys(facts))
    said = at.voice.say("; ").join(_state(at, one) for one in findings)
    return ClaimView(key, words, said, inputs)


def _state(at: Viewpoint, finding: Finding) -> str:
    """What was found, in a line."""
    say = at.voice.say
    if isinstance(finding.claim, Latest):
        return say(CLAIM_WORDS["latest"])
    if isinstance(finding.claim, Absence):
        return say(CLAIM_WORDS["absent"], what=_say_absent(at, finding.claim))
    if isinstance(finding.claim, BoundClaim):
        return at.voice.say_list([at.voice.quantity(one.quantity) for one in finding.facts])
    if finding.target is not None:
        return say(CLAIM_WORDS["status"], word=say(STATUS_WORDS[finding.target.status]))
    return _state_steps(at, finding)


def _say_absent(at: Viewpoint, claim: Absence) -> str:
    """What no document gives: `growth, any area < 0 %`."""
    beside = f" {_SIGNS[claim.sign]} {claim.number}" if claim.number else ""
    return name_patterns(at, claim.patterns) + beside


def _state_steps(at: Viewpoint, finding: Finding) -> str:
    """The comparisons of a claim, in a line."""
    say, steps = at.voice.say, finding.steps
    first = _write_side(at, steps[0].left)
    if steps[0].left.tally is not None and _is_number(steps[0].right) and steps[0].sign == "=":
        return first  # a count is what it is
    if steps[0].sign == WITHIN:
        other = _write_side(at, steps[0].right)
        return say(CLAIM_WORDS["within"], one=first, other=other)
    if isinstance(finding.claim, Extreme):
        others = at.voice.say_list([_write_side(at, step.right) for step in steps])
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
    "figure": lambda at, value: at.voice.say(CLAIM_WORDS[value]),
    "indicator": lambda at, value: at.ledger.indicator_by_key[value].name[at.code],
    "source": lambda at, value: at.ledger.source_by_key[value].title[at.code],
    "status": lambda at, value: at.voice.say(STATUS_WORDS[value]),
    "measure": lambda at, value: at.voice.say(MEASURE_WORDS[value]),
    "nature": lambda at, value: at.voice.say(NATURE_WORDS[value]),
}
"""What readers call the values that targets are counted by."""


def _is_number(side: Weighed) -> bool:
    """Whether the author named a plain number."""
    return side.tally is None and not side.facts


def _shorten(quantity: Quantity) -> Quantity:
    """A number without an end in digits that can be read: a third, in percent, is 33.33."""
    value = quantity.value
    if value is None or len(value.as_tuple().digits) < DIGITS:
        return quantity
    return replace(quantity, value=to_decimal(Fraction(value), _SHOWN_DIGITS))


def _write_side(at: Viewpoint, side: Weighed) -> str:
    """A side in this language's numbers: `2 × 1,200`."""
    if side.tally is not None:
        number = at.voice.number(trim(side.quantity.numbers[0]))
        count = say_tally(at, side.tally, number)
        if side.times == 1:
            return count
        return at.voice.say(CLAIM_WORDS["times"], times=side.times, count=count)
    if not side.quantity.unit.forms:  # what no table has a unit for
        return at.voice.number(trim(side.quantity.numbers[0]))
    text = at.voice.quantity(_shorten(side.quantity))
    return text if side.times == 1 else f"{side.times} × {text}"
