"""Proposals for the typed numbers of a page: what each can mean, the likeliest first, and which of them is certain."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from sitegen.binding.certainty import count_expected, is_certain
from sitegen.binding.computing import compute_numbers, find_rounding, make_sieve
from sitegen.binding.crosses import list_counted, list_pairs, read_counted, settle_cells
from sitegen.binding.evidence import PageTopic, is_spoken_of, take_signs, weigh_signs
from sitegen.binding.layout import PageLayout
from sitegen.binding.meanings import (
    group_meanings,
    list_counts,
    list_indicators,
    mean_achieved,
    mean_derived,
    mean_fact,
)
from sitegen.binding.nearby import NearbyReader, find_cell
from sitegen.binding.reading import find_span, find_whole, read_beside
from sitegen.binding.typed import Proposal, Proposed, Stand
from sitegen.binding.wording import list_words
from sitegen.language.numerals import find_numerals
from sitegen.quantities.units import COUNT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from sitegen.binding.counterpart import Counterpart
    from sitegen.binding.crosses import Cell, Pair
    from sitegen.binding.index import LedgerIndex
    from sitegen.binding.meanings import Meaning
    from sitegen.binding.typed import TypedNumber
    from sitegen.language.numeral import Numeral
    from sitegen.ledger.values import Fact
    from sitegen.resolve.page import ResolvedPage


_LARGE = 1000
"""From this number on a count may be written otherwise than the site writes it."""
_TELLING_SIZE = 10
"""From this number on one without a unit may be a round form of what has one."""
_MOST = 5
"""So many proposals are kept of each number."""
_LEAST, _BEST = 0.35, 6
"""How far indicators must be named to be computed with, and how many of the best near one number."""
_LIKELY = 2
"""Of so many of the likeliest facts computed numbers of the same indicator are looked at too."""
_ROUNDS = 3
"""So often what is certain is taken for granted in looking at the others."""


class Binder:
    """Proposes what the typed numbers of one page can mean."""

    def __init__(
        self,
        index: LedgerIndex,
        text: str,
        page: ResolvedPage,
        counterparts: Mapping[int, Counterpart] = MappingProxyType({}),
    ) -> None:
        """Take the page in; `text` is its file with plain line ends, `counterparts` are what other languages show in each line."""
        self.index = index
        self.counterparts = counterparts
        self.layout = PageLayout(text, page)
        self.topic = find_topic(page)
        self._computed: Mapping[Fraction, Sequence[Meaning]] | None = None
        self._numerals: dict[str, Sequence[Numeral]] = {}
        self._settled: Mapping[TypedNumber, Pair] = {}

    def propose(self, numbers: Sequence[TypedNumber]) -> tuple[Proposed, ...]:
        """What each number can mean; one that belongs to another, as the end of a range, is told with it."""
        self._settled = self._settle(numbers)
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

    def _settle(self, numbers: Sequence[TypedNumber]) -> Mapping[TypedNumber, Pair]:
        """What the numbers of tables count by sort and stage, those that are typed beside those that roles show."""
        reader = NearbyReader(self.layout, self.index.ledger, self.index.places)
        tables: dict[int, dict[Cell, TypedNumber]] = {}
        for one in numbers:
            block = self.layout.blocks.get(one.line)
            if block and block.kind == "row":
                at = find_cell(self.layout.divide_row(one.line), one.column)
                tables.setdefault(block.top, {}).setdefault((one.line, at), one)
        settled: dict[TypedNumber, Pair] = {}
        for top, typed in tables.items():
            pairs = {
                cell: list_pairs(self.index, abs(one.numeral.value)) for cell, one in typed.items()
            }
            if any(pairs.values()):
                found = settle_cells({**read_counted(reader, top), **pairs})
                settled |= {one: found[cell] for cell, one in typed.items() if cell in found}
        return settled

    def _propose_once(self, numbers: Sequence[TypedNumber]) -> tuple[Proposed, ...]:
        reader = NearbyReader(self.layout, self.index.ledger, self.index.places, self.counterparts)
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
            value = stand.value
            counted = (one for one in counts.get(value, ()) if self._is_counted(stand, one))
            others = (*self._computed.get(value, ()), *counted)
            ranked = [*stated[stand.number], *self._rank(stand, others)]
            exact = (one for one in ranked if one.meaning.role == "fact" or one.signs["abroad"])
            if not any(map(partial(self._is_spoken_of, stand), exact)):
                ranked += self._rank_rounded(stand)
            ranked.sort(key=lambda one: -one.weight)
            if found and _covers(found[-1], stand):
                found[-1] = replace(found[-1], others=(*found[-1].others, stand.number))
                continue
            found.append(Proposed(stand.number, self._judge(stand, ranked), stand.stretch))
        return tuple(found)

    def _stand(self, reader: NearbyReader, number: TypedNumber) -> Stand | None:
        """What stands around a number; `None` for one that stands in no block."""
        if number.line not in self.layout.blocks:
            return None
        line, column, typed = self.layout.lines[number.line], number.column, number.numeral.text
        if not line.startswith(typed, column):  # it is written with an escape
            column = max(line.find(typed), 0)
        near = reader.look(number.line, column, len(typed))
        stretch = self.layout.read_stretch(number.line)
        start = stretch.find(number.line, column)
        lexicon = self.index.voice.language.lexicon
        whole = find_whole(self._list_numerals(stretch.text), start, number.numeral)
        end = start + len(whole.text)
        beside = read_beside(stretch.text, start, end, self.index.affixes, lexicon)
        return Stand(number, near, stretch, start, end, abs(whole.value), beside)

    def _list_numerals(self, text: str) -> Sequence[Numeral]:
        """The numerals of lines that go on in each other, in order; many numbers may stand in the same ones."""
        if text not in self._numerals:
            found = find_numerals(text, self.index.voice.language.lexicon)
            self._numerals[text] = sorted(found, key=lambda one: one.start)
        return self._numerals[text]

    def _find(self, stand: Stand) -> Sequence[Fact]:
        return self.index.find_facts(stand.value)

    def _mean_fact(self, fact: Fact) -> Meaning:
        return mean_fact(self.index, fact)

    def _is_counted(self, stand: Stand, meaning: Meaning) -> bool:
        """Whether a number may be a count: it reads so, and, where targets are counted, they are spoken of."""
        if meaning.role != "count":
            return True
        span = find_span(stand.stretch.text, stand.start, stand.end, meaning.text)
        if span is None and stand.value < _LARGE:  # a large one is grouped otherwise
            return False
        spoken = not self.index.target_words.isdisjoint(stand.near.words)
        return spoken or meaning.facets[0][0] != "condition"

    def _compute(
        self, stands: Sequence[Stand], stated: Mapping[TypedNumber, Sequence[Proposal]]
    ) -> Mapping[Fraction, Sequence[Meaning]]:
        """What is computed or counted and may have been typed, by the first number of how it reads."""
        index, known = self.index, self.index.ledger.fact_by_key
        cited = {known[key] for key in self.topic.cited}
        near: set[str] = set()
        for stand in stands:
            near.update(index.find_named(stand.near.words, _LEAST, _BEST))
            near.update(key for name, key in stand.near.cited if name == "indicator")
            near.update(
                known[key].indicator.indicator
                for _, keys in stand.near.abroad
                for key in keys
                if isinstance(key, str)
            )
        likely = (one.meaning for own in stated.values() for one in own[:_LIKELY])
        whole = near | list_indicators([*likely]) | {one.indicator.indicator for one in cited}
        pool = [fact for key in sorted(whole) for fact in index.ledger.facts_by_indicator[key]]
        core = [one for one in pool if one in cited or one.indicator.indicator in near]
        sieve = make_sieve(stand.value for stand in stands)
        derived = compute_numbers(pool, core, sieve, index.ledger.unit_by_key)
        meanings = (mean_derived(index, one) for one in derived)
        return group_meanings(index, (*meanings, *mean_achieved(index, sorted(near))))

    def _rank(
        self, stand: Stand, meanings: Iterable[Meaning], *, is_rounded: bool = False
    ) -> list[Proposal]:
        weighed = (self._weigh(stand, one, is_rounded=is_rounded) for one in meanings)
        return sorted(weighed, key=lambda one: -one.weight)

    def _rank_rounded(self, stand: Stand) -> list[Proposal]:
        """What a number may be a round form of, where something but the number speaks for it."""
        reach = find_rounding(stand.value)
        near = self.index.find_rounded(stand.value, reach)
        computed = (
            one
            for value, own in (self._computed or {}).items()
            if value != stand.value and abs(value - stand.value) <= reach
            for one in own
        )
        meanings = (*map(self._mean_fact, near), *computed)
        ranked = self._rank(stand, meanings, is_rounded=True)
        return [one for one in ranked if self._is_spoken_of(stand, one) and _may_round(stand, one)]

    def _is_spoken_of(self, stand: Stand, proposal: Proposal) -> bool:
        """Whether more than the number speaks for a proposal: what it is of is said, or another language shows it."""
        said = is_spoken_of(proposal.meaning, self.index, stand.near)
        return said or bool(proposal.signs["abroad"])

    def _weigh(self, stand: Stand, meaning: Meaning, *, is_rounded: bool) -> Proposal:
        span = find_span(stand.stretch.text, stand.start, stand.end, meaning.text)
        base = meaning.quantity.unit.base_unit if meaning.quantity else COUNT
        units = stand.beside.units
        signs = {
            **take_signs(self.index, self.topic, stand.near, meaning),
            "reads": float(span is not None),
            "rounded": float(is_rounded),
            "reads-long": (span[1] - span[0] - stand.end + stand.start) / 4 if span else 0.0,
            "other-unit": float(bool(units) and base not in units),
            "settled": float(self._settled.get(stand.number) in list_counted([meaning])),
        }
        return Proposal(meaning, weigh_signs(signs), span, signs)

    def _judge(self, stand: Stand, ranked: Sequence[Proposal]) -> tuple[Proposal, ...]:
        """The first of the proposals, and whether the likeliest is certain."""
        if not ranked:
            return ()
        first, *others = ranked[:_MOST]
        sure = is_certain(self.index, stand, first, others)
        return (replace(first, is_certain=sure), *others)

    def _doubt_repeated(self, found: Sequence[Proposed]) -> tuple[Proposed, ...]:
        """Numbers with none certain that another number of the same block means too: one of them may be something else."""
        means = Counter(map(self._name_meaning, found))
        return tuple(
            replace(
                one, proposals=(replace(one.proposals[0], is_certain=False), *one.proposals[1:])
            )
            if one.certain and means[self._name_meaning(one)] > count_expected(one.certain)
            else one
            for one in found
        )

    def _name_meaning(self, one: Proposed) -> tuple[object, ...]:
        """A block, and what a number of it means for certain; a name of its own where it means nothing so."""
        block = self.layout.blocks[one.number.line]
        own = one.certain.meaning.subject if one.certain else (one.number.place,)
        return (block.lines, *own)


def _may_round(stand: Stand, proposal: Proposal) -> bool:
    """Whether a number may be a round form of something: a small one without a unit counts, and is no share rounded up."""
    quantity = proposal.meaning.quantity
    is_count = quantity is None or quantity.unit.base_unit == COUNT
    return is_count or bool(stand.beside.units) or stand.value >= _TELLING_SIZE


def _note_known(one: Proposed) -> tuple[tuple[int, int], tuple[int, str, str, tuple[str, ...]]]:
    """A certain number as a page layout takes it: place, length, role, argument and keys."""
    proposal, place = one.proposals[0], (one.number.line, one.number.column)
    size = 0
    if proposal.span:
        place, end = one.stretch.locate_span(proposal.span)
        size = end[1] - place[1] if end[0] == place[0] else len(one.number.numeral.text)
    meaning = proposal.meaning
    keys = tuple(fact.key for fact in meaning.facts)
    return place, (size, meaning.role, meaning.argument or ", ".join(keys), keys)


def _covers(before: Proposed, stand: Stand) -> bool:
    """Whether a number belongs to what the one before it means, as the end of a range."""
    span = before.proposals[0].span if before.proposals else None
    return span is not None and before.stretch == stand.stretch and stand.start < span[1]


def find_topic(page: ResolvedPage) -> PageTopic:
    """What a page is about."""
    titles = " ".join(text for _, text in page.meta)
    return PageTopic(
        page.parsed.page.get("domain"),
        dict.fromkeys(list_words(titles), 1.0),
        frozenset(use.key for use in page.citations),
    )
