"""Where the parts of a project lie unless its settings say otherwise, and which of them lie outside."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def find_outside(project: Path, paths: Mapping[str, str]) -> frozenset[str]:
    """The names of paths that lead out of a project, by whatever links.

    Raises:
        ValueError: One of them can be that of nothing.
    """
    root = os.path.realpath(project)
    return frozenset(
        name
        for name, path in paths.items()
        if not Path(os.path.realpath(project / path)).is_relative_to(root)
    )
