"""What refuses a changed row of facts.csv: the checks of tables, those of pages, the audit; or nothing.

All in one process: tables are read by what reads them for the preview, so that a row costs what changed; of
pages, which are parsed once, what rests on the row is resolved again. What other checks look at, no
row of facts changes.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from mutants import write_row
from pieces import Pages

from sitegen.audit.audit import load_text
from sitegen.audit.hints import find_hints
from sitegen.audit.phrases import list_places, locate_fact
from sitegen.build.load import TablesReader
from sitegen.checks.all import CHECKS
from sitegen.checks.stages import TableStage
from sitegen.ledger.reading import TableReader
from sitegen.ledger.schema import make_tables
from sitegen.problems import has_errors
from sitegen.project.config import load_config
from sitegen.project.files import load_data
from sitegen.site import Curated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from mutants import Mutant
    from pieces import Piece

    from sitegen.analysis.relations import RelationResult
    from sitegen.audit.passages import Passages, Span
    from sitegen.checks.all import AnyCheck
    from sitegen.language.language import Language
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.tables import ParsedTables
    from sitegen.ledger.values import Fact
    from sitegen.problems import Problem

TABLE, PAGE, AUDIT, NOTHING = "tables", "pages", "audit", ""

PHRASES = tuple(check for check in CHECKS if check.name == "phrases")
"""Of the checks, that which looks at each row by itself: only the changed one is shown to it."""
OTHERS = tuple(check for check in CHECKS if check.name != "phrases")


@dataclass(frozen=True)
class Refusal:
    """Who refuses a row first, and by which rule."""

    by: str
    """`tables` or `pages`, which are `check`; `audit`, which asks; or nothing."""
    rule: str = ""
    hint: str = ""
    """The rule by which the audit asks, whoever else refuses the row."""


@dataclass(frozen=True)
class Verdict:
    """What comes of tables with another row."""

    problems: tuple[Problem, ...]
    """Of the tables, if there are any; else of the pages."""
    by: str
    """Who finds them; empty if nobody does."""
    touched: tuple[Piece, ...] = ()
    """What on the pages is another now, or, where not all was wanted, may be; of tables that are wrong, nothing."""
    fact: Fact | None = None
    """What the row is now; `None` where it is no fact."""
    curated: Curated | None = None
    """What follows from the tables; `None` where they are wrong."""


class Proof:
    """A project, its pages in its own language, and the texts of its sources where they are at hand."""

    def __init__(self, project: Path, texts: Path | None = None) -> None:
        """Read it."""
        self.config = load_config(project, outside=False)
        found, _ = load_data(project, self.config)
        self.files = {name: text for name, text in found.items() if text is not None}
        self._lines = self.files["facts"].removesuffix("\n").split("\n")
        self._reader = TableReader(
            make_tables(self.config.source_kinds), self.config.codes, self.config.path("data")
        )
        self._tables = TablesReader(self._reader)
        read = self._tables.read(tuple(self.files.items()))
        assert not has_errors([*read.problems, *read.findings])
        self.curated = read.curated
        self.texts = texts
        self.pages = Pages(project, self.config, self.curated)

    @property
    def ledger(self) -> Ledger:
        """As it stands."""
        return self.curated.ledger

    def change(self, line: int, cells: Mapping[str, str]) -> dict[str, str]:
        """The texts of the tables with other cells in a row of facts.csv."""
        fact = self.fact_by_line[line]
        names = [*fact.row.sheet.index]
        row = write_row(names, {**{name: fact.row[name] for name in names}, **cells})
        return self._put(row, line)

    def add(self, cells: Mapping[str, str]) -> dict[str, str]:
        """The texts of the tables with one more row at the end of facts.csv; what is not named is empty."""
        names = [*self.ledger.facts[0].row.sheet.index]
        return self._put(write_row(names, {name: cells.get(name, "") for name in names}), 0)

    def _put(self, row: str, line: int) -> dict[str, str]:
        """With a row in a line, or, where that is 0, behind the last."""
        lines = (
            [*self._lines[: line - 1], row, *self._lines[line:]] if line else [*self._lines, row]
        )
        return {**self.files, "facts": "\n".join(lines) + "\n"}

    @cached_property
    def fact_by_line(self) -> Mapping[int, Fact]:
        """The facts by the line of their row."""
        return {fact.row.line: fact for fact in self.ledger.facts}

    def refuse(self, mutant: Mutant) -> Refusal:
        """Who refuses a row first."""
        verdict = self.judge(self.change(mutant.line, mutant.cells), mutant.line, every=False)
        hint = self._ask(verdict.fact) if verdict.fact else ""
        if verdict.by:
            return Refusal(verdict.by, verdict.problems[0].rule, hint)
        return Refusal(AUDIT if hint else NOTHING, hint, hint)

    def judge(self, files: Mapping[str, str], line: int, *, every: bool = True) -> Verdict:
        """What comes of tables that differ in a line of facts.csv.

        Args:
            files: Their texts.
            line: The line; 0 for the last.
            every: Whether all that is wrong on pages is wanted, or the first of it.
        """
        reader, tables = (
            copy(self._reader),
            copy(self._tables),
        )  # these know the tables as they stand
        parsed, ledger, wrong = reader.read(files)
        if has_errors(wrong):
            return Verdict(wrong, TABLE)
        line = line or ledger.facts[-1].row.line
        fact = next(one for one in ledger.facts if one.row.line == line)
        wrong = _check(parsed, _pick(ledger, fact), None, PHRASES, self.config.languages)
        if wrong:
            return Verdict(wrong, TABLE, fact=fact)
        assessments, relations = tables.analyse(ledger)
        wrong = _check(parsed, ledger, relations, OTHERS, self.config.languages)
        if wrong:
            return Verdict(wrong, TABLE, fact=fact)
        curated = Curated(ledger, files, assessments, relations)
        touched = self.pages.find_touched(curated, self.fact_by_line.get(line), fact)
        if not every:
            found = (one for piece in touched for one in self.pages.resolve(piece, curated)[1])
            problems = tuple(islice(found, 1))
            return Verdict(problems, PAGE if problems else NOTHING, touched, fact, curated)
        made = [(piece, *self.pages.resolve(piece, curated)) for piece in touched]
        problems = tuple(one for _, _, wrong in made for one in wrong)
        other = tuple(piece for piece, shown, wrong in made if wrong or shown != piece.shown)
        return Verdict(problems, PAGE if problems else NOTHING, other, fact, curated)

    def _ask(self, fact: Fact) -> str:
        """The rule by which the audit asks whether a row is right, of the words around its number and the rows beside it."""
        source, line = fact.source, fact.row.line
        passages = self._passages.get(source.source)
        if passages is None or line not in self._spans:
            return ""
        rows = [
            fact if one.row.line == line else one
            for one in self.ledger.facts_by_source[source.source]
        ]
        ledger = replace(self.ledger, facts=tuple(rows))
        lines = self._lines_by_source[source.source]
        at = lines.index(line)
        by_line = {**self.fact_by_line, line: fact}
        near = [(by_line[one], self._spans[one]) for one in lines[max(0, at - 1) : at + 2]]
        found = find_hints(ledger, source, near, passages)
        return next((one.rule for one in found if one.line == line), "")

    @cached_property
    def _lines_by_source(self) -> Mapping[str, Sequence[int]]:
        """The lines of the rows that stand in the text of a source, in their order."""
        return {
            source: [one.row.line for one in facts if one.row.line in self._spans]
            for source, facts in self.ledger.facts_by_source.items()
        }

    @property
    def has_texts(self) -> bool:
        """Whether the text of every source is at hand."""
        return bool(self._passages) and None not in self._passages.values()

    @cached_property
    def _passages(self) -> Mapping[str, Passages | None]:
        """The texts by source."""
        folder = self.texts
        if folder is None:
            return {}
        return {one.source: load_text(folder / f"{one.source}.txt") for one in self.ledger.sources}

    @cached_property
    def _spans(self) -> Mapping[int, Span]:
        """Where the numbers of the rows stand in the texts, by line."""
        return {
            fact.row.line: span
            for source, passages in self._passages.items()
            if passages is not None
            for fact, span in list_places(
                [
                    locate_fact(one, passages, self.ledger.unit_by_key)
                    for one in self.ledger.facts_by_source[source]
                ]
            )
        }


def _check(
    parsed: ParsedTables,
    ledger: Ledger,
    relations: tuple[RelationResult, ...] | None,
    checks: Sequence[AnyCheck],
    languages: tuple[Language, ...],
) -> tuple[Problem, ...]:
    """What some of the checks find in the tables."""
    stage = TableStage(parsed, ledger, relations, languages)
    return tuple(problem for check in checks for problem in check.look(stage))


def _pick(ledger: Ledger, fact: Fact) -> Ledger:
    """A ledger of one fact, with the exceptions that are made for it."""
    hints = tuple(one for one in ledger.hints if one.fact == fact.key)
    return replace(ledger, facts=(fact,), hints=hints)
