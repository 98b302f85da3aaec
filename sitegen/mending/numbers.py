"""Cells of typed columns in plain characters, where there is one way to mean them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sitegen.ledger.cells import judge_cell
from sitegen.messages.said import NOTHING, Said, say
from sitegen.sheets.spoilt import narrow

if TYPE_CHECKING:
    from collections.abc import Collection

    from sitegen.ledger.columns import Column


class MendedCell(NamedTuple):
    """What a cell becomes, and why it stays where it might be meant in two ways."""

    text: str
    doubt: Said = NOTHING


_EITHER = re.compile(r"-?\d{1,3},\d{3}")
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+\.\d+|-?\d{1,3}(?:,\d{3}){2,}")
_COMMA = re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d+|-?\d+,\d+")


def mend_cell(column: Column, name: str, text: str, known: Collection[str] | None) -> MendedCell:
    """A cell without white space around it, with plain characters where its column wants them.

    Args:
        column: Its column.
        name: What the file calls that.
        text: What stands in it.
        known: The keys that it may hold; `None` for a column that is no reference, or of a table that could
            not be read.
    """
    bare = text.strip()
    if not bare or column.localized:
        return MendedCell(bare)
    if column.fact_keys:
        plain = narrow(bare)
        return MendedCell(plain if plain.isascii() else bare)
    if column.references:
        plain = narrow(bare)
        is_other = known is not None and bare not in known and plain in known
        return MendedCell(plain if is_other else bare)
    if not judge_cell(column, name, bare):
        return MendedCell(bare)
    plain = narrow(bare).strip()
    if column.type == "number":
        plain, doubt = _mend_number(plain)
        if doubt:
            return MendedCell(bare, doubt)
    return MendedCell(bare if judge_cell(column, name, plain) else plain)


def _mend_number(text: str) -> MendedCell:
    """A number with a decimal point and without separators."""
    if _EITHER.fullmatch(text):
        plain, point = text.replace(",", ""), text.replace(",", ".")
        return MendedCell(
            text, say("`{text}` may mean {plain} or {point}", text=text, plain=plain, point=point)
        )
    if _THOUSANDS.fullmatch(text):
        return MendedCell(text.replace(",", ""))
    if _COMMA.fullmatch(text):
        return MendedCell(text.replace(".", "").replace(",", "."))
    return MendedCell(text)
