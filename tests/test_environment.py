"""What surrounds a command: variables, streams, limits. It does the same, or one message says what is in its way."""

from __future__ import annotations

import ast
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from projects import ROOT

from sitegen.build.kit import DrawingError
from sitegen.messages.said import say
from sitegen.problems import Place
from sitegen.workers import WorkerError

ZONES = (
    *("", ":", "nonsense", ":/etc/passwd", "/dev/zero", "/etc", "//", "Asia", "UTC+99", "a" * 5000),
    *("../../etc/passwd", "\udcff", "中文", "Asia/Shanghai", "<+0330>-3:30"),
)
TYPES = {"babel.dates", "babel.messages", "babel.localtime", "babel.util", "babel.support"}


def run(
    *arguments: str, through: str = '"$@"', **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """What comes of a command of Python in an environment, as a shell calls it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run(
        ["sh", "-c", through, "sh", sys.executable, *arguments],
        env=environment,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("zone", ZONES)
def test_no_time_zone_changes_or_ends_a_command(zone: str) -> None:
    code = "from sitegen.language import library; import os; print(library.localtime.LOCALTZ, ascii(os.environ['TZ']))"
    done = run("-c", code, TZ=zone)
    assert done.stdout.decode() == f"UTC {zone!a}\n", done.stderr


def test_the_zone_of_the_machine_is_left_as_it_was() -> None:
    code = "import os; os.environ.pop('TZ', None); from sitegen.language import library; print('TZ' in os.environ)"
    assert run("-c", code).stdout == b"False\n"


def test_nothing_else_takes_of_babel_what_asks_for_a_zone() -> None:
    for path in sorted((ROOT / "sitegen").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and path.name != "library.py":
                name = node.module or ""
                is_typed = name == "babel.messages" and node.names[0].name == "Message"
                assert is_typed or not any(name.startswith(one) for one in TYPES), path


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["--help", "frobnicate", "schema"])
def test_streams_that_are_closed_end_no_command(closed: str, command: str) -> None:
    done, usual = (
        run("-m", "sitegen", command, through=f'"$@" {closed}'),
        run("-m", "sitegen", command),
    )
    assert done.returncode == usual.returncode
    assert done.stdout == (b"" if ">&-" in closed.split() else usual.stdout)
    assert done.stderr == (b"" if "2>&-" in closed else usual.stderr)


def test_no_file_becomes_a_stream_that_was_closed(tmp_path: Path) -> None:
    """Else what a library prints would be written into it."""
    code = (
        "import os, sys; from sitegen.commands.terminal import fill_closed; fill_closed();"
        f"file = open({str(tmp_path / 'a')!r}, 'w'); os.write(2, b'x'); sys.stderr.write('y');"
        f"import subprocess; subprocess.run([sys.executable, '-c', 'print(1)']); sys.exit(file.fileno() < 3)"
    )
    done = run("-c", code, through='"$@" <&- >&- 2>&-')
    assert done.returncode == 0
    assert (tmp_path / "a").read_bytes() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    "command", [("schema", "site"), ("--help",), ("build", "--help"), ("--version",)]
)
def test_what_cannot_be_printed_is_told_of_the_stream(command: tuple[str, ...]) -> None:
    done = run("-m", "sitegen", *command, through='"$@" >/dev/full')
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "<stdout>: error[system]: the system refuses it: No space left on device. Make room on the disk.\n"
    )
    assert run("-m", "sitegen", *command, through='"$@" >/dev/full 2>&1').returncode == 1


def test_where_addresses_are_few_no_author_is_blamed_for_a_drawing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = DrawingError("a", WorkerError(say("the process ended"))).explain(Place("a.md", 3))
    assert "unusual characters" in problem.hint
    monkeypatch.setattr(resource, "getrlimit", lambda _: (2**29, 2**30))
    problem = DrawingError("a", WorkerError(say("the process ended"))).explain(Place("a.md", 3))
    assert "ulimit -v unlimited" in problem.hint


def test_python_without_docstrings_is_refused() -> None:
    done = run("-OO", "-m", "sitegen", "build")
    assert done.returncode == 2
    assert re.fullmatch(rb"sitegen: Python leaves out docstrings, .+\n", done.stderr)
