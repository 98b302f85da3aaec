"""Markdown with MyST's roles and directives to a `ParsedPage`: tokens, references, prose, each with its place.

Nothing is looked up here: whether a key is a fact is for `resolve` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.limits import DEEPEST, LARGEST_TEXT, LONGEST_PARAGRAPH
from sitegen.markup.breaks import BlockBreaks, say_too_deep
from sitegen.messages.said import say
from sitegen.project.fences import read_code, read_fence
from sitegen.project.inlines import InlineReader, SourceLines
from sitegen.project.notes import number_notes
from sitegen.project.parsed import Directive, Heading, Inline, ParsedPage, Prose
from sitegen.project.syntax import ATTRIBUTES, BEYOND, make_parser

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token

    from sitegen.problems import Place, Problem
    from sitegen.project.pages import ContentPage


INLINE_META = ("title", "short", "lead", "description")
"""Settings of the front matter that are inline Markdown."""


@dataclass(frozen=True)
class DirectiveTraits:
    """What of a directive is Markdown."""

    prose: bool = False
    """Whether its body is block Markdown, and its argument a title."""
    inline: tuple[str, ...] = ()
    """Options that are inline Markdown."""
    options: tuple[str, ...] = ()
    """All that it takes, where they are known."""


_ID = re.compile(r"[^\W_A-Z][\w-]*")
_TRAILING_ID = re.compile(r"\s*\{#([^\s{}]+)\}\s*$")
_NAMED = {
    "heading_open",
    "paragraph_open",
    "bullet_list_open",
    "ordered_list_open",
    "blockquote_open",
    "dl_open",
}
"""Blocks that can have an id."""


_TASKS = {"bullet_list_open", "ordered_list_open", "list_item_open"}


def parse_markdown(
    page: ContentPage, directives: Mapping[str, DirectiveTraits]
) -> tuple[ParsedPage, tuple[Problem, ...]]:
    """Parse a page; `directives` are those whose Markdown is read, by name."""
    return _Parser(page, directives).parse()


class _Parser(InlineReader):
    """Walks blocks once, and reads their lines."""

    def __init__(self, page: ContentPage, traits: Mapping[str, DirectiveTraits]) -> None:
        super().__init__(SourceLines(page.body.split("\n"), page.path, page.first_line))
        self.page = page
        self.traits = traits
        self.directives: list[Directive] = []
        self.headings: list[Heading] = []
        self.indented: list[Prose] = []
        self.depth = 0
        self.environment: dict[str, Any] = {}

    def parse(self) -> tuple[ParsedPage, tuple[Problem, ...]]:
        meta = tuple(
            (name, self.inline(setting.text, setting.place))
            for name, setting in self.page.meta
            if name in INLINE_META
        )
        body = self.page.body
        prose = {name for name, traits in self.traits.items() if traits.prose}
        broken = BlockBreaks(self.source.lines, self.place, prose).find()
        if broken:
            self.problems += broken[1]
            body = "\n".join(self.source.lines[: broken[0]])
        tokens = self.blocks(body, 0)
        notes, wrong = number_notes(self.marks, self.definitions)
        if not broken:  # the notes may stand below
            self.problems += wrong
        document = ParsedPage(
            self.page,
            meta,
            tuple(self.references),
            tuple(self.directives),
            tuple(self.links),
            tuple(self.headings),
            tuple(self.prose),
            tokens,
            tuple(self.images),
            notes,
            tuple(self.unread),
            tuple(self.indented),
            self.has_tasks,
            self.has_code,
            sound=not self.problems,
        )
        return document, tuple(self.problems)

    def blocks(self, text: str, offset: int) -> tuple[Token, ...]:
        """Parse block Markdown whose first line is line `offset` of the body.

        A fence that names no directive is left out: it has been reported; footnotes are put by.
        """
        # a fence left open in a quotation makes the plugin read past a text that ends without a break
        self.environment.pop(ATTRIBUTES, None)
        self.environment.pop(BEYOND, None)
        tokens = make_parser().parse(text if text.endswith("\n") else f"{text}\n", self.environment)
        for token in tokens:
            if token.map:
                token.map = [token.map[0] + offset, token.map[1] + offset]
        self._tell_beyond()
        self._attributes(offset)
        kept: list[Token] = []
        target = kept
        for index, token in enumerate(tokens):
            if token.type == "footnote_reference_open":
                self.within, target = token.meta["label"], []
                place = self.place((token.map or [0])[0])
                self.definitions.append((self.within, place, target))
            elif token.type == "footnote_reference_close":
                target[:] = _make_figures(target)
                self.within, target = None, kept
            elif self._block(token, tokens, index):
                target.append(token)
        return tuple(_make_figures(kept))

    def _tell_beyond(self) -> None:
        """What is too long or lies too deep, the first of each: what follows is the same mistake."""
        beyond = self.environment[BEYOND][::-1]
        first = {(length > 0, length < 0): (token, length) for token, length in beyond}
        for token, length in first.values():
            place = self.place((token.map or [0])[0])
            if length < 0:
                said = say(
                    "references of the page repeat up to {n} characters of addresses", n=-length
                )
                cure = say(
                    "Shorten the longest address, or divide the page; it may have {most}",
                    most=LARGEST_TEXT,
                )
                self.problems.append(place.problem("limit", said, cure))
                continue
            self.problems.append(
                place.problem(
                    "limit",
                    say("a paragraph or cell has {n} characters", n=length),
                    say("Divide it; one has at most {most}", most=LONGEST_PARAGRAPH),
                )
                if length
                else say_too_deep(place)
            )

    def _block(self, token: Token, tokens: Sequence[Token], index: int) -> bool:
        """Read a block; whether it is one that is shown."""
        if token.type == "inline" and token.children and token.map:
            self.cursor = max(self.cursor, (token.map[0], 0))
            is_paragraph = tokens[index - 1].type == "paragraph_open"
            self.children(token.children, token.map[1], is_paragraph=is_paragraph)
        elif token.type == "heading_open":
            self._heading(token, tokens[index + 1])
        elif token.type in {"th_open", "td_open"}:
            _align(token)
        elif token.type in _TASKS and "class" in token.attrs:
            _name_tasks(token)
        elif token.type == "colon_fence" or (
            token.type == "fence" and token.info.lstrip().startswith("{")
        ):
            token.type = "colon_fence"
            return self._directive(token)
        elif token.type == "fence" and token.map:
            self.has_code = True
            if not read_code(
                token
            ).language:  # else it quotes a program or a file, whose numbers state nothing
                self.prose.append(Prose(token.content, self.place(token.map[0] + 1)))
        elif token.type == "code_block" and token.map:
            line, text = token.map[0], token.content.strip().split("\n")[0]
            column = max(self.source.lines[line].find(text), 0)
            self.indented.append(Prose(text, self.place(line, column)))
        return True

    def _attributes(self, offset: int) -> None:
        """What is wrong with lines `{…}`: they give an id to the heading or the block below."""
        for token, below in self.environment.get(ATTRIBUTES, ()):
            line = token.map[0] + offset
            raw = self.source.lines[line]
            place = self.place(line, len(raw) - len(raw.lstrip()))
            identifier, text = str(token.attrs.get("id", "")), raw.strip()
            if below is not None and below.type == "attrs_block":
                continue
            if text.startswith("{%"):
                self.problems.append(
                    place.problem(
                        "markup",
                        say("the tag `{text}` is one of templates", text=text),
                        say("Leave it out: texts are no templates"),
                    )
                )
            elif token.attrs.keys() != {"id"} or text != f"{{#{identifier}}}":
                meant = make_id(identifier)
                self.problems.append(
                    place.problem(
                        "heading",
                        say("`{text}` is not an id alone", text=text),
                        say("Write `{{#{meant}}}`; a text has no other attributes", meant=meant),
                    )
                )
            elif below is None or below.type not in _NAMED:
                self.problems.append(
                    place.problem(
                        "heading",
                        say("`{text}` stands before nothing that can have an id", text=text),
                        say("Put it into the line before a heading or a paragraph"),
                    )
                )
            else:
                self._check_id(identifier, place)

    def _check_id(self, identifier: str, place: Place) -> None:
        if not _ID.fullmatch(identifier):
            self.problems.append(
                place.problem(
                    "heading",
                    say("`{identifier}` is not a valid id", identifier=identifier),
                    say(
                        "Write `{{#{identifier}}}`: lower-case letters, digits and hyphens",
                        identifier=make_id(identifier),
                    ),
                )
            )

    def _heading(self, token: Token, text: Token) -> None:
        line = token.map[0] if token.map else 0
        last = text.children[-1] if text.children else None
        if (
            last is not None
            and last.type == "text"
            and (match := _TRAILING_ID.search(last.content))
        ):
            raw = self.source.lines[line]
            self._check_id(match[1], self.place(line, max(raw.rfind("{#"), 0)))
            token.attrSet("id", match[1])
            last.content = last.content[: match.start()]
            last.meta.pop("pieces", None)
        identifier = str(token.attrGet("id") or f"section-{len(self.headings) + 1}")
        token.attrSet("id", identifier)
        self.headings.append(Heading(int(token.tag[1]), identifier, text, self.place(line)))

    def _directive(self, token: Token) -> bool:
        """Note a directive, its title and options as inline Markdown; whether there is one."""
        first, end = token.map or (0, 0)
        fence, problems = read_fence(token, self._find_places(token), self._list_options)
        self.problems.extend(problems)
        if fence is None:
            self.cursor = max(self.cursor, (end, 0))
            return False
        index = token.meta["index"] = len(self.directives)
        place = self.place(first)
        self.directives.append(
            Directive("", "", (), (), place)
        )  # keeps the order of nested directives
        traits = self.traits.get(fence.name, DirectiveTraits())
        options: dict[str, Inline] = {}
        column = max(self.source.lines[first].rfind(fence.argument), 0)
        if traits.prose and fence.argument:
            options["title"] = self.inline(fence.argument, self.place(first, column))
        for one in fence.options:
            options[one.name] = (
                self.inline(one.text, one.place)
                if one.name in traits.inline
                else Inline(one.text, one.place)
            )
        tokens: tuple[Token, ...] = ()
        if traits.prose and self.depth + token.level > DEEPEST:
            self.problems.append(say_too_deep(place))
        elif traits.prose:
            self.depth += token.level + 1
            tokens = self.blocks(fence.body, fence.body_line)
            self.depth -= token.level + 1
        self.directives[index] = Directive(
            fence.name,
            fence.argument,
            tuple(options.items()),
            fence.lines,
            place,
            tokens,
            self.place(first, column) if fence.argument else None,
        )
        self.cursor = max(self.cursor, (end, 0))
        return True

    def _list_options(self, name: str) -> tuple[str, ...]:
        traits = self.traits.get(name)
        return traits.options if traits else ()

    def _find_places(self, token: Token) -> Callable[[int, int], Place]:
        """The place of a line and a column of a fence, which lists and quotations may have moved."""
        first = token.map[0] if token.map else 0
        inner = ["", *token.content.split("\n")]

        def place(line: int, column: int) -> Place:
            own = inner[line - first] if 0 <= line - first < len(inner) else ""
            raw = self.source.lines[line] if line < len(self.source.lines) else ""
            moved = len(raw) - len(own) if own and raw.endswith(own) else 0
            return self.place(line, column + moved)

        return place


def _name_tasks(token: Token) -> None:
    """The class of a list of tasks as the style sheet knows it; a numbered one and items need none."""
    token.attrs.pop("class")
    if token.type == "bullet_list_open":
        token.attrSet("class", "tasks")


def make_id(text: str) -> str:
    """The valid id that is most like a text."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-") or "id"


def _align(token: Token) -> None:
    """Give a cell a class in the place of a style, which no page may have."""
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrSet("class", f"align-{style.removeprefix('text-align:')}")


def _make_figures(tokens: Sequence[Token]) -> list[Token]:
    """Blocks with a figure in the place of each paragraph that is one image."""
    made: list[Token] = []
    for token in tokens:
        if token.type == "paragraph_close" and _is_figure(made):
            image, opening = (made.pop().children or [])[0], made.pop()
            image.type, image.block, image.map = "figure", True, opening.map
            image.level, image.children = opening.level, []
            image.attrs = dict(opening.attrs)
            made.append(image)
        else:
            made.append(token)
    return made


def _is_figure(made: Sequence[Token]) -> bool:
    """Whether what was made last is a paragraph of one image."""
    if not made or made[-1].type != "inline":
        return False
    children = made[-1].children or []
    return len(children) == 1 and children[0].type == "image"
