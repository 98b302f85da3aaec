"""`sitegen init`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.terminal import GOOD, say
from sitegen.commands.written import say_written

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder, made if need be")
    parser.add_argument(
        "--languages",
        default="en",
        metavar="CODES",
        help="languages with commas between them, the first one the site's own: zh,en (default: en)",
    )


def _init(options: argparse.Namespace) -> int:
    from sitegen.starting.commands import start_site

    codes = [code.strip() for code in options.languages.split(",") if code.strip()]
    code = say_written(lambda: start_site(options.folder, codes or ["en"]))
    if code == GOOD:
        say(f"Next: sitegen --project {options.folder} serve")
    return code


INIT = Command(
    "init",
    help="write a site to start from",
    description="Write a small site into a folder: settings, tables with a row or two, a page of each kind, a workflow that builds and publishes it. It builds at once, and is there to be written over. No file that is there is touched.",
    add_options=_add_options,
    run=_init,
)
