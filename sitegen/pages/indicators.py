"""The list of indicators: by subject, those with a page of their own, and in place what is stated once.

An indicator of which there is a single statement has no story to tell on a page. Where a project has a page of
this kind it stands there as a row that opens, and what was its page leads to the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.addresses import embed_figures_address, indicator_address, name_indicator, relative
from sitegen.frame.linked import make_page
from sitegen.pages.indicator import list_unlike, list_uses
from sitegen.render.outputs import PageOutput

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.frame.values import PageFrame
    from sitegen.known import Way
    from sitegen.ledger.values import Domain, Indicator
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Site, Studio
    from sitegen.views.maker import ViewMaker


MOVED = "moved.html"
"""Template of what leads from the address of an indicator to its row."""


_ANY_KEY = "{key}"
"""What stands for the key of an indicator in an address that a script completes."""


def show_indicators(studio: Studio, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """All indicators by subject: those with a page, and those that are stated once."""
    site = studio.site
    return {
        "files": maker.href(f"data/indicators/{_ANY_KEY}.csv"),
        "embed": maker.href(embed_figures_address(maker.code, _ANY_KEY)),
        "groups": tuple(
            group for domain in site.ledger.domains if (group := _show_domain(site, maker, domain))
        ),
    }


def _show_domain(site: Site, maker: ViewMaker, domain: Domain) -> Mapping[str, Any] | None:
    """The indicators of a subject; `None` where it has none."""
    ledger = site.ledger
    own = ledger.indicators_by_domain.get(domain.domain, ())
    once = {one.indicator: ledger.stated_once[one.indicator] for one in own}
    if not own:
        return None
    return {
        "key": domain.domain,
        "name": domain.name[maker.code],
        "told": tuple(
            (
                one.name[maker.code],
                maker.indicator_href(one.indicator),
                len(ledger.facts_by_indicator[one.indicator]),
            )
            for one in own
            if not once[one.indicator]
        ),
        "once": tuple(_show_row(site, maker, one) for one in own if once[one.indicator]),
    }


def _show_row(site: Site, maker: ViewMaker, indicator: Indicator) -> Mapping[str, Any]:
    """What there is to say of an indicator that is stated once."""
    key, code = indicator.indicator, maker.code
    facts = site.ledger.facts_by_indicator[key]
    without = site.ledger.unquantified_by_indicator.get(key, ())
    return {
        "key": key,
        "id": name_indicator(key),
        "name": indicator.name[code],
        "others": tuple(
            (one.tag, indicator.name[one.code]) for one in site.config.languages if one.code != code
        ),
        "definition": indicator.definition[code],
        "nature": maker.nature(indicator),
        "fact": maker.fact(facts[0]) if facts else None,
        "unquantified": maker.unquantified(without[0]) if without else None,
        "unlike": list_unlike(site, maker, indicator),
        "uses": list_uses(site, maker, facts),
    }


def link_indicators(site: Site, frame: PageFrame, _page: ResolvedPage) -> Mapping[str, object]:
    """A page that lists; the figures in it are part of the data set of the data page."""
    return make_page(site, frame, "CollectionPage")


def plan_moved_page(site: Site, key: str, code: str, index: Way) -> PageOutput:
    """What stands at the address of an indicator whose row is in the list of indicators."""
    voice, address = site.voice(code), indicator_address(code, key)
    context = {
        "tag": voice.language.tag,
        "title": site.ledger.indicator_by_key[key].name[code],
        "canonical": site.config.absolute(index.address),
        "href": f"{relative(address, index.address)}#{name_indicator(key)}",
        "place": index.name,
        "assets": {name: relative(address, asset) for name, asset in site.assets.items()},
    }
    return PageOutput(address, MOVED, voice, context)
