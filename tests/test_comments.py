"""Comments are the editors' own: nothing of them is in what a page says, wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_markdown import parse

from sitegen.markup.comments import mask_comments
from sitegen.project.syntax import make_parser


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <!-- x --> b", "<p>a b</p>\n"),
        ("甲<!-- x -->乙", "<p>甲乙</p>\n"),
        ("<!-- x -->", ""),
        ("<!-- x --> <!-- y -->\n\na", "<p>a</p>\n"),
        ("<!-- x\n\n## y\n-->\n## T", "<h2>T</h2>\n"),
        ("<!-- x\n\ny --> text", "<p>text</p>\n"),
        ("{#a}\n<!-- x -->\n## T", '<h2 id="a">T</h2>\n'),
        ("- a\n  <!-- x\n\n  y -->\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("> <!-- x -->\n> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        ("a\n<!-- x -->\nb", "<p>a</p>\n<p>b</p>\n"),
        ("a <!-- x\ny --> b", "<p>a b</p>\n"),
        ("`<!-- x -->`", "<p><code>&lt;!-- x --&gt;</code></p>\n"),
        ("```\n<!-- x -->\n```", "<pre><code>&lt;!-- x --&gt;\n</code></pre>\n"),
        ("\\<!-- x", "<p>&lt;!-- x</p>\n"),
        ("## T <!-- x -->", "<h2>T</h2>\n"),
        ("[a <!-- x -->](b)", '<p><a href="b">a</a></p>\n'),
        ("<!-- x", "<p>&lt;!-- x</p>\n"),
        ("a <!-- x", "<p>a &lt;!-- x</p>\n"),
        ("> <!-- x\n\ny -->", "<blockquote>\n<p>&lt;!-- x</p>\n</blockquote>\n<p>y --&gt;</p>\n"),
    ],
)
def test_a_comment_is_nothing(text: str, html: str) -> None:
    assert make_parser().render(text) == html


@given(
    st.text(st.sampled_from("ab7 *`#>-\n|:{}[]()五"), max_size=30).filter(
        lambda one: "-->" not in one
    ),
    st.sampled_from("\n "),
)
def test_nothing_in_a_comment_reaches_anybody(inside: str, gap: str) -> None:
    page = parse(f"Before.\n\n<!--{gap}secret {inside}-->\n\nAfter <!-- secret --> all.\n")
    said = [*(run.text for run in page.prose), *(run.text for run in page.unread)]
    assert " ".join(said).split() == ["Before.", "After", "all.", "Before.", "After", "all."]
    assert not any((page.references, page.links, page.headings, page.directives))


def test_a_comment_among_lines_of_a_directive_is_nothing() -> None:
    [chart] = parse(
        ":::{chart} path\n:name: a <!-- b -->\n<!-- :title: old -->\n:title: T <!-- 7 -->\n"
        "<!--\nx/y/1\n-->\nx/y/2 <!-- z -->\n:::"
    ).directives
    assert [(name, option.text) for name, option in chart.options] == [
        ("name", "a"),
        ("title", "T"),
    ]
    assert [(line.text, line.place.line) for line in chart.lines] == [("x/y/2", 8)]


@given(st.text(st.sampled_from("a<!->\n"), max_size=30))
def test_masked_lines_stay_where_they_are(text: str) -> None:
    masked = mask_comments(text)
    assert len(masked) == len(text)
    assert masked.count("\n") == text.count("\n")
