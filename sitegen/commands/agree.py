"""`sitegen agree`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.surveyed import survey_or_say
from sitegen.commands.terminal import GOOD, PROBLEMS, Terminal
from sitegen.messages.said import say
from sitegen.problems import add_hint

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pages",
        nargs="*",
        metavar="PAGE[:LINE]",
        help=say("a page by its name, or its file with a line, as messages name it"),
    )
    parser.add_argument(
        "--all", dest="every", action="store_true", help=say("every page, as it stands")
    )
    parser.add_argument(
        "--languages",
        default="",
        metavar="CODES",
        help=say("only between these languages, with commas between them: en,fr (default: all)"),
    )


def _agree(options: argparse.Namespace, terminal: Terminal) -> int:
    from sitegen.desk.agree import (
        AgreeError,
        agree_on,
        keep_texts,
        list_all,
        publish_lock,
        read_signing,
    )
    from sitegen.memo import Memo

    if bool(options.pages) == options.every:
        return terminal.refuse(
            say("name pages, or take all: sitegen agree PAGE, sitegen agree --all")
        )
    survey = survey_or_say(options, terminal)
    if survey is None:
        return PROBLEMS
    codes = [code.strip() for code in options.languages.split(",") if code.strip()]
    try:
        wanted = [read_signing(survey, one) for one in options.pages] or list_all(survey)
        signed = agree_on(survey, wanted, codes)
    except AgreeError as error:
        return terminal.refuse(add_hint(error.message, error.hint))
    for line in signed.lines:
        terminal.tell(line)
    if publish_lock(options.project, signed):
        keep_texts(Memo(options.project / survey.config.path("cache")), survey, wanted)
        terminal.tell(say("Wrote {path}", path=signed.path))
    return GOOD


AGREE = Command(
    "agree",
    help=say("sign off that the languages of a page say the same"),
    description=say(
        "Write into translations.lock that texts which stand side by side say the same: all of a page, or what stands in a line of it. Until one of them is reworded they count as agreed; what only moves, is emphasised or shows another number stays so. Of a text that has no counterpart, named by its line, it says that its language alone is meant to have it."
    ),
    epilog=say(
        "examples:\n  sitegen agree economy                    the whole page\n  sitegen agree content/economy.en.md:12   what stands in line 12, as messages name it\n  sitegen agree --all                      every page, as it stands"
    ),
    add_options=_add_options,
    run=_agree,
)
