"""How quiet the words that compare are: the sentences of a site's pages, read as if nothing in them were claimed.

    python tests/bench/comparisons.py [--project DIR] [--excepted]

A sentence is alarmed if it has a word that compares once the words of claims are plain text again. Where a claim
holds them, the alarm was right. Where the author excepted them, the reason stands beside the words; `--excepted`
lists these for a reader, who says which of them compare nothing. There are no more false alarms than these.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.filenames.pages import divide_name
from sitegen.language.comparing import find_comparing
from sitegen.language.comparing_words import COMPARING
from sitegen.pages.kinds import TRAITS
from sitegen.project.config import load_config
from sitegen.project.pages import parse_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.project.pages import ContentPage

ROOT = Path(__file__).parent.parent.parent
BOUND, EXCEPTED, OPEN = "bound", "excepted", "open"
_KINDS = {"claim": BOUND, "may": BOUND, "unclaimed": EXCEPTED}
_META = ("title", "short", "lead", "description")
_GAP = "\ufffc"
"""What stands for a number, a term or a source, at which a run of text ends."""
_ROLE = re.compile(r"\{(?P<role>[a-z-]+)\}`(?P<words>[^`<]*?)\s*(?:<(?P<target>[^`]*)>)?`")
_MARKS = re.compile(r"^\s*(?:#+|-|\d+\.|>|:(?:title|alt|note):)\s+|\]\([^)]*\)|[\[*~]")
_NO_TEXT = re.compile(r"\s*(?:$|:::|:[a-z]+:|\{#|[\w-]+/|\|[-|]+$)")
_SHOWN = re.compile(r":(?:title|alt|note):")
_CITES = re.compile(r"\{(?!term|source)[a-z-]+\}`|:::\{")
"""What pages have on which words that compare are looked for: a figure."""
_END = re.compile(r"[.!?]+(?:\s|$)|[。！？]+”?|$")


@dataclass(frozen=True)
class Sentence:
    """A sentence as readers see it, with a mark for each number."""

    text: str
    alarms: frozenset[str]
    """`bound`, `excepted`, `open`: what its words that compare stand in."""
    reasons: tuple[str, ...]
    """The words in it that are excepted, each with its reason."""


def read_sentences(page: ContentPage) -> Iterator[Sentence]:
    """The sentences of a page: title, lead, headings, running text, titles and descriptions of charts."""
    lines = [page.get(name) for name in _META]
    lines += [
        line for line in page.body.split("\n") if _SHOWN.match(line) or not _NO_TEXT.match(line)
    ]
    for line in lines:
        text, kinds = _show(line)
        start = 0
        for end in _END.finditer(text):
            if any(character.isalpha() for character in text[start : end.end()]):
                yield _judge(text, kinds, (start, end.end()), page.language)
            start = end.end()


def _show(line: str) -> tuple[str, Sequence[tuple[str, str]]]:
    """The text of a line; of each character what it stands in, and the reason if that is an exception."""
    text, kinds, last = "", [], 0
    plain = (OPEN, "")
    for match in _ROLE.finditer(line):
        before = _MARKS.sub("", line[last : match.start()])
        kind = _KINDS.get(match["role"])
        shown = match["words"] if kind else _GAP
        own = (kind, f"{shown} <{match['target']}>" if kind == EXCEPTED else "") if kind else plain
        text += before + shown
        kinds += [*[plain] * len(before), *[own] * len(shown)]
        last = match.end()
    rest = _MARKS.sub("", line[last:])
    return text + rest, [*kinds, *[plain] * len(rest)]


def _judge(
    text: str, kinds: Sequence[tuple[str, str]], span: tuple[int, int], language: str
) -> Sentence:
    start, end = span
    found = set[tuple[str, str]]()
    begin = start
    for run in text[start:end].split(_GAP):
        for word in find_comparing(run, language):
            place = begin + word.start
            inside = kinds[place : place + len(word.text)]
            found.add(next((one for one in inside if one[0] != OPEN), inside[0]))
        begin += len(run) + 1
    reasons = dict.fromkeys(reason for kind, reason in kinds[start:end] if kind == EXCEPTED)
    return Sentence(
        text[start:end].strip().replace(_GAP, "…"),
        frozenset(kind for kind, _ in found),
        tuple(reasons),
    )


def read_project(project: Path) -> Iterator[tuple[ContentPage, Sentence]]:
    """All sentences of the pages of a project, each with its page."""
    config = load_config(project)
    folder = config.path("content")
    for path in sorted((project / folder).rglob("*.md")):
        name = path.relative_to(project / folder).as_posix()
        divided = divide_name(name, folder, config.codes)
        if isinstance(divided, tuple) and divided[1] in COMPARING:
            page, _ = parse_page(f"{folder}/{name}", path.read_text("utf-8"), *divided, TRAITS)
            if page and _CITES.search(page.body):
                yield from ((page, sentence) for sentence in read_sentences(page))


def main(arguments: Sequence[str]) -> None:
    """Print how many sentences there are, how many are alarmed, and what their words stand in."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--project", type=Path, default=ROOT)
    parser.add_argument("--excepted", action="store_true", help="list what authors excepted")
    options = parser.parse_args(arguments)
    sentences, counts = Counter[str](), Counter[tuple[str, str]]()
    found: list[str] = []
    for page, one in read_project(options.project):
        sentences[page.language] += 1
        counts[page.language, "alarmed"] += bool(one.alarms)
        for kind in one.alarms:
            counts[page.language, kind] += 1
        if options.excepted and one.alarms - {BOUND}:
            found += [f"{page.path}: {one.text}", *(f"    {reason}" for reason in one.reasons)]
    for code, number in sentences.items():
        of = (f"{kind} {counts[code, kind]}" for kind in ("alarmed", BOUND, EXCEPTED, OPEN))
        found.append(f"{code}: {number} sentences, {', '.join(of)}")
    print(*found, sep="\n")  # noqa: T201 # a bench prints


if __name__ == "__main__":
    main(sys.argv[1:])
