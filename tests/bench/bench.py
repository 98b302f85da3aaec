"""Measure builds and previews: sitegen beside its peers and the least that the work can cost.

    make bench
    python tests/bench/bench.py --quick
    python tests/bench/bench.py --parts text-1000 charts-100 --runs 5

Each part is one run, in which the tools build in turn; ratios hold within it. What was measured is
kept by part in results.json, and RESULTS.md, its charts and the section of the README are written
anew from all parts. A quick bench measures little and writes nothing.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from peers import PEERS
from preview_part import measure_preview, measure_real_preview
from project_parts import measure_charts, measure_facts, measure_real_site
from records import Plan, Record
from report import Part, load_parts, save_parts, write_readme, write_results
from text_part import measure_text
from tools import FLOOR, HUGO, NAMES, SITEGEN, describe_machine, list_tools

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Measure = Callable[[Plan], list[Record]]

LARGE = (SITEGEN, FLOOR, HUGO)
"""The tools that build 10,000 pages, unless others are named."""
OTHERS: dict[str, tuple[str, Measure]] = {
    "charts-100": ("100 charts on 50 pages", partial(measure_charts, charts=100)),
    "facts-1000": ("1,000 facts, 10 pages", partial(measure_facts, pages=10, facts=1000)),
    "facts-10000": ("10,000 facts, 10 pages", partial(measure_facts, pages=10, facts=10000)),
    "facts-100000": ("100,000 facts, 10 pages", partial(measure_facts, pages=10, facts=100000)),
    "cited-200": ("200 pages with ten facts each", partial(measure_facts, pages=200, facts=1000)),
    "preview-1000": ("Preview of 1,000 pages of text", partial(measure_preview, pages=1000)),
    "preview-10000": ("Preview of 10,000 pages of text", partial(measure_preview, pages=10000)),
    "preview-real": ("Preview of the real site", measure_real_preview),
    "real": ("The real site, without PDFs", measure_real_site),
}
"""Parts that sitegen alone can do: title, and what measures it."""
TEXT = {"text-100": 100, "text-1000": 1000, "text-10000": 10000}
QUICK: dict[str, tuple[str, Measure]] = {
    "charts-8": ("8 charts", partial(measure_charts, charts=8)),
    "facts-100": ("100 facts", partial(measure_facts, pages=10, facts=100)),
    "preview-20": ("Preview of 20 pages of text", partial(measure_preview, pages=20)),
}
QUICK_PAGES = 20


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the parts that are asked for, and write down what was found."""
    options = _make_arguments().parse_args(arguments)
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(1)
    )  # what runs is ended, what was made removed
    work = Path(tempfile.mkdtemp(prefix="bench-", dir=options.temporary))
    plan = Plan(1 if options.quick else options.runs, options.limit, work)
    parts = {} if options.quick else load_parts()
    try:
        for key in _choose(options):
            part = _measure(plan, options, key)
            _print(key, part)
            parts[key] = part
            if not options.quick:
                save_parts(parts)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if not options.quick:
        from pictures import draw_pictures  # noqa: PLC0415 # a small process measures memory better

        write_results(parts, draw_pictures(parts))
        write_readme(parts)


def _make_arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    known = [*TEXT, *OTHERS]
    parser.add_argument("--quick", action="store_true", help="little of everything; writes nothing")
    parser.add_argument(
        "--parts",
        nargs="*",
        choices=known,
        default=known,
        metavar="PART",
        help=f"of {', '.join(known)}; none only writes the results",
    )
    parser.add_argument(
        "--tools", nargs="+", choices=NAMES, metavar="TOOL", help=f"of {', '.join(NAMES)}"
    )
    parser.add_argument("--runs", type=int, default=5, help="timed runs (default: 5)")
    parser.add_argument(
        "--limit", type=float, default=600, help="seconds a build may take (default: 600)"
    )
    parser.add_argument(
        "--peers", type=Path, default=PEERS, metavar="DIR", help="where the peers are kept"
    )
    parser.add_argument("--temporary", type=Path, metavar="DIR", help="where corpora are made")
    return parser


def _choose(options: argparse.Namespace) -> list[str]:
    if options.quick:
        return [f"text-{QUICK_PAGES}", *QUICK]
    chosen: list[str] = options.parts
    return chosen


def _measure(plan: Plan, options: argparse.Namespace, key: str) -> Part:
    """One part, with what it was measured on."""
    versions = {SITEGEN: version(SITEGEN)}
    if key.startswith("text-"):
        pages = TEXT.get(key, QUICK_PAGES)
        names = options.tools or (LARGE if pages == max(TEXT.values()) else NAMES)
        tools, missing = list_tools(names, options.peers)
        versions = {tool.name: tool.version for tool in tools} | dict.fromkeys(missing, "")
        title, records = f"{pages:,} pages of text", measure_text(plan, tools, pages)
    else:
        title, measure = (OTHERS | QUICK)[key]
        if key.startswith("charts-"):
            versions[FLOOR] = f"vl-convert {version('vl-convert-python')}"
        records = measure(plan)
    date = datetime.now(UTC).date().isoformat()
    return Part(title, date, describe_machine(), versions, plan.runs, tuple(records))


def _print(key: str, part: Part) -> None:
    """Say on the terminal what was found."""
    for one in part.records:
        wall, cpu = one.median_wall, one.median_cpu
        found = one.failure or f"wall {wall or 0:8.3f} s  CPU {cpu or 0:8.3f} s  {one.peak:5.0f} MB"
        print(f"{key:14} {one.tool:10} {one.kind:28} {found}", flush=True)  # noqa: T201 # a bench prints


if __name__ == "__main__":
    main()
