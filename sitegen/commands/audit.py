"""`sitegen audit`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.terminal import GOOD, PROBLEMS, Terminal
from sitegen.messages.said import say
from sitegen.problems import has_errors

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sources",
        type=Path,
        required=True,
        metavar="DIR",
        help=say("folder of the texts, with a DIR/<source>.txt for each source"),
    )
    parser.add_argument(
        "--record",
        action="store_true",
        help=say("write the coverage of each text into coverage.csv, to be published"),
    )


def _audit(options: argparse.Namespace, terminal: Terminal) -> int:
    from sitegen.audit.audit import audit_project

    if not options.sources.is_dir():
        return terminal.refuse(
            say(
                "`{sources}` is not a folder. Name the folder that holds a <source>.txt for each source.",
                sources=options.sources,
            )
        )
    audit = audit_project(
        options.project, options.sources, record=options.record, outside=options.outside
    )
    terminal.show_problems(audit.problems)
    for line in audit.summary:
        terminal.tell(line)
    return PROBLEMS if has_errors(audit.problems) else GOOD


AUDIT = Command(
    "audit",
    help=say("verify the facts against the texts of their sources"),
    description=say(
        "Find each fact's phrase in the text of its source, once and in the order of the rows. List every numeral that no fact states and leftout.csv does not leave out, and warn of rows that the words around the number contradict."
    ),
    add_options=_add_options,
    run=_audit,
)
