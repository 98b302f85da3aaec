"""A stage in the place of a folder, in one step where the system can."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.publishing.stage import Stage


_RENAME_EXCHANGE = 2
_AT_FDCWD = -100
_MOUNTS = Path("/proc/self/mountinfo")


class FixedError(Exception):
    """The folder stays where it is: the system exchanges it with no other."""


def exchange(stage: Stage, folder: Path) -> None:
    """Put the tree of a stage in the place of a folder, whose tree becomes that of the stage.

    Raises:
        FixedError: The folder cannot be moved.
        OSError: There is no folder, and none can be put there.
    """
    if not folder.exists():
        stage.tree.rename(folder)
        return
    try:
        if not _exchange(stage.tree, folder):
            # No exchange in one step here: for an instant the folder is away, but never half written.
            folder.rename(stage.aside)
            try:
                stage.tree.rename(folder)
            except OSError:
                stage.aside.rename(folder)
                raise
            stage.aside.rename(stage.tree)
    except OSError as error:
        raise FixedError(str(error)) from error


def bring_back(folder: Path, stage: Stage) -> None:
    """Bring back a folder that a killed build had put aside."""
    if not stage.aside.is_dir():
        return
    if not folder.exists():
        stage.aside.rename(folder)
    elif not stage.tree.exists():
        stage.aside.rename(stage.tree)
    else:
        shutil.rmtree(stage.aside)


def is_mounted(folder: Path) -> bool:
    """Whether something is mounted at a folder, be it a folder of the same disk."""
    if folder.is_mount():
        return True
    with contextlib.suppress(OSError):
        points = re.findall(r"^\S+ \S+ \S+ \S+ (\S+)", _MOUNTS.read_text("utf-8"), re.MULTILINE)
        real = os.path.realpath(folder)
        return any(_unescape(point) == real for point in points)
    return False


def _unescape(point: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), point)


def _exchange(one: Path, two: Path) -> bool:
    """Exchange two folders in one step, where the system can (Linux)."""
    import ctypes

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        return False
    raise OSError(code, os.strerror(code))
