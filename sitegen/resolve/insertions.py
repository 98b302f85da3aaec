"""What stands in a page for its roles, and what they are resolved in: plain values."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.claims.judging import Finding
    from sitegen.language.language import Language
    from sitegen.language.voice import Voice
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact
    from sitegen.markup.images import ImageSize
    from sitegen.problems import Place, Problem
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import ClaimView, DerivedView, FactView, TargetView


@dataclass(frozen=True)
class Insertion:
    """What stands in the text where a role stood."""

    kind: str
    """`fact`, `derived`, `claim`, `term`, `source`, `status` or `text`."""
    text: str
    """The plain text, for titles and descriptions."""
    key: str = ""
    """Of a fact, a derived number, a claim, a target or a term: its key."""
    view: FactView | DerivedView | ClaimView | TargetView | TermView | LinkView | None = None
    number: int = 0
    """Of a derived number and a claim: which working of the page it is, from 1."""
    findings: tuple[Finding, ...] = field(default=(), compare=False, repr=False)
    """Of a claim, how each part of it stands."""


@dataclass(frozen=True)
class TermView:
    """A glossary term, as the text shows it."""

    term: str
    text: str
    explanation: str
    href: str


@dataclass(frozen=True)
class LinkView:
    """A link to a page of the site, e.g. to a source."""

    text: str
    href: str


@dataclass(frozen=True)
class FactUse:
    """A fact that a page shows or computes with."""

    key: str
    place: Place = field(compare=False)


class Targets(dict[str, "Assessment"]):
    """Assessments by the keys of their targets, and as pages look them up besides."""

    @cached_property
    def by_latest(self) -> Mapping[str, Assessment]:
        """By the key of the latest fact, the first of those that it is the latest of."""
        return {one.latest.key: one for one in reversed(self.values()) if one.latest}

    @cached_property
    def _path_keys(self) -> Sequence[str]:
        return sorted(key for key, one in self.items() if one.has_path)

    @cached_property
    def path_names(self) -> Sequence[str]:
        """The indicators and areas that have a path to a target, as `<indicator>/<area>`."""
        return sorted({"/".join(key.split("/")[:2]) for key in self._path_keys})

    def count(self, *conditions: tuple[str, tuple[str, ...]]) -> int:
        """How many targets are as all conditions say: a name of `COUNTED`, and the values that it may have.

        What is set for one indicator, area and time is one target, be it a level, a rate or both.
        """
        return len(self.find(*conditions))

    def find(self, *conditions: tuple[str, tuple[str, ...]]) -> Sequence[Assessment]:
        """The targets that are as all conditions say, each by the one that carries its verdict."""
        from sitegen.claims.tallies import COUNTED

        found = (
            one.leading
            for one in self.values()
            if all(COUNTED[name](one) in values for name, values in conditions)
        )
        return [*{one.target.key: one for one in found}.values()]

    def list_of_domain(self, domain: str) -> Sequence[Assessment]:
        """The assessments of a domain."""
        return [one for one in self.values() if one.target.indicator.domain == domain]

    def list_with_nature(self) -> Sequence[Assessment]:
        """The assessments of indicators that a plan calls binding or anticipatory."""
        return [one for one in self.values() if one.target.indicator.nature]

    def find_like(self, key: str) -> Sequence[Assessment]:
        """The assessment of a target, and those of levels of the same indicator and area at its end."""
        prefix = "/".join(key.split("/")[:2])
        own = [one for other, one in self.items() if other.startswith(f"{prefix}/")]
        ends = {one.target.period.end for one in own if one.target.key == key}
        return [
            *(one for one in own if one.target.key == key),
            *(
                one
                for one in own
                if one.target.measure == "level" and one.target.period.end in ends
            ),
        ]

    def find_under(self, prefix: str) -> Sequence[Assessment]:
        """The assessments of targets whose key begins with these parts."""
        return [one for key, one in self.items() if key.startswith(f"{prefix}/")]

    def find_paths(self, prefix: str) -> Sequence[Assessment]:
        """The assessments that have a path to a target whose key begins with these parts."""
        keys = self._path_keys
        start = bisect_left(keys, f"{prefix}/")
        end = bisect_left(keys, f"{prefix}0", start)  # what follows the slash
        return [self[key] for key in keys[start:end]]


class Finder(Protocol):
    """Who turns keys of a page into what they mean, and collects what is wrong with them."""

    problems: list[Problem]
    around: Surroundings
    ledger: Ledger
    voice: Voice
    maker: ViewMaker

    def fact(self, key: str, place: Place) -> Fact | None:
        """The fact a key means, cited; `None`, and a problem, where it means none or several."""

    def target(self, key: str, place: Place) -> Assessment | None:
        """The assessed target a key means; `None`, and a problem, where it means none."""

    def cite(self, key: str, place: Place) -> None:
        """Note that the page shows a fact, or computes with it."""

    def working(self, view: DerivedView | ClaimView) -> int:
        """The number of a working on this page; each stands there once."""


@dataclass(frozen=True)
class FoundImage:
    """A file of the content folder that is an image, as it is published."""

    name: str
    """Its path below the folder."""
    address: str
    size: ImageSize


class Images(Protocol):
    """The images that lie in the content folder, as seen from a page."""

    def find(self, path: str) -> FoundImage | None:
        """The image at a path relative to the page's file; `None` where no such file is.

        Raises:
            WrongImageError: It cannot be shown.
        """

    def names(self) -> list[str]:
        """The paths of all of them."""


class NoImages:
    """For texts that show none."""

    def find(self, _path: str) -> FoundImage | None:
        """Nothing is there."""
        return None

    def names(self) -> list[str]:
        """Nothing is there."""
        return []


@dataclass(frozen=True)
class Surroundings:
    """What a page is resolved in."""

    ledger: Ledger
    voice: Voice
    maker: ViewMaker
    assessments: Targets = field(compare=False)
    """By the key of the target."""
    pages: Mapping[str, str] = field(compare=False)
    """Address of each page, by slug: in this language, or in another where this one has none."""
    glossary: str = ""
    """Address of the glossary; empty where there is none."""
    folder: str = ""
    """The folder of the page below the content folder, which its links start from; empty for none."""
    images: Images = field(default=NoImages(), compare=False)
    others: tuple[Language, ...] = ()
    """The other languages of the site."""
