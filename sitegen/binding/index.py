"""The facts of the ledger by the numbers that they state, and what their indicators are called: made once for a language."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.binding.nearby import PlaceNames
from sitegen.binding.wording import list_words
from sitegen.language.numerals import find_numerals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.language.voice import Voice
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact
    from sitegen.site import Curated

_SIGNED = re.compile(r"\}/\d")
"""A form that makes a part of a number: `{stated}/4`."""
_NEAREST = 2
"""How many facts are named that come near a number of none."""
_SAME_SIZE = 0.2
"""How far these may lie from it, as a part of it."""
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class LedgerIndex:
    """A ledger as typed numbers of a language are looked up in it."""

    curated: Curated
    voice: Voice

    @property
    def ledger(self) -> Ledger:
        """The tables."""
        return self.curated.ledger

    @property
    def code(self) -> str:
        """The code of the language."""
        return self.voice.language.code

    def find_facts(self, number: Fraction) -> Sequence[Fact]:
        """The facts that state a number, in whatever unit; falls are found by their size."""
        return self._facts_by_number.get(abs(number), ())

    @cached_property
    def _facts_by_number(self) -> Mapping[Fraction, Sequence[Fact]]:
        found: dict[Fraction, list[Fact]] = {}
        for fact in self.ledger.facts:
            quantity, form = fact.quantity, fact.quantity.unit.form(self.code)[-1]
            numbers = {*quantity.exact_numbers}
            if "{stated}" in form:
                numbers |= set(map(Fraction, quantity.numbers))
            if quantity.bound == "range" or _SIGNED.search(form):
                numbers |= set(self.read_numbers(self.voice.quantity(quantity)))
            for number in {abs(number) for number in numbers}:
                found.setdefault(number, []).append(fact)
        return found

    def find_nearest(self, number: Fraction) -> list[Fact]:
        """The facts whose numbers, in base units or as printed, come nearest to one; none that is not of its size."""
        wanted = float(abs(number))
        sizes, facts = self._sizes
        at = bisect_left(sizes, wanted)
        near = range(max(0, at - _NEAREST), min(len(sizes), at + _NEAREST))
        close = [one for one in near if wanted and abs(sizes[one] / wanted - 1) <= _SAME_SIZE]
        close.sort(key=lambda one: abs(sizes[one] - wanted))
        return [*dict.fromkeys(facts[one] for one in close)][:_NEAREST]

    @cached_property
    def _sizes(self) -> tuple[list[float], list[Fact]]:
        """The numbers of the facts in order, and the fact of each."""
        pairs = [(float(one), fact) for one, own in self._facts_by_number.items() for fact in own]
        pairs.sort(key=lambda pair: pair[0])
        return [size for size, _ in pairs], [fact for _, fact in pairs]

    def read_numbers(self, text: str) -> tuple[Fraction, ...]:
        """The numbers of a text, without their signs, as whoever looks for typed ones reads them."""
        numerals = find_numerals(text, self.voice.language.lexicon)
        return tuple(abs(one.value) for one in numerals)

    @cached_property
    def words_by_indicator(self) -> Mapping[str, tuple[frozenset[str], ...]]:
        """The words of the names of each indicator: of its own first, then of those that readers look for."""
        names = {one.indicator: [list_words(one.name[self.code])] for one in self.ledger.indicators}
        for alias in self.ledger.aliases:
            if alias.indicator in names:
                others = dict(alias.names).get(self.code, ())
                names[alias.indicator] += map(list_words, others)
        return {key: tuple(own) for key, own in names.items()}

    @cached_property
    def _frequencies(self) -> Counter[str]:
        return Counter(word for names in self.words_by_indicator.values() for word in names[0])

    def weigh_word(self, word: str) -> float:
        """How much a word tells: more, the fewer indicators are called by it."""
        return math.log((len(self.ledger.indicators) + 1) / (self._frequencies[word] + 0.5))

    def measure_cover(self, words: Iterable[str], weights: Mapping[str, float]) -> float:
        """How much of some words is said, from 0 to 1; what tells more counts more."""
        told = [(self.weigh_word(word), weights.get(word, 0.0)) for word in words]
        whole = sum(own for own, _ in told)
        return sum(own * weight for own, weight in told) / whole if whole else 0.0

    def find_named(self, weights: Mapping[str, float], least: float, most: int) -> list[str]:
        """The indicators that words name best: keys, at most so many, covered at least so far."""
        near = {key for word in weights for key in self._indicators_by_word.get(word, ())}
        names = self.words_by_indicator
        covered = [(self.measure_cover(names[key][0], weights), key) for key in near]
        return [key for cover, key in sorted(covered, reverse=True)[:most] if cover >= least]

    @cached_property
    def _indicators_by_word(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for key, names in self.words_by_indicator.items():
            for word in names[0]:
                found.setdefault(word, []).append(key)
        return found

    @cached_property
    def places(self) -> PlaceNames:
        """The names of the places."""
        names = {
            name: one.area
            for one in reversed(self.ledger.areas)
            for name in (*one.aliases, one.short[self.code], one.name[self.code])
            if name
        }
        return PlaceNames(tuple(sorted(names.items(), key=lambda pair: (-len(pair[0]), pair))))

    @cached_property
    def bounded(self) -> Sequence[Assessment]:
        """Targets of which it is known how much of the way has been made at least, or at most."""
        return [one for one in self.curated.assessments if one.bounds is not None]

    @cached_property
    def affixes(self) -> Sequence[tuple[str, str, str]]:
        """What stands before and after numbers in each unit, one of them empty, and its base unit; the longest first."""
        found = set()
        for unit in self.ledger.units:
            for form in unit.form(self.code):
                before, after = _PLACEHOLDER.split(form, maxsplit=1)
                found |= {(before, "", unit.base_unit)} if before.strip() else set()
                found |= {("", after, unit.base_unit)} if after.strip() else set()
        return sorted(found, key=lambda one: (-len(one[0] + one[1]), one))
