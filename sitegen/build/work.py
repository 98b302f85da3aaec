"""Makes units: one after another, or beside each other in processes of their own.

A process is a copy of this one, so all that was read before is there. It says what it made and keeps
nothing.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.build.draft import CONTENT, LASTING, RENDERED, Draft
from sitegen.build.kit import LeftError
from sitegen.defects import make_defect
from sitegen.language.catalog import UntranslatedError
from sitegen.render.templates import RenderError, untranslated_problem
from sitegen.traces.traces import Made
from sitegen.workers import WorkerError, say_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess
    from multiprocessing.sharedctypes import Synchronized, SynchronizedArray

    from sitegen.build.kit import Kit
    from sitegen.build.units import UnitKind

FEW = 24
"""Units that are not worth a process of their own, unless they are large."""
MUCH = 200_000
"""Bytes of files, without those of the largest unit, that are worth one: to make them takes a tenth of a second."""

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
    """Make a unit; what a template or a catalogue does wrong is a problem of it, and so is any failure."""
    reads: set[str] = set()
    kit.values.made.clear()
    kit.moved.clear()
    try:
        draft = kind.make(kit, reads.add, arg)
    except RenderError as error:
        draft = Draft(problems=((RENDERED, error.problem),), lasting=LASTING)
    except UntranslatedError as error:
        voice = kit.shared.voices[error.code]
        problem = (CONTENT, untranslated_problem(voice, error.msgid))
        draft = Draft(problems=() if voice.catalog.is_blamed else (problem,), lasting=LASTING)
    except Exception as error:  # noqa: BLE001 # whatever it is, the others can be made
        problem = (kind.stage, make_defect(error, kind.about(kit, arg)))
        draft = Draft(problems=(problem,), lasting=LASTING)
    return Made(
        f"{kind.name}:{arg}",
        frozenset(reads),
        draft.parts,
        draft.outputs,
        draft.problems,
        dict(kit.values.made),
        frozenset(kit.moved),
        draft.lasting,
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


def make_units(kit: Kit, tasks: Sequence[Task], sizes: Sequence[int] = ()) -> Iterator[Done]:
    """Make units, in any order; results that were computed for them are told to the kit's store.

    `sizes` are the bytes of the files of those that were made before, as `is_shared_out` wants them.
    """
    alone = [task for task in tasks if task[0].central]
    others = [task for task in tasks if not task[0].central]
    if not is_shared_out(kit, tasks, sizes):
        alone, others = [*tasks], []
    for kind, arg in alone:
        yield do_task(kit, kind, arg)
    if others:
        yield from _make_beside(kit, others, min(_count_workers(kit), len(others)))


def is_shared_out(kit: Kit, tasks: Sequence[Task], sizes: Sequence[int] = ()) -> bool:
    """Whether units are made beside each other: they are many, or large, which the bytes of what each made before tell."""
    is_worth = len(tasks) > FEW or sum(sizes) - max(sizes, default=0) > MUCH
    return is_worth and _count_workers(kit) > 1


def _count_workers(kit: Kit) -> int:
    """How many processes may work: as many as there are processors, where processes can be copied.

    One that has drawn charts itself must not be copied: the library that draws would wait for threads
    that are not there. Nor may one whose store is in its own memory.
    """
    if sys.platform != "linux" or "vl_convert" in sys.modules or kit.memo.folder is None:
        return 1
    return len(os.sched_getaffinity(0))


def _make_beside(kit: Kit, tasks: Sequence[Task], count: int) -> Iterator[Done]:
    crew = _Crew(kit, tasks, count)
    try:
        yield from crew.work()
    finally:
        crew.end()


class _Crew:
    """Copies of this process that make units; one that dies is followed by another."""

    def __init__(self, kit: Kit, tasks: Sequence[Task], count: int) -> None:
        import multiprocessing

        self.kit, self.tasks, self.count = kit, tasks, count
        self.context = multiprocessing.get_context("fork")
        self.next = self.context.Value(
            "q", 0
        )  # a queue would be full before all is in it that waits
        self.current = self.context.Array("q", [_NONE] * count)
        """The number of the unit that each copy makes."""
        self.workers: dict[Connection, tuple[int, ForkProcess]] = {}

    def work(self) -> Iterator[Done]:
        """What the copies say, until all have ended; a unit that ended one is a failure."""
        from multiprocessing.connection import wait

        for seat in range(self.count):
            self.start(seat)
        while self.workers:
            for end in wait([*self.workers]):
                yield from self.listen(end)  # type: ignore[arg-type] # all are connections

    def start(self, seat: int) -> None:
        """Start a copy."""
        here, there = self.context.Pipe(duplex=False)
        foreign = here, *self.workers
        given = self.kit, self.tasks, self.next, self.current, seat, there, foreign
        worker = self.context.Process(target=_work, args=given, daemon=True)
        worker.start()
        there.close()
        self.workers[here] = seat, worker

    def listen(self, end: Connection) -> Iterator[Done]:
        """What a copy says next, or what it left undone."""
        seat, worker = self.workers[end]
        try:
            said: Any = end.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            del self.workers[end]
            end.close()
            worker.join()
            yield from self.mourn(seat, worker)
            return
        if said is None:
            del self.workers[end]
            end.close()
            worker.join()
            return
        if isinstance(said, int):  # a unit that is left to this process
            yield do_task(self.kit, *self.tasks[said])
            return
        self.kit.memo.add_computed(said.computed, said.seconds)
        self.kit.memo.reused.update(said.found)
        yield said

    def mourn(self, seat: int, worker: ForkProcess) -> Iterator[Done]:
        """The unit that a copy died of, as a failure; another copy goes on with the others.

        Raises:
            WorkerError: It died before it had one.
        """
        number, self.current[seat] = self.current[seat], _NONE
        error = WorkerError(f"a copy of the process {say_end(worker.exitcode)}")
        if number == _NONE:
            raise error
        if number < len(self.tasks):
            yield fail_task(self.kit, self.tasks[number], error)
            self.start(seat)

    def end(self) -> None:
        """End what still works."""
        for end, (_, worker) in self.workers.items():
            worker.terminate()
            worker.join()
            end.close()
        self.workers.clear()


_NONE = -1
"""Stands for no unit."""


def fail_task(kit: Kit, task: Task, error: Exception) -> Done:
    """A unit that could not be made, nor say why."""
    kind, arg = task
    problem = make_defect(error, kind.about(kit, arg))
    made = Made(f"{kind.name}:{arg}", problems=((kind.stage, problem),))
    return Done(made, (), (), {}, 0, 0)


def _take(counter: Synchronized[int], current: SynchronizedArray[int], seat: int) -> int:
    """The number of the next unit that nobody makes yet; who makes it is noted in the same step."""
    with counter.get_lock():
        number = counter.value
        counter.value += 1
        current[seat] = number
    return number


def _work(
    kit: Kit,
    tasks: Sequence[Task],
    counter: Synchronized[int],
    current: SynchronizedArray[int],
    seat: int,
    told: Connection,
    foreign: Sequence[Connection],
) -> None:
    """In a process of its own: make what is asked for, and say it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this process ends it
    for end in foreign:
        end.close()  # only who listens holds them: when it is killed, to tell it more is an error
    kit.become_copy(may_draw=len(tasks) > FEW)
    with kit.closing, suppress(BrokenPipeError):
        while (number := _take(counter, current, seat)) < len(tasks):
            try:
                told.send(do_task(kit, *tasks[number]))
            except LeftError:
                told.send(number)
            except Exception as error:  # noqa: BLE001 # what cannot be sent, or was too much
                told.send(fail_task(kit, tasks[number], error))
            current[seat] = _NONE
        kit.memo.keep_used()
        told.send(None)
    told.close()
    os._exit(0)  # nothing that this process has copied is its to close
