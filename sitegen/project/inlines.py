"""Lines of Markdown to references, links, images and prose, each with its place in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.markup.bare_links import AUTOMATIC, BARE
from sitegen.messages.said import say
from sitegen.problems import Place
from sitegen.project.parsed import Image, Inline, Link, Prose, Role, Unread
from sitegen.project.role_slips import (
    NEARLY_ROLE,
    RUN_ON,
    clear_tokens,
    find_broken,
    say_open,
    say_unmarked,
)
from sitegen.project.syntax import make_parser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from sitegen.problems import Problem

    Definition = tuple[str, Place, list[Token]]
    """The label of a footnote, where it stands, and its text."""

CONTAINER = re.compile(
    r"(?:[ \t>\u00a0\u3000\u200b\ufeff]|(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\])?)*"
)
"""What lists and quotations put before their lines, and what is not seen."""
_TARGET = re.compile(
    r"\](?:\((?:\s*<[^<>]*>|[^\s()]*(?:\([^()]*\)[^\s()]*)*)"
    r"""(?:\s+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?\s*\)|\[[^\]]*\])"""
)
"""What stands behind the text of a link or an image."""
_UNSAID = re.compile(
    r"</?[a-zA-Z][^<>]*>|\][(（][^)）]*[)）]?|[{｛]\s*[a-z-]+\s*[}｝]\s*['‘’“”\"´｀]?[\w/.,-]*|[{｛]#[^}｝]*[}｝]?"
    r"|^\d{1,9}[.)](?=[\u00a0\u3000\u200b\ufeff])"
)
"""What its author meant as a mark: it is told of as one, and its numerals are none of the text."""
_MAYBE_UNSAID = re.compile(r"[<\]{｛]|^\d")
"""What no text lacks that holds such a mark: one look is cheaper than all of it."""
_LEADING = {"link_open", "image", "footnote_ref"}
_NEARLY_COLON = re.compile(r"\s*：|\s+:")
_ROLE_BEFORE = re.compile(r"[{｛]\s*[a-z-]+\s*[}｝]\s*$")


@dataclass(frozen=True)
class SourceLines:
    """Lines, and where the first of them stands."""

    lines: Sequence[str]
    path: str
    line: int
    column: int = 1
    """Of the first character of the first line, which is the only one where it is not 1."""


@dataclass
class Mark:
    """A mark of the text that leads to a footnote."""

    label: str
    place: Place
    token: Token
    within: str | None
    """The label of the note that it stands in."""


class InlineReader:
    """Walks inline tokens once, giving each reference its index and each run of prose its place."""

    def __init__(self, source: SourceLines) -> None:
        """Nothing is read yet."""
        self.source = source
        self.cursor = (0, 0)
        self.references: list[Role] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.marks: list[Mark] = []
        self.definitions: list[Definition] = []
        self.prose: list[Prose] = []
        self.unread: list[Unread] = []
        self.problems: list[Problem] = []
        self.within: str | None = None
        self.has_tasks = False
        self.has_code = False

    def place(self, line: int, column: int = 0) -> Place:
        """A place in the file, from a line of the source, both from 0."""
        return Place(self.source.path, self.source.line + line, self.source.column + column)

    def children(
        self,
        children: Sequence[Token],
        end: int,
        *,
        one_line: bool = False,
        is_paragraph: bool = False,
    ) -> None:
        """Give the inline tokens of a block their places, searching the source from the cursor on.

        `one_line` says that they are a text of one line, which cannot lead anywhere. What stands behind a role
        that is not written as one is left: the parser took its backquotes for others.
        """
        is_address = False
        for index, child in enumerate(children):
            following = children[index + 1 : index + 2]
            if slip := self._find_slip(child, children[index - 1] if index else None, end):
                self.problems.append(slip)
                self.cursor = (end, 0)
                clear_tokens(children[index:])
                return
            if child.type == "text" and child.content and not is_address:
                self._text(child, end)
            elif child.type == "code_inline" and child.content:
                place = self.locate(child.content, end)
                before = children[index - 1].content if index else ""
                if not _ROLE_BEFORE.search(before):  # else it is told of, and this was its key
                    self.prose.append(Prose(child.content, place))
            elif child.type == "link_close":
                is_address = False
                self._pass_target(end)
            elif one_line and child.type in _LEADING:
                self.problems.append(
                    self.place(*self.cursor).problem(
                        "inline",
                        say("links, images and footnotes are not allowed here"),
                        say("Write only text and roles"),
                    )
                )
                if child.type != "link_open":  # what ends a link would stand alone
                    clear_tokens([child])
            elif child.type == "image":
                self._image(child, end, alone=is_paragraph and len(children) == 1)
            else:
                is_address = is_address or child.markup in AUTOMATIC
                self._reference(child, following, end)

    def _reference(self, token: Token, following: Sequence[Token], end: int) -> None:
        """Note what leads elsewhere, or says whether a task is done."""
        match token.type:
            case "myst_role":
                self._role(token, end)
            case "link_open":
                self._link(token, following, end)
            case "footnote_ref":
                self._mark(token, following, end)
            case "html_inline":
                token.meta["done"] = "checked" in token.content
                token.type, token.content = "task", ""
                self.has_tasks = True

    def _mark(self, token: Token, following: Sequence[Token], end: int) -> None:
        """Note a mark of a footnote, or a note whose colon is none."""
        label = token.meta["label"]
        place = self.locate(f"[^{label}]", end)
        colon = _NEARLY_COLON.match(following[0].content) if following else None
        if colon and self._leads(place):
            self.definitions.append((label, place, []))
            self.marks.append(Mark(label, place, token, self.within))
            self.problems.append(
                place.problem(
                    "footnote",
                    say(
                        "`[^{label}]{colon}` begins no note: its colon is not `:` right behind the bracket",
                        label=label,
                        colon=colon[0],
                    ),
                    say("Write `[^{label}]: `", label=label),
                )
            )
        else:
            self.marks.append(Mark(label, place, token, self.within))

    def _leads(self, place: Place) -> bool:
        """Whether nothing but marks of lists and quotations stands before a place on its line."""
        line, column = place.line - self.source.line, place.column - self.source.column
        before = self.source.lines[line][:column] if 0 <= line < len(self.source.lines) else "x"
        return CONTAINER.fullmatch(before) is not None

    def _role(self, token: Token, end: int) -> None:
        name = token.meta["name"]
        place = self.locate(f"{{{name}}}`{token.content}", end)
        token.meta["index"] = len(self.references)
        self.references.append(Role(name, token.content.strip(), place))

    def _text(self, token: Token, end: int) -> None:
        """Note a run of prose; what of it was not escaped may hold marks that were not read."""
        pieces = token.meta.get("pieces") or [(token.content, "")]
        places = [self.locate(markup or content, end) for content, markup in pieces]
        said = token.content
        if _MAYBE_UNSAID.search(said):
            said = _UNSAID.sub(_blank, said)
        self.prose.append(Prose(said, places[0]))
        for (content, markup), place in zip(pieces, places, strict=True):
            if not markup:
                self._unread(content, place)

    def _unread(self, text: str, place: Place) -> None:
        self.unread.append(Unread(text, place, self._leads(place)))

    def _find_slip(self, token: Token, before: Token | None, end: int) -> Problem | None:
        """What is wrong with a role that is not written as one; the cursor stays where it is."""
        cursor, found = self.cursor, None
        if token.type == "text" and not ("{" in token.content or "｛" in token.content):
            return None
        if token.type == "text":
            for content, markup in token.meta.get("pieces") or [(token.content, "")]:
                place = self.locate(markup or content, end)
                found = found or (None if markup else find_broken(content, place))
        elif token.type == "code_inline" and before is not None and before.type == "text":
            if match := NEARLY_ROLE.search(before.content):
                self._forget(match[0])
                place = self.locate(token.content, end)
                column = max(place.column - len(token.markup) - len(match[0]), 1)
                found = say_unmarked(match, token.content, replace(place, column=column))
        elif token.type == "myst_role" and RUN_ON.search(token.content):
            name = token.meta["name"]
            found = say_open(name, token.content, self.locate(f"{{{name}}}`", end))
        self.cursor = cursor
        return found

    def _forget(self, end: str) -> None:
        """Leave the end of the last run of prose to who tells of it."""
        last = self.unread[-1] if self.unread else None
        if last and last.text.endswith(end):
            self.unread[-1] = replace(last, text=last.text.removesuffix(end))

    def _link(self, token: Token, following: Sequence[Token], end: int) -> None:
        is_empty = [one.type for one in following] == ["link_close"]
        is_written = token.markup not in AUTOMATIC
        before = self.cursor
        place = self.locate("[" if is_written or not following else following[0].content, end)
        if is_written:
            self.cursor = before  # what stands in the brackets comes next
        token.meta["index"] = len(self.links)
        href = str(token.attrGet("href") or "")
        self.links.append(Link(href, place))
        if token.markup == BARE and token.meta["unclear"]:
            self.problems.append(
                place.problem(
                    "link",
                    say("nobody can see where the address in this line ends"),
                    say("Put it into `<` and `>`, or a space behind it"),
                )
            )
        if is_empty:
            self.problems.append(
                place.problem(
                    "link",
                    say("the link to `{href}` has no text", href=href),
                    say("Write what it leads to: `[text](…)`"),
                )
            )
        if title := token.attrGet("title"):
            self.prose.append(Prose(str(title), place))

    def _image(self, token: Token, end: int, *, alone: bool) -> None:
        place = self.locate("![", end)
        self.children(token.children or [], end)
        alt = Inline(token.content, place, tuple(token.children or ()))
        title, caption = token.attrGet("title"), None
        before = self.cursor
        if title:
            found = self.locate(str(title), end)
            caption = self.inline(str(title), found)
        self.cursor = before
        self._pass_target(end)
        token.meta["index"] = len(self.images)
        self.images.append(Image(str(token.attrGet("src") or ""), alt, caption, place, alone))

    def _pass_target(self, end: int) -> None:
        """Move the cursor behind the address of a link or an image, in which no text is to be found."""
        line, column = self.cursor
        for number in range(line, min(end, len(self.source.lines))):
            start = self.source.lines[number].find("]", column if number == line else 0)
            if start >= 0:
                if match := _TARGET.match(self.source.lines[number], start):
                    self.cursor = (number, match.end())
                return

    def locate(self, needle: str, end: int) -> Place:
        """Where a text stands next, from the cursor to a line; the cursor moves behind it.

        A text that does not stand in the source as it is gets the cursor's place.
        """
        line, column = self.cursor
        for number in range(line, min(end, len(self.source.lines))):
            found = self.source.lines[number].find(needle, column if number == line else 0)
            if found >= 0:
                self.cursor = (number, found + len(needle))
                return self.place(number, found)
        return self.place(line, column)

    def inline(self, text: str, place: Place) -> Inline:
        """Parse one line of inline Markdown that starts at a place."""
        tokens = make_parser().parseInline(text)[0].children or []
        tokens = [one for one in tokens if one.markup != BARE]  # an address stays text
        outer = self.source, self.cursor
        self.source = SourceLines((text,), place.path, place.line, place.column)
        self.cursor = (0, 0)
        self.children(tokens, 1, one_line=True)
        self.source, self.cursor = outer
        return Inline(text, place, tuple(tokens))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
