"""`sitegen verify`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.terminal import GOOD, PROBLEMS, Terminal
from sitegen.messages.said import say, say_many

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "site",
        type=Path,
        metavar="SITE",
        help=say("the folder of a site that `sitegen build` made"),
    )


def _verify(options: argparse.Namespace, terminal: Terminal) -> int:
    from sitegen.publishing.verify import verify_site

    verified = verify_site(options.site)
    terminal.show_problems(verified.problems)
    if verified.problems:
        return PROBLEMS
    terminal.tell(
        say_many(
            verified.files,
            "The one file is as it was built",
            "All {n} files are as they were built",
        )
    )
    if verified.kept:
        terminal.tell(
            say_many(
                verified.kept,
                "One asset of the build before is there as well",
                "{n} assets of the build before are there as well",
            )
        )
    terminal.tell(say("build.json: {digest}", digest=verified.digest))
    return GOOD


VERIFY = Command(
    "verify",
    help=say("see that a published site is the one that was built"),
    description=say(
        "Compare every file of a built site with build.json, which the build writes into it: none may be missing, changed or added. It needs no project. The digest of build.json itself is told: two builds of one project have the same, on any machine."
    ),
    add_options=_add_options,
    run=_verify,
    needs_project=False,
)
