"""Facts that a chart directive names to the plain values that the chart draws.

Here it is decided what a chart's points are called, which scale its axis has and which facts a
path to a target is made of; how it looks is for `charts` to say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from os.path import commonprefix
from typing import TYPE_CHECKING

from sitegen.analysis.derive import Derived
from sitegen.charts.data import ChartData, Point, chart_words
from sitegen.language.numeral_words import SHIFTS
from sitegen.problems import suggest
from sitegen.quantities.period import parse_period
from sitegen.quantities.units import PERCENT, is_power_of_ten, trim
from sitegen.views.values import DerivedView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.language.amounts import AxisScale
    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact
    from sitegen.project.markdown import Directive, Prose
    from sitegen.quantities.quantity import Quantity
    from sitegen.quantities.units import Unit
    from sitegen.resolve.roles import RoleResolver
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import FactView


MadeChart = tuple[ChartData, str, "tuple[ChartRow, ...]", tuple[str, ...]]

SYMBOLS = {
    "exact": "",
    "range": "",
    "at-least": "≥ ",
    "over": "> ",
    "about": "≈ ",
    "under": "< ",
    "at-most": "≤ ",
}
"""Marks of a bound where there is no room for words."""
WHOLE = Decimal(100)
"""In percent."""


ROLE_WORDS = {
    "baseline": "Baseline",
    "actual": "Actual",
    "estimate": "Estimate",
    "target": "Target",
}
"""What the points of a path are called."""
PATH_WORDS = {
    "title": "{indicator}, {area}: the path to {target}",
    "point": "{role}, {period}: {quantity}",
    "and": "; ",
    "areas": "{indicator} by area, {period}, {kind}",
    "times": "{indicator} over time, {area}",
    "bar": "{label}: {quantity}",
}
"""What a path says of itself where no author speaks for it."""
WORD_LISTS = (ROLE_WORDS, PATH_WORDS)
"""All words that charts say by themselves, for the check of the catalogues."""


@dataclass(frozen=True)
class ChartRow:
    """A row of a chart's table."""

    label: str
    view: FactView | DerivedView
    period: str
    role: str
    """`baseline`, `actual`, `target` or `estimate`."""
    kind: str
    """The role in words, and that it is computed where no source states it."""


@dataclass(frozen=True)
class ChartHeading:
    """What a chart is called, and of which kind it is."""

    name: str
    kind: str
    title: str
    description: str


@dataclass(frozen=True)
class _Item:
    """A point in the making."""

    label: str
    figure: Fact | Derived
    period: str
    time: float
    role: str

    @property
    def quantity(self) -> Quantity:
        return self.figure.quantity


def make_chart(
    references: RoleResolver, directive: Directive, title: str, description: str
) -> MadeChart | None:
    """The chart of a directive, its subtitle, table and sources; `None`, and problems, if it is wrong."""
    before = len(references.problems)
    named = _named(directive)
    if not named:
        if len(references.problems) == before:
            references.problems.append(
                directive.place.problem(
                    "directive",
                    "the chart has no facts",
                    "Name them in `:facts:`, or one a line in its body",
                )
            )
        return None
    items = _ITEMS[directive.argument](references, directive, named)
    if len(references.problems) > before or not items:
        return None
    units = {item.quantity.unit.base_unit for item in items}
    if len(units) > 1:
        references.problems.append(
            directive.place.problem(
                "chart-unit",
                f"the chart's facts are in different units: {', '.join(sorted(units))}",
                "Draw a chart for each",
            )
        )
        return None
    ask = ChartHeading(directive.get("name"), directive.argument, title, description)
    return assemble_chart(references.maker, ask, items)


def make_path(maker: ViewMaker, assessment: Assessment, name: str) -> MadeChart:
    """The path to a target that has a baseline, as a chart that says itself what it shows."""
    say, voice, target = maker.voice.say, maker.voice, assessment.target
    items = _path_items(maker, assessment)
    title = say(
        PATH_WORDS["title"],
        indicator=target.indicator.name[maker.code],
        area=target.area.short[maker.code],
        target=voice.quantity(target.quantity),
    )
    description = say(PATH_WORDS["and"]).join(
        say(
            PATH_WORDS["point"],
            role=say(ROLE_WORDS[item.role]),
            period=item.period,
            quantity=voice.quantity(item.quantity),
        )
        for item in items
    )
    return assemble_chart(maker, ChartHeading(name, "path", title, description), items)


def make_comparison(maker: ViewMaker, facts: Sequence[Fact], name: str) -> MadeChart | None:
    """Facts of one indicator that may stand side by side, as bars; `None` where no two may."""
    say, voice, code = maker.voice.say, maker.voice, maker.code
    chosen = find_comparable(facts)
    if not chosen:
        return None
    first = chosen[0]
    by_area = len({fact.area.area for fact in chosen}) > 1
    items = [
        _item(
            voice,
            fact,
            fact.area.short[code]
            if by_area
            else say(", ").join([voice.time(fact.period), say(ROLE_WORDS[fact.kind]).lower()]),
            fact.kind,
        )
        for fact in chosen
    ]
    words = {
        "indicator": first.indicator.name[code],
        "area": first.area.short[code],
        "period": voice.period(first.period),
        "kind": say(ROLE_WORDS[first.kind]).lower(),
    }
    title = say(PATH_WORDS["areas" if by_area else "times"], **words)
    description = say(PATH_WORDS["and"]).join(
        say(PATH_WORDS["bar"], label=item.label, quantity=voice.quantity(item.quantity))
        for item in items
    )
    return assemble_chart(maker, ChartHeading(name, "compare", title, description), items)


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


def _named(directive: Directive) -> list[tuple[str, str, Prose | None]]:
    """What the directive names: keys with their labels, from `:facts:` and the lines of the body."""
    named: list[tuple[str, str, Prose | None]] = [
        (key, "", None) for key in directive.get("facts").split()
    ]
    for line in directive.lines:
        key, _, label = line.text.partition("=")
        named.append((key.strip(), label.strip(), line))
    return named


def _find_path(
    references: RoleResolver, directive: Directive, named: Sequence[tuple[str, str, Prose | None]]
) -> list[_Item]:
    """Baseline, actuals and target of one indicator and area."""
    prefix = named[0][0]
    paths = [
        one
        for one in references.around.assessments.values()
        if one.target.measure == "level" and (one.baseline or one.implied)
    ]
    found = [one for one in paths if one.target.key.startswith(f"{prefix}/")]
    if len(named) > 1 or len(found) != 1:
        names = sorted({"/".join(one.target.key.split("/")[:2]) for one in paths})
        references.problems.append(
            directive.place.problem(
                "chart-facts",
                f"`{' '.join(key for key, _, _ in named)}` is no single indicator and area with a target and a baseline",
                suggest(prefix, names) or "Name one as `<indicator>/<area>`",
            )
        )
        return []
    if found[0].implied is not None:
        references.working(references.maker.derived(found[0].implied))
    items = _path_items(references.maker, found[0])
    for fact in dict.fromkeys(fact for item in items for fact in item.figure.facts):
        references.cite(fact.key, directive.place)
    return items


def _path_items(maker: ViewMaker, assessment: Assessment) -> list[_Item]:
    """Baseline, actuals and estimates, and the target."""
    target, voice = assessment.target, maker.voice
    items = [_baseline_item(voice, assessment)]
    own = maker.ledger.facts_by_indicator[target.indicator.indicator]
    for fact in sorted(own, key=lambda fact: fact.period):
        same = (fact.indicator, fact.area, fact.measure, fact.statement) == (
            target.indicator,
            target.area,
            target.measure,
            1,
        )
        whole = fact.period.shape in {"year", "as-of"}  # a part of a year is no point of the path
        if same and whole and fact.kind != "target" and fact != assessment.baseline:
            items.append(_item(voice, fact, "", fact.kind))
    return [*items, _item(voice, target, "", "target")]


def _baseline_item(voice: Voice, assessment: Assessment) -> _Item:
    if assessment.baseline is not None:
        return _item(voice, assessment.baseline, "", "baseline")
    derived = assessment.implied
    if derived is None:
        raise AssertionError(assessment.target.key)
    year = derived.facts[-1].period.start[0] - 1
    return _Item("", derived, voice.period(parse_period(str(year))), float(year), "baseline")


def _listed_items(
    references: RoleResolver, directive: Directive, named: Sequence[tuple[str, str, Prose | None]]
) -> list[_Item]:
    """The facts as they are named, in their order."""
    facts: list[tuple[Fact, str]] = []
    for key, label, line in named:
        place = line.place if line else directive.place
        fact = references.fact(key, place)
        if fact is not None:
            facts.append((fact, label))
    named_facts = [fact for fact, _ in facts]
    naming = _naming(named_facts, references.voice, with_time=directive.argument != "range")
    voice = references.voice
    return [_item(voice, fact, label or naming(fact), fact.kind) for fact, label in facts]


def _naming(facts: Sequence[Fact], voice: Voice, *, with_time: bool) -> Callable[[Fact], str]:
    """How items are called: by the parts that tell them apart, else by their indicator."""
    code = voice.language.code
    parts: list[Callable[[Fact], str]] = []
    if len({fact.indicator.indicator for fact in facts}) > 1:
        parts.append(lambda fact: fact.indicator.name[code])
    if len({fact.area.area for fact in facts}) > 1:
        parts.append(lambda fact: fact.area.short[code])
    if with_time and not parts and len({fact.period for fact in facts}) > 1:
        parts.append(lambda fact: voice.period(fact.period))
    if not parts:
        parts.append(lambda fact: fact.indicator.name[code])
    return lambda fact: voice.say(", ").join(part(fact) for part in parts)


def _item(voice: Voice, fact: Fact, label: str, role: str) -> _Item:
    return _Item(label, fact, voice.period(fact.period), float(fact.period.end_years) - 1, role)


_ITEMS: Mapping[
    str, Callable[[RoleResolver, Directive, Sequence[tuple[str, str, Prose | None]]], list[_Item]]
] = {
    "path": _find_path,
    "compare": _listed_items,
    "growth": _listed_items,
    "range": _listed_items,
}


def assemble_chart(maker: ViewMaker, ask: ChartHeading, items: list[_Item]) -> MadeChart:
    """The chart of items on one scale, with its subtitle, table and sources."""
    voice = maker.voice
    scale = _scale(items, maker.ledger.unit_by_key, voice)
    facts = [fact for item in items for fact in item.figure.facts]
    rows = tuple(
        ChartRow(
            item.label or facts[-1].indicator.name[maker.code],
            maker.derived(item.figure)
            if isinstance(item.figure, Derived)
            else maker.fact(item.figure),
            item.period,
            item.role,
            _say_kind(item, maker),
        )
        for item in items
    )
    subtitle = _subtitle(facts, scale, maker)
    data = ChartData(
        name=ask.name,
        kind=ask.kind,
        language=voice.language.tag,
        title=ask.title,
        description=ask.description,
        points=tuple(
            replace(
                _point(item, voice, scale), item=row.label, source=_say_sources(row.view, voice)
            )
            for item, row in zip(items, rows, strict=True)
        ),
        power=scale.power,
        unit=scale.label,
        geometric=facts[-1].indicator.path == "geometric",
        words=chart_words(voice.say),
        separators=voice.separators,
        subtitle=subtitle,
    )
    sources = tuple(dict.fromkeys(fact.source.source for fact in facts))
    return data, subtitle, rows, sources


def _say_kind(item: _Item, maker: ViewMaker) -> str:
    """What a point is, in words: `Baseline, computed`."""
    computed = maker.voice.say("computed") if isinstance(item.figure, Derived) else ""
    return maker.listed(maker.voice.say(ROLE_WORDS[item.role]), computed)


def _say_sources(view: FactView | DerivedView, voice: Voice) -> str:
    """The documents that state a number, or the numbers it is computed from."""
    views = view.facts if isinstance(view, DerivedView) else (view,)
    return voice.say("; ").join(dict.fromkeys(one.source for one in views))


def _scale(items: Sequence[_Item], units: Mapping[str, Unit], voice: Voice) -> AxisScale:
    """The scale of the axis, labelled with its unit: what is counted, where all items count the same.

    人 and 万人 share 人, so that an axis of 万 is one of 万人.
    """
    base = units[items[0].quantity.unit.base_unit]
    scale = voice.scale([one for item in items for one in item.quantity.base_numbers], base)
    code = voice.language.code
    if base.form(code)[-1].strip("{}") not in {"scaled", "plain", "stated"}:
        return scale
    endings = [_after_scale(item.quantity.unit.form(code)[-1]) for item in items]
    shared = commonprefix([ending[::-1] for ending in endings])[::-1]  # noqa: RUF071 # by characters
    return replace(scale, label=scale.label + shared)


def _after_scale(form: str) -> str:
    """What a unit's form counts: 户 of `{stated}万户`, whose 万 the axis says itself."""
    ending = form.rpartition("}")[2]
    scale = next((name for name in SHIFTS if ending.startswith(name)), "")
    return ending[len(scale) :]


def _subtitle(facts: Sequence[Fact], scale: AxisScale, maker: ViewMaker) -> str:
    """What all points are of, as far as it is one thing: indicator, measure, area, unit."""
    voice, code = maker.voice, maker.code
    indicators = list(dict.fromkeys(fact.indicator.name[code] for fact in facts))
    notes = list(dict.fromkeys(maker.measure_note(fact) for fact in facts))
    areas = list(dict.fromkeys(fact.area.name[code] for fact in facts))
    parts = [part for own in (indicators, notes, areas) if len(own) == 1 for part in own if part]
    if scale.label:
        parts.append(scale.label)
    return voice.say(", ").join(parts)


def _point(item: _Item, voice: Voice, scale: AxisScale) -> Point:
    quantity = item.quantity
    low, high = _ends(quantity)
    return Point(
        key=item.figure.key,
        label=item.label,
        period=item.period,
        time=item.time,
        low=low,
        high=high,
        bound=quantity.bound,
        role=item.role,
        derived=isinstance(item.figure, Derived),
        text=voice.quantity(quantity),
        short=SYMBOLS[quantity.bound] + _short(quantity, voice, scale),
        most=_most(item.figure),
    )


def _most(figure: Fact | Derived) -> Decimal | None:
    """What a number cannot exceed: a stated share, its whole."""
    if isinstance(figure, Derived) or figure.measure != "share":
        return None
    return WHOLE if figure.quantity.unit.base_unit == PERCENT else None


def _short(quantity: Quantity, voice: Voice, scale: AxisScale) -> str:
    """A quantity's numbers on the scale of the axis; parts such as 2/3 as they are stated."""
    if not is_power_of_ten(quantity.unit.factor):
        return voice.value_text(quantity)
    shown = quantity.base_numbers
    if scale.power:
        shown = tuple(trim(number.scaleb(-scale.power)) for number in shown)
    texts = [voice.number(number) for number in shown]
    return texts[0] if len(texts) == 1 else voice.say("{low}–{high}", low=texts[0], high=texts[1])


def _ends(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """What is drawn: the stated numbers, with an end open where the bound leaves it so."""
    numbers = quantity.base_numbers
    match quantity.bound:
        case "at-least" | "over":
            return numbers[0], None
        case "under" | "at-most":
            return None, numbers[0]
        case _:
            return numbers[0], numbers[-1]
