"""What a key is: the row behind it, how it reads in each language, roles to paste, and what uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.analysis.conditions import DeriveError
from sitegen.analysis.derive import derive
from sitegen.messages.said import Said, keep_as, say
from sitegen.problems import RefusedError, suggest
from sitegen.resolve.keys import find_short_key, split_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.desk.survey import Survey
    from sitegen.ledger.values import Fact, Indicator, Source, Term

_KEYS = re.compile(r"[\w*.-]+(?:/[\w*.@-]+)+")
"""Keys in the text of a claim or of a derived number."""
_MOST = 12
"""How many lines of a kind are shown."""


class UnknownKeyError(RefusedError):
    """Nothing is called so; `hint` says what is near."""

    def __init__(self, key: str, hint: Said) -> None:
        """Name the key in the message."""
        super().__init__(say("nothing is called `{key}`", key=key), hint)


@dataclass(frozen=True)
class Shown:
    """A paragraph of what is said of a key."""

    title: Said
    lines: tuple[Said, ...]


def show_key(survey: Survey, key: str) -> list[Shown]:
    """Everything that is known of what a key means: facts, an indicator, a source, a term.

    Raises:
        UnknownKeyError: It means nothing.
    """
    ledger = survey.curated.ledger
    if facts := ledger.find_facts(key):
        if len(facts) > 1:
            return [
                _list_facts(
                    survey,
                    say("{number} facts are called `{key}`", number=len(facts), key=key),
                    facts,
                )
            ]
        return [*_show_fact(survey, facts[0])]
    shown: list[Shown] = []
    if key in ledger.indicator_by_key:
        shown += _show_indicator(survey, ledger.indicator_by_key[key])
    if key in ledger.source_by_key:
        shown += _show_source(survey, ledger.source_by_key[key])
    if key in ledger.term_by_key:
        shown += _show_term(survey, ledger.term_by_key[key])
    if shown:
        return shown
    if found := _find_words(survey, key):
        return [Shown(say("`{key}` stands in the names of", key=key), found)]
    known = (
        *ledger.short_keys,
        *ledger.indicator_by_key,
        *ledger.source_by_key,
        *ledger.term_by_key,
    )
    raise UnknownKeyError(key, suggest(key, known) or say("Give a key, or a word of a name"))


def _show_fact(survey: Survey, fact: Fact) -> Iterator[Shown]:
    ledger = survey.curated.ledger
    row = fact.row.place("indicator")
    reads = (
        keep_as(f"{code}: {voice.quantity(fact.quantity)}") for code, voice in survey.voices.items()
    )
    yield Shown(
        say("{key} · {path}", key=fact.key, path=_say_place(row.path, row.line)),
        (
            *reads,
            *_say_names(survey, fact.indicator),
            say(
                "{source}, {locator}: “{phrase}”",
                source=fact.source.source,
                locator=fact.locator,
                phrase=fact.phrase,
            ),
        ),
    )
    short = find_short_key(survey.curated.ledger, fact)
    yield Shown(say("To paste"), tuple(_list_roles(survey, fact, short)))
    yield from _show_uses(survey, (fact.key,))
    resting = [
        keep_as(f"{one.target.key}: {one.status}")
        for one in survey.curated.assessments
        if fact in {one.target, one.baseline, one.latest, *one.inputs, *one.restatements}
    ]
    if resting:
        yield Shown(say("Targets that rest on it"), tuple(resting))
    conflicts = [
        keep_as(f"{one.conflict}: {other}")
        for one in ledger.conflicts
        for own, other in (one.facts, one.facts[::-1])
        if own == fact.key
    ]
    if conflicts:
        yield Shown(say("Documents that disagree"), tuple(conflicts))


def _list_roles(survey: Survey, fact: Fact, short: str) -> Iterator[Said]:
    """Roles that an author may want, those that can be worked out."""
    yield keep_as(f"{{fact}}`{short}`")
    if fact.kind == "target":
        yield keep_as(f"{{status}}`{short}`")
    same = survey.curated.ledger.facts_by_indicator[fact.indicator.indicator]
    for other in same:
        if other.area is not fact.area or other is fact or other.statement > 1:
            continue
        for role in ("growth", "change", "gap", "baseline", "share"):
            pair = (fact, other) if role in {"gap", "baseline"} else (other, fact)
            if _can_derive(survey, role, pair):
                keys = ", ".join(find_short_key(survey.curated.ledger, one) for one in pair)
                yield keep_as(f"{{{role}}}`{keys}`")


def _can_derive(survey: Survey, role: str, pair: Sequence[Fact]) -> bool:
    try:
        derive(role, tuple(pair), survey.curated.ledger.unit_by_key)
    except DeriveError:
        return False
    return True


def _show_indicator(survey: Survey, one: Indicator) -> Iterator[Shown]:
    ledger = survey.curated.ledger
    yield Shown(
        say("{indicator} · an indicator of `{domain}`", indicator=one.indicator, domain=one.domain),
        tuple(_say_names(survey, one)),
    )
    facts = ledger.facts_by_indicator.get(one.indicator, ())
    yield _list_facts(survey, say("Facts"), facts)
    yield from _show_uses(survey, [fact.key for fact in facts])


def _show_source(survey: Survey, one: Source) -> Iterator[Shown]:
    facts = survey.curated.ledger.facts_by_source.get(one.source, ())
    names = [keep_as(f"{code}: {one.title[code]}") for code in survey.voices]
    roles = say("{{source}}`{source}`", source=one.source)
    yield Shown(
        say("{source} · a document of {date}", source=one.source, date=one.date),
        (*names, say("{number} facts", number=len(facts)), roles),
    )
    yield from _show_uses(survey, [fact.key for fact in facts])


def _show_term(survey: Survey, one: Term) -> Iterator[Shown]:
    names = [
        keep_as(f"{code}: {one.names[code]} – {one.explanation[code]}") for code in survey.voices
    ]
    yield Shown(
        say("{term} · a term", term=one.term), (*names, say("{{term}}`{term}`", term=one.term))
    )


def _list_facts(survey: Survey, title: Said, facts: Sequence[Fact]) -> Shown:
    voice = next(iter(survey.voices.values()))
    lines = [
        keep_as(f"{find_short_key(survey.curated.ledger, one)}: {voice.quantity(one.quantity)}")
        for one in facts
    ]
    return Shown(title, _shorten(lines))


def _show_uses(survey: Survey, keys: Sequence[str]) -> Iterator[Shown]:
    """Where pages cite facts, and what they claim of them."""
    wanted = set(keys)
    cited, claimed = list[Said](), list[Said]()
    for page in survey.signatures.values():
        cited += [keep_as(_say_place(at.path, at.line)) for key, at in page.cited if key in wanted]
        claimed += [
            keep_as(f"{_say_place(at.path, at.line)}: {claim.partition(': ')[2]}")
            for claim, at in page.claims
            if wanted & _list_meant(survey, claim.partition(": ")[2])
        ]
    yield Shown(say("Cited by"), _shorten([*dict.fromkeys(cited)]) or (say("no page"),))
    if claimed:
        yield Shown(say("Claims that name it"), _shorten(claimed))


def _list_meant(survey: Survey, claim: str) -> set[str]:
    """Keys of the facts that a claim names, written out."""
    ledger = survey.curated.ledger
    return {
        fact.key
        for written in _KEYS.findall(claim)
        for key in split_keys(written)
        for fact in ledger.find_facts(key)
    }


def _find_words(survey: Survey, word: str) -> tuple[Said, ...]:
    """Indicators, terms and documents that have a word in a name."""
    ledger, folded = survey.curated.ledger, word.casefold()

    def has(texts: Iterable[str]) -> bool:
        return any(folded in text.casefold() for text in texts)

    found = [
        *(
            keep_as(f"{one.indicator}: {next(iter(_say_names(survey, one)))}")
            for one in ledger.indicators
            if has(text for _, text in one.name.texts)
        ),
        *(
            say("{key} (a term)", key=one.term)
            for one in ledger.terms
            if has(t for _, t in one.names.texts)
        ),
        *(
            say("{key} (a document)", key=one.source)
            for one in ledger.sources
            if has(t for _, t in one.title.texts)
        ),
    ]
    return _shorten(found)


def _say_names(survey: Survey, one: Indicator) -> Iterator[Said]:
    yield from (keep_as(f"{code}: {one.name[code]}") for code in survey.voices)


def _say_place(path: str, line: int) -> str:
    return f"{path}:{line}"


def _shorten(lines: Sequence[Said]) -> tuple[Said, ...]:
    more = len(lines) - _MOST
    return (*lines[:_MOST], *([f"and {more} more"] if more > 0 else ()))
