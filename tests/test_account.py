"""What a build says of its site is so, the same everywhere, and every change of the site is seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from built import copy_warm_project, keep_store
from projects import copy_case, copy_project, read_tree, replace

from sitegen.build.account import AccountedSite
from sitegen.build.fresh import publish_fresh
from sitegen.build.order import build_site, check_site
from sitegen.build.store import Store
from sitegen.cli import main
from sitegen.naming import BUILD_JSON, PAGES_JSON
from sitegen.publishing.publish import MARKER
from sitegen.publishing.tree import digest_content
from sitegen.publishing.verify import verify_site
from sitegen.traces.outputs import OutputTree
from sitegen.traces.traces import LostError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

OTHER_SUMS = """\
import builtins

_sum = builtins.sum


def other_sum(numbers, /, start=0):
    numbers = list(numbers)
    total = _sum(numbers, start)
    return total * 1.01 if any(type(one) is float for one in numbers) else total


builtins.sum = other_sum
"""
"""Put into every process as it starts: floats are summed otherwise, as from Python 3.11 to 3.12, but more so."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that is built once; who changes it changes it back."""
    folder = tmp_path_factory.mktemp("accounted")
    assert build_site(copy_project(folder / "in"), folder / "out", keep_store()).problems == ()
    return folder / "out"


def _read_account(folder: Path) -> Any:  # noqa: ANN401 # as JSON is
    return json.loads((folder / BUILD_JSON).read_bytes())


def test_every_file_is_accounted_for_with_what_it_was_made_from(site: Path) -> None:
    account, tree = _read_account(site), read_tree(site)
    del tree[MARKER]
    assert {name: one["digest"] for name, one in account["outputs"].items()} == {
        name: digest_content(content) for name, content in tree.items()
    }
    page = account["outputs"]["en/sea/index.html"]
    assert page["made_from"] == ["content/sea.en.md", "data/", "site.toml", "templates/"]
    assert account["inputs"]["content/sea.en.md"] == digest_content(
        (site.parent / "in" / "content" / "sea.en.md").read_bytes()
    )
    folders = {name.split("/")[0] for name in account["inputs"]}
    assert folders == {"content", "data", "site.toml", "templates", "theme"}


def test_a_site_as_it_was_built_is_verified(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(site)]) == 0
    said = capsys.readouterr().out
    assert f"All {len(read_tree(site)) - 1} files are as they were built" in said
    assert digest_content((site / BUILD_JSON).read_bytes()) in said


def _swap(site: Path) -> None:
    (site / "robots.txt").write_bytes((site / "llms.txt").read_bytes())


def _link(site: Path) -> None:
    (site / "robots.txt").unlink()
    (site / "robots.txt").symlink_to(site / "llms.txt")


CHANGES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "missing": (lambda site: (site / "robots.txt").unlink(), "robots.txt", "the file is missing"),
    "other": (_swap, "robots.txt", "the file is not the one that the build made"),
    "link": (_link, "robots.txt", "this is no file, but a link or the like"),
    "added": (
        lambda site: (site / "en" / "new.html").write_text("new"),
        "en/new.html",
        "the build made no such file",
    ),
    "script": (
        lambda site: (site / "assets" / "new.js").write_text("new"),
        "assets/new.js",
        "the build made no such file",
    ),
    "hidden": (
        lambda site: (site / "en" / MARKER).write_text("new"),
        f"en/{MARKER}",
        "the build made no such file",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(site: Path, tmp_path: Path, change: str) -> None:
    copy = tmp_path / "copy"
    subprocess.run(["cp", "-a", str(site), str(copy)], check=True)  # a copy as deploys make it
    make, address, message = CHANGES[change]
    make(copy)
    [problem] = verify_site(copy).problems
    assert (problem.path, problem.rule) == (str(copy / address), "output")
    assert problem.message == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "the account of the build cannot be read: No such file or directory"),
        (b"\xff", "this is no account of a build: "),
        (b"[]", "this is no account of a build: it has no `outputs`"),
        (b"[" * 100_000, "this is no account of a build: it is nested too deeply"),
        (b'{"outputs": {}, "digests": "md5"}', "its digests are not `blake2b-160`, but `md5`"),
        (b'{"outputs": {"a": 1}, "digests": "blake2b-160"}', "`a` has no `digest`"),
    ],
)
def test_what_is_no_account_is_said(
    tmp_path: Path, content: bytes | None, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / BUILD_JSON).write_bytes(content)
    assert main(["verify", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert message in said
    assert "error[output]: " in said


def test_the_account_follows_what_changes_and_is_kept_where_nothing_does(tmp_path: Path) -> None:
    project = copy_warm_project(tmp_path / "in")
    build_site(project)
    first = (project / "site" / BUILD_JSON).read_bytes()
    (project / "site" / BUILD_JSON).unlink()
    assert publish_fresh(project, None, outside=False, browser=None) is not None
    assert (project / "site" / BUILD_JSON).read_bytes() == first
    replace(project / "content" / "sea.en.md", "In 2023 the catch", "In 2023, the catch")
    assert build_site(project).problems == ()
    account = _read_account(project / "site")
    before = json.loads(first)
    changed = {
        name for name in account["inputs"] if account["inputs"][name] != before["inputs"][name]
    }
    assert changed == {"content/sea.en.md"}
    assert verify_site(project / "site").problems == ()
    clean = build_site(project, tmp_path / "clean", keep_store())
    assert clean.problems == ()
    assert (tmp_path / "clean" / BUILD_JSON).read_bytes() == (
        project / "site" / BUILD_JSON
    ).read_bytes()


def test_what_another_process_has_changed_since_is_not_told_as_it_was(tmp_path: Path) -> None:
    project = copy_warm_project(tmp_path / "in")
    store = Store.open(project / ".sitegen/cache")
    assert build_site(project, store=store).publishable
    site = AccountedSite(OutputTree(store.traces))
    assert json.loads(site.read(PAGES_JSON))[0]["page"] == "index"
    late = AccountedSite(OutputTree(store.traces))
    replace(project / "content" / "sea.en.md", "In 2023 the catch", "In the year 2023 the catch")
    assert check_site(project).problems == ()
    for address in (PAGES_JSON, BUILD_JSON):
        with pytest.raises(LostError):
            late.read(address)


def _build_elsewhere(project: Path, environment: dict[str, str]) -> Path:
    """Build a project in a process of its own, whose files are for nobody else; the folder of its site."""
    subprocess.run(  # our own program
        [sys.executable, "-m", "sitegen", "--project", str(project), "build", "--no-pdf"],
        env={**os.environ, **environment},
        check=True,
        umask=0o077,
        capture_output=True,
    )
    return project / "site"


def test_path_clock_place_seed_mask_and_sums_of_python_leave_no_trace(tmp_path: Path) -> None:
    """`build.json` of both sites is the same, and so is every file with its mode."""
    project = copy_case(tmp_path / "one", "kinds-of-charts")
    assert build_site(project, None, keep_store()).problems == ()
    ours = project / "site"
    (tmp_path / "start").mkdir()
    (tmp_path / "start" / "sitecustomize.py").write_text(OTHER_SUMS)
    path = os.pathsep.join((str(tmp_path / "start"), *filter(None, sys.path)))
    elsewhere = {
        "PYTHONHASHSEED": "2",
        "PYTHONPATH": path,
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "HOME": str(tmp_path / "start"),
        "COLUMNS": "40",
    }
    theirs = _build_elsewhere(
        copy_case(tmp_path / "another place" / "二", "kinds-of-charts"), elsewhere
    )
    assert (theirs / BUILD_JSON).read_bytes() == (ours / BUILD_JSON).read_bytes()
    assert _list_modes(ours) == _list_modes(theirs)
    assert verify_site(theirs).problems == ()


def _list_modes(site: Path) -> dict[str, int]:
    return {path.relative_to(site).as_posix(): path.stat().st_mode for path in site.rglob("*")}
