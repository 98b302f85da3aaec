"""The overlay of the preview: the same problems as everywhere, those of the page that is looked at first."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from built import copy_warm_project
from projects import replace

from sitegen.build.order import check_site
from sitegen.messages.said import Said
from sitegen.preview.builder import Builder
from sitegen.preview.own import sort_own_first
from sitegen.preview.response import PreviewState, find_answer
from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_warm_project(tmp_path / "project")


@pytest.fixture
def builder(project: Path) -> Iterator[Builder]:
    with closing(Builder(project)) as builder:
        yield builder


def _list_places(builder: Builder, path: str) -> list[str]:
    """The files of the problems that a browser is shown at a path, in their order."""
    made = builder.build()
    shown = PreviewState(made.tree, made.built.problems, made.root, made.version, made.pages)
    body = find_answer(shown, path, "localhost:8000").body.decode()
    return [place.partition(":")[0] for place in re.findall(r'<span class="place">(.*?)<', body)]


@pytest.mark.parametrize("root", ["", "stats/"])
def test_the_own_page_comes_first(project: Path, builder: Builder, root: str) -> None:
    assert builder.build().built.problems == ()
    for page in ("index.de", "sea.en", "sea.de"):
        with (project / f"content/{page}.md").open("a", encoding="utf-8") as file:
            file.write("\n[x](nowhere.md)\n")
    pages = ["content/index.de.md", "content/sea.de.md", "content/sea.en.md"]
    for path, own in (("de/", 0), ("de/sea/", 1), ("en/sea/index.html", 2)):
        assert _list_places(builder, root + path) == [
            pages[own],
            *(page for page in pages if page != pages[own]),
        ]
    for path in ("", "en/", "en/nowhere/"):
        assert _list_places(builder, root + path) == pages


def test_the_overlay_has_all_that_a_check_finds(project: Path, builder: Builder) -> None:
    replace(project / "content/sea.en.md", "kind: briefing", "kind: nonsense")
    replace(project / "content/index.de.md", "sea.md#catch", "see.md")
    (project / "data/notes.csv").write_text("x", "utf-8")
    made, checked = builder.build(), check_site(project)
    assert made.built.problems == checked.problems
    shown = _list_places(builder, "en/sea/")
    assert shown[0] == "content/sea.en.md"
    assert sorted(shown) == [one.path for one in checked.problems]


def test_what_a_watch_tells_of_is_found_wherever_it_is(project: Path, builder: Builder) -> None:
    assert builder.build().built.problems == ()
    text = (project / "content/index.en.md").read_text("utf-8").replace("kind: home", "kind: nono")
    for name, content in (
        ("content/a/b/coast.en.md", text),
        ("content/coast.en.MD", "x"),
        ("data/notes.csv", "x"),
        ("data/facts (1).csv", "x"),
        ("templates/assets/style.css~", "x"),
    ):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(content, "utf-8")
        assert builder.build({name}).built.problems == check_site(project).problems
    for name in ("data/facts (1).csv", "content/coast.en.MD", "content/a/b/coast.en.md"):
        (project / name).unlink()
        assert builder.build({name}).built.problems == check_site(project).problems
    assert [one.level for one in builder.build().built.problems] == ["warning"]


def test_a_page_that_never_was_made_is_the_own_one(project: Path, builder: Builder) -> None:
    assert builder.build().built.problems == ()
    for name in ("a/coast.en.md", "Coast_de.md"):
        path = project / "content" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("no front matter", "utf-8")
    assert _list_places(builder, "en/a/coast/")[0] == "content/a/coast.en.md"
    assert _list_places(builder, "de/coast/")[0] == "content/Coast_de.md"


def test_what_is_of_no_page_keeps_its_order() -> None:
    one, two, built = (
        Place(path).problem("rule", Said("x")) for path in ("a", "b", "en/x/index.html")
    )
    pages = {"b": frozenset({"en/x/index.html"})}
    assert sort_own_first((one, two, built), pages, "en/x/index.html") == (two, built, one)
    assert sort_own_first((one, two, built), pages, "en/y/index.html") == (one, two, built)


def test_the_order_of_problems_makes_no_reload() -> None:
    problems = (Place("a").problem("rule", Said("x")), Place("b").problem("rule", Said("x")))
    tree = {"index.html": b"<body></body>"}
    version = PreviewState(tree, problems).version
    assert version == PreviewState(tree, problems[::-1]).version
    assert version.encode() in find_answer(PreviewState(tree, problems), "", "localhost").body
