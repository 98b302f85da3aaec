"""The only output to a terminal, and the exit codes."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from sitegen.messages.said import say
from sitegen.messages.telling import ENGLISH, Teller
from sitegen.problems import fold_files, format_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sitegen.explaining.profile import Section
    from sitegen.messages.said import Said
    from sitegen.problems import Problem

    Report = Callable[[Said, int, int], None]


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
        print_out(f"{text}\n")

    def complain(self, text: Said) -> None:
        """Print on standard error what ends a command."""
        print(self.teller.tell(say("sitegen: {text}", text=text)), file=sys.stderr)

    def refuse(self, text: Said) -> int:
        """Say on standard error how a command was used wrongly; the exit code for it."""
        self.complain(text)
        return MISUSE

    def tabulate(self, sections: Sequence[Section]) -> None:
        """Print tables: drawn on a terminal, elsewhere as aligned lines."""
        told = [self._tell_section(section) for section in sections]
        if sys.stdout.isatty():
            _draw_tables(told)
            return
        from sitegen.explaining.profile import align_sections

        self.print_plain("\n".join(align_sections(told)))

    def _tell_section(self, section: Section) -> tuple[tuple[str, ...], ...]:
        """The header and the rows of a table in the language."""
        return tuple(
            tuple(self.teller.tell(cell) for cell in row)
            for row in (section.columns, *section.rows)
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Print problems, one a line and what is alike in a file, or lacks one row of a table, once, on standard error; in colour on a terminal."""
        if not problems:
            return
        problems = [told for _, told in fold_files(problems)]
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

            def report(stage: Said, done: int, total: int) -> None:
                name = self.teller.tell(stage)
                if name not in tasks:
                    tasks[name] = progress.add_task(name, total=total)
                progress.update(tasks[name], completed=done, total=total)  # type: ignore[arg-type]

            yield report


def print_out(text: str) -> None:
    """Print on standard output, at once, so that it is known whether it can be.

    Raises:
        OSError: It cannot, as where a disk is full, or a device; the stream is named in it.
    """
    try:
        print(text, end="", flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        error.filename = sys.stdout.name
        raise


def fill_closed() -> None:
    """Open what leads nowhere in the place of streams that are closed: nobody reads them, and no file may become one.

    The next file that is opened would have the number of the stream, and get what libraries and processes print.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(descriptor, True)  # noqa: FBT003 # it is called so
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(descriptor, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def can_write(teller: Teller, streams: Iterable[TextIO]) -> bool:
    """Whether streams can write the language of a teller; some consoles of Windows know no Chinese.

    What they cannot write of other texts, such as names of an author, they write as escapes from here on.
    """
    sample = teller.tell(say("usage: "))
    is_able = True
    for stream in streams:
        try:
            sample.encode(stream.encoding or "utf-8")
        except UnicodeEncodeError:
            is_able = False
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")
    return is_able


def _draw_tables(tables: Iterable[Sequence[Sequence[str]]]) -> None:
    """Tables for a terminal."""
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    for (first, *others), *rows in tables:
        table = Table(first, box=None, pad_edge=False)
        for column in others:
            table.add_column(column, justify="right", style="cyan")
        for row in rows:
            table.add_row(*row)
        console.print()
        console.print(table)
