"""What uses facts and what would change with them, in paragraphs; and where a word stands in the texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.desk.codes import say_code
from sitegen.desk.masking import mask_code
from sitegen.messages.said import Said, keep_as, say, say_many
from sitegen.resolve.keys import split_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.comparing.records import ClaimRecord, PageRecord
    from sitegen.desk.survey import Survey
    from sitegen.ledger.values import Fact

KEYS = re.compile(r"[\w*.-]+(?:/[\w*.@-]+)+")
"""Keys in the text of a claim or of a derived number."""
_ROLE = re.compile(r"\{[\w-]+\}`([^`]*)`")
_MOST = 12
"""How many lines of a kind are shown."""
_AROUND = 40
"""Characters that are shown before and after a word of a text."""


@dataclass(frozen=True)
class Shown:
    """A paragraph of what is said of a key."""

    title: Said
    lines: tuple[Said, ...]


def list_first(lines: Sequence[Said]) -> tuple[Said, ...]:
    """The first lines of a kind, and how many there are besides."""
    more = len(lines) - _MOST
    return (*lines[:_MOST], *([say("and {more} more", more=more)] if more > 0 else ()))


def say_place(path: str, line: int) -> str:
    """A line of a file."""
    return f"{path}:{line}"


def find_namings(survey: Survey, role: str, key: str) -> tuple[Said, ...]:
    """Where pages name a term or a document in a role: `` {term}`key` ``, `` {term}`words <key>` ``."""
    named = re.compile(rf"\{{{role}\}}`(?:[^`]*<)?\s*{re.escape(key)}\s*>?`")
    places = [
        keep_as(say_place(path, number))
        for path, text in survey.texts.items()
        for number, line in enumerate(text.split("\n"), start=1)
        if named.search(line)
    ]
    return list_first(places) or (say("no page"),)


def show_uses(survey: Survey, facts: Iterable[Fact]) -> Iterator[Shown]:
    """Where pages cite facts, and what they claim of them."""
    wanted = {fact.key for fact in facts}
    cited = [
        keep_as(say_place(at.path, at.line))
        for page in survey.signatures.values()
        for key, at in page.cited
        if key in wanted
    ]
    yield Shown(say("Cited by"), list_first([*dict.fromkeys(cited)]) or (say("no page"),))
    claimed = [
        say(
            "{place}: “{words}”, {claim}; {margin}",
            place=say_place(survey.signatures[page.key].path, claim.line),
            words=claim.words,
            claim=claim.claim,
            margin=say_margin(claim),
        )
        for page, claim in _list_claims(survey)
        if wanted & {*claim.facts}
    ]
    if claimed:
        yield Shown(say("Claims that rest on it"), list_first(claimed))


def _list_claims(survey: Survey) -> Iterator[tuple[PageRecord, ClaimRecord]]:
    return ((page, claim) for page in survey.records.values() for claim in page.claims)


def say_margin(claim: ClaimRecord) -> Said:
    """How narrowly a claim holds."""
    if claim.holds == "not":
        return say("it does not hold")
    if not claim.steps:
        return say("it holds or not, never narrowly")
    values = {"margin": claim.margin, "unit": claim.unit, "steps": say_steps(claim.steps)}
    if claim.is_close:
        return say("near falling: by {margin} {unit}, {steps}", **values)
    return say("by {margin} {unit}, {steps}", **values)


_MOST_STEPS = 1000
"""Beyond so many steps nobody asks how many they are."""


def say_steps(steps: str, shown: str = "") -> Said:
    """A margin in steps of the last printed digit; `shown` is how their number is written, if otherwise."""
    if float(steps) > _MOST_STEPS:
        return say("more than {most} steps of the last printed digit", most=f"{_MOST_STEPS:,}")
    return say_many(
        1 if steps == "1" else 0,
        "{steps} step of the last printed digit",
        "{steps} steps of the last printed digit",
        steps=shown or steps,
    )


def show_effects(survey: Survey, facts: Iterable[Fact]) -> Iterator[Shown]:
    """What would be another if facts changed: pages, charts, computed numbers, verdicts, what must follow."""
    own = [*facts]
    wanted = {fact.key for fact in own}
    pages = [page for page in survey.records.values() if wanted & {*page.cited}]
    charts = (
        chart.name
        for page in pages
        for chart in page.charts
        if any(_names(survey, key, wanted) for key, _ in chart.points)
    )
    computed = (key for page in pages for key in page.derived if _names(survey, key, wanted))
    verdicts = (
        say("{key}: {code}", key=one.target.key, code=say_code(one.status))
        for one in survey.curated.assessments
        if wanted & {fact.key for fact in _list_judged(one)}
    )
    relations = (
        say("{key}: {code}", key=one.key, code=say_code(one.outcome))
        for one in survey.curated.relations
        if wanted & {one.result.key, *(fact.key for fact in one.facts)}
    )
    for title, names in (
        (say("If it changed: pages"), (page.key for page in pages)),
        (say("If it changed: charts"), charts),
        (say("If it changed: computed numbers"), computed),
        (say("Targets that rest on it"), verdicts),
        (say("Relations that must hold"), relations),
    ):
        if listed := [*map(_keep, dict.fromkeys(names))]:
            yield Shown(title, list_first(listed))


def _keep(text: str) -> Said:
    """A text that is said stays so; a key or a name is nobody's to translate."""
    return text if isinstance(text, Said) else keep_as(text)


def _list_judged(one: Assessment) -> Iterator[Fact]:
    """The facts that a verdict goes by."""
    known = (one.target, one.baseline, one.latest, *one.inputs, *one.restatements)
    return (fact for fact in known if fact is not None)


def _names(survey: Survey, text: str, wanted: Collection[str]) -> bool:
    """Whether the key of a fact or of a computed number names any of these facts."""
    ledger = survey.curated.ledger
    return text in wanted or any(
        fact.key in wanted
        for written in KEYS.findall(text)
        for key in split_keys(written)
        for fact in ledger.find_facts(key)
    )


def show_passages(survey: Survey, word: str) -> Iterator[Shown]:
    """Where a word stands in the texts of pages, and in no code of theirs, and what is cited on these lines."""
    lines, cited = list[Said](), list[Said]()
    for path, text in survey.texts.items():
        if word.casefold() not in text.casefold():
            continue
        for number, (line, said) in enumerate(
            zip(text.split("\n"), mask_code(text), strict=True), start=1
        ):
            start = said.casefold().find(word.casefold())
            if start >= 0:
                around = line[max(0, start - _AROUND) : start + len(word) + _AROUND].strip()
                place = say_place(path, number)
                lines.append(say("{place}: …{text}…", place=place, text=around))
                cited += map(keep_as, _ROLE.findall(line))
    if lines:
        yield Shown(say("`{word}` stands in the text of", word=word), list_first(lines))
    if cited:
        yield Shown(say("Cited on these lines"), list_first([*dict.fromkeys(cited)]))
