"""All curated tables as one frozen value, and the look-up of facts by key.

The ledger answers "which fact does this key mean". It knows nothing of pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fnmatch import translate
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.limits import LONGEST_KEY, MOST_LISTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sitegen.language.localized import Localized
    from sitegen.ledger import values
    from sitegen.ledger.values import Fact
    from sitegen.quantities.units import Unit


Key = TypeVar("Key")
Value = TypeVar("Value")

_FIXED = 3
"""How many parts of a key every key names."""


@dataclass(frozen=True)
class Ledger:
    """All curated tables.

    A pure function of the tables' texts, so a digest of those names it, in comparisons and in the
    keys of results; no other field counts. Who makes another one gives it another version.
    """

    version: str
    """Digest of all that the ledger was read from: texts, languages, folder, kinds of sources."""
    languages: tuple[str, ...] = field(compare=False)
    sources: tuple[values.Source, ...] = field(compare=False, repr=False)
    areas: tuple[values.Area, ...] = field(compare=False, repr=False)
    domains: tuple[values.Domain, ...] = field(compare=False, repr=False)
    units: tuple[Unit, ...] = field(compare=False, repr=False)
    indicators: tuple[values.Indicator, ...] = field(compare=False, repr=False)
    facts: tuple[Fact, ...] = field(compare=False, repr=False)
    conflicts: tuple[values.Conflict, ...] = field(compare=False, repr=False)
    relations: tuple[values.Relation, ...] = field(compare=False, repr=False)
    comparability: tuple[values.Comparability, ...] = field(compare=False, repr=False)
    unquantified: tuple[values.Unquantified, ...] = field(compare=False, repr=False)
    programmes: tuple[values.Programme, ...] = field(compare=False, repr=False)
    events: tuple[values.Event, ...] = field(compare=False, repr=False)
    """By date."""
    locators: tuple[values.Locator, ...] = field(compare=False, repr=False)
    terms: tuple[values.Term, ...] = field(compare=False, repr=False)
    aliases: tuple[values.Aliases, ...] = field(compare=False, repr=False)
    absences: tuple[values.Unstated, ...] = field(compare=False, repr=False)
    leftout: tuple[values.LeftOut, ...] = field(compare=False, repr=False)
    coverage: tuple[values.Coverage, ...] = field(compare=False, repr=False)
    hints: tuple[values.Hint, ...] = field(compare=False, repr=False)
    names: tuple[values.Name, ...] = field(compare=False, repr=False)
    comparing: tuple[values.ComparingWords, ...] = field(compare=False, repr=False)
    mistakes: tuple[values.Mistake, ...] = field(compare=False, repr=False)
    releases: tuple[values.Release, ...] = field(compare=False, repr=False)
    """By date."""
    changes: tuple[values.Changed, ...] = field(compare=False, repr=False)
    snapshot: tuple[values.Remembered, ...] = field(compare=False, repr=False)

    @cached_property
    def source_by_key(self) -> Mapping[str, values.Source]:
        """Sources by key."""
        return {one.source: one for one in self.sources}

    @cached_property
    def event_by_key(self) -> Mapping[str, values.Event]:
        """Events by key."""
        return {one.event: one for one in self.events}

    @cached_property
    def latest_source(self) -> values.Source | None:
        """The document written last: what comes after it, no document can tell."""
        return max(self.sources, key=lambda one: one.end_month, default=None)

    @cached_property
    def mistake_by_key(self) -> Mapping[str, values.Mistake]:
        """Sorts of mistakes by key."""
        return {one.mistake: one for one in self.mistakes}

    @cached_property
    def horizons(self) -> Mapping[str, int]:
        """The year that most targets of a plan are set for, by the key of its document; only of plans with targets."""
        years = _group(
            (fact.source.source, fact.period.end[0])
            for fact in self.facts
            if fact.kind == "target" and fact.source.kind.sets_targets
        )
        return {key: max(own, key=own.count) for key, own in years.items()}

    @cached_property
    def fact_numbers(self) -> Mapping[str, int]:
        """The places of facts in the ledger by key, from 0."""
        return {fact.key: number for number, fact in enumerate(self.facts)}

    @cached_property
    def source_numbers(self) -> Mapping[str, int]:
        """Where sources stand in the order of the ledger, from 1, by key."""
        return {one.source: number for number, one in enumerate(self.sources, start=1)}

    @cached_property
    def domain_by_key(self) -> Mapping[str, values.Domain]:
        """Domains by key."""
        return {one.domain: one for one in self.domains}

    @cached_property
    def indicator_by_key(self) -> Mapping[str, values.Indicator]:
        """Indicators by key."""
        return {one.indicator: one for one in self.indicators}

    @cached_property
    def indicators_by_domain(self) -> Mapping[str, Sequence[values.Indicator]]:
        """Indicators by the key of their subject, in the order of the ledger."""
        groups: dict[str, list[values.Indicator]] = {}
        for one in self.indicators:
            groups.setdefault(one.domain, []).append(one)
        return groups

    @cached_property
    def unit_by_key(self) -> Mapping[str, Unit]:
        """Units by key."""
        return {one.unit: one for one in self.units}

    @cached_property
    def term_by_key(self) -> Mapping[str, values.Term]:
        """Terms of the glossary by key."""
        return {one.term: one for one in self.terms}

    @cached_property
    def locator_by_place(self) -> Mapping[tuple[str, str], Localized]:
        """What places in documents are called, by source and locator."""
        return {(one.source, one.locator): one.text for one in self.locators}

    @cached_property
    def coverage_by_source(self) -> Mapping[str, values.Coverage]:
        """What the last audit found, by key of the source; only of sources that were audited."""
        return {one.source: one for one in self.coverage}

    @cached_property
    def leftout_by_source(self) -> Mapping[str, Sequence[values.LeftOut]]:
        """What was left out, by the key of the document; only of documents that have some."""
        return _group((one.source, one) for one in self.leftout)

    @cached_property
    def unquantified_by_source(self) -> Mapping[str, Sequence[values.Unquantified]]:
        """Targets without a number by the key of their source; only of sources that have some."""
        return _group((one.source.source, one) for one in self.unquantified)

    @cached_property
    def unquantified_by_indicator(self) -> Mapping[str, Sequence[values.Unquantified]]:
        """Targets without a number by the key of their indicator; only of indicators that have some."""
        return _group((one.indicator.indicator, one) for one in self.unquantified)

    @cached_property
    def comparability_by_indicator(self) -> Mapping[str, Sequence[values.Comparability]]:
        """Pairs that must not be set against each other, by the key of each side."""
        return _group(
            (key, one)
            for one in self.comparability
            for key in dict.fromkeys((one.indicator, one.other))
        )

    @cached_property
    def conflicts_by_indicator(self) -> Mapping[str, Sequence[values.Conflict]]:
        """Conflicts by the keys of the indicators that their facts are of."""
        return _group(
            (key, one)
            for one in self.conflicts
            for key in dict.fromkeys(
                self.fact_by_key[fact].indicator.indicator for fact in one.facts
            )
        )

    @cached_property
    def aims(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """Keys of the areas that a source sets a target for, by the keys of indicator and source."""
        groups = _group(
            ((fact.indicator.indicator, fact.source.source), fact.area.area)
            for fact in self.facts
            if fact.kind == "target"
        )
        return {key: frozenset(areas) for key, areas in groups.items()}

    @cached_property
    def courses(self) -> Mapping[tuple[str, str, str], Sequence[Fact]]:
        """What is stated of whole years and dates but targets, first statements alone, by period.

        By the keys of indicator and area, and by measure.
        """
        groups = _group(
            ((fact.indicator.indicator, fact.area.area, fact.measure), fact)
            for fact in self.facts
            if fact.statement == 1
            and fact.kind != "target"
            and fact.period.shape in {"year", "as-of"}
        )
        return {key: sorted(own, key=_in_time) for key, own in groups.items()}

    @cached_property
    def fact_by_key(self) -> Mapping[str, Fact]:
        """Facts by key."""
        return {fact.key: fact for fact in self.facts}

    @cached_property
    def facts_by_indicator(self) -> Mapping[str, Sequence[Fact]]:
        """Facts by the key of their indicator, in the order of the ledger; every indicator is there."""
        groups: dict[str, list[Fact]] = {one.indicator: [] for one in self.indicators}
        for fact in self.facts:
            groups[fact.indicator.indicator].append(fact)
        return groups

    @cached_property
    def stated_once(self) -> Mapping[str, bool]:
        """Whether a single statement, or none, is all there is of an indicator, by its key."""
        without = self.unquantified_by_indicator
        return {
            key: len(facts) + len(without.get(key, ())) <= 1
            for key, facts in self.facts_by_indicator.items()
        }

    @cached_property
    def neighbours(
        self,
    ) -> Mapping[tuple[str, bool], tuple[values.Indicator | None, values.Indicator | None]]:
        """The indicators before and after one in its subject, by its key and whether those stated once are passed over."""
        found: dict[tuple[str, bool], tuple[values.Indicator | None, values.Indicator | None]] = {}
        for own in self.indicators_by_domain.values():
            for passes in (False, True):
                row = [one for one in own if not (passes and self.stated_once[one.indicator])]
                around = zip([None, *row], row, [*row[1:], None], strict=False)
                found |= {(one.indicator, passes): (last, after) for last, one, after in around}
        return found

    @cached_property
    def peers(self) -> Mapping[tuple[str, str], Sequence[values.Indicator]]:
        """Indicators that are stated more than once, by the keys of their subject and their unit."""
        return _group(
            ((one.domain, one.unit), one)
            for one in self.indicators
            if not self.stated_once[one.indicator]
        )

    @cached_property
    def stated_beside(self) -> Mapping[tuple[str, str, str, str, str, str], Sequence[Fact]]:
        """The first statement of each of several peers, by their subject and unit, area, period, kind and measure."""
        groups: dict[tuple[str, str, str, str, str, str], list[Fact]] = {}
        for (domain, unit), own in self.peers.items():
            for one in own if len(own) > 1 else ():
                for fact in self.facts_by_indicator[one.indicator]:
                    said = (fact.area.area, fact.period.text, fact.kind, fact.measure)
                    stated = groups.setdefault((domain, unit, *said), [])
                    if fact.statement == 1 and not (stated and stated[-1].indicator is one):
                        stated.append(fact)
        return groups

    @cached_property
    def facts_by_source(self) -> Mapping[str, Sequence[Fact]]:
        """Facts by the key of their source, in the order of the ledger; every source is there."""
        groups: dict[str, list[Fact]] = {one.source: [] for one in self.sources}
        for fact in self.facts:
            groups[fact.source.source].append(fact)
        return groups

    @cached_property
    def unlisted_targets(self) -> frozenset[str]:
        """The keys of the targets that the tracker does not list: of too many, all but the latest."""
        targets = [fact for fact in self.facts if fact.kind == "target"]
        return frozenset(one.key for one in targets) - {one.key for one in list_latest(targets)}

    @cached_property
    def facts_by_part(self) -> Mapping[tuple[str, int], Sequence[Fact]]:
        """Facts by the key of their source and the part of its list, from 1, in the order of the ledger."""
        return {
            (key, part): facts[first : first + MOST_LISTED]
            for key, facts in self.facts_by_source.items()
            for part, first in enumerate(range(0, len(facts), MOST_LISTED) or (0,), start=1)
        }

    @cached_property
    def parts_by_source(self) -> Mapping[str, Parts]:
        """Into which parts the facts of each source are divided, by its key."""
        return {key: divide_facts(facts) for key, facts in self.facts_by_source.items()}

    @cached_property
    def _facts_by_start(self) -> Mapping[tuple[str, ...], Namesakes]:
        """Facts by the parts that every key names: indicator, area, period."""
        groups: dict[tuple[str, ...], list[Fact]] = {}
        for fact in self.facts:
            groups.setdefault(tuple(fact.key.split("/", _FIXED)[:_FIXED]), []).append(fact)
        return {start: Namesakes(group) for start, group in groups.items()}

    @cached_property
    def short_keys(self) -> frozenset[str]:
        """The beginnings of the facts' keys that name at least indicator, area and period."""
        parts = (fact.key.split("/") for fact in self.facts)
        return frozenset("/".join(own[:length]) for own in parts for length in (3, 4, 5, 6))

    def match_facts(self, pattern: str) -> tuple[Fact, ...]:
        """The facts whose keys are as a pattern says, in the order of the ledger.

        A pattern names indicator, area and period, in this order, and whatever of kind, measure, source
        and statement is wanted; `*` stands for anything within a part.
        """
        fixed, rest = (parts := pattern.split("/"))[:_FIXED], parts[_FIXED:]
        found = (
            fact
            for fact, parts in self._list_near(*fixed)
            if all(map(_fits, parts, fixed))
            and all(any(_fits(one, part) for one in _list_parts(fact)) for part in rest)
        )
        return tuple(sorted(found, key=lambda fact: self.fact_numbers[fact.key]))

    def _list_near(self, indicator: str, *place: str) -> Iterable[tuple[Fact, Sequence[str]]]:
        """Facts with the parts of their keys: all that a pattern means are among them.

        They are those of the indicators that it means or, where these are all, of its area and period.
        """
        known: Mapping[Any, Sequence[tuple[Fact, Sequence[str]]]] = self._divided_by_indicator
        if "*" not in indicator:
            return known.get(indicator, ())
        if indicator == "*":
            known = self._divided_by_place
            fitting = (known[one] for one in known if all(map(_fits, one, place)))
        else:
            fitting = (known[one] for one in _find_fitting(indicator, self._named))
        return chain.from_iterable(fitting)

    @cached_property
    def _divided_by_indicator(self) -> Mapping[str, Sequence[tuple[Fact, Sequence[str]]]]:
        """Facts with the parts of their keys, by the key of their indicator."""
        return _group((parts[0], (fact, parts)) for fact, parts in self._divided)

    @cached_property
    def _named(self) -> tuple[str, ...]:
        """The keys of the indicators that there are facts of."""
        return tuple(self._divided_by_indicator)

    @cached_property
    def _divided_by_place(
        self,
    ) -> Mapping[tuple[str, ...], Sequence[tuple[Fact, Sequence[str]]]]:
        """Facts with the parts of their keys, by area and period."""
        return _group((tuple(parts[1:_FIXED]), (fact, parts)) for fact, parts in self._divided)

    @cached_property
    def _divided(self) -> Sequence[tuple[Fact, Sequence[str]]]:
        """Facts with the parts of their keys."""
        return [(fact, fact.key.split("/")) for fact in self.facts]

    def find_facts(self, key: str) -> tuple[Fact, ...]:
        """The facts a key may mean: none, one, or the candidates of an ambiguous key.

        A key names indicator, area and period, in this order, and whatever of kind, measure,
        source and statement is needed. Where it is silent, it means the level, and the first
        statement; where several sources state the very same, the first that does.
        """
        if key in self.fact_by_key:
            return (self.fact_by_key[key],)
        parts = key.split("/")
        same = self._facts_by_start.get(tuple(parts[:_FIXED]))
        found = same.find(parts[_FIXED:]) if same else ()
        for narrow in (_levels, _firsts, _first_of_same):
            if len(found) > 1:
                found = narrow(found) or found
        return tuple(found)


def _fits(own: str, part: str) -> bool:
    """Whether a part of a key is as that of a pattern says."""
    return part in {own, "*"} or _fitting(part)(own) is not None


@lru_cache(maxsize=1 << 12)
def _fitting(part: str) -> Callable[[str], re.Match[str] | None]:
    """Finds out whether a part of a key is as that of a pattern says, as `fnmatchcase` does.

    To read a pattern takes longer the longer it is, and none of a key is longer than the longest key.
    """
    if len(part) > LONGEST_KEY:
        return _fit_nothing
    return re.compile(translate(part)).match


def _fit_nothing(_: str) -> None:
    return None


@lru_cache(maxsize=1 << 12)
def _find_fitting(part: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of many names that are as a part of a pattern says; kept for the next reading, which has mostly the same."""
    return tuple(filter(_fitting(part), names))


def _in_time(fact: Fact) -> tuple[object, ...]:
    """Puts facts in the order of their periods."""
    period = fact.period
    return period.end, period.start, period.text, period.shape


def _group(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    """Values by what they are paired with, in their order."""
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def list_latest(facts: Sequence[Fact]) -> Sequence[Fact]:
    """The facts that a page lists, in their order: all, or of too many the latest."""
    return find_latest(facts, MOST_LISTED)


def find_latest(facts: Sequence[Fact], most: int) -> Sequence[Fact]:
    """The latest of some facts, so many at most, in their order; of one period the first."""
    if len(facts) <= most:
        return facts
    places = sorted(range(len(facts)), key=lambda place: facts[place].period, reverse=True)
    return [facts[place] for place in sorted(places[:most])]


@dataclass(frozen=True)
class Parts:
    """How the facts of a source are divided, so that none of its pages lists too many."""

    total: int
    """How many facts there are."""
    later: Mapping[str, int]
    """The part that a fact is in, by its key; only of facts behind the first part."""

    @property
    def number(self) -> int:
        """How many parts there are; one at least."""
        return max(1, -(-self.total // MOST_LISTED))

    def find(self, key: str) -> int:
        """The part that a fact is in, from 1."""
        return self.later.get(key, 1)


def divide_facts(facts: Sequence[Fact]) -> Parts:
    """The parts of what a source states, in the order of the ledger."""
    behind = enumerate(facts[MOST_LISTED:], start=MOST_LISTED)
    return Parts(len(facts), {fact.key: number // MOST_LISTED + 1 for number, fact in behind})


@dataclass(frozen=True)
class Namesakes:
    """Facts whose keys begin with the same parts."""

    facts: Sequence[Fact]

    @cached_property
    def _by_part(self) -> Mapping[str, Sequence[Fact]]:
        """The facts by each of their other parts, the number of the statement among them."""
        groups: dict[str, list[Fact]] = {}
        for fact in self.facts:
            for part in _list_parts(fact):
                groups.setdefault(part, []).append(fact)
        return groups

    def find(self, parts: Sequence[str]) -> Sequence[Fact]:
        """The facts that have all these parts, in the order of the ledger."""
        if not parts:
            return self.facts
        fewest = min((self._by_part.get(part, ()) for part in parts), key=len)
        return [fact for fact in fewest if _list_parts(fact).issuperset(parts)]


def _list_parts(fact: Fact) -> set[str]:
    """The parts of a fact's key after the fixed ones, the number of its statement among them."""
    return {*fact.key.split("/")[_FIXED:6], str(fact.statement)}


def _levels(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.measure == "level"]


def _firsts(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.statement == 1]


def _first_of_same(facts: Sequence[Fact]) -> list[Fact]:
    """The first of facts that differ in their source alone; nothing where they differ otherwise."""
    same = len({(fact.subject, fact.quantity) for fact in facts}) == 1
    return [facts[0]] if same else []


def group_subjects(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts that state what others state too, a list a subject, in the order of the ledger."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.subject_key, []).append(fact)
    return [group for group in groups.values() if len(group) > 1]
