from __future__ import annotations

import shutil
import threading
import time
from contextlib import contextmanager
from queue import Empty, Queue
from typing import TYPE_CHECKING

import pytest
from projects import copy_project

from sitegen.naming import LOCK
from sitegen.preview import watching
from sitegen.preview.watching import find_folders, find_roots, is_source, watch_sources
from sitegen.project.theme import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 10.0


@contextmanager
def _watched(project: Path, *, polling: bool = False) -> Iterator[Queue[set[str]]]:
    """A watch that stands, and what it tells."""
    told: Queue[set[str]] = Queue()
    stop = threading.Event()
    thread = threading.Thread(target=watch_sources, args=(project, told.put, stop, polling))
    thread.start()
    try:
        assert told.get(timeout=PATIENCE) == set()
        yield told
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def _collect(told: Queue[set[str]], wanted: set[str]) -> set[str]:
    """All names told until the wanted ones are."""
    names: set[str] = set()
    end = time.monotonic() + PATIENCE
    while not wanted <= names:
        names |= told.get(timeout=max(0.0, end - time.monotonic()))
    return names


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


@pytest.mark.parametrize(
    "name",
    ["site.toml", "content/sea.en.md", "data/facts.csv", "templates/assets/style.css"],
)
def test_a_saved_source_is_told(project: Path, name: str) -> None:
    with _watched(project) as told:
        path = project / name
        path.write_bytes(path.read_bytes() + b"\n")
        assert _collect(told, {name}) == {name}


def test_a_file_saved_by_replacing_it_is_told(project: Path) -> None:
    with _watched(project) as told:
        (project / "content/new.tmp").write_text("text")
        (project / "content/new.tmp").replace(project / "content/sea.en.md")
        assert "content/sea.en.md" in _collect(told, {"content/sea.en.md"})


def test_other_files_are_not_told(project: Path) -> None:
    (project / "site").mkdir()
    with _watched(project) as told:
        (project / "README.md").write_text("no source")
        (project / "site/index.html").write_text("what was built")
        (project / "content/.sea.en.md.swp").write_text("an editor's own")
        (project / ".sitegen/cache").mkdir(parents=True)
        (project / "content/sea.en.md").write_text("x")
        assert _collect(told, {"content/sea.en.md"}) == {"content/sea.en.md"}
        with pytest.raises(Empty):
            told.get(timeout=0.2)


def test_files_in_a_folder_that_comes_later_are_told(project: Path) -> None:
    with _watched(project) as told:
        (project / "templates/more").mkdir()
        _collect(told, {"templates/more"})
        assert told.get(timeout=PATIENCE) == set()
        (project / "templates/more/part.html").write_text("x")
        _collect(told, {"templates/more/part.html"})


def test_a_folder_that_goes_and_comes_again_is_watched_again(project: Path) -> None:
    with _watched(project) as told:
        shutil.move(project / "data", project.parent / "data")
        _collect(told, {"data"})
        assert told.get(timeout=PATIENCE) == set()
        shutil.move(project.parent / "data", project / "data")
        _collect(told, {"data"})
        assert told.get(timeout=PATIENCE) == set()
        (project / "data/facts.csv").write_text("x")
        _collect(told, {"data/facts.csv"})


def test_other_paths_of_the_settings_are_followed(project: Path) -> None:
    with _watched(project) as told:
        settings = project / "site.toml"
        settings.write_text(
            settings.read_text("utf-8") + '\n[paths]\ncontent = "texts/all"\n', "utf-8"
        )
        _collect(told, {"site.toml"})
        assert told.get(timeout=PATIENCE) == set()
        (project / "texts").mkdir()
        _collect(told, {"texts"})
        assert told.get(timeout=PATIENCE) == set()
        (project / "texts/all").mkdir()
        _collect(told, {"texts/all"})
        assert told.get(timeout=PATIENCE) == set()
        (project / "texts/all/index.en.md").write_text("x")
        _collect(told, {"texts/all/index.en.md"})


def test_where_the_system_cannot_watch_it_looks_again_and_again(project: Path) -> None:
    with _watched(project, polling=True) as told:
        path = project / "content/sea.en.md"
        path.write_text(path.read_text("utf-8") + "\nMore text.\n", "utf-8")
        _collect(told, {"content/sea.en.md"})


def test_a_missing_project_is_waited_for(tmp_path: Path) -> None:
    told: Queue[set[str]] = Queue()
    stop = threading.Event()
    project = tmp_path / "project"
    thread = threading.Thread(target=watch_sources, args=(project, told.put, stop))
    thread.start()
    time.sleep(0.2)
    copy_project(project)
    assert told.get(timeout=PATIENCE) == set()
    stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_roots_stay_while_the_settings_are_broken(project: Path) -> None:
    before = (project / "texts",)
    assert find_roots(project, before) == (
        project / "content",
        project / "data",
        project / "templates",
        SOURCE,
    )
    (project / "site.toml").write_text("no = [toml")
    assert find_roots(project, before) == before


def test_folders_and_sources(project: Path) -> None:
    roots = (project / "templates", project / "texts" / "all")
    assert find_folders(project, roots) == {
        project,
        project / "templates",
        project / "templates/assets",
        project / "templates/locale",
    }
    assert is_source(project / "site.toml", project, roots)
    assert is_source(project / "templates/locale/de.po", project, roots)
    assert is_source(project / "texts", project, roots)
    assert not is_source(project / "other.toml", project, roots)
    assert not is_source(project / "texts/other", project, roots)


@pytest.mark.parametrize("error", [FileNotFoundError(), OSError(28, "no more watches")])
def test_a_watch_that_the_system_ends_is_begun_again(
    error: OSError, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that watches no more folders is asked no more: they are looked at instead."""
    stop = threading.Event()
    polled: list[object] = []

    def watch(
        *_folders: Path, force_polling: bool | None, **_options: object
    ) -> Iterator[set[object]]:
        polled.append(force_polling)
        if len(polled) == 1:
            raise error
        stop.set()
        yield set()

    monkeypatch.setattr(watching, "watch", watch)
    told: list[set[str]] = []
    watch_sources(project, told.append, stop)
    assert told == [set()]
    assert polled == [None, None if isinstance(error, FileNotFoundError) else True]


def test_what_was_agreed_is_a_source(project: Path) -> None:
    roots = find_roots(project, ())
    assert is_source(project / LOCK, project, roots)
    assert not is_source(project / "other.lock", project, roots)
