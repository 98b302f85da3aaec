"""The tables, from a project's files, and what follows from them; wrong rows are left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from sitegen.analysis.kept import Kept
from sitegen.analysis.relations import work_relations
from sitegen.analysis.targets import assess_targets
from sitegen.checks.all import run_checks
from sitegen.checks.stages import TableStage
from sitegen.ledger.reading import TableReader
from sitegen.ledger.schema import make_tables
from sitegen.problems import has_errors
from sitegen.site import Curated

if TYPE_CHECKING:
    from sitegen.analysis.assessment import Assessment
    from sitegen.analysis.relations import RelationResult
    from sitegen.language.language import Language
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.stages import SourceKind
    from sitegen.problems import Problem


@dataclass(frozen=True)
class Tables:
    """The curated tables, and what is wrong with them."""

    curated: Curated
    problems: tuple[Problem, ...]
    """Rows that are wrong: without them nothing can be judged."""
    stage: TableStage = field(repr=False)
    """What the checks of tables look at."""

    @cached_property
    def findings(self) -> tuple[Problem, ...]:
        """What the checks of tables find in the rows that are right; a page that is made again asks for none."""
        return tuple(run_checks(self.stage))


@lru_cache(maxsize=2)
def read_tables(
    texts: tuple[tuple[str, str | None], ...],
    codes: tuple[str, ...],
    folder: str,
    source_kinds: tuple[SourceKind, ...],
    languages: tuple[Language, ...] = (),
) -> Tables:
    """The tables; kept, so that the preview's next build need not read the same ones again."""
    return open_tables(codes, folder, source_kinds, languages).read(texts)


@lru_cache(maxsize=2)
def open_tables(
    codes: tuple[str, ...],
    folder: str,
    source_kinds: tuple[SourceKind, ...],
    languages: tuple[Language, ...] = (),
) -> TablesReader:
    """What reads the tables of a project; kept, so that the next reading makes only what changed."""
    return TablesReader(TableReader(make_tables(source_kinds), codes, folder), languages)


class TablesReader:
    """Reads and analyses the tables of a project again and again.

    What is kept from one reading to the next is found by all that it was made of, never by its name alone.
    """

    def __init__(self, reader: TableReader, languages: tuple[Language, ...] = ()) -> None:
        """Start with nothing read."""
        self._reader, self._languages = reader, languages
        self._assessments: Kept[tuple[Assessment, ...]] = Kept()
        self._relations: Kept[tuple[RelationResult, ...]] = Kept()

    def read(self, texts: tuple[tuple[str, str | None], ...]) -> Tables:
        """The tables of these texts, and what is wrong with them."""
        given = dict(texts)
        parsed, ledger, problems = self._reader.read(given)
        files = {
            one.table.name: one.published for one in parsed.tables if given.get(one.table.name)
        }
        if has_errors(problems) or None in given.values():
            curated, relations = Curated(ledger, files, (), ()), None
        else:
            assessments, relations = self.analyse(ledger)
            curated = Curated(ledger, files, assessments, relations)
        return Tables(curated, problems, TableStage(parsed, ledger, relations, self._languages))

    def analyse(self, ledger: Ledger) -> tuple[tuple[Assessment, ...], tuple[RelationResult, ...]]:
        """What follows from the facts."""
        kept, worked = Kept(self._assessments), Kept(self._relations)
        assessments, relations = assess_targets(ledger, kept), work_relations(ledger, worked)
        self._assessments, self._relations = kept, worked
        return assessments, relations
