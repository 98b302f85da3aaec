"""The line of the source that a problem is about, with what is wrong in it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.project.decoding import decode_text
from sitegen.project.texts import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.problems import Problem

MOST = 50
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


@dataclass(frozen=True)
class Excerpts:
    """The lines of a project's files, each file read when a line of it is first asked for."""

    project: Path
    outside: bool = False
    """Whether links may lead out of the project."""
    _files: dict[str, list[str]] = field(default_factory=dict, repr=False)

    def find(self, problem: Problem) -> Excerpt | None:
        """The line of a problem; `None` of one that has none, or whose file cannot be read."""
        if not problem.line:
            return None
        if problem.path not in self._files:
            lines = _read_lines(self.project, problem.path, outside=self.outside)
            self._files[problem.path] = lines
        lines = self._files[problem.path]
        if problem.line > len(lines) or not lines[problem.line - 1].strip():
            return None
        return cut_excerpt(lines[problem.line - 1], problem)


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
