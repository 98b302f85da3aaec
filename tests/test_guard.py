"""The preview answers the browser of whoever runs it, and nobody else."""

from __future__ import annotations

import asyncio
import json
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from built import copy_warm_project
from hypothesis import given
from hypothesis import strategies as st
from previews import PATIENCE, Running, run_preview
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from sitegen.preview.guard import FORBIDDEN, MISDIRECTED, guard_request, is_own_host
from sitegen.preview.handlers import MOST_BYTES, read_message
from sitegen.preview.running import Preview
from sitegen.preview.server import bind, make_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    project: Path = copy_warm_project(tmp_path_factory.mktemp("guard") / "project")
    with run_preview(project) as running:
        yield running


@pytest.mark.parametrize(
    ("host", "bound", "local", "is_own"),
    [
        ("localhost:8000", "127.0.0.1", "127.0.0.1", True),
        ("LOCALHOST", "127.0.0.1", "127.0.0.1", True),
        ("drafts.localhost:8000", "127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1:8000", "localhost", "127.0.0.1", True),
        ("127.0.0.2:8000", "localhost", "127.0.0.1", True),
        ("[::1]:8000", "::1", "::1", True),
        ("192.168.0.5:8000", "0.0.0.0", "192.168.0.5", True),  # noqa: S104 # what is tested
        ("[fe80::1]", "::", "fe80::1%eth0", True),
        ("box.example:8000", "box.example", "10.0.0.1", True),
        ("evil.example:8000", "127.0.0.1", "127.0.0.1", False),
        ("localhost.evil.example", "127.0.0.1", "127.0.0.1", False),
        ("evil-localhost", "127.0.0.1", "127.0.0.1", False),
        ("192.168.0.6", "0.0.0.0", "192.168.0.5", False),  # noqa: S104 # what is tested
        ("localhost@evil.example", "127.0.0.1", "127.0.0.1", False),
        ("localhost:8000/x", "127.0.0.1", "127.0.0.1", False),
        ("", "", "127.0.0.1", False),
        (".localhost\r\nX: y", "127.0.0.1", "127.0.0.1", False),
    ],
)
def test_it_goes_by_the_names_that_nobody_else_can_have(
    host: str, bound: str, local: str, is_own: bool
) -> None:
    assert is_own_host(host, bound, local) is is_own


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_host_and_origin_is_answered_or_refused(host: str, origin: str) -> None:
    status, why = guard_request(host, "127.0.0.1", "127.0.0.1", origin, "", "")
    assert status in {0, MISDIRECTED, FORBIDDEN}
    assert bool(status) is bool(why)
    assert status or origin.lower().endswith(host.lower())


@pytest.mark.parametrize(
    ("site", "mode", "status"),
    [
        ("same-origin", "no-cors", 0),
        ("none", "navigate", 0),
        ("cross-site", "navigate", 0),
        ("cross-site", "no-cors", FORBIDDEN),
        ("same-site", "cors", FORBIDDEN),
        ("cross-site", "websocket", FORBIDDEN),
    ],
)
def test_pages_of_others_get_no_scripts_and_no_data(site: str, mode: str, status: int) -> None:
    assert guard_request("localhost", "localhost", "", None, site, mode)[0] == status


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("", 'the name "". Open it at localhost, or name the host: sitegen serve --host NAME'),
        (
            "box:80",
            "the name box:80. Open it at localhost, or name the host: sitegen serve --host box",
        ),
    ],
)
def test_who_is_refused_is_told_how_to_be_answered(host: str, said: str) -> None:
    assert said in guard_request(host, "localhost", "", None, "", "")[1]


def _ask(running: Running, *headers: str, start: str = "GET /en/sea/ HTTP/1.1") -> str:
    """What is answered to a request as it is written, up to its end; of one that stays open, the head."""
    port = int(running.address.rstrip("/").rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
        is_open = any(one.startswith("Connection:") for one in headers)
        lines = [start, *headers, *([] if is_open else ["Connection: close"]), "", ""]
        connection.sendall("\r\n".join(lines).encode("latin-1"))
        parts = [connection.recv(2**16)]
        while not is_open and parts[-1]:
            parts.append(connection.recv(2**16))
    return b"".join(parts).decode(errors="replace")


def test_a_name_that_leads_here_is_told_what_to_do_instead(running: Running) -> None:
    said = _ask(running, "Host: evil.example:80")
    assert said.startswith("HTTP/1.1 421 Misdirected Request\r\n")
    assert "text/plain" in said
    assert "does not answer to the name evil.example:80. Open it at localhost" in said
    assert "left out" not in said
    assert "left out" in _ask(running, "Host: localhost:80")


def test_what_is_answered_is_kept_from_pages_of_others(running: Running) -> None:
    said = _ask(running, "Host: localhost")
    assert "Cross-Origin-Resource-Policy: same-origin" in said
    assert "X-Content-Type-Options: nosniff" in said
    assert "Referrer-Policy: same-origin" in said
    assert "403 Forbidden" in _ask(running, "Host: localhost", "Origin: http://evil.example")
    assert "403 Forbidden" in _ask(running, "Host: localhost", "Origin: null")
    assert "200 OK" in _ask(running, "Host: localhost", "Origin: http://localhost")


@pytest.mark.parametrize(
    ("start", "headers"),
    [
        ("GET / HTTP/1.1", ["Host: localhost", "Content-Length: -1"]),
        ("GET / HTTP/1.1", ["Host: localhost", "Content-Length: 99999999"]),
        ("GET / HTTP/1.1", []),
        ("GET /%ff%fe HTTP/1.1", ["Host: localhost"]),
        ("nonsense", ["Host: localhost"]),
        ("GET /livereload HTTP/1.1", ["Host: localhost", "Upgrade: websocket"]),
        ("POST / HTTP/1.1", ["Host: localhost", "Content-Length: 0"]),
        ("GET / HTTP/1.1", ["Host: localhost", "No colon"]),
        ("GET / HTTP/1.1", ["Host: localhost", "X: " + "y" * 100_000]),
    ],
)
def test_malformed_requests_leave_no_trace(
    running: Running, start: str, headers: list[str]
) -> None:
    _ask(running, *headers, start=start)
    assert running.warned.read_text("utf-8") == ""
    assert running.get("en/sea/").status == 200


_UPGRADE = (
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
)


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("localhost:1", "http://evil.example", 403),
        ("localhost:1", "null", 403),
        ("localhost:1", "http://localhost:2", 403),
        ("localhost:1", "http://[::1", 403),
        ("localhost:1", "//localhost:1", 403),
        ("localhost:1", "http://localhost:1/x", 403),
        ("evil.example", "http://evil.example", 421),
    ],
)
def test_events_are_for_pages_of_the_preview_alone(
    running: Running, host: str, origin: str, status: int
) -> None:
    start = "GET /livereload HTTP/1.1"
    said = _ask(running, f"Host: {host}", f"Origin: {origin}", *_UPGRADE, start=start)
    assert said.startswith(f"HTTP/1.1 {status} ")


@pytest.mark.parametrize(("message", "code"), [("{not json", 1007), ("x" * (MOST_BYTES + 1), 1009)])
def test_a_connection_that_says_nonsense_is_closed(
    running: Running, message: str, code: int
) -> None:
    async def listen() -> None:
        address = running.address.replace("http", "ws") + "livereload"
        request = HTTPRequest(address, headers={"Origin": running.address.rstrip("/")})
        connection = await websocket_connect(request)
        await connection.write_message(message)
        assert await asyncio.wait_for(connection.read_message(), PATIENCE) is None
        assert connection.close_code == code
        connection.close()

    with ThreadPoolExecutor(1) as other:  # a browser of other tests may hold this thread's loop
        other.submit(asyncio.run, listen()).result()
    assert running.warned.read_text("utf-8") == ""


@pytest.mark.parametrize(
    "said", ["GET", "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"]
)
def test_who_is_silent_loses_the_connection(said: str, tmp_path: Path) -> None:
    preview = Preview(tmp_path, lambda _: None, lambda _: None)

    async def wait() -> None:
        server, listening = make_server(preview, "localhost", 0.05), bind("127.0.0.1", 0)
        server.add_socket(listening)
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        try:
            writer.write(said.encode())
            assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
        finally:
            writer.close()
            await writer.wait_closed()
            server.stop()

    with ThreadPoolExecutor(1) as other:  # as above
        other.submit(asyncio.run, wait()).result()


@pytest.mark.parametrize(
    "message",
    [
        *("", "[]", "1", '{"a": 1}', "[" * 100_000, b"\xff", "nul"),
        '{"command": "info", "url": "http://["}',
    ],
)
def test_what_is_no_message_is_none(message: str | bytes) -> None:
    assert read_message(message) is None


def test_a_message_is_what_it_says() -> None:
    said = {"command": "hello", "snipver": "v1"}
    assert read_message(json.dumps(said)) == said
