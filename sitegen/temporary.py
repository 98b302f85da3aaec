"""Folders for a while, which go whatever becomes of who made them."""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "sitegen-while-"
_LOCK = "lock"
"""The file that is locked as long as the folder is used: the system lets go of it when a process is killed."""
_INNER = "files"
"""What is lent, beside the lock."""
_YOUNG = 60.0
"""Seconds in which a folder may have been made and not be locked yet."""


@contextlib.contextmanager
def lend_folder() -> Iterator[Path]:
    """An empty folder; those that killed processes left behind are removed before.

    Raises:
        OSError: It cannot be made.
    """
    _sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        with (folder / _LOCK).open("w") as lock:
            _try_lock(lock.fileno())
            inner = folder / _INNER
            inner.mkdir()
            yield inner
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(place: Path) -> None:
    """Remove folders that nobody holds any more."""
    for folder in place.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            lock = folder / _LOCK
            if time.time() - lock.stat().st_mtime < _YOUNG or folder.is_symlink():
                continue
            with lock.open("r+") as opened:
                is_held = not _try_lock(opened.fileno())
            if not is_held:
                shutil.rmtree(folder, ignore_errors=True)


def _try_lock(descriptor: int) -> bool:
    """Lock a file, if nobody else has."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
