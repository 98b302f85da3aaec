"""The pieces of work that a site is made of, an entry a kind: what there is to make, when, and how."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from sitegen.addresses import asset_address
from sitegen.analysis.statuses import STATUSES
from sitegen.build.content import OUTLINE, is_late, make_card, make_late_page, make_text
from sitegen.build.draft import BASE, CONTENT, Draft, from_files, render_html
from sitegen.build.kit import as_plain, list_icons
from sitegen.checks.all import run_checks
from sitegen.checks.signature import SIGNATURE, from_plain
from sitegen.checks.stages import CatalogStage, SiteStage, TranslationStage
from sitegen.files.downloads import (
    plan_briefing_files,
    plan_chart_files,
    plan_indicator_files,
    plan_tables,
)
from sitegen.files.feed import plan_feed
from sitegen.files.icons import plan_icons, plan_manifest
from sitegen.files.machines import plan_machine_files
from sitegen.files.search import list_rows, plan_search
from sitegen.frame.pictures import has_picture, plan_picture
from sitegen.frame.values import BUNDLE, ICONS, STYLE
from sitegen.known import CARD, DRAWN, ROWS
from sitegen.media.painting import PaintingError
from sitegen.memo import digest
from sitegen.naming import ASSETS, DIGESTS, FACTS, FOLDERS, LISTING, LOOK, SETTINGS, TABLES
from sitegen.naming import SUBJECTS as SUBJECTS_OF
from sitegen.pages.entrance import ENTRANCES, plan_entrance
from sitegen.pages.indicator import generate_charts, plan_indicator_page
from sitegen.pages.plain import plan_plain_list
from sitegen.pages.plan import list_templates
from sitegen.pages.source import plan_source_page
from sitegen.problems import Place
from sitegen.render.needs import find_needs, find_used, select_assets
from sitegen.render.styles import write_status_rules
from sitegen.render.templates import RenderError
from sitegen.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sitegen.build.kit import Kit
    from sitegen.project.theme import Asset
    from sitegen.render.outputs import OutputFile

    Note = Callable[[str], None]

_SHOWN = 10
"""How much of an asset's digest its address has."""


@dataclass(frozen=True)
class UnitKind:
    """A kind of work, with all that belongs to it."""

    name: str
    level: int
    """When it is done: after all work of lower levels."""
    listed_by: frozenset[str]
    """What its list follows from: inputs, or parts of pages."""
    list_args: Callable[[Kit, list[str]], Iterable[str]]
    """What there is to make, given the names of the files of the content folder."""
    make: Callable[[Kit, Note, str], Draft]
    central: bool = False
    """Whether it needs so much of all pages that it is better not done beside others."""


def _site(kit: Kit, note: Note | None = None) -> Site:
    return Site(kit.shared, kit.values, note) if note else Site(kit.shared, kit.values)


def _make_tables(kit: Kit, note: Note, _: str) -> Draft:
    """What is wrong with the tables."""
    note(SETTINGS)
    note(TABLES)
    note(FOLDERS)
    unread = kit.data[1]
    ledger = kit.tables.curated.ledger
    return Draft(
        {
            FACTS: as_plain(len(ledger.facts)),
            SUBJECTS_OF: as_plain([bool(ledger.indicators), bool(ledger.sources)]),
        },
        problems=(
            *((BASE, one) for one in (*unread, *kit.tables.problems)),
            *((CONTENT, one) for one in kit.tables.findings),
        ),
    )


def _make_look(kit: Kit, note: Note, _: str) -> Draft:
    """The assets; and what is wrong with templates and catalogues."""
    note(SETTINGS)
    note(LOOK)
    look, unseen = kit.look
    voices, misspelt = kit.voices
    site = _site(kit, note)
    wanted = list_templates(kit.config, site.get("kinds"), site.part("subjects", "site"))
    used = find_used(look.templates, (*look.own, *wanted))
    untranslated = run_checks(CatalogStage(voices, used, kit.memo))
    assets = _choose_assets(kit, used)
    digests = {name: digest(asset.content) for name, asset in assets.items()}
    if kit.config.manifest:
        painted = ((name, digests.get(drawing)) for name, (drawing, _) in ICONS.items())
        digests |= {name: one for name, one in painted if one}
    if any(BUNDLE in find_needs(text).strings for text in used.values()):
        digests.setdefault(BUNDLE, digest((BUNDLE, version("vl-convert-python"))))
    return Draft(
        {
            ASSETS: as_plain([*digests]),
            DIGESTS: as_plain({name: one[:_SHOWN] for name, one in digests.items()}),
        },
        {asset_address(name): asset.content for name, asset in assets.items()},
        (
            *((BASE, one) for one in (*unseen, *untranslated)),
            *((CONTENT, one) for one in misspelt),
        ),
    )


def _choose_assets(kit: Kit, used: Mapping[str, str]) -> Mapping[str, Asset]:
    """The assets that are published, by name, painted icons apart; `used` are the site's templates.

    The style sheet has the rules of statuses.
    """
    assets = select_assets(kit.look[0], used, list_icons(kit.config))
    if STYLE in assets:
        rules = write_status_rules(STATUSES.values()).encode()
        assets[STYLE] = assets[STYLE]._replace(content=assets[STYLE].content + rules)
    return assets


def _make_bundle(kit: Kit, note: Note, _: str) -> Draft:
    """What draws charts in browsers, where there are any and the project has no such asset of its own."""
    site = _site(kit, note)
    codes = site.config.codes
    charts = any(site.get(kind, code) for kind in ("charts", "drawn") for code in codes)
    note(LOOK)
    if not charts or BUNDLE not in site.assets or BUNDLE in kit.look[0].assets:
        return Draft()

    bundle = kit.memo.recall("bundle", BUNDLE, (), kit.make_bundle)
    return Draft(outputs={asset_address(BUNDLE): bundle.encode()})


def _check_translations(kit: Kit, note: Note, slug: str) -> Draft:
    site = _site(kit, note)
    signed = (site.part(SIGNATURE, f"{code}/{slug}") for code in site.config.codes)
    pages = tuple(from_plain(one) for one in signed if one is not None)
    written = frozenset(code for code in site.config.codes if site.is_written(f"{slug}.{code}.md"))
    found = run_checks(TranslationStage(site, slug, pages, written))
    return Draft(problems=tuple((CONTENT, one) for one in found))


def _check_site(kit: Kit, note: Note, _: str) -> Draft:
    site = _site(kit, note)
    pages = (from_plain(one) for one in site.get(OUTLINE))
    found = run_checks(SiteStage(site, tuple(sorted(pages, key=lambda page: page.path))))
    return Draft(problems=tuple((CONTENT, one) for one in found))


def _make_indicator(kit: Kit, note: Note, arg: str) -> Draft:
    """The page of an indicator in a language, and the charts that it has of itself."""
    code, _, key = arg.partition("/")
    studio = kit.studio(note)
    site = studio.site
    charts = {
        target: (chart, studio.draw(chart))
        for target, chart in generate_charts(site, key, code).items()
    }
    explored = BUNDLE in site.assets
    files = (
        file
        for chart, drawings in charts.values()
        for file in plan_chart_files(chart, code, drawings, explored=explored)
    )
    names = [(chart.data.name, chart.data.title) for chart, _ in charts.values()]
    parts = {f"{DRAWN}@{arg}": as_plain(names)} if names else {}
    return (
        render_html(kit, note, plan_indicator_page(site, key, code, charts))
        + from_files(files)
        + Draft(parts)
    )


def _make_source(kit: Kit, note: Note, arg: str) -> Draft:
    code, _, key = arg.partition("/")
    return render_html(kit, note, plan_source_page(_site(kit, note), key, code))


def _make_search_rows(kit: Kit, note: Note, code: str) -> Draft:
    """What is found of the tables, kept for the script that has the pages as well."""
    rows = list_rows(_site(kit, note), code)
    return Draft({f"{ROWS}@{code}": as_plain(rows)} if rows else {})


def _make_entrance(kit: Kit, note: Note, address: str) -> Draft:
    return render_html(kit, note, plan_entrance(_site(kit, note), address))


def _make_plain_list(kit: Kit, note: Note, _: str) -> Draft:
    from sitegen.render.markdown import finish

    output = plan_plain_list(_site(kit, note))
    text = finish(kit.render(output, note), kit.config.url + output.address)
    return Draft(outputs={output.address: text.encode()})


def _make_picture(kit: Kit, note: Note, arg: str) -> Draft:
    """The picture of a page."""
    site = _site(kit, note)
    code, _, slug = arg.partition("/")
    card = site.page(slug, code)
    if card is None or not has_picture(site, card):
        return Draft()
    output = plan_picture(site, card)
    svg = kit.render(output, note)
    place = kit.templates.place(output.template)
    return Draft(outputs={output.address: _paint(kit, output.address, svg, 1.0, place)})


def _paint(kit: Kit, address: str, svg: str, scale: float, place: Place) -> bytes:
    """A drawing as PNG: found, or painted.

    Raises:
        RenderError: It is not valid SVG.
    """
    try:
        png = kit.memo.recall("png", address, (svg, scale), lambda: kit.painter.paint(svg, scale))
    except PaintingError as error:
        raise RenderError(place.problem("template", str(error))) from None
    return b64decode(png)


def _make_icons(kit: Kit, note: Note, _: str) -> Draft:
    """The icons as PNG."""
    site = _site(kit, note)
    note(LOOK)
    assets = kit.look[0].assets
    outputs = {}
    for icon in plan_icons(site):
        drawing = assets[icon.asset]
        svg = drawing.content.decode(errors="replace")
        outputs[icon.address] = _paint(kit, icon.address, svg, icon.scale, Place(drawing.path))
    return Draft(outputs=outputs)


def _files(plan: Callable[[Site, str], Iterable[OutputFile]]) -> Callable[[Kit, Note, str], Draft]:
    return lambda kit, note, arg: from_files(plan(_site(kit, note), arg))


def _once(_kit: Kit, _names: list[str]) -> Iterable[str]:
    return ("site",)


def _each_page(_kit: Kit, names: list[str]) -> Iterable[str]:
    return names


def _each_late_page(kit: Kit, names: list[str]) -> Iterable[str]:
    cards = kit.values.pages.cards
    late = {f"{card.slug}.{card.language}.md" for card in cards if is_late(card.kind)}
    return (name for name in names if name in late)


def _each_language(kit: Kit, _names: list[str]) -> Iterable[str]:
    return kit.config.codes


def _each_slug(kit: Kit, _names: list[str]) -> Iterable[str]:
    return dict.fromkeys(card.slug for card in kit.values.pages.cards)


def _each_card(kit: Kit, _names: list[str]) -> Iterable[str]:
    cards = kit.values.pages.cards
    return (card.key for card in cards if card.traits.listed and card.traits.pictured)


def _each_briefing(kit: Kit, _names: list[str]) -> Iterable[str]:
    own = kit.config.default_language
    cards = kit.values.pages.cards
    return (card.slug for card in cards if card.language == own and card.traits.of_subject)


def _each_indicator(kit: Kit, _names: list[str]) -> Iterable[str]:
    indicators = kit.shared.curated.ledger.indicators
    return (f"{code}/{one.indicator}" for one in indicators for code in kit.config.codes)


def _each_source(kit: Kit, _names: list[str]) -> Iterable[str]:
    sources = kit.shared.curated.ledger.sources
    return (f"{code}/{one.source}" for one in sources for code in kit.config.codes)


_FROM_TABLES = frozenset({TABLES, SETTINGS})
_FROM_PAGES = frozenset({LISTING, SETTINGS, CARD})
_ALWAYS = frozenset({SETTINGS})

HEADS, SHARED, TEXTS, CHECKED, SUBJECTS, LATE, WHOLE = range(7)
"""The levels: cards of pages; tables and looks; texts of pages; checks of several pages; pages of
indicators and sources; what shows what the texts of others say; what lists all that was made."""

UNIT_KINDS: tuple[UnitKind, ...] = (
    UnitKind("tables", HEADS, _ALWAYS, _once, _make_tables, central=True),
    UnitKind("card", HEADS, frozenset({LISTING, SETTINGS}), _each_page, make_card),
    UnitKind("look", SHARED, _ALWAYS, _once, _make_look, central=True),
    UnitKind("text", TEXTS, frozenset({LISTING, SETTINGS}), _each_page, make_text),
    UnitKind("translations", CHECKED, _FROM_PAGES, _each_slug, _check_translations),
    UnitKind("site", CHECKED, _ALWAYS, _once, _check_site, central=True),
    UnitKind("indicator", SUBJECTS, _FROM_TABLES, _each_indicator, _make_indicator),
    UnitKind("source", SUBJECTS, _FROM_TABLES, _each_source, _make_source),
    UnitKind(
        "indicator-files",
        SUBJECTS,
        _FROM_TABLES,
        lambda kit, _: (one.indicator for one in kit.shared.curated.ledger.indicators),
        _files(plan_indicator_files),
    ),
    UnitKind("table-files", SUBJECTS, _ALWAYS, _once, _files(lambda site, _: plan_tables(site))),
    UnitKind("bundle", LATE, _ALWAYS, _once, _make_bundle),
    UnitKind("late", LATE, _FROM_PAGES, _each_late_page, make_late_page),
    UnitKind("picture", LATE, _FROM_PAGES, _each_card, _make_picture),
    UnitKind("briefing-files", LATE, _FROM_PAGES, _each_briefing, _files(plan_briefing_files)),
    UnitKind("entrance", LATE, _ALWAYS, lambda _kit, _names: ENTRANCES, _make_entrance),
    UnitKind("plain-list", LATE, _ALWAYS, _once, _make_plain_list),
    UnitKind("icons", LATE, _ALWAYS, _once, _make_icons),
    UnitKind("manifest", LATE, _ALWAYS, _each_language, _files(plan_manifest)),
    UnitKind("feed", LATE, _ALWAYS, _each_language, _files(plan_feed)),
    UnitKind("search-rows", SUBJECTS, _ALWAYS, _each_language, _make_search_rows),
    UnitKind("search", LATE, _ALWAYS, _each_language, _files(plan_search), central=True),
    UnitKind(
        "machines",
        WHOLE,
        _ALWAYS,
        _once,
        _files(lambda site, _: plan_machine_files(site)),
        central=True,
    ),
)
"""In the order in which they are done."""
