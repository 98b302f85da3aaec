"""The hooks that pre-commit finds: they run commands that there are, on commits that touch what these read."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from projects import ROOT, copy_project

from sitegen.cli import make_arguments
from sitegen.project.paths import USUAL_PATHS

if TYPE_CHECKING:
    from pathlib import Path

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
README = (ROOT / "README.md").read_text("utf-8")
CONFIGS = [
    yaml.safe_load(block) for block in re.findall(r"```yaml\n(repos:.*?)```", README, re.DOTALL)
]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda one: one["id"])
def test_a_hook_runs_a_command_that_there_is(hook: dict[str, Any]) -> None:
    assert {"id", "name", "entry", "language", "files"} <= hook.keys()
    program, *arguments = shlex.split(hook["entry"])
    assert program == "sitegen"
    options = make_arguments().parse_args(arguments)
    assert hook["id"] == f"sitegen-{options.command}"
    assert hook["pass_filenames"] is False
    assert f"`{hook['id']}`" in README or f"id: {hook['id']}" in README


@pytest.mark.parametrize("hook", HOOKS, ids=lambda one: one["id"])
def test_a_hook_is_run_for_what_a_project_is_made_of(hook: dict[str, Any], tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    files = [path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()]
    assert len(files) > 20
    for path in (*files, *(f"docs/{one}" for one in files)):
        assert re.search(hook["files"], path), path
    for path in ("README.md", f"{USUAL_PATHS['output']}/index.html", "metadata/x.csv"):
        assert not re.search(hook["files"], path), path


def test_the_examples_name_hooks_and_options_that_there_are() -> None:
    remote, local = (config["repos"][0] for config in CONFIGS)
    [hook] = remote["hooks"]
    [entry] = [one["entry"] for one in HOOKS if one["id"] == hook["id"]]
    options = make_arguments().parse_args([*shlex.split(entry)[1:], *hook["args"]])
    assert options.fail_on == "error"
    assert local["repo"] == "local"
    [own] = local["hooks"]
    assert own["entry"] == entry


def test_a_commit_is_refused_as_a_check_is(tmp_path: Path) -> None:
    """As git runs a hook: in the root of the repository, which need not be the project's folder."""
    project = copy_project(tmp_path / "docs")
    (project / "content/notes.txt").write_text("a note", "utf-8")
    [entry] = [one["entry"] for one in HOOKS if one["id"] == "sitegen-check"]
    command = [sys.executable, "-m", *shlex.split(entry), "--project", "docs"]
    for more, code in (([], 1), (["--fail-on", "error"], 0)):
        done = subprocess.run([*command, *more], cwd=tmp_path, check=False, capture_output=True)
        assert done.returncode == code
