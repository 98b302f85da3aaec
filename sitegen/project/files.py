"""A project's files, read once: everything a build depends on, as texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.problems import Place
from sitegen.project.settings import USUAL_PATHS
from sitegen.project.texts import load_texts
from sitegen.project.theme import Look, load_look

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sitegen.problems import Problem
    from sitegen.project.config import Config


@dataclass(frozen=True)
class ProjectFiles:
    """The texts of a project's folders, by name."""

    data: Mapping[str, str] = field(default_factory=dict)
    """Tables by name, without `.csv`."""
    content: Mapping[str, str] = field(default_factory=dict)
    look: Look = field(default_factory=Look)
    """Templates, catalogues and assets: the theme's, with the project's own before them."""


def load_files(project: Path, config: Config) -> tuple[ProjectFiles, tuple[Problem, ...]]:
    """Read data, content and the look of a project."""
    data, unread = load_texts(project / config.path("data"), config.path("data"), "*.csv")
    content, unsaid = load_texts(project / config.path("content"), config.path("content"), "*.md")
    look, unseen = load_look(project, config.path("templates"))
    files = ProjectFiles(
        {name.removesuffix(".csv"): text for name, text in data.items()}, content, look
    )
    return files, (*_check_folders(project, config), *unread, *unsaid, *unseen)


def _check_folders(project: Path, config: Config) -> Iterator[Problem]:
    """Folders that are not there. Only one of templates that the settings name is missed."""
    for name in ("data", "content", "templates"):
        path = config.path(name)
        needless = name == "templates" and path == USUAL_PATHS[name]
        if not needless and not (project / path).is_dir():
            yield Place(path).problem(
                "file",
                "the folder is missing",
                f"It holds the project's {name}; `paths.{name}` in site.toml can name another",
            )
