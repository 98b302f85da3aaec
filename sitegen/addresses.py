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
EMBED = "embed"
"""The folder of what other sites may show in a frame."""
HOME_SLUG = "index"
"""The last part of the slug of a page that stands for its folder."""
UNSEEN = r"\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""What no address has, though few editors show it."""
_SIGN = rf"""{UNSEEN}\[\]<>"'?#/:@\\."""
_LABEL = rf"[^{_SIGN}-](?:[^{_SIGN}]{{0,61}}[^{_SIGN}-])?"
"""Without looks back or ahead, which programs that read the published tables may not know."""
_PORT = "(?:[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
HOST = rf"{_LABEL}(?:\.{_LABEL})*(?::{_PORT})?"
"""How the name of a server is written that there can be, with its port."""


def index_of(*folders: str) -> str:
    """The address of the page of a folder: `en/economy/index.html`."""
    return "/".join([*folders, INDEX])


def page_address(code: str, slug: str) -> str:
    """The address of a page of the content folder by its slug, which may have folders: `economy/trade`.

    What is called `index` stands for its folder, as everywhere on the web.
    """
    return index_of(code, *([] if slug == HOME_SLUG else [slug.removesuffix(f"/{HOME_SLUG}")]))


def name_last(slug: str) -> str:
    """What a page is called in its folder; one that stands for the folder is called as that is."""
    return slug.removesuffix(f"/{HOME_SLUG}").rpartition("/")[2]


def list_above(slug: str) -> list[str]:
    """The folders that a page lies in, the outermost first: `a` and `a/b` of `a/b/c`, and of `a/b/c/index`."""
    parts = slug.removesuffix(f"/{HOME_SLUG}").split("/")[:-1]
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]


def source_address(code: str, source: str, part: int = 1) -> str:
    """The address of the page of a source; of one with more facts than a page lists, of a part of them from 1."""
    return index_of(code, "sources", source, *([str(part)] if part > 1 else []))


def indicator_address(code: str, indicator: str) -> str:
    """The address of the page of an indicator."""
    return index_of(code, "indicators", indicator)


def name_indicator(indicator: str) -> str:
    """The anchor of an indicator in the list of indicators."""
    return f"indicator-{indicator}"


def embed_chart_address(code: str, chart: str) -> str:
    """The address of a chart for other sites to show in a frame."""
    return index_of(EMBED, code, "charts", chart)


def embed_figures_address(code: str, indicator: str) -> str:
    """The address of the figures of an indicator for other sites to show in a frame, each under its key."""
    return index_of(EMBED, code, "figures", indicator)


def name_path_chart(target: str) -> str:
    """The name of the chart of the path to a target that no author wrote, by the key of the target."""
    key = target.split("/")
    return "-".join(["path", *key[:3], *key[5:]]).lower()


def name_comparison_chart(indicator: str) -> str:
    """The name of the chart that compares what an indicator measures, and that no author wrote."""
    return f"compare-{indicator}"


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
    for mine, its in zip(here, goal[:-1], strict=False):
        if mine != its:
            break
        same += 1
    return "../" * (len(here) - same) + "/".join(goal[same:])


def rebase(href: str, origin: str, address: str) -> str:
    """A link of one page of the site as another has it."""
    path, mark, anchor = href.partition("#")
    if "://" in path:
        return href
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(origin), path)) if path else origin
    return f"{relative(address, goal)}{mark}{anchor}"


IMAGES = "assets/images/"
"""What the addresses of images begin with that texts show."""


def image_address(name: str, digest: str) -> str:
    """The address of an image that a text shows, by its file's name and the digest of its content."""
    path = PurePosixPath(name)
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "image"
    return f"{IMAGES}{stem}.{digest[:_SHOWN]}{path.suffix.lower()}"


_SHOWN = 10
"""How much of a digest the address of an image has."""
PENDING = "__digest__"
"""Stands in the address of an asset for the digest of its content, which is filled in where files leave the
store: so a page is the same whatever its style sheet says."""
_ASSET = re.compile(rf"assets/([^\t\r\n\"'<>/]+?)\.{PENDING}((?:\.[\w-]+)?)".encode())


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
