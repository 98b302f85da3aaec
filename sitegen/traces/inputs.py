"""The files that a build depends on, each by the digest of its content.

A file whose size, times and place on the disk are as they were when it was read, and old enough that it
could not have been written again within the same tick of the clock, has the content that it had then:
it is not read again. Times are a hint, never part of a key; another stamp means that the file is read.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sitegen.clock import is_settled
from sitegen.filenames.junk import is_junk
from sitegen.filenames.near import is_settings_name
from sitegen.limits import DEEPEST, show_controls
from sitegen.naming import LOCK, SITE_TOML
from sitegen.project.decoding import decode_content
from sitegen.project.paths import USUAL_PATHS
from sitegen.project.texts import (
    IS_FOLDER,
    LEADS_NOWHERE,
    NO_UTF8,
    TOO_DEEP,
    find_wrong_link,
    is_called_as_file,
    is_utf8,
    read_file,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

BESIDE = "beside/"
"""What the names of files begin with that were meant to be the settings."""
_UNUSED = frozenset({"seeds", "preview", "mending", "audit"})
"""Rooms of the code that no build has a part of."""
_OWN = "theme/", "sitegen/"
"""How the names of the generator's own files begin."""
UNREAD = "not read: ", "unreadable: "
"""How what stands for the digest of a file begins that is not read."""


def name_content(content: bytes) -> str:
    """The digest of a file's content."""
    return blake2b(content, digest_size=20).hexdigest()


@dataclass(frozen=True)
class Roots:
    """The folders of a project that are read."""

    content: Path
    data: Path
    templates: Path
    theme: Path
    outside: bool = False
    """Whether `site.toml` may be a link that leads out of the project."""

    def by_name(self) -> Iterator[tuple[str, Path]]:
        """The folders whose files are looked at, with what the names of these begin with."""
        yield from (("content", self.content), ("data", self.data), ("templates", self.templates))

    @property
    def lock(self) -> Path:
        """The file that says which texts of the languages were agreed."""
        return self.content.parent / LOCK

    def list_present(self) -> Iterator[tuple[str, str]]:
        """Names of the project's folders that are there, as those of files, and whether they can be listed."""
        for name, path in self.by_name():
            if path.is_dir():
                try:
                    os.scandir(path).close()
                    yield f"folders/{name}", "there"
                except OSError:
                    yield f"folders/{name}", "closed"


@dataclass(frozen=True)
class Inputs:
    """What there is to build from."""

    files: Mapping[str, str] = field(repr=False)
    """Digest of each file by its name: `content/sea.en.md`, wherever the folder lies."""
    known: Mapping[str, tuple[str, str]] = field(repr=False)
    """Stamp and digest of what had to be read, by the same names."""
    stamps: Mapping[str, tuple[str, str]] = field(repr=False)
    """Stamp and digest of every file."""
    gone: frozenset[str] = frozenset()
    """Names that were known, and are there no more."""

    groups: dict[tuple[str, ...], str] = field(default_factory=dict, repr=False)
    """Digests of groups of files that were asked for, by how the names begin."""

    def stamp(self, *starts: str) -> str:
        """A name for the contents of all files whose names begin with any of these."""
        if starts not in self.groups:
            self.groups[starts] = digest_group(self.files, *starts)
        return self.groups[starts]

    @property
    def generator(self) -> str:
        """A name for the generator, its libraries and its interpreter."""
        return f"{sys.version} {self.stamp('sitegen/', 'libraries/')}"


def read_paths(project: Path) -> Mapping[str, str]:
    """The paths that `site.toml` names, without a judgement on it: who builds reads it whole."""
    try:
        text = decode_content(read_file(project / SITE_TOML)).text
        if "paths" not in text:  # as nearly always: nothing needs to be parsed
            return USUAL_PATHS
        import tomllib

        table = tomllib.loads(text)
    except (OSError, ValueError, RecursionError):
        return USUAL_PATHS
    paths = table.get("paths")
    found = paths if isinstance(paths, dict) else {}
    return USUAL_PATHS | {name: path for name, path in found.items() if isinstance(path, str)}


def scan_inputs(project: Path, roots: Roots, before: Mapping[str, tuple[str, str]]) -> Inputs:
    """All files of a project, its theme and the generator; `before` is what was known of them."""
    files: dict[str, str] = {}
    known: dict[str, tuple[str, str]] = {}
    stamps: dict[str, tuple[str, str]] = {}
    now = time.time_ns()
    for found in _list_files(project, roots):
        name = found.name
        stamp = _stamp(found.status, now) if found.status else ""
        last = before.get(name)
        if last is not None and stamp and last[0] == stamp:
            files[name] = last[1]
            stamps[name] = last
            continue
        files[name] = digest = _digest_seen(found, stamp)
        known[name] = stamps[name] = stamp, digest
    for name, state in roots.list_present():
        files[name], stamps[name] = state, (state, state)
        if before.get(name, ("", ""))[1] != state:
            known[name] = state, state
    return Inputs(files, known, stamps, frozenset(before.keys() - files.keys()))


@dataclass(frozen=True)
class Looked:
    """The files as somebody has just seen them, who asked whether any is another than before."""

    roots: Roots
    before: Mapping[str, tuple[str, str]] = field(repr=False)
    """What was known of them: stamps and digests by name."""
    version: str
    """The name of that, as traces have it."""
    inputs: Inputs


def look_again(project: Path, roots: Roots, last: Inputs, told: Iterable[str]) -> Inputs | None:
    """As `scan_inputs`, where it is known which paths changed since; `None` where all must be looked at.

    `told` are paths relative to the project. A folder, a link, or what lies elsewhere tells too little.
    """
    files, stamps = {**last.files}, {**last.stamps}
    known: dict[str, tuple[str, str]] = {}
    gone: set[str] = set()
    now = time.time_ns()
    for path in told:
        found = _find_told(project / path, roots)
        if found is None:
            return None
        if found.status is not None:
            stamp = _stamp(found.status, now)
            files[found.name] = digest = _digest_file(found)
            known[found.name] = stamps[found.name] = stamp, digest
        elif files.pop(found.name, None) is not None:
            del stamps[found.name]
            gone.add(found.name)
        else:
            return None  # it may have been a folder
    groups = {
        starts: digest
        for starts, digest in last.groups.items()
        if not any(name.startswith(starts) for name in (*known, *gone))
    }
    return Inputs(files, known, stamps, frozenset(gone), groups)


def _find_told(path: Path, roots: Roots) -> _Found | None:
    """What there is now at a path; `None` where more must be looked at than one file."""
    if path == roots.lock:
        return _find_plain(LOCK, path, (path.parent.resolve(),))
    for name, root in roots.by_name():
        if path.is_relative_to(root):
            below = path.relative_to(root)
            if path == root or any(map(is_junk, below.parts)):
                return None
            return _find_plain(f"{name}/{below.as_posix()}", path, (root.resolve(),))
    return None


def _find_plain(name: str, path: Path, bounds: tuple[Path, ...]) -> _Found | None:
    """A file that is one, or is there no more; `None` for anything else."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return _Found(name, str(path), None)
    except OSError:
        return None
    real = stat.S_ISREG(status.st_mode) and path.parent.resolve() == path.parent
    return _Found(name, str(path), status, bounds=bounds) if real else None


def _stamp(status: os.stat_result, now: int) -> str:
    """What tells that a file is as it was; nothing of one that was written just now."""
    settled = is_settled(status.st_mtime_ns, now) and is_settled(status.st_ctime_ns, now)
    stamp = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
    return stamp if settled else ""


def _list_files(project: Path, roots: Roots) -> Iterator[_Found]:
    """Each file, with what it is."""
    bounds = (project.resolve(),)
    with contextlib.suppress(OSError):
        path = project / SITE_TOML
        yield _Found(SITE_TOML, str(path), path.stat(), bounds=() if roots.outside else bounds)
    with contextlib.suppress(OSError):
        obstacle = find_wrong_link(roots.lock, bounds) if roots.lock.is_symlink() else ""
        status = roots.lock.stat() if roots.lock.exists() else roots.lock.lstat()
        if stat.S_ISLNK(status.st_mode):
            obstacle = obstacle or LEADS_NOWHERE
        elif stat.S_ISDIR(status.st_mode):
            obstacle = obstacle or IS_FOLDER
        around = (*bounds, roots.lock.parent.resolve())
        yield _Found(LOCK, str(roots.lock), status, obstacle, around)
    yield from _list_beside(project, bounds)
    for name, root in (("content", roots.content), ("data", roots.data)):
        yield from _walk(name, str(root), (*bounds, root.resolve()))
    yield from _walk("templates", str(roots.templates), (*bounds, roots.templates.resolve()))
    if roots.theme.resolve() != roots.templates.resolve():
        yield from _walk("theme", str(roots.theme), ())
    yield from _walk("sitegen", str(Path(__file__).parent.parent), (), _UNUSED)
    libraries = [folder for folder in sys.path if folder.endswith("site-packages")]
    for number, folder in enumerate(libraries):  # where libraries come and go
        with contextlib.suppress(OSError):
            yield _Found(f"libraries/{number}", folder, os.stat(folder))


def _list_beside(project: Path, bounds: tuple[Path, ...]) -> Iterator[_Found]:
    """Files that were meant to be `site.toml`."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(project):
            if is_settings_name(entry.name) and not is_junk(entry.name):
                yield _Found(f"{BESIDE}{entry.name}", entry.path, entry.stat(), bounds=bounds)


class _Found(NamedTuple):
    """A file."""

    name: str
    path: str
    status: os.stat_result | None
    """`None` of one that is there no more."""
    obstacle: str = ""
    """Why it is not read."""
    bounds: tuple[Path, ...] = ()
    """The folders that it is in, or may lead to, whatever takes its place before it is read; none: anywhere."""


def _walk(
    name: str, folder: str, bounds: tuple[Path, ...], unused: frozenset[str] = frozenset()
) -> Iterator[_Found]:
    """The files of a folder and of those in it; what is hidden, left behind or unused is no source."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name in unused or is_junk(entry.name):
            continue
        if not is_utf8(entry.name):
            yield _Found(f"{name}/{show_controls(entry.name)}", entry.path, None, NO_UTF8)
            continue
        path = f"{name}/{entry.name}"
        try:
            yield from _look_at(path, entry, bounds)
        except FileNotFoundError:
            continue  # it has just gone
        except OSError:  # the folder may be listed and not entered: who reads the file says so
            yield _Found(path, entry.path, None)


def _look_at(path: str, entry: os.DirEntry[str], bounds: tuple[Path, ...]) -> Iterator[_Found]:
    """What an entry of a folder is, or the files of one that is a folder itself."""
    if path.count("/") > DEEPEST + 1:  # below the name of the folder that is read
        yield _Found(path, entry.path, entry.stat(), TOO_DEEP)
    elif entry.is_symlink():
        yield from _follow(path, entry, bounds)
    elif entry.is_dir() and is_called_as_file(path):
        yield _Found(path, entry.path, entry.stat(), IS_FOLDER)
    elif entry.is_dir():
        yield from _walk(path, entry.path, bounds)
    else:
        yield _Found(path, entry.path, entry.stat(), bounds=bounds)


def _follow(name: str, entry: os.DirEntry[str], bounds: tuple[Path, ...]) -> Iterator[_Found]:
    """What a link leads to, if it may be read; of a link to a folder above it, nothing."""
    obstacle = find_wrong_link(Path(entry.path), bounds)
    if not Path(entry.path).exists():
        yield _Found(name, entry.path, entry.stat(follow_symlinks=False), obstacle or LEADS_NOWHERE)
    elif entry.is_dir() and is_called_as_file(name):
        yield _Found(name, entry.path, entry.stat(), obstacle or IS_FOLDER)
    elif obstacle or not entry.is_dir():
        yield _Found(name, entry.path, entry.stat(), obstacle, bounds)
    elif not entry.path.startswith(f"{os.path.realpath(entry.path)}/"):
        yield from _walk(name, entry.path, bounds)


def _digest_seen(found: _Found, stamp: str) -> str:
    """The digest of a file; one of the generator's is read once for all projects that a process builds."""
    if stamp and found.name.startswith(_OWN):
        return _digest_own(found.path, stamp)
    return _digest_file(found)


@cache
def _digest_own(path: str, _stamp: str) -> str:
    return _digest_file(_Found("", path, None))


def _digest_file(found: _Found) -> str:
    """The digest of a file's content, or of why it is not read; of a folder of libraries, its time."""
    if found.obstacle:
        return f"{UNREAD[0]}{found.obstacle}"
    if found.status and stat.S_ISDIR(found.status.st_mode):
        return f"{found.path} {found.status.st_mtime_ns}"
    try:
        return name_content(read_file(Path(found.path), found.bounds))
    except OSError as error:
        return f"{UNREAD[1]}{error.strerror}"


def digest_group(files: Mapping[str, str], *starts: str) -> str:
    """The digest of all files whose names begin with any of these."""
    names = sorted(name for name in files if name.startswith(starts))
    parts = (f"{name} {files[name]}" for name in names)
    return blake2b("\n".join(parts).encode(), digest_size=20).hexdigest()
