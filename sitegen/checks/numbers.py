"""Every number of the prose is bound to a fact: typed ones are refused.

Dates and declared names (names.csv) are not quantities. Roles have become insertions, so whatever
numeral is left in a run of prose was typed by hand.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.language.numerals import drop_named, unbound_numerals
from sitegen.messages.said import Said, say
from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from markdown_it.token import Token

    from sitegen.checks.stages import PageStage
    from sitegen.language.lexicon import Lexicon
    from sitegen.language.numeral import Numeral
    from sitegen.ledger.values import Name
    from sitegen.problems import Problem
    from sitegen.project.parsed import Role
    from sitegen.resolve.page import ResolvedPage


UNBOUND = "unbound-number"
"""The rule of typed numbers, for those who ask for their problems."""
_LOOKED_AT = 10_000
"""Characters that are looked at together."""
_BETWEEN = " \0 "
"""What parts texts: no numeral and no date goes across it."""
HINT = say(
    "Cite the fact with {{fact}}`key`, derive the number with a role, or declare the name in names.csv"
)


def check_numbers(stage: PageStage) -> Iterator[Problem]:
    """Numerals in bodies, titles, captions and descriptions that no fact carries."""
    page = stage.page
    yield from _check_lists(page)
    lexicon = stage.site.voice(page.language).language.lexicon
    for numeral, place in find_typed(page, lexicon, lambda: stage.site.ledger.names):
        yield _make_problem(numeral, place, HINT)


def find_typed(
    page: ResolvedPage, lexicon: Lexicon, list_names: Callable[[], Iterable[Name]]
) -> Iterator[tuple[Numeral, Place]]:
    """The typed numbers of a page, each with its place; `list_names` is asked where there may be one."""
    runs = [(run.text, run.place) for run in page.parsed.prose]
    for directive in page.parsed.directives:
        runs.extend((label.text, label.place) for label in directive.labels)
    runs.extend(_find_words(page.parsed.references, lexicon))
    joined = _join_texts(text for text, _ in runs)
    if not any(unbound_numerals(text, lexicon) for text in joined):
        return  # as nearly always: one look at many is cheaper than one at each
    runs = [run for run in runs if find_unbound(run[0], lexicon)]
    if runs:  # only now is it asked which of them are names
        names = tuple(name.name for name in list_names() if name.language == page.language)
        for text, place in runs:
            yield from _place_numerals(text, place, names, lexicon)


def _join_texts(texts: Iterable[str]) -> Iterator[str]:
    """Texts of a page, many to one look: one that is full of numbers is known by the first of them."""
    some: list[str] = []
    size = 0
    for text in texts:
        some.append(text)
        size += len(text)
        if size > _LOOKED_AT:
            yield _BETWEEN.join(some)
            some, size = [], 0
    yield _BETWEEN.join(some)


def _check_lists(page: ResolvedPage) -> Iterator[Problem]:
    """Lists that begin with a number that is neither one nor the next of the list before: their numbers say something."""
    blocks = [page.parsed.tokens, *(one.tokens for one in page.parsed.directives)]
    lines: list[str] = []
    following = 1
    for tokens in blocks:
        for index, token in enumerate(tokens):
            if token.type != "ordered_list_open" or not token.map:
                continue
            start = int(token.attrs.get("start", 1))
            if start not in {0, 1, following}:
                lines = lines or page.parsed.page.body.split("\n")
                line = lines[token.map[0]]
                column = line.find(str(start)) + 1
                place = Place(
                    page.parsed.page.path,
                    page.parsed.page.first_line + token.map[0],
                    max(column, 1),
                )
                yield place.problem(
                    "unbound-number",
                    say("the list begins with `{start}`, which is bound to no fact", start=start),
                    say(
                        "Begin it with 1; where it is no list, write `{start}\\.` and cite the fact",
                        start=start,
                    ),
                )
            items = (
                one.type == "list_item_open" and one.level == token.level + 1
                for one in _list_inside(tokens[index + 1 :], token.level)
            )
            following = start + sum(items)


def _list_inside(tokens: Sequence[Token], level: int) -> Iterator[Token]:
    """The tokens up to the end of a list."""
    for token in tokens:
        if token.type == "ordered_list_close" and token.level == level:
            return
        yield token


def _find_words(roles: Iterable[Role], lexicon: Lexicon) -> Iterator[tuple[str, Place]]:
    """The author's own words in roles: those before the key of `` {term}`words <key>` ``.

    Words of a claim may say the numbers that it names: it holds them to the facts.
    """
    for role in roles:
        words, mark, _ = role.text.partition("<")
        if not mark or not words.strip():
            continue
        text = words.strip()
        typed = find_unbound(text, lexicon)
        for one in reversed(_drop_others(typed, role) if typed else ()):
            text = text[: one.start] + "_" * (one.end - one.start) + text[one.end :]
        yield text, role.place.move(len(role.role) + 3)


def _drop_others(found: Iterable[Numeral], role: Role) -> list[Numeral]:
    """The numerals that the claim of a role names."""
    from sitegen.resolve.claims import list_numbers

    named = list_numbers(role)
    return [one for one in found if one.value in named]


@lru_cache(maxsize=1 << 14)
def find_unbound(text: str, lexicon: Lexicon | None = None) -> tuple[Numeral, ...]:
    """The typed numerals of a text, names among them; kept, for most texts are the same in the preview's next build."""
    return unbound_numerals(text, lexicon)


def number_problems(
    text: str,
    place: Place,
    names: Sequence[str],
    hint: Said = HINT,
    lexicon: Lexicon | None = None,
) -> Iterator[Problem]:
    """A problem for each typed number of a text."""
    for numeral, own in _place_numerals(text, place, tuple(names), lexicon):
        yield _make_problem(numeral, own, hint)


def _place_numerals(
    text: str, place: Place, names: tuple[str, ...], lexicon: Lexicon | None
) -> Iterator[tuple[Numeral, Place]]:
    """The typed numbers of a text that starts at a place, each with its own; a place that is a whole file is that of all."""
    for numeral in drop_named(find_unbound(text, lexicon), text, names):
        if not place.line:
            yield numeral, place
            continue
        line = place.line + text.count("\n", 0, numeral.start)
        start = text.rfind("\n", 0, numeral.start)
        column = place.column + numeral.start if start < 0 else numeral.start - start
        yield numeral, Place(place.path, line, column)


def _make_problem(numeral: Numeral, place: Place, hint: Said) -> Problem:
    return place.problem(
        "unbound-number", say("`{text}` is bound to no fact", text=numeral.text), hint
    )
