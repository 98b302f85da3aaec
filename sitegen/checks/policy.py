"""No page has a script, a style or a handler written into it: its content security policy would refuse them.

What a policy refuses fails in silence for the reader, so it must fail loudly here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.checks.scan import Tag
    from sitegen.checks.stages import OutputStage
    from sitegen.problems import Problem

_HANDLER = re.compile(r"on[a-z]+")
_LEADING = frozenset({"href", "src", "action", "formaction", "xlink:href"})
"""Attributes that hold an address."""


def check_policy(stage: OutputStage) -> Iterator[Problem]:
    """Scripts, styles and handlers inside a page."""
    for found in dict.fromkeys(find_code(stage.tags)):
        yield Place(stage.address).problem(
            "inline-code",
            f"the page has {found}, which its content security policy refuses",
            "Move it into an asset",
        )


def find_code(tags: Iterable[Tag]) -> Iterator[str]:
    """What is written into a page: what each piece is, and in which element."""
    for tag, values in tags:
        if tag == "style":
            yield "a `<style>`"
        if tag == "script" and "src" not in values and not _is_data(values.get("type", "")):
            yield "a `<script>` without `src`"
        for name, value in values.items():
            if name in {"style", "srcdoc"}:
                yield f"`{name}` on a `<{tag}>`"
            elif name.startswith("on") and _HANDLER.fullmatch(name):
                yield f"the handler `{name}` on a `<{tag}>`"
            elif name in _LEADING and value.strip().lower().startswith("javascript:"):
                yield f"a script in the `{name}` of a `<{tag}>`"


def _is_data(kind: str) -> bool:
    """Whether a script element holds data and is not run: JSON, or JSON-LD."""
    return kind in {"application/json", "application/ld+json"}
