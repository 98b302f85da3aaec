"""Seeded mistakes as data: sheets of TOML, one for each part of a project.

A sheet says what is changed, which rule must tell of it and where, and why it matters; see "Seeds" in
CONTRIBUTING.md. The small project of the folder `project` is what they are made in.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.problems import Level

    Command = Literal["check", "audit"]

FOLDER = Path(__file__).parent
PROJECT = FOLDER / "project"
"""The project in which mistakes are made; it has none."""
_HEAD = re.compile(r"^\[\[seed\]\]", re.MULTILINE)


@dataclass(frozen=True)
class Change:
    """What is done to one file."""

    file: str
    """Path below the project."""
    old: str | None = None
    """What stands in the file once; `None` where the file is another as a whole."""
    new: str | None = None
    """What is put in its place; without `old` a file that was not there; `None` where the file goes."""
    to: str = ""
    """The path it is moved to; empty where it stays."""
    encoding: str = "utf-8"
    """How it is written."""


@dataclass(frozen=True)
class Seed:
    """A mistake, and what must be told of it."""

    changes: tuple[Change, ...]
    """The first is the mistake, the others are what belongs to it."""
    rule: str
    at: tuple[str, ...]
    """Where it must be told, once at each: `path:line`, or the path alone where no line is told."""
    why: str
    """Why the mistake matters, in a sentence."""
    level: Level
    command: Command
    """Who must tell."""
    place: Place
    """Where the seed itself stands."""
    example: bool = False
    """Whether it is the example of its rule."""


def load_seeds() -> tuple[Seed, ...]:
    """All seeds, sheet by sheet."""
    return tuple(
        seed
        for path in sorted(FOLDER.glob("*.toml"))
        for seed in read_seeds(path.read_text("utf-8"), f"seeds/{path.name}")
    )


def read_seeds(text: str, path: str) -> Iterator[Seed]:
    """The seeds of a sheet.

    Raises:
        KeyError, TypeError: A seed lacks something, or has something that no seed has.
    """
    sheet = tomllib.loads(text)
    lines = [text.count("\n", 0, found.start()) + 1 for found in _HEAD.finditer(text)]
    for line, given in zip(lines, sheet["seed"], strict=True):
        also = [one for one in sheet.get("also", ()) if one["file"] != given["file"]]
        whole = {**given, "also": [*also, *given.get("also", ())]}
        yield _read_seed(whole, sheet.get("command", "check"), Place(path, line))


def _read_seed(given: Mapping[str, Any], command: Command, place: Place) -> Seed:
    own = {"rule", "at", "why", "level", "example", "also"}
    places = [given["at"]] if isinstance(given["at"], str) else given["at"]
    first = Change(**{name: value for name, value in given.items() if name not in own})
    return Seed(
        (first, *(Change(**one) for one in given.get("also", ()))),
        given["rule"],
        tuple(sorted(places)),
        given["why"],
        given.get("level", "error"),
        command,
        place,
        given.get("example", False),
    )
