"""What ledgers of growing size cost: CPU seconds and memory to read, to read again and to check.

    python tests/bench/bench_ledger.py [--check] [SIZE ...]

Reading is all from the tables' texts to what their checks find; the edit changes one cell of
`facts.csv` in the process that has read it before. With `--check`, whole commands run too, with an
empty store and again with nothing changed: a minute and more for ten thousand facts, most of it charts.
Each measurement is a process of its own. A ratio is to the size before, divided by how much larger it is:
1.0 is linear.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from ledger_corpus import SHAPES, write_ledger_project  # noqa: E402 - finds its helpers first

from sitegen.build.load import read_tables  # noqa: E402
from sitegen.build.order import check_site  # noqa: E402
from sitegen.project.config import load_config  # noqa: E402
from sitegen.project.files import load_data  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
PAGES = 10


def measure_reading(project: Path) -> dict[str, float]:
    """CPU seconds of reading and of reading again after an edit, and the megabytes that were needed."""
    config = load_config(project)
    files = {name: text or "" for name, text in load_data(project, config)[0].items()}
    spent = {}
    for name in ("read", "edit"):
        started = time.process_time()
        made = read_tables(
            tuple(files.items()), config.codes, config.path("data"), config.source_kinds
        )
        spent[name] = time.process_time() - started
        assert not made.problems
        lines = files["facts"].split("\n")
        middle = len(lines) // 2
        lines[middle] = lines[middle].replace("page ", "leaf ")
        files["facts"] = "\n".join(lines)
    return {**spent, "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def measure_check(project: Path) -> dict[str, float]:
    """CPU seconds of a check of all, in the store that is there."""
    started = time.process_time()
    assert check_site(project).problems == ()
    spent = time.process_time() - started
    return {"check": spent, "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


MEASURES = {"reading": measure_reading, "check": measure_check}


def _run(name: str, project: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, "--measure", name, str(project)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main(sizes: tuple[int, ...], *, whole: bool) -> None:
    """Measure and print a line a shape and size."""
    for shape in SHAPES:
        before: tuple[int, dict[str, float]] | None = None
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                project = write_ledger_project(Path(folder) / "project", size, PAGES, shape)
                spent = _run("reading", project)
                if whole:
                    spent["cold"] = _run("check", project)["check"]
                    spent["warm"] = _run("check", project)["check"]
            line = f"{shape:>9} {size:>7}"
            for name, number in spent.items():
                ratio = number / before[1][name] / (size / before[0]) if before else 1
                line += f"  {name} {number:7.2f} ({ratio:4.2f})"
            print(line, flush=True)  # noqa: T201 # a bench prints
            before = size, spent


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if "--measure" in arguments:
        print(json.dumps(MEASURES[arguments[1]](Path(arguments[2]))))  # noqa: T201 # its answer
    else:
        given = tuple(int(one) for one in arguments if one.isdigit())
        main(given or SIZES, whole="--check" in arguments)
