"""What of a browser and of fonts a machine has. Cheap to ask, for every build does."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""What Chromium is called, here and there."""


@dataclass(frozen=True)
class Browser:
    """A Chromium of this machine."""

    path: str
    """Empty where none was found."""
    stamp: str
    """A name for this build of it: asking for its version would cost a third of a second."""


def find_browser() -> Browser:
    """The Chromium of this machine; one without a path where there is none."""
    path = next((found for name in NAMES if (found := shutil.which(name))), "")
    if not path or os.name != "posix":
        return Browser("", "")
    real = Path(path).resolve()
    stat = real.stat()
    return Browser(path, f"{real}:{stat.st_size}:{stat.st_mtime_ns}")


def find_fonts(tag: str) -> str | None:
    """The fonts that can write a language, one a line; `None` where the system does not say."""
    import subprocess

    command = shutil.which("fc-list")
    if command is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 # a tool of the system, asked for a tag of site.toml
            [command, f":lang={tag.partition('-')[0]}", "family"],
            check=True,
            capture_output=True,
            text=True,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return "\n".join(sorted(set(done.stdout.splitlines())))
