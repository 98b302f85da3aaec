"""Many files written while others are read: most of the time it takes is the system's, not this process's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from sitegen.publishing.tree import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

_WRITERS, _MOST_WAITING = 2, 64
"""How many threads write, and how many files may wait to be written: their contents are in memory."""


@contextmanager
def open_writers() -> Iterator[Callable[[str, bytes], None]]:
    """As `write_file`, in threads; at the end all is written.

    Raises:
        OSError: A file cannot be written.
    """
    room = BoundedSemaphore(_MOST_WAITING)
    written: list[Future[None]] = []
    pool = ThreadPoolExecutor(_WRITERS)

    def write(path: str, content: bytes) -> None:
        room.acquire()
        one = pool.submit(write_file, path, content)
        one.add_done_callback(lambda _: room.release())
        written.append(one)

    try:
        yield write
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()
    for one in written:
        one.result()
