"""The overlay of the preview: the same problems as everywhere, those of the page that is looked at first."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import closing
from dataclasses import replace as replace_state
from typing import TYPE_CHECKING

import pytest
from built import copy_warm_project
from projects import replace

from sitegen.build.order import check_site
from sitegen.messages.catalogues import load_teller
from sitegen.messages.said import Said, keep_as
from sitegen.preview.builder import Builder
from sitegen.preview.excerpts import MOST
from sitegen.preview.own import sort_own_first
from sitegen.preview.response import Answer, PreviewState, find_answer
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


def test_the_overlay_is_told_in_chinese(project: Path, builder: Builder) -> None:
    replace(project / "content/sea.en.md", "Boats at moorings", "400 boats at moorings")
    teller = load_teller("zh")
    assert builder.build().built.tree == {}
    shown = PreviewState({}, builder.build().built.problems, teller=teller)
    page = find_answer(shown, "en/sea/", "localhost:8000").body.decode()
    assert '<html lang="zh">' in page
    assert "<h1>还没有页面：1 个错误</h1>" in page
    assert "<code>400</code> 没有绑定数据。" in page
    assert "请写 " in page
    assert 'data-role="{fact}`boats/isles/2020`"' in page
    assert "复制</button>" in page
    good = PreviewState({"en/sea/index.html": b"<body></body>"}, shown.problems, teller=teller)
    over = find_answer(good, "en/sea/", "localhost:8000").body.decode()
    assert '<section lang="zh" role="alertdialog"' in over
    assert "1 个错误：这是上一个正确的页面" in over
    missing = find_answer(replace_state(good, problems=()), "en/x/", "localhost:8000")
    assert "没有这个页面" in missing.body.decode()


def _look(builder: Builder, path: str) -> Answer:
    """What a browser is shown at a path."""
    made = builder.build()
    shown = PreviewState(
        made.tree,
        made.built.problems,
        made.root,
        made.version,
        made.pages,
        excerpts=made.excerpts,
        project=builder.project,
        editor=made.editor,
    )
    return find_answer(shown, path, "localhost:8000")


def _list_places(builder: Builder, path: str) -> list[str]:
    """The files of the problems that a browser is shown at a path, in their order."""
    body = _look(builder, path).body.decode()
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


def test_a_row_that_is_gone_is_told_once_at_the_page_that_is_looked_at() -> None:
    uses = [
        Place(f"content/{page}.md", line, 3).problem(
            "unknown-fact", keep_as("there is no fact `a/b/2020`"), keep_as("Did you mean `c`?")
        )
        for page, line in (("a.en", 3), ("b.en", 5), ("b.en", 9))
    ]
    pages = {
        "content/a.en.md": frozenset({"en/a/index.html"}),
        "content/b.en.md": frozenset({"en/b/index.html"}),
    }
    shown = PreviewState({"index.html": b""}, tuple(uses), pages=pages)
    body = find_answer(shown, "en/b/", "localhost:8000").body.decode()
    assert re.findall(r'<span class="place">(.*?)<', body) == ["content/b.en.md:5:3"]
    assert "stands 3 times in 2 files, so at content/a.en.md:3:3" in body
    assert "If its row was removed from the table, put it back. Did you mean" in body


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


def test_a_problem_shows_its_line_with_what_is_wrong_marked_and_leads_to_the_editor(
    project: Path, builder: Builder
) -> None:
    with (project / "site.toml").open("a", encoding="utf-8") as file:
        file.write('\n[preview]\neditor = "vscode"\n')
    replace(project / "content/sea.en.md", "left out**", "left out** by 7 <b>")
    body = _look(builder, "en/sea/").body.decode()
    assert '<span class="line">34</span>' in body
    assert "<mark>7</mark>" in body
    assert "by 7 <b>" not in body
    path = (project / "content/sea.en.md").as_posix()
    assert f'<a href="vscode://file{path}:34:' in body
    assert body.index("<mark>") < body.index('class="hint"')


def test_what_is_wrong_on_another_page_stays_folded(project: Path, builder: Builder) -> None:
    replace(project / "content/sea.en.md", "left out", "left out, 7")
    body = _look(builder, "de/sea/").body.decode()
    assert "1 error, on other pages: this one is as it is now" in body
    assert 'role="status"' in body
    assert "<details>" in body
    body = _look(builder, "en/sea/").body.decode()
    assert "1 error: this is the last good page" in body
    assert "<details open>" in body
    replace(project / "data/areas.csv", "area,", "aera,")
    assert "this is the last good page" in _look(builder, "de/sea/").body.decode()


def test_a_page_is_shown_as_it_is_now_while_another_is_wrong(
    project: Path, builder: Builder
) -> None:
    assert builder.build().built.problems == ()
    replace(project / "content/sea.en.md", "left out", "left out, 7")
    replace(project / "content/index.de.md", "Wie es den Inseln geht", "Wie es den Eilanden geht")
    assert "Eilanden" in _look(builder, "de/").body.decode()
    assert "left out, 7" not in _look(builder, "en/sea/").body.decode()


def test_a_project_with_a_wrong_page_is_shown_from_the_start(
    project: Path, builder: Builder
) -> None:
    shutil.rmtree(project / ".sitegen", ignore_errors=True)
    replace(project / "content/sea.en.md", "left out", "left out, 7")
    (project / "content/coast.en.md").write_text(
        "---\nkind: briefing\ntitle: The coast\ndescription: Of the coast\ndomain: sea\n---\nSand.\n",
        "utf-8",
    )
    assert check_site(project).problems != ()  # which makes nothing that its errors stand before
    assert "Sand." in _look(builder, "en/coast/").body.decode()
    assert _look(builder, "de/sea/").status == 200
    assert _look(builder, "").status == 200
    missing = _look(builder, "en/sea/")
    assert missing.status == 404
    assert b"this page could not be made yet" in missing.body
    replace(project / "content/sea.en.md", "left out, 7", "left out")
    (project / "content/coast.en.md").unlink()
    assert builder.build().built.publishable
    assert check_site(project).tree == builder.build().built.tree


def test_the_page_that_was_edited_last_is_known_in_its_language(
    project: Path, builder: Builder
) -> None:
    builder.build()
    for number, name in enumerate(("index.en", "index.de", "sea.en", "sea.de")):
        os.utime(project / f"content/{name}.md", (number, number))
    assert builder.find_last_edited() == "de/sea/index.html"
    (project / "content/sea.de.md").unlink()
    assert builder.find_last_edited() == "en/sea/index.html"
    (project / "site.toml").write_text("url = 1", "utf-8")
    assert builder.find_last_edited() == ""


def test_the_own_page_has_its_lines_however_much_is_wrong_elsewhere(
    project: Path, builder: Builder
) -> None:
    with (project / "content/index.de.md").open("a", encoding="utf-8") as file:
        file.writelines(f"\n[x](nowhere-{number}.md)\n" for number in range(MOST + 9))
    with (project / "content/sea.en.md").open("a", encoding="utf-8") as file:
        file.write("\n[the last of all](nowhere.md)\n")
    listed = _look(builder, "en/sea/").body.decode().partition("<sitegen-problems>")[2]
    own, *others = listed.split('<li class="error"')[1:]
    assert "the last of all" in own
    assert [("<pre" in one) for one in others] == [True] * (MOST - 1) + [False] * 10
