"""The least that pages of text can cost in Python: markdown-it-py, a Jinja template, writing; two processes.

    python tests/bench/floor_text.py all PROJECT OUT
    python tests/bench/floor_text.py none PROJECT
    python tests/bench/floor_text.py one PROJECT OUT FILE

It reads a text corpus of `corpus` and checks nothing. `none` looks at the state of every file, as
whoever wants to know that nothing changed must; `one` makes one page, as whoever knows which one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

PROCESSES = 2
TEMPLATE = """\
<!doctype html>
<html lang="{{ code }}">
<head><meta charset="utf-8"><title>{{ title }}</title><meta name="description" content="{{ description }}"></head>
<body><header><a href="../../index.html">{{ site }}</a></header>
<main><h1>{{ title }}</h1>
{{ body|safe }}</main>
<footer><a href="../../{{ other }}/{{ slug }}/index.html">{{ other }}</a></footer></body>
</html>
"""


def make(project: Path, out: Path, names: list[str]) -> int:
    """Make the pages of some files; how many."""
    from jinja2 import Environment  # noqa: PLC0415 # `none` needs neither
    from markdown_it import MarkdownIt  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    template = Environment(autoescape=True).from_string(TEMPLATE)
    for name in names:
        _, head, body = (project / "content" / name).read_text("utf-8").split("---\n", 2)
        meta = dict(line.split(": ", 1) for line in head.splitlines())
        slug, code, _ = name.split(".")
        folder = out / code / slug
        folder.mkdir(parents=True, exist_ok=True)
        html = template.render(
            code=code,
            other="en" if code == "zh" else "zh",
            slug=slug,
            site="Bench",
            title=meta["title"],
            description=meta["description"],
            body=parser.render(body),
        )
        (folder / "index.html").write_text(html, "utf-8")
    return len(names)


def make_all(project: Path, out: Path) -> int:
    """Make all pages, half of them in each process; how many."""
    from multiprocessing import get_context  # noqa: PLC0415 # `none` needs none of it

    names = sorted(path.name for path in (project / "content").iterdir())
    parts = [names[start::PROCESSES] for start in range(PROCESSES)]
    with get_context("fork").Pool(PROCESSES) as pool:
        return sum(pool.starmap(make, [(project, out, part) for part in parts], chunksize=1))


def look(folder: str) -> int:
    """Look at size and times of every file below a folder; how many there are."""
    seen = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                seen += look(entry.path)
            else:
                entry.stat()
                seen += 1
    return seen


def main(what: str, project: str, *others: str) -> None:
    """Do what is named, and say how much was done."""
    if what == "none":
        done = look(project)
    elif what == "one":
        done = make(Path(project), Path(others[0]), [others[1]])
    else:
        done = make_all(Path(project), Path(others[0]))
    print(done)  # noqa: T201 # a bench prints


if __name__ == "__main__":
    main(*sys.argv[1:])
