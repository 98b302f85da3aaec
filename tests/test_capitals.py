"""What roles write where a text begins with them has a large first letter, where the language has one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import copy_project, replace
from sketches import sketch_store

from sitegen.build.order import build_site
from sitegen.language.capitals import capitalise

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("at least 30%", "en", "At least 30%"),
        ("не менее 5", "ru", "Не менее 5"),
        ("istanbul", "tr", "İstanbul"),
        ("ijs", "nl", "IJs"),
        ("ǆep", "hr", "ǅep"),
    ],
)
def test_a_text_begins_with_a_large_letter(text: str, code: str, said: str) -> None:
    assert capitalise(text, code) == said


@pytest.mark.parametrize(
    "text",
    [
        "pH",
        "mRNA",
        "e-bike",
        "α-particle",
        "5 boats",
        "超过5",
        "ميناءان",
        "საქართველო",
        "a",
        "",
        "At",
    ],
)
def test_what_has_no_large_letter_or_its_own_stays(text: str) -> None:
    assert capitalise(text, "en") == text


@given(st.text(max_size=5), st.sampled_from(["en", "tr", "nl"]))
def test_no_more_than_the_beginning_changes(text: str, code: str) -> None:
    said = capitalise(text, code)
    assert said.endswith(text[2:])  # ß becomes Ss
    assert capitalise(said, code) == said


FACT = "{fact}`harbour-boats/isles/2023`"
"""At least 350."""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{FACT} lie here", "At least 350 lie here"),
        (f"“*{FACT}* lie here”", "“At least 350 lie here”"),
        (f"### {FACT}", "At least 350"),
        (f"- {FACT} lie here", "at least 350 lie here"),
        (f"So {FACT}. {FACT} lie here", "So at least 350. at least 350 lie here"),
        ("{term}`catch` is landed", "Catch is landed"),
        ("{term}`catch <catch>` is landed", "catch is landed"),
        ("{count}`targets: area=isles` are set", "Two are set"),
    ],
)
def test_what_begins_a_text_begins_large(text: str, said: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / "content/sea.en.md", "title: The sea", f'title: "{FACT} now"')
    replace(project / "content/sea.de.md", "title: Das Meer", f'title: "{FACT} jetzt"')
    for code in ("en", "de"):
        page = project / f"content/sea.{code}.md"
        page.write_text(f"{page.read_text('utf-8')}\n{text}\n", "utf-8")
    built = build_site(project, tmp_path / "out", sketch_store())
    assert [one for one in built.problems if one.level == "error"] == []
    made = (tmp_path / "out/en/sea/index.html").read_text("utf-8")
    plain = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", made.partition("Careful")[2]))
    assert said in plain
    assert "At least 350 now" in made
    other = (tmp_path / "out/de/sea/index.html").read_text("utf-8")
    assert "Mindestens 350 jetzt" in other
