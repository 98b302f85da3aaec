from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from built import copy_warm_project
from playwright.sync_api import Browser, Page, expect
from previews import PATIENCE, Running, run_preview, wait_for
from projects import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("browser-more")

GOOD_KEY, WRONG_KEY = "{gap}`catch/isles/2023,", "{gap}`catch/isle/2023,"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_warm_project(tmp_path / "project")


@pytest.fixture
def running(project: Path) -> Iterator[Running]:
    with run_preview(project) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    yield page
    page.close()


def _edit(project: Path, old: str, new: str) -> None:
    replace(project / "content" / "sea.en.md", old, new)


def test_a_saved_edit_shows_on_the_open_page_again_and_again(
    project: Path, running: Running, page: Page
) -> None:
    page.goto(f"{running.address}en/sea/#catch")
    for old, new in (("left out", "not counted"), ("not counted", "ignored")):
        _edit(project, old, new)
        expect(page.locator("main")).to_contain_text(new)
    assert page.url == f"{running.address}en/sea/#catch"


def test_a_style_sheet_is_swapped_without_a_reload(
    project: Path, running: Running, page: Page
) -> None:
    page.goto(f"{running.address}en/sea/")
    page.evaluate("window.isOld = true")
    style = project / "templates" / "assets" / "style.css"
    for width in (7, 5, 9):  # and not 3, which a heading has without an outline
        text = style.read_text("utf-8")
        style.write_text(f"{text}\nh1 {{ outline: {width}px solid red }}\n", "utf-8")
        expect(page.locator("h1")).to_have_css("outline-width", f"{width}px")
    assert page.evaluate("window.isOld")
    _edit(project, "left out", "not counted")
    expect(page.locator("main")).to_contain_text("not counted")
    assert not page.evaluate("window.isOld")


def test_ten_edits_in_a_row_end_with_the_last_on_the_page(
    project: Path, running: Running, page: Page
) -> None:
    page.goto(f"{running.address}en/sea/")
    words = ["left out", *(f"version {letter}" for letter in "abcdefghij")]
    for old, new in itertools.pairwise(words):
        _edit(project, old, new)
        page.wait_for_timeout(60)
    expect(page.locator("main")).to_contain_text("version j")


def test_a_mistake_lies_over_the_page_and_goes_when_it_is_mended(
    project: Path, running: Running, page: Page
) -> None:
    page.goto(f"{running.address}en/sea/")
    overlay = page.get_by_role("alertdialog", name="1 error")
    expect(overlay).to_have_count(0)
    _edit(project, GOOD_KEY, WRONG_KEY)
    expect(overlay).to_be_visible()
    expect(overlay).to_contain_text(re.compile(r"content/sea\.en\.md:10:\d+"))
    expect(overlay).to_contain_text("there is no fact catch/isle/2023")
    expect(overlay).to_contain_text("Did you mean catch/isles/2023")
    expect(overlay).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(page.locator("main")).to_contain_text("left out")
    overlay.locator("summary").click()
    expect(overlay.get_by_text("there is no fact")).to_be_hidden()
    _edit(project, WRONG_KEY, GOOD_KEY)
    expect(overlay).to_have_count(0)
    expect(page.locator("main")).to_contain_text("left out")


def test_a_mistake_is_marked_in_its_line_and_leads_to_the_editor(
    project: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITEGEN_EDITOR", "zed")
    with run_preview(project) as running:
        page.goto(f"{running.address}en/sea/")
        _edit(project, "left out", "left out in 7 places")
        overlay = page.get_by_role("alertdialog")
        mark = overlay.locator("mark")
        expect(mark).to_have_text("7")
        link = overlay.get_by_role("link")
        place = (project / "content/sea.en.md").as_posix()
        expect(link).to_have_attribute("href", re.compile(rf"^zed://file{place}:34:\d+$"))
        expect(overlay.locator(".line").last).to_contain_text("content/sea.en.md: 1 error, ")
        below = mark.evaluate("it => getComputedStyle(it, '::after').content")
        assert below == '"^"'
        page.goto(f"{running.address}de/sea/")
        expect(page.get_by_text("1 error, on other pages")).to_be_visible()
        expect(mark).to_be_hidden()


@pytest.mark.parametrize(
    ("editor", "opened"),
    [
        ("vscode", "vscode://file{path}:34:{column}"),
        ("idea", "idea://open?file={path}&line=34&column={column}"),
        ("textmate", "txmt://open?url=file://{path}&line=34&column={column}"),
        ("edit://{path}?at={line}", "edit://{path}?at=34"),
    ],
)
def test_a_click_opens_the_editor_wherever_the_project_lies(
    editor: str, opened: str, tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_warm_project(tmp_path / "my site 网站" / "project")
    monkeypatch.setenv("SITEGEN_EDITOR", editor)
    _edit(project, "left out", "left out in 7 places")
    line = (project / "content/sea.en.md").read_text("utf-8").split("\n")[33]
    session, asked = page.context.new_cdp_session(page), list[str]()
    session.send("Page.enable")
    with run_preview(project) as running:
        page.goto(f"{running.address}en/sea/")
        link = page.locator(".place a")
        expect(link).to_have_count(1)
        session.on("Page.frameRequestedNavigation", lambda event: asked.append(event["url"]))
        link.click()
        expect(link).to_have_count(1)
        wait_for(lambda: bool(asked), "the editor")
    place = (project / "content/sea.en.md").as_posix()
    wanted = opened.format(path=place, column=line.index("7") + 1)
    assert [unquote(one) for one in asked] == [wanted]


def test_what_a_build_did_is_told_on_the_page_and_fades(
    project: Path, running: Running, page: Page
) -> None:
    page.goto(f"{running.address}en/sea/")
    line = page.get_by_role("status")
    expect(line).to_have_count(0)
    _edit(project, "left out", "not counted")
    expect(line).to_have_text(re.compile(r"^content/sea\.en\.md: 1 page, [\d.]+ m?s$"))
    expect(line).to_be_hidden()


def test_the_overlay_keeps_its_own_look_on_any_page(
    project: Path, running: Running, page: Page
) -> None:
    style = project / "templates" / "assets" / "style.css"
    style.write_text("body * { display: none !important; color: red !important }", "utf-8")
    page.goto(f"{running.address}en/sea/")
    _edit(project, GOOD_KEY, WRONG_KEY)
    overlay = page.get_by_role("alertdialog")
    expect(overlay).to_be_visible()
    expect(overlay).not_to_have_css("color", "rgb(255, 0, 0)")
    box = overlay.bounding_box()
    size = page.viewport_size
    assert box
    assert size
    assert (box["x"], box["width"]) == (0, size["width"])
    assert box["y"] + box["height"] == size["height"]
    assert box["height"] < size["height"] * 0.61


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_project_that_does_not_build_at_first_is_a_page_of_problems(
    project: Path, page: Page, scheme: str
) -> None:
    settings = project / "site.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("[[languages]]", "[[languages", 1), "utf-8")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    with run_preview(project) as running:
        page.goto(f"{running.address}en/sea/")
        expect(page.get_by_role("heading")).to_have_text("No page yet: 1 error")
        expect(page.locator("section")).to_contain_text("site.toml:")
        ground = page.locator("section").evaluate("it => getComputedStyle(it).backgroundColor")
        assert ground == {"light": "rgb(255, 253, 249)", "dark": "rgb(32, 30, 27)"}[scheme]
        settings.write_text(text, "utf-8")
        expect(page.locator("main")).to_contain_text("left out")


def test_a_page_from_a_preview_that_ended_is_renewed_by_the_next(project: Path, page: Page) -> None:
    with run_preview(project) as running:
        page.goto(f"{running.address}en/sea/")
        expect(page.locator("main")).to_contain_text("left out")
    _edit(project, "left out", "not counted")
    port = running.address.rstrip("/").rpartition(":")[2]
    with run_preview(project, "--port", port):
        expect(page.locator("main")).to_contain_text("not counted")


def test_a_role_that_is_proposed_is_copied_by_key_and_by_click(
    project: Path, running: Running, browser: Browser
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.goto(f"{running.address}en/sea/")
    _edit(project, "{fact}`catch/isles/2023`, ", "EUR 16 million, ")
    overlay = page.get_by_role("alertdialog", name="1 error")
    button = overlay.get_by_role("button", name="Copy {fact}`catch/isles/2023`")
    expect(button).to_be_visible()
    button.focus()
    page.keyboard.press("Enter")
    expect(overlay.get_by_role("status")).to_have_text("Copied: {fact}`catch/isles/2023`")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "{fact}`catch/isles/2023`"
    page.evaluate("navigator.clipboard.writeText('other')")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    button.click()
    expect(button).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == copied
    _edit(project, "EUR 16 million, ", f"{copied}, ")
    expect(overlay).to_have_count(0)
    assert not refused
    context.close()
