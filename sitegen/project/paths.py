"""Where the parts of a project lie unless its settings say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.project.setting import Shape

USUAL_PATHS = {
    "content": "content",
    "data": "data",
    "templates": "templates",
    "output": "site",
    "cache": ".sitegen/cache",
}
"""Where the parts of a project lie unless its settings say otherwise."""
_HELD = {
    "content": "the pages",
    "data": "the tables",
    "templates": "templates, assets and catalogues of the project's own",
    "output": "the built site",
    "cache": "what builds keep for the next one",
}
PATHS_SHAPE: Shape = {
    "type": "object",
    "properties": {
        name: {
            "type": "string",
            "pattern": r"^[^\\\u0000]*[^\\\s\u0000][^\\\u0000]*$",
            "default": usual,
            "description": f"The folder of {_HELD[name]}",
        }
        for name, usual in USUAL_PATHS.items()
    },
    "additionalProperties": False,
}
