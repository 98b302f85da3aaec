"""All languages of a page show the same facts, derive the same numbers, make the same claims, have the same sections and one date."""

from __future__ import annotations

from functools import partial
from itertools import permutations
from typing import TYPE_CHECKING

from sitegen.checks.charts import pair_lonely
from sitegen.messages.said import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sitegen.checks.signature import PageSignature
    from sitegen.checks.stages import TranslationStage
    from sitegen.messages.said import Said
    from sitegen.problems import Place, Problem


def check_parity(stage: TranslationStage) -> Iterator[Problem]:
    """A fact, a derived number, a section or a date that one language has and another lacks.

    Pages with a wrong reference are left out: fixing that comes first, and may be enough.
    """
    for one, two in permutations(stage.pages, 2):
        if one.sound and two.sound:
            yield from _check_pair(stage, one, two)


def _say_where(
    stage: TranslationStage, one: PageSignature, two: PageSignature, place: Place
) -> Said:
    """What answers in the second page to a place of the first: the text beside it, else its section, else all of it."""
    for pair in stage.standings:
        if {*pair.codes} == {one.language, two.language}:
            own = pair.codes.index(one.language)
            if pair.lines[own] == place.line and pair.lines[1 - own]:
                return say("line {line} of {path}", line=pair.lines[1 - own], path=two.path)
    theirs = dict(two.sections)
    for key, start in reversed(one.sections):
        if start.line <= place.line and key in theirs:
            return say(
                "the section `{section}` of {path} in line {line}",
                section=key,
                path=two.path,
                line=theirs[key].line,
            )
    return say("{path}", path=two.path)


def _span_charts(one: PageSignature, two: PageSignature) -> Iterator[tuple[int, int]]:
    """The lines of the charts that the second page lacks."""
    for chart in pair_lonely(one, two)[1]:
        yield chart.place.line, chart.last


def _is_told(
    one: PageSignature, two: PageSignature, charts: Sequence[tuple[int, int]], place: Place
) -> bool:
    """Whether a place lies in a chart or a section that the second page lacks, which is told itself."""
    if any(first <= place.line <= last for first, last in charts):
        return True
    theirs = {key for key, _ in two.sections}
    before = (key for key, start in reversed(one.sections) if start.line <= place.line)
    key = next(before, None)
    return key is not None and key not in theirs


def _check_pair(
    stage: TranslationStage, one: PageSignature, two: PageSignature
) -> Iterator[Problem]:
    """What the first has and the second lacks; of a chart or a section that it lacks, that alone."""
    is_told = partial(_is_told, one, two, [*_span_charts(one, two)])
    theirs = {key for key, _ in two.cited}
    for key, place in one.cited:
        if key not in theirs and not is_told(place):
            yield place.problem(
                "parity",
                say(
                    "`{key}` is cited here but not in {where}",
                    key=key,
                    where=_say_where(stage, one, two, place),
                ),
                say("Cite the same facts in all languages"),
            )
    theirs = {key for key, _ in two.derived}
    for key, place in one.derived:
        if key not in theirs and not is_told(place):
            yield place.problem(
                "parity",
                say(
                    "`{key}` is derived here but not in {where}",
                    key=key,
                    where=_say_where(stage, one, two, place),
                ),
                say("Derive the same numbers in all languages"),
            )
    theirs = {key for key, _ in two.claims}
    for key, place in one.claims:
        if key not in theirs and not is_told(place):
            section, _, claim = key.partition(": ")
            where = (
                say("in the section `{section}` of {path}", section=section, path=two.path)
                if section
                else say("before the first section of {path}", path=two.path)
            )
            yield place.problem(
                "parity",
                say("`{claim}` is claimed here but not {where}", claim=claim, where=where),
                say("Make the same claims in the same sections of all languages"),
            )
    updated, place = one.settings["updated"]
    if updated and updated != two.settings["updated"][0]:
        yield place.problem(
            "parity",
            say("`{updated}` is not the date of {path}", updated=updated, path=two.path),
            say("Write the same `updated: …` in all languages"),
        )
    yield from _check_sections(stage, one, two)


def _check_sections(
    stage: TranslationStage, one: PageSignature, two: PageSignature
) -> Iterator[Problem]:
    """Sections that the second page lacks, or calls otherwise."""
    twins = _pair_sections(one, two)
    theirs = {key for key, _ in two.sections}
    for key, place in one.sections:
        if key in theirs:
            continue
        if key not in twins:
            yield place.problem(
                "parity",
                say("the section `{key}` is missing in {path}", key=key, path=two.path),
                say("Give matching sections the same id: a line `{{#id}}` before the heading"),
            )
        elif stage.pages.index(two) < stage.pages.index(one):  # of the two, one tells it
            twin, line = twins[key]
            yield place.problem(
                "parity",
                say(
                    "the section is called `{key}` here and `{twin}` in {path}:{line}",
                    key=key,
                    twin=twin,
                    path=two.path,
                    line=line,
                ),
                say("Give it one id in all languages: a line `{{#id}}` before the heading"),
            )


def _pair_sections(one: PageSignature, two: PageSignature) -> dict[str, tuple[str, int]]:
    """Sections by whose ids the second page has none, with the id and the line of that which stands there in their place."""
    mine, theirs = dict(one.sections), dict(two.sections)
    gaps, others = _list_gaps(one.sections, theirs), _list_gaps(two.sections, mine)
    return {
        key: (twin, theirs[twin].line)
        for before, keys in gaps.items()
        if len(keys) == len(others.get(before, ()))
        for key, twin in zip(keys, others[before], strict=True)
    }


def _list_gaps(
    sections: Sequence[tuple[str, Place]], others: Collection[str]
) -> dict[str, list[str]]:
    """The sections that others lack, by that before them which others have."""
    gaps: dict[str, list[str]] = {}
    before = ""
    for key, _ in sections:
        if key in others:
            before = key
        else:
            gaps.setdefault(before, []).append(key)
    return gaps
