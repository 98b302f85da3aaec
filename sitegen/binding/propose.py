"""Proposals for the typed numbers of a page: what each can mean, the likeliest first, and which of them is certain.

**Certain** is a proposal only if all of this holds; nothing else is ever written into a page by itself.

1. It reads as what is typed, character for character, with unit and words of its bound, so the page reads as before. No other
   word of a bound stands beside it, and no other unit.
2. What it is of is said where the number stands: the indicator of each fact is named in the sentence, in the row or in the heading
   above, or a claim, a computed number or the directive there rests on it. That a number is found nowhere else in the ledger is not enough.
3. Its year is named there, or the page cites it elsewhere, and nothing nearby speaks for another year or place: one that is
   named nearer.
4. No other number of the same block means the same, and no role there shows it: who says two numbers means two things.
5. No other meaning comes near it: the odds against the next one, whatever it reads like, are at least e^`MARGIN`,
   and the signs for it come to `LEAST`, which few meanings reach that are wrong. Two
   that say the very same of the very same facts are told from each other by nobody, and neither is certain.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.binding.computing import compute_numbers, make_sieve
from sitegen.binding.evidence import PageTopic, is_said, take_signs, weigh_signs
from sitegen.binding.layout import PageLayout
from sitegen.binding.meanings import (
    group_meanings,
    list_counts,
    list_indicators,
    mean_achieved,
    mean_derived,
    mean_fact,
)
from sitegen.binding.nearby import NearbyReader
from sitegen.binding.reading import find_span, read_beside
from sitegen.binding.wording import list_words
from sitegen.quantities.units import COUNT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from sitegen.binding.evidence import Signs
    from sitegen.binding.index import LedgerIndex
    from sitegen.binding.meanings import Meaning
    from sitegen.binding.nearby import Nearby
    from sitegen.binding.reading import Beside
    from sitegen.language.numeral import Numeral
    from sitegen.ledger.values import Fact
    from sitegen.problems import Place
    from sitegen.resolve.page import ResolvedPage


MARGIN = 5.0
"""By how much the sum of signs of a certain proposal is larger than that of any other meaning."""
LEAST = 9.0
"""How large that sum is at least."""
_COUNTED = 0.5
"""How near other counts of the same sort or of the same column must stand."""
_ELSEWHERE = 0.3
"""How much nearer another year or place may be named than its own."""
_MOST = 5
"""So many proposals are kept of each number."""
_LEAST, _BEST = 0.35, 6
"""How far indicators must be named to be computed with, and how many of the best near one number."""
_LIKELY = 2
"""Of so many of the likeliest facts computed numbers of the same indicator are looked at too."""
_ROUNDS = 3
"""So often what is certain is taken for granted in looking at the others."""


@dataclass(frozen=True)
class TypedNumber:
    """A number that was typed into a page, where a reader sees it."""

    numeral: Numeral
    place: Place

    @property
    def line(self) -> int:
        """Its line, from 0."""
        return self.place.line - 1

    @property
    def column(self) -> int:
        """Its column, from 0."""
        return self.place.column - 1


@dataclass(frozen=True)
class Proposal:
    """What a typed number can mean."""

    meaning: Meaning
    weight: float
    """How well it fits, as the logarithm of odds; only differences say something."""
    span: tuple[int, int] | None
    """The characters of its line that it stands for; `None` where it reads otherwise than what is typed."""
    signs: Signs
    is_certain: bool = False


@dataclass(frozen=True)
class Proposed:
    """A typed number, and what it can mean, the likeliest first."""

    number: TypedNumber
    proposals: tuple[Proposal, ...]
    others: tuple[TypedNumber, ...] = ()
    """Further numbers that belong to what it means first, as the end of a range."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it stands, and where those stand that belong to it."""
        return tuple(one.place for one in (self.number, *self.others))

    @property
    def certain(self) -> Proposal | None:
        """What it means for certain, if anything."""
        return next((one for one in self.proposals[:1] if one.is_certain), None)


@dataclass(frozen=True)
class _Stand:
    """A typed number with what stands around it."""

    number: TypedNumber
    near: Nearby
    text: str
    """Its line."""
    start: int
    end: int
    beside: Beside


class Binder:
    """Proposes what the typed numbers of one page can mean."""

    def __init__(self, index: LedgerIndex, text: str, page: ResolvedPage) -> None:
        """Take the page in; `text` is its file with plain line ends."""
        self.index = index
        self.layout = PageLayout(text, page)
        self.topic = find_topic(page)
        self._computed: Mapping[Fraction, Sequence[Meaning]] | None = None

    def propose(self, numbers: Sequence[TypedNumber]) -> tuple[Proposed, ...]:
        """What each number can mean; one that belongs to another, as the end of a range, is told with it."""
        found = self._doubt_repeated(self._propose_once(numbers))
        for _ in range(_ROUNDS):
            sure = [one for one in found if one.certain]
            known = dict(map(_note_known, sure))
            if not sure or known == self.layout.known:
                break
            self.layout = replace(self.layout, known=known)
            left = [own for one in found if not one.certain for own in (one.number, *one.others)]
            again = (*sure, *self._propose_once(left))
            found = self._doubt_repeated(sorted(again, key=lambda one: one.number.place))
        return found

    def _propose_once(self, numbers: Sequence[TypedNumber]) -> tuple[Proposed, ...]:
        reader = NearbyReader(self.layout, self.index.ledger, self.index.places)
        stands = [stand for one in numbers if (stand := self._stand(reader, one))]
        stated = {
            stand.number: self._rank(stand, map(self._mean_fact, self._find(stand)))
            for stand in stands
        }
        if self._computed is None:  # what is certain later on is among what it was made of
            self._computed = self._compute(stands, stated)
        counts = list_counts(self.index)
        found: list[Proposed] = []
        for stand in stands:
            value = abs(stand.number.numeral.value)
            counted = (one for one in counts.get(value, ()) if self._is_counted(stand, one))
            others = (*self._computed.get(value, ()), *counted)
            ranked = sorted(
                (*stated[stand.number], *self._rank(stand, others)), key=lambda one: -one.weight
            )
            if found and _covers(found[-1], stand.number):
                found[-1] = replace(found[-1], others=(*found[-1].others, stand.number))
                continue
            found.append(Proposed(stand.number, self._judge(stand, ranked)))
        return tuple(found)

    def _stand(self, reader: NearbyReader, number: TypedNumber) -> _Stand | None:
        """What stands around a number; `None` for one that stands in no block."""
        if number.line not in self.layout.blocks:
            return None
        text = self.layout.lines[number.line]
        start, length = number.column, len(number.numeral.text)
        if text[start : start + length] != number.numeral.text:  # it is written with an escape
            start = max(text.find(number.numeral.text), 0)
        near = reader.look(number.line, start, length)
        lexicon = self.index.voice.language.lexicon
        beside = read_beside(text, start, start + length, self.index.affixes, lexicon)
        return _Stand(number, near, text, start, start + length, beside)

    def _find(self, stand: _Stand) -> Sequence[Fact]:
        return self.index.find_facts(stand.number.numeral.value)

    def _mean_fact(self, fact: Fact) -> Meaning:
        return mean_fact(self.index, fact)

    def _is_counted(self, stand: _Stand, meaning: Meaning) -> bool:
        """Whether a number may be a count: it reads so, and, where targets are counted, they are spoken of."""
        if meaning.role != "count":
            return True
        if find_span(stand.text, stand.start, stand.end, meaning.text) is None:
            return False
        spoken = not self.index.target_words.isdisjoint(stand.near.words)
        return spoken or meaning.facets[0][0] != "condition"

    def _compute(
        self, stands: Sequence[_Stand], stated: Mapping[TypedNumber, Sequence[Proposal]]
    ) -> Mapping[Fraction, Sequence[Meaning]]:
        """What is computed or counted and may have been typed, by the first number of how it reads."""
        index, known = self.index, self.index.ledger.fact_by_key
        cited = {known[key] for key in self.topic.cited}
        near: set[str] = set()
        for stand in stands:
            near.update(index.find_named(stand.near.words, _LEAST, _BEST))
            near.update(key for name, key in stand.near.cited if name == "indicator")
        likely = (one.meaning for own in stated.values() for one in own[:_LIKELY])
        whole = near | list_indicators([*likely]) | {one.indicator.indicator for one in cited}
        pool = [fact for key in sorted(whole) for fact in index.ledger.facts_by_indicator[key]]
        core = [one for one in pool if one in cited or one.indicator.indicator in near]
        sieve = make_sieve(abs(stand.number.numeral.value) for stand in stands)
        derived = compute_numbers(pool, core, sieve, index.ledger.unit_by_key)
        meanings = (mean_derived(index, one) for one in derived)
        return group_meanings(index, (*meanings, *mean_achieved(index, sorted(near))))

    def _rank(self, stand: _Stand, meanings: Iterable[Meaning]) -> list[Proposal]:
        return sorted((self._weigh(stand, one) for one in meanings), key=lambda one: -one.weight)

    def _weigh(self, stand: _Stand, meaning: Meaning) -> Proposal:
        span = find_span(stand.text, stand.start, stand.end, meaning.text)
        base = meaning.quantity.unit.base_unit if meaning.quantity else COUNT
        units = stand.beside.units
        signs = {
            **take_signs(self.index, self.topic, stand.near, meaning),
            "reads": float(span is not None),
            "reads-long": (span[1] - span[0] - stand.end + stand.start) / 4 if span else 0.0,
            "other-unit": float(bool(units) and base not in units),
        }
        return Proposal(meaning, weigh_signs(signs), span, signs)

    def _judge(self, stand: _Stand, ranked: Sequence[Proposal]) -> tuple[Proposal, ...]:
        """The first of the proposals, and whether the likeliest is certain."""
        if not ranked:
            return ()
        first, *others = ranked[:_MOST]
        margin = first.weight - others[0].weight if others else MARGIN
        sure = margin >= MARGIN and first.weight >= LEAST
        sure = sure and fits_surely(self.index, first, stand)
        return (replace(first, is_certain=sure), *others)

    def _doubt_repeated(self, found: Sequence[Proposed]) -> tuple[Proposed, ...]:
        """Numbers with none certain that another number of the same block means too: one of them may be something else."""
        means = Counter(map(self._name_meaning, found))
        return tuple(
            replace(
                one, proposals=(replace(one.proposals[0], is_certain=False), *one.proposals[1:])
            )
            if one.certain and means[self._name_meaning(one)] > 1
            else one
            for one in found
        )

    def _name_meaning(self, one: Proposed) -> tuple[object, ...]:
        """A block, and what a number of it means for certain; a name of its own where it means nothing so."""
        block = self.layout.blocks[one.number.line]
        own = one.certain.meaning.subject if one.certain else (one.number.place,)
        return (block.lines, *own)


def fits_surely(index: LedgerIndex, proposal: Proposal, stand: _Stand) -> bool:
    """Whether a proposal reads as what is typed, and what it is of is said where the number stands."""
    signs, meaning = proposal.signs, proposal.meaning
    bound = meaning.quantity.bound if meaning.quantity else "exact"
    if proposal.span is None or signs["other-unit"] or stand.beside.bounds - {bound}:
        return False
    if not meaning.facts:
        return signs.get("counted", 0.0) + signs.get("stage", 0.0) > _COUNTED
    elsewhere = max(signs["other-year"], signs["other-place"])
    return (
        not signs["shown"]
        and elsewhere <= _ELSEWHERE
        and all(is_said(one, index, stand.near) for one in meaning.facts)
    )


def _note_known(one: Proposed) -> tuple[tuple[int, int], tuple[int, str, str, tuple[str, ...]]]:
    """A certain number as a page layout takes it: place, length, role, argument and keys."""
    proposal, line = one.proposals[0], one.number.line
    first, last = proposal.span or (one.number.column, one.number.column)
    meaning = proposal.meaning
    keys = tuple(fact.key for fact in meaning.facts)
    return (line, first), (last - first, meaning.role, meaning.argument or ", ".join(keys), keys)


def _covers(before: Proposed, number: TypedNumber) -> bool:
    """Whether a number belongs to what the one before it means, as the end of a range."""
    span = before.proposals[0].span if before.proposals else None
    return span is not None and before.number.line == number.line and number.column < span[1]


def find_topic(page: ResolvedPage) -> PageTopic:
    """What a page is about."""
    titles = " ".join(text for _, text in page.meta)
    return PageTopic(
        page.parsed.page.get("domain"),
        dict.fromkeys(list_words(titles), 1.0),
        frozenset(use.key for use in page.citations),
    )
