"""The two sides of a comparison: a built site, a commit, or the project as it is now."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.build.order import is_look, read_site
from sitegen.comparing.records import from_json
from sitegen.comparing.states import make_state, take_state
from sitegen.desk.commits import SHORT, find_commit, is_digest, write_commit
from sitegen.files.package import GENERATOR
from sitegen.messages.said import say, say_many
from sitegen.naming import BUILD_JSON, PAGES_JSON
from sitegen.problems import InvalidProjectError, RefusedError, count_problems
from sitegen.temporary import lend_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.comparing.states import State
    from sitegen.messages.said import Said

NOW = say("the working tree")
"""What the project as it is now is called."""
_DATA = ("data/facts.json", "data/targets.json")


class SideError(RefusedError):
    """A side cannot be read."""


@dataclass(frozen=True)
class Side:
    """A site that is compared."""

    name: str
    """What it is called: a folder, a commit, or `NOW`."""
    version: str
    """The version of the generator that made it, or that read it."""
    state: State
    notes: tuple[Said, ...] = ()
    """What may be missing of it."""
    looks: Mapping[str, str] = field(default_factory=dict)
    """Digests of its templates and settings, by path; none of a site that does not say."""


def load_side(project: Path, name: str | None, *, outside: bool) -> Side:
    """A side by what an author calls it; `None` is the project as it is now.

    Raises:
        SideError: It is nothing that can be compared.
        CommitError: There is no such commit, or it cannot be read.
        InvalidProjectError: The project cannot be read at that commit, or now.
    """
    if name is None:
        return load_project(project, NOW, outside=outside)
    if name and os.path.isdir(name) and not is_digest(name):  # noqa: PTH112 # a name may be too long for one
        return load_built(Path(name))
    try:
        commit = find_commit(project, name)
        with lend_folder() as made:
            left_out = write_commit(commit, made)
            short = commit.digest[:SHORT]
            said = name if commit.digest.startswith(name) else f"{name} ({short})"
            side = load_project(made, said, outside=False)
    except InvalidProjectError as error:
        [first, *more] = error.problems
        raise SideError(
            say(
                "the project cannot be read as it is in `{name}`: {path}:{line}: {wrong}",
                name=name,
                path=first.path,
                line=first.line,
                wrong=first.message,
            ),
            say_many(len(more), "There is {n} more", "There are {n} more") if more else first.hint,
        ) from None
    links = [
        say("{path} is a link in {name} and was left out", path=path, name=side.name)
        for path in left_out
    ]
    return replace(side, notes=(*side.notes, *links))


def load_project(project: Path, name: str, *, outside: bool) -> Side:
    """How a project stands; nothing of it is drawn, rendered or written.

    Raises:
        InvalidProjectError: The settings or the tables cannot be read.
    """
    read = read_site(project, outside)
    count = count_problems(one for one in read.problems if one.level == "error")
    note = say(
        "{name} has {count}: what is wrong there may be missing here", name=name, count=count
    )
    state = take_state(read.site, read.records)
    return Side(name, __version__, state, (note,) if count else (), read.looks)


def load_built(folder: Path) -> Side:
    """How a built site stands, by what it publishes of itself.

    Raises:
        SideError: It publishes no such thing.
    """
    has_records = (folder / PAGES_JSON).is_file()
    missing = [name for name in _DATA if not (folder / name).is_file()]
    if missing and not has_records:
        raise SideError(
            say(
                "`{folder}` is not the folder of a built site: it has no {file}",
                folder=folder,
                file=missing[0],
            ),
            say("Name the folder that `sitegen build` writes; a branch of that name is `heads/…`"),
        )
    version = _read_version(folder)
    if not has_records:
        raise SideError(
            say(
                "`{folder}` has no records of its pages in {records}: the version of sitegen that made it wrote none",
                folder=folder,
                records=PAGES_JSON,
            ),
            say("Build it anew with this version"),
        )
    try:
        facts, targets, pages = (_load(folder / name) for name in (*_DATA, PAGES_JSON))
        state = make_state(facts, targets, [from_json(one) for one in pages])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SideError(
            say(
                "the data of `{folder}` cannot be read: {why}",
                folder=folder,
                why=str(error) or type(error).__name__,
            ),
            say("It was made by sitegen {version}; build it anew with this one", version=version)
            if version
            else say("Build it anew with this version"),
        ) from None
    return Side(str(folder), version, state, (), _read_looks(folder))


def _read_looks(folder: Path) -> Mapping[str, str]:
    """Digests of the templates and settings that a site was made from; nothing where it does not say."""
    try:
        inputs: Mapping[str, str] = _load(folder / BUILD_JSON)["inputs"]
        return {name: digest for name, digest in inputs.items() if is_look(name)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def list_other_looks(old: Side, new: Side) -> list[str]:
    """The templates and settings that two sides do not have alike, where both say what they have."""
    if not old.looks or not new.looks:
        return []
    names = {*old.looks, *new.looks}
    return sorted(name for name in names if old.looks.get(name) != new.looks.get(name))


def _read_version(folder: Path) -> str:
    """The version of the generator that made a site; empty where it does not say."""
    try:
        package: Mapping[str, Any] = _load(folder / "data/datapackage.json")
        return str(package.get(GENERATOR, ""))
    except (OSError, ValueError, AttributeError):
        return ""


def _load(path: Path) -> Any:  # noqa: ANN401 # whatever JSON holds
    return json.loads(path.read_text("utf-8"))
