"""What a check found, as programs read it: JSON, SARIF, annotations; and exit codes of one's own choice."""

from __future__ import annotations

import json
import re
from dataclasses import replace as change
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from built import copy_warm_project
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from projects import ROOT, replace

from sitegen import __version__
from sitegen.cli import main
from sitegen.commands.check import CHECK
from sitegen.commands.reported import ANNOTATIONS, TEXT
from sitegen.limits import show_controls
from sitegen.messages.catalogues import load_teller
from sitegen.messages.said import keep_as, say
from sitegen.messages.telling import Teller
from sitegen.problems import Place
from sitegen.reporting.all import FORMS
from sitegen.reporting.annotations import ROOT as WORKSPACE
from sitegen.reporting.annotations import write_annotations
from sitegen.reporting.findings import Findings, name_problems
from sitegen.reporting.plain import write_plain
from sitegen.reporting.sarif import write_sarif
from sitegen.rules.all import RULES

if TYPE_CHECKING:
    from sitegen.problems import Problem

SARIF = Draft202012Validator(
    json.loads((ROOT / "tests/schemas/sarif-2.1.0.json").read_text("utf-8"))
)
"""Of the standard, as Microsoft's validator ships it (@microsoft/sarif-multitool 5.7.0, MIT)."""
SEA = Place("content/sea.en.md", 34, 27)
FOUND = (
    SEA.problem(
        "unbound-number",
        say("`{number}` is bound to no fact", number="五"),
        say("Cite the fact with {{fact}}`key`"),
    ),
    change(SEA, column=0).problem(
        "markup", say("`[a](b.md)` is 5 % off"), say("Did you mean `a`?")
    ),
    Place("content/a note, 注.txt").problem("file-name", say("it is no page"), level="warning"),
)
SILENCED = (SEA.problem("picture", say("it shows no `𠮷`")),)
FINDINGS = Findings(Path("/srv/islands & more"), FOUND, SILENCED, 30, 10)
CHINESE = Teller("zh", {("`{number}` is bound to no fact", ""): ("`{number}` 没有对应的事实",)})
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
PROBLEMS = st.lists(
    st.builds(
        lambda path, line, column, rule, said, hint, level: Place(path, line, column).problem(
            rule, keep_as(said), keep_as(hint), level
        ),
        TEXTS,
        st.integers(0, 99),
        st.integers(0, 99),
        st.sampled_from([*RULES]),
        TEXTS,
        TEXTS,
        st.sampled_from(["error", "warning"]),
    ),
    max_size=4,
).map(tuple)


def read_sarif(findings: Findings) -> dict[str, Any]:
    """The run of a log, which the standard allows."""
    log = json.loads(write_sarif(findings))
    assert [error.message for error in SARIF.iter_errors(log)] == []
    [run] = log["runs"]
    assert isinstance(run, dict)
    return run


# JSON


@pytest.mark.parametrize("code", ["en", "zh"])
def test_json_has_the_fields_that_are_described(code: str) -> None:
    report = json.loads(write_plain(FINDINGS))
    page = (ROOT / f"docs/content/reference/reports.{code}.md").read_text("utf-8")
    fields = page[page.index("{#report}") :]
    rows = re.findall(r"^\| (`.*?`) \|", fields, re.MULTILINE)
    named = re.findall(r"`(\w+)`", "".join(rows))
    assert {*named} == {*report, *report["problems"][0]}


def test_json_says_what_was_found() -> None:
    report = json.loads(write_plain(FINDINGS))
    assert report["shape"] == 1
    assert report["tool"] == {"name": "sitegen", "version": __version__}
    assert report["project"] == "/srv/islands & more"
    assert (report["errors"], report["warnings"], report["pages"], report["facts"]) == (
        2,
        1,
        30,
        10,
    )
    first, second, third = report["problems"]
    assert {name: first[name] for name in first if name != "fingerprint"} == {
        "path": "content/sea.en.md",
        "line": 34,
        "column": 27,
        "level": "error",
        "rule": "unbound-number",
        "message": "`五` is bound to no fact",
        "hint": "Cite the fact with {fact}`key`",
    }
    assert (second["line"], second["column"]) == (34, None)
    assert (third["line"], third["level"], third["hint"]) == (None, "warning", "")
    assert [one["rule"] for one in report["silenced"]] == ["picture"]


# SARIF


def test_sarif_says_what_was_found_and_where() -> None:
    run = read_sarif(FINDINGS)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["originalUriBaseIds"]["PROJECT"]["uri"] == "file:///srv/islands%20%26%20more/"
    first, second, third, silenced = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "content/sea.en.md", "uriBaseId": "PROJECT"}
    assert place["region"] == {"startLine": 34, "startColumn": 27}
    assert first["message"]["text"] == "`五` is bound to no fact. Cite the fact with {fact}`key`."
    assert second["message"]["text"] == r"`\[a\](b.md)` is 5 % off. Did you mean `a`?"
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 34}
    whole = third["locations"][0]["physicalLocation"]
    assert whole["artifactLocation"]["uri"] == "content/a%20note%2C%20%E6%B3%A8.txt"
    assert [one["level"] for one in run["results"]] == ["error", "error", "warning", "error"]
    assert ["suppressions" in one for one in run["results"]] == [False, False, False, True]
    assert silenced["suppressions"][0]["kind"] == "external"


def test_sarif_describes_every_rule() -> None:
    run = read_sarif(FINDINGS)
    rules = run["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == [*RULES]
    for one in rules:
        assert RULES[one["id"]].refuses in one["help"]["markdown"]
        assert "`" not in one["shortDescription"]["text"] + one["help"]["text"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    texts = {one["id"]: one["help"]["text"] for one in rules}
    assert texts["picture"].endswith('may say picture = "warning" or picture = "off".')
    assert texts["unbound-number"].endswith("It cannot be lowered.")


def test_sarif_describes_its_rules_in_the_language_of_the_check() -> None:
    rules = read_sarif(change(FINDINGS, teller=load_teller("zh")))["tool"]["driver"]["rules"]
    for one in rules:
        for text in (one["shortDescription"]["text"], one["help"]["markdown"]):
            assert re.search(r"[\u4e00-\u9fff]", text), one["id"]
            assert text.endswith("。")
    texts = {one["id"]: one["help"]["text"] for one in rules}
    assert texts["unbound-number"].endswith("不能降低级别。")


@settings(max_examples=15)
@given(PROBLEMS)
def test_sarif_of_whatever_is_found_is_valid(problems: tuple[Problem, ...]) -> None:
    assert len(read_sarif(Findings(Path("/x"), problems))["results"]) == len(problems)


@given(PROBLEMS)
def test_fingerprints_differ_and_stay_when_lines_move(problems: tuple[Problem, ...]) -> None:
    names = [name for _, name in name_problems(problems)]
    moved = [change(one, line=one.line + 3, column=1, level="error") for one in problems]
    assert len({*names}) == len(names)
    assert [name for _, name in name_problems(moved)] == names


@pytest.mark.parametrize("form", FORMS)
def test_messages_are_told_in_the_language_and_named_alike(form: str) -> None:
    said = FORMS[form](change(FINDINGS, teller=CHINESE))
    assert "`五` 没有对应的事实" in said
    assert "is bound to no fact" not in said
    names = re.findall(r"\b[0-9a-f]{32}\b", FORMS[form](FINDINGS))
    assert re.findall(r"\b[0-9a-f]{32}\b", said) == names


# Annotations


def test_annotations_escape_what_ends_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKSPACE, "/srv")
    said = write_annotations(FINDINGS).splitlines()
    start = "file=islands & more/content/"
    assert said == [
        f"::error {start}sea.en.md,line=34,col=27,title=unbound-number::`五` is bound to no fact. Cite the fact with {{fact}}`key`.",
        f"::error {start}sea.en.md,line=34,title=markup::`[a](b.md)` is 5 %25 off. Did you mean `a`?",
        f"::warning {start}a note%2C 注.txt,title=file-name::it is no page.",
    ]


def read_annotation(line: str) -> tuple[dict[str, str], str]:
    """A command as the runner reads it."""
    head, _, text = line.removeprefix("::").partition("::")
    pairs = (one.partition("=")[::2] for one in head.partition(" ")[2].split(","))

    def plain(text: str, *signs: str) -> str:
        for sign in (*signs, "\r", "\n", "%"):
            text = text.replace(f"%{ord(sign):02X}", sign)
        return text

    return {name: plain(value, ":", ",") for name, value in pairs}, plain(text)


@given(PROBLEMS)
def test_annotations_are_read_as_they_were_meant(problems: tuple[Problem, ...]) -> None:
    said = write_annotations(Findings(Path("/nowhere"), problems))
    lines = said.split("\n") if said else []
    assert len(lines) == len(problems)
    for line, one in zip(lines, problems, strict=True):
        properties, text = read_annotation(line)
        assert properties["title"] == one.rule
        assert properties.get("line", "0") == str(one.line)
        assert one.message in text
        assert properties["file"] == show_controls(Path("/nowhere", one.path).as_posix())


# The command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_warm_project(tmp_path / "in")


def warn(project: Path) -> None:
    """A file of which a warning tells."""
    (project / "content/notes.txt").write_text("a note", "utf-8")


def test_the_forms_are_those_that_can_be_asked_for() -> None:
    assert {*FORMS, TEXT} == {TEXT, "json", "sarif", ANNOTATIONS}
    assert CHECK.name == "check"


@pytest.mark.parametrize("command", [["check"], ["build", "--no-pdf"]])
def test_a_document_stands_alone_on_standard_output(
    project: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    replace(project / "content/sea.en.md", "Boats at moorings", "400 boats at moorings")
    start = ["--project", str(project), *command, "--format"]
    assert main([*start, "json"]) == 1
    said = capsys.readouterr()
    assert said.err == ""
    [problem] = json.loads(said.out)["problems"]
    assert (problem["path"], problem["line"], problem["column"]) == ("content/sea.en.md", 34, 1)
    assert main([*start, "sarif"]) == 1
    assert [one.message for one in SARIF.iter_errors(json.loads(capsys.readouterr().out))] == []
    assert main([*start, ANNOTATIONS]) == 1
    first, *others = capsys.readouterr().out.splitlines()
    assert first.startswith("::error file=")
    assert "1 error" in others[0]
    assert main([*start, "json", "--explain"]) == 2


def test_what_cannot_be_read_is_told_as_a_document_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--project", str(tmp_path), "check", "--format", "json"]) == 1
    assert [one["rule"] for one in json.loads(capsys.readouterr().out)["problems"]] == ["config"]


@pytest.mark.parametrize(
    ("wrong", "level", "codes"),
    [
        ("warning", "error", (0, 0)),
        ("warning", "warning", (1, 1)),
        ("warning", "never", (0, 0)),
        ("warning", "", (1, 0)),
        ("error", "error", (1, 1)),
        ("error", "never", (0, 0)),
        ("", "warning", (0, 0)),
    ],
)
def test_what_fails_is_ones_own_choice(
    project: Path, wrong: str, level: str, codes: tuple[int, int]
) -> None:
    if wrong == "warning":
        warn(project)
    elif wrong:
        replace(project / "content/sea.en.md", "Boats at moorings", "400 boats at moorings")
    chosen = ["--fail-on", level] if level else []
    start = ["--project", str(project)]
    assert main([*start, "check", *chosen]) == codes[0]
    assert main([*start, "build", "--no-pdf", *chosen]) == codes[1]
    assert (project / "site/index.html").is_file() is (wrong != "error")
