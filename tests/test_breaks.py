"""Where the blocks of a page break is said once, at the line that breaks them; a sound text is whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_markdown import parse

from sitegen.limits import DEEPEST
from sitegen.markup.breaks import BlockBreaks
from sitegen.problems import Place


def find(text: str) -> list[tuple[int, str]]:
    """Line and message of what is wrong."""
    found = BlockBreaks(
        text.split("\n"), lambda line, column: Place("x", line + 1, column + 1)
    ).find()
    return [(one.line, one.message) for one in found[1]] if found else []


@pytest.mark.parametrize(
    "text",
    [
        ":::{note} a\nb\n:::",
        "::::{note} a\n:::{note} b\n:::\n::::",
        "```{note} a\n~~~python\n:::\n~~~\n```",
        "~~~~{note} a\n~~~{note} b\n~~~\n~~~~",
        "> :::{note} a\n> b\n> :::",
        "- x\n\n  :::{note} a\n  b\n  :::",
        "1. ```\n   :::\n   ```",
        "`<!--` and `` ::: ``",
        "a `:::` b\n\n:: not one, nor: :::: inside",
        "<!-- a\n:::{note}\n-->",
        "```python inline``` text",
        "```\n```{note}\n```",
        "\\<!-- x",
    ],
)
def test_a_sound_text_is_whole(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(("beyond", "told"), [(0, []), (1, [DEEPEST + 1]), (9, [DEEPEST + 1])])
def test_what_lies_too_deep_is_told_at_its_line_before_it_is_read(
    beyond: int, told: list[int]
) -> None:
    marks = [":" * n for n in range(3, 3 + DEEPEST + beyond)]
    lines = [*(f"{mark}{{note}} T" for mark in marks[::-1]), "x", *marks]
    assert [line for line, _ in find("\n".join(lines))] == told


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n\n:::{note} b\nc", 3),
        (":::{note} a\nb\n\n:::{note} c\nd\n:::\n", 1),
        (":::{note} a\n:::{note} b\n:::\n:::", 2),
        ("::::{note} a\n:::{note} b\nc\n::::\n", 2),
        ("a\n:::\n", 2),
        ("```python\nx\n", 1),
        ("~~~{note} a\n", 1),
        ("a\n\n```{chart} path\n:name: x\n", 3),
        (":::{note}\n```\n:::\n```\n:::", 3),
        ("x\n<!-- y", 2),
        ("x <!-- y\n\nz -->", 1),
        ("：：：{note}\na\n:::", 1),
        (":::{note}\na\n：：：", 3),
        ("::{note}\na\n:::", 1),
        (":::{note}\na\n::", 3),
        (":::{note}\na\n:::\u00a0", 3),
        ("\u3000:::{note}\na\n:::", 1),
        ("：:：｛note｝\na\n:::", 1),
    ],
)
def test_a_break_is_told_once_where_it_is(text: str, line: int) -> None:
    assert [found for found, _ in find(text)] == [line]


def test_what_stands_below_a_break_is_not_judged() -> None:
    page = parse("Before.\n\n:::{chart} path\n:name: x\n\nAfter, with 7.\n")
    assert [run.text for run in page.prose] == ["Before."]
    assert page.directives == ()
    assert not page.sound


LINES = st.lists(
    st.sampled_from(
        [
            ":::{note}",
            "::::{note}",
            ":::",
            "::::",
            "```",
            "```{note}",
            "~~~",
            "text",
            "",
            "<!--",
            "-->",
            "> :::",
            "：：：",
        ]
    ),
    max_size=12,
)


@given(LINES)
def test_a_sound_text_has_as_many_directives_as_it_opens(lines: list[str]) -> None:
    """What is not told of is read as it looks: no directive has swallowed another."""
    text = "\n".join(lines)
    if find(text) or "<!--" in text or "> " in text or "```\n" in text or "~~~" in text:
        return
    page = parse(text)
    assert len(page.directives) == sum("{note}" in line for line in lines)
