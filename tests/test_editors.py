"""Links that open an editor at a place, and the lines that they stand above."""

from __future__ import annotations

import re
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import copy_project, replace

from sitegen.cli import main
from sitegen.preview.excerpts import Excerpts, cut_excerpt
from sitegen.problems import InvalidProjectError, Place
from sitegen.project.config import load_config
from sitegen.project.editors import EDITORS, explain_editor, get_template, make_editor_link

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("editor", "posix", "windows"),
    [
        (
            "vscode",
            "vscode://file/home/a%20b/%E6%B5%B7.md:3:7",
            "vscode://file/C:/a%20b/%E6%B5%B7.md:3:7",
        ),
        ("zed", "zed://file/home/a%20b/%E6%B5%B7.md:3:7", "zed://file/C:/a%20b/%E6%B5%B7.md:3:7"),
        (
            "idea",
            "idea://open?file=/home/a%20b/%E6%B5%B7.md&line=3&column=7",
            "idea://open?file=C:/a%20b/%E6%B5%B7.md&line=3&column=7",
        ),
        (
            "myedit://open?f={path}&l={line}",
            "myedit://open?f=/home/a%20b/%E6%B5%B7.md&l=3",
            "myedit://open?f=C:/a%20b/%E6%B5%B7.md&l=3",
        ),
    ],
)
def test_a_link_opens_the_place_on_every_system(editor: str, posix: str, windows: str) -> None:
    template = get_template(editor)
    assert make_editor_link(template, PurePosixPath("/home/a b/海.md"), 3, 7) == posix
    assert make_editor_link(template, PureWindowsPath("C:\\a b\\海.md"), 3, 7) == windows


@given(st.text(min_size=1), st.integers(0, 10**6), st.integers(0, 10**6))
def test_no_name_of_a_file_breaks_a_link(name: str, line: int, column: int) -> None:
    path = PurePosixPath("/x") / name.replace("/", "_").replace("\0", "")
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return
    for template in EDITORS.values():
        assert re.fullmatch(
            r"[a-z]+://[\w%/.~:?=&-]+", make_editor_link(template, path, line, column)
        )


@pytest.mark.parametrize("editor", [*EDITORS, *EDITORS.values(), "http://localhost:63342/api/file/{path}:{line}"])  # fmt: skip
def test_known_editors_and_their_like_are_right(editor: str) -> None:
    assert explain_editor(editor) == ("", "")


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("vscoode", "Did you mean `vscode`"),
        ("javascript://%0aalert({path})", "is not the address of an editor"),
        ("data://text/html,{path}", "is not the address of an editor"),
        ("file://{path}", "is not the address of an editor"),
        ("https://evil.example/?{path}", "is not the address of an editor"),
        ("https://localhost.evil.example/?{path}", "is not the address of an editor"),
        ("edit {path}", "is not the address of an editor"),
        ("edit://open", "does not say where the path"),
        ("edit://open?{path}&{row}", "placeholders that nothing fills"),
        ("edit://open?{path}&{", "does not say where the path"),
        ("", "is not an editor that is known"),
    ],
)
def test_what_opens_no_editor_is_told(editor: str, said: str) -> None:
    assert said in " ".join(explain_editor(editor))


def test_a_project_may_name_its_editor(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    settings = project / "site.toml"
    text = settings.read_text("utf-8")
    stamp = load_config(project).stamp
    settings.write_text(text + '\n[preview]\neditor = "zed"\n', "utf-8")
    assert load_config(project).preview.editor == EDITORS["zed"]
    assert load_config(project).stamp == stamp, "nothing is made again for it"
    for wrong, said in (
        ('[preview]\neditor = "zedd"', "`zedd` is not an editor"),
        ("[preview]\neditor = 1", "`1` is not an editor"),
        ('[preview]\neditr = "zed"', "`editr` is not a setting of the preview"),
        ('preview = "zed"', "`preview` is not a table"),
    ):
        place = text.index("[[languages]]")
        settings.write_text(f"{text[:place]}{wrong}\n{text[place:]}", "utf-8")
        with pytest.raises(InvalidProjectError, match=re.escape(said)):
            load_config(project)


def test_an_editor_of_the_environment_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITEGEN_EDITOR", "vscod")
    assert main(["--project", str(copy_project(tmp_path)), "serve", "--port", "0"]) == 2
    assert "SITEGEN_EDITOR: error[config]: `vscod` is not an editor" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "column", "message", "parts"),
    [
        ("It grew 7 %.", 9, "`7 %` is bound to no fact", ("It grew ", "7 %", ".")),
        ("  It grew.", 3, "no such thing", ("", "It", " grew.")),
        ("海产{fact}`a/b`。", 3, "there is no fact `a/b`", ("海产", "{fact}`a/b`", "。")),
        ("a,b,c", 0, "the row is wrong", ("a,b,c", "", "")),
        ("short", 99, "x", ("short", "", "")),
    ],
)
def test_a_line_is_parted_where_something_is_wrong(
    line: str, column: int, message: str, parts: tuple[str, str, str]
) -> None:
    cut = cut_excerpt(line, Place("a.md", 1, column).problem("rule", message))  # type: ignore[arg-type] # a text will do
    assert (cut.before, cut.marked, cut.after) == parts


@given(st.text(st.characters(exclude_characters="\n"), max_size=400), st.integers(0, 500))
def test_of_a_long_line_the_part_around_the_place_is_shown(line: str, column: int) -> None:
    cut = cut_excerpt(line, Place("a.md", 1, column).problem("rule", "x"))  # type: ignore[arg-type] # as above
    assert len(cut.before) + len(cut.after) <= 202
    if 0 < column <= len(line):
        assert line[column - 1 :].startswith(cut.marked)
        assert cut.marked


def test_lines_of_files_outside_are_not_shown(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    (project / "content/link.md").symlink_to(tmp_path / "secret.md")
    (project / "data/large.csv").write_bytes(b"x" * 5_000_000)
    (project / "data/blank.csv").write_bytes(b"a\n \nb")
    replace(project / "content/sea.en.md", "title: The sea", "title: The sea of gold")
    problems = [
        Place(path, line).problem("rule", "x")  # type: ignore[arg-type] # as above
        for path, line in (
            ("../secret.md", 1),
            ("content/link.md", 1),
            ("data/large.csv", 1),
            ("data/blank.csv", 0),
            ("data/blank.csv", 2),
            ("data/blank.csv", 4),
            ("content/gone.md", 1),
            ("content/sea.en.md", 10**6),
            ("content", 1),
            ("content/sea.en.md", 3),
            ("data/blank.csv", 3),
        )
    ]
    excerpts = Excerpts(project)
    found = filter(None, map(excerpts.find, problems))
    assert [one.before for one in found] == ["title: The sea of gold", "b"]
    link, blank = problems[1], problems[-1]
    allowed = Excerpts(project, outside=True).find(link)
    assert allowed is not None
    assert allowed.before == "secret"
    (project / "data/blank.csv").unlink()
    assert excerpts.find(blank) is not None  # it was read once


@pytest.mark.parametrize(("more", "is_cut"), [(0, False), (1, True)])
def test_a_line_is_cut_where_it_is_longer_than_what_is_shown(more: int, is_cut: bool) -> None:
    whole = cut_excerpt("a" * (100 + more), Place("a.md", 1).problem("rule", "x"))  # type: ignore[arg-type] # as above
    assert whole.before == "a" * 100 + "…" * is_cut
    line = f"{'a' * (59 + more)} b {'c' * (99 + more)}"
    parted = cut_excerpt(line, Place("a.md", 1, 61 + more).problem("rule", "x"))  # type: ignore[arg-type] # as above
    assert parted.marked == "b"
    assert (parted.before[:1] == "…", parted.after[-1:] == "…") == (is_cut, is_cut)
