"""A typed number where it stands, and what it can mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from sitegen.binding.evidence import Signs
    from sitegen.binding.layout import Stretch
    from sitegen.binding.meanings import Meaning
    from sitegen.binding.nearby import Nearby
    from sitegen.binding.reading import Beside
    from sitegen.language.numeral import Numeral
    from sitegen.problems import Place


@dataclass(frozen=True)
class TypedNumber:
    """A number that was typed into a page, where a reader sees it."""

    numeral: Numeral
    place: Place

    @property
    def line(self) -> int:
        """Its line, from 0."""
        return self.place.line - 1

    @property
    def column(self) -> int:
        """Its column, from 0."""
        return self.place.column - 1


@dataclass(frozen=True)
class Proposal:
    """What a typed number can mean."""

    meaning: Meaning
    weight: float
    """How well it fits, as the logarithm of odds; only differences say something."""
    span: tuple[int, int] | None
    """The characters of the stretch that it stands for; `None` where it reads otherwise than what is typed."""
    signs: Signs
    is_certain: bool = False

    @property
    def has_unit(self) -> bool:
        """Whether it reads with a unit or a bound beside the digits."""
        return self.signs["reads-long"] > 0


@dataclass(frozen=True)
class Proposed:
    """A typed number, and what it can mean, the likeliest first."""

    number: TypedNumber
    proposals: tuple[Proposal, ...]
    stretch: Stretch
    """The lines that it stands in."""
    others: tuple[TypedNumber, ...] = ()
    """Further numbers that belong to what it means first, as the end of a range."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it stands, and where those stand that belong to it."""
        return tuple(one.place for one in (self.number, *self.others))

    @property
    def certain(self) -> Proposal | None:
        """What it means for certain, if anything."""
        return next((one for one in self.proposals[:1] if one.is_certain), None)


@dataclass(frozen=True)
class Stand:
    """A typed number with what stands around it."""

    number: TypedNumber
    near: Nearby
    stretch: Stretch
    """The lines that it stands in."""
    start: int
    end: int
    """Where it starts and ends there."""
    value: Fraction
    """As it is read over the end of a line: the next one may begin with 亿, or `billion`."""
    beside: Beside
