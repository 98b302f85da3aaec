"""Where settings stand in `site.toml`: each problem of one has its line and its column."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.problems import Place
from sitegen.project.toml_places import find_inside, find_key, locate_keys

TEXT = '''\
# title = "no"
url = "https://a.example"  # paths = 1
title.en = "A [b] = c"
title . "zh-CN" = 'url = "x"'
long = """
pdf = ["no"]
[no]
"""
pdf = [
    "briefing",  # rules = 1
    "home",
]
paths = { content = "texts", data = "rows" }

[rules]
stale = "off"
  "unpaired" = "error"

[[languages]]
code = "en"
[[languages]]
code = "zh"
names = [{ short = "a" }, { long = { by = 1 } }]
'''


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("url",), (2, 1)),
        (("title",), (3, 1)),
        (("title", "zh-CN"), (4, 1)),
        (("pdf",), (9, 1)),
        (("paths", "data"), (13, 30)),
        (("rules",), (15, 2)),
        (("rules", "unpaired"), (17, 3)),
        (("languages", "1", "code"), (22, 1)),
        (("languages", "1", "names", "0", "short"), (23, 12)),
        (("languages", "1", "names", "1", "long", "by"), (23, 38)),
        (("rules", "no"), (15, 2)),
        (("no",), (0, 0)),
    ],
)
def test_a_setting_has_its_place(path: tuple[str, ...], place: tuple[int, int]) -> None:
    assert find_key(TEXT, *path) == Place("site.toml", *place)


@pytest.mark.parametrize(
    "text",
    [
        '[[languages]]\ncode = "en"\n[[languages]]\ncode = "zh"\n"gr\\u006fuped" = 5\n',
        'languages = [\n{ code = "en", names = [[1], [2]] },\n\n\n{ code = "zh", "gr\\u006fuped" = 5 }]\n',
    ],
)
def test_a_table_of_a_list_is_known_by_its_number_however_it_is_written(text: str) -> None:
    assert find_key(text, "languages", "1", "grouped").line == 5


def test_a_key_is_found_below_its_setting() -> None:
    assert find_inside(TEXT, "languages", "code").line == 20
    assert find_inside(TEXT, "languages", "stale") == Place("site.toml")


_NAMES = st.text("ab-_", min_size=1, max_size=3)
_VALUES = st.sampled_from(
    ['"x = 1"', "'[a]'", "[1, 2]", "{ k = 1 }", '"""\na = 1\n"""', "[\n1,\n]", "7 # z = 1"]
)


@given(st.dictionaries(_NAMES, st.dictionaries(_NAMES, _VALUES, max_size=3), max_size=3))
def test_each_key_of_any_settings_has_the_line_that_names_it(
    tables: dict[str, dict[str, str]],
) -> None:
    text = "".join(
        f"[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in own.items())
        for name, own in tables.items()
    )
    known, lines = locate_keys(text), text.split("\n")
    for name, own in tomllib.loads(text).items():
        for key in own:
            line, column = known[name, key]
            assert lines[line - 1][column - 1 :].startswith(f"{key} =")
    assert {path for path in known if len(path) == 2} == {
        (name, key) for name, own in tables.items() for key in own
    }
