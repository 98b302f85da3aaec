"""What stands in a chart before it is put on a scale: its rows as authors write them, and the figures that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sitegen.analysis.derive import DERIVATIONS, Derived
from sitegen.analysis.several import IMPLIED_GROWTH
from sitegen.messages.said import Said, say, say_names
from sitegen.problems import suggest
from sitegen.project.parsed import Prose, split_prose
from sitegen.quantities.period import parse_period
from sitegen.resolve.key_slips import Stands
from sitegen.views.words import DERIVED_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Event, Fact
    from sitegen.problems import Place, Problem
    from sitegen.project.parsed import Directive
    from sitegen.quantities.quantity import Quantity
    from sitegen.resolve.roles import RoleResolver


_KEY = re.compile(r"[^\s,;，、；]+")
"""A key of an option, of which white space or a sign separates others."""
_CALL = re.compile(r"(?P<rule>[a-z][a-z-]*)\s*\((?P<keys>[^()]*)\)")
"""A number that a rule makes of facts: `growth(a/b/2020..2023)`."""
_OVER_TIME = {"growth", "change", "percent-change", "gap"}
"""Rules of numbers that are of the time between two facts."""


def list_inputs(assessment: Assessment) -> tuple[Fact, ...]:
    """The facts that a share of the way to a target rests on, the target last."""
    bounds = assessment.bounds
    facts = assessment.inputs if bounds is None else bounds.share.facts
    others = (fact for fact in facts if fact is not assessment.target)
    return (*others, assessment.target)


@dataclass(frozen=True)
class Progress:
    """How much of the way to a target has been made, or how much of its time has passed."""

    key: str
    assessment: Assessment
    quantity: Quantity
    """In percent."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts it rests on, the target last."""
        return list_inputs(self.assessment)


@dataclass(frozen=True)
class Happening:
    """An event as it stands in a chart of dates: it has no number."""

    event: Event

    @property
    def key(self) -> str:
        """The key of the event."""
        return self.event.event

    @property
    def facts(self) -> tuple[Fact, ...]:
        """None: no fact states it."""
        return ()


Figure: TypeAlias = "Fact | Derived | Progress | Happening"
"""What a chart shows at a place."""


@dataclass(frozen=True)
class ChartItem:
    """A figure of a chart, before it is put on a scale."""

    label: str
    """What its row is called; empty in a path, where all are of one indicator."""
    figure: Figure
    period: str
    """As shown, in the page's language."""
    time: float
    """Place on an axis of years: the end of 2023 is 2023.0."""
    role: str
    """As of `Point`."""
    standing: str = ""
    """As of `Point`."""
    share: Derived | None = None
    """The share of the whole that it is."""
    status: str = ""
    """The status of the target that it is of, in words."""
    since: float = 0.0
    """As of `Point`."""

    @property
    def quantity(self) -> Quantity:
        """What is drawn.

        Raises:
            TypeError: It is an event, which has none.
        """
        if isinstance(self.figure, Happening):
            raise TypeError(self.figure.key)
        return self.figure.quantity

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the documents that state it."""
        if isinstance(self.figure, Happening):
            return (self.figure.event.source.source,)
        return tuple(dict.fromkeys(fact.source.source for fact in self.figure.facts))


@dataclass(frozen=True)
class ChosenItems:
    """What a directive names, or what is wrong with it."""

    items: tuple[ChartItem, ...] = ()
    """Empty where anything is wrong."""
    places: tuple[Place, ...] = ()
    """Where each item is named; empty where none is named alone."""
    problems: tuple[Problem, ...] = ()
    """Those of the choice; a key that means no fact is a problem of the resolver."""


@dataclass(frozen=True)
class NamedRow:
    """A row as the author writes it: `key = label`, `key | growth(key, key) = label`."""

    names: tuple[str, ...]
    """Keys, and rules of keys."""
    label: str
    """The author's own, or empty."""
    place: Place
    line: Prose | None = None
    """The line of the body that it stands on; else it stands in `:facts:`."""
    places: tuple[Place, ...] = ()
    """Of what it names behind the first."""

    @property
    def key(self) -> str:
        """The first that it names."""
        return self.names[0]


def read_rows(directive: Directive) -> tuple[NamedRow, ...]:
    """The rows that a directive names, in their order."""
    rows: list[NamedRow] = []
    if facts := directive.option("facts"):
        rows += (
            NamedRow((match[0],), "", facts.place.move(match.start()))
            for match in _KEY.finditer(facts.text)
        )
    for line in directive.lines:
        text, _, label = line.text.partition("=")
        first, *others = split_prose(Prose(text, line.place), "|")
        names = (first.text, *(one.text for one in others))
        places = tuple(one.place for one in others)
        rows.append(NamedRow(names, label.strip(), line.place, line, places))
    return tuple(rows)


def is_call(name: str) -> bool:
    """Whether a name is that of a number that a rule makes."""
    return _CALL.fullmatch(name) is not None


def find_figure(resolver: RoleResolver, name: str, place: Place) -> Fact | Derived | None:
    """A fact by its key, or a number by its rule; `None`, and a problem, where it is neither."""
    call = _CALL.fullmatch(name)
    if call is None:
        return resolver.fact(name, place, Stands.LABELLED)
    if call["rule"] not in DERIVATIONS:
        resolver.problems.append(
            place.problem(
                "derive",
                say("there is no rule `{rule}`", rule=call["rule"]),
                suggest(call["rule"], DERIVATIONS)
                or say("Rules are {derivations}", derivations=say_names(DERIVATIONS)),
            )
        )
        return None
    derived = resolver.derive(call["rule"], call["keys"], place)
    if derived is not None:
        resolver.working(resolver.maker.derived(derived))
    return derived


def make_naming(
    facts: Sequence[Fact], voice: Voice, *, by_time: bool = False
) -> Callable[[Fact], str]:
    """How items are called: by the parts that tell them apart, else by their indicator."""
    code = voice.language.code
    parts: list[Callable[[Fact], str]] = []
    if len({fact.indicator.indicator for fact in facts}) > 1:
        parts.append(lambda fact: fact.indicator.name[code])
    if len({fact.area.area for fact in facts}) > 1:
        parts.append(lambda fact: fact.area.short[code])
    if by_time and not parts and len({fact.period for fact in facts}) > 1:
        parts.append(lambda fact: voice.period(fact.period))
    if not parts:
        parts.append(lambda fact: fact.indicator.name[code])
    return lambda fact: voice.say(", ").join(part(fact) for part in parts)


def make_item(voice: Voice, figure: Fact | Derived, label: str, role: str) -> ChartItem:
    """A figure as an item of a chart, at the end of its period."""
    last = max(figure.facts, key=lambda fact: fact.period.end)
    time = float(last.period.end_years) - 1
    return ChartItem(label, figure, say_period(voice, figure), time, role)


def say_period(voice: Voice, figure: Fact | Derived) -> str:
    """The time that a figure is of; of what grew, from when to when."""
    if not isinstance(figure, Derived):
        return voice.period(figure.period)
    first, last = figure.facts[0], figure.facts[-1]
    between = DERIVED_WORDS["between"]
    if figure.rule == IMPLIED_GROWTH:
        latest, _, rate = figure.facts
        start = voice.time(parse_period(str(rate.period.start[0] - 1)))
        return voice.say(between, start=start, end=voice.time(latest.period))
    if figure.rule in _OVER_TIME:
        return voice.say(between, start=voice.time(first.period), end=voice.time(last.period))
    return voice.period(first.period)


def refuse(place: Place, what: Said, cure: Said, *, key: str = "") -> ChosenItems:
    """That a kind of chart cannot show what it is given; the key is that of which something is not known."""
    return ChosenItems(problems=(place.problem("chart-facts", what, cure, key=key),))
