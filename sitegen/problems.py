"""What is wrong with a project, as values: collected, sorted, shown once.

Nothing in the generator prints or raises about an author's mistake. It returns a
`Problem` that names the place, quotes what stands there and says what to do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, fields, replace
from itertools import filterfalse
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sitegen.limits import show_controls
from sitegen.messages.said import NOTHING, Said, pack, say, say_all, say_many, say_names, unpack
from sitegen.messages.telling import ENGLISH, Teller

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence


Level = Literal["error", "warning"]

_NEAR, _NEAR_SHORT, _SHORT = 0.5, 0.6, 10
"""How near a suggestion is at least; and to words of fewer letters, of which any two have some in common: `author` and `short`."""
_BEGUN = 3
"""Letters of a word that is the beginning of another and may stand for it: `desc`."""
_TURNED = 0.8
"""How near a word is to one of the same letters in another order: `xp` and `px`."""
_MOST_COMPARED = 1_000_000
"""How many pairs of a word and a candidate are compared for the sake of suggestions."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake of an author, with its place and its cure."""

    path: str
    """File, relative to the project, with forward slashes."""
    line: int
    """Line, from 1; 0 where the whole file is meant."""
    column: int
    """Column in characters, from 1; 0 where the whole line is meant."""
    rule: str
    """Short name of the rule that was broken, e.g. `unbound-number`."""
    message: Said
    """What is wrong, quoting what stands there, without a full stop."""
    hint: Said = NOTHING
    """What to do about it, without a full stop."""
    level: Level = "error"
    """Errors stop a build; warnings are shown."""
    key: str = ""
    """Of the fact that is not there, or the row that is there twice; or of that of which something is not known or wrong, which may be for the sake of such."""
    width: int = 0
    """How many characters of its line it is of; 0 where that is not known."""


class Slip(NamedTuple):
    """Something that is wrong in a text whose place is not known yet."""

    start: int
    """The index of its first character."""
    said: Said
    cure: Said


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands in a file of the project."""

    path: str
    line: int = 0
    column: int = 0

    def problem(
        self,
        rule: str,
        message: Said,
        hint: Said = NOTHING,
        level: Level = "error",
        *,
        key: str = "",
        width: int = 0,
    ) -> Problem:
        """Make the problem that stands here."""
        return Problem(self.path, self.line, self.column, rule, message, hint, level, key, width)

    def move(self, columns: int) -> Place:
        """A place so many characters further on its line."""
        return Place(self.path, self.line, self.column + columns)


def place_at(path: str, text: str, at: int) -> Place:
    """Where a character stands in the text of a file, by its index."""
    return Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def pack_problem(problem: Problem) -> list[Any]:
    """A problem as plain values, to be kept until it is told again; `unpack_problem` reads them."""
    place = [problem.path, problem.line, problem.column, problem.rule]
    return [
        *place,
        pack(problem.message),
        pack(problem.hint),
        problem.level,
        problem.key,
        problem.width,
    ]


def unpack_problem(plain: Sequence[Any]) -> Problem:
    """The problem that `pack_problem` packed."""
    path, line, column, rule, message, hint, level, key, width = plain
    return Problem(path, line, column, rule, unpack(message), unpack(hint), level, key, width)


class RefusedError(ValueError):
    """What an author wrote or asked for is refused; `message` says why, `hint` what to do."""

    def __init__(self, message: Said, hint: Said = NOTHING) -> None:
        """Keep both, to be told with the place."""
        super().__init__(message)
        self.message, self.hint = message, hint


class InvalidProjectError(Exception):
    """The project cannot be read far enough to go on; holds the problems found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, by place and each once."""
        self.problems = sort_problems(problems)
        super().__init__("\n".join(map(format_problem, self.problems)))


_NAMES = [one.name for one in fields(Problem)]
_get_all = attrgetter(*_NAMES)
_get_all_but_hint = attrgetter(*(name for name in _NAMES if name != "hint"))


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by place, each once; of such as differ in their hints alone, the first."""
    found: dict[object, Problem] = {}
    for one in sorted(set(problems), key=_get_all):
        found.setdefault(_get_all_but_hint(one), one)
    return tuple(found.values())


_LOST = "unknown-fact"
"""The rule of a fact that is named and not there."""
_CAUSES = {_LOST, "duplicate-key"}
"""The rules of rows that are not there, or of which it is not known which is meant: what rests on them may be wrong for that."""
_FOLLOWING: Mapping[str, frozenset[str]] = {
    "stale": frozenset(),
    "unpaired": frozenset(),
    "parity": frozenset({"heading", "markup", "unbound-number"}),
}
"""Rules that compare the languages of a page, each with the rules an error of which upsets it; for none, that of any."""
_ANYWHERE = frozenset(rule for rule, causes in _FOLLOWING.items() if not causes)


def put_causes_first(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Errors before warnings, each as they were; without what may only follow from an error: in a language of its page, of a fact of its indicator and area that is not there, of a row that is there twice, of HTML in its line, of a mark that it stands in."""
    wrong: dict[str, set[str]] = {}
    lost = {_name_series(one.key) for one in problems if one.rule in _CAUSES}
    for one in problems:
        if one.level == "error" and one.rule not in _ANYWHERE:
            wrong.setdefault(_name_page(one), set()).add(one.rule)

    marks = _list_marks(problems)
    tags: dict[tuple[str, int], int] = {}
    for one in problems:
        if one.rule == "html":
            tags[_name_line(one)] = min(one.column, tags.get(_name_line(one), one.column))

    def follows(problem: Problem) -> bool:
        if problem.rule == "unbound-number":  # of a tag, or of what it is around, or of a mark
            if any(
                low <= problem.column < high for low, high in marks.get(_name_line(problem), ())
            ):
                return True
            return tags.get(_name_line(problem), problem.column) < problem.column
        if problem.key and problem.rule not in _CAUSES:
            return _name_series(problem.key) in lost
        if problem.rule not in _FOLLOWING or (rules := wrong.get(_name_page(problem))) is None:
            return False
        causes = _FOLLOWING[problem.rule]
        return not causes or not causes.isdisjoint(rules)

    return tuple(sorted(filterfalse(follows, problems), key=lambda one: one.level != "error"))


def _name_series(key: str) -> tuple[str, ...]:
    """The indicator and the area of a key."""
    return tuple(key.split("/")[:2])


def _list_marks(
    problems: Iterable[Problem],
) -> defaultdict[tuple[str, int], list[tuple[int, int]]]:
    """Where marks that were not read begin and end, by line."""
    marks = defaultdict[tuple[str, int], list[tuple[int, int]]](list)
    for one in problems:
        if one.rule == "markup" and one.width:
            marks[_name_line(one)].append((one.column, one.column + one.width))
    return marks


def _name_line(problem: Problem) -> tuple[str, int]:
    return problem.path, problem.line


def _name_page(problem: Problem) -> str:
    """The path of a page without its language and ending."""
    return problem.path.rsplit(".", 2)[0]


_MOST_PLACES = 8
"""How many places a message names that was folded."""


def fold_alike(problems: Iterable[Problem]) -> tuple[tuple[Problem, Problem], ...]:
    """Problems for people to read: of such as are the same in several places of a file the first, as it is and as it is told with the other places."""
    alike: dict[Problem, list[Problem]] = {}
    for one in problems:
        alike.setdefault(replace(one, line=0, column=0), []).append(one)
    return tuple((same[0], _fold(same)) for same in alike.values())


def _fold(same: Sequence[Problem]) -> Problem:
    first, *others = same
    if not others:
        return first
    places = _list_places([f"{one.line}:{one.column}" for one in others])
    message = say("{message}, and so at {places}", message=first.message, places=places)
    return replace(first, message=message)


def _list_places(places: Sequence[str]) -> Said:
    """The first of places, and how many more there are."""
    shown = say_all(places[:_MOST_PLACES])
    more = len(places) - _MOST_PLACES
    return say("{told} and {more} more", told=shown, more=more) if more > 0 else shown


_NAMED = {_LOST, "term", "source"}
"""Rules of a name that pages take from a table: of one row that is gone each of its uses is an error."""


def fold_files(problems: Sequence[Problem]) -> tuple[tuple[Problem, Problem], ...]:
    """As `fold_alike`, and a name that several files have, and no table, once: with how often, and the first places."""
    named: dict[tuple[str, Said], dict[str, Problem]] = {}
    numbers = Counter((one.rule, one.message) for one in problems)
    folded = fold_alike(problems)
    for first, _ in folded:
        if first.rule in _NAMED:
            named.setdefault((first.rule, first.message), {})[first.path] = first
    told: list[tuple[Problem, Problem]] = []
    for first, one in folded:
        same = [*named.get((first.rule, first.message), {}).values()]
        if len(same) < 2:  # noqa: PLR2004 # files
            told.append((first, one))
        elif first is same[0]:
            told.append((first, _fold_files(same, numbers[first.rule, first.message])))
    return tuple(told)


def _fold_files(same: Sequence[Problem], number: int) -> Problem:
    first, *others = same
    message = say(
        "{message}, which stands {number} times in {files} files, so at {places}",
        message=first.message,
        number=number,
        files=len(same),
        places=_list_places([f"{one.path}:{one.line}:{one.column}" for one in others]),
    )
    cure = say("If its row was removed from the table, put it back")
    if first.hint:
        cure = say("{cure}. {hint}", cure=cure, hint=first.hint)
    return replace(first, message=message, hint=cure)


_ON_PAGE = ", on the page "
"""What the message of a problem ends with that has no line of its own, before the page it was seen on."""


def merge_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by place, each once: one that is the same but for its page or its hint names the first."""
    merged: dict[tuple[str, int, int, str, str], list[Problem]] = {}
    for one in sort_problems(problems):
        message = one.message.partition(_ON_PAGE)[0]
        merged.setdefault((one.path, one.line, one.column, one.rule, message), []).append(one)
    return tuple(_merge(same) for same in merged.values())


def _merge(same: list[Problem]) -> Problem:
    first, more = same[0], len({one.message for one in same}) - 1
    if not more:
        return first
    said = say("{message} and {more} more", message=first.message, more=more)
    return replace(first, message=said)


def format_problem(problem: Problem, teller: Teller = ENGLISH) -> str:
    """Say a problem in one line: `path:line:column: error[rule]: message. Hint.`; only these are told in the language."""
    said = teller.tell(add_hint(problem.message, problem.hint)).replace("\n", "\\n")
    place = ":".join(
        [
            show_controls(problem.path).replace("\n", "\\n"),
            *(str(number) for number in (problem.line, problem.column) if number),
        ]
    )
    return f"{place}: {problem.level}[{problem.rule}]: {said}"


def add_hint(message: Said, hint: Said) -> Said:
    """A message and its cure as sentences: `message. Hint.`, or with the question that a hint may be."""
    if not hint:
        return say("{message}.", message=message)
    if hint.endswith("?"):
        return say("{message}. {question}", message=message, question=hint)
    return say("{message}. {hint}.", message=message, hint=hint)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops a build."""
    return any(problem.level == "error" for problem in problems)


def count_problems(problems: Iterable[Problem]) -> Said:
    """Say how many there are: `1 error and 2 warnings`; empty where there are none."""
    levels = Counter(problem.level for problem in problems)
    errors, warnings = levels["error"], levels["warning"]
    counts = (
        (errors, say_many(errors, "{n} error", "{n} errors")),
        (warnings, say_many(warnings, "{n} warning", "{n} warnings")),
    )
    return say_all((said for number, said in counts if number), " and ")


def suggest(word: str, candidates: Iterable[str], most: int = 3) -> Said:
    """`Did you mean …?` with the nearest candidates, or an empty text."""
    near = find_nearest(word, candidates, most)
    if not near:
        return NOTHING
    return say("Did you mean {names}?", names=say_names(near, " or ", " or "))


class Suggester:
    """Suggests from the same candidates for many words; who has thousands of them has one cause to find."""

    def __init__(self, candidates: Collection[str]) -> None:
        """Nothing is compared until a word is asked for."""
        self.candidates = candidates
        self._said: dict[str, Said] = {}
        self._left = _MOST_COMPARED

    def suggest(self, word: str) -> Said:
        """What `suggest` says; an empty string when `_MOST_COMPARED` pairs were compared before."""
        if word not in self._said:
            self._said[word] = suggest(word, self.candidates) if self._left > 0 else NOTHING
            self._left -= len(self.candidates)
        return self._said[word]


def find_nearest(word: str, candidates: Iterable[str], most: int, least: float = 0) -> list[str]:
    """What `difflib.get_close_matches` finds, the nearest first, and what the word begins; few of many candidates are compared in full.

    `least` is how near they must be where that is nearer than it is for others.
    """
    import difflib
    import heapq

    least = max(least, _NEAR_SHORT if len(word) < _SHORT else _NEAR)
    matcher = difflib.SequenceMatcher()
    matcher.set_seq2(word)
    best: list[tuple[float, str]] = []
    for bound, candidate in sorted(_bound_ratios(word, candidates, least), reverse=True):
        if len(best) == most and bound < best[0][0]:
            break
        matcher.set_seq1(candidate)
        ratio = max(matcher.ratio(), _find_floor(word, candidate, least))
        if ratio >= least:
            keep = heapq.heappushpop if len(best) == most else _push
            keep(best, (ratio, candidate))
    return [candidate for _, candidate in sorted(best, reverse=True)]


def _push(heap: list[tuple[float, str]], item: tuple[float, str]) -> None:
    import heapq

    heapq.heappush(heap, item)


def _find_floor(word: str, candidate: str, least: float) -> float:
    """How near a word is at least to one that it begins, or that has its letters; 0 for any other."""
    if len(word) == len(candidate) and sorted(word) == sorted(candidate):
        return _TURNED
    return least if len(word) >= _BEGUN and candidate.startswith(word) else 0


def _bound_ratios(
    word: str, candidates: Iterable[str], least: float
) -> Iterator[tuple[float, str]]:
    """Candidates that may be near enough, each with what its ratio cannot exceed: the characters in common."""
    counts = Counter(word).items()
    for candidate in candidates:
        total = len(word) + len(candidate) or 1  # two empty texts are equal
        if floor := _find_floor(word, candidate, least):
            shorter = 2 * len(word) / total
            yield max(floor, shorter), candidate
            continue
        if 2 * min(len(word), len(candidate)) / total < least:
            continue
        common = sum(min(number, candidate.count(one)) for one, number in counts)
        bound = 2 * common / total
        if bound >= least:
            yield bound, candidate
