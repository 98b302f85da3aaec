"""A slip in `site.toml` is told as what it is, in its line and column; no value of any type ends anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from projects import SHIPPED

from sitegen.problems import InvalidProjectError, format_problem
from sitegen.project.config import parse_config
from sitegen.project.places import check_paths
from sitegen.project.settings import SETTINGS

TEXT = (SHIPPED / "site.toml").read_text("utf-8")
LINE = 'default_language = "en"'


def _say(text: str) -> list[str]:
    try:
        config = parse_config(text)
    except InvalidProjectError as error:
        return [format_problem(problem) for problem in error.problems]
    return [
        format_problem(one) for one in check_paths(Path(), dict(config.paths), text, outside=True)
    ]


@pytest.mark.parametrize(
    ("written", "place", "said"),
    [
        ("language = en", "3:12", "the text `en` stands without quotation marks"),
        ('language = "en" // comment', "3:17", "`//` begins no comment in `site.toml`"),
        ("language = 1,000,000", "3:12", "`1,000,000` is no number"),
        ('语言 = "en"', "3:1", "`语言` is no name of a setting"),
        ('language = {a = "b",}', "3:20", "a comma stands before `}`"),
        ("language = “en”", "3:12", "`“` is no quotation mark of `site.toml`"),
        ("language = 「en」", "3:12", "`「` is no quotation mark of `site.toml`"),
        ('language = "en', "3:12", 'the quotation mark " is not closed'),
        ("language = 'en", "3:12", "the quotation mark ' is not closed"),
        ('language ＝ "en"', "3:10", "`＝` stands after `language` in place of `=`"),
        ('language："en"', "3:9", "`：` stands after `language` in place of `=`"),
        ('language: "en"', "3:9", "`:` stands after `language` in place of `=`"),
        ('language = "C:\\Users\\me"', "3:15", "`\\Users\\m`: a backslash means something else"),
        ("language = True", "3:12", "`True` is neither `true` nor `false`"),
        ("language =", "3:11", "`language` has no value"),
        ("language", "3:9", "`language` has no value"),
        ("[paths", "3:1", "`[` is not closed"),
        ("[[languages]", "3:1", "`[[` is not closed"),
        ("[paths]\n[paths]", "4:1", "`paths` is set twice, first in line 3"),
        (f"{LINE}\n{LINE}", "4:1", "`default_language` is set twice, first in line 3"),
        ('title = "x"', "9:1", "`title.en` is set twice, first in line 3"),
        ('pdf = [ "a"', "3:7", "`[` is not closed"),
        ('pdf = [ "a" "b" ]', "3:7", "between two entries of the list there is no comma"),
        ("// note", "3:1", "`//` begins no comment in `site.toml`"),
        ('language =\u00a0"en"', "3:11", "a non-breaking space (U+00A0) stands in the line"),
        ('language = "en";', "3:16", "`;` stands behind the value"),
        ('language = "a "b""', "3:15", "the text goes on behind the quotation mark"),
        ('default language = "en"', "3:1", "`default language` is no name of a setting"),
        ("<x>", "3:1", "the file is not valid TOML: invalid statement"),
        ('default_langage = "en"', "3:1", "`default_langage` is not a setting. Did you mean"),
    ],
)
def test_a_slip_is_told_as_what_it_is(written: str, place: str, said: str) -> None:
    assert _say(TEXT.replace(LINE, written))[0].startswith(
        f"site.toml:{place}: error[config]: {said}"
    )


VALUES = [
    "1", '"x"', "[]", "{}", "true", "1.5", "nan", "-1", '""', "2024-01-01", "10:00:00", "[1]", '[["a"]]', "[{}]",
    "{a=1}", '"a\\u0000b"', "[{code=1}]", '[{code="en"},1]', "{en=1}", "{x={}}", "{plan={sets_targets=1}}",
]  # fmt: skip


@pytest.mark.parametrize(
    "name", [*SETTINGS, "code", "locale", "scaled_from", "paths.data", "paths.output"]
)
def test_a_setting_of_any_type_is_right_or_told(name: str) -> None:
    bare = re.sub(rf"(?m)^{re.escape(name)}(?:\.\w+)* = .*\n", "", TEXT)
    bare = re.sub(rf"(?ms)^\[+{re.escape(name)}[^\n]*\n.*?(?=^\[|\Z)", "", bare)
    for value in VALUES:
        for problem in _say(f"{name} = {value}\n{bare}"):
            assert problem.startswith("site.toml:")


@settings(deadline=None)
@given(
    st.integers(0, len(TEXT)),
    st.text(alphabet="\"'“=:[]{}#\\, \n\u00a0a1.", min_size=1, max_size=5),
)
def test_no_edit_ends_anything(at: int, added: str) -> None:
    for problem in _say(TEXT[:at] + added + TEXT[at:]):
        assert problem.startswith("site.toml")


def test_one_table_in_place_of_an_entry_is_told_with_its_brackets() -> None:
    at = TEXT.rindex("[[languages]]")
    [said] = _say(TEXT[:at] + "[languages]" + TEXT[at + len("[[languages]]") :])
    line = TEXT.count("\n", 0, at) + 1
    assert said.startswith(f"site.toml:{line}:1: error[config]: `[languages]` is one table")
    assert "Write `[[languages]]`, with two brackets" in said
