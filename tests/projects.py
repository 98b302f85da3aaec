"""Small projects to build in tests, and what came of them."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.filenames.pages import divide_name
from sitegen.naming import BUILD_JSON
from sitegen.pages.kinds import TRAITS
from sitegen.project.pages import parse_page

if TYPE_CHECKING:
    from sitegen.project.config import Config
    from sitegen.project.pages import ContentPage

ROOT = Path(__file__).parent.parent
SITES = Path(__file__).parent / "sites"
SHIPPED = SITES / "islands" / "in"
"""A complete small project in English and German."""


def copy_project(folder: Path) -> Path:
    """Copy the small project into a folder."""
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".sitegen"))
    return folder


def copy_case(folder: Path, case: str) -> Path:
    """Copy the project of a golden case into a folder: the small one, with the case's files and edits.

    Files below `in/` are added to the small project or stand for its own; an empty one removes the one it
    stands for. Edits of `edits.toml` come after them, each replacing a text that stands in a file once.
    """
    copy_project(folder)
    overlay, edits = SITES / case / "in", SITES / case / "edits.toml"
    for path in sorted(overlay.rglob("*")) if overlay != SHIPPED else ():
        target = folder / path.relative_to(overlay)
        if path.is_dir():
            target.mkdir(exist_ok=True)
        elif path.stat().st_size == 0:
            target.unlink()
        else:
            shutil.copyfile(path, target)
    if edits.exists():
        for edit in tomllib.loads(edits.read_text("utf-8"))["edit"]:
            replace(folder / edit["path"], edit["old"], edit["new"])
    return folder


def replace(path: Path, old: str, new: str) -> None:
    """Replace a text of a file.

    Raises:
        AssertionError: The text is not in the file, or is there more than once.
    """
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"`{old}` is {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), "utf-8")


def read_pages(project: Path, config: Config) -> list[ContentPage]:
    """The pages of a project that can be read, as they are written."""
    folder = config.path("content")
    pages = []
    for path in sorted((project / folder).glob("*.md")):
        divided = divide_name(path.name, folder, config.codes)
        assert isinstance(divided, tuple)
        page, _ = parse_page(f"{folder}/{path.name}", path.read_text("utf-8"), *divided, TRAITS)
        if page is not None:
            pages.append(page)
    return pages


def read_tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder by address, without the account of a build, which has tests of its own."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / BUILD_JSON
    }
