"""Charts and figures for other sites to show in a frame: small pages without navigation or scripts.

They say what is shown, from which documents it is, and lead back to the page that has more. They are no
pages of their own to search engines: the page they are of is the one to be found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.addresses import (
    embed_chart_address,
    embed_figures_address,
    folder_of,
    indicator_address,
    rebase,
)
from sitegen.ledger.ledger import list_latest
from sitegen.render.outputs import PageOutput
from sitegen.views.embed import Embed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.resolve.chart_block import ChartBlock
    from sitegen.site import Site
    from sitegen.views.values import FactView

TEMPLATE = "embed.html"


def plan_embedded_chart(
    site: Site, chart: ChartBlock, drawing: Mapping[str, str], code: str, origin: str
) -> PageOutput:
    """A chart of the page at `origin`, by itself."""
    address = embed_chart_address(code, chart.data.name)
    sources = tuple(replace(one, href=rebase(one.href, origin, address)) for one in chart.sources)
    context = _frame(site, code, address, origin, chart.data.title) | {
        "description": chart.data.description,
        "back": f"{rebase('', origin, address)}#{chart.data.name}",
        "chart": replace(chart, sources=sources),
        "drawing": drawing,
        "figures": (),
    }
    return PageOutput(address, TEMPLATE, site.voice(code), context)


def plan_embedded_figures(site: Site, key: str, code: str) -> PageOutput | None:
    """The figures of an indicator that its page lists, all of them or the one that the address names; `None` where there are none."""
    facts = list_latest(site.ledger.facts_by_indicator[key])
    if not facts:
        return None
    address, voice = embed_figures_address(code, key), site.voice(code)
    maker = site.maker(voice, address)
    name = site.ledger.indicator_by_key[key].name[code]
    views = [maker.fact(fact) for fact in facts]
    context = _frame(site, code, address, indicator_address(code, key), name) | {
        "description": voice.say(
            "Every figure on “{name}” in the documents, by area and period, with source and place",
            name=name,
        ),
        "back": views[0].indicator_href,
        "chart": None,
        "drawing": {},
        "figures": tuple((view, embed_figure(site, view, key, code)) for view in views),
    }
    return PageOutput(address, TEMPLATE, voice, context, len(facts))


def embed_figure(site: Site, view: FactView, key: str, code: str) -> Embed:
    """How other sites show a figure of an indicator."""
    url = site.config.absolute(embed_figures_address(code, key))
    return Embed(f"{url}#{view.key}", f"{view.indicator}: {view.text}")


def _frame(site: Site, code: str, address: str, origin: str, title: str) -> dict[str, Any]:
    """What every page of this kind says."""
    config, depth = site.config, "../" * address.count("/")
    return {
        "tag": site.voice(code).language.tag,
        "title": title,
        "site_title": config.title[code],
        "licence": config.licence[code],
        "licence_url": config.licence_url,
        "canonical": config.absolute(folder_of(origin)),
        "assets": {name: depth + asset for name, asset in site.assets.items()},
    }
