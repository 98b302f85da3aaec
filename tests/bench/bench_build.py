"""How long builds of the real site take: medians and their ratios, in one run.

    python tests/bench/bench_build.py [RUNS]

Each build is a process of its own, as an author or CI starts it. Clean builds begin without a
store; one-page builds follow an edit of one paragraph; warm builds follow no edit.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PARTS = ("content", "data", "templates", "site.toml")


def _build(project: Path) -> float:
    """Seconds one build takes, the interpreter's start included."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "sitegen", "--project", str(project), "build"],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return time.perf_counter() - started


def _copy(folder: Path) -> Path:
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part)
        else:
            shutil.copyfile(source, folder / part)
    return folder


def main(runs: int) -> None:
    """Measure and print a table."""
    times: dict[str, list[float]] = {"clean": [], "one page": [], "warm": []}
    with tempfile.TemporaryDirectory() as folder:
        project = _copy(Path(folder))
        page = next((project / "content").glob("economy.en.md"))
        for run in range(runs):
            shutil.rmtree(project / ".sitegen", ignore_errors=True)
            times["clean"].append(_build(project))
            page.write_text(
                f"{page.read_text('utf-8')}\nAnother paragraph{'.' * (run + 1)}\n", "utf-8"
            )
            times["one page"].append(_build(project))
            times["warm"].append(_build(project))
    warm = statistics.median(times["warm"])
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:>9}: {median:6.2f} s, {median / warm:5.1f} x warm")  # noqa: T201 # a bench prints


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
