"""What a text says in two languages where one is older, and what the other said when both were agreed.

The lock knows that text by its hash alone. It was kept when it was signed off here; else it is looked for in the commits
of its file, and what was found is kept.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.desk.agree import AGREED_TEXT
from sitegen.desk.commits import CommitError, ask_git
from sitegen.filenames.pages import divide_name
from sitegen.pages.kinds import TRAITS
from sitegen.project.decoding import decode_text
from sitegen.project.markdown import parse_markdown
from sitegen.project.pages import parse_page
from sitegen.resolve.directives import DIRECTIVE_TRAITS
from sitegen.translations.blocks import PAGE_BLOCKS, list_blocks, unpack_blocks
from sitegen.translations.record import AGREED
from sitegen.translations.states import AHEAD, BEHIND, STANDINGS, unpack_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sitegen.memo import Memo
    from sitegen.problems import Problem
    from sitegen.project.config import Config
    from sitegen.traces.traces import Traces
    from sitegen.translations.blocks import PageBlock
    from sitegen.translations.states import BlockPair

_MOST = 12
"""How many texts are compared after a build."""
_COMMITS = 30
"""How many commits of a file are looked through."""


@dataclass(frozen=True)
class ComparedText:
    """A text that one language reworded, beside the older one."""

    older: str
    """The file and line of the text that is to be brought up to date."""
    older_text: str
    newer: str
    """The file and line of the text that was reworded."""
    newer_text: str
    before: str
    """What the reworded text said when both were agreed; empty where no commit has it."""


@dataclass(frozen=True)
class Comparer:
    """Compares texts of a project that was just built."""

    project: Path
    config: Config
    traces: Traces
    memo: Memo

    def compare(self, problems: Iterable[Problem]) -> Mapping[Problem, tuple[ComparedText, ...]]:
        """The texts that problems tell to be older, as many as are shown."""
        found: dict[Problem, tuple[ComparedText, ...]] = {}
        left = _MOST
        for one in problems:
            if one.rule == "stale" and left > 0:
                texts = tuple(self._compare_page(one.path, left))
                left -= len(texts)
                found[one] = texts
        return found

    def _compare_page(self, path: str, most: int) -> Iterator[ComparedText]:
        folder = self.config.path("content")
        divided = divide_name(path.removeprefix(f"{folder}/"), folder, self.config.codes)
        if not isinstance(divided, tuple):
            return
        slug, code = divided
        for pair in unpack_pairs(self._read(f"{STANDINGS}@{slug}"))[:most]:
            own = {BEHIND: 0, AHEAD: 1}.get(pair.state)
            if own is not None and pair.codes[own] == code:
                yield self._compare(slug, pair, own)

    def _compare(self, slug: str, pair: BlockPair, own: int) -> ComparedText:
        folder, other = self.config.path("content"), 1 - own
        paths = [f"{folder}/{slug}.{code}.md" for code in pair.codes]
        blocks = [
            unpack_blocks(self._read(f"{PAGE_BLOCKS}@{code}/{slug}"))[index or 0]
            for code, index in zip(pair.codes, (pair.one, pair.two), strict=True)
        ]
        wanted = [
            line[pair.codes[other]]
            for line in self._read(f"{AGREED}@{slug}")
            if line.get(pair.codes[own]) == blocks[own].hash and pair.codes[other] in line
        ]
        return ComparedText(
            f"{paths[own]}:{pair.lines[own]}",
            blocks[own].text,
            f"{paths[other]}:{pair.lines[other]}",
            blocks[other].text,
            self._find_before(paths[other], slug, pair.codes[other], wanted),
        )

    def _read(self, name: str) -> list[dict[str, str]]:
        """A part as it was kept."""
        read: list[dict[str, str]] = json.loads(self.traces.find(name) or "[]")
        return read

    def _find_before(self, path: str, slug: str, code: str, wanted: list[str]) -> str:
        """What a text said whose hash is one of these."""

        def look() -> str:
            return next(self._look_through(path, slug, code, wanted))

        try:
            return self.memo.recall(AGREED_TEXT, path, (slug, code, sorted(wanted)), look)
        except (StopIteration, CommitError, subprocess.CalledProcessError):
            return ""

    def _look_through(self, path: str, slug: str, code: str, wanted: list[str]) -> Iterator[str]:
        log = ask_git(self.project, "log", "--format=%H", f"-{_COMMITS}", "--", path)
        for commit in log.decode().split():
            content = ask_git(self.project, "show", f"{commit}:./{path}")
            for block in _read_blocks(content, path, slug, code):
                if block.hash in wanted:
                    yield block.text


def _read_blocks(content: bytes, path: str, slug: str, code: str) -> tuple[PageBlock, ...]:
    text, _ = decode_text(content, path)
    page = None if text is None else parse_page(path, text, slug, code, TRAITS)[0]
    return () if page is None else list_blocks(parse_markdown(page, DIRECTIVE_TRAITS)[0])
