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


def tell_names(changes: Changes, names: Iterable[str], page: str = "") -> str:
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
        return "; ".join([*files, *_tell_rows(changes, rows, page)])
    subjects: dict[str, None] = {}
    details: dict[str, None] = {}
    for family, mark, arg in divided:
        if mark == "@":
            (details if "{}" in PARTS[family] else subjects)[_tell_part(changes, family, arg)] = (
                None
            )
        elif family in _OF_CARDS and f"{CARD}@{arg}" in changes.before:
            details[_tell_part(changes, CARD, arg)] = None
        else:
            subjects[_name_value(family, arg)] = None
            details |= dict.fromkeys(_list_details(changes, family, arg))
    if not subjects:
        return "; ".join(one if _is_whole(one) else f"{one} changed" for one in details)
    more = f" ({list_some([*details])})" if details else ""
    return f"{list_some([*subjects])} changed{more}"


_OF_CARDS = frozenset({"page", "address"})
"""Families of values that are said of one page."""


def _name_value(family: str, arg: str) -> str:
    return VALUES[family].format(
        arg.rpartition("/")[2] if family in {"kind", "way", "subject", "uses"} else arg
    )


def _is_whole(told: str) -> bool:
    return told.endswith((" is new", " is gone"))


def _divide(name: str) -> tuple[str, str, str]:
    """Family, mark and argument of a name."""
    at = min((found for mark in ":@" if (found := name.find(mark)) >= 0), default=len(name))
    return name[:at], name[at : at + 1], name[at + 1 :]


def _tell_rows(changes: Changes, rows: Sequence[tuple[str, str]], page: str) -> list[str]:
    """Rows of the ledger that changed, and where a page shows each, given their tables and keys."""
    if len(rows) > MOST_NAMED:
        return [f"{len(rows):,} rows of the tables changed"]
    told = []
    for table, key in rows:
        called = f"`{key}`" if table.startswith("fact") else f"`{key}` of {table}"
        shown = _list_shown(changes, key, page)
        told.append(f"{called} changed" + (f", shown in {' and '.join(shown)}" if shown else ""))
    return told


def _list_shown(changes: Changes, key: str, page: str) -> list[str]:
    kept = changes.find(f"{SIGNATURE}@{page}") if page else None
    if kept is None:
        return []
    signature = from_plain(json.loads(kept))
    charts = [chart for chart in signature.charts if key in chart.facts]
    at = {chart.place for chart in charts}
    lines = [
        f"line {place.line}" for one, place in signature.cited if one == key and place not in at
    ]
    return [*lines, *(f"the chart `{chart.name}`" for chart in charts)]


def _tell_part(changes: Changes, part: str, key: str) -> str:
    fields = frozenset(CARD_FIELDS)
    told = _tell_card(changes, key, fields) if part == CARD else ""
    return told or PARTS[part].format(key)


def _tell_card(changes: Changes, key: str, wanted: frozenset[str]) -> str:
    """What of a card is other than before; empty where that is none of the fields that are wanted, or not known."""
    name = f"{CARD}@{key}"
    if name not in changes.before:
        return ""
    old, new = _read(changes.before[name]), _read(changes.find(name))
    if old is None or new is None:
        return f"{key} is new" if old is None else f"{key} is gone"
    fields = {
        field for field, one, two in zip(PageCard._fields, old, new, strict=True) if one != two
    }
    if "title" in fields:
        fields.discard("name")
    words = [
        *dict.fromkeys(word for field, word in CARD_FIELDS.items() if field in fields & wanted)
    ]
    return f"{' and '.join(words)} of {key}" if words else ""


def _read(text: str | None) -> Any:  # noqa: ANN401 # as it was kept
    return None if text is None else json.loads(text)


def _list_details(changes: Changes, family: str, arg: str) -> Iterator[str]:
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
            told = _tell_card(changes, key, wanted) if part == CARD else PARTS[part].format(key)
            if told:
                yield told


_OF_ENTRIES = frozenset({"navigation", "standing", "slugs", "kinds"})
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


def _name_thing(unit: str) -> tuple[str, str]:
    """What a unit is called, and what several like it are."""
    kind, _, arg = unit.partition(":")
    one, many = THINGS[kind]
    return one.format(name_page(arg) if kind in _OF_FILES else arg), many


def tell_cause(changes: Changes, unit: str, names: Iterable[str] | None) -> str:
    """Why a unit was made: of the names that it had read, those that changed; `None` where it is new."""
    kind, _, arg = unit.partition(":")
    own = f"content/{arg}" if kind in _OF_FILES else ""
    if own in changes.files and changes.files[own] != ADDED:
        return tell_file(changes, own)
    if kind == "pdf":
        return "its page is another, or the browser that prints it"
    if names is None:
        return _tell_new(changes, kind, arg)
    page = name_page(arg) if kind in _OF_FILES else ""
    return tell_names(changes, names, page) or "left over from a build that could not be finished"


def _tell_new(changes: Changes, kind: str, arg: str) -> str:
    if kind in _OF_ROWS:
        return "new: the tables had no such row"
    page = name_page(arg) if kind in _OF_FILES else arg
    ending = f"/{page}" if kind in _OF_SLUGS else f"@{page}"
    for name, old in changes.before.items():
        if old is None and name.startswith(f"{CARD}@") and name.endswith(ending):
            return "new: the project had no page of this name"
    return "new: there was no need for it before"


def tell_dropped(changes: Changes, unit: str) -> str:
    """Why a unit is not made any more."""
    kind, _, arg = unit.partition(":")
    own = f"content/{arg}" if kind in _OF_FILES else ""
    if changes.files.get(own) == REMOVED:
        return f"gone with `{changes.path(own)}`"
    return "gone: there is no need for it any more"


def group_causes(causes: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """What was made, by cause, a line each, given units and why each was made: `page en/sea: … was edited`."""
    groups: dict[str, dict[str, dict[str, None]]] = {}
    for unit, cause in causes:
        one, many = _name_thing(unit)
        groups.setdefault(cause, {}).setdefault(many or one, {})[one] = None
    return tuple(_say_group(cause, things) for cause, things in groups.items())


def _say_group(cause: str, things: Mapping[str, Mapping[str, None]]) -> str:
    said = [
        ", ".join(ones) if len(ones) <= MOST_NAMED else f"{len(ones):,} {many}"
        for many, ones in things.items()
    ]
    is_one = len(said) == 1 and all(len(ones) == 1 for ones in things.values())
    return f"{said[0]}: {cause}" if is_one else f"{cause}: {', '.join(said)}"
