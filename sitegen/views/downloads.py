"""Files of data that a page offers to take away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class DownloadLink:
    """A file in one format."""

    format: str
    """The name of the format: `CSV`, `Vega-Lite`."""
    href: str
    """Relative to the page."""
    name: str
    """The file's name."""


@dataclass(frozen=True)
class DownloadView:
    """What can be taken away, in one format or more."""

    name: str
    """The files' name without an ending."""
    text: str
    """What is in them."""
    links: tuple[DownloadLink, ...]


FORMATS = {"vl.json": "Vega-Lite", "excel": "CSV (Excel)"}
"""What formats are called that are not called as the files end."""


def view_download(folder: str, name: str, text: str, endings: Sequence[str]) -> DownloadView:
    """Files of one name in a folder, whose address ends in a slash; a link for each ending.

    `excel` is no ending: it is the table as CSV for spreadsheets, in a folder of that name.
    """
    return DownloadView(
        name,
        text,
        tuple(
            DownloadLink(
                FORMATS.get(ending, ending.upper()),
                f"{folder}excel/{name}.csv" if ending == "excel" else f"{folder}{name}.{ending}",
                f"{name}.csv" if ending == "excel" else f"{name}.{ending}",
            )
            for ending in endings
        ),
    )
