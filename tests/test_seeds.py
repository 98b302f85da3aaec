"""Seeded mistakes: each is caught by its rule at its place, every rule has some, and a check that is off is told."""

from __future__ import annotations

import errno
import re
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from golden import CASES, read_expected
from projects import ROOT
from reported import find_reports
from sketches import sketch_store

from sitegen.checks import all as checks
from sitegen.checks.all import CHECKS
from sitegen.cli import main
from sitegen.messages.said import Said
from sitegen.problems import Place, format_problem
from sitegen.seeds import selftest, sheets
from sitegen.seeds.selftest import judge_seed, run_self_test
from sitegen.seeds.sheets import PROJECT, Change, load_seeds, read_seeds
from sitegen.seeds.soil import SeedError, Soil, make_change, open_soil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from _pytest.mark.structures import ParameterSet

    from sitegen.problems import Problem
    from sitegen.seeds.sheets import Seed

pytestmark = pytest.mark.xdist_group("seeds")  # one project, warm, serves all tests

SEEDS = load_seeds()
SHEETS = sorted({seed.place.path for seed in SEEDS})
RULES = {rule for report in find_reports() for rule in report.rules}
EXAMPLES = {seed.rule: seed for seed in SEEDS if seed.example}
BED = 8
"""How many seeds are tried by one test."""
WITHOUT_SEED = {
    "address": "the machine gives the preview no port",
    "defect": "the generator fails, and no project makes it",
    "deprecated": "nothing is to go yet; the first that is gets a seed",
    "drawing": "the process that draws ends, and no project makes it",
    "output": "the folder of the site is in the way of a build, and a check publishes nothing",
    "seed": "the self-test itself",
    "system": "the disk is full or memory runs out, and no project makes it",
}
"""Rules that no mistake in a project breaks, and why."""
NO_ROOM = (
    r"\S*/sitegen-while-\w+/files/project: error\[system\]: "
    r"the system refuses it: No space left on device\. Make room on the disk\.\n"
)
FAILING = """
[[seed]]
why = "Caught as it should be."
file = "content/harvest.en.md"
old = "Frost {claim}"
new = "Frost of 9 days {claim}"
rule = "unbound-number"
at = "content/harvest.en.md:13"

[[seed]]
why = "Of another rule."
file = "content/harvest.en.md"
old = "Frost {claim}"
new = "Frost of 8 days {claim}"
rule = "unclaimed"
at = "content/harvest.en.md:13"

[[seed]]
why = "At another place."
file = "content/harvest.en.md"
old = "Frost {claim}"
new = "Frost of 7 days {claim}"
rule = "unbound-number"
at = "content/harvest.en.md:11"

[[seed]]
why = "More than one problem."
file = "content/harvest.en.md"
old = "Frost {claim}"
new = "Frost of 6 or 7 days {claim}"
rule = "unbound-number"
at = "content/harvest.en.md:13"

[[seed]]
why = "No mistake."
file = "content/harvest.en.md"
old = "Frost {claim}"
new = "Hail {claim}"
rule = "unbound-number"
at = "content/harvest.en.md:13"

[[seed]]
why = "Of a file that is not there."
file = "content/hail.en.md"
old = "Frost"
new = "Hail"
rule = "unbound-number"
at = "content/hail.en.md:13"

[[seed]]
why = "Of a text that is not there."
file = "content/harvest.en.md"
old = "Hail"
new = "Frost"
rule = "unbound-number"
at = "content/harvest.en.md:13"
"""
HINT = "A check is off or another than it was: fix it, or the seed."
TOLD = f"""\
seeds/x.toml:10: error[seed]: `Frost of 8 days {{claim}}` for `Frost {{claim}}` in `content/harvest.en.md` is caught otherwise: `content/harvest.en.md:13: error[unbound-number]`, where `content/harvest.en.md:13: error[unclaimed]` should be told. {HINT}
seeds/x.toml:18: error[seed]: `Frost of 7 days {{claim}}` for `Frost {{claim}}` in `content/harvest.en.md` is caught otherwise: `content/harvest.en.md:13: error[unbound-number]`, where `content/harvest.en.md:11: error[unbound-number]` should be told. {HINT}
seeds/x.toml:26: error[seed]: `Frost of 6 or 7 days {{claim}}` for `Frost {{claim}}` in `content/harvest.en.md` is caught otherwise: `content/harvest.en.md:13: error[unbound-number]`, `content/harvest.en.md:13: error[unbound-number]`, where `content/harvest.en.md:13: error[unbound-number]` should be told. {HINT}
seeds/x.toml:34: error[seed]: `Hail {{claim}}` for `Frost {{claim}}` in `content/harvest.en.md` is not caught, where `content/harvest.en.md:13: error[unbound-number]` should be told. {HINT}
seeds/x.toml:42: error[seed]: the mistake cannot be made: there is no `content/hail.en.md`. Write the seed as the project is.
seeds/x.toml:50: error[seed]: the mistake cannot be made: `Hail` stands 0 times in `content/harvest.en.md`. Write the seed as the project is.
"""


@pytest.fixture(scope="module")
def soil() -> Iterator[Soil]:
    with open_soil(sketch_store()) as soil:
        assert say(soil.check()) == []
        yield soil


def say(problems: Sequence[Problem]) -> list[str]:
    return [format_problem(problem) for problem in problems]


# What ships


def list_beds() -> Iterator[ParameterSet]:
    """The seeds of all sheets, a few at a time; the last of a sheet are called so, for who adds some."""
    for path in SHEETS:
        own = [seed for seed in SEEDS if seed.place.path == path]
        for at in range(0, len(own), BED):
            name = str(at // BED) if at + BED < len(own) else "last"
            yield pytest.param(own[at : at + BED], id=f"{path}-{name}")


@pytest.mark.parametrize("own", [*list_beds()])
def test_every_seed_of_a_sheet_is_caught(own: Sequence[Seed], soil: Soil) -> None:
    """The wrong text gives its rule and nothing else; the right one, before and after, nothing."""
    assert [one for seed in own for one in say(judge_seed(soil, seed))] == []
    assert say([*soil.check(), *soil.audit()]) == []


def test_what_is_tried_is_taken_back(soil: Soil) -> None:
    shipped = {path.relative_to(PROJECT): path for path in PROJECT.rglob("*") if path.is_file()}
    for change in {seed.changes for seed in SEEDS if seed.changes[0].new is None}:
        soil.try_changes(change, "check")
    for name, path in shipped.items():
        assert (soil.folder / name).read_bytes() == path.read_bytes()
    there = {path.relative_to(soil.folder) for path in soil.folder.rglob("*") if path.is_file()}
    assert {name for name in there if name.parts[0] != ".sitegen"} == shipped.keys()


def test_every_rule_has_a_seed_and_one_that_is_its_example() -> None:
    assert RULES - {seed.rule for seed in SEEDS} == WITHOUT_SEED.keys()
    examples = Counter(seed.rule for seed in SEEDS if seed.example)
    assert examples == dict.fromkeys(RULES - WITHOUT_SEED.keys(), 1)


def test_every_rule_that_warns_has_a_seed_that_is_warned_of() -> None:
    said = "\n".join(map(read_expected, CASES))
    warned = set(re.findall(r": warning\[([a-z-]+)\]: ", said))
    assert len(warned) > 5
    assert {seed.rule for seed in SEEDS if seed.level == "warning"} == warned


def test_seeds_touch_distinct_things() -> None:
    assert len(SEEDS) >= 150
    for what in (
        [seed.changes for seed in SEEDS],
        [seed.changes[0] for seed in SEEDS if seed.changes[0].old is not None],
        [seed.why for seed in SEEDS],
    ):
        assert [one for one, times in Counter(what).items() if times > 1] == []


def test_seeds_say_why_they_matter() -> None:
    for seed in SEEDS:
        assert re.fullmatch(r"[A-Z“‘].{14,}[.]|[^A-Za-z].{14,}[.]", seed.why), seed.why


# A check that is off


@pytest.mark.parametrize("check", CHECKS, ids=lambda one: one.name)
def test_a_check_that_is_off_is_told(
    check: checks.AnyCheck, soil: Soil, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some seed of each of its rules is not caught any more."""
    off = tuple(
        replace(one, run=lambda _stage: iter(())) if one is check else one for one in CHECKS
    )
    forget(soil)
    with monkeypatch.context() as patch:
        patch.setattr(checks, "CHECKS", off)
        for rule in check.rules:
            own = [seed for seed in SEEDS if seed.rule == rule]
            assert any(judge_seed(soil, seed) for seed in own), rule
            assert say(soil.check()) == []
    forget(soil)


def forget(soil: Soil) -> None:
    """Forget what was read, and checked, of the tables."""
    soil.store.kept.forget()
    for name, module in sys.modules.items():
        for kept in vars(module).values() if name.startswith("sitegen.build") else ():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()


@pytest.mark.parametrize(
    ("function", "rules"),
    [
        ("ledger.rules._check_bounds", ("bound",)),
        ("ledger.rules._check_phrases", ("phrase",)),
        ("ledger.rules._check_units", ("unit",)),
        ("resolve.claims._check", ("claim", "claim-unsure")),
        ("audit.audit.check_located", ("audit-order", "audit-phrase")),
        ("audit.audit.check_recorded", ("audit-coverage",)),
        ("audit.audit._check_named", ("audit-phrase",)),
        (
            "audit.audit.find_hints",
            ("hint-area", "hint-bound", "hint-kind", "hint-measure", "hint-period", "audit-hint"),
        ),
    ],
)
def test_a_rule_of_a_reader_that_is_off_is_told(
    function: str, rules: tuple[str, ...], soil: Soil, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(soil)
    with monkeypatch.context() as patch:
        patch.setattr(f"sitegen.{function}", lambda *_given: [])
        for rule in rules:
            own = [seed for seed in SEEDS if seed.rule == rule]
            assert any(judge_seed(soil, seed) for seed in own), rule
    forget(soil)


# The command


def test_all_that_is_caught_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a folder that is no project."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sheets, "load_seeds", lambda: tuple(read_seeds(FAILING, "x"))[:1])
    lend_store(monkeypatch)
    assert main(["check", "--self-test"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert re.fullmatch(r"All 1 seeded mistakes of 1 rules are caught \(\d+\.\d s\)\n", said.out), (
        said.out
    )
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_caught_is_told_with_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sheets, "load_seeds", lambda: tuple(read_seeds(FAILING, "seeds/x.toml")))
    lend_store(monkeypatch)
    assert main(["check", "--self-test"]) == 1
    said = capsys.readouterr()
    assert said.err == TOLD
    assert said.out == "6 of 7 seeded mistakes are not caught as they should be.\n"


def lend_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts that were drawn for another test are found."""
    monkeypatch.setattr(selftest, "open_soil", lambda _store: open_soil(sketch_store()))


def test_a_project_with_mistakes_of_its_own_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(soil: Soil, _report: object = None) -> tuple[Problem, ...]:
        return soil.try_changes([Change("site.toml", '["apa"]', '["mla"]')], "audit")

    monkeypatch.setattr(Soil, "check", check)
    [problem] = run_self_test(SEEDS).problems
    assert format_problem(problem) == (
        "seeds/project: error[seed]: the project in which mistakes are made has some of its own:"
        " `site.toml:6: error[config]`. Fix it, or the check that tells of it."
    )


def test_a_generator_that_fails_is_told_and_the_others_are_tried(
    soil: Soil, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed, other = [one for one in SEEDS if one.rule == "bound"][:2]
    forget(soil)
    with monkeypatch.context() as patch:
        patch.setattr("sitegen.ledger.rules._check_bounds", lambda _rows: 1 / 0)
        [problem] = judge_seed(soil, seed)
    assert "is caught otherwise: `data/facts.csv: error[defect]`" in problem.message
    assert judge_seed(soil, other) == ()


def test_how_far_it_is_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    lend_store(monkeypatch)
    told: list[tuple[str, int, int]] = []
    tested = run_self_test(SEEDS[:2], lambda stage, done, total: told.append((stage, done, total)))
    assert (tested.seeds, tested.problems) == (2, ())
    assert told[-2:] == [("seeded mistakes", 1, 2), ("seeded mistakes", 2, 2)]


def test_a_stop_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_soil: Soil, _seed: Seed) -> tuple[Problem, ...]:
        assert list(tmp_path.glob("sitegen-*"))
        raise KeyboardInterrupt

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(selftest, "judge_seed", stop)
    lend_store(monkeypatch)
    assert main(["check", "--self-test"]) == 130
    assert "stopped" in capsys.readouterr().err
    assert list(tmp_path.glob("sitegen-*")) == []


# What the system refuses


def _raise() -> tuple[Problem, ...]:
    raise OSError(errno.ENOSPC, "No space left on device")


def _tell() -> tuple[Problem, ...]:
    said = Said("the system refuses it: No space left on device")
    return (Place("site.toml").problem("system", said, Said("Make room on the disk")),)


@pytest.mark.parametrize(
    ("fail", "after"), [(_tell, 0), (_tell, 1), (_raise, 1)], ids=["told", "told-later", "raised"]
)
def test_what_the_system_refuses_ends_the_trial_and_no_check_is_blamed(
    fail: Callable[[], tuple[Problem, ...]],
    after: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    checked = list[bool]()

    def check(_soil: Soil, _report: object = None) -> tuple[Problem, ...]:
        checked.append(True)
        return fail() if len(checked) > after else ()

    monkeypatch.setattr(Soil, "check", check)
    assert main(["check", "--self-test"]) == 1
    assert len(checked) == after + 1
    said = capsys.readouterr()
    assert re.fullmatch(NO_ROOM, said.err)
    assert said.out == "The seeded mistakes could not all be tried.\n"


def test_a_project_that_cannot_be_copied_is_told_with_its_folder(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pathlib.Path.write_bytes", lambda _path, _content: _raise())
    assert main(["check", "--self-test"]) == 1
    assert re.fullmatch(NO_ROOM, capsys.readouterr().err)


def test_a_package_that_nobody_may_write_to_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(PROJECT, tmp_path / "project")
    for path in (tmp_path / "project").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    monkeypatch.setattr("sitegen.seeds.soil.PROJECT", tmp_path / "project")
    with open_soil(sketch_store()) as soil:
        modes = {path.stat().st_mode & 0o200 for path in soil.folder.rglob("*")}
    assert modes == {0o200}


# Sheets and changes


def test_a_seed_knows_where_it_stands() -> None:
    for seed in SEEDS:
        lines = (sheets.FOLDER.parent / seed.place.path).read_text("utf-8").splitlines()
        assert lines[seed.place.line - 1] == "[[seed]]"
        assert seed.why in lines[seed.place.line]


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ("rule = 'cell'\nat = 'x:1'\nwhy = 'x'", TypeError),
        ("file = 'x'\nat = 'x:1'\nwhy = 'x'", KeyError),
        ("file = 'x'\nrule = 'cell'\nat = 'x:1'\nwhy = 'x'\nnews = 'x'", TypeError),
    ],
)
def test_a_seed_that_lacks_something_is_refused(lines: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        list(read_seeds(f"[[seed]]\n{lines}\n", "seeds/x.toml"))


@pytest.mark.parametrize(
    ("change", "files", "made"),
    [
        (Change("a", "x", "y"), {"a": b"axb"}, {"a": b"ayb"}),
        (Change("a", "x", ""), {"a": b"axb"}, {"a": b"ab"}),
        (Change("a", new="x"), {"a": None}, {"a": b"x"}),
        (Change("a"), {"a": b"x"}, {"a": None}),
        (Change("a", to="b"), {"a": b"x", "b": None}, {"a": None, "b": b"x"}),
        (Change("a", encoding="gb18030"), {"a": "万".encode()}, {"a": "万".encode("gb18030")}),
    ],
)
def test_a_change_is_made(
    change: Change, files: dict[str, bytes | None], made: dict[str, bytes | None]
) -> None:
    assert make_change(change, files) == made


@pytest.mark.parametrize(
    ("change", "files", "message"),
    [
        (Change("a", "x", "y"), {"a": b"xx"}, "`x` stands 2 times in `a`"),
        (Change("a", "x", "y"), {"a": b"b"}, "`x` stands 0 times in `a`"),
        (Change("a", "x", "y"), {"a": None}, "there is no `a`"),
        (Change("a"), {"a": None}, "there is no `a`"),
        (Change("a", new="x"), {"a": b""}, "`a` is there already"),
    ],
)
def test_a_change_that_cannot_be_made_is_said(
    change: Change, files: dict[str, bytes | None], message: str
) -> None:
    with pytest.raises(SeedError, match=re.escape(message)):
        make_change(change, files)


# The reference


def test_the_reference_shows_an_example_of_every_rule() -> None:
    for code in ("en", "zh"):
        page = (ROOT / f"docs/content/reference/rules.{code}.md").read_text("utf-8")
        assert sorted(re.findall(r"^\{#rule-([a-z-]+)\}", page, re.MULTILINE)) == sorted(EXAMPLES)
