"""What a reader's settings may do to the look: narrow screens, wide spacing, forced colours, a keyboard."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from projects import ROOT
from visits import Visit, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser-more")

ROOM = """elements => elements.map(one => ({
  name: one.id || one.querySelector("[id]")?.id || one.className,
  spare: one.getBoundingClientRect().bottom - one.lastElementChild.getBoundingClientRect().bottom,
}))"""
"""How much room elements have below their last child, in pixels."""


@contextmanager
def _reader(
    browser: Browser,
    address: str,
    **settings: Any,  # noqa: ANN401 # whatever a context takes
) -> Iterator[Visit]:
    context = browser.new_context(**settings)
    try:
        yield Visit(context.new_page(), address)
    finally:
        context.close()


@pytest.mark.parametrize(("code", "width"), [("zh", 320), ("en", 412), ("zh", 800), ("en", 1280)])
def test_what_is_laid_out_later_has_room_enough_until_then(
    browser: Browser, address: str, code: str, width: int
) -> None:
    with _reader(browser, address, viewport={"width": width, "height": 800}) as visit:
        for slug in ("sources/report", "freight"):
            page = visit.open(path_of(code, slug))
            page.locator("details.group").evaluate_all("found => found.map(one => one.open = true)")
            room = page.locator("[data-rows]").evaluate_all(ROOM)
            assert [one for one in room if one["spare"] < -1] == [], slug
            if slug != "sources/report":
                assert any(one["spare"] > 100 for one in room), f"{slug}: nothing is left for later"


@pytest.mark.parametrize("slug", ["", "targets"])
def test_the_keyboard_is_never_lost_from_sight(browser: Browser, address: str, slug: str) -> None:
    with _reader(browser, address, viewport={"width": 390, "height": 700}) as visit:
        page = visit.open(path_of("en", slug))
        for _ in range(40):
            page.keyboard.press("Tab")
            seen = page.evaluate("""() => {
              const one = document.activeElement, box = one.getBoundingClientRect();
              const x = Math.max(box.left + Math.min(box.width / 2, 6), 0), y = Math.max(box.top, 0) + 6;
              const top = document.elementFromPoint(x, y);
              return {
                name: one.outerHTML.slice(0, 80),
                there: box.top < innerHeight && box.bottom > 0,
                free: !top || one.contains(top) || top.contains(one),
                outline: getComputedStyle(one).outlineStyle,
              };
            }""")
            assert seen["there"], seen
            assert seen["free"], seen
            assert seen["outline"] != "none", seen


def test_forced_colours_keep_what_is_told_by_colour(browser: Browser, address: str) -> None:
    with _reader(browser, address, forced_colors="active") as visit:
        page = visit.open(path_of("en", "targets"))
        page.locator(".sieve > summary").click()
        page.locator(".choice", has=page.locator("[value=ahead]")).click()
        outlines = page.locator(".choice").evaluate_all(
            "found => found.map(one => getComputedStyle(one).outlineStyle)"
        )
        assert [style != "none" for style in outlines].count(True) == 1
        drawn = page.locator("tr[data-status=ahead] .bullet").first
        strokes = drawn.evaluate(
            "one => [...one.querySelectorAll('line')].map(part => getComputedStyle(part).stroke)"
        )
        assert len(set(strokes)) > 1, "the bar is its track's colour"


OWN = """
:root { --accent: #111111 }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #222222 } }
@media print, (prefers-color-scheme: light) { :root { --muted: #333333 } }
[lang|="zh"] { --text-title: 4rem }
"""
"""A sheet of a project's own: tokens changed everywhere, in the dark, in the light, in a language."""


@pytest.mark.parametrize(
    ("tag", "settings", "changed"),
    [
        ("en", {"color_scheme": "light"}, {"--accent", "--muted"}),
        ("en", {"color_scheme": "dark"}, {"--accent", "--ink"}),
        ("zh-CN", {"color_scheme": "light"}, {"--accent", "--muted", "--text-title"}),
        ("zh-CN", {"color_scheme": "dark"}, {"--accent", "--ink", "--text-title"}),
        ("en", {"color_scheme": "light", "contrast": "more"}, {"--accent"}),
    ],
)
def test_a_later_sheet_changes_each_token_alone(
    browser: Browser, tag: str, settings: dict[str, str], changed: set[str]
) -> None:
    theme = (ROOT / "templates" / "assets" / "style.css").read_text("utf-8")
    look = """names => Object.fromEntries(names.map(
      name => [name, getComputedStyle(document.documentElement).getPropertyValue(name)]))"""
    names = ["--accent", "--ink", "--muted", "--ground", "--text-title", "--text"]
    seen: list[dict[str, str]] = []
    with _reader(browser, "", **settings) as visit:
        for style in (theme, theme + OWN):
            visit.page.set_content(f'<html lang="{tag}"><style>{style}</style></html>')
            seen.append(visit.page.evaluate(look, names))
    assert {name for name in names if seen[0][name] != seen[1][name]} == changed
