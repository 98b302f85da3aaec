"""Charts as a reader has them: legible, to explore, to take away and to cite, under a strict policy."""

from __future__ import annotations

import datetime as dt
import json
import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from visits import LANGUAGES, PAGES, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page, Route

pytestmark = pytest.mark.xdist_group("browser-more")

BOTH = pytest.mark.parametrize("code", LANGUAGES)
VIOLATIONS = """
globalThis.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Visit]:
    """A narrow phone of a reader whose clipboard may be written to."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit = Visit(context.new_page(), address)
    yield visit
    context.close()
    assert [one for one in visit.strangers if not one.startswith("blob:")] == []
    assert visit.errors == []


def figure(page: Page, number: int = 0) -> Locator:
    return page.locator("figure.chart").nth(number)


def explore(chart: Locator) -> Locator:
    """Press the button, and wait until every point can be asked for."""
    chart.locator("button.explore").click()
    points = chart.locator("tbody tr").count()
    hits = chart.locator(".explored .hit")
    expect(hits).to_have_count(points, timeout=20000)
    return hits


@BOTH
def test_a_chart_is_explored_on_request_and_put_back(phone: Visit, code: str) -> None:
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    page = phone.open(f"{code}/freight/index.html")
    chart = figure(page)
    button = chart.locator("button.explore")
    expect(button).to_be_visible()
    assert not [url for url in asked if "/vega." in url or "/data/charts/" in url]
    hits = explore(chart)
    assert [url for url in asked if "/vega." in url]
    expect(chart.locator(".drawing > svg:visible")).to_have_count(0)
    expect(button).to_be_focused()

    told = page.locator(".told")
    hits.first.hover()
    expect(told).to_be_visible()
    box = told.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    row = chart.locator("tbody tr").filter(has_text=told.locator("dd").nth(0).inner_text())
    expect(row.first).to_contain_text(told.locator("dd").nth(2).inner_text())
    page.mouse.move(0, 0)
    expect(told).to_be_hidden()

    links = chart.locator(".chart-source a").count()
    for _ in range(links + 1):  # back over the sources, to the points
        page.keyboard.press("Shift+Tab")
    reached = page.locator(":focus")
    expect(reached).to_have_class("hit")
    expect(told).to_be_visible()
    said = reached.get_attribute("aria-label") or ""
    assert said.startswith(told.locator("p").inner_text())
    for text in told.locator("dd").all_inner_texts():
        assert text in said
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    expect(button).to_be_focused()
    expect(chart.locator(".explored")).to_have_count(0)
    expect(chart.locator(".drawing > svg:visible")).to_have_count(1)


def test_an_explored_chart_follows_width_and_scheme(phone: Visit) -> None:
    page = phone.open("en/freight/index.html")
    chart = figure(page)
    explore(chart)
    name = chart.locator(".explored text").first
    light = name.evaluate("(one) => getComputedStyle(one).fill")
    page.emulate_media(color_scheme="dark")
    assert name.evaluate("(one) => getComputedStyle(one).fill") != light
    expect(chart.locator(".explored-narrow")).to_have_count(1)
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(chart.locator(".explored-wide")).to_have_count(1)
    expect(chart.locator(".explored")).to_have_count(1)


@BOTH
def test_every_chart_of_a_briefing_can_be_explored(phone: Visit, code: str) -> None:
    page = phone.open(f"{code}/freight/index.html")
    charts = page.locator("figure.chart")
    assert charts.count() > 2
    for number in range(charts.count()):
        explore(charts.nth(number))
        same = charts.nth(number).evaluate(
            """(figure) => {
              const words = (svg) => [...svg.querySelectorAll("text")].map((one) => one.textContent);
              const still = words(figure.querySelector(".drawing > svg.chart-narrow"));
              const now = words(figure.querySelector(".explored svg"));
              return JSON.stringify(still) === JSON.stringify(now);
            }"""
        )
        assert same, number


def test_a_picture_is_taken_away(phone: Visit) -> None:
    page = phone.open("zh/freight/index.html")
    chart = figure(page)
    chart.locator("details.take summary").click()
    with page.expect_download() as download:
        chart.locator("button.picture").click()
    name = chart.get_attribute("id")
    assert download.value.suggested_filename == f"{name}.zh.png"
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\x89PNG\r\n")
    width, height = struct.unpack(">II", content[16:24])
    svg = page.request.get(
        urljoin(page.url, chart.locator("a[href$='.svg']").get_attribute("href") or "")
    ).text()
    assert f'width="{width // 2}" height="{height // 2}"' in svg
    assert len(content) > 20000
    for text in (chart.locator("figcaption .chart-title").inner_text(), f"#{name}</text>"):
        assert text.split("\n")[0][:12] in svg


@BOTH
def test_a_chart_is_cited_with_the_date_of_access(phone: Visit, code: str) -> None:
    page = phone.open(f"{code}/freight/index.html")
    chart = figure(page)
    chart.locator("details.take summary").click()
    address = chart.locator("dd .address").first.inner_text()
    assert address == chart.locator("dd a").first.get_attribute("href")
    assert address.endswith(f"/{code}/freight/#{chart.get_attribute('id')}")
    today = dt.datetime.now().astimezone().date()
    copied = []
    for button in chart.locator("button.copy").all():
        word = button.inner_text()
        button.click()
        expect(button).not_to_have_text(word)
        copied.append(page.evaluate("() => navigator.clipboard.readText()"))
    assert copied[0] == address
    assert "[EB/OL]. " in copied[1]
    assert f"[{today.isoformat()}]. {address}." in copied[1]
    assert "Retrieved" not in copied[2]  # the page says when it was last changed
    assert copied[2].endswith(address)
    cited = phone.open(f"{code}/indicators/cargo/index.html").locator(".citation .cited")
    expect(cited.last).to_contain_text(re.compile(r"\(20\d\d, [A-Z][a-z]+ \d+\)"))


def test_the_day_of_access_is_written_as_apa_does(phone: Visit) -> None:
    def ask_for_long(route: Route) -> None:
        answer = route.fetch()
        text = answer.text().replace('data-accessed="iso"', 'data-accessed="long"')
        route.fulfill(response=answer, body=text)

    phone.page.route("**/indicators/cargo/index.html", ask_for_long)
    cited = phone.open("en/indicators/cargo/index.html").locator(".citation .cited")
    today = dt.datetime.now().astimezone().date()
    expect(cited.first).to_contain_text(f"[{today:%B} {today.day}, {today.year}]")


def test_the_policy_refuses_what_is_written_into_a_page(phone: Visit) -> None:
    phone.page.add_init_script(VIOLATIONS)
    page = phone.open("en/freight/index.html")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "globalThis.written = true";
          document.head.append(script);
          document.body.setAttribute("style", "color: red");
        }"""
    )
    assert page.evaluate("() => globalThis.written") is None
    page.wait_for_timeout(200)
    assert page.evaluate("() => violations.sort()") == [
        "script-src-elem inline",
        "style-src-attr inline",
    ]
    assert len(phone.errors) == 2
    phone.errors.clear()


@pytest.mark.parametrize("slug", PAGES.values())
def test_a_page_opened_from_a_folder_breaks_no_rule(
    browser: Browser, site: Path, slug: str
) -> None:
    context = browser.new_context(offline=True)
    visit = Visit(context.new_page(), site.as_uri())
    visit.page.add_init_script(VIOLATIONS)
    page = visit.open(f"{site.as_uri()}/en/{slug}/index.html".replace("//index", "/index"))
    assert page.evaluate("() => document.styleSheets.length") >= 1
    for control in page.locator("input[type=search]:visible").all():
        control.fill("Cargo")
    assert page.evaluate("() => violations") == []
    assert visit.errors == []
    assert visit.strangers == []
    context.close()


def test_a_chart_is_explored_from_a_folder(browser: Browser, site: Path) -> None:
    context = browser.new_context(offline=True)
    visit = Visit(context.new_page(), site.as_uri())
    page = visit.open(f"{site.as_uri()}/zh/indicators/cargo/index.html")
    explore(figure(page))
    figure(page).locator("details.take summary").click()
    with page.expect_download() as download:
        figure(page).locator("button.picture").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    assert visit.errors == []
    context.close()


def test_without_a_script_nothing_is_offered_that_needs_one(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(urljoin(address, "en/freight/index.html"))
    chart = figure(page)
    chart.locator("details.take summary").click()
    expect(chart.locator("button:visible")).to_have_count(0)
    expect(chart.locator(".chart-files a:visible")).to_have_count(4)
    expect(chart.locator(".cited").first).to_contain_text("[date of access]")
    context.close()


def test_the_specification_stands_alone(site: Path) -> None:
    specs = sorted((site / "data/charts").glob("*.vl.json"))
    assert len(specs) > 10
    for path in specs:
        text = path.read_text("utf-8")
        assert "var(--" not in text, path.name
        assert json.loads(text)["$schema"].endswith("v6.json")
