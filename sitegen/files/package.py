"""The Frictionless descriptor of the published data: what each table holds, and how they hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.files.published import CHECK_FIELDS, CODES, FACT_FIELDS, TARGET_FIELDS
from sitegen.ledger.schema import TABLES, UNPUBLISHED, make_tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sitegen.files.published import PublishedTable
    from sitegen.ledger.columns import Column, Table
    from sitegen.site import Site
GENERATOR = "sitegen"
"""Under what the descriptor names the version of the generator."""


def describe_package(site: Site) -> dict[str, Any]:
    """The content of `datapackage.json`."""
    config, code = site.config, site.config.default_language
    curated = [
        table
        for table in make_tables(config.source_kinds)
        if table.name in site.curated.texts and table.name not in UNPUBLISHED
    ]
    return {
        "profile": "tabular-data-package",
        "name": "facts",
        "id": site.config.absolute("data/"),
        "title": config.title[code],
        "description": config.description[code],
        "homepage": config.url,
        GENERATOR: __version__,
        "licenses": [{"name": config.licence[code], "path": config.licence_url}],
        "contributors": [{"title": config.author[code], "role": "author"}],
        "sources": [{"title": one.title[code]} for one in site.ledger.sources],
        "resources": [
            _resource(
                "facts",
                "Statements of one quantity by one source",
                _fields(FACT_FIELDS, config.codes),
                "fact",
                FACT_FIELDS.references,
            ),
            _resource(
                "targets",
                "Targets and how far they have come",
                _fields(TARGET_FIELDS, config.codes),
                "target",
                TARGET_FIELDS.references,
            ),
            _resource(
                "checks",
                "Relations between facts, and whether they hold",
                _fields(CHECK_FIELDS, config.codes),
                "check",
                CHECK_FIELDS.references,
            ),
            *(_curated(table, config.codes) for table in curated),
        ],
    }


def _resource(
    name: str,
    description: str,
    fields: Sequence[dict[str, Any]],
    key: str,
    references: Sequence[tuple[str, str, str]],
) -> dict[str, Any]:
    described: dict[str, Any] = {"fields": list(fields), "missingValues": [""]}
    if key:
        described["primaryKey"] = [key]
    if references:
        described["foreignKeys"] = [
            {
                "fields": [field],
                "reference": {"resource": "" if table == name else table, "fields": [column]},
            }
            for field, table, column in references
        ]
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "description": description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": described,
    }


def _fields(fields: PublishedTable, codes: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"name": name, "type": type_, "description": text}
        | ({"constraints": {"enum": list(CODES[name])}} if name in CODES else {})
        for name, type_, text in fields.expand(codes)
    ]


def _curated(table: Table, codes: tuple[str, ...]) -> dict[str, Any]:
    fields = [_describe(column, name) for column in table.columns for name in column.names(codes)]
    references = [
        (column.name, column.references, _key(column.references))
        for column in table.columns
        if column.references
    ]
    return _resource(table.name, table.description, fields, table.key, references)


def _describe(column: Column, name: str) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.unique:
        constraints["unique"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    if column.pattern:
        constraints["pattern"] = column.pattern
    described: dict[str, Any] = {
        "name": name,
        "type": _type(column),
        "description": column.description,
    }
    return described | ({"constraints": constraints} if constraints else {})


def _type(column: Column) -> str:
    """A column's type as the descriptor knows it, which has no fractions, no periods and no dates of a month."""
    return column.type if column.type in {"number", "integer"} else "string"


def _key(table: str) -> str:
    return next(one.key for one in TABLES if one.name == table)
