"""Images of the content folder: how large they are, what is refused, and that an edit is seen."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from shutil import copytree

import pytest
from built import keep_store
from hypothesis import given
from hypothesis import strategies as st
from images import make_gif, make_jpeg, make_png, make_webp
from projects import copy_project

from sitegen.build.order import build_site, check_site
from sitegen.files.icons import Icon
from sitegen.limits import MOST_SHAPES
from sitegen.markup.drawings import find_drawing_fault
from sitegen.markup.images import ImageSize, WrongImageError, measure_drawing, measure_image
from sitegen.problems import format_problem
from sitegen.seeds.sheets import PROJECT

SIDES = st.integers(1, 9_999)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)


def make_bomb(power: int, times: int = 10) -> str:
    """A drawing of a rectangle that is shown ten times, and that ten times …"""
    shown = ['<rect id="a0" width="1" height="1"/>']
    for number in range(power):
        uses = f'<use href="#a{number}"/>' * times
        shown.append(f'<g id="a{number + 1}">{uses}</g>')
    return SVG.format("", "".join(shown))


@given(SIDES, SIDES)
def test_the_size_is_that_of_the_header(width: int, height: int) -> None:
    size = ImageSize(width, height)
    lower = ImageSize(min(width, 0x3FFF), min(height, 0x3FFF))
    assert measure_image(make_png(width, 1), ".png") == ImageSize(width, 1)
    assert measure_image(make_jpeg(width, height), ".JPG") == size
    assert measure_image(make_gif(width, height), ".gif") == size
    assert measure_image(make_webp("VP8X", width, height), ".webp") == size
    assert measure_image(make_webp("VP8L", width, height), ".webp") == size
    assert measure_image(make_webp("VP8 ", lower.width, lower.height), ".webp") == lower


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("orientation", "turned"), [(1, False), (3, False), (6, True), (8, True)])
def test_a_photograph_on_its_side_is_measured_as_it_is_seen(
    orientation: int, turned: bool, order: str
) -> None:
    found = measure_image(make_jpeg(40, 30, orientation, order), ".jpeg")
    assert found == (ImageSize(30, 40) if turned else ImageSize(40, 30))


PHOTOGRAPH = make_jpeg(40, 30, 6)
ENTRY = PHOTOGRAPH.index(b"\x01\x12")
"""Where the entry of the orientation begins."""


@pytest.mark.parametrize(
    ("content", "turned"),
    [
        (PHOTOGRAPH[:2] + b"\xff\xff\xff" + PHOTOGRAPH[2:], True),  # padding between segments
        (PHOTOGRAPH.replace(b"Exif", b"XMP "), False),
        (PHOTOGRAPH[:ENTRY] + b"\x01\x13" + PHOTOGRAPH[ENTRY + 2 :], False),  # another entry
        (PHOTOGRAPH[: ENTRY - 2] + b"\xff\xff\0\0" + PHOTOGRAPH[ENTRY + 2 :], False),  # and no more
    ],
)
def test_what_else_a_photograph_says_turns_it_no_way(content: bytes, turned: bool) -> None:
    assert measure_image(content, ".jpeg") == (ImageSize(30, 40) if turned else ImageSize(40, 30))


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="30"', (40, 30)),
        ('width="40px" height="1in"', (40, 96)),
        ('width="2.54cm" height="72pt"', (96, 96)),
        ('viewBox="0 0 100 50"', (100, 50)),
        ('viewBox="0,0,100,50" width="50"', (50, 25)),
        ('viewBox="0 0 100 50" height="100"', (200, 100)),
        ('viewBox="0 0 100 50" width="100%" height="100%"', (100, 50)),
    ],
)
def test_a_drawing_is_as_large_as_it_says(attributes: str, size: tuple[int, int]) -> None:
    assert measure_image(SVG.format(attributes, "<a href='x'/>").encode(), ".svg") == ImageSize(
        *size
    )


@pytest.mark.parametrize(
    ("content", "ending", "what"),
    [
        (make_png(4, 3), ".jpg", "is a PNG"),
        (b"text", ".png", "is nothing of the kind"),
        (b"", ".svg", "the file is empty"),
        (b"BM", ".bmp", "is of no kind that pages show"),
        (make_png(4, 3)[:15], ".png", "is cut off"),
        (make_jpeg(4, 3)[:10], ".jpg", "is cut off"),
        (make_png(0, 3), ".png", "is cut off"),
        (make_png(4, 3)[:16] + b"\xff" * 8 + make_png(4, 3)[24:], ".png", "is cut off"),
        (make_png(4, 3)[:-1], ".png", "is cut off"),
        (make_png(4, 3).replace(b"IHDR", b"CgBI"), ".png", "is cut off"),
        (make_jpeg(4, 3)[:-1], ".jpg", "is cut off"),
        (make_gif(4, 3)[:-1], ".gif", "is cut off"),
        (make_webp("VP8 ", 4, 3)[:-2] + b"\4", ".webp", "is cut off"),
        (make_webp("VP8L", 4, 3)[:-2], ".webp", "is cut off"),
        (make_webp("VP8 ", 4, 3).replace(b"\x9d\x01", b"\0\0"), ".webp", "is cut off"),
        (make_webp("VP8L", 4, 3).replace(b"\x2f", b"\0"), ".webp", "is cut off"),
        (make_jpeg(60_000, 60_000), ".jpg", "has 60000 × 60000 pixels"),
        (make_gif(60_000, 60_000), ".gif", "has 60000 × 60000 pixels"),
        (make_webp("VP8X", 60_000, 60_000), ".webp", "has 60000 × 60000 pixels"),
        (SVG.format('width="60000" height="60000"', "").encode(), ".svg", "60000 × 60000"),
        (make_bomb(10).encode(), ".svg", "the drawing shows more than 100000 elements"),
        (SVG.format("", "<g/>" * MOST_SHAPES).encode(), ".svg", "shows more than 100000 elements"),
        (SVG.format("", "<g>" * 256 + "</g>" * 256).encode(), ".svg", "in more than 256 others"),
        (b"\xff\xd8\xff\xe0\0\2\0\0", ".jpg", "is cut off"),
        (make_webp("VP8X", 4, 3).replace(b"VP8X", b"ALPH"), ".webp", "is cut off"),
        (SVG.format("", "").encode(), ".svg", "is cut off"),
        (SVG.format("", "<g>").encode(), ".svg", "where `<g>` of line 1 is not closed"),
        (SVG.format("", "<script/>").encode(), ".svg", "holds a `<script>`"),
        (SVG.format("", "<foreignObject/>").encode(), ".svg", "holds a `<foreignObject>`"),
        (SVG.format('onload="x()"', "").encode(), ".svg", "holds the handler `onload`"),
        (SVG.format("", '<a href="java&#10;script:x()"/>').encode(), ".svg", "fetches"),
        (SVG.format("", '<image xlink:href="https://e.org/a.png"/>').encode(), ".svg", "fetches"),
        (SVG.format("", '<use href="a.svg#b"/>').encode(), ".svg", "fetches"),
        (SVG.format("", "<style>a{fill:url(https://e.org/b)}</style>").encode(), ".svg", "fetches"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("", "").encode(), ".svg", "entities"),
        (
            ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("", "")).encode("utf-16"),
            ".svg",
            "entities",
        ),
        (
            b'<?xml-stylesheet href="https://e.org/a.css"?>' + SVG.format("", "").encode(),
            ".svg",
            "fetches `<?xml-stylesheet ",
        ),
        (
            SVG.format("", "<style>a{fill:URL( 'a.svg#b')}</style>").encode(),
            ".svg",
            "fetches `URL( 'a.svg",
        ),
        (
            SVG.format("", r"<style>a{fill:u\72l(//e.org/b)}</style>").encode(),
            ".svg",
            "fetches `url(//e",
        ),
        (
            SVG.format("", "<style>a{fill:u<![CDATA[rl(//e.org)]]></style>").encode(),
            ".svg",
            "fetches",
        ),
        (
            SVG.format("", "<style>a{b:image-set('//e.org/b' 1x)}</style>").encode(),
            ".svg",
            "fetches",
        ),
        (SVG.format("", '<g style="fill:u/**/rl(//e.org)"/>').encode(), ".svg", "fetches `url(//e"),
        (SVG.format("", '<g filter="url(https://e.org/a#b)"/>').encode(), ".svg", "fetches"),
        (
            SVG.format("", '<set attributeName="xlink:href" to="//e.org"/>').encode(),
            ".svg",
            "changes `xlink:href`",
        ),
        (
            SVG.format("", '<set attributeName="onload" to="x()"/>').encode(),
            ".svg",
            "changes `onload`",
        ),
    ],
)
def test_what_cannot_be_shown_is_refused(content: bytes, ending: str, what: str) -> None:
    with pytest.raises(WrongImageError, match=re.escape(what)) as caught:
        measure_image(content, ending)
    assert caught.value.hint


@given(st.binary(max_size=60), st.sampled_from([".png", ".jpg", ".gif", ".webp", ".svg"]))
def test_no_file_is_a_traceback(rest: bytes, ending: str) -> None:
    heads = [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF0000WEBPVP8X", b"<svg "]
    for head in heads:
        with suppress(WrongImageError):
            assert measure_image(head + rest, ending).width > 0


def _show(inner: str) -> str:
    fault = find_drawing_fault(SVG.format("", inner).encode())
    return fault.said if fault else ""


def test_a_drawing_may_show_much_again_but_nothing_within_itself() -> None:
    assert find_drawing_fault(make_bomb(2, 100).encode()) is None
    assert _show('<g id="a"><use href="#a"/></g>') == (
        "`<use>` shows an element that it lies in itself"
    )
    assert _show('<g id="a"><use xlink:href="#b"/></g><g id="b"><use href=" #a"/></g>')
    assert _show('<use href="#none"/><use/><g id="a"/><use href="#a"/><g id="a"/>') == ""
    assert _show("<g>" * 255 + "</g>" * 255) == ""


def test_each_use_counts_what_it_shows() -> None:
    """The root, a group with what it shows a hundred times, and the group again and again."""
    parts = '<g id="b">' + '<use href="#a"/>' * 99 + '</g><path id="a"/>'
    rest = (MOST_SHAPES - 1 - 1 - 99 - 99 - 1) // (1 + 1 + 99 + 99)
    assert _show(parts + '<use href="#b"/>' * rest) == ""
    assert _show(parts + '<use href="#b"/>' * (rest + 1))


@pytest.mark.parametrize(
    ("attributes", "width"),
    [
        ('viewBox="0 0 64 64"', 180),
        ('viewBox="0 0 2.5 2.5"', 180),
        ('width="18" height="18"', 180),
        ('viewBox="0 0 64 32"', 0),
        ('viewBox="0 0 0 0"', 0),
    ],
)
def test_an_icon_is_as_large_as_it_must_be_whatever_its_drawing(
    attributes: str, width: float
) -> None:
    drawing = SVG.format(attributes, "").encode()
    scale = Icon("", "", 180).find_scale(drawing)
    assert scale * measure_drawing(drawing)[0] == width
    assert Icon("", "", 180).find_scale(SVG.format(attributes, "<script/>").encode()) == 0


def test_images_among_the_assets_are_looked_at_too(tmp_path: Path) -> None:
    project = Path(copytree(PROJECT, tmp_path / "in"))
    for name, content in {
        "a.png": make_png(1, 1)[:16] + (60_000).to_bytes(4, "big") * 2 + make_png(1, 1)[24:],
        "b.jpg": b"\xff\xd8\xff",
        "c.svg": make_bomb(10).encode(),
        "icon.svg": SVG.format('viewBox="0 0 32 31"', "").encode(),
        "icon-maskable.svg": SVG.format("", "<script/>").encode(),
    }.items():
        path = project / "templates/assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    told = [format_problem(one) for one in build_site(project, tmp_path / "out").problems]
    assert [one.removeprefix("templates/assets/").partition(". ")[0] for one in told] == [
        "a.png: error[limit]: the image has 60000 × 60000 pixels",
        "b.jpg: error[asset]: the image is cut off, or does not say how large it is",
        "c.svg:1: error[limit]: the drawing shows more than 100000 elements",
        "icon-maskable.svg: error[asset]: the image holds a `<script>`",
        "icon.svg: error[asset]: the icon is not as wide as it is high, or does not say how large it is",
    ]


def test_a_picture_of_pages_that_is_too_large_is_told_at_its_template(tmp_path: Path) -> None:
    project = Path(copytree(PROJECT, tmp_path / "in"))
    (project / "templates").mkdir(exist_ok=True)
    (project / "templates/picture.svg").write_text(
        SVG.format('width="60000" height="60000"', ""), "utf-8"
    )
    told = {format_problem(one) for one in build_site(project, tmp_path / "out").problems}
    assert {one.partition(". ")[0] for one in told} == {
        "templates/picture.svg: error[limit]: the image has 60000 × 60000 pixels"
    }


def _write(project: Path, text: str) -> None:
    for code in ("en", "de"):
        page = project / f"content/sea.{code}.md"
        page.write_text(page.read_text("utf-8") + f"\n{text}\n", "utf-8")


def _find(tree: Path) -> dict[str, bytes]:
    return {
        path.relative_to(tree).as_posix(): path.read_bytes()
        for path in sorted(tree.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def test_an_edited_image_has_another_address_and_a_warm_build_is_a_clean_one(
    tmp_path: Path,
) -> None:
    project = copy_project(tmp_path / "in")
    (project / "content/views").mkdir()
    shore, store = project / "content/views/Shore 1.png", keep_store()
    shore.write_bytes(make_png(8, 6))
    _write(project, '![The shore](<views/Shore 1.png> "Seen from the sea")')
    assert build_site(project, tmp_path / "warm", store).problems == ()
    [first] = [name for name in _find(tmp_path / "warm") if "/images/" in name]
    assert re.fullmatch(r"assets/images/shore-1\.[0-9a-f]{10}\.png", first)

    shore.write_bytes(make_png(10, 6))
    assert build_site(project, tmp_path / "warm", store).problems == ()
    assert build_site(project, tmp_path / "clean", keep_store()).problems == ()
    clean, warm = _find(tmp_path / "clean"), _find(tmp_path / "warm")
    [second] = [name for name in clean if "/images/" in name]
    assert second != first
    assert warm.pop(first)  # stays one site longer, as assets do
    assert warm == clean
    page = clean["en/sea/index.html"].decode()
    assert f'<img src="../../{second}" alt="The shore" width="10" height="6" loading="lazy"' in page


def _tell_unshown(name: str) -> str:
    return (
        f"content/{name}: warning[file-name]: no page shows the image: it is not published. "
        f"Show it with `![…]({name})`, or move it out of `content`."
    )


def test_an_image_that_no_page_shows_is_told_until_one_does(tmp_path: Path) -> None:
    project, store = copy_project(tmp_path / "in"), keep_store()
    (project / "content/views").mkdir()
    for name in ("shore.png", "views/a.png", "views/B.PNG"):
        (project / "content" / name).write_bytes(make_png(1, 1))
    folder = (
        "content/views: warning[file-name]: no page shows an image of the folder: none is "
        "published. Move it out of `content`."
    )

    def said() -> list[str]:
        warm = [format_problem(one) for one in check_site(project, store).problems]
        assert warm == [format_problem(one) for one in check_site(project, keep_store()).problems]
        return warm

    assert said() == [_tell_unshown("shore.png"), folder]
    _write(project, "![The shore](shore.png)")
    assert said() == [folder]
    _write(project, "![A view](views/a.png)")
    [told] = said()
    assert told.startswith("content/views/B.PNG: warning[file-name]: no page shows the image")
    _write(project, "![](views/B.PNG)")
    assert all("the image has no description" in one for one in said())


def test_an_image_that_goes_and_comes_back_is_seen(tmp_path: Path) -> None:
    project, store = copy_project(tmp_path / "in"), keep_store()
    shore = project / "content/shore.png"
    _write(project, "![The shore](shore.png)")

    def said() -> list[str]:
        warm = [format_problem(one) for one in check_site(project, store).problems]
        assert warm == [format_problem(one) for one in check_site(project, keep_store()).problems]
        return warm

    assert len(said()) == 2
    (project / "content/shores.png").write_bytes(make_png(1, 1))
    assert all("Did you mean `shores.png`?" in line for line in said())
    shore.write_bytes(make_png(1, 1))
    assert said() == [_tell_unshown("shores.png")]
    shore.write_bytes(b"none")
    assert all("is nothing of the kind that its name says" in line for line in said())
    shore.unlink()
    assert all("there is no image `shore.png`" in line for line in said())
    (project / "content/shores.png").rename(project / "content/beach.png")
    assert all("shores" not in line for line in said())


def test_a_misspelt_attribute_of_a_drawing_beside_a_page_is_told_once(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    (project / "content/shore.svg").write_text(
        SVG.format('viewBox="0 0 4 3"', '\n<path d="M0 0" strok="red"/>'), "utf-8"
    )
    for name in ("sea.en.md", "sea.de.md"):
        with (project / "content" / name).open("a", encoding="utf-8") as file:
            file.write("\n![A shore](shore.svg)\n")
    told = [format_problem(one) for one in check_site(project, keep_store(tmp_path)).problems]
    assert told == [
        "content/shore.svg:2:16: warning[element]: `<path>` has no attribute `strok`. Did you mean `stroke`?"
    ]


def test_what_a_drawing_shows_of_itself_is_no_fetching() -> None:
    inner = """<style>a{fill:url(#a);mask:url( '#b' )}</style><g fill="url(#a)" style="mask:url(#b)"/>
        <image href="data:image/png;base64,AA=="/><animate attributeName="opacity" values="0;1"/>"""
    content = b'<?xpacket begin=""?>' + SVG.format('width="9" height="9"', inner).encode()
    assert measure_image(content, ".svg").width == 9
