"""All files of a project, as they are meant: first worked out and shown, then written, each in one step.

The settings come first, as they say where the others lie; then the tables in the order in which they refer
to each other.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from sitegen.ledger.schema import make_tables
from sitegen.mending.repairs import Mended, Repair
from sitegen.mending.tables import TableMender, write_rows
from sitegen.mending.texts import mend_content, mend_front_matter
from sitegen.mending.workbooks import WorkbookError, read_workbook
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import say
from sitegen.naming import SITE_TOML
from sitegen.problems import InvalidProjectError, Place
from sitegen.project.config import parse_config
from sitegen.project.decoding import SAVE_AS_CSV, name_workbook
from sitegen.project.files import TABLE, find_workbooks
from sitegen.project.paths import USUAL_PATHS
from sitegen.project.texts import SCRIPTS, TEXT_ASSETS, list_files, read_file
from sitegen.project.theme import ENDINGS
from sitegen.writing import replace_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.ledger.columns import Table
    from sitegen.project.config import Config


_PAGE = ".md"


@dataclass(frozen=True)
class MendedFile:
    """A file, as it is and as it is meant."""

    path: Path
    name: str
    """Its path as messages name it."""
    before: bytes
    after: bytes
    repairs: tuple[Repair, ...]
    kept: Path | None = None
    """Where the file as it is is kept, besides; `None` where nothing of it is lost."""

    @property
    def is_changed(self) -> bool:
        """Whether it has to be written."""
        return self.before != self.after


@dataclass(frozen=True)
class Mending:
    """What became of the files of a project."""

    files: tuple[MendedFile, ...]
    """Those with anything to tell."""

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What changes, and what is left, by place."""
        found = (one for file in self.files for one in file.repairs)
        return tuple(sorted(found, key=lambda one: (one.place, one.said)))

    @property
    def changed(self) -> tuple[MendedFile, ...]:
        """The files that have to be written."""
        return tuple(file for file in self.files if file.is_changed)


def plan_mending(project: Path, encoding: str = "", *, outside: bool = False) -> Mending:
    """What is to be changed in the files of a project, none of which is written.

    Args:
        project: Its folder.
        encoding: What files are written in that are not UTF-8; empty to guess.
        outside: Whether paths of the settings may lead out of the project.
    """
    found: list[MendedFile] = []
    settings = _mend_file(project / SITE_TOML, SITE_TOML, encoding)
    if settings is not None:
        found.append(settings)
    text = settings.after.decode("utf-8", "replace") if settings else ""
    paths, config = _read_settings(text)
    if _is_inside(project, paths["data"], outside):
        found += _mend_tables(project, paths["data"], config, encoding)
    for name, kinds in (
        ("content", (_PAGE,)),
        ("templates", (*ENDINGS, ".po", *TEXT_ASSETS, *SCRIPTS)),
    ):
        if _is_inside(project, paths[name], outside):
            for path, own in _list_texts(project, paths[name], kinds, deep=True):
                mended = _mend_file(path, own, encoding, is_page=name == "content")
                found += [mended] if mended else []
    return Mending(tuple(file for file in found if file.repairs))


def _is_inside(project: Path, folder: str, outside: bool) -> bool:
    """Whether files of a folder may be changed: it lies in the project, unless it need not."""
    root = Path(os.path.realpath(project))
    return outside or Path(os.path.realpath(project / folder)).is_relative_to(root)


def _read_settings(text: str) -> tuple[Mapping[str, str], Config | None]:
    """Where the parts of a project lie, and its settings; `None` for settings that are wrong."""
    try:
        config = parse_config(text)
    except InvalidProjectError:
        config = None
    if config is not None:
        return dict(config.paths), config
    try:
        given = tomllib.loads(text).get("paths", {})
    except tomllib.TOMLDecodeError:
        given = {}
    named = given.items() if isinstance(given, dict) else ()
    return USUAL_PATHS | {key: value for key, value in named if isinstance(value, str)}, None


def _list_texts(
    project: Path, folder: str, endings: tuple[str, ...], *, deep: bool
) -> Iterator[tuple[Path, str]]:
    """The files of a folder of a project with such names, each with what messages call it."""
    root = project / folder
    for one in list_files(root, (project.resolve(), root.resolve()), deep=deep):
        if not one.obstacle and one.name.lower().endswith(endings):
            yield root / one.name, f"{folder}/{one.name}"


def _mend_tables(
    project: Path, folder: str, config: Config | None, encoding: str
) -> Iterator[MendedFile]:
    """The tables; cells are mended where the settings say which languages there are."""
    workbooks = find_workbooks(project / folder)
    there = {name: path for path, name in _list_texts(project, folder, (TABLE,), deep=False)}
    keys: dict[str, frozenset[str]] = {}
    for table in make_tables(config.source_kinds) if config else ():
        name = f"{folder}/{table.name}{TABLE}"
        path = there.pop(name, None)
        plain: MendedFile | None = None
        if config is not None and table.name in workbooks:
            where = f"{folder}/{workbooks[table.name]}"
            plain = _convert_workbook(project / name, where, name, table, config)
        else:
            plain = _mend_file(path, name, encoding) if path else None
            if plain and name_workbook(plain.before)[0] and config is not None:
                plain = _convert_workbook(plain.path, name, name, table, config)
        if plain is not None and config is not None:
            yield _mend_table(plain, name, table, config, keys)
    for name, path in there.items() if config is None else ():
        mended = _mend_file(path, name, encoding)
        if mended is not None:
            yield mended


def _convert_workbook(
    target: Path, where: str, name: str, table: Table, config: Config
) -> MendedFile:
    """A workbook as the CSV file that it stands for. One that has its name is kept beside it, hidden."""
    is_instead = where != name
    content = b""
    try:
        content = read_file(target.with_name(PurePath(where).name))
        needless = table.needless(config.codes)
        needed = [name for name in table.header(config.codes) if name not in needless]
        rows = read_workbook(content, needed)
    except (OSError, WorkbookError) as error:
        said = say(
            "it is a workbook, and {error}. {cure}: {file}",
            error=hear(error),
            cure=SAVE_AS_CSV,
            file=f"{table.name}{TABLE}",
        )
        before = b"" if is_instead else content
        return MendedFile(
            target, where, before, before, (Repair(Place(where), said, is_sure=False),)
        )
    kept = target.with_name(f".{table.name}{name_workbook(content)[1]}")
    said = say("the workbook becomes the table {name}", name=name)
    if not is_instead:
        said = say("{said}, and is kept as {kept}", said=said, kept=kept.name)
    return MendedFile(
        target,
        name,
        b"" if is_instead else content,
        write_rows(rows).encode(),
        (Repair(Place(where), said),),
        None if is_instead else kept,
    )


def _mend_table(
    plain: MendedFile, name: str, table: Table, config: Config, keys: dict[str, frozenset[str]]
) -> MendedFile:
    """A table as it is meant; its keys are added to those that are known."""
    if not plain.after or not _is_read(plain):
        return plain
    mender = TableMender(name, table, config.codes, keys)
    mended = mender.mend(plain.after.decode())
    known = mender.list_keys(mended.text)
    if known is not None:
        keys[table.name] = known
    return _add(plain, mended)


def _is_read(file: MendedFile) -> bool:
    """Whether a file is a text, now that it is mended."""
    try:
        file.after.decode()
    except UnicodeDecodeError:
        return False
    return True


def _add(file: MendedFile, mended: Mended) -> MendedFile:
    """A file with more changes."""
    repairs = (*file.repairs, *mended.repairs)
    return replace(file, after=mended.text.encode(), repairs=repairs)


def _mend_file(path: Path, name: str, encoding: str, *, is_page: bool = False) -> MendedFile | None:
    """A text file as UTF-8 with plain line ends; `None` for one that is not there."""
    try:
        content = read_file(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        said = say("it cannot be read: {strerror}", strerror=hear(error.strerror))
        return MendedFile(path, name, b"", b"", (Repair(Place(name), said, is_sure=False),))
    mended = mend_content(content, name, encoding)
    if isinstance(mended, Repair):
        return MendedFile(path, name, content, content, (mended,))
    file = MendedFile(path, name, content, mended.text.encode(), mended.repairs)
    return _add(file, mend_front_matter(mended.text, name)) if is_page else file


def publish_mending(mending: Mending) -> tuple[Repair, ...]:
    """Write the files that change, each in one step; what kept some from being written."""
    return tuple(fault for file in mending.changed for fault in _write_file(file))


def refuse_changed(name: str) -> Repair:
    """Why a file is left that its author has saved since it was read."""
    said = say("it is not changed, as it was written to meanwhile")
    return Repair(Place(name), said, is_sure=False)


def _write_file(file: MendedFile) -> Iterable[Repair]:
    """Put a file in the place of the one that it was made of, if that is still what it was."""
    target = Path(os.path.realpath(file.path))
    try:
        if (read_file(target) if target.exists() else b"") != file.before:
            return (refuse_changed(file.name),)
        if file.kept and file.kept.exists():
            said = say(
                "it is not changed, as it would be kept as {name}, which is there",
                name=file.kept.name,
            )
            return (Repair(Place(file.name), said, is_sure=False),)
        kept = {file.kept: file.before} if file.kept else {}
        replace_files({**kept, target: file.after})
    except OSError as error:
        return (
            Repair(
                Place(file.name),
                say("it cannot be written: {strerror}", strerror=hear(error.strerror)),
                is_sure=False,
            ),
        )
    return ()
