"""Kinds of marks that were not read as one: how each looks, and what was likely meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.checks.mark_signs import STRONG, STRUCK, UNSEEN
from sitegen.markup.breaks import INVISIBLE
from sitegen.messages.said import NOTHING, Said, say

if TYPE_CHECKING:
    from collections.abc import Callable

_GAP = f"[{''.join(INVISIBLE)}]"


_CALLED = (
    *("nbsp", "copy", "reg", "trade", "amp", "quot", "apos", "mdash", "ndash", "hellip", "euro"),
    *("deg", "times", "rarr", "larr", "ensp", "emsp", "thinsp", "laquo", "raquo", "middot"),
)
"""Names of characters that people know from HTML."""


@dataclass(frozen=True)
class MarkKind:
    """A kind of mark that was not read."""

    pattern: re.Pattern[str]
    hint: Callable[[re.Match[str]], Said]
    """What to do; empty for what is a text after all."""
    leads: bool = False
    """Whether it is a mark at the start of a line alone."""


def _say(hint: Said) -> Callable[[re.Match[str]], Said]:
    return lambda _: hint


def _hint_at_link(match: re.Match[str]) -> Said:
    """What to do about the text and the address of a link that make none."""
    gap, address = match["gap"], match["address"].strip()
    text = match["text"]
    link = f"{'!' * match[0].startswith(('!', '！'))}[{text}]"
    likely = re.search(r"\.\w+(?:#|$)|://|^#|^/|^mailto:", address)
    if not likely and (gap or match[0][0] in "［【"):
        return NOTHING
    if re.search("[【】［］（）]", match[0]):
        return say(
            "Brackets of links are half-width: `{link}({address})`", link=link, address=address
        )
    if gap:
        return say(
            "Write no space between the brackets: `{link}({address})`", link=link, address=address
        )
    return _hint_at_title(link, address)


def _hint_at_title(link: str, address: str) -> Said:
    """What to do about an address with a title, or with spaces, or about one that is not closed."""
    if titled := re.fullmatch(
        r"(\S+)\s+[\u201c\u201d\u201e\u00ab]([^\u201c\u201d\u00bb]*)[\u201c\u201d\u00bb]", address
    ):
        return say(
            'A title stands in straight quotation marks: `{link}({titled} "{titled2}")`',
            link=link,
            titled=titled[1],
            titled2=titled[2],
        )
    if unclosed := re.fullmatch(r"""(\S+)\s+["']([^"']*)""", address):
        return say(
            'The quotation mark of the title is not closed: `{link}({address} "{title}")`',
            link=link,
            address=unclosed[1],
            title=unclosed[2],
        )
    if re.search(r"\s", address):
        return say(
            "An address with spaces stands in `<` and `>`: `{link}(<{address}>)`",
            link=link,
            address=address,
        )
    return say("Write `{link}(address)`, with both brackets closed", link=link)


def _hint_at_stress(match: re.Match[str]) -> Said:
    """What to do about marks of emphasis that were read as none, by what stands around them."""
    marks = match[0].translate(_HALF)
    plain = say(
        "to mean the characters, write `{marks}`", marks="".join(chr(92) + one for one in marks)
    )
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    if marks[0] == "_" and (before + after).strip():
        return say(
            "Only asterisks stress beside letters: write {strong}; {plain}",
            strong=STRONG,
            plain=plain,
        )
    if found := re.search(rf"([^\w\s*_~]){re.escape(match[0])}\w", match.string):
        said = say("After `{found}` no emphasis ends right before a letter", found=found[1])
        return say(
            "{said}: put `{found}` behind the marks; {plain}",
            said=said,
            found=found[1],
            plain=plain,
        )
    return say(
        "Emphasis has two half-width marks, close to its text on both sides; {plain}", plain=plain
    )


def _hint_at_start(match: re.Match[str]) -> Said:
    """What to do about a mark at the start of a line that no space follows."""
    gap = next((INVISIBLE[one] for one in match[0] if one in INVISIBLE), "")
    what = match["mark"].translate(_HALF)
    if gap:
        return say("It has {gap} beside it: write `{what} ` with a common one", gap=gap, what=what)
    if what != match["mark"]:
        return say("It is full-width: write `{what} `", what=what)
    return say(
        "Write a space behind it: `{what} `; to mean the character, write `\\{what}`", what=what
    )


_HALF = str.maketrans("＃－＊＋＞", "#-*+>")
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
        re.compile(r"#{7,} "),
        _say(say("Headings have at most six: `## …` to `###### …`")),
        leads=True,
    ),
    MarkKind(
        re.compile(
            r"[\u2022\u25cf\u25aa\u25e6\u25a0\u25a1\u25c6\u27a2\u2023\uf0a7-\uf0fc]\s*(?=\S)"
        ),
        _say(say("A list has `- ` before each item")),
        leads=True,
    ),
    MarkKind(
        re.compile(r"\[![A-Za-z]+\][+-]?|(?:!!!|\?\?\?)\+?\s+[a-z]+"),
        _say(say("Write a note: `:::{{note}} Title`, its text, `:::`")),
        leads=True,
    ),
    MarkKind(
        re.compile(r"\[(?:TOC|toc)\]\s*$"),
        _say(say("Leave it out: pages list their sections by themselves where they do")),
        leads=True,
    ),
    MarkKind(
        re.compile(r"\[[^\[\]^]+\](?:：|\s+:|:)"),
        _say(
            say(
                "The address of a link that is named stands in a line of its own: `[name]: address`"
            )
        ),
        leads=True,
    ),
    MarkKind(
        re.compile(r"\[[ \u3000xX]?\](?!\s*[(（\[])"),
        _say(say("A task is an item of a list: `- [ ] …`, or `- [x] …` for one that is done")),
        leads=True,
    ),
    MarkKind(
        re.compile(r":[a-z][a-z-]*:(?=\s|$)"),
        _say(say("Options stand right below `:::{{name}}`; to mean the characters, write `\\:`")),
        leads=True,
    ),
    MarkKind(
        re.compile(r"\|?\s*:?-{3,}:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$|\|.*\|\s*$|｜.*｜\s*$"),
        _say(
            say(
                "A table has a line `|---|---|` below its head, with as many cells, and half-width lines between cells"
            )
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
        re.compile(r"\[(?P<text>[^\[\]()（）]+)\([\w./-]+\.md(?:#[\w-]*)?\)"),
        lambda match: say(
            "Write `{link}(address)`, with both brackets closed", link=f"[{match['text']}]"
        ),
    ),
    MarkKind(
        re.compile(r"!\[\[[^\[\]|]*\.(?i:png|jpe?g|gif|webp|svg)(?:\|[^\[\]]*)?\]\]"),
        _say(say("Write `![what it shows](picture.png)`, the file named as seen from the page")),
    ),
    MarkKind(
        re.compile(r"!?\[\[[^\[\]]*\]\]"),
        _say(say("Link to a page as `[text](<slug>.md)`")),
    ),
    MarkKind(
        re.compile(r"\[\^[^\]]*\]?|［\^[^］]*］?|\^\["),
        _say(say("A footnote has a mark `[^a]`, without spaces, and a line of its own: `[^a]: …`")),
    ),
    MarkKind(
        re.compile(r"\[[^\[\]]+\]\[[^\[\]]*\]"),
        _say(
            say("Write the address in a line of its own, `[name]: address`, or `[text](address)`")
        ),
    ),
    MarkKind(re.compile(r"!\["), _say(say("Write `![what it shows](picture.png)`"))),
    MarkKind(
        re.compile(r"\]\([^()\s]*\)|(?<!\w)\([\w./-]+\.md(?:#[\w-]*)?\)"),
        _say(say("A link stands in one line and holds no other: `[text](address)`")),
    ),
    MarkKind(
        re.compile(r"<[\w./-]+\.(?:md|html?)(?:#[\w-]*)?>"),
        _say(say("Write `[text](<slug>.md)`")),
    ),
    MarkKind(
        re.compile(r"%%(?=[^\s%])(?:[^%]*%%)?|<!\s*-(?!-).*?->?|<!\s+--.*?-->"),
        _say(say("A comment begins with `<!--` and ends with `-->`")),
    ),
    MarkKind(
        re.compile(r"\+\+(?=\w)[^+]*?(?<=\w)\+\+"), _say(say("Write {strong}", strong=STRONG))
    ),
    MarkKind(
        re.compile(r"\|\|(?=\S)[^|]*?(?<=\S)\|\|"), _say(say("Leave it out: pages hide nothing"))
    ),
    MarkKind(
        re.compile(r"(?<![~\w])~(?=[^\s~])[^~]*?(?<=\S)~(?![~\w])"),
        _say(say("Write {struck}; to mean the characters, write `\\~`", struck=STRUCK)),
    ),
    MarkKind(
        re.compile(r"(?<![\w$])\$(?=[^\s$])[^$]*[\\^_{][^$]*(?<=[^\s$])\$(?![\w$])"),
        _say(say("Write it in words or signs: pages set no formulas and no LaTeX")),
    ),
    MarkKind(
        re.compile(r"(?<=[A-Za-z0-9)])(?:\^[^\s^~]{1,8}\^|~[^\s^~]{1,8}~)(?!~)"),
        _say(say("Write the characters themselves, such as ² and ₂: no mark raises or lowers")),
    ),
    MarkKind(
        re.compile(r"(?<![\w:}/]):[a-z][a-z0-9_+-]*:(?![\w:`/])"),
        _say(say("Write the character itself: names of pictures are not read")),
    ),
    MarkKind(
        re.compile(r"\$\$|(?<![\w:\\/])\\(?:[a-z]{3,}|[([])(?=[\s{*]|$)"),
        _say(say("Write it in words or signs: pages set no formulas and no LaTeX")),
    ),
    MarkKind(
        re.compile(r"(?<=\s)\^[a-z0-9-]+$"),
        _say(say("Leave it out: only headings have ids, `{{#id}}`")),
    ),
    MarkKind(
        re.compile(r"&(?:[A-Za-z]{2,}|#\w+);"),
        _say(say("No character is called so: write the character itself")),
    ),
    MarkKind(
        re.compile(rf"&(?:{'|'.join(_CALLED)})(?![\w;])"),
        _say(say("Its name ends with a semicolon; better write the character itself")),
    ),
    MarkKind(
        re.compile(r"\{\{.*?\}\}|\{%.*?%\}"),
        _say(
            say(
                "Texts are no templates: leave it out; a number of a table is written ``{{fact}}`key` ``"
            )
        ),
    ),
    MarkKind(
        re.compile(
            r"＜\s*[/／]?\s*(?P<tag>[a-z]{1,4}|strong|center)\s*[/／]?\s*[＞>](?:.*＜\s*[/／]\s*(?P=tag)\s*[＞>])?"
        ),
        _say(say("Texts have no HTML; to stress words, write {strong}", strong=STRONG)),
    ),
    MarkKind(
        UNSEEN,
        _say(say("Remove it: it is no character of any language; few editors show it")),
    ),
    MarkKind(
        re.compile(r"[{｛][#.][^{}｛｝]*[}｝]?"),
        _say(say("Write the id of a heading in the line before it: `{{#id}}`")),
    ),
    MarkKind(
        re.compile(r"\{[:\w.#-][^{}`]*=[^{}`]*\}|\{:[^{}`]*\}"),
        _say(say("Leave it out: pages have no attributes; looks stand in the style sheet")),
    ),
    MarkKind(
        re.compile(r"\*{2,}|_{2,}|~{2,}|＊{2,}"),
        _hint_at_stress,
    ),
    MarkKind(
        re.compile(r"==(?=\S)[^=]*?(?<=\S)=="),
        _say(say("Write {strong}; to mean the characters, write `\\==`", strong=STRONG)),
    ),
    MarkKind(
        re.compile(r"(?<![}｝`])`+|｀+"),
        _say(
            say(
                "Code begins and ends with as many backquotes; to mean the character, write `\\` before it"
            )
        ),
    ),
    MarkKind(
        re.compile(r":{3,}|：{3,}"),
        _say(say("A directive stands in lines of its own: `:::{{name}}`, its text, `:::`")),
    ),
    MarkKind(
        re.compile(r"<!--|-->"), _say(say("A comment begins with `<!--` and ends with `-->`"))
    ),
)
"""In the order in which they are looked for: of two at one place the first is told."""
