"""Emphasis by CommonMark's CJK-friendly amendment; where nothing of these scripts is near, by CommonMark to the letter."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sitegen.markup.han import is_cjk
from sitegen.project.syntax import make_parser

STOCK = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
HTML = {"**": "strong", "*": "em", "~~": "s"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**结论：**GDP快", "<strong>结论：</strong>GDP快"),
        ("**GDP（note）**GDP", "<strong>GDP（note）</strong>GDP"),
        ("GDP**“双目标”**的", "GDP<strong>“双目标”</strong>的"),
        ("**“高新区”**GDP", "<strong>“高新区”</strong>GDP"),
        ("**R&D（研发）**IPO", "<strong>R&amp;D（研发）</strong>IPO"),
        ("**이 용어(This term)**를 강조", "<strong>이 용어(This term)</strong>를 강조"),
        ("**わ〜い!強調!**問題なし!", "<strong>わ〜い!強調!</strong>問題なし!"),
        ("これは*（注）*a", "これは<em>（注）</em>a"),
        ("~~旧。~~new", "<s>旧。</s>new"),
        ("新~~old.~~的", "新<s>old.</s>的"),
        ("注意：__注意事項__", "注意：<strong>注意事項</strong>"),
        ("__注意__：注意", "<strong>注意</strong>：注意"),
        ("中_强_文", "中_强_文"),
        ("𠮷**（𠮷）**a", "𠮷<strong>（𠮷）</strong>a"),
        ("葛\U000e0100**(a)**的", "葛\U000e0100<strong>(a)</strong>的"),
        ("〽\ufe0e**(a)**的", "〽\ufe0e<strong>(a)</strong>的"),
        ("😀**(a)**b", "😀**(a)**b"),
        ("a**“b”**c", "a**“b”**c"),
    ],
)
def test_emphasis_beside_chinese_japanese_and_korean(text: str, html: str) -> None:
    assert make_parser().renderInline(text) == html


LETTERS = st.sampled_from("国を高한あ")
ANY = st.sampled_from(["国", "한", "a", "7", "é", " ", "。", "（", ")", "-", ""])


@given(
    st.sampled_from(["**", "*", "~~"]),
    ANY,
    LETTERS,
    st.sampled_from(["：", "。", "）", "！", "」", "国", "”"]),
    ANY,
)
def test_what_begins_with_such_a_letter_and_ends_with_its_punctuation_is_stressed(
    mark: str, before: str, first: str, last: str, after: str
) -> None:
    html = make_parser().renderInline(f"{before}{mark}{first}x国{last}{mark}{after}")
    assert f"<{HTML[mark]}>{first}x国{last}</{HTML[mark]}>" in html


@given(st.text(st.sampled_from("ab1é *_~.,!()\"'“”—…·$+😀\u00a0\\"), max_size=24))
def test_without_such_characters_nothing_is_other_than_in_commonmark(text: str) -> None:
    assert not any(map(is_cjk, text))
    assert make_parser().renderInline(text) == STOCK.renderInline(text)


@given(st.text(max_size=40))
def test_any_text_without_such_characters_is_read_as_commonmark_reads_it(text: str) -> None:
    text = re.sub(r"[<{\[^:]", "", "".join(one for one in text if not is_cjk(one)))
    assert make_parser().renderInline(text) == STOCK.renderInline(text)
