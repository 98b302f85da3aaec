"""A contribution of a stranger: its texts and tables are tried, and nothing else of it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from projects import copy_project, replace

from sitegen.cli import main

if TYPE_CHECKING:
    from pathlib import Path

EVIL = "{{ cycler.__init__.__globals__.os.system('touch owned') }} evil\n"


@pytest.fixture
def contribution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a repository whose last commit is good, changed since in every part."""
    project = copy_project(tmp_path / "site-of-isles")
    for order in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "-m", "Good")):
        subprocess.run(  # a repository of our own
            ["git", "-C", project, "-c", "user.name=A", "-c", "user.email=a@b.example", *order],
            check=True,
            env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
        )
    subprocess.run(["cp", "-a", str(project), str(tmp_path / "base")], check=True)
    (project / "templates").mkdir(exist_ok=True)
    (project / "templates" / "llms.txt").write_text(EVIL)
    settings = project / "site.toml"
    settings.write_text(
        f"{settings.read_text('utf-8')}\n[rules]\nlink = 'off'\n[paths]\noutput = 'content'\n"
    )
    replace(project / "content" / "sea.en.md", "In 2023 the catch", "In 2023, the catch")
    monkeypatch.chdir(project)
    return project


@pytest.mark.parametrize("base", ["HEAD", "../base"])
def test_only_texts_and_tables_are_tried(
    contribution: Path, capsys: pytest.CaptureFixture[str], base: str
) -> None:
    assert main(["build", "--no-pdf", "--untrusted", base]) == 0
    site = contribution / "site"
    assert "In 2023, the catch" in (site / "en" / "sea" / "index.md").read_text("utf-8")
    assert "evil" not in (site / "llms.txt").read_text("utf-8")
    assert not list(contribution.rglob("owned"))
    said = capsys.readouterr().err
    assert f"held to `{base}`" in said
    assert "`site.toml`" in said
    assert "`templates/llms.txt`" in said
    assert not (contribution / ".sitegen").exists()


def test_what_is_wrong_is_told_at_the_contribution_s_lines(
    contribution: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = contribution / "content" / "sea.en.md"
    page.write_text(f"{page.read_text('utf-8')}\nThere were 12345 boats.\n", "utf-8")
    (contribution / "content" / "passwd.en.md").symlink_to("/etc/passwd")
    assert main(["check", "--untrusted", "HEAD"]) == 1
    said = capsys.readouterr().err
    line = page.read_text("utf-8").count("\n")
    assert f"content/sea.en.md:{line}:12: error[unbound-number]: " in said
    assert "content/passwd.en.md: warning[file]: the file is not read: it is a link" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--untrusted", "nowhere"],
            "`nowhere` is neither the folder of a built site nor a commit",
        ),
        (["--untrusted", ".."], "`..` has no `site.toml`"),
        (["--untrusted", "HEAD", "--allow-outside"], "Leave out `--allow-outside`"),
    ],
)
def test_a_base_that_is_none_is_said(
    contribution: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert contribution.is_dir()
    assert main(["check", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_settings_of_a_base_that_cannot_be_read_are_told(
    contribution: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert contribution.is_dir()
    (tmp_path / "base" / "site.toml").write_text("[")
    assert main(["check", "--untrusted", "../base"]) == 1
    assert "site.toml:1" in capsys.readouterr().err


def test_the_base_is_named_in_few_words(
    contribution: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(9):
        (contribution / "templates" / f"{number}.html").write_text("x")
    assert main(["check", "--untrusted", "HEAD"]) == 0
    assert "and 6 more files is not tried" in capsys.readouterr().err
