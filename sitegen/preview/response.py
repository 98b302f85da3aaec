"""What the preview gives a browser: a page of the last good tree, and over it what is wrong.

Published files stay as they are; what is added here is added to the answer alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from mimetypes import MimeTypes
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from sitegen.addresses import INDEX
from sitegen.memo import digest
from sitegen.messages.said import NOTHING, Said, say
from sitegen.messages.telling import ENGLISH, Teller
from sitegen.preview.own import sort_own_first
from sitegen.problems import add_hint, count_problems, has_errors, sort_problems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.problems import Problem


STYLESHEET = "livereload.css"
SCRIPT = "livereload.js"
COPYING = "livereload.copy.js"
"""What copies the roles of the overlay; a file, since a page's policy refuses a script that is written into it."""
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
    '<span class="rule">{level}[{rule}]</span><p>{message}</p>{hint}</li>'
)
_ROLE = re.compile(r"\{[a-z-]+\}`([^`]*)`")
_ANY = "key"
"""What stands for a key in a role that shows how one is written."""
_EXAMPLE = Markup("<code>{role}</code>")
_COPIED = Markup(
    '<span class="role"><code>{role}</code> <button type="button" hidden data-role="{role}"'
    ' aria-label="{copy_role}" data-copied="{copied}" data-told="{told}">{copy}</button></span>'
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
    return shown if own == shown.problems else replace(shown, problems=own)


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
    added = render_overlay(shown) + _load_copying(shown.problems) + _script(version, host)
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


def _load_copying(problems: tuple[Problem, ...]) -> Markup:
    """The element that loads what copies roles, where a problem proposes some."""
    if not any(own != _ANY for one in problems for own in _ROLE.findall(one.hint)):
        return Markup()
    return Markup('<script src="/{}"></script>').format(COPYING)


def render_overlay(shown: PreviewState) -> Markup:
    """The overlay of a page; warnings alone stay folded."""
    if not shown.problems:
        return Markup()
    wrong = has_errors(shown.problems)
    title = count_problems(shown.problems)
    if wrong:
        title = say("{count}: this is the last good page", count=title)
    return _OVERLAY.format(
        stylesheet=STYLESHEET,
        role="alertdialog" if wrong else "status",
        focus=Markup(" autofocus") if wrong else "",
        open=Markup(" open") if wrong else "",
        language=shown.teller.code,
        title=shown.teller.tell(title),
        content=_list(shown),
    )


def _page(title: Said, content: Markup, teller: Teller) -> bytes:
    told = teller.tell(title)
    page = _PAGE.format(title=told, language=teller.code, stylesheet=STYLESHEET, content=content)
    return page.encode()


def _list(shown: PreviewState) -> Markup:
    items = (_item(problem, shown.teller) for problem in shown.problems)
    return Markup("<ol>{}</ol>").format(Markup().join(items))


def _item(problem: Problem, teller: Teller) -> Markup:
    return _PROBLEM.format(
        level=problem.level,
        place=":".join(
            [problem.path, *(str(number) for number in (problem.line, problem.column) if number)]
        ),
        rule=problem.rule,
        message=_mark_up(teller.tell(add_hint(problem.message, NOTHING)), teller),
        hint=Markup('<p class="hint">{}</p>').format(_mark_up(teller.tell(problem.hint), teller))
        if problem.hint
        else "",
    )


def _mark_up(text: str, teller: Teller) -> Markup:
    """A text of a message; what it quotes between backticks is set as code, and a role with a button that copies it."""
    parts: list[Markup] = []
    at = 0
    for match in _ROLE.finditer(text):
        parts.append(_quote(text[at : match.start()]))
        is_example = match[1] == _ANY
        parts.append(_EXAMPLE.format(role=match[0]) if is_example else _offer(match[0], teller))
        at = match.end()
    return Markup().join((*parts, _quote(text[at:])))


def _offer(role: str, teller: Teller) -> Markup:
    """A role with a button that copies it."""
    return _COPIED.format(
        role=role,
        copy=teller.tell(say("Copy")),
        copy_role=teller.tell(say("Copy {role}", role=role)),
        copied=teller.tell(say("Copied")),
        told=teller.tell(say("Copied: {role}", role=role)),
    )


def _quote(text: str) -> Markup:
    """A text of a message without roles."""
    quoted = re.sub(r"`([^`]*)`", r"<code>\1</code>", str(escape(text)))
    return Markup(quoted)  # noqa: S704 - escaped in the line above
