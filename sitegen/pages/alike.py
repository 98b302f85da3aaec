"""What an indicator may be compared with: others of its subject, and what they say of the same place and time."""

from __future__ import annotations

from itertools import islice
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
    apart = _find_apart(site, indicator)
    beside = [*islice(_list_beside(site, indicator, fact, apart), MOST)]
    shown = {one.indicator for one, _ in beside} | apart
    peers = site.ledger.peers.get((indicator.domain, indicator.unit), ())
    rest = [*islice((one for one in peers if one.indicator not in shown), MOST)]
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


def _find_apart(site: Site, indicator: Indicator) -> set[str]:
    """Keys of the indicators that one is not set against; its own among them."""
    rows = site.ledger.comparability_by_indicator.get(indicator.indicator, ())
    return {indicator.indicator, *(key for row in rows for key in (row.indicator, row.other))}


def _find_latest(site: Site, key: str) -> Fact | None:
    """The latest figure of an indicator that may stand beside others: an actual before a target."""
    facts = [
        fact
        for fact in site.ledger.facts_by_indicator[key]
        if fact.measure in _COMPARED and fact.statement == 1
    ]
    return max(facts, key=lambda one: (one.kind == "actual", one.period.end), default=None)


def _list_beside(
    site: Site, indicator: Indicator, fact: Fact | None, apart: set[str]
) -> Iterator[tuple[Indicator, Fact]]:
    """What other indicators of the subject and the unit say of the same place, time and kind."""
    if fact is None:
        return
    same = (fact.area.area, fact.period.text, fact.kind, fact.measure)
    for one in site.ledger.stated_beside.get((indicator.domain, indicator.unit, *same), ()):
        if one.indicator.indicator not in apart:
            yield one.indicator, one
