"""A program in the place of the one that draws: charts whose titles say so end it, keep it waiting, or fail."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from outlines import SKETCHES

from sitegen.workers import answer_jobs

if TYPE_CHECKING:
    from sitegen.charts.data import ChartData


HANGS = "SITEGEN_TEST_HANGS"
"""The variable that names a folder. When a drawing hangs, a file is put there that is called as the process that asked."""


def draw(chart: ChartData | None) -> object:
    title = chart.title if chart else ""
    if "aborts" in title:
        os.abort()
    if "hangs" in title:
        if HANGS in os.environ:
            (Path(os.environ[HANGS]) / str(os.getppid())).touch()
        time.sleep(600)
    if "panics" in title:
        raise BaseException("a panic")  # noqa: TRY002 # as the library in Rust does
    if "fails" in title:
        raise KeyError("x")
    return json.loads(SKETCHES["chart"](chart)) if chart else "draw"


if __name__ == "__main__":
    answer_jobs(draw)
