"""Front matter: the settings at the head of a page's file, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from sitegen.messages.elsewhere import hear
from sitegen.messages.said import say
from sitegen.problems import Place
from sitegen.project.decoding import check_escapes
from sitegen.project.front_lines import (
    ENTRY,
    FENCE,
    META,
    NO_FENCE,
    LineReader,
    explain_fence,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.problems import Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The reader in C where the library has it."""


@dataclass(frozen=True)
class MetaValue:
    """A value of the front matter."""

    text: str
    place: Place = field(compare=False)


def split_page(path: str, lines: Sequence[str]) -> int | Problem:
    """The number from 0 of the line that ends the front matter; or what is wrong with its two fences."""
    if lines[0].rstrip() != FENCE:
        return _explain_start(path, lines)
    closing = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if closing is not None:
        return closing
    for number, line in enumerate(lines[1:], 1):
        if NO_FENCE.fullmatch(line):
            return explain_fence(
                Place(path, number + 1, 1), line, say("the end of the front matter")
            )
        if not line.strip() or not (ENTRY.match(line) or line[0] in " \t#"):
            break
    return Place(path, 1).problem(
        "front-matter",
        say("the front matter is not closed"),
        say("Close it with a line `{fence}`", fence=FENCE),
    )


def _explain_start(path: str, lines: Sequence[str]) -> Problem:
    """What stands where front matter should begin."""
    number, line = next(((n, one) for n, one in enumerate(lines) if one.strip()), (0, ""))
    place = Place(path, number + 1)
    if line.strip() == FENCE:
        what = say("the line above it is empty") if number else say("white space stands before it")
        return place.problem(
            "front-matter",
            say("the front matter does not start the file: {what}", what=what),
            say("Let `{fence}` be the first line, from its first column", fence=FENCE),
        )
    if NO_FENCE.fullmatch(line):
        return explain_fence(place, line, say("the start of the front matter"))
    entry = ENTRY.match(line)
    if entry and entry["key"].lower() in META:
        return place.problem(
            "front-matter",
            say("the line `{fence}` above `{key}` is missing", fence=FENCE, key=entry["key"]),
            say("Start the file with a line `{fence}`", fence=FENCE),
        )
    return Place(path, 1).problem(
        "front-matter",
        say("the file does not start with front matter"),
        say("Start it with `{fence}`, `kind: …`, `title: …`, `{fence}`", fence=FENCE),
    )


def read_meta(path: str, lines: Sequence[str]) -> tuple[dict[str, MetaValue], tuple[Problem, ...]]:
    """The settings between the fences by name, each with its place; or what is wrong with them."""
    if problems := tuple(LineReader(path, lines).look()):
        return {}, problems
    try:
        meta = _parse_meta(path, "\n".join(lines))
    except yaml.YAMLError as error:
        return {}, (_yaml_problem(path, error),)
    wrong = (
        one for name, value in meta.items() for one in check_escapes(name, value.text, value.place)
    )
    return meta, tuple(wrong)


def _yaml_problem(path: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    place = Place(path, mark.line + 2, mark.column + 1) if mark else Place(path, 2)
    what = getattr(error, "problem", None) or say("it cannot be read")
    if cure := getattr(error, "note", None):
        return place.problem("front-matter", what, cure)
    return place.problem(
        "front-matter",
        say("the front matter is not valid YAML: {what}", what=hear(what)),
        say("Put texts that hold `:` or `#` in quotation marks"),
    )


def _parse_meta(path: str, text: str) -> dict[str, MetaValue]:
    """Top-level scalars of the front matter, each with its place."""
    root = yaml.compose(text, Loader=_LOADER)
    meta = {}
    for key, value in root.value if root is not None else ():
        if not isinstance(value, yaml.ScalarNode):
            is_list = isinstance(value, yaml.SequenceNode)
            kind = say("a list") if is_list else say("a mapping")
            raise yaml.MarkedYAMLError(
                problem=say("`{key}` is {kind} here, and not a text", key=key.value, kind=kind),
                problem_mark=value.start_mark,
                note=say("Write `{key}: …` in one line", key=key.value),
            )
        meta[key.value] = MetaValue(
            " ".join(value.value.split("\n")).strip(), _find_text(path, value)
        )
    return meta


def _find_text(path: str, value: yaml.ScalarNode) -> Place:
    """Where a text begins: behind its quotation mark, or in the line below the mark of a block."""
    line, column = value.start_mark.line + 2, value.start_mark.column + 1
    if value.style in {"|", ">"}:
        return Place(path, line + 1, 3)
    return Place(path, line, column + (value.style in {'"', "'"}))
