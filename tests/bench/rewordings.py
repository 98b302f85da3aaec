"""Edits of a page in two languages, made on purpose, and how its texts must stand after them.

A page is its lines, each with the text that it belongs to; so it is known after any edit what is what, whatever
the generator makes of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.pages.kinds import TRAITS
from sitegen.project.markdown import parse_markdown
from sitegen.project.pages import parse_page
from sitegen.resolve.directives import DIRECTIVE_TRAITS
from sitegen.translations.blocks import list_blocks
from sitegen.translations.signing import sketch_blocks
from sitegen.translations.states import (
    AHEAD,
    BEHIND,
    CHANGED,
    IN_STEP,
    SINGLE,
    BlockPair,
    compare_languages,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path
    from random import Random

    from sitegen.translations.blocks import PageBlock
    from sitegen.translations.record import Agreed

MARK = re.compile(r"\{[\w-]+\}`[^`]*`|\]\([^)]*\)|`[^`]*`|\*\*|[#|>]")
"""What an edit of words leaves as it is."""
WORDS = {"en": "as it happens", "zh": "其实"}
NEW = {"en": "And there is more to it.", "zh": "还有别的。"}
WORD = re.compile(r"(?<=[ ，、])[A-Za-z]{4,}(?=[ ,.])|[\u4e00-\u9fff]{3,6}(?=[，。、])")
"""A word that can be emphasised."""
BREAKS = {
    "en": re.compile(r"(?<=[a-z]) (?=[a-z]{3,} )"),
    "zh": re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff]{3})"),
}
"""Where a line can be broken."""
_NEW = 10_000
"""From which number on texts are new: two of them that stand in one place may be one."""
ENDS = re.compile(r"[.](?=\s)|[。]")
"""Where a sentence ends."""


@dataclass
class Draft:
    """A page in a language while it is edited."""

    slug: str
    code: str
    lines: list[str]
    tags: list[int | None]
    """The text that each line belongs to; `None` for what stands between texts."""
    kinds: Mapping[int, str]

    @property
    def blocks(self) -> tuple[PageBlock, ...]:
        """What the generator finds in it."""
        return read_blocks("\n".join(self.lines), self.slug, self.code)

    def find(self, tag: int) -> tuple[int, int]:
        """The first line of a text, and the line behind its last."""
        own = [number for number, one in enumerate(self.tags) if one == tag]
        return own[0], own[-1] + 1

    def list_tags(self, random: Random, kinds: Collection[str]) -> list[int]:
        """The texts of some kinds, in any order; no head of a table, which cannot go."""
        there = {*self.tags}
        tags = [tag for tag, kind in self.kinds.items() if kind in kinds and tag in there]
        random.shuffle(tags)
        return [tag for tag in tags if not self._is_head(self.find(tag)[0])]

    def list_apart(self, random: Random) -> list[int]:
        """The paragraphs that stand between empty lines, at the margin."""
        return [tag for tag in self.list_tags(random, {"paragraph"}) if self._is_apart(tag)]

    def read(self, tag: int) -> str:
        """What a text says."""
        start, end = self.find(tag)
        return "\n".join(self.lines[start:end])

    def name_new(self, random: Random) -> int:
        """A number for a text that is new."""
        return max(_NEW, *(one or 0 for one in self.tags)) + 1000 + random.randrange(1000)

    def is_line(self, tag: int) -> bool:
        """Whether a text has one line, and no number that would have to be another elsewhere."""
        start, end = self.find(tag)
        return end - start == 1 and not re.match(r"\s*\d+\.", self.lines[start])

    def _is_head(self, line: int) -> bool:
        below = self.lines[line + 1] if line + 1 < len(self.lines) else ""
        return re.match(r"\|?[ :|-]+$", below) is not None

    def _is_apart(self, tag: int) -> bool:
        start, end = self.find(tag)
        around = self.lines[start - 1], *self.lines[end : end + 1]
        own = self.lines[start:end]
        return not "".join(around).strip() and all(line[:1] not in " :|-{[" for line in own)

    def put(self, start: int, end: int, lines: Sequence[str], tag: int | None) -> None:
        """Put lines of a text in the place of others."""
        self.lines[start:end] = lines
        self.tags[start:end] = [tag if line.strip() else None for line in lines]

    def cut(self, tag: int) -> list[str]:
        """Take a text out, with the empty line behind it."""
        start, end = self.find(tag)
        lines = self.lines[start:end]
        is_apart = end < len(self.lines) and not self.lines[end].strip()
        del self.lines[start : end + is_apart], self.tags[start : end + is_apart]
        return lines


@dataclass
class Truth:
    """What became of the texts of a page."""

    reworded: dict[str, set[int]] = field(default_factory=lambda: {"zh": set(), "en": set()})
    loose: set[int] = field(default_factory=set)
    """Texts that were split or joined: each is to be looked at, as one or as another."""


def read_blocks(text: str, slug: str, code: str) -> tuple[PageBlock, ...]:
    """The blocks of the text of a file."""
    page, problems = parse_page(f"content/{slug}.{code}.md", text, slug, code, TRAITS)
    if page is None:
        raise ValueError(problems)
    return list_blocks(parse_markdown(page, DIRECTIVE_TRAITS)[0])


def open_draft(root: Path, slug: str, code: str) -> Draft:
    """A page of a content folder, in which nothing was edited."""
    lines = (root / f"{slug}.{code}.md").read_text("utf-8").split("\n")
    tags: list[int | None] = [None] * len(lines)
    blocks = read_blocks("\n".join(lines), slug, code)
    for number, block in enumerate(blocks):
        for line in range(block.line - 1, block.last):
            tags[line] = number
    return Draft(slug, code, lines, tags, {n: block.kind for n, block in enumerate(blocks)})


def reword(draft: Draft, truth: Truth, random: Random) -> bool:
    """Say something in other words: a few more, or all others."""
    return _reword(draft, truth, random, lambda text: _add_words(text, draft.code, random))


def rewrite(draft: Draft, truth: Truth, random: Random) -> bool:
    """Say all of it otherwise, with the same figures."""
    return _reword(draft, truth, random, lambda text: _write_anew(text, draft.code))


def swap(draft: Draft, truth: Truth, random: Random) -> bool:
    """Show another figure."""
    keys = sorted({*re.findall(r"\{fact\}`([^`]+)`", "\n".join(draft.lines))})

    def change(text: str) -> str:
        found = re.search(r"\{fact\}`([^`]+)`", text)
        others = [key for key in keys if found and key != found[1]]
        return text.replace(found[1], random.choice(others), 1) if found and others else text

    return _reword(draft, truth, random, change)


def _reword(draft: Draft, truth: Truth, random: Random, change: Callable[[str], str]) -> bool:
    for tag in draft.list_tags(random, {*draft.kinds.values()} - {"chart", "code"}):
        start, end = draft.find(tag)
        before = "\n".join(draft.lines[start:end])
        after = change(before)
        if after != before and tag not in truth.reworded[draft.code]:
            draft.put(start, end, after.split("\n"), tag)
            truth.reworded[draft.code].add(tag)
            return True
    return False


def _pieces(text: str) -> list[tuple[int, int]]:
    """Where words stand that are no marks."""
    at, found = 0, []
    for match in [*MARK.finditer(text), None]:
        end = match.start() if match else len(text)
        if re.search(r"\w{2}", text[at:end]):
            found.append((at, end))
        at = match.end() if match else end
    return found


def _add_words(text: str, code: str, random: Random) -> str:
    head = re.match(r"\s*(?:[-*#|]+|\d+\.|\w+:)?\s*\"?", text)
    places = [(a, b) for a, b in _pieces(text) if head and b > head.end()]
    if not places:
        return text
    start, end = random.choice(places)
    start = max(start, head.end() if head else 0)
    space = text.find(" ", start, end) if code == "en" else (start + end) // 2
    if space < 0:
        return text
    added = f" {WORDS[code]}" if code == "en" else WORDS[code]
    return text[:space] + added + text[space:]


def _write_anew(text: str, code: str) -> str:
    if re.match(r"\s*(?:[-*|:]|\d+\.|\w+: )", text):
        return text
    for start, end in reversed(_pieces(text)):
        text = f"{text[:start]} {WORDS[code]} {text[end:]}" if start else text
    return text


def move(draft: Draft, _truth: Truth, random: Random) -> bool:
    """Put a text elsewhere: a paragraph between others, an item or a row in the place of its neighbour."""
    apart = draft.list_apart(random)
    if len(apart) > 1 and random.random() < 0.5:
        lines = draft.cut(apart[0])
        _, end = draft.find(apart[1])
        draft.put(end, end, ["", *lines], apart[0])
        return True
    for tag in draft.list_tags(random, {"item", "row"}):
        other = tag + 1
        if draft.kinds.get(other) == draft.kinds[tag] and other in draft.tags:
            i, j = draft.find(tag)[0], draft.find(other)[0]
            if draft.is_line(tag) and draft.is_line(other) and j - i == 1:
                draft.lines[i], draft.lines[j] = draft.lines[j], draft.lines[i]
                draft.tags[i], draft.tags[j] = draft.tags[j], draft.tags[i]
                return True
    return False


def move_reworded(draft: Draft, truth: Truth, random: Random) -> bool:
    """Put a paragraph behind the next one, or anywhere else, and say it in a few more words."""
    apart = [tag for tag in draft.list_apart(random) if tag not in truth.reworded[draft.code]]
    for tag in apart:
        start, end = draft.find(tag)
        before = "\n".join(draft.lines[start:end])
        after = _add_words(before, draft.code, random)
        others = [tag + 1] if tag + 1 in apart else [one for one in apart if one != tag]
        if after != before and others:
            draft.cut(tag)
            _, end = draft.find(random.choice(others))
            draft.put(end, end, ["", *after.split("\n")], tag)
            truth.reworded[draft.code].add(tag)
            return True
    return False


def emphasise(draft: Draft, _truth: Truth, random: Random) -> bool:
    """Set a word in bold."""
    for tag in draft.list_tags(random, {"paragraph", "item"}):
        start, end = draft.find(tag)
        text = "\n".join(draft.lines[start:end])
        words = [
            word
            for a, b in _pieces(text)
            for word in WORD.findall(text[a:b])
            if text.count(word) == 1 and "**" not in text
        ]
        if words:
            word = random.choice(words)
            draft.put(start, end, text.replace(word, f"**{word}**", 1).split("\n"), tag)
            return True
    return False


def rewrap(draft: Draft, _truth: Truth, random: Random) -> bool:
    """Break the lines of a text elsewhere."""
    for tag in draft.list_apart(random):
        start, end = draft.find(tag)
        between = " " if draft.code == "en" else ""
        text = between.join(line.strip() for line in draft.lines[start:end])
        breaks = _list_ends(BREAKS[draft.code], text)
        if breaks:
            at = random.choice(breaks)
            draft.put(start, end, [text[:at], text[at:].lstrip()], tag)
            return True
    return False


def add(draft: Draft, _truth: Truth, random: Random) -> bool:
    """Write a new paragraph."""
    for tag in draft.list_apart(random):
        _, end = draft.find(tag)
        draft.put(end, end, ["", NEW[draft.code]], draft.name_new(random))
        return True
    return False


def delete(draft: Draft, _truth: Truth, random: Random) -> bool:
    """Take a text out."""
    lines = [tag for tag in draft.list_tags(random, {"item", "row"}) if draft.is_line(tag)]
    tags = [*draft.list_apart(random), *lines]
    if not tags:
        return False
    start, end = draft.find(random.choice(tags))
    del draft.lines[start:end], draft.tags[start:end]
    return True


def split(draft: Draft, truth: Truth, random: Random) -> bool:
    """Make two paragraphs of one, which is none that was joined: cut where it was, it would be as before."""
    for tag in draft.list_apart(random):
        if tag in truth.loose:
            continue
        start, end = draft.find(tag)
        text = "\n".join(draft.lines[start:end])
        ends = [at for at in _list_ends(ENDS, text) if text[at:].strip()]
        if ends:
            at = random.choice(ends)
            parts = [*text[:at].split("\n"), "", *text[at:].lstrip().split("\n")]
            draft.put(start, end, parts, tag)
            truth.loose.add(tag)
            return True
    return False


def join(draft: Draft, truth: Truth, random: Random) -> bool:
    """Make one paragraph of two."""
    tags = draft.list_apart(random)
    for tag in tags:
        start, end = draft.find(tag)
        if tag + 1 in tags and draft.find(tag + 1)[0] - end == 1:
            first, last = draft.find(tag + 1)
            draft.put(start, last, draft.lines[start:end] + draft.lines[first:last], tag)
            truth.loose |= {tag, tag + 1}
            return True
    return False


def swap_neighbours(draft: Draft, _truth: Truth, random: Random) -> bool:
    """Set a paragraph before the one that it follows; where there are any, of two that cite nothing."""
    apart = draft.list_apart(random)
    pairs = [(tag, tag + 1) for tag in apart if tag + 1 in apart]
    pairs.sort(key=lambda pair: any("{" in draft.read(tag) for tag in pair))
    for tag, other in pairs:
        if draft.find(other)[0] - draft.find(tag)[1] == 1:
            lines = draft.cut(tag)
            _, end = draft.find(other)
            draft.put(end, end, ["", *lines], tag)
            return True
    return False


def move_section(draft: Draft, _truth: Truth, _random: Random) -> bool:
    """Put the last section with its heading before the one above it."""
    heads = [line for line, text in enumerate(draft.lines) if text.startswith("## ")]
    starts = [line - draft.lines[line - 1].startswith("{#") for line in heads]
    if len(starts) < 3:
        return False
    first, second, end = starts[-3:]
    for some in (draft.lines, draft.tags):
        some[first:end] = [*some[second:end], *some[first:second]]
    return True


def itemise(draft: Draft, truth: Truth, random: Random) -> bool:
    """Make a list of the sentences of a paragraph, which is none that was joined."""
    for tag in draft.list_apart(random):
        if tag in truth.loose:
            continue
        start, end = draft.find(tag)
        text = " ".join(draft.lines[start:end])
        ends = [0, *_list_ends(ENDS, text), len(text)]
        items = [text[a:b].strip() for a, b in pairwise(ends) if text[a:b].strip()]
        if len(items) > 1:
            draft.put(start, end, [f"- {item}" for item in items], tag)
            truth.loose.add(tag)
            return True
    return False


def become_item(draft: Draft, _truth: Truth, random: Random) -> bool:
    """Make a list with one item of a paragraph, with the same words."""
    for tag in draft.list_apart(random):
        start, end = draft.find(tag)
        draft.put(start, end, [f"- {' '.join(draft.lines[start:end])}"], tag)
        return True
    return False


def become_item_reworded(draft: Draft, truth: Truth, random: Random) -> bool:
    """Make a list with one item of a paragraph, in a few more words."""
    for tag in draft.list_apart(random):
        start, end = draft.find(tag)
        before = " ".join(draft.lines[start:end])
        after = _add_words(before, draft.code, random)
        if after != before and tag not in truth.reworded[draft.code]:
            draft.put(start, end, [f"- {after}"], tag)
            truth.reworded[draft.code].add(tag)
            return True
    return False


def rename_heading(draft: Draft, truth: Truth, random: Random) -> bool:
    """Call a section otherwise, in a few words."""
    for tag in draft.list_tags(random, {"heading"}):
        start, end = draft.find(tag)
        marks = re.match(r"#+ ", draft.lines[end - 1])
        if marks and tag not in truth.reworded[draft.code]:
            name = "其他的话题" if draft.code == "zh" else "Another matter"
            draft.put(end - 1, end, [f"{marks[0]}{name}"], tag)
            truth.reworded[draft.code].add(tag)
            return start < end
    return False


def rename_anchor(draft: Draft, _truth: Truth, random: Random) -> bool:
    """Give a section another id."""
    for tag in draft.list_tags(random, {"heading"}):
        start, _ = draft.find(tag)
        for line in (start, start - 1):
            if draft.lines[line].startswith("{#"):
                draft.lines[line] = "{#renamed-now}"
                return True
    return False


def add_section(draft: Draft, _truth: Truth, random: Random) -> bool:
    """Write a new section of one paragraph before another."""
    for tag in draft.list_tags(random, {"heading"}):
        start, _ = draft.find(tag)
        start -= draft.lines[start - 1].startswith("{#")
        new = draft.name_new(random)
        head = "## 新的一节" if draft.code == "zh" else "## Something new"
        draft.put(start, start, [NEW[draft.code], ""], new)
        draft.put(start, start, ["{#new}", head, ""], new + 1)
        return True
    return False


def add_row(draft: Draft, _truth: Truth, random: Random) -> bool:
    """Write a new row below another, or a new item."""
    for tag in draft.list_tags(random, {"row", "item"}):
        start, end = draft.find(tag)
        if draft.is_line(tag):
            row = draft.lines[start]
            text = NEW[draft.code]
            new = f"| {text} " + "| – " * (row.count("|") - 2) + "|" if row[:1] == "|" else None
            mark = re.match(r"\s*(?:[-*]) ", row)
            line = new or (f"{mark[0]}{text}" if mark else "")
            if line:
                draft.put(end, end, [line], draft.name_new(random))
                return True
    return False


def box(draft: Draft, _truth: Truth, random: Random) -> bool:
    """Set a paragraph into a note, with the same words."""
    for tag in draft.list_apart(random):
        start, end = draft.find(tag)
        new = draft.name_new(random)
        draft.put(end, end, [":::"], None)
        draft.tags[end] = None
        draft.put(start, start, [":::{note} !"], new)
        return True
    return False


def add_note(draft: Draft, truth: Truth, random: Random) -> bool:
    """Give a paragraph a footnote."""
    for tag in draft.list_apart(random):
        if tag not in truth.reworded[draft.code]:
            _, end = draft.find(tag)
            draft.lines[end - 1] += "[^1]"
            truth.reworded[draft.code].add(tag)
            draft.put(end, end, ["", f"[^1]: {NEW[draft.code]}"], draft.name_new(random))
            return True
    return False


def shorten(draft: Draft, truth: Truth, random: Random) -> bool:
    """Take a sentence out of a paragraph, of which most is left."""
    for tag in draft.list_apart(random):
        start, end = draft.find(tag)
        text = "\n".join(draft.lines[start:end])
        ends = [0, *_list_ends(ENDS, text)]
        if len(ends) > 2 and tag not in truth.reworded[draft.code]:
            at = random.randrange(len(ends) - 1)
            left = text[: ends[at]] + text[ends[at + 1] :].lstrip()
            if len(left) > len(text) / 2 and left != text:
                draft.put(start, end, left.strip().split("\n"), tag)
                truth.reworded[draft.code].add(tag)
                return True
    return False


def _list_ends(pattern: re.Pattern[str], text: str) -> list[int]:
    """Where a text may be broken, outside of roles."""
    found = (match.end() for match in pattern.finditer(text))
    return [at for at in found if text[:at].count("`") % 2 == 0]


EDITS: Mapping[str, Callable[[Draft, Truth, Random], bool]] = {
    "reword": reword,
    "rewrite": rewrite,
    "move": move,
    "move and reword": move_reworded,
    "emphasise": emphasise,
    "rewrap": rewrap,
    "swap a fact": swap,
    "add": add,
    "delete": delete,
    "split": split,
    "join": join,
    "swap neighbours": swap_neighbours,
    "move a section": move_section,
    "make items of sentences": itemise,
    "make an item": become_item,
    "make an item and reword": become_item_reworded,
    "rename a heading": rename_heading,
    "rename an anchor": rename_anchor,
    "add a section": add_section,
    "add a row": add_row,
    "set in a note": box,
    "add a footnote": add_note,
    "shorten": shorten,
}
LOOSE = frozenset({"split", "join", "make items of sentences"})
"""Edits after which one text is two, or two are one."""


def agree_as_it_stands(
    drafts: Mapping[str, Draft],
) -> tuple[list[Agreed], Mapping[str, str]]:
    """The lock of a page whose texts stand side by side, with the sketches of these."""
    blocks = {code: draft.blocks for code, draft in drafts.items()}
    rows = zip(*blocks.values(), strict=True)
    agreed: list[Agreed] = [
        {code: one.hash for code, one in zip(drafts, row, strict=True)} for row in rows
    ]
    return agreed, sketch_blocks(blocks, {})


def find_faults(
    drafts: Mapping[str, Draft], truth: Truth, lock: tuple[Sequence[Agreed], Mapping[str, str]]
) -> list[str]:
    """What the generator says wrongly of a page that was edited; nothing where all of it is right."""
    blocks = {code: draft.blocks for code, draft in drafts.items()}
    tags = {
        code: [_find_tag(draft, block) for block in blocks[code]] for code, draft in drafts.items()
    }
    faults = []
    for pair in compare_languages(blocks, *lock):
        own = [
            tags[code][index] if index is not None else None
            for code, index in zip(pair.codes, (pair.one, pair.two), strict=True)
        ]
        fault = _judge(pair, own, tags, truth)
        if fault:
            faults.append(f"{fault}: {pair.codes} {pair.lines} {pair.state}")
    return faults


def _find_tag(draft: Draft, block: PageBlock) -> int | None:
    tags = [draft.tags[line] for line in range(block.line - 1, block.last)]
    return next((tag for tag in tags if tag is not None), None)


def _judge(
    pair: BlockPair,
    own: Sequence[int | None],
    tags: Mapping[str, Sequence[int | None]],
    truth: Truth,
) -> str:
    one, two = own
    if one is not None and two is not None and max(one, two) >= _NEW <= min(one, two):
        return "" if pair.is_open else "said to agree"
    loose = {one, two} & truth.loose
    if loose:
        if one is not None and two is not None and not {one, two} <= truth.loose:
            return "a wrong pair"
        return "" if pair.is_open else "said to agree"
    if pair.state == SINGLE:
        mine, other = (one, pair.codes[1]) if one is not None else (two, pair.codes[0])
        return "left alone" if mine in tags[other] else ""
    if one != two:
        return "a wrong pair"
    changed = one in truth.reworded[pair.codes[0]], two in truth.reworded[pair.codes[1]]
    right = {(False, False): IN_STEP, (True, False): AHEAD, (False, True): BEHIND}
    wanted = right.get(changed, CHANGED)
    return "" if pair.state == wanted else f"not {wanted}"
