"""What happens to a file between two looks at it, while a build is under way.

Each file is opened to be known by its digest, and again to be read. Just before either, something takes its place:
the build says what is wrong or comes to a site, nothing from outside is in it, and the next one is right.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from images import make_png
from projects import copy_project, read_tree
from sketches import build_whole, sketch_store

from sitegen.build.order import build_site
from sitegen.naming import BUILD_JSON
from sitegen.problems import format_problem
from sitegen.project import texts
from sitegen.project.texts import read_file
from sitegen.traces import inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Plan = Callable[[Path, int, Callable[[Path], None]], None]

SECRET = b"SECRET"
PICTURE = "content/tide.png"
LOCK = "translations.lock"
OPENED = {
    "site.toml": 3,
    "content/sea.en.md": 4,
    PICTURE: 5,
    "data/facts.csv": 2,
    "data/units.csv": 2,
    "templates/base.html": 2,
    "templates/locale/de.po": 2,
    "templates/assets/style.css": 2,
    LOCK: 2,
}
"""Files of a project, and how often a build opens each until it has read it."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = copy_project(tmp_path / "in")
    (project / PICTURE).write_bytes(make_png(4, 4))
    for page in (project / "content").glob("sea.*.md"):
        page.write_bytes(page.read_bytes() + b"\n![The tide](tide.png)\n")
    (project / LOCK).touch()
    return project


def _edit(path: Path) -> None:
    path.write_bytes(make_png(6, 3) if path.suffix == ".png" else path.read_bytes() + b"\n")


def _exchange(path: Path) -> None:
    """As editors save: another file, which is then called so."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(path.read_bytes())
    _edit(new)
    new.replace(path)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _make_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _lead_out(path: Path) -> None:
    """A link to a file that says something else, outside of the project."""
    outside = next(one for one in path.parents if (one / "content").is_dir()).parent / "outside"
    comment = {".md": b"\nSECRET words\n", ".css": b"\n.SECRET{}\n", ".png": b"SECRET"}
    outside.write_bytes(path.read_bytes() + comment.get(path.suffix, b"\n# SECRET\n"))
    path.unlink()
    path.symlink_to(outside)


HAPPENINGS: tuple[Callable[[Path], None], ...] = (
    _edit,
    _exchange,
    _cut,
    os.unlink,
    _make_folder,
    _make_pipe,
)


@pytest.fixture
def happen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Plan]:
    """Lets something happen to a file just before it is opened for the n-th time."""
    left: list[Callable[[Path], None]] = []
    opening = os.open

    def plan(path: Path, number: int, what: Callable[[Path], None]) -> None:
        left.append(what)
        count = 0

        def wait(opened: str | Path, *how: int, **named: int) -> int:
            nonlocal count
            if str(opened) == str(path):
                count += 1
                if count == number:
                    left.pop()(path)
            return opening(opened, *how, **named)

        monkeypatch.setattr(os, "open", wait)

    yield plan
    assert left == [], "it was not opened so often"


def _build_twice(project: Path) -> dict[str, bytes]:
    """The site of a build to which something happens, after which the next one is as one that knows nothing."""
    store = sketch_store(project / ".sitegen")
    first = build_site(project, project / "site", store)
    told = [format_problem(one) for one in first.problems]
    assert not [line for line in told if "[defect]" in line], told
    published = read_tree(project / "site") if (project / "site").exists() else {}
    second, whole = build_site(project, project / "site", store), build_whole(project)
    assert [*map(format_problem, second.problems)] == [*map(format_problem, whole.problems)]
    if second.publishable:
        there = read_tree(project / "site")
        assert {name: there.get(name) for name in whole.tree} == whole.tree
    assert build_site(project, project / "site", store).made == ()
    return published


@pytest.mark.parametrize("path", OPENED)
@pytest.mark.parametrize("turn", [0, 1])
def test_what_happens_to_a_file_is_seen_or_told(
    project: Path, happen: Plan, path: str, turn: int
) -> None:
    number = [*OPENED].index(path) * 2 + turn
    happen(project / path, OPENED[path] - turn, HAPPENINGS[number % len(HAPPENINGS)])
    _build_twice(project)


@pytest.mark.parametrize("path", OPENED)
def test_a_link_that_takes_the_place_of_a_file_is_not_followed(
    project: Path, happen: Plan, path: str
) -> None:
    happen(project / path, OPENED[path], _lead_out)
    published = _build_twice(project)
    assert not [name for name, content in published.items() if SECRET in content]


@pytest.mark.parametrize("path", OPENED)
def test_what_is_a_link_while_it_is_digested_is_not_known_by_what_it_leads_to(
    project: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """For `build.json` tells readers the digests of all that a site was made from."""
    file, digested = project / path, []
    own = file.read_bytes()

    def read(given: Path, bounds: tuple[Path, ...] = ()) -> bytes:
        if given != file:
            return read_file(given, bounds)
        digested.append(given)
        _lead_out(file)
        try:
            return read_file(given, bounds)
        finally:
            file.unlink()
            file.write_bytes(own)

    with monkeypatch.context() as patched:
        patched.setattr(inputs, "read_file", read)
        result = build_site(project, project / "site", sketch_store(project / ".sitegen"))
    assert digested
    assert result.publishable
    known = json.loads((project / "site" / BUILD_JSON).read_bytes())["inputs"]
    outside = (project.parent / "outside").read_bytes()
    assert SECRET in outside
    assert inputs.name_content(outside) not in known.values()
    _build_twice(project)


def test_a_folder_that_becomes_a_link_meanwhile_is_not_followed(
    project: Path, tmp_path: Path, happen: Plan
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "style.css").write_bytes(b".SECRET {}")

    def lead_out(path: Path) -> None:
        path.parent.rename(tmp_path / "aside")
        path.parent.symlink_to(outside)

    happen(project / "templates/assets/style.css", 2, lead_out)
    published = _build_twice(project)
    assert not [name for name, content in published.items() if SECRET in content]


def test_what_is_exchanged_just_after_it_was_opened_is_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a link that is gone by the time that it is looked at would have been followed."""
    path, outside = tmp_path / "in" / "a.md", tmp_path / "outside"
    path.parent.mkdir()
    outside.write_bytes(SECRET)
    path.symlink_to(outside)
    find, opened = texts.find_wrong_link, []

    def exchange(given: Path, bounds: tuple[Path, ...]) -> str:
        opened.append(given)
        if len(opened) == 1:
            path.unlink()
            path.write_bytes(b"own")
        return find(given, bounds)

    monkeypatch.setattr(texts, "find_wrong_link", exchange)
    assert read_file(path, (path.parent,)) == b"own"
    assert len(opened) == 2


def test_what_is_exchanged_without_end_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.touch()
    monkeypatch.setattr(os.path, "samestat", lambda *_given: False)
    with pytest.raises(OSError, match="exchanged for another again and again"):
        read_file(path, (tmp_path,))
