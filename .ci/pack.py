"""Packs the package for a release: the same bytes for the same commit, wherever and whenever it is packed.

    python .ci/pack.py DIR

writes the sdist, the wheel that is built from it and the bill of materials (`bill.py`) into DIR, and a line `sha256  name`
of each. The bill lies in the wheel too, where PEP 770 has it. The moment in them is that of the commit
(`SOURCE_DATE_EPOCH`, if it is set).
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from bill import write_bill

ROOT = Path(__file__).parent.parent
FILE, FOLDER, PROGRAM = 0o644, 0o755, 0o111
BUILD = "import sys, setuptools.build_meta as b; print(getattr(b, sys.argv[1])(sys.argv[2]))"


def pack(root: Path, out: Path, epoch: int) -> list[Path]:
    """Write the sdist of a checkout, the wheel of that, and the bill of both."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        raw = build("build_sdist", root, Path(made), epoch)
        shutil.rmtree(root / "sitegen.egg-info")  # which pip takes for an installed package
        sdist = out / raw.name
        sdist.write_bytes(normalise(raw.read_bytes(), epoch))
        with tarfile.open(sdist) as archive:
            archive.extractall(made, filter="data")
        folder = Path(made) / sdist.name.removesuffix(".tar.gz")
        for path in folder.rglob("*"):
            path.chmod(FOLDER if path.is_dir() else FILE)
        wheel = build("build_wheel", folder, Path(made), epoch)
        text = write_bill(root).encode()
        bill = out / f"{sdist.name.removesuffix('.tar.gz')}.cdx.json"
        bill.write_bytes(text)
        (out / wheel.name).write_bytes(add_bill(wheel.read_bytes(), bill.name, text))
    return [sdist, out / wheel.name, bill]


def add_bill(wheel: bytes, name: str, bill: bytes) -> bytes:
    """A wheel with a bill of materials in `.dist-info/sboms/`, and in the record of its files."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(wheel)) as given,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as taken,
    ):
        record = next(one for one in given.infolist() if one.filename.endswith(".dist-info/RECORD"))
        path = f"{record.filename.removesuffix('RECORD')}sboms/{name}"
        digest = base64.urlsafe_b64encode(hashlib.sha256(bill).digest()).rstrip(b"=").decode()
        for one in given.infolist():
            if one is not record:
                taken.writestr(one, given.read(one))
        for inner, content in (
            (path, bill),
            (
                record.filename,
                given.read(record) + f"{path},sha256={digest},{len(bill)}\n".encode(),
            ),
        ):
            info = zipfile.ZipInfo(inner, record.date_time)
            info.external_attr, info.compress_type = record.external_attr, zipfile.ZIP_DEFLATED
            taken.writestr(info, content)
    return made.getvalue()


def build(hook: str, folder: Path, out: Path, epoch: int) -> Path:
    """Run a hook of the build backend, which is installed, in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD, hook, str(out.resolve())],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
        check=True,
        capture_output=True,
        text=True,
        umask=0o022,  # that of whoever packs leaves no trace
    )
    return out / done.stdout.strip().splitlines()[-1]


def normalise(packed: bytes, epoch: int) -> bytes:
    """A packed tar with its members in order, of one moment and of nobody."""
    plain = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(packed)) as given,
        tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as taken,
    ):
        for member in sorted(given.getmembers(), key=lambda one: one.name):
            member.mtime, member.uid, member.gid, member.uname, member.gname = epoch, 0, 0, "", ""
            member.mode = FOLDER if member.isdir() else FILE | (member.mode & PROGRAM and PROGRAM)
            member.pax_headers = {}
            taken.addfile(member, given.extractfile(member) if member.isfile() else None)
    return gzip.compress(plain.getvalue(), mtime=0)


def find_moment(root: Path) -> int:
    """Seconds since 1970 of the commit, or of what the environment says."""
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if said:
        return int(said)
    asked = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    return int(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Pack, and say what came of it."""
    for path in pack(ROOT, Path(sys.argv[1]), find_moment(ROOT)):
        print(hashlib.sha256(path.read_bytes()).hexdigest(), path.name, sep="  ")


if __name__ == "__main__":
    main()
