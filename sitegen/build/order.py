"""The order of the stages; no logic of its own.

Every stage returns its value and its problems. All checks run on the complete result before a
single file of the old site is touched.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.build.draw import (
    draw_charts,
    generate_charts,
    make_assets,
    name_assets,
    paint_pictures,
)
from sitegen.build.load import assemble_site, read_pages, read_tables, read_voices, resolve_pages
from sitegen.build.printing import print_pages
from sitegen.build.publish import publish_tree
from sitegen.build.render import (
    list_page,
    render_batches,
    render_bodies,
    render_pages,
    render_prints,
    write_files,
)
from sitegen.build.report import tell_nobody
from sitegen.checks.all import run_checks
from sitegen.checks.stages import CatalogStage, TreeStage
from sitegen.language.catalog import UntranslatedError
from sitegen.memo import Memo
from sitegen.pages.plan import PAGE_PLANNERS, list_templates
from sitegen.problems import InvalidProjectError, has_errors, sort_problems
from sitegen.project.config import load_config
from sitegen.project.files import load_files
from sitegen.render.needs import find_used
from sitegen.render.templates import RenderError, Templates, untranslated_problem
from sitegen.site import Contents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sitegen.build.report import Report
    from sitegen.media.browser import Browser
    from sitegen.pages.plan import PreviewPlanner
    from sitegen.problems import Problem
    from sitegen.project.config import Config
    from sitegen.project.theme import Asset, Look, NamedText


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
class _Made:
    """The finished files, as far as they could be made."""

    tree: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    preview_only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tools:
    """What stages are done with, whatever the project."""

    memo: Memo
    report: Report = tell_nobody
    browser: Browser | None = None
    """Makes the PDFs; without one none are made, and no page speaks of any."""
    planners: Sequence[PreviewPlanner] = ()
    """Of pages besides those of the site: only who publishes nothing may ask for them."""


def build_site(
    project: Path,
    out: Path | None = None,
    memo: Memo | None = None,
    report: Report = tell_nobody,
    browser: Browser | None = None,
) -> BuildResult:
    """Build a project and, if nothing is wrong, put it in the place of the old site.

    PDFs are made by `browser`; without one none are made, and no page speaks of any.
    """
    try:
        config = load_config(project)
        memo = memo or Memo(project / config.path("cache"))
        built = compile_site(project, config, Tools(memo, report, browser))
        if built.publishable:
            publish_tree(built.tree, out or project / config.path("output"))
            memo.prune()
    except InvalidProjectError as error:
        return BuildResult({}, error.problems)
    return built


def check_site(
    project: Path, memo: Memo | None = None, report: Report = tell_nobody
) -> BuildResult:
    """Build a project in memory, publishing nothing."""
    try:
        config = load_config(project)
        tools = Tools(memo or Memo(project / config.path("cache")), report)
        return compile_site(project, config, tools)
    except InvalidProjectError as error:
        return BuildResult({}, error.problems)


def compile_site(project: Path, config: Config, tools: Tools) -> BuildResult:
    """All stages but publishing: the finished files, and everything that is wrong.

    Raises:
        InvalidProjectError: Something is missing that nothing can be made without.
    """
    files, unread = load_files(project, config)
    texts = tuple(files.data.items())
    tables = read_tables(texts, config.codes, config.path("data"), config.source_kinds)
    curated = tables.curated
    readable = not has_errors([*unread, *tables.problems])  # all files and rows are there
    voices, misspelt = read_voices(config, files.look)
    parsed, malformed = read_pages(config, files, curated.ledger)
    wanted = list_templates(config, {one.page.kind for one in parsed})
    used = find_used(files.look.templates, (*files.look.own, *wanted))
    untranslated = tuple(run_checks(CatalogStage(voices, used, tools.memo)))
    first = (*unread, *tables.problems, *tables.findings, *misspelt, *untranslated, *malformed)
    if not readable or any(problem.rule == "untranslated" for problem in first):
        # Every reference to a row that was left out would be one more problem: tables come first.
        raise InvalidProjectError(first)
    try:
        pages, dangling = resolve_pages(config, curated, voices, parsed)
        assets = make_assets(config, files.look, used, tools.memo)
        addresses = name_assets(assets, with_icons=config.manifest is not None)
        site = assemble_site(config, curated, voices, pages, addresses)
        contents = Contents(site, pages, generate_charts(config, curated, voices))
        checked = tuple(run_checks(contents))
        problems = (*first, *dangling, *checked)
        made = _Made() if has_errors(problems) else _make(contents, files.look, assets, tools)
    except UntranslatedError as error:
        voice = next(voice for voice in voices if voice.language.code == error.code)
        problems, made = (*first, untranslated_problem(voice, error.msgid)), _Made()
    seen = tuple(run_checks(TreeStage(made.tree, tools.memo)))
    return BuildResult(
        made.tree,
        sort_problems([*problems, *made.problems, *seen]),
        facts=len(curated.ledger.facts),
        pages=sum(address.endswith(".html") for address in made.tree),
        notes=made.notes,
        preview_only=made.preview_only,
    )


@lru_cache(maxsize=2)
def _keep_templates(files: tuple[tuple[str, NamedText], ...]) -> Templates:
    """The templates; kept, so that the preview's next build need not compile the same ones again."""
    return Templates(files)


def _make(contents: Contents, look: Look, assets: Mapping[str, Asset], tools: Tools) -> _Made:
    """The files of a site that has no errors: drawn, rendered, printed, written."""
    site, memo, report = contents.site, tools.memo, tools.report
    templates = _keep_templates(tuple(look.templates.items()))
    published = {site.assets[name]: asset.content for name, asset in assets.items()}
    try:
        drawn = replace(contents, drawings=draw_charts(contents, memo, report))
        whole = replace(drawn, bodies=render_bodies(drawn, templates, memo))
        outputs = [output for plan in PAGE_PLANNERS for output in plan(whole)]
        prints = None
        if tools.browser is not None:
            styles = {one: published[one] for one in published if one.endswith(".css")}
            jobs = render_prints(outputs, templates, memo, styles, site.config.absolute(""))
            prints = print_pages(jobs, tools.browser, memo, report)
            outputs = [prints.offer(output) for output in outputs]
        batched, listed = render_batches(whole, templates, memo)
        extra = [output for plan in tools.planners for output in plan(whole, look)]
        own = tuple(filter(None, map(list_page, outputs)))
        tree = {
            **(prints.files if prints else {}),
            **published,
            **render_pages(outputs, templates, memo, site.config.url, report),
            **batched,
            **paint_pictures(site, templates, assets, memo, report),
            **write_files(whole, (*own, *listed)),
            **render_pages(extra, templates, memo, site.config.url, tell_nobody),
        }
    except RenderError as error:
        return _Made(problems=(error.problem,))
    notes = prints.notes if prints else ()
    return _Made(tree, (), notes, tuple(output.address for output in extra))
