"""What is built once for all tests of a run, in whichever of its processes needs it first."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from harbours import copy_long_harbour
from projects import ROOT, copy_project, read_tree

from sitegen.build.order import build_site, check_site
from sitegen.build.store import Store
from sitegen.cli import main
from sitegen.memo import Memo
from sitegen.project.config import load_config
from sitegen.publishing.publish import MARKER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

RUN = Path(os.environ.setdefault("SITEGEN_TEST_RUN", "") or tempfile.mkdtemp(prefix="sitegen-run-"))
"""A folder of this run; the processes that the first one starts have it from their environment."""
os.environ["SITEGEN_TEST_RUN"] = str(RUN)

COSTLY = frozenset({"chart", "bundle", "png"})
"""Kinds of results that take long, and are the same whoever asks for them."""


class Kept(Memo):
    """A store that starts empty and is told of everything, but finds what is costly where others made it."""

    def __init__(self, folder: Path | None = None, costly: Memo | None = None) -> None:
        """Open a store; what is costly comes from another, that of the run if none is named."""
        super().__init__(folder)
        self.costly = costly

    def recall(self, kind: str, label: str, inputs: object, compute: Callable[[], str]) -> str:
        """The result for these inputs: found, computed, or taken from the other store."""

        def take() -> str:
            return (self.costly or _store()).recall(kind, label, inputs, compute)

        return super().recall(kind, label, inputs, take if kind in COSTLY else compute)


def keep_store(folder: Path | None = None, costly: Memo | None = None) -> Store:
    """A store that starts empty, but finds what is costly where others made it."""
    return Store.keep(Kept(folder, costly))


@cache
def _store() -> Memo:
    return Memo(RUN / "store")


@contextmanager
def _first(name: str) -> Iterator[Path | None]:
    """A folder to make, for the first that asks; the others wait until it is there, and get nothing."""
    with (RUN / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = RUN / name
        yield None if folder.exists() else folder


def open_real_store() -> Memo:
    """The store of the checkout, where the real site and what was drawn for it is found."""
    return Memo(ROOT / load_config(ROOT).path("cache"))


def build_real_site() -> Path:
    """The folder of the real site, without PDFs, named as its address ends. What was drawn before is found."""
    with _first("site") as folder:
        if folder:
            assert build_site(ROOT, folder).problems == ()
    return RUN / "site"


def build_harbour() -> Path:
    """The folder of the harbour with long tables, without PDFs."""
    with _first("harbour") as folder:
        if folder:
            project = copy_long_harbour(RUN / "harbour-in")
            assert build_site(project, folder, Store.keep(_store())).problems == ()
    return RUN / "harbour"


@cache
def read_real_site() -> Mapping[str, bytes]:
    """The files of the real site by address."""
    tree = read_tree(build_real_site())
    del tree[MARKER]
    return tree


def copy_warm_project(folder: Path) -> Path:
    """Copy the small project into a folder, with the store of a build: the next one makes nothing anew."""
    with _first("warm") as warm:
        if warm:
            made = copy_project(RUN / "cold")
            assert check_site(made).problems == ()
            made.rename(warm)
    shutil.copytree(RUN / "warm", folder, dirs_exist_ok=True)
    return folder


def copy_agreed_project(folder: Path) -> Path:
    """Copy the small project into a folder, with a lock that says that its languages agree, and the store of a build."""
    with _first("agreed") as agreed:
        if agreed:
            made = copy_warm_project(RUN / "not-agreed")
            assert main(["--project", str(made), "agree", "--all"]) == 0
            made.rename(agreed)
    shutil.copytree(RUN / "agreed", folder, dirs_exist_ok=True)
    return folder
