"""Who answers browsers: pages from memory, events of builds, and refusals."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.escape import json_decode, json_encode
from tornado.iostream import StreamClosedError
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketClosedError

from sitegen.addresses import INDEX, index_of
from sitegen.defects import make_defect
from sitegen.naming import SITE_TOML
from sitegen.preview.guard import PROTECTION, guard_request
from sitegen.preview.response import SCRIPT, PreviewState, find_answer
from sitegen.problems import InvalidProjectError, Place
from sitegen.render.templates import RenderError
from sitegen.traces.traces import LostError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping

    from tornado.httputil import HTTPServerRequest
    from tornado.web import _HandlerDelegate

    from sitegen.messages.said import Said
    from sitegen.preview.running import Preview

PROTOCOL = "http://livereload.com/protocols/official-7"
MOST_BYTES = 2**16
"""What a request may bring: browsers ask, and send nothing."""


class GuardedApplication(Application):
    """Handlers that answer nobody but the browser of whoever runs the preview."""

    def __init__(self, handlers: list[Any], host: str) -> None:
        """`host` is what the preview was told to listen on."""
        super().__init__(
            handlers,
            log_function=lambda _handler: None,
            websocket_max_message_size=MOST_BYTES,
        )
        self.host = host

    def find_handler(
        self,
        request: HTTPServerRequest,
        **kwargs: Any,  # noqa: ANN401 # as Tornado has it
    ) -> _HandlerDelegate:
        """The handler of a request, or one that refuses it."""
        headers = request.headers
        status, why = guard_request(
            headers.get("Host", ""),
            self.host,
            find_local(request),
            headers.get("Origin"),
            headers.get("Sec-Fetch-Site", ""),
            headers.get("Sec-Fetch-Mode", ""),
        )
        if status:
            return self.get_handler_delegate(
                request, RefusalHandler, {"status": status, "why": why}
            )
        return super().find_handler(request, **kwargs)


def find_local(request: HTTPServerRequest) -> str:
    """The address of this machine that a request came to; empty where it is not known any more."""
    with contextlib.suppress(AttributeError, OSError, IndexError):
        stream = request.connection.stream  # type: ignore[union-attr] # of HTTP/1, as all here
        return str(stream.socket.getsockname()[0])
    return ""


class RefusalHandler(RequestHandler):
    """Says why a request is not answered."""

    def initialize(self, status: int, why: Said) -> None:
        """Keep why; Tornado calls this for each request."""
        self.status, self.why = status, why

    async def prepare(self) -> None:
        """Refuse, whatever was asked."""
        self.set_status(self.status, HTTPStatus(self.status).phrase)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        with contextlib.suppress(StreamClosedError):
            await self.finish(f"{self.why}.\n")


def make_application(preview: Preview, host: str) -> Application:
    """The server's handlers; `host` is what it was told to listen on."""
    given = {"preview": preview}
    return GuardedApplication(
        [
            ("/livereload", LiveConnection, given),
            (f"/{SCRIPT}", LiveReloadJSHandler),
            ("/(.*)", PageHandler, given),
        ],
        host,
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

    def set_default_headers(self) -> None:
        """Keep drafts from pages of others; Tornado calls this for each request."""
        for name, value in PROTECTION.items():
            self.set_header(name, value)

    async def get(self, path: str) -> None:
        """Answer as soon as there is something to show, and with what was just saved if that is to be had soon."""
        await self.preview.ready.wait()
        await self.preview.wait_for_news(_name_address(path))
        host = self.request.host
        try:
            answer = self.preview.answer(await self._find_shown(path), path, host)
        except (LostError, sqlite3.Error):
            await self.preview.make_anew()
            answer = self.preview.answer(await self._find_shown(path), path, host)
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
        preview, shown = self.preview, self.preview.find_shown()
        address = _name_address(path)
        if address in shown.tree:
            preview.looked_at = address
        is_extra = address in preview.extra and address not in shown.tree
        if not is_extra or preview.make_extra is None:
            return shown
        try:
            page = await preview.make_extra(address)
        except RenderError as error:
            return replace(shown, problems=(*shown.problems, error.problem))
        except InvalidProjectError as error:
            return replace(shown, problems=error.problems)
        except Exception as error:  # noqa: BLE001 # a defect of ours must not end the preview
            defect = make_defect(error, Place(SITE_TOML))
            return replace(shown, problems=(*shown.problems, defect))
        return replace(shown, tree={address: page})

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
        self.version = self.address = ""

    @classmethod
    def tell_all(cls, message: Mapping[str, object], has_shown: Callable[[str], bool]) -> None:
        """Tell every browser that shows a page, but for those that show what they should at their address."""
        for waiter in cls.waiters.copy():
            if not has_shown(waiter.address):
                waiter.send_message(message)

    def send_message(self, message: Mapping[str, object]) -> None:
        """Tell the browser; one that has just left need not be told, nor its leaving reported."""
        with contextlib.suppress(WebSocketClosedError):
            sent = self.write_message(json_encode(message))
            sent.add_done_callback(_forget)

    def check_origin(self, _origin: str) -> bool:
        """Whether a page may listen: the guard has seen to it."""
        return True

    def on_message(self, message: str | bytes) -> None:
        """Shake hands, and reload a page that a build has overtaken while it was loading."""
        content = read_message(message)
        if content is None:
            self.close(1007, "no message of livereload")
        elif content["command"] == "hello":
            self.version = str(content.get("snipver", ""))
            self.send_message(
                {"command": "hello", "protocols": [PROTOCOL], "serverName": "sitegen"}
            )
        elif content["command"] == "info":
            LiveReloadHandler.waiters.add(self)
            self.address = _name_address(urlsplit(str(content.get("url", ""))).path)
            if self.version != self.preview.shown.version:
                self.send_message({"command": "reload", "path": "*", "liveCSS": False})


def _name_address(path: str) -> str:
    """The address of the page that a browser asks for by a path."""
    return index_of(unquote(path).strip("/").removesuffix(INDEX).strip("/")).lstrip("/")


def read_message(message: str | bytes) -> dict[str, Any] | None:
    """What a browser says by livereload's protocol; `None` for what is no message of it."""
    try:
        content = json_decode(message)
        if not isinstance(content, dict) or "command" not in content:
            return None
        urlsplit(str(content.get("url", "")))  # the page that it shows
    except (ValueError, RecursionError):
        return None
    return content
