"""From saving a file to the reloaded page in a browser, on a copy of the real project.

Run: .venv/bin/python tests/bench/bench_preview.py
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from playwright.sync_api import Page, sync_playwright  # noqa: E402 - finds its helpers first
from previews import run_preview  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

EDITS = 20
ADDED = {
    "content/innovation.en.md": "\nMeasured, {word}.\n",
    "templates/assets/style.css": "\n.measured-{word} {{ color: red }}\n",
    "templates/base.html": "<!-- measured, {word} -->\n",
}
"""What is appended to a file: the text of one page, the stylesheet of all, the template of all."""


def copy_project(folder: Path) -> Path:
    """The real project without what was built from it; with its store, where it has one."""
    folder.mkdir()
    for name in ("content", "data", "templates", ".sitegen"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "site.toml", folder)
    return folder


def measure(page: Page, save: Callable[[], object]) -> float:
    """Milliseconds from a save until the page is there again."""
    page.evaluate("window.isOld = true")
    started = time.perf_counter()
    save()
    page.wait_for_function("!window.isOld && document.readyState === 'complete'", polling=5)
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Print the times of each kind of edit."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        run_preview(project := copy_project(Path(folder) / "project")) as running,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.goto(f"{running.address}en/innovation/")
        for name, added in ADDED.items():
            path = project / name
            text = path.read_text("utf-8")
            times = []
            for letter in "abcdefghijklmnopqrst"[:EDITS]:
                new = text + added.format(word=letter)
                times.append(measure(page, partial(path.write_text, new, "utf-8")))
                time.sleep(0.3)
            said = [
                line.partition("built in ")[2].partition(" s")[0]
                for line in running.said.read_text("utf-8").splitlines()
                if line.startswith(name)
            ]
            built = statistics.median(float(seconds) * 1000 for seconds in said if seconds)
            print(  # noqa: T201 - a bench prints
                f"{name}: save to reloaded page {min(times):.0f} / {statistics.median(times):.0f} / "
                f"{max(times):.0f} ms (min/median/max of {len(times)}), of which the build {built:.0f} ms"
            )
        browser.close()


if __name__ == "__main__":
    main()
