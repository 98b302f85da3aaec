"""Things of the site that would stand at one address: none may take the place of another without a word.

What the generator makes is not listed anywhere; it is known by what was made.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.build.draft import RENDERED
from sitegen.messages.said import Said, say
from sitegen.problems import Place
from sitegen.traces.traces import Made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.problems import Problem
    from sitegen.project.config import Config
    from sitegen.traces.traces import Traces

_UNIT = "clashes:site"
_FOUND = "clashes"
"""Name of the note that there were some."""
_PAGES = ("text", "late")
"""Kinds of units that are each made of a file of the content folder."""
_ROWS = ("indicator", "source")
"""Kinds of units that are each made of a row of a table."""


def forget_clashes(traces: Traces) -> None:
    """Forget what was found: it is looked for again where all is made that can be."""
    traces.drop(_UNIT)


def find_clashes(traces: Traces, config: Config) -> None:
    """Look for addresses at which two things stand, where there are others than when it was last done."""
    if not traces.take_relisted() and not traces.get(_FOUND):
        return
    by_units: dict[tuple[str, ...], str] = {}
    for address, units in traces.list_shared():
        by_units.setdefault(tuple(sorted(units, key=_rank)), address)
    found = [_clash(units, address, config) for units, address in by_units.items()]
    traces.put(_FOUND, json.dumps(len(found)) if found else "")
    traces.keep(Made(_UNIT, problems=tuple((RENDERED, one) for one in found)))
    traces.made.pop()


def _rank(unit: str) -> tuple[int, str]:
    """Whose address gives way comes last: pages that authors name, those of longer paths after others."""
    kind, _, arg = unit.partition(":")
    return (kind in _ROWS) + 2 * (kind in _PAGES), arg


def _clash(units: Sequence[str], address: str, config: Config) -> Problem:
    *_, other, unit = units
    kind, _, arg = unit.partition(":")
    if kind in _PAGES:
        place, cure = Place(f"{config.path('content')}/{arg}", 1), say("Rename the file")
    elif kind in _ROWS:
        place, cure = Place(f"{config.path('data')}/{kind}s.csv"), say("Rename one of them")
    elif kind == "image":
        place, cure = Place(f"{config.path('content')}/{arg}"), say("Rename the file")
    else:
        place, cure = Place(address), say("Rename what makes it")
    return place.problem(
        "same-address",
        say(
            "{unit} would stand at `{address}`, and so would {other}",
            unit=_name(unit, config),
            address=address,
            other=_name(other, config),
        ),
        cure,
    )


def _name(unit: str, config: Config) -> Said:
    """What an author calls a unit."""
    kind, _, arg = unit.partition(":")
    if kind in _PAGES:
        return say("the page {path}", path=f"{config.path('content')}/{arg}")
    if kind == "image":
        return say("the image {path}", path=f"{config.path('content')}/{arg}")
    if kind in _ROWS:
        key = arg.partition("/")[2]
        if kind == "source":
            return say("what is made of the source `{key}`", key=key)
        return say("what is made of the indicator `{key}`", key=key)
    return say("a file that the generator makes")
