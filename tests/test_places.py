"""Where the parts of a project may lie: nothing is read or cleared that is not the project's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from built import copy_warm_project, keep_store
from projects import copy_project, read_tree, replace

from sitegen.build import fresh
from sitegen.build.order import build_site, check_site
from sitegen.cli import main
from sitegen.problems import format_problem
from sitegen.project.config import load_config
from sitegen.traces import inputs

if TYPE_CHECKING:
    from pathlib import Path

SHARED = keep_store()


def set_path(project: Path, name: str, path: str) -> None:
    line = 'default_language = "en"'
    replace(project / "site.toml", line, f'{line}\npaths.{name} = "{path}"')


def say(project: Path, outside: bool = False) -> list[str]:
    return [format_problem(one) for one in check_site(project, SHARED, outside=outside).problems]


@pytest.mark.parametrize("name", ["content", "data", "templates", "output", "cache"])
@pytest.mark.parametrize("kind", ["dots", "absolute", "link", "dots in between"])
def test_a_path_stays_in_the_project_unless_it_may_leave(
    name: str, kind: str, tmp_path: Path
) -> None:
    project, away = copy_project(tmp_path / "in"), tmp_path / "away"
    source = project / name
    if source.is_dir():
        source.rename(away)
    else:
        away.mkdir()
    (project / "link").symlink_to(away)
    (project / "content.d").mkdir()
    path = {
        "dots": "../away",
        "absolute": str(away),
        "link": "link",
        "dots in between": "content.d/../../away",
    }[kind]
    set_path(project, name, path)
    [line] = say(project)
    assert line.startswith(
        f"site.toml:4:1: error[config]: the path `{name}` leads out of the project: `{path}`. Name a folder"
    )
    assert say(project, outside=True) == []


def test_a_folder_that_is_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    (project / "data").rename(tmp_path / "data")
    (project / "data").symlink_to(tmp_path / "data")
    assert "leads out of the project: `data`" in say(project)[0]


def test_a_project_reached_by_a_link_is_a_project_as_any(tmp_path: Path) -> None:
    copy_project(tmp_path / "in")
    (tmp_path / "link").symlink_to(tmp_path / "in")
    assert build_site(tmp_path / "link", store=SHARED).problems == ()
    assert (tmp_path / "in" / "site" / "index.html").is_file()


def test_links_within_the_project_are_as_good_as_folders(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    (project / "data").rename(project / "tables")
    (project / "data").symlink_to("tables")
    assert say(project) == []


@pytest.mark.parametrize(
    ("name", "path", "reason"),
    [
        ("output", ".", "is the project's own"),
        ("output", ".git", "is git's own"),
        ("output", ".GIT/x", "is git's own"),
        ("cache", ".git/hooks", "is git's own"),
        ("output", "Content", "is that of `content`"),
        ("output", "CONTENT/x", "lies in that of `content`"),
        ("output", "content", "is that of `content`"),
        ("output", "data/site", "lies in that of `data`"),
        ("output", "templates/assets/site", "lies in that of `templates`"),
        ("output", ".sitegen", "holds that of `cache`"),
        ("output", ".sitegen/cache/site", "lies in that of `cache`"),
        ("cache", ".", "is the project's own"),
        ("cache", "site", "is that of `output`"),
        ("cache", "site/cache", "lies in that of `output`"),
        ("cache", "content", "is that of `content`"),
        ("cache", "templates/cache", "lies in that of `templates`"),
    ],
)
def test_what_a_build_clears_lies_in_nobodys_way(
    name: str, path: str, reason: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    set_path(project, name, path)
    (project / "photo.jpg").write_bytes(b"photo")
    before = read_tree(project)
    said = [format_problem(one) for one in build_site(project).problems]
    assert any(
        line.startswith(
            f"site.toml:4:1: error[config]: the path `{name}` cannot be `{path}`, which {reason}."
        )
        for line in said
    )
    assert read_tree(project) == before


def test_a_cache_that_holds_the_project_is_refused_whatever_may_leave_it(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    set_path(project, "cache", "..")
    assert ["holds the project" in line for line in say(project, outside=True)] == [True]


@pytest.mark.parametrize("path", ["/", "..", "a\\u0000"])
def test_what_a_path_leads_to_outside_is_not_even_looked_at(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole disk was read before the path was refused."""
    project = copy_warm_project(tmp_path / "in")
    scan, looked = inputs.scan_inputs, list[int]()

    def note(*given: object) -> object:
        looked.append(len(given))
        return scan(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("sitegen.build.fresh.scan_inputs", note)
    assert fresh.find_fresh(project, outside=False)
    assert len(looked) == 1
    set_path(project, "content", path)
    assert fresh.find_fresh(project, outside=False) is None
    assert len(looked) == 1


@pytest.mark.parametrize(
    ("out", "reason"),
    [
        (".", "is the project's own"),
        ("..", "holds the project"),
        ("../other/.git", "is git's own"),
        ("content", "is that of `content`"),
        ("data/site", "lies in that of `data`"),
        (".sitegen", "holds that of `cache`"),
    ],
)
def test_the_output_that_the_command_names_may_be_anywhere_but_there(
    out: str, reason: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    before = read_tree(project)
    (problem,) = build_site(project, project / out, SHARED).problems
    assert (problem.rule, problem.path) == ("output", str(project / out))
    assert problem.message == f"the site cannot be built into a folder which {reason}"
    assert read_tree(project) == before
    assert build_site(project, tmp_path / "out", SHARED).problems == ()


@pytest.mark.parametrize("command", ["check", "build"])
def test_the_flag_lets_paths_leave(command: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    set_path(project, "output", "../out")
    assert main(["--project", str(project), command]) == 1
    assert main(["--project", str(project), "--allow-outside", command]) == 0
    assert (tmp_path / "out").exists() == (command == "build")
    assert load_config(project, outside=True).path("output") == "../out"
