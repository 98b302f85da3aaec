"""The only output to a terminal, and the exit codes."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.messages.said import say
from sitegen.messages.telling import ENGLISH, Teller
from sitegen.problems import format_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.explaining.profile import Section
    from sitegen.messages.said import Said
    from sitegen.problems import Problem

    Report = Callable[[str, int, int], None]


GOOD, PROBLEMS, MISUSE, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True)
class Terminal:
    """Where a command prints, in the language of whoever reads it; `options.terminal` of each command."""

    teller: Teller = ENGLISH

    def tell(self, text: Said) -> None:
        """Print on standard output."""
        self.print_plain(self.teller.tell(text))

    def print_plain(self, text: str) -> None:
        """Print on standard output what is for programs, such as JSON: in no language."""
        print(text, flush=True)

    def complain(self, text: Said) -> None:
        """Print on standard error what ends a command."""
        print(self.teller.tell(say("sitegen: {text}", text=text)), file=sys.stderr)

    def refuse(self, text: Said) -> int:
        """Say on standard error how a command was used wrongly; the exit code for it."""
        self.complain(text)
        return MISUSE

    def tabulate(self, sections: Sequence[Section]) -> None:
        """Print tables: drawn on a terminal, elsewhere as aligned lines."""
        if sys.stdout.isatty():
            _draw_tables(sections)
            return
        from sitegen.explaining.profile import align_sections

        self.print_plain("\n".join(align_sections(sections)))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Print problems, one a line, on standard error; in colour on a terminal."""
        if not problems:
            return
        if not sys.stderr.isatty():
            for problem in problems:
                print(format_problem(problem, self.teller), file=sys.stderr)
            return
        from rich.console import Console
        from rich.text import Text

        console = Console(stderr=True, highlight=False, soft_wrap=True)
        for problem in problems:
            text = Text(format_problem(problem, self.teller))
            text.highlight_regex(r"^\S+?:(?=\s|\d)[\d:]*", "bold")
            text.highlight_regex(
                rf"{problem.level}\[[\w-]+\]",
                "bold red" if problem.level == "error" else "bold yellow",
            )
            text.highlight_regex(r"`[^`]*`", "cyan")
            console.print(text)

    @contextmanager
    def show_progress(self) -> Iterator[Report]:
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


def _draw_tables(sections: Sequence[Section]) -> None:
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
