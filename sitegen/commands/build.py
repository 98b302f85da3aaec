"""`sitegen build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.reported import MIXED, add_reporting, is_misuse, report_findings
from sitegen.commands.untrusted import add_untrusted, held_to_base
from sitegen.commands.watched import ASKING, add_watching, say_notes, watch_if_asked
from sitegen.messages.said import say, say_many
from sitegen.problems import count_problems
from sitegen.rules.severity import name_silenced

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from sitegen.commands.terminal import Terminal
    from sitegen.messages.said import Said
    from sitegen.traces.result import BuildResult


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help=say("the folder to build into (default: paths.output of site.toml, else site/)"),
    )
    parser.add_argument(
        "--no-pdf",
        dest="pdf",
        action="store_false",
        help=say("make no PDFs (they need Chromium, and are left out where it is not found)"),
    )
    add_reporting(parser, fails_on="error")
    add_watching(parser)
    add_untrusted(parser)


def _build(options: argparse.Namespace, terminal: Terminal) -> int:
    if is_misuse(options):
        return terminal.refuse(MIXED)
    notes = watch_if_asked(options)
    from sitegen.build.fresh import publish_fresh
    from sitegen.media.found import find_browser
    from sitegen.traces.result import BuildResult

    browser = find_browser() if options.pdf else None
    built = publish_fresh(
        options.project,
        options.out,
        outside=options.outside,
        browser=browser,
        strict=options.strict,
    )
    if notes:
        notes.lap(ASKING)
    if not isinstance(built, BuildResult):
        from sitegen.build.order import build_site
        from sitegen.build.watch import UNWATCHED

        with terminal.show_progress() as report:
            built = build_site(
                options.project,
                options.out,
                report=report,
                browser=browser,
                outside=options.outside,
                watch=notes or UNWATCHED,
                strict=options.strict,
                looked=built,
            )
    code = report_findings(options, terminal, built, _tell(options, built))
    say_notes(options, terminal, notes)
    return code


def _tell(options: argparse.Namespace, built: BuildResult) -> Iterator[Said]:
    """What became of the site."""
    if built.publishable:
        yield say(
            "Built {pages} from {facts} into {folder}",
            pages=say_many(built.pages, "{n} page", "{n} pages"),
            facts=say_many(built.facts, "{n} fact", "{n} facts"),
            folder=options.out or options.project / _output(options),
        )
        yield from built.notes
    else:
        yield say(
            "Nothing was published: {problems}. The last good site is unchanged.",
            problems=count_problems(built.problems),
        )
    yield from name_silenced(built.silenced)


def _output(options: argparse.Namespace) -> str:
    from sitegen.traces.inputs import read_paths

    return read_paths(options.project)["output"]


BUILD = Command(
    "build",
    help=say("build the site and replace the old one"),
    description=say(
        "Build the site. Everything is made and checked before the old site is touched; if anything is wrong, the old site stays as it is."
    ),
    add_options=_add_options,
    run=held_to_base(_build),
)
