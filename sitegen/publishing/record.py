"""What published trees held when they were last looked at, so that the next look need not read them.

A file is known by its stamp: as long as that is the same, so is the content. Nothing here is
believed without it, so that a record that is old, damaged or another's costs time alone.
"""

from __future__ import annotations

import hashlib
import json
import sys
from array import array
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from sitegen.clock import is_settled

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


Stamp = tuple[int, int, int, int]
"""Inode, size, and the times of the last change of the content and of anything, in nanoseconds."""

NO_STAMP: Stamp = (0, 0, 0, 0)
_VERSION = 1


@dataclass(frozen=True)
class TreeRecord:
    """The published files, and how to know those of both trees again without reading them."""

    digests: Mapping[str, str] = field(default_factory=dict)
    """Digest of each file by address."""
    kept: frozenset[str] = frozenset()
    """Addresses of files that are there only for readers of the build before."""
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    """Stamps of the files, which both trees share, by address."""
    folders: Mapping[int, Mapping[str, Stamp]] = field(default_factory=dict)
    """Stamps of the folders of each tree by address, by the inode of its root, whose address is empty."""

    @property
    def kept_files(self) -> Mapping[str, str]:
        """Digests of the kept files by address."""
        return {one: self.digests[one] for one in self.kept & self.digests.keys()}


def make_stamp(found: os.stat_result, now: int) -> Stamp:
    """The stamp of a file or a folder, by which it can be known again.

    Where it was changed a moment before `now` (nanoseconds), another change could bear the same time:
    the last part is 0, and nothing is known by it.
    """
    changed = found.st_ctime_ns
    return found.st_ino, found.st_size, found.st_mtime_ns, changed * is_settled(changed, now)


def load_record(path: Path) -> TreeRecord:
    """Read a record; an empty one where there is none, or one that is damaged."""
    try:
        checksum, _, rest = path.read_bytes().partition(b"\n")
        if checksum != _checksum(rest):
            return TreeRecord()
        text, _, packed = rest.partition(b"\n")
        table = json.loads(text)
        if table["version"] != _VERSION or table["order"] != sys.byteorder:
            return TreeRecord()
        names, folders = table["names"], table["folders"]
        stamps = _unpack(packed)
        return TreeRecord(
            dict(zip(names, table["digests"], strict=True)),
            frozenset(table["kept"]),
            dict(zip(names, stamps, strict=False)),
            {root: dict(zip(folders, stamps, strict=False)) for root in table["trees"]},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return TreeRecord()


def save_record(path: Path, record: TreeRecord) -> None:
    """Write a record in the place of the one before.

    Raises:
        OSError: It cannot be written.
    """
    folders = list(dict.fromkeys(one for tree in record.folders.values() for one in tree))
    table = {
        "version": _VERSION,
        "order": sys.byteorder,
        "names": list(record.digests),
        "digests": list(record.digests.values()),
        "kept": sorted(record.kept),
        "folders": folders,
        "trees": list(record.folders),
    }
    packed = _pack(record.digests, record.stamps)
    for tree in record.folders.values():
        packed += _pack(folders, tree)
    rest = json.dumps(table, separators=(",", ":")).encode() + b"\n" + packed
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(_checksum(rest) + b"\n" + rest)
    fresh.replace(path)


def _pack(names: Iterable[str], stamps: Mapping[str, Stamp]) -> bytes:
    """Stamps as numbers of eight bytes; none where one does not fit, which no usual disk has."""
    known = [stamps.get(name, NO_STAMP) for name in names]
    try:
        return array("q", chain.from_iterable(known)).tobytes()
    except OverflowError:
        return array("q", len(known) * NO_STAMP).tobytes()


def _unpack(packed: bytes) -> Iterator[Stamp]:
    numbers = iter(array("q", packed))
    return zip(numbers, numbers, numbers, numbers, strict=True)


def _checksum(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=16).hexdigest().encode()
