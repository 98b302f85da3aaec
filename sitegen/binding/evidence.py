"""How well a meaning fits where a number stands: signs that speak for and against it, each with its weight.

The weights are those by which the signs tell the right role from others on the pages of the real site (a conditional
logit, fitted by `tests/bench/binding.py --fit` and rounded), so a difference of two sums is the logarithm of the odds between two
meanings. Pages that were left out of the fit come out as those that were in it: the report of the bench says how many.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.binding.nearby import list_facets
from sitegen.binding.wording import list_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.binding.index import LedgerIndex
    from sitegen.binding.meanings import Meaning
    from sitegen.binding.nearby import Nearby
    from sitegen.ledger.values import Fact

    Signs = Mapping[str, float]
    """Signs by name; one that is not there is 0."""

WEIGHTS: Mapping[str, float] = {
    "named": 4.9,
    "known-as": 1.15,
    "named-above": 0.72,
    "named-by-page": 0.55,
    "phrase": 1.77,
    "year": 1.43,
    "other-year": -1.36,
    "year-above": -0.23,
    "place": 0.97,
    "other-place": -0.97,
    "place-of-page": 0.54,
    "claimed": 1.22,
    "shown": 0.0,
    "in-directive": 0.74,
    "in-section": 1.62,
    "on-page": 1.53,
    "domain": 2.08,
    "of-source": 0.7,
    "period-near": 0.62,
    "kind-near": 0.33,
    "indicator-near": 0.35,
    "place-near": 0.35,
    "column": 0.4,
    "column-source": 0.11,
    "column-role": 0.08,
    "all-in-section": 1.01,
    "restated": -0.26,
    "rank": 0.2,
    "stage": 3.73,
    "reads": 3.04,
    "reads-long": 2.59,
    "as-fact": 1.15,
    "as-ratio": -0.98,
    "as-share": -0.88,
    "as-count": 0.63,
    "as-baseline": 0.43,
    "as-growth": -0.23,
    "other-unit": -5.0,
    "counted": 3.0,
    "sort-elsewhere": -2.0,
}
"""What each sign counts; a sign is described where it is taken."""
_NAMED, _CLAIMED, _HEADED = 0.4, 0.3, 0.6
"""How far an indicator must be named near a number, how near a claim of it must stand, how far the heading must name it."""
_ALIKE = ("area", "period", "kind", "measure")
"""What figures of one column mostly have in common."""


@dataclass(frozen=True)
class PageTopic:
    """What a page is about."""

    domain: str
    words: frozenset[str]
    """Of its titles, lead and description."""
    cited: frozenset[str]
    """Keys of the facts that it cites."""
    areas: Mapping[str, float]
    """The places of what it cites, by their part of all."""


@dataclass(frozen=True)
class FactSigns:
    """Signs that a number is of a fact, or rests on it."""

    index: LedgerIndex
    topic: PageTopic
    near: Nearby
    fact: Fact

    @cached_property
    def _names(self) -> tuple[frozenset[str], ...]:
        return self.index.words_by_indicator[self.fact.indicator.indicator]

    @cached_property
    def named(self) -> float:
        """How much of the name of its indicator stands near."""
        return self.index.measure_cover(self._names[0], self.near.words)

    @cached_property
    def claimed(self) -> float:
        """How near a claim cites it."""
        return self.near.cited.get(("fact", self.fact.key), 0.0)

    def take(self) -> Signs:
        """All of them."""
        fact, near, topic, cover = self.fact, self.near, self.topic, self.index.measure_cover
        cited = near.cited
        years = {str(fact.period.end[0]), str(fact.period.start[0])}
        own = max(near.years.get(year, 0.0) for year in years)
        place = near.areas.get(fact.area.area, 0.0)
        language = fact.source.language.split("-")[0]
        code = self.index.code.split("-")[0]
        facets = dict(list_facets(fact))
        heading, title = dict.fromkeys(near.heading_words, 1.0), dict.fromkeys(topic.words, 1.0)
        return {
            "named": self.named,
            "known-as": max((cover(one, near.words) for one in self._names[1:]), default=0.0),
            "named-above": cover(self._names[0], heading),
            "named-by-page": cover(self._names[0], title),
            "phrase": cover(list_words(fact.phrase), near.words) if language == code else 0.0,
            "year": own,
            "other-year": max(max(near.years.values(), default=0.0) - own, 0.0),
            "year-above": float(str(fact.period.end[0]) in near.heading_years),
            "place": place,
            "other-place": max(max(near.areas.values(), default=0.0) - place, 0.0),
            "place-of-page": topic.areas.get(fact.area.area, 0.0),
            "claimed": self.claimed,
            "shown": cited.get(("figure", fact.key), 0.0),
            "in-directive": float(fact.key in near.directive),
            "in-section": float(fact.key in near.section),
            "on-page": float(fact.key in topic.cited),
            "domain": float(fact.indicator.domain == topic.domain),
            "of-source": cited.get(("source", fact.source.source), 0.0),
            "period-near": cited.get(("period", fact.period.text), 0.0),
            "kind-near": cited.get(("kind", fact.kind), 0.0),
            "indicator-near": cited.get(("indicator", fact.indicator.indicator), 0.0),
            "place-near": cited.get(("area", fact.area.area), 0.0),
            "column": sum(near.column.get((name, facets[name]), 0.0) for name in _ALIKE),
            "column-source": near.column.get(("source", fact.source.source), 0.0),
        }


def take_signs(index: LedgerIndex, topic: PageTopic, near: Nearby, meaning: Meaning) -> Signs:
    """The signs for a meaning but for how it reads: of several facts the means."""
    signs: dict[str, float] = {f"as-{meaning.role}": 1.0}
    signs["column-role"] = near.column.get(("role", meaning.role), 0.0)
    taken = [FactSigns(index, topic, near, fact).take() for fact in meaning.facts]
    for one in taken:
        for name, value in one.items():
            signs[name] = signs.get(name, 0.0) + value / len(taken)
    if len(taken) > 1:
        signs["all-in-section"] = min(one["in-section"] for one in taken)
        signs["all-named"] = min(one["named"] + one["indicator-near"] for one in taken)
    if meaning.facts:
        signs["restated"] = float(meaning.facts[0].statement > 1)
        signs["rank"] = float(meaning.facts[0].measure == "rank")
    for facet in meaning.facets:
        name = "stage" if facet[0] == "stage" else "counted"
        weights = near.column if facet[0] == "stage" else near.cited
        signs[name] = signs.get(name, 0.0) + weights.get(facet, 0.0)
        if facet[0] == "sort":
            signs["sort-elsewhere"] = near.column.get(facet, 0.0)
    return signs


def weigh_signs(signs: Signs) -> float:
    """The sum of the signs by their weights: the logarithm of the odds, up to what all meanings have in common."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in signs.items())


def is_said(fact: Fact, index: LedgerIndex, near: Nearby) -> bool:
    """Whether what a fact is of is said where a number stands: by its indicator's name, or by a claim or a directive that cites it."""
    names = index.words_by_indicator[fact.indicator.indicator]
    heading = dict.fromkeys(near.heading_words, 1.0)
    return (
        max(index.measure_cover(one, near.words) for one in names) >= _NAMED
        or near.cited.get(("fact", fact.key), 0.0) >= _CLAIMED
        or fact.key in near.directive
        or index.measure_cover(names[0], heading) >= _HEADED
    )
