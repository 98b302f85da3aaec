"""Keys of facts as authors write them, and what is said of one that means no fact, or several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.messages.said import NOTHING, say, say_all
from sitegen.problems import suggest
from sitegen.resolve.key_slips import Stands, explain_slip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact
    from sitegen.messages.said import Said
    from sitegen.problems import Place, Problem


_SPAN = re.compile(
    r"(?:(?P<head>[^,]*)/)?(?P<first>[^/,]+)\.\.(?P<second>[^/,]+)(?:/(?P<tail>[^,]*))?"
)
_MOST_CANDIDATES = 6
_FIXED = 3
"""How many parts of a key every key names."""
_TWO = 2


def split_keys(text: str) -> tuple[str, ...]:
    """Keys of a role: separated by commas, or `a/b/2020..2023/tail` for two that differ in one part."""
    keys: list[str] = []
    for part in (part.strip() for part in text.split(",")):
        span = _SPAN.fullmatch(part)
        ends = (span["first"], span["second"]) if span else ()
        pieces = [(span["head"], end, span["tail"]) for end in ends] if span else [(part,)]
        keys.extend("/".join(filter(None, own)) for own in pieces)
    return tuple(keys)


def find_short_key(ledger: Ledger, fact: Fact) -> str:
    """The shortest key that means a fact, and no other."""
    parts = fact.key.split("/")
    base, rest = parts[:_FIXED], parts[_FIXED:]
    choices = [[], *([one] for one in rest), rest[:2], rest[:3], rest]
    for more in choices:
        key = "/".join([*base, *more])
        if ledger.find_facts(key) == (fact,):
            return key
    return fact.key


def write_keys(ledger: Ledger, facts: Sequence[Fact]) -> str:
    """Short keys of facts as a role takes them: `a/b/2020..2023` for two that differ in one part, which is what `split_keys` reads."""
    keys = [find_short_key(ledger, fact) for fact in facts]
    parts = [key.split("/") for key in keys]
    if len(keys) == _TWO and len(parts[0]) == len(parts[1]):
        differ = [at for at, pair in enumerate(zip(*parts, strict=True)) if pair[0] != pair[1]]
        if len(differ) == 1:
            at = differ[0]
            joined = f"{parts[0][at]}..{parts[1][at]}"
            return "/".join((*parts[0][:at], joined, *parts[0][at + 1 :]))
    return ", ".join(keys)


def is_key(ledger: Ledger, text: str) -> bool:
    """Whether a text is the key of a fact, or of two that differ in one part."""
    keys = split_keys(text)
    return all(map(ledger.find_facts, keys))


def slip_problem(text: str, cure: Said, place: Place) -> Problem:
    """That keys are written otherwise than where they stand."""
    what = say("`{text}` is not written as keys are here", text=text)
    return place.problem("unknown-fact", what, cure, key=text)


def key_problem(
    ledger: Ledger, key: str, found: tuple[Fact, ...], place: Place, stands: Stands = Stands.ALONE
) -> Problem:
    """A key that means no fact, or several; or more than a key, by how keys stand there."""
    if not key:
        return place.problem(
            "unknown-fact",
            say("no key stands here"),
            say("Write the key of a fact, or remove the sign beside it"),
        )
    if not found:
        if cure := explain_slip(key, stands, lambda one: is_key(ledger, one)):
            return slip_problem(key, cure, place)
        return place.problem(
            "unknown-fact",
            say("there is no fact `{key}`", key=key),
            suggest(key, ledger.short_keys) or say("Add it to facts.csv"),
            key=key,
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
