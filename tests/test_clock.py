"""What the time of a file tells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.clock import COARSE, is_settled

NOW = 1_800_000_000_123_456_789
STEPS = {
    "FAT": 2_000_000_000,
    "HFS+ and ext3": 1_000_000_000,
    "exFAT": 10_000_000,
    "Windows": 15_625_000,
    "Linux, a hundred ticks a second": 10_000_173,
    "Linux, a thousand": 1_000_017,
}
"""Nanoseconds between two times that a file system or its clock knows."""


@given(
    st.sampled_from(sorted(STEPS)),
    st.integers(0, 3 * COARSE),
    st.integers(0, 3 * COARSE),
)
def test_what_is_written_later_bears_another_time(system: str, before: int, after: int) -> None:
    step = STEPS[system]
    changed = (NOW - before) // step * step
    written = (NOW + after) // step * step
    assert written != changed or not is_settled(changed, NOW)


def test_a_file_is_settled_at_once_where_the_clock_is_fine() -> None:
    assert is_settled(NOW - 60_000_000, NOW)
    assert not is_settled(NOW - 15_000_000, NOW)
    assert not is_settled((NOW - 1_000_000_000) // 1_000_000_000 * 1_000_000_000, NOW)
    assert is_settled((NOW - 3_500_000_000) // 1_000_000_000 * 1_000_000_000, NOW)


def test_a_time_to_come_tells_nothing() -> None:
    assert not is_settled(NOW + COARSE, NOW)
