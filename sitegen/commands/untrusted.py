"""The option of commands that can be run on what strangers contribute."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sitegen.commands.terminal import PROBLEMS, Terminal
from sitegen.messages.said import say, say_many, say_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sitegen.messages.said import Said

    Run = Callable[[argparse.Namespace, Terminal], int]

_NAMED = 5
"""How many files are named of those that are not tried."""


def add_untrusted(parser: argparse.ArgumentParser) -> None:
    """Add it."""
    parser.add_argument(
        "--untrusted",
        dest="base",
        metavar="BASE",
        help=say(
            "take texts and tables of the project alone; settings, templates and assets come from BASE, a folder or a commit: for contributions of strangers, since templates are code"
        ),
    )


def held_to_base(run: Run) -> Run:
    """A command that is run on a project held to a base, where one is named; `origin` is the project whose files are meant."""

    def run_held(options: argparse.Namespace, terminal: Terminal) -> int:
        options.origin = options.project
        if options.base is None:
            return run(options, terminal)
        if options.outside:
            return terminal.refuse(
                say(
                    "`--untrusted` lets no path lead out of the project. Leave out `--allow-outside`."
                )
            )
        from sitegen.temporary import lend_folder  # which few commands need

        with lend_folder() as folder:
            return _hold(run, options, terminal, folder)

    return run_held


def _hold(run: Run, options: argparse.Namespace, terminal: Terminal, folder: Path) -> int:
    from sitegen.desk.untrusted import forget_site, hold_to_base
    from sitegen.problems import InvalidProjectError, RefusedError, add_hint

    try:
        held = hold_to_base(options.project, options.base, folder)
        given = vars(options)
        own = given | {"project": folder, "out": given.get("out") or held.output}
        if "out" in given:
            forget_site(options.project, own["out"])
    except RefusedError as error:
        return terminal.refuse(add_hint(error.message, error.hint))
    except InvalidProjectError as error:
        terminal.show_problems(error.problems)
        return PROBLEMS
    if held.untried:
        terminal.complain(_say_untried(options.base, held.untried))
    return run(argparse.Namespace(**own), terminal)


def _say_untried(base: str, names: Sequence[str]) -> Said:
    """What of a contribution is not tried."""
    files = say_names(names[:_NAMED])
    more = len(names) - _NAMED
    if more > 0:
        return say_many(
            more,
            "held to `{base}`; what is changed in {files} and {n} more file is not tried",
            "held to `{base}`; what is changed in {files} and {n} more files is not tried",
            base=base,
            files=files,
        )
    return say("held to `{base}`; what is changed in {files} is not tried", base=base, files=files)
