"""What the checks of several pages need to know of each: plain, so that it can be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.problems import Place
from sitegen.resolve.chart_block import ChartBlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.project.parsed import Directive
    from sitegen.resolve.page import ResolvedPage

    Placed = tuple[str, Place]

SIGNATURE = "signature"
"""Name of this part of what a page says of itself."""
SAME = ("kind", "domain", "group", "order")
"""Settings that the languages of a page share."""


@dataclass(frozen=True)
class ChartSignature:
    """A chart of a page: what it shows, whatever language it speaks."""

    name: str
    place: Place
    named: Place
    """Where its name stands."""
    kind: str
    facts: tuple[str, ...]
    last: int
    """The last line of what it says."""


@dataclass(frozen=True)
class PageSignature:
    """What a page cites, derives and is divided into, each with its place."""

    path: str
    language: str
    sound: bool
    """Whether everything it refers to was found."""
    settings: Mapping[str, tuple[str, Place]]
    """Those that languages share, and the date."""
    cited: tuple[Placed, ...]
    derived: tuple[Placed, ...]
    claims: tuple[Placed, ...]
    """What is claimed, with the section that it is claimed in: `section: claim`."""
    sections: tuple[Placed, ...]
    charts: tuple[ChartSignature, ...]


def sign_page(page: ResolvedPage) -> PageSignature:
    """The signature of a page."""
    source = page.parsed.page
    first: dict[str, Place] = {}
    for citation in page.citations:
        first.setdefault(citation.key, citation.place)
    pairs = [*zip(page.parsed.references, page.insertions, strict=True)]
    blocks = zip(page.parsed.directives, page.blocks, strict=True)
    return PageSignature(
        source.path,
        source.language,
        page.sound,
        {name: (source.get(name), source.place(name)) for name in (*SAME, "updated")},
        tuple(first.items()),
        tuple((one.key, role.place) for role, one in pairs if one.kind == "derived"),
        tuple(
            (f"{page.find_section(role.place)}: {claim}", role.place)
            for role, one in pairs
            if one.kind == "claim"
            for claim in one.key.split("; ")  # one language may need one word for several
        ),
        tuple((heading.id, heading.place) for heading in page.parsed.headings),
        tuple(
            ChartSignature(
                block.shown.data.name,
                directive.place,
                place_name(directive),
                block.shown.data.kind,
                tuple(point.key for point in block.shown.data.points),
                _find_last(directive),
            )
            for directive, block in blocks
            if isinstance(block.shown, ChartBlock)
        ),
    )


def place_name(chart: Directive) -> Place:
    """Where the name of a chart stands."""
    option = chart.option("name")
    return option.place if option else chart.place


def _find_last(chart: Directive) -> int:
    """The last line in which a chart has an option or an item."""
    places = (*(option.place for _, option in chart.options), *(one.place for one in chart.lines))
    return max((chart.place, *places)).line


def to_plain(one: PageSignature) -> list[Any]:
    """A signature as lists and texts."""
    return [
        one.path,
        one.language,
        one.sound,
        {name: (text, place.line, place.column) for name, (text, place) in one.settings.items()},
        *(_flatten(placed) for placed in (one.cited, one.derived, one.claims, one.sections)),
        [
            (
                chart.name,
                (chart.place.line, chart.place.column),
                (chart.named.line, chart.named.column),
                chart.kind,
                chart.facts,
                chart.last,
            )
            for chart in one.charts
        ],
    ]


def _flatten(placed: Iterable[Placed]) -> list[tuple[str, int, int]]:
    return [(key, place.line, place.column) for key, place in placed]


def from_plain(plain: Sequence[Any]) -> PageSignature:
    """A signature as it was kept."""
    path, language, sound, settings, cited, derived, claims, sections, charts = plain

    def placed(some: Iterable[Sequence[Any]]) -> tuple[Placed, ...]:
        return tuple((key, Place(path, line, column)) for key, line, column in some)

    return PageSignature(
        path,
        language,
        sound,
        {name: (text, Place(path, *at)) for name, (text, *at) in settings.items()},
        placed(cited),
        placed(derived),
        placed(claims),
        placed(sections),
        tuple(
            ChartSignature(name, Place(path, *place), Place(path, *named), kind, tuple(facts), last)
            for name, place, named, kind, facts, last in charts
        ),
    )
