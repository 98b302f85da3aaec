"""References, against examples that the standards themselves print and others written by hand.

Where a rule stands: GB/T 7714-2025 as its examples are set by the style of the drafters' circle (zotero-chinese/styles,
`src/GB-T-7714—2025（顺序编码，双语）/index.md`; numbers of sections are the standard's, as that style notes them), APA 7 by
the numbers of sections and examples of the Publication Manual, and the APA Style blog.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from projects import SHIPPED

from sitegen.language.catalog import Catalog
from sitegen.language.voice import Voice
from sitegen.ledger.reading import read_ledger
from sitegen.problems import InvalidProjectError
from sitegen.project.config import parse_config
from sitegen.views.citation import STYLES, Imprint, Latin, Work, cite, cite_part
from sitegen.views.documents import cite_document, is_online, print_title
from sitegen.views.maker import ViewMaker

if TYPE_CHECKING:
    from sitegen.ledger.ledger import Ledger

ZONE = Imprint("Editors of the Briefings", "Briefings on the Zone")


def gbt(work: Work, accessed: str = "2025-06-22") -> str:
    return cite(work, ("gb-t-7714",), accessed)[0].text


def apa(work: Work, accessed: str = "July 3, 2019") -> str:
    return cite(work, ("apa",), accessed)[0].text


PAPER = Work(
    "数字革命与竞争国际化",
    "丁文详",
    kind="newspaper",
    date="2000-11-20",
    whole="中国青年报",
    page="15",
)
PLAN = Work("Growth strategy", "Valley Council", kind="report", date="2021-03")


@pytest.mark.parametrize(
    ("work", "reference"),
    [
        (  # a report in print, 8.10: responsible party, title, date of publication, pages
            replace(PLAN, page="8-9"),
            "Valley Council. Growth strategy[R]. 2021-03：8-9.",
        ),
        (  # a report online, 8.10: no date of access
            Work(
                "第29次中国互联网络发展状况统计报告",
                "中国互联网络信息中心",
                "https://www.cnnic.net.cn/NMediaFile/old_attach/P020120612484958777344.pdf",
                "report",
                "2012-01-16",
            ),
            (
                "中国互联网络信息中心. 第29次中国互联网络发展状况统计报告[R/OL]. 2012-01-16. "
                "https://www.cnnic.net.cn/NMediaFile/old_attach/P020120612484958777344.pdf."
            ),
        ),
        (  # an article of a newspaper in print, 8.5: newspaper, date, page in full-width brackets
            PAPER,
            "丁文详. 数字革命与竞争国际化[N]. 中国青年报，2000-11-20（15）.",
        ),
        (  # the same, which nobody signs
            replace(PAPER, author="", page=""),
            "数字革命与竞争国际化[N]. 中国青年报，2000-11-20.",
        ),
        (  # an article of a newspaper online, 8.5: its address, and no date of access
            Work(
                "探索微观世界的无穷奥秘（科技大观）",
                "陈缮真",
                "http://paper.people.com.cn/rmrb/html/2022-08/16/nw.D110000renmrb_20220816_3-17.htm",
                "newspaper",
                "2022-08-16",
                "人民日报",
                "17",
            ),
            (
                "陈缮真. 探索微观世界的无穷奥秘（科技大观）[N/OL]. 人民日报，2022-08-16（17）. "
                "http://paper.people.com.cn/rmrb/html/2022-08/16/nw.D110000renmrb_20220816_3-17.htm."
            ),
        ),
        (  # news of a site, 8.11: dates of publication and of access
            Work(
                "“好好干，当一个好工人”",
                "许振超",
                "https://cpc.people.com.cn/n1/2025/0217/c443712-40419790.html",
                "web",
                "2025-02-17",
            ),
            (
                "许振超. “好好干，当一个好工人”[EB/OL]. （2025-02-17）[2025-06-22]. "
                "https://cpc.people.com.cn/n1/2025/0217/c443712-40419790.html."
            ),
        ),
        (  # the same without its address, which nobody can have gone to
            Work("“好好干，当一个好工人”", "许振超", "", "web", "2025-02-17"),
            "许振超. “好好干，当一个好工人”[EB/OL]. （2025-02-17）.",
        ),
        (  # a page that bears no date, 8.11
            Work("Library of Congress", address="https://www.loc.gov/"),
            "Library of Congress[EB/OL]. [2025-06-22]. https://www.loc.gov/.",
        ),
        (  # a data set, 8.14: who publishes it, close to the date of publication
            Work(
                "青海省县域教育、卫生发展指标（2001—2022年）",
                "黄土高原科学数据中心",
                "https://loess.geodata.cn/data/datadetails.html?dataguid=58691800703558",
                "dataset",
                "2024-12-25",
                "国家地理资源科学数据中心-黄土高原分中心",
            ),
            (
                "黄土高原科学数据中心. 青海省县域教育、卫生发展指标（2001—2022年）[DS/OL]. "
                "国家地理资源科学数据中心-黄土高原分中心（2024-12-25）[2025-06-22]. "
                "https://loess.geodata.cn/data/datadetails.html?dataguid=58691800703558."
            ),
        ),
        (  # a data set that is not online, 8.14: no date of access
            Work("Recidivism outcomes", "Oregon Youth Authority", kind="dataset", date="2011"),
            "Oregon Youth Authority. Recidivism outcomes[DS]. （2011）.",
        ),
        (  # what is none of these, in print
            Work("Harbour act", "Council", kind="other", date="2020"),
            "Council. Harbour act[Z]. 2020.",
        ),
        (  # the same online: any other resource of the web
            Work("Harbour act", "Council", "https://isles.example/act", "other", "2020"),
            "Council. Harbour act[EB/OL]. （2020）[2025-06-22]. https://isles.example/act.",
        ),
    ],
)
def test_documents_by_the_chinese_standard(work: Work, reference: str) -> None:
    assert gbt(work) == reference


@pytest.mark.parametrize(
    ("work", "reference"),
    [
        (  # a report by a group that publishes it itself, 10.4
            replace(PLAN, address="https://valley.example/plan.pdf"),
            "Valley Council. (2021, March). Growth strategy. https://valley.example/plan.pdf",
        ),
        (  # the same in print
            PLAN,
            "Valley Council. (2021, March). Growth strategy.",
        ),
        (  # a title of another alphabet: in Latin letters and translated (9.38; the example of the APA Style blog and
            # of libraries: Ministry of Foreign Affairs, Peru jiken …)
            Work(
                "園谷規劃",
                "谷議會",
                kind="report",
                date="1997-06-12",
                latin=Latin("Yuangu guihua", "Plan of the valley", "Valley Council"),
            ),
            "Valley Council. (1997, June 12). Yuangu guihua [Plan of the valley].",
        ),
        (  # an article of a newspaper in print with its page, 10.1 example 16
            Work(
                "North Korea vows to restart shuttered reactor that can make bomb-grade plutonium",
                "Harlan, C.",
                kind="newspaper",
                date="2013-04-02",
                whole="The Washington Post",
                page="A1, A4",
            ),
            (
                "Harlan, C. (2013, April 2). North Korea vows to restart shuttered reactor that can make "
                "bomb-grade plutonium. The Washington Post, A1, A4."
            ),
        ),
        (  # the same which nobody signs: its title takes the place of the author, 9.12
            Work("Tides turn", kind="newspaper", date="2013-04", whole="The Isles"),
            "Tides turn. (2013, April). The Isles.",
        ),
        (  # an article of a newspaper online, 10.1
            Work(
                "How will humanity react to alien life?",
                "Guarino, B.",
                "https://news.example/alien",
                "newspaper",
                "2017-12-04",
                "The Washington Post",
            ),
            (
                "Guarino, B. (2017, December 4). How will humanity react to alien life? "
                "The Washington Post. https://news.example/alien"
            ),
        ),
        (  # news of a site, 10.16 example 110
            Work(
                "Think age-positive",
                "Avramova, N.",
                "https://x.example/a",
                "web",
                "2019-01-03",
                "CNN",
            ),
            "Avramova, N. (2019, January 3). Think age-positive. CNN. https://x.example/a",
        ),
        (  # a data set, 10.9 example 75
            Work(
                "American trends panel Wave 26",
                "Pew Research Center",
                "https://www.pewsocialtrends.org/dataset/american-trends-panel-wave-26",
                "dataset",
                "2018",
            ),
            (
                "Pew Research Center. (2018). American trends panel Wave 26 [Data set]. "
                "https://www.pewsocialtrends.org/dataset/american-trends-panel-wave-26"
            ),
        ),
    ],
)
def test_documents_by_apa(work: Work, reference: str) -> None:
    assert apa(work) == reference


def test_a_newspaper_is_set_in_italics_and_its_article_is_not() -> None:
    [reference] = cite(PAPER, ("apa",), "")
    assert [run.text for run in reference.runs if run.kind == "title"] == ["中国青年报"]
    [reference] = cite(PLAN, ("apa",), "")
    assert [run.text for run in reference.runs if run.kind == "title"] == ["Growth strategy"]


def test_a_page_that_bears_no_date_as_apa_prints_it() -> None:
    imprint = Imprint("U.S. Census Bureau", "U.S. Department of Commerce")
    title, address = "U.S. and world population clock", "https://www.census.gov/popclock/"
    assert apa(cite_part(imprint, title, address, "page", "")) == (
        "U.S. Census Bureau. (n.d.). U.S. and world population clock. U.S. Department of Commerce. "
        "Retrieved July 3, 2019, from https://www.census.gov/popclock/"
    )


def test_a_group_that_is_its_own_site_is_named_once() -> None:
    name = "Centers for Disease Control and Prevention"
    title = "People at high risk of developing flu-related complications"
    address = "https://www.cdc.gov/flu/highrisk/index.htm"
    work = cite_part(Imprint(name, name), title, address, "page", "2018-01-23")
    assert apa(work) == f"{name}. (2018, January 23). {title}. {address}"
    assert gbt(work) == f"{name}. {title}[EB/OL]. （2018-01-23）[2025-06-22]. {address}."


def test_a_chart_of_the_site_is_a_page_of_it() -> None:
    address = "https://zone.example/en/#gdp"
    work = cite_part(ZONE, "GDP is on its path", address, "chart", "2024-05")
    assert gbt(work) == (
        "Editors of the Briefings. GDP is on its path[EB/OL]. （2024-05）[2025-06-22]. "
        "https://zone.example/en/#gdp."
    )
    assert apa(work) == (
        "Editors of the Briefings. (2024, May). GDP is on its path [Chart]. "
        "Briefings on the Zone. https://zone.example/en/#gdp"
    )


def test_the_data_of_the_site_are_a_data_set() -> None:
    work = cite_part(ZONE, "Briefings on the Zone", "https://zone.example/data/", "data", "2024")
    assert gbt(work) == (
        "Editors of the Briefings. Briefings on the Zone[DS/OL]. （2024）[2025-06-22]. "
        "https://zone.example/data/."
    )
    assert apa(work) == (
        "Editors of the Briefings. (2024). Briefings on the Zone [Data set]. "
        "https://zone.example/data/"
    )


@pytest.mark.parametrize("mark", [".", "?", "!", "。", "？"])
def test_a_title_that_ends_a_sentence_gets_no_second_stop(mark: str) -> None:
    work = cite_part(ZONE, f"Who pays{mark}", "https://zone.example/", "page", "2024")
    assert f"Who pays{mark} Briefings on the Zone." in apa(work)
    assert f"Who pays{mark} [Chart]. Briefings" in apa(replace(work, kind="chart"))


def test_what_the_reader_fills_in_is_a_run_of_its_own() -> None:
    work = cite_part(ZONE, "GDP", "https://zone.example/", "page", "")
    references = cite(work, ("gb-t-7714", "apa"), "date of access")
    assert [reference.style for reference in references] == ["GB/T 7714-2025", "APA 7"]
    for reference, form in zip(references, ("iso", "long"), strict=True):
        assert [run.kind for run in reference.runs if run.text == "date of access"] == [form]
        assert [run.text for run in reference.runs if run.kind == "address"] == [
            "https://zone.example/"
        ]
    assert [run.text for run in references[1].runs if run.kind == "title"] == ["GDP"]


@pytest.mark.parametrize("kind", ["report", "newspaper", "dataset", "web", "other"])
@pytest.mark.parametrize("style", list(STYLES))
def test_what_is_in_print_has_no_date_of_access(style: str, kind: str) -> None:
    work = Work("Tides", "Council", kind=kind, date="2024", whole="The Isles")
    [reference] = cite(work, (style,), "ACCESSED")
    assert "ACCESSED" not in reference.text
    assert reference.text.endswith(".")
    assert ".." not in reference.text


def test_works_are_cited_in_the_styles_of_the_settings_in_their_order() -> None:
    settings = (SHIPPED / "site.toml").read_text("utf-8")
    line = 'citation_styles = ["gb-t-7714", "apa"]\n'
    work = Work("GDP", address="https://zone.example/")
    for chosen, names in (
        (line, ["GB/T 7714-2025", "APA 7"]),
        ('citation_styles = ["apa", "gb-t-7714"]\n', ["APA 7", "GB/T 7714-2025"]),
        ("", ["APA 7"]),
        ("citation_styles = []\n", []),
    ):
        imprint = parse_config(settings.replace(line, chosen)).imprint("en")
        assert [one.style for one in cite(work, imprint.styles, "")] == names


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
        work = cite_part(ZONE, "GDP", "https://zone.example/", "page", "")
        [reference] = cite(work, (key,), "")
        assert "Editors of the Briefings. " in reference.text
        assert "GDP" in reference.text
        assert "https://zone.example/" in reference.text


CONFIG = parse_config((SHIPPED / "site.toml").read_text("utf-8"))
FILES = {path.stem: path.read_text("utf-8") for path in (SHIPPED / "data").glob("*.csv")}
HEAD, PLAN_ROW, GAZETTE = FILES["sources"].splitlines()


def load(row: str) -> Ledger:
    """The ledger of the islands with another row for the gazette."""
    files = {**FILES, "sources": f"{HEAD}\n{PLAN_ROW}\n{row}\n"}
    ledger, problems = read_ledger(files, CONFIG.codes, "data", source_kinds=CONFIG.source_kinds)
    assert problems == ()
    return ledger


@cache
def make_maker(row: str = GAZETTE) -> ViewMaker:
    voice = Voice(CONFIG.languages[0], Catalog("en", "en.po", ()))
    return ViewMaker(load(row), voice, "en/x/index.html", "https://isles.example/")


def test_a_document_is_named_as_it_is_printed_in_every_language() -> None:
    row = 'gazette,news,zh,Island gazette,Inselblatt,Press,Presse,2024-02-01,群岛公报,张三,A3,,Qundao gongbao,"Zhang, S.",Dao Bao,,'
    maker = make_maker(row)
    source = maker.ledger.source_by_key["gazette"]
    assert print_title(source) == "群岛公报"
    view = maker.source("gazette")
    assert (view.printed, view.author, view.page) == ("群岛公报", "张三", "A3")
    assert view.named == "群岛公报 [Island gazette], Press, 1 February 2024"
    work = cite_document(source)
    assert (work.author, work.date, work.page) == ("张三", "2024-02-01", "A3")
    assert work.latin.translation == "Island gazette"


def test_a_document_that_nobody_signs_is_its_publishers_but_for_a_newspaper() -> None:
    plan = cite_document(make_maker().ledger.source_by_key["plan"])
    assert (plan.author, plan.whole, plan.latin.translation) == ("Council", "", "")
    kinds = tuple(
        replace(kind, type="NewsArticle") if kind.name == "news" else kind
        for kind in CONFIG.source_kinds
    )
    ledger, _ = read_ledger(FILES, CONFIG.codes, "data", source_kinds=kinds)
    gazette = cite_document(ledger.source_by_key["gazette"])
    assert (gazette.kind, gazette.author, gazette.whole) == ("newspaper", "", "Press")


@pytest.mark.parametrize(("address", "online"), [("", False), ("https://press.example/1", True)])
def test_a_document_with_an_address_is_online(address: str, online: bool) -> None:
    row = GAZETTE.replace("2024-02-01,,,,", f"2024-02-01,,,,{address}")
    assert is_online(load(row).source_by_key["gazette"]) is online


def test_an_address_that_is_none_is_refused() -> None:
    row = GAZETTE.replace("2024-02-01,,,,", "2024-02-01,,,,press.example")
    files = {**FILES, "sources": f"{HEAD}\n{PLAN_ROW}\n{row}\n"}
    _, problems = read_ledger(files, CONFIG.codes, "data", source_kinds=CONFIG.source_kinds)
    assert [(one.rule, one.line) for one in problems] == [("cell", 3)]


def test_a_number_is_cited_with_all_that_it_is_and_where_it_stands() -> None:
    maker = make_maker()
    view = maker.fact(maker.ledger.fact_by_key["boats/isles/2020/actual/level/plan"])
    assert view.reference == (
        f"Boats, {view.area}, 2020, actual: {view.text}. Island plan, Council, March 2021, "
        f"{view.locator}. https://isles.example/en/sources/plan/#boats/isles/2020/actual/level/plan"
    )
