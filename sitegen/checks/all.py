"""The checks: an entry each, with the stage after which it runs and the rules it may report.

A rule that is broken where something is read or resolved is reported there, by whoever reads it;
here stands what can only be seen when a stage is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from sitegen.checks.anchors import check_anchors
from sitegen.checks.charts import check_charts, check_generated, check_names
from sitegen.checks.claims import check_comparing
from sitegen.checks.deprecated import find_deprecated
from sitegen.checks.headings import check_headings
from sitegen.checks.links import check_links, check_outputs
from sitegen.checks.marks import check_marks, check_table_marks
from sitegen.checks.numbers import check_numbers
from sitegen.checks.pictures import check_pictures
from sitegen.checks.policy import check_policy
from sitegen.checks.shapes import check_shapes
from sitegen.checks.stages import (
    CatalogStage,
    LinkStage,
    LookStage,
    OutputStage,
    PageStage,
    SiteStage,
    TableStage,
    TranslationStage,
)
from sitegen.later import Later

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
    """All rules that it may report. Each has a golden case, and its line in the reference is written from `rules/all`."""

    def look(self, stage: object) -> Iterator[Problem]:
        """Problems of a stage; none of a stage that it does not look at."""
        if isinstance(stage, self.stage):
            yield from self.run(stage)


AnyStage: TypeAlias = (
    TableStage
    | CatalogStage
    | LookStage
    | PageStage
    | TranslationStage
    | SiteStage
    | OutputStage
    | LinkStage
)
AnyCheck: TypeAlias = (
    Check[TableStage]
    | Check[CatalogStage]
    | Check[LookStage]
    | Check[PageStage]
    | Check[TranslationStage]
    | Check[SiteStage]
    | Check[OutputStage]
    | Check[LinkStage]
)

CHECKS: tuple[AnyCheck, ...] = (
    Check(
        "tables",
        TableStage,
        lambda stage: Later("checks.tables:check_tables")(
            stage.parsed, stage.ledger, stage.languages
        ),
        ("unbound-number",),
    ),
    Check(
        "locators",
        TableStage,
        lambda stage: Later("checks.tables:check_locators")(stage.parsed, stage.ledger),
        ("foreign-key",),
    ),
    Check(
        "table-marks",
        TableStage,
        lambda stage: check_table_marks(stage.parsed, stage.ledger),
        ("html", "markup"),
    ),
    Check(
        "phrases",
        TableStage,
        lambda stage: Later("checks.phrases:check_phrases")(stage.ledger),
        ("phrase-number", "phrase-bound", "phrase-digits", "audit-hint"),
    ),
    Check(
        "relations",
        TableStage,
        lambda stage: (
            iter(())
            if stage.relations is None
            else Later("analysis.relations:check_relations")(stage.ledger, stage.relations)
        ),
        ("inconsistent", "relation"),
    ),
    Check("catalogs", CatalogStage, Later("checks.catalogs:check_catalogs"), ("untranslated",)),
    Check("sheets", LookStage, Later("checks.sheets:check_sheets"), ("style-sheet", "request")),
    Check("assets", LookStage, Later("checks.assets:check_assets"), ("asset", "limit")),
    Check("elements", LookStage, Later("checks.elements:check_elements"), ("element",)),
    Check(
        "overrides", LookStage, Later("checks.overrides:check_overrides"), ("template", "catalog")
    ),
    Check("marks", PageStage, check_marks, ("html", "markup", "heading")),
    Check("shapes", PageStage, check_shapes, ("heading", "markup")),
    Check("headings", PageStage, check_headings, ("heading",)),
    Check("numbers", PageStage, check_numbers, ("unbound-number",)),
    Check("claims", PageStage, check_comparing, ("unclaimed",)),
    Check("pictures", PageStage, check_pictures, ("picture",)),
    Check("generated charts", PageStage, check_generated, ("chart-name",)),
    Check(
        "languages",
        TranslationStage,
        Later("checks.languages:check_languages"),
        ("missing-page", "language-parity"),
    ),
    Check("parity", TranslationStage, Later("checks.parity:check_parity"), ("parity",)),
    Check(
        "agreement",
        TranslationStage,
        Later("checks.agreement:check_standings"),
        ("stale", "unpaired"),
    ),
    Check("names of charts", TranslationStage, check_names, ("chart-name", "parity")),
    Check(
        "settings", SiteStage, Later("checks.settings:check_settings"), ("config", "unbound-number")
    ),
    Check("aliases", SiteStage, Later("checks.search:check_aliases"), ("alias",)),
    Check("absences", SiteStage, Later("checks.search:check_absences"), ("absence",)),
    Check("homes", SiteStage, Later("checks.languages:check_homes"), ("missing-page",)),
    Check("singles", SiteStage, Later("checks.languages:check_singles"), ("front-matter",)),
    Check("charts", SiteStage, check_charts, ("chart-name", "language-parity")),
    Check("outputs", OutputStage, check_outputs, ("duplicate-id", "request")),
    Check("anchors", OutputStage, check_anchors, ("duplicate-id",)),
    Check("policy", OutputStage, check_policy, ("inline-code",)),
    Check("links", LinkStage, check_links, ("dead-link", "dead-anchor")),
)
"""In the order in which they run."""


def run_checks(stage: AnyStage) -> Iterator[Problem]:
    """Problems that the checks of a stage find, and what of it will go."""
    for check in CHECKS:
        yield from check.look(stage)
    yield from find_deprecated(stage)
