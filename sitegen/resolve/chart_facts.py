"""Which facts a chart is made of, and what each is called; how they are drawn is not decided here."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from sitegen.charts.kinds import Takes
from sitegen.problems import suggest
from sitegen.quantities.period import parse_period

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.analysis.derive import Derived
    from sitegen.charts.kinds import ChartKind
    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact
    from sitegen.problems import Problem
    from sitegen.project.parsed import Directive, Prose
    from sitegen.quantities.quantity import Quantity
    from sitegen.resolve.roles import RoleResolver
    from sitegen.views.maker import ViewMaker


MOST_POINTS = 60
"""How many facts a path shows at most, besides baseline and target."""


_BETWEEN = re.compile(r"[\s,;，、；]+")
"""What stands between the keys of an option."""


@dataclass(frozen=True)
class ChartItem:
    """A fact of a chart, before it is put on a scale."""

    label: str
    """What its row is called; empty in a path, where all are of one indicator."""
    figure: Fact | Derived
    period: str
    """As shown, in the page's language."""
    time: float
    """Place on an axis of years: the end of 2023 is 2023.0."""
    role: str
    """`baseline`, `actual`, `target` or `estimate`."""

    @property
    def quantity(self) -> Quantity:
        """What is drawn."""
        return self.figure.quantity


@dataclass(frozen=True)
class ChosenItems:
    """What a directive names, or what is wrong with it."""

    items: tuple[ChartItem, ...] = ()
    """Empty where anything is wrong."""
    problems: tuple[Problem, ...] = ()
    """Those of the choice; a key that means no fact is a problem of the resolver."""


@dataclass(frozen=True)
class _NamedKey:
    """A key as the author writes it, with a label of the author's own."""

    key: str
    label: str = ""
    line: Prose | None = None
    """The line of the body that it stands on; else it stands in `:facts:`."""


def choose_items(resolver: RoleResolver, directive: Directive, kind: ChartKind) -> ChosenItems:
    """The items that a chart directive names; the page cites their facts."""
    named = [_NamedKey(key) for key in _BETWEEN.split(directive.get("facts")) if key]
    for line in directive.lines:
        key, _, label = line.text.partition("=")
        named.append(_NamedKey(key.strip(), label.strip(), line))
    if not named:
        problem = directive.place.problem(
            "directive",
            "the chart has no facts",
            "Name them in `:facts:`, or one per line in its body",
        )
        return ChosenItems(problems=(problem,))
    match kind.takes:
        case Takes.FACTS:
            return _choose_facts(resolver, directive, kind, named)
        case Takes.PATH:
            return _choose_path(resolver, directive, named)
        case never:
            assert_never(never)


def _choose_facts(
    resolver: RoleResolver, directive: Directive, kind: ChartKind, named: Sequence[_NamedKey]
) -> ChosenItems:
    """The facts as they are named, in their order."""
    found = [
        (resolver.fact(one.key, one.line.place if one.line else directive.place), one.label)
        for one in named
    ]
    facts = [(fact, label) for fact, label in found if fact is not None]
    if len(facts) < len(named):
        return ChosenItems()
    voice = resolver.voice
    name = _naming([fact for fact, _ in facts], voice, by_time=kind.named_by_time)
    return ChosenItems(
        tuple(make_item(voice, fact, label or name(fact), fact.kind) for fact, label in facts)
    )


def _choose_path(
    resolver: RoleResolver, directive: Directive, named: Sequence[_NamedKey]
) -> ChosenItems:
    """Baseline, actuals and target of the one indicator and area that is named."""
    prefix = named[0].key
    found = resolver.around.assessments.find_paths(prefix)
    if len(named) > 1 or len(found) != 1:
        names = resolver.around.assessments.path_names
        problem = directive.place.problem(
            "chart-facts",
            f"`{' '.join(one.key for one in named)}` does not name one indicator and area with a target and a baseline",
            suggest(prefix, names) or "Name one as `<indicator>/<area>`",
        )
        return ChosenItems(problems=(problem,))
    if found[0].implied is not None:
        resolver.working(resolver.maker.derived(found[0].implied))
    items = list_path_items(resolver.maker, found[0])
    for fact in dict.fromkeys(fact for item in items for fact in item.figure.facts):
        resolver.cite(fact.key, directive.place)
    return ChosenItems(items)


def list_path_items(maker: ViewMaker, assessment: Assessment) -> tuple[ChartItem, ...]:
    """Baseline, actuals and estimates by time, and the target of an assessment that has a path.

    Of more than `MOST_POINTS`, the last up to the target's end: a line of more would be a smear.
    """
    target, voice = assessment.target, maker.voice
    base = "" if assessment.baseline is None else assessment.baseline.key
    key = (target.indicator.indicator, target.area.area, target.measure)
    own = maker.ledger.courses.get(key, ())
    if len(own) > MOST_POINTS:
        end = bisect_right(own, target.period.end, key=lambda fact: fact.period.end)
        own = own[max(end - MOST_POINTS, 0) : end]
    items = (make_item(voice, fact, "", fact.kind) for fact in own if fact.key != base)
    return (_baseline_item(voice, assessment), *items, make_item(voice, target, "", "target"))


def _baseline_item(voice: Voice, assessment: Assessment) -> ChartItem:
    """The stated baseline; else the implied one, at the end of the year before the first of its rate."""
    if assessment.baseline is not None:
        return make_item(voice, assessment.baseline, "", "baseline")
    derived = assessment.implied
    if derived is None:
        raise AssertionError(assessment.target.key)
    year = derived.facts[-1].period.start[0] - 1
    period = voice.period(parse_period(str(year)))
    return ChartItem("", derived, period, float(year), "baseline")


def _naming(facts: Sequence[Fact], voice: Voice, *, by_time: bool) -> Callable[[Fact], str]:
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


def make_item(voice: Voice, fact: Fact, label: str, role: str) -> ChartItem:
    """A fact as an item of a chart, at the end of its period."""
    time = float(fact.period.end_years) - 1
    return ChartItem(label, fact, voice.period(fact.period), time, role)


def find_comparable(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The most facts that differ in their area alone; else those of one area at like times.

    Ranks and growth are left out: a bar says how much there is.
    """
    own = [fact for fact in facts if fact.statement == 1 and fact.measure not in {"rank", "growth"}]
    areas: dict[tuple[object, ...], list[Fact]] = {}
    times: dict[tuple[object, ...], list[Fact]] = {}
    for fact in own:
        base = (fact.measure, fact.quantity.unit.base_unit)
        areas.setdefault((*base, fact.period, fact.kind), []).append(fact)
        shape = "year" if fact.period.shape == "as-of" else fact.period.shape
        if shape == "year":
            times.setdefault((*base, fact.area.area), []).append(fact)
    for groups in (areas, times):
        best = max(groups.values(), key=len, default=[])
        if len(best) > 1:
            return tuple(best if groups is areas else sorted(best, key=lambda fact: fact.period))
    return ()
