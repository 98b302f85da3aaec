"""What an author wrote is never lost: a file is the old one or the new one, whole."""

from __future__ import annotations

import errno
import os
import resource
import signal
import stat
from typing import TYPE_CHECKING

import pytest
from projects import copy_project

from sitegen import cli, writing
from sitegen.writing import replace_file, replace_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def full_disk() -> Iterator[None]:
    """A system that lets files have four kilobytes, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    told = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, told)


def test_a_file_keeps_its_rights_and_links_to_it(tmp_path: Path) -> None:
    file, link = tmp_path / "a.txt", tmp_path / "link.txt"
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to("a.txt")
    replace_file(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "link.txt"]


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_all_files_as_they_were(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_bytes(b"old")
    with pytest.raises(OSError, match="File too large") as error:
        replace_files({first: b"new", second: b"x" * 5000})
    assert error.value.filename == str(second)
    assert first.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.usefixtures("full_disk")
def test_what_cannot_be_removed_any_more_hides_no_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, *, missing_ok: bool) -> None:
        raise PermissionError(missing_ok)

    monkeypatch.setattr(type(tmp_path), "unlink", refuse)
    with pytest.raises(OSError, match="File too large"):
        replace_file(tmp_path / "a.txt", b"x" * 5000)


def test_a_file_is_on_the_disk_before_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[bytes] = []
    file, fsync = tmp_path / "new" / "a.txt", os.fsync

    def note(number: int) -> None:
        fsync(number)
        assert not file.exists()
        done.extend(path.read_bytes() for path in file.parent.iterdir())

    monkeypatch.setattr(os, "fsync", note)
    replace_file(file, b"new")
    assert done == [b"new"]
    assert file.read_bytes() == b"new"


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(IsADirectoryError):
        replace_files({tmp_path / "b.txt": b"new", tmp_path / "a.txt": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("command", ["agree --all", "release 2026-11"])
def test_a_command_on_a_full_disk_says_so_and_loses_nothing(
    command: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_given: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    project = copy_project(tmp_path / "in")
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    monkeypatch.setattr(writing, "_write_beside", refuse)
    assert cli.main(["--project", str(project), *command.split()]) == 1
    said = capsys.readouterr().err
    assert "error[system]: the system refuses it: No space left on device. Make room" in said
    assert not said.startswith("site.toml")
    for path, content in before.items():
        assert path.read_bytes() == content
