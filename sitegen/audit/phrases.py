"""Each fact's phrase: that it stands in the source once, and in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.ledger.phrases import find_own, says_bound
from sitegen.messages.said import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sitegen.audit.passages import Passages, Span
    from sitegen.ledger.values import Fact
    from sitegen.problems import Problem


@dataclass(frozen=True)
class LocatedFact:
    """A fact in the text of its source."""

    fact: Fact
    phrases: tuple[Span, ...]
    """Where its phrase stands; in one place, if all is well."""
    numbers: tuple[Span, ...]
    """Where its own number stands in these."""


def locate_fact(fact: Fact, passages: Passages, units: Collection[str]) -> LocatedFact:
    """Find a fact's phrase, and its number in it; `units` are the keys of the units that a phrase may say."""
    phrases = passages.find(fact.phrase)
    numbers = [number for span in phrases for number in _find_number(fact, passages, span, units)]
    return LocatedFact(fact, phrases, tuple(numbers))


def list_places(located: Sequence[LocatedFact]) -> list[tuple[Fact, Span]]:
    """The facts that stand in one place, with the place of their number."""
    return [(one.fact, (one.numbers or one.phrases)[0]) for one in located if len(one.phrases) == 1]


def check_located(located: Sequence[LocatedFact]) -> Iterator[Problem]:
    """Phrases that are not there once and in order."""
    for one in located:
        yield from _check_found(one.fact, len(one.phrases))
    yield from _check_order([one for one in located if len(one.phrases) == 1])


def _check_found(fact: Fact, times: int) -> Iterator[Problem]:
    if times == 0:
        yield fact.place.problem(
            "audit-phrase",
            say("`{phrase}` is not in {source}.txt", phrase=fact.phrase, source=fact.source.source),
            say("Copy the characters from the text"),
        )
    elif times > 1:
        yield fact.place.problem(
            "audit-phrase",
            say(
                "`{phrase}` occurs {times} times in {source}.txt",
                phrase=fact.phrase,
                times=times,
                source=fact.source.source,
            ),
            say("Add a few characters, so that it occurs once"),
        )


def _check_order(located: Sequence[LocatedFact]) -> Iterator[Problem]:
    """Rows that do not stand in the order in which their phrases begin in the text."""
    last: LocatedFact | None = None
    for one in located:
        if last is not None and one.phrases[0][0] < last.phrases[0][0]:
            yield one.fact.place.problem(
                "audit-order",
                say(
                    "`{phrase}` comes before `{last_phrase}` (line {line}) in the text",
                    phrase=one.fact.phrase,
                    last_phrase=last.fact.phrase,
                    line=last.fact.place.line,
                ),
                say("Write the facts of a source in the order of its text"),
            )
        else:
            last = one


def _find_number(fact: Fact, passages: Passages, span: Span, units: Collection[str]) -> list[Span]:
    """Where a fact's own number stands in its phrase; other numbers of the phrase are not its."""
    same = find_own(fact, units)
    best = [one for one in same if says_bound(fact.quantity.bound, one)] or same
    return [passages.locate(fact.phrase, one.start, one.end, span) for one in best]
