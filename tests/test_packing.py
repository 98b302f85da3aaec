"""What is released is the same for the same commit, whoever packs it."""

from __future__ import annotations

import base64
import csv
import email
import hashlib
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
        (folder / ".ci").mkdir(parents=True)
        for name in ("pyproject.toml", "LICENSE", "requirements.lock", ".ci/bundled.toml"):
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
    """Sdist, wheel and bill of materials of two checkouts."""
    made = tmp_path_factory.mktemp("packed")
    pack = runpy.run_path(str(ROOT / ".ci" / "pack.py"))["pack"]
    one = pack(_copy(made / "one", EPOCH - 5_000, 0o022), made / "out-one", EPOCH)
    other = pack(_copy(made / "other", EPOCH + 9_000_000, 0o077), made / "out-other", EPOCH)
    assert not [*made.glob("*/*.egg-info"), *made.glob("*/build")]
    return [one, other]


def test_two_checkouts_are_packed_alike(packed: list[list[Path]]) -> None:
    one, other = packed
    assert [path.name for path in one] == [path.name for path in other]
    assert [path.suffix for path in one] == [".gz", ".whl", ".json"]
    for ours, theirs in zip(one, other, strict=True):
        assert ours.read_bytes() == theirs.read_bytes(), ours.name


def test_what_is_packed_has_code_and_theme_and_names_nobody(packed: list[list[Path]]) -> None:
    sdist, wheel, _ = packed[0]
    with tarfile.open(sdist) as archive:
        members = archive.getmembers()
    assert {(one.uid, one.uname, one.mtime) for one in members} == {(0, "", EPOCH)}
    with zipfile.ZipFile(wheel) as package:
        names = {*package.namelist()}
    assert {"sitegen/cli.py", "sitegen/theme/base.html", "sitegen/py.typed"} <= names
    assert not [one for one in names if "Chengdu" in one or one.startswith(("content/", "data/"))]


def test_the_bill_of_materials_lies_in_the_wheel(packed: list[list[Path]]) -> None:
    _, wheel, bill = packed[0]
    with zipfile.ZipFile(wheel) as package:
        names = package.namelist()
        digests = {}
        for name in names:
            made = hashlib.sha256(package.read(name)).digest()
            digests[name] = base64.urlsafe_b64encode(made).decode().rstrip("=")
        [path] = [one for one in names if "/sboms/" in one]
        assert path == f"{bill.name.removesuffix('.cdx.json')}.dist-info/sboms/{bill.name}"
        assert package.read(path) == bill.read_bytes()
        record = [*csv.reader(package.read(names[-1]).decode().splitlines())]
    assert {name: said.removeprefix("sha256=") for name, said, _ in record} == digests | {
        names[-1]: ""
    }


def test_the_package_is_described_as_what_it_is(packed: list[list[Path]]) -> None:
    _, wheel, _ = packed[0]
    with zipfile.ZipFile(wheel) as package:
        [path] = [one for one in package.namelist() if one.endswith("/METADATA")]
        told = email.message_from_bytes(package.read(path))
        licences = {one.partition("/licenses/")[2] for one in package.namelist()} - {""}
    payload = told.get_payload(decode=True)
    assert isinstance(payload, bytes)
    text = payload.decode()
    assert text.strip() == (ROOT / "sitegen" / "README.md").read_text("utf-8").strip()
    for word in (
        "Chengdu",
        "成都",
        "](",
    ):  # nor a link, which would lead to nowhere from a registry
        assert word not in text
    assert "License" not in told  # but its expression, and the files
    assert {*told.get_all("License-File", [])} == licences
    assert len(licences) == 3
    assert "Typing :: Typed" in told.get_all("Classifier", [])
