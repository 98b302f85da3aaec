"""What is other than before, and what an author calls the files that changed and what follows from them alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from sitegen.project.theme import THEME
from sitegen.render.needs import read_needs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

EDITED, ADDED, REMOVED = "was edited", "is new", "was removed"
"""What can happen to a file; said of it."""
MOST_NAMED = 3
"""So many things of a sort are named; of more the number is said."""
_LOOK = ("templates/", f"{THEME}/")


def list_some(names: Sequence[str]) -> str:
    """The first of some names, and how many there are besides."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


@dataclass(frozen=True)
class Changes:
    """What is other than before."""

    files: Mapping[str, str]
    """What happened to each file that changed, by its name (`content/sea.en.md`)."""
    before: Mapping[str, str | None]
    """Of each name that stands for something else now, what it stood for, as JSON; `None` where it was not there."""
    find: Callable[[str], str | None]
    """What a name stands for now, as JSON."""
    path: Callable[[str], str]
    """A file as its author calls it, by its name."""
    template: Callable[[str], str]
    """The text of a template by name; empty where there is none."""

    def tell_files(self, is_meant: Callable[[str], bool]) -> str:
        """What happened to some files; empty where nothing did."""
        return "; ".join(
            f"{list_some(paths)} {happened if len(paths) == 1 else _many(happened)}"
            for happened in (EDITED, ADDED, REMOVED)
            if (
                paths := [
                    f"`{self.path(name)}`"
                    for name, what in sorted(self.files.items())
                    if what == happened and is_meant(name)
                ]
            )
        )


def _many(happened: str) -> str:
    return happened.replace("was", "were").replace("is", "are")


def _tell_template(changes: Changes, name: str) -> str:
    needed = find_needed(changes.template, name)
    own = changes.tell_files(lambda file: not needed.isdisjoint(_name_templates(file)))
    return own or f"the template `{name}` changed"


def _name_templates(file: str) -> tuple[str, ...]:
    """The names that templates may have of a file."""
    root, _, name = file.partition("/")
    return (name, f"{THEME}/{name}") if f"{root}/" in _LOOK else ()


def find_needed(read: Callable[[str], str], name: str) -> frozenset[str]:
    """The names of a template and of all it extends, includes and imports."""
    seen = set[str]()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            try:
                waiting += read_needs(read(current)).templates
            except TemplateSyntaxError:
                continue
    return frozenset(seen)


def _tell_voice(changes: Changes, code: str) -> str:
    start = tuple(f"{root}locale/{code}" for root in _LOOK)
    found = changes.tell_files(lambda file: file.startswith(start))
    return found or _tell_group("site.toml", "the settings")(changes, "")


def _tell_group(start: str | tuple[str, ...], called: str) -> Callable[[Changes, str], str]:
    """What happened to the files of a group, or that something did, in a build that was not finished."""

    def tell(changes: Changes, _: str) -> str:
        return (
            changes.tell_files(lambda file: file.startswith(start))
            or f"{called} changed, in a build before that found errors"
        )

    return tell


def _tell_listing(changes: Changes, _: str) -> str:
    found = changes.tell_files(
        lambda file: file.startswith("content/") and changes.files[file] != EDITED
    )
    return found or "the files of the content folder are others"


def tell_file(changes: Changes, name: str) -> str:
    """What happened to a file."""
    found = changes.tell_files(lambda file: file == name)
    return found or f"`{changes.path(name)}` changed"


INPUTS: Mapping[str, Callable[[Changes, str], str]] = {
    "file": tell_file,
    "listing": _tell_listing,
    "strays": _tell_listing,
    "settings": _tell_group("site.toml", "`site.toml`"),
    "tables": _tell_group("data/", "the tables"),
    "folders": _tell_group("folders/", "the project's folders"),
    "look": _tell_group(_LOOK, "the templates"),
    "template": _tell_template,
    "voice": _tell_voice,
}
"""What is said of an input that changed, given what its name has after the colon."""
