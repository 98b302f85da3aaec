"""What `sitegen` is called with, and how it ends.

Exit codes: 0 all is well, 1 problems were found, 2 the command was used wrongly, 130 it was stopped.
"""

from __future__ import annotations

import gc
import os
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.commands.all import COMMANDS, find_commands
from sitegen.commands.arguments import TellingParser
from sitegen.commands.common import add_common_options, find_project
from sitegen.commands.terminal import INTERRUPTED, PROBLEMS, Terminal, can_write, fill_closed
from sitegen.deprecations import find_going
from sitegen.messages.catalogues import choose_language, load_teller
from sitegen.messages.said import keep_as, say
from sitegen.messages.telling import ENGLISH, Teller
from sitegen.problems import Place, add_hint

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


__all__ = ["main"]

_SETTINGS = "site.toml"
"""The file that stands for the project in a message about none of its parts."""
GARBAGE = 20_000, 20, 100
"""How often objects that name each other are looked for. A build makes few of them, and many others that stay:
looking as often as Python does by itself takes a tenth of it, and finds nothing."""
COMPLETING = "_ARGCOMPLETE"
"""The variable by which a shell says that it asks what may be typed; `sitegen completion` makes it ask."""
DEBUG = "SITEGEN_DEBUG"
"""The variable that `--debug` sets, which `workers` explains."""

_WITHOUT_DOCSTRINGS = 2
"""How far Python optimizes when it leaves out docstrings, which Altair reads as it is imported."""

_ABOUT = say(
    """\
Builds a site of briefings in one or more languages. Every number must be bound to a sourced
row of data; a site with a number that is not is refused.

A project is a folder with site.toml, content/ and data/. Files in its templates/, where there
are any, take precedence over the theme that ships with sitegen.
"""
)

_EXAMPLES = say(
    """\
examples:
  sitegen init DIR --languages en,fr   write a site to start from, which builds at once
  sitegen new source report-2025       add a row, a page or a chart in every language
  sitegen catalogue fr                 make or update the interface texts of a language
  sitegen show gdp                     what a key or a word is, how it reads, what uses it
  sitegen status                       what each page has and lacks
  sitegen bind economy.en              what each typed number of a page can mean; `--apply` writes it
  sitegen agree economy                sign off that the languages of a page say the same
  sitegen diff main                    what changed for readers since a commit
  sitegen build                        build the project in this folder into its site/
  sitegen build --project DIR --out X  build another project into another folder
  sitegen serve                        preview; a saved file is in the browser at once
  sitegen check                        report what is wrong, publish nothing
  sitegen check --self-test            see that the checks catch what they should
  sitegen audit --sources DIR          verify every fact against DIR/<source>.txt
  sitegen release 2026-11              write down what changed since the last release
  sitegen schema --out .schemas        what editors complete and check settings and tables by
  sitegen fix                          show what spreadsheets and editors spoilt; `--write` mends it

exit codes: 0 all is well, 1 problems were found, 2 the command was used wrongly, 130 it was stopped
"""
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the return value is its exit code."""
    gc.set_threshold(*GARBAGE)
    fill_closed()
    given = sys.argv[1:] if arguments is None else arguments
    terminal = Terminal(_find_teller(given))
    parser = make_arguments(terminal.teller, given[0] if given and given[0] in COMMANDS else "")
    if COMPLETING in os.environ:
        from argcomplete import autocomplete

        autocomplete(parser)  # ends the process
    try:
        options = parser.parse_args(arguments)
        for one in find_going(options.command, given):
            terminal.complain(add_hint(one.message, one.instead))
        if options.debug:
            os.environ[DEBUG] = "1"  # for the processes that are started as well
        return _run_command(options, terminal)
    except KeyboardInterrupt:
        terminal.complain(say("stopped; the published site is unchanged"))
        return INTERRUPTED
    except BrokenPipeError:  # who reads what is printed has gone, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except Exception as error:  # noqa: BLE001 # a defect of ours is a message too
        from sitegen.defects import make_defect

        terminal.show_problems([make_defect(error, Place(_SETTINGS))])
        return PROBLEMS


def _run_command(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run a command in the project that is named, or that the current folder lies in."""
    if sys.flags.optimize >= _WITHOUT_DOCSTRINGS:
        return terminal.refuse(
            say(
                "Python leaves out docstrings, and charts cannot be drawn without. Unset PYTHONOPTIMIZE, and leave `-OO` out"
            )
        )
    if options.project is None:
        options.project = find_project(Path.cwd()) if options.needs_project else Path()
        if options.project != Path():
            _name_project(terminal, options.project.resolve())
    if not options.project.is_dir():
        return terminal.refuse(
            say(
                "`{folder}` is not a folder. Name the project's folder: sitegen --project DIR …",
                folder=options.project,
            )
        )
    code: int = options.run(options, terminal)
    return code


def _find_teller(arguments: Sequence[str]) -> Teller:
    """Who tells messages: in the language that is asked for, or that the environment names, if it can be written."""
    given = [*arguments, ""]
    asked = [
        one.removeprefix("--lang=") if one != "--lang" else following
        for one, following in pairwise(given)
        if one == "--lang" or one.startswith("--lang=")
    ]
    teller = load_teller(choose_language(os.environ, asked[-1] if asked else ""))
    return teller if can_write(teller, (sys.stdout, sys.stderr)) else ENGLISH


def _name_project(terminal: Terminal, folder: Path) -> None:
    """Say where paths of messages begin, in the words of make, by which editors find the files."""
    terminal.complain(keep_as(f"Entering directory '{folder}'"))


def make_arguments(teller: Teller = ENGLISH, named: str = "") -> argparse.ArgumentParser:
    """The commands and their options, explained by a teller; of one command alone where it is `named`."""
    parser = TellingParser(teller=teller, prog="sitegen", description=_ABOUT, epilog=_EXAMPLES)
    parser.add_argument(
        "--version",
        action="version",
        version=f"sitegen {__version__}",
        help=say("show program's version number and exit"),
    )
    add_common_options(parser, first=True)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for command in find_commands(named):
        own = commands.add_parser(
            command.name,
            teller=teller,
            help=teller.tell(command.help),
            description=command.description,
            epilog=command.epilog,
        )
        command.add_options(own)
        add_common_options(own, first=False)
        own.set_defaults(run=command.run, needs_project=command.needs_project)
    return parser
