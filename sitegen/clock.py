"""What the time of a file tells of its content.

A file system gives two writings one time where they lie within one tick of its clock. Who read a file between
the two cannot tell by its time that it was written again.
"""

from __future__ import annotations

COARSE = 2_000_000_000
"""Nanoseconds between the times of the coarsest file systems: FAT has every other second."""
FINE = 40_000_000
"""Nanoseconds that are more than any tick of other clocks, twice: kernels have ten milliseconds, Windows sixteen."""
_STEP = 10_000_000
"""Nanoseconds: whatever has coarse times has no parts of these."""


def is_settled(changed: int, now: int) -> bool:
    """Whether what is written from `now` on bears another time than `changed` (nanoseconds, both)."""
    tick = FINE if changed % _STEP else COARSE
    return now - changed > tick
