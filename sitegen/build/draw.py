"""What is drawn: charts and what explores them, icons and pictures of pages; found, or made."""

from __future__ import annotations

import json
from base64 import b64decode
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sitegen.addresses import indicator_address
from sitegen.analysis.statuses import STATUSES
from sitegen.files.icons import plan_icons
from sitegen.frame.pictures import plan_pictures
from sitegen.frame.values import BUNDLE, ICONS, STYLE
from sitegen.media.painting import Painter, PaintingError
from sitegen.memo import digest
from sitegen.problems import Place
from sitegen.project.theme import Asset
from sitegen.render.needs import find_needs, select_assets
from sitegen.render.styles import write_status_rules
from sitegen.render.templates import RenderError, render
from sitegen.resolve.chart_block import make_comparison_chart, make_path_chart
from sitegen.views.maker import ViewMaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.build.report import Report
    from sitegen.language.voice import Voice
    from sitegen.memo import Memo
    from sitegen.project.config import Config
    from sitegen.project.theme import Look
    from sitegen.render.templates import Templates
    from sitegen.resolve.chart_block import ChartBlock
    from sitegen.site import Contents, Curated, Site


def make_assets(
    config: Config, look: Look, used: Mapping[str, str], memo: Memo
) -> dict[str, Asset]:
    """The assets that are published, by name, painted icons apart; `used` are the site's templates.

    The style sheet has the rules of statuses; what draws charts in browsers is among them if a template
    names it.
    """
    drawings = [drawing for drawing, _ in ICONS.values()] if config.manifest else []
    assets = select_assets(look, used, drawings)
    if STYLE in assets:
        rules = write_status_rules(STATUSES.values()).encode()
        assets[STYLE] = assets[STYLE]._replace(content=assets[STYLE].content + rules)
    if BUNDLE in assets or not any(BUNDLE in find_needs(text).strings for text in used.values()):
        return assets

    def make() -> str:
        from sitegen.charts.drawing import make_bundle

        return make_bundle()

    bundle = memo.recall("bundle", BUNDLE, (), make).encode()
    return {**assets, BUNDLE: Asset(BUNDLE, bundle)}


def name_assets(assets: Mapping[str, Asset], *, with_icons: bool) -> dict[str, str]:
    """Addresses of assets by name, painted icons among them.

    Each has its content's digest in it, so that caches never serve an old one.
    """
    named = {name: _name(name, asset.content) for name, asset in assets.items()}
    for name, (drawing, _) in ICONS.items() if with_icons else ():
        if drawing in assets:
            named[name] = _name(name, assets[drawing].content)
    return named


def _name(name: str, content: bytes) -> str:
    path = PurePosixPath(name)
    return f"assets/{path.stem}.{digest(content)[:10]}{path.suffix}"


def generate_charts(
    config: Config, curated: Curated, voices: Sequence[Voice]
) -> dict[tuple[str, str], ChartBlock]:
    """Charts that no author wrote, with addresses as from the pages of their indicators.

    The path to each target that has one, by its key; of an indicator without any, what may be
    compared, by the indicator's key; and by language code.
    """

    def maker(voice: Voice, indicator: str) -> ViewMaker:
        code = voice.language.code
        address = indicator_address(code, indicator)
        return ViewMaker(curated.ledger, voice, address, "", config.url, config.imprint(code))

    charts: dict[tuple[str, str], ChartBlock] = {}
    drawn = set[str]()
    for voice in voices:
        for one in curated.assessments:
            indicator = one.target.indicator.indicator
            chart = make_path_chart(maker(voice, indicator), one)
            if chart is not None:
                charts[one.target.key, voice.language.code] = chart
                drawn.add(indicator)
    for voice in voices:
        for indicator in (one.indicator for one in curated.ledger.indicators):
            if indicator not in drawn:  # its path says more
                chart = make_comparison_chart(maker(voice, indicator), indicator)
                if chart is not None:
                    charts[indicator, voice.language.code] = chart
    return charts


def draw_charts(
    contents: Contents, memo: Memo, report: Report
) -> dict[tuple[str, str], Mapping[str, str]]:
    """The drawings of all charts, by name and language code."""
    wanted: dict[tuple[str, str], ChartBlock] = {}
    for code, chart in contents.charts:
        wanted.setdefault((chart.data.name, code), chart)
    drawn: dict[tuple[str, str], Mapping[str, str]] = {}
    for number, (key, chart) in enumerate(wanted.items(), start=1):
        drawn[key] = _draw(chart, memo)
        report("charts", number, len(wanted))
    return drawn


def _draw(chart: ChartBlock, memo: Memo) -> Mapping[str, str]:
    def draw() -> str:
        from sitegen.charts.drawing import draw_chart

        return json.dumps(draw_chart(chart.data), ensure_ascii=False)

    label = f"{chart.data.name}.{chart.data.language}"
    drawings: dict[str, str] = json.loads(memo.recall("chart", label, chart.data, draw))
    return drawings


def paint_pictures(
    site: Site,
    templates: Templates,
    assets: Mapping[str, Asset],
    memo: Memo,
    report: Report,
) -> dict[str, bytes]:
    """Icons and pictures of pages as PNG, by address.

    Raises:
        RenderError: A template is wrong, or gives no SVG.
    """
    drawings = [
        (
            one.address,
            assets[one.asset].path,
            assets[one.asset].content.decode(errors="replace"),
            one.scale,
        )
        for one in plan_icons(site)
    ]
    drawings += [
        (
            one.address,
            templates.place(one.template).path,
            render(templates, memo, "picture", one),
            1.0,
        )
        for one in plan_pictures(site)
    ]
    painted = {}
    with Painter() as painter:
        for number, (address, path, svg, scale) in enumerate(drawings, start=1):
            try:
                png = memo.recall("png", address, (svg, scale), partial(painter.paint, svg, scale))
            except PaintingError as error:
                raise RenderError(Place(path).problem("template", str(error))) from None
            painted[address] = b64decode(png)
            report("pictures", number, len(drawings))
    return painted
