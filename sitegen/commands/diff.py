"""`sitegen diff`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.terminal import GOOD, MISUSE, PROBLEMS, Terminal
from sitegen.messages.said import say
from sitegen.problems import add_hint

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "old", metavar="OLD", help=say("the folder of a built site, or a branch, tag or commit")
    )
    parser.add_argument(
        "new",
        metavar="NEW",
        nargs="?",
        default=None,
        help=say("what to compare it with, likewise (default: the project as it is now)"),
    )
    parser.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help=say("how to say it; markdown is for a comment of a review (default: text)"),
    )
    parser.add_argument(
        "--exit-code",
        dest="tells",
        action="store_true",
        help=say("end with 1 if anything differs, and with 0 if nothing does, as git diff"),
    )


def _diff(options: argparse.Namespace, terminal: Terminal) -> int:
    from sitegen.comparing.differences import compare_states, find_moved
    from sitegen.desk.sides import load_side
    from sitegen.desk.telling import tell_json, tell_markdown, tell_text
    from sitegen.problems import InvalidProjectError, RefusedError

    try:
        old, new = (
            load_side(options.project, name, outside=options.outside)
            for name in (options.old, options.new)
        )
    except RefusedError as error:
        return terminal.refuse(add_hint(error.message, error.hint))
    except InvalidProjectError as error:
        terminal.show_problems(error.problems)
        return MISUSE if options.tells else PROBLEMS
    found = compare_states(old.state, new.state, find_moved(old.state, new.state))
    tell = {"text": tell_text, "markdown": tell_markdown, "json": tell_json}[options.format]
    terminal.print_plain(tell(old, new, found, terminal.teller).rstrip("\n"))
    return PROBLEMS if options.tells and found else GOOD


DIFF = Command(
    "diff",
    help=say("say what differs between two sites or commits, for readers"),
    description=say(
        "Say in words which facts, verdicts, claims, pages and charts differ between two built sites, or two commits of the project; with one, against the project as it is now. A commit is read and not built: no hook or template of it is run."
    ),
    epilog=say(
        "examples:\n  sitegen diff main                          what this branch changes for readers\n  sitegen diff main HEAD --format markdown   the same as a comment for a review\n  sitegen diff site-of-yesterday site        two built sites"
    ),
    add_options=_add_options,
    run=_diff,
)
