from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import memo as memo_module
from sitegen.database import Database
from sitegen.memo import RESULTS, Memo, digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "half": lambda content: content[: len(content) // 2],
    "all but the head": lambda content: content[:100] + b"\x9b" * (len(content) - 100),
    "a page": lambda content: content[:8192] + b"\x9b" * 4096 + content[12288:],
    "the first page": lambda content: content[:100] + b"\x9b" * 3996 + content[4096:],
}


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


def _keep(folder: Path, *numbers: int) -> Memo:
    """A store with a text of a hundred characters for each number."""
    memo = Memo(folder, "t")
    for number in numbers:
        memo.recall("kind", "", number, partial(str.__mul__, str(number), 100))
    return memo


def _find(folder: Path, *numbers: int) -> set[int]:
    """Which of the numbers a store in a folder knows."""
    fresh, found = Memo(folder, "t"), set()
    for number in numbers:
        with suppress(LookupError):
            assert fresh.recall("kind", "", number, _miss) == str(number) * 100
            found.add(number)
    fresh.close()
    return found


def _miss() -> str:
    raise LookupError


def _run(path: Path, order: str) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(order)


def test_a_result_under_the_key_of_another_is_not_taken_for_it(tmp_path: Path) -> None:
    _keep(tmp_path, 1, 2).close()
    swap = "UPDATE results SET {0} = (SELECT {0} FROM before WHERE before.key <> results.key)"
    _run(tmp_path / RESULTS, "CREATE TABLE before AS SELECT * FROM results")
    for column in ("checksum", "text"):
        _run(tmp_path / RESULTS, swap.format(column))
    assert _find(tmp_path, 1, 2) == set()


def test_a_text_that_was_cut_short_is_computed_again(tmp_path: Path) -> None:
    _keep(tmp_path, 1).close()
    _run(tmp_path / RESULTS, "UPDATE results SET text = substr(text, 2)")
    assert _find(tmp_path, 1) == set()


@pytest.mark.parametrize("damage", DAMAGES, ids=[*DAMAGES])
def test_a_damaged_store_is_as_good_as_none(tmp_path: Path, damage: str) -> None:
    _keep(tmp_path, *range(200)).close()
    content = (tmp_path / RESULTS).read_bytes()
    (tmp_path / RESULTS).write_bytes(DAMAGES[damage](content))
    _find(tmp_path, *range(200))
    _keep(tmp_path, *range(200)).close()
    assert _find(tmp_path, *range(200)) == {*range(200)}  # and it is kept again


@pytest.mark.parametrize("content", [b"my thesis", b"x" * 5000], ids=["short", "long"])
def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / RESULTS).write_bytes(content)
    memo = _keep(tmp_path, 1)
    memo.prune()
    assert memo.recall("kind", "", 1, str) == "1" * 100  # in memory
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {RESULTS: content}


@pytest.mark.parametrize("mark", [0, 0x12345678], ids=["without a mark", "with its own"])
def test_another_programs_database_is_left_alone(tmp_path: Path, mark: int) -> None:
    _run(tmp_path / RESULTS, "CREATE TABLE results (photo TEXT)")
    _run(tmp_path / RESULTS, "INSERT INTO results VALUES ('of my cat')")
    _run(tmp_path / RESULTS, f"PRAGMA application_id = {mark}")
    before = (tmp_path / RESULTS).read_bytes()
    memo = _keep(tmp_path, 1)
    memo.prune()
    assert memo.recall("kind", "", 1, str) == "1" * 100
    assert (tmp_path / RESULTS).read_bytes() == before


def test_a_store_of_another_shape_is_begun_anew(tmp_path: Path) -> None:
    older = Database(tmp_path / RESULTS, "CREATE TABLE results (key TEXT, text TEXT)")
    older.tell("INSERT INTO results VALUES (?, ?)", [("a", "b")])
    older.close()
    _keep(tmp_path, 1)
    assert _find(tmp_path, 1) == {1}


def test_nothing_else_in_the_folder_of_a_store_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"x" * 1000)
    (tmp_path / "thesis.sqlite").write_bytes(b"x" * 1000)
    monkeypatch.setattr(memo_module, "MOST_BYTES", 0)
    _keep(tmp_path, 1, 2).prune()
    assert _find(tmp_path, 1, 2) == set()
    assert (tmp_path / "photos" / "cat.jpg").read_bytes() == b"x" * 1000
    assert (tmp_path / "thesis.sqlite").read_bytes() == b"x" * 1000


def test_a_store_that_cannot_be_written_to_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    memo = Memo(tmp_path / "file", "t")
    for _ in range(2):
        assert memo.recall("kind", "", 1, lambda: "made") == "made"
    assert memo.reused["kind"] == 1  # what is not kept in a file is kept in memory
    memo.prune()


def test_a_file_that_may_only_be_read_is_no_reason_to_fail(tmp_path: Path) -> None:
    _keep(tmp_path, 1)
    reading = Memo(tmp_path, "t")
    reading._file.connection.execute("PRAGMA query_only = ON")  # noqa: SLF001 # as root, nothing else refuses
    assert reading.recall("kind", "", 1, str) == "1" * 100
    assert reading.recall("kind", "", 2, lambda: "made") == "made"
    reading.prune()
    assert _find(tmp_path, 1, 2) == {1}


def test_a_full_disk_is_no_reason_to_fail(tmp_path: Path) -> None:
    memo = _keep(tmp_path, 1)
    pages = memo._file.ask("PRAGMA page_count")[0]  # noqa: SLF001 # as large as the disk
    memo._file.ask(f"PRAGMA max_page_count = {pages}")  # noqa: SLF001 # as above
    for number in range(2, 200):
        assert memo.recall("kind", "", number, lambda: "made" * 100) == "made" * 100
    memo.prune()
    assert memo.recall("kind", "", 1, str) == "1" * 100


def test_two_processes_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    def open_many() -> None:
        for number in range(20):
            _keep(tmp_path / str(number), number)

    threads = [threading.Thread(target=open_many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(20):
        assert _find(tmp_path / str(number), number) == {number}
        assert [path.name for path in (tmp_path / str(number)).glob("*.sqlite")] == [RESULTS]


def test_the_longest_unused_results_are_pruned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2, 3):
        _keep(tmp_path, number).prune()
    _keep(tmp_path, 1).prune()  # found, not made: it is in use
    monkeypatch.setattr(memo_module, "MOST_BYTES", 250)
    _keep(tmp_path).prune()
    assert _find(tmp_path, 1, 2, 3) == {1, 3}


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


def test_the_code_of_a_generator_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def name(room: str) -> str:
        read.append(room)
        return f"code {len(read)}"

    def recall(generator: str) -> int:
        with closing(Memo(tmp_path)) as memo:
            memo.generator = generator
            for kind in ("chart", "chart", "page"):
                memo.recall(kind, "", 1, lambda: "made")
            return memo.computed.total()

    monkeypatch.setattr(memo_module, "digest_code", name)
    assert recall("one") == 2
    assert recall("one") == 0
    assert read == ["charts", "pages"]
    assert recall("another") == 2
    assert read == ["charts", "pages"] * 2
    assert recall("") == 3, "without a generator, code is named whenever it is asked for"


def test_a_connection_that_is_forgotten_is_closed(tmp_path: Path) -> None:
    """Later versions of Python warn of one that is not."""
    connection = Database(tmp_path / "a.sqlite", "CREATE TABLE a (b)").connection
    connection.__del__()  # type: ignore[attr-defined] # as Python calls it
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")
