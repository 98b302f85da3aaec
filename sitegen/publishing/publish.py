"""Finished files to a folder: what differs is made in a stage beside it, then the two are exchanged.

The folder holds the old site or the new one, whole, whenever it is looked at. A folder that this
generator did not make is never replaced. The tree that was published before becomes the next stage,
brought up to date by second names of the same files, so that a build writes what it changed and no more.

Assets of the site before stay until the next one: who has loaded a page still finds its style sheet.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from sitegen.messages.elsewhere import hear
from sitegen.messages.said import NOTHING, Said, say
from sitegen.problems import InvalidProjectError, Place
from sitegen.publishing.exchange import FixedError, bring_back, exchange, is_mounted
from sitegen.publishing.inplace import put_in_place
from sitegen.publishing.lock import LockedError, hold_lock
from sitegen.publishing.look import is_known, look_at_tree, make_record
from sitegen.publishing.record import TreeRecord, load_record, save_record
from sitegen.publishing.stage import open_stage, read_pending, write_pending
from sitegen.publishing.tree import (
    copy_file,
    digest_content,
    list_folders,
    patch_tree,
    share_file,
    write_file,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from sitegen.publishing.stage import Stage
    from sitegen.publishing.tree import Tree


MARKER = ".sitegen"
"""File that says a folder was made by this generator, and may be replaced."""
PATIENCE = 60.0
"""Seconds to wait for another process that publishes into the same folder."""

_MARK = b"Made by sitegen; replaced at each build.\n"
_ASSETS = "assets/"
_MANY = 50
"""Files that are worth threads of their own."""


@dataclass(frozen=True)
class Published:
    """How many files of a site are others than before."""

    written: int = 0
    """New ones, and those with other content."""
    removed: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class _Site:
    """What is to be published, and where."""

    folder: Path
    stage: Stage | None
    """`None` where nothing can be put beside the folder."""
    files: Mapping[str, str]
    """Digest of each file by address, with that of the marker."""
    read: Callable[[str], bytes]
    put: Callable[[str, bytes], None] = write_file
    """Writes a content to a path where there is nothing."""

    def write(self, address: str, path: str) -> None:
        """Write a file of the site where there is none.

        Raises:
            ValueError: Its content is not the one that was named.
        """
        content = _MARK if address == MARKER else self.read(address)
        if digest_content(content) != self.files[address]:
            raise ValueError(f"the content of {address} is not that of its digest")
        self.put(path, content)


def publish_tree(tree: Mapping[str, bytes], folder: Path) -> Published:
    """Put files, by address, in the place of a folder.

    Raises:
        InvalidProjectError: The folder is not ours to replace, cannot be written, or is in use.
    """
    digests = {address: digest_content(content) for address, content in tree.items()}
    return publish_files(digests, tree.__getitem__, folder)


def publish_files(
    files: Mapping[str, str],
    read: Callable[[str], bytes],
    folder: Path,
    patience: float = PATIENCE,
) -> Published:
    """Put files in the place of a folder, given the digest of each (`digest_content`) by address.

    `read` gives the content of an address; it is called for what has to be written, and nothing else.
    Another process that publishes there is waited for, some seconds.

    Raises:
        InvalidProjectError: The folder is not ours to replace, cannot be written, or is in use.
        ValueError: An address leads out of the folder, or a content is not that of its digest.
    """
    folder = folder.absolute()
    _check_addresses(files)
    digests = {**files, MARKER: digest_content(_MARK)}
    _check_folder(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        stage = _open_stage(folder)
        with _hold(folder, stage, patience) as tell:
            if stage:
                bring_back(folder, stage)
            _check_folder(folder)
            return _publish(_Site(folder, stage, digests, read), tell)
    except LockedError as locked:
        raise _refuse_locked(folder, locked) from None
    except OSError as error:
        raise _refuse(
            folder,
            say("the site cannot be written: {strerror}", strerror=hear(error.strerror or error)),
        ) from None


def forget_published(folder: Path) -> None:
    """Forget what is known of the site in a folder, so that the next one keeps nothing of it.

    Raises:
        InvalidProjectError: Another process publishes there.
    """
    try:
        stage = open_stage(folder)
        with hold_lock(stage.lock, PATIENCE):
            stage.record.unlink(missing_ok=True)
            stage.pending.unlink(missing_ok=True)
            shutil.rmtree(stage.tree, ignore_errors=True)
    except LockedError as locked:
        raise _refuse_locked(folder, locked) from None
    except OSError:
        return  # there is nothing beside it, nor can there be


def _check_addresses(addresses: Iterable[str]) -> None:
    """Hold addresses to what lies in a folder, all at once: there are many.

    Raises:
        ValueError: One leads out of the folder, or to no file.
    """
    whole = "".join(f"/{one}/\n" for one in addresses)
    if any(part in whole for part in ("//", "/./", "/../", "\0")):
        raise ValueError(
            "a file of a site can have the address of no folder, nor one that leads out of it"
        )


def find_refusal(folder: Path) -> Said:
    """Why a folder must not be replaced; empty where it may."""
    if folder.is_symlink():
        return say("the output folder is a symbolic link")
    if not folder.exists():
        above = next(one for one in folder.absolute().parents if os.path.lexists(one))
        if not above.is_dir():
            return say("the output is to lie in `{name}`, which is no folder", name=above.name)
        return NOTHING
    if not folder.is_dir():
        return say("the output is a file")
    if not (folder / MARKER).is_file() and any(folder.iterdir()):
        return say(
            "the folder holds files that sitegen did not make (it has no `{marker}`)", marker=MARKER
        )
    return NOTHING


def _check_folder(folder: Path) -> None:
    try:
        refusal = find_refusal(folder)
    except OSError as error:
        raise _refuse(
            folder,
            say("the site cannot be written: {strerror}", strerror=hear(error.strerror or error)),
        ) from None
    if refusal:
        raise _refuse(folder, refusal, say("Name another folder with `--out`"))


def _refuse(folder: Path, message: Said, hint: Said = NOTHING) -> InvalidProjectError:
    return InvalidProjectError([Place(str(folder)).problem("output", message, hint)])


def _refuse_locked(folder: Path, locked: LockedError) -> InvalidProjectError:
    return _refuse(
        folder,
        say("the site is being published by {locked}", locked=locked),
        say("Build again when it has ended"),
    )


def _open_stage(folder: Path) -> Stage | None:
    """The stage; none where the folder stands in one that cannot be written to."""
    try:
        return open_stage(folder)
    except OSError:
        if folder.is_dir():
            return None
        raise


@contextlib.contextmanager
def _hold(folder: Path, stage: Stage | None, patience: float) -> Iterator[Callable[[], None]]:
    """Hold the lock of the output; where nothing can stand beside it, that is its own marker."""
    if stage is None and not (folder / MARKER).exists():
        write_file(str(folder / MARKER), _MARK)
    path = stage.lock if stage else folder / MARKER
    with hold_lock(path, patience, named=stage is not None) as tell:
        yield tell


def _publish(site: _Site, tell: Callable[[], None]) -> Published:
    """Make a folder hold a site, and the assets of the one before."""
    stage, files = site.stage, site.files
    record = load_record(stage.record) if stage else TreeRecord()
    leaving = _find_leaving(files, record, stage)
    live = look_at_tree(str(site.folder), record, leaving | files.keys())
    kept = {
        one: live.digests[one]
        for one in leaving & live.digests.keys()
        if record.digests.get(one, live.digests[one]) == live.digests[one]
    }
    wanted = {**kept, **files}
    live.strange |= live.digests.keys() - wanted.keys()
    changed = {one for one, digest in wanted.items() if live.digests.get(one) != digest}
    written = len(changed - {MARKER})
    published = Published(written, len(live.strange), len(wanted) - 1 - written)
    if changed or live.strange or live.folders.keys() != list_folders(wanted):
        tell()
        trees = _replace(site, wanted, record, live)
    elif stage is None or (
        is_known(live, wanted, kept.keys(), record) and not stage.pending.exists()
    ):
        return published
    else:
        trees = [live]
    if stage:
        with contextlib.suppress(OSError):  # the site is published, whatever is not remembered
            save_record(stage.record, make_record(trees, wanted, kept.keys(), record))
            stage.pending.unlink(missing_ok=True)
    return published


def _find_leaving(
    files: Mapping[str, str], record: TreeRecord, stage: Stage | None
) -> frozenset[str]:
    """The assets of the site before that this one has not; of the same site, those that it kept.

    Where a build was killed while publishing, the site before is that one or the one before it.
    """
    pending = (stage and read_pending(stage)) or frozenset()
    if record.digests == {**record.kept_files, **files} and pending <= files.keys():
        return record.kept
    before = (record.digests.keys() - record.kept) | pending
    return frozenset(one for one in before - files.keys() if one.startswith(_ASSETS))


def _replace(site: _Site, wanted: Mapping[str, str], record: TreeRecord, live: Tree) -> list[Tree]:
    """Publish; the trees that hold the site now, the published one first."""
    stage, fixed, write = site.stage, site.stage is None or is_mounted(site.folder), site.write
    assets = [one for one in site.files if one.startswith(_ASSETS)]
    if stage and not fixed:
        tree = look_at_tree(str(stage.tree), record, wanted.keys(), twin=live)
        try:
            _fill_stage(site, tree, live, wanted)
            write_pending(stage, assets)
        except OSError:  # the disk may be full, and what was written so far is of no use
            shutil.rmtree(stage.tree, ignore_errors=True)
            raise
        with contextlib.suppress(FixedError):
            exchange(stage, site.folder)
            tree.root, live.root = live.root, tree.root
            return [tree, *_follow(live, tree, wanted)]
        write = partial(copy_file, tree)
    elif stage:
        write_pending(stage, assets)
    put_in_place(live, wanted, write)
    if stage:
        shutil.rmtree(stage.tree, ignore_errors=True)
    return [live]


def _fill_stage(site: _Site, tree: Tree, live: Tree, wanted: Mapping[str, str]) -> None:
    """Make the stage hold a site."""
    new = sum(live.digests.get(one) != digest for one, digest in wanted.items())
    if new < _MANY:
        patch_tree(tree, wanted, partial(_fill, site, live, wanted))
        return
    from sitegen.publishing.writers import open_writers

    with open_writers() as write:
        patch_tree(tree, wanted, partial(_fill, replace(site, put=write), live, wanted))


def _fill(site: _Site, live: Tree, wanted: Mapping[str, str], address: str, path: str) -> None:
    """Make a file of the stage: a second name of the published one, if that is as wanted."""
    if live.digests.get(address) != wanted[address]:
        site.write(address, path)
        return
    try:
        share_file(live, address, path)
    except OSError:  # no second names here
        copy_file(live, address, path)


def _follow(live: Tree, tree: Tree, wanted: Mapping[str, str]) -> list[Tree]:
    """Bring the tree that was published to what is; it is removed where files have no second names."""
    try:
        patch_tree(live, wanted, partial(share_file, tree))
    except OSError:
        shutil.rmtree(live.root, ignore_errors=True)
        return []
    return [live]
