"""What `sitegen` is called with, and how it ends.

Exit codes: 0 all is well, 1 problems were found, 2 the command was used wrongly, 130 it was stopped.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.commands.all import COMMANDS
from sitegen.commands.terminal import INTERRUPTED, PROBLEMS, complain, print_problems, say_misuse
from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Sequence


_SETTINGS = "site.toml"
"""The file that stands for the project in a message about none of its parts."""
DEBUG = "SITEGEN_DEBUG"
"""The variable that `--debug` sets, which `workers` explains."""

_ABOUT = """\
Builds a site of briefings in one or more languages. Every number must be bound to a sourced
row of data; a site with a number that is not is refused.

A project is a folder with site.toml, content/ and data/. Files in its templates/, where there
are any, take precedence over the theme that ships with sitegen.
"""

_EXAMPLES = """\
examples:
  sitegen init DIR --languages en,fr   write a site to start from, which builds at once
  sitegen new source report-2025       add a row, a page or a chart in every language
  sitegen catalogue fr                 make or update the interface texts of a language
  sitegen show gdp                     what a key or a word is, how it reads, what uses it
  sitegen status                       what each page has and lacks
  sitegen bind economy.en              what each typed number of a page can mean; `--apply` writes it
  sitegen build                        build the project in this folder into its site/
  sitegen --project DIR build --out X  build another project into another folder
  sitegen serve                        preview; a saved file is in the browser at once
  sitegen check                        report what is wrong, publish nothing
  sitegen check --self-test            see that the checks catch what they should
  sitegen audit --sources DIR          verify every fact against DIR/<source>.txt
  sitegen release 2026-11              write down what changed since the last release
  sitegen fix                          show what spreadsheets and editors spoilt; `--write` mends it

exit codes: 0 all is well, 1 problems were found, 2 the command was used wrongly, 130 it was stopped
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the return value is its exit code."""
    options = make_arguments().parse_args(arguments)
    if not options.project.is_dir():
        return say_misuse(
            f"`{options.project}` is not a folder. Name the project's folder: sitegen --project DIR …"
        )
    if options.debug:
        os.environ[DEBUG] = "1"  # for the processes that are started as well
    try:
        code: int = options.run(options)
    except KeyboardInterrupt:
        complain("stopped; the published site is unchanged")
        return INTERRUPTED
    except BrokenPipeError:  # who reads what is printed has gone, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except Exception as error:  # noqa: BLE001 # a defect of ours is a message too
        from sitegen.defects import make_defect

        print_problems([make_defect(error, Place(_SETTINGS))])
        return PROBLEMS
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
    parser.add_argument(
        "--debug",
        action="store_true",
        help="show the traceback of a failure of the generator itself",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for command in COMMANDS:
        own = commands.add_parser(
            command.name,
            help=command.help,
            description=command.description,
            epilog=command.epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter
            if command.epilog
            else argparse.HelpFormatter,
        )
        command.add_options(own)
        own.set_defaults(run=command.run)
    return parser
