"""Gettext catalogues: the interface texts of a language, as they were read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE_LANGUAGE = "en"
"""Language of the message ids, which needs no catalogue."""


@dataclass(frozen=True)
class Catalog:
    """The translations of one language."""

    code: str
    path: str
    messages: tuple[tuple[tuple[str, str], tuple[str, ...]], ...]
    """Sorted; singular and plural message id (empty without one) and the translations of each form."""
    state: Literal["read", "missing", "broken"] = "read"
    """Whether it was found, and sound: what a broken one lacks may only be unread."""
    open: frozenset[tuple[str, str]] = frozenset()
    """Message ids of `messages` that are there to be translated still, and stand in English."""

    @cached_property
    def by_id(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Translations by singular and plural message id."""
        return dict(self.messages)

    @property
    def is_blamed(self) -> bool:
        """Whether it is said elsewhere why a text has no translation."""
        return self.state != "read"


class UntranslatedError(Exception):
    """A message has no translation into a language."""

    def __init__(self, msgid: str, code: str) -> None:
        """Keep the message and the language for the problem it becomes."""
        self.msgid, self.code = msgid, code
        super().__init__(f"`{msgid}` is not translated into `{code}`")
