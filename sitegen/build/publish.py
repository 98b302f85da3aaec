"""A finished tree of files to a folder: staged beside it, then swapped in.

The folder holds the old site or the new one, whole, whenever it is looked at. A folder that this
generator did not make is never replaced.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.problems import InvalidProjectError, Place

if TYPE_CHECKING:
    from collections.abc import Mapping


MARKER = ".sitegen"
"""File that says a folder was made by this generator, and may be replaced."""

_PREFIX = ".sitegen-staged-"
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def publish_tree(tree: Mapping[str, bytes], folder: Path) -> None:
    """Put a tree of files, by address, in the place of a folder.

    Raises:
        InvalidProjectError: The folder is not ours to replace, or cannot be written.
    """
    folder = folder.absolute()
    if refusal := find_refusal(folder):
        raise InvalidProjectError(
            [Place(str(folder)).problem("output", refusal, "Name another folder with `--out`")]
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(folder)
        staged = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{folder.name}-", dir=folder.parent))
        staged.chmod(0o755)
        try:
            _write_tree(tree, staged)
            _swap(staged, folder)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    except OSError as error:
        raise InvalidProjectError(
            [
                Place(str(folder)).problem(
                    "output", f"the site cannot be written: {error.strerror or error}"
                )
            ]
        ) from None


def find_refusal(folder: Path) -> str:
    """Why a folder must not be replaced; empty where it may."""
    if folder.is_symlink():
        return "the output folder is a symbolic link"
    if not folder.exists():
        return ""
    if not folder.is_dir():
        return "the output is a file"
    if any(folder.iterdir()) and not (folder / MARKER).is_file():
        return f"the folder holds files that sitegen did not make (it has no `{MARKER}`)"
    return ""


def _write_tree(tree: Mapping[str, bytes], folder: Path) -> None:
    made: set[Path] = set()
    for address, content in {**tree, MARKER: b"Made by sitegen; replaced at each build.\n"}.items():
        path = folder / address
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(content)


def _swap(staged: Path, folder: Path) -> None:
    """Put the staged folder in place; the old one is left where the staged one was."""
    if not folder.exists():
        staged.rename(folder)
    elif not _exchange(staged, folder):
        # No atomic exchange here: for an instant the folder is away, but never half written.
        aside = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{folder.name}-old-", dir=folder.parent))
        folder.rename(aside / folder.name)
        staged.rename(folder)
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, two: Path) -> bool:
    """Exchange two folders in one step, where the system can (Linux)."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), _RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        return False
    code = ctypes.get_errno()
    raise OSError(code, os.strerror(code))


def _remove_leftovers(folder: Path) -> None:
    """Clear what a killed build left: bring back a folder that was set aside, drop staged ones."""
    for left in folder.parent.glob(f"{_PREFIX}{folder.name}-*"):
        old = left / folder.name
        if "-old-" in left.name and old.is_dir() and not folder.exists():
            with contextlib.suppress(OSError):
                old.rename(folder)
        shutil.rmtree(left, ignore_errors=True)
