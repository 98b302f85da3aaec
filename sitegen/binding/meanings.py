"""What a typed number can mean: a fact, or a number that a rule computes from facts or counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from sitegen.analysis.several import find_mean
from sitegen.binding.figures import list_count_facets, name_figure
from sitegen.claims.tallies import COUNTED
from sitegen.resolve.counts import MADE_COLUMNS, count_sort, list_sorts, write_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from sitegen.analysis.derive import Derived
    from sitegen.binding.figures import Facet, Figure
    from sitegen.binding.index import LedgerIndex
    from sitegen.ledger.values import Fact
    from sitegen.quantities.quantity import Quantity


@dataclass(frozen=True)
class Meaning:
    """Something that a number can mean."""

    role: str
    facts: tuple[Fact, ...]
    """The fact, the operands of the rule in their order, or the target; of a count none."""
    text: str
    """How it reads, with unit and bound."""
    quantity: Quantity | None = None
    """`None` for a count."""
    argument: str = ""
    """Of a count: what is counted."""

    @property
    def facets(self) -> tuple[Facet, ...]:
        """Of a count, what it is of."""
        return list_count_facets(self.argument) if self.role == "count" else ()

    @property
    def figure(self) -> Figure:
        """What it shows, as roles of a page are known by it."""
        return name_figure(self.role, self.argument, [fact.key for fact in self.facts])

    @property
    def subject(self) -> tuple[object, ...]:
        """What it says, whoever states it: meanings of one subject are the same statement."""
        if self.role == "fact":
            fact = self.facts[0]
            return self.role, fact.subject, fact.quantity
        return self.role, *(fact.key for fact in self.facts), self.argument


def mean_fact(index: LedgerIndex, fact: Fact) -> Meaning:
    """A number as a fact."""
    return Meaning("fact", (fact,), index.voice.quantity(fact.quantity), fact.quantity)


def mean_derived(index: LedgerIndex, derived: Derived) -> Meaning:
    """A number as what a rule computes."""
    text = index.voice.quantity(derived.quantity)
    return Meaning(derived.rule, derived.facts, text, derived.quantity)


def mean_bounds(index: LedgerIndex) -> Iterator[Meaning]:
    """How much of the way has been made at least or at most, of all targets of which it is known."""
    for one in index.bounded:
        if one.bounds is not None:
            quantity = one.bounds.share.quantity
            yield Meaning("bound", (one.target,), index.voice.quantity(quantity), quantity)


def mean_achieved(index: LedgerIndex, indicators: Iterable[str]) -> Iterator[Meaning]:
    """The mean growth that was achieved on the way to the targets of some indicators."""
    for key in indicators:
        for one in index.curated.assessments_by_indicator.get(key, ()):
            mean = find_mean(one, index.ledger.unit_by_key)
            if mean is not None:
                text = index.voice.quantity(mean.quantity)
                yield Meaning("achieved", (one.target,), text, mean.quantity)


def mean_mistakes(index: LedgerIndex) -> Iterator[Meaning]:
    """Counts of the mistakes that were made on purpose."""
    ledger = index.ledger
    for sort in list_sorts(ledger) if ledger.mistakes else ():
        for stage in MADE_COLUMNS:
            text = index.voice.number(Decimal(count_sort(ledger, sort, stage)))
            yield Meaning("count", (), text, argument=f"mistakes: {sort} {stage}")


_MOST = 2
"""By how many conditions targets are counted."""


def mean_tallies(index: LedgerIndex) -> Iterator[Meaning]:
    """Counts of targets by one condition or two, of those values that some target has; no count of none."""
    targets = index.curated.targets
    leading = [*{one.leading.target.key: one.leading for one in targets.values()}.values()]
    rows = [tuple(f"{name}={value(one)}" for name, value in COUNTED.items()) for one in leading]
    counts: dict[tuple[str, ...], int] = {}
    for row in rows:
        own = [part for part in row if not part.endswith("=") and not part.startswith("indicator=")]
        for size in range(1, _MOST + 1):
            for conditions in combinations(own, size):
                counts[conditions] = counts.get(conditions, 0) + 1
    for conditions, number in counts.items():
        text = write_count(index.voice, number)
        yield Meaning("count", (), text, argument=f"targets: {' '.join(conditions)}")


def group_meanings(
    index: LedgerIndex, meanings: Iterable[Meaning]
) -> dict[Fraction, list[Meaning]]:
    """Meanings by the first number of what they read."""
    found: dict[Fraction, list[Meaning]] = {}
    for one in meanings:
        quantity = one.quantity
        if quantity is None or quantity.bound == "range":
            numbers = index.read_numbers(one.text)[:1]
        else:
            numbers = (abs(quantity.exact_numbers[0]),)
        for number in numbers:
            found.setdefault(number, []).append(one)
    return found


def list_counts(index: LedgerIndex) -> Mapping[Fraction, Sequence[Meaning]]:
    """What is counted, and how far targets with bounds have come, by number: the same for all pages."""
    return index.keep(
        "counts",
        lambda: group_meanings(
            index, (*mean_bounds(index), *mean_mistakes(index), *mean_tallies(index))
        ),
    )


def list_indicators(meanings: Sequence[Meaning]) -> set[str]:
    """The indicators that meanings are of."""
    return {fact.indicator.indicator for one in meanings for fact in one.facts}
