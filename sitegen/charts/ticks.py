"""What stands at the ticks of a chart's axis, and what is said of an axis that does not begin at zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.charts.place import write_ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.charts.data import ChartData


TEN = 10


def write_numbers(data: ChartData, ticks: Sequence[float]) -> tuple[str, ...]:
    """Ticks as text; with words for their magnitudes where the chart's numbers carry their own."""
    if not data.scale_words:
        return write_ticks(ticks, data.separators)
    return tuple(_write_word(data, tick) for tick in ticks)


def _write_word(data: ChartData, tick: float) -> str:
    """A tick with the word of its magnitude: 10万."""
    fitting = [(power, word) for power, word in data.scale_words if abs(tick) >= TEN**power]
    power, word = max(fitting, default=(0, ""))
    return write_ticks((tick / TEN**power,), data.separators)[0] + word


def say_start(data: ChartData, ticks: Sequence[float], texts: Sequence[str]) -> tuple[str, ...]:
    """That the scale begins at its first tick, where that is above zero."""
    if ticks[0] <= 0:
        return ()
    return (data.word("scale-start").format(number=texts[0]),)
