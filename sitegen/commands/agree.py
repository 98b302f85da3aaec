"""`sitegen agree`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.surveyed import survey_or_say
from sitegen.commands.terminal import GOOD, PROBLEMS, say, say_misuse
from sitegen.problems import add_hint

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pages",
        nargs="*",
        metavar="PAGE[:LINE]",
        help="a page by its name, or its file with a line, as messages name it",
    )
    parser.add_argument("--all", dest="every", action="store_true", help="every page, as it stands")
    parser.add_argument(
        "--languages",
        default="",
        metavar="CODES",
        help="only between these languages, with commas between them: en,fr (default: all)",
    )


def _agree(options: argparse.Namespace) -> int:
    from sitegen.desk.agree import AgreeError, agree_on, list_all, publish_lock, read_signing

    if bool(options.pages) == options.every:
        return say_misuse("name pages, or take all: sitegen agree PAGE, sitegen agree --all")
    survey = survey_or_say(options)
    if survey is None:
        return PROBLEMS
    codes = [code.strip() for code in options.languages.split(",") if code.strip()]
    try:
        wanted = [read_signing(survey, one) for one in options.pages] or list_all(survey)
        signed = agree_on(survey, wanted, codes)
    except AgreeError as error:
        return say_misuse(add_hint(str(error), error.hint))
    for line in signed.lines:
        say(line)
    if publish_lock(options.project, signed):
        say(f"Wrote {signed.path}")
    return GOOD


AGREE = Command(
    "agree",
    help="sign off that the languages of a page say the same",
    description="Write into translations.lock that texts which stand side by side say the same: all of a page, or what stands in a line of it. Until one of them is reworded they count as agreed; what only moves, is emphasised or shows another number stays so. Of a text that has no counterpart, named by its line, it says that its language alone is meant to have it.",
    epilog="examples:\n  sitegen agree economy                    the whole page\n  sitegen agree content/economy.en.md:12   what stands in line 12, as messages name it\n  sitegen agree --all                      every page, as it stands",
    add_options=_add_options,
    run=_agree,
)
