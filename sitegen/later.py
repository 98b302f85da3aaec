"""Functions and entries that are imported when they are first needed.

Lists name all kinds of pages, checks, directives and commands; who builds one page again pays for those that it
needs. `tests/test_imports.py` sees that each names one, and one that may be imported there.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Later:
    """A function or an entry by the file that it stands in, below the generator, and its name: `pages.home:show_home`."""

    path: str

    def find(self) -> Any:  # noqa: ANN401 # whatever has the name
        """What has the name."""
        file, _, name = self.path.partition(":")
        return getattr(import_module(f"sitegen.{file}"), name)

    def __call__(self, *args: Any, **named: Any) -> Any:  # noqa: ANN401 # whatever the function takes and gives
        """Call the function."""
        return self.find()(*args, **named)
