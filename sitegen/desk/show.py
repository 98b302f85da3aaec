"""What a key is: the row behind it, how it reads in each language, roles to paste, and what uses it."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from sitegen.analysis.conditions import DeriveError
from sitegen.analysis.derive import derive
from sitegen.desk.codes import say_code
from sitegen.desk.keyed import list_keyed, show_keyed
from sitegen.desk.paragraphs import (
    Shown,
    find_namings,
    list_first,
    say_place,
    show_effects,
    show_passages,
    show_uses,
)
from sitegen.messages.said import Said, keep_as, say, say_many
from sitegen.problems import RefusedError, suggest
from sitegen.resolve.keys import find_short_key, split_keys, write_keys
from sitegen.resolve.roles import split_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.desk.survey import Survey
    from sitegen.ledger.values import Area, Fact, Indicator, Source, Term


_ROLES = ("growth", "change", "percent-change", "yearly-change", "gap", "baseline", "share")
"""Rules of two facts of an indicator, ready to paste where they can be worked out."""
_PASTED = re.compile(r"\{[a-z-]+\}`([^`]*)`")


class UnknownKeyError(RefusedError):
    """Nothing is called so; `hint` says what is near."""

    def __init__(self, key: str, hint: Said) -> None:
        """Name the key in the message."""
        super().__init__(say("nothing is called `{key}`", key=key), hint)


def show_key(survey: Survey, key: str) -> list[Shown]:
    """Everything that is known of what a key means: facts, an indicator, a source, a term, a place, a subject, a unit, a page, a programme, an event; or of a word.

    Raises:
        UnknownKeyError: It means nothing.
    """
    ledger, key = survey.curated.ledger, _unwrap(key)
    hint = say("Give a key, or a word of a name")
    if not key:  # which stands in every text
        raise UnknownKeyError(key, hint)
    if facts := _find_facts(survey, key):
        if len(facts) == 1:
            return [*_show_fact(survey, facts[0])]
        called = say("{number} facts are called `{key}`", number=len(facts), key=key)
        return [
            _list_facts(survey, called, facts),
            *show_uses(survey, facts),
            *show_effects(survey, facts),
        ]
    shown: list[Shown] = []
    if key in ledger.indicator_by_key:
        shown += _show_indicator(survey, ledger.indicator_by_key[key])
    if key in ledger.source_by_key:
        shown += _show_source(survey, ledger.source_by_key[key])
    if key in ledger.term_by_key:
        shown += _show_term(survey, ledger.term_by_key[key])
    shown += (
        paragraph
        for area in ledger.areas
        if area.area == key
        for paragraph in _show_area(survey, area)
    )
    shown += show_keyed(survey, key)
    if shown:
        return shown
    if named := _find_words(survey, key):
        shown.append(Shown(say("`{key}` stands in the names of", key=key), named))
    shown += show_passages(survey, key)
    if shown:
        return shown
    known = (
        *ledger.short_keys,
        *ledger.indicator_by_key,
        *ledger.source_by_key,
        *ledger.term_by_key,
        *(area.area for area in ledger.areas),
        *list_keyed(survey),
    )
    raise UnknownKeyError(key, suggest(key, known) or hint)


def _unwrap(text: str) -> str:
    """The key in a role that was pasted: of `` {term}`words <key>` `` what stands behind the words."""
    match = _PASTED.fullmatch(text.strip())
    return split_title(match[1])[1].strip() if match else text.strip()


def _find_facts(survey: Survey, key: str) -> Sequence[Fact]:
    """The facts that a key means, each of several keys, or all of an indicator in a place."""
    ledger = survey.curated.ledger
    found = [fact for one in split_keys(key) for fact in ledger.find_facts(one)]
    if found:
        return tuple(dict.fromkeys(found))
    indicator, _, area = key.partition("/")
    of_both = (one for one in ledger.facts_by_indicator.get(indicator, ()) if one.area.area == area)
    return tuple(of_both)


def _show_fact(survey: Survey, fact: Fact) -> Iterator[Shown]:
    ledger = survey.curated.ledger
    row = fact.row.place("indicator")
    reads = (
        keep_as(f"{code}: {voice.quantity(fact.quantity)}") for code, voice in survey.voices.items()
    )
    yield Shown(
        say("{key} · {path}", key=fact.key, path=say_place(row.path, row.line)),
        (
            *reads,
            *_say_names(survey, fact.indicator),
            say(
                "{source}, {locator}: “{phrase}”",
                source=fact.source.source,
                locator=fact.locator,
                phrase=fact.phrase,
            ),
            *_say_cells(survey, fact),
        ),
    )
    short = find_short_key(survey.curated.ledger, fact)
    yield Shown(say("To paste"), tuple(_list_roles(survey, fact, short)))
    yield from show_uses(survey, [fact])
    yield from show_effects(survey, [fact])
    conflicts = [
        keep_as(f"{one.conflict}: {other}")
        for one in ledger.conflicts
        for own, other in (one.facts, one.facts[::-1])
        if own == fact.key
    ]
    if conflicts:
        yield Shown(say("Documents that disagree"), tuple(conflicts))


def _say_cells(survey: Survey, fact: Fact) -> Iterator[Said]:
    """What else the row says: how settled the number is, and what a careful reader must know."""
    yield say("stage: {stage}", stage=say_code(fact.stage))
    for code in survey.voices:
        if note := fact.note[code]:
            yield keep_as(f"{code}: {note}")


def _list_roles(survey: Survey, fact: Fact, short: str) -> Iterator[Said]:
    """Roles that an author may want, those that can be worked out."""
    yield keep_as(f"{{fact}}`{short}`")
    if fact.kind == "target":
        yield keep_as(f"{{status}}`{short}`")
    same = survey.curated.ledger.facts_by_indicator[fact.indicator.indicator]
    for other in same:
        if other.area is not fact.area or other is fact or other.statement > 1:
            continue
        for role in _ROLES:
            pair = (fact, other) if role in {"gap", "baseline"} else (other, fact)
            with suppress(DeriveError):
                derived = derive(role, pair, survey.curated.ledger.unit_by_key)
                keys = write_keys(survey.curated.ledger, pair)
                reads = (voice.quantity(derived.quantity) for voice in survey.voices.values())
                yield keep_as(f"{{{role}}}`{keys}`  {' · '.join(dict.fromkeys(reads))}")


def _show_indicator(survey: Survey, one: Indicator) -> Iterator[Shown]:
    ledger = survey.curated.ledger
    yield Shown(
        say("{indicator} · an indicator of `{domain}`", indicator=one.indicator, domain=one.domain),
        tuple(_say_names(survey, one)),
    )
    facts = ledger.facts_by_indicator.get(one.indicator, ())
    yield _list_facts(survey, say("Facts"), facts)
    yield from show_uses(survey, facts)
    yield from show_effects(survey, facts)


def _show_source(survey: Survey, one: Source) -> Iterator[Shown]:
    facts = survey.curated.ledger.facts_by_source.get(one.source, ())
    names = [keep_as(f"{code}: {one.title[code]}") for code in survey.voices]
    roles = say("{{source}}`{source}`", source=one.source)
    yield Shown(
        say("{source} · a document of {date}", source=one.source, date=one.date),
        (
            *names,
            *(keep_as(f"{code}: {one.publisher[code]}") for code in survey.voices),
            *([keep_as(one.url)] if one.url else ()),
            say_many(len(facts), "{n} fact", "{n} facts"),
            roles,
        ),
    )
    yield Shown(say("Named in"), find_namings(survey, "source", one.source))
    yield from show_uses(survey, facts)
    yield from show_effects(survey, facts)


def _show_term(survey: Survey, one: Term) -> Iterator[Shown]:
    names = [
        keep_as(f"{code}: {one.names[code]} – {one.explanation[code]}") for code in survey.voices
    ]
    yield Shown(
        say("{term} · a term", term=one.term), (*names, say("{{term}}`{term}`", term=one.term))
    )
    yield Shown(say("Marked in"), find_namings(survey, "term", one.term))


def _show_area(survey: Survey, one: Area) -> Iterator[Shown]:
    facts = [fact for fact in survey.curated.ledger.facts if fact.area is one]
    names = (keep_as(f"{code}: {one.name[code]}") for code in survey.voices)
    yield Shown(
        say("{area} · a place", area=one.area),
        (*names, say_many(len(facts), "{n} fact", "{n} facts")),
    )
    yield _list_facts(survey, say("Facts"), facts)
    yield from show_uses(survey, facts)
    yield from show_effects(survey, facts)


def _list_facts(survey: Survey, title: Said, facts: Sequence[Fact]) -> Shown:
    voice = next(iter(survey.voices.values()))
    lines = [
        keep_as(f"{find_short_key(survey.curated.ledger, one)}: {voice.quantity(one.quantity)}")
        for one in facts
    ]
    return Shown(title, list_first(lines))


def _find_words(survey: Survey, word: str) -> tuple[Said, ...]:
    """Indicators, terms and documents that have a word in a name."""
    ledger, folded = survey.curated.ledger, word.casefold()

    def has(texts: Iterable[str]) -> bool:
        return any(folded in text.casefold() for text in texts)

    found = [
        *(
            keep_as(f"{one.indicator}: {_say_name(one, folded)}")
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
    return list_first(found)


def _say_name(one: Indicator, folded: str) -> str:
    """The name of an indicator in which a word stands, with its language."""
    return next(f"{code}: {text}" for code, text in one.name.texts if folded in text.casefold())


def _say_names(survey: Survey, one: Indicator) -> Iterator[Said]:
    yield from (keep_as(f"{code}: {one.name[code]}") for code in survey.voices)
