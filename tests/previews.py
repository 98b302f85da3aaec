"""The preview as an author runs it: a process of its own, warnings made errors."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from projects import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message
    from pathlib import Path

PATIENCE = 20.0
"""Seconds to wait for what takes a fraction of one on an idle machine."""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Message[str, str]
    text: str


@dataclass(frozen=True)
class Running:
    """A preview that serves."""

    address: str
    process: subprocess.Popen[bytes]
    said: Path
    warned: Path

    def get(self, path: str) -> Reply:
        opener = urllib.request.build_opener(_Stay)
        try:
            with opener.open(self.address + path, timeout=PATIENCE) as reply:
                return Reply(reply.status, reply.headers, reply.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers, error.read().decode())

    def end(self) -> int:
        """Press the interrupt key; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


def wait_for(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.02)


def want_more_boats(project: Path) -> None:
    """Correct a fact that the pages of the sea show: a target, 601 in place of 600."""
    path = project / "data/facts.csv"
    text = path.read_text("utf-8")
    assert text.count("600") == 2, "the number and its phrase"
    path.write_text(text.replace("600", "601"), "utf-8")


def heed_interrupts() -> None:
    """Let processes that are started from here end at the interrupt key: a background job of a shell ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def add_script(project: Path) -> Path:
    """Give the small project a script, which all its pages load."""
    script = project / "templates" / "assets" / "sea.js"
    script.write_text("self.sea = 1;\n", "utf-8")
    loads = '<script src="{{ frame.assets["sea.js"] }}" defer></script></head>'
    replace(project / "templates" / "base.html", "</head>", loads)
    return script


@contextmanager
def run_preview(project: Path, *options: str) -> Iterator[Running]:
    """Serve a project on a free port; it must end well and without a word of its own."""
    heed_interrupts()
    said, warned = project.parent / "said.txt", project.parent / "warned.txt"
    command = [sys.executable, "-W", "error", "-m", "sitegen", "--project", str(project), "serve"]
    with (
        said.open("wb") as out,
        warned.open("wb") as err,
        subprocess.Popen(
            [*command, "--port", "0", "--no-open", *options], stdout=out, stderr=err
        ) as process,
    ):
        try:
            wait_for(lambda: "Preview: http" in said.read_text("utf-8"), "the address")
            line = next(line for line in said.read_text("utf-8").splitlines() if "http" in line)
            yield Running(line.split()[1], process, said, warned)
            assert process.poll() is not None or Running(line, process, said, warned).end() == 0
        finally:
            process.kill()
    text = warned.read_text("utf-8")
    assert "Traceback" not in text, text
    assert "Warning" not in text, text
