"""The generator against mistakes that it must tell of: each is made, told by its rule at its place, and taken back."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.build.report import tell_nobody
from sitegen.defects import SYSTEM, make_defect
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import Said, say, say_all
from sitegen.problems import Place
from sitegen.seeds.soil import SeedError, open_soil

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.build.report import Report
    from sitegen.build.store import Store
    from sitegen.problems import Problem
    from sitegen.seeds.sheets import Seed
    from sitegen.seeds.soil import Soil

_LONGEST = 60
"""Characters of a changed text that a message quotes."""
_PROJECT = Place("seeds/project")


@dataclass(frozen=True)
class SelfTest:
    """What came of trying seeds."""

    seeds: int
    rules: int
    problems: tuple[Problem, ...]
    """Seeds that were not caught, or caught by something else."""
    seconds: float

    @property
    def line(self) -> Said:
        """The result in one line."""
        if _is_refused(self.problems):
            return say("The seeded mistakes could not all be tried.")
        if self.problems:
            return say(
                "{number} of {seeds} seeded mistakes are not caught as they should be.",
                number=len(self.problems),
                seeds=self.seeds,
            )
        return say(
            "All {seeds} seeded mistakes of {rules} rules are caught ({seconds} s)",
            seeds=self.seeds,
            rules=self.rules,
            seconds=f"{self.seconds:.1f}",
        )


def run_self_test(
    seeds: Sequence[Seed], report: Report = tell_nobody, store: Store | None = None
) -> SelfTest:
    """Make each mistake in a project of its own, and see what is told.

    The project itself must have no problems, before the first seed and after the last. What the system refuses,
    such as room on the disk, ends the trial.
    """
    start = time.perf_counter()
    with open_soil(store) as soil:
        problems = [*_check_soil(soil, report)]
        if not problems:
            for number, seed in enumerate(seeds, start=1):
                found = judge_seed(soil, seed)
                if _is_refused(found):
                    problems = [*found]
                    break
                problems += found
                report(say("seeded mistakes"), number, len(seeds))
            else:
                problems += _check_soil(soil)
    rules = len({seed.rule for seed in seeds})
    return SelfTest(len(seeds), rules, tuple(problems), time.perf_counter() - start)


def _check_soil(soil: Soil, report: Report = tell_nobody) -> tuple[Problem, ...]:
    """What is told of the project without a mistake in it."""
    found = soil.check(report) or soil.audit()
    if not found or _is_refused(found):
        return _name_refused(soil, found)
    return (
        _PROJECT.problem(
            "seed",
            say(
                "the project in which mistakes are made has some of its own: {found}",
                found=_name_problems(found),
            ),
            say("Fix it, or the check that tells of it"),
        ),
    )


def _is_refused(problems: Iterable[Problem]) -> bool:
    """Whether the system refused something: it is the fault of no check."""
    return any(one.rule == SYSTEM for one in problems)


def _name_refused(soil: Soil, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What the system refused, with the folder in which it did."""
    return tuple(replace(one, path=str(soil.folder)) for one in problems if one.rule == SYSTEM)


def judge_seed(soil: Soil, seed: Seed) -> tuple[Problem, ...]:
    """What is wrong with how a seed is caught: told once, by its rule, at its place and no other; what the system refused alone."""
    wanted = sorted(f"{place}: {seed.level}[{seed.rule}]" for place in seed.at)
    try:
        found = soil.try_changes(seed.changes, seed.command)
    except SeedError as error:
        return (
            seed.place.problem(
                "seed",
                say("the mistake cannot be made: {error}", error=error),
                say("Write the seed as the project is"),
            ),
        )
    except Exception as error:  # noqa: BLE001 # whatever fails: the other seeds are tried all the same
        failure = make_defect(error, Place(str(soil.folder)))
        if _is_refused([failure]):
            return (failure,)
        fault = say(
            "makes the generator fail: {name}: {error}",
            name=type(error).__name__,
            error=hear(error),
        )
    else:
        if _is_refused(found):
            return _name_refused(soil, found)
        if sorted(map(_name_problem, found)) == wanted:
            return ()
        fault = (
            say("is caught otherwise: {found}", found=_name_problems(found))
            if found
            else say("is not caught")
        )
    return (
        seed.place.problem(
            "seed",
            say(
                "{seed} {fault}, where {wanted} should be told",
                seed=_quote(seed),
                fault=fault,
                wanted=_join(wanted),
            ),
            say("A check is off or another than it was: fix it, or the seed"),
        ),
    )


def _name_problem(problem: Problem) -> str:
    """Where a problem is, and of which rule; no words, and no column."""
    line = f":{problem.line}" if problem.line else ""
    return f"{problem.path}{line}: {problem.level}[{problem.rule}]"


def _name_problems(problems: Sequence[Problem]) -> Said:
    return _join(map(_name_problem, problems))


def _join(names: Iterable[str]) -> Said:
    return say("{names}", names=say_all(f"`{one}`" for one in names))


def _quote(seed: Seed) -> Said:
    """What is changed, in a few words."""
    change = seed.changes[0]
    if change.to:
        return say("`{file}` called `{to}`", file=change.file, to=change.to)
    if change.old is None:
        if change.new is None:
            return say("`{file}` gone", file=change.file)
        return say("`{file}` added", file=change.file)
    return say(
        "`{new}` for `{old}` in `{file}`",
        new=_shorten(change.new or ""),
        old=_shorten(change.old),
        file=change.file,
    )


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"
