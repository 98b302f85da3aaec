"""The preview: serves what the build makes, from memory, and renews it when a file is saved.

It never writes into the project's site, and has no build of its own: what it shows is what
`sitegen build` would publish, or the last of it that was good, and pages for those who make the site
(`PREVIEW_PLANNERS`).
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import socket
import threading
from typing import TYPE_CHECKING

from tornado.httpserver import HTTPServer

from sitegen.defects import make_defect
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import NOTHING, Said, say
from sitegen.messages.telling import ENGLISH, Teller
from sitegen.naming import SITE_TOML
from sitegen.preview.handlers import MOST_BYTES, LiveConnection, make_application
from sitegen.preview.running import Preview
from sitegen.preview.watching import watch_sources
from sitegen.problems import Place
from sitegen.project.editors import explain_editor, get_template

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sitegen.preview.running import Opened
    from sitegen.problems import Problem


GOOD, MISUSE = 0, 2
PORTS = range(2**16)
PATIENCE = 30.0
"""Seconds that a browser may take to say what it wants; who keeps a connection longer keeps others from theirs."""


def serve_project(
    project: Path,
    host: str,
    port: int,
    *,
    opened: Opened,
    show: Callable[[Sequence[Problem]], None],
    inform: Callable[[Said], None],
    teller: Teller = ENGLISH,
    outside: bool = False,
    editor: str = "",
) -> int:
    """Serve a project until the interrupt key is pressed; the return value is an exit code.

    The browser is opened at the front page, at the page that was edited last, or not at all (`opened`). Links of problems open the `editor`, a name
    of `EDITORS` or a template, instead of the one that the project names.
    Paths of the settings lead out of the project only by leave (`outside`). `show` is given the problems of each build, `inform` one line for each thing that happens.
    Port 0 takes a free one.
    """
    wrong, cure = explain_editor(editor) if editor else (NOTHING, NOTHING)
    if wrong:
        show([Place("SITEGEN_EDITOR").problem("config", wrong, cure)])
        return MISUSE
    try:
        listening = bind(host, port)
    except (OSError, ValueError, TypeError) as error:
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
        preview.editor = get_template(editor)
        logging.getLogger("tornado.general").setLevel(logging.ERROR)  # others' malformed requests
        asyncio.run(_serve(preview, listening, host, opened))
    inform(say("Preview ended"))
    return GOOD


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one.

    Raises:
        OSError: The address is taken, or not to be had.
        ValueError, TypeError: There is no such port, or no such name.
    """
    if port not in PORTS:
        raise ValueError(say("ports are numbers up to 65535"))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family)
    listening.settimeout(0)
    return listening


def _say_reason(error: Exception) -> Said:
    """What the system said, without the address that Python adds."""
    text = error.strerror if isinstance(error, OSError) else None
    return hear(text.partition(" (while")[0] if text else error)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _address(host: str, port: int) -> str:
    name = "localhost" if host in {"", "0.0.0.0", "::"} else host  # noqa: S104 - named, not bound
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


async def _serve(preview: Preview, listening: socket.socket, host: str, opened: Opened) -> None:
    """Serve until cancelled."""
    preview.tell_browsers = LiveConnection.tell_all
    server = make_server(preview, host)
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


def make_server(preview: Preview, host: str, patience: float = PATIENCE) -> HTTPServer:
    """What answers browsers, and lets none that is silent for `patience` seconds keep its connection."""
    return HTTPServer(
        make_application(preview, host),
        max_body_size=MOST_BYTES,
        idle_connection_timeout=patience,
        body_timeout=patience,
    )


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
