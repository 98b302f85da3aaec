"""JSON Schemas: they are such, they allow what is there, and they and the readers refuse the same."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from copy import deepcopy
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from harbours import HARBOUR
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from projects import ROOT, SHIPPED

from sitegen.cli import main
from sitegen.ledger.cells import find_fault
from sitegen.ledger.columns import CELL_TYPES
from sitegen.ledger.schema import TABLES
from sitegen.pages.kinds import PAGE_KINDS, TRAITS
from sitegen.problems import InvalidProjectError, Problem
from sitegen.project.config import load_config, parse_config
from sitegen.project.front_lines import FENCE, META
from sitegen.project.pages import check_domain, parse_page
from sitegen.project.settings import SETTINGS
from sitegen.rules.all import RULES
from sitegen.schemas.all import FOLDER, NAMES, name_file, needs_languages, write_schema
from sitegen.schemas.settings import REQUIRED
from sitegen.seeds.sheets import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.ledger.columns import Column, Table, Type

    Spot = tuple[str | int, ...]
    """The keys that lead to a place in settings."""

PROJECTS = {"site": ROOT, "islands": SHIPPED, "harbour": HARBOUR, "seeds": PROJECT}
CODES = ("en", "de")


@cache
def read_schema(name: str, codes: tuple[str, ...] = CODES) -> Draft7Validator:
    return Draft7Validator(json.loads(write_schema(name, codes)))


def list_faults(name: str, value: object, codes: tuple[str, ...] = CODES) -> list[str]:
    return [
        f"{'/'.join(map(str, error.path))}: {error.message}"
        for error in read_schema(name, codes).iter_errors(value)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_describes_all_it_has(name: str) -> None:
    schema = read_schema(name).schema
    Draft7Validator.check_schema(schema)
    assert schema["title"]
    assert schema["description"]
    assert all("description" in one or name == "report" for one in schema["properties"].values())


def test_there_is_a_schema_of_each_table() -> None:
    assert [name for name in NAMES if needs_languages(name)] == [one.name for one in TABLES]


# What is there is allowed


def load_yaml(text: str) -> object:
    """Front matter as an editor reads it: in YAML 1.2 a date is a text."""
    found = yaml.safe_load(text)
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in found.items()
    }


@pytest.mark.parametrize("project", PROJECTS.values(), ids=PROJECTS)
def test_settings_and_pages_of_sites_are_allowed(project: Path) -> None:
    assert list_faults("site", tomllib.loads((project / "site.toml").read_text("utf-8"))) == []
    folder = project / load_config(project).path("content")
    pages = sorted(folder.rglob("*.md"))
    assert pages
    for page in pages:
        head = page.read_text("utf-8").split(f"{FENCE}\n")[1]
        assert list_faults("front-matter", load_yaml(head)) == [], page
        assert list_faults("front-matter", yaml.load(head, yaml.BaseLoader)) == [], page  # noqa: S506 # texts alone


@pytest.mark.parametrize("project", PROJECTS.values(), ids=PROJECTS)
def test_rows_of_sites_are_allowed(project: Path) -> None:
    config = load_config(project)
    seen = 0
    for table in TABLES:
        path = project / config.path("data") / f"{table.name}.csv"
        schema = json.loads(write_schema(table.name, config.codes, config.source_kinds))
        known: dict[tuple[str, str], bool] = {}
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        for row in csv.DictReader(lines):
            seen += 1
            cells = {name: cell for name, cell in row.items() if cell is not None}
            assert cells.keys() <= schema["properties"].keys()
            assert {*schema["required"]} <= cells.keys()
            for cell in cells.items():  # each text of a column once: they are many
                if cell not in known:
                    known[cell] = Draft7Validator(schema["properties"][cell[0]]).is_valid(cell[1])
                assert known[cell], cell
    assert seen > 20


# Settings

OTHERS: tuple[object, ...] = (
    7,
    -1,
    1.5,
    True,
    False,
    "",
    " ",
    "x",
    [],
    ["x"],
    [7],
    {},
    {"en": "x"},
    {"x": 7},
    [{}],
)
"""A value of each type, and more."""
LATER = {"pdf": "a kind that there is not is told when pages are known (`checks/settings`)"}
"""Settings of which the schema refuses more than the reader of settings."""
GIVEN = (
    tomllib.loads((SHIPPED / "site.toml").read_text("utf-8"))
    | tomllib.loads('rules.heading = "warning"\npdf = ["briefing"]\npaths.data = "tables"\n')
    | tomllib.loads('preview.editor = "zed"')
    | tomllib.loads(
        '[manifest]\nshort_name = {en = "a", de = "b"}\ntheme_color = "#ffffff"\nbackground_color = "#000000"'
    )
)


def write_toml(value: object) -> str:
    """A value as TOML has it in one line."""
    if isinstance(value, dict):
        inner = ", ".join(f"{json.dumps(key)} = {write_toml(one)}" for key, one in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(write_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def is_read(settings: dict[str, Any]) -> bool:
    text = "\n".join(f"{json.dumps(name)} = {write_toml(one)}" for name, one in settings.items())
    try:
        parse_config(text)
    except InvalidProjectError:
        return False
    return True


def list_paths(value: object, path: Spot = ()) -> Iterator[Spot]:
    """Where something stands in settings."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, one in value.items():
            yield from list_paths(one, (*path, key))
    elif isinstance(value, list):
        yield from list_paths(value[0], (*path, 0))


def replace_at(settings: dict[str, Any], path: Spot, new: object) -> dict[str, Any]:
    made = deepcopy(settings)
    inner: Any = made
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = new
    return made


def test_the_settings_that_are_tried_are_right_and_all_there() -> None:
    assert is_read(GIVEN)
    assert list_faults("site", GIVEN) == []
    assert {*GIVEN} | {"repository"} == {*SETTINGS}


@pytest.mark.parametrize("path", [*list_paths(GIVEN)], ids=lambda one: ".".join(map(str, one)))
def test_the_reader_and_the_schema_refuse_the_same_types(path: Spot) -> None:
    for other in OTHERS:
        settings = replace_at(GIVEN, path, other)
        allowed, read = list_faults("site", settings) == [], is_read(settings)
        if not allowed:
            assert not read or path[0] in LATER, (other, list_faults("site", settings))
        elif not read:  # what the value alone does not tell
            assert is_about_languages(path, other), other


def is_about_languages(path: Spot, other: object) -> bool:
    """Whether a setting is refused for what other settings, or CLDR, say of languages."""
    by_language = {"default_language", "title", "description", "author", "licence"}
    if path[-1] == "locale" or path == ("languages", 0, "code"):
        return True
    return path[0] in by_language or (path[:2] == ("manifest", "short_name") and other != {})


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("paths",),
        ("manifest",),
        ("preview",),
        ("languages", 0),
        ("rules",),
        ("source_kinds", "plan"),
    ],
    ids=str,
)
def test_the_reader_and_the_schema_refuse_unknown_settings(path: Spot) -> None:
    settings = replace_at(GIVEN, (*path, "unknown"), "x")
    assert list_faults("site", settings) != []
    assert not is_read(settings)


@pytest.mark.parametrize("name", SETTINGS)
def test_the_reader_and_the_schema_miss_the_same_settings(name: str) -> None:
    settings = {key: value for key, value in GIVEN.items() if key != name}
    assert is_read(settings) is (name not in REQUIRED)
    assert (list_faults("site", settings) == []) is (name not in REQUIRED)


def test_the_reader_and_the_schema_allow_the_same_severities() -> None:
    for rule in RULES:
        for severity in ("off", "warning", "error", "warn"):
            settings = {**GIVEN, "rules": {rule: severity}}
            assert is_read(settings) is (list_faults("site", settings) == []), (rule, severity)


def test_kinds_of_pages_with_pdfs_are_those_that_there_are() -> None:
    assert list_faults("site", {**GIVEN, "pdf": list(PAGE_KINDS)}) == []
    assert list_faults("site", {**GIVEN, "pdf": ["breifing"]}) != []


# Front matter

HEAD = {"kind": "page", "title": "A", "description": "b"}
VALUES = (
    *("x", "7", "07", "-1", "1.5", "true", "yes", "'7'", "''", "' '", "[a]", "{a: b}", "about"),
    *(
        "briefing",
        "page",
        "plan",
        "2026-11-21",
        "'2026-11-21'",
        "20261121",
        "2026-11",
        "'2026-13-40'",
    ),
)


def is_page_read(head: dict[str, str]) -> bool:
    """Whether front matter, by name as it is written, is read."""
    lines = "".join(f"{name}: {value}\n" for name, value in head.items())
    page, problems = parse_page("x.en.md", f"{FENCE}\n{lines}{FENCE}\n", "x", "en", TRAITS)
    found: list[Problem] = [*problems]
    if page is not None:
        found += check_domain(page, lambda: [page.get("domain")], TRAITS[page.kind])
    return not found


def is_head_allowed(head: dict[str, str]) -> bool:
    lines = "".join(f"{name}: {value}\n" for name, value in head.items())
    return list_faults("front-matter", load_yaml(lines)) == []


@pytest.mark.parametrize("name", META)
def test_front_matter_is_read_where_its_schema_allows_it(name: str) -> None:
    for value in VALUES:
        head = {**HEAD, name: value}
        if not is_head_allowed(head):
            assert not is_page_read(head), value
        elif not is_page_read(head):  # YAML makes a number of it, or the calendar does not have it
            assert (name, value) == ("updated", "'2026-13-40'"), value


def test_front_matter_needs_what_its_kind_needs_and_no_more() -> None:
    for kind in PAGE_KINDS:
        for more in ({}, {"domain": "sea"}):
            head = {**HEAD, "kind": kind, **more}
            assert is_page_read(head) is is_head_allowed(head)
    for name in HEAD:
        head = {key: value for key, value in HEAD.items() if key != name}
        assert not is_page_read(head)
        assert not is_head_allowed(head)
    assert not is_page_read({**HEAD, "titel": "x"})
    assert not is_head_allowed({**HEAD, "titel": "x"})


# Rows

COLUMNS = [
    (table.name, column, column.names(CODES)[0]) for table in TABLES for column in table.columns
]
TEXTS = (
    "",
    " ",
    "x",
    " x",
    "x ",
    "a b",
    "7",
    "-7",
    "7.5",
    "1/3",
    "1/0",
    "2023",
    "2023-H1",
    "@2023-08",
    "2021/2025",
    "2023-02-30",
    "é",
    "٣",
    "A",
    "https://a.example/b",
    "7" * 19,
)


@pytest.mark.parametrize(
    ("table", "column", "name"), COLUMNS, ids=[f"{one[0]}-{one[2]}" for one in COLUMNS]
)
def test_a_cell_is_read_where_its_schema_allows_it(table: str, column: Column, name: str) -> None:
    cell = Draft7Validator(read_schema(table).schema["properties"][name])
    for text in (*TEXTS, *column.enum, *(f"{one}s" for one in column.enum)):
        if not cell.is_valid(text):
            assert find_fault(column, name, text) is not None, text
        elif column.enum or column.type in {"integer", "number"}:
            assert find_fault(column, name, text) is None, text


@given(st.sampled_from(COLUMNS), st.text(st.characters(codec="utf-8"), max_size=12))
def test_no_cell_is_refused_by_the_schema_alone(column: tuple[str, Column, str], text: str) -> None:
    table, one, name = column
    cell = Draft7Validator(read_schema(table).schema["properties"][name])
    assert cell.is_valid(text) or find_fault(one, name, text) is not None


@pytest.mark.parametrize("kind", CELL_TYPES)
def test_a_type_of_cells_reads_what_its_pattern_says(kind: Type) -> None:
    for text in filter(None, TEXTS):
        try:
            CELL_TYPES[kind].parse(text)
        except ValueError:
            continue
        assert kind == "string" or re.fullmatch(CELL_TYPES[kind].pattern, text), text


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.name)
def test_a_header_lacks_what_its_schema_can_do_without(table: Table) -> None:
    header = table.header(CODES)
    required = read_schema(table.name).schema["required"]
    for name in header:
        line = ",".join(one for one in header if one != name)
        refused = isinstance(table.parse_header("x.csv", [line], CODES), Problem)
        assert refused is (name in {*required} | table.spare(CODES) - table.needless(CODES)), name
    assert isinstance(table.parse_header("x.csv", [",".join((*header, "unknown"))], CODES), Problem)
    assert read_schema(table.name).schema["additionalProperties"] is False


# The command


def test_schemas_are_kept_with_a_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = ["--project", str(SHIPPED)]
    assert main(["schema", *project, "--out", str(tmp_path / "a")]) == 0
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == sorted(map(name_file, NAMES))
    assert (
        "note_de" in json.loads((tmp_path / "a/facts.schema.json").read_text("utf-8"))["properties"]
    )
    capsys.readouterr()
    assert main(["schema", "facts", *project]) == 0
    assert capsys.readouterr().out == (tmp_path / "a/facts.schema.json").read_text("utf-8")


def test_a_schema_that_is_not_there_or_cannot_be_made_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["schema", "fact"]) == 2
    assert "Did you mean `facts`?" in capsys.readouterr().err
    assert main(["schema", "facts"]) == 1
    assert "the project has no `site.toml`" in capsys.readouterr().err
    assert main(["schema", "site"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "site.toml"
    assert main(["schema"]) == 0
    assert "sitegen schema --out .schemas" in capsys.readouterr().out


def test_a_new_site_names_its_schema_as_editors_read_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "new"), "--languages", "en,zh"]) == 0
    text = (tmp_path / "new/site.toml").read_text("utf-8")
    named = re.match(r"#:schema (\./\S+)\n", text)
    assert named
    kept = (tmp_path / "new" / named[1]).read_text("utf-8")
    capsys.readouterr()
    assert main(["schema", "site", "--project", str(tmp_path / "new")]) == 0
    assert capsys.readouterr().out == kept
    assert named[1] == f"./{FOLDER}/{name_file('site')}"
    assert list_faults("site", tomllib.loads(text)) == []
