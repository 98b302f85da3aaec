"""What commands say that write something new into a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.terminal import GOOD, PROBLEMS, Terminal
from sitegen.messages.said import say
from sitegen.problems import add_hint

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.starting.commands import Written


def write_or_refuse(terminal: Terminal, write: Callable[[], Written]) -> int:
    """Write something new, and say what; or why it cannot be written."""
    from sitegen.problems import InvalidProjectError
    from sitegen.starting.rows import NewError

    try:
        written = write()
    except NewError as error:
        return terminal.refuse(add_hint(error.message, error.hint))
    except InvalidProjectError as error:
        terminal.show_problems(error.problems)
        return PROBLEMS
    for path in written.paths:
        terminal.tell(say("Wrote {path}", path=path))
    for note in written.notes:
        terminal.tell(note)
    return GOOD
