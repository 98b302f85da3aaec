"""Charts of parts: the parts of a whole, which their sum must not exceed, and what is left of it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.analysis.arithmetic import RULES, bound_result
from sitegen.analysis.conditions import DeriveError, check_share
from sitegen.analysis.derive import derive
from sitegen.analysis.several import derive_rest, derive_rest_share
from sitegen.messages.said import Said, say
from sitegen.quantities.rounding import printed_interval
from sitegen.resolve.chart_items import ChartItem, ChosenItems, make_item, make_naming, refuse
from sitegen.resolve.key_slips import Stands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.analysis.derive import Derived
    from sitegen.charts.kinds import ChartKind
    from sitegen.ledger.values import Fact
    from sitegen.project.parsed import Directive
    from sitegen.resolve.chart_items import NamedRow
    from sitegen.resolve.roles import RoleResolver


def choose_parts(
    resolver: RoleResolver, directive: Directive, kind: ChartKind, rows: Sequence[NamedRow]
) -> ChosenItems:
    """The whole, its parts in their order, and the rest if there is one."""
    option = directive.option("whole")
    if option is None:
        return refuse(
            directive.place,
            say("the chart does not say of what whole its parts are"),
            say("Name it: `:whole: <key>`"),
        )
    found = [resolver.fact(row.key, row.place, Stands.LABELLED) for row in rows]
    whole, parts = resolver.fact(option.text, option.place), [fact for fact in found if fact]
    if whole is None or len(parts) < len(rows):
        return ChosenItems()
    for row, part in zip(rows, parts, strict=True):
        if wrong := _find_fault(part, whole):
            return refuse(row.place, *wrong)
    sums = bound_result(
        RULES["sum"], [printed_interval(part.quantity) for part in parts], Fraction(1)
    )
    most = printed_interval(whole.quantity)
    if sums.low is not None and most.high is not None and sums.low > most.high:
        return refuse(
            rows[0].place,
            say("the parts of `{key}` are more than it is", key=whole.key),
            say("Leave out what is no part of it, or what another part holds"),
        )
    named, is_rest_left = [*zip(rows, parts, strict=True)], not sums.meets(most)
    try:
        items = _make_items(resolver, kind, whole, named, directive, is_rest_left=is_rest_left)
    except DeriveError as error:
        cure = error.hint or say("Name parts that are stated exactly")
        return refuse(rows[0].place, error.message, cure)
    rest = [rows[0].place] * is_rest_left
    return ChosenItems(items, (option.place, *(row.place for row in rows), *rest))


def _find_fault(part: Fact, whole: Fact) -> tuple[Said, Said] | None:
    """Why a fact is no part of another, and the cure."""
    try:
        check_share(part, whole)
    except DeriveError as error:
        return (error.message, say("Name parts of one whole, of one time and in one unit"))
    if part.kind != whole.kind or part.key == whole.key:
        return (
            say("`{key}` is no part of `{whole_key}`", key=part.key, whole_key=whole.key),
            say("Name the parts of a target for a target, and of an actual for an actual"),
        )
    return None


def _make_items(
    resolver: RoleResolver,
    kind: ChartKind,
    whole: Fact,
    named: Sequence[tuple[NamedRow, Fact]],
    directive: Directive,
    *,
    is_rest_left: bool,
) -> tuple[ChartItem, ...]:
    """All items, each part with its share of the whole."""
    voice, units = resolver.voice, resolver.ledger.unit_by_key
    parts = [fact for _, fact in named]
    name, words = make_naming(parts, voice), dict(kind.words)
    items = [_stand(make_item(voice, whole, voice.say(words["all"]), whole.kind), "whole")]
    for row, part in named:
        item = make_item(voice, part, row.label or name(part), part.kind)
        items.append(_stand(item, "part", _work(resolver, derive("share", (part, whole), units))))
    if is_rest_left:
        label = resolver.plain(directive.option("rest")) or voice.say(words["rest"])
        rest = _work(resolver, derive_rest(whole, parts, units))
        share = _work(resolver, derive_rest_share(whole, parts, units))
        item = make_item(voice, rest, label, whole.kind)
        items.append(_stand(item, "rest", share))
    return tuple(items)


def _work(resolver: RoleResolver, derived: Derived) -> Derived:
    """A number whose working stands on the page."""
    resolver.working(resolver.maker.derived(derived))
    return derived


def _stand(item: ChartItem, standing: str, share: Derived | None = None) -> ChartItem:
    """An item with what it is to the whole."""
    return replace(item, standing=standing, share=share)
