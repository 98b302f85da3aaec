"""Slips in the marks of templates: which sign it is and where, before Jinja is asked, which knows the line alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.messages.said import Said, say
from sitegen.problems import Slip, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

TAGS = (
    *("block", "endblock", "if", "elif", "else", "endif", "for", "endfor", "macro", "endmacro"),
    *(
        "set",
        "endset",
        "from",
        "import",
        "include",
        "extends",
        "with",
        "endwith",
        "call",
        "endcall",
    ),
    *("filter", "endfilter", "raw", "endraw", "autoescape", "endautoescape"),
)
"""The words that a tag `{% … %}` may begin with."""
_OTHERS = {"elseif": "elif", "elsif": "elif", "elsefor": "else", "end": "endif", "foreach": "for"}
"""Words for them that other languages have."""
_PART = re.compile(r"""(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?P<sign>.)""", re.DOTALL)
_OPENING = re.compile(r"\{[{%#]")
_RAW = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")
_WHOLE = re.compile(
    r"\{#.*?(?:#\}|\Z)|\{%[-+]?\s*raw\s*[-+]?%\}.*?(?:\{%[-+]?\s*endraw\s*[-+]?%\}|\Z)"
    r"|\{\{.*?(?:\}\}|\Z)|\{%.*?(?:%\}|\Z)",
    re.DOTALL,
)
"""What is not closed goes on to the end: else all behind it would be read once for each opening sign."""
_LOOSE = re.compile(
    r"\{ ?[\w.]+(?:\([^{}\n]*\))?(?: ?\| ?\w+)* ?\}\}|\{ +%[^{}\n]*% *\}|(?<![\w{])% ?(?:"
    + "|".join(TAGS)
    + r")\b[^{}\n]*%\}"
)
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_STRANGE: dict[str, Said] = {
    **dict.fromkeys("“”„‟＂", say('Write `"`')),
    **dict.fromkeys("‘’‚‛＇", say("Write `'`")),
    **{
        wide: say("Write `{sign}`", sign=chr(ord(wide) - 0xFEE0))
        for wide in "（），．：｜｛｝［］＝"
    },
    "&": say("Write `and`"),
    "?": say("Write `a if condition else b`"),
    ";": say("A tag says one thing: write two"),
}
"""Signs that no expression has."""


def find_slips(text: str) -> Iterator[Slip]:
    """The slips of a template, from its start on; after one that is not closed no other is looked for."""
    at = 0
    while found := _OPENING.search(text, at):
        opening, start = found[0], found.start()
        if opening == "{#":
            at = text.find("#}", start)
            if at < 0:
                said = say("the comment is not closed")
                yield Slip(start, said, say("Close it with `#}}`"))
                return
            continue
        end, slip = _read_tag(text, start, opening)
        if slip:
            yield slip
            return
        inner = text[start + 2 : end].strip("-+ \t\n")
        if opening == "{%":
            yield from _judge_tag(text, start + 2, inner)
        at = end + 2
        if inner == "raw":
            closing = _RAW.search(text, at)
            if not closing:
                said = say("`{{% {tag} … %}}` is not closed", tag="raw")
                yield Slip(start, said, say("Close it with `{{% end{tag} %}}`", tag="raw"))
                return
            at = closing.end()


def find_loose(text: str) -> Iterator[Slip]:
    """What was meant as a tag and is published as it stands, for a brace of it is missing or stands apart."""
    plain = _WHOLE.sub(_blank, text)
    for found in _LOOSE.finditer(plain):
        said = say("`{tag}` would be published as it stands", tag=found[0])
        inner = found[0].strip("{}% ")
        meant = "{% … %}" if "%" in found[0] else "{{ … }}"
        cure = say("Write `{meant}`", meant=meant.replace("…", inner))
        yield Slip(found.start(), said, cure)


def _read_tag(text: str, start: int, opening: str) -> tuple[int, Slip | None]:
    """Where a tag ends, or why it does not."""
    wanted, opened = _ENDS[opening], list[tuple[str, int]]()
    for part in _PART.finditer(text, start + 2):
        sign, at = part["sign"], part.start()
        following = text[at : at + 2]
        if sign is None:
            continue
        if following == wanted and not (opened and opened[-1][0] == "{"):
            return at, _tell_open(opened)
        if following in _ENDS.values() and not opened:
            said = say("`{end}` does not close `{start}`", end=following, start=opening)
            return at, Slip(at, said, say("Write `{wanted}`", wanted=wanted))
        slip = _judge_sign(text, at, opening, opened)
        if slip:
            return at, slip
    said = say("`{start}` is not closed", start=opening)
    return len(text), Slip(start, said, say("Close it with `{wanted}`", wanted=wanted))


def _tell_open(opened: list[tuple[str, int]]) -> Slip | None:
    if not opened:
        return None
    sign, at = opened[-1]
    said = say("`{sign}` is not closed", sign=sign)
    return Slip(at, said, say("Close it with `{wanted}`", wanted=_PAIRS[sign]))


def _judge_sign(text: str, at: int, opening: str, opened: list[tuple[str, int]]) -> Slip | None:
    """What is wrong with one sign within a tag; brackets are kept in `opened`."""
    sign = text[at]
    if sign in _PAIRS:
        opened.append((sign, at))
    elif sign in _PAIRS.values():
        if opened and _PAIRS[opened[-1][0]] == sign:
            opened.pop()
        elif sign == "}" and not opened:
            said = say("`{end}` does not close `{start}`", end="}", start=opening)
            return Slip(at, said, say("Write `{wanted}`", wanted=_ENDS[opening]))
        elif opened:
            return _tell_open(opened)
        else:
            return Slip(at, say("`{text}` closes nothing", text=sign), say("Remove it"))
    elif sign in {'"', "'"}:
        said = say("the quotation mark {mark} is not closed", mark=sign)
        return Slip(at, said, say("Close it before the tag ends"))
    elif sign in _STRANGE or text.startswith(("||", "===", "!"), at):
        return _judge_strange(text, at)
    return None


def _judge_strange(text: str, at: int) -> Slip | None:
    for found, cure in (("===", "=="), ("||", "or"), ("&&", "and"), ("!=", ""), ("!", "not")):
        if text.startswith(found, at):
            said = say("`{sign}` is no sign of templates", sign=found)
            return Slip(at, said, say("Write `{cure}`", cure=cure)) if cure else None
    said = say("`{sign}` is no sign of templates", sign=text[at])
    return Slip(at, said, _STRANGE[text[at]])


def _judge_tag(text: str, start: int, inner: str) -> Iterator[Slip]:
    """A tag that does not exist, and what people write otherwise in those that do."""
    word = re.match(r"\w*", inner)
    name = word[0] if word else ""
    at = text.find(inner, start) if inner else start
    if name not in TAGS:
        meant = _OTHERS.get(name)
        cure = say("Write `{cure}`", cure=meant) if meant else suggest(name, TAGS)
        said = say("there is no tag `{name}`", name=name)
        yield Slip(
            at, said, cure or say("A tag begins with `block`, `if`, `for`, `set` or the like")
        )
    elif name == "else" and (found := re.match(r"else\s+(?:if\s+)?(.+)", inner)):
        said = say("`else` takes no condition")
        yield Slip(at, said, say("Write `{{% elif {condition} %}}`", condition=found[1]))
    elif name in {"if", "elif"} and (found := re.search(r"(?<![=!<>])=(?!=)", _bare(inner))):
        said = say("`=` compares nothing")
        yield Slip(at + found.start(), said, say("Write `==`"))
    elif name == "for" and (found := re.match(r"for\s+[\w\s,]+?\s+(of|:)\s", inner)):
        said = say("`{word}` stands where `in` belongs", word=found[1])
        yield Slip(at + found.start(1), said, say("Write `{{% for one in many %}}`"))


def _bare(inner: str) -> str:
    """A tag without its texts and without what stands in brackets, each sign in its place."""
    plain = re.sub(r"\"[^\"]*\"|'[^']*'", _blank, inner)
    opened, ends = list[int](), dict[int, int]()
    for at, sign in enumerate(plain):
        if sign == "(":
            opened.append(at)
        elif sign == ")" and opened:
            ends[opened.pop()] = at + 1
    bare, at = "", 0
    for start, end in sorted(ends.items()):
        if start >= at:
            bare += plain[at:start] + "_" * (end - start)
            at = end
    return bare + plain[at:]


def _blank(found: re.Match[str]) -> str:
    return "_" * len(found[0])
