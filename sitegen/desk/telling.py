"""What differs between two sites, said in words: as text, as Markdown for a review, as JSON.

What comes from a site stands between backticks, in which neither a terminal nor GitHub reads anything.
"""

from __future__ import annotations

import json
from itertools import takewhile
from typing import TYPE_CHECKING

from sitegen.comparing.differences import (
    ADDED,
    ADDRESS,
    CHANGED,
    CHANGES,
    REMOVED,
    WORDING,
    count_changes,
    measure_text,
)
from sitegen.comparing.states import (
    CHART,
    CLAIM,
    FACT,
    NUMBER,
    PAGE,
    STATED,
    TEXT,
    THINGS,
    VERDICT,
    WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.comparing.differences import Difference
    from sitegen.desk.sides import Side

_SIGNS = {ADDED: "+", CHANGED: "~", REMOVED: "-"}
_LONGEST = 100
"""Characters of a text of a site that are shown."""
_CONTEXT = 20
"""Characters before the first difference of two long texts that are shown."""
_MOST = 40
"""How many differences of a sort a comment shows: GitHub takes 65,536 characters."""
_NONE = "nothing"
"""How a text is told that is empty."""
_NOTHING = "Nothing that readers are told differs"


def tell_text(old: Side, new: Side, found: Sequence[Difference]) -> str:
    """All differences as lines, by sort."""
    lines = [f"{old.name} → {new.name}", *_list_notes(old, new)]
    if not found:
        return "\n".join((*lines, _NOTHING))
    for thing, own in _sort_by_thing(found):
        lines += ["", f"{thing}s: {_say_counts(own)}"]
        lines += [f"  {_SIGNS[one.change]} {say_difference(one)}" for one in own]
    return "\n".join(lines)


def tell_markdown(old: Side, new: Side, found: Sequence[Difference]) -> str:
    """The differences as a comment of a review: a table of how many, and folded what they are."""
    head = f"{_quote(old.name)} → {_quote(new.name)}"
    notes = [f"> {_quote(note)}" for note in _list_notes(old, new)]
    if not found:
        return "\n\n".join([f"**{_NOTHING}**: {head}", *notes]) + "\n"
    said = ", ".join(f"{len(own)} {_name(thing, len(own))}" for thing, own in _sort_by_thing(found))
    table = ["| | added | changed | removed |", "|---|--:|--:|--:|"]
    for thing, own in _sort_by_thing(found):
        counts = count_changes(own)[thing]
        cells = (str(counts[change] or "") for change in CHANGES)
        table.append(f"| {_name(thing, 2)} | {' | '.join(cells)} |")
    folded = (_fold(thing, own) for thing, own in _sort_by_thing(found))
    return "\n\n".join([f"**{said}**: {head}", *notes, "\n".join(table), *folded]) + "\n"


def tell_json(old: Side, new: Side, found: Sequence[Difference]) -> str:
    """The differences as data."""
    sides = {
        name: {"name": side.name, "sitegen": side.version, "notes": list(side.notes)}
        for name, side in (("old", old), ("new", new))
    }
    changes = [
        {
            "thing": one.thing,
            "change": one.change,
            "key": one.key,
            "said": say_difference(one),
            "aspects": {
                name: {"old": was, "new": now} for name, was, now in one.aspects if name != TEXT
            },
        }
        for one in found
    ]
    return json.dumps(
        {**sides, "same": not found, "changes": changes}, ensure_ascii=False, indent=1
    )


def _fold(thing: str, own: Sequence[Difference]) -> str:
    rows = [f"| {_SIGNS[one.change]} | {_escape(say_difference(one))} |" for one in own[:_MOST]]
    if more := len(own) - _MOST:
        rows += [f"| | and {more} more |"] if more > 0 else []
    summary = f"<summary>{_name(thing, 2)}: {_say_counts(own)}</summary>"
    return "\n".join(("<details>", summary, "", "| | |", "|---|---|", *rows, "", "</details>"))


def _escape(text: str) -> str:
    """A text for a cell of a table, whose cells end at bars, in code too."""
    return text.replace("|", "\\|")


def _sort_by_thing(found: Sequence[Difference]) -> Iterator[tuple[str, list[Difference]]]:
    for thing in THINGS:
        if own := [one for one in found if one.thing == thing]:
            yield thing, own


def _say_counts(own: Sequence[Difference]) -> str:
    counts = count_changes(own)[own[0].thing]
    return ", ".join(f"{counts[change]} {change}" for change in CHANGES if counts[change])


def _name(thing: str, number: int) -> str:
    return thing if number == 1 else f"{thing}s"


def _list_notes(old: Side, new: Side) -> list[str]:
    """What a reader of the differences must know of how they were found."""
    versions = [side.version for side in (old, new)]
    other = (
        [f"made by two versions of sitegen, {versions[0]} and {versions[1]}"]
        if versions[0] != versions[1]
        else []
    )
    return [*other, *old.notes, *new.notes]


def say_difference(one: Difference) -> str:
    """A difference in words, with what it is called first."""
    said = ", ".join(_SAYERS[one.thing](one))
    return f"{_quote(one.key)}: {said}" if said else _quote(one.key)


def _say_fact(one: Difference) -> Iterator[str]:
    if one.change != CHANGED:
        yield _say_state(one, NUMBER)
        return
    for name, was, now in one.aspects:
        if name == NUMBER:
            parts = [part for part in STATED if one.find(part)]
            yield f"{_contrast(was, now)} ({' and '.join(parts)})"
        elif name not in STATED:
            yield f"{_word(name)} {_contrast(was, now)}"


def _say_verdict(one: Difference) -> Iterator[str]:
    if one.change != CHANGED:
        yield _say_state(one, "status")
        return
    for name, was, now in one.aspects:
        if name == "status":
            yield f"{_contrast(was, now)}"
        else:
            yield f"{_VERDICT_WORDS.get(name, name)} {_contrast(was, now)}"


_VERDICT_WORDS = {
    "stretch_status": "against the other end",
    "reason_code": "reason",
    "latest": "latest figure",
    "made": "share of the way made",
    "due": "share of the time passed",
    "ratio": "made over due",
}


def _say_claim(one: Difference) -> Iterator[str]:
    if one.change != CHANGED:
        words = [_quote(was or now) for name, was, now in one.aspects if name.startswith("words_")]
        yield " / ".join(words)
        return
    for name, was, now in one.aspects:
        if name == "holds":
            yield f"held {_say_truth(was)}, holds {_say_truth(now)}"
        elif name == "steps":
            yield f"margin {_say_steps(was)} → {_say_steps(now)}"
        elif name == WORDING:
            yield _contrast(was.partition(": ")[2], now.partition(": ")[2])
        elif name.startswith("words_"):
            yield f"{_word(name)} {_contrast_words(was, now)}"


def _say_truth(holds: str) -> str:
    return "not at all" if holds == "not" else holds


def _say_steps(steps: str) -> str:
    """A margin in what is printed: whoever reads over claims looks at those that are near falling."""
    if not steps:
        return "none"
    unit = "of the last printed digit"
    return f"{_quote(steps)} {unit}" + (", near falling" if 0 <= float(steps) <= 1 else "")


def _say_page(one: Difference) -> Iterator[str]:
    if one.change != CHANGED:
        yield _say_state(one, "title")
        return
    for name, was, now in one.aspects:
        if name == ADDRESS:
            yield f"moved from {_quote(was)}"
        elif name == TEXT:
            yield _say_text(was, now)
        else:
            yield f"{_word(name)} {_contrast(was, now)}"


def _say_text(was: str, now: str) -> str:
    """How much of a text is other than before."""
    change = measure_text(was, now)
    words = f"{change.words} word{'s' * (change.words != 1)}"
    said = []
    if change.new:
        said.append(f"{change.new} of {change.paragraphs} paragraphs new or reworded ({words})")
    if gone := change.gone - change.new:
        said += [f"{gone} paragraph{'s' * (gone != 1)} gone"] if gone > 0 else []
    if change.is_moved:
        said.append("paragraphs in another order")
    return "text: " + " and ".join(said)


def _say_chart(one: Difference) -> Iterator[str]:
    if one.change != CHANGED:
        yield f"on the page {_say_state(one, 'page')}"
        return
    for name, was, now in one.aspects:
        if name == "data":
            yield _say_points(was, now)
        elif name.startswith("looks_"):
            yield f"looks ({name.removeprefix('looks_')}): labels, unit or scale"
        else:
            yield f"{_word(name)} {_contrast(was, now)}"


def _say_points(was: str, now: str) -> str:
    """How many points a chart draws otherwise."""
    before, after = ({*text.split("\n")} for text in (was, now))
    new, gone = len(after - before), len(before - after)
    if not new and not gone:
        return "data in another order"
    return f"data: {max(new, gone)} of {max(len(after), len(before))} points"


_SAYERS: dict[str, Callable[[Difference], Iterator[str]]] = {
    FACT: _say_fact,
    VERDICT: _say_verdict,
    CLAIM: _say_claim,
    PAGE: _say_page,
    CHART: _say_chart,
}


def _say_state(one: Difference, name: str) -> str:
    """What an aspect of something new or gone is, or was."""
    was, now = one.find(name) or ("", "")
    return _quote(was or now)


def _word(name: str) -> str:
    """What an aspect is called: `title (en)` for `title_en`."""
    base, mark, code = name.partition("_")
    return f"{base} ({code})" if mark else base


def _quote(text: str) -> str:
    """A text of a site between backticks, in one line."""
    plain = " ".join(text.replace("`", "'").split())
    short = plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
    return f"`{short}`" if short else _NONE


def _contrast(was: str, now: str) -> str:
    """How a text was and is; of long ones, from where they differ."""
    longest = max(len(was), len(now))
    pairs = zip(was, now, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    common = common if longest > _LONGEST else 0
    start = max(0, common - _CONTEXT)
    return " → ".join(_quote(f"…{text[start:]}" if start else text) for text in (was, now))


def _contrast_words(was: str, now: str) -> str:
    """How claims are worded in a language, where it is otherwise than before."""
    before, after = was.split(WORDS), now.split(WORDS)
    gone, new = (
        _quote(WORDS.join(dict.fromkeys(one for one in some if one and one not in others)))
        for some, others in ((before, after), (after, before))
    )
    if gone == new:
        return f"stood {len(before)} times, stand {len(after)} times"
    if _NONE in {gone, new}:
        return f"also {new}" if gone == _NONE else f"no longer {gone}"
    return f"{gone} → {new}"
