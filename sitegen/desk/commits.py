"""A commit of the project's repository, written into a folder so that it can be read as a project.

Git is asked for names and contents alone. Nothing that a repository or a commit says is run: no hook, no
filter, no file system monitor, no attribute of a file, no fetching of what is not there.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.messages.said import Said, keep_as, say
from sitegen.naming import SITE_TOML
from sitegen.problems import RefusedError
from sitegen.project.config import parse_config
from sitegen.project.decoding import decode_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_PARTS = ("content", "data", "templates")
"""Names of the paths of a project that a commit is read from."""
_FILES = frozenset({"100644", "100755"})
"""Modes of the entries of a tree that are files; others are links and repositories within."""
SHORT = 10
"""Characters of the digest of a commit that are shown."""
_QUIET = (
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "safe.bareRepository=explicit",  # folders of a commit can look like a repository, with what it says of itself
)
_ELSEWHERE = frozenset(
    [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_COMMON_DIR",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_NAMESPACE",
        "GIT_SHALLOW_FILE",
        "GIT_GRAFT_FILE",
        "GIT_REPLACE_REF_BASE",
        "GIT_CEILING_DIRECTORIES",
    ]
)
"""Variables that name another repository than that of the project, as hooks of one have them."""
_SURROUNDINGS = {
    "GIT_ALLOW_PROTOCOL": "none",  # whatever a repository says of where it was cloned from
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}


class CommitError(RefusedError):
    """There is no such commit, or it cannot be read."""


@dataclass(frozen=True)
class Commit:
    """A commit of the repository that a project lies in."""

    project: Path
    digest: str
    """Its name, in full."""
    prefix: str
    """The project's folder below the repository's, with a slash at its end; empty where it is that."""


def is_digest(name: str) -> bool:
    """Whether a name is the digest of a commit in full, which no folder takes the place of: workflows name it."""
    return re.fullmatch("[0-9a-f]{40}|[0-9a-f]{64}", name) is not None


def find_commit(project: Path, name: str) -> Commit:
    """The commit that a name means: a branch, a tag, a digest, `HEAD~1`.

    Raises:
        CommitError: There is none, or no repository.
    """
    if name.startswith("-") or not name.strip() or "\0" in name:
        raise CommitError(
            say("`{name}` is no name of a commit", name=name),
            say("Name a branch, a tag or a digest"),
        )
    try:
        prefix = ask_git(project, "rev-parse", "--show-prefix").decode().rstrip("\n")
    except subprocess.CalledProcessError as error:
        raise CommitError(
            say("the project lies in no git repository, so `{name}` is no commit of it", name=name),
            _say_error(error) or say("Name the folder of a built site"),
        ) from None
    try:
        found = ask_git(project, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    except subprocess.CalledProcessError:
        found = b""
    digest = found.decode().strip()
    if not is_digest(digest):  # `^main` is all that is no ancestor of it
        raise CommitError(
            say("`{name}` is neither the folder of a built site nor a commit", name=name),
            say("Name a folder, a branch, a tag or a digest; in a shallow clone, fetch it first"),
        )
    return Commit(project, digest, prefix)


def write_commit(commit: Commit, folder: Path) -> tuple[str, ...]:
    """Write the files of a project as they are in a commit into a folder that is empty.

    Returns:
        The paths of entries that are no files, which are left out.

    Raises:
        CommitError: Git lacks a part of it, or there is no project in it.
        InvalidProjectError: Its settings cannot be read.
    """
    settings = _list_entries(commit, (SITE_TOML,)).get(SITE_TOML)
    if settings is None or settings[0] not in _FILES:
        raise CommitError(
            say(
                "in `{commit}` the project has no `{file}`",
                commit=commit.digest[:SHORT],
                file=SITE_TOML,
            ),
            say("Name a later commit"),
        )
    [(_, content)] = _load(commit, {SITE_TOML: settings[1]})
    text, _ = decode_text(content, SITE_TOML)
    config = parse_config(text or "")
    entries = _list_entries(commit, (SITE_TOML, *(config.path(name) for name in _PARTS)))
    files = {path: name for path, (mode, name) in entries.items() if mode in _FILES}
    for path, content in _load(commit, files):
        target = folder.joinpath(*path.split("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return tuple(path for path in entries if path not in files)


def _list_entries(commit: Commit, paths: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """Mode and name of each entry below some paths of the project, by its path."""
    wanted = (f"{commit.prefix}{path}" for path in paths)
    given = ask_git(
        commit.project,
        "--literal-pathspecs",
        "ls-tree",
        "-r",
        "-z",
        "--full-tree",
        commit.digest,
        "--",
        *wanted,
    )
    found = {}
    for entry in given.decode(errors="surrogateescape").split("\0")[:-1]:
        said, _, path = entry.partition("\t")
        mode, _, name = said.split(" ")
        if _is_plain(path):
            found[path.removeprefix(commit.prefix)] = mode, name
    return found


def _is_plain(path: str) -> bool:
    """Whether a path leads to a file below a folder, on every system; a tree made by hand may hold others."""
    parts = path.split("/")
    odd = any(part in {"", ".", ".."} or part.lower() == ".git" for part in parts)
    return not odd and not {"\\", ":"} & {*path}


def _load(commit: Commit, files: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """The contents of files as they were committed, by path.

    Raises:
        CommitError: One is not in the repository.
    """
    wanted = "".join(f"{name}\n" for name in files.values()).encode()
    given = memoryview(ask_git(commit.project, "cat-file", "--batch", wanted=wanted))
    at = 0
    for path, name in files.items():
        end = bytes(given[at : at + 200]).find(b"\n") + at
        _, kind, *size = bytes(given[at:end]).decode().split(" ")
        if kind != "blob":
            raise CommitError(
                say(
                    "git has no content for `{path}` of `{commit}`: {name} is {kind}",
                    path=path,
                    commit=commit.digest[:SHORT],
                    name=name,
                    kind=kind,
                ),
                say("Fetch it first; the clone may be a partial one"),
            )
        start = end + 1
        at = start + int(size[0]) + 1
        yield path, bytes(given[start : at - 1])


def ask_git(project: Path, *arguments: str, wanted: bytes = b"") -> bytes:
    """What git answers.

    Raises:
        CommitError: There is no git.
        CalledProcessError: It refused.
    """
    try:
        done = subprocess.run(  # noqa: S603 # names that begin with a dash are refused above
            ["git", "-C", str(project), "--no-pager", *_QUIET, *arguments],  # noqa: S607 # whichever git is used here
            input=wanted,
            capture_output=True,
            check=True,
            env={name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
            | _SURROUNDINGS,
        )
    except FileNotFoundError:
        raise CommitError(
            say("git is not installed, so no commit can be read"),
            say("Name folders of built sites"),
        ) from None
    return done.stdout


def _say_error(error: subprocess.CalledProcessError) -> Said:
    """What git said, in a line, where it is more than that there is no repository."""
    said = bytes(error.stderr).decode(errors="replace").strip().partition("\n")[0]
    known = "" if "not a git repository" in said else said.removeprefix("fatal: ").rstrip(".")
    return keep_as(known)
