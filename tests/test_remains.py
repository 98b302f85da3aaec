"""What nobody wrote into a file: told as what it is, once, in every kind of file; and what only looks like it."""

from __future__ import annotations

import gzip
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from built import keep_store
from hypothesis import given
from hypothesis import strategies as st
from projects import copy_project, replace

from sitegen.build.order import check_site
from sitegen.problems import format_problem
from sitegen.project.decoding import decode_text
from sitegen.project.remains import check_remains

if TYPE_CHECKING:
    from pathlib import Path

SHARED = keep_store()
FILES = ("data/areas.csv", "content/sea.en.md", "site.toml", "templates/locale/de.po")
MERGE = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n"
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"


def check(project: Path) -> list[str]:
    return [format_problem(one) for one in check_site(project, SHARED).problems]


@pytest.mark.parametrize("name", FILES)
def test_a_merge_left_open_is_told_where_it_begins_and_alone(tmp_path: Path, name: str) -> None:
    project = copy_project(tmp_path / "project")
    path = project / name
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join([*lines[:1], MERGE.rstrip(), *lines[1:]]), "utf-8")
    [said] = check(project)
    assert said.startswith(f"{name}:2:1: error[file]: a merge of git is not finished")
    assert "up to line 6" in said
    path.write_text("\n".join(lines), "utf-8")
    assert check(project) == []


@pytest.mark.parametrize("name", FILES)
def test_a_pointer_in_place_of_a_file_is_told(tmp_path: Path, name: str) -> None:
    project = copy_project(tmp_path / "project")
    (project / name).write_text(POINTER, "utf-8")
    [said] = check(project)
    assert said.startswith(f"{name}:1: error[file]: the file is a pointer of Git LFS")
    assert "`git lfs pull`" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
        (b"{\\rtf1\\ansi The sea}", "WordPad"),
        (gzip.compress(b"area", mtime=0), "gzip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"SQLite format 3\x00", "SQLite"),
    ],
)
@pytest.mark.parametrize("name", FILES)
def test_what_is_no_text_is_called_what_it_is(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    project = copy_project(tmp_path / "project")
    (project / name).write_bytes(content)
    [found] = check(project)
    assert f"{name}: error[encoding]: the file is" in found
    assert said in found
    assert (project / name).read_bytes() == content


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ("S\ufffddinsel", "`S\ufffddinsel` holds a sign for a character that was lost"),
        ("SÃ¼dinsel", "was read as Windows-1252: `Südinsel`"),
        ("Sâ€œüdâ€\x9d", "was UTF-8 and was read as Windows-1252"),
        ("S锟斤拷dinsel", "`S锟斤拷dinsel` holds a sign"),
    ],
)
def test_lost_characters_are_refused_where_they_stand(
    tmp_path: Path, spoilt: str, said: str
) -> None:
    project = copy_project(tmp_path / "project")
    replace(project / "data/areas.csv", "Südinsel", spoilt)
    [found] = check(project)
    assert found.startswith("data/areas.csv:4:19: error[encoding]: ")
    assert said in found


@given(st.text(st.sampled_from("aé Ãü»”€§SÃÂ çãõ中文«—'n"), max_size=12))
def test_texts_of_languages_are_let_be_but_for_what_they_never_have(text: str) -> None:
    found = decode_text(text.encode(), "a.md")[1]
    never = any(first in "ÃÂ" and second in "€§«" for first, second in pairwise(text))
    assert bool(found) == never


@pytest.mark.parametrize(
    "text",
    ["MAÇÃ» e SÃO", "« CAFÉ »", "a\n=======\nb", "<<<<<<< a\nb", "Â", "MAÇÔ", "tous «À»", "É¼x"],
)
def test_what_only_looks_like_it_is_a_text(text: str) -> None:
    assert [*check_remains(text, "a.md")] == []


def test_a_second_mark_of_a_file_goes_with_the_first() -> None:
    assert decode_text("\ufeff\ufeffarea".encode(), "a.csv") == ("area", ())
