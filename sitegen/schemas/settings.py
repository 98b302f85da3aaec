"""The schema of `site.toml`."""

from __future__ import annotations

from typing import Any

from sitegen.pages.kinds import PAGE_KINDS
from sitegen.project.settings import SETTINGS

REQUIRED = ("url", "languages", "title", "description", "author", "licence")
"""The settings that a project cannot do without."""


def describe_settings() -> dict[str, Any]:
    """What `site.toml` may hold, whatever the languages of the site are."""
    properties = {
        setting.name: {
            "description": setting.about,
            **setting.shape,
            **({} if setting.usual is None else {"default": setting.usual}),
        }
        for setting in SETTINGS.values()
    }
    properties["pdf"]["items"] = {"enum": list(PAGE_KINDS)}  # which settings cannot know of
    return {
        "title": "site.toml",
        "description": "The settings of a site that sitegen builds",
        "type": "object",
        "properties": properties,
        "required": list(REQUIRED),
        "additionalProperties": False,
    }
