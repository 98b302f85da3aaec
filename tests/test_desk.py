"""`sitegen show` and `sitegen status`: what an author asks is what the pages and the tables say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from projects import copy_project, replace

from sitegen.build.report import tell_nobody
from sitegen.cli import main
from sitegen.commands.terminal import GOOD, MISUSE, PROBLEMS
from sitegen.desk.show import UnknownKeyError, show_key
from sitegen.desk.status import take_status
from sitegen.desk.survey import survey_project
from sitegen.messages.said import Said
from sitegen.resolve.keys import find_short_key

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.desk.survey import Survey


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def survey(folder: Path) -> Survey:
    return survey_project(folder, tell_nobody, outside=False)


def test_a_short_key_means_its_fact_and_no_other(survey: Survey) -> None:
    ledger = survey.curated.ledger
    for fact in ledger.facts:
        key = find_short_key(survey.curated.ledger, fact)
        assert ledger.find_facts(key) == (fact,)
        assert fact.key.startswith(key.split("/")[0])


def test_every_fact_is_shown_as_it_reads_and_where_it_stands(survey: Survey) -> None:
    for fact in survey.curated.ledger.facts:
        first, roles, *rest = show_key(survey, fact.key)
        assert first.title.startswith(f"{fact.key} · data/facts.csv:")
        for code, voice in survey.voices.items():
            assert f"{code}: {voice.quantity(fact.quantity)}" in first.lines
        assert roles.lines[0] == f"{{fact}}`{find_short_key(survey.curated.ledger, fact)}`"
        assert rest[0].title == "Cited by"


def test_what_uses_a_fact_is_all_that_pages_cite_and_claim(survey: Survey) -> None:
    for page in survey.signatures.values():
        for key, place in page.cited:
            lines = [line for one in show_key(survey, key) for line in one.lines]
            assert f"{place.path}:{place.line}" in lines or any("more" in line for line in lines)
        for claim, place in page.claims:
            said = claim.partition(": ")[2]
            named = [key for key, _ in page.cited if key in said]
            for key in named:
                shown = {one.title: one.lines for one in show_key(survey, key)}
                assert f"{place.path}:{place.line}: {said}" in shown[Said("Claims that name it")]


def test_each_kind_of_key_is_known(survey: Survey) -> None:
    ledger = survey.curated.ledger
    for key, said in (
        (ledger.indicators[0].indicator, "an indicator"),
        (ledger.sources[0].source, "a document"),
        (ledger.terms[0].term, "a term"),
    ):
        assert any(said in one.title for one in show_key(survey, key))
    word = ledger.indicators[0].name.texts[0][1][:4]
    assert show_key(survey, word)[0].title == f"`{word}` stands in the names of"


def test_what_is_nothing_is_said_with_what_is_near(survey: Survey) -> None:
    key = survey.curated.ledger.indicators[0].indicator
    with pytest.raises(UnknownKeyError) as caught:
        show_key(survey, f"{key}x")
    assert key in caught.value.hint


def test_the_status_counts_what_the_pages_have(survey: Survey) -> None:
    status = take_status(survey)
    cited = {key for page in survey.signatures.values() for key, _ in page.cited}
    firsts = [one for one in survey.curated.ledger.facts if one.statement == 1]
    assert len(status.never_cited) == sum(one.key not in cited for one in firsts)
    for one in status.pages:
        own = survey.signatures[f"{one.language}/{one.page}"]
        assert (one.missing, one.errors, one.cited) == (False, 0, len(own.cited))
        assert (one.derived, one.claims) == (len(own.derived), len(own.claims))


def test_a_page_that_is_not_written_and_one_that_is_wrong_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_project(tmp_path)
    (folder / "content/sea.de.md").unlink()
    text = (folder / "content/sea.en.md").read_text("utf-8")
    (folder / "content/sea.en.md").write_text(f"{text}\nAnd 7 more.\n", "utf-8")
    assert main(["--project", str(folder), "status", "--format", "json"]) == GOOD
    pages = json.loads(capsys.readouterr().out)["pages"]
    states = {(one["page"], one["language"]): (one["missing"], one["errors"] > 0) for one in pages}
    assert states["sea", "de"] == (True, False)
    assert states["sea", "en"] == (False, True)
    assert main(["--project", str(folder), "status"]) == GOOD
    assert "not written" in capsys.readouterr().out


def test_commands_say_what_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--project", str(folder), "show", "nothing-of-the-kind"]) == MISUSE
    assert "nothing is called `nothing-of-the-kind`" in capsys.readouterr().err
    assert main(["--project", str(folder / "data"), "show", "x"]) == PROBLEMS
    assert "site.toml" in capsys.readouterr().err


def test_wrong_tables_are_said_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copy_project(tmp_path)
    replace(folder / "data/areas.csv", "area,", "aera,")
    main(["--project", str(folder), "show", "x"])
    assert "data/areas.csv:1" in capsys.readouterr().err


def test_a_project_without_pages_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_project(tmp_path)
    for page in (folder / "content").iterdir():
        page.unlink()
    (folder / "content").rmdir()
    main(["--project", str(folder), "show", "catch"])
    assert "defect" not in capsys.readouterr().err
