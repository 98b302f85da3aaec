"""Facts against the texts of their sources: nothing is bent, and nothing is missed.

The texts are not part of a project. Where they are at hand, the audit finds each fact's phrase, reads
number, unit and bound out of it and compares them with the row; and it accounts for every numeral of
a text: a fact states it, or a row of `leftout.csv` says why none does. Hints where the words around
a number contradict its row come from `hints`. The other checks of a project stand without the texts.
"""

from __future__ import annotations

import bisect
import hashlib
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.audit.hints import find_hints
from sitegen.audit.passages import Passages
from sitegen.audit.readings import numbers_in, read_quantities
from sitegen.language.numerals import find_numerals
from sitegen.ledger.reading import read_ledger
from sitegen.ledger.values import Coverage
from sitegen.problems import InvalidProjectError, Place, has_errors, sort_problems
from sitegen.project.config import load_config
from sitegen.project.files import load_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sitegen.audit.passages import Span
    from sitegen.audit.readings import Reading
    from sitegen.language.numerals import Numeral
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Event, Fact, LeftOut, Programme, Source
    from sitegen.problems import Problem


COVERAGE = "coverage"
"""The table that keeps what the last audit found."""


@dataclass(frozen=True)
class Audit:
    """What an audit found."""

    problems: tuple[Problem, ...]
    summary: tuple[str, ...] = ()
    """A line for each source."""
    coverage: tuple[Coverage, ...] = ()
    """What was found of each source whose text is there."""


@dataclass(frozen=True)
class SourceAudit:
    """What the audit of one source found."""

    source: str
    problems: tuple[Problem, ...]
    coverage: Coverage | None = None
    """`None` where the text is not there."""

    @property
    def line(self) -> str:
        """The result in one line."""
        if self.coverage is None:
            return f"{self.source}: not audited, its text is not there"
        found = self.coverage
        bad = sum(problem.rule in _FACT_RULES for problem in self.problems)
        state = (
            f"{bad} problem{'s' * (bad != 1)}"
            if bad
            else "each found in its place, number, unit and bound as in the row"
        )
        share = (
            f"{100 * (found.stated + found.leftout) / found.numerals:.1f} %"
            if found.numerals
            else "all"
        )
        return (
            f"{self.source}: {found.facts} facts, {state}; of {found.numerals} numerals"
            f" {found.stated} are stated by facts, {found.leftout} left out with a reason,"
            f" {found.open or 'none'} open ({share} accounted for)"
        )


_FACT_RULES = ("audit-phrase", "audit-order", "audit-number", "audit-bound")


def audit_project(project: Path, texts: Path, *, record: bool = False) -> Audit:
    """Verify all facts of a project against `<source>.txt` files in a folder.

    Args:
        project: The project's folder.
        texts: The folder of the texts.
        record: Whether to write what was found of the texts into the table of coverage.
    """
    try:
        config = load_config(project)
    except InvalidProjectError as error:
        return Audit(error.problems)
    files, problems = load_files(project, config)
    ledger, found = read_ledger(files.data, config.codes, config.path("data"), config.source_kinds)
    if has_errors([*problems, *found]):
        return Audit(
            sort_problems([*problems, *found]),
            ("The ledger has to be mended before it can be audited",),
        )
    audits = [
        audit_source(ledger, document, load_text(texts / f"{document.source}.txt"))
        for document in ledger.sources
    ]
    coverage = tuple(audit.coverage for audit in audits if audit.coverage)
    if record:
        publish_coverage(project / config.path("data"), coverage)
        stale: Iterator[Problem] = iter(())
    else:
        stale = check_recorded(ledger, coverage, config.path("data"))
    return Audit(
        sort_problems([*(problem for audit in audits for problem in audit.problems), *stale]),
        tuple(audit.line for audit in audits),
        coverage,
    )


def load_text(path: Path) -> Passages | None:
    """The text of a source; `None` where it is not there, or not UTF-8."""
    try:
        return Passages(path.as_posix(), path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def publish_coverage(folder: Path, coverage: Sequence[Coverage]) -> None:
    """Write the table of coverage."""
    lines = ["source,digest,facts,numerals,stated,leftout"]
    lines += [
        f"{one.source},{one.digest},{one.facts},{one.numerals},{one.stated},{one.leftout}"
        for one in coverage
    ]
    (folder / f"{COVERAGE}.csv").write_text("\n".join(lines) + "\n", "utf-8")


def check_recorded(ledger: Ledger, coverage: Sequence[Coverage], folder: str) -> Iterator[Problem]:
    """Sources whose recorded coverage is not what was found."""
    for one in coverage:
        old = ledger.coverage_by_source.get(one.source)
        if old != one:
            place = old.place if old else Place(f"{folder}/{COVERAGE}.csv")
            yield place.problem(
                "audit-coverage",
                f"the recorded coverage of `{one.source}` is not what the audit finds",
                "Record it with `sitegen audit --record` once nothing is open",
            )


def audit_source(ledger: Ledger, document: Source, passages: Passages | None) -> SourceAudit:
    """Verify the facts of one source against its text, and account for its numerals."""
    source = document.source
    if passages is None:
        problem = document.place.problem(
            "audit-text",
            f"the text `{source}.txt` is not there, or not UTF-8",
            "Put it into the folder of the texts",
        )
        return SourceAudit(source, (problem,))
    facts = ledger.facts_by_source[source]
    numerals = find_numerals(passages.text)
    problems: list[Problem] = []
    stated: list[Span] = []
    places: list[tuple[Fact, Span]] = []
    for fact in facts:
        found = passages.find(fact.phrase)
        problems.extend(_check_found(fact, len(found)))
        problems.extend(check_phrase(fact))
        for span in found:
            number = _find_number(fact, passages, span)
            stated.extend(number)
            if len(found) == 1:
                places.append((fact, number[0] if number else span))
    problems.extend(_check_order(places, passages))
    covered = _select_inside(numerals, stated, touching=True)
    rest = [numeral for numeral in numerals if numeral not in covered]
    rows = [row for row in ledger.leftout if row.source == source]
    left, found_problems = _leave_out(rows, rest, passages)
    problems.extend(found_problems)
    problems.extend(_report_open(numeral, passages) for numeral in rest if numeral not in left)
    named: tuple[Programme | Event, ...] = (*ledger.programmes, *ledger.events)
    problems.extend(
        problem
        for one in named
        if one.source == document
        for problem in _check_named(one, passages)
    )
    problems.extend(find_hints(ledger, document, places, passages))
    digest = hashlib.sha256(passages.text.encode()).hexdigest()
    coverage = Coverage(
        source, digest, len(facts), len(numerals), len(covered), len(left), row=document.row
    )
    return SourceAudit(source, tuple(problems), coverage)


def _check_found(fact: Fact, times: int) -> Iterator[Problem]:
    if times == 0:
        yield fact.place.problem(
            "audit-phrase",
            f"`{fact.phrase}` does not stand in {fact.source.source}.txt",
            "Copy the characters of the text",
        )
    elif times > 1:
        yield fact.place.problem(
            "audit-phrase",
            f"`{fact.phrase}` stands {times} times in {fact.source.source}.txt",
            "Take in a few characters more, so that it names one place",
        )


def _check_order(places: Sequence[tuple[Fact, Span]], passages: Passages) -> Iterator[Problem]:
    """Rows that do not stand in the order in which their phrases begin in the text."""
    last, last_fact = -1, None
    for fact, _ in places:
        start = passages.find(fact.phrase)[0][0]
        if start < last and last_fact is not None:
            yield fact.place.problem(
                "audit-order",
                f"`{fact.phrase}` stands before `{last_fact.phrase}` of line {last_fact.place.line} in the text",
                "Write the facts of a source in the order of its text",
            )
        if start >= last:
            last, last_fact = start, fact


def check_phrase(fact: Fact) -> Iterator[Problem]:
    """Number, unit and bound of the phrase against the row."""
    same = _matching(fact)
    row = f"{'-'.join(map(str, fact.quantity.numbers))} {fact.quantity.unit.unit}"
    if not same:
        said = (
            ", ".join(
                f"`{fact.phrase[one.start : one.end]}{one.unit_text}`"
                for one in read_quantities(fact.phrase)
            )
            or "no number"
        )
        yield fact.place.problem(
            "audit-number",
            f"the row says {row}, but the phrase `{fact.phrase}` says {said}",
            "Mend the row or the phrase",
        )
    elif not any(bound_matches(fact.quantity.bound, reading) for reading in same):
        words = (
            " and ".join(dict.fromkeys(bound for reading in same for bound in reading.bounds))
            or "exact"
        )
        yield fact.place.problem(
            "audit-bound",
            f"the row's bound is {fact.quantity.bound}, but the phrase `{fact.phrase}` says {words}",
            "Mend the row or the phrase",
        )


def _matching(fact: Fact) -> list[Reading]:
    """The readings of a fact's phrase that say its number in its unit."""
    wanted = tuple(Fraction(number) for number in fact.quantity.numbers)
    unit = fact.quantity.unit.unit
    return [one for one in read_quantities(fact.phrase) if numbers_in(one, unit) == wanted]


def bound_matches(bound: str, reading: Reading) -> bool:
    """Whether a reading says a bound."""
    return bound in reading.bounds if reading.bounds else bound == "exact"


def _find_number(fact: Fact, passages: Passages, span: Span) -> list[Span]:
    """Where a fact's own number stands in its phrase; other numbers of the phrase are not its."""
    same = _matching(fact)
    best = [one for one in same if bound_matches(fact.quantity.bound, one)] or same
    return [passages.locate(fact.phrase, one.start, one.end, span) for one in best]


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


def _leave_out(
    rows: Sequence[LeftOut], numerals: Sequence[Numeral], passages: Passages
) -> tuple[set[Numeral], list[Problem]]:
    """The numerals that the rows leave out, each counted for the first row that does."""
    left: set[Numeral] = set()
    problems = []
    for row in rows:
        spans = (
            [match.span() for match in re.compile(row.text, re.MULTILINE).finditer(passages.text)]
            if row.is_pattern
            else passages.find(row.text)
        )
        own = _select_inside(numerals, spans) - left
        left |= own
        if len(own) != row.numerals:
            problems.append(
                row.place.problem(
                    "audit-leftout",
                    f"`{row.text}` leaves out {_count(len(own))} of {row.source}.txt, the row says {row.numerals}",
                    "Look at each of them, then mend the row"
                    if own
                    else "Mend the row, or take it out",
                )
            )
    return left, problems


def _count(number: int) -> str:
    return f"{number} numeral{'s' * (number != 1)}" if number else "no numeral"


def _report_open(numeral: Numeral, passages: Passages) -> Problem:
    around = passages.surroundings((numeral.start, numeral.end))
    return passages.place(numeral.start).problem(
        "audit-open",
        f"no fact states `{numeral.text}` in `{around}`",
        "Take it into facts.csv, or say in leftout.csv why it is none",
    )


def _check_named(one: Programme | Event, passages: Passages) -> Iterator[Problem]:
    if not passages.find(one.phrase):
        yield one.place.problem(
            "audit-phrase",
            f"`{one.phrase}` does not stand in {one.source.source}.txt",
            "Copy the characters of the text",
        )
