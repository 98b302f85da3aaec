"""What a device shows of the site that has been put on its screen: the table `[manifest]` of `site.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.language.localized import Localized
from sitegen.messages.said import say, say_names
from sitegen.problems import suggest
from sitegen.project.languages import check_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.problems import Problem
    from sitegen.project.setting import Given, Shape


_COLOURS = ("theme_color", "background_color")
_COLOUR = "#[0-9a-f]{6}"
_SHOWN = (
    "the device gives the frame around the site",
    "the screen has while the site is loaded",
)
MANIFEST_SHAPE: Shape = {
    "type": "object",
    "properties": {
        "short_name": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "minProperties": 1,
            "description": "What stands below the icon, in each language",
        },
        **{
            name: {
                "type": "string",
                "pattern": f"^{_COLOUR}$",
                "description": f"The colour that {shown}",
            }
            for name, shown in zip(_COLOURS, _SHOWN, strict=True)
        },
    },
    "anyOf": [{"maxProperties": 0}, {"required": ["short_name", *_COLOURS]}],
    "additionalProperties": False,
}
"""An empty table is a site without a manifest."""


@dataclass(frozen=True)
class Manifest:
    """What a device shows of the site that has been put on its screen."""

    short_name: Localized
    theme_color: str
    background_color: str


def read_manifest(table: dict[str, Any], codes: tuple[str, ...]) -> Manifest | None:
    """The manifest of a table that is right; `None` for an empty one: the site then has none."""
    if not table:
        return None
    short = Localized(tuple((code, table["short_name"][code]) for code in codes))
    return Manifest(short, table["theme_color"], table["background_color"])


def check_manifest(given: Given) -> Iterator[Problem]:
    """Yields what is wrong with the table `[manifest]`: other settings, no colours, languages without a name."""
    table = given.value
    if not isinstance(table, dict):
        yield given.place.problem(
            "config",
            say("`manifest` is not a table"),
            say("Write a line `[manifest]` above its settings"),
        )
        return
    if not table:
        return
    for key in sorted(table.keys() - {"short_name", *_COLOURS}):
        yield given.find(key).problem(
            "config",
            say("`{key}` is not a setting of the manifest", key=key),
            suggest(key, ("short_name", *_COLOURS))
            or say("Settings are {names}", names=say_names(("short_name", *_COLOURS))),
        )
    for key in _COLOURS:
        if not re.fullmatch(_COLOUR, str(table.get(key))):
            yield given.find(key if key in table else "manifest").problem(
                "config",
                say("`{key}` of the manifest is missing, or not a colour", key=key),
                say('Write `"#0a5ca8"`'),
            )
    yield from check_texts(given, "short_name", table.get("short_name"), given.place)
