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

    from sitegen.problems import Problem

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 # it has no other name
    Report = Callable[[str, int, int], None]


GOOD, PROBLEMS, MISUSE = 0, 1, 2

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
    parser.set_defaults(run=_build)


def _add_check(commands: Commands) -> None:
    parser = commands.add_parser(
        "check",
        help="report what is wrong with the project, publish nothing",
        description="Run every check that stops a build: keys, units, bounds, periods, undeclared conflicts, numbers bound to no fact, facts or pages missing in a language, dead links.",
    )
    parser.set_defaults(run=_check)


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
    from sitegen.build.order import build_site
    from sitegen.media.browser import find_browser

    browser = find_browser() if options.pdf else None
    with _progress() as report:
        built = build_site(options.project, options.out, report=report, browser=browser)
    print_problems(built.problems)
    if not built.publishable:
        _say(
            f"Nothing was published: {count_problems(built.problems)}. The last good site is unchanged."
        )
        return PROBLEMS
    folder = options.out or options.project / _output(options.project)
    _say(f"Built {built.pages} pages from {built.facts} facts into {folder}")
    for note in built.notes:
        _say(note)
    return GOOD


def _check(options: argparse.Namespace) -> int:
    from sitegen.build.order import check_site

    with _progress() as report:
        built = check_site(options.project, report=report)
    print_problems(built.problems)
    if built.problems:
        _say(f"{count_problems(built.problems)}.")
        return PROBLEMS
    _say(f"No problems: {built.pages} pages, {built.facts} facts")
    return GOOD


def _audit(options: argparse.Namespace) -> int:
    from sitegen.audit.audit import audit_project

    if not options.sources.is_dir():
        print(
            f"sitegen: `{options.sources}` is not a folder. Name the folder that holds a <source>.txt for each source.",
            file=sys.stderr,
        )
        return MISUSE
    audit = audit_project(options.project, options.sources, record=options.record)
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


def _output(project: Path) -> str:
    from sitegen.project.config import load_config

    return load_config(project).path("output")
