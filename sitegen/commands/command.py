"""What a command is: its name, its help, its options, and what runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.messages.said import NOTHING, Said

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from sitegen.commands.terminal import Terminal


@dataclass(frozen=True)
class Command:
    """A command of `sitegen`, as the list of commands names it."""

    name: str
    """What is typed."""
    help: Said
    """What it does, in the list of commands."""
    description: Said
    """What it does, at the head of its own help."""
    add_options: Callable[[argparse.ArgumentParser], None]
    """Adds its options to those that all commands have."""
    run: Callable[[argparse.Namespace, Terminal], int]
    """Runs it, and gives its exit code; what it needs is imported there."""
    epilog: Said = NOTHING
    """Examples, at the end of its own help."""
    needs_project: bool = True
    """Whether it is about a project, which is looked for upwards from the current folder."""
