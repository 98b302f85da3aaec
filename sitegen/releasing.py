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

from sitegen.build.load import read_tables
from sitegen.build.order import check_site
from sitegen.build.store import Store
from sitegen.known import CARD, read_card
from sitegen.ledger.audit_tables import CHANGES, RELEASES, SNAPSHOT
from sitegen.problems import InvalidProjectError, has_errors
from sitegen.project.config import load_config
from sitegen.project.files import load_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.known import PageCard
    from sitegen.ledger.columns import Table
    from sitegen.ledger.values import Changed, Fact, Release
    from sitegen.problems import Problem
    from sitegen.site import Curated

    State = Mapping[tuple[str, str], str]
    """How each fact, verdict and page stands, by sort and key."""


@dataclass(frozen=True)
class Recorded:
    """What came of a release."""

    problems: tuple[Problem, ...] = ()
    """Why there is none."""
    lines: tuple[str, ...] = ()
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
    texts = tuple(load_data(project, config)[0].items())
    curated = read_tables(texts, codes, folder, config.source_kinds, config.languages).curated
    with store.traces.look():
        cards = [read_card(one) for one in store.traces.read_part(CARD).values()]
    known = curated.ledger.releases
    if problem := _check_name(known, name, day):
        return Recorded((problem,))
    now = take_state(curated, _choose_cards(cards, config.default_language))
    before = {(one.thing, one.key): one.state for one in curated.ledger.snapshot}
    found = [*compare_states(before, now)] if known else []
    counts = tuple(sum(thing == own for thing, _ in now) for own in ("fact", "verdict", "page"))
    rows = (
        (
            RELEASES,
            [
                *map(_write_release, known, [codes] * len(known)),
                [name, day, *map(str, counts), *[""] * len(codes)],
            ],
        ),
        (CHANGES, [*map(_write_change, curated.ledger.changes), *([name, *one] for one in found)]),
        (SNAPSHOT, [[thing, key, state] for (thing, key), state in now.items()]),
    )
    for table, lines in rows:
        (project / folder / f"{table.name}.csv").write_text(_write(table, codes, lines), "utf-8")
    return Recorded(lines=(*_sum_up(name, counts, found, first=not known),))


def _check_name(known: Sequence[Release], name: str, day: str) -> Problem | None:
    """Why a release cannot be called so, or not be of that day."""
    for one in known:
        if one.release == name:
            return one.place.problem(
                "duplicate-key", f"the release `{name}` is already recorded", "Choose another name"
            )
    last = max(known, key=lambda one: one.date, default=None)
    if last and day < last.date:
        return last.place.problem(
            "cell",
            f"the release `{name}` of {day} would come before `{last.release}`, of {last.date}",
            "Name its day: sitegen release NAME --date DAY",
        )
    return None


def _choose_cards(cards: Iterable[PageCard], code: str) -> list[PageCard]:
    """A card of each page: that of a language, or of another where it has none."""
    chosen: dict[str, PageCard] = {}
    for card in cards:
        if card.language == code or card.slug not in chosen:
            chosen[card.slug] = card
    return [*chosen.values()]


def take_state(curated: Curated, cards: Iterable[PageCard]) -> dict[tuple[str, str], str]:
    """How all that readers are told of stands: numbers as printed, statuses, and days of changes."""
    return {
        **{("fact", fact.key): _print_quantity(fact) for fact in curated.ledger.facts},
        **{("verdict", one.target.key): one.status for one in curated.assessments},
        **{("page", card.slug): card.updated for card in cards},
    }


def _print_quantity(fact: Fact) -> str:
    """A number as its document prints it, with its bound: `over 2600 户`."""
    quantity = fact.quantity
    numbers = [quantity.value] if quantity.value is not None else [quantity.low, quantity.high]
    said = "–".join(str(number) for number in numbers if number is not None)
    bound = "" if quantity.bound in {"exact", "range"} else f"{quantity.bound} "
    return f"{bound}{said} {quantity.unit.unit}"


def compare_states(before: State, now: State) -> Iterator[tuple[str, str, str, str, str]]:
    """What differs: sort, what became of it, key, how it stood and how it stands."""
    for (thing, key), state in now.items():
        if (thing, key) not in before:
            yield thing, "added", key, "", state
        elif before[thing, key] != state:
            yield thing, "changed", key, before[thing, key], state
    for (thing, key), state in before.items():
        if (thing, key) not in now:
            yield thing, "removed", key, state, ""


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
) -> Iterator[str]:
    facts, targets, pages = counts
    yield f"Recorded {name}: {facts} facts, {targets} targets, {pages} pages"
    if first:
        yield "It is the first release: the next one tells what changed since"
        return
    for thing in ("fact", "verdict", "page"):
        own = [change for other, change, *_ in found if other == thing]
        said = ", ".join(f"{own.count(one)} {one}" for one in ("added", "changed", "removed"))
        yield f"{thing}s: {said}"
