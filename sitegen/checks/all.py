"""The checks: an entry each, with the stage after which it runs and the rules it may report.

A rule that is broken where something is read or resolved is reported there, by whoever reads it;
here stands what can only be seen when a stage is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from sitegen.analysis.relations import check_relations
from sitegen.checks.catalogs import check_catalogs
from sitegen.checks.charts import check_charts
from sitegen.checks.headings import check_headings
from sitegen.checks.languages import check_languages
from sitegen.checks.links import check_links
from sitegen.checks.numbers import check_numbers
from sitegen.checks.parity import check_parity
from sitegen.checks.pictures import check_pictures
from sitegen.checks.policy import check_policy
from sitegen.checks.settings import check_settings
from sitegen.checks.stages import CatalogStage, TableStage, TreeStage
from sitegen.checks.tables import check_tables
from sitegen.site import Contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.problems import Problem


Stage = TypeVar("Stage")


@dataclass(frozen=True)
class Check(Generic[Stage]):
    """A check with all that belongs to it."""

    name: str
    stage: type[Stage]
    """What it looks at; it runs as soon as there is one."""
    run: Callable[[Stage], Iterator[Problem]]
    rules: tuple[str, ...]
    """All rules that it may report. Each has a golden case and a line in CONTRIBUTING.md."""

    def look(self, stage: object) -> Iterator[Problem]:
        """Problems of a stage; none of a stage that it does not look at."""
        if isinstance(stage, self.stage):
            yield from self.run(stage)


AnyCheck: TypeAlias = Check[TableStage] | Check[CatalogStage] | Check[Contents] | Check[TreeStage]

CHECKS: tuple[AnyCheck, ...] = (
    Check(
        "tables",
        TableStage,
        lambda stage: check_tables(stage.parsed, stage.ledger),
        ("unbound-number",),
    ),
    Check(
        "relations",
        TableStage,
        lambda stage: (
            iter(()) if stage.relations is None else check_relations(stage.ledger, stage.relations)
        ),
        ("inconsistent", "relation"),
    ),
    Check("catalogs", CatalogStage, check_catalogs, ("untranslated",)),
    Check("settings", Contents, check_settings, ("config",)),
    Check("languages", Contents, check_languages, ("missing-page", "language-parity")),
    Check("headings", Contents, check_headings, ("heading",)),
    Check("charts", Contents, check_charts, ("chart-name", "language-parity")),
    Check("numbers", Contents, check_numbers, ("unbound-number",)),
    Check("parity", Contents, check_parity, ("parity",)),
    Check("pictures", Contents, check_pictures, ("picture",)),
    Check("links", TreeStage, check_links, ("dead-link", "dead-anchor", "duplicate-id", "request")),
    Check("policy", TreeStage, check_policy, ("inline-code",)),
)
"""In the order in which they run."""


def run_checks(stage: TableStage | CatalogStage | Contents | TreeStage) -> Iterator[Problem]:
    """Problems that the checks of a stage find."""
    for check in CHECKS:
        yield from check.look(stage)
