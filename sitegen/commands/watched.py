"""Why things were made again and where the time went, for commands that build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.messages.said import NOTHING, say

if TYPE_CHECKING:
    import argparse

    from sitegen.commands.terminal import Terminal
    from sitegen.explaining.notes import Notes


ASKING = say("asking whether anything changed")
"""The stage of a build that finds that out, where nothing did."""


def add_watching(parser: argparse.ArgumentParser) -> None:
    """Add `--strict`, `--profile` and `--explain`."""
    parser.add_argument(
        "--strict",
        action="store_true",
        help=say(
            "refuse pages that are written in one language alone, and texts that are older than in another language or were never agreed: for a site that promises its languages in step"
        ),
    )
    parser.add_argument(
        "--profile",
        action="store_true",
        help=say(
            "say where the time went: by stage, by kind of work, the slowest pages and charts"
        ),
    )
    parser.add_argument(
        "--explain", action="store_true", help=say("say why each thing was made again")
    )


def watch_if_asked(options: argparse.Namespace) -> Notes | None:
    """Who keeps what a build does, where somebody asks for it."""
    if not (options.profile or options.explain):
        return None
    from sitegen.explaining.notes import Notes

    return Notes()


def say_notes(options: argparse.Namespace, terminal: Terminal, notes: Notes | None) -> None:
    """Why things were made again, and where the time went, as far as it was asked for."""
    if notes is None:
        return
    if options.explain:
        reasons = (NOTHING, *notes.reasons)
        for line in reasons if notes.reasons else (say("Nothing had to be made again."),):
            terminal.tell(line)
    if options.profile:
        from sitegen.explaining.profile import tabulate

        terminal.tabulate(tabulate(notes.profile()))
