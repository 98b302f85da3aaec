"""Counts: how many targets are as an author says, written by the site and never by hand."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.claims.expressions import ClaimError
from sitegen.claims.tallies import read_conditions
from sitegen.resolve.insertions import Insertion
from sitegen.views.claims import say_tally
from sitegen.views.values import ClaimView
from sitegen.views.words import COUNT_WORDS

if TYPE_CHECKING:
    from sitegen.language.voice import Voice
    from sitegen.project.parsed import Role
    from sitegen.resolve.insertions import Finder

_WHOLE = re.compile(r"targets\s*:\s*(.*)", re.DOTALL)


def count_targets(finder: Finder, role: Role) -> Insertion | None:
    """The number that a role asks for, in words where the language writes it so; else a problem."""
    match = _WHOLE.fullmatch(role.text)
    try:
        if match is None:
            raise ClaimError(  # noqa: TRY301 # as what is raised below
                f"`{role.text}` does not say what to count", "Write `targets: area=… status=…`"
            )
        conditions = read_conditions(match[1], finder.ledger)
    except ClaimError as error:
        finder.problems.append(role.place.problem("count", str(error), error.hint))
        return None
    number = finder.around.assessments.count(*conditions)
    text = write_count(finder.voice, number)
    key = "targets: " + " ".join(f"{name}={'|'.join(values)}" for name, values in conditions)
    said = say_tally(finder.maker, conditions, finder.voice.number(Decimal(number)))
    view = ClaimView(key, text, said, ())
    return Insertion("claim", text, f"count {key}", view, finder.working(view))


def write_count(voice: Voice, number: int) -> str:
    """A number as a text of the language writes it: small ones in words, where it does."""
    if number in COUNT_WORDS:
        return voice.say(COUNT_WORDS[number])
    return voice.number(Decimal(number))
