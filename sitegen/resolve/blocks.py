"""Directives of a page to what they show: scorecards, charts, target tables.

One function a directive, one line in `DIRECTIVES`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.analysis.derive import RULES
from sitegen.analysis.verdict import BELOW, THRESHOLDS
from sitegen.charts.kinds import KINDS
from sitegen.problems import suggest
from sitegen.resolve.chart_titles import ChartHeading
from sitegen.resolve.charts import make_chart, make_comparison, make_path
from sitegen.views.maker import sort_targets
from sitegen.views.words import STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.analysis.assessment import Assessment
    from sitegen.charts.data import ChartData
    from sitegen.project.markdown import Directive, Prose
    from sitegen.resolve.charts import ChartRow, MadeChart
    from sitegen.resolve.roles import RoleResolver
    from sitegen.views.citation import Reference
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import DerivedView, FactView, SourceView, TargetView


_DERIVED_LINE = re.compile(r"([a-z-]+):\s*(.+)")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Card:
    """A figure of a scorecard: a main fact, and others that say more of it."""

    main: FactView
    others: tuple[FactView | DerivedView, ...]
    status: TargetView | None
    """The status of the target whose latest actual this is."""


@dataclass(frozen=True)
class ChartBlock:
    """A chart of a page."""

    data: ChartData
    note: str
    subtitle: str
    rows: tuple[ChartRow, ...]
    """The chart's table."""
    sources: tuple[SourceView, ...]
    """The sources of what it shows."""
    files: str
    """Address of its files for download, without their ending."""
    address: str
    """Its own permanent address, absolute."""
    references: tuple[Reference, ...]
    """How it is cited."""


@dataclass(frozen=True)
class Block:
    """What a directive shows."""

    name: str
    cards: tuple[Card, ...] = ()
    targets: tuple[TargetView, ...] = ()
    chart: ChartBlock | None = None
    title: str = ""
    thresholds: tuple[tuple[str, str, str], ...] = ()
    """Key and word of each status, and the least ratio of made to due; the last has none."""


@dataclass(frozen=True)
class DirectiveKind:
    """What a directive takes, and the function that resolves it."""

    resolve: Callable[[RoleResolver, Directive], Block]
    options: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    prose: bool = False
    """Whether its body is block Markdown."""


def resolve_block(references: RoleResolver, directive: Directive) -> Block:
    """What a directive shows; a wrong one shows nothing, and is a problem."""
    spec = DIRECTIVES.get(directive.name)
    if spec is None:
        references.problems.append(
            directive.place.problem(
                "directive",
                f"there is no directive `{directive.name}`",
                suggest(directive.name, DIRECTIVES)
                or f"Directives are `{'`, `'.join(DIRECTIVES)}`",
            )
        )
        return Block(directive.name)
    for name, option in directive.options:
        if name not in spec.options and not (spec.prose and name == "title"):
            hint = (
                f"Its options are `{'`, `'.join(spec.options)}`"
                if spec.options
                else "It takes none"
            )
            references.problems.append(
                option.place.problem(
                    "directive",
                    f"`{directive.name}` has no option `{name}`",
                    suggest(name, spec.options) or hint,
                )
            )
    missing = [name for name in spec.required if not directive.get(name)]
    for name in missing:
        references.problems.append(
            directive.place.problem(
                f"{directive.name}-{name}",
                f"the {directive.name} has no `{name}`",
                f"Add a line `:{name}: …`",
            )
        )
    return Block(directive.name) if missing else spec.resolve(references, directive)


def _scorecard(references: RoleResolver, directive: Directive) -> Block:
    cards = []
    for line in directive.lines:
        first, *rest = (part.strip() for part in line.text.split("|"))
        fact = references.fact(first, line.place)
        if fact is None:
            continue
        others = tuple(
            view for view in (_figure(references, text, line) for text in rest) if view is not None
        )
        assessment = next(
            (one for one in references.around.assessments.values() if one.latest == fact), None
        )
        status = None
        if assessment is not None:
            references.cite(assessment.target.key, line.place)
            status = references.maker.target(assessment)
        cards.append(Card(references.maker.fact(fact), others, status))
    if not directive.lines:
        references.problems.append(
            directive.place.problem(
                "directive", "the scorecard is empty", "Write a fact's key on each line of its body"
            )
        )
    return Block("scorecard", cards=tuple(cards))


def _figure(references: RoleResolver, text: str, line: Prose) -> FactView | DerivedView | None:
    """A fact by its key, or a derived number as `growth: a/b/2020..2023`."""
    match = _DERIVED_LINE.fullmatch(text)
    if match and match[1] in RULES:
        view = references.derived(match[1], match[2], line.place)
        if view is not None:
            references.working(view)
        return view
    fact = references.fact(text, line.place)
    return None if fact is None else references.maker.fact(fact)


def _targets(references: RoleResolver, directive: Directive) -> Block:
    chosen = sort_targets(_chosen_targets(references, directive))
    return Block(
        "targets", targets=tuple(references.show_target(one, directive.place) for one in chosen)
    )


def _chosen_targets(references: RoleResolver, directive: Directive) -> Iterator[Assessment]:
    """The assessments of a domain, those named in the body, or all."""
    assessments = references.around.assessments
    domain = directive.get("domain")
    domains = {one.domain for one in references.ledger.domains}
    if domain and domain not in domains:
        option = directive.option("domain")
        place = option.place if option else directive.place
        references.problems.append(
            place.problem(
                "foreign-key", f"`{domain}` is no domain of domains.csv", suggest(domain, domains)
            )
        )
    if not directive.lines:
        yield from (
            one
            for one in assessments.values()
            if not domain or one.target.indicator.domain == domain
        )
    for line in directive.lines:
        assessment = references.target(line.text, line.place)
        if assessment is not None:
            yield assessment


def _chart(references: RoleResolver, directive: Directive) -> Block:
    option = directive.option("title")
    place = option.place if option else directive.place
    title, description = (
        references.plain(directive.option("title")),
        references.plain(directive.option("alt")),
    )
    if directive.argument not in KINDS:
        references.problems.append(
            directive.place.problem(
                "directive",
                f"`{directive.argument}` is no kind of chart",
                suggest(directive.argument, KINDS) or f"Kinds are `{'`, `'.join(KINDS)}`",
            )
        )
        return Block("chart")
    if not _NAME.fullmatch(directive.get("name")):
        references.problems.append(
            directive.place.problem(
                "directive",
                f"`{directive.get('name')}` is no name of a chart",
                "Use lower-case letters, digits and hyphens",
            )
        )
    if title.strip(" .。").casefold() == description.strip(" .。").casefold():
        references.problems.append(
            place.problem(
                "chart-alt",
                "the chart's description repeats its title",
                "Say in `:alt:` what a reader would see",
            )
        )
    heading = ChartHeading(directive.get("name"), KINDS[directive.argument], title, description)
    made, problems = make_chart(references, directive, heading)
    references.problems.extend(problems)
    if made is None:
        return Block("chart")
    note = references.plain(directive.option("note"))
    return Block("chart", chart=_make_block(references.maker, made, note))


def _make_block(maker: ViewMaker, made: MadeChart, note: str = "") -> ChartBlock:
    """A chart with its files, its address and its references."""
    data, say = made.data, maker.voice.say
    sources = tuple(maker.source(key) for key in made.sources)
    address = f"{maker.canonical}#{data.name}"
    listed = say("; ").join(one.title for one in sources)
    signed = f"{maker.imprint.site} · {address}" if maker.imprint.site else address
    foot = tuple(filter(None, (note, data.word("source") + data.word("colon") + listed, signed)))
    return ChartBlock(
        replace(data, foot=foot),
        note,
        made.subtitle,
        made.rows,
        sources,
        maker.href(f"data/charts/{data.name}.{maker.code}"),
        address,
        maker.cite(data.title, "chart", data.name),
    )


def make_path_chart(maker: ViewMaker, assessment: Assessment) -> ChartBlock | None:
    """The path to a target as a chart that no author wrote; `None` where there is no path."""
    key = assessment.target.key.split("/")
    made = make_path(maker, assessment, "-".join(["path", *key[:3], *key[5:]]).lower())
    return None if made is None else _make_block(maker, made)


def make_comparison_chart(maker: ViewMaker, indicator: str) -> ChartBlock | None:
    """What may be compared of an indicator, as a chart that no author wrote; `None` where nothing may."""
    made = make_comparison(maker, maker.ledger.by_indicator[indicator], f"compare-{indicator}")
    return None if made is None else _make_block(maker, made)


def _note(references: RoleResolver, directive: Directive) -> Block:
    return Block("note", title=references.plain(directive.option("title")))


def _worked_example(references: RoleResolver, directive: Directive) -> Block:
    assessment = references.target(directive.argument, directive.place)
    if assessment is None:
        return Block("worked-example")
    if assessment.made is None:
        references.problems.append(
            directive.place.problem(
                "status",
                f"the progress of `{assessment.target.key}` is not known",
                "Name another target",
            )
        )
        return Block("worked-example")
    return Block("worked-example", targets=(references.show_target(assessment, directive.place),))


def _thresholds(references: RoleResolver, directive: Directive) -> Block:
    for line in directive.lines:
        references.problems.append(
            line.place.problem(
                "directive",
                f"`thresholds` has no body, but here stands `{line.text}`",
                "Take it out",
            )
        )
    voice = references.voice
    steps = [(status, voice.number(least)) for status, least in THRESHOLDS]
    return Block(
        "thresholds",
        thresholds=tuple(
            (status, voice.say(STATUS_WORDS[status]), least)
            for status, least in [*steps, (BELOW, "")]
        ),
    )


DIRECTIVES: Mapping[str, DirectiveKind] = {
    "scorecard": DirectiveKind(_scorecard),
    "chart": DirectiveKind(
        _chart, ("name", "title", "alt", "facts", "note"), ("name", "title", "alt")
    ),
    "targets": DirectiveKind(_targets, ("domain",)),
    "note": DirectiveKind(_note, prose=True),
    "worked-example": DirectiveKind(_worked_example),
    "thresholds": DirectiveKind(_thresholds),
}
"""All directives, by name."""

PROSE_DIRECTIVES = frozenset(name for name, spec in DIRECTIVES.items() if spec.prose)
