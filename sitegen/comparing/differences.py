"""What differs between two states of a site: what is new, gone, changed, or the same under another name."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sitegen.comparing.states import CHART, CLAIM, FACT, NUMBER, PAGE, TEXT, read_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sitegen.comparing.states import Aspects, State

    Name = tuple[str, str]
    """Sort and key of a thing."""
    Likeness = Callable[[tuple[str, Aspects], tuple[str, Aspects]], bool]
    """Whether two things, each with its key, are one."""

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
CHANGES = (ADDED, CHANGED, REMOVED)
PERIOD, SOURCE, ADDRESS, WORDING = "period", "source", "address", "claim"
_PARTS = ("indicator", "area", PERIOD, "kind", "measure", SOURCE)
"""What the parts of the key of a fact say."""
_ALIKE = 0.5
"""The least share of its words that a page keeps when it moves."""
_MOST_PAIRS = 100_000
"""How many pairs of what is gone and what is new are looked at, of a sort."""


@dataclass(frozen=True)
class Difference:
    """What became of a thing."""

    thing: str
    """One of `states.THINGS`."""
    change: str
    """One of `CHANGES`."""
    key: str
    """What it is called now; of what is gone, what it was called."""
    aspects: tuple[tuple[str, str, str], ...]
    """What is said of it otherwise than before: the name of that, and both; nothing stands for what was not there."""

    def find(self, name: str) -> tuple[str, str] | None:
        """What an aspect was and is; `None` where it is the same."""
        return next(((was, now) for own, was, now in self.aspects if own == name), None)


def compare_states(
    before: State, now: State, moved: Mapping[Name, Name] = MappingProxyType({})
) -> tuple[Difference, ...]:
    """What differs, in the order of the later state, what is gone at the end.

    `moved` are the names that things had before, by their names now.
    """
    gone = before.keys() - now.keys() - {*moved.values()}
    found: list[Difference] = []
    for name, aspects in now.items():
        was = before.get(moved.get(name, name))
        if was is None:
            found.append(Difference(*name[:1], ADDED, name[1], tuple(_compare({}, aspects))))
            continue
        renamed = _say_renamed(moved[name], name) if name in moved else ()
        differing = (*renamed, *_compare(was, aspects))
        if differing:
            found.append(Difference(name[0], CHANGED, name[1], differing))
    found += [
        Difference(name[0], REMOVED, name[1], tuple(_compare(was, {})))
        for name, was in before.items()
        if name in gone
    ]
    return tuple(found)


def _compare(before: Aspects, now: Aspects) -> Iterator[tuple[str, str, str]]:
    for name in {**now, **before}:
        was, is_now = before.get(name, ""), now.get(name, "")
        if was != is_now:
            yield name, was, is_now


def find_moved(before: State, now: State) -> dict[Name, Name]:
    """What is gone and what is new that are one thing under two names: the former by the latter.

    What could be several is left apart: nothing is guessed.
    """
    found = _pair_alike(before, now, PAGE, _is_same_page)
    found |= _follow_pages(before, now, found)
    left = {name: said for name, said in before.items() if name not in {*found.values()}}
    new = {name: said for name, said in now.items() if name not in found}
    for thing, is_same in _SAME.items():
        found |= _pair_alike(left, new, thing, is_same)
    return found


def _pair_alike(before: State, now: State, thing: str, is_same: Likeness) -> dict[Name, Name]:
    """What of a sort is gone and what is new, where one is like one other alone: the former by the latter."""
    olds = [name for name in before if name[0] == thing and name not in now]
    news = [name for name in now if name[0] == thing and name not in before]
    if len(olds) * len(news) > _MOST_PAIRS:
        return {}  # another site, or nearly so
    pairs = [
        (old, one)
        for old in olds
        for one in news
        if is_same((old[1], before[old]), (one[1], now[one]))
    ]
    left, right = Counter(old for old, _ in pairs), Counter(one for _, one in pairs)
    return {one: old for old, one in pairs if left[old] == right[one] == 1}


def _follow_pages(before: State, now: State, pages: Mapping[Name, Name]) -> dict[Name, Name]:
    """The claims of pages that moved, the former by the latter."""
    moved = {old[1].partition("/")[2]: new[1].partition("/")[2] for new, old in pages.items()}
    found: dict[Name, Name] = {}
    for name in before:
        page, mark, claim = name[1].partition(": ")
        if name[0] == CLAIM and page in moved:
            follower = CLAIM, f"{moved[page]}{mark}{claim}"
            if follower in now and follower not in before:
                found[follower] = name
    return found


def _is_same_fact(one: tuple[str, Aspects], other: tuple[str, Aspects]) -> bool:
    """Whether two facts differ in one part of their keys, and state the same number or stand at the same place."""
    parts = [*zip(one[0].split("/"), other[0].split("/"), strict=False)]
    is_near = one[0].count("/") == other[0].count("/") and sum(a != b for a, b in parts) == 1
    same_place = one[1].get("phrase") == other[1].get("phrase") != ""
    return is_near and (one[1].get(NUMBER) == other[1].get(NUMBER) or same_place)


def _is_same_claim(one: tuple[str, Aspects], other: tuple[str, Aspects]) -> bool:
    """Whether two claims of a page are worded alike, in any language."""
    own = {name: text for name, text in one[1].items() if name.startswith("words_")}
    alike = any(other[1].get(name) == text for name, text in own.items())
    return alike and one[0].partition(": ")[0] == other[0].partition(": ")[0]


def _is_same_page(one: tuple[str, Aspects], other: tuple[str, Aspects]) -> bool:
    """Whether a page of a language has most of the words of another."""
    own, theirs = (Counter(dict(read_blocks(two[1].get(TEXT, "")))) for two in (one, other))
    common = sum((own & theirs).values())
    most = max(own.total(), theirs.total())
    is_kept = common >= _ALIKE * most if most else one[1].get("title") == other[1].get("title")
    return is_kept and one[0].partition("/")[0] == other[0].partition("/")[0]


def _is_same_chart(one: tuple[str, Aspects], other: tuple[str, Aspects]) -> bool:
    """Whether two charts of a kind draw the same."""
    return all(one[1].get(name) == other[1].get(name) for name in ("kind", "data"))


_SAME: Mapping[str, Likeness] = {
    FACT: _is_same_fact,
    CLAIM: _is_same_claim,
    CHART: _is_same_chart,
}
"""When what is gone and what is new are one thing, besides pages."""


def _say_renamed(old: Name, new: Name) -> tuple[tuple[str, str, str], ...]:
    """What the two names of a thing say otherwise."""
    if old[0] == FACT:
        pairs = zip(_name_parts(old[1]), old[1].split("/"), new[1].split("/"), strict=True)
        return tuple((name, was, now) for name, was, now in pairs if was != now)
    if old[0] == CLAIM and old[1].partition(": ")[2] == new[1].partition(": ")[2]:
        return ()  # its page moved, which is told of that
    name = {PAGE: ADDRESS, CLAIM: WORDING}.get(old[0], "name")
    return ((name, old[1], new[1]),)


def _name_parts(key: str) -> Sequence[str]:
    return (*_PARTS, *["statement"] * max(0, key.count("/") + 1 - len(_PARTS)))


def count_changes(differences: Sequence[Difference]) -> dict[str, Counter[str]]:
    """How many things of each sort are new, changed or gone."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in differences:
        found[one.thing][one.change] += 1
    return found


@dataclass(frozen=True)
class TextChange:
    """How much of the text of a page is other than before."""

    new: int
    """Paragraphs that were not there."""
    gone: int
    words: int
    """How many words those have that are new, or those that are gone where none are."""
    paragraphs: int
    """How many there are now."""
    is_moved: bool
    """Whether others stand in another order."""


def measure_text(before: str, now: str) -> TextChange:
    """How much the paragraphs of a page differ, as `TEXT` has them."""
    was, is_now = read_blocks(before), read_blocks(now)
    gone, new = Counter(was) - Counter(is_now), Counter(is_now) - Counter(was)
    kept = [
        [one for one in some if one not in other] for some, other in ((was, gone), (is_now, new))
    ]
    words = max(sum(count * many for (_, count), many in one.items()) for one in (new, gone))
    return TextChange(new.total(), gone.total(), words, len(is_now), kept[0] != kept[1])
