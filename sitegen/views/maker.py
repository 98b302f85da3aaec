"""Makes views for one page: in its language, with addresses relative to it.

What others are given is a `ViewMaker`; how a view comes about is told by the files before this one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.addresses import source_address
from sitegen.analysis.statuses import BOUNDED, STATUSES
from sitegen.analysis.topics import MEASURE_ORDER
from sitegen.quantities.rounding import Precision
from sitegen.quantities.units import MULTIPLE
from sitegen.views.citation import Imprint, cite, cite_part
from sitegen.views.documents import (
    cite_document,
    is_online,
    name_document,
    print_title,
)
from sitegen.views.values import (
    BoundsView,
    DerivedView,
    FactView,
    PlainFigure,
    SourceView,
    TargetFigure,
    TargetView,
    UnquantifiedView,
)
from sitegen.views.viewpoint import Viewpoint
from sitegen.views.words import (
    CITE_WORDS,
    NATURE_WORDS,
    OVERDUE_WORDS,
    REASON_WORDS,
    STATUS_WORDS,
    TARGET_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.analysis.derive import Derived
    from sitegen.claims.judging import Finding
    from sitegen.ledger.values import Event, Fact, Indicator, Source, Unquantified
    from sitegen.quantities.quantity import Quantity
    from sitegen.views.citation import Reference, Work
    from sitegen.views.values import ClaimView


NEAR = Fraction(1, 20)
"""Up to what part of a stated baseline an implied one counts as reproducing it."""
_TENTH = Precision(Decimal("0.1"))
_MONTH = len("2024-02")
_SAID = {"no-later-fact", "no-baseline", "no-direction"}
"""Reasons that say no more than the status that they give."""
ONE_VERDICT = "one-verdict"
"""The reason of a target that shares the verdict of another."""


@dataclass(frozen=True)
class ViewMaker(Viewpoint):
    """Makes views for one page: in its language, with addresses relative to it."""

    tracker: str = ""
    """Address of the tracker's page in this language; empty where there is none."""
    imprint: Imprint = field(default_factory=Imprint)
    """Who publishes the site, for citations."""
    updated: str = ""
    """When the page was last changed, where it says so."""
    find_reproduced: Callable[[], Sequence[tuple[str, Fraction]]] = tuple
    """The indicators of which a baseline is stated and implied as well, and by what part the second is off."""
    _made: dict[str, FactView] = field(default_factory=dict, compare=False, repr=False)
    """Views of facts that were made before: a page shows many of them twice."""

    @property
    def canonical(self) -> str:
        """The page's absolute address, without `index.html`."""
        return self.permalink(self.address)

    def cite(self, title: str, kind: str = "page", fragment: str = "") -> tuple[Reference, ...]:
        """The page, or what stands on it under an anchor, in each style of citation."""
        address = self.permalink(self.address, fragment)
        return self._cite(cite_part(self.imprint, title, address, kind, self.updated))

    def _cite(self, work: Work) -> tuple[Reference, ...]:
        return cite(work, self.imprint.styles, self.voice.say(CITE_WORDS["accessed"]))

    def fact(self, fact: Fact) -> FactView:
        """The view of a fact."""
        from sitegen.views.facts import view_fact

        if fact.key not in self._made:
            self._made[fact.key] = view_fact(self, fact)
        return self._made[fact.key]

    def measure_note(self, fact: Fact) -> str:
        """What a fact says of its indicator, where the indicator's name leaves it open."""
        from sitegen.views.facts import say_measure

        return say_measure(self, fact)

    def derived(self, derived: Derived) -> DerivedView:
        """The view of a derived number."""
        from sitegen.views.facts import view_derived

        return view_derived(self, derived, [self.fact(fact) for fact in derived.facts])

    def claim(self, key: str, words: str, findings: Sequence[Finding]) -> ClaimView:
        """The view of a claim that holds."""
        from sitegen.views.claims import view_claim

        facts = (fact for one in findings for fact in one.facts)
        return view_claim(self, key, words, findings, [self.fact(fact) for fact in facts])

    def target(self, assessment: Assessment) -> TargetView:
        """The view of a target and its status."""
        from sitegen.analysis.verdict import Verdict
        from sitegen.views.verdicts import view_verdict

        target = assessment.target
        reason = None if assessment.leader else assessment.reason
        return TargetView(
            id=target.key,
            href=self._target_href(target.key) if self.tracker else "",
            indicator=target.indicator.name[self.code],
            indicator_href=self.indicator_href(target.indicator.indicator),
            domain=target.indicator.domain,
            area=target.area.short[self.code],
            area_key=target.area.area,
            details=self.listed(target.area.short[self.code], self.measure_note(target)),
            period=self.voice.period(target.period),
            horizon=str(target.period.end[0]),
            nature=self.nature(target.indicator) if self._is_planned(target) else "",
            path=assessment.path,
            target=self.fact(target),
            restatements=tuple(map(self.fact, _list_wordings(assessment))),
            baseline=self._baseline(assessment),
            latest=self._stated(assessment.latest) or self._none("no-latest"),
            mean=None if assessment.mean is None else self.derived(assessment.mean),
            verdict=view_verdict(self.voice, assessment.verdict)
            if assessment.leader is None
            else view_verdict(self.voice, Verdict(assessment.status)),
            stretch=None
            if assessment.stretch is None or assessment.leader
            else view_verdict(self.voice, assessment.stretch),
            borderline=assessment.borderline,
            reason=self.reason(assessment),
            remark=""
            if reason and reason.comparability is None and reason.code in _SAID
            else self.reason(assessment),
            comparison=self.fact(reason.facts[0]) if reason and reason.comparability else None,
            implied_check=self._check_implied(assessment),
            leads=assessment.leader is None,
            leader=assessment.leading.target.key,
            rates=self._rates(assessment),
            bounds=self._bounds(assessment),
        )

    def _target_href(self, key: str) -> str:
        """The row of a target in the tracker; of one that is not listed, the tracker."""
        return self.href(self.tracker, "" if key in self.ledger.unlisted_targets else key)

    def progress(
        self, key: str, assessment: Assessment, quantity: Quantity, facts: Sequence[Fact]
    ) -> PlainFigure:
        """How much of the way to a target has been made, or of its time has passed, for a chart; and the facts it rests on."""
        shown = self.target(assessment)
        return PlainFigure(
            key=key,
            text=self.voice.quantity(quantity),
            value=" ".join(map(str, quantity.base_numbers)),
            bound=quantity.bound,
            base_unit=quantity.unit.base_unit,
            href=shown.href or shown.target.href,
            hint=shown.verdict.progress,
            source=self.voice.say("; ").join(
                dict.fromkeys(fact.source.title[self.code] for fact in facts)
            ),
            keys=tuple(fact.key for fact in facts),
        )

    def happening(self, event: Event) -> PlainFigure:
        """An event, for a chart."""
        locator, _ = self.locator(event.source, event.locator)
        title = event.source.title[self.code]
        return PlainFigure(
            key=event.event,
            text=event.summary[self.code],
            value="",
            bound="",
            base_unit="",
            href=self.href(source_address(self.code, event.source.source)),
            hint=self.voice.say("{source}, {locator}", source=title, locator=locator),
            source=title,
            keys=(),
        )

    def reason(self, assessment: Assessment) -> str:
        """Why a target has no verdict, or none of its own, in a sentence; empty where it has one."""
        if assessment.leader is not None:
            leader = assessment.leader.target
            return self.voice.say(
                REASON_WORDS[ONE_VERDICT],
                target=self.voice.quantity(leader.quantity),
                period=self.voice.period(leader.period),
            )
        reason, last = assessment.reason, self.ledger.latest_source
        if reason is None or last is None:
            return ""
        if reason.comparability is not None:
            return reason.comparability.reason[self.code]
        words = {**REASON_WORDS, **OVERDUE_WORDS} if is_due(assessment, last) else REASON_WORDS
        return self.voice.say(words[reason.code], until=self.voice.date(last.date[:_MONTH]))

    def _check_implied(self, assessment: Assessment) -> tuple[str, ...]:
        """How well the calculation that implies a baseline gives the baselines that are stated."""
        if assessment.implied is None:
            return ()
        found: dict[bool, dict[str, Fraction]] = {True: {}, False: {}}
        for key, part in self.find_reproduced():
            found[abs(part) <= NEAR][key] = abs(part)
        said = (
            self._say_deviations("reproduced", "near", found[True]),
            self._say_deviations("not-reproduced", "far", found[False]),
        )
        return tuple(filter(None, said)) if found[True] else ()

    def _say_deviations(self, word: str, name: str, parts: Mapping[str, Fraction]) -> str:
        if not parts:
            return ""
        indicators = self.ledger.indicator_by_key
        names = self.voice.say_list([indicators[key].name[self.code] for key in parts])
        most = self.voice.percent(_TENTH.print(max(parts.values()) * 100))
        return self.voice.say(TARGET_WORDS[word], names=names, **{name: most})

    def _rates(self, assessment: Assessment) -> str:
        """The yearly rate that was reached beside the one that is aimed at."""
        rate = assessment.rate
        if rate is None:
            return ""
        reached = self.voice.percent(_TENTH.print(rate))
        planned = self.fact(assessment.target).text
        return self.voice.say(TARGET_WORDS["rates"], reached=reached, planned=planned)

    def _bounds(self, assessment: Assessment) -> BoundsView | None:
        """How far a target has come at least, or at most, and what that leaves open."""
        bounds, say = assessment.bounds, self.voice.say
        if bounds is None or assessment.leader:
            return None
        share = self.derived(bounds.share)
        due = self.voice.percent(Decimal(round(bounds.due * 100)))
        worst, best = (say(STATUS_WORDS[one]) for one in (bounds.worst, bounds.best))
        said = (
            say(TARGET_WORDS["bounded"], share=share.text, due=due),
            "" if bounds.low is None else say(TARGET_WORDS["at-worst"], word=worst),
            "" if bounds.high is None else say(TARGET_WORDS["at-best"], word=best),
        )
        return BoundsView(share, say("; ").join(filter(None, said)))

    def _baseline(self, assessment: Assessment) -> TargetFigure:
        """The baseline of a target: stated, implied by its yearly rate, or none."""
        if stated := self._stated(assessment.baseline):
            return stated
        if assessment.implied is None:
            return self._none("no-baseline")
        return TargetFigure(
            self.derived(assessment.implied), self.voice.say(TARGET_WORDS["implied"])
        )

    def _stated(self, fact: Fact | None) -> TargetFigure | None:
        return None if fact is None else TargetFigure(self.fact(fact), self.fact(fact).period)

    def _none(self, word: str) -> TargetFigure:
        return TargetFigure(None, self.voice.say(TARGET_WORDS[word]))

    def unquantified(self, one: Unquantified) -> UnquantifiedView:
        """The view of a target without a number."""
        locator, spoken = self.locator(one.source, one.locator)
        return UnquantifiedView(
            indicator=one.indicator.name[self.code],
            area=one.area.short[self.code],
            period=self.voice.period(one.period),
            nature=self.nature(one.indicator),
            statement=one.statement[self.code],
            source=one.source.title[self.code],
            source_href=self.href(source_address(self.code, one.source.source)),
            locator=locator,
            locator_language=spoken,
        )

    def is_leading(self, target: Fact) -> bool:
        """Whether a target is one by which a plan wants to be judged."""
        return bool(target.indicator.nature) and self._is_planned(target)

    def _is_planned(self, target: Fact) -> bool:
        """Whether a target is of the kind that a plan calls binding or anticipatory.

        The plan says so of the whole, not of a part that it sets a target for besides.
        """
        areas = self.ledger.aims[target.indicator.indicator, target.source.source]
        return (
            target.source.kind.sets_targets
            and target.quantity.unit.base_unit != MULTIPLE
            and target.area.part_of not in areas
        )

    def nature(self, indicator: Indicator) -> str:
        """Whether the plan binds the administration to an indicator; empty where it does not say."""
        return self.voice.say(NATURE_WORDS[indicator.nature]) if indicator.nature else ""

    def source(self, source: str) -> SourceView:
        """The view of a document."""
        document = self.ledger.source_by_key[source]
        return SourceView(
            source=source,
            mark=self.mark(source),
            title=document.title[self.code],
            publisher=document.publisher[self.code],
            date=self.voice.date(document.date),
            origin=self.origin(document),
            kind=document.kind.name,
            href=self.href(source_address(self.code, source)),
            url=self.permalink(source_address(self.code, source)),
            note=document.note[self.code],
            language=document.language,
            printed=print_title(document),
            author=document.author,
            page=document.page,
            address=document.url,
            online=is_online(document),
            named=name_document(self, document),
            references=self._cite(cite_document(document)),
        )


def code_reason(assessment: Assessment) -> str:
    """Why a target has no verdict, or none of its own, as a code; empty where it has one."""
    if assessment.leader is not None:
        return ONE_VERDICT
    return assessment.reason.code if assessment.reason else ""


def is_due(assessment: Assessment, last: Source) -> bool:
    """Whether a target fell due before the sources end."""
    return assessment.target.period.end_month <= last.end_month


def sort_targets(assessments: Iterable[Assessment]) -> list[Assessment]:
    """Targets as lists show them: levels before rates and ranks, each in the ledger's order."""
    return sorted(assessments, key=lambda one: MEASURE_ORDER.index(one.target.measure))


def order_rows(targets: Iterable[TargetView]) -> tuple[TargetView, ...]:
    """Targets as tables show them: those first that can be judged, then those that are bounded."""
    return tuple(sorted(targets, key=lambda one: _order_status(one.verdict.status)))


def _order_status(status: str) -> tuple[bool, bool]:
    return not STATUSES[status].decided, status != BOUNDED


def _list_wordings(assessment: Assessment) -> list[Fact]:
    """Further statements of a target that say it otherwise, each amount once.

    Who states the ends of a range one by one states the range.
    """
    own = assessment.target.quantity
    said = {_say_amount(assessment.target)}
    if own.bound == "range":
        said |= {("exact", (number,)) for number in own.base_numbers}
    found = []
    for fact in assessment.restatements:
        if (amount := _say_amount(fact)) not in said:
            said.add(amount)
            found.append(fact)
    return found


def _say_amount(fact: Fact) -> tuple[str, tuple[Decimal, ...]]:
    """What a fact says, whatever unit it is printed in."""
    return fact.quantity.bound, fact.quantity.base_numbers
