"""What stands in a page for its roles, and what they are resolved in: plain values."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.language.voice import Voice
    from sitegen.ledger.ledger import Ledger
    from sitegen.problems import Place
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import DerivedView, FactView, TargetView


@dataclass(frozen=True)
class Insertion:
    """What stands in the text where a role stood."""

    kind: str
    """`fact`, `derived`, `term`, `source`, `status` or `text`."""
    text: str
    """The plain text, for titles and descriptions."""
    key: str = ""
    """Of a fact, a derived number, a target or a term: its key."""
    view: FactView | DerivedView | TargetView | TermView | LinkView | None = None
    number: int = 0
    """Of a derived number: which working of the page it is, from 1."""


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

    def find_paths(self, prefix: str) -> Sequence[Assessment]:
        """The assessments that have a path to a target whose key begins with these parts."""
        keys = self._path_keys
        start = bisect_left(keys, f"{prefix}/")
        end = bisect_left(keys, f"{prefix}0", start)  # what follows the slash
        return [self[key] for key in keys[start:end]]


@dataclass(frozen=True)
class Surroundings:
    """What a page is resolved in."""

    ledger: Ledger
    voice: Voice
    maker: ViewMaker
    assessments: Targets = field(compare=False)
    """By the key of the target."""
    pages: Mapping[str, str] = field(compare=False)
    """Address of each page of this language, by slug."""
    glossary: str = ""
    """Address of the glossary; empty where there is none."""
