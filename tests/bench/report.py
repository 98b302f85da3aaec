"""What was measured, as text: RESULTS.md with its charts, and the section of the README.

Results are kept in results.json by part, so that parts can be measured apart; each says when.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from itertools import pairwise
from statistics import quantiles
from typing import TYPE_CHECKING

from records import Record
from tools import FLOOR, HERE, HUGO, KINDS, NAMES, ROOT, SITEGEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

STORE = HERE / "results.json"
RESULTS = HERE / "RESULTS.md"
README = ROOT / "README.md"
MARKS = ("<!-- bench -->", "<!-- /bench -->")
COLD, NOTHING, EDITED = KINDS
SIZES = (100, 1000, 10000)
MAIN = 1000
"""Pages of the main table."""
NAMELESS = "—"


@dataclass(frozen=True)
class Part:
    """What was measured in one run."""

    title: str
    """As a heading says it."""
    date: str
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    """Of the tools, by name; empty for one that could not be had."""
    runs: int
    records: tuple[Record, ...]

    def find(self, tool: str, kind: str) -> Record | None:
        """The record of a tool and kind."""
        found = [one for one in self.records if (one.tool, one.kind) == (tool, kind)]
        return found[0] if found else None


def load_parts() -> dict[str, Part]:
    """What was measured before, by the key of the part."""
    if not STORE.exists():
        return {}
    stored = json.loads(STORE.read_text("utf-8"))
    return {
        key: Part(**{**one, "records": tuple(Record(**record) for record in one["records"])})
        for key, one in stored.items()
    }


def save_parts(parts: Mapping[str, Part]) -> None:
    """Keep what was measured."""
    stored = {key: asdict(part) for key, part in sorted(parts.items())}
    STORE.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", "utf-8")


def write_results(parts: Mapping[str, Part], pictures: Mapping[str, str]) -> None:
    """Write RESULTS.md; `pictures` are the titles of its charts by the names of their files."""
    lines = [
        "# What builds cost",
        "",
        "Made by `make bench`; not edited by hand. Seconds are medians of the runs; CPU is user and system time of all processes.",
        "Memory is the peak of the whole process tree, shared pages counted once. Ratios are within one run of one part.",
        "The floor is markdown-it-py, a Jinja template and writing in two processes; with nothing changed it looks at every file, after an edit it makes the one page. It checks nothing.",
        "",
        *(f"![{title}]({name})" for name, title in pictures.items()),
    ]
    for key, part in sorted(parts.items(), key=lambda pair: _order(pair[0])):
        lines += ["", f"## {part.title}", "", _introduce(part), ""]
        lines += _text_tables(part) if key.startswith("text-") else _plain_table(key, part)
    lines += ["", *_growth_table(parts)]
    text = "\n".join(lines).rstrip() + "\n"
    RESULTS.write_text(re.sub(r"\n{3,}", "\n\n", text), "utf-8")


def _order(key: str) -> tuple[int, str, int]:
    """Text first, by size."""
    name, _, size = key.partition("-")
    return (name != "text", name, int(size.partition("-")[0] or 0) if size[:1].isdigit() else 0)


def _introduce(part: Part) -> str:
    machine = ", ".join(
        f"{value}" if name != "Python" else f"Python {value}"
        for name, value in part.machine.items()
    )
    versions = "; ".join(
        f"{name} {version}" if version else f"{name} could not be had"
        for name, version in part.versions.items()
    )
    return f"{part.date}, {part.runs} runs, processors {machine}.  \n{versions}."


def _text_tables(part: Part) -> Iterator[str]:
    for kind in KINDS:
        yield f"**{kind.capitalize()}**"
        yield ""
        yield "| tool | wall s | CPU s | MB | wall ÷ Hugo | CPU ÷ Hugo | wall ÷ floor | CPU ÷ floor |"
        yield "|---|---:|---:|---:|---:|---:|---:|---:|"
        for name in NAMES:
            record = part.find(name, kind)
            if record is None:
                continue
            ratios = [
                _ratio(part, record, to, of) for to in (HUGO, FLOOR) for of in ("wall", "cpu")
            ]
            yield _row(name, *_costs(record), *ratios)
        yield ""


def _costs(record: Record) -> tuple[str, str, str]:
    if record.failure:
        return record.failure.partition(":")[0].replace("|", "/"), NAMELESS, NAMELESS
    return (
        say(record.median_wall),
        say(record.median_cpu),
        f"{record.peak:.0f}" if record.peak else NAMELESS,
    )


def _ratio(part: Part, record: Record, to: str, of: str) -> str:
    other = part.find(to, record.kind)
    mine, theirs = _median(record, of), _median(other, of) if other else None
    return f"{mine / theirs:.2f}" if mine and theirs else NAMELESS


def _median(record: Record, of: str) -> float | None:
    return record.median_wall if of == "wall" else record.median_cpu


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def say(seconds: float | None) -> str:
    """Seconds with three digits that mean something."""
    if seconds is None:
        return NAMELESS
    return (
        f"{seconds:.0f}"
        if seconds >= 100
        else f"{seconds:.{1 if seconds >= 10 else 2 if seconds >= 1 else 3}f}"
    )  # digits


def _plain_table(key: str, part: Part) -> Iterator[str]:
    if key.startswith("preview"):
        yield "| what | median ms | nine of ten within ms | MB then |"
        yield "|---|---:|---:|---:|"
        for record in part.records:
            yield _row(record.kind, *_waits(record))
        return
    yield "| what | tool | wall s | CPU s | MB | wall ÷ floor | CPU ÷ floor |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for record in part.records:
        ratios = [_ratio(part, record, FLOOR, of) for of in ("wall", "cpu")]
        yield _row(record.kind, record.tool, *_costs(record), *ratios)


def _waits(record: Record) -> tuple[str, str, str]:
    if record.failure or not record.wall:
        return record.failure.partition(":")[0] or NAMELESS, NAMELESS, NAMELESS
    most = (
        quantiles(record.wall, n=10, method="inclusive")[-1]
        if len(record.wall) > 1
        else record.wall[0]
    )
    median = record.median_wall or 0.0
    return (
        f"{median * 1000:.0f}",
        f"{most * 1000:.0f}",
        f"{record.peak:.0f}" if record.peak else NAMELESS,
    )


def _growth_table(parts: Mapping[str, Part]) -> Iterator[str]:
    """Seconds by size; the last columns say how many times more ten times the pages take."""
    yield "## Growth"
    yield ""
    yield "Wall seconds, and of CPU how many times as many as for a tenth of the pages."
    yield ""
    yield _row(
        "tool",
        "build",
        *(f"{size:,} pages" for size in SIZES),
        *(f"{size:,} ÷ {size // 10:,}" for size in SIZES[1:]),
    )
    yield "|---|---|---:|---:|---:|---:|---:|"
    for name in NAMES:
        for kind in KINDS:
            found = [_of_size(parts, size, name, kind) for size in SIZES]
            if not any(found):
                continue
            growth = [_grown(*pair) for pair in pairwise(found)]
            yield _row(
                name, kind, *(say(one.median_wall) if one else NAMELESS for one in found), *growth
            )


def _of_size(parts: Mapping[str, Part], size: int, tool: str, kind: str) -> Record | None:
    part = parts.get(f"text-{size}")
    return part.find(tool, kind) if part else None


def _grown(small: Record | None, large: Record | None) -> str:
    if not (small and large and small.median_cpu and large.median_cpu):
        return NAMELESS
    return f"{large.median_cpu / small.median_cpu:.1f}"


def write_readme(parts: Mapping[str, Part]) -> None:
    """Fill the README's section between its marks, where it has them."""
    text, part = README.read_text("utf-8"), parts.get(f"text-{MAIN}")
    if part is None or not all(mark in text for mark in MARKS):
        return
    before, rest = text.split(MARKS[0], 1)
    after = rest.split(MARKS[1], 1)[1]
    lines = "\n".join(_main_table(part))
    README.write_text(f"{before}{MARKS[0]}\n{lines}\n{MARKS[1]}{after}", "utf-8")


def _main_table(part: Part) -> Iterator[str]:
    """Wall and CPU of every tool and kind, and who is faster than whom."""
    yield f"Seconds for {part.title[:1].lower()}{part.title[1:]}, wall and (in brackets) CPU, {part.machine['processors'].partition(',')[0]} cores, {part.date}:"
    yield ""
    yield "| tool | cold | nothing changed | one page edited | MB, cold |"
    yield "|---|---:|---:|---:|---:|"
    for name in NAMES:
        found = [part.find(name, kind) for kind in KINDS]
        if found[0] is None:
            continue
        cells = [
            f"{say(one.median_wall)} ({say(one.median_cpu)})"
            if one and not one.failure
            else NAMELESS
            for one in found
        ]
        yield _row(
            f"{name} {part.versions.get(name, '')}".strip() if name != FLOOR else "the floor",
            *cells,
            f"{found[0].peak:.0f}" if found[0].peak else NAMELESS,
        )
    yield ""
    for kind in KINDS:
        yield f"- {kind}: {_compare(part, kind)}"


def _compare(part: Part, kind: str) -> str:
    """Whom sitegen beats and who beats it, by wall time."""
    mine = part.find(SITEGEN, kind)
    own = mine.median_wall if mine else None
    if own is None:
        return "sitegen was not measured"
    others = {
        name: wall
        for name in NAMES
        if name not in {SITEGEN, FLOOR}
        and (one := part.find(name, kind))
        and (wall := one.median_wall)
    }
    faster = [f"{name} ({wall / own:.1f} ×)" for name, wall in others.items() if wall >= own]
    slower = [f"{name} ({own / wall:.1f} ×)" for name, wall in others.items() if wall < own]
    wins = f"faster than {_join(faster)}" if faster else "faster than none"
    return f"{wins}; slower than {_join(slower)}." if slower else f"{wins}; slower than none."


def _join(names: Sequence[str]) -> str:
    return ", ".join(names)
