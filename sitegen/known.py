"""What pages know of each other: a card of each page, what else it says of itself, and what follows.

Every page says what others may know of it, in parts: its card, which the front matter gives, and what
its text gives, such as the facts it cites. Whatever a page needs of others is a value of a `FAMILY`,
made from one or two of these parts. All of them are plain and can be kept as JSON, so that a page is
made anew only where what it knows of others is another.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from sitegen.addresses import page_address
from sitegen.project.pages import HOME, PageTraits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

LAST = 99
"""Where pages stand that say no `order`."""
NAVIGABLE = 40
"""How many pages of a language stand in the navigation of each page at most, the first ones in their order;
besides those of a kind of which there is one page, and those about one subject."""


class PageCard(NamedTuple):
    """What other pages know of a page of the content folder without its text."""

    slug: str
    language: str
    kind: str
    address: str
    name: str
    """What the navigation calls it."""
    title: str
    description: str
    lead: str
    domain: str
    """Key of the subject it is about; may be empty."""
    order: int
    updated: str
    """Day of its last change of substance, as ISO date; empty where nobody wrote one."""
    group: str
    """The group of the navigation it stands in."""
    traits: PageTraits

    @property
    def key(self) -> str:
        """Language and slug, which no other page has: `en/economy`."""
        return f"{self.language}/{self.slug}"


def read_card(plain: Sequence[Any]) -> PageCard:
    """A card as it was kept."""
    *rest, traits = plain
    return PageCard(*[*rest, PageTraits(*traits)])


class NavEntry(NamedTuple):
    """A page in the navigation, wherever it is seen from."""

    slug: str
    name: str
    address: str
    kind: str
    group: str
    footer: int


class Way(NamedTuple):
    """How a page is led to."""

    name: str
    address: str
    slug: str


class Standing(NamedTuple):
    """Where a page stands among others."""

    translations: dict[str, str]
    """Its address in each language that has it, by code."""
    before: tuple[str, str] | None
    """Name and address of the page before it, among those of its language that are listed."""
    after: tuple[str, str] | None


class ListedPage(NamedTuple):
    """A page as the site's list of pages knows it."""

    canonical: str
    alternates: tuple[tuple[str, str], ...]
    """BCP 47 tag, or `x-default`, and absolute address of the page in each language; none if there is one."""
    updated: str = ""
    """Day of its last change of substance; empty where nobody wrote one."""


CARD, UNREAD, CITED, TERMS, CHARTS, DRAWN, ROWS, TEXT, LISTED, SEEN, SHOWN = (
    "card",
    "unread",
    "cited",
    "terms",
    "charts",
    "drawn",
    "rows",
    "text",
    "listed",
    "seen",
    "shown",
)
"""The parts of what a page says of itself: its card; that it cannot be read, and its card is that of when it last could; keys of the facts it cites; keys of the terms it
marks; names and titles of its charts, and of those that the page of an indicator has of itself; what is found of the tables in a language; its text, to be searched; how the list of pages has it; what its
picture shows besides its title; the images of its text, by the names of their files."""


@dataclass(frozen=True)
class Pages:
    """What all pages say of themselves."""

    read: Callable[[str], Mapping[str, Any]]
    """A part of all pages by their keys, or, for `LISTED`, by address."""

    @cached_property
    def cards(self) -> tuple[PageCard, ...]:
        """In the order of the navigation."""
        cards = (read_card(one) for one in self.read(CARD).values())
        return tuple(sorted(cards, key=lambda card: (card.order, card.slug, card.language)))

    @cached_property
    def by_key(self) -> Mapping[str, PageCard]:
        """Cards by language and slug."""
        return {card.key: card for card in self.cards}

    @cached_property
    def read_cards(self) -> tuple[PageCard, ...]:
        """Those of the pages that can be read, as they are now."""
        unread = self.read(UNREAD)
        return (
            tuple(card for card in self.cards if card.key not in unread) if unread else self.cards
        )

    @cached_property
    def by_language(self) -> Mapping[str, tuple[PageCard, ...]]:
        """Cards by language, in the order of the navigation."""
        found: dict[str, list[PageCard]] = {}
        for card in self.cards:
            found.setdefault(card.language, []).append(card)
        return {code: tuple(cards) for code, cards in found.items()}

    @cached_property
    def first_of_kind(self) -> Mapping[str, PageCard]:
        """The first page of each kind, by language and kind."""
        return {f"{card.language}/{card.kind}": card for card in reversed(self.cards)}

    @cached_property
    def translations(self) -> Mapping[str, dict[str, str]]:
        """Addresses of each page by slug and language."""
        found: dict[str, dict[str, str]] = {}
        for card in self.cards:
            found.setdefault(card.slug, {})[card.language] = card.address
        return found

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[PageCard | None, PageCard | None]]:
        """The listed pages before and after each listed page; the way begins at home, wherever its file has it."""
        found = {}
        for cards in self.by_language.values():
            listed = (card for card in cards if card.traits.listed)
            row = [None, *sorted(listed, key=lambda card: card.kind != HOME), None]
            for before, card, after in zip(row, row[1:], row[2:], strict=False):
                if card is not None:
                    found[card.key] = before, after
        return found

    def prepare(self) -> None:
        """Put in order now what is asked for by most pages."""
        _ = self.by_key, self.by_language, self.first_of_kind, self.translations, self.neighbours

    @cached_property
    def uses(self) -> Mapping[str, Mapping[str, tuple[PageCard, ...]]]:
        """Pages that cite each fact, by language and by key of the fact, in the order of the navigation."""
        found: dict[str, dict[str, list[PageCard]]] = {}
        cited = self.read(CITED)
        for card in self.cards:
            own = found.setdefault(card.language, {})
            for key in cited.get(card.key, ()):
                own.setdefault(key, []).append(card)
        return {
            code: {key: tuple(cards) for key, cards in own.items()} for code, own in found.items()
        }


@dataclass(frozen=True)
class Family:
    """Values that pages have of each other, one for each argument."""

    parts: tuple[str, ...]
    """What of the pages they are made of."""
    make: Callable[[Pages, str], Any]
    """The value, plain: texts, numbers, lists, mappings by text."""
    read: Callable[[Any], Any] = lambda plain: plain
    """From what was kept as JSON."""


def _stand(pages: Pages, key: str) -> Standing:
    _, _, slug = key.partition("/")
    before, after = pages.neighbours.get(key, (None, None))
    return Standing(
        pages.translations.get(slug, {}),
        before and (before.name, before.address),
        after and (after.name, after.address),
    )


def _find_way(pages: Pages, key: str) -> Way | None:
    """The way to the first page of a kind."""
    return _lead_to(pages.first_of_kind.get(key))


def _find_subject(pages: Pages, key: str) -> Way | None:
    """The way to the first page about a subject."""
    code, _, domain = key.partition("/")
    cards = (card for card in pages.by_language.get(code, ()) if card.traits.of_subject)
    return _lead_to(next((card for card in cards if card.domain == domain), None))


def _lead_to(card: PageCard | None) -> Way | None:
    return None if card is None else Way(card.name, card.address, card.slug)


def _navigate(pages: Pages, code: str) -> list[NavEntry]:
    cards = [
        card for card in pages.by_language.get(code, ()) if card.traits.listed and card.kind != HOME
    ]
    most = {*islice((card.key for card in cards if not _is_always_shown(card)), NAVIGABLE)}
    cards = [card for card in cards if _is_always_shown(card) or card.key in most]
    return [
        NavEntry(
            card.slug,
            card.name,
            card.address,
            card.kind,
            card.group,
            card.traits.footer,
        )
        for card in cards
    ]


def _is_always_shown(card: PageCard) -> bool:
    return card.traits.single or card.traits.of_subject


def _list_uses(pages: Pages, arg: str) -> dict[str, list[tuple[str, str]]]:
    """Names and addresses of the pages that cite each fact of a source or an indicator.

    `arg` is a language, a part of the keys of facts by its place, and what that part is: `en/0/gdp`.
    """
    code, place, wanted = arg.split("/")
    return {
        key: [(card.name, card.address) for card in cards]
        for key, cards in pages.uses.get(code, {}).items()
        if key.split("/")[int(place)] == wanted
    }


def _find_homes(pages: Pages, _: str) -> dict[str, str]:
    """The home of each language that has one which can be read, by its slug."""
    homes: dict[str, str] = {}
    for card in pages.read_cards:
        if card.kind == HOME:
            homes.setdefault(card.language, card.slug)
    return homes


def _list_absent(pages: Pages, _: str) -> list[str]:
    """Pages that a language does not have and another has: `fr/trade`. What stands at their addresses is none."""
    taken = {card.address for card in pages.cards}
    return [
        f"{code}/{slug}"
        for slug, addresses in pages.translations.items()
        for code in pages.by_language
        if code not in addresses and page_address(code, slug) not in taken
    ]


def _list_by_key(part: str) -> Callable[[Pages, str], list[Any]]:
    """What the pages of a language say in a part, each with its card, in the order of the navigation."""

    def make(pages: Pages, code: str) -> list[Any]:
        said = pages.read(part)
        return [
            (card, said[card.key]) for card in pages.by_language.get(code, ()) if card.key in said
        ]

    return make


def _read_by_key(plain: Any) -> tuple[tuple[PageCard, Any], ...]:  # noqa: ANN401 # as it was kept
    return tuple((read_card(card), said) for card, said in plain)


def _read_way(plain: Any) -> Way | None:  # noqa: ANN401 # as it was kept
    return None if plain is None else Way(*plain)


def _list_listed(pages: Pages, _: str) -> list[Any]:
    return [said for _, said in sorted(pages.read(LISTED).items())]


def _read_cards(plain: Any) -> tuple[PageCard, ...]:  # noqa: ANN401 # as it was kept
    return tuple(map(read_card, plain))


def _read_card_or_none(plain: Any) -> PageCard | None:  # noqa: ANN401 # as it was kept
    return None if plain is None else read_card(plain)


FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "page": Family((CARD,), lambda pages, key: pages.by_key.get(key), _read_card_or_none),
        "address": Family(
            (CARD,),
            lambda pages, key: pages.by_key[key].address if key in pages.by_key else None,
        ),
        "kind": Family(
            (CARD,), lambda pages, key: pages.first_of_kind.get(key), _read_card_or_none
        ),
        "way": Family((CARD,), _find_way, _read_way),
        "subject": Family((CARD,), _find_subject, _read_way),
        "absent": Family((CARD,), _list_absent),
        "kinds": Family((CARD,), lambda pages, _: sorted({card.kind for card in pages.cards})),
        "read-kinds": Family(
            (CARD, UNREAD), lambda pages, _: sorted({card.kind for card in pages.read_cards})
        ),
        "homes": Family((CARD, UNREAD), _find_homes),
        "unread": Family((UNREAD,), lambda pages, _: sorted(pages.read(UNREAD))),
        "standing": Family((CARD,), _stand, lambda plain: Standing(*plain)),
        "navigation": Family(
            (CARD,), _navigate, lambda plain: tuple(NavEntry(*one) for one in plain)
        ),
        "pages": Family((CARD,), lambda pages, code: pages.by_language.get(code, ()), _read_cards),
        "briefings": Family(
            (CARD,),
            lambda pages, code: [
                card for card in pages.by_language.get(code, ()) if card.traits.of_subject
            ],
            _read_cards,
        ),
        "dated": Family(
            (CARD,),
            lambda pages, code: any(card.updated for card in pages.by_language.get(code, ())),
        ),
        "uses": Family((CARD, CITED), _list_uses),
        "terms": Family((CARD, TERMS), _list_by_key(TERMS), _read_by_key),
        "charts": Family((CARD, CHARTS), _list_by_key(CHARTS), _read_by_key),
        "drawn": Family(
            (DRAWN,),
            lambda pages, code: {
                key.partition("/")[2]: charts
                for key, charts in pages.read(DRAWN).items()
                if key.partition("/")[0] == code
            },
        ),
        "texts": Family((CARD, TEXT), _list_by_key(TEXT), _read_by_key),
        "outline": Family(
            ("outline",), lambda pages, _: [one for _, one in sorted(pages.read("outline").items())]
        ),
        "images": Family(
            (SHOWN,),
            lambda pages, _: sorted({name for some in pages.read(SHOWN).values() for name in some}),
        ),
        "listed": Family(
            (LISTED,), _list_listed, lambda plain: tuple(ListedPage(*one) for one in plain)
        ),
    }
)
"""Every family by the name that stands before the argument in the name of a value: `kind:en/home`."""


def list_families(parts: set[str]) -> Iterator[str]:
    """The families that are made of any of these parts."""
    return (name for name, one in FAMILIES.items() if parts & {*one.parts})
