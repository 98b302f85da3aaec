"""Work for other processes, which are programs of their own and asked through their pipes.

`multiprocessing` would not do: V8 does not survive a fork once it has drawn, and a fresh start of its kind
runs the caller's main module again, which may be anybody's script.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType


class WorkerError(Exception):
    """A process ended without an answer, or failed by a defect of the generator."""


class Worker(AbstractContextManager["Worker"]):
    """A process that runs a module of the generator which calls `answer_jobs`; it lives as long as the context."""

    def __init__(self, module: str) -> None:
        """Start it."""
        root = str(Path(__file__).parent.parent)
        paths = filter(None, (root, os.environ.get("PYTHONPATH")))
        # -P: what lies in the folder it is started from is not imported.
        self._process = subprocess.Popen(  # noqa: S603 # this interpreter and a module of ours
            [sys.executable, "-P", "-m", module],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
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
            WorkerError: The process ended without one.
            Exception: What the module raised.
        """
        source, sink = self._process.stdin, self._process.stdout
        if source is None or sink is None:  # never: both are asked for
            raise WorkerError("the process has no pipes")
        try:
            pickle.dump(job, source)
            source.flush()
            answer, error = pickle.load(sink)  # noqa: S301 # of a process of ours
        except (BrokenPipeError, EOFError) as ended:
            raise WorkerError("the process ended without an answer") from ended
        if error is not None:
            raise error
        return answer


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
                said = None, error
            pickle.dump(said, sink)
            sink.flush()
