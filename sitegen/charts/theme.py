"""The look all charts share: colours, type, sizes; and its translation to Vega-Lite.

Inline charts take their colours from CSS variables `--chart-<tone>`, so that one
picture follows the reader's light or dark scheme; files for download carry the light
colours, and the stylesheet sets the variables to the same ones on a light ground:

| tone   | stands for                            | light   | on #ffffff |
|--------|---------------------------------------|---------|------------|
| ground | what is behind the chart; halos       | #ffffff |            |
| ink    | labels and numbers                    | #1b1f23 | 16.6       |
| muted  | unit, axis numbers, notes             | #59616a | 6.3        |
| axis   | the zero line, connections            | #7b838b | 3.8        |
| grid   | grid lines and tracks; never needed   | #dde1e5 |            |
| 1      | what was reached; the accent          | #0a5ca8 | 6.8        |
| 2      | targets and the way to them           | #bc4a08 | 5.1        |
| 3      | decline                               | #741838 | 10.9       |

What they are on a dark ground, the stylesheet alone says.

Text needs a contrast of 4.5, marks 3 (WCAG 2.2, 1.4.3 and 1.4.11); grid lines repeat
what the numbers say. The tones 1 to 3 stay apart in protanopia, deuteranopia and
tritanopia, and no chart tells by colour alone. A test measures both.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.charts.data import Form


LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "ground": "#ffffff",
        "ink": "#1b1f23",
        "muted": "#59616a",
        "axis": "#7b838b",
        "grid": "#dde1e5",
        "1": "#0a5ca8",
        "2": "#bc4a08",
        "3": "#741838",
    }
)

FONTS = '"Helvetica Neue", Arial, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif'
"""Ends in `sans-serif`: without it the drawing library measures text by a rough guess."""

TITLE = 17
"""Size of the title of a file, in pixels."""
LABEL = 13
"""Size of labels and numbers at marks."""
SMALL = 12
"""Size of axis numbers, unit and notes; nothing is smaller."""
LINE = 1.3
"""Distance of lines of one text, in its size."""

FAINT = 0.22
"""Opacity of an area that shows what is stated as a range; its edge is opaque."""


def colour(tone: str, form: Form) -> str:
    """A tone as the form writes colours: a CSS variable, or the light colour."""
    return f"var(--chart-{tone})" if form.inline else LIGHT[tone]


def config(form: Form) -> dict[str, Any]:
    """The Vega-Lite configuration of a form.

    Its texts for screen readers are switched off: they are English whatever the page's
    language is, and the page says it better.
    """
    return {
        "view": {"continuousWidth": 300, "continuousHeight": 300, "stroke": None},
        "aria": False,
        "background": "transparent" if form.inline else LIGHT["ground"],
        "font": FONTS,
        "text": {"font": FONTS, "fontSize": LABEL, "limit": 0},
    }
