"""What a reader copies to show a chart or a figure on a site of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEIGHT = re.compile(r"<svg[^>]*? viewBox=\"0 0 [\d.]+ ([\d.]+)\"")
_ROOM = 220
"""What title, source and foot take, in pixels."""
_CARD = 240
"""How high a figure is with all that is said of it, in pixels."""


@dataclass(frozen=True)
class Embed:
    """A chart or a figure in a frame."""

    url: str
    """Absolute."""
    title: str

    def code(self, drawing: Mapping[str, str] | None = None) -> str:
        """The frame as HTML, as high as its drawing needs."""
        height = _CARD if drawing is None else _ROOM + measure_height(drawing)
        return (
            f'<iframe src="{escape(self.url)}" title="{escape(self.title)}" '
            f'width="100%" height="{height}" loading="lazy" style="border:0"></iframe>'
        )


def measure_height(drawing: Mapping[str, str]) -> int:
    """How high the higher form of a drawing is, in pixels."""
    found = (_HEIGHT.search(drawing.get(form, "")) for form in ("wide", "narrow"))
    return max((round(float(match[1])) for match in found if match), default=_CARD)
