"""Whatever fails, in the generator or in a library, is one message at the author's file; the process lives."""

from __future__ import annotations

import base64
import errno
import io
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from dying_drawer import HANGS
from projects import copy_project, replace
from sketches import sketch_store

from sitegen import cli, workers
from sitegen.build import content, links, look, order, units, work
from sitegen.build import store as stores
from sitegen.build.load import open_tables, read_tables
from sitegen.build.order import build_site, check_site
from sitegen.build.store import Store
from sitegen.charts import process
from sitegen.defects import make_defect, merge_defects
from sitegen.media import painting
from sitegen.media.painter import paint_lines
from sitegen.media.painting import Painter
from sitegen.memo import Memo
from sitegen.messages.said import Said, say
from sitegen.pages import indicator, source
from sitegen.preview import builder, server
from sitegen.preview.running import Preview
from sitegen.problems import Place, format_problem
from sitegen.workers import WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.problems import Problem

TITLE = ":title: The north lands most"
ERRORS = (KeyError("x"), RecursionError("too deep"), UnicodeError("no"), OSError(5))
REFUSALS = {
    "MemoryError": (
        MemoryError(),
        "content/index.de.md: error[system]: there is not enough memory",
    ),
    "SQLite": (
        RuntimeError("database or disk is full"),
        "content/index.de.md: error[system]: the system refuses it: No space left on device, and so with 3 more",
    ),
    "ENOSPC": (
        OSError(errno.ENOSPC, "No space left on device", "/var/x"),
        "/var/x: error[system]: the system refuses it: No space left on device",
    ),
}


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn wrongly on purpose is found by nobody else."""
    for module in (stores, builder):
        monkeypatch.setattr(module, "Memo", Memo)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "in")


def test_a_file_that_the_system_refuses_is_named_as_seen_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for path, named in (
        (str(tmp_path / "data/x.csv"), "data/x.csv"),
        (os.fsencode(tmp_path / "y"), "y"),
        ("/var/x", "/var/x"),
    ):
        refused = PermissionError(errno.EACCES, "Permission denied", path)
        assert make_defect(refused, Place("site.toml")).path == named
    monkeypatch.setattr(Path, "cwd", _raise_gone)
    assert make_defect(FileNotFoundError(2, "gone", "/var/x"), Place("")).path == "/var/x"


def _raise_gone() -> Path:
    raise FileNotFoundError


@pytest.fixture
def _dying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts are drawn by a program that ends where a title says so."""
    monkeypatch.setattr(process, "PROGRAM", "dying_drawer")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


@pytest.fixture
def _hasty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer is late as soon as it is known that none will come, whatever the clock says."""
    folder = tmp_path / "hangs"
    folder.mkdir()
    monkeypatch.setenv(HANGS, str(folder))

    class Hasty(threading.Thread):
        def __init__(self, seconds: float, act: Callable[[], None]) -> None:
            super().__init__(daemon=True)
            assert seconds == workers.PATIENCE
            self.act, self.answered = act, threading.Event()

        def run(self) -> None:
            mark = folder / str(os.getpid())
            while not self.answered.wait(0.02):
                if mark.exists():
                    mark.unlink()
                    self.act()

        def cancel(self) -> None:
            self.answered.set()

    monkeypatch.setattr(threading, "Timer", Hasty)


def _raise(error: Exception) -> Callable[..., object]:
    def fail(*_: object, **_named: object) -> object:
        raise error

    return fail


def _say(problems: tuple[Problem, ...]) -> list[str]:
    return [format_problem(problem).partition(". ")[0] for problem in problems]


# Drawing


@pytest.mark.usefixtures("_dying", "_hasty")
@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("aborts", "the process ended without an answer (SIGABRT)"),
        ("hangs", "the process gave no answer within 120 seconds"),
        ("panics", "BaseException: a panic"),
    ],
)
@pytest.mark.parametrize("beside", [False, True])
def test_a_drawing_that_ends_its_process_is_told_at_its_directive(
    project: Path,
    tmp_path: Path,
    ending: str,
    said: str,
    beside: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if beside:
        monkeypatch.setattr(work, "FEW", 1)
        monkeypatch.setattr(work, "_count_workers", lambda _: 2)
    page = project / "content/sea.en.md"
    replace(page, TITLE, f":title: The north and {ending}")
    store = Store.keep(Memo(tmp_path / "store"))
    wanted = [
        f"content/sea.en.md:15:1: error[drawing]: the chart `catch-by-isle` cannot be drawn: {said}"
    ]
    assert _say(check_site(project, store).problems) == wanted
    assert _say(check_site(project, store).problems) == wanted  # it is tried again
    replace(page, f" and {ending}", "")
    assert check_site(project, store).publishable


@pytest.mark.usefixtures("_dying")
def test_what_was_published_stays_when_a_drawing_fails_and_the_next_build_tries_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build_site(project).publishable
    page, published = project / "content/sea.en.md", project / "site/en/sea/index.html"
    before = published.read_bytes()
    replace(page, TITLE, ":title: The north and hangs")
    monkeypatch.setattr(workers, "PATIENCE", 3)
    assert not build_site(project).publishable
    assert published.read_bytes() == before
    monkeypatch.setattr(process, "PROGRAM", "sitegen.charts.drawer")
    monkeypatch.setattr(workers, "PATIENCE", 60)
    assert build_site(project).publishable  # with no edit
    assert b"and hangs" in published.read_bytes()


@pytest.mark.usefixtures("_dying")
def test_a_failure_in_the_process_that_draws_is_a_defect_that_names_the_code_there(
    project: Path,
) -> None:
    replace(project / "content/sea.en.md", TITLE, ":title: The north and fails")
    [problem] = check_site(project, Store.keep(Memo())).problems
    assert (problem.path, problem.line, problem.rule) == ("content/sea.en.md", 15, "defect")
    assert "KeyError: 'x' (sitegen/workers.py" in problem.message


@pytest.mark.usefixtures("_dying")
def test_a_chart_of_the_tables_is_told_at_its_row(project: Path) -> None:
    replace(project / "data/indicators.csv", ",Catch,", ",Catch hangs aborts,")
    problems = check_site(project, Store.keep(Memo())).problems
    assert {(one.path, one.rule) for one in problems} == {("data/indicators.csv", "drawing")}


def test_a_picture_that_ends_its_process_is_told_and_the_next_is_painted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "painter.py"
    program.write_text("import os\nos.abort()\n")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'
    painter = painting.WORKER
    with Painter() as tool:
        monkeypatch.setattr(painting, "WORKER", program)
        with pytest.raises(WorkerError, match="SIGABRT"):
            tool.paint(svg)
        monkeypatch.setattr(painting, "WORKER", painter)
        assert tool.paint(svg)


# Anything else


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("beside", [False, True])
def test_a_check_that_fails_is_one_problem_at_the_page(
    project: Path, tmp_path: Path, error: Exception, beside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if beside:
        monkeypatch.setattr(work, "FEW", 1)
        monkeypatch.setattr(work, "_count_workers", lambda _: 2)
    monkeypatch.setattr(content, "run_checks", _raise(error))
    [problem] = check_site(project, sketch_store(tmp_path / "store")).problems
    assert (problem.path, problem.rule) == ("content/index.de.md", "defect")
    assert type(error).__name__ in problem.message
    assert "(sitegen/build/content.py:" in problem.message
    assert problem.message.endswith("and so with 3 more")


@pytest.mark.parametrize("case", REFUSALS)
def test_what_the_system_refuses_is_told_and_tried_again(
    project: Path, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    error, said = REFUSALS[case]
    store = sketch_store()
    with monkeypatch.context() as failing:
        failing.setattr(content, "run_checks", _raise(error))
        assert said in _say(check_site(project, store).problems)
    assert check_site(project, store).problems == ()


@pytest.mark.parametrize(
    ("module", "name", "path"),
    [
        (content, "parse_page", "content/index.de.md"),
        (content, "resolve_page", "content/index.de.md"),
        (content, "render_html", "content/index.de.md"),
        (indicator, "plan_indicator_page", "data/indicators.csv"),
        (source, "plan_source_page", "data/sources.csv"),
        (look, "find_used", "templates"),
        (units, "from_plain", "content"),
        (units, "plan_entrance", "templates"),
        (links, "run_checks", "content/index.de.md"),
        (order, "note_inputs", "site.toml"),
        (order, "scan_inputs", "site.toml"),
        (order, "load_config", "site.toml"),
        (order, "list_problems", "site.toml"),
    ],
    ids=lambda one: str(getattr(one, "__name__", one)),
)
def test_a_failure_anywhere_is_one_problem(
    project: Path, module: object, name: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = sketch_store()
    with monkeypatch.context() as patch:
        patch.setattr(module, name, _raise(KeyError("x")))
        problems = check_site(project, store).problems
    assert [(one.path, one.rule) for one in problems] == [(path, "defect")]
    assert "KeyError: 'x'" in problems[0].message
    assert check_site(project, store).publishable  # nothing of it stays


def test_a_failure_with_a_value_in_hand_is_told_at_its_line(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.resolve.roles.RoleResolver.fact", _raise(KeyError("x")))
    problem, *_ = check_site(project, sketch_store()).problems
    assert (problem.path, problem.rule) == ("content/index.de.md", "defect")
    assert (problem.line, problem.column) == (3, 26)


def test_the_traceback_is_shown_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        json.loads("{")
    except ValueError as error:
        make_defect(error, Place("x"))
        assert "Traceback" not in capsys.readouterr().err
        monkeypatch.setenv("SITEGEN_DEBUG", "1")
        make_defect(error, Place("x"))
        assert "Traceback" in capsys.readouterr().err


def test_defects_of_other_code_stay_apart() -> None:
    made = [
        Place(name).problem("defect", say("failed (sitegen/a.py:{line})", line=line))
        for name, line in (("a", 1), ("b", 1), ("c", 2))
    ]
    other = Place("d").problem("template", Said("failed (sitegen/a.py:1)"))
    merged = [one.message for one in merge_defects([*made, other])]
    assert merged == [
        "failed (sitegen/a.py:1), and so with 1 more",
        "failed (sitegen/a.py:2)",
        "failed (sitegen/a.py:1)",
    ]


@pytest.mark.parametrize(
    ("function", "table"),
    [("ledger.tables.read_lines", "sources"), ("ledger.rules._check_bounds", "facts")],
)
def test_a_table_that_cannot_be_read_is_named(
    function: str,
    table: str,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    read_tables.cache_clear()  # another test read the same
    open_tables.cache_clear()
    monkeypatch.setattr(f"sitegen.{function}", _raise(KeyError("x")))
    assert cli.main(["--project", str(project), "check"]) == 1
    assert capsys.readouterr().err.startswith(f"data/{table}.csv: error[defect]: ")


@pytest.mark.parametrize("command", [["check"], ["build"], ["audit", "--sources", "."], ["serve"]])
def test_a_command_that_fails_says_so_and_no_traceback(
    project: Path,
    command: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sitegen.commands.build.watch_if_asked", _raise(KeyError("x")))
    monkeypatch.setattr("sitegen.commands.check.watch_if_asked", _raise(KeyError("x")))
    monkeypatch.setattr("sitegen.audit.audit.audit_project", _raise(KeyError("x")))
    monkeypatch.setattr("sitegen.preview.server.serve_project", _raise(KeyError("x")))
    assert cli.main(["--project", str(project), *command]) == 1
    said = capsys.readouterr().err
    assert said.startswith("site.toml: error[defect]: the generator itself failed: KeyError: 'x'")
    assert "Traceback" not in said


def test_the_preview_says_of_its_watch_that_it_failed_and_goes_on(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Problem] = []
    stop = threading.Event()
    tries: list[int] = []

    def watch(*_: object, **_named: object) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise KeyError("x")
        stop.set()

    monkeypatch.setattr(server, "watch_sources", watch)
    preview = Preview(project, shown.extend, print)
    server.watch_preview(preview, lambda call, *given: call(*given), stop, pause=0)
    assert [problem.rule for problem in shown] == ["defect"]


class _NeedyError(Exception):
    """An error that cannot be made of what it says."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(f"{what} at {where}")


def _answer(job: str) -> str:
    if job == "needy":
        raise _NeedyError("lost", "sea")
    if job == "panic":
        raise BaseException("a panic")  # noqa: TRY002 # as libraries in Rust raise
    return job.upper()


def test_whatever_a_process_raises_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = io.BytesIO(b"".join(pickle.dumps(job) for job in ("a", "needy", "panic", "b")))
    answers = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=jobs))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=answers))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    workers.answer_jobs(_answer)
    answers.seek(0)
    found = [pickle.load(answers) for _ in range(4)]  # noqa: S301 # just made
    assert [said for said, _ in found] == ["A", None, None, "B"]
    assert [str(error) for _, error in found[1:3]] == [
        "_NeedyError: lost at sea",
        "BaseException: a panic",
    ]


def test_a_process_is_stopped_where_nobody_waits_for_it() -> None:
    worker = workers.Worker("sitegen.charts.drawer")
    worker.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert worker._process.returncode == -signal.SIGKILL  # noqa: SLF001 # whether it lives on


def test_a_program_that_cannot_be_asked_is_told() -> None:
    with (
        subprocess.Popen([sys.executable, "-c", ""]) as process,
        pytest.raises(WorkerError, match="has no pipes"),
    ):
        workers.get_pipes(process)


def test_the_program_that_paints_answers_each_line() -> None:
    good = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'
    lines = [json.dumps({"svg": svg, "scale": 1}) for svg in ("<svg", good)]
    answers = io.StringIO()
    paint_lines(lines, answers)
    wrong, right = map(json.loads, answers.getvalue().splitlines())
    assert wrong["error"]
    assert "\n" not in wrong["error"]
    assert base64.b64decode(right["png"]).startswith(b"\x89PNG")
