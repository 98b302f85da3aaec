"""What a page says, kept to be compared: its paragraphs by their digests, its claims and its charts.

A built site has the records of its pages beside the data, in `data/pages.json`, so that two built sites can be
compared without their sources. No text is written twice: a paragraph is told by a digest
of its words, with the keys of the facts in it and not their values, and by how many words it has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.claims.margins import find_margin
from sitegen.claims.weighing import sum_up
from sitegen.memo import digest
from sitegen.naming import write_json
from sitegen.quantities.exact import to_decimal
from sitegen.translations.blocks import list_blocks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction
    from typing import Any

    from sitegen.claims.margins import Margin
    from sitegen.resolve.chart_block import ChartBlock
    from sitegen.resolve.insertions import Insertion
    from sitegen.resolve.page import ResolvedPage

_TOLD_APART = frozenset({"title", "description", "chart"})
"""Blocks that are compared by themselves."""
_DIGITS = 10
"""Of the digest of the looks of a chart."""
_MARGIN_DIGITS = 4
"""Significant digits of a margin."""
_HAN = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ROLE = re.compile(r"\{[\w-]+\}`[^`]*`")
_WORD = re.compile(rf"[{_HAN}]|[^\W{_HAN}]+")
_PLAIN_WORD = re.compile(r"\w+", re.ASCII)


@dataclass(frozen=True)
class ClaimRecord:
    """Words of a page that are held to facts."""

    claim: str
    words: str
    holds: str
    """`surely`, `perhaps` or `not`."""
    margin: str
    """How far it is from falling, in base units; empty where it does not hold narrowly or widely."""
    steps: str
    """The same in steps of the last printed digit."""
    unit: str
    """What the margin counts in."""
    facts: tuple[str, ...]
    """Keys of the facts that it rests on."""
    line: int = 0
    """Where it stands in the file of the page."""

    @property
    def is_close(self) -> bool:
        """Whether a change of the last printed digit may undo it."""
        return self.steps != "" and float(self.steps) <= 1


@dataclass(frozen=True)
class ChartRecord:
    """A chart of a page."""

    name: str
    kind: str
    title: str
    alt: str
    points: tuple[tuple[str, str], ...]
    """What it draws: the key of each fact or computed number, with its ends, bound and role."""
    looks: str
    """A digest of all else that it is drawn from: labels, unit, scale, words."""


@dataclass(frozen=True)
class PageRecord:
    """What a page says in a language."""

    page: str
    language: str
    kind: str
    title: str
    description: str
    updated: str
    group: str
    domain: str
    blocks: tuple[tuple[str, int], ...]
    """The name for what each block says, and how many words it has."""
    cited: tuple[str, ...]
    """Keys of the facts it shows or computes with."""
    derived: tuple[str, ...]
    """Keys of the numbers it computes."""
    claims: tuple[ClaimRecord, ...]
    charts: tuple[ChartRecord, ...]
    unheld: int = 0
    """How many words compare, and stand in no claim."""

    @property
    def key(self) -> str:
        """Language and slug, as cards have it."""
        return f"{self.language}/{self.page}"


def record_page(page: ResolvedPage, unheld: int = 0) -> PageRecord:
    """The record of a page; `unheld` is how many of its words compare and stand in no claim."""
    blocks = (one for one in list_blocks(page.parsed) if one.kind not in _TOLD_APART)
    return PageRecord(
        page.slug,
        page.language,
        page.kind,
        page.get("title"),
        page.get("description"),
        page.get("updated"),
        page.get("group"),
        page.get("domain"),
        tuple((one.hash, count_words(one.text)) for one in blocks),
        tuple(sorted(page.cited)),
        tuple(dict.fromkeys(one.key for one in page.insertions if one.kind == "derived")),
        tuple(
            _record_claim(one, role.place.line)
            for role, one in zip(page.parsed.references, page.insertions, strict=True)
            if one.kind == "claim"
        ),
        tuple(map(_record_chart, page.charts)),
        unheld,
    )


def count_words(text: str) -> int:
    """How many words a text has; each Chinese character and each role counts as one."""
    bare = _ROLE.sub(" x ", text) if "{" in text else text
    return len((_PLAIN_WORD if bare.isascii() else _WORD).findall(bare))


def _record_claim(one: Insertion, line: int) -> ClaimRecord:
    margins = (find_margin(finding) for finding in one.findings)
    least = min((margin for margin in margins if margin), key=_get_steps, default=None)
    keys = (fact.key for finding in one.findings for fact in finding.facts)
    holds = sum_up(finding.judgement for finding in one.findings)
    margin = ("", "", "") if least is None else _write_margin(least)
    return ClaimRecord(one.key, one.text, holds, *margin, tuple(dict.fromkeys(keys)), line)


def _get_steps(margin: Margin) -> Fraction:
    return margin.steps


def _write_margin(margin: Margin) -> tuple[str, str, str]:
    said = (to_decimal(number, _MARGIN_DIGITS) for number in (margin.gap, margin.steps))
    gap, steps = map(str, said)
    return gap, steps, margin.base_unit


def _record_chart(block: ChartBlock) -> ChartRecord:
    data = block.data
    points = tuple((one.key, f"{one.low} {one.high} {one.bound} {one.role}") for one in data.points)
    labels = [(one.label, one.item, one.aside, one.standing) for one in data.points]
    bare = replace(data, points=(), title="", description="", kind="", name="", foot=())
    return ChartRecord(
        data.name, data.kind, data.title, data.description, points, digest((bare, labels))[:_DIGITS]
    )


def to_json(record: PageRecord) -> str:
    """A record as it is kept and published, in a line; `asdict` would copy each block."""
    claims, charts = ([{**vars(one)} for one in some] for some in (record.claims, record.charts))
    plain = {**vars(record), "claims": claims, "charts": charts}
    return write_json(plain)


def from_json(plain: Mapping[str, Any]) -> PageRecord:
    """A record as it was kept, or published.

    Raises:
        KeyError, TypeError, ValueError: It is none.
    """
    claims = (ClaimRecord(**{**one, "facts": tuple(one["facts"])}) for one in plain["claims"])
    charts = (
        ChartRecord(**{**one, "points": tuple((key, said) for key, said in one["points"])})
        for one in plain["charts"]
    )
    return PageRecord(
        **{
            **plain,
            "blocks": tuple((name, int(words)) for name, words in plain["blocks"]),
            "cited": tuple(plain["cited"]),
            "derived": tuple(plain["derived"]),
            "claims": tuple(claims),
            "charts": tuple(charts),
        }
    )
