"""What a project says of rules, applied where problems are told, never where they are found.

So a change of severity makes nothing again. Whether an error stops the work at a page or a stage follows
from its rule alone: an error of a rule that a project may lower stops nothing but the publication.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.messages.said import Said, say, say_all
from sitegen.rules.all import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.problems import Problem
    from sitegen.rules.rule import Severity


def stops_work(problem: Problem) -> bool:
    """Whether what depends on a problem cannot be made, whatever a project says of its rule."""
    rule = RULES.get(problem.rule)
    return problem.level == "error" and (rule is None or rule.floor == "error")


def name_silenced(problems: Iterable[Problem]) -> tuple[Said, ...]:
    """One line that says how many problems were not told, and of which rules; none where there are none."""
    counts = Counter(one.rule for one in problems)
    if not counts:
        return ()
    listed = (
        say("{number} of `{rule}`", number=number, rule=rule)
        for rule, number in sorted(counts.items())
    )
    return (say("Not told, as `site.toml` says: {listed}", listed=say_all(listed)),)


def judge_problem(problem: Problem, severities: Mapping[str, Severity]) -> Severity:
    """What a problem is told as."""
    wanted = severities.get(problem.rule)
    return RULES[problem.rule].judge(problem.level, wanted) if wanted else problem.level


def divide_problems(
    problems: Iterable[Problem], severities: Mapping[str, Severity]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Problems as a project wants them told, and those that it wants to hear nothing of."""
    told: list[Problem] = []
    silenced: list[Problem] = []
    for one in problems:
        severity = judge_problem(one, severities)
        if severity == "off":
            silenced.append(one)
        else:
            told.append(one if one.level == severity else replace(one, level=severity))
    return tuple(told), tuple(silenced)
