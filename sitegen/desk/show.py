"""What a key is: the row behind it, how it reads in each language, roles to paste, and what uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.analysis.conditions import DeriveError
from sitegen.analysis.derive import derive
from sitegen.problems import suggest
from sitegen.resolve.keys import find_short_key, split_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.desk.survey import Survey
    from sitegen.ledger.values import Fact, Indicator, Source, Term

_KEYS = re.compile(r"[\w*.-]+(?:/[\w*.@-]+)+")
"""Keys in the text of a claim or of a derived number."""
_MOST = 12
"""How many lines of a kind are shown."""


class UnknownKeyError(ValueError):
    """Nothing is called so; `hint` says what is near."""

    def __init__(self, key: str, hint: str) -> None:
        """Keep the hint beside the message."""
        super().__init__(f"nothing is called `{key}`")
        self.hint = hint


@dataclass(frozen=True)
class Shown:
    """A paragraph of what is said of a key."""

    title: str
    lines: tuple[str, ...]


def show_key(survey: Survey, key: str) -> list[Shown]:
    """Everything that is known of what a key means: facts, an indicator, a source, a term.

    Raises:
        UnknownKeyError: It means nothing.
    """
    ledger = survey.curated.ledger
    if facts := ledger.find_facts(key):
        if len(facts) > 1:
            return [_list_facts(survey, f"{len(facts)} facts are called `{key}`", facts)]
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
        return [Shown(f"`{key}` stands in the names of", found)]
    known = (
        *ledger.short_keys,
        *ledger.indicator_by_key,
        *ledger.source_by_key,
        *ledger.term_by_key,
    )
    raise UnknownKeyError(key, suggest(key, known) or "Give a key, or a word of a name")


def _show_fact(survey: Survey, fact: Fact) -> Iterator[Shown]:
    ledger = survey.curated.ledger
    row = fact.row.place("indicator")
    reads = (f"{code}: {voice.quantity(fact.quantity)}" for code, voice in survey.voices.items())
    yield Shown(
        f"{fact.key} · {_say_place(row.path, row.line)}",
        (
            *reads,
            *_say_names(survey, fact.indicator),
            f"{fact.source.source}, {fact.locator}: “{fact.phrase}”",
        ),
    )
    short = find_short_key(survey.curated.ledger, fact)
    yield Shown("To paste", tuple(_list_roles(survey, fact, short)))
    yield from _show_uses(survey, (fact.key,))
    resting = [
        f"{one.target.key}: {one.status}"
        for one in survey.curated.assessments
        if fact in {one.target, one.baseline, one.latest, *one.inputs, *one.restatements}
    ]
    if resting:
        yield Shown("Targets that rest on it", tuple(resting))
    conflicts = [
        f"{one.conflict}: {other}"
        for one in ledger.conflicts
        for own, other in (one.facts, one.facts[::-1])
        if own == fact.key
    ]
    if conflicts:
        yield Shown("Documents that disagree", tuple(conflicts))


def _list_roles(survey: Survey, fact: Fact, short: str) -> Iterator[str]:
    """Roles that an author may want, those that can be worked out."""
    yield f"{{fact}}`{short}`"
    if fact.kind == "target":
        yield f"{{status}}`{short}`"
    same = survey.curated.ledger.facts_by_indicator[fact.indicator.indicator]
    for other in same:
        if other.area is not fact.area or other is fact or other.statement > 1:
            continue
        for role in ("growth", "change", "gap", "baseline", "share"):
            pair = (fact, other) if role in {"gap", "baseline"} else (other, fact)
            if _can_derive(survey, role, pair):
                keys = ", ".join(find_short_key(survey.curated.ledger, one) for one in pair)
                yield f"{{{role}}}`{keys}`"


def _can_derive(survey: Survey, role: str, pair: Sequence[Fact]) -> bool:
    try:
        derive(role, tuple(pair), survey.curated.ledger.unit_by_key)
    except DeriveError:
        return False
    return True


def _show_indicator(survey: Survey, one: Indicator) -> Iterator[Shown]:
    ledger = survey.curated.ledger
    yield Shown(f"{one.indicator} · an indicator of `{one.domain}`", tuple(_say_names(survey, one)))
    facts = ledger.facts_by_indicator.get(one.indicator, ())
    yield _list_facts(survey, "Facts", facts)
    yield from _show_uses(survey, [fact.key for fact in facts])


def _show_source(survey: Survey, one: Source) -> Iterator[Shown]:
    facts = survey.curated.ledger.facts_by_source.get(one.source, ())
    names = [f"{code}: {one.title[code]}" for code in survey.voices]
    roles = f"{{source}}`{one.source}`"
    yield Shown(f"{one.source} · a document of {one.date}", (*names, f"{len(facts)} facts", roles))
    yield from _show_uses(survey, [fact.key for fact in facts])


def _show_term(survey: Survey, one: Term) -> Iterator[Shown]:
    names = [f"{code}: {one.names[code]} – {one.explanation[code]}" for code in survey.voices]
    yield Shown(f"{one.term} · a term", (*names, f"{{term}}`{one.term}`"))


def _list_facts(survey: Survey, title: str, facts: Sequence[Fact]) -> Shown:
    voice = next(iter(survey.voices.values()))
    lines = [
        f"{find_short_key(survey.curated.ledger, one)}: {voice.quantity(one.quantity)}"
        for one in facts
    ]
    return Shown(title, _shorten(lines))


def _show_uses(survey: Survey, keys: Sequence[str]) -> Iterator[Shown]:
    """Where pages cite facts, and what they claim of them."""
    wanted = set(keys)
    cited, claimed = [], []
    for page in survey.signatures.values():
        cited += [_say_place(at.path, at.line) for key, at in page.cited if key in wanted]
        claimed += [
            f"{_say_place(at.path, at.line)}: {claim.partition(': ')[2]}"
            for claim, at in page.claims
            if wanted & _list_meant(survey, claim.partition(": ")[2])
        ]
    yield Shown("Cited by", _shorten([*dict.fromkeys(cited)]) or ("no page",))
    if claimed:
        yield Shown("Claims that name it", _shorten(claimed))


def _list_meant(survey: Survey, claim: str) -> set[str]:
    """Keys of the facts that a claim names, written out."""
    ledger = survey.curated.ledger
    return {
        fact.key
        for written in _KEYS.findall(claim)
        for key in split_keys(written)
        for fact in ledger.find_facts(key)
    }


def _find_words(survey: Survey, word: str) -> tuple[str, ...]:
    """Indicators, terms and documents that have a word in a name."""
    ledger, folded = survey.curated.ledger, word.casefold()

    def has(texts: Iterable[str]) -> bool:
        return any(folded in text.casefold() for text in texts)

    found = [
        *(
            f"{one.indicator}: {next(iter(_say_names(survey, one)))}"
            for one in ledger.indicators
            if has(text for _, text in one.name.texts)
        ),
        *(f"{one.term} (a term)" for one in ledger.terms if has(t for _, t in one.names.texts)),
        *(
            f"{one.source} (a document)"
            for one in ledger.sources
            if has(t for _, t in one.title.texts)
        ),
    ]
    return _shorten(found)


def _say_names(survey: Survey, one: Indicator) -> Iterator[str]:
    yield from (f"{code}: {one.name[code]}" for code in survey.voices)


def _say_place(path: str, line: int) -> str:
    return f"{path}:{line}"


def _shorten(lines: Sequence[str]) -> tuple[str, ...]:
    more = len(lines) - _MOST
    return (*lines[:_MOST], *([f"and {more} more"] if more > 0 else ()))
