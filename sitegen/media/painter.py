"""The program that paints: a line of JSON in for each picture, a line out; see `painting`.

It is run by itself, so that it sees fonts of its own; it imports nothing of the generator.
"""

from __future__ import annotations

import base64
import json
import sys
from typing import TYPE_CHECKING

import vl_convert

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO


def paint_lines(lines: Iterable[str], answers: IO[str]) -> None:
    """Paint what comes in, each with its `svg` and `scale`; answer with `png` in base64, or `error`."""
    for line in lines:
        job = json.loads(line)
        try:
            png = vl_convert.svg_to_png(job["svg"], scale=job["scale"])
            answer = {"png": base64.b64encode(png).decode()}
        except Exception as error:  # noqa: BLE001 # its errors bring the stack with them
            answer = {"error": str(error).partition("\n")[0]}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    paint_lines(sys.stdin, sys.stdout)
