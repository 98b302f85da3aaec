"""What an edit makes again: what depends on it, and nothing else. See also `test_random_edits`."""

from __future__ import annotations

import ast
import dataclasses
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from built import copy_warm_project
from outlines import SKETCHES
from previews import want_more_boats
from projects import copy_project, read_tree, replace
from sketches import Sketched, build_whole, find_needless, find_wrong, sketch_store

from sitegen.build import kit as kit_module
from sitegen.build import voices, work
from sitegen.build.fresh import find_fresh, publish_fresh
from sitegen.build.order import Wish, build_site, check_site, compile_site
from sitegen.build.store import Store
from sitegen.charts.process import Drawer
from sitegen.cli import main
from sitegen.known import Pages
from sitegen.language.catalog_reading import parse_catalogs
from sitegen.limits import LARGEST_TEXT
from sitegen.project.config import load_config
from sitegen.publishing.tree import digest_content
from sitegen.site import Values
from sitegen.traces.inputs import Looked, scan_inputs
from sitegen.traces.noted import Noted
from sitegen.traces.outputs import NewerTree, OutputTree
from sitegen.traces.traces import TRACES, Traces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sitegen.build.kit import Kit
    from sitegen.charts.data import ChartData
    from sitegen.traces.result import BuildResult

CODES = "en", "de"
PAGES = {f"{page}.{code}.md" for page in ("index", "sea") for code in CODES}


def _units(kind: str, *args: str) -> set[str]:
    return {f"{kind}:{arg}" for arg in args}


def _spoken(kind: str, *keys: str, codes: tuple[str, ...] = CODES) -> set[str]:
    return {f"{kind}:{code}/{key}" for code in codes for key in keys}


CARDS, TEXTS = _units("card", *PAGES), _units("text", *PAGES)
SUBJECTS = "boats", "catch", "harbour-boats"
INDICATORS, SOURCES = _spoken("indicator", *SUBJECTS), _spoken("source", "gazette", "plan")
FILES = _units("indicator-files", *SUBJECTS) | {
    "briefing-files:sea",
    "table-files:site",
    "workbook:site",
}
TABLES = {"tables:site", "table-checks:site", "table-files:site", "workbook:site"}
EMBEDDED = _spoken("embedded", *SUBJECTS)
FACT = (
    TABLES
    | CARDS
    | TEXTS
    | _spoken("embedded", "catch")
    | {"indicator-files:catch", "briefing-files:sea"}
)
"""What shows a fact of the catch besides the pages of the tables."""
FROM_TABLES = {"tables:site", "table-checks:site"} | CARDS | TEXTS | INDICATORS | SOURCES | FILES
PICTURES = _spoken("picture", "index", "sea")
FEEDS = _units("feed", *CODES)
ENTRANCES = _units("entrance", "index.html", "404.html")
LISTS = ENTRANCES | FEEDS | {"plain-list:site"}
LOOK = {"look:site", "look-checks:site", "icons:site", "bundle:site"}
ALL = (
    FROM_TABLES
    | EMBEDDED
    | LOOK
    | LISTS
    | PICTURES
    | _units("manifest", *CODES)
    | _units("translations", "index", "sea")
    | {"site:site", "machines:site", "strays:site", "images:site", "lock:site"}
)
ENGLISH, GERMAN = (
    _spoken("indicator", *SUBJECTS, codes=(code,))
    | _spoken("source", "gazette", "plan", codes=(code,))
    for code in CODES
)
SEA = {"card:sea.en.md", "text:sea.en.md"}
"""What is made of the text of a page: a card that says what it said makes nothing else."""


@pytest.mark.parametrize(
    ("path", "old", "new", "made", "drawn"),
    [
        pytest.param(*edit, id=name)
        for name, edit in {
            "nothing that counts": ("content/sea.en.md", "", "", set(), set()),
            "a paragraph": (
                "content/sea.en.md",
                "Boats at moorings",
                "Boats at anchor",
                SEA,
                set(),
            ),
            "a link": ("content/sea.en.md", "Boats at", "[Boats](index.md) at", SEA, set()),
            "a fact cited": (
                "content/sea.en.md",
                "Boats at",
                "Boats, {fact}`boats/isles/2020`, at",
                SEA | {"translations:sea", "site:site"},
                set(),
            ),
            "a chart's title": (
                "content/sea.en.md",
                ":title: The north lands most",
                ":title: The north lands more",
                SEA | {"bundle:site"},
                {"catch-by-isle.en"},
            ),
            "a title": (
                "content/sea.de.md",
                "title: Das Meer",
                "title: Die See",
                _units("card", "sea.de.md")
                | {"text:sea.de.md", "text:index.de.md", "picture:de/sea"}
                | _spoken("indicator", *SUBJECTS, codes=("de",))
                | {"feed:de", "plain-list:site"},
                set(),
            ),
            "a name in the navigation": (
                "content/sea.en.md",
                "short: Sea",
                "short: Waters",
                SEA
                | ENGLISH
                | ENTRANCES
                | {
                    "text:index.en.md",
                    "picture:en/sea",
                    "feed:en",
                    "plain-list:site",
                    "bundle:site",
                },
                set(),
            ),
            "a value of the ledger": (
                "data/facts.csv",
                "catch,isles,2023,actual,level,,16.0,,,exact,million euro,gazette,page 1,16.0",
                "catch,isles,2023,actual,level,,17.5,,,exact,million euro,gazette,page 1,17.5",
                FACT | INDICATORS | SOURCES | LISTS | PICTURES | {"site:site", "bundle:site"},
                {
                    f"{chart}.{code}"
                    for chart in ("catch-path", "path-catch-isles-2025-plan")
                    for code in CODES
                },
            ),
            "a note of the ledger": (
                "data/facts.csv",
                "Provisional",
                "Until May",
                FACT | _spoken("indicator", "catch") | _spoken("source", "gazette") | {"site:site"},
                set(),
            ),
            "a glossary entry": (
                "data/glossary.csv",
                "Fish that is landed",
                "Fish on land",
                (TABLES - {"workbook:site"}) | _units("text", "index.en.md", "index.de.md"),
                set(),
            ),
            "a template": (
                "templates/briefing.html",
                '<p class="lead">',
                "<p>",
                LOOK | _units("text", "sea.en.md", "sea.de.md"),
                set(),
            ),
            "a template of sources": (
                "templates/source.html",
                "<ul>",
                '<ul class="all">',
                LOOK | SOURCES,
                set(),
            ),
            "a partial template": (
                "templates/workings.html",
                "<ol>",
                '<ol class="all">',
                LOOK | TEXTS,
                set(),
            ),
            "the template of all pages": (
                "templates/base.html",
                "<main>",
                "<main class=all>",
                LOOK | TEXTS | INDICATORS | SOURCES,
                set(),
            ),
            "the template of texts": (
                "templates/page.md",
                "# {{ title }}",
                "# On {{ title }}",
                LOOK | TEXTS,
                set(),
            ),
            "a catalogue": (
                "templates/locale/de.po",
                'msgstr "voraus"',
                'msgstr "weit voraus"',
                LOOK
                | _units("card", "index.de.md", "sea.de.md")
                | {unit for unit in TEXTS | INDICATORS | SOURCES if re.search(r"\bde\b", unit)}
                | ENTRANCES
                | {"feed:de", "picture:de/sea", "plain-list:site"}
                | {"table-files:site", "workbook:site"}
                | _spoken("embedded", *SUBJECTS, codes=("de",)),
                set(),
            ),
            "an asset": ("templates/assets/style.css", "40rem", "41rem", LOOK, set()),
            "the title of the site": (
                "site.toml",
                'title.en = "Islands"',
                'title.en = "Isles"',
                ALL,
                {
                    f"{chart}.en"
                    for chart in (
                        "catch-by-isle",
                        "catch-path",
                        "path-catch-isles-2025-plan",
                        "path-boats-isles-2025-plan",
                    )
                },
            ),
        }.items()
    ],
)
def test_only_what_depends_on_an_edit_is_made(
    tmp_path: Path, path: str, old: str, new: str, made: set[str], drawn: set[str]
) -> None:
    project, store = copy_project(tmp_path / "in"), sketch_store()
    assert check_site(project, store).problems == ()
    store.memo.log.clear()
    (project / path).write_text((project / path).read_text("utf-8").replace(old, new), "utf-8")
    built = check_site(project, store)
    assert built.problems == ()
    assert {*built.made} == made
    assert len(built.made) == len(made)
    assert {label for kind, label in store.memo.log if kind == "chart"} == drawn
    assert find_wrong(built, build_whole(project)) == []


UNREAD = SEA | {"translations:sea", "site:site"}
"""What is made of a page that cannot be read, and of one that can be again."""


@pytest.mark.parametrize(
    ("path", "spoil", "made"),
    [
        pytest.param("content/sea.en.md", lambda text: text.replace(b"kind:", b"kin:"), UNREAD, id="front matter"),
        pytest.param("content/sea.en.md", lambda text: text.replace(b"short: Sea", b"short: S\xe9a"), UNREAD, id="encoding"),
        pytest.param("content/index.de.md", lambda text: text + b" " * LARGEST_TEXT, {one.replace("sea.en", "index.de").replace("sea", "index") for one in UNREAD}, id="size, of a home page"),
        pytest.param("content/sea.en.md", lambda text: text.replace(b"Boats at", b"{fact}`boats/no/2020` Boats at"), UNREAD, id="a text"),
        pytest.param("data/facts.csv", lambda text: text.replace(b",16.0,", b",x,"), FROM_TABLES - TEXTS - INDICATORS - SOURCES - FILES, id="a row"),
    ],
)  # fmt: skip
def test_a_mistake_makes_nothing_else_and_nor_does_its_cure(
    tmp_path: Path,
    path: str,
    spoil: Callable[[bytes], bytes],
    made: set[str],
) -> None:
    project, store = copy_project(tmp_path / "in"), sketch_store()

    def preview() -> BuildResult:
        return compile_site(project, load_config(project), store, Wish(goes_on=True))

    assert preview().publishable
    content = (project / path).read_bytes()
    shown = {*OutputTree(store.traces, lenient=True)}
    (project / path).write_bytes(spoil(content))
    built = preview()
    assert not built.publishable
    assert built.problems == build_whole(project).problems
    assert {*built.made} == made
    assert {*OutputTree(store.traces, lenient=True)} == shown
    (project / path).write_bytes(content)
    built = preview()
    assert {*built.made} == made
    assert find_wrong(built, build_whole(project)) == []


def test_what_a_page_gave_goes_though_it_has_an_error_that_the_project_lowered(
    tmp_path: Path,
) -> None:
    project, store = copy_project(tmp_path / "in"), sketch_store()
    language = 'default_language = "en"\n'
    replace(project / "site.toml", language, f'{language}rules.heading = "warning"\n')
    for code in CODES:
        page = project / f"content/sea.{code}.md"
        page.write_text(f"{page.read_text('utf-8')}\n# Another title\n", "utf-8")
    assert check_site(project, store).publishable
    for code in CODES:
        replace(project / f"content/sea.{code}.md", ":name: catch-path", ":name: path")
    built = check_site(project, store)
    assert built.publishable
    assert find_wrong(built, build_whole(project)) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "written"),
    [
        (
            "content/sea.en.md",
            "Boats at moorings",
            "Boats at anchor",
            {"en/sea/index.html", "en/sea/index.md", "data/pages.json"},
        ),
        ("content/sea.en.md", "title: The sea", 'title: "The sea"', set()),
        (
            "templates/briefing.html",
            '<p class="lead">',
            "<p>",
            {"en/sea/index.html", "de/sea/index.html"},
        ),
        (
            "data/glossary.csv",
            "Fish that is landed",
            "Fish on land",
            {"data/glossary.csv", "data/excel/glossary.csv"},
        ),
    ],
    ids=["a paragraph", "quotation marks", "a template", "a cell"],
)
def test_only_what_differs_is_written(
    tmp_path: Path, path: str, old: str, new: str, written: set[str]
) -> None:
    project, store = copy_project(tmp_path / "in"), sketch_store()
    for text in ("", "\n\nMore."):  # the first build has no site before it to take files from
        with (project / "content/index.en.md").open("a", encoding="utf-8") as file:
            file.write(text)
        assert build_site(project, store=store).publishable
    before = {name: _inode(project / "site" / name) for name in read_tree(project / "site")}
    replace(project / path, old, new)
    assert build_site(project, store=store).publishable
    after = {name: _inode(project / "site" / name) for name in read_tree(project / "site")}
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} == written


def _inode(path: Path) -> int:
    return path.stat().st_ino


def test_what_an_open_store_knows_another_process_may_change(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    first, second = sketch_store(tmp_path / "store"), sketch_store(tmp_path / "store")
    assert check_site(project, first).publishable
    for path, old, new in (
        ("templates/assets/style.css", "40rem", "41rem"),
        ("content/sea.en.md", "short: Sea", "short: Waters"),
        ("templates/locale/de.po", 'msgstr "voraus"', 'msgstr "weit voraus"'),
    ):
        replace(project / path, old, new)
        assert check_site(project, second).made != ()
        built = check_site(project, first)
        assert built.made == ()
        assert find_wrong(built, build_whole(project)) == []
        first, second = second, first


def test_pages_are_named_anew_after_a_style_sheet_when_they_are_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, folder = copy_project(tmp_path / "in"), tmp_path / "in/.sitegen/cache"
    assert build_site(project, store=sketch_store(folder)).publishable
    replace(project / "templates/assets/style.css", "40rem", "41rem")
    store = sketch_store(folder)
    with monkeypatch.context() as patch:
        patch.setattr(Traces, "read_output", lambda *_: pytest.fail("a page was read"))
        built = check_site(project, store)
    assert built.publishable
    assert not store.traces.are_named()
    whole = build_whole(project)
    assert OutputTree(store.traces).list_digests() == {
        name: digest_content(content) for name, content in whole.tree.items()
    }
    store.traces.close()
    assert publish_fresh(project, None, outside=False, browser=None) is None
    assert build_site(project, store=store).publishable
    assert store.traces.are_named()
    assert find_wrong(built, whole) == []
    published = read_tree(project / "site")
    assert {name: published[name] for name in whole.tree} == whole.tree
    assert publish_fresh(project, None, outside=False, browser=None) is not None


@pytest.mark.parametrize(
    "order",
    [
        "DELETE FROM blobs WHERE rowid % 2",
        "UPDATE blobs SET content = x'00'",
        "DROP TABLE units",
        "DROP TABLE names",
    ],
)
def test_what_a_store_lost_is_made_again(tmp_path: Path, order: str) -> None:
    project, folder = copy_project(tmp_path / "in"), tmp_path / "store"
    store = sketch_store(folder)
    assert build_site(project, store=store).publishable
    store.traces.close()
    with closing(sqlite3.connect(folder / TRACES)) as file, file:
        file.execute(order)
    replace(project / "content/sea.en.md", "Boats at moorings", "Boats at anchor")
    built = build_site(project, tmp_path / "out", sketch_store(folder))
    whole = build_whole(project)
    assert find_wrong(built, whole) == []
    published = read_tree(tmp_path / "out")
    assert {name: published[name] for name in whole.tree} == whole.tree


def test_a_page_that_is_renamed_is_made_and_what_knows_it(tmp_path: Path) -> None:
    project, store = copy_project(tmp_path / "in"), sketch_store()
    assert check_site(project, store).publishable
    before = build_whole(project)
    for code in CODES:
        replace(project / f"content/index.{code}.md", "(sea.md#catch)", "(ocean.md#catch)")
        sea = project / f"content/sea.{code}.md"
        sea.rename(sea.with_name(f"ocean.{code}.md"))
    built, whole = check_site(project, store), build_whole(project)
    assert find_wrong(built, whole) == []
    assert built.publishable
    assert find_needless(before, whole, built.made) == []
    assert "look:site" not in built.made
    assert "en/ocean/index.html" in built.tree
    assert "en/sea/index.html" not in built.tree


def test_where_else_python_looks_for_modules_makes_nothing_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests, an editor and the command itself find what the others made."""
    project, store = copy_project(tmp_path / "in"), sketch_store()
    assert check_site(project, store).problems == ()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert check_site(project, store).made == ()


def _list_imported(project: Path, names: Iterable[str]) -> list[str]:
    """Which of some modules a build imports, in a process of its own."""
    script = f"import sys; from sitegen.cli import main; code = main(['--project', sys.argv[1], 'build']); print(sorted({ ({*names}) } & sys.modules.keys())); sys.exit(code)"
    said = subprocess.run(
        [sys.executable, "-c", script, str(project)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    ).stdout
    found: list[str] = ast.literal_eval(said.splitlines()[-1])
    return found


def test_a_second_build_makes_nothing_and_imports_nothing_heavy(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    heavy = "altair", "pandas", "vl_convert", "jinja2", "babel", "markdown_it"
    assert "jinja2" in _list_imported(project, heavy)
    assert _list_imported(project, heavy) == []


def test_a_store_with_a_damaged_table_is_made_anew_while_a_site_is_published(
    tmp_path: Path,
) -> None:
    project = copy_project(tmp_path / "in")
    command = ["--project", str(project), "build"]
    assert main(command) == 0
    with closing(sqlite3.connect(project / ".sitegen/cache" / TRACES)) as store:
        store.execute("ALTER TABLE outputs RENAME COLUMN unit TO unat")
    account = project / "site/build.json"
    before = account.read_bytes()
    account.unlink()
    assert main(command) == 0
    assert account.read_bytes() == before


_FIGURES = "claims.expressions", "claims.judging", "resolve.claims", "views.facts", "views.claims"
_TABLES = "ledger.columns", "ledger.schema", "analysis.derive"
_MISTAKES = "checks.mark_kinds", "render.faults", "filenames.strays"
_OF_FEW = [f"sitegen.{name}" for name in (*_FIGURES, *_TABLES, *_MISTAKES, "language.han")]


def test_an_edit_of_a_plain_page_imports_nothing_of_figures_nor_what_explains_mistakes(
    tmp_path: Path,
) -> None:
    project = copy_warm_project(tmp_path / "in")
    for code in ("de", "en"):
        page = project / "content" / f"plain.{code}.md"
        page.write_text("---\nkind: page\ntitle: Hafen\ndescription: Hafen\n---\nHafen.\n", "utf-8")
    assert _list_imported(project, _OF_FEW) != []
    replace(project / "content" / "plain.en.md", "Hafen.", "Hafen am Meer.")
    assert _list_imported(project, _OF_FEW) == []


def test_catalogues_are_read_again_when_they_say_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, folder = copy_project(tmp_path / "in"), tmp_path / "in/.sitegen/cache"
    assert check_site(project, sketch_store(folder)).publishable
    read: list[str] = []

    def parse(texts: Iterable[tuple[str, str]], code: str, path: str) -> object:
        read.append(code)
        return parse_catalogs(texts, code, path)

    monkeypatch.setattr("sitegen.language.catalog_reading.parse_catalogs", parse)
    voices._read_voices.cache_clear()  # noqa: SLF001 # another process begins with nothing
    replace(project / "content/sea.en.md", "Boats at moorings", "Boats at anchor")
    built = check_site(project, sketch_store(folder))
    assert read == []
    assert find_wrong(built, build_whole(project)) == []
    read.clear()
    replace(project / "templates/locale/de.po", 'msgstr "voraus"', 'msgstr "weit voraus"')
    built = check_site(project, sketch_store(folder))
    assert read == [*CODES]
    assert find_wrong(built, build_whole(project)) == []


def test_a_copy_of_the_process_reads_no_notes_and_makes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    traces = sketch_store(tmp_path).traces
    notes = Noted(traces)
    notes.put("a", "said")
    with monkeypatch.context() as patch:
        patch.setattr("sitegen.traces.noted.os.getpid", lambda: 0)
        notes.put("a", "another")
        assert notes.get("a") == ""
    assert notes.get("a") == "said"


def test_a_note_that_cannot_be_kept_is_no_reason_to_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise sqlite3.OperationalError

    monkeypatch.setattr(Traces, "put", refuse)
    notes = Noted(sketch_store(tmp_path).traces)
    notes.put("a", "said")
    assert notes.get("a") == ""


def test_few_pages_that_were_large_are_made_beside_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make_beside(kit: Kit, tasks: Sequence[work.Task], count: int) -> Iterator[work.Done]:
        shared.append(tuple(f"{kind.name}:{arg}" for kind, arg in tasks))
        return own(kit, tasks, count)

    shared: list[tuple[str, ...]] = []
    own = work._make_beside  # noqa: SLF001 # whom a test listens to
    project, folder = copy_project(tmp_path / "in"), tmp_path / "store"
    assert check_site(project, sketch_store(folder)).publishable
    monkeypatch.setattr(work, "_count_workers", lambda _: 2)
    monkeypatch.setattr(work, "_make_beside", make_beside)
    for much, made in ((100_000, []), (100, [("text:sea.de.md", "text:sea.en.md")])):
        monkeypatch.setattr(work, "MUCH", much)
        replace(project / "templates/briefing.html", '<p class="', '<p class="first ')
        built = check_site(project, sketch_store(folder))
        assert [tuple(sorted(one)) for one in shared] == made
        assert find_wrong(built, build_whole(project)) == []


class _Drawer(Drawer):
    """Draws sketches, where it is started."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[str] = []

    def draw(self, chart: ChartData) -> Mapping[str, str]:
        self.drawn.append(f"{chart.name}.{chart.language}")
        drawings: Mapping[str, str] = json.loads(SKETCH(chart))
        return drawings


SKETCH = SKETCHES["chart"]


def test_a_chart_among_few_pages_is_drawn_by_the_process_that_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, folder = copy_project(tmp_path / "in"), tmp_path / "store"
    assert check_site(project, sketch_store(folder)).publishable
    replace(
        project / "data/facts.csv",
        ",16.0,,,exact,million euro,gazette,page 1,16.0",
        ",17.5,,,exact,million euro,gazette,page 1,17.5",
    )
    with monkeypatch.context() as patch:
        patch.setattr(work, "_count_workers", lambda _: 2)
        patch.setattr(work, "MUCH", 0)
        patch.setattr(kit_module, "Drawer", None)  # which a copy of the process would start
        patch.delitem(SKETCHES, "chart")
        drawer = _Drawer()
        built = check_site(project, Store.keep(Sketched(folder), drawer))
    charts = "catch-path", "path-catch-isles-2025-plan"
    assert {*drawer.drawn} == {f"{chart}.{code}" for chart in charts for code in CODES}
    assert find_wrong(built, build_whole(project)) == []


@pytest.mark.parametrize(
    ("is_overtaken", "is_elsewhere"), [(False, False), (True, False), (False, True)]
)
def test_files_that_were_just_seen_are_not_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_overtaken: bool, is_elsewhere: bool
) -> None:
    project = copy_project(tmp_path / "in")
    folder = project / ".sitegen" / "cache"
    assert check_site(project, sketch_store(folder)).publishable
    replace(project / "content/sea.en.md", "Boats at moorings", "Boats at anchor")
    looked = find_fresh(project, outside=False)
    assert isinstance(looked, Looked)
    if is_elsewhere:
        looked = dataclasses.replace(looked, roots=dataclasses.replace(looked.roots, outside=True))
    if is_overtaken:
        replace(project / "content/sea.en.md", "Boats at anchor", "Boats at sea")
        assert check_site(project, sketch_store(folder)).publishable
    scan = Mock(side_effect=scan_inputs)
    monkeypatch.setattr("sitegen.build.order.scan_inputs", scan)
    built = check_site(project, sketch_store(folder), looked=looked)
    assert scan.call_count == (is_overtaken or is_elsewhere)
    assert {*built.made} == (set() if is_overtaken else SEA)
    assert find_wrong(built, build_whole(project)) == []


def test_what_each_page_alone_asks_for_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.site._MOST_KNOWN", 10)
    kept = {f"page:en/{number}": "null" for number in range(100)}
    values = Values(lambda: Pages(lambda _: {}), kept.get)
    assert {values.get(name) for name in kept} == {None}
    assert len(values._known) <= 10  # noqa: SLF001 # nobody else sees what is kept


@pytest.mark.parametrize(
    "first", ["en/sea/index.html", "de/index.html", "en/sources/plan/index.html", "404.html"]
)
def test_whatever_page_is_made_first_all_pages_are_made_once(tmp_path: Path, first: str) -> None:
    """A figure that titles show, one that a page shows for the first time, and one that no title shows."""
    project = copy_project(tmp_path / "project")
    store = sketch_store()
    assert check_site(project, store).publishable
    facts = project / "data" / "facts.csv"

    def build() -> BuildResult:
        wish = Wish(first=frozenset({first}))
        built = compile_site(project, load_config(project), store, wish)
        assert built.publishable
        assert find_wrong(built, build_whole(project)) == []
        assert len({*built.made}) == len(built.made)
        return built

    def correct(old: str, new: str) -> None:
        facts.write_text(facts.read_text("utf-8").replace(old, new), "utf-8")

    correct("16.0", "16.1")
    build()
    correct("10.5", "10.6")
    for code in ("de", "en"):
        home = project / "content" / f"index.{code}.md"
        home.write_text(f"{home.read_text('utf-8')}\n{{fact}}`catch/north/2023`\n", "utf-8")
    build()
    want_more_boats(project)
    build()
    assert build().made == (), "nothing was left"


def test_files_may_be_newer_again_and_again() -> None:
    older = {"index.html": b"old", "assets/style.0123456789.css": b"old", "data.csv": b"old"}
    tree: Mapping[str, bytes] = older
    for number in range(sys.getrecursionlimit() + 1):
        tree = NewerTree({"assets/style.__digest__.css": b"%d" % number}, tree)
    tree = NewerTree({"index.html": b"new", "en/index.html": b"new"}, tree)
    for digest in ("0123456789", "9876543210"):
        assert tree[f"assets/style.{digest}.css"] == b"%d" % sys.getrecursionlimit()
    assert (tree["index.html"], tree["en/index.html"], tree["data.csv"]) == (b"new", b"new", b"old")
    assert "assets/other.0123456789.css" not in tree
    assert {*tree} == {*older, "assets/style.__digest__.css", "en/index.html"}
    assert len(tree) == 5
