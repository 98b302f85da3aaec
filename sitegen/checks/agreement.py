"""The languages of a page say the same: what changed in one of them since they were agreed, and what one has alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.messages.said import say, say_all, say_many
from sitegen.problems import Place
from sitegen.translations.record import RENAMED
from sitegen.translations.states import AHEAD, BEHIND, SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.checks.stages import TranslationStage
    from sitegen.messages.said import Said
    from sitegen.problems import Problem
    from sitegen.translations.states import BlockPair

    Group = tuple[str, str, str]
    """What is wrong, the language that it is told of, and the other."""

_OLDER, _BOTH, _NEVER, _ALONE = "older", "both", "never", "alone"
_MOST = 8
"""How many lines a message names."""


def check_standings(stage: TranslationStage) -> Iterator[Problem]:
    """Blocks that are older than in other languages, or stand in one alone: a warning a page, with their number."""
    renamed = stage.site.part(RENAMED, stage.slug) is not None  # which is told in the lock
    groups: dict[Group, list[int]] = {}
    for pair in stage.standings:
        kind, own = _judge(pair)
        if renamed and not pair.known:
            continue
        key = kind, pair.codes[own], pair.codes[1 - own]
        groups.setdefault(key, []).append(pair.lines[own])
    folder = stage.site.config.path("content")
    folded: dict[tuple[str, str, str, tuple[int, ...]], list[str]] = {}
    for (kind, code, other), lines in groups.items():
        apart = other if kind == _BOTH else ""
        folded.setdefault((kind, code, apart, tuple(sorted(lines))), []).append(other)
    for (kind, code, _, told), others in folded.items():
        paths = [f"{folder}/{stage.slug}.{one}.md" for one in (code, *others)]
        yield _tell(kind, paths[0], say_all(paths[1:], " and "), told)


def _judge(pair: BlockPair) -> tuple[str, int]:
    """What is wrong with a pair, and of which of its two languages it is told."""
    if pair.state == SINGLE:
        return _ALONE, 0 if pair.two is None else 1
    if pair.state in {AHEAD, BEHIND}:
        return _OLDER, 1 if pair.state == AHEAD else 0
    return (_BOTH if pair.known else _NEVER), 0


def _tell(kind: str, path: str, other: Said, lines: Sequence[int]) -> Problem:
    count, place = len(lines), Place(path, lines[0], 1)
    values = {"other": other, "lines": _list_lines(lines)}
    what = f"{path}:{lines[0]}"
    if kind == _ALONE:
        return place.problem(
            "unpaired",
            say_many(
                count,
                "{n} text has no counterpart in {other}: {lines}",
                "{n} texts have no counterpart in {other}: {lines}",
                **values,
            ),
            say(
                "Write it there too, or sign off that only this language has it: sitegen agree {what}",
                what=what,
            ),
            "warning",
        )
    return place.problem(
        "stale",
        _say_stale(kind, count, values),
        say(
            "See that both say the same, then sign off: sitegen agree {what}",
            what=what if count == 1 else path,
        ),
        "warning",
    )


def _say_stale(kind: str, count: int, values: dict[str, Said]) -> Said:
    if kind == _OLDER:
        return say_many(
            count,
            "{n} text is older than in {other}: {lines}",
            "{n} texts are older than in {other}: {lines}",
            **values,
        )
    if kind == _BOTH:
        return say_many(
            count,
            "{n} text changed here and in {other} since both were agreed: {lines}",
            "{n} texts changed here and in {other} since both were agreed: {lines}",
            **values,
        )
    return say_many(
        count,
        "{n} text has never been agreed with {other}: {lines}",
        "{n} texts have never been agreed with {other}: {lines}",
        **values,
    )


def _list_lines(lines: Sequence[int]) -> Said:
    shown = say_all(map(str, lines[:_MOST]))
    if len(lines) > _MOST:
        return say("lines {shown} and {more} more", shown=shown, more=len(lines) - _MOST)
    return say_many(len(lines), "line {shown}", "lines {shown}", shown=shown)
