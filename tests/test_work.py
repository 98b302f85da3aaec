"""Units made beside each other in processes are those that are made one after another."""

from __future__ import annotations

import gc
import os
import signal
from select import select
from typing import TYPE_CHECKING
from weakref import ref

import pytest
from projects import copy_project
from sketches import sketch_store

from sitegen.build import work
from sitegen.build.draft import CONTENT, Draft
from sitegen.build.engine import open_kit
from sitegen.build.kit import LeftError
from sitegen.build.order import look_at
from sitegen.build.units import UnitKind
from sitegen.build.work import Done, make_units
from sitegen.project.config import load_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sitegen.build.kit import Kit


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kit]:
    monkeypatch.setattr(work, "_count_workers", lambda _: 2)
    project = copy_project(tmp_path / "in")
    config, store = load_config(project), sketch_store(tmp_path / "store")
    with open_kit(project, config, store, look_at(project, config, store.traces)) as kit:
        yield kit


def _kind(make: Callable[[str], Draft], *, central: bool = False) -> UnitKind:
    return UnitKind(
        "test", 0, frozenset(), lambda *_: (), lambda _kit, _note, arg: make(arg), central=central
    )


def test_many_units_are_made_once_each(kit: Kit) -> None:
    kind = _kind(lambda arg: Draft({f"said@{arg}": arg * 100}))
    wanted = [f"{number:05}" for number in range(9000)]  # more than pipes hold at once
    made = [done.made for done in make_units(kit, [(kind, arg) for arg in wanted])]
    assert sorted(one.unit for one in made) == [f"test:{arg}" for arg in wanted]
    assert all(one.parts == {f"said@{one.unit[5:]}": one.unit[5:] * 100} for one in made)


def test_a_copy_holds_what_it_was_copied_with_and_uses_none_of_it(kit: Kit) -> None:
    """What is let go is closed, and Python says so of what was opened elsewhere: `-W error`."""
    painter = ref(kit.painter)
    kit.become_copy(may_draw=True)
    gc.collect()
    assert painter() is not None
    assert kit.painter is not painter()


def test_a_unit_that_fails_says_why(kit: Kit) -> None:
    def make(arg: str) -> Draft:
        return Draft({arg: str(1 / (int(arg) - 40))})

    made = [*make_units(kit, [(_kind(make), str(number)) for number in range(50)])]
    [(stage, problem)] = [one for done in made for one in done.made.problems]
    assert len(made) == 50
    assert (stage, problem.path, problem.rule) == (CONTENT, "site.toml", "defect")
    assert "ZeroDivisionError: division by zero" in problem.message


def test_a_unit_that_ends_its_process_is_told_of_and_the_others_are_made(kit: Kit) -> None:
    home = os.getpid()

    def make(arg: str) -> Draft:
        if int(arg) % 20 == 7 and os.getpid() != home:
            os.kill(os.getpid(), signal.SIGKILL)
        return Draft({arg: arg})

    made = [*make_units(kit, [(_kind(make), str(number)) for number in range(100)])]
    assert sorted(int(done.made.unit[5:]) for done in made) == [*range(100)]
    wrong = {done.made.unit: one for done in made for _, one in done.made.problems}
    assert sorted(wrong) == [f"test:{number}" for number in (27, 47, 67, 7, 87)]
    for problem in wrong.values():
        assert "a copy of the process ended without an answer (SIGKILL)" in problem.message


def test_copies_of_a_process_that_is_killed_end_too(kit: Kit) -> None:
    kind = _kind(lambda arg: Draft({f"said@{arg}": arg * 100}))
    tasks = [(kind, f"{number:05}") for number in range(9000)]  # more than pipes hold at once
    heard, held = os.pipe()
    if (child := os.fork()) == 0:
        for _ in make_units(kit, tasks):
            os.kill(os.getpid(), signal.SIGKILL)
    os.close(held)
    os.waitpid(child, 0)
    is_closed, _, _ = select([heard], [], [], 60)  # by all who hold the other end: the copies
    os.close(heard)
    assert is_closed


def test_what_cannot_be_sent_is_told_of(kit: Kit) -> None:
    def make(arg: str) -> Draft:
        return Draft({arg: (lambda: arg) if arg == "7" else arg})  # type: ignore[dict-item] # on purpose

    made = [*make_units(kit, [(_kind(make), str(number)) for number in range(50)])]
    assert [done.made.unit for done in made if done.made.problems] == ["test:7"]
    assert len(made) == 50


@pytest.mark.parametrize(
    ("sizes", "beside"),
    [((), False), ((10**6,), False), ((10**6, 100_000), False), ((10**6, 150_000, 60_000), True)],
)
def test_few_units_are_made_beside_each_other_only_if_they_are_large(
    kit: Kit, sizes: tuple[int, ...], *, beside: bool
) -> None:
    kind = _kind(lambda arg: Draft({arg: str(os.getpid())}))
    tasks = [(kind, str(number)) for number in range(3)]
    makers = {
        done.made.parts[str(n)] for n, done in enumerate(_sort(make_units(kit, tasks, sizes)))
    }
    assert (makers != {str(os.getpid())}) == beside
    assert len(makers) <= 2


def test_what_a_copy_leaves_is_made_by_the_process_that_was_started(kit: Kit) -> None:
    def make(arg: str) -> Draft:
        if arg == "1" and os.getpid() != home:
            raise LeftError
        return Draft({arg: str(os.getpid())})

    home = os.getpid()
    tasks = [(_kind(make), str(number)) for number in range(3)]
    made = [done.made for done in _sort(make_units(kit, tasks, (10**6, 10**6)))]
    assert [one.unit for one in made] == ["test:0", "test:1", "test:2"]
    assert [one.parts[str(n)] == str(home) for n, one in enumerate(made)] == [False, True, False]


def _sort(done: Iterator[Done]) -> list[Done]:
    return sorted(done, key=lambda one: one.made.unit)
