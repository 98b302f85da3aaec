"""Completion in real shells, where they are installed: bash everywhere, zsh and fish where there are any."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import ROOT, copy_project

from sitegen.cli import main
from sitegen.commands.completers import (
    complete_languages,
    complete_names,
    complete_several_languages,
    cut_keys,
)
from sitegen.commands.completion import SHELLS
from sitegen.schemas.all import NAMES

if TYPE_CHECKING:
    from pathlib import Path

BASH = r"""
eval "$(sitegen completion bash)"
for COMP_LINE in "$@"; do
  COMP_POINT=${#COMP_LINE} COMP_TYPE=9 COMPREPLY=()
  _python_argcomplete sitegen
  echo "${COMPREPLY[@]}"
done
"""
ZSH = r"""
autoload -U compinit && compinit -u -D
eval "$(sitegen completion zsh)"
print $_comps[sitegen]
"""
FISH = r"""
sitegen completion fish | source
for line in $argv
  complete -C $line | string replace -r '\t.*' '' | string join ' '
end
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "in")


def run_shell(project: Path, shell: str, *arguments: str) -> list[str]:
    """The lines that a shell prints which finds `sitegen` on its path, in a project."""
    folder = project.parent / "bin"
    folder.mkdir()
    program = folder / "sitegen"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sitegen "$@"\n', "utf-8")
    program.chmod(0o755)
    done = subprocess.run(
        [shell, *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd=project,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PATH": f"{folder}:{os.environ['PATH']}",
            "HOME": str(project.parent),
        },
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_bash_completes_commands_options_values_and_keys(project: Path) -> None:
    typed = {
        "sitegen che": ["check"],
        "sitegen check --fo": ["--format"],
        "sitegen check --format s": ["sarif"],
        "sitegen check --project con": ["content/"],
        "sitegen --project . show boa": ["boats", "boats/"],
        "sitegen show catch/": ["catch/isles/", "catch/north/", "catch/south/"],
        "sitegen new sou": ["source"],
        "sitegen new fa": ["fact"],
        "sitegen new template sea": ["search.html"],
        "sitegen new page sea": [],
        "sitegen catalogue z": ["zh", "za", "zgh", "zh-Hant", "zh-Latn", "zu"],
        "sitegen new language ee": ["ee"],
        "sitegen init there --languages en,da": ["en,da", "en,dav"],
        "sitegen schema front": ["front-matter"],
        "sitegen completion b": ["bash"],
    }
    said = run_shell(project, "bash", "-c", BASH, "bash", *typed)
    assert dict(zip(typed, [line.split() for line in said], strict=True)) == typed


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_completes_commands_and_keys(project: Path) -> None:
    typed = {
        "sitegen che": ["check"],
        "sitegen show catch/": ["catch/isles/", "catch/north/", "catch/south/"],
    }
    said = run_shell(project, "fish", "--no-config", "-c", FISH, "--", *typed)
    assert dict(zip(typed, [line.split() for line in said], strict=True)) == typed


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_knows_what_completes(project: Path) -> None:
    assert run_shell(project, "zsh", "-f", "-c", ZSH) == ["_python_argcomplete"]


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_lines_that_ask_sitegen(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0
    said = capsys.readouterr().out
    assert re.search(r"\bsitegen\b", said)
    assert "_ARGCOMPLETE" in said


def test_a_project_that_cannot_be_read_has_no_keys(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    typed = ("sitegen show a", "sitegen new pa", "sitegen schema u")
    said = run_shell(tmp_path / "in", "bash", "-c", BASH, "bash", *typed)
    assert [line.split() for line in said] == [[], ["page"], ["units", "unquantified"]]
    assert {"units", "unquantified"} == {name for name in NAMES if name.startswith("u")}


def test_languages_of_the_theme_and_of_the_site_come_first(project: Path) -> None:
    spoken = ["ar", "de", "en", "es", "fr", "ja", "ko", "pt", "ru", "zh"]
    settings = project / "site.toml"
    settings.write_text(re.sub(r"(?<=[.\"])de\b", "gsw", settings.read_text("utf-8")), "utf-8")
    options = Namespace(project=project, outside=False, kind="language")
    assert [*complete_languages("", options)] == [*spoken, "gsw"]
    assert [*complete_languages("e", options)][:4] == ["en", "es", "ebu", "ee"]
    assert complete_languages("ja", options)["ja"] == "日本語"
    assert [*complete_names("", options)] == [one for one in spoken if one != "en"]
    assert [*complete_several_languages("en,zh,")][:2] == ["en,zh,ar", "en,zh,de"]
    assert "en,en" not in complete_several_languages("en,e")


PARTS = st.sampled_from(["a", "ab", "b", "2023", "@2023-08"])
KEYS = st.lists(st.lists(PARTS, min_size=1, max_size=4).map("/".join), max_size=6)


@given(KEYS)
def test_every_key_is_reached_part_by_part(keys: list[str]) -> None:
    for key in keys:
        typed = ""
        while typed != key:
            offered = cut_keys(keys, typed)
            fitting = [one for one in offered if key == one or key.startswith(one)]
            assert all(one.startswith(typed) for one in offered)
            longest = max(fitting, key=len)
            assert longest == key or longest.endswith("/")
            typed = longest
    assert cut_keys(keys, "nowhere") == []
