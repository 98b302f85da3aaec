"""A project's files as texts: its tables, and the pages of its content folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.problems import Place
from sitegen.project.paths import USUAL_PATHS
from sitegen.project.texts import decode_text, find_file, list_files, load_contents, load_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.problems import Problem
    from sitegen.project.config import Config


def load_data(project: Path, config: Config) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """The texts of the tables by name, without `.csv`; and what is wrong with the folders and files."""
    folder = config.path("data")
    root = project / folder
    found = list_files(root, (project.resolve(), root.resolve()))
    texts, unread = load_texts(
        root, folder, [one for one in found if not one.name or one.name.endswith(".csv")]
    )
    tables = {name.removesuffix(".csv"): text for name, text in texts.items()}
    return tables, (*_check_folders(project, config), *unread)


def load_source(
    root: Path, folder: str, name: str, bounds: Sequence[Path]
) -> tuple[bytes | None, str | None, tuple[Problem, ...]]:
    """The content of a file of a folder, and its text; `None` for what cannot be read.

    A link may lead to anywhere in the folders of `bounds`; `folder` is what messages call the folder.
    """
    found = find_file(root, name, bounds)
    contents, problems = load_contents(root, folder, [found])
    content = contents.get(name)
    if content is None:
        return None, None, problems
    text, wrong = decode_text(content, f"{folder}/{name}")
    return content, text, (*problems, *wrong)


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
    content = project / config.path("content")
    closed = [one for one in list_files(content, ()) if not one.name]
    yield from load_contents(content, config.path("content"), closed)[1]
