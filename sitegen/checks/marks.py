"""No mark of Markdown is published as it stands: what looks like one was meant as one, and was not read.

Each kind of mark has its pattern, and what was likely meant. What is escaped or stands in code is text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from sitegen.checks.mark_signs import ANY_MARK, STRESS, STRONG, STRUCK, UNSEEN
from sitegen.markup.breaks import quote
from sitegen.markup.void import VOID
from sitegen.messages.said import NOTHING, Said, say
from sitegen.project.decoding import name_character
from sitegen.project.parsed import Unread
from sitegen.resolve.key_slips import EMPHASIS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.checks.stages import PageStage
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.tables import ParsedTables
    from sitegen.problems import Place, Problem
    from sitegen.resolve.page import ResolvedPage

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<rest>\s*/?>|\s+[^<>]*>|\s+[a-zA-Z-]+=[^<>]*$|$)|<[!?][a-zA-Z\[][^<>]*>?"
)
_CUT = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>(?=[\s/]))")
"""A tag that is not closed; of a name that HTML has it is one."""
_INSTEAD: dict[str, Said] = {
    "br": say("End the line with `\\`"),
    "hr": say("Write a line `---`"),
    "b": say("Write {marks}", marks=STRONG),
    "strong": say("Write {marks}", marks=STRONG),
    "i": say("Write {marks}", marks=STRESS),
    "em": say("Write {marks}", marks=STRESS),
    "u": say("Write {marks}: only links are underlined", marks=STRESS),
    "mark": say("Write {marks}", marks=STRONG),
    "s": say("Write {marks}", marks=STRUCK),
    "del": say("Write {marks}", marks=STRUCK),
    "strike": say("Write {marks}", marks=STRUCK),
    "code": say("Put it between backquotes"),
    "pre": say("Put it between two lines of three backquotes"),
    "a": say("Write `[text](<slug>.md)`"),
    "img": say("Write `![what it shows](picture.png)`"),
    "figure": say('Write `![what it shows](picture.png "caption")`'),
    "sup": say("For a footnote write `[^1]`; else leave it out"),
    "ul": say("Begin each item with `- `"),
    "ol": say("Begin each item with `1. `"),
    "li": say("Begin each item with `- `"),
    "p": say("Leave an empty line between paragraphs"),
    "blockquote": say("Begin each line with `> `"),
    "table": say("Write a table: `| a | b |`, and below its head `|---|---|`"),
    "div": say("Write a note, `:::{{note}}`, or leave it out"),
    "details": say("Write a note: `:::{{note}}`"),
    **dict.fromkeys(
        ("span", "font", "center", "big", "small"),
        say("Leave it out, or write {marks}", marks=STRONG),
    ),
    **dict.fromkeys(
        ("iframe", "video", "audio", "embed", "object"), say("Link to it: `[text](https://…)`")
    ),
    "sub": say("Leave it out"),
    "script": say("Leave it out: pages run no scripts of their own"),
    "style": say("Leave it out: looks stand in the style sheet"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), say("Write `## …`")),
}
"""What stands in Markdown for an element of HTML."""


_ROLE = re.compile(r"(?<!\{)[{｛]\s*[a-z-]+\s*[}｝]\s*['‘’“”\"´｀]?[\w/.,-]*[｀`]?")
"""A role without its argument, which is told of by itself."""
_IDS = {"{#", "｛#"}
"""How the id of a heading begins."""
_LONGEST = 40
"""Characters of a mark that a message quotes."""


def check_marks(stage: PageStage) -> Iterator[Problem]:
    """Marks and HTML in the texts of a page that would be published as they stand."""
    parsed = stage.page.parsed
    first = parsed.page.first_line
    yield from _check((one for one in parsed.unread if one.place.line < first), is_title=True)
    told = frozenset(_list_closed_within(stage.page))
    yield from _check((one for one in parsed.unread if one.place.line >= first), told=told)
    yield from _check(_list_labels(stage.page))
    for line in parsed.indented:
        yield line.place.problem(
            "markup",
            say(
                "{text} would be published as code: four spaces or a tab stand before it",
                text=quote(line.text),
            ),
            say("Remove them; code stands between two lines of three backquotes"),
        )


def _list_closed_within(page: ResolvedPage) -> Iterator[tuple[int, str]]:
    """Marks that stand at one end of a role within its backquotes, with their lines: they are told with its key."""
    for role in page.parsed.references:
        marks = [match[0] for match in EMPHASIS.finditer(role.text)]
        if len(marks) == 1 and (role.text.startswith(marks[0]) or role.text.endswith(marks[0])):
            yield role.place.line, marks[0]


def _list_labels(page: ResolvedPage) -> Iterator[Unread]:
    """What directives call their items: plain texts."""
    for directive in page.parsed.directives:
        yield from (Unread(label.text, label.place) for label in directive.labels)


def check_table_marks(parsed: ParsedTables, ledger: Ledger) -> Iterator[Problem]:
    """Marks and HTML in the texts of tables, which are plain."""
    texts = [
        Unread(text, row.place(f"{column.name}_{code}"), leads=True)
        for one in parsed.tables
        for column in one.table.columns
        for row in (one.rows if column.prose else ())
        for code, text in row.localized(column.name, ledger.languages)
        if text and ANY_MARK.search(text)
    ]
    yield from _check(texts, plain=say("The texts of tables are plain: write it without marks"))


def _check(
    texts: Iterable[Unread],
    plain: Said = NOTHING,
    *,
    is_title: bool = False,
    told: frozenset[tuple[int, str]] = frozenset(),
) -> Iterator[Problem]:
    """What is wrong with texts; `plain` is the hint for those in which no mark is read at all.

    Marks that are `told` elsewhere, each with its line, are passed over. A title may hold a word in angle brackets that is no element of HTML.
    """
    tags: list[tuple[Unread, re.Match[str]]] = []
    table = -1
    for text in texts:
        if not ANY_MARK.search(text.text):
            continue
        if "<" in text.text:
            tags += [(text, match) for match in _list_tags(text.text)]
        for match, hint in _find_marks(text):
            if match[0].lstrip()[:1] in {"|", "｜"} or match[0].strip(" |:-") == "":
                table, before = text.place.line, table
                if 0 <= table - before <= 1:
                    continue  # of a table, the first line
            if (text.place.line, match[0].strip(" \t")) not in told:
                yield _tell_mark(text.place.move(match.start()), match[0], hint, plain)
    for text, match in _choose_tags(tags):
        name = (match["name"] or "").lower()
        if is_title and name and name not in _INSTEAD:
            continue
        hint = plain or _hint_at_tag(name, match[0])
        yield text.place.move(match.start()).problem(
            "html", say("`{match}` is HTML, which texts do not have", match=match[0]), hint
        )


def _tell_mark(place: Place, written: str, hint: Said, plain: Said) -> Problem:
    found = written.strip(" \t")
    width = len(found)
    found = name_character(found) if UNSEEN.fullmatch(found) else found
    shown = found if len(found) <= _LONGEST else f"{found[:_LONGEST]}…"
    said = say("the mark {shown} would be published as it stands", shown=quote(shown))
    if not plain and found[:2] in _IDS:  # a heading is called otherwise than in other languages
        return place.problem("heading", said, hint, width=width)
    return place.problem("markup", said, plain or hint, width=width)


def _hint_at_tag(name: str, tag: str) -> Said:
    """What to do about a tag; one that is not closed may be no tag at all."""
    hint = _INSTEAD.get(name)
    if not hint:
        return say("Leave it out; to mean the characters, write `\\{match}`", match=tag)
    if tag.endswith(">"):
        return hint
    return say("{hint}; to mean the characters, write `\\{match}`", hint=hint, match=tag)


def _list_tags(text: str) -> list[re.Match[str]]:
    """The tags of a text, in their order."""
    whole = [*_TAG.finditer(text)]
    starts = {match.start() for match in whole}
    cut = [
        match
        for match in _CUT.finditer(text)
        if match.start() not in starts and match["name"].lower() in _INSTEAD
    ]
    return sorted([*whole, *cut], key=lambda match: match.start())


def _find_marks(text: Unread) -> Iterator[tuple[re.Match[str], Said]]:
    """The marks of a text, each kind once, and what to do about them; one within another is not told."""
    from sitegen.checks.mark_kinds import MARKS

    taken = [match.span() for match in _ROLE.finditer(text.text)]
    for mark in MARKS:
        if mark.leads:
            first = mark.pattern.match(text.text) if text.leads else None
            matches = [first] if first else []
        else:
            matches = [*mark.pattern.finditer(text.text)]
        seen = set[str]()
        for match in matches:
            hint = mark.hint(match)
            if hint and take_apart(taken, match.span()):
                if match[0] not in seen:
                    yield match, hint
                seen.add(match[0])


def take_apart(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    """Add a span to others that are in order and apart from each other; not one that meets any of them."""
    at = bisect_left(taken, span)
    if any(start < span[1] and span[0] < end for start, end in taken[max(at - 1, 0) : at + 1]):
        return False
    taken.insert(at, span)
    return True


def _choose_tags(
    tags: list[tuple[Unread, re.Match[str]]],
) -> Iterator[tuple[Unread, re.Match[str]]]:
    """The tags that are told: of an element the first one, and nothing of what stands in it."""
    number = 0
    while number < len(tags):
        text, match = tags[number]
        name = (match["name"] or "").lower()
        number += 1
        if match["rest"] == "" and name not in _INSTEAD:
            continue  # `a <b`
        yield text, match
        if match["end"] or name in VOID:
            continue
        later = (
            place
            for place, (_, other) in enumerate(tags[number:], start=number)
            if other["end"] and (other["name"] or "").lower() == name
        )
        number = next(later, number - 1) + 1
