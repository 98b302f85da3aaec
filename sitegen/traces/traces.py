"""What the last builds made, and what each thing was made of: the memory of the incremental build.

Three kinds of things have names. An *input* is a file or a value that follows from files alone. A *value*
is what pages know of each other. A *unit* is a piece of work, such as a page: it reads inputs and values,
and makes outputs, parts of what its page says of itself, and problems. A trace is the list of names that
a unit read. When what a name stands for is another than before, the units that read it are stale;
nothing else is. A unit made again that says the same as before makes no further unit stale.

One transaction a build: a build that is stopped leaves what was known before it.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.addresses import PENDING, asset_address, fill_assets
from sitegen.database import Database
from sitegen.naming import FOLDERS, LISTING, LOOK, RECORD, SETTINGS, STRAYS, TABLES, write_json
from sitegen.problems import Problem, pack_problem, unpack_problem
from sitegen.rules.severity import stops_work
from sitegen.traces.inputs import name_content
from sitegen.traces.origins import list_origins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

GROUPS = LISTING, STRAYS, SETTINGS, TABLES, LOOK
"""Names of inputs that are many files."""
_GROUP_OF = {
    "site.toml": SETTINGS,
    "data": TABLES,
    "templates": LOOK,
    "theme": LOOK,
    "folders": FOLDERS,
}
_WAITING = "waiting"
"""Name of the note of what `Traces.keep_waiting` keeps."""
_RELISTED = "relisted"
"""Name of the note that there are other addresses than when they were last compared."""
_UNNAMED = "unnamed"
"""Name of the note that the digests of some files as they are published are not known."""
_PAGES = "pages"
"""Name of the note of how many pages of HTML there are."""
_INPUTS = "inputs"
"""Name of the note of a name for the files that were read."""
_RECORD = f"{RECORD}@"
"""How names begin of the parts that are published, all of them in one file."""
_HIGHEST = 9
"""The highest layer of outputs that there may be."""
TRACES = "traces.sqlite"
"""Name of the file that the traces are kept in."""
_TABLES = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, stamp TEXT, digest TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS names (name TEXT PRIMARY KEY, digest TEXT, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS units (unit TEXT PRIMARY KEY, stale INTEGER, reads TEXT,
    origins TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS stale_units ON units (unit) WHERE stale;
CREATE TABLE IF NOT EXISTS stirs (name TEXT, unit TEXT, digest TEXT, PRIMARY KEY (name, unit)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS stirs_by_unit ON stirs (unit);
CREATE TABLE IF NOT EXISTS reads (name TEXT, unit TEXT, PRIMARY KEY (name, unit)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parts (unit TEXT, name TEXT, PRIMARY KEY (unit, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS problems (unit TEXT, stage INTEGER, problem TEXT);
CREATE INDEX IF NOT EXISTS problems_by_unit ON problems (unit);
CREATE TABLE IF NOT EXISTS outputs (address TEXT, layer INTEGER, unit TEXT, digest TEXT, public TEXT,
    PRIMARY KEY (address, layer, unit)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS outputs_by_unit ON outputs (unit);
CREATE INDEX IF NOT EXISTS outputs_by_digest ON outputs (digest);
CREATE TABLE IF NOT EXISTS blobs (digest TEXT PRIMARY KEY, content BLOB);
"""
_NAMES = (
    "facts",
    "files",
    "names",
    "units",
    "stirs",
    "reads",
    "parts",
    "problems",
    "outputs",
    "blobs",
)
_STALE, _DOUBTED = 1, 2
"""How units are marked that are to be made again: as long as what they read is other than it was, or in any case."""
_ABSENT = "-"
"""Stands for the digest of what is not known."""


@dataclass(frozen=True)
class Made:
    """What came of making a unit."""

    unit: str
    reads: frozenset[str] = frozenset()
    """Names of all that it asked for."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """What a page says of itself, as JSON, by the name of the part and the page: `card@en/economy`."""
    outputs: Mapping[str, bytes] = field(default_factory=dict)
    """Files by address."""
    problems: tuple[tuple[int, Problem], ...] = ()
    """What is wrong, each with the stage in which it was found."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Values that had to be made for it, as JSON by name."""
    moved: frozenset[str] = frozenset()
    """Names of files that were not as they had been when the build began."""
    lasting: frozenset[str] = frozenset()
    """Kinds of parts that stay as they were last, as its files do, while it cannot be made."""

    @property
    def is_wrong(self) -> bool:
        """Whether anything is wrong with it."""
        return any(one.level == "error" for _, one in self.problems)

    @property
    def is_stopped(self) -> bool:
        """Whether it could not be made as it should be: its files stay as they were until it can."""
        return any(stops_work(one) for _, one in self.problems)


class LostError(Exception):
    """Something that was made before is not there any more, or not as it was."""


class Traces:
    """The traces of a project, on disk or in memory."""

    def __init__(self, folder: Path | None) -> None:
        """Open them; nothing is read yet."""
        self._file = Database(folder and folder / TRACES, _TABLES)
        self.made: list[str] = []
        """Units that were made since the traces were opened, in order."""
        self.rescanned: set[str] = set()
        """Addresses of pages that have other links or anchors than before."""
        self.vanished: set[str] = set()
        """Addresses of files that went, and of pages that lost an anchor."""
        self.assets = self._read_assets()
        """Digest of each published asset by its name, as addresses have it."""
        self._changed = self._listed = self._relisted = False
        self._problems: dict[str, Problem] = {}
        """Those that were last asked for, as they are kept: several stages ask, and nearly all are as before."""
        self._sayers: dict[str, str] = {}
        """The unit that said each part of a page that was said since the build began."""
        self.before: dict[str, str | None] | None = None
        """What the names that stand for something else now stood for, as JSON; kept where somebody asks why things are made."""
        self.stirred: set[str] = set()
        """Names that made units stale which were not all made yet."""
        self.moved: set[str] = set()
        """Names of files that were written to while they were read."""

    def _read_assets(self) -> Mapping[str, str]:
        with contextlib.suppress(sqlite3.Error, ValueError):
            found: Mapping[str, str] = json.loads(self.get("assets") or "{}")
            return found
        return {}

    # Transactions

    @contextlib.contextmanager
    def change(self) -> Iterator[None]:
        """A build: all that is told within is kept, or nothing of it. Others wait for its end."""
        connection = self._file.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            self.assets = self._read_assets()  # another process may have changed them
            self._sayers.clear()
            yield
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        self.sum_up()
        connection.execute("COMMIT")

    def sum_up(self) -> None:
        """Note what follows from the outputs as they are now: a name for all of them, and how many are pages."""
        if self._changed:
            self.put("version", os.urandom(16).hex())
            self._changed = False
        if self._listed:
            count = "SELECT count(DISTINCT address) FROM outputs WHERE address LIKE '%.html'"
            self.put(_PAGES, str(self._run(count).fetchone()[0]))
            self._listed = False
        if self._relisted:
            self.put(_RELISTED, "1")
            self._relisted = False

    @contextlib.contextmanager
    def look(self) -> Iterator[None]:
        """Within, all is known as it is now, whatever other builds make meanwhile."""
        connection = self._file.connection
        connection.execute("BEGIN")
        try:
            self.assets = self._read_assets()
            yield
        finally:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file; it is opened again when it is next asked."""
        self._file.close()

    def start_over(self) -> None:
        """Forget all, with the file that it was kept in: it cannot be used."""
        self._file.start_over()
        self.vanished.clear()
        self.rescanned.clear()
        self.moved.clear()

    def forget(self) -> None:
        """Forget all: what is known was made by another generator."""
        for name in _NAMES:
            self._run(f"DELETE FROM {name}")  # noqa: S608 # of the list above

    def _run(self, order: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        return self._file.connection.execute(order, values)

    def _many(self, order: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self._file.connection.executemany(order, rows)

    # Facts of the last build, and files

    def get(self, name: str) -> str:
        """Something that was noted; empty where it was not."""
        row = self._run("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def put(self, name: str, value: str) -> None:
        """Note something."""
        self._run("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def files(self) -> dict[str, tuple[str, str]]:
        """Stamp and digest of each file as it was last read, by path."""
        return {path: (stamp, name) for path, stamp, name in self._run("SELECT * FROM files")}

    def put_files(self, known: Mapping[str, tuple[str, str]], gone: Iterable[str]) -> None:
        """Note stamps and digests of files that were read, and which are there no more."""
        if known or gone:
            self.put(_INPUTS, os.urandom(16).hex())
        rows = ((path, stamp, name) for path, (stamp, name) in known.items())
        self._many("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", rows)
        self._many("DELETE FROM files WHERE path = ?", ((path,) for path in gone))

    def doubt(self, paths: Iterable[str]) -> None:
        """Files that may be others than what they were taken for: who read one is stale."""
        for path in paths:
            self._run("UPDATE files SET stamp = '', digest = '' WHERE path = ?", (path,))
            name = _GROUP_OF.get(path.partition("/")[0], f"file:{path}")
            self.put_names({name: ("", None)})
            self._run(
                "UPDATE units SET stale = ? WHERE unit IN (SELECT unit FROM reads WHERE name = ?)",
                (_DOUBTED, name),
            )

    # Names

    def find(self, name: str) -> str | None:
        """What a name stood for, as JSON; `None` where nothing is known, or only its digest."""
        row = self._run("SELECT value FROM names WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def knows(self, name: str) -> bool:
        """Whether anything is known of a name."""
        return self._run("SELECT 1 FROM names WHERE name = ?", (name,)).fetchone() is not None

    def list_names(self, start: str) -> list[str]:
        """Names that begin with a text, which ends in a mark such as `:` or `@`."""
        rows = self._run(
            "SELECT name FROM names WHERE name >= ? AND name < ?", (start, _after(start))
        )
        return [row[0] for row in rows]

    def list_digests(self, start: str) -> dict[str, str]:
        """The digests of what names stand for that begin with a text, as in `list_names`."""
        question = "SELECT name, digest FROM names WHERE name >= ? AND name < ?"
        return dict(self._run(question, (start, _after(start))).fetchall())

    def list_keys(self, part: str) -> list[str]:
        """The pages that say something in a part, by key or address."""
        return [name[len(part) + 1 :] for name in self.list_names(f"{part}@")]

    def list_leading(self, part: str, goal: str) -> set[str]:
        """The pages that name an address in a part."""
        start = f"{part}@"
        rows = self._run(
            "SELECT name FROM names WHERE name >= ? AND name < ? AND instr(value, ?)",
            (start, _after(start), json.dumps(goal, ensure_ascii=False)),
        )
        return {row[0][len(start) :] for row in rows}

    def list_wrong(self, kind: str) -> set[str]:
        """The units of a kind that something is wrong with."""
        start = f"{kind}:"
        rows = self._run(
            "SELECT unit FROM problems WHERE unit >= ? AND unit < ?", (start, _after(start))
        )
        return {row[0] for row in rows}

    def read_part(self, part: str) -> dict[str, Any]:
        """A part of what all pages say of themselves, by page."""
        return {page: json.loads(text) for page, text in self.read_texts(part)}

    def read_texts(self, part: str) -> Iterator[tuple[str, str]]:
        """A part of what all pages say of themselves, page by page, as JSON."""
        start = f"{part}@"
        rows = self._run(
            "SELECT name, value FROM names WHERE name >= ? AND name < ? ORDER BY name",
            (start, _after(start)),
        )
        for name, text in rows:
            yield name[len(start) :], text

    def put_names(self, names: Mapping[str, tuple[str, str | None]]) -> set[str]:
        """Note what names stand for: digest, and value where it is kept; gives those that changed.

        Units that read a name that changed are stale from here on, and those are not any more that were made of
        what it stands for again.
        """
        if not names:
            return set()
        known = self._find_digests(names)
        changed = {name for name, (digest, _) in names.items() if known.get(name) != digest}
        if changed:
            self._note_before(changed)
            rows = ((name, *names[name]) for name in changed)
            self._many("INSERT OR REPLACE INTO names VALUES (?, ?, ?)", rows)
            self._mark({name: (known.get(name, _ABSENT), names[name][0]) for name in changed})
        return changed

    def _find_digests(self, names: Iterable[str]) -> dict[str, str]:
        """The digests of what names stand for, as far as they are known."""
        question = "SELECT name, digest FROM names WHERE name IN (SELECT value FROM json_each(?))"
        return dict(self._run(question, (json.dumps([*names]),)).fetchall())

    def put_new(self, name: str, digest: str) -> None:
        """Note what a name stands for that nobody read before."""
        self._run("INSERT OR REPLACE INTO names VALUES (?, ?, NULL)", (name, digest))

    def drop_names(self, names: Iterable[str]) -> None:
        """Names that stand for nothing any more; units that read one are stale."""
        gone = {*names}
        self._note_before(gone)
        known = self._find_digests(gone)
        self._many("DELETE FROM names WHERE name = ?", ((name,) for name in gone))
        self._mark({name: (known.get(name, _ABSENT), _ABSENT) for name in gone})

    def _note_before(self, names: Iterable[str]) -> None:
        """Keep what names stand for that are about to stand for something else, if somebody asks."""
        if self.before is not None:
            for name in names:
                self.before.setdefault(name, self.find(name))

    def _mark(self, names: Mapping[str, tuple[str, str]]) -> None:
        """Make the units stale that read any of these names, each with its digest before and now.

        One that was made while all that it read had the digests that it has again is as it would be made.
        """
        question = "SELECT DISTINCT name FROM reads WHERE name IN (SELECT value FROM json_each(?))"
        for (name,) in self._run(question, (json.dumps([*names]),)).fetchall():
            before, now = names[name]
            if before == now:
                continue
            self._run(
                "INSERT OR IGNORE INTO stirs SELECT name, unit, ? FROM reads WHERE name = ?",
                (before, name),
            )
            marked = self._run(
                "UPDATE units SET stale = max(stale, ?) WHERE unit IN"
                " (SELECT unit FROM reads WHERE name = ?)",
                (_STALE, name),
            )
            if marked.rowcount:
                self.stirred.add(name)
            self._unmark(name, now)

    def _unmark(self, name: str, digest: str) -> None:
        """A name stands for this again: units that were made of it are stale for the sake of others alone."""
        question = "SELECT unit FROM stirs WHERE name = ? AND digest = ?"
        units = self._run(question, (name, digest)).fetchall()
        if not units:
            return
        self._many("DELETE FROM stirs WHERE name = ? AND unit = ?", ((name, *one) for one in units))
        self._many(
            "UPDATE units SET stale = 0 WHERE unit = ? AND stale = ?"
            " AND NOT EXISTS (SELECT 1 FROM stirs WHERE stirs.unit = units.unit)",
            ((*one, _STALE) for one in units),
        )

    def keep_waiting(self) -> None:
        """Keep for the next build the names that made units stale, until all of these were made."""
        before = self.get(_WAITING)
        if self.stirred or before:
            names = {*json.loads(before or "[]"), *self.stirred} if self.stirred else ()
            self.put(_WAITING, json.dumps(sorted(names)) if names else "")
            self.stirred.clear()

    def list_waiting(self) -> frozenset[str]:
        """Names that made units stale which the last builds could not make."""
        return frozenset(json.loads(self.get(_WAITING) or "[]"))

    # Units

    def units(self, kind: str) -> dict[str, bool]:
        """The units of a kind, and whether each is stale."""
        start = f"{kind}:"
        rows = self._run(
            "SELECT unit, stale FROM units WHERE unit >= ? AND unit < ?", (start, _after(start))
        )
        return {unit: bool(stale) for unit, stale in rows}

    def find_reads(self, unit: str) -> frozenset[str] | None:
        """Names of all that a unit read when it was last made; `None` where it never was."""
        row = self._run("SELECT reads FROM units WHERE unit = ?", (unit,)).fetchone()
        return None if row is None else frozenset(json.loads(row[0]))

    def list_reads(self, units: Iterable[str], kinds: Iterable[str]) -> set[str]:
        """Names of all that some units read when they were last made, and all units of some kinds."""
        question = "SELECT reads FROM units WHERE unit >= ? AND unit < ?"
        bounds = [(f"{kind}:", _after(f"{kind}:")) for kind in kinds]
        bounds += [(unit, f"{unit}\0") for unit in units]
        rows = (row for one in bounds for row in self._run(question, one))
        return {name for (reads,) in rows for name in json.loads(reads)}

    def list_stale(self) -> dict[str, list[str]]:
        """The units that are stale, by their kind."""
        found: dict[str, list[str]] = {}
        for (unit,) in self._run("SELECT unit FROM units WHERE stale ORDER BY unit"):
            found.setdefault(unit.partition(":")[0], []).append(unit)
        return found

    def list_kept(self, start: str) -> dict[str, str]:
        """What was noted under names that begin with a text, by the rest of the name."""
        rows = self._run(
            "SELECT name, value FROM facts WHERE name >= ? AND name < ?", (start, _after(start))
        )
        return {name.removeprefix(start): value for name, value in rows}

    def distrust(self, units: Iterable[str]) -> None:
        """Units that are to be made again by the next build, whatever they read."""
        order = "UPDATE units SET stale = ? WHERE unit = ?"
        self._many(order, ((_DOUBTED, unit) for unit in units))

    def keep(self, made: Made, layer: int = 0) -> set[str]:
        """Note what came of a unit; gives the names of the parts that changed."""
        unit = made.unit
        self.made.append(unit)
        before = self.find_reads(unit)
        self._keep_reads(made, before or frozenset())
        parts, outputs = (set[str](), dict[str, str]()) if before is None else self._list_made(unit)
        changed = self._keep_parts(made, parts)
        if before is not None:
            self._run("DELETE FROM problems WHERE unit = ?", (unit,))
        for stage, one in made.problems:
            self._run(
                "INSERT INTO problems VALUES (?, ?, ?)",
                (unit, stage, json.dumps(pack_problem(one))),
            )
        self._keep_outputs(made, layer, outputs)
        return changed

    def _list_made(self, unit: str) -> tuple[set[str], dict[str, str]]:
        """What a unit made when it was last made: names of parts, and the digest of each output by address."""
        parts = self._run("SELECT name FROM parts WHERE unit = ?", (unit,))
        outputs = self._run("SELECT address, digest FROM outputs WHERE unit = ?", (unit,))
        return {row[0] for row in parts}, dict(outputs.fetchall())

    def _keep_reads(self, made: Made, before: frozenset[str]) -> None:
        listed, origins = write_json(sorted(made.reads)), write_json(list_origins(made.reads))
        self._run("INSERT OR REPLACE INTO units VALUES (?, 0, ?, ?)", (made.unit, listed, origins))
        self._run("DELETE FROM stirs WHERE unit = ?", (made.unit,))
        if gone := before - made.reads:
            self._many(
                "DELETE FROM reads WHERE name = ? AND unit = ?",
                ((name, made.unit) for name in gone),
            )
        if new := made.reads - before:
            self._many(
                "INSERT OR IGNORE INTO reads VALUES (?, ?)", [(name, made.unit) for name in new]
            )

    def _keep_parts(self, made: Made, before: set[str]) -> set[str]:
        gone = before - made.parts.keys()
        if made.is_stopped:
            gone = {name for name in gone if name.partition("@")[0] not in made.lasting}
        if gone:
            self._many(
                "DELETE FROM parts WHERE unit = ? AND name = ?",
                ((made.unit, name) for name in gone),
            )
            # Another page may have had the same address: what it says holds now, if it said it just now.
            gone = {name for name in gone if self._sayers.get(name, made.unit) == made.unit}
            self.drop_names(gone)
            self._many(
                "UPDATE units SET stale = ? WHERE unit IN (SELECT unit FROM parts WHERE name = ?)",
                ((_DOUBTED, name) for name in gone),
            )
        self._sayers |= dict.fromkeys(made.parts, made.unit)
        if new := made.parts.keys() - before:
            self._many(
                "INSERT OR IGNORE INTO parts VALUES (?, ?)", [(made.unit, name) for name in new]
            )
        self._note_lost(made)
        changed = self.put_names(
            {name: (name_content(value.encode()), value) for name, value in made.parts.items()}
        )
        start = "scan@"
        self.rescanned |= {
            name.removeprefix(start) for name in (*changed, *gone) if name.startswith(start)
        }
        self._changed |= any(name.startswith(_RECORD) for name in (*changed, *gone))
        return changed | gone

    def _note_lost(self, made: Made) -> None:
        """Note pages that lost an anchor that others may lead to."""
        for name, value in made.parts.items():
            before = self.find(name) if name.startswith("scan@") else None
            if before is not None and {*json.loads(before)[0]} - {*json.loads(value)[0]}:
                self.vanished.add(name.partition("@")[2])

    def _keep_outputs(self, made: Made, layer: int, before: Mapping[str, str]) -> None:
        for address in () if made.is_stopped else before.keys() - made.outputs.keys():
            self.vanished.add(address)
            self._changed = self._listed = self._relisted = True
            self._run("DELETE FROM outputs WHERE address = ? AND unit = ?", (address, made.unit))
        for address, content in made.outputs.items():
            digest = name_content(content)
            if before.get(address) != digest:
                self._changed = True
                self._listed |= address not in before
                self._relisted |= address not in before
                self._run("INSERT OR IGNORE INTO blobs VALUES (?, ?)", (digest, content))
                self._run(
                    "INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?)",
                    (address, layer, made.unit, digest, self._name_public(digest, content)),
                )
        for digest in set(before.values()):
            self._run(
                "DELETE FROM blobs WHERE digest = ?"
                " AND NOT EXISTS (SELECT 1 FROM outputs WHERE outputs.digest = blobs.digest)",
                (digest,),
            )

    def _name_public(self, digest: str, content: bytes) -> str:
        """The digest of a file as it is published: with the digests of the assets that it names."""
        if PENDING.encode() not in content:
            return digest
        return name_content(fill_assets(content, self.assets))

    def use_assets(self, assets: Mapping[str, str]) -> None:
        """From here on, assets have these digests; files that name others are named anew when they are published."""
        self.assets = assets
        text = json.dumps(assets, sort_keys=True)
        if self.get("assets") != text:
            self._changed = True
            self.put("assets", text)
            self.put(_UNNAMED, "1")
            self._run("UPDATE outputs SET public = '' WHERE digest <> public")

    def are_named(self) -> bool:
        """Whether the digests of all files as they are published are known."""
        return not self.get(_UNNAMED)

    def name_outputs(self) -> None:
        """Keep the digests of all files as they are published, where the assets that they name are others since.

        Raises:
            LostError: A file is lost.
        """
        if self.are_named():
            return
        with self.change():
            rows = self._run("SELECT DISTINCT digest FROM outputs WHERE public = ''").fetchall()
            names = [(self._find_public(digest), digest) for (digest,) in rows]
            self._many("UPDATE outputs SET public = ? WHERE digest = ? AND public = ''", names)
            self.put(_UNNAMED, "")

    def _find_public(self, digest: str) -> str:
        return self._name_public(digest, self.read_output(digest))

    def drop(self, unit: str) -> set[str]:
        """Forget a unit and all that it made; gives the names of its parts."""
        changed = self.keep(Made(unit))
        self.made.pop()
        self._run("DELETE FROM units WHERE unit = ?", (unit,))
        return changed

    # What came of it all

    def problems(self, stage: int = sys.maxsize) -> Iterator[tuple[str, int, Problem]]:
        """All that is wrong before a stage, with the kinds of the units and the stages in which it was found."""
        query = "SELECT unit, stage, problem FROM problems WHERE stage < ?"
        rows = self._run(query, (stage,)).fetchall()
        if stage == sys.maxsize:  # what is wrong no more is forgotten
            there = {text for *_, text in rows}
            self._problems = {one: self._problems[one] for one in there & self._problems.keys()}
        for unit, found, text in rows:
            if text not in self._problems:
                self._problems[text] = unpack_problem(json.loads(text))
            yield unit.partition(":")[0], found, self._problems[text]

    def outputs(self, layer: int = 0) -> dict[str, tuple[str, str]]:
        """Of each output by address, the digest here and as it is published; `layer` is the highest that counts.

        Raises:
            LostError: An output is lost whose digest is not known.
        """
        rows = self._run(
            "SELECT address, digest, public FROM outputs WHERE layer <= ? ORDER BY layer, unit",
            (layer,),
        )
        return {
            address: (digest, public or self._find_public(digest))
            for address, digest, public in rows.fetchall()
        }

    def list_addresses(self, layer: int = 0) -> list[str]:
        """The addresses of all outputs; `layer` is the highest that counts."""
        rows = self._run("SELECT DISTINCT address FROM outputs WHERE layer <= ?", (layer,))
        return [row[0] for row in rows]

    def name_address(self, address: str) -> str:
        """The address of an output as it is published."""
        if PENDING not in address:
            return address
        return fill_assets(address.encode(), self.assets).decode()

    def read_public(self, digest: str, public: str) -> bytes:
        """The content of an output as it is published.

        Raises:
            LostError: It is lost.
        """
        content = self.read_output(digest)
        return content if digest == public else fill_assets(content, self.assets)

    def has_output(self, address: str) -> bool:
        """Whether there is an output at an address."""
        return self.find_output(address, _HIGHEST) is not None

    def list_sizes(self, units: Iterable[str]) -> list[int]:
        """How many bytes of files each of some units made, as far as it made any."""
        rows = self._run(
            "SELECT sum(length(content)) FROM outputs JOIN blobs USING (digest)"
            " WHERE unit IN (SELECT value FROM json_each(?)) GROUP BY unit",
            (json.dumps([*units]),),
        )
        return [row[0] for row in rows]

    def find_output(self, address: str, layer: int) -> tuple[str, str] | None:
        """The digests of an output, here and as it is published (empty if unknown); `None` where there is none."""
        row = self._run(
            "SELECT digest, public FROM outputs WHERE address = ? AND layer <= ?"
            " ORDER BY layer DESC, unit DESC LIMIT 1",
            (address, layer),
        ).fetchone()
        return None if row is None else (row[0], row[1])

    def take_relisted(self) -> bool:
        """Whether there are other addresses of outputs than when this was last asked."""
        found = self._relisted or self.get(_RELISTED) == "1"
        self._relisted = False
        self.put(_RELISTED, "")
        return found

    def list_shared(self) -> list[tuple[str, list[str]]]:
        """Addresses at which more than one unit has an output, and these units; case makes no difference."""
        rows = self._run(
            "SELECT min(address), json_group_array(unit) FROM outputs WHERE layer = 0"
            " GROUP BY lower(address) HAVING count(*) > 1 ORDER BY 1"
        )
        return [(address, json.loads(units)) for address, units in rows]

    def find_maker(self, address: str) -> str:
        """The unit that makes an output; empty where there is none."""
        row = self._run(
            "SELECT unit FROM outputs WHERE address = ? ORDER BY layer LIMIT 1", (address,)
        ).fetchone()
        return row[0] if row else ""

    def count_pages(self) -> int:
        """How many pages of HTML there are."""
        return int(self.get(_PAGES) or 0)

    def list_assets(self) -> dict[str, str]:
        """Addresses of assets by those that they are published at."""
        names = (asset_address(name) for name in self.assets)
        return {self.name_address(address): address for address in names}

    @property
    def version(self) -> str:
        """A name for all that is known now; another one after every change of an output, or of the record of a page."""
        return self.get("version")

    @property
    def inputs_version(self) -> str:
        """A name for the files that were read; another one after every change of one."""
        return self.get(_INPUTS)

    def read_origins(self, layer: int) -> dict[str, str]:
        """The files and folders that each output is made from, as JSON, by the address that it is published at; `layer` is the highest that counts."""
        rows = self._run(
            "SELECT address, origins FROM outputs JOIN units USING (unit)"
            " WHERE layer <= ? ORDER BY layer, unit",
            (layer,),
        )
        return {self.name_address(address): origins for address, origins in rows}

    def read_output(self, digest: str) -> bytes:
        """The content of an output by its digest.

        Raises:
            LostError: It is lost.
        """
        row = self._run("SELECT content FROM blobs WHERE digest = ?", (digest,)).fetchone()
        if row is None or name_content(row[0]) != digest:
            raise LostError(digest)
        return bytes(row[0])


def _after(start: str) -> str:
    """The first text after all that begin with one."""
    return start[:-1] + chr(ord(start[-1]) + 1)
