"""A warm build equals a clean one byte for byte, and redoes only what depends on the edit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from built import Kept
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projects import copy_project, replace

from sitegen.build.order import BuildResult, check_site
from sitegen.memo import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.memo import Memo


class _Sketched(Kept):
    """A store whose charts are not drawn: a sketch names what it was made of, and takes no time."""

    def recall(self, kind: str, label: str, inputs: object, compute: Callable[[], str]) -> str:
        if kind != "chart":
            return super().recall(kind, label, inputs, compute)
        return super().recall(kind, label, inputs, lambda: _sketch(digest(inputs), compute))


DRAWN: list[dict[str, str]] = []
"""The forms of one chart that was drawn: sketches have the same."""


def _sketch(name: str, draw: Callable[[], str]) -> str:
    if not DRAWN:
        DRAWN.append(json.loads(draw()))
    return json.dumps(
        {
            form: f"<svg><text>{name}</text></svg>"
            if text.startswith("<svg")
            else json.dumps({key: {"sketch": name} for key in json.loads(text)})
            for form, text in DRAWN[0].items()
        }
    )


EDITS = {
    "a value of the ledger": (
        "data/facts.csv",
        "catch,isles,2023,actual,level,,16.0",
        "catch,isles,2023,actual,level,,{n}.5",
    ),
    "a note of the ledger": ("data/facts.csv", "Provisional", "Provisional note {w}"),
    "a name of the ledger": ("data/indicators.csv", "sea,Catch,Fang", "sea,Catch {w},Fang"),
    "a unit's form": (
        "data/units.csv",
        "million euro,EUR,1000000,EUR {scaled}",
        "million euro,EUR,1000000,€ {scaled}",
    ),
    "a glossary entry": ("data/glossary.csv", "Fish that is landed", "Fish {w}"),
    "a paragraph": ("content/sea.en.md", "Boats at moorings", "Boats {w} at moorings"),
    "a title": ("content/sea.de.md", "title: Das Meer", "title: Das Meer {w}"),
    "a chart's title": (
        "content/sea.en.md",
        ":title: The north lands most",
        ":title: The north lands more {w}",
    ),
    "a template": ("templates/briefing.html", '<p class="lead">', '<p class="lead {w}">'),
    "a partial template": ("templates/workings.html", "<ol>", '<ol class="{w}">'),
    "the macros of roles": (
        "templates/inline.html",
        '</data>\n{%- elif one.kind == "source"',
        '</data> \n{%- elif one.kind == "source"',
    ),
    "a template of texts": ("templates/page.md", "# {{ title }}", "# {w}: {{ title }}"),
    "a catalogue": ("templates/locale/de.po", 'msgstr "voraus"', 'msgstr "voraus {w}"'),
    "an asset": ("templates/assets/style.css", "40rem", "4{n}rem"),
    "a setting": ("site.toml", 'title.en = "Islands"', 'title.en = "Islands {w}"'),
    "a comparability reason": (
        "data/comparability.csv",
        "Boats at moorings are left out",
        "Boats {w}",
    ),
}


def _build(project: Path, memo: Memo) -> BuildResult:
    built = check_site(project, memo)
    assert built.problems == ()
    return built


def _clean(project: Path) -> BuildResult:
    """A build that finds nothing."""
    memo = _Sketched()
    built = _build(project, memo)
    assert memo.reused.keys() <= {"messages"}  # two templates may hold the same text
    return built


def _edit(project: Path, name: str, number: str, word: str) -> None:
    path, old, new = EDITS[name]
    replace(project / path, old, new.replace("{n}", number).replace("{w}", word))


def _made(address: str) -> set[tuple[str, str]]:
    """What is done for a page that is made anew: it, and what the checks read in it."""
    return {(kind, address) for kind in ("page", "scan", "policy")}


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4, unique=True),
    st.sampled_from([("3", "alpha"), ("8", "beta")]),
)
def test_a_warm_build_equals_a_clean_one(names: list[str], new: tuple[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "in")
        warm = _Sketched()
        _build(project, warm)
        for number, name in enumerate(names):
            _edit(project, name, *new)
            built = _build(project, warm)
            assert built.tree == _clean(project).tree, f"{name} (edit {number})"


SEA = {("body", "sea.en"), ("plain", "sea.en"), ("page", "en/sea/index.md")}
"""What is made of the text of a page, besides the page."""
PAGES = [
    f"{code}/{page}index.html"
    for code in ("en", "de")
    for page in (
        "",
        "sea/",
        "sources/plan/",
        "sources/gazette/",
        "indicators/boats/",
        "indicators/catch/",
        "indicators/harbour-boats/",
    )
]
"""The pages of the site that its navigation leads to."""
BATCHES = {("batch", "indicators.en"), ("batch", "indicators.de")}


@pytest.mark.parametrize(
    ("edit", "redone"),
    [
        ("a paragraph", SEA | _made("en/sea/index.html")),
        (
            "a note of the ledger",
            SEA
            | _made("en/sea/index.html")  # the note is the title of its number
            | {("body", "index.en"), ("plain", "index.en")}
            | {("page", "en/index.html"), ("page", "en/index.md")}
            | {("page", "en/sources/gazette/index.html")}
            | {("page", "en/indicators/catch/index.html")}
            | BATCHES,
        ),
        (
            "an asset",
            {one for page in PAGES for one in _made(page)}
            | {("page", "index.html"), ("page", "404.html")}
            | BATCHES,
        ),
        (
            "a chart's title",
            SEA | _made("en/sea/index.html") | {("chart", "catch-by-isle.en")},
        ),
        (
            "a partial template",
            {
                one
                for code in ("en", "de")
                for page in ("index.html", "sea/index.html")
                for one in _made(f"{code}/{page}")
            }
            | {("messages", "workings.html")},
        ),
    ],
)
def test_only_what_depends_on_an_edit_is_redone(
    tmp_path: Path, edit: str, redone: set[tuple[str, str]]
) -> None:
    project = copy_project(tmp_path / "in")
    memo = Kept()
    _build(project, memo)
    memo.log.clear()
    _edit(project, edit, "1", "alpha")
    _build(project, memo)
    assert sorted(memo.log) == sorted(redone)


def test_a_second_build_redoes_nothing_and_imports_nothing_heavy(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    script = "import sys; from sitegen.cli import main; code = main(['--project', sys.argv[1], 'build']); print(sorted({'altair', 'pandas', 'vl_convert'} & sys.modules.keys())); sys.exit(code)"
    said = [
        subprocess.run(
            [sys.executable, "-c", script, str(project)],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        ).stdout
        for _ in range(2)
    ]
    assert "altair" in said[0]
    assert said[1].endswith("[]\n")
