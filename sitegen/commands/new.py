"""`sitegen new`."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.completers import complete_kinds, complete_names, offer
from sitegen.commands.written import write_or_refuse
from sitegen.messages.said import Said, say, say_all

if TYPE_CHECKING:
    import argparse

    from sitegen.commands.terminal import Terminal
    from sitegen.starting.rows import Wanted


def _add_options(parser: argparse.ArgumentParser) -> None:
    offer(
        parser.add_argument(
            "kind",
            help=say("what to add: page, chart, language, template, or what a row of a table is"),
        ),
        complete_kinds,
    )
    offer(
        parser.add_argument(
            "name",
            help=say(
                "its key, the name of the page, chart or template, or the code of the language"
            ),
        ),
        complete_names,
    )
    parser.add_argument(
        "values",
        nargs="*",
        metavar="NAME=VALUE",
        help=say("cells of the row, or texts of the page"),
    )


def _new(options: argparse.Namespace, terminal: Terminal) -> int:
    from sitegen.starting.commands import add_new

    values = dict(one.partition("=")[::2] for one in options.values)
    if wrong := [one for one in options.values if "=" not in one]:
        return terminal.refuse(
            say(
                "`{wrong}` is no value. Write NAME=VALUE, with quotation marks where it has spaces.",
                wrong=wrong[0],
            )
        )
    if "=" in options.name:
        return terminal.refuse(
            say(
                "`{wrong}` stands where the name does. Write sitegen new {kind} NAME, and values behind it.",
                wrong=options.name,
                kind=options.kind,
            )
        )
    if options.kind == "page" and "updated" not in values:
        values["updated"] = f"{date.today():%Y-%m-%d}"  # noqa: DTZ011 # the author's own day

    def ask(wanted: Wanted) -> str:
        """Ask on a terminal; elsewhere nobody answers."""
        return input(terminal.teller.tell(_word(wanted))) if sys.stdin.isatty() else ""

    return write_or_refuse(
        terminal,
        lambda: add_new(
            options.project, options.kind, options.name, values, ask, outside=options.outside
        ),
    )


def _word(wanted: Wanted) -> Said:
    """How a value is asked for."""
    asked = say("{name}: {description}", name=wanted.name, description=wanted.description)
    if wanted.choices:
        asked = say("{asked} ({choices})", asked=asked, choices=say_all(wanted.choices))
    return say("{asked}: ", asked=asked)


NEW = Command(
    "new",
    help=say("add a row, a page or a chart in every language, a language, or a template"),
    description=say(
        "Add a row to a table (source, indicator, area, unit, fact, term, event, programme …), a page, or a chart of a page, in every language of the site. What is needed and not given is asked for. A new language gets its settings, its columns of the tables, the home page and the pages that `init` wrote; what is to be translated stands there in the language `from=` (default: the first), and with `pages=all` all pages do. A template is a short file over the theme's, in which blocks can be changed; with `whole=yes`, and where the theme's has no blocks, it is a copy."
    ),
    epilog=say(
        "examples:\n  sitegen new source report-2025 kind=report language=en date=2025-02 title_en='Report' publisher_en='Town hall'\n  sitegen new fact trade/town/2024 source=report-2025 value=12 unit=count locator='page 3' phrase='12 ships'\n  sitegen new page trade kind=briefing domain=economy\n  sitegen new chart trade-path page=trade kind=path facts=trade/town\n  sitegen new language fr from=en pages=all\n  sitegen new template search.html"
    ),
    add_options=_add_options,
    run=_new,
)
