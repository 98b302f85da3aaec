"""`sitegen status`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.surveyed import survey_or_say
from sitegen.commands.terminal import GOOD, PROBLEMS, Terminal
from sitegen.messages.said import say

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=say("how to say it (default: text)"),
    )


def _status(options: argparse.Namespace, terminal: Terminal) -> int:
    from sitegen.desk.status import take_status

    survey = survey_or_say(options, terminal)
    if survey is None:
        return PROBLEMS
    status = take_status(survey)
    if options.format == "json":
        terminal.print_plain(json.dumps(status.to_plain(), ensure_ascii=False, indent=1))
        return GOOD
    from sitegen.desk.table import tabulate_status

    terminal.tabulate(tabulate_status(status))
    return GOOD


STATUS = Command(
    "status",
    help=say("say what each page has and lacks"),
    description=say(
        "Say of each page in each language whether it is written, what is wrong with it, and how much it cites and claims; which facts, targets, indicators and documents no page speaks of; and which claims are near falling: a change of the last printed digit may undo them."
    ),
    add_options=_add_options,
    run=_status,
)
