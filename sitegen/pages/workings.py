"""What stands at the foot of a page of its computed numbers and its claims: these by the section they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.views.values import ClaimView
from sitegen.views.words import SECTION_WORDS

if TYPE_CHECKING:
    from sitegen.language.voice import Voice
    from sitegen.resolve.page import ResolvedPage


@dataclass(frozen=True)
class ClaimGroup:
    """The claims that a section makes first."""

    title: str
    """The section's heading."""
    href: str
    """Where the section is on its page."""
    claims: tuple[tuple[int, ClaimView], ...]
    """Each with the number of its working on the page."""


def group_claims(page: ResolvedPage, voice: Voice) -> tuple[ClaimGroup, ...]:
    """The claims of a page by section, in reading order; each stands where it is made first."""
    first: dict[int, str] = {}
    for role, one in zip(page.parsed.references, page.insertions, strict=True):
        if one.kind == "claim":
            first.setdefault(one.number, page.find_section(role.place))
    numbered = {
        number: view for number, view in enumerate(page.workings, 1) if isinstance(view, ClaimView)
    }
    titles = [("", voice.say(SECTION_WORDS["opening"])), *page.sections]
    groups = (
        ClaimGroup(
            title,
            f"#{section or 'content'}",
            tuple((number, numbered[number]) for number in numbered if first[number] == section),
        )
        for section, title in titles
    )
    return tuple(group for group in groups if group.claims)
