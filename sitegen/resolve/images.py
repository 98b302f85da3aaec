"""Images of pages: files that lie in the content folder, with what they show said in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitegen.markup.images import WrongImageError
from sitegen.messages.said import Said, say
from sitegen.problems import suggest

if TYPE_CHECKING:
    from sitegen.project.parsed import Image, Inline
    from sitegen.resolve.insertions import FoundImage
    from sitegen.resolve.roles import RoleResolver


@dataclass(frozen=True)
class ImageView:
    """An image as a page shows it."""

    name: str
    """Its path below the content folder."""
    href: str
    alt: str
    width: int
    height: int
    caption: Inline | None
    caption_text: str
    """The caption as plain text; may be empty."""


def resolve_image(resolver: RoleResolver, image: Image) -> ImageView | None:
    """What a page shows for an image; `None`, and problems, where it cannot."""
    before = len(resolver.problems)
    alt, caption = resolver.plain(image.alt), resolver.plain(image.caption)
    found = _find(resolver, image)
    if not alt.strip():
        _refuse(
            resolver,
            image,
            say("the image has no description"),
            say("Say between the brackets what a reader would see: `![…](…)`"),
        )
    elif alt.strip(" .。").casefold() == caption.strip(" .。").casefold():
        _refuse(
            resolver,
            image,
            say("the image's description repeats its caption"),
            say("Say between the brackets what a reader would see"),
        )
    if caption and not image.alone:
        _refuse(
            resolver,
            image,
            say("the image within a text has a caption: `{caption}`", caption=caption),
            say("Put it into a paragraph of its own"),
        )
    if found is None or len(resolver.problems) > before:
        return None
    return ImageView(
        found.name,
        resolver.maker.href(found.address),
        alt,
        found.size.width,
        found.size.height,
        image.caption,
        caption,
    )


def _refuse(resolver: RoleResolver, image: Image, what: Said, hint: Said) -> None:
    resolver.problems.append(image.place.problem("image", what, hint))


def _find(resolver: RoleResolver, image: Image) -> FoundImage | None:
    path = unquote(image.src)
    if re.match(r"[a-zA-Z][a-zA-Z+.-]+:|//", path):
        shown = path if len(path) <= _LONGEST else f"{path[:_LONGEST]}…"
        _refuse(
            resolver,
            image,
            say("the image `{shown}` is not a file of the project", shown=shown),
            say("Put the file beside the page: a page fetches nothing from elsewhere"),
        )
        return None
    if not path or path.startswith("/") or "\\" in path:
        _refuse(
            resolver,
            image,
            say(
                "{path} is not the path of an image",
                path=say("`{path}`", path=path) if path else say("nothing"),
            ),
            say(
                "Write it as seen from the page, with `/` between folders: `![…](folder/picture.png)`"
            ),
        )
        return None
    try:
        found = resolver.around.images.find(path)
    except WrongImageError as error:
        if error.place:
            resolver.problems.append(
                error.place.problem(error.rule or "image", error.message, error.hint)
            )
            return None
        said = say("the image `{path}` {error}", path=path, error=error)
        resolver.problems.append(image.place.problem(error.rule or "image", said, error.hint))
        return None
    if found is None:
        names = resolver.around.images.names()
        same = [name for name in names if name.casefold() == path.casefold()]
        hint = say("Did you mean `{same}`?", same=same[0]) if same else suggest(path, names)
        _refuse(
            resolver,
            image,
            say("there is no image `{path}`", path=path),
            hint or say("Put the file beside the page"),
        )
    return found


_LONGEST = 60
"""Characters of an address that a message quotes."""
