"""The kinds of sources that a project tells apart: tables `[source_kinds.<name>]` of its `site.toml`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sitegen.ledger.stages import SOURCE_KINDS, STAGES, SourceKind
from sitegen.messages.said import Said, say, say_names
from sitegen.naming import SLUG
from sitegen.problems import suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.problems import Problem
    from sitegen.project.setting import Given, Shape


_TYPE = "[A-Z][A-Za-z]+"
_STAGES = tuple(stage for stage, kind in STAGES.items() if kind == "actual")
_SHAPES: Mapping[str, Shape] = {
    "sets_targets": {
        "type": "boolean",
        "description": "Whether its targets are those shown at a glance, as binding or anticipatory",
    },
    "type": {
        "type": "string",
        "pattern": f"^{_TYPE}$",
        "description": "Type of schema.org, which says how it is cited",
    },
    "stage": {
        "enum": [*_STAGES],
        "description": "How settled the figures are that it reports as reached",
    },
}
_OPTIONS: dict[str, tuple[Callable[[object], bool], Said]] = {
    "sets_targets": (lambda value: isinstance(value, bool), say("Write `true` or `false`")),
    "type": (
        lambda value: isinstance(value, str) and bool(re.fullmatch(_TYPE, value)),
        say('Write a type of schema.org, e.g. `"Report"`'),
    ),
    "stage": (
        lambda value: value in _STAGES,
        say("Write one of {names}", names=say_names(_STAGES)),
    ),
}
"""What each option of a kind may hold, and how it is written."""
SOURCE_KINDS_SHAPE: Shape = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": f"^{SLUG}$"},
    "additionalProperties": {
        "type": "object",
        "properties": _SHAPES,
        "additionalProperties": False,
    },
}


def read_source_kinds(
    table: dict[str, dict[str, Any]] | None, _: tuple[str, ...]
) -> tuple[SourceKind, ...]:
    """The kinds in the order of the file; the usual ones where the setting is absent."""
    if table is None:
        return SOURCE_KINDS
    return tuple(SourceKind(name, **options) for name, options in table.items())


def check_source_kinds(given: Given) -> Iterator[Problem]:
    """What is wrong with the setting; `None` stands for an absent one."""
    table = given.value
    if table is None:
        return
    if not isinstance(table, dict) or not table:
        yield given.locate().problem(
            "config",
            say("`{name}` does not name any kind of sources", name=given.name),
            say(
                "Add a `[{name}.<name>]` table for each, or leave the setting out", name=given.name
            ),
        )
        return
    for name, options in table.items():
        yield from _check_kind(name, options, given)


def _check_kind(name: str, options: object, given: Given) -> Iterator[Problem]:
    if not re.fullmatch(SLUG, name):
        yield given.locate(name).problem(
            "config",
            say("`{name}` is not a valid name of a kind of sources", name=name),
            say("Write lower-case letters, digits and hyphens"),
        )
    if not isinstance(options, dict):
        yield given.locate(name).problem(
            "config",
            say("the kind of sources `{name}` is not a table", name=name),
            say("Write `[{name}.{name2}]`, which may be empty", name=given.name, name2=name),
        )
        return
    for key, value in options.items():
        if key not in _OPTIONS:
            yield given.locate(name, key).problem(
                "config",
                say("`{key}` is not a setting of a kind of sources", key=key),
                suggest(key, _OPTIONS)
                or say("Settings are {options}", options=say_names(_OPTIONS)),
            )
        elif not _OPTIONS[key][0](value):
            yield given.locate(name, key).problem(
                "config",
                say("`{key}` of the kind of sources `{name}` is not valid", key=key, name=name),
                _OPTIONS[key][1],
            )
