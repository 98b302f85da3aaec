"""The order of the stages; no logic of its own.

Every stage returns its value and its problems. All checks run on the complete result before a
single file of the old site is touched.
"""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sitegen.addresses import indicator_address
from sitegen.analysis.relations import check_relations, work_relations
from sitegen.analysis.targets import assess_targets
from sitegen.build.printing import PrintJob, print_pages
from sitegen.build.publish import publish_tree
from sitegen.checks.all import PAGE_CHECKS, TREE_CHECKS
from sitegen.checks.catalogs import check_catalogs
from sitegen.checks.tables import check_tables
from sitegen.files.all import FILE_PLANNERS
from sitegen.files.icons import plan_icons
from sitegen.files.machines import plan_machine_files
from sitegen.frame.make import BUNDLE, CHARTS
from sitegen.frame.pictures import plan_pictures
from sitegen.frame.values import ICONS
from sitegen.language.catalog import UntranslatedError, parse_catalog
from sitegen.language.voice import Voice
from sitegen.ledger.reading import resolve_tables
from sitegen.ledger.schema import make_tables
from sitegen.ledger.tables import parse_tables
from sitegen.media.painting import Painter, PaintingError
from sitegen.memo import Memo, digest
from sitegen.pages.kinds import BATCH_PLANNERS, PAGE_PLANNERS
from sitegen.problems import InvalidProjectError, Place, has_errors, sort_problems
from sitegen.project.config import load_config
from sitegen.project.files import load_files
from sitegen.project.markdown import parse_markdown
from sitegen.project.pages import parse_pages
from sitegen.render.html import render_body
from sitegen.render.markdown import finish, render_plain
from sitegen.render.outputs import ListedPage
from sitegen.render.templates import RenderError, Templates, render, untranslated_problem
from sitegen.resolve.blocks import PROSE_DIRECTIVES, make_comparison_chart, make_path_chart
from sitegen.resolve.page import resolve_page
from sitegen.site import Site, surroundings
from sitegen.views.maker import ViewMaker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from markupsafe import Markup

    from sitegen.analysis.assessment import Assessment
    from sitegen.analysis.relations import RelationResult
    from sitegen.build.printing import PrintResult
    from sitegen.frame.values import PageFrame
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import SourceKind
    from sitegen.media.browser import Browser
    from sitegen.pages.kinds import PreviewPlanner
    from sitegen.problems import Problem
    from sitegen.project.config import Config
    from sitegen.project.files import ProjectFiles
    from sitegen.project.markdown import ParsedPage
    from sitegen.project.pages import ContentPage
    from sitegen.render.outputs import PageBatch, PageOutput
    from sitegen.resolve.blocks import ChartBlock

    Report = Callable[[str, int, int], None]


@dataclass(frozen=True)
class BuildResult:
    """What a build made."""

    tree: Mapping[str, bytes] = field(repr=False)
    """The finished files by address; empty where there are errors."""
    problems: tuple[Problem, ...]
    facts: int = 0
    pages: int = 0
    notes: tuple[str, ...] = ()
    """What was left out that the project can do without."""
    preview_only: tuple[str, ...] = ()
    """Addresses of the pages that were asked for besides those of the site."""

    @property
    def publishable(self) -> bool:
        """Whether the tree may be published."""
        return bool(self.tree) and not has_errors(self.problems)


@dataclass(frozen=True)
class _Tables:
    """The curated tables, and all that is made of them alone."""

    ledger: Ledger
    problems: tuple[Problem, ...]
    """Rows that are wrong."""
    wording: tuple[Problem, ...]
    """Numbers typed into their texts."""
    assessments: tuple[Assessment, ...]
    relations: tuple[RelationResult, ...]


def _quiet(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def build_site(
    project: Path,
    out: Path | None = None,
    memo: Memo | None = None,
    report: Report = _quiet,
    browser: Browser | None = None,
) -> BuildResult:
    """Build a project and, if nothing is wrong, put it in the place of the old site.

    PDFs are made by `browser`; without one none are made, and no page speaks of any.
    """
    try:
        config = load_config(project)
        memo = memo or Memo(project / config.path("cache"))
        built = compile_site(project, config, memo, report, browser=browser)
        if built.publishable:
            publish_tree(built.tree, out or project / config.path("output"))
            memo.prune()
    except InvalidProjectError as error:
        return BuildResult({}, error.problems)
    return built


def check_site(project: Path, memo: Memo | None = None, report: Report = _quiet) -> BuildResult:
    """Build a project in memory, publishing nothing."""
    try:
        config = load_config(project)
        return compile_site(project, config, memo or Memo(project / config.path("cache")), report)
    except InvalidProjectError as error:
        return BuildResult({}, error.problems)


def compile_site(
    project: Path,
    config: Config,
    memo: Memo,
    report: Report = _quiet,
    *,
    preview_only: Sequence[PreviewPlanner] = (),
    browser: Browser | None = None,
) -> BuildResult:
    """All stages but publishing: the finished files, and everything that is wrong.

    `preview_only` plans pages besides those of the site; only who publishes nothing may ask for them.

    Raises:
        InvalidProjectError: Something is missing that nothing can be made without.
    """
    files, problems = load_files(project, config)
    collected: list[Problem] = list(problems)
    tables = _keep_tables(
        tuple(files.data.items()), config.codes, config.path("data"), config.source_kinds
    )
    ledger = tables.ledger
    collected.extend(tables.problems)
    readable = not has_errors(collected)  # all files and rows are there
    collected.extend(tables.wording)
    if readable:
        files = _add_bundle(files, memo)
    voices = _load_voices(config, files, collected)
    collected.extend(check_catalogs(voices, files.templates, memo))
    documents = _parse(config, files, ledger, collected)
    if not readable or any(problem.rule == "untranslated" for problem in collected):
        # Every reference to a row that was left out would be one more problem: tables come first.
        raise InvalidProjectError(collected)
    tree: Mapping[str, bytes] = {}
    more: Mapping[str, bytes] = {}
    notes: list[str] = []
    try:
        collected.extend(check_relations(ledger, tables.relations))
        site = _resolve(config, files, tables, voices, documents, collected)
        for check in PAGE_CHECKS:
            collected.extend(check(site))
        if not has_errors(collected):
            templates = _keep_templates(config.path("templates"), tuple(files.templates.items()))
            whole = _fill(site, templates, memo, report)
            outputs = [output for plan in PAGE_PLANNERS for output in plan(whole)]
            if browser is not None:
                prints = _print(whole, outputs, templates, files, memo, report, browser)
                outputs = [prints.offer(output) for output in outputs]
                notes.extend(prints.notes)
                tree = prints.files
            tree = {**tree, **_render(whole, outputs, templates, files, memo, report)}
            more = _render_preview_only(whole, templates, files, memo, preview_only)
            tree = {**tree, **more}
    except RenderError as error:
        collected.append(error.problem)
    except UntranslatedError as error:
        voice = next(voice for voice in voices if voice.language.code == error.code)
        collected.append(untranslated_problem(voice, error))
    for tree_check in TREE_CHECKS:
        collected.extend(tree_check(tree, memo))
    pages = sum(address.endswith(".html") for address in tree)
    return BuildResult(
        tree,
        sort_problems(collected),
        facts=len(ledger.facts),
        pages=pages,
        notes=tuple(notes),
        preview_only=tuple(more),
    )


def _add_bundle(files: ProjectFiles, memo: Memo) -> ProjectFiles:
    """The files with what charts are explored with, if the project has the script that does it."""
    if CHARTS not in files.assets:
        return files

    def make() -> str:
        from sitegen.charts.drawing import make_bundle

        return make_bundle()

    bundle = memo.recall("bundle", BUNDLE, (), make).encode()
    return replace(files, assets={**files.assets, BUNDLE: bundle})


def _load_voices(
    config: Config, files: ProjectFiles, collected: list[Problem]
) -> tuple[Voice, ...]:
    voices = []
    for language in config.languages:
        path = f"{config.path('templates')}/locale/{language.code}.po"
        catalog, problems = parse_catalog(
            path, files.catalogs.get(language.code, ""), language.code
        )
        collected.extend(problems)
        voices.append(Voice(language, catalog))
    return tuple(voices)


def _parse(
    config: Config, files: ProjectFiles, ledger: Ledger, collected: list[Problem]
) -> tuple[ParsedPage, ...]:
    """All pages as documents."""
    domains = frozenset(domain.domain for domain in ledger.domains)
    pages, problems = parse_pages(files.content, config.path("content"), config.codes, domains)
    collected.extend(problems)
    documents = []
    for page in pages:
        places = (page.first_line, *(setting.place for _, setting in page.meta))
        document, problems = _keep_document(page, places)
        collected.extend(problems)
        documents.append(document)
    return tuple(documents)


def _resolve(
    config: Config,
    files: ProjectFiles,
    tables: _Tables,
    voices: tuple[Voice, ...],
    documents: tuple[ParsedPage, ...],
    collected: list[Problem],
) -> Site:
    """The site with its references resolved, before anything is drawn."""
    ledger, assessments = tables.ledger, tables.assessments
    by_code = {voice.language.code: voice for voice in voices}
    pages = tuple(document.page for document in documents)
    resolved = []
    for document in documents:
        voice = by_code[document.page.language]
        around = surroundings(config, ledger, voice, assessments, document.page, pages)
        one, problems = resolve_page(document, around)
        collected.extend(problems)
        resolved.append(one)
    assets = _name_assets(files.assets)
    if config.manifest:
        assets |= _name_icons(files.assets)
    generated_charts = {
        (one.target.key, voice.language.code): chart
        for voice in voices
        for one in assessments
        if (chart := _make_path_chart(config, ledger, voice, one)) is not None
    }
    drawn = {key.split("/")[0] for key, _ in generated_charts}
    for voice in voices:
        for indicator in ledger.indicators:
            if indicator.indicator in drawn:
                continue  # its path says more
            address = indicator_address(voice.language.code, indicator.indicator)
            chart = make_comparison_chart(
                ViewMaker(
                    ledger, voice, address, "", config.url, config.imprint(voice.language.code)
                ),
                indicator.indicator,
            )
            if chart is not None:
                generated_charts[indicator.indicator, voice.language.code] = chart
    return Site(
        config,
        ledger,
        voices,
        assessments,
        tables.relations,
        tuple(resolved),
        generated_charts,
        assets,
        files.data,
        frozenset(name for name in files.templates if not name.endswith(".html")),
    )


def _make_path_chart(
    config: Config, ledger: Ledger, voice: Voice, assessment: Assessment
) -> ChartBlock | None:
    """The chart of a target's path, with addresses as from the page of its indicator."""
    address = indicator_address(voice.language.code, assessment.target.indicator.indicator)
    return make_path_chart(
        ViewMaker(ledger, voice, address, "", config.url, config.imprint(voice.language.code)),
        assessment,
    )


@lru_cache(maxsize=512)
def _keep_document(
    page: ContentPage, _places: tuple[object, ...]
) -> tuple[ParsedPage, tuple[Problem, ...]]:
    """A page as a document; kept, so that the preview's next build parses only what was edited.

    Pages are equal wherever their parts stand; messages are not, so the places are part of the key.
    """
    return parse_markdown(page, PROSE_DIRECTIVES)


@lru_cache(maxsize=2)
def _keep_tables(
    texts: tuple[tuple[str, str], ...],
    codes: tuple[str, ...],
    folder: str,
    source_kinds: tuple[SourceKind, ...],
) -> _Tables:
    """The tables; kept, so that the preview's next build need not read the same ones again."""
    parsed = parse_tables(dict(texts), make_tables(source_kinds), codes, folder)
    ledger, problems = resolve_tables(parsed)
    wording = tuple(check_tables(parsed, ledger))
    if has_errors(problems):
        return _Tables(ledger, problems, wording, (), ())
    return _Tables(ledger, problems, wording, assess_targets(ledger), work_relations(ledger))


@lru_cache(maxsize=2)
def _keep_templates(folder: str, texts: tuple[tuple[str, str], ...]) -> Templates:
    """The templates; kept, so that the preview's next build need not compile the same ones again."""
    return Templates(folder, texts)


def _fill(site: Site, templates: Templates, memo: Memo, report: Report) -> Site:
    """The site with its charts drawn and its bodies rendered."""
    charts = _draw_charts(site, memo, report)
    bodies = {}
    for one in site.pages:
        page = one.parsed.page
        own = {chart.data.name: charts[chart.data.name, page.language] for chart in one.charts}
        voice = site.voice(page.language)
        body = render_body(one, own, templates, memo, voice)
        plain, lead = render_plain(one, templates, memo, voice)
        bodies[page.slug, page.language] = replace(body, plain=plain, plain_lead=lead)
    return replace(site, charts=charts, bodies=bodies)


def _draw_charts(
    site: Site, memo: Memo, report: Report
) -> dict[tuple[str, str], Mapping[str, str]]:
    """The drawings of all charts; those drawn before are found."""
    wanted: dict[tuple[str, str], ChartBlock] = {}
    for code, chart in site.drawn:
        wanted.setdefault((chart.data.name, code), chart)
    drawn: dict[tuple[str, str], Mapping[str, str]] = {}
    for number, (key, shown) in enumerate(wanted.items(), start=1):
        drawn[key] = _draw(shown, memo)
        report("charts", number, len(wanted))
    return drawn


def _draw(chart: ChartBlock, memo: Memo) -> Mapping[str, str]:
    def draw() -> str:
        from sitegen.charts.drawing import draw_chart

        return json.dumps(draw_chart(chart.data), ensure_ascii=False)

    label = f"{chart.data.name}.{chart.data.language}"
    drawings: dict[str, str] = json.loads(memo.recall("chart", label, chart.data, draw))
    return drawings


def _name_assets(assets: Mapping[str, bytes]) -> dict[str, str]:
    """Addresses of assets by name; each has its content's digest in it, so caches never serve an old one."""
    named = {}
    for name, content in assets.items():
        path = PurePosixPath(name)
        named[name] = f"assets/{path.stem}.{digest(content)[:10]}{path.suffix}"
    return named


def _name_icons(assets: Mapping[str, bytes]) -> dict[str, str]:
    """Addresses of painted icons by name, with the digests of their drawings."""
    return {
        name: f"assets/{PurePosixPath(name).stem}.{digest(assets[drawing])[:10]}.png"
        for name, (drawing, _) in ICONS.items()
        if drawing in assets
    }


def _print(
    site: Site,
    outputs: list[PageOutput],
    templates: Templates,
    files: ProjectFiles,
    memo: Memo,
    report: Report,
    browser: Browser,
) -> PrintResult:
    """The PDFs of the pages that are offered as such: of the pages as they are without that offer."""
    styles = {
        site.assets[name]: content
        for name, content in files.assets.items()
        if name.endswith(".css")
    }
    sheets = [
        PrintJob(
            output, _render_page(output, templates, memo).encode(), styles, site.config.absolute("")
        )
        for output in outputs
        if output.pdf
    ]
    return print_pages(sheets, browser, memo, report)


def _render(
    site: Site,
    outputs: list[PageOutput],
    templates: Templates,
    files: ProjectFiles,
    memo: Memo,
    report: Report,
) -> dict[str, bytes]:
    """All files of the site by address, but for PDFs."""
    listed = list(filter(None, map(_list, outputs)))
    tree: dict[str, bytes] = {site.assets[name]: content for name, content in files.assets.items()}
    for number, output in enumerate(outputs, start=1):
        text = _render_page(output, templates, memo)
        made = (
            text
            if output.template.endswith(".html")
            else finish(text, site.config.url + output.address)
        )
        tree[output.address] = made.encode()
        report("pages", number, len(outputs))
    for batches in BATCH_PLANNERS:
        for batch in batches(site):
            tree.update(_render_batch(batch, templates, memo, listed))
    tree.update(_paint(site, templates, files, memo, report))
    for plan in FILE_PLANNERS:
        tree.update({file.address: file.content for file in plan(site)})
    tree.update({file.address: file.content for file in plan_machine_files(site, listed)})
    return tree


def _render_page(
    output: PageOutput, templates: Templates, memo: Memo, stage: str = "page"
) -> Markup:
    return render(
        templates, memo, stage, output.address, output.template, output.context, output.voice
    )


def _paint(
    site: Site, templates: Templates, files: ProjectFiles, memo: Memo, report: Report
) -> dict[str, bytes]:
    """Icons and pictures of pages; those painted before are found."""
    drawings = [
        (one.address, f"assets/{one.asset}", files.assets[one.asset].decode(), one.scale)
        for one in plan_icons(site)
    ]
    drawings += [
        (one.address, one.template, _render_page(one, templates, memo, "picture"), 1.0)
        for one in plan_pictures(site)
    ]
    tree = {}
    with Painter() as painter:
        for number, (address, name, svg, scale) in enumerate(drawings, start=1):
            try:
                png = memo.recall("png", address, (svg, scale), partial(painter.paint, svg, scale))
            except PaintingError as error:
                place = Place(f"{templates.folder}/{name}")
                raise RenderError(place.problem("template", str(error))) from None
            tree[address] = b64decode(png)
            report("pictures", number, len(drawings))
    return tree


def _render_preview_only(
    site: Site,
    templates: Templates,
    files: ProjectFiles,
    memo: Memo,
    planners: Sequence[PreviewPlanner],
) -> dict[str, bytes]:
    """The pages besides those of the site, by address; the site's list of pages leaves them out."""
    return {
        output.address: _render_page(output, templates, memo).encode()
        for plan in planners
        for output in plan(site, files.templates, files.assets)
    }


def _list(output: PageOutput) -> ListedPage | None:
    """A page for the list of pages; `None` for one that is no page of the site proper."""
    frame: PageFrame | None = output.context.get("frame")
    if frame is None:
        return None
    spoken = ((one.tag, one.url) for one in frame.alternates)
    alternates = (*spoken, ("x-default", frame.x_default))
    return ListedPage(frame.canonical, alternates, frame.updated)


def _render_batch(
    batch: PageBatch, templates: Templates, memo: Memo, listed: list[ListedPage]
) -> dict[str, bytes]:
    """The pages of a batch by address, found or made; they are added to the list of pages."""

    def make() -> str:
        pages = []
        for output in batch.plan():
            html = _render_page(output, templates, memo)
            one = _list(output)
            pages.append((output.address, str(html), asdict(one) if one else None))
        return json.dumps(pages, ensure_ascii=False)

    inputs = (templates.closure(batch.template), batch.inputs, batch.voice)
    tree = {}
    for address, html, one in json.loads(memo.recall("batch", batch.label, inputs, make)):
        tree[address] = html.encode()
        if one:
            alternates = tuple((tag, url) for tag, url in one["alternates"])
            listed.append(ListedPage(one["canonical"], alternates, one["updated"]))
    return tree
