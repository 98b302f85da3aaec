"""Pure results, stored under a digest of their inputs.

A memoised function receives its inputs and nothing else, so its key cannot miss one. There is no
invalidation: other inputs are another key. Preview, local build and CI call the same functions.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from collections import Counter
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from _typeshed import DataclassInstance


LIBRARIES = (
    "altair",
    "vl-convert-python",
    "pandas",
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "babel",
)
"""Libraries whose version may change a result."""

MOST_BYTES = 256 * 1024 * 1024
"""What the store may hold; the longest unused results go first."""


def digest(value: object) -> str:
    """A name for a value: equal values have equal names, in any process.

    Fields of dataclasses that do not count for equality do not count here either.

    Raises:
        TypeError: The value holds something that has no content to be named by.
    """
    parts: list[bytes] = []
    _add_parts(value, parts.append)
    return hashlib.blake2b(b"".join(parts), digest_size=20).hexdigest()


def _add_parts(value: object, add: Callable[[bytes], None]) -> None:  # noqa: C901 # a case a type
    # The commonest first: a page's context has thousands of texts and rows.
    if isinstance(value, str):
        text = value.encode()
        add(b"str:%d:" % len(text))
        add(text)
    elif value is None or isinstance(value, int | float | Decimal | Fraction):
        add(f"{type(value).__name__}:{value};".encode())
    elif isinstance(value, tuple | list):
        add(b"list:%d:" % len(value))
        for item in value:
            _add_parts(item, add)
    elif is_dataclass(value) and not isinstance(value, type):
        add(f"{type(value).__qualname__}:".encode())
        for name in _compared_fields(type(value)):
            _add_parts(getattr(value, name), add)
    elif isinstance(value, dict):
        add(b"dict:%d:" % len(value))
        for key in sorted(value):
            _add_parts(key, add)
            _add_parts(value[key], add)
    elif isinstance(value, bytes):
        add(b"bytes:%d:" % len(value))
        add(value)
    elif isinstance(value, frozenset | set):
        _add_parts(sorted(value), add)
    else:
        raise TypeError(f"{type(value).__qualname__} has no digest")


@cache
def _compared_fields(kind: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(kind) if entry.compare)


MADE_IN = {
    "bundle": "charts",
    "chart": "charts",
    "body": "render",
    "plain": "render",
    "page": "pages",
    "picture": "pages",
    "batch": "pages",
    "png": "media",
    "pdf": "build",
    "messages": "checks",
    "scan": "checks",
    "policy": "checks",
}
"""The room of the generator that makes each kind of result; a kind without one may come from any."""

_IMPORTED = re.compile(rb"^\s*from sitegen\.(\w+)[\w.]* import", re.MULTILINE)


@cache
def digest_code(room: str = "") -> str:
    """A name for the code that a room's results come from: its own, what it imports, the libraries.

    So a word in the commands redraws no chart. Without a room, all of the generator is meant.
    """
    rooms = _read_rooms()
    wanted, waiting = set[str](), [room] if room else list(rooms)
    while waiting:
        one = waiting.pop()
        if one not in wanted:
            wanted.add(one)
            waiting += {
                match.decode() for _, text in rooms[one] for match in _IMPORTED.findall(text)
            }
    code = tuple((one, rooms[one]) for one in sorted(wanted))
    return digest((code, tuple((name, version(name)) for name in LIBRARIES)))


@cache
def _read_rooms() -> Mapping[str, tuple[tuple[str, bytes], ...]]:
    """The files of each room, by address: a package, or a module beside them."""
    folder = Path(__file__).parent
    rooms: dict[str, list[tuple[str, bytes]]] = {}
    for path in sorted(folder.rglob("*")):
        address = path.relative_to(folder)
        if path.is_file() and "__pycache__" not in address.parts:
            room = address.parts[0].removesuffix(".py")
            rooms.setdefault(room, []).append((address.as_posix(), path.read_bytes()))
    return {room: tuple(files) for room, files in rooms.items()}


class Memo:
    """A store of texts, in memory and, given a folder, on disk."""

    def __init__(self, folder: Path | None = None, tool: str = "") -> None:
        """Open a store; results of another `tool` are never found, nor those of other code without one."""
        self.folder = folder
        self.tool = tool
        self.computed: Counter[str] = Counter()
        """How many results of each kind were computed since the store was opened."""
        self.reused: Counter[str] = Counter()
        """How many results of each kind were found in the store."""
        self.log: list[tuple[str, str]] = []
        """Kind and label of each computed result, in order."""
        self._texts: dict[str, str] = {}
        self._older: dict[str, str] = {}

    def recall(self, kind: str, label: str, inputs: object, compute: Callable[[], str]) -> str:
        """The result for these inputs: found, or computed and kept.

        `label` names the result in the log and is not part of the key.
        """
        key = digest((self.tool or digest_code(MADE_IN.get(kind, "")), kind, inputs))
        text = self._texts.get(key, self._older.get(key))
        if text is None:
            text = self._load(key)
        if text is None:
            text = compute()
            self.computed[kind] += 1
            self.log.append((kind, label))
            self._store(key, text)
        else:
            self.reused[kind] += 1
        self._texts[key] = text
        return text

    def forget(self) -> None:
        """Keep in memory only what was used since this was last called; the rest may be on disk.

        A server that calls it after each good build holds the results of two builds, however
        long it runs: the last one's, and the next one's while that is made.
        """
        self._older, self._texts = self._texts, {}

    def _path(self, key: str) -> Path | None:
        return None if self.folder is None else self.folder / key[:2] / key[2:]

    def _load(self, key: str) -> str | None:
        """A stored text; `None` where there is none, or one that was cut short."""
        path = self._path(key)
        if path is None:
            return None
        try:
            head, _, text = path.read_bytes().decode().partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        if head != _checksum(text):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return text

    def _store(self, key: str, text: str) -> None:
        """Keep a text; a store that cannot be written to is no reason to fail."""
        path = self._path(key)
        if path is None:
            return
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", newline="", dir=path.parent, delete=False
            ) as file:
                file.write(f"{_checksum(text)}\n{text}")
            Path(file.name).replace(path)

    def prune(self) -> None:
        """Remove what has not been used for longest, down to `MOST_BYTES`."""
        if self.folder is None or not self.folder.is_dir():
            return
        files = sorted(
            (
                (stat.st_mtime, stat.st_size, path)
                for path in self.folder.rglob("*")
                if path.is_file()
                for stat in [path.stat()]
            ),
            reverse=True,
        )
        total = 0
        for _, size, path in files:
            total += size
            if total > MOST_BYTES:
                with contextlib.suppress(OSError):
                    path.unlink()


def _checksum(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
