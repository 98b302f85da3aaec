"""What is read of a project: its own files, and nothing that they lead to elsewhere."""

from __future__ import annotations

import errno
import os
import shutil
import socket
from typing import TYPE_CHECKING

import pytest
from built import keep_store
from projects import copy_project

import sitegen
from sitegen.build.order import build_site, check_site
from sitegen.defects import make_defect, merge_defects
from sitegen.problems import Place, format_problem
from sitegen.project import texts
from sitegen.project.files import find_workbooks
from sitegen.project.texts import FoundFile, list_files, read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHARED = keep_store()
OUT = "it is a link that leads out of the project"
WAY_OUT = "Put the file itself into the project, or remove it"


def say(project: Path) -> list[str]:
    return [format_problem(one) for one in check_site(project, SHARED).problems]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text("secret")
    project = copy_project(tmp_path / "in")
    (project / ".env").write_text("secret")
    (project / "templates" / "assets").mkdir(parents=True, exist_ok=True)
    return project


@pytest.mark.parametrize(
    "address",
    [
        "content/more.en.md",
        "data/more.csv",
        "templates/more.html",
        "templates/locale/en.po",
        "templates/assets/more.css",
    ],
)
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: path.symlink_to(_find_project(path).parent / "secret"), OUT),
        (lambda path: path.symlink_to("/etc/passwd"), OUT),
        (lambda path: path.symlink_to("/proc/self/environ"), OUT),
        (lambda path: path.symlink_to("/dev/zero"), OUT),
        (
            lambda path: path.symlink_to(_find_project(path) / ".env"),
            "it is a link to what is hidden",
        ),
        (os.mkfifo, "it is a pipe"),
        (lambda path: socket.socket(socket.AF_UNIX).bind(str(path)), "it is a socket"),
    ],
    ids=["out", "passwd", "environ", "zero", "hidden", "pipe", "socket"],
)
@pytest.mark.filterwarnings("ignore:unclosed")
def test_what_is_no_file_of_the_project_is_neither_read_nor_published(
    address: str,
    make: Callable[[Path], None],
    reason: str,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = project / address
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    monkeypatch.chdir(path.parent)  # the names of sockets are short
    make(path)
    if reason == OUT and path.resolve().name == "secret":
        assert path.read_text() == "secret"
    built = build_site(project, store=SHARED)
    assert [format_problem(one) for one in built.problems] == [
        f"{address}: warning[file]: the file is not read: {reason}. {WAY_OUT}."
    ]
    assert built.publishable
    assert not any(b"secret" in content for content in built.tree.values())
    assert not any("more" in name for name in built.tree)


def _find_project(path: Path) -> Path:
    return next(one for one in path.parents if (one / "site.toml").exists())


@pytest.mark.parametrize("folder", ["templates/assets", "templates/more"])
def test_a_folder_that_leads_out_is_said_once(folder: str, project: Path, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    for name in ("one.html", "two.css", "de.po"):
        (tmp_path / "away" / name).write_text("{{")
    shutil.rmtree(project / folder, ignore_errors=True)
    (project / folder).symlink_to(tmp_path / "away")
    said = say(project)
    assert said == [f"{folder}: warning[file]: the folder is not read: {OUT}. {WAY_OUT}."]


def test_dotfiles_are_left_alone_in_silence(project: Path) -> None:
    for address in (
        "content/.draft.en.md",
        "content/.#sea.en.md",
        "data/.gitkeep",
        "templates/.git/x.html",
        "templates/assets/.DS_Store",
        "templates/assets/.hidden.css",
    ):
        (project / address).parent.mkdir(exist_ok=True)
        (project / address).write_text("{{ secret")
    (project / "content" / ".link.en.md").symlink_to("/etc/passwd")
    os.mkfifo(project / "content" / ".pipe.en.md")
    built = build_site(project, store=SHARED)
    assert built.problems == ()
    assert not any(b"secret" in content for content in built.tree.values())


def test_links_within_the_project_are_read(project: Path) -> None:
    (project / "shared").mkdir()
    (project / "content" / "sea.en.md").rename(project / "shared" / "sea")
    (project / "content" / "sea.en.md").symlink_to("../shared/sea")
    (project / "templates" / "assets").rename(project / "shared" / "assets")
    (project / "shared" / "assets" / "more.css").write_text("p {}")
    (project / "templates" / "assets").symlink_to("../shared/assets")
    (project / "templates" / "round").symlink_to("../templates")
    built = build_site(project, store=SHARED)
    assert built.problems == ()
    assert any(name.startswith("assets/more.") for name in built.tree)


def test_settings_that_lead_out_are_not_read(project: Path, tmp_path: Path) -> None:
    (project / "site.toml").rename(tmp_path / "site.toml")
    (project / "site.toml").symlink_to(tmp_path / "site.toml")
    assert say(project) == [f"site.toml: error[config]: the file cannot be read: {OUT}."]
    assert check_site(project, SHARED, outside=True).problems == ()
    (project / "site.toml").unlink()
    os.mkfifo(project / "site.toml")
    [line] = say(project)
    assert line.startswith("site.toml: error[config]: the file cannot be read: ")


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="it is no file"):
        read_file(tmp_path / "pipe")


def test_a_folder_that_cannot_be_listed_is_said(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan, read = os.scandir, texts.read_file

    def refuse(path: Path) -> object:
        if str(path).rstrip("/").endswith(("content", "assets")):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    def refuse_file(path: Path, bounds: tuple[Path, ...]) -> bytes:
        if path.is_dir():
            raise PermissionError(13, "Permission denied")
        return read(path, bounds)

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(texts, "read_file", refuse_file)
    said = say(project)
    assert "content: error[file]: the file cannot be read: Permission denied." in said


def test_names_are_listed_in_order(tmp_path: Path) -> None:
    for name in ("b", "a", "c/d", "c/.e"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert list_files(tmp_path, ()) == [FoundFile("a"), FoundFile("b")]
    assert list_files(tmp_path, (), deep=True) == [FoundFile(one) for one in ("a", "b", "c/d")]
    assert list_files(tmp_path / "none", ()) == []


_CALLED = (
    "content/sea.en.md",
    "content/more.en.md",
    "data/facts.csv",
    "templates/base.html",
    "templates/locale/de.po",
    "templates/assets/style.css",
    "translations.lock",
)
"""What a page, a table, a template and other files of a project are called."""


@pytest.mark.parametrize("name", _CALLED)
@pytest.mark.parametrize("kind", ["link", "round", "folder", "folder with a file"])
def test_what_is_called_as_a_file_and_is_none_is_told_alone(
    name: str, kind: str, project: Path
) -> None:
    """It would be passed over in silence, and what it was meant to be be missing or the theme's."""
    path = project / name
    path.unlink(missing_ok=True)
    if kind in {"link", "round"}:
        path.symlink_to("nowhere" if kind == "link" else path.name)
    else:
        path.mkdir()
    if kind == "folder with a file":
        (path / path.name).write_text("x", "utf-8")
    reason = "a link to what is not there" if kind in {"link", "round"} else "a folder"
    store = keep_store()
    for _ in range(2):  # cold, and with what is known of it
        told = [format_problem(one) for one in check_site(project, store).problems]
        assert told == [
            f"{name}: error[file]: the file is not read: it is {reason}. Put the file itself into the project, or remove it."
        ]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can be nobody")
def test_workbooks_of_a_folder_that_is_closed_are_none(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    os.seteuid(65534)
    try:
        assert find_workbooks(folder) == {}
    finally:
        os.seteuid(0)


def test_a_file_of_the_generator_that_cannot_be_opened_for_want_of_descriptors_is_no_defect() -> (
    None
):
    error = OSError(errno.EMFILE, os.strerror(errno.EMFILE), sitegen.__file__)
    wants = [make_defect(error, Place(path)) for path in ("data", "templates")]
    assert [(one.path, one.rule) for one in wants] == [("data", "system"), ("templates", "system")]
    closed = [
        make_defect(OSError(errno.EACCES, "closed", path), Place("data")) for path in ("a", "b")
    ]
    told = [*merge_defects([*wants, *closed])]
    assert [(one.path, one.message) for one in told] == [
        ("data", f"{wants[0].message}, and so with 1 more"),
        ("a", closed[0].message),
        ("b", closed[1].message),
    ]
    assert (
        make_defect(OSError(errno.ENOENT, "gone", sitegen.__file__), Place("data")).rule == "defect"
    )
