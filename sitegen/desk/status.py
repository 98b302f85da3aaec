"""What a project lacks: pages in a language, facts that no page cites, targets without a figure, claims near falling."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sitegen.desk.paragraphs import KEYS, say_place
from sitegen.resolve.keys import find_short_key
from sitegen.translations.states import AHEAD, BEHIND, CHANGED, SINGLE, compare_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.desk.survey import Survey
    from sitegen.translations.states import BlockPair


_STALE = {BEHIND: 0, AHEAD: 1, CHANGED: -1}
"""States of pairs, and of which of their languages each says that it has to be looked at; -1 for both."""
_UNPAIRED = {SINGLE: -1}


@dataclass(frozen=True)
class PageStatus:
    """A page in a language."""

    page: str
    language: str
    missing: bool
    """Whether it is written in another language, and not in this one."""
    errors: int
    warnings: int
    cited: int
    """How many facts it cites."""
    derived: int
    claims: int
    unheld: int
    """How many of its words compare, and stand in no claim."""
    unbound: int
    """How many typed numbers are bound to no fact."""
    updated: str
    stale: tuple[int, ...] = ()
    """Lines of the texts that are older than in another language, changed in both, or were never agreed."""
    unpaired: tuple[int, ...] = ()
    """Lines of the texts that another language does not have."""


@dataclass(frozen=True)
class CloseClaim:
    """A claim that the next revision of a figure may undo."""

    place: str
    """File and line."""
    words: str
    claim: str
    margin: str
    """In base units."""
    unit: str
    steps: str
    """The margin in steps of the last printed digit; 1 or less."""


@dataclass(frozen=True)
class ProjectStatus:
    """What a project has, and what it lacks."""

    pages: tuple[PageStatus, ...]
    never_cited: tuple[str, ...]
    """Keys of facts that no page cites, by their first statements; the data page and those of indicators and sources have them all."""
    without_figure: tuple[str, ...]
    """Keys of targets of which no later figure is known."""
    undiscussed: tuple[str, ...]
    """Indicators of which no page cites a fact, or claims anything."""
    unused_sources: tuple[str, ...]
    """Documents from which no page cites a fact."""
    near_falling: tuple[CloseClaim, ...]
    """Claims whose margin is no more than one of the last printed digit, the narrowest first."""

    def to_plain(self) -> dict[str, object]:
        """As JSON has it."""
        return asdict(self)


def take_status(survey: Survey) -> ProjectStatus:
    """What a project has, and what it lacks."""
    ledger = survey.curated.ledger
    cited = {key for page in survey.signatures.values() for key, _ in page.cited}
    known = [fact for fact in ledger.facts if fact.key in cited]
    discussed = {fact.indicator.indicator for fact in known} | {*_list_claimed(survey)}
    used = {fact.source.source for fact in known}
    return ProjectStatus(
        tuple(_list_pages(survey)),
        tuple(
            find_short_key(ledger, one)
            for one in ledger.facts
            if one.key not in cited and one.statement == 1
        ),
        tuple(
            find_short_key(ledger, one.target)
            for one in survey.curated.assessments
            if one.latest is None
        ),
        tuple(one.indicator for one in ledger.indicators if one.indicator not in discussed),
        tuple(one.source for one in ledger.sources if one.source not in used),
        tuple(_list_close(survey)),
    )


def _list_claimed(survey: Survey) -> Iterator[str]:
    """The indicators that claims name; of what a page says to be absent, there is no fact to cite."""
    for page in survey.signatures.values():
        for claim, _ in page.claims:
            yield from (key.partition("/")[0] for key in KEYS.findall(claim))


def _list_close(survey: Survey) -> list[CloseClaim]:
    found = [
        CloseClaim(
            say_place(survey.signatures[page.key].path, one.line),
            one.words,
            one.claim,
            one.margin,
            one.unit,
            one.steps,
        )
        for page in survey.records.values()
        for one in page.claims
        if one.is_close
    ]
    return sorted(found, key=lambda one: (float(one.steps), one.claim, one.place))


def _list_pages(survey: Survey) -> list[PageStatus]:
    slugs = dict.fromkeys(card.slug for card in survey.cards.values())
    counts = Counter[tuple[str, str]](
        (problem.path, said)
        for problem in survey.problems
        for said in (problem.level, problem.rule)
    )
    return [
        _judge_page(survey, slug, code, counts, pairs)
        for slug, pairs in ((slug, _compare(survey, slug)) for slug in slugs)
        for code in survey.config.codes
    ]


def _compare(survey: Survey, slug: str) -> list[BlockPair]:
    """The texts of a page that are not in step; none of a site in which nothing was ever agreed."""
    if not survey.is_locked:
        return []
    pairs = compare_languages(
        survey.list_blocks(slug), survey.agreed.get(slug, ()), survey.sketches.get(slug, {})
    )
    return [pair for pair in pairs if pair.is_open]


def _list_lines(
    pairs: Iterable[BlockPair], code: str, states: Mapping[str, int]
) -> tuple[int, ...]:
    """Lines of a language in pairs of some states; a state says in which of the two languages: 0, 1, or -1 for both."""
    found = {
        pair.lines[own]
        for pair in pairs
        for own in (0, 1)
        if pair.codes[own] == code and pair.lines[own] and states.get(pair.state) in {own, -1}
    }
    return tuple(sorted(found))


def _judge_page(
    survey: Survey,
    slug: str,
    code: str,
    counts: Mapping[tuple[str, str], int],
    pairs: Iterable[BlockPair],
) -> PageStatus:
    path = f"{survey.config.path('content')}/{slug}.{code}.md"
    card, own = survey.cards.get(f"{code}/{slug}"), survey.signatures.get(f"{code}/{slug}")
    record = survey.records.get(f"{code}/{slug}")
    return PageStatus(
        slug,
        code,
        card is None,
        counts.get((path, "error"), 0),
        counts.get((path, "warning"), 0),
        len(own.cited) if own else 0,
        len(own.derived) if own else 0,
        len(own.claims) if own else 0,
        record.unheld if record else 0,
        counts.get((path, "unbound-number"), 0),
        card.updated if card else "",
        _list_lines(pairs, code, _STALE),
        _list_lines(pairs, code, _UNPAIRED),
    )
