"""The pictures of pages are painted with the generator's own fonts, which lack some characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.frame.pictures import has_picture, read_picture
from sitegen.media.painting import find_unpaintable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.problems import Problem
    from sitegen.site import Contents


def check_pictures(contents: Contents) -> Iterator[Problem]:
    """A page whose picture would show a box in place of a character."""
    site = contents.site
    for page in contents.pages:
        card = site.by_slug[page.slug, page.language]
        if has_picture(site, card) and (missing := find_unpaintable(read_picture(site, card))):
            yield page.parsed.page.place("title").problem(
                "picture",
                f"the picture of the page cannot show `{missing}`",
                "Write title, description and first figure without them,"
                " or `pictures = false` in site.toml",
            )
