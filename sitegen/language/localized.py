"""A text that is written once a language of the site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Localized:
    """A text in each language of the site."""

    texts: tuple[tuple[str, str], ...]

    def __getitem__(self, language: str) -> str:
        """The text in a language."""
        return dict(self.texts)[language]
