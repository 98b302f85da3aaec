"""Whatever is typed after `sitegen`, it is done or refused in a message, and nothing around the project is written.

`make test` tries command lines for a few seconds, the nightly form for as long as `SITEGEN_FUZZ_SECONDS` says.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from typing import TYPE_CHECKING

from built import copy_agreed_project
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sitegen.cli import main, make_arguments

if TYPE_CHECKING:
    import argparse
    from collections.abc import Coroutine
    from pathlib import Path

    import pytest

SECONDS = float(os.environ.get("SITEGEN_FUZZ_SECONDS", "5"))
LEAST = 25
"""Command lines that are tried, however slow the machine."""
UNTRIED = {"--self-test", "--debug"}
"""Options that tests of their own try: a minute of work, and tracebacks."""

ODD = (
    *("", " ", ".", "..", "/", "-", "--", "-1", "~", "$HOME", "%s", "{}", "*", "?", "[", "\\", "'"),
    *("\n", "\r", "\t", "a\nb", "\x1b[31m", "\x07", "\u202e", "\ufeff", "\udcff", "a\udc80b", "\x7f"),
    *("0", "1e400", "NaN", "9" * 30, "9" * 5000, "0x10", "٣", "½", "-0", "65536", "1_000"),
    *("a" * 300, "é" * 200, "a/" * 600, "../around", "../../around", "/etc/passwd", "//x", "C:\\x"),
    *("HEAD", "HEAD~9", "@{-1}", ":/x", "HEAD^{tree}", "--exec=x", "-h", "a..b", "main:data"),
    *("en", "de", "zz", "en,zz", "EN", "en,en", "x-y-z", "aux", "nul", "CON", ".git", ".sitegen"),
    *("2026-13-40", "0000-00-00", "2026-02-30", "99999-01-01", "gbk", "utf-16", "rot13", "idna"),
    *("content", "data", "site.toml", "content/sea.en.md", "data/facts.csv", "texts", "site"),
    *("source", "page", "indicator", "fact", "chart", "language", "template", "base.html", "sea"),
    *("catch", "catch/isles/2023", "sea.en", "sea:9", "sea:x", "name=x", "=", "a=b=c", "key=", "value=½"),
    *("title=\x1b", "kind=report", "value=" + "9" * 5000, "period=0000", "name=../../around/x"),
)  # fmt: skip
VALUE = st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_characters="\0"), max_size=9))
ADDRESS = st.sampled_from(
    ["", "127.0.0.1", "::1", "localhost", "1.2.3.4", "a b", "é", "\udcff", ":"]
)
"""Hosts that nobody has to be asked for."""
OWN = st.sampled_from(["site", "made", "made/deep", "content", "data", ".", "", "site.toml", "\n"])
"""Folders to write into that lie in the project."""
ESCAPES = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def list_actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return parser._actions  # noqa: SLF001 # argparse has no other way


def list_commands() -> dict[str, argparse.ArgumentParser]:
    found = (one.choices for one in list_actions(make_arguments()) if one.dest == "command")
    return dict(next(found) or {})  # type: ignore[arg-type] # of a parser they are parsers


COMMANDS = list_commands()


def write_value(action: argparse.Action) -> st.SearchStrategy[str]:
    """What may be typed for an argument: one that it takes, or anything."""
    if action.dest == "folder":  # of `init`, which adds its files to those of any folder
        return OWN
    if "--out" in action.option_strings:
        return OWN | st.just("../around")
    if "--host" in action.option_strings:
        return ADDRESS
    if action.choices:
        return st.sampled_from([*map(str, action.choices)]) | VALUE
    return VALUE


@st.composite
def write_line(draw: st.DrawFn) -> list[str]:
    """A command line: a command, some of its options, what stands behind it, in some order."""
    name = draw(st.sampled_from([*COMMANDS]))
    parts = list[list[str]]()
    for action in list_actions(COMMANDS[name]):
        names = [one for one in action.option_strings if one not in UNTRIED]
        if action.option_strings:
            if not names or draw(st.integers(0, 3)):
                continue
            option = draw(st.sampled_from(names))
            if action.nargs == 0:
                parts.append([option])
            elif draw(st.booleans()):
                parts.append([option, draw(write_value(action))])
            else:
                parts.append([f"{option}={draw(write_value(action))}"])
        else:
            most = 3 if action.nargs == "*" else 1
            parts += [[one] for one in draw(st.lists(write_value(action), max_size=most))]
    if not draw(st.integers(0, 9)):
        parts.append([draw(VALUE)])
    return [name, *(one for part in draw(st.permutations(parts)) for one in part)]


def stamp(folder: Path) -> dict[str, tuple[int, int, int]]:
    """All that lies in a folder, by when it was written."""
    found = {}
    for path in folder.rglob("*"):
        at = path.lstat()
        found[path.relative_to(folder).as_posix()] = (at.st_ino, at.st_mtime_ns, at.st_size)
    return found


def test_whatever_is_typed_is_done_or_refused_in_a_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def end_at_once(task: Coroutine[object, object, None]) -> None:
        task.close()
        raise KeyboardInterrupt

    monkeypatch.setattr("sitegen.preview.server.asyncio.run", end_at_once)
    monkeypatch.delenv("SITEGEN_DEBUG", raising=False)
    pristine = copy_agreed_project(tmp_path / "pristine")
    around = tmp_path / "work" / "around"
    around.mkdir(parents=True)
    (around / "mine.txt").write_text("mine")
    project = tmp_path / "work" / "project"

    @settings(
        max_examples=LEAST,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(write_line())
    def look(line: list[str]) -> None:
        shutil.copytree(pristine, project, symlinks=True)
        before = stamp(around)
        beside = sorted(one.name for one in project.parent.iterdir())
        try:
            with contextlib.chdir(project):
                try:
                    code: object = main(line)
                except SystemExit as stop:
                    code = stop.code
            said = "".join(capsys.readouterr())
            assert code in {0, 1, 2}
            assert "Traceback" not in said
            assert "error[defect]" not in said
            assert not ESCAPES.search(said)
            assert stamp(around) == before
            assert sorted(one.name for one in project.parent.iterdir()) == beside
        finally:
            shutil.rmtree(project)

    end = time.monotonic() + SECONDS / 2
    while time.monotonic() < end:
        look()
