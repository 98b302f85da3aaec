"""Files put into a folder that must stay where it is, one by one, so that no link is ever broken.

First what is new, pages after what they show; then what is changed, pages last; then what is no longer
wanted is removed. Each file is the old one or the new one, whole.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.publishing.record import NO_STAMP
from sitegen.publishing.tree import list_folders, make_folder, remove, touch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitegen.publishing.tree import Tree


_FRESH = ".sitegen-new"
"""Name of a file until it is whole; what is left of one that never was is strange to the next build."""


def put_in_place(tree: Tree, wanted: Mapping[str, str], write: Callable[[str, str], None]) -> None:
    """Make a published tree hold the wanted files while it is read.

    `write` makes the file of an address, at a path where there is none.

    Raises:
        OSError: Something cannot be written or removed; no page is removed unless all is written.
    """
    changed = [one for one, digest in wanted.items() if tree.digests.get(one) != digest]
    old = frozenset(tree.digests)
    for address in sorted(changed, key=lambda one: (one in old, _is_page(one), one)):
        _make_way(tree, address)
        path = Path(tree.path(address))
        fresh = path.with_name(_FRESH)
        fresh.unlink(missing_ok=True)
        try:
            write(address, str(fresh))
            fresh.replace(path)
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
        touch(tree, address)
        tree.strange.discard(address)
        tree.digests[address], tree.stamps[address] = wanted[address], NO_STAMP
    for address in sorted(tree.strange, key=lambda one: (not _is_page(one), one)):
        _discard(tree, address)
    for folder in sorted(tree.folders.keys() - list_folders(wanted), reverse=True):
        _remove_folder(tree, folder)


def _is_page(address: str) -> bool:
    return address.endswith(".html")


def _make_way(tree: Tree, address: str) -> None:
    """Make the folders of a file, and clear what stands where they or it must be."""
    parts = address.split("/")
    for folder in ("/".join(parts[:count]) for count in range(1, len(parts))):
        if folder not in tree.folders:
            _discard(tree, folder)
            make_folder(tree, folder)
    if address in tree.folders:
        for inner in sorted(one for one in tree.strange if one.startswith(f"{address}/")):
            _discard(tree, inner)
        for inner in sorted(tree.folders, reverse=True):
            if inner == address or inner.startswith(f"{address}/"):
                _remove_folder(tree, inner)


def _discard(tree: Tree, address: str) -> None:
    remove(tree, address)
    tree.strange.discard(address)


def _remove_folder(tree: Tree, folder: str) -> None:
    Path(tree.path(folder)).rmdir()
    del tree.folders[folder]
    touch(tree, folder)
