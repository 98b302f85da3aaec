"""What a directive is: what it takes, and the value it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.project.markdown import DirectiveTraits

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.project.parsed import Directive
    from sitegen.resolve.roles import RoleResolver


@dataclass(frozen=True)
class Block:
    """What stands in a page for a directive."""

    name: str
    """Of the directive: the templates draw it by the macro of this name."""
    shown: object = None
    """The directive's own value, as its macro takes it; `None` for a directive that is wrong."""

    @property
    def macro(self) -> str:
        """The name of its macro: the directive's, with `_` for each hyphen."""
        return self.name.replace("-", "_")


@dataclass(frozen=True)
class DirectiveKind:
    """A directive: what it takes, and the function that resolves it."""

    name: str
    """As authors write it: `:::{name}`."""
    resolve: Callable[[RoleResolver, Directive], object]
    """Makes the value that the directive shows; `None`, and a problem, where it cannot."""
    options: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    """Those of the options without which it is wrong."""
    traits: DirectiveTraits = field(default_factory=DirectiveTraits)
    """What of it is Markdown, for the parser."""
