"""Texts are read as they are meant, whatever an editor, a spreadsheet or a checkout made of them."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest
from built import keep_store
from hypothesis import given, settings
from hypothesis import strategies as st
from projects import SHIPPED, SITES, copy_project, read_tree

from sitegen.audit.audit import load_text
from sitegen.build.order import build_site, check_site
from sitegen.problems import format_problem
from sitegen.project.decoding import (
    CONVERT_WORKBOOK,
    DecodingError,
    check_characters,
    decode_content,
    decode_text,
    find_forbidden,
    guess_encoding,
)
from sitegen.traces.inputs import read_paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHARED = keep_store()
TEXTS = (".csv", ".md", ".html", ".toml", ".po", ".txt", ".css", ".js", ".svg", ".xml")
BUILT = read_tree(SITES / "islands" / "out")


def rewrite(project: Path, change: Callable[[bytes], bytes], ending: str = "") -> int:
    """Change every text file of a project; how many there were."""
    paths = [path for path in sorted(project.rglob(f"*{ending}")) if path.suffix in TEXTS]
    for path in paths:
        path.write_bytes(change(path.read_bytes()))
    return len(paths)


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "CRLF": lambda content: content.replace(b"\n", b"\r\n"),
    "CR": lambda content: content.replace(b"\n", b"\r"),
    "a mark": lambda content: codecs.BOM_UTF8 + content,
    "a mark and CRLF": lambda content: codecs.BOM_UTF8 + content.replace(b"\n", b"\r\n"),
    "UTF-16": lambda content: codecs.BOM_UTF16_LE + content.decode().encode("utf-16-le"),
    "UTF-16, big end first": lambda content: (
        codecs.BOM_UTF16_BE + content.replace(b"\n", b"\r\n").decode().encode("utf-16-be")
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_text_may_be_saved_so_and_the_site_is_the_same(way: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    assert rewrite(project, WAYS[way]) == 30
    built = build_site(project, tmp_path / "out", SHARED)
    assert built.problems == ()
    assert read_tree(tmp_path / "out") == BUILT


@pytest.mark.parametrize("ending", [".csv", ".md", ".toml", ".po"])
def test_files_of_one_kind_may_be_saved_otherwise(ending: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    assert rewrite(project, WAYS["a mark and CRLF"], ending)
    assert check_site(project, SHARED).problems == ()


def test_paths_are_found_in_settings_with_a_mark(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_bytes(codecs.BOM_UTF8 + b'[paths]\r\noutput = "public"\r\n')
    assert read_paths(tmp_path)["output"] == "public"


def test_lines_of_messages_are_those_of_an_editor(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    page = project / "content/sea.en.md"
    page.write_bytes(page.read_bytes() + b"\n\nThere were 777 boats.\n")
    before = check_site(project, SHARED).problems
    rewrite(project, WAYS["a mark and CRLF"])
    assert check_site(project, SHARED).problems == before != ()


TEXT = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=40)


@settings(deadline=None)
@given(TEXT.filter(lambda text: "\0" not in text), st.sampled_from(sorted(WAYS)))
def test_a_text_is_read_back_however_it_was_saved(text: str, way: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode_content(WAYS[way](text.encode())).text == text


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_no_content_is_a_traceback(content: bytes) -> None:
    text, problems = decode_text(content, "a.md")
    assert (text is None) == bool(problems)
    assert text is None or not find_forbidden(text)


CHINESE = "source,title_zh\ncdht-plan-2021,成都高新区“十四五”规划，第一篇·前言——步\n"
GERMAN = "source,title_de\nplan,Größter Fang der Küste – ein Rückblick, 5 € je Kiste\n"


@pytest.mark.parametrize(
    ("content", "guess"),
    [
        (CHINESE.encode("gbk"), "gb18030"),
        ((CHINESE + "朱镕基，" + CHINESE).encode("gbk"), "gb18030"),
        (CHINESE.encode("utf-16-le"), "utf-16-le"),
        (CHINESE.encode("utf-16-be"), "utf-16-be"),
        (GERMAN.encode("utf-16-le"), "utf-16-le"),
        (GERMAN.encode("cp1252"), "cp1252"),
        ("naïve créée, ‘d’été’".encode("cp1252"), "cp1252"),
        ("Привет, острова".encode("cp1251"), ""),
        ("mały żółty".encode("cp1250"), ""),
        (CHINESE.replace("区", "區").encode("big5", "replace"), ""),
        (CHINESE.encode() + CHINESE.encode("gbk"), ""),
        (b"\xff\xfe\x00", ""),
        (b"\x81", ""),
    ],
)
def test_another_encoding_is_guessed_where_it_is_sure(content: bytes, guess: str) -> None:
    assert guess_encoding(content) == guess


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from("成都高新区十四五规划产业发展联通步，。“”a1,\n"), min_size=4))
def test_a_guess_reads_what_was_written(letters: list[str]) -> None:
    content = "".join(letters).encode("gb18030")
    if guess := guess_encoding(content):
        assert content.decode(guess) == "".join(letters) or guess != "gb18030"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            CHINESE.encode("gbk"),
            (
                "x.csv:2: error[encoding]: the file is not UTF-8 but GBK, as it seems: `成都高新区“十四五”` stands here."
                " Convert it: `sitegen fix --write`, or save it as UTF-8."
            ),
        ),
        (
            CHINESE.encode("utf-16-le"),
            (
                "x.csv: error[encoding]: the file is UTF-16-LE without the mark that says so."
                " Convert it: `sitegen fix --write`, or save it as UTF-8."
            ),
        ),
        (
            b"a\n\nb \x81\n",
            (
                "x.csv:3: error[encoding]: the file is not UTF-8."
                " Save it as UTF-8, or say what it is: `sitegen fix --encoding NAME --write`."
            ),
        ),
        (
            codecs.BOM_UTF16_LE + b"a\x00b",
            (
                "x.csv: error[encoding]: the file begins as UTF-16-LE, and is broken from byte 5 on."
                " Save it as UTF-8."
            ),
        ),
        (
            b"PK\x03\x04\x14\x00\xff xl/workbook.xml",
            f"x.csv: error[encoding]: the file is an Excel workbook (.xlsx), and no text. {CONVERT_WORKBOOK}.",
        ),
        (
            b"PK\x03\x04\x14\x00mimetypeapplication/vnd.oasis.opendocument.spreadsheet\xff",
            f"x.csv: error[encoding]: the file is an OpenDocument workbook (.ods), and no text. {CONVERT_WORKBOOK}.",
        ),
        (
            b"a,b\n1,x\x02y\n",
            (
                "x.csv:2:4: error[character]: no page can hold the character U+0002 that stands after `1,x`."
                " Remove it; few editors show it."
            ),
        ),
        (
            b"a,b\r\n\x0by\x00\n",
            (
                "x.csv:2:1: error[character]: no page can hold the character U+000B that stands before `y`"
                " (1 more in this file). Remove it; few editors show it."
            ),
        ),
    ],
)
def test_what_is_no_text_is_told_once(content: bytes, said: str) -> None:
    text, [problem] = decode_text(content, "x.csv")
    assert text is None
    assert format_problem(problem) == said


@settings(deadline=None)
@given(st.text(max_size=30))
def test_a_character_that_xml_cannot_hold_is_refused_in_its_place(text: str) -> None:
    wrong = [at for at, one in enumerate(text) if find_forbidden(one) and one != "\r"]
    plain = text.replace("\r", "")
    problems = list(check_characters(plain, "a.md"))
    assert bool(problems) == bool(wrong)
    for problem in problems:
        line = plain.split("\n")[problem.line - 1]
        assert find_forbidden(line[problem.column - 1])


@pytest.mark.parametrize(
    "name", ["data/names.csv", "content/sea.en.md", "site.toml", "templates/locale/de.po"]
)
def test_control_characters_are_refused_in_every_kind_of_file(name: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    path = project / name
    path.write_bytes(path.read_bytes().rstrip() + b"\x02\n")
    [problem] = [one for one in check_site(project, SHARED).problems if one.rule == "character"]
    lines = (SHIPPED / name).read_text("utf-8").rstrip().split("\n")
    assert (problem.path, problem.rule, problem.line) == (name, "character", len(lines))
    assert problem.column == len(lines[-1]) + 1


def test_a_text_of_a_source_may_hold_form_feeds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(codecs.BOM_UTF8 + b"one\r\n\x0ctwo\n")
    found = load_text(tmp_path / "a.txt")
    assert found is not None
    assert found.text == "one\n\x0ctwo\n"
    (tmp_path / "b.txt").write_bytes(b"\xff")
    assert load_text(tmp_path / "b.txt") is None


def test_a_decoding_error_says_what_it_is() -> None:
    with pytest.raises(DecodingError, match="not UTF-8"):
        decode_content(b"\xff")
