"""What the cells of a table may hold, by the words of their columns; and what is wrong with those that do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.language.scripts import guess_language
from sitegen.ledger.columns import ADDRESS, CELL_TYPES, LANGUAGE
from sitegen.limits import LONGEST_ADDRESS, LONGEST_KEY
from sitegen.messages.said import Said, say, say_names
from sitegen.naming import SLUG
from sitegen.problems import suggest
from sitegen.sheets.faults import CellFault, find_fitting_column
from sitegen.sheets.spoilt import explain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.ledger.columns import Column, Table
    from sitegen.sheets.rows import Row

    Fault = tuple[str, Said, Said]
    """Rule, message and hint of a problem that has no place yet."""


def find_faults(
    rows: Sequence[Row], table: Table, languages: tuple[str, ...]
) -> Iterator[CellFault]:
    """Cells that hold what their column does not allow, a column after the other."""
    names = [(column, name) for column in table.columns for name in column.names(languages)]
    for index, (column, name) in enumerate(names):
        texts = {row.cells[index] for row in rows}
        faults = {text: fault for text in texts if (fault := find_fault(column, name, text))}
        for row in rows if faults else ():
            if row.cells[index] in faults:
                yield CellFault(row, name, *faults[row.cells[index]])


def find_fitting(name: str, rows: Sequence[Row], table: Table, languages: tuple[str, ...]) -> str:
    """Another column whose cells one might hold."""
    named = {own: column for column in table.columns for own in column.names(languages)}
    cells = {own: [row[own] for row in rows] for own in named}
    return find_fitting_column(name, cells, lambda text: not judge_cell(named[name], name, text))


def find_fault(column: Column, name: str, text: str) -> Fault | None:
    """What is wrong with a text in a column, called `name` in the file; `None` for nothing."""
    if "\n" in text:
        shown = text.partition("\n")[0]
        return (
            "cell",
            say("the cell of `{name}` has a line break after `{shown}`", name=name, shown=shown),
            say("Write it in one line"),
        )
    if text != text.strip():
        return (
            "cell",
            say("`{text}` has white space around it", text=text),
            say("Remove it: `sitegen fix --write`"),
        )
    if not text:
        empty = (
            "cell",
            say("`{name}` is empty", name=name),
            say("It holds: {description}", description=column.description),
        )
        return empty if column.required else None
    fault = judge_cell(column, name, text)
    told = explain_text(
        column.type, text, None if not fault else lambda plain: not judge_cell(column, name, plain)
    )
    if told:
        return (
            fault[0] if fault else "cell",
            say("`{text}` is {message}", text=text, message=told.message),
            told.hint,
        )
    return fault


def judge_cell(column: Column, name: str, text: str) -> Fault | None:
    """What is wrong with a text that is not empty, by the words of its column alone."""
    kind = CELL_TYPES[column.type]
    if column.enum and text not in column.enum:
        listed = say("It is one of {names}", names=say_names(column.enum))
        return (
            "cell",
            say("`{text}` is not a valid {name}", text=text, name=name),
            suggest(text, column.enum) or listed,
        )
    try:
        kind.parse(text)
    except ValueError as error:
        said = say("`{text}` is not {kind}", text=text, kind=kind.name)
        if str(error):
            said = say("{said}: {reason}", said=said, reason=error)
        return kind.rule, said, kind.hint
    most = LONGEST_KEY if column.pattern == SLUG else LONGEST_ADDRESS if column.name == "url" else 0
    if 0 < most < len(text):
        return (
            "limit",
            say("`{text}` has {n} characters", text=text, n=len(text)),
            say("Write at most {most}", most=most),
        )
    if column.pattern and not re.fullmatch(column.pattern, text):
        form = say("It is written as `{pattern}`", pattern=column.pattern)
        if column.pattern == SLUG:
            form = say("Keys are written in small letters and digits, with hyphens between")
        elif column.pattern == ADDRESS:
            form = say("Write an address of the web: `https://…`")
        elif column.pattern == LANGUAGE:
            meant = guess_language(text)
            form = (
                say("Write `{meant}`", meant=meant)
                if meant
                else say("Write the code that browsers know, e.g. `en`, `zh-CN`")
            )
        return ("cell", say("`{text}` is not a valid {name}", text=text, name=name), form)
    return None
