"""Whatever happens to a project and its store: a build comes to what one that knows nothing comes to.

And it makes nothing of which all that was read stayed as it was.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from happenings import STORE, WORLDS, change_files, change_form, damage_store
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projects import read_tree
from sketches import build_whole, find_needless, find_wrong, list_known, sketch_store

from sitegen import clock
from sitegen.build import work
from sitegen.build.order import Wish, build_site, check_site, compile_site
from sitegen.build.units import SUBJECTS, UNIT_KINDS
from sitegen.naming import PAGES_JSON
from sitegen.problems import InvalidProjectError
from sitegen.project.config import load_config
from sitegen.traces.inputs import name_content
from sitegen.traces.outputs import undate

if TYPE_CHECKING:
    from collections.abc import Callable

    from happenings import World
    from sketches import Whole

    from sitegen.build.store import Store

SEQUENCES = int(os.environ.get("SITEGEN_SEQUENCES", "6"))
"""How many sequences of edits are tried; each night 2,000."""
PROCESSORS = 2


class _StoppedError(Exception):
    """A build is stopped from outside."""


@dataclass
class Bench:
    """A project, the store of its builds, and what was known after the last of them."""

    project: Path
    world: World
    store: Store | None = None
    """What the process has open; `None` where the next build is another process."""
    last: Whole | None = None
    """What the last build came to; `None` where what is known may be of no use any more."""
    is_damaged: bool = False
    """Whether somebody broke the store: when that is found out is not said."""

    def edit(self, chance: Random) -> None:
        """Change texts and files, once or several times."""
        for _ in range(chance.choice([1, 1, 1, 2, 4])):
            if chance.random() < 0.65:
                slot = chance.choice(self.world.slots)
                for _ in range(chance.choice([1, 1, 2])):
                    change_form(
                        self.project, slot, chance.choice([0, 0, 1, *range(len(slot.forms))])
                    )
            else:
                change_files(self.project, self.world, chance)

    def open(self) -> Store:
        if self.store is None:
            self.store = sketch_store(self.project / STORE)
        return self.store

    def close(self) -> None:
        if self.store is not None:
            self.store.traces.close()
            self.store.memo.close()
            self.store = None

    def check(self, what: str, *, published: bool) -> None:
        """Build, and compare with a build that knows nothing."""
        whole = build_whole(self.project)
        out, store = self.project / "site", self.open()
        known = {} if self.is_damaged else list_known(store)
        built = (
            build_site(self.project, out, store) if published else check_site(self.project, store)
        )
        assert find_wrong(built, whole) == [], what
        if self.last is not None and not self.is_damaged:
            assert len({*built.made}) == len(built.made), what
            assert find_needless(self.last, whole, built.made, known) == [], what
        if published and built.publishable:
            there = read_tree(out)
            assert {name: there.get(name) for name in whole.tree} == whole.tree, what
            _check_records(there.pop(PAGES_JSON).decode(), whole)
            more = {name for name in there.keys() - whole.tree.keys() if name != ".sitegen"}
            assert not [name for name in more if not name.startswith("assets/")], what
        again = check_site(self.project, self.open())
        assert again.made == (), what
        assert find_wrong(again, whole) == [], what
        self.last = whole


def _check_records(published: str, whole: Whole) -> None:
    """See that the records of all pages are published as the pages said them, and no other."""
    lines = [one.removesuffix(",") for one in published.splitlines()[1:-1]]
    said = {name: digest for name, digest in whole.names.items() if name.startswith("record@")}
    assert [name_content(one.encode()) for one in lines] == [said[name] for name in sorted(said)]


def _edit(bench: Bench, chance: Random) -> None:
    bench.edit(chance)


def _edit_in_another_process(bench: Bench, chance: Random) -> None:
    bench.close()
    bench.edit(chance)


OF_SUBJECTS = {kind.name for kind in UNIT_KINDS if kind.level == SUBJECTS}


def _edit_and_wait(bench: Bench, chance: Random) -> None:
    """Somebody waits for some pages, which are made before the others where much is to be made.

    At times the build is given up once they are shown.
    """
    known = sorted(bench.last.tree) if bench.last else []
    bench.edit(chance)
    shown: dict[str, bytes] = {}
    first = frozenset(chance.sample(known, min(3, len(known))))
    is_given_up = chance.random() < 0.3

    def report(_stage: str, _done: int, _total: int) -> None:
        if shown and is_given_up:
            _raise()

    wish = Wish(report, first=first, show=shown.update)
    with suppress(InvalidProjectError, _StoppedError):
        store = bench.open()
        built = compile_site(bench.project, load_config(bench.project), store, wish)
        again = {unit for unit, times in Counter(built.made).items() if times > 1}
        assert {
            unit.partition(":")[0] for unit in again
        } <= OF_SUBJECTS  # others cite its facts now
        if built.publishable:
            kept = {name for name in shown if store.traces.find_maker(name) not in again}
            there = {undate(name): content for name, content in built.tree.items()}
            assert {name: there.get(name) for name in kept} == {name: shown[name] for name in kept}
    bench.last = None


def _edit_and_back(bench: Bench, chance: Random) -> None:
    """A build in between sees something else."""
    slot = chance.choice(bench.world.slots)
    path = bench.project / slot.path
    content = path.read_bytes() if path.is_file() else None
    change_form(bench.project, slot, 1)
    check_site(bench.project, bench.open())
    bench.last = None
    if content is not None:
        path.write_bytes(content)


def _damage(bench: Bench, chance: Random) -> None:
    bench.close()
    damage_store(bench.project, chance)
    shutil.rmtree(bench.project / "site", ignore_errors=True)  # so that every file is asked for
    bench.is_damaged = True
    if chance.random() < 0.5:
        bench.edit(chance)


def _stop(bench: Bench, chance: Random) -> None:
    """A build that is stopped in the midst: what was known before it is known still."""
    bench.edit(chance)
    with suppress(_StoppedError):
        check_site(bench.project, bench.open(), _count_down(chance, _raise))


def _raise() -> None:
    raise _StoppedError


def _kill(bench: Bench, chance: Random) -> None:
    """A build whose process is killed."""
    bench.close()
    bench.edit(chance)

    def run() -> None:
        report = _count_down(chance, lambda: os.kill(os.getpid(), signal.SIGKILL))
        check_site(bench.project, sketch_store(bench.project / STORE), report)

    _run_beside(run)()


def _edit_meanwhile(bench: Bench, chance: Random) -> None:
    """Another program writes while a build is under way; the next one sees it."""
    bench.edit(chance)
    check_site(bench.project, bench.open(), _count_down(chance, lambda: bench.edit(chance)))
    bench.last = None


def _build_beside(bench: Bench, chance: Random) -> None:
    """Two builds at once."""
    bench.close()
    bench.edit(chance)
    project = bench.project
    wait = _run_beside(lambda: build_site(project, None, sketch_store(project / STORE)))
    built = build_site(project, None, bench.open())
    assert wait() == 0
    assert find_wrong(built, build_whole(project)) == []
    bench.last = None


def _count_down(chance: Random, act: Callable[[], None]) -> Callable[[str, int, int], None]:
    """Does something when a build reports for the n-th time."""
    left = [chance.choice([1, 2, 3, 5, 8, 13, 21])]

    def report(_stage: str, _done: int, _total: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            act()

    return report


def _run_beside(run: Callable[[], object]) -> Callable[[], int]:
    """Start a process that does something; the value waits for its end, and is its exit code."""
    child = os.fork()
    if child == 0:
        try:
            run()
        except BaseException:  # noqa: BLE001 # it must not go on as a test
            os._exit(1)
        os._exit(0)
    return lambda: os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


STEPS = {
    "edit": _edit,
    "edit ": _edit,
    "edit  ": _edit,
    "edit, another process": _edit_in_another_process,
    "edit and wait": _edit_and_wait,
    "edit and back": _edit_and_back,
    "damage": _damage,
    "stop": _stop,
    "kill": _kill,
    "edit meanwhile": _edit_meanwhile,
    "two builds at once": _build_beside,
}


def _play(world: str, seed: int, steps: list[str], *, beside: bool, tick: int) -> None:
    chance = Random(seed)  # noqa: S311 # chance that can be had again
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "FINE", tick)
        if beside:
            patch.setattr(work, "FEW", 1)
            patch.setattr(work, "_count_workers", lambda kit: PROCESSORS if kit.memo.folder else 1)
        bench = Bench(WORLDS[world].copy(Path(folder) / "in"), WORLDS[world])
        bench.check("the first build", published=True)
        for number, step in enumerate(steps):
            STEPS[step](bench, chance)
            bench.check(
                f"{step} (step {number})", published=step == "damage" or chance.random() < 0.3
            )
        bench.close()


def _sequences(*, beside: bool) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {
            "seed": st.integers(0, 2**32),
            "steps": st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=6),
            "beside": st.just(beside),
            "tick": st.sampled_from([clock.FINE, clock.COARSE]),
        }
    )


CHECKED = settings(suppress_health_check=list(HealthCheck), print_blob=True)


@settings(CHECKED, max_examples=SEQUENCES)
@given(_sequences(beside=False))
def test_any_edits_come_to_what_a_clean_build_comes_to(given: dict[str, object]) -> None:
    _play("islands", **given)  # type: ignore[arg-type] # as they are drawn above


@settings(CHECKED, max_examples=max(SEQUENCES // 5, 2))
@given(_sequences(beside=True))
def test_so_they_do_where_processes_share_the_work(given: dict[str, object]) -> None:
    _play("islands", **given)  # type: ignore[arg-type] # as above


@settings(CHECKED, max_examples=max(SEQUENCES // 10, 2))
@given(_sequences(beside=True) | _sequences(beside=False))
def test_so_they_do_in_a_site_with_all_kinds_of_pages(given: dict[str, object]) -> None:
    _play("harbour", **given)  # type: ignore[arg-type] # as above
