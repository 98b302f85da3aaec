"""Keys of facts as authors write them, and what is said of one that means no fact, or several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.messages.said import NOTHING, say, say_all
from sitegen.problems import suggest

if TYPE_CHECKING:
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact
    from sitegen.problems import Place, Problem


_SPAN = re.compile(
    r"(?:(?P<head>[^,]*)/)?(?P<first>[^/,]+)\.\.(?P<second>[^/,]+)(?:/(?P<tail>[^,]*))?"
)
_MOST_CANDIDATES = 6


def split_keys(text: str) -> tuple[str, ...]:
    """Keys of a role: separated by commas, or `a/b/2020..2023/tail` for two that differ in one part."""
    keys: list[str] = []
    for part in (part.strip() for part in text.split(",")):
        span = _SPAN.fullmatch(part)
        ends = (span["first"], span["second"]) if span else ()
        pieces = [(span["head"], end, span["tail"]) for end in ends] if span else [(part,)]
        keys.extend("/".join(filter(None, own)) for own in pieces)
    return tuple(keys)


def key_problem(ledger: Ledger, key: str, found: tuple[Fact, ...], place: Place) -> Problem:
    """A key that means no fact, or several."""
    if not found:
        return place.problem(
            "unknown-fact",
            say("there is no fact `{key}`", key=key),
            suggest(key, ledger.short_keys) or say("Add it to facts.csv"),
        )
    names = [f"`{fact.key}`" for fact in found[:_MOST_CANDIDATES]]
    more = (
        say(" and {number} more", number=len(found) - _MOST_CANDIDATES)
        if len(found) > _MOST_CANDIDATES
        else NOTHING
    )
    return place.problem(
        "ambiguous-fact",
        say("`{key}` means {number} facts", key=key, number=len(found)),
        say(
            "Add kind, measure, source or statement: {names}{more}", names=say_all(names), more=more
        ),
    )
