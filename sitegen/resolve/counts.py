"""Counts: how many targets are as an author says, or mistakes were refused; written by the site and never by hand."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.claims.expressions import ClaimError
from sitegen.claims.tallies import read_conditions
from sitegen.messages.said import say, say_names
from sitegen.problems import suggest
from sitegen.resolve.insertions import Insertion
from sitegen.views.claims import say_tally
from sitegen.views.values import ClaimView
from sitegen.views.words import COUNT_WORDS

if TYPE_CHECKING:
    from sitegen.language.voice import Voice
    from sitegen.ledger.ledger import Ledger
    from sitegen.project.parsed import Role
    from sitegen.resolve.insertions import Finder

_WHOLE = re.compile(r"(?P<what>targets|mistakes)\s*:\s*(?P<rest>.*)", re.DOTALL)
MADE_COLUMNS = ("tried", "tables", "pages", "audit", "unseen")
"""What of mistakes can be counted: the columns of their table."""
_ALL = "all"
"""Stands for all sorts of mistakes."""


def write_counted(finder: Finder, role: Role) -> Insertion | None:
    """The number that a role asks for; else a problem."""
    match = _WHOLE.fullmatch(role.text)
    try:
        if match is None:
            raise ClaimError(  # noqa: TRY301 # as what is raised below
                say("`{text}` does not say what to count", text=role.text),
                say("Write `targets: area=… status=…`"),
            )
        if match["what"] == "mistakes":
            return _count_mistakes(finder, match["rest"])
        return _count_targets(finder, match["rest"])
    except ClaimError as error:
        finder.problems.append(role.place.problem("count", error.message, error.hint))
        return None


def _count_mistakes(finder: Finder, text: str) -> Insertion:
    """How many mistakes of a sort, or of all, were made, or refused by whom.

    Raises:
        ClaimError: There is no such sort, or it says nothing of the kind.
    """
    sort, _, made = text.strip().partition(" ")
    known = list_sorts(finder.ledger)
    if sort not in known:
        raise ClaimError(
            say("there is no sort of mistakes `{sort}`", sort=sort), suggest(sort, known)
        )
    if made not in MADE_COLUMNS:
        listed = say("Write one of {made} behind the sort", made=say_names(MADE_COLUMNS))
        raise ClaimError(
            say("`{text}` does not say what of the mistakes to count", text=text), listed
        )
    number = count_sort(finder.ledger, sort, made)
    return Insertion("text", finder.voice.number(Decimal(number)))


def list_sorts(ledger: Ledger) -> tuple[str, ...]:
    """The sorts of mistakes that can be counted, and `all` of them."""
    return (*ledger.mistake_by_key, _ALL)


def count_sort(ledger: Ledger, sort: str, made: str) -> int:
    """How many mistakes of a sort, or of all, were made or refused; `made` is one of `MADE_COLUMNS`."""
    known = ledger.mistake_by_key
    rows = known.values() if sort == _ALL else (known[sort],)
    number: int = sum(getattr(row, made) for row in rows)
    return number


def _count_targets(finder: Finder, wanted: str) -> Insertion:
    """How many targets are as conditions say, in words where the language writes the number so."""
    conditions = read_conditions(wanted, finder.ledger)
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
