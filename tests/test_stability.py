"""What is promised to stay: the public names, and the warning of what will go."""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from projects import ROOT, copy_project

from sitegen import __version__, deprecations
from sitegen.commands.all import COMMANDS
from sitegen.deprecations import DEPRECATIONS, Deprecation
from sitegen.ledger.schema import TABLES
from sitegen.messages.said import say
from sitegen.project.settings import SETTINGS
from sitegen.resolve.directives import DIRECTIVES
from sitegen.resolve.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.deprecations import Kind

PAGE = ROOT / "docs" / "content" / "explanation"
INSTEAD = say("Write `{code}`", code="y")
COLUMNS = {f"{table.name}.{column.name}" for table in TABLES for column in table.columns}


# Public names


def _list_public() -> set[str]:
    """All names that a module of the package says are public."""
    found = set()
    for path in (ROOT / "sitegen").rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                found |= {f"{module}.{name}" for name in ast.literal_eval(node.value)}
    return found


@pytest.mark.parametrize("code", ["en", "zh"])
def test_public_names_are_those_that_are_listed(code: str) -> None:
    text = (PAGE / f"stability.{code}.md").read_text("utf-8")
    listed = re.findall(r"^\| `(sitegen[\w.]+)` \| \S.* \|$", text, re.MULTILINE)
    assert sorted(listed) == sorted(_list_public())
    assert len(listed) > 1


@pytest.mark.parametrize("name", sorted(_list_public()))
def test_public_names_are_typed_and_documented(name: str) -> None:
    path, _, own = name.rpartition(".")
    module = importlib.import_module(path)
    value = getattr(module, own)
    if inspect.isfunction(value):
        signature = inspect.signature(value)
        kinds = [one.annotation for one in signature.parameters.values()]
        assert inspect.Signature.empty not in (*kinds, signature.return_annotation)
        assert inspect.getdoc(value)
    else:
        source = inspect.getsource(module)
        assert re.search(rf'^{own} = .*\n"""\S', source, re.MULTILINE)
    assert (ROOT / "sitegen" / "py.typed").is_file()


# What will go


def _read_version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def _list_names() -> dict[str, set[str]]:
    """The names that there are, by kind."""
    return {
        "setting": {*SETTINGS},
        "column": COLUMNS,
        "role": {*ROLES},
        "directive": {*DIRECTIVES},
        "command": {*COMMANDS},
    }


def _find_wrong(entries: tuple[Deprecation, ...]) -> Iterator[str]:
    """Entries that are of nothing, or whose time is over."""
    known = _list_names()
    for one in entries:
        if one.name.partition(" ")[0] not in known[one.kind]:
            yield f"`{one.name}` is no {one.kind}"
        if not _read_version(one.since) < _read_version(one.removed_in):
            yield f"`{one.name}` goes before it is deprecated"
        if _read_version(one.removed_in) <= _read_version(__version__):
            yield f"`{one.name}` was to be gone by now"


def test_what_is_deprecated_is_there_and_goes_in_time() -> None:
    assert [*_find_wrong(DEPRECATIONS)] == []
    wrong = (
        Deprecation("setting", "nothing", "0.1.0", "9.0.0", INSTEAD),
        Deprecation("role", "fact", "9.0.0", "8.0.0", INSTEAD),
        Deprecation("column", "facts.note", "0.0.1", __version__, INSTEAD),
    )
    assert len([*_find_wrong(wrong)]) == 3


PROGRAM = """
import sys
from sitegen import deprecations
from sitegen.cli import main
from sitegen.messages.said import say
from test_stability import NAMED

deprecations.DEPRECATIONS = tuple(
    deprecations.Deprecation(kind, name, "1.0", "2.0", say("Write `{code}`", code="y"))
    for kind, name in NAMED
)
sys.exit(main(sys.argv[1:]))
"""
"""The generator as a later version would be; a process of its own, as what it finds is kept in memory."""
NAMED: tuple[tuple[Kind, str], ...] = (
    ("setting", "licence_url"),
    ("column", "facts.note"),
    ("column", "areas.name"),
    ("role", "growth"),
    ("directive", "scorecard"),
    ("command", "check --fail-on"),
)
"""Names of each kind that the small project uses."""
WARNING = re.compile(
    r"(\S+?): warning\[deprecated\]: `(\S+)` is deprecated since sitegen 1\.0, and works until 2\.0, which does not know it\. Write `y`\."
)


def test_each_use_of_what_will_go_is_a_warning_and_works(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    assert {name for kind, name in NAMED if kind == "column"} <= COLUMNS
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--project", project, "check", "--fail-on", "error"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    command, *lines = done.stderr.splitlines()
    assert command.startswith("sitegen: `check --fail-on` is deprecated since sitegen 1.0, and")
    told = {(match[1], match[2]) for line in lines if (match := WARNING.fullmatch(line))}
    assert len(told) == len(lines)
    assert {name for _, name in told} == {name for kind, name in NAMED if kind != "command"}
    settings = (project / "site.toml").read_text("utf-8").split("\n")
    [line] = [at for at, one in enumerate(settings, 1) if one.startswith("licence_url")]
    assert (f"site.toml:{line}:1", "licence_url") in told
    assert {("data/facts.csv:1", "facts.note"), ("data/areas.csv:1", "areas.name")} <= told
    for name in ("growth", "scorecard"):
        wanted = {
            f"{path.relative_to(project).as_posix()}:{number}"
            for path in (project / "content").rglob("*.md")
            for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
            if f"{{{name}}}" in line
        }
        places = {re.sub(r"(:\d+):\d+$", r"\1", place) for place, one in told if one == name}
        assert places == wanted


def test_an_option_that_goes_is_told_of_its_command_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    going = Deprecation("command", "check --strict", "1.0", "2.0", INSTEAD)
    monkeypatch.setattr(deprecations, "DEPRECATIONS", (going,))
    assert [*deprecations.find_going("check", ["--project", "x", "check", "--strict"])] == [going]
    assert [*deprecations.find_going("check", ["check"])] == []
    assert [*deprecations.find_going("build", ["build", "--strict"])] == []
