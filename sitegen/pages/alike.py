"""What an indicator may be compared with: others of its subject, and what they say of the same place and time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from sitegen.ledger.values import Fact, Indicator
    from sitegen.site import Site
    from sitegen.views.maker import ViewMaker


MOST = 6
"""How many others are shown at most, in a table and as links each."""
_COMPARED = ("level", "share")


def compare_indicators(site: Site, maker: ViewMaker, indicator: Indicator) -> Mapping[str, Any]:
    """A table of figures that may stand beside the latest of an indicator, and links to others of its subject.

    In the table are indicators of the same unit that are stated of the same place, time and kind, and that no row
    of `comparability.csv` keeps apart.
    """
    fact = _find_latest(site, indicator.indicator)
    others = list(_list_others(site, indicator))
    beside = [(one, found) for one in others if (found := _find_beside(site, fact, one))][:MOST]
    shown = {one.indicator for one, _ in beside}
    rest = [one for one in others if one.indicator not in shown][:MOST]
    rows = [(indicator, fact), *beside] if fact and beside else []
    return {
        "alike": tuple(
            {
                "name": one.name[maker.code],
                "href": maker.indicator_href(one.indicator),
                "own": one is indicator,
                "fact": maker.fact(stated),
            }
            for one, stated in rows
        ),
        "others_alike": tuple(
            (one.name[maker.code], maker.indicator_href(one.indicator)) for one in rest
        ),
    }


def _list_others(site: Site, indicator: Indicator) -> Iterator[Indicator]:
    """Other indicators of the subject that may be compared: of the same unit, and with more than one statement."""
    apart = {
        key
        for row in site.ledger.comparability_by_indicator.get(indicator.indicator, ())
        for key in (row.indicator, row.other)
    }
    for one in site.ledger.indicators_by_domain[indicator.domain]:
        is_other = one.indicator not in {indicator.indicator, *apart}
        if is_other and one.unit == indicator.unit and not site.ledger.stated_once[one.indicator]:
            yield one


def _find_latest(site: Site, key: str) -> Fact | None:
    """The latest figure of an indicator that may stand beside others: an actual before a target."""
    facts = [
        fact
        for fact in site.ledger.facts_by_indicator[key]
        if fact.measure in _COMPARED and fact.statement == 1
    ]
    return max(facts, key=lambda one: (one.kind == "actual", one.period.end), default=None)


def _find_beside(site: Site, fact: Fact | None, other: Indicator) -> Fact | None:
    """What another indicator says of the same place, time and kind."""
    if fact is None:
        return None
    same = (fact.area, fact.period, fact.kind, fact.measure)
    facts = site.ledger.facts_by_indicator[other.indicator]
    return next(
        (
            one
            for one in facts
            if (one.area, one.period, one.kind, one.measure) == same and one.statement == 1
        ),
        None,
    )
