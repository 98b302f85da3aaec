"""What Markdown drops, or takes apart, without a word: cells beyond the head of a table, items that are not nested."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it.rules_block.table import escapedSplit

from sitegen.messages.said import say
from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from sitegen.checks.stages import PageStage
    from sitegen.problems import Problem
    from sitegen.project.parsed import ParsedPage

_LISTS = ("bullet_list", "ordered_list")


def check_shapes(stage: PageStage) -> Iterator[Problem]:
    """Tables and lists of a page that are not made as they are written; headings of nothing."""
    parsed = stage.page.parsed
    for tokens in (parsed.tokens, *(one.tokens for one in parsed.directives)):
        types = {token.type for token in tokens}
        if "table_open" in types:
            yield from _check_rows(tokens, parsed)
        if types.issuperset({f"{_LISTS[1]}_close", f"{_LISTS[0]}_open"}):
            yield from _check_nesting(tokens, parsed)
    for heading in parsed.headings:
        if not heading.text.content.strip():
            yield heading.place.problem(
                "heading", say("the heading has no text"), say("Write it, or remove the line")
            )


def _check_rows(tokens: Sequence[Token], parsed: ParsedPage) -> Iterator[Problem]:
    """Rows with more cells than the head of their table: what stands in these is shown nowhere."""
    width, in_head, lines = 0, False, parsed.page.body.split("\n")
    for token in tokens:
        if token.type in {"thead_open", "thead_close"}:
            in_head = token.type == "thead_open"
            width = 0 if in_head else width
        elif token.type == "th_open":
            width += 1
        elif token.type == "tr_open" and token.map and not in_head:
            line, place = _find_line(token, parsed, lines)
            cells = escapedSplit(line.strip().removeprefix("|"))
            lost = next((one.strip() for one in cells[width:] if one.strip()), "")
            if lost:
                yield Place(place.path, place.line, line.rfind(lost) + 1).problem(
                    "markup",
                    say(
                        "the cell `{lost}` would be shown nowhere: the head of the table has {width} cells",
                        lost=lost,
                        width=width,
                    ),
                    say(
                        "Give the head as many cells as its rows; to mean the character `|`, write `\\|`"
                    ),
                )


def _check_nesting(tokens: Sequence[Token], parsed: ParsedPage) -> Iterator[Problem]:
    """Lists that stand right below an item of a numbered one, set in by too little to belong to it."""
    lines = parsed.page.body.split("\n")
    for before, token in pairwise(tokens):
        is_below = before.type == f"{_LISTS[1]}_close" and token.type == f"{_LISTS[0]}_open"
        if not is_below or before.level != token.level or not token.map:
            continue
        line, place = _find_line(token, parsed, lines)
        gap = len(line) - len(line.lstrip())
        above = lines[token.map[0] - 1]
        if gap > 0 and above.strip():
            yield Place(place.path, place.line, gap + 1).problem(
                "markup",
                say("the item would not belong to the numbered one above it"),
                say(
                    "Set it in by as many spaces as the number takes, as a rule {gap}; to begin another list, by none",
                    gap=gap + 1,
                ),
            )


def _find_line(token: Token, parsed: ParsedPage, lines: Sequence[str]) -> tuple[str, Place]:
    """The line at which a block begins, and where that is in its file."""
    at = token.map[0] if token.map else 0
    return lines[at], Place(parsed.page.path, parsed.page.first_line + at)
