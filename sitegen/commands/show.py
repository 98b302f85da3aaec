"""`sitegen show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.completers import complete_keys, offer
from sitegen.commands.surveyed import survey_or_say
from sitegen.commands.terminal import GOOD, PROBLEMS, Terminal
from sitegen.messages.said import say
from sitegen.problems import add_hint

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    offer(
        parser.add_argument("key", help=say("a key, short or long, or a word of a name")),
        complete_keys,
    )


def _show(options: argparse.Namespace, terminal: Terminal) -> int:
    from sitegen.desk.show import UnknownKeyError, show_key

    survey = survey_or_say(options, terminal)
    if survey is None:
        return PROBLEMS
    try:
        shown = show_key(survey, options.key)
    except UnknownKeyError as error:
        return terminal.refuse(add_hint(error.message, error.hint))
    for one in shown:
        terminal.tell(one.title)
        for line in one.lines:
            terminal.tell(say("  {line}", line=line))
    return GOOD


SHOW = Command(
    "show",
    help=say("say what a key or a word is, and what uses it"),
    description=say(
        "Say what a key means: a fact, an indicator, a document, a term, a place, a subject, a unit, a page, a programme, an event; how it reads in each language, roles to paste, the pages and claims that use it, how narrowly these hold, and what would change with it. A word is looked for in names and in the texts of pages."
    ),
    add_options=_add_options,
    run=_show,
)
