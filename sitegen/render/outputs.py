"""What a page and a file are before they are rendered and written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.language.voice import Voice


@dataclass(frozen=True)
class PageOutput:
    """A page to be rendered."""

    address: str
    """Path below the site's root."""
    template: str
    voice: Voice
    context: Mapping[str, Any] = field(compare=False)
    """Plain values; all that the template gets."""
    listed: int = 0
    """Facts that it lists, however many there are."""


@dataclass(frozen=True)
class Printed:
    """A PDF of a page, as the page offers it."""

    href: str
    pages: int


@dataclass(frozen=True)
class OutputFile:
    """A file that needs no template."""

    address: str
    content: bytes
