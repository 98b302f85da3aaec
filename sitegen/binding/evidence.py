"""How well a meaning fits where a number stands: signs that speak for and against it, each with its weight.

The weights are those by which the signs tell the right role from others on the pages of the real site (a conditional
logit, fitted by `tests/bench/binding.py --fit` and rounded), so a difference of two sums is the logarithm of the odds between two
meanings. Pages that were left out of the fit come out as those that were in it: the report of the bench says how many.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.binding.figures import list_facets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.binding.index import LedgerIndex, WeightedWords
    from sitegen.binding.meanings import Meaning
    from sitegen.binding.nearby import Nearby
    from sitegen.ledger.values import Fact

    Signs = Mapping[str, float]
    """Signs by name; one that is not there is 0."""

WEIGHTS: Mapping[str, float] = {
    "settled": 8.0,  # the only way in which the whole table counts by sort and stage; set by hand
    "abroad": 6.0,  # the same text shows it in another language, and not here yet; set by hand
    "abroad-here": 1.5,  # shown there in the same sentence or cell, less than nothing where in another; set by hand
    "other-unit": -5.0,  # a sign or word of another unit stands beside the number; set by hand, for nobody cites so
    "rounded": -4.0,  # it comes to what is typed once it is rounded; set by hand
    "named": 4.3,  # the indicator's name stands near, as far as it does
    "reads": 3.0,  # it reads as what is typed
    "sort-elsewhere": -2.9,  # another row of the table counts mistakes of this sort
    "stage": 2.7,  # other figures of the column count the same stage
    "reads-long": 2.3,  # each four characters of unit and bound that it reads beside the number
    "domain": 2.0,  # the page is about the indicator's subject
    "as-fact": 1.9,  # a fact, before what is computed
    "as-needed": -1.6,
    "phrase": 1.5,  # the words of the document around the number stand near
    "in-section": 1.4,  # the section cites it
    "claimed": 1.3,  # a claim or a computed number of the block rests on it, by how near
    "known-as": 1.3,  # another name of the indicator stands near
    "year": 1.2,  # its year is named near
    "other-year": -1.1,  # another year is named nearer
    "all-in-section": 1.0,  # the section cites all operands
    "as-ratio": -1.0,
    "on-page": 1.0,  # the page cites it
    "as-share": -0.9,
    "period-near": 0.9,  # what is cited near is of the same period
    "place": 0.9,  # its place is named near
    "restated": -0.9,  # a further statement of the same by one document
    "as-baseline": 0.8,
    "as-growth": 0.8,
    "as-achieved": -0.7,
    "as-count": 0.7,
    "in-directive": 0.7,  # the directive cites it
    "named-above": 0.7,  # the heading, or the directive's title, names the indicator
    "other-place": -0.7,  # another place is named nearer
    "place-near": 0.7,  # what is cited near is of the same place
    "counted": 0.6,  # what is counted near is of the same sort
    "of-source": 0.5,  # its document is cited near
    "column": 0.4,  # place, period, kind and measure are those of the column
    "named-by-page": 0.4,  # title, lead and description name the indicator
    "column-role": 0.3,  # other figures of the column are of the same role
}
"""What each sign counts."""
_NAMED, _KNOWN, _CLAIMED, _HEADED = 0.45, 0.75, 0.3, 0.6
"""How far an indicator must be named near a number, and how far by a name that readers use, how near a claim of it must stand,
and how far the heading must name it."""
_FITS: Mapping[bool | None, float] = {True: 1.0, False: -1.0, None: 0.0}
"""What it says whether another language shows a figure in the same sentence; where that is not known, nothing."""
_ALIKE = ("area", "period", "kind", "measure")
"""What figures of one column mostly have in common."""


@dataclass(frozen=True)
class PageTopic:
    """What a page is about."""

    domain: str
    words: Mapping[str, float]
    """1 for each of its titles, lead and description."""
    cited: frozenset[str]
    """Keys of the facts that it cites."""


@dataclass(frozen=True)
class FactSigns:
    """Signs that a number is of a fact, or rests on it."""

    index: LedgerIndex
    topic: PageTopic
    near: Nearby
    fact: Fact

    @cached_property
    def _names(self) -> tuple[WeightedWords, ...]:
        return self.index.names_by_indicator[self.fact.indicator.indicator]

    @cached_property
    def named(self) -> float:
        """How much of the name of its indicator stands near."""
        return self._names[0].measure_cover(self.near.words)

    @cached_property
    def claimed(self) -> float:
        """How near a claim or a computed number rests on it."""
        return self.near.cited.get(("fact", self.fact.key), 0.0)

    def take(self) -> Signs:
        """All of them."""
        fact, near, topic = self.fact, self.near, self.topic
        cited = near.cited
        years = {str(fact.period.end[0]), str(fact.period.start[0])}
        own = max(near.years.get(year, 0.0) for year in years)
        place = near.areas.get(fact.area.area, 0.0)
        language = fact.source.language.split("-")[0]
        code = self.index.code.split("-")[0]
        facets = dict(list_facets(fact))
        return {
            "named": self.named,
            "known-as": max(
                (one.measure_cover(near.words) for one in self._names[1:]), default=0.0
            ),
            "named-above": self._names[0].measure_cover(near.heading),
            "named-by-page": self._names[0].measure_cover(topic.words),
            "phrase": self.index.weigh_words(fact.phrase).measure_cover(near.words)
            if language == code
            else 0.0,
            "year": own,
            "other-year": max(max(near.years.values(), default=0.0) - own, 0.0),
            "place": place,
            "other-place": max(max(near.areas.values(), default=0.0) - place, 0.0),
            "claimed": self.claimed,
            "shown": cited.get(("figure", fact.key), 0.0),
            "in-directive": float(fact.key in near.directive),
            "in-section": float(fact.key in near.section),
            "on-page": float(fact.key in topic.cited),
            "domain": float(fact.indicator.domain == topic.domain),
            "of-source": cited.get(("source", fact.source.source), 0.0),
            "period-near": cited.get(("period", fact.period.text), 0.0),
            "indicator-near": cited.get(("indicator", fact.indicator.indicator), 0.0),
            "place-near": cited.get(("area", fact.area.area), 0.0),
            "column": sum(near.column.get((name, facets[name]), 0.0) for name in _ALIKE),
        }


def take_signs(index: LedgerIndex, topic: PageTopic, near: Nearby, meaning: Meaning) -> Signs:
    """The signs for a meaning but for how it reads: of several facts the means."""
    signs: dict[str, float] = {f"as-{meaning.role}": 1.0}
    signs["abroad-times"] = float(near.abroad.get(meaning.figure, 0))
    signs["abroad"] = min(signs["abroad-times"], 1.0)
    signs["abroad-here"] = signs["abroad"] * _FITS[near.fits.get(meaning.figure)]
    signs["column-role"] = near.column.get(("role", meaning.role), 0.0)
    taken = [FactSigns(index, topic, near, fact).take() for fact in meaning.facts]
    for one in taken:
        for name, value in one.items():
            signs[name] = signs.get(name, 0.0) + value / len(taken)
    if len(taken) > 1:
        signs["all-in-section"] = min(one["in-section"] for one in taken)
    if meaning.facts:
        signs["restated"] = float(meaning.facts[0].statement > 1)
    for facet in meaning.facets:
        name = "stage" if facet[0] == "stage" else "counted"
        weights = near.column if facet[0] == "stage" else near.cited
        signs[name] = signs.get(name, 0.0) + weights.get(facet, 0.0)
        if facet[0] == "sort":
            signs["sort-elsewhere"] = near.column.get(facet, 0.0)
    return signs


def is_spoken_of(meaning: Meaning, index: LedgerIndex, near: Nearby) -> bool:
    """Whether what each of its facts is of is said where a number stands."""
    return bool(meaning.facts) and all(is_said(one, index, near) for one in meaning.facts)


def weigh_signs(signs: Signs) -> float:
    """The sum of the signs by their weights: the logarithm of the odds, up to what all meanings have in common."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in signs.items())


def is_said_in_sentence(meaning: Meaning, index: LedgerIndex, near: Nearby) -> bool:
    """Whether the own sentence of a number says what each of its facts is of: by its indicator's name, or by a claim or a computed number."""
    return bool(meaning.facts) and all(
        names[0].measure_cover(near.sentence) >= _NAMED
        or any(one.measure_cover(near.sentence) >= _KNOWN for one in names[1:])
        or fact.key in near.rests
        for fact in meaning.facts
        for names in (index.names_by_indicator[fact.indicator.indicator],)
    )


def is_said(fact: Fact, index: LedgerIndex, near: Nearby) -> bool:
    """Whether what a fact is of is said where a number stands: by its indicator's name, or by a claim, a computed number or a directive that cites it."""
    names = index.names_by_indicator[fact.indicator.indicator]
    return (
        names[0].measure_cover(near.words) >= _NAMED
        or any(one.measure_cover(near.words) >= _KNOWN for one in names[1:])
        or near.cited.get(("fact", fact.key), 0.0) >= _CLAIMED
        or fact.key in near.directive
        or names[0].measure_cover(near.heading) >= _HEADED
    )
