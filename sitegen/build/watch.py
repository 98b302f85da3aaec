"""Who watches a build from within: told of each step as it is done. Most builds are watched by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.build.kit import Kit
    from sitegen.build.store import Store
    from sitegen.build.work import Done, Task
    from sitegen.messages.said import Said
    from sitegen.traces.inputs import Inputs
    from sitegen.traces.traces import Traces


class Watch:
    """One who is told everything and keeps nothing; `notes` has one who keeps it."""

    def begin(self, store: Store) -> None:
        """A build begins with this store."""
        store.traces.before = None

    def note_files(self, before: Mapping[str, tuple[str, str]], inputs: Inputs) -> None:
        """The files were looked at; `before` is what was known of them, as `Traces.files` gives it."""

    def note_forgotten(self) -> None:
        """All that was known was made by another generator, or there was nothing, and is forgotten."""

    def note_work(self, traces: Traces, tasks: Sequence[Task]) -> None:
        """These units will be made; the traces have what each was made of before."""

    def note_done(self, done: Done) -> None:
        """A unit was made."""

    def note_dropped(self, unit: str) -> None:
        """There is no need for a unit any more."""

    def lap(self, stage: Said) -> None:
        """A stage ended: what passed since the one before belongs to it."""

    def end(self, kit: Kit, traces: Traces) -> None:
        """All is made, and nothing is published yet."""


UNWATCHED = Watch()
"""For builds that nobody watches."""
