"""A project's files, read once: everything a build depends on, as texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitegen.problems import Problem
    from sitegen.project.config import Config


ASSETS = ("style.css", "icon.svg")
"""Assets that every page's frame links to."""

TEMPLATE_FILES = (".html", ".xml", ".txt", ".md", ".svg")


@dataclass(frozen=True)
class ProjectFiles:
    """The texts of a project's folders, by name."""

    data: Mapping[str, str] = field(default_factory=dict)
    """Tables by name, without `.csv`."""
    content: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    catalogs: Mapping[str, str] = field(default_factory=dict)
    """Catalogues of interface texts by language code."""
    assets: Mapping[str, bytes] = field(default_factory=dict)
    """Files that are published as they are."""


def load_files(project: Path, config: Config) -> tuple[ProjectFiles, tuple[Problem, ...]]:
    """Read data, content, templates, catalogues and assets of a project."""
    problems: list[Problem] = []

    def texts(folder: str, pattern: str) -> dict[str, str]:
        root = project / folder
        found = {}
        for path in sorted(root.glob(pattern)):
            if not path.is_file() or path.name.startswith("."):
                continue
            name = path.relative_to(root).as_posix()
            try:
                found[name] = path.read_bytes().decode("utf-8")
            except UnicodeDecodeError as error:
                line = path.read_bytes()[: error.start].count(b"\n") + 1
                problems.append(
                    Place(f"{folder}/{name}", line).problem(
                        "encoding", "the file is not UTF-8", "Save it as UTF-8"
                    )
                )
            except OSError as error:
                problems.append(
                    Place(f"{folder}/{name}").problem(
                        "file", f"the file cannot be read: {error.strerror}"
                    )
                )
        return found

    problems.extend(
        Place(config.path(name)).problem(
            "file",
            "the folder is missing",
            f"The project's {name} lie there; `paths.{name}` in site.toml names another",
        )
        for name in ("data", "content", "templates")
        if not (project / config.path(name)).is_dir()
    )
    templates = config.path("templates")
    assets = project / templates / "assets"
    files = ProjectFiles(
        {
            name.removesuffix(".csv"): text
            for name, text in texts(config.path("data"), "*.csv").items()
        },
        texts(config.path("content"), "*.md"),
        {
            name: text
            for ending in TEMPLATE_FILES
            for name, text in texts(templates, f"**/*{ending}").items()
            if not name.startswith("assets/")
        },
        {
            name.removesuffix(".po").rpartition("/")[2]: text
            for name, text in texts(templates, "locale/*.po").items()
        },
        {path.name: path.read_bytes() for path in sorted(assets.glob("*")) if path.is_file()},
    )
    problems.extend(
        Place(f"{templates}/assets/{name}").problem(
            "file", "the asset is missing", "Every page links to it"
        )
        for name in ASSETS
        if name not in files.assets
    )
    return files, tuple(problems)
