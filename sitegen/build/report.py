"""How a build tells what it is doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.messages.said import Said

    Report = Callable[[Said, int, int], None]
    """Told the name of a stage, how much of it is done, and how much there is."""


def tell_nobody(_stage: Said, _done: int, _total: int) -> None:
    """For builds that nobody watches."""
