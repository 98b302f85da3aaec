"""A copy of the small project in which mistakes are made and taken back, one after the other.

It is checked as every project is, with a store: what a mistake does not touch is not made again.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.audit.audit import audit_project
from sitegen.build.order import check_site
from sitegen.build.report import tell_nobody
from sitegen.build.store import Store
from sitegen.charts.process import Drawer
from sitegen.messages.said import say
from sitegen.problems import RefusedError
from sitegen.seeds.sheets import PROJECT
from sitegen.temporary import lend_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.build.report import Report
    from sitegen.problems import Problem
    from sitegen.seeds.sheets import Change, Command

_TEXTS = "texts"
"""The folder of the texts of its sources."""


class SeedError(RefusedError):
    """A change cannot be made: the project is not as the seed says."""


@dataclass(frozen=True)
class Soil:
    """The project, and what is kept from one check of it to the next."""

    folder: Path
    store: Store

    def check(self, report: Report = tell_nobody) -> tuple[Problem, ...]:
        """What is wrong with the project."""
        return check_site(self.folder, self.store, report).problems

    def audit(self) -> tuple[Problem, ...]:
        """What the texts of its sources say against it; files are named from the project on."""
        found = audit_project(self.folder, self.folder / _TEXTS).problems
        start = f"{self.folder.as_posix()}/"
        return tuple(replace(one, path=one.path.removeprefix(start)) for one in found)

    def try_changes(self, changes: Sequence[Change], command: Command) -> tuple[Problem, ...]:
        """What is told of a project that was changed; it is as before when this is over.

        Raises:
            SeedError: A change cannot be made.
        """
        made: dict[str, bytes | None] = {}
        for change in changes:
            made |= make_change(change, {**self._read(change), **made})
        before = {path: self._load(path) for path in made}
        try:
            self._write(made)
            return self.audit() if command == "audit" else self.check()
        finally:
            self._write(before)

    def _read(self, change: Change) -> dict[str, bytes | None]:
        return {path: self._load(path) for path in (change.file, change.to) if path}

    def _load(self, path: str) -> bytes | None:
        file = self.folder / path
        return file.read_bytes() if file.is_file() else None

    def _write(self, files: Mapping[str, bytes | None]) -> None:
        for path, content in files.items():
            file = self.folder / path
            if content is None:
                file.unlink(missing_ok=True)
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)


@contextmanager
def open_soil(store: Store | None = None) -> Iterator[Soil]:
    """A copy of the project in a folder that goes when this is over; what is made is kept in `store`, if there is one."""
    with lend_folder() as lent:
        folder = lent.resolve() / "project"
        _copy_project(folder)
        with Drawer() as drawer:
            yield Soil(folder, store or Store.open(folder / ".sitegen", drawer))


def _copy_project(folder: Path) -> None:
    """Write the project into a folder; whether files of the package can be written to is no matter.

    Raises:
        OSError: It cannot be written; the folder is named in it.
    """
    files = [path for path in PROJECT.rglob("*") if path.is_file()]
    try:
        for path in files:
            file = folder / path.relative_to(PROJECT)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(path.read_bytes())
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from None


def make_change(change: Change, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
    """The files that a change makes of the present ones, by path; `None` is a file that is gone.

    Raises:
        SeedError: The file is not there, is there already, or does not hold the old text once.
    """
    content = files[change.file]
    if change.old is None and change.new is not None:
        if content is not None:
            raise SeedError(say("`{file}` is there already", file=change.file))
        return {change.file: change.new.encode(change.encoding)}
    if content is None:
        raise SeedError(say("there is no `{file}`", file=change.file))
    text = content.decode()
    if change.old is not None:
        if (times := text.count(change.old)) != 1:
            raise SeedError(
                say(
                    "`{old}` stands {times} times in `{file}`",
                    old=change.old,
                    times=times,
                    file=change.file,
                )
            )
        text = text.replace(change.old, change.new or "")
    elif not change.to and change.encoding == "utf-8":
        return {change.file: None}
    made = {change.to or change.file: text.encode(change.encoding)}
    return {change.file: None, **made} if change.to else {**made}
