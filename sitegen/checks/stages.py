"""What checks look at: the build as it is after a stage. The whole before rendering is its `Contents`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.analysis.relations import RelationResult
    from sitegen.language.voice import Voice
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.tables import ParsedTables
    from sitegen.memo import Memo


@dataclass(frozen=True)
class TableStage:
    """The curated tables have been read."""

    parsed: ParsedTables
    """Their rows, each with its place."""
    ledger: Ledger
    relations: tuple[RelationResult, ...] | None
    """What facts give by arithmetic; `None` where rows are wrong, so that nothing can be said of them."""


@dataclass(frozen=True)
class CatalogStage:
    """The catalogues and the templates have been read."""

    voices: tuple[Voice, ...]
    templates: Mapping[str, str]
    """Texts of the templates by name."""
    memo: Memo


@dataclass(frozen=True)
class TreeStage:
    """All files of the site have been made, and none is written yet."""

    files: Mapping[str, bytes]
    """Contents by address."""
    memo: Memo
