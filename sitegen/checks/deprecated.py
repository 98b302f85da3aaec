"""Where a project uses what will go: settings, columns, roles and directives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks.stages import PageStage, SiteStage, TableStage
from sitegen.deprecations import list_deprecated, warn_deprecated
from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.deprecations import Kind
    from sitegen.problems import Problem


def find_deprecated(stage: object) -> Iterator[Problem]:
    """The warnings of a stage, one a use."""
    for kind, name, place in _list_uses(stage):
        if found := list_deprecated(kind).get(name):
            yield from warn_deprecated(found, place)


def _list_uses(stage: object) -> Iterator[tuple[Kind, str, Place]]:
    """What a project writes that could be deprecated, with its place."""
    if isinstance(stage, SiteStage):
        for name in stage.site.config.given:
            yield "setting", name, stage.site.config.find(name)
    elif isinstance(stage, TableStage):
        for parsed in stage.parsed.tables:
            sheet = parsed.sheet
            for column in parsed.table.columns if sheet else ():
                if sheet and any(map(sheet.has, column.names(stage.parsed.languages))):
                    yield (
                        "column",
                        f"{parsed.table.name}.{column.name}",
                        Place(sheet.path, sheet.line),
                    )
    elif isinstance(stage, PageStage):
        for role in stage.page.parsed.references:
            yield "role", role.role, role.place
        for directive in stage.page.parsed.directives:
            yield "directive", directive.name, directive.place
