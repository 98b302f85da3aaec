"""`sitegen check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.reported import MIXED, TEXT, add_reporting, is_misuse, report_findings
from sitegen.commands.terminal import GOOD, PROBLEMS, Terminal
from sitegen.commands.untrusted import add_untrusted, held_to_base
from sitegen.commands.watched import ASKING, add_watching, say_notes, watch_if_asked
from sitegen.messages.said import say, say_many, say_names
from sitegen.problems import count_problems, has_errors
from sitegen.rules.severity import name_silenced

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from sitegen.messages.said import Said


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--self-test",
        dest="tests_itself",
        action="store_true",
        help=say(
            "check the checks instead: make mistakes that come with sitegen in a project of its own, and see that each is told"
        ),
    )
    add_reporting(parser, fails_on="warning")
    add_watching(parser)
    add_untrusted(parser)


def _check(options: argparse.Namespace, terminal: Terminal) -> int:
    if options.tests_itself:
        return _test_itself(options, terminal)
    if is_misuse(options):
        return terminal.refuse(MIXED)
    notes = watch_if_asked(options)
    from sitegen.build.fresh import find_fresh
    from sitegen.traces.result import BuildResult

    built = find_fresh(options.project, outside=options.outside, strict=options.strict)
    if notes:
        notes.lap(ASKING)
    if not isinstance(built, BuildResult):
        from sitegen.build.order import check_site
        from sitegen.build.watch import UNWATCHED

        with terminal.show_progress() as report:
            built = check_site(
                options.project,
                report=report,
                outside=options.outside,
                watch=notes or UNWATCHED,
                strict=options.strict,
                looked=built,
            )
    said = (
        say("{problems}.", problems=count_problems(built.problems))
        if built.problems
        else say(
            "No problems: {pages}, {facts}",
            pages=say_many(built.pages, "{n} page", "{n} pages"),
            facts=say_many(built.facts, "{n} fact", "{n} facts"),
        )
    )
    unheld = () if has_errors(built.problems) else _note_unheld(options)
    code = report_findings(
        options, terminal, built, (said, *name_silenced(built.silenced), *unheld)
    )
    say_notes(options, terminal, notes)
    return code


def _note_unheld(options: argparse.Namespace) -> tuple[Said, ...]:
    """That no word of some languages is known to compare, so that their claims are the author's own affair."""
    from sitegen.language.comparing_words import COMPARING
    from sitegen.project.config import load_config

    config = load_config(options.project, options.outside)
    unknown = [code for code in config.codes if code not in COMPARING]
    named = _list_named(options.project / config.path("data")) if unknown else set[str]()
    unheld = [code for code in unknown if f"{code}/compares" not in named]
    if not unheld:
        return ()
    note = say(
        "Words that compare are not known in {languages}: what compares there is held to no fact. Name the words in comparing.csv.",
        languages=say_names(unheld),
    )
    return (note,)


def _list_named(folder: Path) -> set[str]:
    """The languages and uses that comparing.csv has words of: `de/compares`; it was checked, so it can be read."""
    from sitegen.project.decoding import decode_text
    from sitegen.project.texts import read_file
    from sitegen.starting.rows import list_row_names

    path = folder / "comparing.csv"
    text = decode_text(read_file(path), path.name)[0] if path.is_file() else ""
    return list_row_names(text, "language", "use") if text and text.strip() else set()


def _test_itself(options: argparse.Namespace, terminal: Terminal) -> int:
    if options.profile or options.explain or options.format != TEXT:
        return terminal.refuse(
            say(
                "`--self-test` checks no project of yours. Leave out `--profile`, `--explain` and `--format`."
            )
        )
    from sitegen.seeds.selftest import run_self_test
    from sitegen.seeds.sheets import load_seeds

    with terminal.show_progress() as report:
        tested = run_self_test(load_seeds(), report)
    terminal.show_problems(tested.problems)
    terminal.tell(tested.line)
    return PROBLEMS if tested.problems else GOOD


CHECK = Command(
    "check",
    help=say("report what is wrong with the project, publish nothing"),
    description=say(
        "Run every check that stops a build: keys, units, bounds, periods, undeclared conflicts, numbers bound to no fact, facts or pages missing in a language, dead links."
    ),
    add_options=_add_options,
    run=held_to_base(_check),
)
