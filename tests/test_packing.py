"""What is released is the same for the same commit, whoever packs it."""

from __future__ import annotations

import os
import runpy
import shutil
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest
from projects import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = 1_700_000_000


def _copy(folder: Path, moment: int, mask: int) -> Path:
    """The package as another checkout has it."""
    before = os.umask(mask)
    try:
        folder.mkdir()
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            (folder / name).write_bytes((ROOT / name).read_bytes())
        ours = shutil.ignore_patterns("__pycache__")
        for name in ("sitegen", "templates"):
            shutil.copytree(ROOT / name, folder / name, ignore=ours, copy_function=shutil.copyfile)
    finally:
        os.umask(before)
    for path in folder.rglob("*"):
        os.utime(path, (moment, moment))
    return folder


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> list[list[Path]]:
    """Sdist and wheel of two checkouts."""
    made = tmp_path_factory.mktemp("packed")
    pack = runpy.run_path(str(ROOT / ".ci" / "pack.py"))["pack"]
    one = pack(_copy(made / "one", EPOCH - 5_000, 0o022), made / "out-one", EPOCH)
    other = pack(_copy(made / "other", EPOCH + 9_000_000, 0o077), made / "out-other", EPOCH)
    return [one, other]


def test_two_checkouts_are_packed_alike(packed: list[list[Path]]) -> None:
    one, other = packed
    assert [path.name for path in one] == [path.name for path in other]
    assert [path.suffix for path in one] == [".gz", ".whl"]
    for ours, theirs in zip(one, other, strict=True):
        assert ours.read_bytes() == theirs.read_bytes(), ours.name


def test_what_is_packed_has_code_and_theme_and_names_nobody(packed: list[list[Path]]) -> None:
    sdist, wheel = packed[0]
    with tarfile.open(sdist) as archive:
        members = archive.getmembers()
    assert {(one.uid, one.uname, one.mtime) for one in members} == {(0, "", EPOCH)}
    with zipfile.ZipFile(wheel) as package:
        names = {*package.namelist()}
    assert {"sitegen/cli.py", "sitegen/theme/base.html", "sitegen/py.typed"} <= names
    assert not [one for one in names if "Chengdu" in one or one.startswith(("content/", "data/"))]
