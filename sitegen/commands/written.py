"""What commands say that write something new into a project."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.commands.terminal import GOOD, PROBLEMS, Terminal
from sitegen.messages.said import say, say_many
from sitegen.problems import add_hint

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.starting.commands import Written


_FEW = 12
"""So many files are named one by one."""


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
    if len(written.paths) <= _FEW:
        for path in written.paths:
            terminal.tell(say("Wrote {path}", path=path))
    else:
        folders = Counter(path.rpartition("/")[0] for path in written.paths)
        for folder, number in folders.items():
            terminal.tell(
                say_many(
                    number,
                    "Wrote {n} file in the folder of the site",
                    "Wrote {n} files in the folder of the site",
                )
                if not folder
                else say_many(
                    number,
                    "Wrote {n} file in {folder}",
                    "Wrote {n} files in {folder}",
                    folder=folder,
                )
            )
    for note in written.notes:
        terminal.tell(note)
    return GOOD
