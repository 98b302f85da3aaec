"""No mark of Markdown is published as it stands: what looks like one was meant as one, and was not read.

Each kind of mark has its pattern, and what was likely meant. What is escaped or stands in code is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.markup.breaks import INVISIBLE, quote
from sitegen.project.parsed import Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitegen.checks.stages import PageStage
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.tables import ParsedTables
    from sitegen.problems import Problem
    from sitegen.resolve.page import ResolvedPage

_GAP = f"[{''.join(INVISIBLE)}]"
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>\s*/?>|\s+[^<>]*>|\s+[a-zA-Z-]+=[^<>]*$|$)|<[!?][a-zA-Z\[][^<>]*>?"
)
_VOID = {"br", "hr", "img", "input", "wbr", "meta", "link", "source"}
_STRESS, _STRONG, _STRUCK = "`*…*`", "`**…**`", "`~~…~~`"
_INSTEAD = {
    "br": "End the line with `\\`",
    "hr": "Write a line `---`",
    "b": f"Write {_STRONG}",
    "strong": f"Write {_STRONG}",
    "i": f"Write {_STRESS}",
    "em": f"Write {_STRESS}",
    "u": f"Write {_STRESS}: only links are underlined",
    "mark": f"Write {_STRONG}",
    "s": f"Write {_STRUCK}",
    "del": f"Write {_STRUCK}",
    "strike": f"Write {_STRUCK}",
    "code": "Put it between backquotes",
    "pre": "Put it between two lines of three backquotes",
    "a": "Write `[text](<slug>.md)`",
    "img": "Write `![what it shows](picture.png)`",
    "figure": 'Write `![what it shows](picture.png "caption")`',
    "sup": "For a footnote write `[^1]`; else leave it out",
    "ul": "Begin each item with `- `",
    "ol": "Begin each item with `1. `",
    "li": "Begin each item with `- `",
    "p": "Leave an empty line between paragraphs",
    "blockquote": "Begin each line with `> `",
    "table": "Write a table: `| a | b |`, and below its head `|---|---|`",
    "div": "Write a note, `:::{note}`, or leave it out",
    "details": "Write a note: `:::{note}`",
    **dict.fromkeys(
        ("span", "font", "center", "big", "small"), f"Leave it out, or write {_STRONG}"
    ),
    **dict.fromkeys(
        ("iframe", "video", "audio", "embed", "object"), "Link to it: `[text](https://…)`"
    ),
    "sub": "Leave it out",
    "script": "Leave it out: pages run no scripts of their own",
    "style": "Leave it out: looks stand in the style sheet",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "Write `## …`"),
}
"""What stands in Markdown for an element of HTML."""


@dataclass(frozen=True)
class _Mark:
    """A kind of mark that was not read."""

    pattern: re.Pattern[str]
    hint: Callable[[re.Match[str]], str]
    """What to do; empty for what is a text after all."""
    leads: bool = False
    """Whether it is a mark at the start of a line alone."""


def _say(hint: str) -> Callable[[re.Match[str]], str]:
    return lambda _: hint


def _hint_at_link(match: re.Match[str]) -> str:
    """What to do about the text and the address of a link that make none."""
    gap, address = match["gap"], match["address"].strip()
    text = match["text"]
    link = f"{'!' * match[0].startswith(('!', '！'))}[{text}]"
    likely = re.search(r"\.\w+(?:#|$)|://|^#|^/|^mailto:", address)
    if not likely and (gap or match[0].startswith("［")):
        return ""
    if re.search("[［］（）]", match[0]):
        return f"Brackets of links are half-width: `{link}({address})`"
    if gap:
        return f"Write no space between the brackets: `{link}({address})`"
    if re.search(r"\s", address):
        return f"An address with spaces stands in `<` and `>`: `{link}(<{address}>)`"
    return f"Write `{link}(address)`, with both brackets closed"


def _hint_at_start(match: re.Match[str]) -> str:
    """What to do about a mark at the start of a line that no space follows."""
    gap = next((INVISIBLE[one] for one in match[0] if one in INVISIBLE), "")
    what = match["mark"].translate(_HALF)
    if gap:
        return f"It has {gap} beside it: write `{what} ` with a common one"
    if what != match["mark"]:
        return f"It is full-width: write `{what} `"
    return f"Write a space behind it: `{what} `; to mean the character, write `\\{what}`"


_HALF = str.maketrans("＃－＊＋＞", "#-*+>")
_MARKS = (
    _Mark(
        re.compile(
            rf"{_GAP}*(?P<mark>[#＃]*＃[#＃]*|#{{1,6}}(?![# \t]|$)|(?<={_GAP})#{{1,6}}){_GAP}?"
        ),
        _hint_at_start,
        leads=True,
    ),
    _Mark(
        re.compile(
            rf"{_GAP}*(?P<mark>(?:[-*+－＋]|\d{{1,9}}[.)])(?={_GAP})|[－＋](?= )|[-*+](?=[^\W\d_]|\[[ xX]\])|(?<={_GAP})[-*+](?= ))"
            rf"{_GAP}?"
        ),
        _hint_at_start,
        leads=True,
    ),
    _Mark(re.compile(r"(?P<mark>＞)"), _hint_at_start, leads=True),
    _Mark(
        re.compile(r"\[[^\[\]^]+\](?:：|\s+:|:)"),
        _say("The address of a link that is named stands in a line of its own: `[name]: address`"),
        leads=True,
    ),
    _Mark(
        re.compile(r"\[[ \u3000xX]?\](?!\s*[(（\[])"),
        _say("A task is an item of a list: `- [ ] …`, or `- [x] …` for one that is done"),
        leads=True,
    ),
    _Mark(
        re.compile(r":[a-z][a-z-]*:(?=\s|$)"),
        _say("Options stand right below `:::{name}`; to mean the characters, write `\\:`"),
        leads=True,
    ),
    _Mark(
        re.compile(r"\|?\s*:?-{3,}:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$|\|.*\|\s*$|｜.*｜\s*$"),
        _say(
            "A table has a line `|---|---|` below its head, with as many cells, and half-width lines between cells"
        ),
        leads=True,
    ),
    _Mark(
        re.compile(
            r"[!！]?[\[［](?P<text>[^\[\]［］]*)[\]］](?P<gap>\s*)[(（](?P<address>[^()（）]*)[)）]?"
        ),
        _hint_at_link,
    ),
    _Mark(
        re.compile(r"\[\[[^\[\]]*\]\]"),
        _say("Link to a page as `[text](<slug>.md)`"),
    ),
    _Mark(
        re.compile(r"\[\^[^\]]*\]?|［\^[^］]*］?|\^\["),
        _say("A footnote has a mark `[^a]`, without spaces, and a line of its own: `[^a]: …`"),
    ),
    _Mark(
        re.compile(r"\[[^\[\]]+\]\[[^\[\]]*\]"),
        _say("Write the address in a line of its own, `[name]: address`, or `[text](address)`"),
    ),
    _Mark(re.compile(r"!\["), _say("Write `![what it shows](picture.png)`")),
    _Mark(
        re.compile(r"[{｛][#.][^{}｛｝]*[}｝]?"),
        _say("Write the id of a heading in the line before it: `{#id}`"),
    ),
    _Mark(
        re.compile(r"\*{2,}|_{2,}|~{2,}|＊{2,}"),
        lambda match: (
            f"Emphasis has two half-width marks, close to its text on both sides; to mean the characters, write"
            f" `{''.join(chr(92) + one for one in match[0].translate(_HALF))}`"
        ),
    ),
    _Mark(
        re.compile(r"==(?=\S)[^=]*?(?<=\S)=="),
        _say(f"Write {_STRONG}; to mean the characters, write `\\==`"),
    ),
    _Mark(
        re.compile(r"(?<![}｝`])`+|｀+"),
        _say(
            "Code begins and ends with as many backquotes; to mean the character, write `\\` before it"
        ),
    ),
    _Mark(
        re.compile(r":{3,}|：{3,}"),
        _say("A directive stands in lines of its own: `:::{name}`, its text, `:::`"),
    ),
    _Mark(re.compile(r"<!--|-->"), _say("A comment begins with `<!--` and ends with `-->`")),
)
"""In the order in which they are looked for: of two at one place the first is told."""
_ROLE = re.compile(r"[{｛]\s*[a-z-]+\s*[}｝]\s*['‘’“”\"´｀]?[\w/.,-]*[｀`]?")
"""A role without its argument, which is told of by itself."""
_ANY = re.compile(
    r"\*\*|__|~~|==|:::|：：：|-->|＊＊|!\[|\^\[|[\]］`｀{｛<]|^[\s\u200b\ufeff]*[-+*#＃－＋＞\[:|｜\d]"
)
"""What no text lacks that holds a mark."""
_LONGEST = 40
"""Characters of a mark that a message quotes."""


def check_marks(stage: PageStage) -> Iterator[Problem]:
    """Marks and HTML in the texts of a page that would be published as they stand."""
    parsed = stage.page.parsed
    first = parsed.page.first_line
    yield from _check((one for one in parsed.unread if one.place.line < first), is_title=True)
    yield from _check(one for one in parsed.unread if one.place.line >= first)
    yield from _check(_list_labels(stage.page))
    for line in parsed.indented:
        yield line.place.problem(
            "markup",
            f"{quote(line.text)} would be published as code: four spaces or a tab stand before it",
            "Remove them; code stands between two lines of three backquotes",
        )


def _list_labels(page: ResolvedPage) -> Iterator[Unread]:
    """What directives call their items: plain texts."""
    for directive in page.parsed.directives:
        for line in directive.lines if not directive.tokens else ():
            key, mark, label = line.text.partition("=")
            if mark:
                gap = len(label) - len(label.lstrip())
                place = line.place
                column = place.column + len(key) + 1 + gap
                yield Unread(label.strip(), type(place)(place.path, place.line, column))


def check_table_marks(parsed: ParsedTables, ledger: Ledger) -> Iterator[Problem]:
    """Marks and HTML in the texts of tables, which are plain."""
    texts = [
        Unread(text, row.place(f"{column.name}_{code}"), leads=True)
        for one in parsed.tables
        for column in one.table.columns
        for row in (one.rows if column.prose else ())
        for code, text in row.localized(column.name, ledger.languages)
        if text and _ANY.search(text)
    ]
    yield from _check(texts, plain="The texts of tables are plain: write it without marks")


def _check(
    texts: Iterable[Unread], plain: str = "", *, is_title: bool = False
) -> Iterator[Problem]:
    """What is wrong with texts; `plain` is the hint for those in which no mark is read at all.

    A title may hold a word in angle brackets that is no element of HTML.
    """
    tags: list[tuple[Unread, re.Match[str]]] = []
    table = -1
    for text in texts:
        if not _ANY.search(text.text):
            continue
        if "<" in text.text:
            tags += [(text, match) for match in _TAG.finditer(text.text)]
        for match, hint in _find_marks(text):
            if match[0].lstrip()[:1] in {"|", "｜"} or match[0].strip(" |:-") == "":
                table, before = text.place.line, table
                if 0 <= table - before <= 1:
                    continue  # of a table, the first line
            found = match[0].strip(" \t")
            shown = found if len(found) <= _LONGEST else f"{found[:_LONGEST]}…"
            place = text.place
            yield type(place)(place.path, place.line, place.column + match.start()).problem(
                "markup", f"the mark {quote(shown)} would be published as it stands", plain or hint
            )
    for text, match in _choose_tags(tags):
        name = (match["name"] or "").lower()
        if is_title and name and name not in _INSTEAD:
            continue
        place = text.place
        hint = _INSTEAD.get(name, f"Leave it out; to mean the characters, write `\\{match[0]}`")
        yield type(place)(place.path, place.line, place.column + match.start()).problem(
            "html", f"`{match[0]}` is HTML, which texts do not have", plain or hint
        )


def _find_marks(text: Unread) -> Iterator[tuple[re.Match[str], str]]:
    """The marks of a text, each kind once, and what to do about them; one within another is not told."""
    taken = [match.span() for match in _ROLE.finditer(text.text)]
    for mark in _MARKS:
        if mark.leads:
            first = mark.pattern.match(text.text) if text.leads else None
            matches = [first] if first else []
        else:
            matches = [*mark.pattern.finditer(text.text)]
        seen = set[str]()
        for match in matches:
            hint = mark.hint(match)
            inside = any(start < match.end() and match.start() < end for start, end in taken)
            if hint and not inside:
                taken.append(match.span())
                if match[0] not in seen:
                    yield match, hint
                seen.add(match[0])


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
        if match["end"] or name in _VOID:
            continue
        later = (
            place
            for place, (_, other) in enumerate(tags[number:], start=number)
            if other["end"] and (other["name"] or "").lower() == name
        )
        number = next(later, number - 1) + 1
