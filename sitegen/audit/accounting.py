"""Every numeral of a source accounted for: stated by a fact, left out with a reason, or open."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.language.numerals import find_numerals
from sitegen.ledger.patterns import compile_pattern
from sitegen.limits import PATTERN_SECONDS
from sitegen.messages.said import say, say_many
from sitegen.problems import Place
from sitegen.writing import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sitegen.audit.passages import Passages, Span
    from sitegen.language.lexicon import Lexicon
    from sitegen.language.numeral import Numeral
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Coverage, LeftOut
    from sitegen.problems import Problem


COVERAGE = "coverage"
"""The table that keeps what the last audit found."""


@dataclass(frozen=True)
class Account:
    """The numerals of a text, and what is wrong with the account of them."""

    numerals: int
    stated: int
    """Those that facts state."""
    leftout: int
    """Those that rows of `leftout.csv` leave out."""
    problems: tuple[Problem, ...]


def publish_coverage(folder: Path, coverage: Sequence[Coverage]) -> None:
    """Write what an audit found as `coverage.csv` into the folder of the tables."""
    lines = ["source,digest,facts,numerals,stated,leftout"]
    lines += [
        f"{one.source},{one.digest},{one.facts},{one.numerals},{one.stated},{one.leftout}"
        for one in coverage
    ]
    replace_file(folder / f"{COVERAGE}.csv", ("\n".join(lines) + "\n").encode())


def check_recorded(ledger: Ledger, coverage: Sequence[Coverage], folder: str) -> Iterator[Problem]:
    """Sources whose recorded coverage is not what was found."""
    recorded = {one.source: one for one in ledger.coverage}
    for one in coverage:
        old = recorded.get(one.source)
        if old != one:
            place = old.place if old else Place(f"{folder}/{COVERAGE}.csv")
            yield place.problem(
                "audit-coverage",
                say(
                    "the recorded coverage of `{source}` is not what the audit finds",
                    source=one.source,
                ),
                say("Record it with `sitegen audit --record` once nothing is open"),
            )


def account_numerals(
    passages: Passages,
    stated: Sequence[Span],
    rows: Sequence[LeftOut],
    lexicon: Lexicon | None = None,
) -> Account:
    """Account for every numeral of a text.

    Args:
        passages: The text.
        stated: Where the numbers of its facts stand.
        rows: The rows of `leftout.csv` for it.
        lexicon: What its language says of numbers.
    """
    numerals = find_numerals(passages.text, lexicon)
    covered = _select_inside(numerals, stated, touching=True)
    rest = [numeral for numeral in numerals if numeral not in covered]
    left: set[Numeral] = set()
    problems: list[Problem] = []
    for row in rows:  # each numeral counts for the first row that leaves it out
        try:
            spans = _find_left_out(row, passages)
        except TimeoutError:
            problems.append(_say_slow(row))
            continue
        own = _select_inside(rest, spans) - left
        left |= own
        problems += _check_left_out(row, len(own))
    problems += [_report_open(numeral, passages) for numeral in rest if numeral not in left]
    return Account(len(numerals), len(covered), len(left), tuple(problems))


def _select_inside(
    numerals: Sequence[Numeral], spans: Sequence[Span], *, touching: bool = False
) -> set[Numeral]:
    """The numerals that lie in one of the spans, wholly or, if `touching`, in part."""
    starts = [numeral.start for numeral in numerals]
    inside: set[Numeral] = set()
    for start, end in spans:
        first = bisect.bisect_left(starts, start) - touching
        for numeral in numerals[max(0, first) :]:
            if numeral.start >= end:
                break
            if (touching and numeral.end > start) or (
                start <= numeral.start and numeral.end <= end
            ):
                inside.add(numeral)
    return inside


def _find_left_out(row: LeftOut, passages: Passages) -> Sequence[Span]:
    """Where the characters of a row stand in the text."""
    if row.is_pattern:
        pattern = compile_pattern(row.text)
        return [match.span() for match in pattern.finditer(passages.text, timeout=PATTERN_SECONDS)]
    return passages.find(row.text)


def _say_slow(row: LeftOut) -> Problem:
    """A pattern that tries so many ways to match that it comes to no end."""
    return row.place.problem(
        "limit",
        say(
            "the pattern `{text}` takes longer than {n} seconds for {source}.txt",
            text=row.text,
            n=round(PATTERN_SECONDS),
            source=row.source,
        ),
        say("Let nothing repeat that is repeated itself, as in `(a+)+`"),
    )


def _check_left_out(row: LeftOut, number: int) -> Iterator[Problem]:
    """A row that leaves out another number of numerals than it says."""
    if number != row.numerals:
        left = say_many(number, "{n} numeral", "{n} numerals") if number else say("no numeral")
        yield row.place.problem(
            "audit-leftout",
            say(
                "`{text}` leaves out {left} of {source}.txt, but the row says {numerals}",
                text=row.text,
                left=left,
                source=row.source,
                numerals=row.numerals,
            ),
            say("Check each of them, then fix the row")
            if number
            else say("Fix the row, or remove it"),
        )


def _report_open(numeral: Numeral, passages: Passages) -> Problem:
    around = passages.surroundings((numeral.start, numeral.end))
    return passages.place(numeral.start).problem(
        "audit-open",
        say("no fact states `{text}` in `{around}`", text=numeral.text, around=around),
        say("Add it to facts.csv, or say in leftout.csv why it is not a fact"),
    )
