"""The folder beside an output that holds what its next build needs: the stage, its record, its lock.

It is ours by the marker in it, which names the output, and never by its name. It stays from build to build.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


_PREFIX = ".sitegen-stage-"
_MARKER = "stage.json"


@dataclass(frozen=True)
class Stage:
    """Where the parts of such a folder are."""

    folder: Path

    @property
    def tree(self) -> Path:
        """The tree that takes the place of the published one."""
        return self.folder / "tree"

    @property
    def aside(self) -> Path:
        """Where the published tree is for an instant, if the two cannot be exchanged in one step."""
        return self.folder / "aside"

    @property
    def record(self) -> Path:
        """What the trees held when they were last looked at."""
        return self.folder / "record"

    @property
    def pending(self) -> Path:
        """The assets of a build that is being published; there from before the exchange to the end."""
        return self.folder / "pending.json"

    @property
    def lock(self) -> Path:
        """Locked by who publishes."""
        return self.folder / "lock"


def open_stage(output: Path) -> Stage:
    """The stage of an output, made where there is none.

    Raises:
        OSError: It cannot be made.
    """
    digest = hashlib.blake2b(os.fsencode(output.name), digest_size=4).hexdigest()
    marker = json.dumps({"made_by": "sitegen", "stage_of": output.name})
    for number in count(1):
        folder = output.with_name(f"{_PREFIX}{digest}{f'-{number}' * (number > 1)}")
        if _is_ours(folder, marker):
            return Stage(folder)
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o755)
        if _is_unused(folder):
            (folder / ".gitignore").write_text("*\n", "utf-8")
            (folder / _MARKER).write_text(marker, "utf-8")
            return Stage(folder)
    raise AssertionError


def write_pending(stage: Stage, assets: Iterable[str]) -> None:
    """Note the assets of a site that is about to be published, lest a kill leave them unknown."""
    fresh = stage.pending.with_name("pending.new")
    fresh.write_text(json.dumps(sorted(assets)), "utf-8")
    fresh.replace(stage.pending)


def read_pending(stage: Stage) -> frozenset[str]:
    """The assets of a site whose publishing did not come to its end; none where it did."""
    try:
        return frozenset(map(str, json.loads(stage.pending.read_text("utf-8"))))
    except (OSError, ValueError, TypeError):
        return frozenset()


def _is_unused(folder: Path) -> bool:
    """Whether a folder holds nothing, or no more than a build that was killed while making it left."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    left = {path.name: path.stat().st_size for path in folder.iterdir()}
    return left.keys() <= {".gitignore", _MARKER} and not left.get(_MARKER)


def _is_ours(folder: Path, marker: str) -> bool:
    """Whether a build made it: it has our marker, and no link, which a build never makes."""
    path = folder / _MARKER
    try:
        links = folder.is_symlink() or any(one.is_symlink() for one in folder.iterdir())
        return not links and path.read_text("utf-8") == marker
    except (OSError, UnicodeDecodeError):
        return False
