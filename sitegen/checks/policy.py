"""No page has a script, a style or a handler written into it: its content security policy would refuse them.

What a policy refuses fails in silence for the reader, so it must fail loudly here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sitegen.checks.scan import KEPT
from sitegen.messages.said import Said, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.checks.scan import Tag
    from sitegen.checks.stages import OutputStage
    from sitegen.problems import Problem

_HANDLER = re.compile(r"on[a-z]+")
_LEADING = frozenset({"href", "src", "action", "formaction", "xlink:href"})
"""Attributes that hold an address."""


class Code(NamedTuple):
    """A piece of code that is written into a page."""

    said: Said
    """What it is, and in which element."""
    tag: str
    name: str = ""
    """The attribute that holds it; empty where the element does."""
    value: str = ""


def check_policy(stage: OutputStage) -> Iterator[Problem]:
    """Scripts, styles and handlers inside a page."""
    for code in dict.fromkeys(find_code(stage.tags)):
        origin = (
            stage.origins.trace_attribute((code.name,), code.value, code.tag)
            if code.name
            else stage.origins.trace_element(code.tag, "src" if code.tag == "script" else "")
        )
        yield origin.place.problem(
            "inline-code",
            say(
                "the page has {said}, which its content security policy refuses{suffix}",
                said=code.said,
                suffix=origin.suffix,
            ),
            say("Move it into an asset"),
        )


def find_code(tags: Iterable[Tag]) -> Iterator[Code]:
    """What is written into a page."""
    for tag in dict.fromkeys(tags):  # a page has most of its tags many times
        yield from _find_inside(tag)


@lru_cache(maxsize=KEPT)
def _find_inside(tag: Tag) -> tuple[Code, ...]:
    return tuple(_look_inside(tag.name, tag.values))


def _look_inside(tag: str, values: Mapping[str, str]) -> Iterator[Code]:
    if tag == "style":
        yield Code(say("a `<style>`"), tag)
    if tag == "script" and "src" not in values and not _is_data(values.get("type", "")):
        yield Code(say("a `<script>` without `src`"), tag)
    for name, value in values.items():
        if name in {"style", "srcdoc"}:
            yield Code(say("`{name}` on a `<{tag}>`", name=name, tag=tag), tag, name, value)
        elif name.startswith("on") and _HANDLER.fullmatch(name):
            yield Code(
                say("the handler `{name}` on a `<{tag}>`", name=name, tag=tag), tag, name, value
            )
        elif name in _LEADING and value.strip().lower().startswith("javascript:"):
            yield Code(
                say("a script in the `{name}` of a `<{tag}>`", name=name, tag=tag), tag, name, value
            )


def _is_data(kind: str) -> bool:
    """Whether a script element holds data and is not run: JSON, or JSON-LD."""
    return kind in {"application/json", "application/ld+json"}
