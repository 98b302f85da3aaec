"""Folders for a while: each is empty, one's own, and gone in the end, whoever was killed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from projects import ROOT

from sitegen.temporary import lend_folder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_what_is_lent_is_empty_and_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with lend_folder() as one, lend_folder() as other:
        assert one != other
        assert [*one.iterdir()] == []
        (one / "a").write_text("x")
        assert one.parent.stat().st_mode & 0o77 == 0
    assert [*tmp_path.iterdir()] == []


def test_what_killed_processes_left_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left, young, others = (tmp_path / f"sitegen-while-{name}" for name in ("a", "b", "c"))
    for folder in (left, young, others):
        folder.mkdir()
    for folder in (left, young):
        (folder / "lock").touch()
        (folder / "files").mkdir()
    os.utime(left / "lock", (0, 0))
    link = tmp_path / "sitegen-while-d"
    link.symlink_to(tmp_path / "e")
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / "lock").touch()
    os.utime(tmp_path / "e" / "lock", (0, 0))
    with lend_folder() as held:
        os.utime(held.parent / "lock", (0, 0))
        with lend_folder():
            assert held.exists()
    assert [one.exists() for one in (left, young, others, held)] == [False, True, True, False]
    assert (tmp_path / "e" / "lock").exists()


def test_no_other_folders_are_made_for_a_while() -> None:
    """Each would stay where its process is killed."""
    makes = re.compile(r"tempfile\.\w+")
    found = {
        (path.name, name)
        for path in (ROOT / "sitegen").rglob("*.py")
        for name in makes.findall(path.read_text("utf-8"))
    }
    assert {path for path, _ in found} == {"temporary.py"}


def test_a_process_that_is_killed_leaves_what_the_next_one_removes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    code = (
        "import os, signal; from sitegen.temporary import lend_folder\n"
        "with lend_folder() as made: os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        check=False,
    )
    assert done.returncode < 0
    [left] = tmp_path.iterdir()
    os.utime(left / "lock", (0, 0))
    with lend_folder():
        assert not left.exists()
