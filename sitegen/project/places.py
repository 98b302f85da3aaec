"""Where the parts of a project lie, held to where they may: in the project, and none in another's way.

What a build writes is replaced or cleared as it likes; nobody's own files may lie there.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.messages.said import NOTHING, Said, say
from sitegen.problems import Place
from sitegen.project.paths import find_outside
from sitegen.project.setting import Given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.problems import Problem


_SOURCES = ("content", "data", "templates")
_MADE = ("output", "cache")
_GIT = ".git"
"""The folder in which git keeps its history, and programs that it runs."""


def check_paths(
    project: Path, paths: Mapping[str, str], text: str, outside: bool
) -> Iterator[Problem]:
    """Paths of a `site.toml` that lead out of the project, unless they may, or into each other."""
    given = Given("paths", paths, (), text)
    led_out = frozenset() if outside else find_outside(project, paths)
    for name, path in paths.items():
        if name in led_out:
            yield given.find(name).problem(
                "config",
                say("the path `{name}` leads out of the project: `{path}`", name=name, path=path),
                say("Name a folder in the project, or allow it: `sitegen --allow-outside …`"),
            )
        elif _leads_nowhere(project / path):
            yield Place(path).problem(
                "file",
                say("the folder is a link that leads back to itself"),
                say("Put the folder itself into the project"),
            )
    found = [
        given.find(name).problem(
            "config",
            say(
                "the path `{name}` cannot be `{paths}`, which {obstacle}",
                name=name,
                paths=paths[name],
                obstacle=obstacle,
            ),
            say("Name a folder of its own: what a build writes there is removed as well"),
        )
        for name in _MADE
        if (obstacle := _find_obstacle(project, paths, name, project / paths[name]))
    ]
    written = [one for one in found if one.line]  # what is usual stands in the way of these alone
    yield from written or found


def check_output(project: Path, paths: Mapping[str, str], out: Path) -> Iterator[Problem]:
    """A folder named in the place of `paths.output` that is in the way of the project's own."""
    if obstacle := _find_obstacle(project, paths, "output", out):
        yield Place(str(out)).problem(
            "output",
            say("the site cannot be built into a folder which {obstacle}", obstacle=obstacle),
            say("Name another folder with `--out`"),
        )


def _leads_nowhere(path: Path) -> bool:
    """Whether a path goes round in links, so that no file is at its end."""
    try:
        path.stat()
    except OSError as error:
        return error.errno == errno.ELOOP
    return False


def _resolve(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _fold(path: Path, root: Path) -> Path:
    """A path whose part within the project has no capitals: some systems make no difference."""
    return root / str(path.relative_to(root)).lower() if path.is_relative_to(root) else path


def _find_obstacle(project: Path, paths: Mapping[str, str], name: str, made: Path) -> Said:
    """Why a build cannot write into a folder; empty where it can."""
    root = _resolve(project)
    folder = _fold(_resolve(made), root)
    if root.is_relative_to(folder):
        return say("is the project's own") if root == folder else say("holds the project")
    if folder.is_relative_to(root / _GIT) or folder.name == _GIT:
        return say("is git's own")
    others = [*_SOURCES, *(("output",) if name == "cache" else ("cache",))]
    for other in others:
        source = _fold(_resolve(project / paths[other]), root)
        if source.is_relative_to(folder):
            if source == folder:
                return say("is that of `{other}`", other=other)
            return say("holds that of `{other}`", other=other)
        if folder.is_relative_to(source) and (
            other == "templates" or not root.is_relative_to(source)
        ):
            return say("lies in that of `{other}`", other=other)
    return NOTHING
