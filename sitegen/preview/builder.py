"""Builds a project again and again for the preview, by the same stages as everyone else.

It also makes pages for those who make the site (`preview_only`), which are never published.

Nothing is decided here about what depends on what: the results of the builds before are found by
their inputs, and only the rest is computed.
"""

from __future__ import annotations

import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sitegen.build.order import BuildResult, Tools, compile_site
from sitegen.memo import Memo
from sitegen.pages.plan import PREVIEW_PLANNERS
from sitegen.problems import InvalidProjectError, Place, count_problems
from sitegen.project.config import load_config

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.problems import Problem


PRUNE_AFTER = 1000
"""Computed results after which the store on disk is brought down to its bounds."""


@dataclass(frozen=True)
class PreviewBuild:
    """What came of a build."""

    built: BuildResult
    root: str
    """Path of the published site's address."""
    redone: tuple[tuple[str, str], ...]
    """Kind and label of each result that had to be computed."""
    seconds: float


class _StoppedError(Exception):
    """The preview ends while a build is under way."""


class Builder:
    """Builds a project again and again, in the one thread that may; results are kept between."""

    def __init__(self, project: Path) -> None:
        """Prepare the first build."""
        self.project = project
        self.stopped = threading.Event()
        """Set from outside to end a build before its time."""
        self._memo = Memo()
        self._pruned_at = 0

    def build(self) -> PreviewBuild:
        """Build, now."""
        started = time.perf_counter()
        root = "/"
        try:
            config = load_config(self.project)
            root = urlsplit(config.url).path
            folder = self.project / config.path("cache")
            if self._memo.folder != folder:
                self._memo, self._pruned_at = Memo(folder), 0
            tools = Tools(self._memo, self._report, planners=PREVIEW_PLANNERS)
            built = compile_site(self.project, config, tools)
        except InvalidProjectError as error:
            built = BuildResult({}, error.problems)
        except _StoppedError:
            built = BuildResult({}, ())
        except Exception as error:  # noqa: BLE001 - a defect of ours must not end the preview
            built = BuildResult({}, (_own_problem(error),))
        redone = tuple(self._memo.log)
        self._memo.log.clear()
        if built.publishable:
            self._memo.forget()
        return PreviewBuild(built, root, redone, time.perf_counter() - started)

    def prune(self) -> None:
        """Keep the store on disk in its bounds; seldom, for it looks at every file."""
        computed = self._memo.computed.total()
        if computed - self._pruned_at >= PRUNE_AFTER:
            self._memo.prune()
            self._pruned_at = computed

    def _report(self, _stage: str, _done: int, _total: int) -> None:
        if self.stopped.is_set():
            raise _StoppedError


def _own_problem(error: Exception) -> Problem:
    """A defect of the generator, as a problem: the preview goes on."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return Place(f"sitegen/{Path(frame.filename).name}", frame.lineno or 0).problem(
        "defect",
        f"the generator itself failed: {type(error).__name__}: {error}",
        "Run `sitegen check` for the traceback, and please report it",
    )


def say_made(made: PreviewBuild, before: bool) -> str:
    """What came of a build, in a line; `before` says whether there are good pages from before."""
    if made.built.publishable:
        return f"built in {made.seconds:.2f} s: {say_redone(made.redone)}"
    count = count_problems(made.built.problems) or "nothing was built"
    kept = "the last good pages stay" if before else "no page yet"
    return f"{count} after {made.seconds:.2f} s; {kept}"


def say_redone(redone: Sequence[tuple[str, str]]) -> str:
    """What had to be computed, by kind: `page en/sea.html, en/index.html`."""
    labels: dict[str, list[str]] = {}
    for kind, label in redone:
        labels.setdefault(kind, []).append(label)
    return (
        "; ".join(f"{kind} {name_some(some)}" for kind, some in labels.items()) or "nothing to redo"
    )


def name_some(names: Sequence[str], most: int = 3) -> str:
    """The first of some names, and how many there are besides."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
