"""Work for other processes, which are programs of their own and asked through their pipes.

Whatever ends such a process, a panic or a crash of a library written in another language among it, ends it
alone: who asked it is told how it ended. `multiprocessing` would not do: V8 does not survive a fork once it
has drawn, and a fresh start of its kind runs the caller's main module again, which may be anybody's script.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import traceback
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.messages.said import Said, say

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType


PATIENCE = 120.0
"""Seconds that an answer may take; who needs longer hangs, and is ended."""
DEBUG = "SITEGEN_DEBUG"
"""The variable of the environment by which the generator shows what is of use to its programmers."""


RAISED = "raised at "
"""What the note of an error from another process begins with, which says where it was raised."""


class WorkerError(Exception):
    """A process ended without an answer, or gave none in time; says which."""


class Worker(AbstractContextManager["Worker"]):
    """A process that runs a module of the generator which calls `answer_jobs`; it lives as long as the context."""

    def __init__(self, module: str) -> None:
        """Start it."""
        self.ended = False
        """Whether it failed to answer, and can be asked no more."""
        root = str(Path(__file__).parent.parent)
        paths = filter(None, (root, os.environ.get("PYTHONPATH")))
        # -P: what lies in the folder it is started from is not imported.
        self._process = start_process(
            [sys.executable, "-P", "-m", module],
            os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the process end; one that still works is stopped."""
        if kind is not None:
            self._process.kill()
        with suppress(BrokenPipeError):  # it has died, and who asked it knows
            self._process.__exit__(kind, error, trace)

    def ask(self, job: object) -> Any:  # noqa: ANN401 # whatever the module answers
        """The module's answer.

        Raises:
            WorkerError: The process ended without one, or gave none in time.
            Exception: What the module raised.
        """
        source, sink = get_pipes(self._process)
        try:
            with keep_waiting(self._process):
                pickle.dump(job, source)
                source.flush()
                answer, error = pickle.load(sink)  # noqa: S301 # of a process of ours
        except WorkerError:
            self.ended = True
            raise
        if error is not None:
            raise error
        return answer


def is_memory_bounded() -> bool:
    """Whether processes that are started get no more addresses than so many, as `ulimit -v` has it."""
    if sys.platform == "win32":
        return False
    return resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY


def start_process(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a program that is asked through its pipes; what it says besides is for programmers alone."""
    return subprocess.Popen(  # noqa: S603 # this interpreter and a program of ours
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if os.environ.get(DEBUG) else subprocess.DEVNULL,
    )


def get_pipes(process: subprocess.Popen[bytes]) -> tuple[Any, Any]:
    """What a process is asked through, and what it answers through."""
    if process.stdin is None or process.stdout is None:
        raise WorkerError("the process has no pipes")
    return process.stdin, process.stdout


@contextmanager
def keep_waiting(process: subprocess.Popen[bytes], patience: float | None = None) -> Iterator[None]:
    """Ask a process within; one that gives no answer within `patience` seconds is ended.

    Raises:
        WorkerError: It ended, or was ended.
    """
    seconds = PATIENCE if patience is None else patience
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    alarm = threading.Timer(seconds, end)
    alarm.daemon = True
    alarm.start()
    try:
        yield
    except (OSError, EOFError, pickle.UnpicklingError) as failed:
        with suppress(subprocess.TimeoutExpired):
            process.wait(1)  # it has closed its pipes, and is about to end
        process.kill()
        code = process.wait()
        if late.is_set():
            said = say(
                "the process gave no answer within {seconds} seconds", seconds=f"{seconds:g}"
            )
        else:
            said = say("the process {end}", end=say_end(code))
        raise WorkerError(said) from failed
    finally:
        alarm.cancel()


def say_end(code: int | None) -> Said:
    """How a process ended, by its exit code: `ended without an answer (SIGABRT)`."""
    how = f"exit code {code}"
    if code is not None and code < 0:
        with suppress(ValueError):
            how = signal.Signals(-code).name
    return say("ended without an answer ({how})", how=how)


def answer_jobs(answer: Callable[[Any], object]) -> None:
    """Answer jobs from standard input on standard output until there are none; what `answer` raises is an answer too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this process ends it
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    with suppress(EOFError):
        while True:
            job = pickle.load(source)  # noqa: S301 # of the process that started this one
            try:
                said: tuple[object, Exception | None] = answer(job), None
            except Exception as error:  # noqa: BLE001 # it is raised where the job came from
                said = None, _note_place(error)
            except BaseException as error:  # noqa: BLE001 # a panic of a library in Rust is no Exception
                said = None, WorkerError(f"{type(error).__name__}: {error}")
            sink.write(_pack(said))
            sink.flush()


def _note_place(error: Exception) -> Exception:
    """An error with a note of where it was raised, which its traceback would be lost with."""
    if os.environ.get(DEBUG):
        traceback.print_exception(error, file=sys.stderr)
    root = Path(__file__).parent
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).is_relative_to(root):
            path = Path(frame.filename).relative_to(root.parent).as_posix()
            error.add_note(f"{RAISED}{path}:{frame.lineno}")
            break
    return error


def _pack(said: tuple[object, Exception | None]) -> bytes:
    """An answer as bytes; of an error that cannot be sent, its words."""
    _, error = said
    if error is None:
        return pickle.dumps(said)
    try:
        packed = pickle.dumps(said)
        pickle.loads(packed)  # noqa: S301 # just made: an error may need more than it was given
    except Exception:  # noqa: BLE001 # whatever an error of a library has in it
        return pickle.dumps((None, WorkerError(f"{type(error).__name__}: {error}")))
    return packed
