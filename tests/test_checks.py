"""Every rule has a case that breaks it and a line that explains it; every check is missed when it is off."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import golden
import pytest
from built import keep_store
from golden import CASES, read_expected, run_case
from projects import ROOT
from reported import Report, find_reports

from sitegen.checks import all as checks
from sitegen.checks.all import CHECKS
from sitegen.later import Later

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPORTS = find_reports()
RULES = sorted({rule for report in REPORTS for rule in report.rules})
LINE = re.compile(r".+?: (error|warning)\[([a-z-]+)\]: .+")
ELSEWHERE = {
    "site: error[output]: the site cannot be written: No space left on device.": "test_publish.py",
    "site: error[output]: the site is being published by process 7 on `here` since 2026-01-01.": "test_publish_killed.py",
    "site: error[output]: the site cannot be built into a folder which lies in that of `data`.": "test_places.py",
    "site/build.json: error[output]: the account of the build cannot be read: No such file or directory.": "test_account.py",
    "site/build.json: error[output]: this is no account of a build: it has no `outputs`.": "test_account.py",
    "site/robots.txt: error[output]: the file is missing.": "test_account.py",
    "serve: error[address]: cannot listen on port `80` of `::1`: refused.": "test_preview.py",
    "site.toml: error[config]: the file cannot be read: it is a link that leads out of the project.": "test_project_files.py",
    "templates/assets/Map.svg: error[file-name]: `assets/Map.svg` differs from `assets/map.svg` in case alone: on Windows and macOS they are one file.": "test_names.py",
    "site.toml: error[defect]: the generator itself failed: KeyError.": "test_failures.py",
    "/var/x: error[system]: the system refuses it: No space left on device.": "test_failures.py",
    "content/sea.en.md:15: error[drawing]: the chart `x` cannot be drawn: the process ended.": "test_failures.py",
    "content/sea.en.md: error[drawing]: the picture en/sea.png cannot be painted: the process ended.": "test_failures.py",
    "x.html: error[template]: the template is missing.": "test_template_faults.py",
    "seeds/x.toml:3: error[seed]: `9` for `8` in `x` is not caught, where `x:1: error[cell]` should be told.": "test_seeds.py",
    "seeds/x.toml:3: error[seed]: the mistake cannot be made: there is no `x`.": "test_seeds.py",
    "seeds/project: error[seed]: the project in which mistakes are made has some of its own: `x:1: error[cell]`.": "test_seeds.py",
    "content/con.en.md: error[file-name]: no file may be called `con` on Windows, whatever its ending: `con.en.md` cannot be had there.": "test_authors_files.py",
    "data/releases.csv:2: error[duplicate-key]: the release `x` is already recorded.": "test_releases.py",
    "data/releases.csv:2: error[cell]: the release `y` of 2024-01-01 would come before `x`, of 2024-02-01.": "test_releases.py",
    "sea.md: warning[file]: the file is not read: it is a link that leads out of the project.": "test_project_files.py",
    "sea.md: error[file]: the file cannot be read: Permission denied.": "test_robust.py",
    "templates/locale/nl.po: error[untranslated]: the catalogue is missing: no interface text has a translation into `nl`.": "test_catalogues.py",
    "site.toml: warning[deprecated]: `x` is deprecated since sitegen 1.0, and works until 2.0, which does not know it.": "test_stability.py",
    "templates/assets/x.js:1:1: error[asset]: the script cannot be read: `}` cannot stand here.": "test_scripts.py",
    "templates/assets/x.js:1:1: error[asset]: the script cannot be read: `（` is no sign of scripts. Write `(`.": "test_scripts.py",
    "templates/assets/x.js:1:1: error[asset]: the script cannot be read: `{` is not closed.": "test_scripts.py",
    "translations.lock: error[stale]: nothing says which texts of the languages agree.": "test_agree.py",
}
"""Problems that no project makes, but the machine or the generator itself; and where they are tested."""
SAID = [
    *ELSEWHERE,
    *(line for case in CASES for line in read_expected(case).splitlines()),
]


@cache
def _find_rules(case: str) -> set[str]:
    return {match[2] for line in read_expected(case).splitlines() if (match := LINE.match(line))}


def test_every_line_of_a_case_is_a_problem() -> None:
    for case in CASES:
        for line in read_expected(case).splitlines():
            assert LINE.fullmatch(line), f"{case}: {line}"


@pytest.mark.parametrize("report", REPORTS, ids=lambda one: f"{one.path}:{one.line}")
def test_every_problem_that_can_be_reported_stands_in_a_case(report: Report) -> None:
    found = {
        rule
        for rule in report.rules
        for line in SAID
        if f"[{rule}]: " in line and report.message.search(line)
    }
    assert found == report.rules


@pytest.mark.parametrize("line", ELSEWHERE)
def test_what_no_case_has_is_tested_elsewhere(line: str) -> None:
    rule, *_ = re.findall(r"(?:error|warning)\[([a-z-]+)\]", line)
    text = (ROOT / "tests" / ELSEWHERE[line]).read_text("utf-8")
    assert f'"{rule}"' in text or f"[{rule}" in text
    assert not [case for case in CASES if line in read_expected(case)]


@pytest.mark.parametrize("level", ["error", "warning"])
def test_every_level_stands_in_a_case(level: str) -> None:
    assert [case for case in CASES if f": {level}[" in read_expected(case)]


def test_every_rule_is_explained_and_every_rule_explained_is_reported() -> None:
    for code in ("en", "zh"):
        page = (ROOT / f"docs/content/reference/rules.{code}.md").read_text("utf-8")
        explained = re.findall(r"^\| \[?`([a-z-]+)`(?:\]\(\S+\))? \| \S.*\|$", page, re.MULTILINE)
        assert sorted(explained) == RULES


def _find_file(check: checks.AnyCheck) -> str:
    """The file of the function that a check runs, below `sitegen`."""
    if isinstance(check.run, Later):
        paths = [check.run.path]
    else:
        code = check.run.__code__
        named = (check.run.__name__, *code.co_names)
        found = (vars(checks)[name].__module__ for name in named if name.startswith("check_"))
        paths = [*found, *(one for one in code.co_consts if ":check_" in str(one))]
    [module] = {path.removeprefix("sitegen.").partition(":")[0] for path in paths}
    return module.replace(".", "/") + ".py"


@pytest.mark.parametrize("path", sorted({_find_file(check) for check in CHECKS}))
def test_checks_name_the_rules_they_report(path: str) -> None:
    own = {rule for report in REPORTS if report.path == path for rule in report.rules}
    named = {rule for check in CHECKS if _find_file(check) == path for rule in check.rules}
    assert own <= named <= set(RULES)


def test_every_file_of_checks_is_in_the_list() -> None:
    files = {report.path for report in REPORTS if report.path.startswith("checks/")}
    assert files <= {_find_file(check) for check in CHECKS}
    assert len({check.name for check in CHECKS}) == len(CHECKS)


@pytest.fixture
def _nothing_kept() -> Iterator[None]:
    """A build that keeps nothing in memory of those before it, nor leaves anything."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    for name, module in sys.modules.items():
        for kept in vars(module).values() if name.startswith("sitegen.build") else ():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()


@pytest.mark.usefixtures("_nothing_kept")
@pytest.mark.parametrize("check", CHECKS, ids=lambda one: one.name)
def test_a_check_that_is_off_is_missed(
    check: checks.AnyCheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each rule of the check is missing in a case: the cases would notice."""
    off = tuple(
        replace(one, run=lambda _stage: iter(())) if one is check else one for one in CHECKS
    )
    monkeypatch.setattr(checks, "CHECKS", off)
    monkeypatch.setattr(golden, "SHARED", keep_store())  # what others made was checked
    missed: set[str] = set()
    for case in CASES:
        if _find_rules(case) & (set(check.rules) - missed):
            said = run_case(case, tmp_path / case).splitlines()
            lost = set(read_expected(case).splitlines()) - set(said)
            missed |= {match[2] for line in lost if (match := LINE.match(line))}
    assert set(check.rules) <= missed
