"""References, against examples that the standards themselves print and others written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from projects import SHIPPED

from sitegen.problems import InvalidProjectError
from sitegen.project.config import parse_config
from sitegen.views.citation import STYLES, Imprint, Reference, Work, cite

ACCESSED = "2002-04-15"
ZONE = Imprint("Editors of the Briefings", "Briefings on the Zone")


def cite_in(styles: tuple[str, ...], work: Work, accessed: str) -> tuple[Reference, ...]:
    return cite(replace(work, imprint=replace(work.imprint, styles=styles)), accessed)


def gbt(work: Work, accessed: str = ACCESSED) -> str:
    return cite_in(("gb-t-7714",), work, accessed)[0].text


def apa(work: Work, accessed: str = "July 3, 2019") -> str:
    return cite_in(("apa",), work, accessed)[0].text


def test_an_electronic_bulletin_as_the_chinese_standard_prints_it() -> None:
    address = "http://www.creader.com/news/20011219/200112190019.html"
    work = Work(Imprint("萧钰"), "出版业信息化迈入快车道", address, updated="2001-12-19")
    assert gbt(work) == (
        "萧钰. 出版业信息化迈入快车道[EB/OL]. (2001-12-19)[2002-04-15]. "
        "http://www.creader.com/news/20011219/200112190019.html."
    )


def test_a_page_that_bears_no_date_as_apa_prints_it() -> None:
    imprint = Imprint("U.S. Census Bureau", "U.S. Department of Commerce")
    work = Work(imprint, "U.S. and world population clock", "https://www.census.gov/popclock/")
    assert apa(work) == (
        "U.S. Census Bureau. (n.d.). U.S. and world population clock. U.S. Department of Commerce. "
        "Retrieved July 3, 2019, from https://www.census.gov/popclock/"
    )


def test_a_group_that_is_its_own_site_is_named_once() -> None:
    name = "Centers for Disease Control and Prevention"
    work = Work(
        Imprint(name, name),
        "People at high risk of developing flu-related complications",
        "https://www.cdc.gov/flu/highrisk/index.htm",
        updated="2018-01-23",
    )
    assert apa(work) == (
        "Centers for Disease Control and Prevention. (2018, January 23). People at high risk of "
        "developing flu-related complications. https://www.cdc.gov/flu/highrisk/index.htm"
    )
    assert gbt(work) == (
        "Centers for Disease Control and Prevention. People at high risk of developing flu-related "
        "complications[EB/OL]. (2018-01-23)[2002-04-15]. "
        "https://www.cdc.gov/flu/highrisk/index.htm."
    )


def test_a_chart_is_led_to_its_site() -> None:
    work = Work(ZONE, "GDP is on its path", "https://zone.example/en/#gdp", "chart", "2024-05")
    assert gbt(work) == (
        "Editors of the Briefings. GDP is on its path[EB/OL]//Briefings on the Zone. "
        "(2024-05)[2002-04-15]. https://zone.example/en/#gdp."
    )
    assert apa(work) == (
        "Editors of the Briefings. (2024, May). GDP is on its path [Chart]. "
        "Briefings on the Zone. https://zone.example/en/#gdp"
    )


def test_data_are_a_data_set() -> None:
    work = Work(ZONE, "Briefings on the Zone", "https://zone.example/data/", "data", "2024")
    assert gbt(work) == (
        "Editors of the Briefings. Briefings on the Zone[DS/OL]. (2024)[2002-04-15]. "
        "https://zone.example/data/."
    )
    assert apa(work) == (
        "Editors of the Briefings. (2024). Briefings on the Zone [Data set]. "
        "https://zone.example/data/"
    )


@pytest.mark.parametrize("mark", [".", "?", "!", "。", "？"])
def test_a_title_that_ends_a_sentence_gets_no_second_stop(mark: str) -> None:
    work = Work(ZONE, f"Who pays{mark}", "https://zone.example/", updated="2024")
    assert f"Who pays{mark} Briefings on the Zone." in apa(work)
    assert f"Who pays{mark} [Chart]. Briefings" in apa(
        Work(ZONE, f"Who pays{mark}", "https://zone.example/", "chart", "2024")
    )


def test_what_the_reader_fills_in_is_a_run_of_its_own() -> None:
    work = Work(ZONE, "GDP", "https://zone.example/")
    references = cite_in(("gb-t-7714", "apa"), work, "date of access")
    assert [reference.style for reference in references] == ["GB/T 7714-2015", "APA 7"]
    for reference, form in zip(references, ("iso", "long"), strict=True):
        assert [run.kind for run in reference.runs if run.text == "date of access"] == [form]
        assert [run.text for run in reference.runs if run.kind == "address"] == [
            "https://zone.example/"
        ]
    assert [run.text for run in references[1].runs if run.kind == "title"] == ["GDP"]


def test_works_are_cited_in_the_styles_of_the_settings_in_their_order() -> None:
    settings = (SHIPPED / "site.toml").read_text("utf-8")
    line = 'citation_styles = ["gb-t-7714", "apa"]\n'
    work = Work(ZONE, "GDP", "https://zone.example/")
    for chosen, names in (
        (line, ["GB/T 7714-2015", "APA 7"]),
        ('citation_styles = ["apa", "gb-t-7714"]\n', ["APA 7", "GB/T 7714-2015"]),
        ("", ["APA 7"]),
        ("citation_styles = []\n", []),
    ):
        imprint = parse_config(settings.replace(line, chosen)).imprint("en")
        assert [one.style for one in cite(replace(work, imprint=imprint), "")] == names


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ('"apa"', "`citation_styles` is not a list of styles of references"),
        ('["appa"]', "`appa` is not a style of references"),
    ],
)
def test_a_style_that_is_not_there_is_a_problem_at_its_line(chosen: str, said: str) -> None:
    settings = (SHIPPED / "site.toml").read_text("utf-8")
    broken = settings.replace(
        'citation_styles = ["gb-t-7714", "apa"]', f"citation_styles = {chosen}"
    )
    with pytest.raises(InvalidProjectError) as caught:
        parse_config(broken)
    [problem] = caught.value.problems
    assert problem.message == said
    assert broken.splitlines()[problem.line - 1].startswith("citation_styles")


def test_every_style_says_author_title_and_address() -> None:
    for key in STYLES:
        [reference] = cite_in((key,), Work(ZONE, "GDP", "https://zone.example/"), "")
        assert "Editors of the Briefings. " in reference.text
        assert "GDP" in reference.text
        assert "https://zone.example/" in reference.text
