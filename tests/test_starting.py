"""`sitegen init`, `new` and `catalogue`: what they write can be built, and nothing is written over."""

from __future__ import annotations

import codecs
import csv
import shutil
from typing import TYPE_CHECKING

import pytest
from built import keep_store
from projects import replace

from sitegen.build.order import check_site
from sitegen.charts.kinds import CHART_KINDS
from sitegen.cli import main
from sitegen.commands.terminal import GOOD, MISUSE, PROBLEMS
from sitegen.ledger.schema import TABLES
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.starting.commands import add_new, start_site
from sitegen.starting.locales import UnknownLanguageError, know_language
from sitegen.starting.rows import NewError, add_row
from sitegen.starting.templates import load_theme_templates
from sitegen.starting.workflow import RELEASED, read_installed

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.starting.rows import Wanted


_PAGE = ("title_en=Trade", "title_zh=贸易", "description_en=Trade", "description_zh=贸易")
_CHART = ("title_en=Way", "title_zh=路径", "alt_en=A line", "alt_zh=一条线")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site as it is written for two languages that come with all their texts."""
    folder = tmp_path_factory.mktemp("started") / "site"
    assert main(["init", str(folder), "--languages", "zh,en"]) == GOOD
    return folder


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, led by English."""
    folder = tmp_path_factory.mktemp("english") / "site"
    assert main(["init", str(folder), "--languages", "en,zh"]) == GOOD
    return folder


@pytest.fixture
def site(tmp_path: Path, english: Path) -> Path:
    """A copy of it, to write into."""
    return shutil.copytree(english, tmp_path / "site")


def _new(site: Path, *words: str) -> int:
    return main(["--project", str(site), "new", *words])


def _rows(site: Path, table: str) -> list[dict[str, str]]:
    with (site / f"data/{table}.csv").open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def test_a_started_site_has_nothing_wrong(started: Path) -> None:
    built = check_site(started, keep_store())
    assert built.problems == ()
    assert built.facts == 4


def test_a_started_site_has_every_table_and_a_page_of_each_kind(started: Path) -> None:
    tables = {path.stem for path in (started / "data").iterdir()}
    assert tables == {table.name for table in TABLES}
    for code in ("zh", "en"):
        pages = [*(started / "content").glob(f"*.{code}.md")]
        kinds = {path.read_text("utf-8").split("kind: ")[1].split("\n")[0] for path in pages}
        assert kinds == set(PAGE_KINDS)


def test_a_language_without_texts_is_read_in_english_and_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "site"), "--languages", "cy,en"]) == GOOD
    assert "to be translated into `cy`" in capsys.readouterr().out
    built = check_site(tmp_path / "site", keep_store())
    assert built.publishable
    assert [(one.path, one.level) for one in built.problems] == [
        ("templates/locale/cy.po", "warning"),
    ]
    text = (tmp_path / "site/templates/locale/cy.po").read_text("utf-8")
    assert 'msgstr[5] ""' in text  # Welsh has six plurals
    assert "nplurals=6; plural=" in text


def test_nothing_is_written_over(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main(["init", str(site)]) == MISUSE
    assert "is in the folder already" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_a_row_is_added_as_the_file_is_written(site: Path) -> None:
    given = "kind=report language=en date=2026-02 title_en=Report title_zh=报告 publisher_en=Hall publisher_zh=厅"
    table = site / "data/sources.csv"
    table.write_bytes(table.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n"))
    before = table.read_bytes()
    assert _new(site, "source", "report-2026", *given.split()) == GOOD
    assert table.read_bytes().startswith(before + b"\r\n")
    assert _rows(site, "sources")[-1]["title_zh"] == "报告"
    assert check_site(site, keep_store()).problems == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("source", "x", "kind=report"), "`language` is not given"),
        (("source", "x", "kind=book"), "`kind` cannot be `book`"),
        (("source", "X Y", "kind=plan"), "`source` cannot be `X Y`"),
        (("source", "x", "knid=plan"), "Did you mean `kind`?"),
        (("sorce", "x"), "Did you mean `source`"),
        (("page", "con", "kind=page"), "on Windows"),
        (("page", "about", "kind=page"), "is there already"),
        (("page", "x", "kind=pages"), "no kind of page"),
        (("page", "x", "kind=page"), "`title_en` is not given"),
        (("page", "x", "titel_en=X"), "a page has no `titel_en`. Did you mean `title_en`"),
        (("page", "x", "author=me"), "a page has no `author`. It has `kind`, `domain`"),
        (("page", "x", "kind=briefing", "domain=peple", *_PAGE), "Did you mean `people`?"),
        (("page", "x", "group=dta", *_PAGE), "not a group of the navigation. Did you mean `data`"),
        (("chart", "x", "page=people", "titel_en=X"), "a chart has no `titel_en`. Did you mean"),
        (
            ("chart", "x", "page=people", "kind=parts", "facts=a", *_CHART),
            "`whole` is not given: Key of the fact that is the whole. Add: whole=….",
        ),
        (("chart", "path", "page=people", "name=x"), "stands behind `chart`, and not in `name=`"),
        (("chart", "path", "page=people", "name=x"), "Write: new chart x kind=…"),
        (("chart", "x", "page=nowhere"), "there is no `content/nowhere.en.md`"),
        (("chart", "x", "page=poeple"), "Did you mean `people`"),
        (("chart", "x", "kind=path"), "the page of the chart is not given"),
        (
            ("chart", "residents-path", "page=people", "kind=path", "facts=a"),
            "`title_en` is not given",
        ),
        (
            ("area", "town", "name_en=T", "name_zh=T", "short_en=T", "short_zh=T"),
            "has a row `town` already",
        ),
        (("area", "x", "name_en"), "is no value"),
        (("area", "name_en=T"), "Write sitegen new area NAME, and values behind it"),
        (("template", "serch.html"), "no template `serch.html`. Did you mean `search.html`"),
        (("template", "../../x"), "no template `../../x`. Templates are `404.html`"),
        (("template", "search.html", "whle=yes"), "a template has no `whle`. Say `whole=yes`"),
        (("template", "search.html", "whole=y"), "`whole` cannot be `y`. It is one of `yes`"),
    ],
)
def test_what_cannot_be_added_is_said(
    site: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert _new(site, *words) == MISUSE
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_a_page_and_a_chart_stand_in_every_language(site: Path) -> None:
    chart = ("chart", "way", "page=trade", "kind=path", "facts=residents/town", *_CHART)
    assert _new(site, "page", "trade", "kind=briefing", "domain=people", *_PAGE) == GOOD
    assert _new(site, *chart) == GOOD
    assert _new(site, *chart) == MISUSE
    assert ":title: 路径\n" in (site / "content/trade.zh.md").read_text("utf-8")
    assert check_site(site, keep_store()).problems == ()


def test_what_a_page_and_a_chart_may_have_is_written_where_it_is_given(site: Path) -> None:
    more = (
        "short_en=Our trade",
        "short_zh=本地贸易",
        "lead_zh=导语",
        "lead_en=L",
        "group=data",
        "order=7",
    )
    assert _new(site, "page", "trade", *_PAGE, *more, "updated=2026-01-31") == GOOD
    assert (site / "content/trade.zh.md").read_text("utf-8") == (
        '---\nkind: page\ntitle: "贸易"\nshort: "本地贸易"\nlead: "导语"\ndescription: "贸易"\n'
        "group: data\norder: 7\nupdated: 2026-01-31\n---\n"
    )
    of_whole = ("kind=parts", "facts=a", "whole=b", "note_en=N", "note_zh=注", "rest_zh=其他")
    assert _new(site, "chart", "way", "page=trade", *of_whole, *_CHART) == GOOD
    chart = (site / "content/trade.zh.md").read_text("utf-8").partition(":::")[2]
    assert chart == (
        "{chart} parts\n:name: way\n:title: 路径\n:alt: 一条线\n:note: 注\n:rest: 其他\n:whole: b\n:facts: a\n:::\n"
    )


@pytest.mark.parametrize("whole", [(), ("whole=yes",)])
def test_a_site_with_templates_to_start_from_is_as_it_was(
    site: Path, whole: tuple[str, ...]
) -> None:
    templates = load_theme_templates()
    for name in templates:
        assert _new(site, "template", name, *whole) == GOOD
    built = check_site(site, keep_store())
    assert built.problems == ()
    written = {name: (site / "templates" / name).read_text("utf-8") for name in templates}
    copied = {name for name, text in written.items() if text == templates[name]}
    assert (copied == templates.keys()) == bool(whole)
    assert {"parts/page.html", "embed.html", "page.md"} <= copied


def test_a_template_to_start_from_names_its_blocks_and_is_not_written_over(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _new(site, "template", "templates/search.html") == GOOD
    path = site / "templates/search.html"
    text = path.read_text("utf-8")
    assert "Its blocks: main, scripts, head, masthead, mark, colophon." in text
    assert text.endswith('{% extends "theme/search.html" %}\n')
    capsys.readouterr()
    assert _new(site, "template", "search.html", "whole=yes") == MISUSE
    assert "`templates/search.html` is there already" in capsys.readouterr().err
    assert path.read_text("utf-8") == text


def test_what_the_kind_of_a_chart_needs_is_asked_for_once_it_is_known(site: Path) -> None:
    answers = {"kind": "parts", "facts": "a", "whole": "b"}
    given = {"page": "people", **dict(one.split("=") for one in _CHART)}
    asked = list[str]()

    def ask(wanted: Wanted) -> str:
        asked.append(wanted.name)
        return answers[wanted.name]

    add_new(site, "chart", "x", given, ask, outside=False)
    assert asked == ["kind", "facts", "whole"]


def test_an_unknown_kind_of_chart_is_refused(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = [f"{name}_{code}=x" for code in ("en", "zh") for name in ("title", "alt")]
    assert _new(site, "chart", "x", "page=people", "kind=pie", "facts=a", *drawn) == MISUSE
    assert next(iter(CHART_KINDS)) in capsys.readouterr().err


def test_a_catalogue_keeps_what_is_translated_and_gets_what_is_missing(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = site / "templates/locale/zh.po"
    own.parent.mkdir(parents=True)
    own.write_text('msgid "gone"\nmsgstr "没有了"\n', "utf-8")
    (site / "templates/extra.html").write_text("{{ _('A text of ours') }}", "utf-8")
    capsys.readouterr()
    assert main(["--project", str(site), "catalogue", "zh"]) == GOOD
    said = capsys.readouterr().out
    assert "1 text was added" in said
    assert "`gone`" in said
    text = own.read_text("utf-8")
    assert text.startswith('msgid "gone"\nmsgstr "没有了"\n')
    assert text.endswith('msgid "A text of ours"\nmsgstr ""\n')
    assert main(["--project", str(site), "catalogue", "zh"]) == GOOD
    assert own.read_text("utf-8") == text
    assert main(["--project", str(site), "catalogue", "xq"]) == MISUSE


@pytest.mark.parametrize(("code", "first"), [("hu", "Wrote"), ("fr", "No text is missing")])
def test_a_catalogue_of_no_language_of_the_site_says_what_comes_next(
    site: Path, capsys: pytest.CaptureFixture[str], code: str, first: str
) -> None:
    assert main(["--project", str(site), "catalogue", code]) == GOOD
    said = capsys.readouterr().out
    assert said.startswith(first)
    assert (
        f"The site has no language `{code}`, so nobody reads these texts yet. Next: sitegen new language {code} "
        in said
    )
    assert main(["--project", str(site), "new", "language", code]) == GOOD
    capsys.readouterr()
    assert main(["--project", str(site), "catalogue", code]) == GOOD
    assert "The site has no language" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ("zh en", "`zh en` has no comma between two languages. Write `zh,en`."),
        ("zh，en,de", "`zh，en,de` has no comma between two languages. Write `zh,en,de`."),
        ("中文/English", "`中文/English` has no comma between two languages. Write `zh,en`."),
        ("en,xx yy", "CLDR has no language `xx yy`."),
        ("chinese,en", "CLDR has no language `chinese`. Did you mean `zh`?"),
    ],
)
def test_a_site_of_languages_that_are_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], codes: str, said: str
) -> None:
    assert main(["init", str(tmp_path / "new"), "--languages", codes]) == MISUSE
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "area,name_en\n谷,山谷\n".encode("gb18030"),
            "`areas.csv` cannot be read: the file is not UTF-8 but GBK, as it seems: `谷,山谷` stands here. Convert it",
        ),
        (b"area;name_en\n", "`areas.csv` does without the column `area`"),
    ],
)
def test_a_table_that_cannot_be_read_gets_no_row(
    site: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    (site / "data/areas.csv").write_bytes(content)
    given = ("name_en=T", "name_zh=T", "short_en=T", "short_zh=T")
    assert _new(site, "area", "x", *given) == MISUSE
    assert said in capsys.readouterr().err
    assert (site / "data/areas.csv").read_bytes() == content


def test_a_table_in_utf_16_gets_a_row_and_stays_so(site: Path) -> None:
    """As spreadsheets save it, and builds read it."""
    path = site / "data/areas.csv"
    text = path.read_text("utf-8")
    path.write_bytes(text.encode("utf-16"))
    given = ("name_en=T", "name_zh=T", "short_en=T", "short_zh=T")
    assert _new(site, "area", "x", *given) == GOOD
    now = path.read_bytes()
    assert now.startswith(codecs.BOM_UTF16)
    assert now.decode("utf-16").startswith(text)
    assert "\nx," in now.decode("utf-16")
    assert main(["--project", str(site), "new", "language", "fr"]) == GOOD
    assert "name_fr" in path.read_bytes().decode("utf-16")


def test_no_settings_no_new_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _new(tmp_path, "source", "x") == PROBLEMS
    assert "site.toml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("code", "locale", "scaled", "grouped"),
    [
        ("zh", "zh_Hans_CN", 10_000, False),
        ("zh-Hant", "zh_Hant_TW", 10_000, False),
        ("de", "de_DE", 1_000_000, True),
        ("pt", "pt_BR", 1_000_000, True),
        ("ko", "ko_KR", 10_000, True),
        ("ja", "ja_JP", 10_000, True),
    ],
)
def test_cldr_knows_the_languages(code: str, locale: str, scaled: int, *, grouped: bool) -> None:
    language = know_language(code)
    assert (language.locale, language.scaled_from, language.grouped) == (locale, scaled, grouped)


@pytest.mark.parametrize("code", ["xq", "", "EN", "en_GB", "../en"])
def test_what_is_no_language_is_refused(code: str) -> None:
    with pytest.raises(UnknownLanguageError):
        know_language(code)


def test_a_new_table_gets_its_header() -> None:
    table = next(one for one in TABLES if one.name == "areas")
    text = add_row("", table, ("en",), {"area": "a", "name_en": "A, b", "short_en": "A"})
    assert text == 'area,name_en,short_en,aliases,part_of,note_en\na,"A, b",A,,,\n'
    with pytest.raises(NewError, match="already"):
        add_row(text, table, ("en",), {"area": "a"})


def test_a_site_without_the_example_has_nothing_to_clean_up(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    words = ["init", str(folder), "--languages", "es,en,ja", "--example", "no"]
    assert main(words) == GOOD
    built = check_site(folder, keep_store())
    assert (built.problems, built.facts) == ((), 0)
    filled = [one for one in (folder / "data").iterdir() if one.read_text("utf-8").count("\n") > 1]
    assert [one.name for one in filled] == ["units.csv"]
    texts = "".join(one.read_text("utf-8") for one in (folder / "content").iterdir())
    assert "residents" not in texts
    assert "example-plan" not in texts
    own = (
        "base_unit=MWh",
        "factor=1",
        *(f"form_{code}={{scaled}} MWh" for code in ("es", "en", "ja")),
    )
    assert _new(folder, "unit", "MWh", *own) == GOOD  # a base unit, which refers to itself


def test_a_fact_stands_below_the_others_of_its_document(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("source=example-plan", "unit=residents", "locator=page 2")
    added = ("fact", "residents/town/2022", *given, "value=43000", "phrase=43,000 residents")
    assert _new(site, *added) == GOOD
    assert [row["period"] for row in _rows(site, "facts")] == [
        "2020",
        "2030",
        "2030",
        "2022",
        "2024",
    ]
    span = ("low=1000", "high=2000", "phrase=1,000 to 2,000 residents")
    assert _new(site, "fact", "residents/town/2031--2035/target/increment", *given, *span) == GOOD
    row = _rows(site, "facts")[4]
    assert (row["period"], row["kind"], row["bound"]) == ("2031/2035", "target", "range")
    share = ("source=example-report", "unit=%", "value=31.5", "locator=page 4", "phrase=31.5%")
    assert _new(site, "fact", "bus-share/town/2024/share", *share) == GOOD
    assert [(one["kind"], one["measure"]) for one in _rows(site, "facts")][-1:] == [
        ("actual", "share")
    ]
    assert check_site(site, keep_store()).publishable
    capsys.readouterr()
    for words, said in (
        (added, "`facts.csv` has a row `residents/town/2022/actual/level/example-plan` already"),
        (("fact", "residents/town"), "is not the key of a fact"),
        (("fact", "residents/town/2021", *given, "phrase=x"), "`value` is not given"),
        (
            ("fact", "resident/town/2021", *given, "value=1", "phrase=x"),
            "`indicators.csv` has no row `resident`. Did you mean `residents`?",
        ),
        (
            ("fact", "residents/sea/2021", *given, "value=1", "phrase=x"),
            "Add it first: sitegen new area sea",
        ),
    ):
        before = (site / "data/facts.csv").read_bytes()
        assert _new(site, *words) == MISUSE
        assert said in capsys.readouterr().err
        assert (site / "data/facts.csv").read_bytes() == before


# A language more


def test_a_language_more_leaves_a_new_site_without_problems(site: Path) -> None:
    assert _new(site, "language", "fr") == GOOD
    assert check_site(site, keep_store()).problems == ()
    assert 'title.fr = "Notes d’exemple"\n' in (site / "site.toml").read_text("utf-8")
    assert _rows(site, "indicators")[0]["name_fr"] == "Habitants"
    assert "kind: tracker" in (site / "content/targets.fr.md").read_text("utf-8")


def test_a_text_that_two_other_languages_lack_is_told_once(site: Path) -> None:
    assert _new(site, "language", "fr") == GOOD
    with (site / "content/about.en.md").open("a", encoding="utf-8") as file:
        file.write("\nThis stands here alone.\n")
    [told] = check_site(site, keep_store()).problems
    codes = [code for code in ("zh", "fr") if f"content/about.{code}.md" in told.message]
    assert (told.rule, told.path, codes) == ("unpaired", "content/about.en.md", ["zh", "fr"])


def test_what_is_not_translated_stands_in_the_language_it_is_translated_from(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        _new(
            site,
            "unit",
            "km",
            "base_unit=km",
            "factor=1",
            "form_en={plain} mile|{plain} miles",
            "form_zh={plain}里",
        )
        == GOOD
    )
    settings = site / "site.toml"
    replace(settings, '"Example briefings"', '"Our town"')
    home = site / "content/index.en.md"
    replace(home, "An example to write ", "Our own words")
    capsys.readouterr()
    assert _new(site, "language", "ja", "from=en") == GOOD
    said = capsys.readouterr().out
    assert "site.toml: 1 text is to be translated; until then it stands in `en`" in said
    assert "content/index.ja.md: to be translated; it is a copy of the page in `en`" in said
    lines = settings.read_text("utf-8").splitlines()
    assert (
        lines[lines.index('title.zh = "示例简报"') + 1]
        == 'title.ja = "Our town" # to be translated'
    )
    assert "pictures = false" in settings.read_text("utf-8")
    assert (site / "content/index.ja.md").read_text("utf-8") == home.read_text("utf-8")
    assert (
        _rows(site, "units")[-1]["form_ja"] == "{plain} miles"
    )  # of as many forms as the language has
    assert {one.level for one in check_site(site, keep_store()).problems} == {"warning"}


def test_all_pages_are_copied_where_that_is_wanted(site: Path) -> None:
    replace(site / "content/people.en.md", "order: ", "order: 1")
    assert _new(site, "language", "de") == GOOD
    assert not (site / "content/people.de.md").exists()
    assert (site / "content/method.de.md").exists()


def test_settings_that_no_line_can_be_added_to_are_left_as_they_are(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = site / "site.toml"
    text = settings.read_text("utf-8")
    start, end = text.index("title.en"), text.index("description.en")
    settings.write_text(
        text[:start] + 'title = { en = "Town", zh = "小城" }\n' + text[end:], encoding="utf-8"
    )
    before = settings.read_bytes()
    assert _new(site, "language", "fr") == MISUSE
    assert (
        "Write each text in a line of its own, such as `title.en = …`." in capsys.readouterr().err
    )
    assert settings.read_bytes() == before
    assert not (site / "content/index.fr.md").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("en",), "the site has the language `en` already"),
        (("frr-",), "CLDR has no language `frr-`"),
        (("fr", "from=de"), "`de` is not a language of the site. The languages are `en`, `zh`."),
        (("fr", "from=eng"), "`eng` is not a language of the site. Did you mean `en`?"),
        (("eng",), "CLDR has no language `eng`. Did you mean `en`?"),
        (("DE",), "CLDR has no language `DE`. Did you mean `de`?"),
        (("cn",), "CLDR has no language `cn`. Did you mean `zh`?"),
        (("fr", "pages=some"), "`pages` cannot be `some`. It is one of `home`, `all`."),
        (("fr", "form=en"), "a language has no `form`"),
    ],
)
def test_a_language_that_cannot_be_added_is_refused(
    site: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert _new(site, "language", *words) == MISUSE
    assert said in capsys.readouterr().err


# Where the workflow takes sitegen from


def test_the_workflow_installs_what_is_at_work_here(tmp_path: Path) -> None:
    wheel = tmp_path / "my wheels" / "sitegen-0.2.0-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"PK")
    copied = read_installed({"url": wheel.as_uri(), "archive_info": {}})
    assert (copied.requirement, copied.copied) == (f"./.github/{wheel.name}", wheel)
    assert wheel.name in copied.note
    repository = read_installed(
        {
            "url": "https://code.example/sitegen.git",
            "vcs_info": {"vcs": "git", "commit_id": "f" * 40},
        }
    )
    assert repository.requirement == f'"sitegen @ git+https://code.example/sitegen.git@{"f" * 40}"'
    address = read_installed({"url": "https://files.example/sitegen.whl", "archive_info": {}})
    assert address.requirement == '"sitegen @ https://files.example/sitegen.whl"'
    folder = read_installed({"url": tmp_path.as_uri(), "dir_info": {"editable": True}})
    assert (folder.requirement, folder.copied) == (RELEASED, None)
    assert "put its wheel into the project" in folder.note


def test_a_site_brings_the_file_that_its_workflow_installs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "sitegen-0.2.0-py3-none-any.whl"
    wheel.write_bytes(b"PK")
    origin = read_installed({"url": wheel.as_uri(), "archive_info": {}})
    monkeypatch.setattr("sitegen.starting.commands.find_installed", lambda: origin)
    folder = tmp_path / "site"
    assert f".github/{wheel.name}" in start_site(folder, ["en"]).paths
    assert (folder / ".github" / wheel.name).read_bytes() == b"PK"
    workflow = (folder / ".github/workflows/site.yml").read_text("utf-8")
    assert f"- run: pip install ./.github/{wheel.name}\n" in workflow


def test_a_language_whose_comparing_words_are_unknown_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "site"
    assert main(["init", str(folder), "--languages", "en,fr"]) == GOOD
    assert main(["--project", str(folder), "check"]) == GOOD
    assert "Words that compare are not known in `fr`" in capsys.readouterr().out
    table = folder / "data/comparing.csv"
    table.write_text(table.read_text("utf-8") + "augmenté,fr,compares,rose\n", encoding="utf-8")
    assert main(["--project", str(folder), "check"]) == GOOD
    assert "Words that compare" not in capsys.readouterr().out
    text = table.read_text("utf-8")
    table.write_text(text, encoding="utf-16")  # as spreadsheets save it
    assert main(["--project", str(folder), "check"]) == GOOD
    assert "Words that compare" not in capsys.readouterr().out
    table.write_text(text + "aumentó,es,compares,rose\n", encoding="utf-8")
    assert main(["--project", str(folder), "check"]) == PROBLEMS
    assert (
        "comparing.csv:3:9: error[cell]: `es` is not a language of the site"
        in capsys.readouterr().err
    )
