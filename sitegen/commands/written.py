"""What commands say that write something new into a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.terminal import GOOD, PROBLEMS, print_problems, say, say_misuse
from sitegen.problems import add_hint

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.starting.commands import Written


def say_written(write: Callable[[], Written]) -> int:
    """Write something new, and say what; or why it cannot be written."""
    from sitegen.problems import InvalidProjectError
    from sitegen.starting.rows import NewError

    try:
        written = write()
    except NewError as error:
        return say_misuse(add_hint(str(error), error.hint))
    except InvalidProjectError as error:
        print_problems(error.problems)
        return PROBLEMS
    for path in written.paths:
        say(f"Wrote {path}")
    for note in written.notes:
        say(note)
    return GOOD
