"""A contribution of strangers, held to a base that is trusted.

Templates are code, and settings say which code and paths are used. So a contribution gives its texts and tables
alone; settings, templates, assets and catalogues come from the base, and from the installed theme.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.desk.commits import find_commit, write_commit
from sitegen.messages.said import say
from sitegen.naming import LOCK, SITE_TOML
from sitegen.problems import RefusedError
from sitegen.project.config import load_config

if TYPE_CHECKING:
    from collections.abc import Iterator

_GIVEN = ("content", "data")
"""Names of the paths whose files a contribution gives."""


@dataclass(frozen=True)
class HeldProject:
    """A project of two: the base's settings and looks, the contribution's texts and tables."""

    output: Path
    """The folder of the contribution that its site is built into, as the base has it."""
    untried: tuple[str, ...]
    """Files of the contribution that differ from the base's and are not used."""


def hold_to_base(project: Path, base: str, folder: Path) -> HeldProject:
    """Put a project together in an empty folder; `base` is a folder, or a commit of the project's repository.

    Raises:
        RefusedError: There is no such base.
        InvalidProjectError: Its settings cannot be read.
    """
    if Path(base).is_dir():
        _copy_base(Path(base), folder)
    else:
        write_commit(find_commit(project, base), folder)
    config = load_config(folder)
    untried = sorted(_find_untried(project, folder, config.path("templates")))
    for name in _GIVEN:
        given = config.path(name)
        shutil.rmtree(folder / given, ignore_errors=True)
        _copy_folder(project / given, folder / given)
    if (project / LOCK).is_file() and not (project / LOCK).is_symlink():
        shutil.copyfile(project / LOCK, folder / LOCK)
    return HeldProject(project / config.path("output"), tuple(untried))


def _copy_base(base: Path, folder: Path) -> None:
    """The settings and the looks of a base that lies in a folder.

    Raises:
        RefusedError: It has no settings.
    """
    if not (base / SITE_TOML).is_file():
        raise RefusedError(
            say("`{base}` has no `{file}`", base=base, file=SITE_TOML),
            say("Name the folder of a project, or a commit"),
        )
    shutil.copyfile(base / SITE_TOML, folder / SITE_TOML)
    templates = load_config(folder).path("templates")
    _copy_folder(base / templates, folder / templates)


def _copy_folder(source: Path, target: Path) -> None:
    """Copy files and folders; links stay links, as checks judge them; what is neither is left."""
    if source.is_symlink() or not source.is_dir():
        return
    shutil.copytree(source, target, symlinks=True, ignore=_list_odd, dirs_exist_ok=True)


def _list_odd(folder: str, names: list[str]) -> list[str]:
    paths = {name: Path(folder) / name for name in names}
    return [
        name
        for name, path in paths.items()
        if not (path.is_symlink() or path.is_file() or path.is_dir())
    ]


def _find_untried(project: Path, folder: Path, templates: str) -> Iterator[str]:
    """The settings and looks that a contribution has otherwise."""
    names = {SITE_TOML}
    for root in (project, folder):
        names |= {
            path.relative_to(root).as_posix()
            for path in (root / templates).rglob("*")
            if path.is_file()
        }
    for name in names:
        ours, theirs = folder / name, project / name
        if not theirs.is_file() or not ours.is_file() or ours.read_bytes() != theirs.read_bytes():
            yield name
