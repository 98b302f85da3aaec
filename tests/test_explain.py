"""Why things were made again is said by its cause, and where the time went adds up."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from built import copy_warm_project, keep_store
from projects import copy_project, replace

from sitegen.build.draft import SCAN
from sitegen.build.order import check_site
from sitegen.build.units import UNIT_KINDS
from sitegen.checks.signature import SIGNATURE
from sitegen.cli import main
from sitegen.explaining.changes import EDITED, INPUTS, Changes
from sitegen.explaining.explain import tell_names
from sitegen.explaining.notes import Notes
from sitegen.explaining.profile import Profile, Seconds, align_sections, tabulate
from sitegen.explaining.wording import CARD_FIELDS, PARTS, THINGS, VALUES
from sitegen.known import FAMILIES, PageCard
from sitegen.messages.said import Said
from sitegen.naming import ASSETS, DIGESTS, FACTS, FOLDERS, STRAYS, SUBJECTS
from sitegen.traces.traces import GROUPS

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.build.store import Store
    from sitegen.traces.result import BuildResult

BOATS = ("content/sea.en.md", "Boats at moorings", "Boats at the moorings")
TITLE = ("content/sea.de.md", "title: Das Meer", "title: Das weite Meer")
VALUE = (
    "data/facts.csv",
    "catch,isles,2023,actual,level,,16.0,,,exact,million euro,gazette,page 1,16.0",
    "catch,isles,2023,actual,level,,16.5,,,exact,million euro,gazette,page 1,16.5",
)
NAME = ("site.toml", 'title.en = "Islands"', 'title.en = "Isles"')
LAND = """\
---
kind: briefing
title: Land
lead: Nothing of it is counted.
description: What is not sea
domain: sea
---
There is some.
"""
UNBOUND = ("content/sea.en.md", "Boats at moorings", "400 boats at moorings")


@pytest.fixture
def store() -> Store:
    return keep_store()


def edit(project: Path, *edits: tuple[str, str, str]) -> None:
    for path, old, new in edits:
        replace(project / path, old, new)


def explain(project: Path, store: Store) -> tuple[BuildResult, list[str]]:
    notes = Notes()
    built = check_site(project, store, watch=notes)
    return built, list(notes.reasons)


def explain_edits(project: Path, store: Store, *edits: tuple[str, str, str]) -> list[str]:
    assert check_site(project, store).problems == ()
    edit(project, *edits)
    built, reasons = explain(project, store)
    assert built.problems == ()
    return reasons


# Words


def test_every_family_has_words() -> None:
    assert VALUES.keys() == FAMILIES.keys()
    assert {part for one in FAMILIES.values() for part in one.parts} <= PARTS.keys()
    assert {
        SIGNATURE,
        SCAN,
        *(name.partition("@")[0] for name in (ASSETS, DIGESTS, FACTS, SUBJECTS)),
    } <= PARTS.keys()
    assert {*GROUPS, FOLDERS, STRAYS, "file", "template", "voice"} == INPUTS.keys()
    assert CARD_FIELDS.keys() == {*PageCard._fields} - {"slug", "language"}


def test_every_kind_of_unit_has_words() -> None:
    assert {kind.name for kind in UNIT_KINDS} | {"pdf"} == THINGS.keys()


def test_whatever_a_project_reads_has_words(tmp_path: Path, store: Store) -> None:
    project = copy_project(tmp_path / "in")
    built = check_site(project, store)
    changes = Changes({}, {}, store.traces.find, str, lambda _: "")
    names = {name for unit in built.made for name in store.traces.find_reads(unit) or ()}
    assert len(names) > 50
    for name in names:
        assert tell_names(changes, [name]), name


def test_a_family_without_words_is_a_defect() -> None:
    with pytest.raises(KeyError, match="weather"):
        tell_names(Changes({}, {}, lambda _: None, str, lambda _: ""), ["weather:en"])


# Causes


def test_nothing_is_said_of_a_build_of_nothing(tmp_path: Path, store: Store) -> None:
    assert explain_edits(copy_project(tmp_path / "in"), store) == []


def test_a_paragraph(tmp_path: Path, store: Store) -> None:
    reasons = explain_edits(copy_project(tmp_path / "in"), store, BOATS)
    assert reasons == ["page en/sea: `content/sea.en.md` was edited"]


def test_a_title(tmp_path: Path, store: Store) -> None:
    reasons = explain_edits(copy_project(tmp_path / "in"), store, TITLE)
    assert reasons[0] == "page de/sea: `content/sea.de.md` was edited"
    assert [one for one in reasons if "the title of de/sea" in one and "picture of de/sea" in one]
    (listed,) = [one for one in reasons if "page de/index" in one]
    assert listed == "page de/index: the list of briefings changed (the title of de/sea)"
    assert not [one for one in reasons if "en/" in one]


def test_a_table(tmp_path: Path, store: Store) -> None:
    reasons = explain_edits(copy_project(tmp_path / "in"), store, VALUE)
    assert reasons[0].startswith("`data/facts.csv` was edited: the reading of the tables, ")
    assert ", indicator en/catch, " in reasons[0]
    fact = "`catch/isles/2023/actual/level/gazette` changed"
    assert f"{fact}, shown in line 3: page de/index, page en/index" in reasons
    assert (
        f"{fact}, shown in line 6 and the chart `catch-path`: page de/sea, page en/sea" in reasons
    )
    assert not [one for one in reasons if "boats" in one and fact in one]


def test_settings(tmp_path: Path, store: Store) -> None:
    reasons = explain_edits(copy_project(tmp_path / "in"), store, NAME)
    assert len(reasons) == 1
    assert reasons[0].startswith("`site.toml` was edited: ")


def test_a_template_that_others_extend(tmp_path: Path, store: Store) -> None:
    project = copy_project(tmp_path / "in")
    check_site(project, store)
    for name in ("base.html", "llms.txt"):
        path = project / "templates" / name
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    _, reasons = explain(project, store)
    (own,) = [one for one in reasons if "4 pages," in one]
    assert (
        own
        == "`templates/base.html` was edited: 4 pages, 6 pages of indicators, 4 pages of sources"
    )
    assert "the list of pages in plain text: `templates/llms.txt` was edited" in reasons


def test_a_catalogue_and_a_style_sheet(tmp_path: Path, store: Store) -> None:
    project = copy_project(tmp_path / "in")
    check_site(project, store)
    for name in ("locale/de.po", "assets/style.css"):
        path = project / "templates" / name
        path.write_text(
            path.read_text("utf-8") + "\n.added { color: inherit }\n" * (name[-1] == "s"), "utf-8"
        )
    (project / "templates/locale/de.po").write_bytes(
        (project / "templates/locale/de.po").read_bytes() + b'\nmsgid "wave"\nmsgstr "Welle"\n'
    )
    _, reasons = explain(project, store)
    assert reasons[-1] == "`style.css` has a new address: every file that names it"
    assert reasons[0].startswith("`templates/locale/de.po` was edited: ")
    assert not [one for one in reasons if "changed" in one]


def test_a_page_comes_and_goes(tmp_path: Path, store: Store) -> None:
    project = copy_project(tmp_path / "in")
    check_site(project, store)
    for code in ("en", "de"):
        (project / f"content/land.{code}.md").write_text(LAND, "utf-8")
    _, reasons = explain(project, store)
    (new,) = [one for one in reasons if one.startswith("new")]
    assert new.startswith("new: the project had no page of this name: page de/land, page en/land")
    (seen,) = [one for one in reasons if "page en/sea" in one]
    assert "the navigation" in seen
    assert "(en/land is new" in seen
    for code in ("en", "de"):
        (project / f"content/land.{code}.md").unlink()
    _, reasons = explain(project, store)
    assert "page en/land: gone with `content/land.en.md`" in reasons
    (seen,) = [one for one in reasons if "page en/sea" in one]
    assert "(en/land is gone" in seen


def test_what_a_build_with_errors_left_is_explained_by_the_next(
    tmp_path: Path, store: Store
) -> None:
    project = copy_project(tmp_path / "in")
    check_site(project, store)
    edit(project, UNBOUND, VALUE)
    assert check_site(project, store).problems
    edit(project, (UNBOUND[0], UNBOUND[2], UNBOUND[1]))
    _, reasons = explain(project, store)
    assert reasons[0] == "page en/sea: `content/sea.en.md` was edited"
    assert reasons[1].startswith(
        "the tables changed, in a build before that found errors: indicator en/catch, "
    )
    assert not [one for one in reasons if "left over" in one]
    assert store.traces.list_waiting() == frozenset()


def test_another_generator_and_none_before(tmp_path: Path, store: Store) -> None:
    project = copy_project(tmp_path / "in")
    built, reasons = explain(project, store)
    assert reasons == [f"nothing was known of this project: everything, {len(built.made)} things"]
    store.traces.put("generator", "an older one")
    store.traces.put_files({"sitegen/cli.py": ("", "other")}, [])
    built, reasons = explain(project, store)
    assert reasons == [f"the generator itself changed: everything, {len(built.made)} things"]


def test_folders_are_called_as_the_project_calls_them(tmp_path: Path, store: Store) -> None:
    project = copy_project(tmp_path / "in")
    shutil.move(project / "content", project / "texts")
    toml = project / "site.toml"
    toml.write_text(toml.read_text("utf-8") + '\n[paths]\ncontent = "texts"\n', "utf-8")
    reasons = explain_edits(project, store, ("texts/sea.en.md", *BOATS[1:]))
    assert reasons == ["page en/sea: `texts/sea.en.md` was edited"]


def test_rows_of_the_ledger_say_where_a_page_shows_them(tmp_path: Path, store: Store) -> None:
    project = copy_project(tmp_path / "in")
    check_site(project, store)
    changes = Changes({"data/facts.csv": EDITED}, {}, store.traces.find, str, lambda _: "")
    key = "catch/isles/2023/actual/level/gazette"
    names = ["tables", f"ledger.facts:{key}"]
    assert (
        tell_names(changes, names, "en/sea")
        == f"`{key}` changed, shown in line 6 and the chart `catch-path`"
    )
    assert tell_names(changes, ["ledger.units:EUR"]) == "`EUR` of units changed"
    many = [f"ledger.facts:{number}" for number in range(5)]
    assert tell_names(changes, many) == "5 rows of the tables changed"


# Times


def profile(project: Path, store: Store) -> tuple[BuildResult, Profile]:
    notes = Notes()
    built = check_site(project, store, watch=notes)
    return built, notes.profile()


def test_times_add_up(tmp_path: Path, store: Store) -> None:
    built, found = profile(copy_project(tmp_path / "in"), store)
    assert sum(one.made for one in found.units) == len(built.made)
    assert {one.kind for one in found.units} == {unit.partition(":")[0] for unit in built.made}
    stages = [name for name, _ in found.stages]
    assert stages[:3] == ["starting", "looking at files", "tables"]
    assert {"looks", "pages", "links"} < {*stages}
    assert found.total.wall == pytest.approx(sum(one.wall for _, one in found.stages))
    assert found.total.wall >= sum(one.time.wall for one in found.units)  # all in one process
    charts = {one.kind: one for one in found.results}["chart"]
    assert charts.made == store.memo.computed["chart"] == len(found.charts) == 8
    assert charts.time.wall == pytest.approx(sum(seconds for _, seconds in found.charts))
    assert len(found.pages) == 10
    assert [*found.pages] == sorted(found.pages, key=lambda one: -one[1].wall)


def test_units_of_other_processes_bring_their_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    project = copy_project(tmp_path / "in")
    text = (project / "content/index.en.md").read_text("utf-8").replace("kind: home", "kind: page")
    for number in range(30):
        (project / f"content/other{number}.en.md").write_text(text, "utf-8")
    store = keep_store(tmp_path / "store")
    built, found = profile(project, store)
    kinds = {one.kind: one for one in found.units}
    assert kinds["card"].made == 34
    assert kinds["card"].time.wall > 0
    assert kinds["card"].time.cpu > 0
    assert sum(one.made for one in found.units) == len(built.made)


def test_a_profile_is_a_table() -> None:
    one = Seconds(1.5, 1.25)
    lines = [
        *align_sections(
            [
                (one.columns, *one.rows)
                for one in tabulate(
                    Profile(((Said("pages"), one), (Said("links"), one)), (), (), (), ())
                )
            ]
        )
    ]
    assert lines == [
        "",
        "stage  seconds    CPU",
        "pages    1.500  1.250",
        "links    1.500  1.250",
        "all      3.000  2.500",
    ]
    one_table = [("key", "n", "words"), ("a", "1", "起"), ("bcd", "20", "end")]
    assert [*align_sections([one_table])] == ["", "key   n  words", "a     1  起", "bcd  20  end"]


# Commands


def test_commands_say_what_they_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_warm_project(tmp_path / "in")
    start = ["--project", str(project)]
    assert main([*start, "check"]) == 0
    plain = capsys.readouterr().out
    assert main([*start, "check", "--explain"]) == 0
    assert capsys.readouterr().out == f"{plain}Nothing had to be made again.\n"
    edit(project, BOATS)
    assert main([*start, "build", "--no-pdf", "--explain", "--profile"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("Built 30 pages")
    assert said[1:4] == ["", "page en/sea: `content/sea.en.md` was edited", ""]
    assert said[4].split() == ["stage", "seconds", "CPU"]
    assert [line.split()[0] for line in said if line.startswith("publishing")] == ["publishing"]
    edit(project, (BOATS[0], BOATS[2], UNBOUND[2]))
    assert main([*start, "check", "--explain"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "page en/sea: `content/sea.en.md` was edited"


def test_who_asks_for_nothing_pays_for_nothing(tmp_path: Path, store: Store) -> None:
    project = copy_project(tmp_path / "in")
    explain_edits(project, store, BOATS)
    edit(project, TITLE)
    check_site(project, store)
    assert store.traces.before is None
