"""Releases: what is written of them, and what pages and feeds tell."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from built import build_harbour, copy_warm_project
from projects import replace

from sitegen.cli import main
from sitegen.files.feed import NAMESPACE
from sitegen.releasing import record_release

if TYPE_CHECKING:
    from pathlib import Path


def read_rows(project: Path, name: str) -> list[dict[str, str]]:
    with (project / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_first_release_remembers_and_the_next_tells_what_changed(tmp_path: Path) -> None:
    project = copy_warm_project(tmp_path / "in")
    assert record_release(project, "one", "2026-01-01").problems == ()
    assert read_rows(project, "changes") == []
    [first] = read_rows(project, "releases")
    facts = len(read_rows(project, "facts"))
    assert (first["release"], first["date"], first["facts"]) == ("one", "2026-01-01", str(facts))
    assert {row["thing"] for row in read_rows(project, "snapshot")} == {"fact", "verdict", "page"}

    replace(
        project / "data/facts.csv",
        "10.5,,,exact,million euro,gazette,page 1,10.5",
        "10.6,,,exact,million euro,gazette,page 1,10.6",
    )
    assert record_release(project, "two", "2026-02-01").problems == ()
    changes = read_rows(project, "changes")
    assert {
        "release": "two",
        "thing": "fact",
        "change": "changed",
        "key": "catch/north/2023/actual/level/gazette",
        "before": "10.5 million euro",
        "after": "10.6 million euro",
    } in changes
    assert [row["release"] for row in read_rows(project, "releases")] == ["one", "two"]
    assert (
        record_release(project, "three", "2026-02-01").lines[1]
        == "facts: 0 added, 0 changed, 0 removed"
    )
    assert read_rows(project, "changes") == changes


def test_nothing_is_written_of_a_project_with_errors_or_under_a_name_that_is_taken(
    tmp_path: Path,
) -> None:
    project = copy_warm_project(tmp_path / "in")
    replace(project / "data/facts.csv", "400,,,about,boats", "401,,,about,boats")
    assert record_release(project, "one", "2026-01-01").problems
    assert not (project / "data/releases.csv").exists()
    replace(project / "data/facts.csv", "401,,,about,boats", "400,,,about,boats")
    assert record_release(project, "one", "2026-01-02").problems == ()
    [taken] = record_release(project, "one", "2026-01-03").problems
    [early] = record_release(project, "two", "2026-01-01").problems
    assert (taken.path, taken.line, taken.rule) == ("data/releases.csv", 2, "duplicate-key")
    assert (early.path, early.line, early.rule) == ("data/releases.csv", 2, "cell")


def test_the_command_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = copy_warm_project(tmp_path / "in")
    base = ["--project", str(project), "release"]
    assert main([*base, "One!"]) == 2
    assert main([*base, "one", "--date", "2026-01-01"]) == 0
    assert "Recorded one: " in capsys.readouterr().out
    assert main([*base, "one"]) == 1
    with pytest.raises(SystemExit):
        main([*base, "two", "--date", "tomorrow"])


@pytest.mark.parametrize("code", ["en", "zh"])
def test_page_and_feed_tell_the_releases_the_latest_first(code: str) -> None:
    site = build_harbour()
    html = (site / code / "changes/index.html").read_text("utf-8")
    assert html.index('id="summer"') < html.index('id="spring"')
    assert "2.8 million tonnes" in html
    assert "cargo/harbour/2022/actual/level/report" in html  # what is gone has its key alone
    assert 'href="../changes.atom"' in html
    feed = ET.fromstring((site / code / "changes.atom").read_text("utf-8"))  # noqa: S314 # our own
    entries = feed.findall(f"{{{NAMESPACE}}}entry")
    links = [one.find(f"{{{NAMESPACE}}}link") for one in entries]
    assert [one.get("href") for one in links if one is not None] == [
        f"https://harbour.example/{code}/changes/#summer",
        f"https://harbour.example/{code}/changes/#spring",
    ]
    assert "xmlns" in (site / code / "feed.atom").read_text("utf-8")
