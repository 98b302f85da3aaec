"""What a project says of rules: the table `[rules]` of `site.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitegen.messages.said import Said, say, say_names
from sitegen.problems import suggest
from sitegen.rules.all import RULES
from sitegen.rules.rule import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.problems import Problem
    from sitegen.project.setting import Given, Shape
    from sitegen.rules.rule import ProjectRule, Severity


RULES_SETTING = "rules"
"""The name of the setting."""
RULES_SHAPE: Shape = {
    "type": "object",
    "properties": {
        rule.name: {"enum": list(rule.allowed), "description": f"Refuses: {rule.refuses}"}
        for rule in RULES.values()
    },
    "additionalProperties": False,
}


def read_severities(table: dict[str, Any], _: tuple[str, ...]) -> tuple[tuple[str, Severity], ...]:
    """The severity of each rule that the table names."""
    return tuple(sorted(table.items()))


def check_severities(given: Given) -> Iterator[Problem]:
    """Rules that do not exist, severities that there are not, and such as a rule cannot have."""
    if not isinstance(given.value, dict):
        yield given.place.problem(
            "config",
            say("`rules` is not a table"),
            say("Write a line `[rules]` above its settings"),
        )
        return
    for name, severity in given.value.items():
        if name not in RULES:
            yield given.find(name).problem(
                "config",
                say("`{name}` is not a rule", name=name),
                suggest(name, RULES)
                or say("The rules stand in brackets in messages, and in the documentation"),
            )
        elif severity not in SEVERITIES:
            listed = say("Write one of {names}", names=say_names(RULES[name].allowed))
            yield given.find(name).problem(
                "config",
                say(
                    "`{severity}` is not a severity of the rule `{name}`",
                    severity=severity,
                    name=name,
                ),
                suggest(str(severity), RULES[name].allowed) or listed,
            )
        elif severity not in RULES[name].allowed:
            yield given.find(name).problem(
                "config",
                say(
                    "the rule `{name}` cannot be set to `{severity}`", name=name, severity=severity
                ),
                _explain(RULES[name]),
            )


def _explain(rule: ProjectRule) -> Said:
    """How far a rule may be lowered."""
    if rule.lowest == "error":
        return say(
            "It is what a site promises, or what nothing can be made without: it stays an error"
        )
    return say("It may be {names}", names=say_names(rule.allowed, " or ", " or "))
