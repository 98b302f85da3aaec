"""The schema of a row of a table, as a program has it that reads the file: texts by the names of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitegen.ledger.columns import CELL_TYPES

if TYPE_CHECKING:
    from sitegen.ledger.columns import Column, Table


def describe_row(table: Table, codes: tuple[str, ...]) -> dict[str, Any]:
    """What a row of a table may hold in a site with these languages."""
    properties = {
        name: _describe_cell(column) for column in table.columns for name in column.names(codes)
    }
    spared = table.needless(codes) | table.spare(codes)
    return {
        "title": f"{table.name}.csv",
        "description": f"{table.description}: a row",
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in spared],
        "additionalProperties": False,
    }


def _describe_cell(column: Column) -> dict[str, Any]:
    """What a cell of a column may hold; an empty one where it may be empty."""
    said = str(column.description)
    if column.references:
        said += f" (a key of {column.references}.csv)"
    described: dict[str, Any] = {"type": "string", "description": said}
    if column.enum:
        return described | {"enum": [*column.enum, *([] if column.required else [""])]}
    patterns = dict.fromkeys(filter(None, (CELL_TYPES[column.type].pattern, column.pattern)))
    anchored = [f"^(?:{one})$" if column.required else f"^(?:{one})?$" for one in patterns]
    if len(anchored) == 1:
        return described | {"pattern": anchored[0]}
    return described | {"allOf": [{"pattern": one} for one in anchored]}
