"""Files of JSON that are none say what was meant, at its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.checks.json_slips import find_json_slip


@pytest.mark.parametrize(
    ("text", "start", "said", "cure"),
    [
        ('{"a": 1,\n "b": 2,\n}', 16, "a comma stands behind the last item", "Remove it"),
        ("[1, 2,]", 5, "a comma stands behind the last item", "Remove it"),
        ("{'a': 1}", 1, "`'` is no quotation mark of JSON", 'Write `"`'),
        ("{“a”: 1}", 1, "`“` is no quotation mark of JSON", 'Write `"`'),
        ('{"a": 1 // x\n}', 8, "JSON has no comments", "Remove it"),
        ('{"a": 1\n "b": 2}', 7, 'a comma is missing before `"`', "behind the item before"),
        ("[1 2]", 2, "a comma is missing before `2`", "behind the item before"),
        ('{"a": True}', 6, "`True` is no value of JSON", "Write `true`"),
        ('{"a": None}', 6, "`None` is no value of JSON", "Write `null`"),
        ('{"a": NaN}', 6, "`NaN` is no value of JSON", "Write `null`"),
        ('{"a": -Infinity}', 7, "`Infinity` is no value of JSON", "Write `null`"),
        ('{"a": blue}', 6, "`blue` is no value of JSON", '`"blue"`'),
        ('{"a": [1, 2}', 6, "`[` is not closed", "Close it with `]`"),
        ('{"a": [1, 2]', 0, "`{` is not closed", "Close it with `}`"),
        ("{a: 1}", 1, "the name `a` has no quotation marks", 'Write `"a"`'),
        ('{"a": 01}', 6, "`01` is no number of JSON", "Write `1`"),
        ('{"a": .5}', 6, "`.5` is no number of JSON", "Write `0.5`"),
        ('{"a": +5}', 6, "`+5` is no number of JSON", "Write `5`"),
        ('{"a": 5.}', 6, "`5.` is no number of JSON", "Write `5`"),
        ('{"a" 1}', 4, "no colon stands behind the name", "Write `:`"),
        ('{"a" = 1}', 4, "no colon stands behind the name", "Write `:`"),
        ('{"a": "b}', 6, "the text is not closed in its line", 'Close it with `"`'),
        ('{"a": "b\n"}', 6, "the text is not closed in its line", 'Close it with `"`'),
        ('{"a": "the "big" sea"}', 11, "a quotation mark ends the text before `big`", '`\\"`'),
        ('{"a": "\\d"}', 7, "`\\d` stands for nothing", "written twice"),
        ('{"a": 1} {"b": 2}', 9, "something stands behind the end", "Remove it"),
    ],
)
def test_a_slip_says_what_was_meant(text: str, start: int, said: str, cure: str) -> None:
    slip = find_json_slip(text)
    assert slip is not None
    assert said in slip.said
    assert cure in slip.cure
    assert slip.start == start


@given(
    st.recursive(st.none() | st.booleans() | st.floats(-9, 9) | st.text(), st.lists, max_leaves=5)
)
def test_what_is_json_is_let_be(value: object) -> None:
    assert find_json_slip(json.dumps(value)) is None


@given(st.text(alphabet="{}[]\",:aT1.-+ \n\\'/", max_size=12))
def test_whatever_is_none_is_told_within_it(text: str) -> None:
    slip = find_json_slip(text)
    try:
        json.loads(text)
    except json.JSONDecodeError:
        assert slip is not None
        assert 0 <= slip.start <= len(text)
