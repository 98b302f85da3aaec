"""Every number of the prose is bound to a fact: typed ones are refused.

Dates and declared names (names.csv) are not quantities. Roles have become insertions, so whatever
numeral is left in a run of prose was typed by hand.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.language.numerals import unbound_numerals
from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.checks.stages import PageStage
    from sitegen.language.numerals import Numeral
    from sitegen.problems import Problem


HINT = "Cite the fact with {fact}`key`, derive the number with a role, or declare the name in names.csv"


def check_numbers(stage: PageStage) -> Iterator[Problem]:
    """Numerals in bodies, titles, captions and descriptions that no fact carries."""
    page = stage.page
    runs = [(run.text, run.place) for run in page.parsed.prose]
    for directive in page.parsed.directives:
        runs.extend(
            (label.strip(), line.place)
            for line in directive.lines
            for _, _, label in [line.text.partition("=")]
            if label
        )
    if not unbound_numerals(" \0 ".join(text for text, _ in runs), ()):
        return  # as nearly always: one look at all is cheaper than one at each
    runs = [run for run in runs if find_unbound(run[0], ())]
    if runs:  # only now is it asked which of them are names
        declared = stage.site.ledger.names
        names = [name.name for name in declared if name.language == page.language]
        for text, place in runs:
            yield from number_problems(text, place, names)


@lru_cache(maxsize=1 << 14)
def find_unbound(text: str, names: tuple[str, ...]) -> tuple[Numeral, ...]:
    """The typed numerals of a text; kept, for most texts are the same in the preview's next build."""
    return unbound_numerals(text, names)


def number_problems(
    text: str, place: Place, names: Sequence[str], hint: str = HINT
) -> Iterator[Problem]:
    """A problem for each typed number of a text."""
    for numeral in find_unbound(text, tuple(names)):
        line = place.line + text.count("\n", 0, numeral.start)
        start = text.rfind("\n", 0, numeral.start)
        column = place.column + numeral.start if start < 0 else numeral.start - start
        yield Place(place.path, line, column).problem(
            "unbound-number",
            f"`{numeral.text}` is bound to no fact",
            hint,
        )
