"""Whether anything is to be done at all: found out without reading more than what the last build noted.

It looks at the same files in the same way as every build, and stops where the first of them would begin
to work. What it gives is what that build would give.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from sitegen.build.promise import hold_strictly
from sitegen.naming import FACTS, UNLOCKED
from sitegen.problems import InvalidProjectError, has_errors, pack_problem, unpack_problem
from sitegen.project.paths import find_outside
from sitegen.project.theme import get_theme_folder
from sitegen.traces.inputs import Looked, Roots, read_paths, scan_inputs
from sitegen.traces.outputs import OutputTree
from sitegen.traces.result import BuildResult
from sitegen.traces.traces import TRACES, LostError, Traces

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitegen.media.found import Browser
    from sitegen.messages.said import Said
    from sitegen.problems import Problem

    SaidOf = tuple[tuple[Problem, ...], tuple[Problem, ...]]
    """What a build told, and what the project wanted to hear nothing of."""

SETTLED, SAID, PRINTED = "settled", "said", "printed"
"""Notes of the last build: that it did all there was to do, and under which leave; what was wrong; with what
the PDFs were printed."""
BASIC, WITH_PDFS = range(2)
"""The layers of outputs that a build publishes, without and with a browser."""


def find_fresh(
    project: Path, *, outside: bool, browser: Browser | None = None, strict: bool = False
) -> BuildResult | Looked | None:
    """What a build of a project would give, if it had nothing to do; else the files, should they have been looked at."""
    try:
        return _find_fresh(project, outside, browser, strict)
    except (sqlite3.Error, PermissionError):  # a build does without what it may not look into
        return None


def _find_fresh(
    project: Path, outside: bool, browser: Browser | None, strict: bool
) -> BuildResult | Looked | None:
    paths = read_paths(project)
    if not outside and _lead_out(project, paths):
        return None  # nothing is looked at there: whoever builds says so
    cache = project / paths["cache"]
    if not (cache / TRACES).is_file():
        return None
    traces = Traces(cache)
    if traces.get(SETTLED) != name_leave(outside=outside):
        return None
    if browser is not None and not _is_printed(traces, browser):
        return None
    content, data, templates = (project / paths[one] for one in ("content", "data", "templates"))
    roots = Roots(content, data, templates, get_theme_folder(), outside)
    version, before = traces.inputs_version, traces.files()
    inputs = scan_inputs(project, roots, before)
    same = all(
        before.get(name, ("", ""))[1] == digest for name, (_, digest) in inputs.known.items()
    )
    if inputs.gone or not same or traces.get("generator") != inputs.generator:
        return Looked(roots, before, version, inputs)
    layer = BASIC if browser is None else WITH_PDFS
    return tell(traces, read_said(traces), (), layer, strict=strict)


def _lead_out(project: Path, paths: Mapping[str, str]) -> bool:
    """Whether a path leads out of the project, or can be that of nothing."""
    try:
        return bool(find_outside(project, paths))
    except ValueError:
        return True


NO_PDFS = "none"
"""Of a project that offers no PDFs."""


def name_printer(stamp: str, fonts: Mapping[str, str | None]) -> str:
    """A name for what PDFs are printed with: a browser and the fonts of each language."""
    return json.dumps([stamp, sorted(fonts.items())])


def publish_fresh(
    project: Path,
    out: Path | None,
    *,
    outside: bool,
    browser: Browser | None,
    strict: bool = False,
) -> BuildResult | Looked | None:
    """As `find_fresh`; the site is published where it is not, as when somebody took a file of it away.

    A folder named in place of the usual one is looked at by the build itself.
    """
    built = (
        find_fresh(project, outside=outside, browser=browser, strict=strict)
        if out is None
        else None
    )
    if not isinstance(built, BuildResult) or not isinstance(built.tree, OutputTree):
        return built
    from sitegen.build.account import AccountedSite
    from sitegen.publishing.publish import publish_files

    folder = project / read_paths(project)["output"]
    try:
        if not built.tree.traces.are_named():
            return None
        site = AccountedSite(built.tree)
        publish_files(site.digests, site.read, folder)
        site.remember()
    except InvalidProjectError as error:
        return BuildResult({}, error.problems)
    except (sqlite3.Error, LostError):
        return None
    return built


def name_leave(*, outside: bool) -> str:
    """A name for what a build was allowed."""
    return "outside" if outside else "inside"


def _is_printed(traces: Traces, browser: Browser) -> bool:
    """Whether the PDFs were printed with this browser and the fonts that there are."""
    printed = traces.get(PRINTED)
    if printed in {"", NO_PDFS}:
        return bool(printed)
    from sitegen.media.found import find_fonts

    _, fonts = json.loads(printed)
    return printed == name_printer(browser.stamp, {tag: find_fonts(tag) for tag, _ in fonts})


def keep_said(traces: Traces, said: SaidOf) -> None:
    """Keep what a build told, and what a project wanted to hear nothing of, for those who ask later."""
    traces.put(SAID, json.dumps([[pack_problem(one) for one in some] for some in said]))


def read_said(traces: Traces) -> SaidOf:
    """What the last build told, and what the project wanted to hear nothing of."""
    told, silenced = json.loads(traces.get(SAID) or "[[], []]")
    return tuple(map(unpack_problem, told)), tuple(map(unpack_problem, silenced))


def tell(
    traces: Traces, said: SaidOf, notes: tuple[Said, ...], layer: int, *, strict: bool = False
) -> BuildResult:
    """What the last build gave, which told this; `strict` says that languages which are not in step are refused."""
    told, silenced = said
    if strict:
        unlocked = json.loads(traces.find(UNLOCKED) or '""')
        told, silenced = hold_strictly(told, silenced, unlocked)
    tree: Mapping[str, bytes] = {} if has_errors(told) else OutputTree(traces, layer)
    return BuildResult(
        tree,
        told,
        facts=int(traces.find(FACTS) or 0),
        pages=traces.count_pages() if tree else 0,
        notes=notes,
        made=tuple(traces.made),
        silenced=silenced,
    )
