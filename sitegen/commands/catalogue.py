"""`sitegen catalogue`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.written import say_written

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", help="code of the language, such as fr or zh-Hant")


def _catalogue(options: argparse.Namespace) -> int:
    from sitegen.starting.commands import update_catalogue

    return say_written(
        lambda: update_catalogue(options.project, options.code, outside=options.outside)
    )


CATALOGUE = Command(
    "catalogue",
    help="make or update the interface texts of a language",
    description="Write every interface text that a language lacks into its catalogue, to be translated. What is translated stays; until the rest is, readers see it in English.",
    add_options=_add_options,
    run=_catalogue,
)
