"""Imports go one way: a room knows only the rooms above it in the house, a file only files before it."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from sitegen.commands.command import Command
from sitegen.later import Later

HOUSE = {
    "limits": "",
    "later": "",
    "writing": "",
    "messages": "said elsewhere telling catalogues",
    "problems": "",
    "rules": "rule all severity",
    "deprecations": "",
    "database": "",
    "memo": "",
    "workers": "",
    "defects": "",
    "addresses": "",
    "naming": "",
    "clock": "",
    "temporary": "",
    "fonts": "fontconfig coverage",
    "quantities": "exact period written units quantity propagation rounding",
    "language": "library bound_words localized numeral numeral_words signs han_scales han lexicon number_words comparing_words comparing date_patterns numerals directions scripts language line_breaks capitals plurals catalog_lines catalog catalog_reading texts numbers amounts dates"
    " voice",
    "sheets": "misread rows headers lines spoilt faults",
    "ledger": "patterns readings columns cells stages values audit_tables search_tables schema tables references fields candidates unit_forms ledger loops rules reading phrases source_languages",
    "analysis": "kept arithmetic conditions topics derive statuses verdict assessment evidence relations judging bounds levels"
    " rates totals targets several",
    "asked": "",
    "claims": "expressions weighing comparable tallies judging directions margins saying",
    "charts": "data theme text place ticks rows facts marks row_marks axes compare growth range rates progress parts dots deadlines path_plot path_labels path"
    " explore kinds notice vega drawing drawer process",
    "views": "citation words titles formulas values margin viewpoint documents facts absences claims verdicts bullets maker leading cards records downloads embed",
    "markup": "han comments bare_links breaks drawings images void",
    "filenames": "junk near pages strays",
    "project": "toml_places setting paths severities source_kinds language_codes languages manifest remains decoding places texts theme stray_look front_lines toml_faults front_matter pages parsed syntax fences role_slips inlines notes markdown"
    " editors settings config files",
    "known": "",
    "resolve": "insertions beginnings key_slips keys hrefs claim_roles claims counts roles block scorecard chart_items chart_rates chart_progress chart_parts chart_dates chart_facts chart_fit chart_points chart_titles charts chart_block note target_blocks directives images page",
    "translations": "blocks likeness record pairing states signing",
    "site": "",
    "media": "found browser pdf painter painting",
    "render": "attribute_names ceilings outputs escaping needs styles css_tokens css_names css_values sheets scripts slips missing faults templates html markdown origins",
    "frame": "values linked pictures make",
    "pages": "absent embed changes shared workings home sources discrepancies data programmes timeline glossary search source alike indicator indicators tracker kinds"
    " text entrance plain design plan",
    "files": "published codebook workbook package downloads search feed icons machines",
    "binding": "wording figures layout sentences counterpart nearby index meanings crosses computing reading evidence typed certainty propose saying rewriting",
    "checks": "scan signature stages deprecated search languages headings claims charts anchors mark_signs mark_kinds marks shapes numbers settings parity agreement phrases pictures tables catalogs overrides sheets json_slips assets elements links policy all",
    "comparing": "records states differences",
    "publishing": "lock record stage tree look exchange inplace writers publish verify",
    "traces": "inputs origins traces noted result outputs",
    "build": "report voices load kit about draft look agreement content links clashes account promise fresh printing store units work watch engine proposals order",
    "releasing": "",
    "explaining": "changes wording explain profile notes",
    "audit": "passages hints phrases accounting audit",
    "mending": "repairs numbers tables texts workbooks mend",
    "seeds": "sheets soil selftest",
    "desk": "masking codes survey paragraphs keyed show status table bind proposals agree commits untrusted sides telling",
    "reporting": "findings plain sarif annotations all",
    "schemas": "settings front_matter rows report all",
    "starting": "locales catalogue rows facts pages templates step workflow example languages commands",
    "preview": "watching own guard excerpts compared redone offers response builder running handlers server",
    "commands": "terminal arguments command common completers untrusted surveyed watched written reported init new catalogue show status bind agree diff build check audit serve fix release schema verify completion all",
    "cli": "",
    "__main__": "",
}
"""Rooms in their order, with the files of each in theirs. A new file gets its place here."""

ROOT = Path(__file__).parent.parent / "sitegen"
ORDER = [f"{room}.{name}" for room, names in HOUSE.items() for name in (names.split() or [""])]
LAZY = {"pandas", "altair", "vl_convert", "livereload", "tornado", "watchfiles", "rich"}
"""Libraries that cost a command more than it may take: imported with what needs them."""
PAYING = {
    "charts.path",
    "charts.compare",
    "charts.growth",
    "charts.range",
    "charts.facts",
    "charts.marks",
    "charts.row_marks",
    "charts.axes",
    "charts.rates",
    "charts.progress",
    "charts.parts",
    "charts.dots",
    "charts.deadlines",
    "media.painter",
    "preview.handlers",
    "preview.server",
    "preview.watching",
}
"""Files that may import them at once: nothing imports these before they are needed."""


def _files() -> list[tuple[str, Path]]:
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if path.name != "__init__.py":
            found.append((name if "." in name else f"{name}.", path))
    return found


def _imported(path: Path) -> set[str]:
    """Files of the generator that a file imports, in whatever place of it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "sitegen":
            module = (node.module or "").removeprefix("sitegen").lstrip(".")
            for alias in node.names:
                full = f"{module}.{alias.name}".lstrip(".")
                is_file = (ROOT / f"{full.replace('.', '/')}.py").exists()
                if alias.name != "__version__":
                    found.add(full if is_file else module)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Later":
            found.add(_read_later(node).partition(":")[0])
        elif isinstance(node, ast.Import):
            assert not any(alias.name.startswith("sitegen") for alias in node.names), path
    return {name if "." in name else f"{name}." for name in found}


def _read_later(call: ast.Call) -> str:
    """The path of a function that is imported when it is called."""
    (path,) = call.args
    assert isinstance(path, ast.Constant)
    found = Later(str(path.value)).find()
    assert callable(found) or isinstance(found, Command), path.value
    return str(path.value)


@pytest.mark.parametrize(("name", "path"), _files(), ids=[name for name, _ in _files()])
def test_a_file_imports_only_what_stands_before_it(name: str, path: Path) -> None:
    assert name in ORDER, f"{name} has no place in the house"
    for imported in _imported(path):
        assert ORDER.index(imported) < ORDER.index(name), f"{name} imports {imported}"


def test_the_house_names_no_file_that_is_gone() -> None:
    assert sorted(ORDER) == sorted(name for name, _ in _files())


def test_no_room_is_more_than_a_tenth_of_the_house_but_the_charts() -> None:
    lines = {
        room: sum(len(path.read_text("utf-8").splitlines()) for path in (ROOT / room).rglob("*.py"))
        for room in HOUSE
    }
    total = sum(len(path.read_text("utf-8").splitlines()) for path in ROOT.rglob("*.py"))
    assert {room for room, own in lines.items() if own > total / 10} <= {"charts"}


def test_packages_hold_no_code_of_their_own() -> None:
    for path in ROOT.rglob("__init__.py"):
        body = ast.parse(path.read_text("utf-8")).body
        if path.parent.name != "sitegen":
            assert len(body) == 1, f"{path} holds more than a docstring"


def test_heavy_libraries_are_imported_where_they_are_needed() -> None:
    for name, path in _files():
        top = [
            node
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        names = {
            alias.name.partition(".")[0]
            for node in top
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        names |= {
            (node.module or "").partition(".")[0]
            for node in top
            if isinstance(node, ast.ImportFrom)
        }
        assert name in PAYING or not names & LAZY, f"{name} pays for {names & LAZY}"


def test_no_two_things_share_a_name() -> None:
    """Classes and functions of the generator; `draw` of each kind of chart is one interface."""
    names = Counter(
        node.name
        for _, path in _files()
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
    )
    assert {name for name, number in names.items() if number > 1} == {"draw"}
