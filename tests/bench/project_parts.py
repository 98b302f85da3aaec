"""Builds of projects that only sitegen can build: charts, facts, the real site; beside a floor where there is one."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from corpus_facts import write_chart_corpus, write_fact_corpus
from edits import add_rule, append_sentence, bump_fact, find_shown
from measure import BenchError, run
from records import Record, remove
from tools import FLOOR, HERE, ROOT, SITEGEN, SITEGEN_COMMAND, VARIABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from records import Plan

CHECK_COMMAND = (
    *(sys.executable, "-m", "sitegen", "--project", "."),
    *("check", "--fail-on", "error"),  # made texts compare, and are warned of
)
MADE = ("site", ".sitegen")
PARTS = ("content", "data", "templates", "site.toml")
"""What the real site is made of."""
PLAIN_FACT, CHARTED_FACT = (
    "fintech-enterprises/cdht/2025",
    "greenway-length/chengdu/2023-H2/target/increment",
)
"""Facts of the real site: one that no chart shows, one that a chart shows."""
FACT = r"\{fact\}`([^`]+)`"
CHART = r"chart\} compare\n(?:.*\n)*?:facts: (\S+)"


@dataclass(frozen=True)
class Step:
    """A build, and what is done to the project before it."""

    kind: str
    prepare: Callable[[Path, int], object]
    """Changes the project; gets its folder and the number of the run."""
    command: tuple[str, ...] = SITEGEN_COMMAND
    tool: str = SITEGEN


def leave(_project: Path, _turn: int) -> None:
    """Change nothing."""


def clear(project: Path, _turn: int) -> None:
    """Remove all that builds made."""
    for name in MADE:
        remove(project / name)


COLD, NOTHING = Step("cold", clear), Step("nothing changed", leave)


def measure_steps(plan: Plan, project: Path, steps: Sequence[Step]) -> list[Record]:
    """Go through the steps again and again; the first time is for memory."""
    records = [Record(step.tool, step.kind) for step in steps]
    for turn in range(plan.runs + 1):
        for step, record in zip(steps, records, strict=True):
            if record.failure:
                continue
            try:
                step.prepare(project, turn)
                usage = run(step.command, project, VARIABLES, plan.limit, sampled=turn == 0)
                record.add(usage, sampled=turn == 0)
            except (BenchError, LookupError) as error:
                record.failure = str(error)
    shutil.rmtree(project)
    return records


def measure_charts(plan: Plan, charts: int) -> list[Record]:
    """Pages with two charts each, beside vl-convert alone, which draws the specifications of the built site."""
    project = plan.work / f"charts-{charts}"
    write_chart_corpus(project, charts)
    shown = find_shown(project, CHART)
    floor = (sys.executable, str(HERE / "floor_charts.py"), "site", "bare")
    steps = (
        COLD,
        Step("cold", lambda folder, _: remove(folder / "bare"), floor, FLOOR),
        NOTHING,
        Step("a cell that a chart shows", lambda folder, _: bump_fact(folder, shown)),
    )
    return measure_steps(plan, project, steps)


def measure_facts(plan: Plan, pages: int, facts: int) -> list[Record]:
    """Pages that cite ten facts each."""
    project = plan.work / f"facts-{facts}-{pages}"
    write_fact_corpus(project, pages, facts)
    cited = find_shown(project, FACT)
    steps = (
        Step("check, cold", clear, CHECK_COMMAND),
        COLD,
        NOTHING,
        Step("a cell", lambda folder, _: bump_fact(folder, cited)),
    )
    return measure_steps(plan, project, steps)


def copy_real_site(folder: Path) -> Path:
    """The real project, without anything that was built from it."""
    folder.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, folder / part)
    return folder


def measure_real_site(plan: Plan) -> list[Record]:
    """The real site without its PDFs, after the edits that an author makes."""
    project = copy_real_site(plan.work / "real")
    return measure_steps(
        plan,
        project,
        (
            COLD,
            NOTHING,
            Step("a paragraph", _write_paragraph),
            Step("check after a paragraph", partial(_write_paragraph, more="check"), CHECK_COMMAND),
            Step("a cell without a chart", lambda folder, _: bump_fact(folder, PLAIN_FACT)),
            Step("a cell that a chart shows", lambda folder, _: bump_fact(folder, CHARTED_FACT)),
            Step("the style sheet", add_rule),
            Step("the style sheet restored", _restore_style),
        ),
    )


def _write_paragraph(project: Path, turn: int, more: str = "") -> None:
    append_sentence(project / "content" / "economy.en.md", f"{turn}/{more}", "en")


def _restore_style(project: Path, _turn: int) -> None:
    name = "templates/assets/style.css"
    shutil.copyfile(ROOT / name, project / name)
