"""The targets that lead: which they are, in which order, and the lengths of their bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harbours import copy_harbour, copy_long_harbour

from sitegen.analysis.targets import assess_targets
from sitegen.language.catalog import Catalog
from sitegen.language.voice import Voice
from sitegen.ledger.reading import read_ledger
from sitegen.project.config import load_config
from sitegen.project.files import load_data
from sitegen.views.leading import view_leading
from sitegen.views.maker import ViewMaker

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.views.leading import LeadingTargets


def _lead(project: Path) -> LeadingTargets:
    config = load_config(project)
    tables = load_data(project, config)[0]
    ledger, problems = read_ledger(tables, config.codes, "data", source_kinds=config.source_kinds)
    assert problems == ()
    voice = Voice(config.languages[0], Catalog("en", "en.po", ()))
    return view_leading(ViewMaker(ledger, voice, "en/index.html"), assess_targets(ledger))


def test_targets_of_a_plan_lead_where_it_says_what_they_are_to_it(tmp_path: Path) -> None:
    leading = _lead(copy_long_harbour(tmp_path / "in"))
    assert [one.target.id.split("/")[0] for one in leading.known] == [
        "cargo",
        "waiting",
        "passengers",
    ]
    assert leading.others == ()
    assert leading.documents == ("Outlook of the harbour",)


def test_without_a_plan_that_says_so_no_target_leads(tmp_path: Path) -> None:
    assert _lead(copy_harbour(tmp_path / "in")).views == ()


def test_the_rate_that_a_plan_sets_stands_beside_its_level(tmp_path: Path) -> None:
    project = copy_long_harbour(tmp_path / "in")
    with (project / "data" / "facts.csv").open("a", encoding="utf-8") as file:
        file.write(
            "cargo,harbour,2021/2026,target,growth,,5,,,exact,%,outlook,page 3,5% a year,,\n"
        )
    first = _lead(project).known[0]
    assert first.target.target.measure == "level"
    assert first.rate is not None
    assert first.rate.id == "cargo/harbour/2021--2026/target/growth/outlook"


def test_a_bar_runs_from_nothing_to_the_goal(tmp_path: Path) -> None:
    bars = {
        one.target.id.split("/")[0]: one.bullet
        for one in _lead(copy_long_harbour(tmp_path / "in")).known
    }
    cargo, waiting, passengers = bars["cargo"], bars["waiting"], bars["passengers"]
    assert cargo
    assert waiting
    assert passengers
    # 2.4 to 3.2 million tonnes, 2.8 reached: an even path was at their geometric mean half way.
    assert (cargo.start, cargo.latest, cargo.goal) == ("70.5%", "82.2%", "94.0%")
    assert cargo.due == "81.4%"
    # Less is better: what there was at first is the longest.
    assert (waiting.start, waiting.latest, waiting.goal) == ("94.0%", "83.6%", "62.7%")
    assert waiting.due == "78.3%"
    # 420 to 450 thousand.
    assert (passengers.goal, passengers.stretch) == ("87.7%", "94.0%")
