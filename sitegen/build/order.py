"""The order of the stages; no logic of its own.

Files are looked at, what depends on what changed is made again, all is checked, and only then is a
single file of the old site touched. `build`, `check` and the preview are this same thing.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.build.account import AccountedSite
from sitegen.build.clashes import find_clashes, forget_clashes
from sitegen.build.content import make_page_record, read_page
from sitegen.build.draft import CONTENT, LINKED, RENDERED
from sitegen.build.engine import (
    Engine,
    doubt_moved,
    is_blocked,
    list_problems,
    list_sources,
    note_inputs,
    open_kit,
)
from sitegen.build.fresh import BASIC, SETTLED, WITH_PDFS, keep_said, name_leave, read_said, tell
from sitegen.build.links import check_all_links, note_moved_links
from sitegen.build.report import tell_nobody
from sitegen.build.store import Store
from sitegen.build.units import (
    CHECKED,
    HEADS,
    JUDGED,
    LATE,
    PAIRED,
    ROWS_JUDGED,
    SHARED,
    SUBJECTS,
    TEXTS,
    WHOLE,
)
from sitegen.build.watch import UNWATCHED
from sitegen.checks.numbers import UNBOUND
from sitegen.defects import make_defect
from sitegen.memo import Memo
from sitegen.messages.said import Said, say
from sitegen.naming import LOOK, SETTINGS, SITE_TOML, TABLES
from sitegen.problems import InvalidProjectError, Place, has_errors, sort_problems
from sitegen.project.config import load_config
from sitegen.project.places import check_output
from sitegen.project.theme import get_theme_folder
from sitegen.publishing.publish import publish_files
from sitegen.site import note_nothing
from sitegen.traces.inputs import Roots, look_again, scan_inputs
from sitegen.traces.outputs import OutputTree
from sitegen.traces.result import BuildResult
from sitegen.traces.traces import GROUPS, LostError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sitegen.build.report import Report
    from sitegen.build.watch import Watch
    from sitegen.comparing.records import PageRecord
    from sitegen.media.found import Browser
    from sitegen.problems import Problem
    from sitegen.project.config import Config
    from sitegen.site import Site
    from sitegen.traces.inputs import Inputs, Looked
    from sitegen.traces.traces import Traces


def show_nobody(_made: Mapping[str, bytes]) -> None:
    """Show what was made to nobody."""


_WENT_ON = "went on"
"""Under what traces note whether the last build went on after errors of pages."""


_MANY_FOLLOW = frozenset({TABLES, LOOK, SETTINGS})
"""Inputs after whose change much is to be made."""


@dataclass(frozen=True)
class Wish:
    """How a build is to be done, whatever the project."""

    report: Report = tell_nobody
    browser: Browser | None = None
    """Makes the PDFs; without one none are made, and no page speaks of any."""
    outside: bool = False
    """Whether paths of the settings may lead out of the project."""
    watch: Watch = UNWATCHED
    """Who is told what is made, and why."""
    strict: bool = False
    """Whether languages that are not in step are refused."""
    goes_on: bool = False
    """Whether what can be made is made in spite of errors of pages: a preview shows it, below what is wrong."""
    told: frozenset[str] = frozenset()
    """Paths that changed since the last build of this process, where somebody watched; none: whatever there is."""
    first: frozenset[str] = frozenset()
    """Addresses of pages that somebody waits for: where much is to be made, they are made before all else."""
    show: Callable[[Mapping[str, bytes]], None] = show_nobody
    """Gets the files of these pages, by address, as soon as they are made, if nothing is wrong with them; and before
    these, style sheets and scripts that were saved, whatever will be found wrong with them."""
    looked: Looked | None = None
    """The files as they have just been seen: they are not looked at again."""


def build_site(
    project: Path,
    out: Path | None = None,
    store: Store | None = None,
    report: Report = tell_nobody,
    browser: Browser | None = None,
    outside: bool = False,
    watch: Watch = UNWATCHED,
    *,
    strict: bool = False,
    looked: Looked | None = None,
) -> BuildResult:
    """Build a project and, if nothing is wrong, put it in the place of the old site.

    PDFs are made by `browser`; without one none are made, and no page speaks of any. Paths of the
    settings may lead out of the project only where `outside` says so. `strict` says that languages which
    are not in step are refused. `looked` are the files, as whoever asks has just seen them.
    """
    try:
        config = load_config(project, outside)
        if out and (refused := [*check_output(project, dict(config.paths), out)]):
            raise InvalidProjectError(refused)  # noqa: TRY301 # as what is raised below
        store = store or Store.open(project / config.path("cache"))
        folder = out or project / config.path("output")
        wish = Wish(report, browser, outside, watch, strict, looked=looked)
        try:
            built = _publish(compile_site(project, config, store, wish), store, folder, wish)
        except (sqlite3.Error, LostError):
            store.traces.start_over()
            built = _publish(compile_site(project, config, store, wish), store, folder, wish)
        watch.lap(say("publishing"))
    except InvalidProjectError as error:
        return BuildResult({}, error.problems)
    except Exception as error:  # noqa: BLE001 # a defect of ours is a message too
        return BuildResult({}, (make_defect(error, Place(SITE_TOML)),))
    return built


def _publish(made: BuildResult, store: Store, folder: Path, wish: Wish) -> BuildResult:
    """Publish what is known now, should another build have gone on meanwhile."""
    if not isinstance(made.tree, OutputTree):
        return made
    site = None
    store.traces.name_outputs()
    with store.traces.look():
        said = read_said(store.traces)
        built = tell(store.traces, said, made.notes, made.tree.layer, strict=wish.strict)
        if isinstance(built.tree, OutputTree):
            site = AccountedSite(built.tree)
            publish_files(site.digests, site.read, folder)
    if site:
        site.remember()
    store.memo.prune()
    return built


def check_site(
    project: Path,
    store: Store | None = None,
    report: Report = tell_nobody,
    outside: bool = False,
    watch: Watch = UNWATCHED,
    *,
    strict: bool = False,
    looked: Looked | None = None,
) -> BuildResult:
    """Bring a project up to date, publishing nothing."""
    try:
        config = load_config(project, outside)
        store = store or Store.open(project / config.path("cache"))
        wish = Wish(report, outside=outside, watch=watch, strict=strict, looked=looked)
        return compile_site(project, config, store, wish)
    except InvalidProjectError as error:
        return BuildResult({}, error.problems)
    except Exception as error:  # noqa: BLE001 # a defect of ours is a message too
        return BuildResult({}, (make_defect(error, Place(SITE_TOML)),))


def compile_site(
    project: Path, config: Config, store: Store, wish: Wish | None = None
) -> BuildResult:
    """All stages but publishing: what is out of date made again, and everything that is wrong.

    Raises:
        InvalidProjectError: Something is missing that nothing can be made without.
    """
    wish = wish or Wish()
    try:
        return _compile(project, config, store, wish)
    except (sqlite3.Error, LostError):
        store.traces.start_over()
        return _compile(project, config, store, wish)


def _compile(project: Path, config: Config, store: Store, wish: Wish) -> BuildResult:
    traces, watch = store.traces, wish.watch
    traces.made.clear()
    traces.stirred.clear()
    watch.begin(store)
    with traces.change():
        inputs, changed = _note_files(project, config, store, wish)
        with open_kit(project, config, store, inputs, wish.outside) as kit:
            notes: tuple[Said, ...] = ()
            if changed or not traces.get(SETTLED) or (wish.goes_on and not traces.get(_WENT_ON)):
                traces.put(SETTLED, "")
                traces.put(_WENT_ON, "1" if wish.goes_on else "")
                engine = Engine(traces, kit, inputs, wish.report, watch)
                _bring_up(engine, changed, wish)
                _doubt(engine, inputs, changed)
                watch.lap(say("looking at files"))
            told, silenced = list_problems(traces, dict(config.rules))
            if any(one.rule == UNBOUND for one in told):
                from sitegen.build.proposals import add_proposals

                told = add_proposals(kit, told)
            keep_said(traces, (told, silenced))
            if wish.browser is not None and not has_errors(told):
                from sitegen.build.printing import print_pages

                notes = print_pages(kit, traces, wish.browser, wish.report)
                watch.lap(say("PDFs"))
            watch.end(kit, traces)
        store.kept.inputs = inputs  # now that all of it is kept
        traces.sum_up()
        layer = BASIC if wish.browser is None else WITH_PDFS
        return tell(traces, (told, silenced), notes, layer, strict=wish.strict)


@dataclass(frozen=True)
class ReadSite:
    """A project that was read, and of which nothing was made."""

    site: Site
    records: tuple[PageRecord, ...]
    """What its pages say."""
    problems: tuple[Problem, ...]
    """What is wrong with its pages, each by itself."""
    looks: Mapping[str, str]
    """Digests of its templates and settings, by path."""


def read_site(project: Path, outside: bool = False) -> ReadSite:
    """Read tables and pages as they are: no template is rendered, nothing is drawn, nothing is kept.

    Raises:
        InvalidProjectError: The settings or the tables cannot be read.
    """
    config, store = load_config(project, outside), Store.keep(Memo())
    with store.traces.change():
        inputs = look_at(project, config, store.traces, outside)
        changed = note_inputs(store.traces, inputs, config.stamp)
        with open_kit(project, config, store, inputs, outside) as kit:
            if has_errors(wrong := (*kit.data[1], *kit.tables.problems)):
                raise InvalidProjectError(wrong)
            engine = Engine(store.traces, kit, inputs, tell_nobody)
            engine.note_moved(changed)
            engine.renew_direct(changed)
            engine.bring_up(HEADS)
            site = kit.studio(note_nothing).site
            read = [read_page(kit, note_nothing, name) for name in list_sources(inputs)]
            pages = [one for one in read if one is not None]
            heads = [one for _, _, one in store.traces.problems()]
            return ReadSite(
                site,
                tuple(make_page_record(site, one.page) for one in pages),
                sort_problems([*heads, *(found for one in pages for found in one.problems)]),
                {
                    name: digest
                    for name, (_, digest) in store.traces.files().items()
                    if is_look(name)
                },
            )


def is_look(name: str) -> bool:
    """Whether an input says how a site looks, whatever it tells: a template, an asset, a catalogue, the settings."""
    return name == SITE_TOML or name.startswith("templates/")


def _find_roots(project: Path, config: Config, outside: bool) -> Roots:
    content, data, templates = (
        project / config.path(name) for name in ("content", "data", "templates")
    )
    return Roots(content, data, templates, get_theme_folder(), outside)


def look_at(project: Path, config: Config, traces: Traces, outside: bool = False) -> Inputs:
    """The files there are."""
    return scan_inputs(project, _find_roots(project, config, outside), traces.files())


def _note_files(project: Path, config: Config, store: Store, wish: Wish) -> tuple[Inputs, set[str]]:
    """The files there are, and what changed; all that another generator made is forgotten."""
    traces, roots = store.traces, _find_roots(project, config, wish.outside)
    last, store.kept.inputs = store.kept.inputs if wish.told else None, None
    inputs = None if last is None else look_again(project, roots, last, wish.told)
    if inputs is None:
        seen = wish.looked
        if seen and seen.roots == roots and seen.version == traces.inputs_version:
            before, inputs = seen.before, seen.inputs
        else:
            before = traces.files()
            inputs = scan_inputs(project, roots, before)
        wish.watch.note_files(before, inputs)
        store.memo.generator = inputs.generator
        if traces.get("generator") != inputs.generator:
            traces.forget()
            wish.watch.note_forgotten()
            traces.put("generator", inputs.generator)
            if before:  # what a file was when another generator read it is no matter
                inputs = scan_inputs(project, roots, {})
    return inputs, note_inputs(traces, inputs, config.stamp)


def _bring_up(engine: Engine, changed: set[str], wish: Wish) -> None:
    """Level by level; what is wrong in one stage is said before the next is begun, and stops it unless work goes on."""
    traces, goes_on = engine.traces, wish.goes_on
    engine.note_moved(changed)
    first = wish.first if changed & _MANY_FOLLOW else frozenset()
    engine.renew_direct(changed, first)
    engine.bring_up(HEADS)
    engine.bring_up(SHARED)
    before = traces.assets
    traces.use_assets(engine.list_assets())
    if wish.first and LOOK in changed and (swapped := engine.find_swapped(before)):
        wish.show(swapped)
    engine.bring_up(JUDGED)
    engine.bring_up(PAIRED)
    is_sound = not is_blocked(traces, CONTENT)
    if is_sound and first and (made := engine.make_first(first)):
        wish.show(made)
    engine.renew_rest()
    engine.bring_up(ROWS_JUDGED)
    if is_sound:
        engine.bring_up(TEXTS)
        engine.bring_up(CHECKED)
        if goes_on or not is_blocked(traces, RENDERED):
            for level in (SUBJECTS, LATE, WHOLE):
                engine.bring_up(level)
            traces.stirred.clear()
            forget_clashes(traces)
            if not is_blocked(traces, LINKED):
                find_clashes(traces, engine.kit.config)
            if not is_blocked(traces, LINKED):
                engine.failed |= check_all_links(traces, lambda: engine.kit.templates)
                engine.watch.lap(say("links"))
    note_moved_links(traces)
    traces.keep_waiting()
    traces.distrust(engine.failed)
    traces.put(SETTLED, "" if engine.failed else name_leave(outside=engine.kit.outside))


def _doubt(engine: Engine, inputs: Inputs, changed: set[str]) -> None:
    """What was written to while it was read is looked at again next time."""
    shared = changed & {*GROUPS}
    roots = _find_roots(engine.kit.project, engine.kit.config, engine.kit.outside)
    again = scan_inputs(engine.kit.project, roots, {**inputs.stamps}) if shared else inputs
    doubt_moved(engine, again)
