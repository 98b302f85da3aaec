"""Pages of the content folder: from a file to its card, to the page resolved and checked, to what is published."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sitegen.addresses import image_address, plain_of
from sitegen.build.draft import (
    CONTENT,
    LASTING,
    ORIGINS,
    RENDERED,
    Draft,
    from_files,
    render_html,
)
from sitegen.build.kit import DrawingError, as_plain
from sitegen.checks.all import run_checks
from sitegen.checks.claims import find_unheld
from sitegen.checks.signature import SIGNATURE, sign_page, to_plain
from sitegen.checks.stages import PageStage
from sitegen.comparing.records import record_page, to_json
from sitegen.filenames.pages import divide_name, find_foreign, is_written_well
from sitegen.frame.pictures import make_caption
from sitegen.frame.values import BUNDLE
from sitegen.known import CARD, CHARTS, CITED, LAST, SEEN, SHOWN, TERMS, TEXT, UNREAD, PageCard
from sitegen.markup.images import ENDINGS, WrongImageError, measure_image
from sitegen.messages.said import say
from sitegen.naming import LISTING, RECORD, STRAYS
from sitegen.pages.kinds import PAGE_KINDS, TRAITS
from sitegen.pages.plain import plan_plain_page
from sitegen.pages.text import plan_text_page
from sitegen.problems import Place
from sitegen.project.markdown import INLINE_META, parse_markdown
from sitegen.project.pages import check_domain, parse_page
from sitegen.render.html import BLOCKS, INLINE, MARGIN, MARKUP, needs_markup, render_body
from sitegen.render.markdown import BLOCKS_TEMPLATE, finish, render_plain
from sitegen.render.origins import trace_text
from sitegen.render.templates import RenderError
from sitegen.resolve.chart_block import ChartBlock
from sitegen.resolve.directives import DIRECTIVE_TRAITS
from sitegen.resolve.insertions import FoundImage, Surroundings
from sitegen.resolve.page import resolve_page
from sitegen.rules.severity import stops_work
from sitegen.site import LazyLedger, Site, Slugs
from sitegen.traces.inputs import name_content
from sitegen.translations.blocks import PAGE_BLOCKS, list_blocks, pack_blocks
from sitegen.views.maker import ViewMaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sitegen.build.kit import Kit
    from sitegen.comparing.records import PageRecord
    from sitegen.ledger.ledger import Ledger
    from sitegen.problems import Problem
    from sitegen.project.pages import ContentPage
    from sitegen.render.outputs import Printed
    from sitegen.resolve.insertions import Targets
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import PageBody, Studio
    from sitegen.translations.blocks import PageBlock

    Note = Callable[[str], None]

OUTLINE = "outline"
"""Name of the part that the checks of the whole site need of a page."""
_MARKED = re.compile(r"[\\`*_~{\[\]<>&!\n]")
"""What makes a text more than its letters in Markdown."""


def make_card(kit: Kit, note: Note, name: str) -> Draft:
    """The card of a page: what its front matter says."""
    page, problems = _read(kit, note, name)
    if page is None:
        divided = divide_name(name, "", kit.config.codes)
        key = "/".join(reversed(divided)) if isinstance(divided, tuple) else ""
        parts = {f"{UNREAD}@{key}": as_plain(1)} if key else {}
        return Draft(parts, problems=_place(problems), lasting=LASTING)
    card = _make_card(kit, note, page)
    return Draft(parts={f"{CARD}@{card.key}": as_plain(card)})


def _place(problems: Iterable[Problem]) -> tuple[tuple[int, Problem], ...]:
    """What is wrong with a page, with the stage that finds it."""
    return tuple((CONTENT, one) for one in problems)


def _make_card(kit: Kit, note: Note, page: ContentPage) -> PageCard:
    if any(_MARKED.search(page.get(name)) for name in INLINE_META):
        bare, _ = parse_markdown(replace(page, body=""), DIRECTIVE_TRAITS)
        resolved, _ = resolve_page(bare, _surround_card(kit.studio(note).site, page))
        get = resolved.get
    else:
        get = page.get
    return PageCard(
        slug=page.slug,
        language=page.language,
        kind=page.kind,
        address=page.address,
        name=get("short") or get("title"),
        title=get("title"),
        description=get("description"),
        lead=get("lead"),
        domain=page.get("domain"),
        order=int(page.get("order") or LAST),
        updated=page.get("updated"),
        group=page.get("group") or TRAITS[page.kind].group,
        traits=TRAITS[page.kind],
    )


def _read(
    kit: Kit, note: Note, name: str, given: str | None = None
) -> tuple[ContentPage | None, tuple[Problem, ...]]:
    """The page of a file, or of a text `given` in its place; `None` where it cannot be read."""
    note(f"file:content/{name}")
    folder = kit.studio(note).site.config.path("content")
    there: frozenset[str] = frozenset()
    if not is_written_well(name, kit.config.codes):
        note(LISTING)
        prefix = "content/"
        there = frozenset(
            one.removeprefix(prefix) for one in kit.inputs.files if one.startswith(prefix)
        )
    divided = divide_name(name, folder, kit.config.codes, there)
    if not isinstance(divided, tuple):
        # all pages of a language that is none are told of at once
        return None, () if find_foreign(name, kit.config.codes) else (divided,)
    text, problems = kit.load_page(name) if given is None else (given, ())
    if text is None:
        return None, problems
    return parse_page(f"{folder}/{name}", text, *divided, TRAITS)


def make_blocks(kit: Kit, note: Note, name: str) -> Draft:
    """The blocks of a page, which are set beside those of its other languages."""
    key, blocks = read_page_blocks(kit, note, name)
    return Draft({f"{PAGE_BLOCKS}@{key}": as_plain(pack_blocks(blocks))} if key else {})


def read_page_blocks(kit: Kit, note: Note, name: str) -> tuple[str, tuple[PageBlock, ...]]:
    """The language and slug of a page, and its blocks; empty where it cannot be read."""
    page, _ = _read(kit, note, name)
    if page is None:
        return "", ()
    parsed, _ = parse_markdown(page, DIRECTIVE_TRAITS)
    return f"{page.language}/{page.slug}", list_blocks(parsed)


class _LazyTargets:
    """The status of each target, asked for when a page shows one."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 # whatever targets have
        return getattr(self._site.curated.targets, name)


class _ContentImages:
    """The images of the content folder as a page sees them; each that is asked for is noted."""

    def __init__(self, kit: Kit, note: Note, page: ContentPage) -> None:
        self._kit, self._note = kit, note
        folder = kit.config.path("content")
        self._base = posixpath.dirname(posixpath.relpath(page.path, folder))
        self.slips: list[Problem] = []
        """What is wrong with those that were found, which keeps none from being shown."""

    def find(self, path: str) -> FoundImage | None:
        """The image at a path relative to the page's file; `None` where no such file is.

        Raises:
            WrongImageError: It cannot be shown.
        """
        name = posixpath.normpath(posixpath.join(self._base, path))
        if name.startswith("../"):
            raise WrongImageError(
                say("lies outside of the content folder"), say("Put the file beside the page")
            )
        self._note(f"file:content/{name}")
        if f"content/{name}" not in self._kit.inputs.files:
            return None
        content = self._kit.load_image(name)
        if content is None:
            raise WrongImageError(
                say("cannot be read"), say("Put the file itself into the project")
            )
        ending, own = posixpath.splitext(name)[1], f"{self._kit.config.path('content')}/{name}"
        try:
            size = measure_image(content, ending)
        except WrongImageError as error:
            if error.place:
                error.place = replace(error.place, path=own)
            raise
        if ending.lower() == ".svg":
            from sitegen.checks.elements import find_drawing_slips

            self.slips += find_drawing_slips(own, content)
        return FoundImage(name, image_address(name, name_content(content)), size)

    def names(self) -> list[str]:
        """The paths of all images, as seen from the page."""
        self._note(STRAYS)
        files = (name.removeprefix("content/") for name in self._kit.inputs.files)
        return [
            posixpath.relpath(name, self._base or ".")
            for name in sorted(files)
            if f"content/{name}" in self._kit.inputs.files
            and posixpath.splitext(name)[1].lower() in ENDINGS
        ]


def _surround(site: Site, page: ContentPage, images: _ContentImages) -> Surroundings:
    """What a page is resolved in."""
    code = page.language
    voice = site.voice(code)
    glossary = site.way_to("glossary", code)
    return Surroundings(
        LazyLedger(site),  # type: ignore[arg-type] # it has all that the ledger has
        voice,
        site.maker(voice, page.address, page.get("updated")),
        _LazyTargets(site),  # type: ignore[arg-type] # as the ledger
        Slugs(site, code),
        glossary.address if glossary else "",
        posixpath.dirname(page.slug),
        images,
        tuple(one for one in site.config.languages if one.code != code),
    )


def _surround_card(site: Site, page: ContentPage) -> Surroundings:
    """What the texts of a card are resolved in: no page is known yet, and none is linked to."""
    config, voice = site.config, site.voice(page.language)
    ledger: Ledger = LazyLedger(site)  # type: ignore[assignment] # it has all that the ledger has
    maker = ViewMaker(ledger, voice, page.address, config.url, "", config.imprint(page.language))
    targets: Targets = _LazyTargets(site)  # type: ignore[assignment] # as the ledger
    return Surroundings(ledger, voice, maker, targets, {})


@dataclass(frozen=True)
class ReadPage:
    """A page of the content folder, resolved and checked."""

    page: ResolvedPage
    problems: tuple[Problem, ...]


def read_page(kit: Kit, note: Note, name: str, given: str | None = None) -> ReadPage | None:
    """A page with all that is wrong with it, or what it would be with a text `given`; `None` where its front matter cannot be read."""
    read = resolve_text(kit, note, name, given)
    if read is None:
        return None
    checked = run_checks(PageStage(kit.studio(note).site, read.page))
    return ReadPage(read.page, (*read.problems, *checked))


def resolve_text(kit: Kit, note: Note, name: str, given: str | None = None) -> ReadPage | None:
    """As `read_page`, without what the checks of a page find."""
    source, _ = _read(kit, note, name, given)
    if source is None:
        return None
    site = kit.studio(note).site
    wrong = check_domain(source, lambda: site.ledger.domain_by_key, TRAITS[source.kind])
    problems = [*wrong]
    parsed, malformed = parse_markdown(source, DIRECTIVE_TRAITS)
    images = _ContentImages(kit, note, source)
    page, dangling = resolve_page(parsed, _surround(site, source, images))
    return ReadPage(page, (*problems, *malformed, *dangling, *images.slips))


def make_page_record(site: Site, page: ResolvedPage) -> PageRecord:
    """What a page says, to be compared with what it said or will say."""
    unheld = find_unheld(PageStage(site, page))
    return record_page(page, sum(len(words) for _, words in unheld))


def make_text(kit: Kit, note: Note, name: str) -> Draft:
    """All that a page gives: what others may know of it, and, if nothing is wrong, its files."""
    read = read_page(kit, note, name)
    if read is None:
        return _stop_unread(kit, note, name)
    page, studio = read.page, kit.studio(note)
    record = make_page_record(studio.site, page)
    draft = Draft(
        parts={**_list_parts(studio.site, page), f"{RECORD}@{record.key}": to_json(record)},
        problems=_place(read.problems),
    )
    if any(map(stops_work, read.problems)):
        return draft
    try:
        return draft + _publish(kit, note, page, is_late=is_late(page.kind))
    except RenderError as error:
        return draft + Draft(problems=((RENDERED, error.problem),))
    except DrawingError as error:
        return draft + Draft(problems=((RENDERED, _place_chart(page, error)),))


def _stop_unread(kit: Kit, note: Note, name: str) -> Draft:
    """What a page gives that cannot be read: why not, as its card says, too. What it gave before stays as it was."""
    _, problems = _read(kit, note, name)
    return Draft(problems=_place(problems), lasting=LASTING)


def _place_chart(page: ResolvedPage, error: DrawingError) -> Problem:
    """A chart of a page that cannot be drawn, at the directive that asks for it."""
    places = (
        directive.place
        for directive, block in zip(page.parsed.directives, page.blocks, strict=True)
        if isinstance(block.shown, ChartBlock) and block.shown.data.name == error.chart
    )
    return error.explain(next(places, Place(page.parsed.page.path)))


def is_late(kind: str) -> bool:
    """Whether pages of a kind are rendered after the texts of all other pages are known."""
    return PAGE_KINDS[kind].late


def make_late_page(kit: Kit, note: Note, name: str, pdf: Printed | None = None) -> Draft:
    """A page after all others: one that shows what their texts say, or that offers its PDF."""
    read = read_page(kit, note, name)
    if read is None:
        return _stop_unread(kit, note, name)
    if any(map(stops_work, read.problems)):
        return Draft(problems=_place(read.problems))
    studio = kit.studio(note)
    try:
        body = _render_body(kit, note, studio, read.page)
    except DrawingError as error:
        return Draft(problems=((RENDERED, _place_chart(read.page, error)),))
    return render_html(kit, note, plan_text_page(studio, read.page, body, pdf), read.page)


def _list_parts(site: Site, page: ResolvedPage) -> dict[str, str]:
    """What others may know of a page."""
    key = f"{page.language}/{page.slug}"
    signature = as_plain(to_plain(sign_page(page)))
    parts = {f"{SIGNATURE}@{key}": signature}
    if page.charts or TRAITS[page.kind].single:
        parts[f"{OUTLINE}@{key}"] = signature
    if page.links:
        origins = trace_text(page)
        parts[f"{ORIGINS}@{page.address}"] = as_plain((origins.path, origins.links))
    said = {
        CITED: sorted(page.cited),
        TERMS: page.terms,
        CHARTS: [(chart.data.name, chart.data.title) for chart in page.charts],
        SHOWN: sorted({image.name for image in page.images if image}),
        SEEN: make_caption(site.voice(page.language), page.figure),
    }
    return parts | {f"{part}@{key}": as_plain(value) for part, value in said.items() if value}


def _publish(kit: Kit, note: Note, page: ResolvedPage, *, is_late: bool) -> Draft:
    """The files of a page, but for its HTML where that is for later."""
    studio, code = kit.studio(note), page.language
    site = studio.site
    draft, body = Draft(), None
    if not is_late or site.way_to("search", code):
        body = _render_body(kit, note, studio, page)
    if body is not None and site.way_to("search", code):
        from sitegen.files.search import read_text

        draft += Draft(parts={f"{TEXT}@{code}/{page.slug}": as_plain(read_text(str(body.html)))})
    if body is not None and not is_late:
        draft += render_html(kit, note, plan_text_page(studio, page, body), page)
    if TRAITS[page.kind].plain:
        note(f"template:{BLOCKS_TEMPLATE}")
        written = render_plain(page, kit.templates, site.voice(code))
        text = kit.render(plan_plain_page(site, page, *written), note)
        address = plain_of(page.address)
        made = finish(text, site.config.url + address)
        draft += Draft(outputs={address: made.encode()})
    for chart in page.charts:
        draft += _publish_chart(kit, note, page, chart)
    return draft


def _publish_chart(kit: Kit, note: Note, page: ResolvedPage, chart: ChartBlock) -> Draft:
    """The files of a chart of a page."""
    from sitegen.files.downloads import plan_chart_files
    from sitegen.pages.embed import plan_embedded_chart

    studio, code = kit.studio(note), page.language
    drawings = studio.draw(chart)
    explored = BUNDLE in studio.site.assets
    embedded = plan_embedded_chart(studio.site, chart, drawings, code, page.address)
    files = plan_chart_files(chart, code, drawings, explored=explored)
    return render_html(kit, note, embedded) + from_files(files)


def _render_body(kit: Kit, note: Note, studio: Studio, page: ResolvedPage) -> PageBody:
    note(f"template:{INLINE}")
    note(f"template:{BLOCKS}")
    if needs_markup(page.parsed):
        note(f"template:{MARKUP}")
    noted = TRAITS[page.kind].noted
    if noted:
        note(f"template:{MARGIN}")
    voice = studio.site.voice(page.language)
    return render_body(page, studio.draw, kit.templates, voice, noted=noted)
