"""`sitegen init`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.completers import complete_several_languages, offer
from sitegen.commands.terminal import GOOD, Terminal
from sitegen.commands.written import write_or_refuse
from sitegen.messages.said import say

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help=say("the folder, made if need be"))
    offer(
        parser.add_argument(
            "--languages",
            default="en",
            metavar="CODES",
            help=say(
                "languages with commas between them, the first one the site's own: zh,en (default: en)"
            ),
        ),
        complete_several_languages,
    )
    parser.add_argument(
        "--example",
        choices=("yes", "no"),
        default="yes",
        help=say(
            "whether rows and texts of an example show how it is done; without them there is nothing to clean up (default: yes)"
        ),
    )


def _init(options: argparse.Namespace, terminal: Terminal) -> int:
    from sitegen.starting.commands import start_site

    codes = [code.strip() for code in options.languages.split(",") if code.strip()]
    filled = options.example == "yes"
    code = write_or_refuse(
        terminal, lambda: start_site(options.folder, codes or ["en"], example=filled)
    )
    if code == GOOD:
        terminal.tell(say("Next: sitegen --project {folder} serve", folder=options.folder))
    return code


INIT = Command(
    "init",
    help=say("write a site to start from"),
    description=say(
        "Write a small site into a folder: settings, tables with a row or two, a page of each kind, a workflow that builds and publishes it. It builds at once, and is there to be written over. No file that is there is touched."
    ),
    add_options=_add_options,
    run=_init,
    needs_project=False,
)
