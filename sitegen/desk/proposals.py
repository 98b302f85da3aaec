"""What the numbers of pages can mean, as lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.binding.saying import describe_meaning, write_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.binding.propose import Proposal, Proposed
    from sitegen.desk.bind import PageBinding


def tell_bindings(bindings: Sequence[PageBinding]) -> Iterator[str]:
    """A paragraph a number: where it stands, then what it can mean, the likeliest first."""
    for binding in bindings:
        for one in binding.bound.found:
            yield "\n".join((_say_number(binding, one), *_list_proposals(binding, one)))


def _say_number(binding: PageBinding, one: Proposed) -> str:
    place = one.number.place
    said = f"{place.path}:{place.line}:{place.column}: {one.number.numeral.text}"
    if binding.is_written(one):
        return f"{said} (written)"
    return f"{said} (certain)" if one.certain else said


def _list_proposals(binding: PageBinding, one: Proposed) -> Iterator[str]:
    for proposal in one.proposals:
        yield f"  {_say_proposal(binding, proposal)}"
    if not one.proposals:
        nearest = ", ".join(binding.list_nearest(one))
        yield "  no fact and no rule gives it" + (f"; nearest comes {nearest}" if nearest else "")


def _say_proposal(binding: PageBinding, proposal: Proposal) -> str:
    index, meaning = binding.bound.index, proposal.meaning
    said = ": ".join(filter(None, (meaning.text, describe_meaning(index, meaning))))
    return f"{write_role(index, meaning)}  {said}"


def count_bindings(bindings: Sequence[PageBinding]) -> str:
    """How many numbers there are, for how many there is a proposal, and how many are certain or written."""
    found = [one for binding in bindings for one in binding.bound.found]
    proposed = sum(bool(one.proposals) for one in found)
    sure = sum(one.certain is not None for one in found)
    written = sum(len(binding.written) for binding in bindings)
    numbers = f"{len(found)} typed number{'s' * (len(found) != 1)}"
    if not found:
        return "No typed numbers"
    done = f"{written} written" if written else f"{sure} certain"
    return f"{numbers}: {proposed} with a proposal, {done}"
