"""The pictures of pages are painted with the generator's own fonts, which lack some characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.frame.pictures import has_picture, read_picture
from sitegen.media.painting import find_unpaintable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.problems import Problem
    from sitegen.site import Site


def check_pictures(site: Site) -> Iterator[Problem]:
    """A page whose picture would show a box in place of a character."""
    for page in site.pages:
        if has_picture(site, page) and (missing := find_unpaintable(read_picture(site, page))):
            yield page.parsed.page.place("title").problem(
                "picture",
                f"the picture of the page cannot show `{missing}`",
                "Write title, description and first figure without them,"
                " or `pictures = false` in site.toml",
            )
