"""A whole `check` and a whole audit of a project with a wrong row: what the quick way is held to."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sitegen.audit.audit import audit_project
from sitegen.build.order import check_site

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mutants import Mutant
    from refusals import Proof

PARTS = ("site.toml", "data", "content", "templates")
"""What a project is made of, as far as it has them."""


class WholeCheck:
    """A copy of a project that is checked with one wrong row after the other."""

    def __init__(self, project: Path, proof: Proof) -> None:
        """Nothing is copied yet."""
        self._project, self._proof = project, proof
        self._folder = Path()

    def __enter__(self) -> Self:
        """Copy the project."""
        self._folder = Path(tempfile.mkdtemp(prefix="mutation-"))
        for name in PARTS:
            source, goal = self._project / name, self._folder / name
            if source.is_dir():
                shutil.copytree(source, goal)
            elif source.is_file():
                shutil.copyfile(source, goal)
        assert not self._check(), "the project is refused as it stands"
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the copy."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def ask(self, mutant: Mutant) -> Mapping[str, Sequence[str]]:
        """The rules by which the check refuses a row, and by which the audit asks about it."""
        facts = self._folder / self._proof.config.path("data") / "facts.csv"
        as_it_was = facts.read_text("utf-8")
        facts.write_text(self._proof.change(mutant.line, mutant.cells)["facts"], "utf-8")
        try:
            return {"check": self._check(), "audit": self._audit(mutant.line)}
        finally:
            facts.write_text(as_it_was, "utf-8")

    def _check(self) -> Sequence[str]:
        return [one.rule for one in check_site(self._folder).problems]

    def _audit(self, line: int) -> Sequence[str]:
        if self._proof.texts is None:
            return []
        found = audit_project(self._folder, self._proof.texts).problems
        return [one.rule for one in found if one.rule.startswith("hint-") and one.line == line]
