"""The site as something to be put on a reader's screen: a manifest a language, and icons as PNG.

All addresses in the manifest are relative, so it holds below any base path. A project says
what it needs in `[manifest]` of `site.toml`; without it there is neither.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sitegen.addresses import relative
from sitegen.frame.values import ICON, ICONS, MANIFEST, MASKABLE
from sitegen.markup.images import WrongImageError, measure_drawing
from sitegen.render.outputs import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.language.voice import Voice
    from sitegen.project.manifest import Manifest
    from sitegen.site import Site


_SHOWN = (192, 512)


class Icon(NamedTuple):
    """A drawing to be painted."""

    address: str
    asset: str
    """Name of the drawing."""
    width: int
    """How wide it is, in pixels."""

    def find_scale(self, content: bytes) -> float:
        """How many times larger than a drawing the icon is; 0 where the drawing cannot be an icon."""
        try:
            width, height = measure_drawing(content)
        except WrongImageError:
            return 0
        return self.width / width if width and width == height else 0


def plan_icons(site: Site) -> Iterator[Icon]:
    """The icons as PNG."""
    if site.config.manifest:
        for name, (asset, size) in ICONS.items():
            if asset in site.assets:
                yield Icon(site.assets[name], asset, size)


def plan_manifest(site: Site, code: str) -> Iterator[OutputFile]:
    """The manifest of a language."""
    if site.config.manifest:
        address = f"{code}/{MANIFEST}"
        made = _describe(site, site.config.manifest, site.voice(code), address)
        yield OutputFile(address, f"{json.dumps(made, ensure_ascii=False, indent=1)}\n".encode())


def _describe(site: Site, manifest: Manifest, voice: Voice, address: str) -> Mapping[str, object]:
    code = voice.language.code

    def icon(name: str, sizes: str, kind: str, purpose: str) -> dict[str, str]:
        src = relative(address, site.assets[name])
        return {"src": src, "sizes": sizes, "type": kind, "purpose": purpose}

    icons = [icon(ICON, "any", "image/svg+xml", "any")]
    icons += [icon(f"icon-{size}.png", f"{size}x{size}", "image/png", "any") for size in _SHOWN]
    if MASKABLE in site.assets:
        icons.append(icon(MASKABLE, "any", "image/svg+xml", "maskable"))
        icons.append(icon("maskable-512.png", "512x512", "image/png", "maskable"))
    return {
        "name": site.config.title[code],
        "short_name": manifest.short_name[code],
        "description": site.config.description[code],
        "lang": voice.language.tag,
        "start_url": "./",
        "scope": "../",
        "display": "minimal-ui",
        "theme_color": manifest.theme_color,
        "background_color": manifest.background_color,
        "icons": icons,
    }
