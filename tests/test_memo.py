from __future__ import annotations

import os
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import memo as memo_module
from sitegen.memo import Memo, digest

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class _Row:
    name: str
    place: int = field(default=0, compare=False)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.decimals(allow_nan=False),
    lambda inner: st.tuples(inner, inner) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(PLAIN, PLAIN)
def test_equal_values_have_equal_digests_and_only_they(one: object, two: object) -> None:
    assert (digest(one) == digest(two)) == (repr(_ordered(one)) == repr(_ordered(two)))


def _ordered(value: object) -> object:
    if isinstance(value, dict):
        return [(key, _ordered(value[key])) for key in sorted(value)]
    return [_ordered(item) for item in value] if isinstance(value, tuple) else value


def test_numbers_that_print_differently_differ() -> None:
    assert digest(Decimal("6.0")) != digest(Decimal(6))
    assert digest(1) != digest("1")


def test_places_do_not_count() -> None:
    assert digest(_Row("a", 1)) == digest(_Row("a", 2))
    assert digest(_Row("a")) != digest(_Row("b"))


def test_a_value_without_content_is_refused() -> None:
    with pytest.raises(TypeError, match="function"):
        digest(lambda: None)


def test_a_result_is_computed_once_in_any_process(tmp_path: Path) -> None:
    calls: list[str] = []

    def compute() -> str:
        calls.append("x")
        return "结果\r\nwith lines"

    for _ in range(2):
        memo = Memo(tmp_path, "tool")
        assert memo.recall("kind", "label", ("input",), compute) == "结果\r\nwith lines"
        assert memo.recall("kind", "label", ("input",), compute) == "结果\r\nwith lines"
    assert calls == ["x"]
    assert memo.reused["kind"] == 2
    assert memo.log == []


def test_other_inputs_kinds_and_tools_are_other_results(tmp_path: Path) -> None:
    assert Memo(tmp_path, "a").recall("kind", "", 1, lambda: "one") == "one"
    assert Memo(tmp_path, "a").recall("kind", "", 2, lambda: "two") == "two"
    assert Memo(tmp_path, "a").recall("other", "", 1, lambda: "three") == "three"
    assert Memo(tmp_path, "b").recall("kind", "", 1, lambda: "four") == "four"


@pytest.mark.parametrize("damage", [b"", b"half a fi", b"\xff\xfe", b"0000\nother text"])
def test_a_damaged_entry_is_computed_again(tmp_path: Path, damage: bytes) -> None:
    Memo(tmp_path, "t").recall("kind", "", 1, lambda: "good")
    [path] = [path for path in tmp_path.rglob("*") if path.is_file()]
    path.write_bytes(damage)
    assert Memo(tmp_path, "t").recall("kind", "", 1, lambda: "good again") == "good again"


def test_a_store_that_cannot_be_written_to_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert Memo(tmp_path / "file", "t").recall("kind", "", 1, lambda: "made") == "made"


def test_the_longest_unused_results_are_pruned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo = Memo(tmp_path, "t")
    for number in range(3):
        memo.recall("kind", "", number, partial(str.__mul__, str(number), 100))
        for path in tmp_path.rglob("*"):
            if path.is_file() and path.stat().st_mtime > 10:
                os.utime(path, (number, number))
    monkeypatch.setattr(memo_module, "MOST_BYTES", 300)
    memo.prune()
    fresh = Memo(tmp_path, "t")
    for number in range(3):
        fresh.recall("kind", "", number, lambda: "computed")
    assert fresh.reused["kind"] == 2
    assert len(fresh.log) == 1


def test_memory_holds_what_the_last_build_used() -> None:
    memo = Memo(None, "t")
    for number in range(10):
        memo.recall("kind", "stays", "always", lambda: "stays")
        memo.recall("kind", "goes", number, lambda: "goes")
        memo.forget()
    assert memo.computed["kind"] == 11
    memo.recall("kind", "last", 9, lambda: "goes")
    assert memo.computed["kind"] == 11
    memo.recall("kind", "first", 0, lambda: "goes")
    assert memo.computed["kind"] == 12


def test_what_memory_forgot_is_found_on_disk(tmp_path: Path) -> None:
    memo = Memo(tmp_path, "t")
    memo.recall("kind", "", 1, lambda: "one")
    memo.forget()
    memo.forget()
    memo.recall("kind", "", 1, lambda: "one")
    assert (memo.computed["kind"], memo.reused["kind"]) == (1, 1)


def test_a_result_hangs_on_the_code_of_the_rooms_that_make_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def names(changed: str) -> dict[str, str]:
        rooms = dict(memo_module._read_rooms())  # noqa: SLF001 # the code of the generator
        rooms[changed] = (*rooms[changed], ("new.py", b"pass"))
        monkeypatch.setattr(memo_module, "_read_rooms", lambda: rooms)
        memo_module.digest_code.cache_clear()
        named = {room: memo_module.digest_code(room) for room in ("charts", "pages", "cli", "")}
        monkeypatch.undo()
        memo_module.digest_code.cache_clear()
        return named

    plain = {room: memo_module.digest_code(room) for room in ("charts", "pages", "cli", "")}
    moved = {changed: names(changed) for changed in ("cli", "pages", "charts", "quantities")}
    redone = {
        changed: {room for room in plain if made[room] != plain[room]}
        for changed, made in moved.items()
    }
    assert redone == {
        "cli": {"cli", ""},
        "pages": {"pages", "cli", ""},
        "charts": {"charts", "pages", "cli", ""},
        "quantities": {"pages", "cli", ""},
    }


def test_every_room_that_makes_results_is_there() -> None:
    assert set(memo_module.MADE_IN.values()) <= memo_module._read_rooms().keys()  # noqa: SLF001 # as above
