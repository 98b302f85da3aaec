"""The schemas by their names: of the settings, of front matter, of each table's row, of a report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sitegen import __version__
from sitegen.ledger.schema import TABLES, make_tables
from sitegen.ledger.stages import SOURCE_KINDS
from sitegen.schemas.front_matter import describe_front_matter
from sitegen.schemas.report import describe_report
from sitegen.schemas.rows import describe_row
from sitegen.schemas.settings import describe_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.ledger.stages import SourceKind

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors of TOML and YAML know."""
FOLDER = ".schemas"
"""Where a project keeps its schemas, beside `site.toml`."""
SITE = "site"
_WHOLE: Mapping[str, Callable[[], dict[str, Any]]] = {
    SITE: describe_settings,
    "front-matter": describe_front_matter,
    "report": describe_report,
}
"""Schemas that are the same for all projects."""
NAMES = (*_WHOLE, *(table.name for table in TABLES))


def needs_languages(name: str) -> bool:
    """Whether a schema depends on the languages of a site: that of a table's row, which has columns for each."""
    return name not in _WHOLE


def name_file(name: str) -> str:
    """The name of a schema's file."""
    return f"{name}.schema.json"


def write_schema(
    name: str,
    codes: tuple[str, ...] = (),
    source_kinds: Sequence[SourceKind] = SOURCE_KINDS,
) -> str:
    """A schema as JSON; of a table, in a site with these languages and kinds of sources."""
    if needs_languages(name):
        tables = {table.name: table for table in make_tables(source_kinds)}
        described = describe_row(tables[name], codes)
    else:
        described = _WHOLE[name]()
    said = f"Written by sitegen {__version__}: sitegen schema {name}"
    schema = {"$schema": DIALECT, "$comment": said, **described}
    return f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n"
