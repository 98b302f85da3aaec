"""The least that charts can cost: vl-convert alone, one picture of each, in two processes.

    python tests/bench/floor_charts.py SITE OUT

It draws the specifications that a built site gives away, which are those of its pictures.
"""

from __future__ import annotations

import json
import sys
from multiprocessing import get_context
from pathlib import Path

PROCESSES = 2


def draw(out: Path, files: list[Path]) -> int:
    """Draw a picture from each file; how many."""
    import vl_convert  # noqa: PLC0415 # each process has its own

    for file in files:
        spec = json.loads(file.read_text("utf-8"))
        svg: str = vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[])
        (out / f"{file.stem}.svg").write_text(svg, "utf-8")
    return len(files)


def main(site: str, out: str) -> None:
    """Draw all charts of a site, and say how many."""
    files = sorted(Path(site).glob("data/charts/*.vl.json"))
    Path(out).mkdir(parents=True, exist_ok=True)
    parts = [files[start::PROCESSES] for start in range(PROCESSES)]
    with get_context("spawn").Pool(PROCESSES) as pool:
        done = sum(pool.starmap(draw, [(Path(out), part) for part in parts], chunksize=1))
    print(done)  # noqa: T201 # a bench prints


if __name__ == "__main__":
    main(*sys.argv[1:])
