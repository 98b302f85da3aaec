from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.checks.marks import take_apart
from sitegen.project.markdown import parse_markdown
from sitegen.project.pages import ContentPage
from sitegen.project.syntax import make_parser
from sitegen.resolve.directives import DIRECTIVE_TRAITS

if TYPE_CHECKING:
    from sitegen.project.parsed import ParsedPage


def parse(body: str, first_line: int = 1) -> ParsedPage:
    page = ContentPage("p", "zh", "page", (), body, "content/p.zh.md", first_line)
    return parse_markdown(page, DIRECTIVE_TRAITS)[0]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("这是**真。**她说", "<p>这是<strong>真。</strong>她说</p>\n"),
        ("**“高新区”**建设", "<p><strong>“高新区”</strong>建设</p>\n"),
        ("其中**工业（规上）**增加值", "<p>其中<strong>工业（规上）</strong>增加值</p>\n"),
        ("他*说：*好", "<p>他<em>说：</em>好</p>\n"),
        ("**“a”**b", "<p>**“a”**b</p>\n"),
        ("a**b**c", "<p>a<strong>b</strong>c</p>\n"),
        ("a_b_c", "<p>a_b_c</p>\n"),
        ("** 空格 **", "<p>** 空格 **</p>\n"),
        ("第一行\n第二行", "<p>第一行第二行</p>\n"),
        ("第一行，\n“第二行”", "<p>第一行，“第二行”</p>\n"),
        ("one\ntwo", "<p>one\ntwo</p>\n"),
        ("中文\nLatin", "<p>中文\nLatin</p>\n"),
    ],
)
def test_the_two_rules_that_chinese_needs(text: str, html: str) -> None:
    assert make_parser().render(text) == html


def test_a_break_between_han_and_a_role_is_no_space() -> None:
    document = parse("达到\n{fact}`a/b/c`\n。")
    assert [token.type for token in document.tokens[1].children or []] == [
        "text",
        "myst_role",
        "text",
    ]


def test_raw_html_is_text() -> None:
    assert "<b>" not in make_parser().render("<b>5</b>\n\n<div>6</div>")


SOURCE = """\
## 标题 {fact}`a/b/c`

一段**话 {growth}`d/e/1..2`** 尾

| 表 | {fact}`f/g/h` |
|---|---|
| 1 | `2` |

:::{chart} path
:name: x
:title: 题 {fact}`i/j/k` 3
:alt: 述

l/m/n = 标签
:::

:::{note} 注 4
里面 {fact}`o/p/q`
:::

末 [链](x.md) {term}`r`
"""


def test_everything_knows_its_place() -> None:
    document = parse(SOURCE, first_line=10)
    lines = ["", *SOURCE.split("\n")]
    for reference in document.references:
        line = lines[reference.place.line - 9]
        assert line[reference.place.column - 1 :].startswith(
            f"{{{reference.role}}}`{reference.text}`"
        )
    for run in document.prose:
        assert lines[run.place.line - 9][run.place.column - 1 :].startswith(run.text.rstrip("\n"))
    texts = "".join(run.text for run in document.prose)
    assert all(
        part in texts
        for part in ("标题", "尾", "表", "1", "2", "题", "3", "述", "注 4", "里面", "末", "链")
    )
    chart = document.directives[0]
    assert [(line.text, line.place.line) for line in chart.lines] == [("l/m/n = 标签", 23)]
    assert [reference.role for reference in document.references] == [
        "fact",
        "growth",
        "fact",
        "fact",
        "fact",
        "term",
    ]


def test_a_directive_left_open_in_a_quotation_can_be_read() -> None:
    [note] = parse("> :::{note}\n\t> ").directives
    assert (note.name, note.lines) == ("note", ())


@given(st.text(max_size=80))
def test_no_text_is_a_traceback(text: str) -> None:
    _check_places(text)


def _check_places(body: str) -> None:
    """A page can be read, and what is found in it stands inside the file."""
    document = parse(body)
    lines = body.split("\n")
    for place in [
        *(one.place for one in document.references),
        *(one.place for one in document.prose),
    ]:
        assert 1 <= place.line <= len(lines) + 1
        assert place.column >= 1


@given(
    st.lists(
        st.sampled_from(
            [
                "{fact}`a/b/c`",
                "**",
                "高",
                "。",
                "x ",
                "\n",
                "> ",
                "- ",
                ":::{note}\n",
                ":::\n",
                "`",
                "[a](b)",
                "| a |\n",
                "#",
            ]
        ),
        max_size=25,
    )
)
def test_markup_in_any_order_keeps_the_places_inside_the_file(parts: list[str]) -> None:
    _check_places("".join(parts))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6))))
def test_a_mark_within_another_is_none_whatever_was_taken_before(
    found: list[tuple[int, int]],
) -> None:
    taken: list[tuple[int, int]] = []
    slowly: list[tuple[int, int]] = []
    for start, length in found:
        span = start, start + length
        is_apart = not any(one < span[1] and start < end for one, end in slowly)
        slowly += [span] if is_apart else []
        assert take_apart(taken, span) == is_apart
    assert taken == sorted(slowly)
