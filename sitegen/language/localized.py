"""A text that is written once a language of the site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Localized:
    """A text in each language of the site."""

    texts: tuple[tuple[str, str], ...]

    @cached_property
    def by_code(self) -> dict[str, str]:
        """The texts by the codes of their languages."""
        return dict(self.texts)

    def __getitem__(self, language: str) -> str:
        """The text in a language."""
        return self.by_code[language]
