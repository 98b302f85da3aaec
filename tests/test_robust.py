"""Whatever stands in a project's files: a site comes of it, or messages; never a traceback."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from built import keep_store
from harbours import copy_harbour
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projects import SHIPPED, copy_project, replace

from sitegen.build import fresh
from sitegen.build.order import check_site
from sitegen.problems import format_problem
from sitegen.project import texts
from sitegen.traces import inputs

FILES = sorted(
    path.relative_to(SHIPPED)
    for path in SHIPPED.rglob("*")
    if path.is_file() and ".sitegen" not in path.parts
)
PIECES = st.sampled_from(
    [
        '"',
        "`",
        "{",
        "}",
        ",",
        "\n",
        "|",
        "/",
        "-",
        "5",
        "中三",
        ":::",
        "{fact}`",
        "[",
        ")",
        "#",
        "---",
        "\r",
        "\x00",
        "{{",
        "%}",
        "{% if x %}",
        "..",
        "@",
        "=",
        ": ",
        "<b>",
        "1e9",
        "\u2028",
        "é",
        "0",
    ]
)
EDITS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 25), PIECES | st.just("")),
    min_size=1,
    max_size=4,
)
SHARED = keep_store()
"""What was made for one example serves the next: results are pure."""


@pytest.mark.parametrize("part", ["content", "data", "templates", "site.toml"])
def test_no_edit_is_a_traceback(part: str) -> None:
    own = [path for path in FILES if path.parts[0] == part]

    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(own), EDITS)
    def check(path: Path, edits: list[tuple[float, int, str]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            project = copy_project(Path(folder) / "in")
            text = (project / path).read_text("utf-8")
            for where, removed, added in edits:
                start = int(where * len(text))
                text = text[:start] + added + text[start + removed :]
            (project / path).write_bytes(text.encode())
            built = check_site(project, SHARED)
            assert built.publishable or built.problems
            for problem in built.problems:
                assert format_problem(problem).startswith(problem.path)
                assert problem.message
            assert {problem.rule for problem in built.problems} != {"defect"}

    check()


@pytest.mark.parametrize("path", FILES, ids=str)
@pytest.mark.parametrize(
    "content", [None, b"", b"\xff\xfe\x00", b"\n\n"], ids=["gone", "empty", "bytes", "blank"]
)
def test_a_file_that_is_gone_empty_or_no_text_is_said(
    path: Path, content: bytes | None, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    if content is None:
        (project / path).unlink()
    else:
        (project / path).write_bytes(content)
    built = check_site(project, SHARED)
    assert built.publishable or built.problems
    if content == b"\xff\xfe\x00" and path.suffix not in {".css", ".svg"}:  # copied as they are
        assert {problem.rule for problem in built.problems} & {"encoding", "config", "template"}


def test_a_file_that_cannot_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_project(tmp_path / "in")
    read = texts.read_file

    def refuse(path: Path, bounds: tuple[Path, ...] = ()) -> bytes:
        if path.name == "sea.en.md":
            raise PermissionError(errno.EACCES, "Permission denied")
        return read(path, bounds)

    for reading in (texts, inputs):
        monkeypatch.setattr(reading, "read_file", refuse)
    said = [format_problem(problem) for problem in check_site(project, SHARED).problems]
    assert "content/sea.en.md: error[file]: the file cannot be read: Permission denied." in said


class _Closed:
    """An entry of a folder that may be listed and not entered."""

    def __init__(self, entry: os.DirEntry[str]) -> None:
        self._entry = entry

    def __getattr__(self, name: str) -> object:
        return getattr(self._entry, name)

    def stat(self, **_: bool) -> os.stat_result:
        raise PermissionError(errno.EACCES, "Permission denied", self._entry.path)


def test_files_of_a_folder_that_cannot_be_entered_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_project(tmp_path / "in")
    read, scan = texts.read_file, os.scandir

    def refuse(path: Path, bounds: tuple[Path, ...] = ()) -> bytes:
        if path.parent.name == "content":
            raise PermissionError(errno.EACCES, "Permission denied")
        return read(path, bounds)

    class List(list[object]):
        def close(self) -> None:
            """Nothing was opened."""

    def list_closed(path: str) -> List:
        with scan(path) as entries:
            is_closed = Path(path).name == "content"
            return List(_Closed(one) if is_closed else one for one in entries)

    monkeypatch.setattr(os, "scandir", list_closed)
    for reading in (texts, inputs):
        monkeypatch.setattr(reading, "read_file", refuse)
    said = [format_problem(problem) for problem in check_site(project, keep_store()).problems]
    assert "content/sea.en.md: error[file]: the file cannot be read: Permission denied." in said
    assert not [one for one in said if "missing-page" in one]


def test_what_the_last_build_noted_may_be_out_of_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(fresh, "read_paths", refuse)
    assert fresh.find_fresh(tmp_path, outside=False) is None


def test_folders_that_are_gone_are_said(tmp_path: Path) -> None:
    for name in ("content", "data"):
        project = copy_project(tmp_path / name)
        shutil.rmtree(project / name)
        problems = check_site(project, SHARED).problems
        assert any(problem.message == "the folder is missing" for problem in problems)


def test_an_address_of_the_site_that_is_none_is_a_message(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / "site.toml", "https://islands", "https://[islands")
    assert [problem.rule for problem in check_site(project, SHARED).problems] == ["config"]


@pytest.mark.parametrize(
    ("content", "rule"), [(b"\xff\xfe\x00", "encoding"), (b"no drawing", "asset")]
)
def test_an_icon_that_is_no_drawing_is_said_in_its_file(
    content: bytes, rule: str, tmp_path: Path
) -> None:
    project = copy_harbour(tmp_path / "in", ("en",))
    icon = project / "templates" / "assets" / "icon.svg"
    icon.parent.mkdir(parents=True)
    icon.write_bytes(content)
    (problem,) = check_site(project, SHARED).problems
    assert (problem.path, problem.rule) == ("templates/assets/icon.svg", rule)
