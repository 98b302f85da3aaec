"""Which facts a chart is made of; how they are drawn is not decided here."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING, assert_never

from sitegen.analysis.derive import Derived
from sitegen.charts.kinds import Takes
from sitegen.messages.said import say
from sitegen.problems import suggest
from sitegen.quantities.period import parse_period
from sitegen.resolve.chart_dates import choose_dates
from sitegen.resolve.chart_items import (
    ChartItem,
    ChosenItems,
    find_figure,
    is_call,
    make_item,
    make_naming,
    read_rows,
    refuse,
)
from sitegen.resolve.chart_parts import choose_parts
from sitegen.resolve.chart_progress import choose_progress
from sitegen.resolve.chart_rates import choose_rates
from sitegen.resolve.key_slips import Stands, explain_slip
from sitegen.resolve.keys import is_key, slip_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.charts.kinds import ChartKind
    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact
    from sitegen.messages.said import Said
    from sitegen.problems import Problem
    from sitegen.project.parsed import Directive
    from sitegen.resolve.chart_items import NamedRow
    from sitegen.resolve.roles import RoleResolver
    from sitegen.views.maker import ViewMaker


MOST_POINTS = 60
"""How many facts a path shows at most, besides baseline and target."""


def choose_items(resolver: RoleResolver, directive: Directive, kind: ChartKind) -> ChosenItems:
    """The items that a chart directive names; the page cites their facts."""
    rows = read_rows(directive)
    if not rows:
        facts = directive.option("facts")
        problem = (facts.place if facts else directive.place).problem(
            "directive",
            say("the chart has no facts"),
            say("Name them in `:facts:`, or one per line in its body"),
        )
        return ChosenItems(problems=(problem,))
    if slips := [*_list_slips(resolver, rows)]:
        return ChosenItems(problems=tuple(slips))
    if kind.takes is not Takes.RATES and (long := [row for row in rows if len(row.names) > 1]):
        return refuse(
            long[0].places[0],
            say("the row of `{key}` names several figures", key=long[0].key),
            say("In a chart of `{name}` each has a row of its own", name=kind.name),
        )
    return _choose(resolver, directive, kind, rows)


def _list_slips(resolver: RoleResolver, rows: Sequence[NamedRow]) -> Iterator[Problem]:
    """Rows whose label stands before its key, behind `|` where another key would, or behind another sign than `=`."""
    is_known = partial(is_key, resolver.ledger)
    for row in rows:
        if row.line is None:
            continue
        names, _, label = row.line.text.partition("=")
        if ("/" in label and "/" not in names) or label[:1] in {"=", ">"}:
            text = row.line.text
        elif len(row.names) > 1 and not all(is_known(one) or is_call(one) for one in row.names):
            text = names
        else:
            continue
        if cure := explain_slip(text, Stands.LABELLED, is_known):
            yield slip_problem(text.strip(), cure, row.place)


def _choose(
    resolver: RoleResolver, directive: Directive, kind: ChartKind, rows: Sequence[NamedRow]
) -> ChosenItems:
    """The items of rows, by what the kind takes."""
    chosen: ChosenItems
    match kind.takes:
        case Takes.FACTS:
            chosen = _choose_facts(resolver, kind, rows)
        case Takes.PATH:
            chosen = _choose_path(resolver, directive, rows)
        case Takes.RATES:
            chosen = choose_rates(resolver, rows)
        case Takes.TARGETS:
            chosen = choose_progress(resolver, rows)
        case Takes.PARTS:
            chosen = choose_parts(resolver, directive, kind, rows)
        case Takes.DATES:
            chosen = choose_dates(resolver, rows)
        case never:
            assert_never(never)
    return chosen


def _choose_facts(resolver: RoleResolver, kind: ChartKind, rows: Sequence[NamedRow]) -> ChosenItems:
    """The figures as they are named, in their order."""
    found = [(find_figure(resolver, row.key, row.place), row.label) for row in rows]
    figures = [(figure, label) for figure, label in found if figure is not None]
    if len(figures) < len(rows):
        return ChosenItems()
    voice = resolver.voice
    last = [figure.facts[-1] for figure, _ in figures]
    name = make_naming(last, voice, by_time=kind.named_by_time)
    return ChosenItems(
        tuple(
            make_item(
                voice,
                figure,
                label or name(figure.facts[-1]),
                "actual" if isinstance(figure, Derived) else figure.kind,
            )
            for figure, label in figures
        ),
        tuple(row.place for row in rows),
    )


def _choose_path(
    resolver: RoleResolver, directive: Directive, named: Sequence[NamedRow]
) -> ChosenItems:
    """Baseline, actuals and target of the one indicator and area that is named."""
    prefix = named[0].key
    found = resolver.around.assessments.find_paths(prefix)
    if len(named) > 1 or len(found) != 1:
        targets = resolver.around.assessments
        names = targets.path_names
        lacking = () if len(named) > 1 or found else targets.find_under(prefix)
        problem = named[min(len(named), 2) - 1].place.problem(
            "chart-facts",
            say(
                "`{named}` does not name one indicator and area with a target and a baseline",
                named=" ".join(one.key for one in named),
            ),
            _say_lack(lacking) or suggest(prefix, names) or say("Name one as `<indicator>/<area>`"),
            key="" if len(named) > 1 else prefix,
        )
        return ChosenItems(problems=(problem,))
    if found[0].implied is not None:
        resolver.working(resolver.maker.derived(found[0].implied))
    items = list_path_items(resolver.maker, found[0])
    for fact in dict.fromkeys(fact for item in items for fact in item.figure.facts):
        resolver.cite(fact.key, directive.place)
    return ChosenItems(items, (named[0].place,) * len(items))


def _say_lack(targets: Sequence[Assessment]) -> Said | None:
    """Why none of the targets that are named has a path; `None` where there is none."""
    levels = [one.target for one in targets if one.target.measure == "level"]
    if levels:
        return say(
            "The target `{key}` has no start: state its level at a time before {date}, when its document was written",
            key=levels[0].key,
            date=levels[0].source.date,
        )
    if targets:
        return say(
            "A path is that of a level, and `{key}` is a target for {measure}: show it in a chart of another kind",
            key=targets[0].target.key,
            measure=f"`{targets[0].target.measure}`",
        )
    return None


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


def find_comparable(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The most facts that differ in their area alone; else those of one area at like times.

    Areas that are more than `MOST_POINTS` are left to the table; of times the last so many are taken. Ranks and growth are left out: a bar says how much there is.
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
    few = [group for group in areas.values() if len(group) <= MOST_POINTS]
    none: list[Fact] = []
    beside = max(few, key=len, default=none)
    if len(beside) > 1:
        return tuple(beside)
    longest = max(times.values(), key=len, default=none)
    course = sorted(longest, key=lambda fact: fact.period)
    return tuple(course[-MOST_POINTS:]) if len(course) > 1 else ()
