from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from built import copy_warm_project
from projects import ROOT, read_tree, replace

from sitegen.cli import DEBUG, main

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sitegen", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_warm_project(tmp_path / "in")


def test_a_project_is_built_where_it_lies(project: Path) -> None:
    done = run("build", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert "30 pages from 10 facts" in done.stdout
    assert (project / "site" / "index.html").is_file()


def test_a_project_is_built_from_and_to_anywhere(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--project", str(project), "build", "--out", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "index.html").is_file()
    assert not (project / "site").exists()
    assert str(tmp_path / "out") in capsys.readouterr().out


def test_problems_are_said_and_the_old_site_stands(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--project", str(project), "build"]) == 0
    before = read_tree(project / "site")
    replace(project / "content/sea.en.md", "Boats at moorings", "400 boats at moorings")
    capsys.readouterr()
    assert main(["--project", str(project), "build"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith(
        "content/sea.en.md:34:1: error[unbound-number]: `400` is bound to no fact."
    )
    assert "1 error" in said.out
    assert read_tree(project / "site") == before


def test_check_publishes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--project", str(project), "check"]) == 0
    assert "No problems: 30 pages, 10 facts" in capsys.readouterr().out
    assert not (project / "site").exists()
    replace(project / "content/sea.en.md", "{source}`plan`", "{source}`plam`")
    assert main(["--project", str(project), "check"]) == 1
    assert "Did you mean `plan`?" in capsys.readouterr().err


def test_a_folder_that_is_no_project_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--project", str(tmp_path), "build"]) == 1
    assert "site.toml: error[config]: the project has no `site.toml`" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("biuld",),
        ("build", "--uot", "x"),
        ("check", "--self-test", "--explain"),
        ("audit",),
        ("audit", "--sources", "/nowhere"),
        ("--project", "/nowhere", "build"),
        ("serve", "--port", "x"),
    ],
)
def test_wrong_use_is_exit_code_2(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(list(arguments))
    except SystemExit as stop:
        code = int(stop.code or 0)
    assert code == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize("command", [(), ("build",), ("check",), ("audit",), ("serve",)])
def test_help_teaches(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    assert stop.value.code == 0
    said = capsys.readouterr().out
    assert "usage: sitegen" in said
    assert command or ("exit codes" in said and "examples:" in said)


def test_nothing_is_coloured_off_a_terminal(project: Path) -> None:
    replace(project / "content/sea.en.md", "Boats at moorings", "400 boats at moorings")
    done = run("--project", str(project), "check")
    assert "\x1b" not in done.stdout + done.stderr


def test_a_terminal_gets_colours(project: Path) -> None:
    replace(project / "content/sea.en.md", "Boats at moorings", "400 boats at moorings")
    script = "import pty, sys; sys.exit(pty.spawn([sys.executable, '-m', 'sitegen', '--project', sys.argv[1], 'check']) >> 8)"
    done = subprocess.run(
        [sys.executable, "-c", script, str(project)],
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "NO_COLOR": ""},
    )
    assert done.returncode == 1
    assert "\x1b[" in done.stdout


# Which project is meant


@pytest.fixture
def below(project: Path) -> Path:
    """A folder in a project."""
    folder = project / "notes" / "old"
    folder.mkdir(parents=True)
    return folder


def test_a_project_is_looked_for_upwards_and_named_as_make_does(
    project: Path, below: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace(project / "content/sea.en.md", "Boats at moorings", "400 boats at moorings")
    monkeypatch.chdir(below)
    assert main(["check"]) == 1
    entered, problem = capsys.readouterr().err.splitlines()
    assert entered == f"sitegen: Entering directory '{project.resolve()}'"
    assert problem.startswith("content/sea.en.md:34:1: error[unbound-number]")
    assert main(["check", "--format", "json"]) == 1
    said = capsys.readouterr()
    assert '"path": "content/sea.en.md"' in said.out
    assert said.err == f"{entered}\n"


def test_the_nearest_project_is_taken_and_the_current_one_in_silence(
    project: Path, below: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = below.parent
    (inner / "site.toml").write_text("url = 1", "utf-8")
    monkeypatch.chdir(below)
    assert main(["check"]) == 1
    assert f"Entering directory '{inner.resolve()}'" in capsys.readouterr().err
    monkeypatch.chdir(inner)
    assert main(["check"]) == 1
    assert "Entering" not in capsys.readouterr().err
    monkeypatch.chdir(project)
    assert main(["check"]) == 0
    assert capsys.readouterr().err == ""


def test_a_build_from_below_publishes_where_one_from_the_project_does(
    project: Path, below: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(below)
    assert main(["build", "--no-pdf"]) == 0
    assert (project / "site/index.html").is_file()
    assert sorted(below.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--project", "{project}"),
        ("--project", "{project}", "check"),
        ("--project", "/nowhere", "check", "--project", "{project}"),
        ("check", "--allow-outside", "--debug", "--project={project}"),
    ],
)
def test_a_project_is_named_before_the_command_or_after_it(
    project: Path,
    arguments: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(DEBUG, "")  # which `--debug` sets for good
    assert main([one.format(project=project) for one in arguments]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "No problems" in said.out


def test_where_there_is_no_project_none_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    [problem] = capsys.readouterr().err.splitlines()
    assert problem.startswith("site.toml: error[config]: the project has no `site.toml`")


def test_a_new_site_is_no_part_of_a_project_around_it(
    below: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(below)
    assert main(["init", "new"]) == 0
    assert capsys.readouterr().err == ""
    assert (below / "new" / "site.toml").is_file()
