"""Makes units: one after another, or beside each other in processes of their own.

A process is a copy of this one, so all that was read before is there. It says what it made and keeps
nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from sitegen.build.draft import CONTENT, RENDERED, Draft
from sitegen.language.catalog import UntranslatedError
from sitegen.render.templates import RenderError, untranslated_problem
from sitegen.traces.traces import Made
from sitegen.workers import WorkerError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.sharedctypes import Synchronized

    from sitegen.build.kit import Kit
    from sitegen.build.units import UnitKind

FEW = 24
"""Units that are not worth a process of their own."""

Task = tuple["UnitKind", str]


@dataclass(frozen=True)
class Done:
    """A unit that was made, and what had to be computed for it."""

    made: Made
    computed: tuple[tuple[str, str], ...]
    """Kinds and labels of the results that were computed."""
    seconds: tuple[float, ...]
    """What each of them took."""
    found: Mapping[str, int]
    """How many results of each kind were found."""
    wall: float
    """Seconds that it took to make the unit."""
    cpu: float
    """Seconds of the processor that the process needed for it."""


def make_unit(kit: Kit, kind: UnitKind, arg: str) -> Made:
    """Make a unit; what a template or a catalogue does wrong is a problem of it."""
    reads: set[str] = set()
    kit.values.made.clear()
    kit.moved.clear()
    try:
        draft = kind.make(kit, reads.add, arg)
    except RenderError as error:
        draft = Draft(problems=((RENDERED, error.problem),))
    except UntranslatedError as error:
        voice = kit.shared.voices[error.code]
        draft = Draft(problems=((CONTENT, untranslated_problem(voice, error.msgid)),))
    return Made(
        f"{kind.name}:{arg}",
        frozenset(reads),
        draft.parts,
        draft.outputs,
        draft.problems,
        dict(kit.values.made),
        frozenset(kit.moved),
    )


def do_task(kit: Kit, kind: UnitKind, arg: str) -> Done:
    """Make a unit, and say what it took."""
    memo = kit.memo
    logged, timed, found = len(memo.log), len(memo.seconds), Counter(memo.reused)
    wall, cpu = time.perf_counter(), time.process_time()
    made = make_unit(kit, kind, arg)
    return Done(
        made,
        tuple(memo.log[logged:]),
        tuple(memo.seconds[timed:]),
        memo.reused - found,
        time.perf_counter() - wall,
        time.process_time() - cpu,
    )


def make_units(kit: Kit, tasks: Sequence[Task]) -> Iterator[Done]:
    """Make units, in any order; results that were computed for them are told to the kit's store."""
    alone = [task for task in tasks if task[0].central]
    others = [task for task in tasks if not task[0].central]
    if not is_shared_out(kit, tasks):
        alone, others = [*tasks], []
    for kind, arg in alone:
        yield do_task(kit, kind, arg)
    if others:
        yield from _make_beside(kit, others, _count_workers(kit))


def is_shared_out(kit: Kit, tasks: Sequence[Task]) -> bool:
    """Whether units are made beside each other."""
    return len(tasks) > FEW and _count_workers(kit) > 1


def _count_workers(kit: Kit) -> int:
    """How many processes may work: as many as there are processors, where processes can be copied.

    One that has drawn charts itself must not be copied: the library that draws would wait for threads
    that are not there. Nor may one whose store is in its own memory.
    """
    if sys.platform != "linux" or "vl_convert" in sys.modules or kit.memo.folder is None:
        return 1
    return len(os.sched_getaffinity(0))


def _make_beside(kit: Kit, tasks: Sequence[Task], count: int) -> Iterator[Done]:
    context = multiprocessing.get_context("fork")
    counter = context.Value("q", 0)  # a queue would be full before all is in it that waits
    workers = []
    ends: list[Connection] = []
    try:
        for _ in range(count):
            here, there = context.Pipe(duplex=False)
            worker = context.Process(target=_work, args=(kit, tasks, counter, there), daemon=True)
            worker.start()
            there.close()
            workers.append(worker)
            ends.append(here)
        yield from _gather(kit, ends)
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()
        for end in ends:
            end.close()


def _gather(kit: Kit, ends: list[Connection]) -> Iterator[Done]:
    """What the processes say, until all have ended."""
    left = [*ends]
    while left:
        for end in wait(left):
            try:
                said: Any = end.recv()  # type: ignore[union-attr,call-arg] # all are connections
            except EOFError:
                raise WorkerError("a process ended without an answer") from None
            if said is None:
                left.remove(end)  # type: ignore[arg-type] # as above
            elif isinstance(said, str):
                raise WorkerError(said)
            else:
                kit.memo.add_computed(said.computed, said.seconds)
                kit.memo.reused.update(said.found)
                yield said


def _take(counter: Synchronized[int]) -> int:
    """The number of the next unit that nobody makes yet."""
    with counter.get_lock():
        number = counter.value
        counter.value += 1
    return number


def _work(kit: Kit, tasks: Sequence[Task], counter: Synchronized[int], told: Connection) -> None:
    """In a process of its own: make what is asked for, and say it."""
    try:
        kit.is_copy = True
        with kit.closing:
            while (number := _take(counter)) < len(tasks):
                told.send(do_task(kit, *tasks[number]))
            kit.memo.keep_used()
            told.send(None)
    except Exception:  # noqa: BLE001 # whatever it is, the process that waits must know
        told.send(traceback.format_exc())
    told.close()
    os._exit(0)  # nothing that this process has copied is its to close
