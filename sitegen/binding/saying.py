"""Proposals in words: the role as it is written, how it reads, and what it is of, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.binding.meanings import mean_fact
from sitegen.messages.said import keep_as, say, say_all
from sitegen.resolve.keys import write_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.binding.index import LedgerIndex
    from sitegen.binding.meanings import Meaning
    from sitegen.binding.typed import Proposed
    from sitegen.ledger.values import Fact
    from sitegen.messages.said import Said

_MOST = 3
"""So many proposals are told in a hint."""


def write_role(index: LedgerIndex, meaning: Meaning) -> str:
    """A meaning as its author writes it: `` {fact}`gdp/cdht/2023` ``."""
    argument = meaning.argument or write_keys(index.ledger, meaning.facts)
    return f"{{{meaning.role}}}`{argument}`"


def describe_meaning(index: LedgerIndex, meaning: Meaning) -> str:
    """What a number is of: indicator, place, time and document of each fact, what they have in common said once."""
    parts: list[str] = []
    for fact in meaning.facts:
        parts += (part for part in _describe_fact(index, fact) if part not in parts)
    return index.voice.between.join(parts)


def _describe_fact(index: LedgerIndex, fact: Fact) -> tuple[str, ...]:
    code = index.code
    return (
        fact.indicator.name[code],
        fact.area.short[code],
        index.voice.period(fact.period),
        fact.source.title[code],
    )


def say_meaning(index: LedgerIndex, meaning: Meaning) -> Said:
    """How a meaning reads, and what it is of."""
    said = filter(None, (meaning.text, describe_meaning(index, meaning)))
    return keep_as(": ".join(said))


def say_hint(index: LedgerIndex, found: Proposed, hint: Said) -> Said:
    """What to do about a typed number: the roles that it may be, or the figures that come nearest; else `hint`."""
    if found.proposals:
        meanings = [one.meaning for one in found.proposals[:_MOST]]
        roles = _say_roles(index, meanings)
        return say("Write {roles}, or declare the name in names.csv", roles=roles)
    nearest = [mean_fact(index, one) for one in index.find_nearest(found.number.numeral.value)]
    if not nearest:
        return hint
    return say(
        "No fact and no rule gives it; nearest comes {roles}. {hint}",
        roles=_say_roles(index, nearest),
        hint=hint,
    )


def _say_roles(index: LedgerIndex, meanings: Sequence[Meaning]) -> Said:
    return say_all(
        (
            say("{role} (`{what}`)", role=write_role(index, one), what=say_meaning(index, one))
            for one in meanings
        ),
        " or ",
        " or ",
    )
