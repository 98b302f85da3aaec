"""The preview answers whatever happens to its own work meanwhile, and to the browsers that asked."""

from __future__ import annotations

import asyncio
import gc
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, TypeVar, cast

import pytest
from previews import PATIENCE

from sitegen.messages.said import Said
from sitegen.preview.handlers import MOST_BYTES, LiveConnection, find_local
from sitegen.preview.response import PreviewState
from sitegen.preview.running import Preview
from sitegen.preview.server import bind, make_server
from sitegen.problems import InvalidProjectError, Place
from sitegen.render.templates import RenderError
from sitegen.traces.traces import LostError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine
    from pathlib import Path

    from tornado.httputil import HTTPServerRequest

T = TypeVar("T")
PAGE = b"<!doctype html><body>the sea</body>"
WRONG = Place("templates/design.html", 3).problem("template", Said("a block is not closed"))


def _run(coroutine: Coroutine[object, object, T]) -> T:
    """Run in a thread of its own: a browser of other tests may hold this one's loop."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, coroutine).result()


@dataclass
class Serving:
    """A preview that serves what it is given, and builds nothing."""

    preview: Preview
    port: int

    async def open(self, path: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        )
        await writer.drain()
        return reader, writer

    async def get(self, path: str) -> str:
        reader, writer = await self.open(path)
        try:
            return (await asyncio.wait_for(reader.read(), PATIENCE)).decode()
        finally:
            writer.close()
            await writer.wait_closed()


@asynccontextmanager
async def _serve(folder: Path, tree: dict[str, bytes]) -> AsyncIterator[Serving]:
    preview = Preview(folder, lambda _: None, lambda _: None)
    preview.shown = PreviewState(tree)
    preview.ready.set()
    server, listening = make_server(preview, "localhost"), bind("127.0.0.1", 0)
    server.add_socket(listening)
    try:
        yield Serving(preview, listening.getsockname()[1])
    finally:
        server.stop()
        await server.close_all_connections()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RenderError(WRONG), "<p>a block is not closed.</p>"),
        (InvalidProjectError([WRONG]), "<p>a block is not closed.</p>"),
        (ZeroDivisionError("by zero"), "<p>the generator itself failed: ZeroDivisionError"),
    ],
)
def test_a_page_that_cannot_be_made_is_told_and_can_be_made_the_next_time(
    error: Exception, said: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    failures = [error]

    async def make(address: str) -> bytes:
        assert address == "en/design/index.html"
        if failures:
            raise failures.pop()
        return b"<body>all components</body>"

    async def browse() -> None:
        async with _serve(tmp_path, {"index.html": PAGE}) as serving:
            serving.preview.extra = ("en/design/index.html", "index.html")
            assert "There is no such page" in await serving.get("/en/design/")
            serving.preview.make_extra = make
            wrong = await serving.get("/en/design/")
            assert said in wrong
            assert wrong.startswith("HTTP/1.1 404 ")
            assert "all components" in await serving.get("/en/design/")
            home = await serving.get("/")
            assert "the sea" in home
            assert "failed" not in home
            assert "There is no such page" in await serving.get("/en/sea/")

    _run(browse())
    assert caplog.records == []


def test_a_request_waits_for_the_build_that_is_under_way(tmp_path: Path) -> None:
    async def browse() -> None:
        async with _serve(tmp_path, {"index.html": PAGE}) as serving:
            assert "the sea" in await serving.get("/")
            serving.preview.want({"data/facts.csv"})
            asked = asyncio.ensure_future(serving.get("/"))
            await asyncio.sleep(0.2)  # in which it would be answered
            serving.preview._take_early({"index.html": b"<body>the ocean</body>"})  # noqa: SLF001 # what a build calls
            assert "the ocean" in await asked

    _run(browse())


class _Broken(dict[str, bytes]):
    """Files that fail in the hand."""

    def __init__(self, error: Exception) -> None:
        super().__init__({"index.html": PAGE})
        self.error = error

    def __getitem__(self, address: str) -> bytes:
        raise self.error


def test_a_defect_of_an_answer_is_shown_in_the_browser(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def browse() -> str:
        async with _serve(tmp_path, _Broken(ValueError("no such thing"))) as serving:
            return await serving.get("/")

    answer = _run(browse())
    assert "the generator itself failed: ValueError: no such thing" in answer
    assert caplog.records == []


def test_files_that_were_lost_are_waited_for_and_made_anew(tmp_path: Path) -> None:
    async def browse() -> str:
        async with _serve(tmp_path, _Broken(LostError())) as serving:
            preview = serving.preview
            asked = asyncio.create_task(serving.get("/"))
            while preview.ready.is_set():  # noqa: ASYNC110 # nothing tells of an event that is cleared
                await asyncio.sleep(0)
            preview.shown = PreviewState({"index.html": PAGE})
            preview.ready.set()
            return await asked

    assert "the sea" in _run(browse())


@pytest.mark.parametrize(
    ("size", "status"), [(MOST_BYTES, b"HTTP/1.1 200 "), (MOST_BYTES + 1, b"HTTP/1.1 400 ")]
)
def test_a_request_brings_no_more_than_a_browser_sends(
    size: int, status: bytes, tmp_path: Path
) -> None:
    async def send() -> bytes:
        async with _serve(tmp_path, {"index.html": PAGE}) as serving:
            reader, writer = await asyncio.open_connection("127.0.0.1", serving.port)
            head = f"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\n\r\n"
            writer.write(head.encode() + b"x" * size)
            try:
                return await asyncio.wait_for(reader.readline(), PATIENCE)
            finally:
                writer.transport.abort()

    assert _run(send()).startswith(status)


@pytest.mark.parametrize("headers", ["Host: localhost", "Host: evil.example"])
def test_a_browser_that_leaves_before_its_answer_is_not_told_of(
    headers: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def leave() -> None:
        async with _serve(tmp_path, {"index.html": PAGE * 100_000}) as serving:
            serving.preview.ready.clear()
            for _ in range(3):
                _, writer = await asyncio.open_connection("127.0.0.1", serving.port)
                writer.write(f"GET / HTTP/1.1\r\n{headers}\r\n\r\n".encode())
                await writer.drain()
                writer.transport.abort()
            await asyncio.sleep(0.05)
            serving.preview.ready.set()
            assert "the sea" in await serving.get("/")

    _run(leave())
    assert caplog.records == []


class _Sent(LiveConnection):
    """A connection whose messages fare as they are told to."""

    def __init__(self, sent: asyncio.Future[None] | None) -> None:
        self.sent = sent
        self.ws_connection = None

    def write_message(self, message: str) -> asyncio.Future[None]:
        return self.sent or cast("asyncio.Future[None]", super().write_message(message))


def test_a_browser_that_has_left_needs_no_message(caplog: pytest.LogCaptureFixture) -> None:
    told: list[object] = []

    async def tell() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: told.append(context))
        lost, given_up = loop.create_future(), loop.create_future()
        lost.set_exception(ConnectionError())
        given_up.cancel()
        for sent in (None, lost, given_up):
            _Sent(sent).send_message({"command": "reload"})
        await asyncio.sleep(0)
        del lost, given_up, sent
        gc.collect()

    _run(tell())
    assert told == []
    assert caplog.records == []


def test_where_a_request_came_to_is_not_known_of_one_that_has_left() -> None:
    closed, (one, other) = socket.socket(), socket.socketpair(socket.AF_UNIX)
    closed.close()
    with one, other:
        for own in (None, closed, one):
            stream = SimpleNamespace(socket=own)
            request = SimpleNamespace(connection=SimpleNamespace(stream=stream))
            assert find_local(cast("HTTPServerRequest", request)) == ""
