"""Functions that are imported when they are first called.

Lists name all kinds of pages, checks and directives; who builds one page again pays for those that it needs.
`tests/test_imports.py` sees that each names a function, and one that may be imported there.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Later:
    """A function by the file that it stands in, below the generator, and its name: `pages.home:show_home`."""

    path: str

    def find(self) -> Callable[..., Any]:
        """The function."""
        file, _, name = self.path.partition(":")
        found: Callable[..., Any] = getattr(import_module(f"sitegen.{file}"), name)
        return found

    def __call__(self, *args: Any, **named: Any) -> Any:  # noqa: ANN401 # whatever the function takes and gives
        """Call the function."""
        return self.find()(*args, **named)
