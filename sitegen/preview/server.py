"""The preview: serves what the build makes, from memory, and renews it when a file is saved.

It never writes into the project's site, and has no build of its own: what it shows is what
`sitegen build` would publish, or the last of it that was good, and pages for those who make the site
(`PREVIEW_PLANNERS`).
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import sqlite3
import threading
import webbrowser
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.escape import json_decode, json_encode
from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketClosedError

from sitegen.addresses import INDEX, folder_of, index_of
from sitegen.defects import make_defect
from sitegen.messages.said import NOTHING, Said, keep_as, say
from sitegen.messages.telling import ENGLISH, Teller
from sitegen.naming import SITE_TOML
from sitegen.preview.builder import Builder, name_some, say_made
from sitegen.preview.response import SCRIPT, PreviewState, find_answer
from sitegen.preview.watching import watch_sources
from sitegen.problems import InvalidProjectError, Place
from sitegen.render.templates import RenderError
from sitegen.traces.traces import LostError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from sitegen.preview.builder import PreviewBuild
    from sitegen.problems import Problem


GOOD, MISUSE = 0, 2
PORTS = range(2**16)


def serve_project(
    project: Path,
    host: str,
    port: int,
    *,
    open_browser: bool,
    show: Callable[[Sequence[Problem]], None],
    inform: Callable[[Said], None],
    teller: Teller = ENGLISH,
    outside: bool = False,
) -> int:
    """Serve a project until the interrupt key is pressed; the return value is an exit code.

    Paths of the settings lead out of the project only by leave (`outside`). `show` is given the problems of each build, `inform` one line for each thing that happens.
    Port 0 takes a free one.
    """
    try:
        listening = bind(host, port)
    except (OSError, ValueError) as error:
        show(
            [
                Place("serve").problem(
                    "address",
                    say(
                        "cannot listen on port `{port}` of `{host}`: {error}",
                        port=port,
                        host=host,
                        error=_say_reason(error),
                    ),
                    say("Name another with `--port` or `--host`"),
                )
            ]
        )
        return MISUSE
    with listening, contextlib.suppress(KeyboardInterrupt):
        if not _is_loopback(host):
            inform(
                say(
                    "Listening on `{host}`: anyone who can reach this machine can read the preview",
                    host=host,
                )
            )
        address = _address(host, listening.getsockname()[1])
        inform(say("Preview: {address} (Ctrl-C ends it)", address=address))
        preview = Preview(project.resolve(), show, inform, address, outside, teller)
        asyncio.run(_serve(preview, listening, address if open_browser else ""))
    inform(say("Preview ended"))
    return GOOD


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one.

    Raises:
        OSError: The address is taken, or not to be had.
        ValueError: There is no such port.
    """
    if port not in PORTS:
        raise ValueError(say("ports are numbers up to 65535"))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family)
    listening.settimeout(0)
    return listening


def _say_reason(error: OSError | ValueError) -> Said:
    """What the system said, without the address that Python adds."""
    text = error.strerror if isinstance(error, OSError) else None
    return keep_as((text or str(error)).partition(" (while")[0])


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _address(host: str, port: int) -> str:
    name = "localhost" if host in {"", "0.0.0.0", "::"} else host  # noqa: S104 - named, not bound
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


async def _serve(preview: Preview, listening: socket.socket, opened: str) -> None:
    """Serve until cancelled."""
    server = HTTPServer(make_application(preview))
    server.add_socket(listening)
    loop, stop = asyncio.get_running_loop(), threading.Event()
    watcher = threading.Thread(
        target=watch_preview, args=(preview, loop.call_soon_threadsafe, stop), daemon=True
    )
    watcher.start()
    try:
        await preview.run_builds(opened)
    finally:
        stop.set()
        watcher.join()
        server.stop()
        await server.close_all_connections()


def watch_preview(
    preview: Preview, later: Callable[..., object], stop: threading.Event, pause: float = 1.0
) -> None:
    """Watch until stopped, asking for builds by `later`, which calls a function in the preview's thread.

    A watch that fails is said, and followed by another, which begins with a look at all there is.
    """
    while not stop.is_set():
        try:
            watch_sources(
                preview.project,
                lambda changed: later(preview.want, changed),
                stop,
                outside=preview.outside,
            )
        except Exception as error:  # noqa: BLE001 # a defect of ours must not end the preview
            later(preview.tell, make_defect(error, Place(SITE_TOML)))
            stop.wait(pause)


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
        self.shown = PreviewState(teller=teller)
        self.ready = asyncio.Event()
        """Set once there is something to show."""
        self.extra: tuple[str, ...] = ()
        """Addresses of pages for those who make the site."""
        self.make_extra: Callable[[str], Awaitable[bytes]] | None = None
        self._show = show
        self._inform = inform
        self._wanted = asyncio.Event()
        self._changed: set[str] = set()
        self._lost = False
        """Whether something that was made is not in the store any more."""

    def want(self, changed: set[str]) -> None:
        """Ask for a build; any number of requests during one lead to one more."""
        self._changed |= changed
        self._wanted.set()

    async def make_anew(self) -> None:
        """Have all made again, the store having lost some of it; and wait for it."""
        self._lost = True
        self.ready.clear()
        self._wanted.set()
        await self.ready.wait()

    def tell(self, problem: Problem) -> None:
        """Say what is wrong with the preview itself."""
        self._show([problem])

    async def run_builds(self, opened: str = "") -> None:
        """Build whenever it is wanted, until cancelled; open an address after the first."""
        builder = Builder(self.project, self.outside)
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(1, "build") as worker:
            try:
                while True:
                    await self._wanted.wait()
                    self._wanted.clear()
                    changed, self._changed = self._changed, set()
                    if self._lost:
                        self._lost = False
                        await loop.run_in_executor(worker, builder.forget)
                    made = await loop.run_in_executor(worker, builder.build, changed)
                    if made.built.publishable and not self.shown.tree:
                        self.extra = await loop.run_in_executor(worker, builder.list_extra)
                        self.make_extra = lambda address: loop.run_in_executor(
                            worker, builder.make_extra, address
                        )
                    self._take(made, changed)
                    worker.submit(builder.prune)
                    if opened:
                        _open(opened)
                        opened = ""
            finally:
                builder.stopped.set()
                worker.submit(builder.close)

    def _take(self, made: PreviewBuild, changed: set[str]) -> None:
        """Show what was made, or what was made before with what is wrong now."""
        before, built = self.shown, made.built
        root = made.root if built.publishable else before.root
        tree = made.tree if INDEX in made.tree else {}  # a site that was never whole has none
        self.shown = replace(
            before,
            tree=tree,
            problems=built.problems,
            root=root,
            made=made.version,
            pages=made.pages,
        )
        other = self.shown.version != before.version
        if changed or other or not self.ready.is_set():
            self._inform(
                say(
                    "{changed}{made}",
                    changed=self._name_cause(changed),
                    made=say_made(made, bool(before.tree)),
                )
            )
            self._show(built.problems)
        if built.publishable and not before.tree:
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
            LiveConnection.tell_all({"command": "reload", "path": "style.css", "liveCSS": True})
        elif other:
            LiveConnection.tell_all({"command": "reload", "path": "*", "liveCSS": False})

    def _name_cause(self, changed: set[str]) -> Said:
        """The files that were saved; editors' own, gone by now, only where there are no others."""
        there = [name for name in sorted(changed) if (self.project / name).is_file()]
        return say("{there}: ", there=name_some(there or sorted(changed))) if changed else NOTHING


def _open(address: str) -> None:
    """Open the browser; in a thread of its own, for some keep their caller waiting."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def make_application(preview: Preview) -> Application:
    """The server's handlers."""
    given = {"preview": preview}
    return Application(
        [
            ("/livereload", LiveConnection, given),
            (f"/{SCRIPT}", LiveReloadJSHandler),
            ("/(.*)", PageHandler, given),
        ],
        log_function=lambda _handler: None,
    )


def _forget(sent: asyncio.Future[None]) -> None:
    """Take note of how a message fared, so that nobody else reports it."""
    if not sent.cancelled():
        sent.exception()


class PageHandler(RequestHandler):
    """Answers with pages from memory."""

    def initialize(self, preview: Preview) -> None:
        """Keep the preview whose pages are served; Tornado calls this for each request."""
        self.preview = preview

    async def get(self, path: str) -> None:
        """Answer as soon as there is something to show."""
        await self.preview.ready.wait()
        host = self.request.host
        try:
            answer = find_answer(await self._find_shown(path), path, host)
        except (LostError, sqlite3.Error):
            await self.preview.make_anew()
            answer = find_answer(await self._find_shown(path), path, host)
        except Exception as error:  # noqa: BLE001 # a defect of ours is shown in the browser
            wrong = PreviewState(
                problems=(make_defect(error, Place(SITE_TOML)),), teller=self.preview.shown.teller
            )
            answer = find_answer(wrong, path, host)
        self.set_status(answer.status)
        self.set_header("Cache-Control", "no-store")
        if answer.location:
            query = f"?{self.request.query}" if self.request.query else ""
            self.set_header("Location", answer.location + query)
        self.set_header("Content-Type", answer.content_type)
        with contextlib.suppress(StreamClosedError):  # the browser went elsewhere meanwhile
            await self.finish(answer.body)

    async def _find_shown(self, path: str) -> PreviewState:
        """What is shown; for a page that is made when it is asked for, that page alone."""
        preview = self.preview
        address = index_of(path.strip("/").removesuffix("/index.html"))
        is_extra = address in preview.extra and address not in preview.shown.tree
        if not is_extra or preview.make_extra is None:
            return preview.shown
        try:
            page = await preview.make_extra(address)
        except RenderError as error:
            return replace(preview.shown, problems=(*preview.shown.problems, error.problem))
        except InvalidProjectError as error:
            return replace(preview.shown, problems=error.problems)
        except Exception as error:  # noqa: BLE001 # a defect of ours must not end the preview
            defect = make_defect(error, Place(SITE_TOML))
            return replace(preview.shown, problems=(*preview.shown.problems, defect))
        return replace(preview.shown, tree={address: page})

    async def head(self, path: str) -> None:
        """Answer without the body."""
        await self.get(path)

    def compute_etag(self) -> None:
        """Nothing is stored, so nothing is compared."""


class LiveConnection(LiveReloadHandler):  # type: ignore[misc] # published without types
    """The connection to a browser that shows a page, by livereload's protocol.

    Of livereload's own watching nothing is used: it looks every 0.8 s, and drops what changes
    within 3 s of the last reload.
    """

    watcher = Watcher()
    live_css = False

    def initialize(self, preview: Preview) -> None:
        """Keep the preview whose builds the browser is told of; Tornado calls this for each connection."""
        self.preview = preview
        self.version = ""

    @classmethod
    def tell_all(cls, message: dict[str, object]) -> None:
        """Tell every browser that shows a page."""
        for waiter in cls.waiters.copy():
            waiter.send_message(message)

    def send_message(self, message: dict[str, object]) -> None:
        """Tell the browser; one that has just left need not be told, nor its leaving reported."""
        with contextlib.suppress(WebSocketClosedError):
            sent = self.write_message(json_encode(message))
            sent.add_done_callback(_forget)

    def on_message(self, message: str) -> None:
        """Shake hands, and reload a page that a build has overtaken while it was loading."""
        super().on_message(message)
        content = json_decode(message)
        if content["command"] == "hello":
            self.version = content.get("snipver", "")
        elif content["command"] == "info" and self.version != self.preview.shown.version:
            self.send_message({"command": "reload", "path": "*", "liveCSS": False})
