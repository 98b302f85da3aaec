"""Builds that are killed, and builds at once: whoever reads the site finds one that is whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.problems import InvalidProjectError
from sitegen.publishing import exchange
from sitegen.publishing import publish as publishing
from sitegen.publishing.lock import hold_lock
from sitegen.publishing.publish import MARKER, publish_files, publish_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType


def make_site(name: str) -> dict[str, bytes]:
    """A site whose files all say its name, and whose pages say what they need."""
    texts = {
        "index.html": f"assets/{name}.css {name}/index.html data/facts.csv",
        f"{name}/index.html": f"assets/{name}.css index.html",
        "data/facts.csv": "",
        f"assets/{name}.css": "",
    }
    return {address: f"{name}\n{text}".encode() for address, text in texts.items()}


OLD, NEW = make_site("old"), make_site("new")
STILL = {"same.html": b"both\nindex.html", "same.txt": b"both\n"}
CHANGING = {
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.chmod", "os.truncate"),
    *("shutil.rmtree", "ctypes.dlsym"),
}
"""What the interpreter tells of before the disk is changed, besides files that are opened."""
WRITING = {
    "write_file",
    "_write",
    "write_pending",
    "save_record",
    "open_stage",
    "exchange",
    "_exchange",
}
"""Functions that change it in ways that it does not tell of."""
BUILD = f"{Path(publishing.__file__).parent}{os.sep}"


def read(folder: Path) -> dict[str, bytes]:
    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and path.name not in {MARKER, ".sitegen-new"}:
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def find_missing(tree: dict[str, bytes]) -> set[str]:
    """What pages need and the site has not."""
    needed = {
        address
        for name, content in tree.items()
        if name.endswith(".html")
        for address in content.decode().partition("\n")[2].split()
    }
    return needed - tree.keys()


def is_whole(tree: dict[str, bytes], *sites: dict[str, bytes]) -> bool:
    """Whether a tree is one of the sites, with the assets of another at most."""
    return any(
        site.items() <= tree.items()
        and all(one.startswith("assets/") for one in tree.keys() - site.keys())
        for site in sites
    )


def run_until(stop: int, work: Callable[[], object]) -> bool:
    """Do something in a process that is killed at a stop of publishing; whether it came to its end.

    A stop is each line that is reached with another state of the disk than the one before.
    """
    child = os.fork()
    if not child:
        left, changes, seen = stop, 0, 0

        def note(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal changes
            if event in CHANGING or (event == "open" and arguments[1] != "r"):
                changes += 1

        def trace(frame: FrameType, event: str, _: object) -> object:
            nonlocal left, seen
            if not frame.f_code.co_filename.startswith(BUILD):
                return None
            if event == "line" and (changes != seen or frame.f_code.co_name in WRITING):
                left, seen = left - 1, changes
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        try:
            sys.addaudithook(note)
            sys.settrace(trace)  # type: ignore[arg-type]
            work()
            sys.settrace(None)
        except BaseException:  # noqa: BLE001 # the parent must know, and the child must not run on
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status in {0, signal.SIGKILL}
    return status == 0


@pytest.fixture(params=["exchange", "rename", "in place", "copies"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """All ways of publishing (see `test_publish`)."""
    if request.param == "rename":
        monkeypatch.setattr(exchange, "_exchange", lambda _one, _two: False)
    if request.param == "in place":
        monkeypatch.setattr(publishing, "is_mounted", Path.exists)

    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError

    if request.param == "copies":
        monkeypatch.setattr(os, "link", refuse)
    return str(request.param)


@pytest.mark.parametrize("first", [True, False], ids=["first", "later"])
def test_a_build_killed_at_any_line_leaves_a_whole_site(
    tmp_path: Path, way: str, first: bool
) -> None:
    old, new = OLD | STILL, NEW | STILL
    for stop in range(1, 10**6):
        site = tmp_path / (str(stop) if first else "x") / "site"
        site.parent.mkdir(exist_ok=True)
        if not first:
            publish_tree(old, site)
        ended = run_until(stop, lambda site=site: publish_tree(new, site))  # type: ignore[misc]
        if site.exists():
            found = read(site)
            if way == "in place" and not first:
                assert not find_missing(found), stop
                assert found.items() <= {*old.items(), *new.items()}
            else:
                assert is_whole(found, new if first else old, new), stop
        else:
            assert first or way == "rename"
        publish_tree(new, site)
        kept = {} if first else {one: old[one] for one in old if one.startswith("assets/old")}
        assert read(site) == {**new, **kept}, stop
        assert len(list(site.parent.iterdir())) == 2
        if ended:
            break
    assert stop > 30


@pytest.fixture
def reader(tmp_path: Path, way: str) -> Iterator[list[str]]:
    """Reads the site again and again; what is wrong with it."""
    site, wrong, over = tmp_path / "site", list[str](), threading.Event()

    def look() -> None:
        while not over.is_set():
            try:
                before = site.stat()
                tree = read(site)
                after = site.stat()
            except FileNotFoundError:
                continue  # exchanged while it was read
            if (before.st_ino, before.st_ctime_ns) != (after.st_ino, after.st_ctime_ns):
                continue
            if way != "in place" and tree and not is_whole(tree, OLD, NEW):
                wrong.append(f"not whole: {tree}")
            if tree:
                seen.append(len(wrong))

    seen = list[int]()
    thread = threading.Thread(target=look)
    thread.start()
    yield wrong
    over.set()
    thread.join()
    assert len(seen) > 5


BUILDS = """
import sys
from pathlib import Path
from sitegen.publishing import exchange, publish
sys.path.insert(0, sys.argv[1])
from test_publish_killed import NEW, OLD
site, way = Path(sys.argv[2]), sys.argv[3]
if way == "rename":
    exchange._exchange = lambda one, two: False
if way == "in place":
    publish.is_mounted = Path.exists
for _ in range(20):
    publish.publish_tree(OLD, site)
    publish.publish_tree(NEW, site)
"""


@pytest.mark.parametrize("way", ["exchange", "rename", "in place"], indirect=True)
def test_builds_at_once_end_well_and_the_site_is_always_whole(
    tmp_path: Path, way: str, reader: list[str]
) -> None:
    arguments = [str(Path(__file__).parent), str(tmp_path / "site"), way]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    builds = [
        subprocess.Popen([sys.executable, "-c", BUILDS, *arguments], env=environment)
        for _ in range(2)
    ]
    assert [build.wait() for build in builds] == [0, 0]
    assert is_whole(read(tmp_path / "site"), NEW)
    assert not reader


def test_a_build_waits_its_turn_and_says_whom_it_waited_for(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_tree(OLD, site)
    [lock] = tmp_path.glob(".sitegen-stage-*/lock")
    with hold_lock(lock, 0) as tell:
        tell()
        with pytest.raises(
            InvalidProjectError,
            match=rf"error\[output\]: the site is being published by process {os.getpid()} on `.+` since"
            r" \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S*\. Build again when it has ended",
        ):
            publish_files({}, OLD.__getitem__, site, patience=0.1)
        assert read(site) == OLD
        waiting = threading.Thread(target=publish_tree, args=(NEW, site))
        waiting.start()
        time.sleep(0.2)
        assert read(site) == OLD
    waiting.join()
    assert is_whole(read(site), NEW)
    assert lock.read_bytes() == b""


def test_a_lock_goes_with_its_holder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_tree(OLD, site)
    [lock] = tmp_path.glob(".sitegen-stage-*/lock")
    child = os.fork()
    if not child:
        with hold_lock(lock, 0) as tell:
            tell()
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert b"pid" in lock.read_bytes()
    publish_files({}, OLD.__getitem__, site, patience=0)
    assert lock.read_bytes() == b""


def test_a_lock_that_was_removed_lets_in_one_at_a_time(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with hold_lock(lock, 0):
        lock.unlink()
        with (
            hold_lock(lock, 0),
            pytest.raises(Exception, match="another process"),
            hold_lock(lock, 0),
        ):
            pass
