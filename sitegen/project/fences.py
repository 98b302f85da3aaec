"""The text of a directive to its name, argument, options and body, each with its place.

Text alone: whether there is a directive of this name, and what it takes, is for `resolve` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.project.parsed import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

    from sitegen.problems import Place, Problem


_INFO = re.compile(r"\{([a-zA-Z][\w-]*)\}\s*(.*)")
_OPTION = re.compile(r"(\s*):([a-zA-Z][\w-]*):(\s*)(.*)")


@dataclass(frozen=True)
class Option:
    """A line `:name: text` at the top of a directive."""

    name: str
    text: str
    place: Place
    """Where its text starts."""


@dataclass(frozen=True)
class Fence:
    """A directive as it is written."""

    name: str
    argument: str
    """What stands behind the name; may be empty."""
    options: tuple[Option, ...]
    """In the order of the file; one that stands twice is here twice."""
    body: str
    """All that stands below the options."""
    body_line: int
    """The line of the page's body on which `body` starts, from 0."""
    lines: tuple[Prose, ...]
    """Lines of the body that are not empty."""


def read_fence(
    token: Token, place: Callable[[int, int], Place]
) -> tuple[Fence | None, tuple[Problem, ...]]:
    """Read a colon fence; `None`, and the one problem, where its first line names no directive.

    Args:
        token: The fence; its `map` counts lines of the page's body.
        place: Place of a line and a column of the page's body, both from 0.
    """
    first = token.map[0] if token.map else 0
    match = _INFO.fullmatch(token.info.strip())
    if not match:
        problem = place(first, 0).problem(
            "directive",
            f"`:::{token.info}` does not name a directive",
            "Write `:::{name} argument`",
        )
        return None, (problem,)
    lines = token.content.split("\n")
    options = tuple(_read_options(lines, first + 1, place))
    start = first + 1 + len(options)
    body = lines[len(options) :]
    prose = tuple(
        Prose(line.strip(), place(start + number, len(line) - len(line.lstrip())))
        for number, line in enumerate(body)
        if line.strip()
    )
    fence = Fence(match[1], match[2].strip(), options, "\n".join(body), start, prose)
    return fence, tuple(_check_options(options))


def _read_options(
    lines: Sequence[str], first: int, place: Callable[[int, int], Place]
) -> Iterator[Option]:
    """The options that a directive starts with: none stands below another line."""
    for number, line in enumerate(lines, start=first):
        match = _OPTION.fullmatch(line)
        if not match:
            return
        indent, name, gap, text = match.groups()
        column = len(indent) + len(name) + 2 + len(gap)
        yield Option(name, text.strip(), place(number, column))


def _check_options(options: Sequence[Option]) -> Iterator[Problem]:
    seen: set[str] = set()
    for option in options:
        if option.name in seen:
            yield option.place.problem("directive", f"`:{option.name}:` is given twice", "Keep one")
        seen.add(option.name)
