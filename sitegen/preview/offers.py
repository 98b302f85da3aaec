"""Texts of messages as the overlay shows them: what they quote is set as code, and roles that they propose can be copied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from sitegen.messages.said import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.messages.telling import Teller
    from sitegen.problems import Problem

COPYING = "livereload.copy.js"
"""What copies the roles of the overlay; a file, since a page's policy refuses a script that is written into it."""
_ROLE = re.compile(r"\{[a-z-]+\}`[^`]*[/:][^`]*`")
"""A role with a key, or what is counted; one that only shows how roles are written has neither slash nor colon."""
_COPIED = Markup(
    '<span class="role"><code>{role}</code> <button type="button" hidden data-role="{role}"'
    ' aria-label="{copy_role}" data-copied="{copied}" data-told="{told}">{copy}</button></span>'
)


def load_copying(problems: Iterable[Problem]) -> Markup:
    """The element that loads what copies roles, where a problem proposes some."""
    if not any(_ROLE.search(one.hint) for one in problems):
        return Markup()
    return Markup('<script src="/{}"></script>').format(COPYING)


def mark_up(text: str, teller: Teller) -> Markup:
    """A text of a message; what it quotes between backticks is set as code, and a role with a button that copies it."""
    parts: list[Markup] = []
    at = 0
    for match in _ROLE.finditer(text):
        parts.append(_quote(text[at : match.start()]))
        parts.append(_offer(match[0], teller))
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
