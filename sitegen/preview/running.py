"""What the preview shows now, and the builds that renew it, one at a time."""

from __future__ import annotations

import asyncio
import threading
import time
import webbrowser
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from sitegen.addresses import INDEX, folder_of
from sitegen.memo import digest
from sitegen.messages.said import NOTHING, Said, say
from sitegen.messages.telling import ENGLISH, Teller
from sitegen.preview.builder import Builder
from sitegen.preview.redone import name_some, say_made
from sitegen.preview.response import PreviewState, find_answer
from sitegen.problems import has_errors
from sitegen.traces.outputs import NewerTree

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from sitegen.preview.builder import PreviewBuild
    from sitegen.preview.response import Answer
    from sitegen.problems import Problem

Opened = Literal["", "front", "edited"]
"""Where the browser is opened: nowhere, at the front page, at the page that was edited last."""
_RELOAD = {"command": "reload", "path": "*", "liveCSS": False}
_RESTYLE = {"command": "reload", "path": "style.css", "liveCSS": True}
_MOST_KEPT = 64
"""Answers that are kept for who asks again."""
MOST_HELD = 1.0
"""Seconds that a request waits, at most, for the build that is under way."""
QUIET = 60.0
"""Seconds without anything saved after which what only builds need is let go."""
_AT_ONCE = 5.0
"""Seconds after a build in which pages say what it did."""


class Preview:
    """What is shown now, and the builds that renew it, one at a time."""

    def __init__(
        self,
        project: Path,
        show: Callable[[Sequence[Problem]], None],
        inform: Callable[[Said], None],
        address: str = "/",
        outside: bool = False,
        teller: Teller = ENGLISH,
    ) -> None:
        """Prepare; nothing is built before something is wanted. `address` is where it is served.

        Paths of the settings lead out of the project only by leave (`outside`).
        """
        self.project = project
        self.outside = outside
        self.address = address
        self.shown = PreviewState(teller=teller, project=project)
        self.editor = ""
        """The address that opens an editor, as a template; empty for the one that the project names."""
        self.ready = asyncio.Event()
        """Set once there is something to show."""
        self.extra: tuple[str, ...] = ()
        """Addresses of pages for those who make the site."""
        self.make_extra: Callable[[str], Awaitable[bytes]] | None = None
        self._show = show
        self._inform = inform
        self._wanted = asyncio.Event()
        self._told = asyncio.Event()
        """Set while no build is under way that has not shown anything yet."""
        self._done = asyncio.Event()
        """Set while no build is under way, nor wanted."""
        self._pages_early: frozenset[str] = frozenset()
        """Addresses of the pages that the build that is under way has shown."""
        self._release()
        self._changed: set[str] = set()
        self.tell_browsers: Callable[[Mapping[str, object], Callable[[str], bool]], None] = (
            lambda _message, _has_shown: None
        )
        """Tells the browsers that show a page, by livereload's protocol, but for those that show what they should."""
        self._named = False
        """Whether the pages for those who make the site were told of."""
        self.built = 0.0
        """When the last build ended, on the clock that never goes back."""
        self._lost = False
        """Whether something that was made is not in the store any more."""
        self.looked_at = ""
        """Address of the page that was asked for last."""
        self._early = False
        """Whether what is shown are pages that were made before all others."""
        self._is_restyled = False
        """Whether browsers have the style sheets of the build that is under way."""
        self._answered: PreviewState | None = None
        """What was shown when the answers were put together that are kept."""
        self._answers: dict[tuple[str, str], Answer] = {}

    def want(self, changed: set[str]) -> None:
        """Ask for a build; any number of requests during one lead to one more."""
        self._changed |= changed
        self._hold()
        self._wanted.set()

    def _hold(self) -> None:
        """Keep who asks for something until it is made anew."""
        self._told.clear()
        self._done.clear()
        self._pages_early = frozenset()

    def _release(self) -> None:
        """Answer who was kept, unless what was saved meanwhile is to be built."""
        if not self._wanted.is_set():
            self._told.set()
            self._done.set()

    async def wait_for_news(self, address: str) -> None:
        """Wait for the build that is under way, though not long: who asks now wants what was just saved.

        Where the build shows pages early, the others are waited for; what pages consist of is not, for it would keep those.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(MOST_HELD):
                await self._told.wait()
                is_page = address.endswith(".html") and self._pages_early
                if is_page and address not in self._pages_early:
                    await self._done.wait()

    async def make_anew(self) -> None:
        """Have all made again, the store having lost some of it; and wait for it."""
        self._lost = True
        self.ready.clear()
        self._wanted.set()
        await self.ready.wait()

    def tell(self, problem: Problem) -> None:
        """Say what is wrong with the preview itself."""
        self._show([problem])

    async def run_builds(self, opened: Opened = "") -> None:
        """Build whenever it is wanted, until cancelled; after the first, open the front page or the one edited last."""
        builder = Builder(self.project, self.outside, self._wanted.is_set)
        loop = asyncio.get_running_loop()

        def show(files: Mapping[str, bytes]) -> None:
            loop.call_soon_threadsafe(self._take_early, files)

        with ThreadPoolExecutor(1, "build") as worker:
            try:
                while True:
                    with suppress(TimeoutError):
                        # `wait_for` of Python 3.11 would not end where a save comes with the interrupt
                        async with asyncio.timeout(QUIET):
                            await self._wanted.wait()
                    if not self._wanted.is_set():
                        worker.submit(builder.close)
                        await self._wanted.wait()
                    self._wanted.clear()
                    self._hold()
                    changed, self._changed = self._changed, set()
                    if self._lost:
                        self._lost = False
                        await loop.run_in_executor(worker, builder.forget)
                    made = await loop.run_in_executor(
                        worker,
                        builder.build,
                        changed,
                        self._list_first(),
                        show,
                    )
                    if made.is_given_up:
                        self._changed |= changed
                        continue
                    if made.built.publishable and self.make_extra is None:
                        self.extra = await loop.run_in_executor(worker, builder.list_extra)
                        self.make_extra = lambda address: loop.run_in_executor(
                            worker, builder.make_extra, address
                        )
                    self._take(made, changed)
                    self._release()
                    worker.submit(builder.prune)
                    if opened:
                        page = INDEX
                        if opened == "edited":
                            page = await loop.run_in_executor(worker, builder.find_last_edited)
                        _open(self.address + folder_of(page or INDEX))
                        opened = ""
            finally:
                builder.stopped.set()
                worker.submit(builder.close)

    def _list_first(self) -> tuple[str, ...]:
        """Addresses of the pages to show before all others: the one that is looked at, unless what is shown has errors."""
        if not self.shown.tree or has_errors(self.shown.problems):
            return ()
        return (self.looked_at,)

    def _take_early(self, files: Mapping[str, bytes]) -> None:
        """Show pages or assets that were made before all others, which stay as they were until they are made."""
        before = self.shown
        self._early = True
        pages = {address for address in files if address.endswith(".html")}
        self._pages_early |= pages
        self._told.set()
        self.shown = replace(
            before,
            tree=NewerTree(files, before.tree),
            made=digest((before.made, files)),
            line=NOTHING,
        )
        if all(address.endswith(".css") for address in files):
            self._is_restyled = True
            self.tell_browsers(_RESTYLE, lambda _: False)
        else:
            self.tell_browsers(_RELOAD, lambda address: bool(pages) and address not in pages)

    def _take(self, made: PreviewBuild, changed: set[str]) -> None:
        """Show what was made, or what was made before with what is wrong now."""
        before, built = self.shown, made.built
        root = made.root if built.publishable else before.root
        tree = made.tree if INDEX in made.tree else {}  # a site that was never whole has none
        done = self._say_line(made, changed, before=bool(tree))
        self.shown = replace(
            before,
            tree=tree,
            problems=built.problems,
            root=root,
            made=made.version,
            pages=made.pages,
            excerpts=made.excerpts,
            compared=made.compared,
            editor=self.editor or made.editor,
            line=done if changed else NOTHING,
        )
        self.built = time.monotonic()
        other = self.shown.version != before.version
        if changed or other or not self.ready.is_set():
            self._inform(done)
            is_new = built.problems != before.problems or bool(made.redone)
            if is_new or other or not self.ready.is_set():
                self._show(built.problems)
        if built.publishable and self.extra and not self._named:
            self._named = True
            for one in self.extra:
                self._inform(
                    say(
                        "In the preview only: {address}{one}",
                        address=self.address,
                        one=folder_of(one),
                    )
                )
        self.ready.set()
        if other and made.restyled and built.problems == before.problems:
            if not self._is_restyled:
                self.tell_browsers(_RESTYLE, lambda _: False)
        elif other:
            self.tell_browsers(_RELOAD, partial(self._has_shown, before))
        self._early = self._is_restyled = False

    def _has_shown(self, before: PreviewState, address: str) -> bool:
        """Whether a browser shows what is to be shown at an address: it was made before all others."""
        now = self.shown
        return (
            self._early
            and before.problems == now.problems
            and address in now.tree
            and before.tree.get(address) == now.tree[address]
        )

    def _say_line(self, made: PreviewBuild, changed: set[str], *, before: bool) -> Said:
        """What a build did: `content/economy.en.md: 1 page, 1 chart, 38 ms`."""
        done = say_made(made.built, made.redone, made.seconds, before=before)
        cause = self._name_cause(changed)
        return say("{files}: {done}", files=cause, done=done) if cause else done

    def find_shown(self) -> PreviewState:
        """What is shown now; of what a build did is told only at once."""
        if self.shown.line and time.monotonic() - self.built >= _AT_ONCE:
            self.shown = replace(self.shown, line=NOTHING)
        return self.shown

    def answer(self, shown: PreviewState, path: str, host: str) -> Answer:
        """The answer to a request, as `find_answer`: put together once, as long as the same is shown."""
        if self._answered is not shown or len(self._answers) >= _MOST_KEPT:
            self._answered = shown
            self._answers.clear()
        if (path, host) not in self._answers:
            self._answers[path, host] = find_answer(shown, path, host)
        return self._answers[path, host]

    def _name_cause(self, changed: set[str]) -> Said:
        """The files that were saved; editors' own, gone by now, only where there are no others."""
        there = [name for name in sorted(changed) if (self.project / name).is_file()]
        return name_some(there or sorted(changed)) if changed else NOTHING


def _open(address: str) -> None:
    """Open the browser; in a thread of its own, for some keep their caller waiting."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
