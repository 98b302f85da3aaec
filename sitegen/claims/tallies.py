"""How many targets are as an author says: `targets(domain=trade status=ahead|reached)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.analysis.statuses import STATUSES
from sitegen.claims.expressions import ClaimError, Tally
from sitegen.claims.weighing import Weighed
from sitegen.messages.said import say, say_names
from sitegen.problems import suggest
from sitegen.quantities.quantity import Interval, Quantity
from sitegen.quantities.units import COUNT, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.ledger.ledger import Ledger

    Conditions = tuple[tuple[str, tuple[str, ...]], ...]
    """What is counted by, and the values that each may have."""

LATER, NONE = "later", "none"
"""Whether a later figure of the same is stated, with a verdict or without."""
_PARTLY = ("incomplete-sum", "yearly-or-total", "growth-years-missing")
"""Why a target has no verdict although some of what it counts is stated later: a part of the sum, or of the years."""


def _find_later(member: Assessment) -> str:
    one = member.leading
    partly = one.reason is not None and one.reason.code in _PARTLY
    return LATER if one.latest or partly else NONE


COUNTED: Mapping[str, Callable[[Assessment], str]] = {
    "area": lambda one: one.target.area.area,
    "domain": lambda one: one.target.indicator.domain,
    "figure": _find_later,
    "indicator": lambda one: one.target.indicator.indicator,
    "measure": lambda one: one.target.measure,
    "nature": lambda one: one.target.indicator.nature,
    "source": lambda one: one.target.source.source,
    "status": lambda one: one.status,
}
"""What targets are counted by."""
JUDGED = "judged"
"""What stands for all statuses that tell how far a target has come."""
BORDERLINE = "borderline"
"""What stands for a status that hangs on a detail."""
_MEASURES = ("level", "growth", "increment", "share", "rank", "cumulative")
_NATURES = ("binding", "anticipatory")
_CONDITION = re.compile(r"([a-z]+)=([^\s=]+)")
_UNIT = Unit(COUNT, COUNT, Fraction(1), ())


@dataclass(frozen=True)
class Counting:
    """Counts targets."""

    ledger: Ledger
    count: Callable[..., int]
    """How many targets are as all conditions say."""
    find: Callable[..., Sequence[Assessment]]
    """Which they are."""

    def weigh(self, side: Tally) -> Weighed:
        """A side that counts targets.

        Raises:
            ClaimError: It counts by what there is not.
        """
        conditions = read_conditions(side.conditions, self.ledger)
        count = self.count(*conditions)
        quantity = Quantity(Decimal(count), None, None, "exact", _UNIT)
        number = count * side.times
        point = Interval(number, number)
        return Weighed(str(side), point, point, quantity, times=side.times, tally=conditions)


def find_uncommon(counting: Counting, left: Weighed, right: Weighed) -> tuple[Assessment, ...]:
    """The targets that one side counts, and not the other."""
    one, two = (
        {}
        if side.tally is None
        else {found.target.key: found for found in counting.find(*side.tally)}
        for side in (left, right)
    )
    return tuple(found for key, found in {**one, **two}.items() if (key in one) != (key in two))


def read_conditions(text: str, ledger: Ledger) -> Conditions:
    """What targets are counted by.

    Raises:
        ClaimError: There is no such condition, or no such value of one.
    """
    found: list[tuple[str, tuple[str, ...]]] = []
    known = _list_known(ledger)
    for part in text.replace(",", " ").split():
        match = _CONDITION.fullmatch(part)
        if match is None or match[1] not in COUNTED:
            name = part.partition("=")[0]
            names = say_names(f"{one}=…" for one in COUNTED)
            listed = say("Conditions are {names}", names=names)
            raise ClaimError(
                say("`{part}` is not a condition", part=part), suggest(name, COUNTED) or listed
            )
        values: list[str] = []
        for value in match[2].split("|"):
            if value not in known[match[1]]:
                raise ClaimError(
                    say("there is no {match} `{value}`", match=match[1], value=value),
                    suggest(value, known[match[1]]) or say("Name one that there is"),
                )
            values += list_judged() if value == JUDGED else [value]
        found.append((match[1], tuple(values)))
    return tuple(found)


def list_judged() -> tuple[str, ...]:
    """The keys of the statuses that tell how far a target has come."""
    return tuple(key for key, status in STATUSES.items() if status.decided)


def _list_known(ledger: Ledger) -> Mapping[str, Iterable[str]]:
    """The values that each condition may have."""
    return {
        "area": [one.area for one in ledger.areas],
        "domain": [one.domain for one in ledger.domains],
        "figure": (LATER, NONE),
        "indicator": ledger.indicator_by_key,
        "measure": _MEASURES,
        "nature": _NATURES,
        "source": ledger.source_by_key,
        "status": [*STATUSES, JUDGED],
    }
