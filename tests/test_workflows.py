"""Workflows as an attacker reads them: ours, and the one that a new site begins with."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from projects import ROOT

from sitegen.cli import main

if TYPE_CHECKING:
    from typing import Any

_PINNED = re.compile(r"uses: ([\w-]+/[\w-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All workflows, where zizmor looks for them."""
    site = tmp_path_factory.mktemp("workflows") / "site"
    assert main(["init", str(site), "--languages", "en"]) == 0
    workflows = site / ".github" / "workflows"
    for one in (ROOT / ".github" / "workflows").iterdir():
        shutil.copy(one, workflows)
    shutil.copy(ROOT / ".github" / "dependabot.yml", site / ".github")
    assert {one.name for one in workflows.iterdir()} == {"site.yml", "pages.yml", "nightly.yml"}
    return site


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("zizmor")
    return subprocess.run(  # installed with the tests
        [program, "--offline", "--no-progress", "--persona=auditor", folder / ".github"],
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_is_found_in_workflows(folder: Path) -> None:
    done = _lint(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings" in done.stdout


def test_a_hole_would_be_found(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "open")
    path = tmp_path / "open" / ".github" / "workflows" / "pages.yml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("persist-credentials: false", "persist-credentials: true"), "utf-8"
    )
    assert _lint(tmp_path / "open").returncode != 0


def _read_all(folder: Path) -> list[str]:
    return [one.read_text("utf-8") for one in sorted((folder / ".github" / "workflows").iterdir())]


def test_every_action_is_pinned_by_one_digest(folder: Path) -> None:
    lines = [line for text in _read_all(folder) for line in text.splitlines() if "uses:" in line]
    pinned = [_PINNED.search(line) for line in lines]
    assert len(lines) > 10
    assert all(pinned), lines
    assert len({one.groups() for one in pinned if one}) == len({one[1] for one in pinned if one})


def test_what_a_pull_request_brings_is_given_a_token_that_can_read(folder: Path) -> None:
    """Who may write checks out nothing; no job has a secret; nothing that a title can name is put into a script."""
    for text in _read_all(folder):
        workflow: Any = yaml.safe_load(text)
        assert workflow["permissions"] == {}
        assert "secrets." not in re.sub(r"#.*", "", text)
        assert "pull_request_target" not in text
        for job in workflow["jobs"].values():
            steps = job["steps"]
            checks_out = any("actions/checkout@" in step.get("uses", "") for step in steps)
            writes = {name for name, level in job["permissions"].items() if level == "write"}
            assert not (checks_out and writes)
            assert not [step for step in steps if "${{" in step.get("run", "")]
            assert job["timeout-minutes"]


def test_nothing_that_another_run_left_is_used(folder: Path) -> None:
    """No cache, which a pull request may have filled; no run that is told of one and has its artifacts."""
    for text in _read_all(folder):
        workflow: Any = yaml.safe_load(text)
        assert not {"workflow_run", "issue_comment"} & {*workflow[True]}  # YAML reads `on` so
        for job in workflow["jobs"].values():
            for step in job["steps"]:
                assert "actions/cache" not in step.get("uses", "")
                assert not {"cache", "run-id", "github-token"} & {*step.get("with", {})}
                assert "GITHUB_ENV" not in step.get("run", "")
                assert "GITHUB_PATH" not in step.get("run", "")


def test_what_is_published_was_held_to_its_account_before_it_was_put_together(
    folder: Path,
) -> None:
    """The documentation lies in a folder of the site, whose account does not name it."""
    ours: Any = yaml.safe_load((folder / ".github" / "workflows" / "pages.yml").read_text("utf-8"))
    steps = ours["jobs"]["build"]["steps"]
    [at] = [n for n, one in enumerate(steps) if "upload-pages-artifact@" in one.get("uses", "")]
    assert steps[at]["with"] == {"path": "public"}
    assert steps[at]["if"] == steps[at - 1]["if"]
    made = steps[at - 1]["run"].split("\n")
    theirs: Any = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    for lines in (made, theirs["build"]["script"] + theirs["pages"]["script"]):
        verified = [n for n, line in enumerate(lines) if "sitegen verify" in line]
        moved = [n for n, line in enumerate(lines) if line.startswith(("cp ", "mv "))]
        assert [lines[n].split()[-1] for n in verified] == ["site", "docs/site"]
        assert len(moved) == 2
        assert max(verified) < min(moved)


def test_gitlab_runs_the_same(folder: Path) -> None:
    text = (ROOT / ".gitlab-ci.yml").read_text("utf-8")
    jobs: Any = yaml.safe_load(text)
    assert ".ci/run" in jobs["build"]["script"]
    [matrix] = jobs["versions"]["parallel"]["matrix"]
    ours: Any = yaml.safe_load((folder / ".github" / "workflows" / "pages.yml").read_text("utf-8"))
    assert matrix["PYTHON"] == ours["jobs"]["versions"]["strategy"]["matrix"]["python"]
    assert jobs["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert "TOKEN" not in text
