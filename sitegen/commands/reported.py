"""What commands that check say of what they found: for people or for programs, and by their exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.terminal import GOOD, PROBLEMS
from sitegen.messages.said import say
from sitegen.problems import has_errors

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from sitegen.commands.terminal import Terminal
    from sitegen.messages.said import Said
    from sitegen.traces.result import BuildResult

TEXT, ANNOTATIONS = "text", "github"
"""The forms beside which other lines may stand."""
MIXED = say(
    "`--profile` and `--explain` cannot stand in a document. Leave them out, or `--format`."
)


def add_reporting(parser: argparse.ArgumentParser, fails_on: str) -> None:
    """Add `--format` and `--fail-on`; `fails_on` is what the latter is if nothing is said."""
    parser.add_argument(
        "--format",
        choices=(TEXT, "json", "sarif", ANNOTATIONS),
        default=TEXT,
        help=say(
            "how to say what is wrong: as text on standard error, or on standard output as JSON, as SARIF 2.1.0 or as annotations of GitHub (default: text)"
        ),
    )
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning", "never"),
        default=fails_on,
        help=say(
            "what makes the exit code 1: errors, warnings as well, or nothing (default: {fails_on})",
            fails_on=fails_on,
        ),
    )


def is_misuse(options: argparse.Namespace) -> bool:
    """Whether more is wanted than the document that a program is to read."""
    return bool(options.profile or options.explain) and options.format not in {TEXT, ANNOTATIONS}


def report_findings(
    options: argparse.Namespace, terminal: Terminal, built: BuildResult, lines: Iterable[Said]
) -> int:
    """Say what was found, and `lines` after it where that is no document; gives the exit code."""
    if options.format == TEXT:
        terminal.show_problems(built.problems)
    else:
        from sitegen.reporting.all import FORMS
        from sitegen.reporting.findings import Findings

        found = Findings(
            options.origin.resolve(),
            built.problems,
            built.silenced,
            built.pages,
            built.facts,
            terminal.teller,
        )
        if written := FORMS[options.format](found):
            terminal.print_plain(written)
    for line in lines if options.format in {TEXT, ANNOTATIONS} else ():
        terminal.tell(line)
    return judge(options, built)


def judge(options: argparse.Namespace, built: BuildResult) -> int:
    """The exit code for what was found."""
    failing = {
        "error": has_errors(built.problems),
        "warning": bool(built.problems),
        "never": False,
    }
    return PROBLEMS if failing[options.fail_on] else GOOD
