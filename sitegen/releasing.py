"""A release: what changed since the last one, written into the tables, so that a build need not know the past.

Builds look at no history and at no clock. Whoever publishes says `sitegen release NAME`; that compares the
project with how it stood at the last release, and writes what it found into three tables: `releases.csv`
(a row more), `changes.csv` (what is new, changed or gone) and `snapshot.csv` (how all stands now).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.build.engine import open_kit
from sitegen.build.order import check_site, look_at
from sitegen.build.store import Store
from sitegen.comparing.differences import ADDED, CHANGED, REMOVED, compare_states
from sitegen.comparing.records import from_json
from sitegen.comparing.states import PAGE, TOLD, take_state
from sitegen.ledger.audit_tables import CHANGES, RELEASES, SNAPSHOT
from sitegen.messages.said import Said, say, say_many
from sitegen.naming import RECORD
from sitegen.problems import InvalidProjectError, has_errors
from sitegen.project.config import load_config
from sitegen.site import Site
from sitegen.writing import replace_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.comparing.states import State
    from sitegen.ledger.columns import Table
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Changed, Release
    from sitegen.problems import Problem
    from sitegen.project.config import Config

_STATE = "state"
"""The one aspect of a thing that a release remembers."""


@dataclass(frozen=True)
class Recorded:
    """What came of a release."""

    problems: tuple[Problem, ...] = ()
    """Why there is none."""
    lines: tuple[Said, ...] = ()
    """What was written."""


def record_release(project: Path, name: str, day: str, *, outside: bool = False) -> Recorded:
    """Write a release of a project into its tables; nothing where the project is not fit to be published.

    Args:
        project: The project's folder.
        name: Key of the release.
        day: Its ISO date.
        outside: Whether paths of the settings may lead out of the project.
    """
    try:
        config = load_config(project, outside)
    except InvalidProjectError as error:
        return Recorded(error.problems)
    store = Store.open(project / config.path("cache"))
    checked = check_site(project, store, outside=outside)
    if has_errors(checked.problems):
        return Recorded(checked.problems)
    folder, codes = config.path("data"), config.codes
    ledger, state = _look(project, config, store, outside)
    known = ledger.releases
    if problem := _check_name(known, name, day):
        return Recorded((problem,))
    now = remember(state, config.default_language)
    before = {(one.thing, one.key): {_STATE: one.state} for one in ledger.snapshot}
    found = [*_list_changes(before, now)] if known else []
    counts = tuple(sum(thing == own for thing, _ in now) for own in TOLD)
    rows = (
        (
            RELEASES,
            [
                *map(_write_release, known, [codes] * len(known)),
                [name, day, *map(str, counts), *[""] * len(codes)],
            ],
        ),
        (CHANGES, [*map(_write_change, ledger.changes), *([name, *one] for one in found)]),
        (SNAPSHOT, [[thing, key, one[_STATE]] for (thing, key), one in now.items()]),
    )
    replace_files(
        {
            project / folder / f"{table.name}.csv": _write(table, codes, lines).encode()
            for table, lines in rows
        }
    )
    return Recorded(lines=(*_sum_up(name, counts, found, first=not known),))


def _look(project: Path, config: Config, store: Store, outside: bool) -> tuple[Ledger, State]:
    """The tables of a project that was checked, and how it stands."""
    inputs = look_at(project, config, store.traces, outside)
    with store.traces.look(), open_kit(project, config, store, inputs) as kit:
        site = Site(kit.shared, kit.values)
        records = (from_json(one) for one in store.traces.read_part(RECORD).values())
        return site.ledger, take_state(site, records)


def _check_name(known: Sequence[Release], name: str, day: str) -> Problem | None:
    """Why a release cannot be called so, or not be of that day."""
    for one in known:
        if one.release == name:
            return one.place.problem(
                "duplicate-key",
                say("the release `{name}` is already recorded", name=name),
                say("Choose another name"),
            )
    last = max(known, key=lambda one: one.date, default=None)
    if last and day < last.date:
        return last.place.problem(
            "cell",
            say(
                "the release `{name}` of {day} would come before `{release}`, of {date}",
                name=name,
                day=day,
                release=last.release,
                date=last.date,
            ),
            say("Name its day: sitegen release NAME --date DAY"),
        )
    return None


def remember(state: State, language: str) -> dict[tuple[str, str], Mapping[str, str]]:
    """What a release remembers of a state: numbers as printed, statuses, and the days of pages: in a language, or in another where it has none."""
    found: dict[tuple[str, str], Mapping[str, str]] = {}
    for (thing, key), aspects in state.items():
        if thing not in TOLD:
            continue
        code, _, slug = key.partition("/")
        if thing != PAGE:
            found[thing, key] = {_STATE: aspects[TOLD[thing]]}
        elif code == language or (thing, slug) not in found:
            found[thing, slug] = {_STATE: aspects[TOLD[thing]]}
    return found


def _list_changes(before: State, now: State) -> Iterator[tuple[str, str, str, str, str]]:
    """What differs: sort, what became of it, key, how it stood and how it stands."""
    for one in compare_states(before, now):
        was, is_now = one.find(_STATE) or ("", "")
        yield one.thing, one.change, one.key, was, is_now


def _write_release(one: Release, codes: tuple[str, ...]) -> list[str]:
    counts = (one.facts, one.targets, one.pages)
    return [one.release, one.date, *map(str, counts), *(one.summary[code] for code in codes)]


def _write_change(one: Changed) -> list[str]:
    return [one.release, one.thing, one.change, one.key, one.before, one.after]


def _write(table: Table, codes: tuple[str, ...], rows: Iterable[Sequence[str]]) -> str:
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(table.header(codes))
    writer.writerows(rows)
    return made.getvalue()


def _sum_up(
    name: str, counts: Sequence[int], found: Sequence[tuple[str, ...]], *, first: bool
) -> Iterator[Said]:
    facts, targets, pages = counts
    yield say(
        "Recorded {name}: {facts}, {targets}, {pages}",
        name=name,
        facts=say_many(facts, "{n} fact", "{n} facts"),
        targets=say_many(targets, "{n} target", "{n} targets"),
        pages=say_many(pages, "{n} page", "{n} pages"),
    )
    if first:
        yield say("It is the first release: the next one tells what changed since")
        return
    for thing in TOLD:
        own = [change for other, change, *_ in found if other == thing]
        yield say(
            "{things}: {added} added, {changed} changed, {removed} removed",
            things=_THINGS[thing],
            added=own.count(ADDED),
            changed=own.count(CHANGED),
            removed=own.count(REMOVED),
        )


_THINGS = {"fact": say("facts"), "verdict": say("verdicts"), PAGE: say("pages")}
"""What there may be several of."""
