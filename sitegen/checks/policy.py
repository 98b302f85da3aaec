"""No page has a script, a style or a handler written into it: its content security policy would refuse them.

What a policy refuses fails in silence for the reader, so it must fail loudly here.
"""

from __future__ import annotations

import json
import re
from functools import partial
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import TreeStage
    from sitegen.problems import Problem


_SUSPECT = re.compile(
    r"""<script(?!\ (?:src="[^"]*"(?:\ data-[a-z]+="[^"]*")*(?:\ defer)?></script>|type="application/ld\+json">))
    |<style|\s(?:style|srcdoc|on[a-z]+)\s*=|javascript:""",
    re.IGNORECASE | re.VERBOSE,
)
"""What no page without inline code has; only pages that have it are parsed."""
_HANDLER = re.compile(r"on[a-z]+")
_LEADING = frozenset({"href", "src", "action", "formaction", "xlink:href"})
"""Attributes that hold an address."""


def check_policy(stage: TreeStage) -> Iterator[Problem]:
    """Scripts, styles and handlers inside pages."""
    for address, content in stage.files.items():
        if address.endswith(".html"):
            text = stage.memo.recall("policy", address, content, partial(_read, content))
            for found in json.loads(text):
                yield Place(address).problem(
                    "inline-code",
                    f"the page has {found}, which its content security policy refuses",
                    "Move it into an asset",
                )


def _read(content: bytes) -> str:
    """What is written into a page, as JSON."""
    html = content.decode()
    if not _SUSPECT.search(html):
        return "[]"
    finder = _Finder()
    finder.feed(html)
    finder.close()
    return json.dumps(list(dict.fromkeys(finder.found)), ensure_ascii=False)


def _is_data(kind: str) -> bool:
    """Whether a script element holds data and is not run: JSON, or JSON-LD."""
    return kind in {"application/json", "application/ld+json"}


class _Finder(HTMLParser):
    """Collects inline code: `found` says of each piece what it is and in which element."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a script, a style or a handler in a tag."""
        values = {name: value or "" for name, value in attrs}
        if tag == "style":
            self.found.append("a `<style>`")
        if tag == "script" and "src" not in values and not _is_data(values.get("type", "")):
            self.found.append("a `<script>` without `src`")
        for name, value in values.items():
            if name in {"style", "srcdoc"}:
                self.found.append(f"`{name}` on a `<{tag}>`")
            elif _HANDLER.fullmatch(name):
                self.found.append(f"the handler `{name}` on a `<{tag}>`")
            elif name in _LEADING and value.strip().lower().startswith("javascript:"):
                self.found.append(f"a script in the `{name}` of a `<{tag}>`")
