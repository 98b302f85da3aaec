"""`sitegen release`."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.terminal import GOOD, PROBLEMS, Terminal
from sitegen.messages.said import say

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name",
        metavar="NAME",
        help=say("the release's key: lower-case letters, digits and hyphens"),
    )
    parser.add_argument(
        "--date",
        type=_read_day,
        default=None,
        metavar="DAY",
        help=say("its day, as 2026-11-30 (default: today)"),
    )


def _read_day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _release(options: argparse.Namespace, terminal: Terminal) -> int:
    from sitegen.naming import SLUG
    from sitegen.releasing import record_release

    if not re.fullmatch(SLUG, options.name):
        return terminal.refuse(
            say(
                "`{name}` is no name of a release. Use lower-case letters, digits and hyphens: sitegen release 2026-11",
                name=options.name,
            )
        )
    day = options.date or date.today().isoformat()  # noqa: DTZ011 # of whoever publishes
    recorded = record_release(options.project, options.name, day, outside=options.outside)
    terminal.show_problems(recorded.problems)
    for line in recorded.lines:
        terminal.tell(line)
    return PROBLEMS if recorded.problems else GOOD


RELEASE = Command(
    "release",
    help=say("write what changed since the last release into the tables"),
    description=say(
        "Compare facts, verdicts and pages with how they stood at the last release, and write what differs into releases.csv, changes.csv and snapshot.csv, which the page of changes and its feed show. The project must be free of errors. Say in releases.csv what the release brought, then commit the tables."
    ),
    add_options=_add_options,
    run=_release,
)
