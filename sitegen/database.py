"""A file of results: an SQLite database that may be lost at any time, and is never a reason to fail.

What is in it can be made again. So a file that cannot be read, is of another make or is half gone counts
as empty; one that cannot be written to leaves its rows in memory.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK = 0x73697465
"""What the head of the file says of who made it: `site`."""
PATIENCE = 600
"""Seconds that one process waits for another to finish writing."""


class _Connection(sqlite3.Connection):
    """A connection that ends with its thread, or with whoever forgets it: later versions of Python warn of others."""

    def __del__(self) -> None:
        """Close it."""
        self.close()


class Database:
    """A file of tables, opened when it is first asked, in each process by itself."""

    def __init__(self, path: Path | None, tables: str) -> None:
        """Prepare; without a path all is kept in memory. `tables` is the statement that makes them."""
        self.path = path
        self._tables = tables
        self._shape = zlib.crc32(tables.encode()) & 0x7FFFFFFF
        self._process = 0
        self._open = threading.local()
        self._only: sqlite3.Connection | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread; what is in memory has one for all."""
        if self._process != os.getpid():
            self._process, self._open, self._only = os.getpid(), threading.local(), None
        found: sqlite3.Connection | None = self._only or getattr(self._open, "connection", None)
        if found is None:
            found = self._open.connection = self._connect()
        return found

    def _connect(self) -> sqlite3.Connection:
        if self.path is not None:
            for _ in range(2):
                try:
                    self.path.parent.mkdir(parents=True, exist_ok=True)
                    return self._prepare(str(self.path))
                except OSError:
                    break
                except sqlite3.Error as error:
                    if not _is_useless(error) or not self._is_ours():
                        break
                    self._remove()
        self._only = self._prepare(":memory:")
        return self._only

    def _remove(self) -> None:
        """Remove the file, of which nothing is to be had: it is as good as none."""
        with contextlib.suppress(OSError):
            for ending in ("", "-wal", "-shm"):
                Path(f"{self.path}{ending}").unlink(missing_ok=True)

    def start_over(self) -> None:
        """Go on with an empty file, or in memory where there can be none: what is in this one is of no use."""
        before = self._only
        self.close()
        if self.path is not None and before is None and self._is_ours():
            self._remove()
        if before is not None or not self._works():
            self.close()
            self.path = None

    def _works(self) -> bool:
        """Whether the file can be written to."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.execute("ROLLBACK")
        except sqlite3.Error:
            return False
        return True

    def _is_ours(self) -> bool:
        """Whether the file is a database of this generator, whole or not."""
        with contextlib.suppress(OSError, TypeError):
            with Path(self.path or "").open("rb") as file:
                head = file.read(72)
            return not head or head[68:72] == MARK.to_bytes(4, "big")
        return False

    def _prepare(self, name: str) -> sqlite3.Connection:
        made = sqlite3.connect(
            name,
            timeout=PATIENCE,
            isolation_level=None,
            check_same_thread=False,
            factory=_Connection,
        )
        try:
            mark = _read_number(made, "application_id")
            if mark != MARK:
                self._found(made)
            elif _read_number(made, "user_version") != self._shape:
                raise sqlite3.DatabaseError("another version's file")
            with contextlib.suppress(sqlite3.OperationalError):  # others are using it as it is
                made.execute("PRAGMA journal_mode = WAL")
            made.execute("PRAGMA synchronous = OFF")
        except sqlite3.Error:
            made.close()
            raise
        return made

    def _found(self, made: sqlite3.Connection) -> None:
        """Make the tables and the mark of an empty file, all at once: others may be about to do the same."""
        made.execute("BEGIN IMMEDIATE")
        mark = _read_number(made, "application_id")
        if mark != MARK:
            if mark or made.execute("SELECT 1 FROM sqlite_master").fetchone():
                raise sqlite3.DatabaseError("another program's file")
            for statement in self._tables.split(";"):
                made.execute(statement)
            made.execute(f"PRAGMA application_id = {MARK}")
            made.execute(f"PRAGMA user_version = {self._shape}")
        made.execute("COMMIT")

    def ask(self, question: str, values: Sequence[Any] = ()) -> Any:  # noqa: ANN401 # whatever a row holds
        """The first row of an answer; `None` where there is none, or the file cannot be read."""
        return next(iter(self.list(question, values)), None)

    def list(self, question: str, values: Sequence[Any] = ()) -> Iterable[Any]:
        """All rows of an answer; none where the file cannot be read."""
        try:
            return self.connection.execute(question, values).fetchall()
        except sqlite3.Error as error:
            self._bear(error)
        return ()

    def tell(self, order: str, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows; what cannot be written is not kept."""
        try:
            self.connection.executemany(order, rows)
        except sqlite3.Error as error:
            self._bear(error)

    def _bear(self, error: sqlite3.Error) -> None:
        """Go on; a file of which nothing is to be had makes room for one that the next results are kept in."""
        if _is_useless(error):
            self.start_over()

    def close(self) -> None:
        """Close the file, where it is open."""
        found: sqlite3.Connection | None = self._only or getattr(self._open, "connection", None)
        if found is not None and self._process == os.getpid():
            found.close()
        self._process = 0


def _read_number(made: sqlite3.Connection, name: str) -> int:
    """A number in the head of a file."""
    return int(made.execute(f"PRAGMA {name}").fetchone()[0])


def _is_useless(error: sqlite3.Error) -> bool:
    """Whether nothing is to be had of a file, unlike one that is in use or out of reach."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_NOTADB) in {
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_CORRUPT,
    }
