"""The files of a folder, as texts by name; one that cannot be read is a problem at its place.

Only files of the project are read. A link that leads out of it, a pipe or a device is told of and left
alone; what is hidden, and what editors and systems leave behind, is neither read nor told of.
"""

from __future__ import annotations

import errno
import os
import posixpath
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sitegen.filenames.junk import is_junk
from sitegen.limits import DEEPEST, MIB, find_largest, show_controls
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import NOTHING, Said, say
from sitegen.problems import Place
from sitegen.project.decoding import decode_content, decode_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sitegen.problems import Problem

Read = TypeVar("Read")

TEXT_ASSETS = (".css", ".svg", ".html", ".xml", ".txt", ".md", ".csv", ".webmanifest")
"""Endings of the names of assets that are texts."""
SCRIPTS = (".js", ".mjs", ".json", ".map")
"""Endings of the names of assets that are texts made by programs, as often as not."""


_OF_FILES = (*TEXT_ASSETS, *SCRIPTS, ".po", ".toml", ".htm", ".markdown")
"""Endings of names that no folder has which is meant to be one."""


class FoundFile(NamedTuple):
    """A file of a folder, or a folder in it that is not looked into."""

    name: str
    """Its path below the folder; one of a folder ends in a slash."""
    obstacle: Said = NOTHING
    """Why it is not read; empty for one that is."""


def list_files(root: Path, bounds: Sequence[Path], deep: bool = False) -> list[FoundFile]:
    """The files of a folder by name, with those in its folders where `deep` says so; none of no folder.

    Links may lead to anywhere in the folders of `bounds`, which are resolved; without any, to anywhere.
    A folder that cannot be listed is returned itself, for who reads it to say so.
    """
    return sorted(_list_folder(root, "", bounds, {os.path.realpath(root)} if deep else None))


def _list_folder(
    root: Path, prefix: str, bounds: Sequence[Path], visited: set[str] | None
) -> Iterator[FoundFile]:
    """Files below a prefix; folders are looked into, but for those `visited`, or without any for none."""
    try:
        entries = [one for one in os.scandir(root / prefix) if not is_junk(one.name)]
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        yield FoundFile(prefix)
        return
    for entry in entries:
        if not is_utf8(entry.name):
            yield FoundFile(f"{prefix}{show_controls(entry.name)}", NO_UTF8)
            continue
        name, mode = f"{prefix}{entry.name}", _find_mode(entry)
        obstacle = _find_obstacle(entry, name, mode, bounds)
        if not stat.S_ISDIR(mode):
            obstacle = obstacle or _find_wrong_kind(mode)
            if mode or obstacle:
                yield FoundFile(name, obstacle)
        elif is_called_as_file(name):
            yield FoundFile(name, IS_FOLDER)
        elif visited is not None and obstacle:
            yield FoundFile(f"{name}/", obstacle)
        elif visited is not None:
            yield from _look_into(root, entry, name, bounds, visited)


def _look_into(
    root: Path, entry: os.DirEntry[str], name: str, bounds: Sequence[Path], visited: set[str]
) -> Iterator[FoundFile]:
    """The files of a folder, unless a link leads back to it."""
    real = {os.path.realpath(entry.path)} if entry.is_symlink() else set()
    if not real & visited:
        yield from _list_folder(root, f"{name}/", bounds, visited | real)


def _find_obstacle(entry: os.DirEntry[str], name: str, mode: int, bounds: Sequence[Path]) -> Said:
    """Why a file or folder is not looked into, wherever it leads to; empty where it is."""
    if name.count("/") > DEEPEST:
        return TOO_DEEP
    if entry.is_symlink():
        return find_wrong_link(Path(entry.path), bounds) or (NOTHING if mode else LEADS_NOWHERE)
    return NOTHING


def is_called_as_file(name: str) -> bool:
    """Whether a name is one that no folder has which is meant to be one."""
    return name.lower().endswith(_OF_FILES)


LEADS_NOWHERE = say("it is a link to what is not there")
"""Why a link is not followed."""
IS_FOLDER = say("it is a folder")
"""Why what is called as a file is not read, nor looked into."""
NO_UTF8 = say("its name is not UTF-8")
"""Why a file is not read whose name another system wrote."""
TOO_DEEP = say("it lies in more than {most} folders in each other", most=DEEPEST)
"""Why a folder is not looked into."""


def is_utf8(name: str) -> bool:
    """Whether the name of a file is UTF-8; the bytes of others are surrogates in it."""
    return name.isascii() or not any("\ud800" <= one <= "\udfff" for one in name)


def find_file(root: Path, name: str, bounds: Sequence[Path]) -> FoundFile:
    """One file of a folder, as `list_files` has it."""
    path, obstacle = root / name, NOTHING
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            obstacle = find_wrong_link(path, bounds) or LEADS_NOWHERE
            mode = path.stat().st_mode
            obstacle = NOTHING if obstacle is LEADS_NOWHERE else obstacle
        return FoundFile(name, obstacle or _find_wrong_kind(mode))
    except OSError:
        return FoundFile(name, obstacle)


def _find_mode(entry: os.DirEntry[str]) -> int:
    """What an entry of a folder is, or leads to; 0 for a link to nothing."""
    if not entry.is_symlink() and entry.is_file():
        return stat.S_IFREG
    try:
        return entry.stat().st_mode
    except OSError:
        return 0


def find_wrong_link(path: Path, bounds: Sequence[Path]) -> Said:
    """Why a link is not followed; empty where it is, and for what is no link."""
    target = Path(os.path.realpath(path))
    within = [bound for bound in bounds if target.is_relative_to(bound)]
    if bounds and not within:
        return say("it is a link that leads out of the project")
    if any(
        part.startswith(".") for bound in within[-1:] for part in target.relative_to(bound).parts
    ):
        return say("it is a link to what is hidden")
    return NOTHING


def _find_wrong_kind(mode: int) -> Said:
    """What is neither file nor folder; empty for a file, and for what is not there."""
    if not mode or stat.S_ISREG(mode):
        return NOTHING
    if stat.S_ISDIR(mode):
        return IS_FOLDER
    if stat.S_ISFIFO(mode):
        return say("it is a pipe")
    return say("it is a socket") if stat.S_ISSOCK(mode) else say("it is a device")


class FileTooLargeError(OSError):
    """A file is larger than any of its kind need be, and was not read."""

    def __init__(self, size: int, most: int) -> None:
        """Keep both sizes, in bytes, for the message."""
        super().__init__(errno.EFBIG, f"it has {size} bytes, and at most {most} are read")
        self.message = say(
            "the file has {size} MB, and at most {most} are read",
            size=size // MIB,
            most=most // MIB,
        )
        self.hint = say("Divide it, or leave out what the site does not need")


class LedAwayError(OSError):
    """A file that was exchanged for a link to what is not to be read."""

    def __init__(self, obstacle: Said) -> None:
        """Keep why it is not read, for the message."""
        super().__init__(errno.ELOOP, obstacle)
        self.obstacle = obstacle


_TRIES = 5
"""How often a file is opened that is exchanged for another at the same time."""


def read_file(path: Path, bounds: Sequence[Path] = ()) -> bytes:
    """The content of a file; of a pipe, which may have taken its place, nothing is waited for.

    What lies in the folders of `bounds`, which are resolved, is read and nothing else, whatever takes the place of
    the file, or of a folder on the way to it, after they were looked at; without any, all is.

    Raises:
        FileTooLargeError: It is larger than files of its name may be.
        LedAwayError: It leads out of the folders, or to what is hidden.
        OSError: It cannot be read, or is no file.
    """
    for _ in range(_TRIES):
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            os.close(descriptor)
            raise OSError(errno.EINVAL, say("it is no file"))
        with os.fdopen(descriptor, "rb") as file:
            if bounds and not _lies_within(path, bounds, status):
                continue
            most = find_largest(path.name)
            content = file.read(most + 1) if status.st_size <= most else b""
            if (size := max(status.st_size, len(content))) > most:  # it may have grown meanwhile
                raise FileTooLargeError(size, most)
            return content
    raise OSError(errno.EBUSY, say("it is exchanged for another again and again"))


def _lies_within(path: Path, bounds: Sequence[Path], opened: os.stat_result) -> bool:
    """Whether a file that was opened is the one that stands there now, in one of the folders.

    Raises:
        LedAwayError: What stands there leads elsewhere.
        OSError: Nothing stands there.
    """
    if wrong := find_wrong_link(path, bounds):
        raise LedAwayError(wrong)
    return os.path.samestat(opened, path.stat())


def load_contents(
    root: Path, folder: str, found: Iterable[FoundFile], bounds: Sequence[Path]
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The contents of files of a folder by name, which `bounds` have. Messages name them below `folder`."""
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name, obstacle in found:
        place = Place(posixpath.join(folder, name).rstrip("/"))
        if obstacle:
            problems.append(_tell_obstacle(place, obstacle, is_folder=name.endswith("/")))
            continue
        try:
            contents[name] = read_file(root / name, bounds)
        except LedAwayError as error:
            problems.append(_tell_obstacle(place, error.obstacle, is_folder=False))
        except FileTooLargeError as error:
            problems.append(place.problem("limit", error.message, error.hint))
        except OSError as error:
            problems.append(
                place.problem(
                    "file",
                    say("the file cannot be read: {strerror}", strerror=hear(error.strerror)),
                )
            )
    return contents, tuple(problems)


def _tell_obstacle(place: Place, obstacle: Said, *, is_folder: bool) -> Problem:
    """What is not read, and why; an error of what was meant to be a file of the project, and is none."""
    told = place.problem(
        "file",
        say(
            "the {folder} is not read: {obstacle}",
            folder=say("folder") if is_folder else say("file"),
            obstacle=obstacle,
        ),
        say("Put the file itself into the project, or remove it"),
        "warning",
    )
    return replace(told, level="error") if obstacle in {LEADS_NOWHERE, IS_FOLDER} else told


def load_texts(
    root: Path, folder: str, found: Iterable[FoundFile], bounds: Sequence[Path]
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The texts of files of a folder by name, which `bounds` have. Messages name them below `folder`."""
    return _load(root, folder, found, bounds, decode_text)


def load_assets(
    root: Path, folder: str, found: Iterable[FoundFile], bounds: Sequence[Path]
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The contents of assets by name, which `bounds` have: texts as UTF-8 with plain line ends, whatever they are saved with."""
    return _load(root, folder, found, bounds, _read_asset)


def _load(
    root: Path,
    folder: str,
    found: Iterable[FoundFile],
    bounds: Sequence[Path],
    read: Callable[[bytes, str], tuple[Read | None, tuple[Problem, ...]]],
) -> tuple[dict[str, Read], tuple[Problem, ...]]:
    """What is read of the contents of files of a folder by name, as far as they can be read."""
    contents, problems = load_contents(root, folder, found, bounds)
    made: dict[str, Read] = {}
    for name, content in contents.items():
        one, wrong = read(content, f"{folder}/{name}")
        problems += wrong
        if one is not None:
            made[name] = one
    return made, problems


def _read_asset(content: bytes, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """What is published of an asset. A script may hold any character: small ones are made by machines."""
    ending = path.lower()
    if not ending.endswith((*TEXT_ASSETS, *SCRIPTS)):
        return content, ()
    text, problems = decode_text(content, path)
    if text is None and ending.endswith(SCRIPTS) and problems[0].rule == "character":
        return decode_content(content).text.encode(), ()
    return None if text is None else text.encode(), problems


def load_source(
    root: Path, folder: str, name: str, bounds: Sequence[Path], *, is_merged: bool = False
) -> tuple[bytes | None, str | None, tuple[Problem, ...]]:
    """The content of a file of a folder, and its text; `None` for what cannot be read.

    A link may lead to anywhere in the folders of `bounds`; `folder` is what messages call the folder. Of a file that
    `is_merged` by its reader, both sides of an unfinished merge may stand there.
    """
    found = find_file(root, name, bounds)
    contents, problems = load_contents(root, folder, [found], bounds)
    content = contents.get(name)
    if content is None:
        return None, None, problems
    text, wrong = decode_text(content, posixpath.join(folder, name), is_merged=is_merged)
    return content, text, (*problems, *wrong)
