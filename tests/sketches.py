"""Builds whose charts and pictures are not drawn: what depends on what is the same, and it takes no time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outlines import SKETCHES

from sitegen.build.order import check_site
from sitegen.build.store import Store
from sitegen.memo import Memo
from sitegen.problems import has_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sitegen.problems import Problem
    from sitegen.traces.result import BuildResult


class Sketched(Memo):
    """A store whose charts and pictures name what they were made of, and show nothing."""

    def recall(self, kind: str, label: str, inputs: object, compute: Callable[[], str]) -> str:
        """The result for these inputs; what is costly is a sketch."""
        sketch = SKETCHES.get(kind)
        return super().recall(kind, label, inputs, (lambda: sketch(inputs)) if sketch else compute)


def sketch_store(folder: Path | None = None) -> Store:
    """A store in a folder or in memory, in which nothing is drawn."""
    return Store.keep(Sketched(folder))


@dataclass(frozen=True)
class Whole:
    """A project built by one who knows nothing of it: what every other build must come to."""

    tree: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    reads: Mapping[str, frozenset[str]]
    """Names of all that each unit asked for."""
    names: Mapping[str, str]
    """The digest of what each name stands for."""


def build_whole(project: Path) -> Whole:
    """Build a project of which nothing is known."""
    store = sketch_store()
    built = check_site(project, store)
    file = store.traces._file  # noqa: SLF001 # as `list_known`
    reads = file.list("SELECT unit, reads FROM units")
    return Whole(
        dict(built.tree),
        built.problems,
        {unit: frozenset(json.loads(names)) for unit, names in reads},
        list_known(store),
    )


def find_needless(
    before: Whole, after: Whole, made: tuple[str, ...], known: Mapping[str, str] | None = None
) -> list[str]:
    """Units that were made although all that they read stayed as it was.

    `known` are names with digests as a store had them between: of what was wrong, some as they had been before.
    """
    there = before.names if known is None or not has_errors(before.problems) else known
    return [
        unit
        for unit in made
        if unit in before.reads
        and all(
            there.get(name) == before.names.get(name) == after.names.get(name)
            for name in before.reads[unit]
        )
    ]


def list_known(store: Store) -> Mapping[str, str]:
    """The digest of what each name stands for in a store."""
    file = store.traces._file  # noqa: SLF001 # the engine tells nobody what it knows, but tests
    return dict(file.list("SELECT name, digest FROM names"))


def find_wrong(built: BuildResult, whole: Whole) -> list[str]:
    """In what a build differs from one that knew nothing."""
    tree, wanted = dict(built.tree), whole.tree
    found = [f"no {name}" for name in wanted.keys() - tree.keys()]
    found += [f"too much: {name}" for name in tree.keys() - wanted.keys()]
    found += [name for name in wanted.keys() & tree.keys() if tree[name] != wanted[name]]
    found += [f"unsaid: {one}" for one in whole.problems if one not in built.problems]
    found += [f"said: {one}" for one in built.problems if one not in whole.problems]
    if not found and built.problems != whole.problems:
        found.append("problems in another order")
    return sorted(found)
