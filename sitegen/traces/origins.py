"""What a unit read, as it is told outside: single files by their names, what stands for many by its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILE = "file:"
_FOLDERS = {
    "assets": "templates/",
    "look": "templates/",
    "settings": "site.toml",
    "tables": "data/",
    "template": "templates/",
    "voice": "templates/",
}
"""What inputs of a unit are told as that are no single files, by how their names begin."""


def list_origins(names: Iterable[str]) -> list[str]:
    """The files and folders behind the names that a unit read, in order."""
    return sorted({origin for name in names if (origin := _find_origin(name))})


def _find_origin(name: str) -> str:
    if name.startswith(_FILE):
        return name[len(_FILE) :]
    return next((folder for start, folder in _FOLDERS.items() if name.startswith(start)), "")
