"""`sitegen fix`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.terminal import GOOD, PROBLEMS, Terminal
from sitegen.messages.said import say, say_many

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--write",
        action="store_true",
        help=say("write the files, each in one step; else only show"),
    )
    parser.add_argument(
        "--encoding",
        default="",
        metavar="NAME",
        help=say(
            "what files are written in that are not UTF-8, such as gbk or windows-1250 (default: what is sure)"
        ),
    )


def _fix(options: argparse.Namespace, terminal: Terminal) -> int:
    from sitegen.mending.mend import plan_mending, publish_mending
    from sitegen.mending.repairs import format_repair
    from sitegen.mending.texts import find_codec

    encoding = find_codec(options.encoding) if options.encoding else ""
    if options.encoding and not encoding:
        return terminal.refuse(
            say(
                "`{encoding}` is no encoding. Name one, such as gbk or windows-1252: sitegen fix --encoding NAME",
                encoding=options.encoding,
            )
        )
    mending = plan_mending(options.project, encoding, outside=options.outside)
    for repair in mending.repairs:
        terminal.tell(format_repair(repair))
    number = len(mending.changed)
    files = say_many(number, "{n} file", "{n} files")
    left = [repair for repair in mending.repairs if not repair.is_sure]
    if options.write and number:
        faults = publish_mending(mending)
        for fault in faults:
            terminal.tell(format_repair(fault))
        left += faults
        done = say_many(number - len(faults), "{n} file", "{n} files")
        terminal.tell(
            say("Changed {files}; {number} could not be written", files=done, number=len(faults))
            if faults
            else say("Changed {files}", files=done)
        )
    elif number:
        terminal.tell(
            say(
                "Would change {files}; nothing was written. To write: sitegen fix --write",
                files=files,
            )
        )
    else:
        terminal.tell(say("Nothing to change"))
    return PROBLEMS if left or (number and not options.write) else GOOD


FIX = Command(
    "fix",
    help=say("mend what spreadsheets and editors made of files; shows it unless told to write"),
    description=say(
        "Make files as they are meant: UTF-8 with plain line ends, commas between the cells of tables, no white space around them, keys and numbers in plain characters. Each change is shown with its place; what is not sure is told and left. Nothing is written without --write."
    ),
    add_options=_add_options,
    run=_fix,
)
