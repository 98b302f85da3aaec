"""`sitegen check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.terminal import GOOD, PROBLEMS, print_problems, say, say_misuse, show_progress
from sitegen.commands.watched import ASKING, add_watching, say_notes, watch_if_asked
from sitegen.problems import count_problems
from sitegen.rules.severity import name_silenced

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--self-test",
        dest="tests_itself",
        action="store_true",
        help="check the checks instead: make mistakes that come with sitegen in a project of its own, and see that each is told",
    )
    add_watching(parser)


def _check(options: argparse.Namespace) -> int:
    if options.tests_itself:
        return _test_itself(options)
    notes = watch_if_asked(options)
    from sitegen.build.fresh import find_fresh

    built = find_fresh(options.project, outside=options.outside)
    if notes:
        notes.lap(ASKING)
    if built is None:
        from sitegen.build.order import check_site
        from sitegen.build.watch import UNWATCHED

        with show_progress() as report:
            built = check_site(
                options.project,
                report=report,
                outside=options.outside,
                watch=notes or UNWATCHED,
            )
    print_problems(built.problems)
    say(
        f"{count_problems(built.problems)}."
        if built.problems
        else f"No problems: {built.pages} pages, {built.facts} facts"
    )
    for line in name_silenced(built.silenced):
        say(line)
    say_notes(options, notes)
    return PROBLEMS if built.problems else GOOD


def _test_itself(options: argparse.Namespace) -> int:
    if options.profile or options.explain:
        return say_misuse(
            "`--self-test` checks no project of yours. Leave out `--profile` and `--explain`."
        )
    from sitegen.seeds.selftest import run_self_test
    from sitegen.seeds.sheets import load_seeds

    with show_progress() as report:
        tested = run_self_test(load_seeds(), report)
    print_problems(tested.problems)
    say(tested.line)
    return PROBLEMS if tested.problems else GOOD


CHECK = Command(
    "check",
    help="report what is wrong with the project, publish nothing",
    description="Run every check that stops a build: keys, units, bounds, periods, undeclared conflicts, numbers bound to no fact, facts or pages missing in a language, dead links.",
    add_options=_add_options,
    run=_check,
)
