"""One at a time: a lock that goes with the process that holds it, and says who that is."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from typing import TYPE_CHECKING

from sitegen.messages.said import Said, say

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


_PAUSE = 0.05
"""Seconds between two looks at a lock that another holds."""
_LOCKED_BYTE = 1 << 30
"""Where the lock lies on Windows, which locks what nobody may read meanwhile."""


class LockedError(Exception):
    """Another process holds the lock; says who, and since when, as far as is known."""


@contextlib.contextmanager
def hold_lock(path: Path, patience: float, named: bool = True) -> Iterator[Callable[[], None]]:
    """Hold the lock of a file, waiting for it some seconds; the system takes it from who dies.

    The file is made where there is none, and stays. What is given writes the holder's name into it, for
    those who wait, unless it is a file of other use (`named`).

    Raises:
        LockedError: Another process held it all the time.
        OSError: The file cannot be opened.
    """
    descriptor = _acquire(path, time.monotonic() + patience, os.O_RDWR if named else os.O_RDONLY)

    def tell() -> None:
        if named:
            _write(descriptor, _name_self())

    try:
        if named and os.fstat(descriptor).st_size:
            _write(descriptor, b"")  # the name of one who died
        yield tell
        if named and os.fstat(descriptor).st_size:
            _write(descriptor, b"")
    finally:
        os.close(descriptor)


def _acquire(path: Path, until: float, mode: int) -> int:
    flags = mode | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    while True:
        descriptor = os.open(path, flags, 0o644)
        if _lock(descriptor) and _is_same(descriptor, path):
            return descriptor
        holder = _read_holder(descriptor)
        os.close(descriptor)
        if time.monotonic() >= until:
            raise LockedError(holder)
        time.sleep(_PAUSE)


def _is_same(descriptor: int, path: Path) -> bool:
    """Whether what is locked still stands there: who removes it must not let in two."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _lock(descriptor: int) -> bool:
    """Lock an open file; whether it was free."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _name_self() -> bytes:
    import socket
    from datetime import UTC, datetime

    since = datetime.now(UTC).astimezone().isoformat(" ", "seconds")
    return json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since}).encode()


def _write(descriptor: int, text: bytes) -> None:
    """Say who holds the lock; for whom it may concern, so that failing is no matter."""
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, text)


def _read_holder(descriptor: int) -> Said:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        holder = json.loads(os.read(descriptor, 1000))
        return say(
            "process {pid} on `{host}` since {since}",
            pid=holder["pid"],
            host=holder["host"],
            since=holder["since"],
        )
    except (OSError, ValueError, TypeError, KeyError):
        return say("another process")
