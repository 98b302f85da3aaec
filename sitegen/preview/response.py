"""What the preview gives a browser: a page of the last good tree, and over it what is wrong.

Published files stay as they are; what is added here is added to the answer alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain, repeat
from mimetypes import MimeTypes
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from markupsafe import Markup, escape

from sitegen.addresses import INDEX
from sitegen.memo import digest
from sitegen.messages.said import NOTHING, Said, say
from sitegen.messages.telling import ENGLISH, Teller
from sitegen.preview.excerpts import MOST
from sitegen.preview.offers import COPYING, load_copying, mark_up
from sitegen.preview.own import sort_own_first
from sitegen.problems import add_hint, count_problems, fold_files, has_errors, sort_problems
from sitegen.project.editors import make_editor_link

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePath

    from sitegen.preview.compared import ComparedText
    from sitegen.preview.excerpts import Excerpt, Excerpts
    from sitegen.problems import Problem


STYLESHEET = "livereload.css"
SCRIPT = "livereload.js"
_OWN = {
    STYLESHEET: ("preview.css", "text/css; charset=utf-8"),
    COPYING: ("preview.js", "text/javascript; charset=utf-8"),
}
"""Files of the preview itself, by the names they are asked for, with their types."""

_TYPES = MimeTypes()  # the interpreter's own list: the same on every machine
_OTHER_TYPES = {
    ".atom": "application/atom+xml",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}

_PAGE = Markup(
    '<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width">'
    '<title>{title}</title><link rel="stylesheet" href="/{stylesheet}"></head>\n'
    "<body><section><h1>{title}</h1>{content}</section></body></html>\n"
)
# In a shadow tree, so that the page's styles and these do not meet; `details`, so that it can be
# put away without a script, which a page's content security policy might refuse.
_OVERLAY = Markup(
    '<sitegen-problems><template shadowrootmode="open">'
    '<link rel="stylesheet" href="/{stylesheet}">'
    '<section lang="{language}" role="{role}" aria-labelledby="sum" tabindex="-1"{focus}><details{open}>'
    '<summary id="sum">{title}</summary>{content}<p id="copied" role="status"></p></details></section>'
    "</template></sitegen-problems>"
)
_PROBLEM = Markup(
    '<li class="{level}"><span class="place">{place}</span> '
    '<span class="rule">{level}[{rule}]</span><p>{message}</p>{excerpt}{hint}{compared}</li>'
)
_COMPARED = Markup(
    '<dl class="compared"><dt>{older}</dt><dd>{older_text}</dd><dt>{newer}</dt><dd>{changed}</dd></dl>'
)
_WORDS = re.compile(r"[^\W\u2e80-\u9fff]+|\s+|.", re.DOTALL)
"""What of a text is compared at a time: a word, or a character of Chinese and Japanese."""
_EXCERPT = Markup('<pre><span class="line">{line}</span>{before}<mark>{marked}</mark>{after}</pre>')
_UNMARKED = Markup('<pre><span class="line">{line}</span>{before}</pre>')
_LINK = Markup('<a href="{href}">{place}</a>')
_LINE = Markup(
    '<sitegen-line><template shadowrootmode="open">'
    '<link rel="stylesheet" href="/{stylesheet}"><p class="done" role="status">{line}</p>'
    "</template></sitegen-line>"
)


@dataclass(frozen=True)
class PreviewState:
    """What is shown: the pages of the last good build, and the problems of the last build."""

    tree: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Files by address; empty where no build was good yet."""
    problems: tuple[Problem, ...] = ()
    root: str = "/"
    """Path of the published site's address: links of its 404 page begin with it."""
    made: str = ""
    """A name for the files; by default what they hold."""
    pages: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    """Addresses of the pages that each file of the content folder with a problem is."""
    teller: Teller = ENGLISH
    """Who tells what is wrong."""
    excerpts: Excerpts | None = field(default=None, repr=False)
    """The lines of sources that problems are about."""
    compared: Mapping[Problem, tuple[ComparedText, ...]] = field(default_factory=dict, repr=False)
    """The texts that problems tell to be older than in another language."""
    project: PurePath | None = None
    """The project's folder, which the editor opens files of."""
    editor: str = ""
    """The address that opens an editor at a place, as a template; empty for none."""
    line: Said = NOTHING
    """What the last build did, where it is just done."""
    standing: Literal["last", "now", "none"] = "last"
    """Of the page that is looked at: the last good one; as it is now, all errors being of other pages; or not there."""

    @cached_property
    def version(self) -> str:
        """A name for what is shown. A browser that shows another has to reload."""
        # A letter first: livereload.js takes what looks like a number for one.
        return f"v{digest((self.made or dict(self.tree), sort_problems(self.problems)))}"


@dataclass(frozen=True)
class Answer:
    """What a browser is given for a path."""

    status: int
    body: bytes = field(default=b"", repr=False)
    content_type: str = "text/html; charset=utf-8"
    location: str = ""
    """Where the browser is sent instead."""


def find_answer(shown: PreviewState, path: str, host: str) -> Answer:
    """The answer to a request for a path, decoded and without a query.

    `host` is what the browser calls this server, e.g. `localhost:8000`.
    """
    wanted = path.lstrip("/")
    shown = _put_own_first(shown, wanted)
    if wanted in _OWN:
        name, kind = _OWN[wanted]
        return Answer(200, (Path(__file__).parent / name).read_bytes(), kind)
    if not shown.tree:
        why = count_problems(shown.problems) or say("no file was made")
        page = _page(say("No page yet: {why}", why=why), _list(shown), shown.teller)
        return _add(Answer(500, page), PreviewState(), shown.version, host)
    for address in dict.fromkeys((wanted, f"/{wanted}".removeprefix(shown.root).lstrip("/"))):
        index = f"{address.rstrip('/')}/index.html".lstrip("/")
        if address in shown.tree:
            found = Answer(200, shown.tree[address], content_type(address))
            return _add(found, shown, shown.version, host)
        if index in shown.tree and (not address or address.endswith("/")):
            return _add(Answer(200, shown.tree[index]), shown, shown.version, host)
        if index in shown.tree:
            return Answer(302, location=quote(f"/{address}/"))
    return _answer_missing(shown, host)


def _answer_missing(shown: PreviewState, host: str) -> Answer:
    """What stands where no page is: while errors are told, the page may be one that could not be made."""
    if has_errors(shown.problems):
        page = _page(_say_title(shown), _list(shown), shown.teller)
        return _add(Answer(404, page), PreviewState(), shown.version, host)
    missing = shown.tree.get("404.html") or _page(
        say("There is no such page"), Markup(), shown.teller
    )
    return _add(Answer(404, missing), shown, shown.version, host)


def _put_own_first(shown: PreviewState, wanted: str) -> PreviewState:
    """What is shown, with what is wrong with the wanted page first; `wanted` is a path without a slash before it."""
    if not shown.problems:
        return shown
    address = f"/{wanted}".removeprefix(shown.root).lstrip("/")
    page = address if address.endswith(".html") else f"{address.rstrip('/')}/{INDEX}".lstrip("/")
    own = sort_own_first(shown.problems, shown.pages, page)
    wrong = [one.path for one in own if one.level == "error"]
    elsewhere = all(path in shown.pages and page not in shown.pages[path] for path in wrong)
    standing: Literal["last", "now", "none"] = "now" if elsewhere else "last"
    there = {page, address} & shown.tree.keys()
    return replace(shown, problems=own, standing=standing if there else "none")


def content_type(address: str) -> str:
    """The media type of a file by its name."""
    suffix = PurePosixPath(address).suffix.lower()
    kind = _OTHER_TYPES.get(suffix) or _TYPES.guess_type(f"_{suffix}")[0]
    if kind is None:
        return "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or suffix == ".xml" else kind


def _add(answer: Answer, shown: PreviewState, version: str, host: str) -> Answer:
    """Put the script, and an overlay where there are problems, into a page."""
    if not answer.content_type.startswith("text/html"):
        return answer
    before, end, after = answer.body.rpartition(b"</body>")
    if not end:
        before, after = answer.body, b""
    added = render_overlay(shown) + load_copying(shown.problems) + _script(version, host)
    return Answer(answer.status, before + added.encode() + end + after, answer.content_type)


def _script(version: str, host: str) -> Markup:
    """The element that loads livereload.js, which says `version` back when it connects."""
    query = f"snipver={version}&maxdelay=2000"
    name, _, port = host.rpartition(":")
    if not port.isdigit():
        query += "&port=80"  # livereload.js would take its own, 35729
    elif name.startswith("["):
        query += f"&host={name}&port={port}"  # it cannot read an IPv6 address
    return Markup('<script src="/{}?{}"></script>').format(SCRIPT, query)


def render_overlay(shown: PreviewState) -> Markup:
    """The overlay of a page; warnings alone, and what is wrong on other pages, stay folded."""
    told = shown.teller.tell(shown.line)
    if not shown.problems:
        return _LINE.format(stylesheet=STYLESHEET, line=told) if told else Markup()
    is_open = has_errors(shown.problems) and shown.standing != "now"
    title = _say_title(shown)
    line = Markup('<p class="line">{}</p>').format(told) if told else Markup()
    return _OVERLAY.format(
        stylesheet=STYLESHEET,
        role="alertdialog" if is_open else "status",
        focus=Markup(" autofocus") if is_open else "",
        open=Markup(" open") if is_open else "",
        language=shown.teller.code,
        title=shown.teller.tell(title),
        content=_list(shown) + line,
    )


def _say_title(shown: PreviewState) -> Said:
    """How much is wrong, and what that means for the page."""
    count = count_problems(shown.problems)
    if not has_errors(shown.problems):
        return count
    if shown.standing == "none":
        return say("{count}: this page could not be made yet", count=count)
    if shown.standing == "now":
        return say("{count}, on other pages: this one is as it is now", count=count)
    return say("{count}: this is the last good page", count=count)


def _page(title: Said, content: Markup, teller: Teller) -> bytes:
    told = teller.tell(title)
    page = _PAGE.format(title=told, language=teller.code, stylesheet=STYLESHEET, content=content)
    return page.encode()


def _list(shown: PreviewState) -> Markup:
    folded = fold_files(shown.problems)
    find = shown.excerpts.find if shown.excerpts else lambda _: None
    excerpts = chain((find(problem) for problem, _ in folded[:MOST]), repeat(None))
    items = (_item(*one, excerpt, shown) for one, excerpt in zip(folded, excerpts, strict=False))
    return Markup("<ol>{}</ol>").format(Markup().join(items))


def _item(problem: Problem, told: Problem, excerpt: Excerpt | None, shown: PreviewState) -> Markup:
    """A problem as it is told, with its line."""
    tell = shown.teller.tell
    return _PROBLEM.format(
        level=problem.level,
        place=_place(problem, shown) if excerpt else escape(_name_place(problem)),
        rule=problem.rule,
        message=mark_up(tell(add_hint(told.message, NOTHING)), shown.teller),
        excerpt=_cut(problem, excerpt),
        hint=Markup('<p class="hint">{}</p>').format(mark_up(tell(told.hint), shown.teller))
        if told.hint
        else "",
        compared=Markup().join(
            _compare(one, shown.teller) for one in shown.compared.get(problem, ())
        ),
    )


def _compare(one: ComparedText, teller: Teller) -> Markup:
    """A text in both languages, and what changed in the one that was reworded."""
    if one.before:
        changed = _mark_changes(one.before, one.newer_text)
    else:
        unknown = say("no commit has what it said when both were agreed")
        changed = escape(one.newer_text) + Markup("<br><small>{}</small>").format(
            teller.tell(unknown)
        )
    return _COMPARED.format(
        older=one.older, older_text=one.older_text, newer=one.newer, changed=changed
    )


def _mark_changes(before: str, after: str) -> Markup:
    """A text with what went struck out and what came underlined, word by word."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    made = Markup()
    for sort, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort not in {"insert", "equal"}:
            made += Markup("<del>{}</del>").format("".join(old[i:j]))
        text = "".join(new[k:m])
        made += Markup("<ins>{}</ins>").format(text) if sort != "equal" and text else escape(text)
    return made


def _place(problem: Problem, shown: PreviewState) -> Markup:
    """Where a problem is, as a link that opens an editor there, if one is named."""
    place = _name_place(problem)
    if not shown.editor or shown.project is None:
        return escape(place)
    path = shown.project / problem.path
    href = make_editor_link(shown.editor, path, problem.line, problem.column)
    return _LINK.format(href=href, place=place)


def _name_place(problem: Problem) -> str:
    numbers = (str(number) for number in (problem.line, problem.column) if number)
    return ":".join([problem.path, *numbers])


def _cut(problem: Problem, excerpt: Excerpt | None) -> Markup:
    """The line of the source that a problem is about, with a caret below what is wrong."""
    if excerpt is None:
        return Markup()
    form = _EXCERPT if excerpt.marked else _UNMARKED
    return form.format(
        line=problem.line,
        before=excerpt.before,
        marked=excerpt.marked,
        after=excerpt.after,
    )
