"""What a folder holds, found with as few looks as can be, and what of it is remembered.

Nothing is read that has the stamp it had when it was last read.
"""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.publishing.record import NO_STAMP, TreeRecord, make_stamp
from sitegen.publishing.tree import FILE_MODE, FOLDER_MODE, Tree, digest_content, get_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sitegen.publishing.record import Stamp


_MANY = 200
"""Files that are rather read at each build than that a record is written when nothing changed."""


def look_at_tree(
    root: str, record: TreeRecord, wanted: AbstractSet[str], twin: Tree | None = None
) -> Tree:
    """What a folder holds; nothing where it is not there.

    Files and folders with the stamps of the record are as they were; all others are read. A tree
    that shares its files with a `twin` is known by its folders alone, as far as the twin is.

    Raises:
        OSError: Something in it cannot be read.
    """
    tree, now = Tree(root), time.time_ns()
    intact, listed = _look_at_folders(tree, record, wanted, now)
    shared = twin.stamps if twin else {}
    prefix, lstat = f"{root}/", os.lstat
    for address, digest in record.digests.items():  # a line more costs a millisecond
        if address.rpartition("/")[0] not in intact:
            continue
        if address not in wanted:
            tree.strange.add(address)
            continue
        stamp = record.stamps[address]
        same = stamp[3] and shared.get(address) == stamp
        if stamp[3] and not same:
            try:
                found = lstat(prefix + address)
            except FileNotFoundError:
                continue
            same = stamp == (
                found.st_ino,
                found.st_size,
                found.st_mtime_ns,
                found.st_ctime_ns,
            )
        if same:
            tree.digests[address], tree.stamps[address] = digest, stamp
        else:
            listed.add(address)
    for address in listed:
        _look_at_file(tree, address, record, now)
    if twin:
        _forget_copies(tree, twin, listed)
    return tree


def _look_at_folders(
    tree: Tree, record: TreeRecord, wanted: AbstractSet[str], now: int
) -> tuple[set[str], set[str]]:
    """Find the folders of a tree: those that hold what they held, and the wanted files of the others."""
    try:
        known = record.folders.get(os.lstat(tree.root).st_ino, {})
    except FileNotFoundError:
        return set(), set()
    waiting, listed = [] if "" in known else [""], set[str]()
    for address, stamp in known.items():
        try:
            found = os.lstat(tree.path(address))
        except (FileNotFoundError, NotADirectoryError):
            continue
        if stamp[3] and make_stamp(found, now) == stamp:
            tree.folders[address] = stamp
        else:
            waiting.append(address)
    intact = set(tree.folders)
    while waiting:
        try:
            inner = _list_folder(tree, waiting.pop(), (wanted, listed), now)
        except (FileNotFoundError, NotADirectoryError):
            continue
        waiting += [one for one in inner if one not in known]
    if known.keys() - tree.folders.keys():
        intact &= _drop_detached(tree)
        listed = {address for address in listed if get_folder(address) in tree.folders}
    for address in tree.folders.keys() - intact:
        _correct_mode(tree, address, now)
    return intact, listed


def _drop_detached(tree: Tree) -> set[str]:
    """Drop what seems to lie in folders that are none: a link to a folder shows what that one holds."""
    for address in sorted(tree.folders):
        if address and get_folder(address) not in tree.folders:
            del tree.folders[address]
    tree.strange = {address for address in tree.strange if get_folder(address) in tree.folders}
    return set(tree.folders)


def _list_folder(
    tree: Tree, folder: str, sought: tuple[AbstractSet[str], set[str]], now: int
) -> list[str]:
    """List a folder: the files sought are added to the second of `sought`; the inner folders are returned."""
    wanted, listed = sought
    found = os.lstat(tree.path(folder))
    if not stat.S_ISDIR(found.st_mode):
        return []
    inner = []
    with os.scandir(tree.path(folder)) as entries:
        for entry in entries:
            address = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                inner.append(address)
            elif address in wanted and entry.is_file(follow_symlinks=False):
                listed.add(address)
            else:
                tree.strange.add(address)
    tree.folders[folder] = make_stamp(found, now)
    return inner


def _correct_mode(tree: Tree, folder: str, now: int) -> None:
    path = Path(tree.path(folder))
    if stat.S_IMODE(path.lstat().st_mode) != FOLDER_MODE:
        path.chmod(FOLDER_MODE)
        tree.folders[folder] = make_stamp(path.lstat(), now)


def _look_at_file(tree: Tree, address: str, record: TreeRecord, now: int) -> None:
    """Know a file by its stamp, or read it; one that is away, or no file, is left out."""
    path, known = tree.path(address), record.stamps.get(address, NO_STAMP)
    try:
        found = os.lstat(path)
        stamp = make_stamp(found, now)
        if known[3] and stamp == known:
            digest = record.digests[address]
        elif stat.S_ISREG(found.st_mode):
            if stat.S_IMODE(found.st_mode) != FILE_MODE:
                Path(path).chmod(FILE_MODE)
                stamp = make_stamp(os.lstat(path), now)
            digest = digest_content(Path(path).read_bytes())
        else:
            return
    except (FileNotFoundError, PermissionError):
        return
    tree.digests[address], tree.stamps[address] = digest, stamp


def _forget_copies(tree: Tree, twin: Tree, addresses: Iterable[str]) -> None:
    """Take files for missing that are equal to the twin's and not the same: they must be shared."""
    for address in addresses:
        stamp, other = tree.stamps.get(address, NO_STAMP), twin.stamps.get(address, NO_STAMP)
        same_content = tree.digests.get(address) == twin.digests.get(address)
        if same_content and stamp[0] != other[0]:
            tree.digests.pop(address, None)
            tree.stamps.pop(address, None)


def is_known(
    tree: Tree, wanted: Mapping[str, str], kept: AbstractSet[str], record: TreeRecord
) -> bool:
    """Whether a record says of a tree what there is to say."""
    unread = tree.stamps.items() - record.stamps.items()
    return record.digests == wanted and record.kept == kept and len(unread) < _MANY


def make_record(
    trees: Sequence[Tree], wanted: Mapping[str, str], kept: AbstractSet[str], before: TreeRecord
) -> TreeRecord:
    """What is to be remembered of one tree, or of two that share their files.

    Of a tree that was not looked at, what was known before holds if the files are the same ones.
    """
    stamps = _read_stamps(trees[0], wanted, trees[0].stamps)
    folders: dict[int, Mapping[str, Stamp]] = {}
    if len(trees) == 1 and before.digests == wanted and _share_inodes(stamps, before.stamps):
        folders |= before.folders
    for tree in trees:
        known = _read_stamps(tree, tree.folders, tree.folders)
        folders[known[""][0]] = known
    return TreeRecord(wanted, frozenset(kept), stamps, folders)


def _read_stamps(
    tree: Tree, addresses: Iterable[str], known: Mapping[str, Stamp]
) -> dict[str, Stamp]:
    """Stamps by address: those known, and those of what was made or changed since."""
    stamps = {}
    for address in addresses:
        stamp = known.get(address, NO_STAMP)
        if not stamp[0]:
            now = time.time_ns()
            stamp = make_stamp(os.lstat(tree.path(address)), now)
        stamps[address] = stamp
    return stamps


def _share_inodes(some: Mapping[str, Stamp], others: Mapping[str, Stamp]) -> bool:
    return all(stamp[0] == others.get(one, NO_STAMP)[0] for one, stamp in some.items())
