"""Small projects to build in tests, and what came of them."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
SITES = Path(__file__).parent / "sites"
SHIPPED = SITES / "islands" / "in"
"""A complete small project in English and German."""


def copy_project(folder: Path, overlay: Path | None = None) -> Path:
    """Copy the small project into a folder; files of an overlay replace its own.

    An overlaid file that is empty removes the one it stands for.
    """
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".sitegen"))
    for path in sorted(overlay.rglob("*")) if overlay else ():
        target = folder / path.relative_to(overlay or path)
        if path.is_dir():
            target.mkdir(exist_ok=True)
        elif path.stat().st_size == 0:
            target.unlink()
        else:
            shutil.copyfile(path, target)
    return folder


def replace(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"`{old}` stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), "utf-8")


def read_tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder by address."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
