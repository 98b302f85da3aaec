"""Commands, exit codes, and the only output to a terminal.

Exit codes: 0 all is well, 1 problems were found, 2 the command was used wrongly.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.problems import count_problems, format_problem, has_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.explaining.notes import Notes
    from sitegen.explaining.profile import Section
    from sitegen.problems import Problem

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 # it has no other name
    Report = Callable[[str, int, int], None]


GOOD, PROBLEMS, MISUSE = 0, 1, 2
ASKING = "asking whether anything changed"
"""The stage of a build that finds that out, where nothing did."""

_ABOUT = """\
Builds a site of briefings in one or more languages. Every number must be bound to a sourced
row of data; a site with a number that is not is refused.

A project is a folder with site.toml, content/ and data/. Files in its templates/, where there
are any, take precedence over the theme that ships with sitegen.
"""

_EXAMPLES = """\
examples:
  sitegen build                        build the project in this folder into its site/
  sitegen --project DIR build --out X  build another project into another folder
  sitegen serve                        preview; a saved file is in the browser at once
  sitegen check                        report what is wrong, publish nothing
  sitegen audit --sources DIR          verify every fact against DIR/<source>.txt

exit codes: 0 all is well, 1 problems were found, 2 the command was used wrongly
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the return value is its exit code."""
    options = make_arguments().parse_args(arguments)
    if not options.project.is_dir():
        print(
            f"sitegen: `{options.project}` is not a folder. Name the project's folder: sitegen --project DIR …",
            file=sys.stderr,
        )
        return MISUSE
    try:
        code: int = options.run(options)
    except KeyboardInterrupt:
        print("sitegen: stopped; the published site is unchanged", file=sys.stderr)
        return 130
    return code


def make_arguments() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(
        prog="sitegen",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"sitegen {__version__}")
    parser.add_argument(
        "--project",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the project's folder (default: this one)",
    )
    parser.add_argument(
        "--allow-outside",
        dest="outside",
        action="store_true",
        help="let paths of site.toml lead out of the project's folder",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for add in (_add_build, _add_check, _add_audit, _add_serve):
        add(commands)
    return parser


def _add_build(commands: Commands) -> None:
    parser = commands.add_parser(
        "build",
        help="build the site and replace the old one",
        description="Build the site. Everything is made and checked before the old site is touched; if anything is wrong, the old site stays as it is.",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="the folder to build into (default: paths.output of site.toml, else site/)",
    )
    parser.add_argument(
        "--no-pdf",
        dest="pdf",
        action="store_false",
        help="make no PDFs (they need Chromium, and are left out where it is not found)",
    )
    _add_watching(parser)
    parser.set_defaults(run=_build)


def _add_check(commands: Commands) -> None:
    parser = commands.add_parser(
        "check",
        help="report what is wrong with the project, publish nothing",
        description="Run every check that stops a build: keys, units, bounds, periods, undeclared conflicts, numbers bound to no fact, facts or pages missing in a language, dead links.",
    )
    _add_watching(parser)
    parser.set_defaults(run=_check)


def _add_watching(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--profile",
        action="store_true",
        help="say where the time went: by stage, by kind of work, the slowest pages and charts",
    )
    parser.add_argument("--explain", action="store_true", help="say why each thing was made again")


def _add_audit(commands: Commands) -> None:
    parser = commands.add_parser(
        "audit",
        help="verify the facts against the texts of their sources",
        description="Find each fact's phrase in the text of its source, read number, unit and bound from the phrase and compare them with the row. List every numeral that no fact states and leftout.csv does not leave out, and warn of rows that the words around the number contradict.",
    )
    parser.add_argument(
        "--sources",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder of the texts, with a DIR/<source>.txt for each source",
    )
    parser.add_argument(
        "--record",
        action="store_true",
        help="write the coverage of each text into coverage.csv, to be published",
    )
    parser.set_defaults(run=_audit)


def _add_serve(commands: Commands) -> None:
    parser = commands.add_parser(
        "serve",
        help="preview the site; a saved file is in the browser at once",
        description="Serve the site on this machine and rebuild it when a file is saved. A mistake shows in the browser, over the last good page, and goes away when it is fixed.",
    )
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on (default: 127.0.0.1, this machine only)",
    )
    parser.add_argument(
        "--no-open", dest="open", action="store_false", help="do not open the browser"
    )
    parser.set_defaults(run=_serve)


def _build(options: argparse.Namespace) -> int:
    notes = _watch(options)
    from sitegen.build.fresh import publish_fresh
    from sitegen.media.found import find_browser

    browser = find_browser() if options.pdf else None
    built = publish_fresh(options.project, options.out, outside=options.outside, browser=browser)
    if notes:
        notes.lap(ASKING)
    if built is None:
        from sitegen.build.order import build_site
        from sitegen.build.watch import UNWATCHED

        with _progress() as report:
            built = build_site(
                options.project,
                options.out,
                report=report,
                browser=browser,
                outside=options.outside,
                watch=notes or UNWATCHED,
            )
    print_problems(built.problems)
    if built.publishable:
        folder = options.out or options.project / _output(options)
        _say(f"Built {built.pages} pages from {built.facts} facts into {folder}")
    else:
        _say(
            f"Nothing was published: {count_problems(built.problems)}. The last good site is unchanged."
        )
    for note in built.notes if built.publishable else ():
        _say(note)
    _say_notes(options, notes)
    return GOOD if built.publishable else PROBLEMS


def _check(options: argparse.Namespace) -> int:
    notes = _watch(options)
    from sitegen.build.fresh import find_fresh

    built = find_fresh(options.project, outside=options.outside)
    if notes:
        notes.lap(ASKING)
    if built is None:
        from sitegen.build.order import check_site
        from sitegen.build.watch import UNWATCHED

        with _progress() as report:
            built = check_site(
                options.project,
                report=report,
                outside=options.outside,
                watch=notes or UNWATCHED,
            )
    print_problems(built.problems)
    _say(
        f"{count_problems(built.problems)}."
        if built.problems
        else f"No problems: {built.pages} pages, {built.facts} facts"
    )
    _say_notes(options, notes)
    return PROBLEMS if built.problems else GOOD


def _watch(options: argparse.Namespace) -> Notes | None:
    """Who keeps what a build does, where somebody asks for it."""
    if not (options.profile or options.explain):
        return None
    from sitegen.explaining.notes import Notes

    return Notes()


def _say_notes(options: argparse.Namespace, notes: Notes | None) -> None:
    """Why things were made again, and where the time went, as far as it was asked for."""
    if notes is None:
        return
    if options.explain:
        _say("\n".join(("", *notes.reasons)) if notes.reasons else "Nothing had to be made again.")
    if options.profile:
        from sitegen.explaining.profile import align_sections, tabulate

        sections = tabulate(notes.profile())
        if sys.stdout.isatty():
            _print_tables(sections)
        else:
            _say("\n".join(align_sections(sections)))


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


def _audit(options: argparse.Namespace) -> int:
    from sitegen.audit.audit import audit_project

    if not options.sources.is_dir():
        print(
            f"sitegen: `{options.sources}` is not a folder. Name the folder that holds a <source>.txt for each source.",
            file=sys.stderr,
        )
        return MISUSE
    audit = audit_project(
        options.project, options.sources, record=options.record, outside=options.outside
    )
    print_problems(audit.problems)
    for line in audit.summary:
        _say(line)
    return PROBLEMS if has_errors(audit.problems) else GOOD


def _serve(options: argparse.Namespace) -> int:
    from sitegen.preview.server import serve_project

    return serve_project(
        options.project,
        options.host,
        options.port,
        open_browser=options.open,
        show=print_problems,
        say=_say,
        outside=options.outside,
    )


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
def _progress() -> Iterator[Report]:
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


def _say(text: str) -> None:
    print(text, flush=True)


def _output(options: argparse.Namespace) -> str:
    from sitegen.traces.inputs import read_paths

    return read_paths(options.project)["output"]
