"""What CONTRIBUTING says of extending is done to a copy, and holds; each entry has a case."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest
from harbours import HARBOUR
from projects import ROOT, SITES

from sitegen.analysis.statuses import STATUSES
from sitegen.charts.kinds import CHART_KINDS
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.resolve.directives import DIRECTIVES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("extension")  # one copy serves all tests

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
COPIED = (
    "sitegen",
    "templates",
    "tests",
    "docs",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "README.md",
    "Makefile",
    "pyproject.toml",
)


class Step(NamedTuple):
    """A block of the recipe: what it does to a file."""

    path: str
    how: str
    """`new`, `at the end`, `above` or `becomes`."""
    anchor: str
    text: str


def read_steps() -> Iterator[Step]:
    """The blocks of the recipe, in their order."""
    recipe = GUIDE[GUIDE.index("### Extending\n") : GUIDE.index("### Own code beside libraries\n")]
    for block in re.findall(r"^```\w+\n(.*?)^```$", recipe, re.MULTILINE | re.DOTALL):
        head, _, text = block.partition("\n")
        said = re.sub(r"^(?:# |\{# |<!-- )|(?: #\}| -->)$", "", head)
        path, _, what = said.partition(", ")
        if what.startswith("above "):
            yield Step(path, "above", what.removeprefix("above ")[1:-1], text)
        elif what.endswith(" becomes"):
            anchor = what.removesuffix(" becomes")
            marked = anchor.startswith("`") and anchor.count("`") == 2
            yield Step(path, "becomes", anchor[1:-1] if marked else anchor, text)
        else:
            yield Step(path, what or "new", "", text)


def do_step(folder: Path, step: Step) -> None:
    """Do to a copy what a block says; the place it names is there, and the first of its kind."""
    path = folder / step.path
    if step.how == "new":
        assert not path.exists(), step
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, "utf-8")
        return
    before = path.read_text("utf-8")
    if step.how == "at the end":
        after = before + step.text
    elif step.how == "above":
        anchor = r"\s*".join(map(re.escape, step.anchor.split(" ")))
        found = re.search(rf"^[ \t]*{anchor}", before, re.MULTILINE)
        assert found, step
        after = before[: found.start()] + step.text + before[found.start() :]
    else:
        assert step.how == "becomes", step
        assert step.anchor in before, step
        after = before.replace(step.anchor, step.text.removesuffix("\n"), 1)
    path.write_text(after, "utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generator with one more of each, made by the recipe."""
    folder = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "out", "bench", ".sitegen*", "site")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copyfile(ROOT / name, folder / name)
    for step in read_steps():
        do_step(folder, step)
    written = run(folder, folder, "make_reference", path="docs")
    assert written.returncode == 0, written.stdout + written.stderr
    return folder


def run(
    copy: Path, folder: Path, *command: str, path: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a module of Python with the copy of the generator, and what lies in another folder of it."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": f"{copy}{os.pathsep}{copy / path}",
            "SITEGEN_TEST_RUN": "",
        },
        check=False,
        capture_output=True,
        text=True,
    )


def test_the_recipe_adds_one_of_each() -> None:
    changed = {step.path for step in read_steps()}
    lists = ("checks/all", "charts/kinds", "pages/kinds", "resolve/directives", "analysis/statuses")
    assert {f"sitegen/{name}.py" for name in lists} <= changed
    assert {"templates/blocks.html", "templates/blocks.md", "templates/locale/zh.po"} <= changed


def test_a_site_with_all_that_was_added(copy: Path) -> None:
    project = copy / "tests" / "harbour"
    built = run(copy, project, "sitegen", "build", "--no-pdf")
    assert built.returncode == 0, built.stdout + built.stderr
    site = project / "site"
    for code, unit, slipping in (("en", "Base unit", "slipping"), ("zh", "基准单位", "略有滞后")):
        assert unit in (site / code / "units" / "index.html").read_text("utf-8")
        travel = (site / code / "travel" / "index.html").read_text("utf-8")
        assert '<figure class="chart" id="guests">' in travel
        assert re.search(r"<ul>\n*<li>[^<]+<a class=\"fact\"|<ul>\n*<li>", travel)
        assert "61" in (site / "data" / "charts" / f"guests.{code}.svg").read_text("utf-8")
        assert slipping in (site / code / "targets" / "index.html").read_text("utf-8")
    with (site / "data" / "targets.csv").open(encoding="utf-8", newline="") as file:
        statuses = {row["target"]: row["status"] for row in csv.DictReader(file)}
    assert statuses["berths/harbour/2028/target/level/outlook"] == "slipping"
    style = next((site / "assets").glob("style.*.css")).read_text("utf-8")
    assert ".status-slipping { --status: var(--status-low) }" in style


def test_the_demands_on_what_is_added_are_met(copy: Path) -> None:
    files = (
        "test_docs.py",
        "test_reference.py",
        "test_imports.py",
        "test_extension.py",
        "test_golden.py",
        "test_seeds.py",
    )
    chosen = (
        "(described or reference or translated or has_its_line or shown or house or before or case_and"
        " or (golden and long) or (caught and pages and last))"
        " and not without_a_fault and not those_of_the_code"  # its documentation has just been written, and is not built
    )
    tested = run(copy, copy, "pytest", "-q", "-p", "no:cacheprovider",
                 *(f"tests/{name}" for name in files), "-k", chosen)  # fmt: skip
    assert tested.returncode == 0, tested.stdout


def test_the_recipe_is_written_as_the_code_is(copy: Path) -> None:
    paths = [step.path for step in read_steps() if step.path.endswith(".py")]
    for command in (("check", "-q"), ("format", "--check", "-q")):
        checked = run(copy, copy, "ruff", *command, *dict.fromkeys(paths))
        assert checked.returncode == 0, checked.stdout


# Each entry has a case


def read_inputs() -> str:
    """All that goes into the golden cases, and into the harbour."""
    folders = [*SITES.glob("*/in/content"), HARBOUR / "content"]
    pages = [path for folder in folders for path in sorted(folder.glob("*.md"))]
    edits = sorted(SITES.glob("*/edits.toml"))
    return "\n".join(path.read_text("utf-8", "replace") for path in (*pages, *edits))


INPUTS = read_inputs()


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_a_kind_of_page_has_a_case(kind: str) -> None:
    assert re.search(rf"^kind: {kind}$", INPUTS, re.MULTILINE)


@pytest.mark.parametrize("kind", CHART_KINDS)
def test_a_kind_of_chart_has_a_case(kind: str) -> None:
    assert re.search(rf"^:::\{{chart\}} {kind}$", INPUTS, re.MULTILINE)


@pytest.mark.parametrize("directive", DIRECTIVES)
def test_a_directive_has_a_case(directive: str) -> None:
    assert re.search(rf"^:::\{{{directive}\}}", INPUTS, re.MULTILINE)


def test_every_status_is_that_of_a_target_in_a_case() -> None:
    found = set[str]()
    for table in SITES.glob("*/out/data/targets.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            found |= {row["status"] for row in csv.DictReader(file)}
    assert found == set(STATUSES)
