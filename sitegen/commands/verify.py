"""`sitegen verify`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.terminal import GOOD, PROBLEMS, print_problems, say

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "site", type=Path, metavar="SITE", help="the folder of a site that `sitegen build` made"
    )


def _verify(options: argparse.Namespace) -> int:
    from sitegen.publishing.verify import verify_site

    verified = verify_site(options.site)
    print_problems(verified.problems)
    if verified.problems:
        return PROBLEMS
    kept = (
        f"; {verified.kept} assets of the build before are there as well" if verified.kept else ""
    )
    say(f"All {verified.files} files are as they were built{kept}")
    say(f"build.json: {verified.digest}")
    return GOOD


VERIFY = Command(
    "verify",
    help="see that a published site is the one that was built",
    description="Compare every file of a built site with build.json, which the build writes into it: none may be missing, changed or added. It needs no project. The digest of build.json itself is told: two builds of one project have the same, on any machine.",
    add_options=_add_options,
    run=_verify,
)
