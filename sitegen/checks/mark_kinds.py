"""Kinds of marks that were not read as one: how each looks, and what was likely meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.markup.breaks import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Callable

_GAP = f"[{''.join(INVISIBLE)}]"
STRESS, STRONG, STRUCK = "`*…*`", "`**…**`", "`~~…~~`"
"""How emphasis is written, for hints."""


@dataclass(frozen=True)
class MarkKind:
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
    if not likely and (gap or match[0][0] in "［【"):
        return ""
    if re.search("[【】［］（）]", match[0]):
        return f"Brackets of links are half-width: `{link}({address})`"
    if gap:
        return f"Write no space between the brackets: `{link}({address})`"
    if titled := re.fullmatch(
        r"(\S+)\s+[\u201c\u201d\u201e\u00ab]([^\u201c\u201d\u00bb]*)[\u201c\u201d\u00bb]", address
    ):
        return f'A title stands in straight quotation marks: `{link}({titled[1]} "{titled[2]}")`'
    if re.search(r"\s", address):
        return f"An address with spaces stands in `<` and `>`: `{link}(<{address}>)`"
    return f"Write `{link}(address)`, with both brackets closed"


def _hint_at_stress(match: re.Match[str]) -> str:
    """What to do about marks of emphasis that were read as none, by what stands around them."""
    marks = match[0].translate(_HALF)
    plain = f"to mean the characters, write `{''.join(chr(92) + one for one in marks)}`"
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    if marks[0] == "_" and (before + after).strip():
        return f"Only asterisks stress beside letters: write {STRONG}; {plain}"
    if found := re.search(rf"([^\w\s*_~]){re.escape(match[0])}\w", match.string):
        said = f"After `{found[1]}` no emphasis ends right before a letter"
        return f"{said}: put `{found[1]}` behind the marks; {plain}"
    return f"Emphasis has two half-width marks, close to its text on both sides; {plain}"


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
UNSEEN = re.compile("[\ufeff\u202d\u202e\ue000-\uf8ff]")
"""Characters that turn the text around, stand for nothing, or are of one font alone."""
MARKS = (
    MarkKind(
        re.compile(
            rf"{_GAP}*(?P<mark>[#＃]*＃[#＃]*|#{{1,6}}(?![# \t]|$)|(?<={_GAP})#{{1,6}}){_GAP}?"
        ),
        _hint_at_start,
        leads=True,
    ),
    MarkKind(
        re.compile(
            rf"{_GAP}*(?P<mark>(?:[-*+－＋]|\d{{1,9}}[.)])(?={_GAP})|[－＋](?= )|[-*+](?=[^\W\d_]|\[[ xX]\])|(?<={_GAP})[-*+](?= ))"
            rf"{_GAP}?"
        ),
        _hint_at_start,
        leads=True,
    ),
    MarkKind(re.compile(r"(?P<mark>＞|＊)(?!＊)"), _hint_at_start, leads=True),
    MarkKind(
        re.compile(r"#{7,} "), _say("Headings have at most six: `## …` to `###### …`"), leads=True
    ),
    MarkKind(
        re.compile(
            r"[\u2022\u25cf\u25aa\u25e6\u25a0\u25a1\u25c6\u27a2\u2023\uf0a7-\uf0fc]\s*(?=\S)"
        ),
        _say("A list has `- ` before each item"),
        leads=True,
    ),
    MarkKind(
        re.compile(r"\[![A-Za-z]+\][+-]?|(?:!!!|\?\?\?)\+?\s+[a-z]+"),
        _say("Write a note: `:::{note} Title`, its text, `:::`"),
        leads=True,
    ),
    MarkKind(
        re.compile(r"\[(?:TOC|toc)\]\s*$"),
        _say("Leave it out: pages list their sections by themselves where they do"),
        leads=True,
    ),
    MarkKind(
        re.compile(r":(?P<role>[a-z][a-z-]*):(?=`|$)"),
        lambda match: f"A role is written {{{match['role']}}}`…`",
        leads=True,
    ),
    MarkKind(
        re.compile(r"\[[^\[\]^]+\](?:：|\s+:|:)"),
        _say("The address of a link that is named stands in a line of its own: `[name]: address`"),
        leads=True,
    ),
    MarkKind(
        re.compile(r"\[[ \u3000xX]?\](?!\s*[(（\[])"),
        _say("A task is an item of a list: `- [ ] …`, or `- [x] …` for one that is done"),
        leads=True,
    ),
    MarkKind(
        re.compile(r":[a-z][a-z-]*:(?=\s|$)"),
        _say("Options stand right below `:::{name}`; to mean the characters, write `\\:`"),
        leads=True,
    ),
    MarkKind(
        re.compile(r"\|?\s*:?-{3,}:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$|\|.*\|\s*$|｜.*｜\s*$"),
        _say(
            "A table has a line `|---|---|` below its head, with as many cells, and half-width lines between cells"
        ),
        leads=True,
    ),
    MarkKind(
        re.compile(
            r"[!！]?[\[［【](?P<text>[^\[\]［］【】]*)[\]］】](?P<gap>\s*)[(（](?P<address>[^()（）]*)[)）]?"
        ),
        _hint_at_link,
    ),
    MarkKind(
        re.compile(r"!\[\[[^\[\]|]*\.(?i:png|jpe?g|gif|webp|svg)(?:\|[^\[\]]*)?\]\]"),
        _say("Write `![what it shows](picture.png)`, the file named as seen from the page"),
    ),
    MarkKind(
        re.compile(r"!?\[\[[^\[\]]*\]\]"),
        _say("Link to a page as `[text](<slug>.md)`"),
    ),
    MarkKind(
        re.compile(r"\[\^[^\]]*\]?|［\^[^］]*］?|\^\["),
        _say("A footnote has a mark `[^a]`, without spaces, and a line of its own: `[^a]: …`"),
    ),
    MarkKind(
        re.compile(r"\[[^\[\]]+\]\[[^\[\]]*\]"),
        _say("Write the address in a line of its own, `[name]: address`, or `[text](address)`"),
    ),
    MarkKind(re.compile(r"!\["), _say("Write `![what it shows](picture.png)`")),
    MarkKind(
        re.compile(r"\]\([^()\s]*\)|(?<!\w)\([\w./-]+\.md(?:#[\w-]*)?\)"),
        _say("A link stands in one line and holds no other: `[text](address)`"),
    ),
    MarkKind(
        re.compile(r"<[\w./-]+\.(?:md|html?)(?:#[\w-]*)?>"),
        _say("Write `[text](<slug>.md)`"),
    ),
    MarkKind(
        re.compile(r"%%(?=[^\s%])(?:[^%]*%%)?|<!\s*-(?!-).*?->?|<!\s+--.*?-->"),
        _say("A comment begins with `<!--` and ends with `-->`"),
    ),
    MarkKind(re.compile(r"\+\+(?=\w)[^+]*?(?<=\w)\+\+"), _say(f"Write {STRONG}")),
    MarkKind(re.compile(r"\|\|(?=\S)[^|]*?(?<=\S)\|\|"), _say("Leave it out: pages hide nothing")),
    MarkKind(
        re.compile(r"(?<![~\w])~(?=[^\s~])[^~]*?(?<=\S)~(?![~\w])"),
        _say(f"Write {STRUCK}; to mean the characters, write `\\~`"),
    ),
    MarkKind(
        re.compile(r"\$\$|(?<![\w:\\/])\\(?:[a-z]{3,}|[([])(?=[\s{*]|$)"),
        _say("Write it in words or signs: pages set no formulas and no LaTeX"),
    ),
    MarkKind(
        re.compile(r"(?<=\s)\^[a-z0-9-]+$"), _say("Leave it out: only headings have ids, `{#id}`")
    ),
    MarkKind(
        re.compile(r"&(?:[A-Za-z]{2,}|#\w+);"),
        _say("No character is called so: write the character itself"),
    ),
    MarkKind(
        UNSEEN,
        _say("Remove it: it is no character of any language; few editors show it"),
    ),
    MarkKind(
        re.compile(r"[{｛][#.][^{}｛｝]*[}｝]?"),
        _say("Write the id of a heading in the line before it: `{#id}`"),
    ),
    MarkKind(
        re.compile(r"\{[:\w.#-][^{}`]*=[^{}`]*\}|\{:[^{}`]*\}"),
        _say("Leave it out: pages have no attributes; looks stand in the style sheet"),
    ),
    MarkKind(
        re.compile(r"\*{2,}|_{2,}|~{2,}|＊{2,}"),
        _hint_at_stress,
    ),
    MarkKind(
        re.compile(r"==(?=\S)[^=]*?(?<=\S)=="),
        _say(f"Write {STRONG}; to mean the characters, write `\\==`"),
    ),
    MarkKind(
        re.compile(r"(?<![}｝`])`+|｀+"),
        _say(
            "Code begins and ends with as many backquotes; to mean the character, write `\\` before it"
        ),
    ),
    MarkKind(
        re.compile(r":{3,}|：{3,}"),
        _say("A directive stands in lines of its own: `:::{name}`, its text, `:::`"),
    ),
    MarkKind(re.compile(r"<!--|-->"), _say("A comment begins with `<!--` and ends with `-->`")),
)
"""In the order in which they are looked for: of two at one place the first is told."""
ANY_MARK = re.compile(
    r"\*\*|__|~~?|==|\+\+|\|\||%%|\$\$|\\[a-z(\[]|\^|&|\.md\b|[\ufeff\u202d\u202e\ue000-\uf8ff【]|:::|：：：|-->|＊＊|!\[|\^\[|[\]］`｀{｛<]|^[\s\u200b\ufeff]*[-+*#＃－＋＞＊\[:|｜\d!?\u2022\u25cf\u25aa\u25e6\u25a0\u25a1\u25c6\u27a2\u2023]"
)
"""What no text lacks that holds a mark."""
