"""Facts against the texts of their sources: nothing is bent, and nothing is missed.

The texts are not part of a project. Where they are at hand, the audit finds each fact's phrase, reads
its number there; and it accounts for every numeral of
a text: a fact states it, or a row of `leftout.csv` says why none does. Hints where the words around
a number contradict its row come from `hints`. The other checks of a project stand without the texts.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.audit.accounting import account_numerals, check_recorded, publish_coverage
from sitegen.audit.hints import find_hints
from sitegen.audit.passages import Passages
from sitegen.audit.phrases import check_located, list_places, locate_fact
from sitegen.language.lexicon import open_lexicon
from sitegen.ledger.reading import read_ledger
from sitegen.ledger.values import Coverage
from sitegen.messages.said import Said, say, say_many
from sitegen.problems import InvalidProjectError, has_errors, sort_problems
from sitegen.project.config import load_config
from sitegen.project.decoding import DecodingError, decode_content
from sitegen.project.files import load_data
from sitegen.project.texts import read_file
from sitegen.rules.severity import divide_problems, name_silenced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Event, Programme, Source
    from sitegen.problems import Problem


@dataclass(frozen=True)
class Audit:
    """What an audit found."""

    problems: tuple[Problem, ...]
    summary: tuple[Said, ...] = ()
    """A line for each source, for the terminal."""
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
    def line(self) -> Said:
        """The result in one line."""
        if self.coverage is None:
            return say("{source}: not audited (its text is missing)", source=self.source)
        found = self.coverage
        bad = sum(problem.rule in _FACT_RULES for problem in self.problems)
        state = (
            say_many(bad, "{n} problem", "{n} problems") if bad else say("each found in its place")
        )
        told = say(
            "{source}: {facts}, {state}; of {numerals} numerals {stated} are stated by facts, {leftout} left out with a reason",
            source=self.source,
            facts=say_many(found.facts, "{n} fact", "{n} facts"),
            state=state,
            numerals=found.numerals,
            stated=found.stated,
            leftout=found.leftout,
        )
        share = (
            f"{100 * (found.stated + found.leftout) / found.numerals:.1f} %"
            if found.numerals
            else say("all")
        )
        if found.open:
            return say(
                "{told}, {open} open ({share} accounted for)",
                told=told,
                open=found.open,
                share=share,
            )
        return say("{told}, none open ({share} accounted for)", told=told, share=share)


_FACT_RULES = ("audit-phrase", "audit-order")


def audit_project(
    project: Path, texts: Path, *, record: bool = False, outside: bool = False
) -> Audit:
    """Verify all facts of a project against `<source>.txt` files in a folder.

    Args:
        project: The project's folder.
        texts: The folder of the texts.
        record: Whether to write what was found of the texts into the table of coverage.
        outside: Whether paths of the settings may lead out of the project.
    """
    try:
        config = load_config(project, outside)
    except InvalidProjectError as error:
        return Audit(error.problems)
    tables, problems = load_data(project, config)
    ledger, found = read_ledger(tables, config.codes, config.path("data"), config.source_kinds)
    if has_errors([*problems, *found]):
        return Audit(
            sort_problems([*problems, *found]),
            (say("The ledger has to be fixed before it can be audited"),),
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
    all_found = sort_problems([*(one for audit in audits for one in audit.problems), *stale])
    told, silenced = divide_problems(all_found, dict(config.rules))
    return Audit(
        told,
        (*(audit.line for audit in audits), *name_silenced(silenced)),
        coverage,
    )


def load_text(path: Path) -> Passages | None:
    """The text of a source; `None` where it is not there, or no text.

    It is no part of the project and may hold any character, such as the form feeds between pages.
    """
    try:
        return Passages(path.as_posix(), decode_content(read_file(path)).text)
    except (OSError, DecodingError):
        return None


def audit_source(ledger: Ledger, document: Source, passages: Passages | None) -> SourceAudit:
    """Verify the facts of one source against its text, and account for its numerals."""
    source = document.source
    if passages is None:
        problem = document.place.problem(
            "audit-text",
            say("the text `{source}.txt` is missing, or not UTF-8", source=source),
            say("Put it, as UTF-8, into the folder named by `--sources`"),
        )
        return SourceAudit(source, (problem,))
    located = [
        locate_fact(fact, passages, ledger.unit_by_key) for fact in ledger.facts_by_source[source]
    ]
    account = account_numerals(
        passages,
        [span for one in located for span in one.numbers],
        [row for row in ledger.leftout if row.source == source],
        open_lexicon(document.language),
    )
    named: tuple[Programme | Event, ...] = (*ledger.programmes, *ledger.events)
    problems = (
        *check_located(located),
        *account.problems,
        *(problem for one in named for problem in _check_named(one, document, passages)),
        *find_hints(ledger, document, list_places(located), passages),
    )
    digest = hashlib.sha256(passages.text.encode()).hexdigest()
    coverage = Coverage(
        source,
        digest,
        len(located),
        account.numerals,
        account.stated,
        account.leftout,
        row=document.row,
    )
    return SourceAudit(source, problems, coverage)


def _check_named(one: Programme | Event, document: Source, passages: Passages) -> Iterator[Problem]:
    """A programme or an event of the source whose name does not stand in its text."""
    if one.source == document and not passages.find(one.phrase):
        yield one.place.problem(
            "audit-phrase",
            say("`{phrase}` is not in {source}.txt", phrase=one.phrase, source=one.source.source),
            say("Copy the characters from the text"),
        )
