from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from built import copy_warm_project
from previews import add_script, want_more_boats
from projects import read_tree, replace
from sketches import sketch_store

from sitegen.asked import is_asked
from sitegen.build import content, proposals
from sitegen.build.kit import Kit
from sitegen.build.order import build_site, check_site
from sitegen.memo import Memo
from sitegen.naming import PAGES_JSON
from sitegen.preview import builder as builder_module
from sitegen.preview.builder import Builder
from sitegen.preview.redone import say_redone, say_time
from sitegen.problems import unpack_problem
from sitegen.traces import traces
from sitegen.traces.outputs import NewerTree, undate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from sitegen.problems import Problem
    from sitegen.traces.result import BuildResult


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_warm_project(tmp_path / "project")


@pytest.fixture
def builder(project: Path) -> Iterator[Builder]:
    with closing(Builder(project)) as builder:
        yield builder


def _sea(project: Path) -> Path:
    return project / "content" / "sea.en.md"


def test_only_what_depends_on_the_edit_is_redone(project: Path, builder: Builder) -> None:
    assert builder.build().built.publishable
    replace(_sea(project), "left out", "not counted")
    made = builder.build()
    assert made.built.publishable
    assert made.redone == (("card", "sea.en.md"), ("text", "sea.en.md"))
    assert builder.build().redone == ()


def test_the_pages_are_those_that_are_published(project: Path, builder: Builder) -> None:
    made = builder.build()
    assert build_site(project).publishable
    published = read_tree(project / "site")
    published.pop(".sitegen")
    published.pop(PAGES_JSON)
    assert dict(made.built.tree) == published


def test_problems_that_stay_are_not_read_again(
    project: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Problem] = []

    def unpack(plain: list[object]) -> Problem:
        read.append(unpack_problem(plain))
        return read[-1]

    monkeypatch.setattr(traces, "unpack_problem", unpack)
    for page in ("sea.en.md", "sea.de.md"):
        with (project / "content" / page).open("a", encoding="utf-8") as file:
            file.write("\n[x](nowhere.md)\n")
    told = builder.build().built.problems
    assert [one.path for one in told] == ["content/sea.de.md", "content/sea.en.md"]
    assert len(read) == len(told)
    read.clear()
    replace(_sea(project), "[x]", "More.\n\n[x]")
    told = builder.build().built.problems
    assert len(told) == 2
    assert {one.path for one in read} == {"content/sea.en.md"}


def test_what_typed_numbers_may_be_is_thought_of_again_where_it_may_be_another(
    project: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    thought: list[str] = []
    bind = proposals.bind_page

    def bind_page(kit: Kit, name: str, most: int) -> object:
        thought.append(name)
        return bind(kit, name, most)

    monkeypatch.setattr(proposals, "bind_page", bind_page)

    def build() -> list[str]:
        thought.clear()
        told = builder.build().built.problems
        again, kept = [*thought], [(*key_of(one), one.hint) for one in told]
        monkeypatch.undo()
        assert kept == [
            (*key_of(one), one.hint) for one in check_site(project, sketch_store()).problems
        ]
        monkeypatch.setattr(proposals, "bind_page", bind_page)
        return again

    def key_of(one: Problem) -> tuple[str, int, int, str]:
        return one.path, one.line, one.column, one.rule

    sea = _sea(project)
    sea.write_text(
        f"{sea.read_text('utf-8')}\nThe catch was 16 tonnes, and 12 boats came.\n", "utf-8"
    )
    assert build() == ["sea.en.md"]
    replace(project / "content" / "index.en.md", "title: ", "title: Also ")
    assert build() == []
    replace(project / "content" / "sea.de.md", "\ntitle: ", "\ntitle: Auch ")
    assert build() == ["sea.en.md"]
    want_more_boats(project)
    assert build() == ["sea.en.md"]
    replace(sea, "12 boats", "13 boats")
    assert build() == ["sea.en.md"]
    assert build() == []


def test_pages_that_somebody_waits_for_are_made_before_all_others(
    project: Path, builder: Builder
) -> None:
    assert builder.build().built.publishable
    want_more_boats(project)
    shown: list[tuple[dict[str, bytes], tuple[str, ...]]] = []
    traces = builder._store.traces  # noqa: SLF001 # which knows what is made so far
    made = builder.build(
        {"data/facts.csv"},
        {"en/sea/index.html"},
        lambda files: shown.append(({**files}, tuple(traces.made))),
    )
    [(files, units)] = shown
    assert "601" in files["en/sea/index.html"].decode()
    assert "text:sea.en.md" in units
    assert "text:sea.de.md" not in units
    assert "text:sea.de.md" in made.built.made
    assert {name: made.tree[name] for name in files} == files
    assert made.built.publishable


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("style.css", "40rem", "41rem"), ("style.css", "40rem", "41rem }"), ("sea.js", "1", "2")],
    ids=["a style sheet", "one that is wrong", "a script"],
)
def test_style_sheets_and_scripts_are_shown_before_they_are_judged(
    project: Path, builder: Builder, name: str, old: str, new: str
) -> None:
    add_script(project)
    first = builder.build()
    assert first.built.publishable
    before = {*first.tree}
    replace(project / "templates" / "assets" / name, old, new)
    shown: list[tuple[dict[str, bytes], tuple[str, ...]]] = []
    traces = builder._store.traces  # noqa: SLF001 # which knows what is made so far
    made = builder.build(
        {f"templates/assets/{name}"},
        {"en/sea/index.html"},
        lambda files: shown.append(({**files}, tuple(traces.made))),
    )
    [(files, units)] = shown
    start = f"assets/{name.partition('.')[0]}."
    asked = {one for one in (*before, *made.tree) if one.startswith(start)}
    assert len(asked) == 2, "a page that is open asks for the address of before"
    assert files.keys() == {undate(one) for one in asked}
    assert units == ("look:site",)
    (content,) = files.values()
    assert new in content.decode()
    newer = NewerTree(files, first.tree)
    assert {newer[one] for one in asked} == {content}
    assert {made.tree[one] for one in asked} == {content}
    assert ("}" in new) == (not made.built.publishable)


def test_only_what_the_first_page_rests_on_is_asked_for_before_it(
    project: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert builder.build().built.publishable
    want_more_boats(project)
    asked: list[str] = []
    before: list[set[str]] = []
    find = Kit.name_input

    def name_input(kit: Kit, name: str) -> str:
        asked.append(name)
        return find(kit, name)

    monkeypatch.setattr(Kit, "name_input", name_input)
    builder.build({"data/facts.csv"}, {"en/sea/index.html"}, lambda _: before.append({*asked}))
    (first,) = before
    traces = builder._store.traces  # noqa: SLF001 # which knows what the page read
    read = traces.find_reads("text:sea.en.md")
    assert read is not None
    tables = {name for name in read if is_asked(name)}
    assert tables
    assert tables <= first
    assert first < {*asked}
    assert len(asked) == len({*asked}), "each once"


@pytest.mark.parametrize("name", ["icon.svg", "new.css"])
def test_a_drawing_or_an_asset_that_is_new_is_shown_with_the_rest(
    project: Path, builder: Builder, name: str
) -> None:
    assert builder.build().built.publishable
    file = project / "templates" / "assets" / name
    file.write_text(f"{file.read_text('utf-8') if file.exists() else ''}\n", "utf-8")
    shown: list[Mapping[str, bytes]] = []
    made = builder.build({f"templates/assets/{name}"}, {"en/sea/index.html"}, shown.append)
    assert "look:site" in made.built.made
    assert "defect" not in {one.rule for one in made.built.problems}
    assert not [one for files in shown for one in files if one.startswith("assets/")]


def test_pages_that_are_wrong_or_cheap_are_not_shown_before_all_others(
    project: Path, builder: Builder
) -> None:
    assert builder.build().built.publishable
    shown: list[object] = []
    replace(_sea(project), "left out", "not counted")
    builder.build({"content/sea.en.md"}, {"en/sea/index.html"}, shown.append)
    replace(_sea(project), "{gap}`catch/isles/2023,", "{gap}`catch/isle/2023,")
    want_more_boats(project)
    told = {"content/sea.en.md", "data/facts.csv"}
    assert builder.build(told, {"en/sea/index.html"}, shown.append).built.problems
    assert shown == []


def test_a_page_that_is_made_and_wrong_is_not_shown_before_all_others(
    project: Path, builder: Builder
) -> None:
    assert builder.build().built.publishable
    shown: list[object] = []
    replace(project / "templates/briefing.html", '<p class="lead">', '<p class="lead" onclick="x">')
    made = builder.build({"templates/briefing.html"}, {"en/sea/index.html"}, shown.append)
    assert "inline-code" in {one.rule for one in made.built.problems}
    assert shown == []


def test_a_build_under_way_ends_when_the_preview_does(project: Path, builder: Builder) -> None:
    replace(_sea(project), "left out", "not counted")
    builder.stopped.set()
    assert not builder.build().built.publishable


@pytest.mark.parametrize(
    ("saved", "most_lost", "is_given_up"),
    [
        ("data/facts.csv", 10.0, True),
        ("content/sea.en.md", 10.0, False),
        ("data/facts.csv", 0, False),
    ],
    ids=["after it has shown a page", "which shows no page early", "after long work"],
)
def test_a_build_gives_way_to_what_is_saved_meanwhile(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    saved: str,
    most_lost: float,
    *,
    is_given_up: bool,
) -> None:
    monkeypatch.setattr(builder_module, "MOST_LOST", most_lost)
    hurry = threading.Event()
    with closing(Builder(project, is_hurried=hurry.is_set)) as builder:
        assert builder.build().built.publishable
        if saved == "data/facts.csv":
            want_more_boats(project)
        else:
            replace(_sea(project), "left out", "not counted")
        hurry.set()
        shown: list[Mapping[str, bytes]] = []
        made = builder.build({saved}, {"en/sea/index.html"}, shown.append)
        assert made.is_given_up == is_given_up
        assert bool(shown) == (saved == "data/facts.csv")
        hurry.clear()
        if made.is_given_up:
            made = builder.build({saved}, {"en/sea/index.html"})
        assert made.built.publishable
        again = builder.build()
        assert again.redone == ()
        for page in ("en/sea/index.html", "de/sea/index.html"):
            assert (b"601" in made.tree[page]) == (saved == "data/facts.csv")


def test_a_defect_of_the_generator_does_not_end_the_preview(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **_named: object) -> BuildResult:
        raise KeyError("x")

    monkeypatch.setattr(builder_module, "compile_site", fail)
    [problem] = builder.build().built.problems
    assert problem.rule == "defect"
    assert "KeyError: 'x'" in problem.message


def test_a_long_session_keeps_its_store_in_bounds(
    project: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    pruned: list[int] = []
    monkeypatch.setattr(builder_module, "PRUNE_AFTER", 1)
    monkeypatch.setattr(Memo, "prune", lambda _: pruned.append(1))
    builder.build()
    builder.prune()
    replace(_sea(project), ":title: The north lands most", ":title: The north lands more")
    builder.build()
    builder.prune()
    builder.prune()
    assert pruned == [1]


def test_what_was_redone_is_said_in_a_line() -> None:
    redone = [("card", "a.en.md"), ("text", "a.en.md"), ("late", "a.en.md"), ("chart", "x.en")]
    assert say_redone(redone) == "1 page, 1 chart"
    redone = [*(("text", f"{number}.md") for number in range(5)), ("feed", "en"), ("look", "site")]
    assert say_redone(redone) == "5 pages, 1 set of data, the look"
    assert say_redone([]) == "nothing to redo"
    assert [say_time(one) for one in (0.0384, 0.9999, 1.24)] == ["38 ms", "1000 ms", "1.2 s"]


def test_other_languages_of_a_page_are_read_again_where_they_may_say_something_else(
    project: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    resolve = content.resolve_text

    def resolve_text(kit: Kit, note: Callable[[str], None], name: str) -> object:
        read.append(name)
        return resolve(kit, note, name)

    monkeypatch.setattr(proposals, "resolve_text", resolve_text)

    def build() -> list[str]:
        read.clear()
        builder.build()
        return [*read]

    sea = _sea(project)
    sea.write_text(f"{sea.read_text('utf-8')}\nThe catch was 16 tonnes.\n", "utf-8")
    assert build() == ["sea.en.md", "sea.de.md"]
    replace(sea, "16 tonnes", "17 tonnes")
    assert build() == ["sea.en.md"]
    replace(project / "content" / "sea.de.md", "\ntitle: ", "\ntitle: Auch ")
    assert build() == ["sea.en.md", "sea.de.md"]
    want_more_boats(project)
    assert build() == ["sea.en.md", "sea.de.md"]
