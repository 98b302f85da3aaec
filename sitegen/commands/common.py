"""What all commands share: the options before or after them, and which project is meant."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from sitegen.messages.catalogues import list_languages_told
from sitegen.messages.said import say
from sitegen.naming import SITE_TOML


def add_common_options(parser: argparse.ArgumentParser, *, first: bool) -> None:
    """Add what may stand before a command and after it; what stands after it counts.

    `first` is the parser of what stands before it: a command's own leaves what is not given as it was.
    """
    group = parser if first else parser.add_argument_group(say("options of all commands"))
    group.add_argument(
        "--project",
        type=Path,
        default=None if first else argparse.SUPPRESS,
        metavar="DIR",
        help=say(
            "the project's folder (default: this one, or the nearest above it with a site.toml)"
        ),
    )
    group.add_argument(
        "--allow-outside",
        dest="outside",
        action="store_true",
        default=False if first else argparse.SUPPRESS,
        help=say("let paths of site.toml lead out of the project's folder"),
    )
    group.add_argument(
        "--lang",
        choices=list_languages_told(),
        default="" if first else argparse.SUPPRESS,
        metavar="CODE",
        help=say("language of messages, en or zh (default: what LANG says)"),
    )
    group.add_argument(
        "--debug",
        action="store_true",
        default=False if first else argparse.SUPPRESS,
        help=say("show the traceback of a failure of the generator itself"),
    )


def find_project(start: Path) -> Path:
    """The folder with settings that is nearest to an absolute one, up from it; that itself where there is none.

    It is given relative to where it was looked for, as messages name files.
    """
    found = (folder for folder in (start, *start.parents) if (folder / SITE_TOML).is_file())
    folder = next(found, start)
    return Path() if folder == start else Path(os.path.relpath(folder, start))
