"""`sitegen bind`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.terminal import GOOD, PROBLEMS, Terminal
from sitegen.messages.said import say
from sitegen.problems import add_hint

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pages",
        nargs="*",
        metavar="PAGE",
        help=say(
            "a file of the content folder, its name, or its name without the language (default: all pages)"
        ),
    )
    parser.add_argument(
        "--apply",
        action="store_true",
        help=say("write what is certain into the files; else only show"),
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=say("how to say it (default: text)"),
    )


def _bind(options: argparse.Namespace, terminal: Terminal) -> int:
    from sitegen.desk.bind import UnknownPageError, bind_project
    from sitegen.desk.proposals import count_bindings, tell_bindings
    from sitegen.mending.repairs import format_repair
    from sitegen.problems import InvalidProjectError

    try:
        with terminal.show_progress() as report:
            found = bind_project(
                options.project,
                options.pages,
                report,
                apply=options.apply,
                outside=options.outside,
            )
    except UnknownPageError as error:
        return terminal.refuse(add_hint(error.message, error.hint))
    except InvalidProjectError as error:
        terminal.show_problems(error.problems)
        return PROBLEMS
    if options.format == "json":
        numbers = [number for one in found for number in one.to_plain()]
        terminal.print_plain(json.dumps(numbers, ensure_ascii=False, indent=1))
    else:
        for line in (*tell_bindings(found), count_bindings(found)):
            terminal.tell(line)
    faults = [fault for one in found for fault in one.faults]
    for fault in faults:
        terminal.complain(format_repair(fault))
    left = any(not one.is_written(number) for one in found for number in one.bound.found)
    return PROBLEMS if faults or left else GOOD


BIND = Command(
    "bind",
    help=say("propose the fact or rule that each typed number of a page can mean"),
    description=say(
        "Say of each number that is typed into a page which fact, or which number computed from facts, it can mean: by its value, unit and bound, by what is named and cited near it, and by what the page is about; the likeliest first. With --apply those that are certain are written as roles: they read exactly as what is typed, what they are of is said where they stand, and nothing else comes near. All else of the file stays as it is."
    ),
    add_options=_add_options,
    run=_bind,
    epilog=say(
        "examples:\n  sitegen bind economy.en\n  sitegen bind content/economy.en.md --apply\n  sitegen bind economy --format json"
    ),
)
