"""SVG to PNG, by a process of its own with a font of its own: the same bytes whatever fonts a machine has.

vl-convert (resvg inside) keeps the fonts that it finds when it is first used in a process, and the
process that draws charts shows it a font of one glyph (see `drawing`). So pictures are painted by
this file run as a program: a line of JSON in for each picture, a line out. It is started by the
first picture that was not painted before; a build that finds all its pictures starts none.

**The fonts.** `glyphs/han-bold.otf`, "Sitegen Han", covers ASCII, Latin-1, GB 2312 and a few marks
(`find_unpaintable`), 1.5 MB; its quotation marks are as wide as Han characters. `latin-bold.otf`,
"Sitegen Latin", has what is no Han of it, with narrow ones. How they were made: subset Noto Sans CJK
Bold (OFL) with fontTools, SC for the first and KR for the second, to these characters, without hints
and layout tables (the second keeps `kern`); rename them in `name` and `CFF` (a name reserved to
the original must not be used).
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import tempfile
from contextlib import AbstractContextManager, ExitStack, suppress
from html import escape
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

GLYPHS = Path(__file__).parent / "glyphs"
_MARKS = "‐–—―‘’“”•…′″€"
_LATIN = range(0xA0, 0x100)


class PaintingError(Exception):
    """A picture that is no SVG."""


class Painter(AbstractContextManager["Painter"]):
    """Paints pictures, one after another; its process lives as long as the context."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._stack = ExitStack()
        self._process: subprocess.Popen[str] | None = None

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
            PaintingError: It is no SVG.
        """
        process = self._process or self._start()
        self._process = process
        source, sink = _pipes(process)
        source.write(json.dumps({"svg": svg, "scale": scale}) + "\n")
        source.flush()
        line = sink.readline()
        if not line:
            raise PaintingError("the painter died")
        answer: dict[str, str] = json.loads(line)
        if "error" in answer:
            raise PaintingError(answer["error"])
        return answer["png"]

    def _start(self) -> subprocess.Popen[str]:
        folder = self._stack.enter_context(tempfile.TemporaryDirectory())
        file = Path(folder) / "fonts.conf"
        file.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
            f"<fontconfig><dir>{escape(str(GLYPHS))}</dir>"
            f"<cachedir>{escape(folder)}</cachedir></fontconfig>",
            encoding="utf-8",
        )
        # -P: the folder of this file has modules called as those of the standard library are.
        return self._stack.enter_context(
            subprocess.Popen(  # noqa: S603 # this interpreter and this file
                [sys.executable, "-P", __file__],
                env=os.environ | {"FONTCONFIG_FILE": str(file)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
        )


def find_unpaintable(text: str) -> str:
    """The characters of a text that the font lacks, each once."""
    return "".join(dict.fromkeys(one for one in text if not _is_paintable(one)))


def _is_paintable(character: str) -> bool:
    if character.isascii() or ord(character) in _LATIN:
        return character.isprintable() or character == "\u00a0"
    if character in _MARKS:
        return True
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    if process.stdin is None or process.stdout is None:  # never: both are asked for
        raise PaintingError("the painter has no pipes")
    return process.stdin, process.stdout


def _serve(lines: Iterable[str], answers: IO[str]) -> None:
    """Paint what comes in."""
    import vl_convert

    for line in lines:
        job = json.loads(line)
        try:
            png = vl_convert.svg_to_png(job["svg"], scale=job["scale"])
            answer = {"png": base64.b64encode(png).decode()}
        except (RuntimeError, ValueError) as error:  # its errors bring the stack with them
            answer = {"error": str(error).partition("\n")[0]}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    _serve(sys.stdin, sys.stdout)
