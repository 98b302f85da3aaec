"""Where pages stand below the root of the site, and how one links to another.

An address is a path below the root, with `index.html` written out: `en/economy/index.html`.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def relative(origin: str, address: str) -> str:
    """An address of the site as seen from another.

    `index.html` stays written out: so links work from a folder or a memory stick as well as from a server.
    """
    here, goal = origin.split("/")[:-1], address.split("/")
    same = 0
    while same < min(len(here), len(goal) - 1) and here[same] == goal[same]:
        same += 1
    return "../" * (len(here) - same) + "/".join(goal[same:])


PENDING = "__digest__"
"""Stands in the address of an asset for the digest of its content, which is filled in where files leave the
store: so a page is the same whatever its style sheet says."""
_ASSET = re.compile(rf"assets/([^\s\"'<>/]+?)\.{PENDING}((?:\.[\w-]+)?)".encode())


def asset_address(name: str) -> str:
    """The address of an asset, with `PENDING` for its digest."""
    path = PurePosixPath(name)
    return f"assets/{path.stem}.{PENDING}{path.suffix}"


def fill_assets(content: bytes, digests: Mapping[str, str]) -> bytes:
    """A file with the digests of assets, given by name, where they were pending."""

    def fill(match: re.Match[bytes]) -> bytes:
        name = (match[1] + match[2]).decode()
        return match[0].replace(PENDING.encode(), digests.get(name, PENDING).encode())

    return _ASSET.sub(fill, content)
