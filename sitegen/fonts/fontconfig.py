"""The generator's own fonts, and a configuration of fontconfig that names them and no others.

vl-convert measures and paints with the fonts that fontconfig names when it is first used in a
process. Both users of it, `charts.vega` and `media.painting`, show it their own folder, so that
the same bytes come out whatever fonts a machine has.

**`metrics/`**: `han-metrics.otf` has one glyph that stands for every Han character; it measures, and
never shows. How it was made: subset Noto Sans CJK SC (OFL) with fontTools to one ideograph,
without layout tables and hints; replace `cmap` by one subtable, platform 3, encoding
10, format 13, that maps U+2E80-303F, 3041-33FF, 3400-4DBF, 4E00-9FFF, F900-FAFF,
FE30-FE4F, FF01-FF60 and FFE0-FFE6 to that glyph; rename it (a name reserved to the
original must not be used). A font built from nothing was not picked up by fontconfig.

**`glyphs/`**: `han-bold.otf`, "Sitegen Han", covers ASCII, Latin-1, GB 2312 and a few marks, 1.5 MB; its
quotation marks are as wide as Han characters. `latin-bold.otf`, "Sitegen Latin", has what is no Han of
it, with narrow ones. How they were made: subset Noto Sans CJK Bold (OFL) with fontTools, SC for the
first and KR for the second, to these characters, without hints and layout tables (the second keeps
`kern`); rename them in `name` and `CFF`, for the same reason.
"""

from __future__ import annotations

from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.temporary import lend_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "FONTCONFIG_FILE"
"""Environment variable that names fontconfig's configuration."""
METRICS = Path(__file__).parent / "metrics"
"""Folder of the font that measures."""
GLYPHS = Path(__file__).parent / "glyphs"
"""Folder of the fonts that pictures are painted with."""


@contextmanager
def configure_fonts(folder: Path) -> Iterator[Path]:
    """A configuration of fontconfig that names the fonts of one folder; it lives as long as the context."""
    with lend_folder() as place:
        file = place / "fonts.conf"
        file.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
            f"<fontconfig><dir>{escape(str(folder))}</dir>"
            f"<cachedir>{escape(str(place))}</cachedir></fontconfig>",
            encoding="utf-8",
        )
        yield file
