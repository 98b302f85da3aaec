"""Hints that a row was misread: what stands around its number says otherwise.

A hint is a question, never a verdict: it looks at words, not at meaning. One that was looked into and
is not a mistake stands in `hints.csv` with the reason, so that a new one is seen.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.language.lexicon import open_lexicon
from sitegen.ledger.phrases import BOUND
from sitegen.ledger.readings import read_quantities
from sitegen.messages.said import NOTHING, Said, say, say_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.audit.passages import Passages, Span
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact, Source
    from sitegen.problems import Problem
    from sitegen.quantities.period import Period


_BEFORE, _AFTER = 90, 14
_END = re.compile(r"[。；;！？!?\t]|\.(?=\s|$)")
"""Where a sentence ends."""
_START = re.compile(rf"{_END.pattern}|\n\s*\n")
"""Where one may have begun: a page may break in the midst of it, but what went before is then of no use."""
_GAP = re.compile(r"(?<=[\u3000-\uffef]) | (?=[\u3000-\uffef])")
_CLAUSE = re.compile(r"[，,、：:]")

EXPECTED = "预计 预估 估计 有望 预期达 expected estimated forecast"
"""What a source expects; after these words nothing is reached yet."""
AIMED = "力争 确保 争取 目标 计划 规划建设 将达 将新 将建 aims targets plans"
"""What is aimed at."""
REACHED = "同比 环比 已累计 截至目前 截至今年 year-on-year"
"""What goes with numbers that were counted."""
GROWN = re.compile(r"(?:同比|环比|年均)?(?:增长|增速|下降|提升|提高)(?:了|达到|达|超过|超|约)?\s?$")
SHARED = re.compile(r"(?:占比|比重|比例|份额|占有率|覆盖率)(?:[为达到超过约至]|不低于|不少于)*\s?$")
RANKED = re.compile(r"(?:第|居[^，。]{0,6}第|前)\s?$")
ADDED = re.compile(r"(?:新增|新建|净增)[^，。；、0-9]{0,12}$")
_HAN = re.compile("[\u4e00-\u9fff]")
_MORE = re.compile("[新增提升扩降减加建]|引进|引入|培育|吸引|签约|入驻|聚集|集聚|落地|落户")
"""Words of a text in Chinese for what was not there before."""
_YEAR = re.compile(r"(?<![较比自])((?:19|20)\d{2})\s?年(?!均|以来|[^，。；]{0,4}翻)")
_BOTH = 2
_MANY = 30
"""How many rows a document has among which one that is unlike the others stands out."""
_MONTHS = 12
_PARTS = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "前三季度": (1, 9),
    "三季度": (7, 9),
    "四季度": (10, 12),
    "全年": (1, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "whole year": (1, 12),
}
"""Words for parts of a year, and their first and last months."""
_PART = re.compile(
    rf"(?P<from>1?\d)\s?月?\s?[-—–~～至到]\s?(?P<to>1?\d)\s?月|{'|'.join(sorted(_PARTS, key=len, reverse=True))}"
)
_YEARS = {
    -1: "去年 上年 last\u00a0year",
    0: "今年 本年 年内 this\u00a0year",
    1: "明年 来年 next\u00a0year",
}
"""Words for years, by how far they are from that of the document."""
_NOT_ABOUT = re.compile(r"(?:占|居|列|对|与|较|从|向|高于|低于|超过|面向|服务)[^，。；]{0,3}$")
"""What before a place makes it the measure of something else: 占全市比重, 对非洲."""
_WITHIN = re.compile(
    r"^[^，。；]{0,8}(?:第|前|首|唯一|一流|领先|排名|位次|比重|占比|平均|市场占有|同级)"
)
"""What after a place does the same: 全国第3, 全国首个."""
_NEAR = 20
"""How many characters before a number a place may stand to be taken for its own."""


@dataclass(frozen=True)
class _Setting:
    """A fact with the words around its number."""

    fact: Fact
    before: str
    """From the start of the sentence to the number, on one line."""
    number: str
    after: str
    """From the number to the end of the sentence, a few characters at most."""
    since: str = ""
    """From the number before it to the end of its sentence, on one line."""
    beside: tuple[str, ...] = ()
    """In a document of many rows, the keys of the areas of those whose numbers stand next before and behind it."""
    subject: str = ""
    """In such a document, the key of the area that most of the rows are of, where there is one."""
    is_only: bool = False
    """Whether it is such a document, and no other row is of its period."""

    @property
    def clause(self) -> str:
        """The words before the number in its own clause."""
        return _CLAUSE.split(self.before)[-1]


def find_hints(
    ledger: Ledger,
    document: Source,
    places: Sequence[tuple[Fact, Span]],
    passages: Passages,
) -> Iterator[Problem]:
    """Where the words around the facts' numbers contradict their rows, as warnings.

    Args:
        ledger: The ledger, for its areas and the hints that were looked into.
        document: The source.
        places: Facts of the source with the places of their numbers.
        passages: Its text.
    """
    looked_into = {(one.fact, one.hint) for one in ledger.hints}
    looked_into |= {(key, "hint-bound") for key, rule in looked_into if rule == BOUND}
    found: set[tuple[str, str]] = set()
    areas = _name_areas(ledger, document)
    rows = ledger.facts_by_source[document.source]
    times = Counter(one.period.text for one in rows)
    subjects = Counter(one.area.area for one in rows).most_common(1)
    subject = next((key for key, count in subjects if 2 * count > len(rows)), "")
    for number, (fact, span) in enumerate(places):
        ahead, behind = places[max(0, number - 1) : number], places[number + 1 : number + 2]
        setting = replace(
            _set(fact, span, passages),
            since=_read_since(ahead[0][1][1] if ahead else 0, span, passages),
        )
        if len(rows) >= _MANY:
            setting = replace(
                setting,
                beside=tuple(one.area.area for one, _ in (*ahead, *behind)),
                subject=subject,
                is_only=times[fact.period.text] == 1,
            )
        for rule, check in CHECKS.items():
            said = check(setting, areas)
            if not said:
                continue
            found.add((fact.key, rule))
            if (fact.key, rule) not in looked_into:
                around = passages.surroundings(span, 20)
                yield fact.place.problem(
                    rule,
                    say("{said}: `{around}`", said=said, around=around),
                    say("Fix the row, or say in hints.csv why it is right"),
                    "warning",
                )
    own = {fact.key for fact, _ in places}
    for one in ledger.hints:
        if one.hint in CHECKS and one.fact in own and (one.fact, one.hint) not in found:
            yield one.place.problem(
                "audit-hint",
                say("the audit has no hint `{hint}` for `{fact}`", hint=one.hint, fact=one.fact),
                say("Remove the row"),
            )


def _set(fact: Fact, span: Span, passages: Passages) -> _Setting:
    start, end = span
    head = passages.text[max(0, start - _BEFORE) : start]
    tail = passages.text[end : end + _AFTER]
    before, after = _START.split(head)[-1], _END.split(tail)[0]
    parts = _join("\0".join([before.lstrip(), passages.text[start:end], after.rstrip()]))
    words, number, tail = parts.split("\0")
    return _Setting(fact, words, number, tail)


def _read_since(start: int, span: Span, passages: Passages) -> str:
    """From a place to the end of the sentence that a number stands in, or as far as that is looked at."""
    tail = passages.text[span[1] : span[1] + _AFTER]
    return _join(passages.text[min(start, span[0]) : span[1]] + _END.split(tail)[0])


def _join(text: str) -> str:
    """A text with its line breaks taken out: nothing between Han characters, a space elsewhere."""
    return _GAP.sub("", " ".join(text.split()))


def _name_areas(ledger: Ledger, document: Source) -> tuple[tuple[str, str], ...]:
    """What areas are called in a document, and their keys; longer names first."""
    code = document.language
    names = {
        name: area.area
        for area in ledger.areas
        for name in (area.name[code], area.short[code], *area.aliases)
    }
    return tuple(sorted(names.items(), key=lambda pair: -len(pair[0])))


def _hint_area(setting: _Setting, areas: Sequence[tuple[str, str]]) -> Said:
    """Another area is named nearer to the number than the row's own."""
    pattern = "|".join(re.escape(name) for name, _ in areas)
    if not pattern:
        return NOTHING
    keys = dict(areas)
    named = [
        (match[0], keys[match[0]])
        for match in re.finditer(pattern, setting.before)
        if len(setting.before) - match.end() <= _NEAR
        and not _NOT_ABOUT.search(setting.before[: match.start()])
        and not _WITHIN.match(setting.before[match.end() :] + setting.number)
    ]
    if named and named[-1][1] != setting.fact.area.area:
        return say(
            "`{named}` is named nearer to the number than {area}",
            named=named[-1][0],
            area=setting.fact.area.area,
        )
    own = setting.fact.area.area
    beside = setting.beside
    if len(beside) < _BOTH or len({*beside}) > 1 or own in {beside[0], setting.subject}:
        return NOTHING
    if not any(name in setting.since for name, key in areas if key == own):
        return say(
            "the rows beside it are of {beside}, and no word since names {own}",
            beside=beside[0],
            own=own,
        )
    return NOTHING


def _hint_kind(setting: _Setting, _areas: Sequence[tuple[str, str]]) -> Said:
    """Words of another kind stand before the number."""
    kind = setting.fact.kind
    expected, aimed, reached = (
        _find(words, setting.clause) for words in (EXPECTED, AIMED, REACHED)
    )
    if kind == "actual" and (expected or aimed):
        return say("`{expected}` comes before an actual", expected=expected or aimed)
    if kind == "target" and (expected or reached):
        return say("`{expected}` comes before a target", expected=expected or reached)
    if kind == "estimate" and not _find(EXPECTED, setting.before):
        return say("nothing before an estimate says that it is one")
    return NOTHING


def _hint_bound(setting: _Setting, _areas: Sequence[tuple[str, str]]) -> Said:
    """Words around the number, beyond the phrase, bound it."""
    text = setting.before + setting.number + setting.after
    at = len(setting.before)
    for reading in read_quantities(text, open_lexicon(setting.fact.source.language)):
        if reading.start <= at < reading.end:
            stated = setting.fact.quantity.bound
            said = reading.bounds or ("exact",)
            if stated not in said:
                return say(
                    "the words around say {said}, the row {stated}",
                    said=say_all(said, " and ", " and "),
                    stated=stated,
                )
    return NOTHING


def _hint_measure(setting: _Setting, _areas: Sequence[tuple[str, str]]) -> Said:
    """Words before the number say growth, a share, a rank or an increment, and the row something else."""
    measure, base = setting.fact.measure, setting.fact.quantity.unit.base_unit
    before = setting.before
    if base == "percent" and GROWN.search(before) and measure not in {"growth", "increment"}:
        return say("it grows, but the measure is {measure}", measure=measure)
    if base == "percent" and SHARED.search(before) and measure == "growth":
        return say("it is a share, but the measure is growth")
    if RANKED.search(before) and base != "rank" and setting.after.startswith(("位", "名")):
        return say("it is a rank, but the unit counts {base}", base=base)
    if base not in {"percent", "rank"} and ADDED.search(before) and measure == "level":
        return say("it was newly added, but the measure is level")
    return _find_odd_measure(setting) if setting.beside else NOTHING


def _find_odd_measure(setting: _Setting) -> Said:
    """What makes the measure unlike those of other rows: its unit, or that no word says it."""
    measure, base = setting.fact.measure, setting.fact.quantity.unit.base_unit
    said = setting.before + setting.after
    if (measure, base == "percent") in {("share", False), ("cumulative", True)}:
        return say(
            "the measure is {measure}, but the unit counts {base}", measure=measure, base=base
        )
    if measure == "increment" and _HAN.search(setting.before) and not _MORE.search(said):
        return say("no word says that it was added, but the measure is increment")
    return NOTHING


def _hint_period(setting: _Setting, _areas: Sequence[tuple[str, str]]) -> Said:
    """What says that the number is of another time than the row: the document's date, words before it, the other rows."""
    fact = setting.fact
    period, (year, month) = fact.period, _read_date(fact.source.date)
    if setting.beside and fact.kind == "actual" and period.end > (year, month or _MONTHS):
        return say(
            "the document is of {date}, and cannot know what was in {text}",
            date=fact.source.date,
            text=period.text,
        )
    if setting.beside and fact.kind == "target" and period.end < (year, month or 1):
        return say(
            "the document is of {date}, when {text} was over",
            date=fact.source.date,
            text=period.text,
        )
    years = [int(match[1]) for match in _YEAR.finditer(setting.before)]
    start, end = period.start[0], period.end[0]
    if years and not start <= years[-1] <= end and years[-1] != start - 1:
        return say(
            "`{years}` comes before it, but the period is {text}", years=years[-1], text=period.text
        )
    if said := _find_part(setting.before):
        words, months = said
        if months[1] != period.end[1] or (period.months and months[0] != period.start[1]):
            return say(
                "`{words}` comes before it, but the period is {text}", words=words, text=period.text
            )
    elif setting.is_only and not _says(period, year, setting.since):
        return say(
            "no other row of the document is of {text}, and no word since says so", text=period.text
        )
    return NOTHING


def _read_date(date: str) -> tuple[int, int]:
    """Year and month of a document; the month is 0 where only the year is known."""
    year, _, rest = date.partition("-")
    return int(year), int(rest[:2] or 0)


def _find_part(text: str) -> tuple[str, tuple[int, int]] | None:
    """The last words of a text that name a part of a year, with its first and last month."""
    found = [*_PART.finditer(text)]
    if not found:
        return None
    match = found[-1]
    if match["from"]:
        return match[0], (int(match["from"]), int(match["to"]))
    return match[0], _PARTS[match[0]]


def _says(period: Period, now: int, text: str) -> bool:
    """Whether a text has a word for the end of a period; `now` is the year of the document."""
    year, month = period.end
    words = [str(year), *_YEARS.get(year - now, "").split()]
    if period.shape in {"month", "as-of"}:
        words.append(f"{month}月")
    return any(word in text for word in words)


def _find(words: str, text: str) -> str:
    """The first of the words that stands in a text."""
    return next((word for word in words.split() if word in text), "")


CHECKS: dict[str, Callable[[_Setting, Sequence[tuple[str, str]]], str]] = {
    "hint-area": _hint_area,
    "hint-kind": _hint_kind,
    "hint-bound": _hint_bound,
    "hint-measure": _hint_measure,
    "hint-period": _hint_period,
}
"""The hints by rule; each says what contradicts the row, or nothing."""
