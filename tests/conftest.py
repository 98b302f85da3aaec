"""What tests share: the rules of property tests, and a real browser over the harbour and the real site."""

from __future__ import annotations

import functools
import gc
import http.server
import os
import shutil
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import hypothesis
import pytest
from built import RUN, Kept, build_harbour, build_real_site
from playwright.sync_api import Browser, sync_playwright
from visits import DESK, PHONE, Visit, visit_site

from sitegen.build import store
from sitegen.cli import GARBAGE
from sitegen.media.found import NAMES
from sitegen.preview import builder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


hypothesis.settings.register_profile("whole", deadline=None)
hypothesis.settings.load_profile("whole")
# Time tells of the machine and its load, never of a rule.


os.environ["LC_ALL"] = "C.UTF-8"
# Messages are English in tests, whatever their author reads at home.

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Programs that tests start keep what they compile: a copy of the package is compiled once, not at each start.


SHELL = "chromium-headless-shell"
"""Chromium without windows: the same engine, and a page opens in half the time."""


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: tests wait for browsers, disks and programs for a sixth of their time."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Look for objects that name each other as seldom as a command does, and never among the tests themselves."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder of the run, at the end of the process that made it."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(RUN, ignore_errors=True)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_arguments: object) -> None:
        """Keep the log of requests out of the output of the tests."""


class _Server(http.server.ThreadingHTTPServer):
    """A server that does not mind a browser that leaves before an answer is over."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say what went wrong, but for a connection that the browser closed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@pytest.fixture(scope="session", autouse=True)
def hurried() -> Iterator[None]:
    """What is drawn for one test is found by all, and nothing waits for the disk.

    Drawings are pure, and their keys have the code that draws; what tests write need not outlive the machine.
    """
    with pytest.MonkeyPatch.context() as patch:
        for module in (store, builder):
            patch.setattr(module, "Memo", Kept)
        patch.setattr(os, "fsync", lambda _file: None)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; a missing one is an error."""
    path = next((found for name in (SHELL, *NAMES) if (found := shutil.which(name))), None)
    if path is None:
        raise RuntimeError("the browser tests need Chromium: run .ci/system-packages")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
            ],
        )
        yield browser
        browser.close()


@contextmanager
def serve_tree(root: Path, path: str = "") -> Iterator[str]:
    """Address on this machine of a site at the root of a server, or at a path below it."""
    handler = functools.partial(_Quiet, directory=str(root))
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/{path}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def site() -> Path:
    """The harbour, a small site with all kinds of pages."""
    return build_harbour()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Address of the harbour, at the root of its server, as its own name would be."""
    with serve_tree(site) as address:
        yield address


@pytest.fixture(scope="session")
def real_site() -> Path:
    """The real site: what depends on its content or its size."""
    return build_real_site()


@pytest.fixture(scope="session")
def real_address(real_site: Path) -> Iterator[str]:
    """Address of the real site, below a folder, as a project site of GitHub Pages is."""
    with serve_tree(real_site.parent, f"{real_site.name}/") as address:
        yield address


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A reader on a phone, and one at a desk: for what depends on the width."""
    with visit_site(browser, address, *request.param) as visit:
        yield visit


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Visit]:
    """A reader at a desk: for what is the same on any width."""
    with visit_site(browser, address, *DESK) as visit:
        yield visit
