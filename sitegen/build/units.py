"""The pieces of work that a site is made of, an entry a kind: what there is to make, when, and how."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sitegen.addresses import asset_address, image_address, indicator_address
from sitegen.build.about import (
    about_folder,
    about_key,
    about_lock,
    about_page,
    about_row,
    about_settings,
    about_slug,
)
from sitegen.build.agreement import each_agreed, is_agreed, make_lock, make_standings
from sitegen.build.content import (
    OUTLINE,
    is_late,
    make_blocks,
    make_card,
    make_late_page,
    make_text,
)
from sitegen.build.draft import BASE, CODES, CONTENT, RENDERED, Draft, from_files, render_html
from sitegen.build.kit import DrawingError, as_plain, find_cure
from sitegen.checks.all import run_checks
from sitegen.checks.signature import SIGNATURE, from_plain
from sitegen.checks.stages import SiteStage, TranslationStage
from sitegen.frame.pictures import has_picture, plan_picture
from sitegen.frame.values import BUNDLE
from sitegen.known import CARD, DRAWN, ROWS, SHOWN
from sitegen.later import Later
from sitegen.markup.images import WrongImageError, measure_image
from sitegen.media.painting import PaintingError
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import say
from sitegen.naming import (
    FACTS,
    FOLDERS,
    LISTING,
    LOCKED,
    LOOK,
    SETTINGS,
    SITE_TOML,
    STRAYS,
    TABLES,
)
from sitegen.naming import SUBJECTS as SUBJECTS_OF
from sitegen.pages.entrance import ENTRANCES, plan_entrance
from sitegen.problems import Place
from sitegen.project.language_codes import check_codes_called
from sitegen.render.templates import RenderError
from sitegen.site import Site
from sitegen.traces.inputs import BESIDE, name_content
from sitegen.translations.states import STANDINGS, unpack_pairs
from sitegen.workers import WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitegen.build.about import About
    from sitegen.build.kit import Kit
    from sitegen.problems import Problem
    from sitegen.render.outputs import OutputFile

    Note = Callable[[str], None]


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
    about: About = about_settings
    """What of the author's it is about, by its argument: where a failure in it is told."""
    central: bool = False
    """Whether it needs so much of all pages that it is better not done beside others."""

    @property
    def stage(self) -> int:
        """The stage in which a failure of it is found."""
        if self.central and self.level <= JUDGED:
            return BASE
        return CONTENT if self.level <= CHECKED else RENDERED


def _site(kit: Kit, note: Note | None = None) -> Site:
    return Site(kit.shared, kit.values, note) if note else Site(kit.shared, kit.values)


def _make_tables(kit: Kit, note: Note, _: str) -> Draft:
    """What is wrong with the tables: rows that cannot be read, without which nothing can be judged."""
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
        problems=tuple((BASE, one) for one in (*unread, *_list_table_problems(kit))),
    )


def _check_rows(kit: Kit, note: Note, _: str) -> Draft:
    """What is wrong with rows that can be read. No page rests on it: the one that is looked at is shown before."""
    note(SETTINGS)
    note(TABLES)
    return Draft(problems=tuple((CONTENT, one) for one in kit.tables.findings))


def _list_table_problems(kit: Kit) -> Iterator[Problem]:
    """What is wrong with rows of tables; of a table that is called otherwise, that alone is said."""
    from sitegen.filenames.strays import find_misnamed

    names = (name.removeprefix("data/") for name in kit.inputs.files if name.startswith("data/"))
    folder = kit.config.path("data")
    lost = {f"{folder}/{table}.csv" for table in find_misnamed(names)}
    return (one for one in kit.tables.problems if one.path not in lost)


def _check_strays(kit: Kit, note: Note, _: str) -> Draft:
    """Files beside pages and settings that are none."""
    from sitegen.filenames.strays import check_content_named, check_settings_named

    note(SETTINGS)
    note(STRAYS)
    note(LISTING)
    files = sorted(kit.inputs.files)
    content = [name.removeprefix("content/") for name in files if name.startswith("content/")]
    beside = (name.removeprefix(BESIDE) for name in files if name.startswith(BESIDE))
    config = kit.config
    found = (
        *check_content_named(content, config.path("content"), config.codes),
        *check_settings_named(beside),
    )
    find = partial(config.find, "languages")
    if called := [*check_codes_called(config.languages, content, find)]:
        note(f"file:{SITE_TOML}")  # in which they have their lines
    stages = (CODES, called), (BASE, found)
    return Draft(problems=tuple((stage, one) for stage, some in stages for one in some))


def _check_images(kit: Kit, note: Note, _: str) -> Draft:
    """Images beside pages that none shows; of a site with an error in a text none is told, for it may hide one."""
    from sitegen.filenames.strays import check_images_shown

    note(SETTINGS)
    note(STRAYS)
    note(LISTING)
    shown = _site(kit, note).get("images")
    content = sorted(
        name.removeprefix("content/") for name in kit.inputs.files if name.startswith("content/")
    )
    found = check_images_shown(content, kit.config.path("content"), shown)
    return Draft(problems=tuple((RENDERED, one) for one in found))


def _make_bundle(kit: Kit, note: Note, _: str) -> Draft:
    """What draws charts in browsers, where there are any and the project has no such asset of its own."""
    from sitegen.charts.notice import NOTICE

    site = _site(kit, note)
    codes = site.config.codes
    charts = any(site.get(kind, code) for kind in ("charts", "drawn") for code in codes)
    note(LOOK)
    if not charts or BUNDLE not in site.assets or BUNDLE in kit.look[0].assets:
        return Draft()

    bundle = kit.memo.recall("bundle", BUNDLE, (), kit.make_bundle)
    return Draft(outputs={asset_address(BUNDLE): (NOTICE + bundle).encode()})


def _check_translations(kit: Kit, note: Note, slug: str) -> Draft:
    site = _site(kit, note)
    signed = (site.part(SIGNATURE, f"{code}/{slug}") for code in site.config.codes)
    pages = tuple(from_plain(one) for one in signed if one is not None)
    written = frozenset(code for code in site.config.codes if site.is_written(f"{slug}.{code}.md"))
    standings = unpack_pairs(site.part(STANDINGS, slug) or ())
    found = run_checks(TranslationStage(site, slug, pages, written, standings))
    return Draft(problems=tuple((CONTENT, one) for one in found))


def _check_site(kit: Kit, note: Note, _: str) -> Draft:
    site = _site(kit, note)
    pages = (from_plain(one) for one in site.get(OUTLINE))
    found = [*run_checks(SiteStage(site, tuple(sorted(pages, key=lambda page: page.path))))]
    if any(one.path == SITE_TOML for one in found):  # which have their lines in it
        note(f"file:{SITE_TOML}")
    return Draft(problems=tuple((CONTENT, one) for one in found))


def _make_image(kit: Kit, note: Note, name: str) -> Draft:
    """An image that texts show, as it is."""
    note(f"file:content/{name}")
    content = kit.load_image(name)
    if content is None:
        return Draft()
    return Draft(outputs={image_address(name, name_content(content)): content})


def _make_indicator(kit: Kit, note: Note, arg: str) -> Draft:
    """The page of an indicator in a language, and the charts that it has of itself.

    Of one that stands in the list of indicators, the way there.
    """
    from sitegen.files.downloads import plan_chart_files
    from sitegen.pages.embed import plan_embedded_chart
    from sitegen.pages.indicator import generate_charts, plan_indicator_page
    from sitegen.pages.indicators import plan_moved_page

    code, _, key = arg.partition("/")
    studio = kit.studio(note)
    site = studio.site
    index = site.way_to("indicators", code)
    if index and site.ledger.stated_once[key]:
        return render_html(kit, note, plan_moved_page(site, key, code, index))
    try:
        charts = {
            target: (chart, studio.draw(chart))
            for target, chart in generate_charts(site, key, code).items()
        }
    except DrawingError as error:
        return Draft(problems=((RENDERED, error.explain(about_row("indicators")(kit, key))),))
    explored = BUNDLE in site.assets
    files = (
        file
        for chart, drawings in charts.values()
        for file in plan_chart_files(chart, code, drawings, explored=explored)
    )
    names = [(chart.data.name, chart.data.title) for chart, _ in charts.values()]
    parts = {f"{DRAWN}@{arg}": as_plain(names)} if names else {}
    draft = render_html(kit, note, plan_indicator_page(site, key, code, charts))
    for chart, drawings in charts.values():
        origin = indicator_address(code, key)
        draft += render_html(kit, note, plan_embedded_chart(site, chart, drawings, code, origin))
    return draft + from_files(files) + Draft(parts)


def _make_embedded(kit: Kit, note: Note, arg: str) -> Draft:
    """The figures of an indicator in a language, for other sites to show."""
    from sitegen.pages.embed import plan_embedded_figures

    code, _, key = arg.partition("/")
    output = plan_embedded_figures(_site(kit, note), key, code)
    return Draft() if output is None else render_html(kit, note, output)


def _make_source(kit: Kit, note: Note, arg: str) -> Draft:
    """The page of a document in a language, or of a part of its facts: `en/plan`, `en/2/plan`."""
    from sitegen.pages.source import plan_source_page

    code, *part, key = arg.split("/")
    return render_html(kit, note, plan_source_page(_site(kit, note), key, code, *map(int, part)))


def _make_search_rows(kit: Kit, note: Note, code: str) -> Draft:
    """What is found of the tables, kept for the script that has the pages as well."""
    from sitegen.files.search import list_rows

    rows = list_rows(_site(kit, note), code)
    return Draft({f"{ROWS}@{code}": as_plain(rows)} if rows else {})


def _make_entrance(kit: Kit, note: Note, address: str) -> Draft:
    return render_html(kit, note, plan_entrance(_site(kit, note), address))


def _make_plain_list(kit: Kit, note: Note, _: str) -> Draft:
    from sitegen.pages.plain import plan_plain_list
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
    about = about_key(kit, arg)
    return Draft(outputs={output.address: _paint(kit, output.address, svg, 1.0, (place, about))})


def _paint(kit: Kit, address: str, svg: str, scale: float, places: tuple[Place, Place]) -> bytes:
    """A drawing as PNG: found, or painted. `places` are where it is written, and whose texts it shows.

    Raises:
        RenderError: It is not valid SVG, is too large, or ended the process that paints.
    """
    place, about = places

    def paint() -> str:
        measure_image(svg.encode(), ".svg")
        return kit.painter.paint(svg, scale)

    try:
        png = kit.memo.recall("png", address, (svg, scale), paint)
    except WrongImageError as error:
        said = error.message if error.place else say("the image {error}", error=error)
        raise RenderError(place.problem(error.rule or "template", said, error.hint)) from None
    except PaintingError as error:
        raise RenderError(place.problem("template", hear(error))) from None
    except WorkerError as error:
        raise RenderError(
            about.problem(
                "drawing",
                say(
                    "the picture {address} cannot be painted: {error}",
                    address=address,
                    error=hear(error),
                ),
                find_cure(),
            )
        ) from None
    return b64decode(png)


def _make_icons(kit: Kit, note: Note, _: str) -> Draft:
    """The icons as PNG."""
    from sitegen.files.icons import plan_icons

    site = _site(kit, note)
    note(LOOK)
    assets = kit.look[0].assets
    outputs = {}
    for icon in plan_icons(site):
        drawing = assets[icon.asset]
        svg = drawing.content.decode(errors="replace")
        place = Place(drawing.path)
        if scale := icon.find_scale(drawing.content):  # else the check of assets tells why
            outputs[icon.address] = _paint(kit, icon.address, svg, scale, (place, place))
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


def _each_pair(kit: Kit, names: list[str]) -> Iterable[str]:
    """Pages by their slugs, where languages are set beside each other."""
    return _each_slug(kit, names) if is_agreed(kit) else ()


def _each_card(kit: Kit, _names: list[str]) -> Iterable[str]:
    cards = kit.values.pages.cards
    return (card.key for card in cards if card.traits.listed and card.traits.pictured)


def _each_briefing(kit: Kit, _names: list[str]) -> Iterable[str]:
    cards = kit.values.pages.cards
    return dict.fromkeys(card.slug for card in cards if card.traits.of_subject)


def _each_absent(kit: Kit, _names: list[str]) -> Iterable[str]:
    keys: list[str] = kit.values.get("absent:")
    return keys


def _make_absent(kit: Kit, note: Note, key: str) -> Draft:
    """What stands in the place of a page that a language does not have."""
    from sitegen.pages.absent import plan_absent_page

    output = plan_absent_page(_site(kit, note), key)
    return Draft() if output is None else render_html(kit, note, output)


def _each_image(kit: Kit, _names: list[str]) -> Iterable[str]:
    names: list[str] = kit.values.get("images:")
    return names


def _each_indicator(kit: Kit, _names: list[str]) -> Iterable[str]:
    indicators = kit.shared.curated.ledger.indicators
    return (f"{code}/{one.indicator}" for one in indicators for code in kit.config.codes)


def _each_source(kit: Kit, _names: list[str]) -> Iterable[str]:
    sources = kit.shared.curated.ledger.sources
    parts = kit.shared.curated.ledger.parts_by_source
    return (
        f"{code}/{number}/{one.source}" if number > 1 else f"{code}/{one.source}"
        for one in sources
        for number in range(1, parts[one.source].number + 1)
        for code in kit.config.codes
    )


_FROM_TABLES = frozenset({TABLES, SETTINGS})
_FROM_FILES = frozenset({LISTING, SETTINGS})
_FROM_LOCK = frozenset({LISTING, SETTINGS, LOCKED.partition("@")[0]})
_FROM_PAGES = frozenset({LISTING, SETTINGS, CARD})
_ALWAYS = frozenset({SETTINGS})

HEADS, SHARED, JUDGED, PAIRED, ROWS_JUDGED, TEXTS, CHECKED, SUBJECTS, LATE, WHOLE = range(10)
"""The levels: tables and cards of pages; assets and blocks of pages; checks of the look; how languages stand to each other; checks of
rows; texts of pages; checks of several pages; pages of indicators and sources; what shows what the texts of others say; what lists all that was made."""

_DATA, _LOOK = about_folder("data"), about_folder("templates")
_INDICATOR, _SOURCE = about_row("indicators"), about_row("sources")

UNIT_KINDS: tuple[UnitKind, ...] = (
    UnitKind("tables", HEADS, _ALWAYS, _once, _make_tables, _DATA, central=True),
    UnitKind("strays", HEADS, _ALWAYS, _once, _check_strays, about_folder("content")),
    UnitKind("card", HEADS, _FROM_FILES, _each_page, make_card, about_page),
    UnitKind("look", SHARED, _ALWAYS, _once, Later("build.look:make_look"), _LOOK, central=True),
    UnitKind(
        "look-checks", JUDGED, _ALWAYS, _once, Later("build.look:check_look"), _LOOK, central=True
    ),
    UnitKind("lock", HEADS, _ALWAYS, _once, make_lock, about_lock, central=True),
    UnitKind("blocks", SHARED, _FROM_LOCK, each_agreed, make_blocks, about_page),
    UnitKind(
        "standings",
        PAIRED,
        _FROM_LOCK | {CARD},
        _each_pair,
        make_standings,
        about_slug,
        central=True,
    ),
    UnitKind("table-checks", ROWS_JUDGED, _ALWAYS, _once, _check_rows, _DATA, central=True),
    UnitKind("text", TEXTS, _FROM_FILES, _each_page, make_text, about_page),
    UnitKind("translations", CHECKED, _FROM_PAGES, _each_slug, _check_translations, about_slug),
    UnitKind(
        "images",
        CHECKED,
        _ALWAYS,
        _once,
        _check_images,
        about_folder("content"),
        central=True,
    ),
    UnitKind("image", CHECKED, frozenset({SHOWN}), _each_image, _make_image, about_page),
    UnitKind("site", CHECKED, _ALWAYS, _once, _check_site, about_folder("content"), central=True),
    UnitKind("indicator", SUBJECTS, _FROM_TABLES, _each_indicator, _make_indicator, _INDICATOR),
    UnitKind("source", SUBJECTS, _FROM_TABLES, _each_source, _make_source, _SOURCE),
    UnitKind(
        "indicator-files",
        SUBJECTS,
        _FROM_TABLES,
        lambda kit, _: (one.indicator for one in kit.shared.curated.ledger.indicators),
        _files(Later("files.downloads:plan_indicator_files")),
        _INDICATOR,
    ),
    UnitKind("embedded", SUBJECTS, _FROM_TABLES, _each_indicator, _make_embedded, _INDICATOR),
    UnitKind(
        "table-files",
        SUBJECTS,
        _ALWAYS,
        _once,
        _files(lambda site, _: Later("files.downloads:plan_tables")(site)),
        _DATA,
    ),
    UnitKind(
        "workbook",
        SUBJECTS,
        _ALWAYS,
        _once,
        _files(lambda site, _: Later("files.workbook:plan_workbook")(site)),
        _DATA,
    ),
    UnitKind("bundle", LATE, _ALWAYS, _once, _make_bundle, _LOOK),
    UnitKind("late", LATE, _FROM_PAGES, _each_late_page, make_late_page, about_page),
    UnitKind("absent", LATE, _FROM_PAGES, _each_absent, _make_absent, about_key),
    UnitKind("picture", LATE, _FROM_PAGES, _each_card, _make_picture, about_key),
    UnitKind(
        "briefing-files",
        LATE,
        _FROM_PAGES,
        _each_briefing,
        _files(Later("files.downloads:plan_briefing_files")),
        about_slug,
    ),
    UnitKind("entrance", LATE, _ALWAYS, lambda _kit, _names: ENTRANCES, _make_entrance, _LOOK),
    UnitKind("plain-list", LATE, _ALWAYS, _once, _make_plain_list, _LOOK),
    UnitKind("icons", LATE, _ALWAYS, _once, _make_icons, _LOOK),
    UnitKind("manifest", LATE, _ALWAYS, _each_language, _files(Later("files.icons:plan_manifest"))),
    UnitKind("feed", LATE, _ALWAYS, _each_language, _files(Later("files.feed:plan_feed"))),
    UnitKind("search-rows", SUBJECTS, _ALWAYS, _each_language, _make_search_rows, _DATA),
    UnitKind(
        "search",
        LATE,
        _ALWAYS,
        _each_language,
        _files(Later("files.search:plan_search")),
        central=True,
    ),
    UnitKind(
        "machines",
        WHOLE,
        _ALWAYS,
        _once,
        _files(lambda site, _: Later("files.machines:plan_machine_files")(site)),
        central=True,
    ),
)
"""In the order in which they are done."""
