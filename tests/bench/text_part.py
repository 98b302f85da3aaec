"""Builds of text pages: every tool in turn, cold, with nothing changed, with one page edited."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from corpus import CODES, make_slug
from edits import add_sentence
from measure import BenchError, Usage, run
from records import Record, remove
from tools import KINDS, VARIABLES, count_pages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from records import Plan
    from tools import Tool

STEP = 37
"""Pages between two that are edited one after the other."""


def measure_text(plan: Plan, tools: Sequence[Tool], pages: int) -> list[Record]:
    """Build a corpus with all tools in turn; the first round is for memory, and warms what can be warmed."""
    records = {(tool.name, kind): Record(tool.name, kind) for kind in KINDS for tool in tools}
    folders = {tool.name: plan.work / f"text-{pages}" / tool.name.lower() for tool in tools}
    for tool in tools:
        tool.write(folders[tool.name], pages)
    failed: set[str] = set()
    for turn in range(plan.runs + 1):
        for kind in KINDS:
            for tool in _rotate(tools, turn):
                if tool.name in failed:
                    continue
                try:
                    usage = _measure(plan, tool, folders[tool.name], kind, turn)
                    if kind == KINDS[0] and (found := count_pages(folders[tool.name])) != pages:
                        raise BenchError(f"{found} pages instead of {pages}")  # noqa: TRY301
                except BenchError as error:
                    failed.add(tool.name)
                    for one in KINDS[KINDS.index(kind) :]:
                        records[tool.name, one].failure = str(error)
                else:
                    records[tool.name, kind].add(usage, sampled=turn == 0)
    shutil.rmtree(plan.work / f"text-{pages}")
    return list(records.values())


def _rotate(tools: Sequence[Tool], turn: int) -> list[Tool]:
    """The tools in another order at each turn."""
    start = turn % len(tools)
    return [*tools[start:], *tools[:start]]


def _measure(plan: Plan, tool: Tool, folder: Path, kind: str, turn: int) -> Usage:
    """One build."""
    slugs = len(list(folder.glob(tool.source.format(slug="*-[0-9]*", code="en"))))
    code, slug = CODES[turn % len(CODES)], make_slug(turn * STEP % slugs)
    file = folder / tool.source.format(slug=slug, code=code)
    if kind == KINDS[0]:
        for name in tool.made:
            remove(folder / name)
    sentence = ""
    if kind == KINDS[2]:
        sentence = add_sentence(file, f"edit/{turn}", code)
    usage = run(tool.command(kind, file), folder, VARIABLES, plan.limit, sampled=turn == 0)
    if sentence:
        check_edit(folder / "site" / code / slug / "index.html", sentence)
    return usage


def check_edit(page: Path, sentence: str) -> None:
    """See that the sentence of an edit stands on the page.

    Raises:
        BenchError: It does not.
    """
    if sentence not in page.read_text("utf-8"):
        raise BenchError(f"the edit is not on {page}")
