"""A fact to add: its key names most of its cells, and it stands below the others of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.ledger.schema import MEASURES
from sitegen.messages.said import say
from sitegen.starting.rows import NewError, Wanted, list_row_names

if TYPE_CHECKING:
    from collections.abc import Mapping

FACT = "fact"
"""What is added."""
NAMED = ("indicator", "area", "period", "kind", "measure", "source")
"""Columns that the key of a fact has, in its order; the last three may be left to `USUAL`, or be given."""
USUAL = {"kind": "actual", "measure": "level", "bound": "exact"}
"""What is meant where nothing is said."""
_LEAST = 3
_NUMBERS = ("value", "low", "high")


def read_fact_key(key: str, given: Mapping[str, str]) -> dict[str, str]:
    """The cells of a fact as its key and what is given say them.

    Example:
        `output/isle/2024` is an actual level; `output/isle/2030/target/growth` a target for growth. What is
        an actual need not say so: `output/isle/2024/share`.

    Raises:
        NewError: The key has too few parts, or too many.
    """
    parts = key.split("/")
    if len(parts) > _LEAST and parts[_LEAST] in MEASURES:
        parts.insert(_LEAST, USUAL["kind"])
    if not _LEAST <= len(parts) <= len(NAMED) or not all(parts):
        raise NewError(
            say("`{key}` is not the key of a fact", key=key),
            say("Write `indicator/area/2024`, and `/target` or `/actual/growth` where it is so"),
        )
    named = {name: part.replace("--", "/") for name, part in zip(NAMED, parts, strict=False)}
    cells = {**USUAL, **named, **given}
    if cells.get("low") or cells.get("high"):
        cells["bound"] = given.get("bound", "range")
    return cells


def want_number(cells: Mapping[str, str]) -> list[Wanted]:
    """The number, where none is given."""
    if any(cells.get(name) for name in _NUMBERS):
        return []
    return [Wanted("value", say("Value in the unit as printed"))]


def check_fact_new(text: str, cells: Mapping[str, str]) -> None:
    """Refuse a fact that a table has already.

    Raises:
        NewError: The document states it already, as far as its cells say.
    """
    key = "/".join(cells.get(name, "") for name in (*NAMED, "statement"))
    if text.strip() and key in list_row_names(text, *NAMED, "statement"):
        raise NewError(
            say("`facts.csv` has a row `{key}` already", key=key.rstrip("/")),
            say("Edit that row; of a second statement in the same document add `statement=2`"),
        )
