"""Titles without spaces break between words, dates nowhere; what is said of lines is in no other form of a text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from built import build_harbour
from hypothesis import given
from hypothesis import strategies as st

from sitegen.files.search import read_text
from sitegen.language.language import Language
from sitegen.language.line_breaks import divide_words, find_dates
from sitegen.render.escaping import keep_dates


def speak(locale: str) -> Language:
    return Language(locale[:2], locale, locale, locale, 10_000, grouped=False)


CHINESE = speak("zh_Hans_CN")


@given(st.text(st.sampled_from("a1 -，“”的在成都高新区目标年月日"), max_size=24), st.booleans())
def test_words_are_the_text(text: str, chinese: bool) -> None:  # drawn
    language = CHINESE if chinese else speak("ja")
    words = divide_words(text, language)
    assert "".join(words) == text
    assert all(words) or not text
    for before, after in pairwise(words):
        assert before[-1] != "“"
        assert after[0] not in "，”"
        assert not re.match("[a1][a1]", before[-1] + after[0])


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("zh_Hans_CN", "后续|数字|没有着落"),
        ("zh_Hans_CN", "2024年2月|没有|公布"),
        ("zh_Hans_CN", "“十四五”|规划|发布"),
        ("zh_Hans_CN", "成都高新区"),
        ("zh_TW", "成都的|目標"),
        ("ja", "今日は|天気が|いいから|散歩しましょう"),
        ("en", "The goal 目标没有达到"),
        ("th", "วันนี้อากาศดี"),
        ("zh_Hans_CN", "Grows by 8 %"),
    ],
)
def test_words_are_those_of_the_language(locale: str, words: str) -> None:
    assert "|".join(divide_words(words.replace("|", ""), speak(locale))) == words


@pytest.mark.parametrize(
    "text",
    ["[2024年2月]底", "[2021—2025年]", "从[1月]到[11月3日]", "350 of 2024", "[2024年2月22日]"],
)
def test_dates_are_found(text: str) -> None:
    bare = re.sub(r"[\[\]]", "", text)
    found = [bare[start:end] for start, end in find_dates(bare)]
    assert found == re.findall(r"\[(.*?)\]", text)


def test_a_search_reads_words_whole() -> None:
    html = '<h2>后续<wbr>数字</h2><p>到<span class="whole">2024年2月</span>止</p>'
    assert read_text(html) == "后续数字 到2024年2月止"


def test_what_is_said_of_lines_is_on_pages_alone() -> None:
    folder = build_harbour()
    broken = 0
    for path in folder.rglob("*"):
        if path.suffix not in {".html", ".md", ".js", ".atom", ".json", ".csv", ".txt", ".xml"}:
            continue
        text = path.read_text("utf-8")
        if path.suffix == ".html":
            broken += "<wbr>" in text
            assert "<wbr>" not in text or "zh" in path.relative_to(folder).parts
            text = "".join(re.findall("<title>.*?</title>|<script.*?</script>", text, re.DOTALL))
        if path.parent.name != "assets":
            assert "wbr>" not in text
            assert 'class="whole"' not in text
    assert broken


def test_dates_are_kept_whole_by_a_filter_that_escapes_the_rest() -> None:
    assert keep_dates("2024年2月 & 5 < 6") == '<span class="whole">2024年2月</span> &amp; 5 &lt; 6'
    assert keep_dates("2,000 < 3") == "2,000 &lt; 3"
