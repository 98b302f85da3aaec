"""SVG to PNG, by a process of its own with a font of its own: the same bytes whatever fonts a machine has.

vl-convert (resvg inside) keeps the fonts that it finds when it is first used in a process, and the
process that draws charts shows it a font of one glyph (see `charts.vega`). So pictures are painted by
`painter.py` run as a program: a line of JSON in for each picture, a line out. It is started by the
first picture that was not painted before; a build that finds all its pictures starts none.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.fonts.coverage import load_coverage
from sitegen.fonts.fontconfig import GLYPHS, VARIABLE, configure_fonts
from sitegen.workers import WorkerError, get_pipes, keep_waiting, start_process

if TYPE_CHECKING:
    import subprocess
    from types import TracebackType


WORKER = Path(__file__).parent / "painter.py"
"""The program that paints."""


class PaintingError(Exception):
    """A picture cannot be painted: it is not valid SVG."""


class Painter(AbstractContextManager["Painter"]):
    """Paints pictures, one after another; its process lives as long as the context."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._stack = ExitStack()
        self._process: subprocess.Popen[bytes] | None = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the process end."""
        with suppress(BrokenPipeError):  # it has died, and the caller knows
            self._stack.close()

    def paint(self, svg: str, scale: float = 1) -> str:
        """A picture as PNG, in base64.

        Raises:
            PaintingError: It is not valid SVG.
            WorkerError: The painter ended.
        """
        process = self._process = self._process or self._start()
        source, sink = get_pipes(process)
        try:
            with keep_waiting(process):
                source.write(json.dumps({"svg": svg, "scale": scale}).encode() + b"\n")
                source.flush()
                line = sink.readline()
                if not line:
                    raise EOFError  # `keep_waiting` says how it ended
        except WorkerError:
            self._process = None  # the next picture has another
            raise
        answer: dict[str, str] = json.loads(line)
        if "error" in answer:
            raise PaintingError(answer["error"])
        return answer["png"]

    def _start(self) -> subprocess.Popen[bytes]:
        file = self._stack.enter_context(configure_fonts(GLYPHS))
        # -P: nothing beside the program is imported.
        return self._stack.enter_context(
            start_process([sys.executable, "-P", str(WORKER)], os.environ | {VARIABLE: str(file)})
        )


def find_unpaintable(text: str) -> str:
    """The characters of a text that the fonts lack, each once."""
    covered = load_coverage()
    return "".join(dict.fromkeys(one for one in text if ord(one) not in covered))
