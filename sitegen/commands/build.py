"""`sitegen build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.terminal import GOOD, PROBLEMS, print_problems, say, show_progress
from sitegen.commands.watched import ASKING, add_watching, say_notes, watch_if_asked
from sitegen.problems import count_problems
from sitegen.rules.severity import name_silenced

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="the folder to build into (default: paths.output of site.toml, else site/)",
    )
    parser.add_argument(
        "--no-pdf",
        dest="pdf",
        action="store_false",
        help="make no PDFs (they need Chromium, and are left out where it is not found)",
    )
    add_watching(parser)


def _build(options: argparse.Namespace) -> int:
    notes = watch_if_asked(options)
    from sitegen.build.fresh import publish_fresh
    from sitegen.media.found import find_browser

    browser = find_browser() if options.pdf else None
    built = publish_fresh(options.project, options.out, outside=options.outside, browser=browser)
    if notes:
        notes.lap(ASKING)
    if built is None:
        from sitegen.build.order import build_site
        from sitegen.build.watch import UNWATCHED

        with show_progress() as report:
            built = build_site(
                options.project,
                options.out,
                report=report,
                browser=browser,
                outside=options.outside,
                watch=notes or UNWATCHED,
            )
    print_problems(built.problems)
    if built.publishable:
        folder = options.out or options.project / _output(options)
        say(f"Built {built.pages} pages from {built.facts} facts into {folder}")
    else:
        say(
            f"Nothing was published: {count_problems(built.problems)}. The last good site is unchanged."
        )
    for note in (*(built.notes if built.publishable else ()), *name_silenced(built.silenced)):
        say(note)
    say_notes(options, notes)
    return GOOD if built.publishable else PROBLEMS


def _output(options: argparse.Namespace) -> str:
    from sitegen.traces.inputs import read_paths

    return read_paths(options.project)["output"]


BUILD = Command(
    "build",
    help="build the site and replace the old one",
    description="Build the site. Everything is made and checked before the old site is touched; if anything is wrong, the old site stays as it is.",
    add_options=_add_options,
    run=_build,
)
