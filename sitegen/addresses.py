"""Where pages stand below the root of the site, and how one links to another."""

from __future__ import annotations

import posixpath
from functools import lru_cache


@lru_cache(maxsize=1 << 16)
def relative(origin: str, address: str) -> str:
    """An address of the site as seen from another, with `index.html` written out.

    Written out, links work from a folder or a memory stick as well as from a server.
    """
    return posixpath.relpath(address, posixpath.dirname(origin) or ".")


INDICATORS = "indicators"
"""Folder of the pages of indicators, in each language."""
SOURCES = "sources"
"""Folder of the pages of sources, in each language."""


def source_address(code: str, source: str) -> str:
    """The address of the page of a source."""
    return f"{code}/{SOURCES}/{source}/index.html"


def indicator_address(code: str, indicator: str) -> str:
    """The address of the page of an indicator."""
    return f"{code}/{INDICATORS}/{indicator}/index.html"
