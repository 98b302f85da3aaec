"""What a command is: its name, its help, its options, and what runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


@dataclass(frozen=True)
class Command:
    """A command of `sitegen`, as the list of commands names it."""

    name: str
    """What is typed."""
    help: str
    """What it does, in the list of commands."""
    description: str
    """What it does, at the head of its own help."""
    add_options: Callable[[argparse.ArgumentParser], None]
    """Adds its options to those that all commands have."""
    run: Callable[[argparse.Namespace], int]
    """Runs it, and gives its exit code; what it needs is imported there."""
    epilog: str = ""
    """Examples, at the end of its own help."""
