"""How settled a number is, and which kinds of sources state what: of them alone the settings speak."""

from __future__ import annotations

from dataclasses import dataclass

STAGES = {
    "planned": "target",
    "expected": "estimate",
    "announced": "actual",
    "preliminary": "actual",
    "final": "actual",
}
"""How settled a number is, each with the kind of facts that it may be said of; the first of a kind is the usual one."""


@dataclass(frozen=True)
class SourceKind:
    """A kind of sources, as a project tells them apart."""

    name: str
    """Key, as the column `kind` of the sources holds it."""
    sets_targets: bool = False
    """Whether its targets are those of a plan: shown at a glance, and binding or anticipatory."""
    type: str = "CreativeWork"
    """What schema.org calls such a document."""
    stage: str = "announced"
    """How settled the actuals are that such a document states, where their rows say nothing else."""


SOURCE_KINDS = (
    SourceKind("plan", sets_targets=True, type="Report"),
    SourceKind("report", type="Report"),
    SourceKind("statistics", type="Dataset"),
    SourceKind("news", type="NewsArticle"),
    SourceKind("law", type="Legislation"),
    SourceKind("web", type="WebPage"),
)
"""The kinds of sources of a project that does not name its own."""
