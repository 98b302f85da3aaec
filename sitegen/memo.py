"""Pure results, stored under a digest of their inputs.

A memoised function receives its inputs and nothing else, so its key cannot miss one. There is no
invalidation: other inputs are another key. Preview, local build and CI call the same functions.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections import Counter
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from _typeshed import DataclassInstance


LIBRARIES = (
    "altair",
    "vl-convert-python",
    "pandas",
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "babel",
    "budoux",
    "xlsxwriter",
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
    from importlib.metadata import version

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
    """A store of texts: in memory or, given a folder, in one file of it.

    Nothing but rows of that file is ever deleted, whatever else the folder holds.
    """

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
        self.seconds: list[float] = []
        """What each of them took."""
        self.generator = ""
        """A name for the generator as it is installed, where somebody knows one: its code need not be read to be named."""
        self._file = Database(folder and folder / RESULTS, _TABLE)
        self._used: set[str] = set()
        self._codes: dict[str, str] = {}

    def recall(self, kind: str, label: str, inputs: object, compute: Callable[[], str]) -> str:
        """The result for these inputs: found, or computed and kept.

        `label` names the result in the log and is not part of the key.
        """
        key = digest((self.tool or self._name_code(MADE_IN.get(kind, "")), kind, inputs))
        self._used.add(key)
        text = self._load(key)
        if text is not None:
            self.reused[kind] += 1
            return text
        began = time.perf_counter()
        text = compute()
        self.seconds.append(time.perf_counter() - began)
        self.computed[kind] += 1
        self.log.append((kind, label))
        self._store(key, text)
        return text

    def _name_code(self, room: str) -> str:
        """What `digest_code` says of a room: as it was kept for this generator, or found out now."""
        if not self.generator:
            return digest_code(room)
        if room not in self._codes:
            key = digest(("code", self.generator, room))
            self._used.add(key)
            kept = self._load(key)
            if kept is None:
                self._store(key, kept := digest_code(room))
            self._codes[room] = kept
        return self._codes[room]

    def add_computed(self, computed: Sequence[tuple[str, str]], seconds: Sequence[float]) -> None:
        """Note what was computed for this store in another process: kinds and labels, and what each took."""
        self.computed.update(kind for kind, _ in computed)
        self.log += computed
        self.seconds += seconds

    def close(self) -> None:
        """Close the file; it is opened again when it is next asked."""
        self._file.close()

    def _load(self, key: str) -> str | None:
        """A stored text; `None` where there is none, or one that is not what was stored under the key."""
        row = self._file.ask("SELECT checksum, text FROM results WHERE key = ?", (key,))
        if row is None or row[0] != _checksum(key, row[1]):
            return None
        return str(row[1])

    def _store(self, key: str, text: str) -> None:
        """Keep a text; a store that cannot be written to is no reason to fail."""
        row = (key, _checksum(key, text), len(text.encode()), text)
        self._file.tell("INSERT OR REPLACE INTO results VALUES (?, 0, ?, ?, ?)", [row])

    def keep_used(self) -> None:
        """Note what was used: whoever ends before the store is pruned does."""
        row = self._file.ask("SELECT coalesce(max(used), 0) FROM results")
        if row is not None:
            self._keep_used(row[0])

    def _keep_used(self, turn: int) -> None:
        used = [(turn, key) for key in self._used]
        self._file.tell("UPDATE results SET used = ? WHERE key = ?", used)
        self._used.clear()

    def prune(self) -> None:
        """Remove what has not been used for longest, down to `MOST_BYTES`."""
        row = self._file.ask("SELECT coalesce(max(used), 0) + 1, total(size) FROM results")
        if row is None:
            return
        turn, total = row
        self._keep_used(turn)
        if total > MOST_BYTES:
            self._file.tell(
                "DELETE FROM results WHERE key IN (SELECT key FROM (SELECT key, sum(size)"
                " OVER (ORDER BY used DESC, key) AS above FROM results) WHERE above > ?)",
                [(MOST_BYTES,)],
            )


RESULTS = "results.sqlite"
"""Name of the file that a store keeps its results in."""
_TABLE = """CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, used INTEGER, checksum TEXT,
    size INTEGER, text TEXT) WITHOUT ROWID"""


def _checksum(key: str, text: str) -> str:
    """What tells a result that was cut short, or that stands under another's key."""
    return hashlib.blake2b(f"{key}\n{text}".encode(), digest_size=16).hexdigest()
