"""Scorecards: headline figures, each with what else is to be said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.analysis.derive import DERIVATIONS
from sitegen.messages.said import say
from sitegen.project.parsed import split_prose
from sitegen.resolve.key_slips import Stands
from sitegen.views.cards import view_card

if TYPE_CHECKING:
    from sitegen.project.parsed import Directive, Prose
    from sitegen.resolve.roles import RoleResolver
    from sitegen.views.cards import CardView
    from sitegen.views.values import DerivedView, FactView

_DERIVED = re.compile(r"([a-z-]+):\s*(.+)")


@dataclass(frozen=True)
class Scorecard:
    """Headline figures, in the order of the lines."""

    cards: tuple[CardView, ...]


def resolve_scorecard(resolver: RoleResolver, directive: Directive) -> Scorecard:
    """A card a line: `key`, then others after `|`, a key or `growth: a, b`."""
    if not directive.lines:
        resolver.problems.append(
            directive.place.problem(
                "directive",
                say("the scorecard is empty"),
                say("Write a fact's key on each line of its body"),
            )
        )
    cards = (_make_card(resolver, line) for line in directive.lines)
    return Scorecard(tuple(card for card in cards if card is not None))


def _make_card(resolver: RoleResolver, line: Prose) -> CardView | None:
    first, *rest = split_prose(line, "|")
    fact = resolver.fact(first.text, first.place, Stands.CARD)
    if fact is None:
        return None
    others = tuple(
        view for view in (_find_figure(resolver, one) for one in rest) if view is not None
    )
    assessment = resolver.around.assessments.by_latest.get(fact.key)
    status = None
    if assessment is not None:
        resolver.cite(assessment.target.key, line.place)
        status = resolver.maker.target(assessment)
    return view_card(resolver.maker, resolver.maker.fact(fact), others, status)


def _find_figure(resolver: RoleResolver, one: Prose) -> FactView | DerivedView | None:
    """A fact by its key, or a derived number as `growth: a/b/2020..2023`."""
    match = _DERIVED.fullmatch(one.text)
    if match and match[1] in DERIVATIONS:
        view = resolver.derived(match[1], match[2], one.place)
        if view is not None:
            resolver.working(view)
        return view
    fact = resolver.fact(one.text, one.place, Stands.CARD)
    return None if fact is None else resolver.maker.fact(fact)
