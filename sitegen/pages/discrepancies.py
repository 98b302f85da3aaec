"""Where documents disagree, what must not be compared, and whether what must follow does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.shared import FOLDED, view_sources
from sitegen.views.records import view_conflict, view_relation
from sitegen.views.words import OUTCOME_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Studio
    from sitegen.views.maker import ViewMaker


def show_discrepancies(studio: Studio, maker: ViewMaker, page: ResolvedPage) -> Mapping[str, Any]:
    """Declared conflicts, indicators that look alike, and relations with their outcomes."""
    site, code = studio.site, maker.code
    ledger, by_key = site.ledger, site.ledger.fact_by_key
    apart = (by_key[key] for one in ledger.conflicts for key in one.facts if key in by_key)
    related = (fact for one in site.relations for fact in (one.result, *one.facts))
    unlike = {key: None for one in ledger.comparability for key in (one.indicator, one.other)}
    alike = (fact for key in unlike for fact in ledger.facts_by_indicator[key])
    names = {one.indicator: one.name[code] for one in ledger.indicators}
    return {
        "sources": view_sources(site, maker, page, (*apart, *related, *alike)),
        "conflicts": tuple(view_conflict(maker, one) for one in ledger.conflicts),
        "folded": len(site.relations) >= FOLDED // 4,
        "unlike": tuple(
            {"one": names[one.indicator], "other": names[one.other], "reason": one.reason[code]}
            for one in ledger.comparability
        ),
        "checks": tuple(view_relation(maker, one) for one in site.relations),
        "outcomes": tuple(
            (outcome, maker.voice.say(word), sum(one.outcome == outcome for one in site.relations))
            for outcome, word in OUTCOME_WORDS.items()
        ),
    }
