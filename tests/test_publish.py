from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.build import publish
from sitegen.build.publish import MARKER, publish_tree
from sitegen.problems import InvalidProjectError

OLD = {"index.html": b"old", "zh/index.html": b"old zh"}
NEW = {"index.html": b"new", "data/facts.csv": b"fact\n"}


def read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


@pytest.fixture(params=["exchange", "rename"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of swapping: in one step, and where the system has none."""
    if request.param == "rename":
        monkeypatch.setattr(publish, "_exchange", lambda _one, _two: False)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_a_tree_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    publish_tree(OLD, tmp_path / "site")
    publish_tree(NEW, tmp_path / "site")
    assert read(tmp_path / "site") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failing_write_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_tree(OLD, tmp_path / "site")

    def fail(_self: Path, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(
        InvalidProjectError, match=r"error\[output\]: the site cannot be written: No space left"
    ):
        publish_tree(NEW, tmp_path / "site")
    assert read(tmp_path / "site") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: (path.mkdir(), (path / "thesis.doc").write_text("mine")), "did not make"),
        (lambda path: path.write_text("mine"), "is a file"),
        (lambda path: path.symlink_to(path.parent / "elsewhere"), "symbolic link"),
    ],
)
def test_what_is_not_ours_is_never_replaced(tmp_path: Path, make: object, reason: str) -> None:
    make(tmp_path / "site")  # type: ignore[operator]
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises(InvalidProjectError, match=rf"error\[output\]: .*{reason}"):
        publish_tree(NEW, tmp_path / "site")
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish_tree(NEW, tmp_path / "site")
    assert read(tmp_path / "site") == NEW


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    publish_tree(OLD, tmp_path / "site")
    aside = tmp_path / ".sitegen-staged-site-old-x"
    aside.mkdir()
    (tmp_path / "site").rename(aside / "site")
    (tmp_path / ".sitegen-staged-site-y").mkdir()
    publish_tree(NEW, tmp_path / "site")
    assert read(tmp_path / "site") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


KILLED = """
import os, signal, sys
from pathlib import Path
from sitegen.build import publish

written = 0
write = Path.write_bytes

def dying(self, data):
    global written
    written += 1
    if written > 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return write(self, data)

Path.write_bytes = dying
publish.publish_tree({"index.html": b"new", "b.html": b"new"}, Path(sys.argv[1]))
"""


def test_a_killed_build_leaves_the_old_site_whole(tmp_path: Path) -> None:
    publish_tree(OLD, tmp_path / "site")
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "site")],
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert killed.returncode == -signal.SIGKILL
    assert read(tmp_path / "site") == OLD
    publish_tree(NEW, tmp_path / "site")
    assert read(tmp_path / "site") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
