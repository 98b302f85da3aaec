"""What a reader does, in Chromium: every page type, both languages, phone and desktop."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin

import pytest
from playwright.sync_api import expect
from visits import BRIEFINGS, LANGUAGES, WIDER, follow, path_of, visit_site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from visits import Visit

pytestmark = pytest.mark.xdist_group("browser-site")

SLUGS = [
    "",
    "economy",
    "innovation",
    "opening-up",
    "plan",
    "data",
    "sources",
    "discrepancies",
    "method",
    "industry",
    "finance",
    "city",
    "reform",
    "livelihood",
    "green",
    "governance",
    "programmes",
    "timeline",
    "glossary",
    "search",
    "indicators/gdp",
    "indicators/trade-total",
    "sources/cdht-plan-2021",
    "sources/huaxi-2023-01",
    "sources/cd-plenum-2023-07",
    "sources/cddaily-2023-12",
    "sources/cdht-conference-2024-02",
]
TEMPLATES = {
    "": "home",
    "economy": "briefing",
    "innovation": "briefing",
    "opening-up": "briefing",
    "plan": "tracker",
    "data": "data",
    "sources": "sources",
    "discrepancies": "discrepancies",
    "method": "method",
    "programmes": "programmes",
    "timeline": "timeline",
    "search": "search",
    "glossary": "glossary",
    "indicators/gdp": "indicator",
    "indicators/trade-total": "indicator",
}
TEMPLATES |= dict.fromkeys(BRIEFINGS, "briefing")
TYPES = list({TEMPLATES.get(slug, "source"): slug for slug in reversed(SLUGS)}.values())
"""A page of each type."""
SEEN = [
    (code, slug, (390, 1280)[(number + turn) % 2])
    for number, slug in enumerate(SLUGS)
    for turn, code in enumerate(LANGUAGES)
]
"""Every page in both languages: in one on a phone, in the other at a desk, by turns."""
TURNS = [(tuple(LANGUAGES)[number % 2], slug) for number, slug in enumerate(TYPES)]
"""A page of each type, in one language or the other: for what is the same in both."""
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(("code", "slug", "width"), SEEN)
def test_a_page_opens_and_says_what_it_is(
    browser: Browser, address: str, code: str, slug: str, width: int
) -> None:
    with visit_site(browser, address, width, 900) as visit:
        _check_opened(visit.open(path_of(code, slug)), code, slug)


def _check_opened(page: Page, code: str, slug: str) -> None:
    assert page.locator("html").get_attribute("lang") == LANGUAGES[code]
    assert page.locator("body").get_attribute("data-template") == TEMPLATES.get(slug, "source")
    assert page.locator("h1").count() == 1
    title = page.locator("h1").inner_text()
    assert bool(HAN.search(title)) == (code == "zh")
    assert page.locator("link[rel=canonical]").get_attribute("href", timeout=1000)
    tags = [
        link.get_attribute("hreflang")
        for link in page.locator("head link[rel=alternate][hreflang]").all()
    ]
    assert sorted(filter(None, tags)) == ["en", "x-default", "zh-CN"]
    assert page.evaluate(WIDER) <= 0, "the page is wider than the screen"
    if slug in BRIEFINGS:
        prose = " ".join(page.locator("main p:not(figure p)").all_inner_texts())
        assert len(HAN.findall(prose)) > 900 if code == "zh" else len(prose.split()) > 500
        assert page.locator(".card data.fact").count() >= 4
        assert page.locator("figure.chart").count() >= 3
        assert page.locator("table a[href*='sources/']").count() >= 4


@pytest.mark.parametrize("slug", TYPES)
def test_the_language_switch_leads_to_the_same_page_and_back(desk: Visit, slug: str) -> None:
    page = desk.open(path_of("zh", slug))
    facts = page.locator("data.fact").evaluate_all(
        "found => found.map(one => one.dataset.fact + '=' + one.value)"
    )
    follow(page.locator("header a[hreflang=en]"))
    assert page.url == urljoin(desk.root, path_of("en", slug))
    other = page.locator("data.fact").evaluate_all(
        "found => found.map(one => one.dataset.fact + '=' + one.value)"
    )
    assert sorted(set(facts)) == sorted(set(other))
    follow(page.locator("header a[hreflang=zh-CN]"))
    assert page.url == urljoin(desk.root, path_of("zh", slug))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_chart_is_shown_in_one_form_with_text_that_can_be_read(visit: Visit, code: str) -> None:
    page = visit.open(path_of(code, "economy"))
    narrow = (page.viewport_size or {"width": 0})["width"] < 500
    for figure in page.locator("figure.chart").all():
        assert figure.locator("svg.chart-narrow").is_visible() == narrow
        assert figure.locator("svg.chart-wide").is_visible() != narrow
        svg = figure.locator("svg.chart-narrow" if narrow else "svg.chart-wide")
        assert svg.get_attribute("role") == "img"
        for name in ("aria-labelledby", "aria-describedby"):
            for identifier in (svg.get_attribute(name) or "").split():
                assert (
                    page.locator(f"[id='{identifier}']").inner_text().strip()
                    or page.locator(f"[id='{identifier}']").text_content()
                )
        heights = svg.locator("text").evaluate_all(
            "found => found.map(one => one.getBoundingClientRect().height)"
        )
        assert len(heights) > 3
        assert min(heights) >= 10
        box, frame = svg.bounding_box(), figure.bounding_box()
        assert box is not None
        assert frame is not None
        assert box["x"] >= frame["x"] - 1
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_chart_has_its_table_and_downloads(visit: Visit, code: str) -> None:
    page = visit.open(path_of(code, "opening-up"))
    figure = page.locator("figure.chart").first
    table = figure.locator("table")
    assert not table.is_visible()
    figure.locator("summary").first.click()
    assert table.is_visible()
    assert table.locator("data.fact, data.derived").count() >= 2
    links = figure.locator("a[href*='data/charts/']")
    found = [str(link.get_attribute("href")) for link in links.all()]
    assert [link.partition(f".{code}.")[2] for link in found] == ["svg", "csv", "json", "vl.json"]
    for link in found:
        response = page.request.get(urljoin(page.url, link))
        assert response.ok
        assert len(response.body()) > 100


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_number_leads_to_the_place_that_states_it(desk: Visit, code: str) -> None:
    page = desk.open(path_of(code, "economy"))
    fact = page.locator("main p data.fact").first
    key, value, text = (
        fact.get_attribute("data-fact"),
        fact.get_attribute("value"),
        fact.inner_text(),
    )
    follow(fact.locator("a"))
    assert unquote(page.url).endswith(f"#{key}")
    row = page.locator(f"[id='{key}']")
    assert row.is_visible()
    assert page.evaluate("document.querySelector(':target') !== null")
    stated = row.locator(f"data.fact[data-fact='{key}']").first
    assert stated.get_attribute("value") == value
    assert stated.inner_text() == text
    assert row.locator("[lang=zh-CN], [lang=zh]").count() or code == "zh"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_derived_number_leads_to_its_working(desk: Visit, code: str) -> None:
    page = desk.open(path_of(code, "economy"))
    derived = page.locator("main p data.derived").first
    text = derived.inner_text()
    follow(derived.locator("a"))
    working = page.locator(":target")
    assert working.is_visible()
    assert text in str(working.text_content())
    assert re.search("[÷−]", str(working.text_content()))
    assert working.locator("a[href*='sources/']").count() >= 2


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_tracker_gives_every_target_a_status_in_words(desk: Visit, code: str) -> None:
    page = desk.open(path_of(code, "plan"))
    rows = page.locator("tr[id*='/target/']")
    assert rows.count() > 60
    words = {
        "zh": "快于预期|符合预期|滞后|已实现|偏离|不可比|暂无数据",
        "en": "ahead|on track|behind|reached|moving away|not comparable|no data yet",
    }
    for text in rows.all_text_contents():
        assert re.search(words[code], text)


@pytest.mark.parametrize(("code", "slug"), TURNS)
def test_nothing_is_lost_without_javascript(
    browser: Browser, address: str, code: str, slug: str
) -> None:
    seen = []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        page.goto(urljoin(address, path_of(code, slug)))
        # What only a script can do is offered by the script; the day of access it fills in.
        page.locator(
            "form.filters, form.finder, main noscript, figure.chart button, .citation button,"
            " [data-accessed]"
        ).evaluate_all("found => found.forEach(one => one.remove())")
        seen.append(
            (
                page.locator("main").inner_text(),
                page.locator("main a").count(),
                page.locator("svg:visible").count(),
            )
        )
        context.close()
    assert seen[0] == seen[1]


def test_the_root_offers_every_language(desk: Visit) -> None:
    page = desk.open("index.html")
    for code, tag in LANGUAGES.items():
        link = page.locator(f"main a[hreflang='{tag}']").first
        assert link.get_attribute("lang") or page.locator(f"[lang='{tag}']").count()
        assert urljoin(page.url, str(link.get_attribute("href"))) == urljoin(
            desk.root, path_of(code, "")
        )


def test_the_404_page_speaks_both_languages(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(urljoin(address, "404.html"))
    assert page.locator("[lang=en]").count()
    assert page.locator("[lang=zh-CN]").count()
    assert all(
        str(link.get_attribute("href")).startswith(("/", "#", "http"))
        for link in page.locator("a").all()
    )
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_light_and_dark(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(urljoin(address, path_of("zh", "economy")))
    for selector in ("body", "h1", "main p", "figure.chart svg:visible text", "td", "footer"):
        ratio = page.evaluate(CONTRAST, selector)
        assert ratio >= 4.5, f"{selector} in {scheme}: {ratio:.2f}"
    context.close()


CONTRAST = """
selector => {
  const parse = text => { const n = text.match(/[\\d.]+/g).map(Number); return n.length > 3 && n[3] === 0 ? null : n.slice(0, 3); };
  const light = rgb => { const [r, g, b] = rgb.map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = one => { for (let e = one; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c) return c; } return [255, 255, 255]; };
  const visible = selector.includes(':visible');
  const found = [...document.querySelectorAll(selector.replace(':visible', ''))].filter(e => !visible || e.getClientRects().length);
  return Math.min(...found.map(e => {
    const style = getComputedStyle(e);
    const ink = parse(e.namespaceURI.endsWith('svg') ? style.fill : style.color) || [0, 0, 0];
    const pair = [light(ink), light(ground(e))].sort((a, b) => b - a);
    return (pair[0] + 0.05) / (pair[1] + 0.05);
  }));
}
"""


def test_the_site_works_from_a_folder(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    follow(page.locator("main a[hreflang='zh-CN']").first)
    follow(page.locator("nav a", has_text="经济").first)
    assert page.locator("figure.chart svg:visible").count() >= 3
    follow(page.locator("main p data.fact a").first)
    assert page.locator(":target").is_visible()
    page.close()


def shown_rows(page: Page) -> int:
    return page.locator("tr[data-row]:visible").count()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_data_table_is_narrowed_and_keeps_it_in_its_address(visit: Visit, code: str) -> None:
    page = visit.open(path_of(code, "data"))
    total = shown_rows(page)
    assert total > 700
    page.locator("select[data-filter=domain]").select_option("opening")
    domain = shown_rows(page)
    assert 0 < domain < total
    page.locator("select[data-filter=kind]").select_option("actual")
    assert 0 < shown_rows(page) < domain
    page.locator("input[data-search]").fill("8630.4" if code == "zh" else "863.04")
    assert shown_rows(page) == 1
    assert page.locator("tr[data-row]:visible data.fact").get_attribute("value") == "863040000000"
    page.reload()
    assert shown_rows(page) == 1
    with page.expect_download() as download:
        page.locator("[data-download]").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "863040000000" in lines[1]
    page.locator("button[type=reset]").click()
    expect(page).to_have_url(re.compile(r"\.html$"))
    assert shown_rows(page) == total


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_tracker_is_filtered_ordered_and_opens_paths(visit: Visit, code: str) -> None:
    page = visit.open(path_of(code, "plan"))
    total = shown_rows(page)
    page.locator("select[data-filter=horizon]").select_option("2023")
    assert 0 < shown_rows(page) < total
    page.locator("button[type=reset]").click()
    expect(page).to_have_url(re.compile(r"\.html$"))
    page.locator("select[data-sort]").select_option("name")
    names = page.locator("section.domain").first.locator("tr[data-row] th a").all_inner_texts()
    page.locator("select[data-sort]").select_option("")
    plain = page.locator("section.domain").first.locator("tr[data-row] th a").all_inner_texts()
    assert names != plain
    assert sorted(names) == sorted(plain)
    path = page.locator("details.path").first
    assert not path.locator("svg").is_visible()
    path.locator("summary").click()
    assert path.locator("svg").is_visible()


@pytest.mark.parametrize("slug", ["plan", "data"])
def test_a_download_says_what_the_rows_say_wherever_they_are(desk: Visit, slug: str) -> None:
    page = desk.open(path_of("en", slug))
    with page.expect_download() as download:
        page.locator("[data-download]").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == shown_rows(page)
    assert [row for row in rows if not all((row["fact"], row["Indicator"], row["address"]))] == []
    by_key = {row["fact"]: row for row in rows}
    if slug == "plan":
        target = by_key["gdp/cdht/2025/target/level/cdht-plan-2021"]
        assert target["value_base"] == "350000000000 400000000000"
        assert target["Status"].startswith("ahead; 76% of the way")
        assert "chart" not in target["Status"]
    else:
        fact = by_key["gdp/cdht/2023/actual/level/cdht-conference-2024-02"]
        assert fact["Value"] == "CNY 320.12 billion"
        assert fact["Period"] == "2023"


@pytest.mark.parametrize("slug", ["plan", "data"])
def test_links_among_the_rows_arrive(visit: Visit, slug: str) -> None:
    page = visit.open(path_of("en", slug))
    for key in ("industry", "governance", "opening"):
        page.locator(f".jump a[href='#domain-{key}']").click()
        place = page.locator(f"#domain-{key}")
        assert 0 <= place.evaluate("one => one.getBoundingClientRect().top") < 100, key
        page.evaluate("scrollTo(0, 0)")
    row = page.locator("tr[data-row]").nth(300).get_attribute("id")
    page.goto("about:blank")
    visit.open(f"{path_of('en', slug)}#{quote(str(row), safe='/')}")
    top = page.locator(":target").evaluate("one => one.getBoundingClientRect().top")
    assert 0 <= top < 200


@pytest.mark.parametrize(
    ("code", "slug", "words", "named"),
    [
        ("en", "data", "4781", "Certified high-tech enterprises"),
        ("en", "data", "独角兽", "Unicorns"),
        ("zh", "plan", "hospitals", "三级医院数"),
    ],
)
def test_rows_are_found_by_bare_numbers_and_names_of_either_language(
    desk: Visit, code: str, slug: str, words: str, named: str
) -> None:
    page = desk.open(path_of(code, slug))
    page.locator("input[data-search]").fill(words)
    row = page.locator("tr[data-row]:visible", has_text=named).first
    expect(row).to_be_visible()
    numbers = page.locator(".jump li:visible .count").all_inner_texts()
    assert sum(map(int, numbers)) == shown_rows(page)
    page.locator("input[data-search]").fill("zzz")
    expect(page.locator("[data-none]")).to_be_visible()
    assert page.locator(".jump li:visible").count() == 0


def test_what_is_for_paper_alone_is_not_on_the_screen(desk: Visit) -> None:
    page = desk.open(path_of("en", "economy"))
    assert page.locator(".print-only").count() > 1
    assert page.locator(".print-only:visible").count() == 0


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_tracker_names_every_document_its_marks_stand_for(desk: Visit, code: str) -> None:
    for slug in ("plan", "discrepancies", "economy"):
        page = desk.open(path_of(code, slug))
        marks = page.locator("data.fact[data-mark]").evaluate_all(
            "found => found.map(one => one.dataset.mark)"
        )
        listed = page.locator(".sources li").evaluate_all(
            "found => found.map(one => one.dataset.mark)"
        )
        assert set(marks) <= set(listed), slug


def test_the_tables_are_whole_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(urljoin(address, path_of("en", "data")))
    assert shown_rows(page) > 700
    assert not page.locator("form.filters").is_visible()
    context.close()


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_indicator_page_leads_from_number_to_passage_and_back(desk: Visit, code: str) -> None:
    page = desk.open(path_of(code, "indicators/hightech-enterprises"))
    assert page.locator("figure.chart svg:visible").count() == 1
    facts = page.locator("table.statements data.fact")
    assert facts.count() > 5
    key = str(facts.first.get_attribute("data-fact"))
    follow(facts.first.locator("a"))
    assert unquote(page.url).endswith(f"#{key}")
    follow(page.locator("tr:target th a"))
    assert "indicators/hightech-enterprises/" in page.url


@pytest.mark.parametrize(("code", "query"), [("zh", "生产总值"), ("en", "CNY 320.12 billion")])
def test_a_page_is_searched_from_and_what_is_found_is_reached(
    desk: Visit, code: str, query: str
) -> None:
    page = desk.open(path_of(code, ""))
    page.locator("form.seek input").fill(query)
    with page.expect_navigation():
        page.locator("form.seek input").press("Enter")
    page.locator("#finder-results h2").first.wait_for()
    for number in range(page.locator("#finder-results section").count()):
        follow(page.locator("#finder-results section").nth(number).locator("a").first)
        page.go_back()
        page.locator("#finder-results h2").first.wait_for()


@pytest.mark.parametrize(
    ("code", "query", "kind", "title"),
    [
        ("zh", "高新区", "page", "2023年GDP"),
        ("zh", "生产总值", "indicator", "地区生产总值"),
        ("zh", "绿", "term", "绿"),
        ("zh", "3201.2亿", "fact", "3201.2亿元"),
        ("zh", "3201.2 亿元", "fact", "3201.2亿元"),
        ("zh", "320.12 billion", "fact", "3201.2亿元"),
        ("en", "3201.2亿元", "fact", "CNY 320.12 billion"),
        ("en", "CNY 320.12 billion", "fact", "CNY 320.12 billion"),
        ("en", "579400", "fact", "579,400"),
        ("en", "57.94万户", "fact", "579,400"),
        ("en", "Hospital", "indicator", "hospitals"),
        ("en", "incubating enterprises", "indicator", "Enterprises in incubation"),
        ("en", "高新技术企业", "indicator", "high-tech enterprises"),
        ("en", "GDP of the Zone in 2023", "fact", "the Zone, 2023, actual: CNY 320.12 billion"),
        ("en", "hightech enterprises", "indicator", "Certified high-tech enterprises"),
        ("zh", "高新区GDP", "fact", "3201.2亿元"),
        ("zh", "3201", "fact", "3201.2亿元"),
        ("zh", "三级医院目标", "fact", "三级医院数"),
    ],
)
def test_words_and_numbers_are_found_in_either_notation(
    desk: Visit, code: str, query: str, kind: str, title: str
) -> None:
    page = desk.open(f"{path_of(code, 'search')}?q={quote(query)}")
    heads = page.locator("#finder-results h2")
    heads.first.wait_for()
    wanted = page.locator("#finder-results").get_attribute(f"data-name-{kind}")
    links = page.locator(
        "#finder-results section", has=page.get_by_role("heading", name=str(wanted))
    )
    assert any(title in text for text in links.locator("a").all_inner_texts())
    assert page.locator("h1").count() == 1


def test_a_part_of_another_number_is_not_found(desk: Visit) -> None:
    page = desk.open(path_of("en", "search") + "?q=863.04")
    page.locator("#finder-results a").first.wait_for()
    assert page.locator("#finder-results a", has_text="863.04").count() >= 1
    page.locator("form.finder input").fill("63.04")
    expect(page.locator("#finder-results a")).to_have_count(0)


@pytest.mark.parametrize(("one", "other"), [("innovative", "innovation"), ("company", "companies")])
def test_english_words_are_found_by_their_stems(desk: Visit, one: str, other: str) -> None:
    page = desk.open(path_of("en", "search") + f"?q={one}")
    page.locator("#finder-results a").first.wait_for()
    found = page.locator("#finder-results a").all_inner_texts()
    page.locator("form.finder input").fill(other)
    expect(page.locator("#finder-results a").first).to_be_visible()
    assert page.locator("#finder-results a").all_inner_texts() == found
    assert any(other in text.lower() for text in found)
    assert any(other not in text.lower() for text in found)


def test_a_word_within_another_is_not_found(desk: Visit) -> None:
    page = desk.open(path_of("en", "search") + "?q=pace")
    page.locator("#finder-results a").first.wait_for()
    found = page.locator("#finder-results a").all_inner_texts()
    assert any(" pace" in text for text in found)
    assert not any("space" in text for text in found)


def test_nothing_found_is_said(desk: Visit) -> None:
    page = desk.open(path_of("zh", "search"))
    page.locator("form.finder input").fill("没有这样的词")
    expect(page.locator("#finder-count")).not_to_be_empty()
    assert page.locator("#finder-results a").count() == 0


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_card_says_what_is_behind_a_number(visit: Visit, code: str) -> None:
    page = visit.open(path_of(code, "economy"))
    fact = page.locator("main .prose p data.fact").first
    source = str(fact.locator("a").get_attribute("title"))
    fact.locator("a").hover()
    card = page.locator(".fact-card")
    card.wait_for()
    assert card.locator(".card-text > span").all_inner_texts() == source.split("\n")
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= (page.viewport_size or {"width": 0})["width"]
    page.mouse.move(2, 2)
    card.wait_for(state="detached")


def test_a_card_can_be_reached_and_left_by_keyboard(desk: Visit) -> None:
    page = desk.open(path_of("en", "economy"))
    link = page.locator("main .prose p data.fact a").first
    page.keyboard.press("Tab")
    link.focus()
    page.locator(".fact-card").wait_for()
    described = str(link.get_attribute("aria-describedby"))
    assert "Source:" in page.locator(f"#{described}").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert "indicators/" in str(page.evaluate("document.activeElement.href"))
    page.keyboard.press("Escape")
    page.locator(".fact-card").wait_for(state="detached")
    assert page.evaluate("document.activeElement.closest('data.fact') !== null")


def test_a_tap_shows_the_card_and_a_link_of_it_leads_on(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(urljoin(address, path_of("zh", "economy")))
    before = page.url
    page.locator("main .prose p data.fact a").first.tap()
    page.locator(".fact-card").wait_for()
    assert page.url == before
    with page.expect_navigation():
        page.locator(".fact-card a[data-for=indicator]").tap()
    assert "/zh/indicators/" in page.url
    assert page.locator("h1").count() == 1
    context.close()
