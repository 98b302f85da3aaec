"""What the numbers of pages can mean, as lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.binding.saying import say_meaning, write_role
from sitegen.messages.said import say, say_all, say_many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.binding.typed import Proposed
    from sitegen.desk.bind import PageBinding
    from sitegen.messages.said import Said


def tell_bindings(bindings: Sequence[PageBinding]) -> Iterator[Said]:
    """Lines a number: where it stands, then what it can mean, the likeliest first."""
    for binding in bindings:
        for one in binding.bound.found:
            yield _say_number(binding, one)
            yield from _list_proposals(binding, one)


def _say_number(binding: PageBinding, one: Proposed) -> Said:
    place = one.number.place
    said = say(
        "{path}:{line}:{column}: {number}",
        path=place.path,
        line=place.line,
        column=place.column,
        number=one.number.numeral.text,
    )
    if binding.is_written(one):
        return say("{number} (written)", number=said)
    return say("{number} (certain)", number=said) if one.certain else said


def _list_proposals(binding: PageBinding, one: Proposed) -> Iterator[Said]:
    index = binding.bound.index
    for proposal in one.proposals:
        meaning = proposal.meaning
        role = write_role(index, meaning)
        yield say("  {role}  {what}", role=role, what=say_meaning(index, meaning))
    if not one.proposals:
        nearest = say_all(binding.list_nearest(one))
        if nearest:
            yield say("  no fact and no rule gives it; nearest comes {roles}", roles=nearest)
        else:
            yield say("  no fact and no rule gives it")


def count_bindings(bindings: Sequence[PageBinding]) -> Said:
    """How many numbers there are, for how many there is a proposal, and how many are certain or written."""
    found = [one for binding in bindings for one in binding.bound.found]
    if not found:
        return say("No typed numbers")
    written = sum(len(binding.written) for binding in bindings)
    sure = sum(one.certain is not None for one in found)
    return say(
        "{numbers}: {proposed} with a proposal, {done}",
        numbers=say_many(len(found), "{n} typed number", "{n} typed numbers"),
        proposed=sum(bool(one.proposals) for one in found),
        done=say("{written} written", written=written)
        if written
        else say("{sure} certain", sure=sure),
    )
