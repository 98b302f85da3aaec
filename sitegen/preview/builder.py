"""Builds a project again and again for the preview, by the same engine as everyone else.

It also makes pages for those who make the site, when one is asked for; they are never published.

Nothing is decided here about what depends on what: only what is out of date is made.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sitegen.addresses import fill_assets
from sitegen.build.content import resolve_text
from sitegen.build.engine import open_kit
from sitegen.build.order import Wish, compile_site, look_at, show_nobody
from sitegen.build.store import Store
from sitegen.charts.process import Drawer
from sitegen.defects import make_defect
from sitegen.memo import Memo
from sitegen.naming import SITE_TOML
from sitegen.pages.design import list_design_pages, plan_design_page
from sitegen.preview.compared import Comparer
from sitegen.preview.excerpts import Excerpts
from sitegen.preview.own import find_last_edited, find_pages
from sitegen.problems import InvalidProjectError, Place
from sitegen.project.config import load_config
from sitegen.site import note_nothing
from sitegen.traces.outputs import OutputTree
from sitegen.traces.result import BuildResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from sitegen.build.kit import Kit
    from sitegen.messages.said import Said
    from sitegen.preview.compared import ComparedText
    from sitegen.problems import Problem
    from sitegen.project.config import Config


MOST_LOST = 10.0
"""Seconds of work that are given up for what was saved meanwhile; of a build that took longer the end is waited for."""
PRUNE_AFTER = 1000
"""Computed results after which the store on disk is brought down to its bounds."""


@dataclass(frozen=True)
class PreviewBuild:
    """What came of a build."""

    built: BuildResult
    root: str
    """Path of the published site's address."""
    redone: tuple[tuple[str, str], ...]
    """Kind and label of each thing that had to be made."""
    seconds: float
    tree: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """The files as they are now; of pages with errors, as they were last."""
    version: str = ""
    """A name for what the files are."""
    restyled: bool = False
    """Whether nothing but style sheets is other than before."""
    pages: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    """Addresses of the pages that each file of the content folder with a problem is."""
    excerpts: Excerpts | None = field(default=None, repr=False)
    """The lines of sources that problems are about."""
    compared: Mapping[Problem, tuple[ComparedText, ...]] = field(default_factory=dict, repr=False)
    """The texts that problems tell to be older than in another language."""
    editor: str = ""
    """The address that opens the editor of the project at a place, as a template; empty for none."""
    is_given_up: bool = False
    """Whether it was ended before its time: nothing but what was shown early came of it."""


class _StoppedError(Exception):
    """A build ends before its time: the preview ends, or something else was saved."""


class Builder:
    """Builds a project again and again, in the one thread that may; what was read is kept between."""

    def __init__(
        self, project: Path, outside: bool = False, is_hurried: Callable[[], bool] = lambda: False
    ) -> None:
        """Prepare the first build; paths of the settings lead out of the project only by leave (`outside`).

        Where another build is wanted meanwhile (`is_hurried`), one that has shown what it shows early is given up for it.
        """
        self.project = project
        self.outside = outside
        self.is_hurried = is_hurried
        self.stopped = threading.Event()
        """Set from outside to end a build before its time."""
        self._drawer = Drawer()
        self._store = Store.keep(Memo())
        self._pruned_at = 0
        self._editor = ""
        self._config: Config | None = None
        """The settings as they were last read."""

    def build(
        self,
        told: Iterable[str] = (),
        first: Iterable[str] = (),
        show: Callable[[Mapping[str, bytes]], None] = show_nobody,
    ) -> PreviewBuild:
        """Build, now; `told` are the paths that changed, where a watch has told of all since the last build.

        Where much is to be made, the pages at the addresses `first` are made and shown before the others; style sheets
        and scripts are shown before what is wrong with them is looked for.
        """
        started = time.perf_counter()
        gives_way = is_given_up = False

        def show_early(files: Mapping[str, bytes]) -> None:
            nonlocal gives_way
            show(files)
            gives_way = True

        def report(_stage: Said, _done: int, _total: int) -> None:
            is_young = time.perf_counter() - started < MOST_LOST
            if self.stopped.is_set() or (gives_way and is_young and self.is_hurried()):
                raise _StoppedError

        root, assets = "/", {**self._store.traces.assets}
        pages: Mapping[str, frozenset[str]] = {}
        compared: Mapping[Problem, tuple[ComparedText, ...]] = {}
        try:
            told = frozenset(told)
            config = self._load_config(told)
            root = urlsplit(config.url).path
            folder = self.project / config.path("cache")
            if self._store.memo.folder != folder:
                self._store, self._pruned_at = Store.open(folder, self._drawer), 0
            self._editor = config.preview.editor
            wish = Wish(
                report,
                outside=self.outside,
                goes_on=True,
                told=told,
                first=frozenset(first),
                show=show_early,
            )
            built = compile_site(self.project, config, self._store, wish)
            pages = find_pages(built.problems, config, self._store.traces)
            logged = len(self._store.memo.log)
            comparer = Comparer(self.project, config, self._store.traces, self._store.memo)
            compared = comparer.compare(built.problems)
            del self._store.memo.log[logged:]  # looked for, and nothing that was made again
        except InvalidProjectError as error:
            self._store.kept.inputs = None  # what was told is not done
            built = BuildResult({}, error.problems)
        except _StoppedError:
            built, is_given_up = BuildResult({}, ()), True
        except Exception as error:  # noqa: BLE001 - a defect of ours must not end the preview
            built = BuildResult({}, (make_defect(error, Place(SITE_TOML)),))
        redone = [(unit.partition(":")[0], unit.partition(":")[2]) for unit in built.made]
        redone += self._store.memo.log
        self._store.memo.log.clear()
        seconds = time.perf_counter() - started
        tree = OutputTree(self._store.traces, lenient=True)
        restyled = _is_restyled(redone, assets, self._store.traces.assets)
        return PreviewBuild(
            built,
            root,
            tuple(redone),
            seconds,
            tree,
            tree.version,
            restyled,
            pages,
            Excerpts(self.project, self.outside),
            compared,
            self._editor,
            is_given_up,
        )

    def _load_config(self, told: frozenset[str]) -> Config:
        """The settings; those that were read before where nothing but other files was saved since."""
        config, self._config = self._config, None
        is_same = all(name != SITE_TOML and (self.project / name).is_file() for name in told)
        if config is None or not told or not is_same:
            config = load_config(self.project, self.outside)
        self._config = config
        return config

    def find_last_edited(self) -> str:
        """The address of the page whose file was saved last; empty where none is known."""
        with suppress(InvalidProjectError, sqlite3.Error):
            config = load_config(self.project, self.outside)
            return find_last_edited(self.project, config, self._store.traces)
        return ""

    def forget(self) -> None:
        """Forget what was made: some of it is lost."""
        self._store.traces.start_over()
        self._store.traces.forget()  # should the file be one that must not be removed
        self._store.kept.forget()

    def list_extra(self) -> tuple[str, ...]:
        """Addresses of the pages for those who make the site; none of a project that is wrong by now."""
        with suppress(Exception), self._open_kit() as kit:  # the next build says what is wrong
            return list_design_pages(kit.studio(note_nothing).site, kit.look[0])
        return ()

    def make_extra(self, address: str) -> bytes:
        """A page for those who make the site.

        Raises:
            RenderError: Its template is wrong.
            InvalidProjectError: The project is wrong by now.
        """
        with self._open_kit() as kit:
            code = address.partition("/")[0]
            cards = kit.studio(note_nothing).site.in_language(code)
            read = [resolve_text(kit, note_nothing, f"{card.slug}.{code}.md") for card in cards]
            pages = [one.page for one in read if one is not None]
            studio = kit.studio(note_nothing)
            output = plan_design_page(studio, kit.look[0], address, pages)
            html = kit.render(output, note_nothing).encode()
        return fill_assets(html, self._store.traces.assets)

    def _open_kit(self) -> Kit:
        config = load_config(self.project, self.outside)
        inputs = look_at(self.project, config, self._store.traces, self.outside)
        return open_kit(self.project, config, self._store, inputs)

    def close(self) -> None:
        """End what was started, and start it again when it is needed: it takes more memory than all else."""
        self._drawer.close()

    def prune(self) -> None:
        """Keep the store on disk in its bounds; seldom, for it looks at every result."""
        computed = self._store.memo.computed.total()
        if computed - self._pruned_at >= PRUNE_AFTER:
            self._store.memo.prune()
            self._pruned_at = computed


_OF_LOOKS = frozenset({"look", "look-checks", "icons", "bundle"})
"""Kinds of units that look at all assets, whichever of them changed."""


def _is_restyled(
    redone: Iterable[tuple[str, str]], before: Mapping[str, str], after: Mapping[str, str]
) -> bool:
    """Whether a build made other style sheets, and nothing else; assets are told by their digests."""
    changed = {name for name, digest in after.items() if before.get(name) != digest}
    same = before.keys() == after.keys() and {kind for kind, _ in redone} <= _OF_LOOKS
    return same and bool(changed) and all(name.endswith(".css") for name in changed)
