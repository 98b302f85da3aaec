"""Charts drawn by a process of its own: the same drawings as here.

Who draws has Altair and V8 in memory from then on, and must not fork any more: a fork of a process that has
drawn hangs at its first drawing. And a panic of the library that draws ends the process that it draws in.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from sitegen.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from sitegen.charts.data import ChartData

PROGRAM = "sitegen.charts.drawer"


class Drawer(AbstractContextManager["Drawer"]):
    """Draws charts, one after another, in a process that the first one starts; it lives as long as the context.

    One that fails to answer is followed by another. It belongs to the process that made it: a fork of that
    needs its own.
    """

    def __init__(self) -> None:
        """Start nothing yet."""
        self._worker: Worker | None = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the process end."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.__exit__(kind, error, trace)

    def close(self) -> None:
        """Let the process end, and its memory go; the next drawing starts another."""
        self.__exit__(None, None, None)

    def draw(self, chart: ChartData) -> Mapping[str, str]:
        """The drawings of `drawing.draw_chart`, which says what is raised; and `WorkerError`."""
        drawings: Mapping[str, str] = self._started().ask(chart)
        return drawings

    def make_bundle(self) -> str:
        """The script of `drawing.make_bundle`."""
        bundle: str = self._started().ask(None)
        return bundle

    def _started(self) -> Worker:
        if self._worker is not None and self._worker.ended:
            self.close()
        if self._worker is None:
            self._worker = Worker(PROGRAM)
        return self._worker
