"""Footnotes: the marks of a text and the notes that they lead to, numbered in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.messages.said import say
from sitegen.problems import suggest
from sitegen.project.parsed import Footnote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.problems import Problem
    from sitegen.project.inlines import Definition, Mark


def number_notes(
    marks: Sequence[Mark], definitions: Sequence[Definition]
) -> tuple[tuple[Footnote, ...], tuple[Problem, ...]]:
    """The notes that are led to, in the order of their first marks; and what is wrong with marks and notes.

    Each mark is told its number, and which of the marks of its note it is. A note that only notes lead to
    comes after them.
    """
    there = {label: tokens for label, _, tokens in reversed(definitions)}
    uses: dict[str, int] = {}
    waiting: list[str | None] = [None]
    while waiting:
        within = waiting.pop(0)
        for mark in marks:
            if mark.within == within and mark.label in there:
                if mark.label not in uses:
                    waiting.append(mark.label)
                uses[mark.label] = uses.get(mark.label, 0) + 1
                number = [*uses].index(mark.label) + 1
                mark.token.meta |= {"number": number, "use": uses[mark.label]}
    notes = tuple(
        Footnote(label, number, count, tuple(there[label]))
        for number, (label, count) in enumerate(uses.items(), start=1)
    )
    return notes, tuple(_check(marks, definitions, {*uses}))


def _check(
    marks: Sequence[Mark], definitions: Sequence[Definition], used: set[str]
) -> Iterator[Problem]:
    labels = dict.fromkeys(label for label, _, _ in definitions)
    for mark in marks:
        if mark.label not in labels:
            yield mark.place.problem(
                "footnote",
                say("there is no note `[^{label}]`", label=mark.label),
                suggest(mark.label, labels)
                or say("Write it in a line of its own: `[^{label}]: …`", label=mark.label),
            )
    seen = set[str]()
    for label, place, _ in definitions:
        if label in seen:
            yield place.problem(
                "footnote",
                say("the note `[^{label}]` is written twice", label=label),
                say("Give each its own label"),
            )
        elif label not in used:
            yield place.problem(
                "footnote",
                say("nothing leads to the note `[^{label}]`", label=label),
                say("Write `[^{label}]` where it belongs to", label=label),
            )
        seen.add(label)
