"""What a number on a page is of: which roles show one, and what each is told from others by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.analysis.derive import DERIVATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.ledger.values import Fact

    Facet = tuple[str, str]
    """Something that a figure is of: `("area", "cdht")`."""
    Figure = tuple[str, frozenset[Facet] | tuple[str, ...]]
    """What a number shows: its role with its keys in order, or with what is counted."""

FIGURES = frozenset({"fact", "count", "bound", "achieved", *DERIVATIONS})
"""Roles that show a number."""


def list_facets(fact: Fact) -> tuple[Facet, ...]:
    """What a fact is of."""
    return (
        ("indicator", fact.indicator.indicator),
        ("area", fact.area.area),
        ("period", fact.period.text),
        ("kind", fact.kind),
        ("measure", fact.measure),
        ("source", fact.source.source),
    )


def list_count_facets(argument: str) -> tuple[Facet, ...]:
    """What a count is of: the conditions of `targets: …`, the sort and the stage of `mistakes: …`."""
    what, _, rest = argument.partition(":")
    if what.strip() == "targets":
        return tuple(("condition", part) for part in rest.split())
    return tuple(zip(("sort", "stage"), rest.split(), strict=False))


def name_figure(role: str, argument: str, keys: Sequence[str]) -> Figure:
    """What a number shows, however its role is written; `argument` counts for what has no keys."""
    if role == "count":
        return role, frozenset(list_count_facets(argument))
    if role in {"bound", "achieved"}:  # what the verdict of a target rests on is cited behind it
        return role, tuple(keys[:1])
    return role, tuple(keys)
