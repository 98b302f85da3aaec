"""Rules and their severities: what a project may say of each, and that it bears on nothing but what is told."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from built import copy_warm_project
from golden import CASES, read_expected
from happenings import LOWERED
from projects import SHIPPED, copy_project, replace
from reported import CODE, find_reports
from sketches import build_whole, sketch_store

from sitegen.build.order import check_site
from sitegen.build.report import tell_nobody
from sitegen.cli import main
from sitegen.messages.said import Said
from sitegen.problems import InvalidProjectError, Place
from sitegen.project.config import parse_config
from sitegen.rules.all import RULES
from sitegen.rules.rule import SEVERITIES
from sitegen.rules.severity import divide_problems, name_silenced, stops_work
from sitegen.seeds.sheets import Change, load_seeds
from sitegen.seeds.soil import Soil, open_soil

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.build.report import Report
    from sitegen.problems import Problem
    from sitegen.rules.rule import ProjectRule, Severity
    from sitegen.seeds.sheets import Seed
    from sitegen.traces.result import BuildResult

SETTINGS = (SHIPPED / "site.toml").read_text("utf-8")
LANGUAGES = '[[languages]]\ncode = "en"'
LOWERABLE = [rule for rule in RULES.values() if rule.level == "error" and rule.floor != "error"]
EXAMPLES = {seed.rule: seed for seed in load_seeds() if seed.example}


# What there is


def test_the_rules_are_those_that_are_reported() -> None:
    assert {*RULES} == {rule for report in find_reports() for rule in report.rules}


def find_warned() -> set[str]:
    """Rules that the code tells as warnings."""
    calls = {
        (path.relative_to(CODE).as_posix(), call.lineno)
        for path in CODE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "problem"
        and any(
            isinstance(one, ast.Constant) and one.value == "warning"
            for one in [*call.args, *(keyword.value for keyword in call.keywords)]
        )
    }
    reports = [one for one in find_reports() if (one.path, one.line) in calls]
    assert len(reports) == len(calls)
    return {rule for one in reports for rule in one.rules}


def test_the_rules_that_warn_are_those_that_say_so() -> None:
    assert {rule.name for rule in RULES.values() if rule.warnings} == find_warned()
    told = {
        match[1]
        for case in CASES
        for match in re.finditer(r": error\[([\w-]+)\]", read_expected(case))
    }
    assert not told & {rule.name for rule in RULES.values() if rule.level == "warning"}


# What a project may say


@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("rule", RULES.values(), ids=lambda one: one.name)
def test_a_severity_is_taken_if_the_rule_may_have_it(rule: ProjectRule, severity: Severity) -> None:
    text = SETTINGS.replace(LANGUAGES, f'[rules]\n{rule.name} = "{severity}"\n\n{LANGUAGES}')
    if severity in rule.allowed:
        assert parse_config(text).rules == ((rule.name, severity),)
        return
    with pytest.raises(InvalidProjectError) as refused:
        parse_config(text)
    [problem] = refused.value.problems
    assert f"`{rule.name}` cannot be set to `{severity}`" in problem.message
    assert text.splitlines()[problem.line - 1].startswith(rule.name)
    assert ("stays an error" in problem.hint) is (rule.allowed == ("error",))


def test_what_is_promised_of_numbers_stays_an_error() -> None:
    promised = {
        *("unbound-number", "unknown-fact", "ambiguous-fact", "derive", "claim", "claim-unsure"),
        *("claim-compare", "conflict", "inconsistent", "phrase-number", "phrase-bound"),
        *("phrase-digits", "absence", "chart-compare", "chart-unit", "audit-open", "audit-phrase"),
    }
    assert {RULES[name].allowed for name in promised} == {("error",)}


def test_a_warning_is_raised_and_an_error_lowered_as_far_as_its_rule_goes() -> None:
    place = Place("a.md", 1)
    given = [
        place.problem("picture", Said("a")),
        place.problem("heading", Said("b")),
        place.problem("unbound-number", Said("c")),
        place.problem("file-name", Said("d")),
        place.problem("file-name", Said("e"), level="warning"),
        place.problem("unclaimed", Said("f"), level="warning"),
    ]
    told, silenced = divide_problems(
        given,
        {"picture": "off", "heading": "warning", "file-name": "off", "unclaimed": "error"},
    )
    assert [(one.message, one.level) for one in told] == [
        ("b", "warning"),
        ("c", "error"),
        ("d", "error"),
        ("f", "error"),
    ]
    assert [one.message for one in silenced] == ["a", "e"]
    assert name_silenced(silenced) == (
        "Not told, as `site.toml` says: 1 of `file-name`, 1 of `picture`",
    )
    assert name_silenced(()) == ()
    assert list(map(stops_work, given)) == [False, False, True, True, False, False]


# What comes of it


@dataclass(frozen=True)
class Bed(Soil):
    """A project with mistakes that keeps what came of each build."""

    built: list[BuildResult] = field(default_factory=list)

    def check(self, report: Report = tell_nobody) -> tuple[Problem, ...]:
        """What is wrong with the project."""
        self.built.append(check_site(self.folder, self.store, report))
        return self.built[-1].problems


@pytest.fixture(scope="module")
def bed() -> Iterator[Bed]:
    with open_soil(sketch_store()) as soil:
        yield Bed(soil.folder, soil.store)


def try_severity(bed: Bed, seed: Seed, severity: Severity) -> tuple[bool, list[str], int]:
    """Whether a project with a mistake could be published, what is told of it, and how much is not."""
    first = 'citation_styles = ["apa"]'
    setting = Change("site.toml", first, f'{first}\nrules.{seed.rule} = "{severity}"')
    bed.try_changes([*seed.changes, setting], "check")
    built = bed.built[-1]
    levels = [f"{one.level}[{one.rule}]" for one in built.problems]
    return built.publishable, levels, len(built.silenced)


@pytest.mark.parametrize("rule", LOWERABLE, ids=lambda one: one.name)
def test_a_site_is_published_in_spite_of_what_is_lowered(rule: ProjectRule, bed: Bed) -> None:
    seed = EXAMPLES[rule.name]
    assert try_severity(bed, seed, "error") == (False, [f"error[{rule.name}]"], 0)
    assert try_severity(bed, seed, "warning") == (True, [f"warning[{rule.name}]"], 0)
    if rule.floor == "off":
        assert try_severity(bed, seed, "off") == (True, [], 1)


@pytest.mark.parametrize(
    ("severity", "told"), [("error", ["error"]), ("warning", ["warning"]), ("off", [])]
)
def test_hints_of_the_audit_are_told_as_the_project_says(
    severity: Severity, told: list[str], bed: Bed
) -> None:
    first = 'citation_styles = ["apa"]'
    setting = Change("site.toml", first, f'{first}\nrules.hint-area = "{severity}"')
    found = bed.try_changes([*EXAMPLES["hint-area"].changes, setting], "audit")
    assert {one.level for one in found} == {*told}


def test_a_change_of_severity_makes_nothing_and_comes_to_what_a_clean_build_does(
    tmp_path: Path,
) -> None:
    project, store = copy_project(tmp_path / "in"), sketch_store()
    replace(project / "content/index.en.md", "sea.md#catch", "sea.md#cash")
    first = check_site(project, store)
    assert [one.rule for one in first.problems] == ["dead-anchor"]
    settings = (project / "site.toml").read_text("utf-8")
    line = 'default_language = "en"\n'
    for said, level in (
        ("", "error"),
        ('rules.dead-anchor = "warning"\n', "warning"),
        ('rules.dead-anchor = "error"\n', "error"),
        (f"# a comment\n{LOWERED}", "warning"),
    ):
        (project / "site.toml").write_text(settings.replace(line, line + said), "utf-8")
        built, whole = check_site(project, store), build_whole(project)
        assert [one.level for one in built.problems] == [level]
        assert built.made == ()
        assert built.problems == whole.problems
        assert dict(built.tree) == whole.tree
        assert bool(built.tree) is (level == "warning")


def test_a_lowered_rule_is_published_and_what_is_silent_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_warm_project(tmp_path / "in")
    (project / "content/notes.txt").write_text("a note", "utf-8")
    replace(project / "content/index.en.md", "sea.md#catch", "sea.md#cash")
    line = 'default_language = "en"\n'
    rules = 'rules.dead-anchor = "warning"\nrules.file-name = "off"\n'
    replace(project / "site.toml", line, line + rules)
    for _ in range(2):  # the second finds that nothing is to be done
        assert main(["--project", str(project), "build", "--no-pdf"]) == 0
        said = capsys.readouterr()
        assert said.err.startswith("content/index.en.md:")
        assert "warning[dead-anchor]" in said.err
        assert "file-name" not in said.err
        assert "Not told, as `site.toml` says: 1 of `file-name`" in said.out
    assert (project / "site/index.html").is_file()
