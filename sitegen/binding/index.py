"""The facts of the ledger by the numbers that they state, and what their indicators are called: made once for a language."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.binding.nearby import PlaceNames
from sitegen.binding.wording import list_words
from sitegen.language.numerals import find_numerals
from sitegen.views.words import KIND_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.language.voice import Voice
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact
    from sitegen.site import Curated

Kept = TypeVar("Kept")
_SIGNED = re.compile(r"\}/\d")
"""A form that makes a part of a number: `{stated}/4`."""
_NEAREST = 2
"""How many facts are named that come near a number of none."""
_SAME_SIZE = 0.2
"""How far these may lie from it, as a part of it."""
_PERCENT = frozenset({"%", "％", "percent", "per cent"})
_PERCENT_WORDS = (
    ("百分之", ""),
    *(("", tail) for tail in ("%", " %", "％", " percent", " per cent")),
)
"""How authors write a percentage, whatever the site writes."""
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class WeightedWords:
    """The words of a name, each with how much it tells."""

    words: tuple[tuple[str, float], ...]

    @cached_property
    def _whole(self) -> float:
        return sum(weight for _, weight in self.words)

    def measure_cover(self, near: Mapping[str, float]) -> float:
        """How much of the name is said, from 0 to 1, by words with how near each stands."""
        if not self.words:
            return 0.0
        said = 0.0
        for word, weight in self.words:
            if word in near:
                said += weight * near[word]
        return said / self._whole


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

    def keep(self, name: str, make: Callable[[], Kept]) -> Kept:
        """Something that is made of the tables once, and wanted by many pages."""
        if name not in self._kept:
            self._kept[name] = make()
        kept: Kept = self._kept[name]
        return kept

    @cached_property
    def _kept(self) -> dict[str, Any]:
        return {}

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

    def find_rounded(self, number: Fraction, reach: Fraction) -> list[Fact]:
        """The facts that come to a number once they are rounded: no farther from it than `reach`, and not the same."""
        sizes, facts = self._sizes
        size = float(number)
        low, high = (
            bisect_left(sizes, size - float(reach)),
            bisect_right(sizes, size + float(reach)),
        )
        found = (facts[at] for at in range(low, high) if not math.isclose(sizes[at], size))
        return [*dict.fromkeys(found)]

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
    def names_by_indicator(self) -> Mapping[str, tuple[WeightedWords, ...]]:
        """The names of each indicator: its own first, then those that readers look for."""
        names = {
            one.indicator: [self.weigh_words(one.name[self.code])] for one in self.ledger.indicators
        }
        for alias in self.ledger.aliases:
            if alias.indicator in names:
                others = dict(alias.names).get(self.code, ())
                names[alias.indicator] += map(self.weigh_words, others)
        return {key: tuple(own) for key, own in names.items()}

    @cached_property
    def _frequencies(self) -> Counter[str]:
        names = (one.name[self.code] for one in self.ledger.indicators)
        return Counter(word for name in names for word in list_words(name))

    def weigh_words(self, text: str) -> WeightedWords:
        """The words of a text with how much each tells: more, the fewer indicators are called by it."""
        if text not in self._weighed:
            number, known = len(self.ledger.indicators) + 1, self._frequencies
            weighed = ((word, math.log(number / (known[word] + 0.5))) for word in list_words(text))
            self._weighed[text] = WeightedWords(tuple(sorted(weighed)))
        return self._weighed[text]

    @cached_property
    def _weighed(self) -> dict[str, WeightedWords]:
        return {}

    def find_named(self, weights: Mapping[str, float], least: float, most: int) -> list[str]:
        """The indicators that words name best: keys, at most so many, covered at least so far."""
        near = {key for word in weights for key in self._indicators_by_word.get(word, ())}
        names = self.names_by_indicator
        covered = ((names[key][0].measure_cover(weights), key) for key in near)
        found = sorted((one for one in covered if one[0] >= least), reverse=True)
        return [key for _, key in found[:most]]

    @cached_property
    def _indicators_by_word(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for key, names in self.names_by_indicator.items():
            for word, _ in names[0].words:
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
    def target_words(self) -> frozenset[str]:
        """What a target is called."""
        return list_words(self.voice.say(KIND_WORDS["target"]))

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
                before, *rest = _PLACEHOLDER.split(form, maxsplit=1)
                if not rest:
                    continue  # a word that says its number by itself
                after = rest[0]
                found |= {(before, "", unit.base_unit)} if before.strip() else set()
                found |= {("", after, unit.base_unit)} if after.strip() else set()
                if after.strip() in _PERCENT:
                    found |= {(head, tail, unit.base_unit) for head, tail in _PERCENT_WORDS}
        return sorted(found, key=lambda one: (-len(one[0] + one[1]), one))
