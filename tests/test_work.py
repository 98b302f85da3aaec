"""Units made beside each other in processes are those that are made one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import copy_project
from sketches import sketch_store

from sitegen.build import work
from sitegen.build.draft import Draft
from sitegen.build.engine import open_kit
from sitegen.build.order import look_at
from sitegen.build.units import UnitKind
from sitegen.build.work import make_units
from sitegen.project.config import load_config
from sitegen.workers import WorkerError

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


def test_a_unit_that_fails_says_why(kit: Kit) -> None:
    def make(arg: str) -> Draft:
        return Draft({arg: str(1 / (int(arg) - 40))})

    with pytest.raises(WorkerError, match="ZeroDivisionError"):
        [*make_units(kit, [(_kind(make), str(number)) for number in range(50)])]
