"""The only output to a terminal, and the exit codes."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sitegen.problems import format_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.explaining.profile import Section
    from sitegen.problems import Problem

    Report = Callable[[str, int, int], None]


GOOD, PROBLEMS, MISUSE, INTERRUPTED = 0, 1, 2, 130


def say(text: str) -> None:
    """Print on standard output."""
    print(text, flush=True)


def complain(text: str) -> None:
    """Print on standard error what ends a command."""
    print(f"sitegen: {text}", file=sys.stderr)


def say_misuse(text: str) -> int:
    """Say on standard error how a command was used wrongly; the exit code for it."""
    complain(text)
    return MISUSE


def say_tables(sections: Sequence[Section]) -> None:
    """Print tables: drawn on a terminal, elsewhere as aligned lines."""
    if sys.stdout.isatty():
        _print_tables(sections)
        return
    from sitegen.explaining.profile import align_sections

    say("\n".join(align_sections(sections)))


def _print_tables(sections: Sequence[Section]) -> None:
    """Tables for a terminal."""
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    for section in sections:
        first, *others = section.columns
        table = Table(first, box=None, pad_edge=False)
        for column in others:
            table.add_column(column, justify="right", style="cyan")
        for row in section.rows:
            table.add_row(*row)
        console.print()
        console.print(table)


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems, one a line, on standard error; in colour on a terminal."""
    if not problems:
        return
    if not sys.stderr.isatty():
        for problem in problems:
            print(format_problem(problem), file=sys.stderr)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for problem in problems:
        text = Text(format_problem(problem))
        text.highlight_regex(r"^\S+?:(?=\s|\d)[\d:]*", "bold")
        text.highlight_regex(
            rf"{problem.level}\[[\w-]+\]", "bold red" if problem.level == "error" else "bold yellow"
        )
        text.highlight_regex(r"`[^`]*`", "cyan")
        console.print(text)


@contextmanager
def show_progress() -> Iterator[Report]:
    """A progress bar on a terminal; elsewhere silence."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, object] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
            progress.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type]

        yield report
