"""Files of an author, written whole or not at all: a full disk or a kill leaves what was there before."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in the place of what is there, with the rights of that; a link still leads to it.

    Raises:
        OSError: It cannot be written; what was there is as it was.
    """
    replace_files({path: content})


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Put files in their places, with the folders that they need; none before all are written.

    Raises:
        OSError: One cannot be written; all are as they were.
    """
    written: dict[Path, Path] = {}
    try:
        for number, (path, content) in enumerate(files.items()):
            target = Path(os.path.realpath(path))
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = target.with_name(f".sitegen-{os.getpid()}-{number}.tmp")
            written[beside] = target
            try:
                _write_beside(beside, content, target)
            except OSError as error:
                raise OSError(error.errno, error.strerror, str(target)) from None
        for beside, target in written.items():
            beside.replace(target)
    finally:
        for beside in written:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def _write_beside(beside: Path, content: bytes, target: Path) -> None:
    """Write a file until it is on the disk: what is renamed before may be empty after a failure of power."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, beside)
