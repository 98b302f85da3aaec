"""Brings everything up to date that is not: what an edit costs is what depends on it.

Inputs that changed make units stale. These are made again, level by level, and what they say of
themselves may make further units stale; one that says what it said before makes none. What is made of
what is not written down anywhere: whoever makes a unit asks for each thing by its name, and the names are
kept (`traces`). See "The engine" in CONTRIBUTING.md.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.addresses import asset_address, fill_assets
from sitegen.asked import Digests, is_asked
from sitegen.build.draft import BASE, LINKED
from sitegen.build.kit import Kit
from sitegen.build.units import (
    HEADS,
    JUDGED,
    ROWS_JUDGED,
    SHARED,
    SUBJECTS,
    TEXTS,
    UNIT_KINDS,
)
from sitegen.build.watch import UNWATCHED
from sitegen.build.work import FEW, is_shared_out, make_units
from sitegen.checks.signature import SIGNATURE
from sitegen.defects import RULE as DEFECT
from sitegen.defects import SYSTEM, merge_defects
from sitegen.filenames.pages import is_page_name
from sitegen.known import CHARTS, CITED, DRAWN, SEEN, TERMS, Pages, list_families
from sitegen.messages.said import say
from sitegen.naming import (
    ASSETS,
    DIGESTS,
    FOLDERS,
    LISTING,
    LOCK,
    LOOK,
    SETTINGS,
    SITE_TOML,
    STRAYS,
    TABLES,
)
from sitegen.problems import merge_problems, put_causes_first, sort_problems
from sitegen.render.templates import RenderError
from sitegen.rules.severity import divide_problems, judge_problem, stops_work
from sitegen.traces.inputs import BESIDE, name_content
from sitegen.traces.noted import Noted
from sitegen.translations.record import RENAMED
from sitegen.translations.states import NEWER, STANDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sitegen.build.report import Report
    from sitegen.build.store import Store
    from sitegen.build.units import UnitKind
    from sitegen.build.watch import Watch
    from sitegen.problems import Problem
    from sitegen.project.config import Config
    from sitegen.rules.rule import Severity
    from sitegen.traces.inputs import Inputs
    from sitegen.traces.traces import Made, Traces

_CONTENT = "content/"
_GROUPS = {
    SETTINGS: ("site.toml",),
    TABLES: ("data/",),
    LOOK: ("templates/", "theme/"),
    FOLDERS: ("folders/",),
}
"""What the names of the files of a group begin with."""
_UNLISTED = "unlisted "
"""How notes are called that the list of a kind of units may be another, before the name of the kind."""
_DIRECT = ("template", "voice")
"""Names of what follows from the look and the settings alone, before the colon."""


def note_inputs(traces: Traces, inputs: Inputs, settings: str) -> set[str]:
    """Note the files there are; gives the names of what changed. Without a change it costs nothing.

    `settings` is a name for what the settings mean to what is made.
    """
    if not inputs.known and not inputs.gone:
        return set()
    traces.put_files(inputs.known, inputs.gone)
    touched = {*inputs.known, *inputs.gone}
    names: dict[str, tuple[str, str | None]] = {
        f"file:{name}": (digest, None)
        for name, (_, digest) in inputs.known.items()
        if _is_single(name)
    }
    if inputs.gone or any(not traces.knows(name) for name in names):
        listed = "\n".join(list_sources(inputs))
        names[LISTING] = name_content(listed.encode()), None
    if inputs.gone or any(map(_is_stray, inputs.known)) or not traces.knows(STRAYS):
        listed = "\n".join(sorted(filter(_is_stray, inputs.files)))
        names[STRAYS] = name_content(listed.encode()), None
    for group, starts in _GROUPS.items():
        if any(name.startswith(starts) for name in touched):
            names[group] = settings if group == SETTINGS else inputs.stamp(*starts), None
    changed = traces.put_names(names)
    gone = [f"file:{name}" for name in inputs.gone if _is_single(name)]
    traces.drop_names(gone)
    return changed | {*gone}


def _is_single(name: str) -> bool:
    """Whether a file is asked for by itself, and is not one of a group."""
    return name.startswith(_CONTENT) or name in {LOCK, SITE_TOML}


def _is_page(name: str) -> bool:
    return name.startswith(_CONTENT) and is_page_name(name)


def _is_stray(name: str) -> bool:
    """Whether a file stands where pages or settings do, and is none."""
    return name.startswith(BESIDE) or (name.startswith(_CONTENT) and not is_page_name(name))


def list_sources(inputs: Inputs) -> list[str]:
    """Names of the files of the content folder that are pages, or meant to be."""
    return sorted(name.removeprefix(_CONTENT) for name in inputs.files if _is_page(name))


_ALONE = frozenset({TEXTS, SUBJECTS})
"""Levels whose units rest on tables and looks, and on nothing that other pages say but what they are called, and of
subjects which pages cite them: where that changes, they are made again at their turn."""
_SWAPPED = ".css", ".js"
"""Endings of the names of assets that a page that is open can load anew."""
_OF_NO_PAGE = frozenset({HEADS, SHARED, JUDGED, ROWS_JUDGED})
"""Levels in which no page is looked at, but for what stands at its head."""
_FAILURES = frozenset({DEFECT, SYSTEM, "drawing"})
"""Rules of problems that may be gone at the next try."""


@dataclass
class Engine:
    """What is known, and what things are made with."""

    traces: Traces
    kit: Kit
    inputs: Inputs
    report: Report
    watch: Watch = UNWATCHED
    failed: set[str] = field(default_factory=set)
    """Units that the generator itself, or a library, failed to make: the next build tries them again."""
    _older: dict[str, str] = field(default_factory=dict)
    """Digests by the last build of what may stand for something else by now."""

    def note_moved(self, names: Iterable[str]) -> None:
        """Note for each kind of unit whether what there is to make may be other than before."""
        moved = {name.partition("@")[0] for name in names}
        for kind in UNIT_KINDS:
            if kind.listed_by & moved:
                self.traces.put(f"{_UNLISTED}{kind.name}", "1")

    def renew_direct(self, changed: set[str], first: Iterable[str] = ()) -> None:
        """Find out which templates, voices and rows are others than before, where they may be.

        Where pages are to be made `first`, only those that they rest on; `renew_rest` finds out about the others.
        """
        starts = [f"{start}:" for start in _DIRECT] if changed & {LOOK, SETTINGS} else []
        if changed & {TABLES, SETTINGS}:
            self.kit.kept.digests = Digests(self.kit.kept.digests)
            starts.append(f"{TABLES}.")
        for start in starts:
            self._older |= self.traces.list_digests(start)
        makers = {self.traces.find_maker(one) for one in first}
        if makers:
            kinds = (kind.name for kind in UNIT_KINDS if kind.level < TEXTS)
            self._renew_names(self.traces.list_reads(makers, kinds))
        else:
            self.renew_rest()

    def renew_rest(self) -> None:
        """Find out about all that `renew_direct` left for later."""
        self._renew_names([*self._older])

    def _renew_names(self, names: Iterable[str]) -> None:
        """Find out what names stand for of which that is not known yet."""
        before = {name: self._older.pop(name) for name in names if name in self._older}
        now = {name: self._digest_direct(name) for name in before}
        self.traces.put_names(
            {name: (one, None) for name, one in now.items() if one != before[name]}
        )

    def _digest_direct(self, name: str) -> str:
        try:
            return self.kit.name_input(name)
        except (RenderError, KeyError) as error:
            return f"broken: {error}"

    def make_first(self, addresses: Iterable[str]) -> Mapping[str, bytes]:
        """Make the pages at some addresses that are stale and rest on no other page, before all others.

        Their files, with the digests of assets filled in; none where something is wrong with one of them.
        """
        known = self.traces.list_stale()
        stale = {
            unit: (kind, unit.removeprefix(f"{kind.name}:"))
            for kind in UNIT_KINDS
            if kind.level in _ALONE
            for unit in known.get(kind.name, ())
        }
        makers = sorted({self.traces.find_maker(one) for one in addresses} & stale.keys())
        parts: set[str] = set()
        files: dict[str, bytes] = {}
        is_wrong = False
        for done in make_units(self.kit, [stale[unit] for unit in makers]):
            parts |= self._keep(done.made)
            self.watch.note_done(done)
            files |= done.made.outputs
            is_wrong |= done.made.is_wrong
        self._renew(parts)
        assets = self.traces.assets
        return (
            {}
            if is_wrong
            else {address: fill_assets(content, assets) for address, content in files.items()}
        )

    def find_swapped(self, before: Mapping[str, str]) -> Mapping[str, bytes]:
        """Style sheets and scripts that are others than `before`, which has the digests of all assets."""
        now = self.traces.assets
        if before.keys() != now.keys():
            return {}
        changed = [name for name in now if name.endswith(_SWAPPED) and now[name] != before[name]]
        found = {
            address: self.traces.find_output(address, 0) for address in map(asset_address, changed)
        }
        return {
            address: fill_assets(self.traces.read_output(one[0]), now)
            for address, one in found.items()
            if one is not None
        }

    def bring_up(self, level: int) -> None:
        """Make all units of a level that are stale or new, and drop those there is no need for."""
        # Twice: a part that two pages claimed is the other's when one of them gives it up.
        if self._make_level(level):
            self._make_level(level)

    def _make_level(self, level: int) -> bool:
        """Make what is stale or new; whether anything of the level is stale after all."""
        tasks = []
        parts: set[str] = set()
        kinds = [kind for kind in UNIT_KINDS if kind.level == level]
        unlisted = self.traces.list_kept(_UNLISTED)
        anew = {one.name: self._list_anew(one) for one in kinds if unlisted.get(one.name) == "1"}
        stale = self.traces.list_stale()  # now that what is dropped has made others so
        for kind in kinds:
            units = stale.get(kind.name, ())
            args, dropped = anew.get(kind.name) or ([one.partition(":")[2] for one in units], set())
            tasks += [(kind, arg) for arg in args]
            parts |= dropped
        near = [f"{kind.name}:{arg}" for kind, arg in tasks if not kind.central]
        sizes = self.traces.list_sizes(near) if level in _ALONE and 1 < len(near) <= FEW else []
        if level >= TEXTS and is_shared_out(self.kit, tasks, sizes):
            self._prepare()
        self.watch.note_work(self.traces, tasks)
        for number, done in enumerate(make_units(self.kit, tasks, sizes), start=1):
            parts |= self._keep(done.made)
            self.watch.note_done(done)
            self.report(_NAMES[level], number, len(tasks))
        self._renew(parts)  # not before: a page that is renamed goes and comes at once
        self.watch.lap(_NAMES[level])
        return not {kind.name for kind in kinds}.isdisjoint(self.traces.list_stale())

    def _prepare(self) -> None:
        """Read what copies of this process need, so that none of them has to."""
        pages = self.kit.values.pages
        for part in (CITED, SEEN, CHARTS, TERMS, DRAWN, SIGNATURE, NEWER, STANDINGS, RENAMED):
            pages.read(part)
        pages.prepare()
        self.kit.prepare()

    def list_assets(self) -> Mapping[str, str]:
        """Digest of each published asset by its name."""
        kept = self.traces.find(DIGESTS)
        return {} if kept is None else json.loads(kept)

    def _list_anew(self, kind: UnitKind) -> tuple[list[str], set[str]]:
        """What is to be made of a kind whose list may be another, and the parts of what there is no need for and is dropped."""
        start = f"{kind.name}:"
        there = self.traces.units(kind.name)
        wanted = dict.fromkeys(
            f"{start}{arg}" for arg in kind.list_args(self.kit, list_sources(self.inputs))
        )
        parts: set[str] = set()
        for unit in there.keys() - wanted.keys():
            parts |= self.traces.drop(unit)
            self.watch.note_dropped(unit)
        self.traces.put(f"{_UNLISTED}{kind.name}", "")
        return [unit.removeprefix(start) for unit in wanted if there.get(unit, True)], parts

    def _keep(self, made: Made) -> set[str]:
        """Note what was made, and the values that it read for the first time."""
        values = {
            name: (name_content(value.encode()), value) for name, value in made.values.items()
        }
        self.traces.put_names(values)
        self.traces.moved |= made.moved
        if any(one.rule in _FAILURES for _, one in made.problems):
            self.failed.add(made.unit)
        self._renew_names(made.reads)
        for name in made.reads:
            is_direct = is_asked(name) or name.partition(":")[0] in _DIRECT
            if is_direct and not self.traces.knows(name):
                self.traces.put_new(name, self._digest_direct(name))
        return self.traces.keep(made)

    def _renew(self, parts: set[str]) -> None:
        """Make anew the values of pages that follow from parts that changed."""
        if not parts:
            return
        self.note_moved(parts)
        self.kit.forget_values()
        kinds = {part.partition("@")[0] for part in parts}
        for family in list_families(kinds):
            names = {
                name: self.kit.values.make(name) for name in self.traces.list_names(f"{family}:")
            }
            self.traces.put_names(
                {name: (name_content(value.encode()), value) for name, value in names.items()}
            )
        self.kit.forget_values()


_NAMES = (
    say("pages read"),
    say("looks"),
    say("checks of the look"),
    say("translations"),
    say("checks"),
    say("pages"),
    say("checks"),
    say("indicators"),
    say("pages with all"),
    say("lists"),
)
"""What the levels are called on the progress bar."""


def doubt_moved(engine: Engine, again: Inputs) -> None:
    """Doubt what was made of files that were written to meanwhile; `again` are the files as they are now."""
    moved = {*engine.traces.moved}
    if again is not engine.kit.inputs:
        moved |= {
            name
            for name, digest in engine.kit.inputs.files.items()
            if not name.startswith(_CONTENT) and again.files.get(name) != digest
        }
    if moved:
        engine.traces.doubt(moved)
        engine.kit.kept.forget()
    engine.traces.moved.clear()


def open_kit(
    project: Path, config: Config, store: Store, inputs: Inputs, outside: bool = False
) -> Kit:
    """What things are made with, given what is known of the project."""
    traces, home = store.traces, os.getpid()

    def find(name: str) -> str | None:
        # A copy of this process sees the file as it was before this build: it makes what it needs.
        return traces.find(name) if os.getpid() == home else None

    def list_names() -> list[str]:
        names: list[str] = json.loads(traces.find(ASSETS) or "[]")
        return names

    return Kit(
        project,
        config,
        store.memo,
        lambda: _load_pages(traces),
        find,
        list_names,
        Noted(traces),
        inputs,
        store.kept,
        outside=outside,
    )


def _load_pages(traces: Traces) -> Pages:
    """What all pages say of themselves, each part read when it is asked for."""
    known: dict[str, Mapping[str, object]] = {}
    home = os.getpid()

    def read(part: str) -> Mapping[str, object]:
        if part not in known:
            if os.getpid() != home:  # which sees the file as it was before this build
                raise RuntimeError(f"a copy of the process that builds needs `{part}`")
            known[part] = traces.read_part(part)
        return known[part]

    return Pages(read)


def list_problems(
    traces: Traces, severities: Mapping[str, Severity]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """All that is wrong as the project wants it told, and what it wants to hear nothing of.

    It goes up to the first stage that has errors: what later ones find may follow from it. A warning
    that the project made an error is none of these. Where tables or looks are wrong, no page was looked at.
    """
    found = [*traces.problems()]
    causes = (
        stage
        for _, stage, one in found
        if one.level == "error" and judge_problem(one, severities) == "error"
    )
    first = min(causes, default=LINKED)
    early = {kind.name for kind in UNIT_KINDS if kind.level in _OF_NO_PAGE}
    shown = (
        one for kind, stage, one in found if (kind in early if first == BASE else stage <= first)
    )
    merged = [*merge_defects(sort_problems(merge_problems(shown)))]
    told, silenced = divide_problems(merged, severities)
    return put_causes_first(told), silenced


def is_blocked(traces: Traces, stage: int) -> bool:
    """Whether a stage must wait: there are errors of one before it, and its own might follow from them."""
    return any(stops_work(one) for _, _, one in traces.problems(stage))
