"""Pages on paper: what Chromium prints, read by another program."""

from __future__ import annotations

import io
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from built import keep_store
from harbours import HARBOUR
from projects import ROOT, copy_project, replace
from pypdf import PdfReader

from sitegen.build.order import build_site
from sitegen.media.browser import Printer
from sitegen.media.found import find_browser
from sitegen.media.pdf import pack_pdf
from sitegen.project.config import load_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser-more")

URL = load_config(HARBOUR).url
SCREEN_ONLY = {"zh": ("本页内容", "English", "跳到正文"), "en": ("On this page", "中文", "Skip to")}
SOURCES = {"zh": "本页依据的文件", "en": "Sources of this page"}
TWINS = str.maketrans("\u2eda\u2ed3\u2ec5\u2015\u2012", "页长见—–")
WORKINGS = {"zh": "推算数的算式", "en": "How numbers were computed"}


def print_file(printer: Printer, site: Path, root: str, folder: str) -> bytes:
    """Print a page of a site that has its address at a root."""
    styles = {f"{root}assets/{path.name}": path.read_bytes() for path in site.rglob("*.css")}
    html = (site / folder / "index.html").read_bytes()
    return printer.print_page(root + folder, {**styles, root + folder: html})


@pytest.fixture(scope="module")
def print_page(site: Path) -> Iterator[Callable[[str], bytes]]:
    """Prints a page of the harbour, once."""
    with Printer(find_browser()) as printer:
        yield cache(lambda folder: print_file(printer, site, URL, folder))


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def texts(pdf: bytes) -> list[str]:
    """The text of each sheet, without spaces: where they stand is the printer's affair.

    This reader passes over the text that Chromium gives besides for signs that share their form.
    """
    return [
        re.sub(r"\s+", "", unicodedata.normalize("NFKC", sheet.extract_text())).translate(TWINS)
        for sheet in read(pdf).pages
    ]


def links(pdf: bytes) -> list[str]:
    """Where the links of a PDF lead, but for those within it."""
    found: list[str] = []
    for sheet in read(pdf).pages:
        for one in sheet.get("/Annots", []):
            action: Any = one.get_object().get("/A", {})
            if "/URI" in action:
                found.append(str(action["/URI"]))
    return found


@pytest.mark.parametrize("code", ["zh", "en"])
def test_a_briefing_is_a_document(print_page: Callable[[str], bytes], code: str) -> None:
    pdf = print_page(f"{code}/freight/")
    sheets = texts(pdf)
    assert pack_pdf(pdf).pages == len(sheets) > 2
    for number, text in enumerate(sheets, start=1):
        assert f"{number}/{len(sheets)}" in text
        assert f"{URL}{code}/freight/" in text
    whole = "".join(sheets)
    for words in SCREEN_ONLY[code]:
        assert words.replace(" ", "") not in whole
    tail = whole.partition(WORKINGS[code].replace(" ", ""))[2]
    assert SOURCES[code].replace(" ", "") in tail
    assert f"{URL}{code}/sources/outlook/" in tail


@pytest.mark.parametrize("code", ["zh", "en"])
def test_a_number_on_paper_names_its_document(
    print_page: Callable[[str], bytes], site: Path, code: str
) -> None:
    html = (site / code / "freight/index.html").read_text("utf-8")
    fact = re.search(
        r'<data class="fact"[^>]*cargo/harbour/2023/actual/level[^>]*data-mark="(\w)"><a[^>]*>([^<]+)<',
        html,
    )
    assert fact
    mark, text = fact[1], re.sub(r"\s+", "", fact[2])
    whole = "".join(texts(print_page(f"{code}/freight/")))
    assert f"{text}{mark}" in whole
    listed = re.search(rf'<li data-mark="{mark}"[^>]*>.*?data-address="([^"]+)"', html)
    assert listed
    assert listed[1] in whole


@pytest.mark.parametrize("code", ["zh", "en"])
def test_a_pdf_has_properties_and_links_that_travel(
    print_page: Callable[[str], bytes], code: str
) -> None:
    pdf = print_page(f"{code}/freight/")
    packed = pack_pdf(pdf).content
    assert len(packed) < min(len(pdf) * 0.7, 900_000)
    assert texts(packed) == texts(pdf)
    assert links(packed) == links(pdf)
    reader = read(packed)
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == {"zh": "zh-CN", "en": "en"}[code]
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata
    assert reader.metadata.creator == "sitegen"
    assert reader.outline
    led = links(packed)
    assert len(led) > 20
    assert [link for link in led if not link.startswith("https://")] == []
    for number in range(1, len(reader.xref_objStm) + 1):
        assert "file:" not in repr(reader.get_object(number))


def test_a_briefing_of_the_real_site_is_a_document(real_site: Path) -> None:
    root = load_config(ROOT).url
    with Printer(find_browser()) as printer:
        pdf = print_file(printer, real_site, root, "zh/economy/")
    sheets = texts(pdf)
    assert pack_pdf(pdf).pages == len(sheets) > 4
    assert all(f"{number}/{len(sheets)}" in text for number, text in enumerate(sheets, 1))
    assert len(pack_pdf(pdf).content) < 900_000
    tail = "".join(sheets).partition(WORKINGS["zh"])[2]
    assert f"{root}zh/sources/cdht-plan-2021/" in tail


def test_paper_is_white_for_a_reader_of_the_dark(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{address}en/freight/index.html")
    page.emulate_media(media="print")
    ink = page.eval_on_selector("h1", "h1 => getComputedStyle(h1).color")
    assert max(int(part) for part in re.findall(r"\d+", ink)[:3]) < 64
    assert (
        page.locator(
            "nav:not(.trail):visible, form:visible, a[type='application/pdf']:visible"
        ).count()
        == 0
    )
    assert page.locator(".chart-wide:visible").count() > 2
    assert page.locator(".chart-narrow:visible, .chart details:visible").count() == 0
    page.close()


def test_what_was_left_out_is_told_on_paper(browser: Browser, real_address: str) -> None:
    page = browser.new_page()
    page.goto(f"{real_address}zh/sources/cddaily-2023-12/index.html")
    shown = "details => details.checkVisibility({ contentVisibilityAuto: true })"
    assert page.locator(".coverage .leftout li").count() > 10
    assert not page.locator(".coverage .leftout").first.evaluate(shown)
    page.emulate_media(media="print")
    assert page.locator(".coverage .leftout").first.evaluate(shown)
    page.close()


def test_rows_and_heads_of_a_long_table_stay_whole(print_page: Callable[[str], bytes]) -> None:
    sheets = texts(print_page("en/data/"))
    assert len(sheets) > 4
    assert sum("IndicatorAreaPeriodKindValueSource" in text for text in sheets) >= len(sheets) - 2


def test_a_small_project_is_built_with_pdfs(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / "site.toml", "default_language", 'pdf = ["briefing"]\ndefault_language')
    built = build_site(project, tmp_path / "out", keep_store(), browser=find_browser())
    assert (built.problems, built.notes) == ((), ())
    for code, words in (("en", "Boatsatmoorings"), ("de", "DasMeer")):
        pdf = (tmp_path / "out" / code / "sea" / f"sea.{code}.pdf").read_bytes()
        assert words in "".join(texts(pdf))
        assert all(link.startswith("https://") for link in links(pdf))
