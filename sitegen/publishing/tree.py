"""Trees of files as they are and as they should be: what one holds, and the least that makes it right.

No file is ever written into: a new one takes the place of the old one, for the trees of one site share
their files, and somebody may be reading.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.publishing.record import NO_STAMP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sitegen.publishing.record import Stamp


FILE_MODE, FOLDER_MODE = 0o644, 0o755
"""Of all that is published, whatever the mask of who publishes it: a server is another user."""


@dataclass
class Tree:
    """What a folder holds: found by `look_at_tree`, kept true by `patch_tree`."""

    root: str
    digests: dict[str, str] = field(default_factory=dict)
    """Digest of each wanted file by address."""
    stamps: dict[str, Stamp] = field(default_factory=dict)
    """Stamps of these files."""
    folders: dict[str, Stamp] = field(default_factory=dict)
    """Stamp of each folder by address; that of the root is empty."""
    strange: set[str] = field(default_factory=set)
    """Addresses of all else: files that nobody wants, links, pipes."""

    def path(self, address: str) -> str:
        """Where something of the tree lies."""
        return f"{self.root}/{address}" if address else self.root


def digest_content(content: bytes) -> str:
    """The name of a content, as who publishes files must give it."""
    return hashlib.blake2b(content, digest_size=20).hexdigest()


def get_folder(address: str) -> str:
    """The address of the folder that something lies in."""
    return address.rpartition("/")[0]


def list_folders(addresses: Iterable[str]) -> set[str]:
    """All folders that files lie in, with the root."""
    folders, waiting = {""}, set(map(get_folder, addresses))
    while waiting:
        folders |= waiting
        waiting = set(map(get_folder, waiting)) - folders
    return folders


def patch_tree(tree: Tree, wanted: Mapping[str, str], fill: Callable[[str, str], None]) -> None:
    """Make a tree hold the wanted files, and nothing else.

    `fill` makes the file of an address, at a path where there is none.

    Raises:
        OSError: Something cannot be written or removed.
    """
    for address in tree.strange:
        remove(tree, address)
    tree.strange.clear()
    needed = list_folders(wanted)
    for folder in sorted(tree.folders.keys() - needed, reverse=True):
        Path(tree.path(folder)).rmdir()
        del tree.folders[folder]
        touch(tree, folder)
    for folder in sorted(needed - tree.folders.keys()):
        make_folder(tree, folder)
    for address, digest in wanted.items():
        if tree.digests.get(address) != digest:
            remove(tree, address)
            fill(address, tree.path(address))
            tree.digests[address] = digest


def remove(tree: Tree, address: str) -> None:
    """Remove a file, or whatever stands there that is no folder."""
    tree.digests.pop(address, None)
    tree.stamps.pop(address, None)
    touch(tree, address)
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        Path(tree.path(address)).unlink()


def make_folder(tree: Tree, folder: str) -> None:
    """Make a folder whose own folder is there."""
    path = tree.path(folder)
    os.mkdir(path)  # noqa: PTH102 # as in `write_file`
    os.chmod(path, FOLDER_MODE)  # noqa: PTH101
    tree.folders[folder] = NO_STAMP
    touch(tree, folder)


def touch(tree: Tree, address: str) -> None:
    """Forget the stamp of the folder that something lies in: it is about to change, or did."""
    folder = get_folder(address)
    if address and folder in tree.folders:
        tree.folders[folder] = NO_STAMP


def write_file(path: str, content: bytes) -> None:
    """Write a file that is not there yet."""
    with open(path, "xb") as file:  # noqa: PTH123 # a path of its own costs as much as the file
        file.write(content)
    os.chmod(path, FILE_MODE)  # noqa: PTH101 # as above


def share_file(tree: Tree, address: str, path: str) -> None:
    """Give a file of a tree a second name, where there is nothing yet.

    Raises:
        OSError: The system has no second names here.
    """
    os.link(tree.path(address), path, follow_symlinks=False)
    tree.stamps[address] = NO_STAMP


def copy_file(tree: Tree, address: str, path: str) -> None:
    """Copy a file of a tree, to where there is nothing yet."""
    write_file(path, Path(tree.path(address)).read_bytes())
