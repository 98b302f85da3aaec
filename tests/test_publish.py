"""Publishing by difference: what is written, what stands there after it, and whom it is refused."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
import subprocess
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from sitegen.problems import InvalidProjectError
from sitegen.publishing import exchange, lock, look
from sitegen.publishing import publish as publishing
from sitegen.publishing.lock import LockedError, hold_lock
from sitegen.publishing.publish import MARKER, Published, publish_files, publish_tree
from sitegen.publishing.record import make_stamp
from sitegen.publishing.stage import open_stage
from sitegen.publishing.tree import digest_content, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.publishing.stage import Stage

OLD = {"index.html": b"old", "zh/index.html": b"old zh", "both.txt": b"both"}
NEW = {"index.html": b"new", "data/facts.csv": b"fact\n", "both.txt": b"both"}


def read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def find_stage(folder: Path) -> Path:
    """The folder beside an output that holds its stage; there is nothing else."""
    [stage] = [path for path in folder.parent.iterdir() if path.name.startswith(".sitegen-stage-")]
    return stage


def publish(tree: dict[str, bytes], folder: Path) -> tuple[Published, list[str]]:
    """Publish a tree; what was said of it, and what was asked for."""
    asked: list[str] = []

    def give(address: str) -> bytes:
        asked.append(address)
        return tree[address]

    digests = {address: digest_content(content) for address, content in tree.items()}
    return publish_files(digests, give, folder), sorted(asked)


def settle() -> None:
    """Wait until nothing that was written is so new that another change could bear its time."""
    time.sleep(0.05)


@pytest.fixture(params=["exchange", "rename", "in place", "copies"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """All ways of publishing: in one step, where the system has none, where the folder cannot be moved,
    and where files have no second names."""

    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    if request.param == "rename":
        monkeypatch.setattr(exchange, "_exchange", lambda _one, _two: False)
    if request.param == "in place":
        monkeypatch.setattr(exchange, "_exchange", refuse)
    if request.param == "copies":
        monkeypatch.setattr(os, "link", refuse)
    return str(request.param)


def test_a_tree_takes_the_place_of_the_old_one(tmp_path: Path, way: str) -> None:
    for tree in (OLD, NEW, OLD, OLD, NEW, {}, NEW):
        publish_tree(tree, tmp_path / "site")
        assert read(tmp_path / "site") == tree
        assert len(list(tmp_path.iterdir())) == 2
    assert not list((tmp_path / "site").rglob(".sitegen-new"))
    assert (find_stage(tmp_path / "site") / "tree").exists() == (way in {"exchange", "rename"})


@pytest.mark.usefixtures("way")
def test_a_file_and_a_folder_take_each_others_place(tmp_path: Path) -> None:
    for tree in ({"a": b"1", "b/c/d": b"2", "b/e": b"3"}, {"a/x/y": b"4", "b": b"5"}) * 2:
        publish_tree(tree, tmp_path / "site")
        assert read(tmp_path / "site") == tree


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("wait", [settle, lambda: None], ids=["later", "at once"])
def test_what_is_as_wanted_is_neither_read_nor_written(
    wait: Callable[[], None], tmp_path: Path, way: str
) -> None:
    site = tmp_path / "site"
    assert publish(OLD, site) == (Published(3, 0, 0), sorted(OLD))
    wait()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert publish(OLD, site) == (Published(0, 0, 3), [])
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    kept = (site / "both.txt").stat()
    wait()
    assert publish(NEW, site) == (Published(2, 1, 1), ["data/facts.csv", "index.html"])
    assert publish({**NEW, "index.html": b"newer"}, site) == (Published(1, 0, 2), ["index.html"])
    assert publish(NEW, site) == (Published(1, 0, 2), ["index.html"])
    if way != "copies":
        assert (site / "both.txt").stat().st_ino == kept.st_ino
        assert (site / "both.txt").stat().st_mtime_ns == kept.st_mtime_ns


@pytest.mark.parametrize(
    "name", ["edited", "touched back", "gone", "link", "pipe", "more", "a folder", "mode"]
)
@pytest.mark.parametrize("tree", [OLD, NEW], ids=["nothing new", "something new"])
@pytest.mark.usefixtures("way")
def test_what_somebody_did_to_the_site_is_undone(
    name: str, tree: dict[str, bytes], tmp_path: Path
) -> None:
    site, both = tmp_path / "site", tmp_path / "site" / "both.txt"
    publish(NEW, site)
    publish(OLD, site)
    settle()
    times = both.stat()
    if name == "edited":
        both.write_bytes(b"edited")
    elif name == "touched back":
        both.write_bytes(b"htob")
        os.utime(both, ns=(times.st_atime_ns, times.st_mtime_ns))
    elif name == "mode":
        both.chmod(0o600)
    elif name == "a folder":
        (site / "more").mkdir()
    elif name == "more":
        (site / "more" / "of").mkdir(parents=True)
        (site / "more" / "of" / "it.txt").write_bytes(b"more")
    else:
        both.unlink()
    if name == "link":
        both.symlink_to("index.html")
    if name == "pipe":
        os.mkfifo(both)
    publish(tree, site)
    assert read(site) == tree
    assert stat.S_IMODE(both.lstat().st_mode) == 0o644
    assert not both.is_symlink()
    assert not (site / "more").exists()
    publish({**tree, "one.txt": b"1"}, site)
    assert read(site) == {**tree, "one.txt": b"1"}


@pytest.mark.usefixtures("way")
def test_a_folder_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    site, away = tmp_path / "site", tmp_path / "away"
    more = {"zh/more.txt": b"more", "zh/deep/er.txt": b"deeper"}
    publish({**OLD, **more}, site)
    settle()
    publish({**OLD, **more, "one.txt": b"1"}, site)
    (site / "zh").rename(away)
    (site / "zh").symlink_to(away)
    publish({**OLD, **more}, site)
    assert read(site) == {**OLD, **more}
    assert not (site / "zh").is_symlink()
    publish(OLD, site)
    assert read(site) == OLD
    assert read(away) == {"index.html": b"old zh", "more.txt": b"more", "deep/er.txt": b"deeper"}


@pytest.mark.parametrize("target", ["stage", "record", "tree", "half a tree", "copy", "lock"])
def test_a_stage_that_is_damaged_is_made_again(target: str, tmp_path: Path) -> None:
    publish(NEW, tmp_path / "site")
    publish(OLD, tmp_path / "site")
    settle()
    stage = find_stage(tmp_path / "site")
    if target == "stage":
        shutil.rmtree(stage)
    elif target == "record":
        (stage / "record").write_bytes((stage / "record").read_bytes()[:-5] + b"00000")
    elif target == "tree":
        shutil.rmtree(stage / "tree")
    elif target == "half a tree":
        (stage / "tree" / "both.txt").write_bytes(b"damaged")
        (stage / "tree" / "zh" / "index.html").unlink()
    elif target == "copy":
        shutil.copyfile(stage / "tree" / "both.txt", stage / "copy")
        (stage / "copy").replace(stage / "tree" / "both.txt")
    else:
        (stage / "lock").write_bytes(b"{")
    before = (tmp_path / "site" / "index.html").stat().st_mtime_ns
    publish({**OLD, "one.txt": b"1"}, tmp_path / "site")
    publish({**OLD, "one.txt": b"2"}, tmp_path / "site")
    assert read(tmp_path / "site") == {**OLD, "one.txt": b"2"}
    for address in (*OLD, "one.txt", MARKER):
        assert (tmp_path / "site" / address).samefile(stage / "tree" / address)
    assert (tmp_path / "site" / "index.html").stat().st_mtime_ns == before


def test_a_stage_is_not_known_by_files_that_are_no_longer_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy has taken the place of a published file: the stage has still the first one."""
    monkeypatch.setattr(look, "_MANY", 0)
    site = tmp_path / "site"
    publish(NEW | OLD, site)
    settle()
    publish(OLD, site)
    settle()
    shutil.copyfile(site / "zh" / "index.html", tmp_path / "copy")
    (tmp_path / "copy").replace(site / "zh" / "index.html")
    publish(OLD, site)
    settle()
    publish(OLD, site)
    (find_stage(site) / "tree" / "zh" / "index.html").write_bytes(b"edited")
    publish({**OLD, "one.txt": b"1"}, site)
    assert read(site) == {**OLD, "one.txt": b"1"}


def test_nothing_is_known_by_a_time_that_another_change_could_bear(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = (tmp_path / "file").stat()
    assert make_stamp(found, found.st_ctime_ns + 10_000_000)[3] == 0
    assert make_stamp(found, found.st_ctime_ns + 1_000_000_000)[3] == found.st_ctime_ns


def test_a_site_and_its_stage_may_be_moved_and_copied(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    publish(OLD, tmp_path / "one" / "site")
    (tmp_path / "one").rename(tmp_path / "two")
    assert publish(OLD, tmp_path / "two" / "site") == (Published(0, 0, 3), [])
    shutil.copytree(tmp_path / "two", tmp_path / "three")
    assert publish(NEW, tmp_path / "three" / "site")[0] == Published(2, 1, 1)
    assert read(tmp_path / "two" / "site") == OLD


@pytest.mark.usefixtures("way")
def test_assets_stay_until_the_next_site_but_one(tmp_path: Path) -> None:
    site = tmp_path / "site"
    one, two, three = (
        {"index.html": name, f"assets/{name.decode()}.css": name} for name in b"1 2 3".split()
    )
    publish(one, site)
    publish(two, site)
    assert read(site) == {**two, "assets/1.css": b"1"}
    publish(two, site)
    assert read(site) == {**two, "assets/1.css": b"1"}
    (site / "index.html").unlink()
    publish(two, site)
    assert read(site) == {**two, "assets/1.css": b"1"}
    publish(three, site)
    assert read(site) == {**three, "assets/2.css": b"2"}
    publish(two, site)
    assert read(site) == {**two, "assets/3.css": b"3"}
    (site / "assets/3.css").write_bytes(b"edited")
    publish(two, site)
    assert read(site) == two


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("mask", [0o000, 0o077])
def test_modes_are_those_of_a_site_whatever_the_mask(mask: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        publish(OLD, tmp_path / "site")
        publish(NEW, tmp_path / "site")
        publish(OLD, tmp_path / "site")
    finally:
        os.umask(before)
    for path in [tmp_path / "site", *(tmp_path / "site").rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644)


def test_a_folder_whose_name_is_no_text_is_published_into(tmp_path: Path) -> None:
    site = tmp_path / os.fsdecode(b"\xffsite")
    publish(OLD, site)
    publish(NEW, site)
    assert find_stage(site).name.startswith(".sitegen-stage-")
    assert (site / "index.html").is_file()


def test_a_folder_that_was_closed_meanwhile_is_opened_to_readers_again(tmp_path: Path) -> None:
    site, tree = tmp_path / "site", {"index.html": b"a", "en/index.html": b"b"}
    publish(tree, site)
    (site / "en").chmod(0o700)
    publish(tree, site)
    assert stat.S_IMODE((site / "en").stat().st_mode) == 0o755


@pytest.mark.usefixtures("way")
def test_a_failing_write_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_tree(OLD, tmp_path / "site")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", fail)
        with pytest.raises(InvalidProjectError, match=FULL):
            publish_tree(NEW, tmp_path / "site")
    assert read(tmp_path / "site") == OLD
    publish_tree(NEW, tmp_path / "site")
    assert read(tmp_path / "site") == NEW


def test_what_was_written_in_vain_goes_and_what_is_not_remembered_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_tree(OLD, tmp_path / "site")
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "write_pending", fail)
        with pytest.raises(InvalidProjectError, match=FULL):
            publish_tree(NEW, tmp_path / "site")
        assert not (find_stage(tmp_path / "site") / "tree").exists()
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "save_record", fail)
        assert publish(NEW, tmp_path / "site")[0].written == 2
    assert read(tmp_path / "site") == NEW


def test_who_publishes_says_so_in_the_lock(tmp_path: Path) -> None:
    held = list[bytes]()

    def give(address: str) -> bytes:
        held.append((find_stage(tmp_path / "site") / "lock").read_bytes())
        return OLD[address]

    digests = {address: digest_content(content) for address, content in OLD.items()}
    publish_files(digests, give, tmp_path / "site")
    assert str(os.getpid()).encode() in held[0]


FULL = r"site: error\[output\]: the site cannot be written: No space left on device"


def fail(_self: object, *_arguments: object, **_named: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_in_place_nothing_is_removed_before_all_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    publish_tree(OLD, site)
    monkeypatch.setattr(publishing, "is_mounted", lambda _folder: True)
    write, written = Path.replace, list[str]()

    def replace(path: Path, target: Path) -> None:
        written.append(target.name)
        if len(written) > 1:
            fail(path)
        write(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(InvalidProjectError, match=FULL):
            publish_tree(NEW, site)
    assert read(site) in (OLD, {**OLD, "data/facts.csv": b"fact\n"})
    publish_tree(NEW, site)
    assert read(site) == NEW


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: (path.mkdir(), (path / "thesis.doc").write_text("mine")), "did not make"),
        (lambda path: path.write_text("mine"), "is a file"),
        (lambda path: path.symlink_to(path.parent / "elsewhere"), "symbolic link"),
    ],
)
def test_what_is_not_ours_is_never_replaced(tmp_path: Path, make: object, reason: str) -> None:
    make(tmp_path / "site")  # type: ignore[operator]
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises(InvalidProjectError, match=rf"error\[output\]: .*{reason}"):
        publish_tree(NEW, tmp_path / "site")
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["file/site", "loop/site", "file/a/b"])
def test_what_is_to_lie_in_no_folder_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    above = name.partition("/")[0]
    with pytest.raises(InvalidProjectError, match=f"to lie in `{above}`, which is no folder"):
        publish_tree(NEW, tmp_path / name)
    with pytest.raises(InvalidProjectError, match="cannot be written: File name too long"):
        publish_tree(NEW, tmp_path / ("a" * 300))


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish_tree(NEW, tmp_path / "site")
    assert read(tmp_path / "site") == NEW


def test_folders_of_others_are_left_alone_whatever_their_names(tmp_path: Path) -> None:
    publish_tree(OLD, tmp_path / "elsewhere" / "site")
    name = find_stage(tmp_path / "elsewhere" / "site").name
    for mine in (".sitegen-staged-site-my-thesis", ".sitegen-stage-my-thesis", name):
        (tmp_path / mine).mkdir()
        (tmp_path / mine / "thesis.doc").write_text("mine")
    shutil.copytree(tmp_path / "elsewhere" / name, tmp_path / f"{name}-2")
    (tmp_path / f"{name}-2" / "stage.json").write_text('{"made_by": "sitegen", "stage_of": "book"}')
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    for tree in (OLD, NEW, OLD):
        publish_tree(tree, tmp_path / "site")
        assert read(tmp_path / "site") == tree
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert (tmp_path / f"{name}-3" / "stage.json").is_file()


@pytest.mark.parametrize("left", [(), (".gitignore",), (".gitignore", "stage.json")])
def test_a_stage_that_was_hardly_begun_is_used(left: tuple[str, ...], tmp_path: Path) -> None:
    publish_tree(OLD, tmp_path / "site")
    stage = find_stage(tmp_path / "site")
    shutil.rmtree(stage)
    stage.mkdir()
    for name in left:
        (stage / name).touch()
    publish_tree(NEW, tmp_path / "site")
    assert read(tmp_path / "site") == NEW
    assert find_stage(tmp_path / "site") == stage


@pytest.mark.parametrize("address", ["../x", "/x", "a//b", "a/./b", "", ".."])
def test_no_address_leads_out_of_the_folder(address: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="leads out of it"):
        publish_tree({address: b""}, tmp_path / "site")
    assert not list(tmp_path.iterdir())


def test_a_content_that_is_not_that_of_its_digest_is_never_published(tmp_path: Path) -> None:
    publish_tree(OLD, tmp_path / "site")
    with pytest.raises(ValueError, match=r"content of index\.html"):
        publish_files({"index.html": digest_content(b"x")}, lambda _: b"y", tmp_path / "site")
    assert read(tmp_path / "site") == OLD


def test_a_folder_that_another_fills_while_one_waits_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(folder: Path, _stage: Stage) -> None:
        folder.mkdir()
        (folder / "thesis.doc").write_text("mine")

    monkeypatch.setattr(publishing, "bring_back", fill)
    with pytest.raises(InvalidProjectError, match="did not make"):
        publish_tree(OLD, tmp_path / "site")
    assert read(tmp_path / "site") == {"thesis.doc": b"mine"}


def test_a_folder_that_cannot_be_exchanged_any_more_leaves_no_stage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    for tree in (OLD, NEW):
        publish_tree(tree, site)
    assert (find_stage(site) / "tree").exists()
    monkeypatch.setattr(publishing, "is_mounted", lambda _folder: True)
    publish_tree(OLD, site)
    assert read(site) == OLD
    assert not (find_stage(site) / "tree").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_a_mounted_folder_is_published_into_in_place(tmp_path: Path) -> None:
    source, site = tmp_path / "source", tmp_path / "project" / "the site"
    source.mkdir()
    site.mkdir(parents=True)
    done = subprocess.run(["mount", "--bind", source, site], check=False, capture_output=True)
    if done.returncode:
        pytest.skip("mounting is not permitted here")
    try:
        for tree in (OLD, NEW, NEW, OLD):
            publish_tree(tree, site)
            assert read(source) == tree
        assert publish(OLD, site) == (Published(0, 0, 3), [])
        assert not (find_stage(site) / "tree").exists()
    finally:
        subprocess.run(["umount", site], check=True)
    publish_tree(NEW, tmp_path / "project" / "other")


def test_where_nothing_can_stand_beside_the_folder_it_is_filled_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> Stage:
        raise PermissionError(errno.EACCES, "Permission denied")

    site = tmp_path / "site"
    monkeypatch.setattr(publishing, "open_stage", refuse)
    with pytest.raises(InvalidProjectError, match="cannot be written: Permission denied"):
        publish_tree(OLD, site)
    site.mkdir()
    locked = set[int]()

    def give(address: str) -> bytes:
        locked.add((site / MARKER).stat().st_ino)
        return OLD[address]

    publish_files({one: digest_content(text) for one, text in OLD.items()}, give, site)
    assert locked == {(site / MARKER).stat().st_ino}  # another file would let another in
    for tree in (OLD, NEW, OLD):
        publish_tree(tree, site)
        assert read(site) == tree
    assert publish(OLD, site) == (Published(0, 0, 3), [])
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    with (
        hold_lock(site / MARKER, 0, named=False),
        pytest.raises(
            InvalidProjectError, match=r"the site is being published by another process\."
        ),
    ):
        publish_files({}, OLD.__getitem__, site, patience=0)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own; only root may have one."""
    path = tmp_path / "disk"
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(path)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not permitted here")
    yield path
    subprocess.run(["umount", path], check=True)


def test_a_full_disk_leaves_the_old_site_and_room_for_the_next(disk: Path) -> None:
    large = {f"{name}.html": name.encode() * 200_000 for name in "ab"}
    publish_tree({**OLD, **large}, disk / "site")
    with pytest.raises(InvalidProjectError, match=FULL):
        publish_tree(
            {**NEW, **large, "c.html": b"c" * 400_000, "d.html": b"d" * 2_000_000}, disk / "site"
        )
    assert read(disk / "site") == {**OLD, **large}
    publish_tree({**NEW, **large}, disk / "site")
    assert read(disk / "site") == {**NEW, **large}


def test_a_disk_that_cannot_be_written_is_said(disk: Path) -> None:
    publish_tree(OLD, disk / "site")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    for name in ("site", "other"):
        with pytest.raises(InvalidProjectError, match="cannot be written: Read-only file system"):
            publish_tree(NEW, disk / name)
    assert read(disk / "site") == OLD


def test_what_cannot_be_read_of_the_site_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_tree(OLD, tmp_path / "site")
    (tmp_path / "site" / "zh").chmod(0o000)
    scan = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("zh"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scan(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        with pytest.raises(InvalidProjectError, match="cannot be written: Permission denied"):
            publish_tree(NEW, tmp_path / "site")
    assert read(tmp_path / "site") == OLD


def _make_stage(tmp_path: Path) -> tuple[Stage, Path]:
    """A stage with a new tree, and a folder with an old one."""
    stage, folder = open_stage(tmp_path / "site"), tmp_path / "site"
    for tree, text in ((stage.tree, "new"), (folder, "old")):
        tree.mkdir()
        (tree / "page").write_text(text)
    return stage, folder


def test_a_folder_that_cannot_be_replaced_is_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, folder = _make_stage(tmp_path)
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path == stage.tree:
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(exchange, "_exchange", lambda _one, _two: False)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(exchange.FixedError, match="Device or resource busy"):
        exchange.exchange(stage, folder)
    assert (folder / "page").read_text() == "old"
    assert (stage.tree / "page").read_text() == "new"
    assert not stage.aside.exists()


@pytest.mark.parametrize("error", [errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, None])
def test_where_the_system_exchanges_no_folders_they_are_renamed(
    error: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an error there is no such function: the library is another system's."""
    stage, folder = _make_stage(tmp_path)
    library = SimpleNamespace() if error is None else SimpleNamespace(renameat2=lambda *_: -1)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_given, **_named: library)
    monkeypatch.setattr(ctypes, "get_errno", lambda: error)
    exchange.exchange(stage, folder)
    assert (folder / "page").read_text() == "new"
    assert (stage.tree / "page").read_text() == "old"


def test_a_folder_that_the_system_holds_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, folder = _make_stage(tmp_path)
    library = SimpleNamespace(renameat2=lambda *_: -1)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_given, **_named: library)
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EBUSY)
    with pytest.raises(exchange.FixedError, match=os.strerror(errno.EBUSY)):
        exchange.exchange(stage, folder)
    assert (folder / "page").read_text() == "old"


@pytest.mark.parametrize(("there", "kept"), [("aside", "folder"), ("aside folder", "tree")])
def test_what_was_put_aside_is_brought_back(there: str, kept: str, tmp_path: Path) -> None:
    stage, folder = open_stage(tmp_path / "site"), tmp_path / "site"
    places = {"aside": stage.aside, "folder": folder, "tree": stage.tree}
    for name in there.split():
        places[name].mkdir()
        (places[name] / "page").write_text(name)
    exchange.bring_back(folder, stage)
    assert (places[kept] / "page").read_text() == "aside"
    assert not stage.aside.exists()


def test_what_was_put_aside_and_is_not_wanted_any_more_goes(tmp_path: Path) -> None:
    stage, folder = _make_stage(tmp_path)
    stage.aside.mkdir()
    exchange.bring_back(folder, stage)
    assert not stage.aside.exists()
    assert (folder / "page").read_text() == "old"
    assert (stage.tree / "page").read_text() == "new"


def test_what_is_mounted_is_known_where_the_system_says_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mounts"
    table.write_text(f"1 2 0:1 / {str(tmp_path / 'a b').replace(' ', chr(92) + '040')} rw\n")
    monkeypatch.setattr(exchange, "_MOUNTS", table)
    assert exchange.is_mounted(Path("/"))
    assert exchange.is_mounted(tmp_path / "a b")
    assert not exchange.is_mounted(tmp_path / "a")
    table.unlink()
    assert not exchange.is_mounted(tmp_path / "a b")


MANY = {f"{number // 10}/{number}.html": b"page %d" % number for number in range(200)}
"""More files than are written one after the other."""


def test_many_files_are_written_in_threads_and_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writers: set[str] = set()

    def write(path: str, content: bytes) -> None:
        writers.add(threading.current_thread().name)
        write_file(path, content)

    monkeypatch.setattr("sitegen.publishing.writers.write_file", write)
    assert publish(MANY, tmp_path / "site")[0].written == len(MANY)
    assert read(tmp_path / "site") == MANY
    assert threading.main_thread().name not in writers
    assert writers
    writers.clear()
    assert publish({**MANY, "0/1.html": b"another"}, tmp_path / "site")[0].written == 1
    assert writers == set()


def test_of_many_files_one_that_cannot_be_written_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(OLD, tmp_path / "site")

    def fail(path: str, content: bytes) -> None:
        if path.endswith("/77.html"):
            raise OSError(errno.ENOSPC, "No space left on device")
        write_file(path, content)

    monkeypatch.setattr("sitegen.publishing.writers.write_file", fail)
    with pytest.raises(InvalidProjectError, match="cannot be written"):
        publish(MANY, tmp_path / "site")
    assert read(tmp_path / "site") == OLD
    monkeypatch.undo()
    publish(MANY, tmp_path / "site")
    assert read(tmp_path / "site") == MANY


def test_of_many_files_one_that_cannot_be_read_ends_the_threads(tmp_path: Path) -> None:
    digests = {address: digest_content(content) for address, content in MANY.items()}

    def give(address: str) -> bytes:
        return b"another" if address == "7/77.html" else MANY[address]

    before = threading.active_count()
    with pytest.raises(ValueError, match="7/77"):
        publish_files(digests, give, tmp_path / "site")
    assert threading.active_count() == before
    assert not (tmp_path / "site/index.html").exists()


def test_a_lock_on_a_file_of_other_use_leaves_what_stands_there(tmp_path: Path) -> None:
    path = tmp_path / "marker"
    path.write_bytes(b"of others")
    with hold_lock(path, 0, named=False) as tell:
        tell()
        assert path.read_bytes() == b"of others"
    assert path.read_bytes() == b"of others"


def test_a_lock_whose_file_was_exchanged_keeps_nobody_out_and_is_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, taking, taken = tmp_path / "lock", lock._lock, list[int]()  # noqa: SLF001 # what the system does

    def take(descriptor: int) -> bool:
        is_taken = taking(descriptor)
        if not taken:
            path.unlink()
            path.touch()
        taken.append(descriptor)
        return is_taken

    monkeypatch.setattr(lock, "_lock", take)
    with hold_lock(path, 5):
        assert len(taken) == 2
        with pytest.raises(LockedError), hold_lock(path, 0):
            pass


@pytest.mark.parametrize(
    "name",
    ["link to nothing", "link to ours", "file", "marker of others", "link in it", "other file"],
)
def test_what_stands_where_the_stage_would_and_is_no_stage_is_left_alone(
    name: str, tmp_path: Path
) -> None:
    output, beside = tmp_path / "site", tmp_path / "beside"
    first = open_stage(output).folder
    if name == "link in it":
        (first / "tree").symlink_to(tmp_path)
    elif name == "marker of others":
        (first / "stage.json").write_text("of others")
    elif name == "link to ours":
        first.rename(beside)
        first.symlink_to(beside)
    else:
        shutil.rmtree(first)
        if name == "file":
            first.write_text("of others")
        else:
            beside.mkdir()
            first.symlink_to(beside)
        if name == "other file":
            first.unlink()
            first.mkdir()
            (first / "mine.txt").write_text("of others")
    second = open_stage(output).folder
    assert second.name == f"{first.name}-2"
    assert open_stage(output).folder == second
    assert name == "link to ours" or not beside.exists() or not read(beside)


def test_a_stage_that_was_not_made_to_its_end_is_made_anew(tmp_path: Path) -> None:
    first = open_stage(tmp_path / "site").folder
    (first / "stage.json").write_bytes(b"")
    assert open_stage(tmp_path / "site").folder == first
    assert (first / "stage.json").read_bytes()
