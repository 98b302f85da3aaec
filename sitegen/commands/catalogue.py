"""`sitegen catalogue`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.completers import complete_languages, offer
from sitegen.commands.written import write_or_refuse
from sitegen.messages.said import say

if TYPE_CHECKING:
    import argparse

    from sitegen.commands.terminal import Terminal


def _add_options(parser: argparse.ArgumentParser) -> None:
    offer(
        parser.add_argument("code", help=say("code of the language, such as fr or zh-Hant")),
        complete_languages,
    )


def _catalogue(options: argparse.Namespace, terminal: Terminal) -> int:
    from sitegen.starting.commands import update_catalogue

    return write_or_refuse(
        terminal, lambda: update_catalogue(options.project, options.code, outside=options.outside)
    )


CATALOGUE = Command(
    "catalogue",
    help=say("make or update the interface texts of a language"),
    description=say(
        "Write every interface text that a language lacks into its catalogue, to be translated. What is translated stays; until the rest is, readers see it in English."
    ),
    add_options=_add_options,
    run=_catalogue,
)
