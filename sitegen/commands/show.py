"""`sitegen show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.surveyed import survey_or_say
from sitegen.commands.terminal import GOOD, PROBLEMS, say, say_misuse
from sitegen.problems import add_hint

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", help="a key, short or long, or a word of a name")


def _show(options: argparse.Namespace) -> int:
    from sitegen.desk.show import UnknownKeyError, show_key

    survey = survey_or_say(options)
    if survey is None:
        return PROBLEMS
    try:
        shown = show_key(survey, options.key)
    except UnknownKeyError as error:
        return say_misuse(add_hint(str(error), error.hint))
    for one in shown:
        say("\n".join((one.title, *(f"  {line}" for line in one.lines))))
    return GOOD


SHOW = Command(
    "show",
    help="say what a key or a word is, and what uses it",
    description="Say what a key means: a fact, an indicator, a document, a term; how it reads in each language, roles to paste, the pages and claims that use it, and what rests on it. A word is looked for in names.",
    add_options=_add_options,
    run=_show,
)
