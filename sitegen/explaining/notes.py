"""One who watches a build and keeps what it is told: for `--profile` and `--explain`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.build.watch import Watch
from sitegen.explaining.changes import ADDED, EDITED, REMOVED, Changes
from sitegen.explaining.explain import group_causes, tell_cause, tell_dropped
from sitegen.explaining.profile import (
    CHART,
    MOST_SHOWN,
    NO_TIME,
    KindTime,
    Profile,
    Seconds,
    find_slowest_pages,
    read_clocks,
    sum_kinds,
)
from sitegen.messages.said import Said, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.build.kit import Kit
    from sitegen.build.store import Store
    from sitegen.build.work import Done, Task
    from sitegen.memo import Memo
    from sitegen.project.config import Config
    from sitegen.traces.inputs import Inputs
    from sitegen.traces.traces import Traces


class Notes(Watch):
    """What a build did, when, and why: of one build."""

    def __init__(self) -> None:
        """The clocks run from here on."""
        self.reasons: tuple[Said, ...] = ()
        """Why things were made again, a line each; known when all is made."""
        self._clocks = read_clocks()
        self._stages: dict[Said, Seconds] = {}
        self._units: list[tuple[str, Seconds]] = []
        self._files: dict[str, str] = {}
        self._before: dict[str, str | None] = {}
        self._causes: dict[str, frozenset[str] | None] = {}
        self._dropped: list[str] = []
        self._waiting: frozenset[str] = frozenset()
        self._forgotten = False
        self._known_before = True
        self._assets: Mapping[str, str] = {}
        self._results: tuple[KindTime, ...] = ()
        self._charts: tuple[tuple[str, float], ...] = ()
        self._logged = 0, 0, Counter[str]()

    # What it is told

    def begin(self, store: Store) -> None:
        """Names are kept with what they stood for."""
        traces, memo = store.traces, store.memo
        traces.before = self._before
        self._waiting = traces.list_waiting()
        self._assets = traces.assets
        self._logged = len(memo.log), len(memo.seconds), Counter(memo.reused)
        self.lap(say("starting"))

    def note_files(self, before: Mapping[str, tuple[str, str]], inputs: Inputs) -> None:
        """Compare digests: a file may have been read without being another."""
        self._known_before = bool(before)
        for name, (_, digest) in inputs.known.items():
            if name not in before or before[name][1] != digest:
                self._files[name] = EDITED if name in before else ADDED
        self._files |= dict.fromkeys(inputs.gone, REMOVED)
        self.lap(say("looking at files"))

    def note_forgotten(self) -> None:
        """Then nothing else is a cause."""
        self._forgotten = True

    def note_work(self, traces: Traces, tasks: Sequence[Task]) -> None:
        """What was read before and is another now is the cause."""
        changed = self._before.keys() | self._waiting
        for kind, arg in tasks:
            unit = f"{kind.name}:{arg}"
            reads = None if self._forgotten else traces.find_reads(unit)
            self._causes[unit] = None if reads is None else reads & changed

    def note_done(self, done: Done) -> None:
        """Tables are a stage of their own: they are read with the first of a level."""
        self._units.append((done.made.unit, Seconds(done.wall, done.cpu)))
        if done.made.unit.startswith("tables:"):
            self.lap(say("tables"))

    def note_dropped(self, unit: str) -> None:
        """It is told after what was made."""
        self._dropped.append(unit)

    def lap(self, stage: Said) -> None:
        """Stages of one name add up."""
        now = read_clocks()
        passed = now.since(self._clocks)
        self._stages[stage] = self._stages.get(stage, NO_TIME).plus(passed)
        self._clocks = now

    def end(self, kit: Kit, traces: Traces) -> None:
        """Put it in words while all that is known is at hand."""
        self._note_results(kit.memo)
        self.reasons = (
            (_tell_all(self._files, len(traces.made), known=self._known_before),)
            if self._forgotten
            else self._explain(kit, traces)
        )
        self.lap(say("explaining"))

    def _note_results(self, memo: Memo) -> None:
        spent: dict[str, list[tuple[str, float]]] = {}
        logged, timed, reused = self._logged
        found = memo.reused - reused
        for (kind, label), seconds in zip(memo.log[logged:], memo.seconds[timed:], strict=True):
            spent.setdefault(kind, []).append((label, seconds))
        self._results = tuple(
            KindTime(
                kind,
                len(spent.get(kind, ())),
                Seconds(sum(one for _, one in spent.get(kind, ())), 0.0),
                found[kind],
            )
            for kind in sorted(spent.keys() | found.keys())
        )
        charts = sorted(spent.get(CHART, ()), key=lambda one: (-one[1], one[0]))
        self._charts = tuple(charts[:MOST_SHOWN])

    # What it says

    def profile(self) -> Profile:
        """Where the time went up to now."""
        return Profile(
            tuple(self._stages.items()),
            sum_kinds(self._units),
            self._results,
            find_slowest_pages(self._units),
            self._charts,
        )

    def _explain(self, kit: Kit, traces: Traces) -> tuple[Said, ...]:
        changes = Changes(
            self._files,
            self._before,
            traces.find,
            _name_files(kit.config),
            lambda name: kit.templates.by_name[name].text if name in kit.templates.by_name else "",
        )
        made = {
            **self._causes,
            **{unit: frozenset() for unit in traces.made if unit not in self._causes},
        }
        causes = [(unit, tell_cause(changes, unit, names)) for unit, names in made.items()]
        causes += [(unit, tell_dropped(changes, unit)) for unit in self._dropped]
        moved = sorted(
            name
            for name in self._assets.keys() & traces.assets.keys()
            if self._assets[name] != traces.assets[name]
        )
        return (
            *group_causes(causes),
            *(
                say("`{name}` has a new address: every file that names it", name=name)
                for name in moved
            ),
        )


def _tell_all(files: Mapping[str, str], count: int, *, known: bool) -> Said:
    """Why everything was made: the generator is another, or was here for the first time."""
    if not known:
        return say(
            "nothing was known of this project: everything, {count} things", count=f"{count:,}"
        )
    what = "the generator itself"
    if not any(name.startswith("sitegen/") for name in files):
        libraries = any(name.startswith("libraries/") for name in files)
        what = "a library of the generator" if libraries else "the version of Python"
    return say("{what} changed: everything, {count} things", what=what, count=f"{count:,}")


def _name_files(config: Config) -> Callable[[str], str]:
    """What an author calls a file, by its name: folders may lie elsewhere."""

    def name(file: str) -> str:
        root, mark, rest = file.partition("/")
        if root in {"content", "data", "templates"} and mark:
            return f"{config.path(root)}/{rest}"
        return file

    return name
