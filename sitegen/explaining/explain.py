"""Why each thing was made again, in the words of an author.

The engine knows it by names: a unit is stale because names that it had read stand for something else.
What each family of names is called stands in `changes` and `wording`. Rows of the ledger need no entry
there: `ledger.<table>:<key>`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sitegen.asked import is_asked
from sitegen.checks.signature import SIGNATURE, from_plain
from sitegen.explaining.changes import ADDED, INPUTS, MOST_NAMED, REMOVED, list_some, tell_file
from sitegen.explaining.wording import CARD_FIELDS, ENTRY_FIELDS, PARTS, THINGS, VALUES
from sitegen.known import CARD, FAMILIES, PageCard
from sitegen.messages.said import NOTHING, Said, say, say_again, say_all
from sitegen.naming import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.explaining.changes import Changes

LEDGER = "ledger."
"""How families begin whose names are rows of the tables."""


_FACT = f"{TABLES}.ledger.fact_by_key:"
"""How the names of facts begin."""


def _name_row(name: str) -> str:
    """A name of something of the tables as that of the fact, or of all tables where it is none."""
    if name.startswith(_FACT):
        [key] = json.loads(name.removeprefix(_FACT))
        return f"{LEDGER}facts:{key}"
    return TABLES if is_asked(name) else name


def tell_names(changes: Changes, names: Iterable[str], page: str = "") -> Said:
    """What happened to what names stand for, seen from a page (`en/sea`); empty where there are none.

    What follows from files is told only where no file is the cause.

    Raises:
        KeyError: A name is of a family that has no words.
    """
    divided = [_divide(name) for name in sorted({*map(_name_row, names)})]
    rows = [(one[0].removeprefix(LEDGER), one[2]) for one in divided if one[0].startswith(LEDGER)]
    inputs = [one for one in divided if one[0] in INPUTS and not (rows and one[0] == "tables")]
    if inputs or rows:
        files = dict.fromkeys(INPUTS[family](changes, arg) for family, _, arg in inputs)
        return say("{names}", names=say_all([*files, *_tell_rows(changes, rows, page)], "; ", "; "))
    subjects: dict[Said, None] = {}
    details: dict[Said, None] = {}
    for family, mark, arg in divided:
        if mark == "@":
            (details if "it" in PARTS[family].values else subjects)[
                _tell_part(changes, family, arg)
            ] = None
        elif family in _OF_CARDS and f"{CARD}@{arg}" in changes.before:
            details[_tell_part(changes, CARD, arg)] = None
        else:
            subjects[_name_value(family, arg)] = None
            details |= dict.fromkeys(_list_details(changes, family, arg))
    if not subjects:
        told = (one if _is_whole(one) else say("{one} changed", one=one) for one in details)
        return say_all(told, "; ", "; ")
    told_all = say("{subjects} changed", subjects=list_some([*subjects]))
    if not details:
        return told_all
    return say("{told} ({details})", told=told_all, details=list_some([*details]))


_OF_CARDS = frozenset({"page", "address"})
"""Families of values that are said of one page."""


def _name_value(family: str, arg: str) -> Said:
    short = arg.rpartition("/")[2] if family in {"kind", "way", "subject", "uses"} else arg
    return say_again(VALUES[family], it=short)


def _is_whole(told: str) -> bool:
    return told.endswith((" is new", " is gone"))


def _divide(name: str) -> tuple[str, str, str]:
    """Family, mark and argument of a name."""
    at = min((found for mark in ":@" if (found := name.find(mark)) >= 0), default=len(name))
    return name[:at], name[at : at + 1], name[at + 1 :]


def _tell_rows(changes: Changes, rows: Sequence[tuple[str, str]], page: str) -> list[Said]:
    """Rows of the ledger that changed, and where a page shows each, given their tables and keys."""
    if len(rows) > MOST_NAMED:
        return [say("{number} rows of the tables changed", number=f"{len(rows):,}")]
    told = []
    for table, key in rows:
        one = say("`{key}` changed", key=key)
        if not table.startswith("fact"):
            one = say("`{key}` of {table} changed", key=key, table=table)
        if shown := _list_shown(changes, key, page):
            one = say("{one}, shown in {places}", one=one, places=say_all(shown, " and ", " and "))
        told.append(one)
    return told


def _list_shown(changes: Changes, key: str, page: str) -> list[Said]:
    kept = changes.find(f"{SIGNATURE}@{page}") if page else None
    if kept is None:
        return []
    signature = from_plain(json.loads(kept))
    charts = [chart for chart in signature.charts if key in chart.facts]
    at = {chart.place for chart in charts}
    lines = [
        say("line {line}", line=place.line)
        for one, place in signature.cited
        if one == key and place not in at
    ]
    return [*lines, *(say("the chart `{name}`", name=chart.name) for chart in charts)]


def _tell_part(changes: Changes, part: str, key: str) -> Said:
    fields = frozenset(CARD_FIELDS)
    told = _tell_card(changes, key, fields) if part == CARD else NOTHING
    return told or say_again(PARTS[part], it=key)


def _tell_card(changes: Changes, key: str, wanted: frozenset[str]) -> Said:
    """What of a card is other than before; empty where that is none of the fields that are wanted, or not known."""
    name = f"{CARD}@{key}"
    if name not in changes.before:
        return NOTHING
    old, new = _read(changes.before[name]), _read(changes.find(name))
    if old is None or new is None:
        return say("{key} is new", key=key) if old is None else say("{key} is gone", key=key)
    fields = {
        field for field, one, two in zip(PageCard._fields, old, new, strict=True) if one != two
    }
    if "title" in fields:
        fields.discard("name")
    words = [
        *dict.fromkeys(word for field, word in CARD_FIELDS.items() if field in fields & wanted)
    ]
    return (
        say("{words} of {key}", words=say_all(words, " and ", " and "), key=key)
        if words
        else NOTHING
    )


def _read(text: str | None) -> Any:  # noqa: ANN401 # as it was kept
    return None if text is None else json.loads(text)


def _list_details(changes: Changes, family: str, arg: str) -> Iterator[Said]:
    """What pages said that a value is made of, and that is other than before."""
    code, _, rest = arg.partition("/")
    slug = rest if family == "standing" else ""
    wanted = ENTRY_FIELDS if family in _OF_ENTRIES else frozenset(CARD_FIELDS)
    for name in changes.before:
        part, mark, key = _divide(name)
        if mark != "@" or part not in FAMILIES[family].parts:
            continue
        page_code, _, page_slug = key.partition("/")
        if not code or page_code == code or slug == page_slug:
            told = (
                _tell_card(changes, key, wanted) if part == CARD else say_again(PARTS[part], it=key)
            )
            if told:
                yield told


_OF_ENTRIES = frozenset({"navigation", "standing", "homes", "kinds", "read-kinds"})
"""Families of values that are made of entries in lists alone."""


# What was made

_OF_FILES = frozenset({"card", "blocks", "text", "late"})
"""Kinds of units that are each made of a file of the content folder."""
_OF_SLUGS = frozenset({"standings", "translations", "briefing-files"})
"""Kinds of units that are each made of a page in all its languages."""
_OF_ROWS = frozenset({"indicator", "source", "indicator-files"})


def name_page(file: str) -> str:
    """Language and slug of a file of the content folder, as pages are called: `en/sea` of `sea.en.md`."""
    slug, _, code = file.removesuffix(".md").rpartition(".")
    return f"{code}/{slug}" if slug else file


def _name_thing(unit: str) -> tuple[Said, Said]:
    """What a unit is called, and what several like it are."""
    kind, _, arg = unit.partition(":")
    one, many = THINGS[kind]
    return say_again(one, it=name_page(arg) if kind in _OF_FILES else arg), many


def tell_cause(changes: Changes, unit: str, names: Iterable[str] | None) -> Said:
    """Why a unit was made: of the names that it had read, those that changed; `None` where it is new."""
    kind, _, arg = unit.partition(":")
    own = f"content/{arg}" if kind in _OF_FILES else ""
    if own in changes.files and changes.files[own] != ADDED:
        return tell_file(changes, own)
    if kind == "pdf":
        return say("its page is another, or the browser that prints it")
    if names is None:
        return _tell_new(changes, kind, arg)
    page = name_page(arg) if kind in _OF_FILES else ""
    return tell_names(changes, names, page) or say(
        "left over from a build that could not be finished"
    )


def _tell_new(changes: Changes, kind: str, arg: str) -> Said:
    if kind in _OF_ROWS:
        return say("new: the tables had no such row")
    page = name_page(arg) if kind in _OF_FILES else arg
    ending = f"/{page}" if kind in _OF_SLUGS else f"@{page}"
    for name, old in changes.before.items():
        if old is None and name.startswith(f"{CARD}@") and name.endswith(ending):
            return say("new: the project had no page of this name")
    return say("new: there was no need for it before")


def tell_dropped(changes: Changes, unit: str) -> Said:
    """Why a unit is not made any more."""
    kind, _, arg = unit.partition(":")
    own = f"content/{arg}" if kind in _OF_FILES else ""
    if changes.files.get(own) == REMOVED:
        return say("gone with `{own}`", own=changes.path(own))
    return say("gone: there is no need for it any more")


def group_causes(causes: Iterable[tuple[str, Said]]) -> tuple[Said, ...]:
    """What was made, by cause, a line each, given units and why each was made: `page en/sea: … was edited`."""
    groups: dict[Said, dict[Said, dict[Said, None]]] = {}
    for unit, cause in causes:
        one, many = _name_thing(unit)
        groups.setdefault(cause, {}).setdefault(many or one, {})[one] = None
    return tuple(_say_group(cause, things) for cause, things in groups.items())


def _say_group(cause: Said, things: Mapping[Said, Mapping[Said, None]]) -> Said:
    said = [
        say_all(ones)
        if len(ones) <= MOST_NAMED
        else say("{number} {things}", number=f"{len(ones):,}", things=many)
        for many, ones in things.items()
    ]
    is_one = len(said) == 1 and all(len(ones) == 1 for ones in things.values())
    return (
        say("{said}: {cause}", said=said[0], cause=cause)
        if is_one
        else say("{cause}: {said}", cause=cause, said=say_all(said))
    )
