"""The schema of front matter: the settings at the head of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitegen.pages.kinds import TRAITS
from sitegen.project.front_lines import META
from sitegen.project.pages import GROUPS, REQUIRED_META

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.project.setting import Shape

_SCALARS = ["string", "number", "boolean"]
_TEXT: Shape = {"type": _SCALARS, "pattern": r"\S"}
"""A value in one line: the reader takes it as it is written, whatever YAML makes of it."""
_SHAPES: Mapping[str, Shape] = {
    "kind": {"enum": list(TRAITS), "description": "What kind of page it is"},
    "title": {**_TEXT, "description": "Title of the page, above its text and in lists"},
    "short": {**_TEXT, "description": "Name in the navigation, where the title is too long"},
    "lead": {**_TEXT, "description": "What stands below the title, larger than the text"},
    "description": {
        **_TEXT,
        "description": "What the page says, in a sentence, for search engines and previews",
    },
    "domain": {**_TEXT, "description": "The subject that it is about: a key of domains.csv"},
    "group": {"enum": list(GROUPS), "description": "Where the navigation has the page"},
    "order": {
        "anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+$"}],
        "description": "Its place among pages of its kind, the lowest first",
    },
    "updated": {
        "type": "string",
        "format": "date",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        "description": "The day of the last change of substance; it puts the page into the feed",
    },
}


def describe_front_matter() -> dict[str, Any]:
    """What front matter may hold; of each kind of page, what that kind needs besides."""
    of_subject = [name for name, traits in TRAITS.items() if traits.of_subject]
    return {
        "title": "Front matter",
        "description": "The settings of a page, between the two lines `---` at its head; roles work in all texts",
        "type": "object",
        "properties": {name: _SHAPES[name] for name in META},
        "required": list(REQUIRED_META),
        "additionalProperties": False,
        "if": {"properties": {"kind": {"enum": of_subject}}, "required": ["kind"]},
        "then": {"properties": {"domain": _TEXT}, "required": ["domain"]},
    }
