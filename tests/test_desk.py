"""`sitegen show` and `sitegen status`: what an author asks is what the pages and the tables say."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace as replace_fields
from typing import TYPE_CHECKING

import pytest
from projects import copy_case, copy_project, replace

from sitegen.analysis.statuses import STATUSES
from sitegen.build.report import tell_nobody
from sitegen.cli import main
from sitegen.commands.terminal import GOOD, MISUSE, PROBLEMS, Terminal
from sitegen.desk.codes import say_code
from sitegen.desk.masking import mask_code
from sitegen.desk.paragraphs import say_margin
from sitegen.desk.show import UnknownKeyError, show_key
from sitegen.desk.status import CloseClaim, take_status
from sitegen.desk.survey import survey_project
from sitegen.desk.table import tabulate_status
from sitegen.explaining.profile import Section
from sitegen.ledger.stages import STAGES
from sitegen.messages.catalogues import load_teller
from sitegen.messages.said import Said
from sitegen.resolve.keys import find_short_key

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.desk.survey import Survey


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_case(tmp_path_factory.mktemp("desk"), "claims")


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


def test_claims_that_rest_on_a_fact_are_told_with_their_margins(survey: Survey) -> None:
    told = 0
    for page in survey.records.values():
        for claim in page.claims:
            for key in claim.facts:
                shown = {one.title: one.lines for one in show_key(survey, key)}
                lines = [*shown[Said("Claims that rest on it")]]
                start = f"{survey.signatures[page.key].path}:{claim.line}: “{claim.words}”, {claim.claim}; "
                assert start + say_margin(claim) in lines
                told += 1
    assert told > 10


def test_what_would_change_with_a_fact_is_told(survey: Survey) -> None:
    shown = {one.title: one.lines for one in show_key(survey, "catch/isles/2023")}
    assert {*shown[Said("If it changed: pages")]} >= {"en/sea", "de/sea"}
    assert shown[Said("If it changed: charts")] == ("catch-path",)
    assert any(line.startswith("growth") for line in shown[Said("If it changed: computed numbers")])
    assert any("catch/isles/2025" in line for line in shown[Said("Targets that rest on it")])


def test_a_margin_is_what_a_claim_may_lose(survey: Survey) -> None:
    claims = {one.claim: one for page in survey.records.values() for one in page.claims}
    quarter = claims["catch/isles/2023 > 5/4 * catch/isles/2020"]
    assert (quarter.holds, quarter.margin, quarter.steps) == ("surely", "375000", "3")
    assert say_margin(quarter) == "by 375000 EUR, 3 steps of the last printed digit"
    narrow = replace_fields(quarter, margin="75000", steps="0.6")
    assert say_margin(narrow).startswith("near falling: by 75000 EUR, 0.6 steps")
    assert say_margin(replace_fields(quarter, holds="not")) == "it does not hold"
    assert say_margin(replace_fields(quarter, steps="")) == "it holds or not, never narrowly"
    status = take_status(survey)
    assert [one.claim for one in status.near_falling if one.place.startswith("content/sea.en")] == [
        one.claim
        for one in sorted(survey.records["en/sea"].claims, key=lambda one: float(one.steps or 9))
        if one.is_close
    ]


def test_a_word_of_the_text_is_found_with_what_is_cited_there(survey: Survey) -> None:
    shown = {one.title: one.lines for one in show_key(survey, "MOORINGS")}
    [line] = shown[Said("`MOORINGS` stands in the text of")]
    assert line.startswith("content/sea.en.md:")
    assert "Boats at moorings" in line
    shown = {one.title: one.lines for one in show_key(survey, "a year since")}
    assert any(
        line.startswith("catch/isles/2020..2023") for line in shown[Said("Cited on these lines")]
    )


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("A {term}`sea` {term}`blue sea <sea>` sea", "A blue sea sea"),
        (
            "It {claim}`rose <rises: a/b>` and {unclaimed}`fell`, {fact}`a/b/2020`",
            "It rose and fell,",
        ),
        ('[See](sea.md "Sea") ![Boat](boat.png) {#sea}', '[See] "Sea") ![Boat])'),
        ("domain: sea", "domain: sea"),
    ],
)
def test_what_is_code_is_no_text(line: str, shown: str) -> None:
    [masked] = mask_code(line)
    assert len(masked) == len(line)
    assert " ".join(masked.replace("\0", "").split()) == shown


def test_of_settings_and_directives_the_texts_are_looked_through() -> None:
    text = """---
kind: page
title: "Sea {fact}`a/b/2020`"
domain: sea
---
:::{chart} path
:name: sea-path
:title: The sea {fact}`a/b/2020`
:facts: sea/isles
sea/north = The north
sea/south
:::
:::{note} A sea
A {claim}`rose <rises: sea/x>` note
:::
sea/shore
"""
    masked = [one.replace("\0", "").strip() for one in mask_code(text)]
    assert [one for one in masked if one] == [
        "---",
        '"Sea "',
        "---",
        "The sea",
        "The north",
        "A sea",
        "A rose note",
        ":::",
        "sea/shore",
    ]


def test_a_word_within_a_role_is_not_found(survey: Survey) -> None:
    assert any("{fact}" in text for text in survey.texts.values())
    with pytest.raises(UnknownKeyError):
        show_key(survey, "{fact")
    assert not any("text of" in one.title for one in show_key(survey, "catch/isles/2023"))


def test_a_place_and_a_term_are_told_with_what_uses_them(survey: Survey) -> None:
    area = survey.curated.ledger.areas[0]
    first, facts, cited, *_ = show_key(survey, area.area)
    assert first.title == f"{area.area} · a place"
    assert facts.title == "Facts"
    assert cited.title == "Cited by"
    for page, terms in survey.terms.items():
        for term in terms:
            shown = {one.title: one.lines for one in show_key(survey, term)}
            path = survey.signatures[page].path
            assert any(line.startswith(f"{path}:") for line in shown[Said("Marked in")])


def test_a_document_is_told_with_where_it_is_named(survey: Survey) -> None:
    shown = {one.title: one.lines for one in show_key(survey, "plan")}
    wanted = [
        f"{path}:{number}"
        for path, text in survey.texts.items()
        for number, line in enumerate(text.split("\n"), start=1)
        if "{source}`plan`" in line
    ]
    assert wanted
    assert [*shown[Said("Named in")]] == wanted


def test_a_pasted_role_several_keys_and_a_place_of_an_indicator_are_known(survey: Survey) -> None:
    (*_, last) = survey.curated.ledger.find_facts("catch/isles/2023")
    assert show_key(survey, "{fact}`catch/isles/2023`") == show_key(survey, last.key)
    both = show_key(survey, "{growth}`catch/isles/2020..2023`")
    assert both[0].title == "2 facts are called `catch/isles/2020..2023`"
    own = show_key(survey, "catch/north")
    assert [line.partition(": ")[0] for line in own[0].lines] == [
        "catch/north/2023",
        "catch/north/2023/growth",
    ]
    assert own[1].title == "Cited by"


def test_a_row_is_told_with_its_stage_its_notes_and_roles_that_can_be_pasted(
    survey: Survey,
) -> None:
    first, roles, *_ = show_key(survey, "catch/isles/2023")
    assert {"stage: announced", "en: Provisional", "de: Vorläufig"} <= {*first.lines}
    assert "{growth}`catch/isles/2020..2023`  8.6% · 8,6 %" in roles.lines


def test_each_kind_of_key_is_known(survey: Survey) -> None:
    ledger = survey.curated.ledger
    for key, said in (
        (ledger.indicators[0].indicator, "an indicator"),
        (ledger.sources[0].source, "a document"),
        (ledger.terms[0].term, "a term"),
    ):
        assert any(said in one.title for one in show_key(survey, key))
    word = ledger.indicators[0].name.texts[0][1][:4]
    named = show_key(survey, word)[0]
    assert named.title == f"`{word}` stands in the names of"
    assert all(word.casefold() in line.casefold() for line in named.lines)


def test_a_subject_a_unit_and_a_page_are_known(survey: Survey) -> None:
    ledger = survey.curated.ledger
    domain, unit = ledger.domains[0].domain, ledger.facts[0].quantity.unit.unit
    shown = {one.title: one.lines for one in show_key(survey, domain)}
    assert f"{domain} · a subject" in shown
    assert shown[Said("Indicators")][0] == ledger.indicators_by_domain[domain][0].indicator
    first, facts = show_key(survey, unit)
    assert first.title.startswith(f"{unit} · a unit of ")
    assert len(first.lines) == len(survey.voices) + 1
    assert facts.lines[0] == ledger.facts[0].key
    page = next(card for card in survey.cards.values() if card.kind == "briefing")
    shown = {one.title: one.lines for one in show_key(survey, page.slug)}
    assert f"{page.language}: {page.title}" in shown[Said(f"{page.slug} · a page")]
    own = survey.signatures[page.key]
    assert own.path in shown[Said("Its files")]
    assert any(own.cited[0][0] in line for line in shown[Said("Cites")])


def test_what_is_planned_and_what_happened_are_known(tmp_path: Path) -> None:
    project = tmp_path / "town"
    assert main(["init", str(project), "--languages", "en,fr"]) == GOOD
    survey = survey_project(project, tell_nobody, outside=False)
    [programme] = show_key(survey, "new-quarter")
    assert programme.title == "new-quarter · a programme, 2021/2030"
    assert programme.lines[-1] == "example-plan, page 4: “a new quarter by the river”"
    [event] = show_key(survey, "bridge")
    assert event.title == "bridge · an event, 2024-06"
    assert event.lines[0] == "en: The bridge opens"
    with pytest.raises(UnknownKeyError) as caught:
        show_key(survey, "bridgee")
    assert "`bridge`" in caught.value.hint


def test_what_is_nothing_is_said_with_what_is_near(survey: Survey) -> None:
    key = survey.curated.ledger.indicators[0].indicator
    with pytest.raises(UnknownKeyError) as caught:
        show_key(survey, f"{key}x")
    assert key in caught.value.hint


@pytest.mark.parametrize("key", ["", "  ", "{fact}``"])
def test_no_key_means_nothing(survey: Survey, key: str) -> None:
    with pytest.raises(UnknownKeyError) as caught:
        show_key(survey, key)
    assert caught.value.hint == "Give a key, or a word of a name"


def test_the_status_counts_what_the_pages_have(survey: Survey) -> None:
    status = take_status(survey)
    cited = {key for page in survey.signatures.values() for key, _ in page.cited}
    firsts = [one for one in survey.curated.ledger.facts if one.statement == 1]
    assert len(status.never_cited) == sum(one.key not in cited for one in firsts)
    for one in status.pages:
        own = survey.signatures[f"{one.language}/{one.page}"]
        assert (one.missing, one.errors, one.cited) == (False, 0, len(own.cited))
        assert (one.derived, one.claims) == (len(own.derived), len(own.claims))
        assert one.unheld == survey.records[f"{one.language}/{one.page}"].unheld


def test_a_page_that_is_not_written_and_one_that_is_wrong_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_project(tmp_path)
    (folder / "content/sea.de.md").unlink()
    text = (folder / "content/sea.en.md").read_text("utf-8")
    (folder / "content/sea.en.md").write_text(f"{text}\nAnd 7 more.\n", "utf-8")
    assert main(["--project", str(folder), "status", "--format", "json"]) == GOOD
    pages = json.loads(capsys.readouterr().out)["pages"]
    states = {
        (one["page"], one["language"]): (one["missing"], one["errors"] > 0, one["unbound"])
        for one in pages
    }
    assert states["sea", "de"] == (True, False, 0)
    assert states["sea", "en"] == (False, True, 1)
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


def test_claims_that_are_near_falling_stand_in_a_table(survey: Survey) -> None:
    status = take_status(survey)
    close = CloseClaim("content/sea.en.md:3", "more than that", "a > b", "75000", "EUR", "0.6")
    for number in (1, 500):
        *_, shown = tabulate_status(replace_fields(status, near_falling=(close,) * number))
        assert shown.columns[0] == f"{number} claim{'s' * (number > 1)} near falling"
        assert shown.rows[0] == ("content/sea.en.md:3", "75000 EUR", "0.6", "more than that")
        assert (shown.rows[-1][0] == "…") is (number > 1)


def test_tables_are_drawn_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    terminal = Terminal()
    terminal.tabulate([Section((Said("page"), Said("facts")), ((Said("sea"), Said("3")),))])
    plain = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out)
    lines = [line.rstrip() for line in plain.splitlines()]
    assert lines == ["", "page  facts", "sea       3"]


@pytest.mark.parametrize("command", ["status", "show x", "agree sea", "diff HEAD"])
def test_settings_that_cannot_be_read_end_a_command_with_their_line(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_project(tmp_path / "in")
    (project / "site.toml").write_text("[")
    assert main(["--project", str(project), *command.split()]) in {PROBLEMS, MISUSE}
    assert capsys.readouterr().err


def test_codes_are_told_with_what_they_mean_in_another_language() -> None:
    chinese = load_teller("zh")
    for code in (*STATUSES, *STAGES):
        assert say_code(code) == code
        assert re.fullmatch(rf"[\u4e00-\u9fff]+（{code}）", chinese.tell(say_code(code)))
    assert chinese.tell(say_code("gdp")) == "gdp"
