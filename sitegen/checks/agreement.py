"""The languages of a page say the same: what changed in one of them since they were agreed, and what one has alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.problems import Place
from sitegen.translations.states import AHEAD, BEHIND, SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import TranslationStage
    from sitegen.problems import Problem
    from sitegen.translations.states import BlockPair

    Group = tuple[str, str, str]
    """What is wrong, the language that it is told of, and the other."""

_OLDER, _BOTH, _NEVER, _ALONE = "older", "both", "never", "alone"
_MOST = 8
"""How many lines a message names."""


def check_standings(stage: TranslationStage) -> Iterator[Problem]:
    """Blocks that are older than in another language, or stand in one alone: a warning a page, with their number."""
    groups: dict[Group, list[int]] = {}
    for pair in stage.standings:
        kind, own = _judge(pair)
        key = kind, pair.codes[own], pair.codes[1 - own]
        groups.setdefault(key, []).append(pair.lines[own])
    folder = stage.site.config.path("content")
    for (kind, code, other), lines in groups.items():
        paths = [f"{folder}/{stage.slug}.{one}.md" for one in (code, other)]
        yield _tell(kind, paths[0], paths[1], sorted(lines))


def _judge(pair: BlockPair) -> tuple[str, int]:
    """What is wrong with a pair, and of which of its two languages it is told."""
    if pair.state == SINGLE:
        return _ALONE, 0 if pair.two is None else 1
    if pair.state in {AHEAD, BEHIND}:
        return _OLDER, 1 if pair.state == AHEAD else 0
    return (_BOTH if pair.known else _NEVER), 0


def _tell(kind: str, path: str, other: str, lines: list[int]) -> Problem:
    count = len(lines)
    blocks = f"{count} text{'s' * (count > 1)}"
    verb, has = ("are", "have") if count > 1 else ("is", "has")
    said = {
        _OLDER: f"{blocks} {verb} older than in {other}",
        _BOTH: f"{blocks} changed here and in {other} since they were agreed",
        _NEVER: f"{blocks} {has} never been agreed with {other}",
        _ALONE: f"{blocks} {has} no counterpart in {other}",
    }[kind]
    message, place = f"{said}: {_list_lines(lines)}", Place(path, lines[0], 1)
    them = "them" if count > 1 else "it"
    if kind == _ALONE:
        return place.problem(
            "unpaired",
            message,
            f"Write {them} there too, or sign off that only this language has {them}: sitegen agree {path}:{lines[0]}",
            "warning",
        )
    what = f"{path}:{lines[0]}" if count == 1 else path
    return place.problem(
        "stale",
        message,
        f"See that both say the same, then sign off: sitegen agree {what}",
        "warning",
    )


def _list_lines(lines: list[int]) -> str:
    shown = ", ".join(map(str, lines[:_MOST]))
    more = len(lines) - _MOST
    named = f"line{'s' * (len(lines) > 1)} {shown}"
    return f"{named} and {more} more" if more > 0 else named
