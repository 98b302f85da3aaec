"""Pictures of pages, icons, manifests: the same bytes anywhere, true to the page, and where heads say they are."""

from __future__ import annotations

import json
import re
import struct
import subprocess
from base64 import b64decode, b64encode
from html import unescape
from posixpath import join, normpath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from built import keep_store, read_real_site
from fontTools.ttLib import TTFont
from projects import ROOT, copy_project, replace

from sitegen.build.engine import open_kit
from sitegen.build.order import check_site, look_at
from sitegen.build.store import Store
from sitegen.build.units import UNIT_KINDS
from sitegen.fonts.coverage import load_coverage
from sitegen.fonts.fontconfig import GLYPHS
from sitegen.media.painting import (
    Painter,
    PaintingError,
    find_unpaintable,
)
from sitegen.memo import Memo
from sitegen.project.config import load_config
from sitegen.site import note_nothing
from sitegen.traces.traces import Traces

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


CONFIG = load_config(ROOT)
STYLE = (ROOT / "templates" / "assets" / "style.css").read_text("utf-8")
TEXT = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text y="20" font-family="{}">口R</text></svg>'


FACES = ("Han", "Latin")


def _size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


class _Unpainted(Memo):
    """Finds all but pictures, which are not painted: a picture is its drawing."""

    def recall(self, kind: str, label: str, inputs: object, compute: Callable[[], str]) -> str:
        match kind, inputs:
            case "png", (str(svg), float(scale)):
                assert scale > 0
                return b64encode(svg.encode()).decode()
        assert kind != "png"
        return super().recall(kind, label, inputs, compute)


@pytest.fixture(scope="module")
def tree() -> Mapping[str, bytes]:
    return read_real_site()


DRAWN = pytest.mark.xdist_group("drawings")
"""Where what is drawn once serves all tests."""


@pytest.fixture(scope="module")
def drawings(tree: Mapping[str, bytes]) -> Mapping[str, str]:
    """The pictures of the real site as SVG; all else that was made of it is found."""
    folder = ROOT / CONFIG.path("cache")
    store = Store(_Unpainted(folder), Traces(folder))
    [kind] = [one for one in UNIT_KINDS if one.name == "picture"]
    with open_kit(ROOT, CONFIG, store, look_at(ROOT, CONFIG, store.traces)) as kit:
        made = [kind.make(kit, note_nothing, arg).outputs for arg in kind.list_args(kit, [])]
    drawn = {name: svg.decode() for outputs in made for name, svg in outputs.items()}
    assert drawn.keys() == {name for name in tree if name.endswith("/picture.png")}
    return drawn


def _metas(html: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html)
    return {name: unescape(text) for name, text in found}


def test_every_page_has_a_picture_in_its_head(tree: Mapping[str, bytes]) -> None:
    own = 0
    for address, content in tree.items():
        code, _, rest = address.partition("/")
        if code not in CONFIG.codes or not address.endswith(".html"):
            continue
        metas = _metas(content.decode())
        if re.search(r'<body data-template="(?:embed|moved)"', content.decode()):
            assert "og:image" not in metas  # nobody shares these
            continue
        if rest == "search/index.html":
            assert "og:image" not in metas
            assert metas["twitter:card"] == "summary"
            continue
        picture = metas["og:image"].removeprefix(CONFIG.url)
        assert picture.startswith(f"{code}/")
        size = int(metas["og:image:width"]), int(metas["og:image:height"])
        assert _size(tree[picture]) == size == (1200, 630)
        assert metas["twitter:card"] == "summary_large_image"
        assert metas["og:image:alt"]
        if rest == "use-data/index.html":  # of a kind whose pages have the one of the home page
            assert picture == f"{code}/picture.png"
        elif rest.count("/") < 2:
            assert picture == address.replace("index.html", "picture.png")
            assert metas["og:image:alt"].startswith(metas["og:title"])
            own += 1
        elif rest.startswith("sources/"):
            assert picture == f"{code}/sources/picture.png"
    assert own == sum(name.endswith("/picture.png") for name in tree)
    metas = _metas(tree["en/indicators/gdp/index.html"].decode())
    assert metas["og:image"] == f"{CONFIG.url}en/economy/picture.png"


@DRAWN
def test_texts_fit_into_pictures(drawings: Mapping[str, str]) -> None:
    fonts = {name: TTFont(GLYPHS / f"{name}-bold.otf") for name in ("han", "latin")}
    assert len(drawings) == 42
    for address, svg in drawings.items():
        font = fonts["han" if address.startswith("zh/") else "latin"]
        glyphs, widths = font.getBestCmap(), font["hmtx"].metrics
        lowest, size_before = 0.0, 0.0
        for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):  # noqa: S314 # ours
            written = text.text or ""
            assert set(map(ord, written)) <= glyphs.keys(), (address, written)
            x, y, size = (float(text.attrib[name]) for name in ("x", "y", "font-size"))
            wide = sum(widths[glyphs[ord(one)]][0] for one in written) * size / 1000
            assert x + wide <= 1140, (address, written)
            assert y - lowest >= min(size, size_before) * 1.05, (address, written)
            lowest, size_before = y, size
        assert lowest <= 620, address


@DRAWN
def test_a_picture_shows_title_and_first_figure_of_its_page(
    tree: Mapping[str, bytes], drawings: Mapping[str, str]
) -> None:
    for address, svg in drawings.items():
        page = tree[address.replace("picture.png", "index.html")].decode()
        said = re.sub(r"\s+", "", unescape("".join(re.findall(r"<text[^>]*>(.*?)</text>", svg))))
        metas = _metas(page)
        assert re.sub(r"\s+", "", metas["og:title"]) in said
        first = re.search(
            r'class="scorecard".*?<data class="fact" value="[^"]*" data-fact="([^"]+)"[^>]*>(.*?)</data>',
            page,
            re.DOTALL,
        )
        shown = re.sub(r"<[^>]+>|\s+", "", unescape(first[2])) if first else metas["description"]
        assert re.sub(r"\s+", "", shown) in said, address


def test_the_fonts_have_what_they_are_said_to_have() -> None:
    han, latin = (TTFont(GLYPHS / f"{name}-bold.otf") for name in ("han", "latin"))
    paintable = load_coverage()
    assert paintable == han.getBestCmap().keys()
    assert latin.getBestCmap().keys() - {0xAD} < paintable
    assert paintable >= set(map(ord, "高新区—“”·3201.2亿元CNYé€×÷"))
    for font in (han, latin):
        names = {record.toUnicode() for record in font["name"].names if record.nameID in {1, 4, 6}}
        assert all(name.startswith("Sitegen") for name in names), "a name reserved to the original"
    assert find_unpaintable("a\U00020bb7b\U00020bb7\n") == "\U00020bb7\n"


def test_painting_sees_no_font_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with Painter() as painter:
        pictures = {
            painter.paint(TEXT.format(name)) for name in ("DejaVu Sans", "Noto Sans CJK SC")
        }
        assert len(pictures) == 1
        shown = painter.paint(TEXT.format("Sitegen Han"))
        assert shown not in pictures
        assert _size(b64decode(shown)) == (90, 30)
        assert _size(b64decode(painter.paint(TEXT.format("Sitegen Han"), 2))) == (180, 60)
    monkeypatch.setenv("FONTCONFIG_FILE", "/nowhere/fonts.conf")
    monkeypatch.setenv("HOME", "/nowhere")
    with Painter() as painter:
        assert painter.paint(TEXT.format("Sitegen Han")) == shown


def test_what_is_no_picture_is_said_and_painting_goes_on() -> None:
    with Painter() as painter:
        with pytest.raises(PaintingError, match="root node"):
            painter.paint("<svg")
        assert painter.paint(TEXT.format("Sitegen Latin"))


def _with_pictures(folder: Path) -> Path:
    project = copy_project(folder)
    replace(project / "site.toml", "pictures = false\n", "")
    catalogue = project / "templates" / "locale" / "de.po"
    text = catalogue.read_text("utf-8")
    for msgid, own in (("Source", "Quelle"), (": ", ": "), (", ", ", ")):
        if f'msgid "{msgid}"' not in text:
            text += f'\nmsgid "{msgid}"\nmsgstr "{own}"\n'
    catalogue.write_text(text, "utf-8")
    return project


def test_pictures_found_start_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, store = _with_pictures(tmp_path / "in"), keep_store()
    first = check_site(project, store)
    assert first.problems == ()
    assert {name for name in first.tree if name.endswith(".png")} == {
        f"{code}/{page}picture.png" for code in ("en", "de") for page in ("", "sea/")
    }
    monkeypatch.setattr(subprocess, "Popen", None)
    assert check_site(project, store).tree == first.tree


def test_a_character_without_glyph_is_a_problem_at_the_title(tmp_path: Path) -> None:
    project = _with_pictures(tmp_path / "in")
    replace(project / "content" / "sea.en.md", "title: The sea\n", "title: The \U00020bb7 sea\n")
    [problem] = check_site(project, keep_store()).problems
    assert (problem.rule, problem.path, problem.line) == (
        "picture",
        "content/sea.en.md",
        3,
    )
    assert "`\U00020bb7`" in problem.message
    replace(project / "site.toml", "default_language", "pictures = false\ndefault_language")
    made = check_site(project, keep_store())
    assert made.problems == ()
    assert not any(name.endswith("picture.png") for name in made.tree)


def test_a_template_that_makes_no_picture_is_a_problem(tmp_path: Path) -> None:
    project = _with_pictures(tmp_path / "in")
    (project / "templates" / "picture.svg").write_text("{{ site_title }}", "utf-8")
    problems = check_site(project, keep_store()).problems
    assert {(one.rule, one.path) for one in problems} == {("template", "templates/picture.svg")}


def test_manifests_lead_to_the_site_and_its_icons(tree: Mapping[str, bytes]) -> None:
    for language in CONFIG.languages:
        made = json.loads(tree[f"{language.code}/site.webmanifest"])
        assert made["name"] == CONFIG.title[language.code]
        assert made["lang"] == language.tag
        assert 0 < len(made["short_name"]) <= 12
        assert normpath(join(language.code, made["start_url"], "index.html")) in tree
        assert normpath(join(language.code, made["scope"], "index.html")) == "index.html"
        sizes = {}
        for icon in made["icons"]:
            content = tree[normpath(join(language.code, icon["src"]))]
            sizes[icon["sizes"], icon["purpose"]] = content
            if icon["type"] == "image/png":
                assert _size(content) == tuple(map(int, icon["sizes"].split("x")))
        assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} < sizes.keys()
        assert sizes["any", "maskable"] != sizes["any", "any"]
    html = tree["en/sources/index.html"].decode()
    assert '<link rel="manifest" href="../site.webmanifest">' in html
    touch = re.search(r'<link rel="apple-touch-icon" href="../../(assets/[^"]+)">', html)
    assert touch
    assert _size(tree[touch[1]]) == (180, 180)


def test_colours_of_the_frame_are_those_of_the_style_sheet(tree: Mapping[str, bytes]) -> None:
    grounds = re.findall(r"--ground: (#\w{6});", STYLE)[:2]
    said = re.findall(
        r'<meta name="theme-color" content="([^"]+)" media="\(prefers-color-scheme: (\w+)\)">',
        tree["en/index.html"].decode(),
    )
    assert said == list(zip(grounds, ("light", "dark"), strict=True))
    assert CONFIG.manifest
    assert CONFIG.manifest.theme_color == CONFIG.manifest.background_color == grounds[0]
    picture = (ROOT / "templates" / "picture.svg").read_text("utf-8")
    assert set(re.findall(r"#[0-9a-f]{6}", picture)) <= set(re.findall(r"#[0-9a-f]{6}", STYLE))


def test_robots_find_the_sitemap(tree: Mapping[str, bytes]) -> None:
    lines = tree["robots.txt"].decode().splitlines()
    assert lines == ["User-agent: *", "Allow: /", f"Sitemap: {CONFIG.url}sitemap.xml"]
    assert tree["sitemap.xml"].startswith(b"<?xml")
