"""The bench of words that compare: what it counts, and that the real site stays as quiet as it is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from comparisons import BOUND, EXCEPTED, OPEN, main, read_project
from projects import ROOT, copy_project

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = """---
kind: page
title: "Trees {claim}`grew <rises: a/b/2020..2023>`"
description: Woods
---
There were {fact}`a/b/2020` trees. They {claim}`grew <rises: a/b/2020..2023>` to {fact}`a/b/2023`!

It was {unclaimed}`the largest <the report says so>` of all. Nobody counts shrubs.

:::{chart} path
:name: trees
:title: Trees fell.
:facts: a/b
:::
"""


def test_sentences_are_told_by_what_their_words_stand_in(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    for page in (project / "content").glob("*.md"):
        page.unlink()
    (project / "content" / "trees.en.md").write_text(PAGE, "utf-8")
    found = [(one.text, sorted(one.alarms)) for _, one in read_project(project)]
    assert found == [
        ("Trees grew", [BOUND]),
        ("Woods", []),
        ("There were … trees.", []),
        ("They grew to …!", [BOUND]),
        ("It was the largest of all.", [EXCEPTED]),
        ("Nobody counts shrubs.", [OPEN]),
        ("Trees fell.", [OPEN]),
    ]


def test_its_numbers_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--excepted"])
    *listed, english, chinese = capsys.readouterr().out.splitlines()
    assert english.startswith("en: ")
    assert chinese.startswith("zh: ")
    assert any(line.startswith("    ") for line in listed)


def test_the_real_site_is_bound_and_quiet() -> None:
    counts = Counter[tuple[str, str]]()
    for page, one in read_project(ROOT):
        counts[page.language, ""] += 1
        counts.update((page.language, kind) for kind in one.alarms)
    for code in ("en", "zh"):
        assert counts[code, ""] > 1000
        assert counts[code, BOUND] > 120
        assert counts[code, EXCEPTED] < counts[code, ""] / 30
        assert counts[code, OPEN] <= 1  # emphasis within a sentence divides what the check reads
