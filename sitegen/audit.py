"""Facts against the texts of their sources: the phrase is found, and says what the row says.

The texts are not part of a project. Where they are at hand, the audit reads number, unit and bound
out of each fact's phrase and compares them with the row; the other checks stand without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.config import load_config
from sitegen.loading import load_ledger
from sitegen.numerals import find_numerals
from sitegen.problems import InvalidProjectError, Place, Problem, sort_problems
from sitegen.project import load_files
from sitegen.readings import numbers_in, read_quantities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sitegen.ledger import Document, Fact
    from sitegen.readings import Reading


@dataclass(frozen=True)
class Audit:
    """What an audit found."""

    problems: tuple[Problem, ...]
    summary: tuple[str, ...]
    """A line for each source."""


@dataclass(frozen=True)
class SourceAudit:
    """What the audit of one source found."""

    source: str
    facts: int
    numerals: int
    """How many numerals the text has."""
    covered: int
    """How many of them lie in the phrase of a fact."""
    problems: tuple[Problem, ...]

    @property
    def line(self) -> str:
        """The result in one line."""
        bad = len(self.problems)
        state = (
            f"{bad} problem{'s' * (bad != 1)}"
            if bad
            else "each found in its place, number, unit and bound as in the row"
        )
        return f"{self.source}: {self.facts} facts, {state}; they cover {self.covered} of the {self.numerals} numerals of the text"


def audit_project(project: Path, texts: Path) -> Audit:
    """Verify all facts of a project against `<source>.txt` files in a folder."""
    try:
        config = load_config(project)
    except InvalidProjectError as error:
        return Audit(error.problems, ())
    files, problems = load_files(project, config)
    ledger, found = load_ledger(files.data, config.codes, config.path("data"))
    if problems or found:
        return Audit(
            sort_problems([*problems, *found]),
            ("The ledger has to be mended before it can be audited",),
        )
    audits = []
    for document in ledger.sources:
        facts = [fact for fact in ledger.facts if fact.source == document]
        audits.append(audit_source(document, facts, _load_text(texts / f"{document.source}.txt")))
    return Audit(
        sort_problems(problem for audit in audits for problem in audit.problems),
        tuple(audit.line for audit in audits),
    )


def _load_text(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def audit_source(document: Document, facts: Sequence[Fact], text: str | None) -> SourceAudit:
    """Verify the facts of one source against its text."""
    if text is None:
        problem = document.place.problem(
            "audit-text",
            f"the text `{document.source}.txt` is not there, or not UTF-8",
            "Put it into the folder of the texts",
        )
        return SourceAudit(document.source, len(facts), 0, 0, (problem,))
    problems: list[Problem] = []
    spans: list[tuple[int, int]] = []
    last, last_fact = -1, None
    for fact in facts:
        found = find_phrase(fact.phrase, text)
        problems.extend(_check_found(fact, found))
        problems.extend(check_phrase(fact))
        spans.extend(found)
        if len(found) == 1:
            if found[0][0] < last and last_fact is not None:
                problems.append(
                    fact.place.problem(
                        "audit-order",
                        f"`{fact.phrase}` stands before `{last_fact.phrase}` of line {last_fact.place.line} in the text",
                        "Write the facts of a source in the order of its text",
                    )
                )
            last, last_fact = max(last, found[0][0]), fact
    numerals = find_numerals(text)
    covered = sum(
        any(start < one.end and one.start < end for start, end in spans) for one in numerals
    )
    return SourceAudit(document.source, len(facts), len(numerals), covered, tuple(problems))


def find_phrase(phrase: str, text: str) -> list[tuple[int, int]]:
    """Where a phrase stands in a text, white space aside on both sides."""
    pattern = r"\s*".join(re.escape(character) for character in "".join(phrase.split()))
    return [match.span() for match in re.finditer(pattern, text)]


def _check_found(fact: Fact, found: Sequence[tuple[int, int]]) -> Iterator[Problem]:
    place = Place(fact.place.path, fact.place.line, fact.place.column)
    if not found:
        yield place.problem(
            "audit-phrase",
            f"`{fact.phrase}` does not stand in {fact.source.source}.txt",
            "Copy the characters of the text",
        )
    elif len(found) > 1:
        yield place.problem(
            "audit-phrase",
            f"`{fact.phrase}` stands {len(found)} times in {fact.source.source}.txt",
            "Take in a few characters more, so that it names one place",
        )


def check_phrase(fact: Fact) -> Iterator[Problem]:
    """Number, unit and bound of the phrase against the row."""
    readings = read_quantities(fact.phrase)
    wanted = tuple(Fraction(number) for number in fact.quantity.numbers)
    unit = fact.quantity.unit.unit
    same = [reading for reading in readings if numbers_in(reading, unit) == wanted]
    row = f"{'-'.join(map(str, fact.quantity.numbers))} {unit}"
    if not same:
        said = (
            ", ".join(f"`{fact.phrase[one.start : one.end]}{one.unit_text}`" for one in readings)
            or "no number"
        )
        yield fact.place.problem(
            "audit-number",
            f"the row says {row}, but the phrase `{fact.phrase}` says {said}",
            "Mend the row or the phrase",
        )
    elif not any(_bound_matches(fact.quantity.bound, reading) for reading in same):
        words = (
            " and ".join(dict.fromkeys(bound for reading in same for bound in reading.bounds))
            or "exact"
        )
        yield fact.place.problem(
            "audit-bound",
            f"the row's bound is {fact.quantity.bound}, but the phrase `{fact.phrase}` says {words}",
            "Mend the row or the phrase",
        )


def _bound_matches(bound: str, reading: Reading) -> bool:
    return bound in reading.bounds if reading.bounds else bound == "exact"
