"""What a command costs: wall time, processor time and memory of it and all that it starts.

Processor time is what the kernel accounts to the command and to the processes that it waited for.
Memory is sampled in a run of its own, since sampling would cost the others time: the proportional
set size of the whole tree (shared pages count once), every 20 ms, or what the kernel says that the
largest process had, whichever is more.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

EVERY = 0.02
"""Seconds between two samples of memory."""
MEGABYTE = 1 << 20
TAIL = 600
"""Characters of what a failed command said that are worth repeating."""


class BenchError(Exception):
    """A command failed, took too long, or made something else than it should."""


@dataclass(frozen=True)
class Usage:
    """What one run took: seconds, seconds of processors, megabytes at its peak (0 where not sampled)."""

    wall: float
    cpu: float
    peak: float


def run(
    command: Sequence[str],
    folder: Path,
    variables: Mapping[str, str],
    limit: float,
    *,
    sampled: bool = False,
) -> Usage:
    """Run a command in a folder to its end.

    Raises:
        BenchError: It failed, or was ended because it took longer than the limit in seconds.
    """
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        sampler = Sampler(process.pid) if sampled else None
        ended = threading.Event()
        timer = threading.Timer(limit, _end, (process.pid, ended))
        timer.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:  # the bench itself is ended
            _end(process.pid, ended)
            process.wait()
            raise
        finally:
            timer.cancel()
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        sampled_peak = sampler.stop() if sampler else 0.0
        if ended.is_set():
            raise BenchError(f"over {limit:.0f} s")
        if process.returncode:
            said.seek(0)
            text = said.read().decode("utf-8", "replace")[-TAIL:]
            raise BenchError(f"`{' '.join(command)}` ended with {process.returncode}: {text}")
    # the kernel's largest process is in kilobytes
    peak = max(sampled_peak, used.ru_maxrss * 1024 / MEGABYTE) if sampled else 0.0
    return Usage(wall, used.ru_utime + used.ru_stime, peak)


def _end(leader: int, ended: threading.Event) -> None:
    """End the processes of a session."""
    ended.set()
    os.killpg(leader, signal.SIGKILL)


class Sampler:
    """Watches the memory of a process and of its descendants until it is told to stop."""

    def __init__(self, root: int) -> None:
        """Begin with the process of this number."""
        self.root = root
        self.peak = 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def _watch(self) -> None:
        while not self.over.wait(EVERY):
            self.peak = max(self.peak, read_memory(self.root))

    def stop(self) -> float:
        """The most that was seen, in megabytes."""
        self.over.set()
        self.thread.join()
        return self.peak / MEGABYTE


def read_memory(root: int) -> int:
    """Bytes that a process and its descendants hold now, shared pages counted once."""
    return sum(_read_share(process) for process in _list_tree(root))


def _list_tree(root: int) -> Iterator[int]:
    yield root
    try:
        threads = list(Path(f"/proc/{root}/task").iterdir())
        children = [int(one) for path in threads for one in (path / "children").read_text().split()]
    except OSError:  # it has ended
        return
    for child in children:
        yield from _list_tree(child)


def _read_share(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines()
    except OSError:  # it has ended
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
