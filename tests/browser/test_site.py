"""What a reader does, in Chromium: every kind of page, both languages, phone and desktop."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin

import pytest
from playwright.sync_api import expect
from visits import (
    CHINESE_ON_A_PHONE,
    DESK,
    ENGLISH_ON_A_PHONE,
    LANGUAGES,
    PAGES,
    PHONE,
    check_opened,
    follow,
    path_of,
    visit_site,
)

from sitegen.pages.kinds import PAGE_KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from visits import Visit

pytestmark = pytest.mark.xdist_group("browser-site")

TURNS = [(tuple(LANGUAGES)[number % 2], slug) for number, slug in enumerate(PAGES.values())]
"""A page of each kind, in one language or the other: for what is the same in both."""


def test_the_pages_are_of_every_kind() -> None:
    assert PAGES.keys() == {*PAGE_KINDS, "indicator", "source"}


def _facts(page: Page) -> set[str]:
    found: list[str] = page.locator("data.fact").evaluate_all(
        "found => found.map(one => one.dataset.fact + '=' + one.value)"
    )
    return set(found)


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_says_what_it_is_in_both_languages_and_the_switch_leads_there_and_back(
    browser: Browser, address: str, kind: str
) -> None:
    """In one language on a phone, in the other at a desk, by turns."""
    slug, widths = PAGES[kind], (390, 1280)[:: 1 if list(PAGES).index(kind) % 2 else -1]
    with visit_site(browser, address, widths[0], 900) as visit:
        page = visit.open(path_of("zh", slug))
        check_opened(page, "zh", kind)
        facts = _facts(page)
        page.set_viewport_size({"width": widths[1], "height": 900})
        follow(page.locator("header a[hreflang=en]"))
        assert page.url == urljoin(address, path_of("en", slug))
        check_opened(page, "en", kind)
        assert _facts(page) == facts
        follow(page.locator("header a[hreflang=zh-CN]"))
        assert page.url == urljoin(address, path_of("zh", slug))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_chart_is_shown_in_one_form_with_text_that_can_be_read(visit: Visit, code: str) -> None:
    page = visit.open(path_of(code, "freight"))
    narrow = (page.viewport_size or {"width": 0})["width"] < 500
    assert page.locator("figure.chart").count() > 3
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
        assert len(heights) > 1
        assert min(heights) >= 10
        box, frame = svg.bounding_box(), figure.bounding_box()
        assert box is not None
        assert frame is not None
        assert box["x"] >= frame["x"] - 1
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1


@CHINESE_ON_A_PHONE
def test_a_chart_has_its_table_and_downloads(visit: Visit, code: str) -> None:
    page = visit.open(path_of(code, "freight"))
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
    page = desk.open(path_of(code, "freight"))
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
    assert row.locator("q[lang=en]").inner_text().strip("“”") == "2.8 million tonnes"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_derived_number_leads_to_its_working(desk: Visit, code: str) -> None:
    page = desk.open(path_of(code, "freight"))
    derived = page.locator("main p data.derived").first
    text = derived.inner_text()
    follow(derived.locator("a"))
    working = page.locator(":target")
    assert working.is_visible()
    assert text in str(working.text_content())
    assert re.search("[÷−]", str(working.text_content()))
    assert working.locator("a[href*='sources/']").count() >= 2


@pytest.mark.parametrize(("code", "slug"), TURNS)
def test_nothing_is_lost_without_javascript(
    browser: Browser, address: str, code: str, slug: str
) -> None:
    seen = []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        page.goto(urljoin(address, path_of(code, slug)))
        page.locator("details:has(form.filters)").evaluate_all(
            "all => all.forEach(one => one.open = true)"
        )
        assert page.locator("form.filters:visible").count() == (
            enabled and slug in {"targets", "data"}
        )
        # What only a script can do is offered by the script; the day of access it fills in.
        page.locator(
            "form.filters, form.finder, main noscript, figure.chart button, button[data-copy],"
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
    page.goto(urljoin(address, path_of("zh", "freight")))
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
  if (!found.length) return 0;
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
    follow(page.locator("nav a", has_text="货运").first)
    assert page.locator("figure.chart svg:visible").count() >= 3
    follow(page.locator("main p data.fact a").first)
    assert page.locator(":target").is_visible()
    page.close()


def shown_rows(page: Page) -> int:
    return page.locator("tr[data-row]:visible").count()


@CHINESE_ON_A_PHONE
def test_the_data_table_is_narrowed_and_keeps_it_in_its_address(visit: Visit, code: str) -> None:
    page = visit.open(path_of(code, "data"))
    total = page.locator("tr[data-row]").count()
    assert total > 100
    assert shown_rows(page) == 0
    page.locator("select[data-filter=domain]").select_option("travel")
    domain = shown_rows(page)
    assert 0 < domain < total
    page.locator("select[data-filter=kind]").select_option("actual")
    assert 0 < shown_rows(page) < domain
    page.locator("input[data-search]").fill("6.1万" if code == "zh" else "61,000")
    assert shown_rows(page) == 1
    assert page.locator("tr[data-row]:visible data.fact").get_attribute("value") == "61000"
    page.reload()
    assert shown_rows(page) == 1
    with page.expect_download() as download:
        page.locator("[data-download]").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "61000" in lines[1]
    page.locator("button[type=reset]").click()
    expect(page).to_have_url(re.compile(r"\.html$"))
    assert shown_rows(page) == 0


WORDS = {
    "zh": "仅知上下限|快于预期|符合预期|滞后|已实现|偏离|口径不同|起点不明|资料未载|不计进度",
    "en": "ahead|on track|behind|reached|moving away|bounded|other definition|start unknown|not in our sources|no measurable result",
}
"""The statuses."""


@ENGLISH_ON_A_PHONE
def test_the_tracker_is_filtered_and_ordered(visit: Visit, code: str) -> None:
    page = visit.open(path_of(code, "targets"))
    rows = page.locator("tr[data-row]")
    targets = page.locator("tr[id*='/target/']").all_text_contents()
    assert len(targets) == rows.count() > 40
    assert [text for text in targets if not re.search(WORDS[code], text)] == []
    page.locator(".sieve > summary").click()
    page.locator("select[data-filter=horizon]").select_option("2030")
    assert 0 < shown_rows(page) < len(targets)
    page.locator("button[type=reset]").click()
    expect(page).to_have_url(re.compile(r"\.html$"))
    own = page.locator("details.domain").first.locator("tr[data-row] th a")
    page.locator("select[data-sort]").select_option("name")
    names = own.all_text_contents()
    page.locator("select[data-sort]").select_option("horizon")
    assert names != own.all_text_contents()
    assert sorted(names) == sorted(own.all_text_contents())


def _open_groups(page: Page) -> list[bool]:
    found: list[bool] = page.locator("details.domain").evaluate_all(
        "all => all.map(one => one.open)"
    )
    return found


def _count_chips(page: Page) -> dict[str, int]:
    found: dict[str, int] = page.locator(".choice:visible").evaluate_all(
        "all => Object.fromEntries(all.map(one => "
        "[one.querySelector('input').value, Number(one.querySelector('.count').textContent)]))"
    )
    return found


def test_targets_that_lead_come_first_and_all_others_are_folded(desk: Visit) -> None:
    page = desk.open(path_of("en", "targets"))
    leading = page.locator(".leading tr[data-row]")
    assert leading.count() == shown_rows(page) == 3
    assert page.locator(".leading tr[data-row] svg.bullet:visible").count() == 3
    assert _open_groups(page) == [False, False]
    assert page.locator("details.domain tr[data-row]").count() > 40


def test_what_a_filter_leaves_is_opened_and_counted(desk: Visit) -> None:
    page = desk.open(path_of("en", "targets"))
    page.locator(".sieve > summary").click()
    whole = _count_chips(page)
    assert whole.pop("all") == page.locator("tr[data-row]").count() == sum(whole.values())
    page.locator("select[data-filter=domain]").select_option("travel")
    assert _open_groups(page) == [False, True]
    left = _count_chips(page)
    assert left.pop("all") == shown_rows(page) == sum(left.values())
    assert left != whole
    page.locator("label.choice", has=page.locator("[value=not-in-sources]")).click()
    assert shown_rows(page) == left["not-in-sources"]
    assert _count_chips(page)["not-in-sources"] == left["not-in-sources"]
    page.locator("button[type=reset]").click()
    expect(page).to_have_url(re.compile(r"\.html$"))
    assert _open_groups(page) == [False, False]
    assert shown_rows(page) == 3


def test_without_javascript_groups_open_and_statuses_can_be_chosen(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(urljoin(address, path_of("en", "targets")))
    for summary in page.locator("details.domain > summary, .sieve > summary").all():
        summary.click()
    assert shown_rows(page) == page.locator("tr[data-row]").count()
    page.locator("label.choice", has=page.locator("[value=ahead]")).click()
    assert 0 < shown_rows(page) < page.locator("tr[data-row]").count()
    assert page.locator("tr[data-row]:visible:not([data-status=ahead])").count() == 0
    context.close()


@pytest.mark.parametrize("enabled", [True, False])
def test_an_old_address_of_an_indicator_leads_to_its_row(
    browser: Browser, address: str, *, enabled: bool
) -> None:
    context = browser.new_context(java_script_enabled=enabled)
    page = context.new_page()
    page.goto(urljoin(address, path_of("en", "indicators/shore-power")))
    page.wait_for_url("**/en/indicators/index.html#indicator-shore-power")
    row = page.locator("#indicator-shore-power")
    expect(row).to_be_visible()
    assert "40%" in row.inner_text()
    context.close()


@pytest.mark.parametrize("slug", ["targets", "data"])
def test_a_download_says_what_the_rows_say_wherever_they_are(desk: Visit, slug: str) -> None:
    page = desk.open(path_of("en", slug))
    if slug == "targets":
        page.locator(".sieve > summary").click()
    with page.expect_download() as download:
        page.locator("[data-download]").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    targets = page.locator("tr[data-row], tr[data-row] span[id]")
    assert len(rows) == targets.count()
    if slug == "targets":
        [target] = [row for row in rows if row["target"].startswith("passengers/harbour/2026/")]
        assert (target["target_low"], target["target_high"]) == ("420000", "450000")
        assert target["status"] == "bounded"
    else:
        [fact] = [row for row in rows if row["fact"] == "cargo/harbour/2023/actual/level/report"]
        assert (fact["value"], fact["unit"]) == ("2.8", "million tonnes")
        assert (fact["value_base"], fact["base_unit"]) == ("2800000", "tonne")
        assert (fact["start"], fact["end"]) == ("2023-01-01", "2023-12-31")


@pytest.mark.parametrize(
    ("slug", "visit"), [("targets", DESK), ("data", PHONE)], indirect=["visit"], ids=str
)
def test_links_among_the_rows_arrive(visit: Visit, slug: str) -> None:
    page = visit.open(path_of("en", slug))
    for key in () if slug == "targets" else ("travel", "freight"):
        page.locator(f".jump a[href='#domain-{key}']").click()
        place = page.locator(f"#domain-{key}")
        assert 0 <= place.evaluate("one => one.getBoundingClientRect().top") < 100, key
        page.evaluate("scrollTo(0, 0)")
    row = page.locator(".domain").last.locator("tr[data-row]").nth(10).get_attribute("id")
    page.goto("about:blank")
    visit.open(f"{path_of('en', slug)}#{quote(str(row), safe='/')}")
    top = page.locator(":target").evaluate("one => one.getBoundingClientRect().top")
    assert 0 <= top < 200


@pytest.mark.parametrize(
    ("code", "slug", "words", "named"),
    [
        ("en", "data", "405000", "Ferry passengers"),
        ("en", "data", "邮轮", "Cruise guests"),
        ("zh", "targets", "passengers", "渡轮旅客"),
    ],
)
def test_rows_are_found_by_bare_numbers_and_names_of_either_language(
    desk: Visit, code: str, slug: str, words: str, named: str
) -> None:
    page = desk.open(path_of(code, slug))
    if slug == "targets":
        page.locator(".sieve > summary").click()
    page.locator("input[data-search]").fill(words)
    row = page.locator("tr[data-row]:visible", has_text=named).first
    expect(row).to_be_visible()
    numbers = page.locator(".jump li:visible .count").all_inner_texts()
    assert slug == "targets" or sum(map(int, numbers)) == shown_rows(page)
    page.locator("input[data-search]").fill("zzz")
    expect(page.locator("[data-none]")).to_be_visible()
    assert page.locator(".jump li:visible").count() == 0


def test_what_is_for_paper_alone_is_not_on_the_screen(desk: Visit) -> None:
    page = desk.open(path_of("en", "freight"))
    assert page.locator(".print-only").count() > 1
    assert page.locator(".print-only:visible").count() == 0


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_names_every_document_its_marks_stand_for(desk: Visit, code: str) -> None:
    for slug in ("targets", "differences", "freight"):
        page = desk.open(path_of(code, slug))
        marks = page.locator("data.fact[data-mark]").evaluate_all(
            "found => found.map(one => one.dataset.mark)"
        )
        listed = page.locator(".sources li").evaluate_all(
            "found => found.map(one => one.dataset.mark)"
        )
        assert marks
        assert set(marks) <= set(listed), slug


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_indicator_page_leads_from_number_to_passage_and_back(desk: Visit, code: str) -> None:
    page = desk.open(path_of(code, "indicators/berths"))
    assert page.locator("figure.chart svg:visible").count() == 1
    facts = page.locator("table.statements data.fact")
    assert facts.count() > 3
    key = str(facts.first.get_attribute("data-fact"))
    follow(facts.first.locator("a"))
    assert unquote(page.url).endswith(f"#{key}")
    follow(page.locator("tr:target th a"))
    assert "indicators/berths/" in page.url


@ENGLISH_ON_A_PHONE
def test_a_card_says_what_is_behind_a_number(visit: Visit, code: str) -> None:
    page = visit.open(path_of(code, "freight"))
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
    page = desk.open(path_of("en", "freight"))
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
    page.goto(urljoin(address, path_of("zh", "freight")))
    before = page.url
    page.locator("main .prose p data.fact a").first.tap()
    page.locator(".fact-card").wait_for()
    assert page.url == before
    with page.expect_navigation():
        page.locator(".fact-card a[data-for=indicator]").tap()
    assert "/zh/indicators/" in page.url
    assert page.locator("h1").count() == 1
    context.close()
