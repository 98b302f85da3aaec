"""What differs between two sites, said in words: as text, as Markdown for a review, as JSON.

What comes from a site stands between backticks, in which neither a terminal nor GitHub reads anything.
"""

from __future__ import annotations

import json
import re
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
from sitegen.desk.paragraphs import say_steps
from sitegen.desk.sides import list_other_looks
from sitegen.messages.said import Said, keep_as, say, say_all, say_many, say_names
from sitegen.messages.telling import ENGLISH, Teller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.comparing.differences import Difference
    from sitegen.desk.sides import Side

_SIGNS = {ADDED: "+", CHANGED: "~", REMOVED: "-"}
_LONGEST = 100
"""Characters of a text of a site that are shown."""
_LONGEST_NOTE = 600
"""Characters of a note on how differences were found."""
_CONTEXT = 20
"""Characters before the first difference of two long texts that are shown."""
_MOST = 40
"""How many differences of a sort a comment shows: GitHub takes 65,536 characters."""
_NONE = say("nothing")
"""How a text is told that is empty."""
_NOTHING = say("Nothing that readers are told differs")
_CALLED = {
    FACT: (say("fact"), say("facts")),
    VERDICT: (say("verdict"), say("verdicts")),
    CLAIM: (say("claim"), say("claims")),
    PAGE: (say("page"), say("pages")),
    CHART: (say("chart"), say("charts")),
}
"""What one and several of a sort are called."""
_BECAME = {ADDED: say("added"), CHANGED: say("changed"), REMOVED: say("removed")}


def tell_text(old: Side, new: Side, found: Sequence[Difference], teller: Teller = ENGLISH) -> str:
    """All differences as lines, by sort."""
    tell = teller.tell
    sides = f"{tell(old.name)} → {tell(new.name)}"
    lines = [sides, *map(tell, _list_notes(old, new))]
    if not found:
        return "\n".join((*lines, tell(_NOTHING)))
    for thing, own in _sort_by_thing(found):
        head = say("{things}: {counts}", things=_CALLED[thing][1], counts=_say_counts(own))
        lines += ["", tell(head)]
        lines += [f"  {_SIGNS[one.change]} {tell(say_difference(one))}" for one in own]
    return "\n".join(lines)


def tell_markdown(
    old: Side, new: Side, found: Sequence[Difference], teller: Teller = ENGLISH
) -> str:
    """The differences as a comment of a review: a table of how many, and folded what they are."""
    tell = teller.tell
    sides = f"{_quote(tell(old.name))} → {_quote(tell(new.name))}"
    notes = [f"> {_quote(tell(note), longest=_LONGEST_NOTE)}" for note in _list_notes(old, new)]
    counted = (
        say("{number} {things}", number=len(own), things=_CALLED[thing][len(own) != 1])
        for thing, own in _sort_by_thing(found)
    )
    head = say("**{said}**: {sides}", said=say_all(counted) or _NOTHING, sides=sides)
    if not found:
        return "\n\n".join([tell(head), *notes]) + "\n"
    became = (tell(_BECAME[change]) for change in (ADDED, CHANGED, REMOVED))
    table = [f"| | {' | '.join(became)} |", "|---|--:|--:|--:|"]
    for thing, own in _sort_by_thing(found):
        counts = count_changes(own)[thing]
        cells = (str(counts[change] or "") for change in CHANGES)
        table.append(f"| {tell(_CALLED[thing][1])} | {' | '.join(cells)} |")
    folded = (_fold(thing, own, teller) for thing, own in _sort_by_thing(found))
    return "\n\n".join([tell(head), *notes, "\n".join(table), *folded]) + "\n"


def tell_json(old: Side, new: Side, found: Sequence[Difference], teller: Teller = ENGLISH) -> str:
    """The differences as data."""
    tell = teller.tell
    sides = {
        name: {"name": tell(side.name), "sitegen": side.version, "notes": [*map(tell, side.notes)]}
        for name, side in (("old", old), ("new", new))
    }
    changes = [
        {
            "thing": one.thing,
            "change": one.change,
            "key": one.key,
            "said": tell(say_difference(one)),
            "aspects": {
                name: {"old": was, "new": now} for name, was, now in one.aspects if name != TEXT
            },
        }
        for one in found
    ]
    return json.dumps(
        {**sides, "same": not found, "looks": list_other_looks(old, new), "changes": changes},
        ensure_ascii=False,
        indent=1,
    )


def _fold(thing: str, own: Sequence[Difference], teller: Teller) -> str:
    tell = teller.tell
    rows = [
        f"| {_SIGNS[one.change]} | {_escape(tell(say_difference(one)))} |" for one in own[:_MOST]
    ]
    more = len(own) - _MOST
    rows += [f"| | {tell(say('and {more} more', more=more))} |"] if more > 0 else []
    head = say("{things}: {counts}", things=_CALLED[thing][1], counts=_say_counts(own))
    summary = f"<summary>{tell(head)}</summary>"
    return "\n".join(("<details>", summary, "", "| | |", "|---|---|", *rows, "", "</details>"))


def _escape(text: str) -> str:
    """A text for a cell of a table, whose cells end at bars, in code too: a bar behind a backslash would end it as well."""
    return re.sub(r"\\(?=\|)", r"\\ ", text).replace("|", "\\|")


def _sort_by_thing(found: Sequence[Difference]) -> Iterator[tuple[str, list[Difference]]]:
    for thing in THINGS:
        if own := [one for one in found if one.thing == thing]:
            yield thing, own


def _say_counts(own: Sequence[Difference]) -> Said:
    counts = count_changes(own)[own[0].thing]
    return say_all(
        say("{number} {became}", number=counts[change], became=_BECAME[change])
        for change in CHANGES
        if counts[change]
    )


def _list_notes(old: Side, new: Side) -> list[Said]:
    """What a reader of the differences must know of how they were found."""
    versions = [side.version for side in (old, new)]
    other = (
        [
            say(
                "made by two versions of sitegen, {one} and {two}",
                one=versions[0],
                two=versions[1],
            )
        ]
        if versions[0] != versions[1]
        else []
    )
    return [*other, *_note_looks(old, new), *old.notes, *new.notes]


def _note_looks(old: Side, new: Side) -> Iterator[Said]:
    """What of the differences between two sides is not looked into."""
    if names := list_other_looks(old, new):
        yield say_many(
            len(names),
            "{n} template or setting differs, which may change how all pages look and is not compared: {names}",
            "{n} templates and settings differ, which may change how all pages look and are not compared: {names}",
            names=say_names(names),
        )


def say_difference(one: Difference) -> Said:
    """A difference in words, with what it is called first."""
    said = say_all(_SAYERS[one.thing](one))
    return say("{key}: {said}", key=_quote(one.key), said=said) if said else _quote(one.key)


def _say_fact(one: Difference) -> Iterator[Said]:
    if one.change != CHANGED:
        yield _say_state(one, NUMBER)
        return
    for name, was, now in one.aspects:
        if name == NUMBER:
            parts = [part for part in STATED if one.find(part)]
            yield say(
                "{change} ({parts})",
                change=_contrast(was, now),
                parts=say_all(map(_word, parts), " and ", " and "),
            )
        elif name not in STATED:
            yield _say_change(_word(name), was, now)


def _say_verdict(one: Difference) -> Iterator[Said]:
    if one.change != CHANGED:
        yield _say_state(one, "status")
        return
    for name, was, now in one.aspects:
        if name == "status":
            yield _contrast(was, now)
        else:
            yield _say_change(_VERDICT_WORDS.get(name, _word(name)), was, now)


_VERDICT_WORDS = {
    "stretch_status": say("against the other end"),
    "reason_code": say("reason"),
    "latest": say("latest figure"),
    "made": say("share of the way made"),
    "due": say("share of the time passed"),
    "ratio": say("made over due"),
}


def _say_claim(one: Difference) -> Iterator[Said]:
    if one.change != CHANGED:
        words = [_quote(was or now) for name, was, now in one.aspects if name.startswith("words_")]
        yield keep_as(" / ".join(words))
        return
    for name, was, now in one.aspects:
        if name == "holds":
            yield say("held {was}, holds {now}", was=_say_truth(was), now=_say_truth(now))
        elif name == "steps":
            yield say("margin {was} → {now}", was=_say_steps(was), now=_say_steps(now))
        elif name == WORDING:
            yield _contrast(was.partition(": ")[2], now.partition(": ")[2])
        elif name.startswith("words_"):
            yield say("{what} {change}", what=_word(name), change=_contrast_words(was, now))


def _say_truth(holds: str) -> Said:
    known = {"not": say("not at all"), "perhaps": say("perhaps"), "surely": say("surely")}
    return known.get(holds) or keep_as(holds)


def _say_steps(steps: str) -> Said:
    """A margin in what is printed: whoever reads over claims looks at those that are near falling."""
    if not steps:
        return say("none")
    said = say_steps(steps, _quote(steps))
    return say("{said}, near falling", said=said) if 0 <= float(steps) <= 1 else said


def _say_page(one: Difference) -> Iterator[Said]:
    if one.change != CHANGED:
        yield _say_state(one, "title")
        return
    for name, was, now in one.aspects:
        if name == ADDRESS:
            yield say("moved from {address}", address=_quote(was))
        elif name == TEXT:
            yield _say_text(was, now)
        else:
            yield _say_change(_word(name), was, now)


def _say_text(was: str, now: str) -> Said:
    """How much of a text is other than before."""
    change = measure_text(was, now)
    said = []
    if change.new:
        said.append(
            say(
                "{new} of {paragraphs} paragraphs new or reworded ({words})",
                new=change.new,
                paragraphs=change.paragraphs,
                words=say_many(change.words, "{n} word", "{n} words"),
            )
        )
    if (gone := change.gone - change.new) > 0:
        said.append(say_many(gone, "{n} paragraph gone", "{n} paragraphs gone"))
    if change.is_moved:
        said.append(say("paragraphs in another order"))
    return say("text: {said}", said=say_all(said, " and ", " and "))


def _say_chart(one: Difference) -> Iterator[Said]:
    if one.change != CHANGED:
        yield say("on the page {page}", page=_say_state(one, "page"))
        return
    for name, was, now in one.aspects:
        if name == "data":
            yield _say_points(was, now)
        elif name.startswith("looks_"):
            yield say(
                "looks ({language}): labels, unit or scale", language=name.removeprefix("looks_")
            )
        else:
            yield _say_change(_word(name), was, now)


def _say_points(was: str, now: str) -> Said:
    """How many points a chart draws otherwise."""
    before, after = ({*text.split("\n")} for text in (was, now))
    new, gone = len(after - before), len(before - after)
    if not new and not gone:
        return say("data in another order")
    return say(
        "data: {number} of {all} points",
        number=max(new, gone),
        all=max(len(after), len(before)),
    )


_SAYERS: dict[str, Callable[[Difference], Iterator[Said]]] = {
    FACT: _say_fact,
    VERDICT: _say_verdict,
    CLAIM: _say_claim,
    PAGE: _say_page,
    CHART: _say_chart,
}


def _say_change(what: Said, was: str, now: str) -> Said:
    """What became of an aspect."""
    return say("{what} {change}", what=what, change=_contrast(was, now))


def _say_state(one: Difference, name: str) -> Said:
    """What an aspect of something new or gone is, or was."""
    was, now = one.find(name) or ("", "")
    return _quote(was or now)


_ASPECTS = {
    str.__str__(one): one
    for one in (
        say("title"),
        say("description"),
        say("kind"),
        say("domain"),
        say("group"),
        say("updated"),
        say("page"),
        say("words"),
        say("number"),
        say("value"),
        say("bound"),
        say("unit"),
        say("stage"),
        say("phrase"),
        say("locator"),
        say("note"),
        say("status"),
        say("borderline"),
    )
}
"""What aspects are called, by their names; others are called by these alone."""


def _word(name: str) -> Said:
    """What an aspect is called: `title (en)` for `title_en`."""
    base, mark, code = name.partition("_")
    said = _ASPECTS.get(base) or keep_as(base)
    return say("{what} ({language})", what=said, language=code) if mark else said


def _quote(text: str, longest: int = _LONGEST) -> Said:
    """A text of a site between backticks, in one line."""
    plain = " ".join(text.replace("`", "'").split())
    short = plain if len(plain) <= longest else f"{plain[: longest - 1]}…"
    return keep_as(f"`{short}`") if short else _NONE


def _contrast(was: str, now: str) -> Said:
    """How a text was and is; of long ones, from where they differ."""
    longest = max(len(was), len(now))
    pairs = zip(was, now, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    common = common if longest > _LONGEST else 0
    start = max(0, common - _CONTEXT)
    one, two = (_quote(f"…{text[start:]}" if start else text) for text in (was, now))
    return say("{was} → {now}", was=one, now=two)


def _contrast_words(was: str, now: str) -> Said:
    """How claims are worded in a language, where it is otherwise than before."""
    before, after = was.split(WORDS), now.split(WORDS)
    gone, new = (
        _quote(WORDS.join(dict.fromkeys(one for one in some if one and one not in others)))
        for some, others in ((before, after), (after, before))
    )
    if gone == new:
        return say(
            "stood {before} times, stand {after} times", before=len(before), after=len(after)
        )
    if _NONE in {gone, new}:
        if gone == _NONE:
            return say("also {words}", words=new)
        return say("no longer {words}", words=gone)
    return say("{was} → {now}", was=gone, now=new)
