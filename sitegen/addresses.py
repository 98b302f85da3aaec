"""Where pages stand below the root of the site, and how one links to another.

An address is a path below the root, with `index.html` written out: `en/economy/index.html`.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache

INDEX = "index.html"
"""The file that a folder's address means."""


def index_of(*folders: str) -> str:
    """The address of the page of a folder: `en/economy/index.html`."""
    return "/".join([*folders, INDEX])


def source_address(code: str, source: str) -> str:
    """The address of the page of a source."""
    return index_of(code, "sources", source)


def indicator_address(code: str, indicator: str) -> str:
    """The address of the page of an indicator."""
    return index_of(code, "indicators", indicator)


def folder_of(address: str) -> str:
    """An address as it is published: the folder, with a slash at its end, for the page of a folder."""
    return address.removesuffix(INDEX)


def beside(address: str, name: str) -> str:
    """The address of a file in the folder of a page."""
    return posixpath.join(posixpath.dirname(address), name)


def plain_of(address: str) -> str:
    """The address of a page as Markdown."""
    return address.removesuffix("html") + "md"


@lru_cache(maxsize=1 << 16)
def relative(origin: str, address: str) -> str:
    """An address of the site as seen from another.

    `index.html` stays written out: so links work from a folder or a memory stick as well as from a server.
    """
    return posixpath.relpath(address, posixpath.dirname(origin) or ".")
