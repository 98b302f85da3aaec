"""Addresses as authors write them: which lead out of the site, and why one leads nowhere."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sitegen.markup.images import ENDINGS
from sitegen.messages.said import Said, say
from sitegen.problems import suggest

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_REFUSED = {"javascript", "vbscript", "data", "file", "blob", "about"}
"""What runs in a reader's browser, or leads into one computer alone."""


def is_absolute(href: str) -> bool:
    """Whether an address is one of the web, of mail or of a telephone, and sound."""
    match = _SCHEME.match(href)
    scheme = match[1].lower() if match else ""
    if scheme in {"mailto", "tel"}:
        return len(href) > len(scheme) + 1
    try:
        return scheme in {"http", "https"} and bool(urlsplit(href).hostname)
    except ValueError:
        return False


def explain_link(href: str, pages: Mapping[str, str], folder: str = "") -> tuple[Said, Said]:
    """What is wrong with an address that leads nowhere, and what to do.

    `pages` has those of the language by slug; `folder` is that of the page on which the link stands.
    """
    plain = unquote(href)
    if not plain:
        return (say("leads nowhere"), say("Write where the link leads to: `[text](<slug>.md)`"))
    match = _SCHEME.match(plain)
    if match or plain.startswith("//"):
        return _explain_scheme(plain, match[1].lower() if match else "")
    name = re.split(r"[?#]", plain)[0]
    nearest = _find_page(name, pages, folder)
    if nearest and "?" in plain:
        return (
            say("asks a page for something, which pages cannot answer"),
            say("Write `{nearest}`", nearest=nearest),
        )
    if nearest:
        fragment = plain.partition("#")[1] + plain.partition("#")[2]
        return (
            say("is not how a page is linked to"),
            say("Write `{nearest}{fragment}`", nearest=nearest, fragment=fragment),
        )
    if posixpath.splitext(name)[1].lower() in ENDINGS:
        cure = say("An image is shown, and not linked to: `![what it shows]({name})`", name=name)
        return (say("is an image"), cure)
    return (
        say("leads nowhere"),
        suggest(name, [_write_path(page, folder) for page in pages])
        or say("Link to a page as `<slug>.md`, without the language"),
    )


def _explain_scheme(href: str, scheme: str) -> tuple[Said, Said]:
    """What is wrong with an address that leads out of the site; `scheme` is empty where it has none."""
    if not scheme:
        return (say("does not say how it is reached"), say("Write `https:{plain}`", plain=href))
    if scheme in _REFUSED:
        return (
            say("is no address that a reader can follow"),
            say("Link to a page, or to `https://…`"),
        )
    if scheme in {"http", "https"}:
        meant = f"{scheme}://{href.partition(':')[2].lstrip('/')}"
        return (
            say("is not a valid address"),
            say(
                "Write `{meant}`", meant=meant if is_absolute(meant) else f"{scheme}://example.org/"
            ),
        )
    if scheme in {"mailto", "tel"}:
        return (say("names nobody"), say("Write `{scheme}:…`", scheme=scheme))
    return (
        say("is an address of the kind `{scheme}:`", scheme=scheme),
        say("Link to `https:`, `mailto:` or `tel:` alone"),
    )


def _find_page(name: str, pages: Mapping[str, str], folder: str) -> str:
    """The file by which a page is linked to, where an address means one in another way; empty where it means none."""
    parts = [part for part in re.split(r"[/\\]", name) if part not in {"", ".", ".."}]
    if parts and parts[-1] in {"index.html", "index.htm"}:
        parts.pop()
    if not parts:
        return ""
    *folders, last = parts
    stem = re.sub(r"(?i)\.(md|html?)$", "", last)
    stems = (stem, stem.lower(), re.sub(r"\.[A-Za-z]{2,3}(-[A-Za-z]+)?$", "", stem).lower())
    for start in range(len(parts)):
        for one in stems:
            slug = "/".join((*folders[start:], one))
            ends = (page for page in pages if page.endswith(f"/{slug}"))
            found = slug if slug in pages else next(ends, "") if slug else ""
            if found:
                return _write_path(found, folder)
    return ""


def _write_path(slug: str, folder: str) -> str:
    """The file of a page, from the folder of another page on."""
    return posixpath.relpath(f"{slug}.md", folder or ".")
