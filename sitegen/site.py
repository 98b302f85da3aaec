"""The site as whoever makes a page of it sees it: settings, tables, voices, other pages.

A `Site` is asked for values, and notes the name of each. So the one who makes a page knows what the page
was made of without having to say so, and none of it can be forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sitegen.addresses import (
    HOME_SLUG,
    name_comparison_chart,
    name_path_chart,
    page_address,
)
from sitegen.asked import Asked
from sitegen.filenames.pages import divide_name, guess_pages, is_page_name, is_written_well
from sitegen.known import FAMILIES, Pages
from sitegen.naming import ASSETS, LISTING, SETTINGS, TABLES, write_json
from sitegen.resolve.insertions import Targets
from sitegen.translations.states import NEWER
from sitegen.views.maker import ViewMaker

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from fractions import Fraction

    from sitegen.analysis.assessment import Assessment
    from sitegen.analysis.relations import RelationResult
    from sitegen.known import NavEntry, PageCard, Standing, Way
    from sitegen.language.voice import Voice
    from sitegen.ledger.ledger import Ledger
    from sitegen.project.config import Config
    from sitegen.resolve.chart_block import ChartBlock


@dataclass(frozen=True)
class Curated:
    """The curated tables, and what follows from them alone."""

    ledger: Ledger
    """All else here is made of it or it of them, so it alone counts for equality."""
    texts: Mapping[str, str] = field(compare=False)
    """The tables as they are published, by name."""
    assessments: tuple[Assessment, ...] = field(compare=False)
    relations: tuple[RelationResult, ...] = field(compare=False)
    """The relations between facts, worked out."""

    @cached_property
    def targets(self) -> Targets:
        """The status of each target by the key of its fact."""
        return Targets({one.target.key: one for one in self.assessments})

    @cached_property
    def reproduced(self) -> tuple[tuple[str, Fraction], ...]:
        """The indicators of which a baseline is stated and implied as well, and by what part the second is off."""
        return tuple(
            (one.target.indicator.indicator, one.deviation)
            for one in self.assessments
            if one.deviation is not None
        )

    @cached_property
    def assessments_by_indicator(self) -> Mapping[str, tuple[Assessment, ...]]:
        """The status of every target by the key of its indicator."""
        found: dict[str, list[Assessment]] = {}
        for one in self.assessments:
            found.setdefault(one.target.indicator.indicator, []).append(one)
        return {key: tuple(some) for key, some in found.items()}

    @cached_property
    def generated_charts(self) -> Mapping[str, str]:
        """The indicator of each chart that no author wrote, or that may come to be made, by the chart's name."""
        paths = [one.target for one in self.assessments if one.has_path]
        drawn = {one.indicator.indicator for one in paths}
        others = (one.indicator for one in self.ledger.indicators if one.indicator not in drawn)
        return {
            **{name_path_chart(one.key): one.indicator.indicator for one in paths},
            **{name_comparison_chart(key): key for key in others},
        }

    @cached_property
    def relations_by_indicator(self) -> Mapping[str, tuple[RelationResult, ...]]:
        """Relations by the key of each indicator that they hold between."""
        found: dict[str, list[RelationResult]] = {}
        for one in self.relations:
            for key in dict.fromkeys(fact.indicator.indicator for fact in (one.result, *one.facts)):
                found.setdefault(key, []).append(one)
        return {key: tuple(some) for key, some in found.items()}


class Shared:
    """What is read once for all pages, when the first of them asks for it."""

    def __init__(
        self,
        config: Config,
        read_curated: Callable[[], Curated],
        read_voices: Callable[[], tuple[Voice, ...]],
        read_assets: Callable[[], Mapping[str, str]],
        files: Collection[str] = (),
    ) -> None:
        """Prepare; nothing is read yet."""
        self.config = config
        self.files = files
        """Names of the files of the project: `content/sea.en.md`."""
        self._read_curated, self._read_voices = read_curated, read_voices
        self._read_assets = read_assets

    @cached_property
    def meant(self) -> frozenset[str]:
        """Names of pages that files of the content folder with other names were meant to be."""
        start, codes = "content/", self.config.codes
        names = (name.removeprefix(start) for name in self.files if name.startswith(start))
        wrong = (name for name in names if is_page_name(name) and not is_written_well(name, codes))
        return frozenset(one for name in wrong for one in guess_pages(name, codes))

    @cached_property
    def written(self) -> Mapping[str, list[str]]:
        """Slugs of the pages that there are, or are meant to be, by language."""
        start, codes = "content/", self.config.codes
        names = {name.removeprefix(start) for name in self.files if name.startswith(start)}
        names = {name for name in names if is_page_name(name)} | self.meant
        found: dict[str, list[str]] = {}
        for name in sorted(names):
            divided = divide_name(name, "", codes)
            if isinstance(divided, tuple):
                found.setdefault(divided[1], []).append(divided[0])
        return found

    @cached_property
    def curated(self) -> Curated:
        """The curated tables."""
        return self._read_curated()

    @cached_property
    def voices(self) -> Mapping[str, Voice]:
        """The voice of each language by its code."""
        return {voice.language.code: voice for voice in self._read_voices()}

    @cached_property
    def assets(self) -> Mapping[str, str]:
        """Address of each published asset by its name."""
        return self._read_assets()


_MOST_KNOWN = 512
"""Values that are kept at hand: most pages ask for the same few, and each for some that no other asks for."""


class Values:
    """Values that pages have of each other: found as they were kept, or made of what pages say."""

    def __init__(self, pages: Callable[[], Pages], find: Callable[[str], str | None]) -> None:
        """Prepare; `find` gives what was kept under a name as JSON, where it still holds."""
        self._load, self._find = pages, find
        self._known: dict[str, Any] = {}
        self.made: dict[str, str] = {}
        """Values that were made and not found, as JSON by name."""

    @cached_property
    def pages(self) -> Pages:
        """What all pages say of themselves."""
        return self._load()

    def get(self, name: str) -> Any:  # noqa: ANN401 # families differ
        """The value of a name."""
        if name not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            family = name.partition(":")[0]
            kept = self._find(name)
            if kept is None:
                kept = self.made[name] = self.make(name)
            self._known[name] = FAMILIES[family].read(json.loads(kept))
        return self._known[name]

    def part(self, part: str, key: str) -> Any:  # noqa: ANN401 # parts differ
        """What one page says of itself in a part; `None` where it says nothing of the kind."""
        kept = self._find(f"{part}@{key}")
        return self.pages.read(part).get(key) if kept is None else json.loads(kept)

    def make(self, name: str) -> str:
        """The value of a name as JSON, made now."""
        family, _, arg = name.partition(":")
        return write_json(FAMILIES[family].make(self.pages, arg))


def note_nothing(_name: str) -> None:
    """For whoever does not want to know what is asked for."""


@dataclass(frozen=True)
class Site:
    """What a page may know of the site; each name that it asks for is noted."""

    shared: Shared
    values: Values
    note: Callable[[str], None] = note_nothing

    def part(self, part: str, key: str) -> Any:  # noqa: ANN401 # parts differ
        """What one page says of itself; `None` where it says nothing of the kind."""
        self.note(f"{part}@{key}")
        return self.values.part(part, key)

    def get(self, family: str, arg: str = "") -> Any:  # noqa: ANN401 # families differ
        """What pages know of each other, by family and argument."""
        name = f"{family}:{arg}"
        self.note(name)
        return self.values.get(name)

    @property
    def config(self) -> Config:
        """The settings."""
        self.note(SETTINGS)
        return self.shared.config

    @property
    def curated(self) -> Curated:
        """The curated tables, and what follows from them; whatever is asked of them is noted."""
        asked: Any = Asked(self.shared.curated, TABLES, self.note)
        curated: Curated = asked
        return curated

    @property
    def ledger(self) -> Ledger:
        """The curated tables as values."""
        return self.curated.ledger

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """The status of every target."""
        return self.curated.assessments

    @property
    def relations(self) -> tuple[RelationResult, ...]:
        """The relations between facts, worked out."""
        return self.curated.relations

    @property
    def assets(self) -> Mapping[str, str]:
        """Address of each published asset by its name, with `PENDING` for what changes with its content."""
        self.note(ASSETS)
        return self.shared.assets

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices of all languages."""
        return tuple(self.voice(code) for code in self.config.codes)

    def voice(self, code: str) -> Voice:
        """The voice of a language of the site."""
        self.note(f"voice:{code}")
        return self.shared.voices[code]

    def is_written(self, name: str) -> bool:
        """Whether the content folder has a page, whatever is wrong with it or its name."""
        self.note(LISTING)
        return f"content/{name}" in self.shared.files or name in self.shared.meant

    def list_written(self, code: str) -> list[str]:
        """The pages of the content folder in a language by their slugs, whatever is wrong with them or their names."""
        self.note(LISTING)
        return self.shared.written.get(code, [])

    def page(self, slug: str, code: str) -> PageCard | None:
        """A page of the content folder, where there is one."""
        card: PageCard | None = self.get("page", f"{code}/{slug}")
        return card

    def page_of_folder(self, folder: str, code: str) -> PageCard | None:
        """The page that stands at the address of a folder of the content folder, where there is one."""
        return self.page(folder, code) or self.page(f"{folder}/{HOME_SLUG}", code)

    def in_language(self, code: str) -> tuple[PageCard, ...]:
        """Pages of a language, in the order of the navigation."""
        cards: tuple[PageCard, ...] = self.get("pages", code)
        return cards

    def briefings(self, code: str) -> tuple[PageCard, ...]:
        """Pages of a language that are each about one subject."""
        cards: tuple[PageCard, ...] = self.get("briefings", code)
        return cards

    def navigation(self, code: str) -> tuple[NavEntry, ...]:
        """What the pages of a language have in their navigation."""
        entries: tuple[NavEntry, ...] = self.get("navigation", code)
        return entries

    def standing(self, slug: str, code: str) -> Standing:
        """Where a page of the content folder stands among others."""
        standing: Standing = self.get("standing", f"{code}/{slug}")
        return standing

    def newer(self, slug: str, code: str) -> tuple[str, ...]:
        """The languages in which a page has something that it has not in one."""
        return tuple(self.part(NEWER, f"{code}/{slug}") or ())

    def is_dated(self, code: str) -> bool:
        """Whether any page of a language says when it was last changed."""
        return bool(self.get("dated", code))

    def dated(self, code: str) -> tuple[PageCard, ...]:
        """Pages of a language that say when they were last changed, the latest first."""
        cards = (card for card in self.in_language(code) if card.updated)
        return tuple(sorted(cards, key=lambda card: card.updated, reverse=True))

    def of_kind(self, kind: str, code: str) -> PageCard | None:
        """The first page of a kind in a language, where there is one."""
        card: PageCard | None = self.get("kind", f"{code}/{kind}")
        return card

    def way_to(self, kind: str, code: str) -> Way | None:
        """How the first page of a kind in a language is led to, where there is one: all that most need of it."""
        way: Way | None = self.get("way", f"{code}/{kind}")
        return way

    def way_to_subject(self, domain: str, code: str) -> Way | None:
        """How the page about a subject in a language is led to, where there is one."""
        way: Way | None = self.get("subject", f"{code}/{domain}")
        return way

    def date_of(self, kind: str, code: str) -> str:
        """The day on which the page of a kind was last changed; empty where none is said."""
        card = self.of_kind(kind, code)
        return card.updated if card else ""

    def maker(self, voice: Voice, address: str, updated: str = "") -> ViewMaker:
        """A maker of views for a page of the site, last changed when it says so."""
        code = voice.language.code
        tracker, index = self.way_to("tracker", code), self.way_to("indicators", code)
        return ViewMaker(
            LazyLedger(self),  # type: ignore[arg-type] # it has all that the ledger has
            voice,
            address,
            self.config.url,
            tracker.address if tracker else "",
            self.config.imprint(code),
            updated,
            index=index.address if index else "",
            find_reproduced=lambda: self.curated.reproduced,
        )


class LazyLedger:
    """The ledger of a site, asked for when something of it is: a page of mere text needs none."""

    def __init__(self, site: Site) -> None:
        """Ask for nothing yet."""
        self._site = site

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 # whatever the ledger has
        """What the ledger has under a name."""
        return getattr(self._site.ledger, name)


class Slugs(Mapping[str, str]):
    """Addresses of the pages of a language by slug, each asked for by itself.

    Of a page that is written in other languages alone it is the address in one of these.
    """

    def __init__(self, site: Site, code: str) -> None:
        """Ask for nothing yet."""
        self._site, self._code = site, code

    def __getitem__(self, slug: str) -> str:
        """The address of a page."""
        address: str | None = self._site.get("address", f"{self._code}/{slug}")
        if address is not None:
            return address
        config = self._site.config
        others = [code for code in (config.default_language, *config.codes) if code != self._code]
        if not self._site.is_written(f"{slug}.{self._code}.md"):  # else it is wrong, and says so
            for code in others:
                address = self._site.get("address", f"{code}/{slug}")
                if address is not None:
                    return address
        if any(self._site.is_written(f"{slug}.{code}.md") for code in config.codes):
            return page_address(self._code, slug)  # it is wrong, which is said elsewhere
        raise KeyError(slug)

    def __iter__(self) -> Iterator[str]:
        """All slugs of the language."""
        return iter(self._site.list_written(self._code))

    def __len__(self) -> int:
        """How many pages the language has."""
        return len(self._site.list_written(self._code))


@dataclass(frozen=True)
class Studio:
    """A site, and what its pictures are drawn with."""

    site: Site
    draw: Callable[[ChartBlock], Mapping[str, str]]
    """A chart's drawings by form: found, or made."""


@dataclass(frozen=True)
class PageBody:
    """A page's text as HTML."""

    parts: tuple[Markup, ...]
    """What stands before the first heading of the second level, and each such heading with what follows."""
    lead: Markup
    headings: tuple[tuple[str, str], ...]
    """Id and text of each heading of the second level."""
    lead_note: str = ""
    """What stands beside the lead; empty for nothing."""

    @property
    def html(self) -> Markup:
        """The whole text."""
        return Markup("").join(self.parts)
