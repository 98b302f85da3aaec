"""The program that draws: charts in, their drawings out; for nothing, the script that browsers draw with. See `process`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.charts.drawing import draw_chart, make_bundle
from sitegen.workers import answer_jobs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.charts.data import ChartData


def answer_drawing(job: ChartData | None) -> Mapping[str, str] | str:
    """What is asked for."""
    return make_bundle() if job is None else draw_chart(job)


if __name__ == "__main__":
    answer_jobs(answer_drawing)
