"""The corpora of the bench are the same at every run, and sound; what the bench says of runs is what they were."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import layouts
import pytest
import report
from corpus import SIZE, make_pages, write_text_corpus
from corpus_facts import write_chart_corpus, write_fact_corpus
from edits import add_sentence, bump_fact, raise_last_place, spell
from measure import BenchError, run
from operands import list_trials
from preview_part import resolve
from projects import ROOT, read_tree
from records import Record
from report import Part, write_readme, write_results
from sketches import sketch_store
from tools import FLOOR, HUGO, KINDS, SITEGEN

from sitegen.build.order import build_site, check_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LAYOUTS = (
    write_text_corpus,
    layouts.write_hugo,
    layouts.write_pelican,
    layouts.write_mkdocs,
    layouts.write_zensical,
    layouts.write_eleventy,
)


@pytest.mark.parametrize("write", LAYOUTS)
def test_corpora_are_the_same_at_every_run_and_have_all_pages(
    write: Callable[[Path, int], None], tmp_path: Path
) -> None:
    write(tmp_path / "a", 10)
    write(tmp_path / "b", 10)
    tree = read_tree(tmp_path / "a")
    assert tree == read_tree(tmp_path / "b")
    slugs = {page.slug for page in make_pages(10)}
    assert sum(any(slug in name for slug in slugs) for name in tree) == 10


def test_pages_of_a_corpus_have_their_size_and_differ() -> None:
    pages = list(make_pages(40))
    assert all(SIZE * 0.9 < len(page.body.encode()) < SIZE * 1.1 for page in pages)
    assert len({page.body for page in pages}) == len(pages)
    with pytest.raises(ValueError, match="3 pages"):
        list(make_pages(3))


def test_a_text_corpus_builds_without_problems(tmp_path: Path) -> None:
    write_text_corpus(tmp_path, 60)
    built = build_site(tmp_path, None, sketch_store())
    assert built.problems == ()
    pages = {f"{page.code}/{page.slug}/index.html" for page in make_pages(60)}
    assert pages <= read_tree(tmp_path / "site").keys()


def test_a_corpus_stays_sound_after_its_edits(tmp_path: Path) -> None:
    write_fact_corpus(tmp_path, 4, 30)
    before = read_tree(tmp_path)
    page = tmp_path / "content" / f"{next(make_pages(4)).slug}.en.md"
    assert add_sentence(page, "seed", "en") in page.read_text("utf-8")
    bump_fact(tmp_path, "thing-0/area-1/2001")
    after = read_tree(tmp_path)
    assert {name for name in after if after[name] != before[name]} == {
        f"content/{page.name}",
        "data/facts.csv",
    }
    assert check_site(tmp_path, sketch_store()).problems == ()
    with pytest.raises(LookupError):
        bump_fact(tmp_path, "thing-9/area-1/2001")


def test_a_chart_corpus_has_two_charts_a_page_of_every_kind(tmp_path: Path) -> None:
    write_chart_corpus(tmp_path, 100)
    texts = [path.read_text("utf-8") for path in (tmp_path / "content").glob("*-0*.md")]
    assert [text.count(":::{chart}") for text in texts] == [2] * 50
    assert check_site(tmp_path, sketch_store()).problems == ()


def test_a_number_is_raised_in_its_last_place() -> None:
    assert [raise_last_place(one) for one in ("9", "4.5", "0.99")] == ["10", "4.6", "1.00"]
    assert [spell(turn) for turn in (0, 25, 26)] == ["a", "z", "aa"]


def test_a_run_says_what_it_took_and_why_it_failed(tmp_path: Path) -> None:
    held = "held = bytearray(64 << 20); import time; time.sleep(0.2)"
    usage = run([sys.executable, "-c", held], tmp_path, {}, 60, sampled=True)
    assert usage.wall > 0.2
    assert usage.peak > 64
    with pytest.raises(BenchError, match="ended with 3: said"):
        run([sys.executable, "-c", "print('said', flush=True); exit(3)"], tmp_path, {}, 60)
    with pytest.raises(BenchError, match="over 0 s"):
        run([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, {}, 0.2)


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("../../assets/style.css", "/assets/style.css"),
        ("style.css", "/en/page/style.css"),
        ("/style.css", "/style.css"),
    ],
)
def test_a_reader_finds_the_style_sheet_of_a_page(href: str, address: str) -> None:
    assert resolve("/en/page/", href) == address


def test_the_section_of_the_readme_says_whom_sitegen_beats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- bench -->\nstale\n<!-- /bench -->\nafter\n", "utf-8")
    monkeypatch.setattr(report, "README", readme)
    walls = {SITEGEN: 2.0, FLOOR: 1.0, HUGO: 1.0, "Pelican": 5.0}
    records = tuple(Record(name, KINDS[0], [wall], [wall]) for name, wall in walls.items())
    versions = {HUGO: "0.1"}
    part = Part("1,000 pages", "2026-01-01", {"processors": "2, fast"}, versions, 1, records)
    write_readme({"text-1000": part})
    text = readme.read_text("utf-8")
    assert text.startswith("before\n<!-- bench -->\nSeconds for 1,000 pages")
    assert text.endswith("<!-- /bench -->\nafter\n")
    assert "stale" not in text
    assert "| Hugo 0.1 | 1.00 (1.00) | — | — | — |" in text
    assert "- cold: faster than Pelican (2.5 ×); slower than Hugo (2.0 ×)." in text


def test_results_have_ratios_and_say_what_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "RESULTS", tmp_path / "RESULTS.md")
    records = (
        Record(SITEGEN, KINDS[0], [1.0, 3.0, 2.0], [2.0, 2.0, 2.0], 50),
        Record(FLOOR, KINDS[0], [4.0], [1.0], 40),
        Record(HUGO, KINDS[0], failure="over 600 s"),
    )
    part = Part(
        "1,000 pages of text", "2026-01-01", {"processors": "2"}, {"Pelican": ""}, 3, records
    )
    write_results({"text-1000": part}, {})
    text = (tmp_path / "RESULTS.md").read_text("utf-8")
    assert "| sitegen | 2.00 | 2.00 | 50 | — | — | 0.50 | 2.00 |" in text
    assert "| Hugo | over 600 s | — | — | — | — | — | — |" in text
    assert "Pelican could not be had" in text


def test_each_operand_is_taken_out_by_itself() -> None:
    made = [(one.operand, ast.unparse(one.tree)) for one in list_trials("x = a and (b or c) and d")]
    assert made == [
        ("a", "x = (b or c) and d"),
        ("b or c", "x = a and d"),
        ("d", "x = a and (b or c)"),
        ("b", "x = a and c and d"),
        ("c", "x = a and b and d"),
    ]


def test_operands_are_tried_in_files_that_stay_as_they_are(tmp_path: Path) -> None:
    """The test misses one of the two operands of the file, and not how most names end."""
    test, file = tmp_path / "test_junk.py", ROOT / "sitegen/filenames/junk.py"
    test.write_text(
        "from sitegen.filenames.junk import is_junk\n\n"
        "def test_it():\n    assert is_junk('.a.md')\n"
    )
    bench, before = ROOT / "tests/bench/operands.py", file.read_bytes()
    done = subprocess.run(
        [sys.executable, bench, file, test, "-c", os.devnull, f"--rootdir={tmp_path}"],
        capture_output=True,
        check=True,
        text=True,
    )
    *left, sum_up = done.stdout.splitlines()
    assert [one.rpartition(": ")[2] for one in left] == ["name.endswith(_PLAIN)"]
    assert sum_up == f"{file}: 1 of 2 operands are not missed"
    assert file.read_bytes() == before
