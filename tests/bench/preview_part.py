"""The preview: from saving a file to the page that shows it, polled over one kept connection; its memory."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING

from corpus import make_slug, write_text_corpus
from edits import add_comment, add_rule, add_sentence, append_sentence, bump_fact
from measure import MEGABYTE, BenchError, read_memory
from project_parts import CHARTED_FACT, PLAIN_FACT, copy_real_site
from records import Record
from tools import SITEGEN, VARIABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from records import Plan

SAVES = 20
POLL = 0.001
"""Seconds between two requests."""
REST, LONG_REST = 0.3, 4.0
"""Seconds between what one save made and the next: of pages of text; and of the real site, where much follows from a
save that is made after the page one looks at."""
PROBLEM = re.compile(r"<p>(.*?)</p>")
SHEET = re.compile(rb'<link rel="stylesheet" href="([^"]*style[^"]*)"')


@dataclass(frozen=True)
class Save:
    """An edit, and where a reader sees it."""

    kind: str
    save: Callable[[Path, int], str]
    """Saves a file; gets the project and the number of the save; what is to be seen."""
    page: str
    """Address of the page that shows it."""
    in_sheet: bool = False
    """Whether it is to be seen in the page's style sheet."""
    rest: float = LONG_REST
    """Seconds from what it made to the next save."""


class Reader:
    """A browser's part: one connection to the preview."""

    def __init__(self, port: int, limit: float) -> None:
        """Connect to a port of this machine; wait so many seconds for an answer at most."""
        self.connection = HTTPConnection("127.0.0.1", port, timeout=limit)
        self.limit = limit

    def get(self, address: str) -> bytes:
        """What stands at an address; nothing where there is no answer yet.

        Raises:
            BenchError: The preview has no page, since the project has problems.
        """
        try:
            self.connection.request("GET", address)
            answer = self.connection.getresponse()
            body = answer.read()
        except (OSError, HTTPException):
            self.connection.close()
            return b""
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR and b" error" in body:
            found = PROBLEM.search(body.decode())
            raise BenchError(found[1] if found else "the preview has no page")
        return body if answer.status == HTTPStatus.OK else b""

    def see(self, one: Save) -> bytes:
        """What an edit is to be seen in."""
        page = self.get(one.page)
        if not one.in_sheet:
            return page
        sheet = SHEET.search(page)
        return self.get(resolve(one.page, sheet[1].decode())) if sheet else b""

    def wait(self, one: Save, text: str) -> float:
        """Seconds until a text is to be seen.

        Raises:
            BenchError: It is not to be seen in time.
        """
        started, wanted = time.perf_counter(), text.encode()
        while wanted not in self.see(one):
            if time.perf_counter() - started > self.limit:
                raise BenchError(f"over {self.limit:.0f} s")
            time.sleep(POLL)
        return time.perf_counter() - started


def resolve(page: str, href: str) -> str:
    """The address that a link of a page leads to."""
    if href.startswith("/"):
        return href
    parts = page.strip("/").split("/") if page.strip("/") else []
    while href.startswith("../"):
        href, parts = href[3:], parts[:-1]
    return "/" + "/".join([*parts, href])


@contextmanager
def serve(project: Path, page: str, limit: float) -> Iterator[tuple[Reader, int, float]]:
    """A preview that runs: its reader, the number of its process, seconds from its start to the first page.

    Raises:
        BenchError: It shows no page in time.
    """
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "sitegen",
                "--project",
                ".",
                "serve",
                "--port",
                "0",
                "--no-open",
            ],
            cwd=project,
            env={**os.environ, **VARIABLES},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            port = _find_port(said.fileno(), started + limit)
            reader = Reader(port, limit)
            reader.wait(Save("start", lambda _, __: "", page), "</html>")
            yield reader, process.pid, time.perf_counter() - started
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _find_port(said: int, end: float) -> int:
    """The port that the preview says it listens at."""
    while time.perf_counter() < end:
        if found := re.search(rb"Preview: http://[^:]+:(\d+)", os.pread(said, 1 << 16, 0)):
            return int(found[1])
        time.sleep(POLL)
    raise BenchError("the preview does not say where it is")


def measure_preview(plan: Plan, pages: int) -> list[Record]:
    """Saves of a paragraph in a corpus of so many pages."""
    project = plan.work / f"preview-{pages}"
    write_text_corpus(project, pages)
    slug = make_slug(pages // 4)

    def save(folder: Path, turn: int) -> str:
        return add_sentence(folder / "content" / f"{slug}.en.md", f"save/{turn}", "en")

    return _measure(plan, project, [Save("a paragraph", save, f"/en/{slug}/", rest=REST)])


def measure_real_preview(plan: Plan) -> list[Record]:
    """Saves of each kind in the real site."""
    project = copy_real_site(plan.work / "real-preview")

    def paragraph(folder: Path, turn: int) -> str:
        return append_sentence(folder / "content" / "innovation.en.md", f"save/{turn}", "en")

    def cell(folder: Path, _turn: int) -> str:
        return bump_fact(folder, PLAIN_FACT)

    def charted(folder: Path, _turn: int) -> str:
        return bump_fact(folder, CHARTED_FACT)

    saves = [
        Save("a paragraph", paragraph, "/en/innovation/"),
        Save("a cell without a chart", cell, "/en/finance/"),
        Save("a cell that a chart shows", charted, "/en/green/"),
        Save("the template of all pages", add_comment, "/en/innovation/"),
        Save("the style sheet", add_rule, "/en/innovation/", in_sheet=True),
    ]
    return _measure(plan, project, saves)


def _measure(plan: Plan, project: Path, saves: Sequence[Save]) -> list[Record]:
    """The start without and with a store, and each kind of save; memory as it is after them."""
    starts = [Record(SITEGEN, "start to first page, cold"), Record(SITEGEN, "start to first page")]
    records = [Record(SITEGEN, save.kind) for save in saves]
    first = saves[0].page
    try:
        with serve(project, first, plan.limit) as (_, _, seconds):
            starts[0].wall.append(seconds)
        with serve(project, first, plan.limit) as (reader, process, seconds):
            starts[1].wall.append(seconds)
            for one, record in zip(saves, records, strict=True):
                _save_all(plan, project, reader, one, record)
                record.peak = read_memory(process) / MEGABYTE
    except BenchError as error:
        next(one for one in starts[::-1] if one is starts[0] or starts[0].wall).failure = str(error)
    shutil.rmtree(project)
    return [*starts, *records]


def _save_all(plan: Plan, project: Path, reader: Reader, one: Save, record: Record) -> None:
    """Save again and again; a quick bench saves less often."""
    try:
        for turn in range(min(SAVES, plan.runs * 4)):
            record.wall.append(reader.wait(one, one.save(project, turn)))
            time.sleep(one.rest)
    except (BenchError, LookupError) as error:
        record.failure = str(error)
