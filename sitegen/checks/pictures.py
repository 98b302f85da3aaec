"""The pictures of pages are painted with the generator's own fonts, which lack some characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.frame.pictures import has_picture, make_caption, read_picture
from sitegen.media.painting import find_unpaintable
from sitegen.messages.said import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import PageStage
    from sitegen.problems import Problem


def check_pictures(stage: PageStage) -> Iterator[Problem]:
    """A page whose picture would show a box in place of a character."""
    site, page = stage.site, stage.page
    card = site.page(page.slug, page.language)
    if card is None or not has_picture(site, card):
        return
    seen = make_caption(site.voice(page.language), page.figure)
    if missing := find_unpaintable(read_picture(site, card, seen)):
        yield page.parsed.page.place("title").problem(
            "picture",
            say("the picture of the page cannot show `{missing}`", missing=missing),
            say(
                "Write title, description and first figure without them, or `pictures = false` in site.toml"
            ),
        )
