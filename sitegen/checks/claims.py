"""Words that compare, rank, judge or deny stand in claims, so that they fall with the facts that carry them."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from sitegen.language.comparing import find_comparing
from sitegen.language.comparing_words import COMPARING
from sitegen.messages.said import Said, say, say_all, say_many, say_names
from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.checks.stages import PageStage
    from sitegen.language.comparing import Word
    from sitegen.problems import Problem
    from sitegen.project.parsed import Prose
    from sitegen.resolve.page import ResolvedPage

HINT = say(
    "Hold them to the facts with {{claim}}`words <claim>`, or say in {{unclaimed}}`words <reason>` why not"
)
_MOST = 12
"""So many words of the running text are told."""
_META = ("title", "short", "lead")
_OPTIONS = ("title", "alt")
"""Options of a chart that readers take for findings."""


def check_comparing(stage: PageStage) -> Iterator[Problem]:
    """Words that compare and stand in no claim: each in what readers take for a finding, else their number.

    A page that cites no fact compares none.
    """
    strict = _find_strict_lines(stage.page)
    running: list[tuple[Prose, Word]] = []
    for run, words in find_unheld(stage):
        if run.place.line in strict:
            yield _place(run, words[0]).problem("unclaimed", _say_words(words), HINT)
        else:
            running += [(run, word) for word in words]
    if running:
        run, word = running[0]
        yield _place(run, word).problem(
            "unclaimed",
            say_many(
                len(running),
                "in the running text of this page one comparison stands in no claim: {listed}",
                "in the running text of this page {n} comparisons stand in no claim: {listed}",
                listed=_list_words(running),
            ),
            HINT,
            "warning",
        )


def _list_words(running: Sequence[tuple[Prose, Word]]) -> Said:
    """Words with the lines that they stand in; of many the first."""
    lines = [(_place(run, word).line, word.text) for run, word in running[:_MOST]]
    listed = say_all(
        (
            say(
                "{names} in line {line}",
                names=say_names(dict.fromkeys(text for _, text in words)),
                line=line,
            )
            for line, words in groupby(lines, key=itemgetter(0))
        ),
        "; ",
        "; ",
    )
    if len(running) <= _MOST:
        return listed
    return say("{listed} and {more} more", listed=listed, more=len(running) - _MOST)


def find_unheld(stage: PageStage) -> Iterator[tuple[Prose, tuple[Word, ...]]]:
    """The runs of prose that have words which compare and stand in no claim, with these words."""
    page = stage.page
    if not page.cited:
        return
    rows = stage.site.ledger.comparing
    own = [(row.words, row.use) for row in rows if row.language == page.language]
    added = tuple(words for words, use in own if use == "compares")
    if page.language not in COMPARING and not added:
        return
    excepted = tuple(words for words, use in own if use == "idiom")
    for run in page.parsed.prose:
        if words := find_comparing(run.text, page.language, added, excepted):
            yield run, words


def _find_strict_lines(page: ResolvedPage) -> frozenset[int]:
    """Lines of what readers take for a finding: title, lead, headings, titles and descriptions of charts."""
    source = page.parsed.page
    lines = {source.place(name).line for name in _META if source.get(name)}
    lines |= {heading.place.line for heading in page.parsed.headings}
    for directive in page.parsed.directives:
        if directive.name == "chart":
            options = (directive.option(name) for name in _OPTIONS)
            lines |= {option.place.line for option in options if option is not None}
    return frozenset(lines)


def _place(run: Prose, word: Word) -> Place:
    line = run.place.line + run.text.count("\n", 0, word.start)
    start = run.text.rfind("\n", 0, word.start)
    column = run.place.column + word.start if start < 0 else word.start - start
    return Place(run.place.path, line, column)


def _say_words(words: Sequence[Word]) -> Said:
    names = say_names(word.text for word in words)
    return say_many(
        len(words),
        "{names} compares and stands in no claim",
        "{names} compare and stand in no claim",
        names=names,
    )
