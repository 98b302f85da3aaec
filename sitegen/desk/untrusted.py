"""A contribution of strangers, held to a base that is trusted.

Templates are code, and settings say which code and paths are used. So a contribution gives its texts and tables
alone; settings, templates, assets and catalogues come from the base, and from the installed theme. Nothing that
lies in the contribution is a base, whatever it is called, and no link in it is followed.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sitegen.desk.commits import CommitError, find_commit, write_commit
from sitegen.limits import find_largest
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import say
from sitegen.naming import LOCK, SITE_TOML
from sitegen.problems import RefusedError
from sitegen.project.config import load_config
from sitegen.publishing.publish import forget_published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.project.config import Config

_GIVEN = ("content", "data")
"""Names of the paths whose files a contribution gives."""
_KEPT = ("templates", "output", "cache")
"""Names of the paths that it gives nothing of."""


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
        RefusedError: There is no such base, it cannot be told apart from what is contributed, or a file
            cannot be copied.
        InvalidProjectError: Its settings cannot be read.
    """
    _write_base(project, base, folder)
    config = load_config(folder)
    _check_apart(config)
    untried = sorted(_find_untried(project, folder, config.path("templates")))
    try:
        for name in _GIVEN:
            given = config.path(name)
            shutil.rmtree(folder / given, ignore_errors=True)
            _copy_given(project, given, folder)
        if _is_file(project / LOCK):
            _copy_file(project / LOCK, folder / LOCK)
    except OSError as error:  # as `shutil.Error` is, which has a text for each file
        raise RefusedError(
            say("what is contributed cannot be copied: {error}", error=hear(error)),
            say("Fetch it again, as who may read all of it"),
        ) from None
    return HeldProject(project / config.path("output"), tuple(untried))


def forget_site(project: Path, output: Path) -> None:
    """Forget what lies where a site is built to, which a contribution may have brought with it.

    Raises:
        RefusedError: The folder lies in the project and behind a link of it.
        InvalidProjectError: Another process publishes there.
    """
    place = Path(os.path.abspath(output))  # noqa: PTH100 # a link stands where it stands
    roots = [Path(os.path.realpath(project)), Path(os.path.abspath(project))]  # noqa: PTH100
    inner = [place.relative_to(root).as_posix() for root in roots if place.is_relative_to(root)]
    if any(_has_link(project, path) for path in inner):
        raise RefusedError(
            say("the folder `{output}` lies behind a link of the contribution", output=output),
            say("Name another folder with `--out`"),
        )
    forget_published(place)


def _write_base(project: Path, base: str, folder: Path) -> None:
    """Write a base: a folder that lies outside of what is contributed, else a commit.

    Raises:
        RefusedError: There is none.
        InvalidProjectError: Its settings cannot be read.
    """
    if not Path(base).is_dir():
        write_commit(find_commit(project, base), folder)
    elif not _is_contributed(project, Path(base)):
        _copy_base(Path(base), folder)
    else:
        try:
            commit = find_commit(project, base)
        except CommitError:
            raise RefusedError(
                say("the folder `{base}` may come from the contribution itself", base=base),
                say("Name a folder beside it, or a commit"),
            ) from None
        write_commit(commit, folder)


def _is_contributed(project: Path, folder: Path) -> bool:
    """Whether a folder, or a link to it, lies in the repository of a project; in the project where it lies in none."""
    own = Path(os.path.realpath(project))
    root = next((one for one in (own, *own.parents) if (one / ".git").exists()), own)
    ways = (Path(os.path.abspath(folder)), Path(os.path.realpath(folder)))  # noqa: PTH100 # a link stands where it stands
    return any(way.is_relative_to(root) for way in ways)


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
    if (base / templates).is_dir():
        _copy_folder(base / templates, folder / templates)


def _check_apart(config: Config) -> None:
    """Hold the paths of a base to folders of which the contribution can give one and not the other.

    Raises:
        RefusedError: One lies in another.
    """
    for given in _GIVEN:
        for kept in _KEPT:
            one, other = PurePosixPath(config.path(given)), PurePosixPath(config.path(kept))
            if one.is_relative_to(other) or other.is_relative_to(one):
                raise RefusedError(
                    say(
                        "the paths `{given}` and `{kept}` of the base lie in each other, so nothing can be taken of one alone",
                        given=given,
                        kept=kept,
                    ),
                    say("Move one of them in `site.toml` of the base"),
                )


def _copy_given(project: Path, given: str, folder: Path) -> None:
    """Copy a folder of the contribution; nothing where it, or one that it lies in, is a link.

    Raises:
        OSError: Something in it cannot be read.
    """
    if not _has_link(project, given) and (project / given).is_dir():
        _copy_folder(project / given, folder / given)


def _has_link(project: Path, path: str) -> bool:
    """Whether a path of a project, or a folder on the way to it, is a link."""
    parts = PurePosixPath(path).parts
    return any(project.joinpath(*parts[: count + 1]).is_symlink() for count in range(len(parts)))


def _copy_folder(source: Path, target: Path) -> None:
    """Copy files and folders; links stay links, as checks judge them; what is neither is left."""
    shutil.copytree(
        source,
        target,
        symlinks=True,
        ignore=_list_odd,
        copy_function=_copy_file,
        dirs_exist_ok=True,
    )


def _copy_file(source: str | Path, target: str | Path) -> None:
    """Copy a file; of one that is larger than is read, its size alone: checks say so, and the disk stays as it is."""
    size = Path(source).stat().st_size
    if size <= find_largest(Path(source).name):
        shutil.copyfile(source, target)
    else:
        with Path(target).open("wb") as file:
            file.truncate(size)


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
            (Path(at) / name).relative_to(root).as_posix()
            for at, _, found in os.walk(root / templates)
            if not _has_link(root, templates)
            for name in found
        }
    for name in names:
        if not _is_equal(project / name, folder / name):
            yield name


def _is_equal(theirs: Path, ours: Path) -> bool:
    """Whether two plain files have the same content; of one that has another size, nothing is read."""
    try:
        return (
            _is_file(theirs)
            and _is_file(ours)
            and theirs.stat().st_size == ours.stat().st_size
            and theirs.read_bytes() == ours.read_bytes()
        )
    except OSError:
        return False


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
