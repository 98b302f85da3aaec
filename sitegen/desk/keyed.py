"""What a key means besides facts and what they are of: a subject, a unit, a page, a programme, an event."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sitegen.desk.paragraphs import Shown, list_first, say_place
from sitegen.messages.said import Said, keep_as, say, say_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.desk.survey import Survey
    from sitegen.language.localized import Localized
    from sitegen.ledger.values import Domain, Event, Programme
    from sitegen.quantities.units import Unit


def list_keyed(survey: Survey) -> Iterator[str]:
    """All keys of these."""
    ledger = survey.curated.ledger
    yield from ledger.domain_by_key
    yield from ledger.unit_by_key
    yield from (one.programme for one in ledger.programmes)
    yield from ledger.event_by_key
    yield from dict.fromkeys(card.slug for card in survey.cards.values())


def show_keyed(survey: Survey, key: str) -> Iterator[Shown]:
    """What a key is among these, which may be several."""
    ledger = survey.curated.ledger
    if key in ledger.domain_by_key:
        yield from _show_domain(survey, ledger.domain_by_key[key])
    if key in ledger.unit_by_key:
        yield from _show_unit(survey, ledger.unit_by_key[key])
    yield from (
        _show_programme(survey, programme)
        for programme in ledger.programmes
        if programme.programme == key
    )
    if key in ledger.event_by_key:
        yield _show_event(survey, ledger.event_by_key[key])
    yield from _show_page(survey, key)


def _show_domain(survey: Survey, one: Domain) -> Iterator[Shown]:
    ledger = survey.curated.ledger
    yield Shown(say("{domain} · a subject", domain=one.domain), (*_say_names(survey, one.name),))
    indicators = [own.indicator for own in ledger.indicators_by_domain.get(one.domain, ())]
    yield Shown(say("Indicators"), list_first([*map(keep_as, indicators)]) or (say("none"),))
    pages = [key for key, card in survey.cards.items() if card.domain == one.domain]
    yield Shown(say("Pages about it"), list_first([*map(keep_as, pages)]) or (say("no page"),))


def _show_unit(survey: Survey, one: Unit) -> Iterator[Shown]:
    ledger = survey.curated.ledger
    facts = [fact.key for fact in ledger.facts if fact.quantity.unit.unit == one.unit]
    forms = [keep_as(f"{code}: {' | '.join(one.form(code))}") for code in survey.voices]
    yield Shown(
        say(
            "{unit} · a unit of {factor} `{base}`",
            unit=one.unit,
            factor=one.factor,
            base=one.base_unit,
        ),
        (*forms, say_many(len(facts), "{n} fact", "{n} facts")),
    )
    if facts:
        yield Shown(say("Facts"), list_first([*map(keep_as, facts)]))


def _show_programme(survey: Survey, one: Programme) -> Shown:
    title = say("{key} · a programme, {period}", key=one.programme, period=one.period.text)
    return _show_row(survey, title, one)


def _show_event(survey: Survey, one: Event) -> Shown:
    return _show_row(
        survey,
        say("{key} · an event, {period}", key=one.event, period=one.date.text.removeprefix("@")),
        one,
    )


def _show_row(survey: Survey, title: Said, one: Programme | Event) -> Shown:
    quoted = say(
        "{source}, {locator}: “{phrase}”",
        source=one.source.source,
        locator=one.locator,
        phrase=one.phrase,
    )
    texts = chain.from_iterable(_say_names(survey, text) for text in (one.name, one.summary))
    return Shown(title, (*texts, quoted))


def _show_page(survey: Survey, slug: str) -> Iterator[Shown]:
    """A page in each language that it has, and the facts that it cites."""
    cards = [card for card in survey.cards.values() if card.slug == slug]
    if not cards:
        return
    titles = (keep_as(f"{card.language}: {card.title}") for card in cards)
    yield Shown(say("{slug} · a page", slug=slug), (*titles,))
    pages = [survey.signatures[key] for card in cards if (key := card.key) in survey.signatures]
    yield Shown(say("Its files"), tuple(keep_as(page.path) for page in pages))
    cited = [
        keep_as(f"{say_place(page.path, place.line)}: {key}")
        for page in pages[:1]
        for key, place in page.cited
    ]
    if cited:
        yield Shown(say("Cites"), list_first([*dict.fromkeys(cited)]))


def _say_names(survey: Survey, text: Localized) -> Iterable[Said]:
    return (keep_as(f"{code}: {text[code]}") for code in survey.voices)
