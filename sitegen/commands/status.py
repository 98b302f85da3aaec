"""`sitegen status`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.surveyed import survey_or_say
from sitegen.commands.terminal import GOOD, PROBLEMS, say, say_tables

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to say it (default: text)"
    )


def _status(options: argparse.Namespace) -> int:
    from sitegen.desk.status import take_status

    survey = survey_or_say(options)
    if survey is None:
        return PROBLEMS
    status = take_status(survey)
    if options.format == "json":
        say(json.dumps(status.to_plain(), ensure_ascii=False, indent=1))
        return GOOD
    from sitegen.desk.table import tabulate_status

    say_tables(tabulate_status(status))
    return GOOD


STATUS = Command(
    "status",
    help="say what each page has and lacks",
    description="Say of each page in each language whether it is written, what is wrong with it, and how much it cites and claims; and which facts, targets, indicators and documents no page speaks of.",
    add_options=_add_options,
    run=_status,
)
