"""How a site stands: each thing that readers are told of, with what is said of it, as plain texts.

A state is made of rows as they are published, so that a project and a built site come to the same one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sitegen.files.published import FACT_FIELDS, TARGET_FIELDS, fact_row, target_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.comparing.records import ChartRecord, PageRecord
    from sitegen.site import Site

    Aspects = Mapping[str, str]
    """What is said of a thing, by what it is said of: `{"status": "ahead", "made": "0.61"}`."""
    State = Mapping[tuple[str, str], Aspects]
    """All things, by their sort and key."""

FACT, VERDICT, CLAIM, PAGE, CHART = "fact", "verdict", "claim", "page", "chart"
THINGS = (FACT, VERDICT, CLAIM, PAGE, CHART)
"""The sorts of things that are compared, in the order in which they are told."""
NUMBER, TEXT = "number", "text"
"""Of a fact, how it is printed; of a page, its paragraphs."""
WORDS = " | "
"""What stands between the wordings of one claim that a page makes several times."""
STATED = ("value", "bound", "unit")
"""What the printed number of a fact is made of."""
_FACT = ("stage", "locator", "phrase")
_VERDICT = (
    "status",
    "stretch_status",
    "borderline",
    "reason_code",
    "latest",
    "made",
    "due",
    "ratio",
)
_PAGE = ("title", "description", "kind", "updated", "group", "domain")
TOLD = {FACT: NUMBER, VERDICT: "status", PAGE: "updated"}
"""What a release remembers of each sort of thing."""


def take_state(site: Site, pages: Iterable[PageRecord]) -> State:
    """The state of a project, whose pages have these records."""
    codes = site.config.codes
    facts, targets = FACT_FIELDS.names(codes), TARGET_FIELDS.names(codes)
    return make_state(
        (dict(zip(facts, fact_row(fact, codes), strict=True)) for fact in site.ledger.facts),
        (dict(zip(targets, target_row(one, site), strict=True)) for one in site.assessments),
        pages,
    )


def make_state(
    facts: Iterable[Mapping[str, str]],
    targets: Iterable[Mapping[str, str]],
    pages: Iterable[PageRecord],
) -> State:
    """The state of a site.

    Args:
        facts: Rows of `facts.csv` as published.
        targets: Rows of `targets.csv` as published.
        pages: The records of its pages.
    """
    records = sorted(pages, key=lambda page: page.key)
    return {
        **{(FACT, row["fact"]): _describe_fact(row) for row in facts},
        **{(VERDICT, row["target"]): _describe_verdict(row) for row in targets},
        **_describe_claims(records),
        **{(PAGE, page.key): _describe_page(page) for page in records},
        **_describe_charts(records),
    }


def _describe_fact(row: Mapping[str, str]) -> Aspects:
    value = row["value"] or f"{row['low']}–{row['high']}"
    notes = {name: text for name, text in row.items() if name.startswith("note_")}
    bound = "" if row["bound"] in {"exact", "range"} else f"{row['bound']} "
    return {
        NUMBER: f"{bound}{value} {row['unit']}",
        "value": value,
        "bound": row["bound"],
        "unit": row["unit"],
        **{name: row.get(name, "") for name in _FACT},
        **notes,
    }


def _describe_verdict(row: Mapping[str, str]) -> Aspects:
    return {name: row.get(name, "") for name in _VERDICT}


def _describe_claims(pages: Iterable[PageRecord]) -> State:
    """Claims by page and by what they say; how each language words one is an aspect of it."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    words: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for page in pages:
        for one in page.claims:
            key = CLAIM, f"{page.page}: {one.claim}"
            words[key[1], page.language].append(one.words)
            found[key] = found.get(key, {}) | {
                "holds": one.holds,
                "margin": one.margin,
                "steps": one.steps,
                "margin_unit": one.unit,
            }
    for (claim, code), said in words.items():
        found[CLAIM, claim][f"words_{code}"] = WORDS.join(said)
    return found


def _describe_page(page: PageRecord) -> Aspects:
    blocks = " ".join(f"{name}:{words}" for name, words in page.blocks)
    return {name: getattr(page, name) for name in _PAGE} | {TEXT: blocks}


def _describe_charts(pages: Iterable[PageRecord]) -> State:
    """Charts by their names, which languages share; what they draw is one thing in all."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for page in pages:
        for one in page.charts:
            found.setdefault((CHART, one.name), {}).update(_describe_chart(page, one))
    return found


def _describe_chart(page: PageRecord, one: ChartRecord) -> Iterator[tuple[str, str]]:
    yield "page", page.page
    yield "kind", one.kind
    yield "data", "\n".join(f"{key} {said}" for key, said in one.points)
    for name, text in (("title", one.title), ("alt", one.alt), ("looks", one.looks)):
        yield f"{name}_{page.language}", text


def read_blocks(text: str) -> list[tuple[str, int]]:
    """The paragraphs of a page, as `TEXT` has them: the digest of each, and how many words it has."""
    divided = (block.partition(":") for block in text.split())
    return [(name, int(words)) for name, _, words in divided]
