"""What a setting of `site.toml` is: its name, what it must be, what it becomes.

Which settings there are is said in `settings`, what a project's settings are in `config`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.project.toml_places import find_inside, find_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.problems import Place, Problem

    Shape = Mapping[str, Any]
    """What a value may be, in the words of JSON Schema (draft 7)."""


@dataclass(frozen=True)
class Given:
    """A setting as a project gives it, which may be wrong."""

    name: str
    value: Any
    """As TOML has it; the usual value where the file is silent."""
    meant: tuple[str, ...]
    """The code that each of the project's languages is meant to have, in the order of the file; empty where it cannot be known."""
    text: str
    """The text of the file."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the project's languages, as far as they are known."""
        return tuple(dict.fromkeys(filter(None, self.meant)))

    @property
    def place(self) -> Place:
        """Where it is set; the file where it is not."""
        return self.locate()

    def find(self, key: str) -> Place:
        """The first mention of a key in it; else the file."""
        return find_inside(self.text, self.name, key)

    def locate(self, *keys: str) -> Place:
        """Where a key of it stands, or the nearest table above that; else the file."""
        return find_key(self.text, self.name, *keys)


def _read_as_given(value: object, _: tuple[str, ...]) -> object:
    return value


@dataclass(frozen=True)
class Setting:
    """A setting, which is a field of `Config`."""

    name: str
    about: str
    """What it says of a site, as Markdown in one line without a full stop."""
    shape: Shape
    """What it may be; `check` refuses all that this does, and what takes more than the value to see."""
    check: Callable[[Given], Iterator[Problem]]
    """Yields what is wrong with the value that a project gives."""
    usual: object = None
    """What it is where the file is silent; `None` for a setting that must be given, or may be nothing."""
    read: Callable[[Any, tuple[str, ...]], object] = _read_as_given
    """Makes the field, from a value that is right and the codes of the languages."""
