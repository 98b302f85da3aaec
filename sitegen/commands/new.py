"""`sitegen new`."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.terminal import say_misuse
from sitegen.commands.written import say_written

if TYPE_CHECKING:
    import argparse

    from sitegen.starting.rows import Wanted


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", help="what to add: page, chart, or what a row of a table is")
    parser.add_argument("name", help="its key, or the name of the page or chart")
    parser.add_argument(
        "values", nargs="*", metavar="NAME=VALUE", help="cells of the row, or texts of the page"
    )


def _new(options: argparse.Namespace) -> int:
    from sitegen.starting.commands import add_new

    values = dict(one.partition("=")[::2] for one in options.values)
    if wrong := [one for one in options.values if "=" not in one]:
        return say_misuse(
            f"`{wrong[0]}` is no value. Write NAME=VALUE, with quotation marks where it has spaces."
        )
    if options.kind == "page" and "updated" not in values:
        values["updated"] = f"{date.today():%Y-%m-%d}"  # noqa: DTZ011 # the author's own day
    return say_written(
        lambda: add_new(
            options.project, options.kind, options.name, values, _ask, outside=options.outside
        )
    )


def _ask(wanted: Wanted) -> str:
    """Ask for a value on a terminal; elsewhere nobody answers."""
    if not sys.stdin.isatty():
        return ""
    choices = f" ({', '.join(wanted.choices)})" if wanted.choices else ""
    return input(f"{wanted.name}: {wanted.description}{choices}: ")


NEW = Command(
    "new",
    help="add a row, a page or a chart in every language",
    description="Add a row to a table (source, indicator, area, unit, term, event, programme …), a page, or a chart of a page, in every language of the site. What is needed and not given is asked for.",
    epilog="examples:\n  sitegen new source report-2025 kind=report language=en date=2025-02 title_en='Report' publisher_en='Town hall'\n  sitegen new page trade kind=briefing domain=economy\n  sitegen new chart trade-path page=trade kind=path facts=trade/town",
    add_options=_add_options,
    run=_new,
)
