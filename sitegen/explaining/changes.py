"""What is other than before, and what an author calls the files that changed and what follows from them alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from sitegen.messages.said import Said, say, say_again, say_all
from sitegen.project.theme import THEME
from sitegen.render.needs import read_needs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

EDITED, ADDED, REMOVED = "edited", "added", "removed"
"""What can happen to a file."""
_HAPPENED = {
    EDITED: (say("{files} was edited", files=""), say("{files} were edited", files="")),
    ADDED: (say("{files} is new", files=""), say("{files} are new", files="")),
    REMOVED: (say("{files} was removed", files=""), say("{files} were removed", files="")),
}
"""What is said of one file, and of several."""
MOST_NAMED = 3
"""So many things of a sort are named; of more the number is said."""
_LOOK = ("templates/", f"{THEME}/")


def list_some(names: Sequence[str]) -> Said:
    """The first of some names, and how many there are besides."""
    more = len(names) - MOST_NAMED
    listed = say_all(names[:MOST_NAMED])
    return say("{told} and {more} more", told=listed, more=f"{more:,}") if more > 0 else listed


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

    def tell_files(self, is_meant: Callable[[str], bool]) -> Said:
        """What happened to some files; empty where nothing did."""
        told = []
        for happened, wordings in _HAPPENED.items():
            found = (name for name, what in sorted(self.files.items()) if what == happened)
            if paths := [f"`{self.path(name)}`" for name in found if is_meant(name)]:
                told.append(say_again(wordings[len(paths) > 1], files=list_some(paths)))
        return say_all(told, "; ", "; ")


def _tell_template(changes: Changes, name: str) -> Said:
    needed = find_needed(changes.template, name)
    own = changes.tell_files(lambda file: not needed.isdisjoint(_name_templates(file)))
    return own or say("the template `{name}` changed", name=name)


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


def _tell_voice(changes: Changes, code: str) -> Said:
    start = tuple(f"{root}locale/{code}" for root in _LOOK)
    found = changes.tell_files(lambda file: file.startswith(start))
    return found or _tell_group("site.toml", say("the settings"))(changes, "")


def _tell_group(start: str | tuple[str, ...], called: Said) -> Callable[[Changes, str], Said]:
    """What happened to the files of a group, or that something did, in a build that was not finished."""

    def tell(changes: Changes, _: str) -> Said:
        return changes.tell_files(lambda file: file.startswith(start)) or say(
            "{called} changed, in a build before that found errors", called=called
        )

    return tell


def _tell_listing(changes: Changes, _: str) -> Said:
    found = changes.tell_files(
        lambda file: file.startswith("content/") and changes.files[file] != EDITED
    )
    return found or say("the files of the content folder are others")


def tell_file(changes: Changes, name: str) -> Said:
    """What happened to a file."""
    found = changes.tell_files(lambda file: file == name)
    return found or say("`{name}` changed", name=changes.path(name))


INPUTS: Mapping[str, Callable[[Changes, str], Said]] = {
    "file": tell_file,
    "listing": _tell_listing,
    "strays": _tell_listing,
    "settings": _tell_group("site.toml", say("`site.toml`")),
    "tables": _tell_group("data/", say("the tables")),
    "folders": _tell_group("folders/", say("the project's folders")),
    "look": _tell_group(_LOOK, say("the templates")),
    "template": _tell_template,
    "voice": _tell_voice,
}
"""What is said of an input that changed, given what its name has after the colon."""
