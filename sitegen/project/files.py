"""A project's files as texts: its tables, and the pages of its content folder."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.filenames.near import find_meant
from sitegen.filenames.strays import check_tables_named, is_table
from sitegen.ledger.schema import TABLES
from sitegen.messages.said import say
from sitegen.problems import Place
from sitegen.project.decoding import CONVERT_WORKBOOK, SAVE_AS_CSV
from sitegen.project.paths import USUAL_PATHS
from sitegen.project.texts import list_files, load_contents, load_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sitegen.problems import Problem
    from sitegen.project.config import Config


TABLE = ".csv"
"""How the names of the tables' files end."""
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
"""How the names of workbooks end."""


def load_data(
    project: Path, config: Config
) -> tuple[Mapping[str, str | None], tuple[Problem, ...]]:
    """The texts of the tables by name, without `.csv`; and what is wrong with the folders and files.

    One that is there and cannot be read is `None`: what refers to it is not wrong for that.
    """
    folder = config.path("data")
    root = project / folder
    bounds = (project.resolve(), root.resolve())
    found = list_files(root, bounds, deep=True)
    looked_at = [one for one in found if not one.name or one.obstacle or is_table(one.name)]
    texts, unread = load_texts(root, folder, looked_at, bounds)
    needed = {f"{folder}/{table.name}{TABLE}" for table in TABLES}
    unread = tuple(
        replace(one, level="error") if one.path in needed else one for one in unread
    )  # a site without it has other errors, of which this is the cause
    workbooks = find_workbooks(root)
    tables: dict[str, str | None] = dict.fromkeys(workbooks)
    if not root.is_dir() or any(
        not one.name for one in found
    ):  # then nothing is known of any of them
        tables = dict.fromkeys(table.name for table in TABLES)
    for one in found:
        if is_table(one.name):
            tables[one.name.removesuffix(TABLE)] = texts.get(one.name)
    instead = (_tell_workbook(folder, *pair) for pair in workbooks.items())
    told = {*workbooks.values(), ""}
    names = [one.name for one in found if one.name not in told and not one.obstacle]
    strays = check_tables_named(names, folder)
    return tables, (*_check_folders(project, config), *unread, *instead, *strays)


def find_workbooks(root: Path) -> dict[str, str]:
    """The workbooks that stand in the place of a table in a folder, by name of the table."""
    return {
        table.name: f"{table.name}{ending}"
        for table in TABLES
        for ending in WORKBOOK_ENDINGS
        if os.path.isfile(root / f"{table.name}{ending}")  # noqa: PTH113 # which is no failure in a folder that is closed
        and not os.path.lexists(root / f"{table.name}{TABLE}")
    }


def _tell_workbook(folder: str, table: str, name: str) -> Problem:
    return Place(f"{folder}/{name}").problem(
        "table",
        say("the table `{table}` is a workbook, and no CSV file", table=table),
        say(
            "{cure}: {file}",
            cure=SAVE_AS_CSV if name.endswith(".xls") else CONVERT_WORKBOOK,
            file=f"{table}{TABLE}",
        ),
    )


def _check_folders(project: Path, config: Config) -> Iterator[Problem]:
    """Folders that are not there. Only one of templates that the settings name is missed."""
    for name in ("data", "content", "templates"):
        path = config.path(name)
        needless = name == "templates" and path == USUAL_PATHS[name]
        if not needless and not (project / path).is_dir():
            other = _find_folder(project / path)
            yield Place(path).problem(
                "file",
                say("the folder is missing"),
                say("Rename `{other}` to `{path}`", other=other, path=path)
                if other
                else say(
                    "It holds the project's {name}; `paths.{name}` in site.toml can name another",
                    name=name,
                ),
            )
    content = project / config.path("content")
    closed = [one for one in list_files(content, ()) if not one.name]
    yield from load_contents(content, config.path("content"), closed, ())[1]


def _find_folder(path: Path) -> str:
    """The folder that one was meant to be which is not there; empty for none."""
    near = path.parent.iterdir() if path.parent.is_dir() else ()
    return next(
        (one.name for one in sorted(near) if find_meant(one.name, {path.name}) and one.is_dir()), ""
    )
