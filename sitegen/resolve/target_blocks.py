"""Targets in pages: tables of them, a worked example of a status, the thresholds of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.messages.said import say
from sitegen.problems import suggest
from sitegen.resolve.key_slips import Stands
from sitegen.views.leading import view_leading
from sitegen.views.maker import order_rows, sort_targets
from sitegen.views.verdicts import view_thresholds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.analysis.assessment import Assessment
    from sitegen.project.parsed import Directive
    from sitegen.resolve.roles import RoleResolver
    from sitegen.views.leading import LeadingTargets
    from sitegen.views.values import TargetView, ThresholdView


@dataclass(frozen=True)
class TargetTable:
    """Targets with their status, in the order of the table."""

    targets: tuple[TargetView, ...]
    ids: Mapping[str, str]
    """The anchor of the row of each, by its key; of those that have no row further up on the page."""


@dataclass(frozen=True)
class LeadingTable:
    """The targets that lead, as bars."""

    leading: LeadingTargets


@dataclass(frozen=True)
class WorkedExample:
    """A target whose status is shown step by step."""

    target: TargetView


@dataclass(frozen=True)
class Thresholds:
    """From which ratio of made to due a target has which status."""

    rows: tuple[ThresholdView, ...]


def resolve_targets(resolver: RoleResolver, directive: Directive) -> TargetTable:
    """Targets of a domain, or one a line, those with levels first."""
    chosen = sort_targets(_chosen_targets(resolver, directive))
    rows = order_rows(resolver.show_target(one, directive.place) for one in chosen)
    ids = {one.id: f"target:{one.id}" for one in rows if one.id not in resolver.tabled}
    resolver.tabled.update(ids)
    return TargetTable(rows, ids)


def resolve_leading_targets(resolver: RoleResolver, directive: Directive) -> LeadingTable:
    """The targets that lead; the directive has no body."""
    _refuse_body(resolver, directive)
    leading = view_leading(resolver.maker, resolver.around.assessments.list_with_nature())
    for one in leading.views:
        for view in filter(None, (one.target, one.rate)):
            resolver.cite_target(view, directive.place)
    return LeadingTable(leading)


def _chosen_targets(resolver: RoleResolver, directive: Directive) -> Iterator[Assessment]:
    """The assessments of a domain, those named in the body, or all."""
    assessments = resolver.around.assessments
    domain = directive.get("domain")
    domains = {one.domain for one in resolver.ledger.domains}
    if domain and domain not in domains:
        option = directive.option("domain")
        place = option.place if option else directive.place
        resolver.problems.append(
            place.problem(
                "foreign-key",
                say("there is no domain `{domain}` in domains.csv", domain=domain),
                suggest(domain, domains) or say("Add it to domains.csv"),
            )
        )
    if not directive.lines:
        yield from assessments.list_of_domain(domain) if domain else assessments.values()
    for line in directive.lines:
        assessment = resolver.target(line.text, line.place, Stands.LINE)
        if assessment is not None:
            yield assessment


def resolve_worked_example(resolver: RoleResolver, directive: Directive) -> WorkedExample | None:
    """The target that the argument names, if its progress is known."""
    assessment = resolver.target(directive.argument, directive.aim)
    if assessment is None:
        return None
    if assessment.made is None:
        resolver.problems.append(
            directive.aim.problem(
                "status",
                say("the progress of `{key}` is not known", key=assessment.target.key),
                say("Name another target"),
                key=assessment.target.key,
            )
        )
        return None
    return WorkedExample(resolver.show_target(assessment, directive.place))


def resolve_thresholds(resolver: RoleResolver, directive: Directive) -> Thresholds:
    """The thresholds as the judgement uses them; the directive has no body."""
    _refuse_body(resolver, directive)
    return Thresholds(view_thresholds(resolver.voice))


def _refuse_body(resolver: RoleResolver, directive: Directive) -> None:
    for line in directive.lines:
        resolver.problems.append(
            line.place.problem(
                "directive",
                say(
                    "`{name}` takes no body, but has `{text}`", name=directive.name, text=line.text
                ),
                say("Remove it"),
            )
        )
