"""The line of the source that a problem is about, with what is wrong in it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sitegen.project.decoding import decode_text
from sitegen.project.texts import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sitegen.problems import Problem

MOST = 200
"""How many problems are shown with their lines; nobody reads as many."""
_MOST_BYTES = 4 * 1024 * 1024
_BEFORE, _AFTER = 60, 100
"""How many characters of a long line are shown before what is wrong, and from there on."""
_WORD = re.compile(r"\{[\w-]+\}`[^`]*`|[\w-]+|.", re.DOTALL)
"""A role as a whole, a word, or a sign."""
_QUOTED = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Excerpt:
    """A line of a source, parted where something is wrong."""

    before: str
    marked: str
    """What is wrong; empty where the whole line is meant."""
    after: str


def read_excerpts(
    project: Path, problems: Iterable[Problem], *, outside: bool = False
) -> Mapping[Problem, Excerpt]:
    """The lines of those problems that have one, as far as their files can be read."""
    files: dict[str, list[str]] = {}
    found = {}
    for one in islice((one for one in problems if one.line), MOST):
        if one.path not in files:
            files[one.path] = _read_lines(project, one.path, outside=outside)
        lines = files[one.path]
        if one.line <= len(lines) and lines[one.line - 1].strip():
            found[one] = cut_excerpt(lines[one.line - 1], one)
    return found


def _read_lines(project: Path, path: str, *, outside: bool) -> list[str]:
    """The lines of a file of the project; none of what is no text, or is not there."""
    target = project / path
    root = os.path.realpath(project)
    if not outside and os.path.commonpath([root, os.path.realpath(target)]) != root:
        return []
    try:
        if target.stat().st_size > _MOST_BYTES:
            return []
        text, _ = decode_text(read_file(target), path)
    except (OSError, ValueError):
        return []
    return [] if text is None else text.split("\n")


def cut_excerpt(line: str, problem: Problem) -> Excerpt:
    """A line as it is shown: from its first character that is no space, long ones around what is wrong."""
    start = problem.column - 1 if 0 < problem.column <= len(line) else -1
    if start < 0:
        text = line.strip()
        return Excerpt(text[:_AFTER] + ("…" if len(text) > _AFTER else ""), "", "")
    marked = _find_marked(line[start:], problem.message)
    before, after = line[:start].lstrip(), line[start + len(marked) :].rstrip()
    return Excerpt(
        f"…{before[-_BEFORE:]}" if len(before) > _BEFORE else before,
        marked,
        f"{after[:_AFTER]}…" if len(after) > _AFTER else after,
    )


def _find_marked(rest: str, message: str) -> str:
    """What is wrong at the start of a text: what the message quotes of it, or its first word."""
    quoted = [one[1] for one in _QUOTED.finditer(message) if rest.startswith(one[1])]
    if quoted:
        return max(quoted, key=len)[:_AFTER]
    word = _WORD.match(rest)
    return word[0] if word else ""
