"""The targets that lead: those of a plan for indicators that the plan calls binding or anticipatory.

A plan that says so of its indicators has a table of them, by which it wants to be judged. Each has one row: its
level where the plan sets one, with the yearly rate beside it. A project whose indicators have no `nature` has none that lead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.quantities.units import PERCENT
from sitegen.views.bullets import draw_bullet
from sitegen.views.maker import sort_targets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.analysis.assessment import Assessment
    from sitegen.views.bullets import BulletView
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import TargetView


@dataclass(frozen=True)
class LeadingView:
    """A target that leads."""

    target: TargetView
    rate: TargetView | None
    """The yearly rate that the plan sets for the same, where the target is none itself."""
    bullet: BulletView | None


@dataclass(frozen=True)
class LeadingTargets:
    """All targets that lead, each kept to the order of the plan."""

    known: tuple[LeadingView, ...]
    """Those of which there is a later figure, of whatever kind."""
    others: tuple[LeadingView, ...]
    documents: tuple[str, ...]
    """Titles of the plans that set them."""

    @property
    def views(self) -> tuple[LeadingView, ...]:
        """All, as a page shows them."""
        return (*self.known, *self.others)


def find_leading(
    maker: ViewMaker, assessments: Iterable[Assessment]
) -> tuple[tuple[Assessment, Assessment | None], ...]:
    """The targets that lead, each with the target for the yearly rate of the same."""
    groups: dict[tuple[str, str], list[Assessment]] = {}
    for one in sort_targets(one for one in assessments if maker.is_leading(one.target)):
        target = one.target
        groups.setdefault((target.indicator.indicator, target.area.area), []).append(one)
    chosen = [(own[0], next(filter(_is_rate, own[1:]), None)) for own in groups.values()]
    return tuple(sorted(chosen, key=lambda pair: maker.ledger.fact_numbers[pair[0].target.key]))


def view_leading(maker: ViewMaker, assessments: Iterable[Assessment]) -> LeadingTargets:
    """The targets that lead, as a page shows them: first those of which there is a later figure."""
    pairs = find_leading(maker, assessments)
    known = [pair for pair in pairs if _has_later(pair[0])]
    sources = dict.fromkeys(one.target.source.title[maker.code] for one, _ in pairs)
    return LeadingTargets(
        tuple(_view(maker, *pair) for pair in known),
        tuple(_view(maker, *pair) for pair in pairs if pair not in known),
        tuple(sources),
    )


def _view(maker: ViewMaker, one: Assessment, rate: Assessment | None) -> LeadingView:
    return LeadingView(maker.target(one), maker.target(rate) if rate else None, draw_bullet(one))


def _is_rate(one: Assessment) -> bool:
    target = one.target
    return target.measure == "growth" and target.quantity.unit.base_unit == PERCENT


def _has_later(one: Assessment) -> bool:
    """Whether any later figure is stated, be it one that must not be set against the target."""
    reason = one.reason
    return one.latest is not None or one.made is not None or bool(reason and reason.facts)
