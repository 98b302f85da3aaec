"""What a stranger may hand in: each kind ends in messages with a place and a cure, not in a traceback or without end."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from time import process_time
from types import SimpleNamespace
from typing import TYPE_CHECKING, SupportsIndex, cast

import jinja2
import pytest
from built import keep_store
from ledgers import make_ledger, row
from markdown_it import MarkdownIt
from projects import replace

from sitegen.audit import accounting
from sitegen.build import proposals
from sitegen.checks import overrides
from sitegen.checks.elements import find_unclosed_elements
from sitegen.checks.scan import read_tags
from sitegen.checks.shapes import check_shapes
from sitegen.ledger.patterns import compile_pattern
from sitegen.limits import (
    DEEPEST,
    LARGEST_FILE,
    LARGEST_TABLE,
    LARGEST_TEXT,
    LONGEST_PARAGRAPH,
    LONGEST_QUOTE,
    MIB,
    MOST_DIGITS,
    MOST_MEMORY,
    MOST_NAMED,
    PATTERN_SECONDS,
    TEMPLATE_SECONDS,
    find_largest,
    shorten_quote,
)
from sitegen.markup.images import measure_image
from sitegen.messages.said import say, say_names
from sitegen.preview import watching
from sitegen.problems import InvalidProjectError, Place, format_problem
from sitegen.project.config import parse_config
from sitegen.project.texts import FileTooLargeError, read_file
from sitegen.project.theme import NamedText
from sitegen.render.ceilings import BoundedEnvironment
from sitegen.render.faults import explain_failure, explain_syntax
from sitegen.render.origins import find_attribute
from sitegen.render.scripts import judge_script
from sitegen.render.slips import find_loose, find_slips
from sitegen.render.styles import drop_comments
from sitegen.seeds.soil import open_soil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.checks.stages import PageStage
    from sitegen.seeds.soil import Soil

PAGE, FACTS, SETTINGS = "content/terms.en.md", "data/facts.csv", "site.toml"
LINE = re.compile(r"[^:\n]+:(\d+:)?(\d+:)? (error|warning)\[[a-z-]+\]: .+")
FACT = "frost,valley,{period},actual,level,,{value},,,exact,days,plan,page 1,{value} days,,"
NESTED_NOTES = "\n".join(
    [":" * (2003 - n) + "{note} T" for n in range(2000)]
    + ["x"]
    + [":" * (n + 4) for n in range(2000)]
)

NOTES_IN_LISTS = "\n".join(
    [f"{'  ' * n}- {':' * (28 - n)}{{note}} T" for n in range(25)]
    + ["  " * 25 + "x"]
    + [f"{'  ' * (25 - n)}{':' * (4 + n)}" for n in range(25)]
)

SPOILT: dict[str, tuple[str, str, str]] = {
    "lists of settings in each other": (SETTINGS, "limit", f"\nx = {'[' * 3000}{']' * 3000}\n"),
    "tables of settings in each other": (SETTINGS, "limit", f"\n[{'a.' * 3000}b]\n"),
    "parts of a name of settings": (SETTINGS, "limit", f"\n{'a . ' * 20_000}b = 1\n"),
    "a setting and nothing for long": (SETTINGS, "config", f"\nx{' ' * 50_000}y\n"),
    "settings that are none": (
        SETTINGS,
        "config",
        "\n[[languages]]\n" + "".join(f"k{n} = 1\n" for n in range(20_000)),
    ),
    "languages": (SETTINGS, "limit", '\n[[languages]]\ncode = "xx"\n' * 200),
    "a number of settings": (SETTINGS, "limit", f"\n[x]\ny = {'9' * 5000}\n"),
    "settings of megabytes": (SETTINGS, "limit", "#" * (find_largest(SETTINGS) + 1)),
    "quotations in each other": (PAGE, "limit", f"\n{'> ' * 2000}deep\n"),
    "lists in each other": (PAGE, "limit", f"\n{'- ' * 2000}deep\n"),
    "notes in each other": (PAGE, "limit", f"\n{NESTED_NOTES}\n"),
    "notes in lists in each other": (PAGE, "limit", f"\n{NOTES_IN_LISTS}\n"),
    "a paragraph": (PAGE, "limit", f"\n{'word ' * (LONGEST_PARAGRAPH // 4)}\n"),
    "an address that is repeated": (
        PAGE,
        "limit",
        f"\n[a]: https://x.example/{'b' * 1900}\n\n" + f"{'[a] ' * 1500}\n\n" * 3,
    ),
    "brackets": (PAGE, "limit", f"\n{'[a](' * LONGEST_PARAGRAPH}\n"),
    "a number": (PAGE, "unbound-number", f"\n{'9' * 5000} apples\n"),
    "a number in words": (
        PAGE,
        "unbound-number",
        f"\n{'twenty one hundred and ' * 800} apples\n",
    ),
    "a Chinese number": (PAGE, "unbound-number", f"\n{'九千亿' * 3000} apples\n"),
    "an address": (PAGE, "limit", f"\n<https://x.example/{'a' * 100_000}>\n"),
    "a claim": (PAGE, "claim", f"\n{{claim}}`it <frost/valley/2023 > {'9' * 5000} days>`\n"),
    "a claim by zero": (PAGE, "claim", "\n{claim}`it <frost/valley/2023 > 5/0>`\n"),
    "digits of a fact": (FACTS, "cell", FACT.format(period="2019", value="9" * 5000)),
    "a fact of a size": (FACTS, "cell", FACT.format(period="2019", value="1" + "0" * 400)),
    "the year 0": (FACTS, "period", FACT.format(period="0000", value="9")),
    "a day that is none": (FACTS, "period", FACT.format(period="@2023-02-30", value="9")),
    "a cell of megabytes": (FACTS, "limit", FACT.format(period="2019", value="9" * 1_000_000)),
    "cells": (FACTS, "table", "a," * 40_000),
    "a quotation mark": (FACTS, "table", '"' + "x\n" * 90_000),
    "rows": (FACTS, "limit", "\n" * 100_001),
    "a key": ("data/glossary.csv", "limit", f"{'a' * 101},t,t,e,e,"),
    "an address of a source": (
        "data/sources.csv",
        "limit",
        f"new,plan,en,T,T,P,P,2021,,,,https://x.example/{'a' * 2000},,,,,",
    ),
    "a factor": (
        "data/units.csv",
        "cell",
        "zz,count,5/0,{scaled},{scaled}",
    ),
    "a pattern": ("data/leftout.csv", "leftout", f"plan,pattern,{'(' * 3000},1,date,,"),
    "a value that is not a number": (FACTS, "cell", FACT.format(period="2019", value="nan")),
    "a value without an end": (FACTS, "cell", FACT.format(period="2019", value="-Infinity")),
    "a value of programs": (FACTS, "cell", FACT.format(period="2019", value="0x1F")),
    "a value in digits of others": (FACTS, "cell", FACT.format(period="2019", value="٣٢")),
    "a mark of the byte order in a table": (
        FACTS,
        "foreign-key",
        "\ufeff" + FACT.format(period="2019", value="9"),
    ),
    "a mark of the byte order in a page": (PAGE, "markup", "\n\ufeffmiddle\n"),
    "a setting that is not a number": (SETTINGS, "config", "\n[x]\ny = nan\nz = -inf\n"),
    "a language that leads out": (SETTINGS, "config", '\n[[languages]]\ncode = "../x"\n'),
    "a placeholder that reaches into values": (
        "data/units.csv",
        "unit",
        "zz,count,5,{stated.__class__},{stated!r:>999999999}",
    ),
    "lists in quotations in lists": (PAGE, "limit", f"\n{'> - ' * 300}deep\n"),
    "sums in each other": (
        PAGE,
        "claim",
        f"\n{{claim}}`it <{'sum(' * 3000}frost/valley/2023{')' * 3000} > 5>`\n",
    ),
    "a key of thousands of parts": (PAGE, "unknown-fact", f"\n{{fact}}`{'a/' * 9000}`\n"),
    "comments without an end": (PAGE, "comment", "\n<!-- never closed\n" * 500),
    "a character of no such name": (PAGE, "markup", f"\n&#x110000; &{'a' * 9000};\n"),
    "a table of nothing but bars": (PAGE, "markup", f"\n{'|' * 19_000}\n|-|\n"),
    "rows that are longer than their head": (PAGE, "markup", "\n|a|\n|-|\n" + "|x|y|\n" * 300),
    "marks of emphasis in each other": (PAGE, "markup", f"\n{'*a **a ' * 2500}\n"),
    "code of ever more marks": (
        PAGE,
        "markup",
        "\n" + "".join("`" * n + "a" for n in range(1, 190)) + "\n",
    ),
    "a template of the system": (
        "templates/glossary.html",
        "template",
        "{% include '../../../etc/passwd' %}",
    ),
    "tags in each other": (
        "templates/glossary.html",
        "template",
        "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    ),
    "brackets of a template": (
        "templates/glossary.html",
        "template",
        f"{{{{ {'(' * 3000}1{')' * 3000} }}}}",
    ),
}
"""What is put at the end of which file, and the rule that is told."""

NEW: dict[str, tuple[str, str, str]] = {
    "JSON": ("templates/assets/a.json", "asset", "[" * 100_000),
    "a drawing without an end": (
        "content/a.svg",
        "image",
        '<svg xmlns="http://www.w3.org/2000/svg" width="1e9" viewBox="0 0 inf 1e999"/>',
    ),
    "a style sheet of blocks in each other": (
        "templates/assets/style.css",
        "style-sheet",
        "a{" * 30_000 + "}" * 30_000,
    ),
    "a style sheet of ends": ("templates/assets/style.css", "style-sheet", "}" * 30_000),
    "a drawing of an encoding that nobody knows": (
        "content/a.svg",
        "image",
        '<?xml version="1.0" encoding="klingon"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    ),
    "a drawing of an encoding that XML cannot take": (
        "content/a.svg",
        "image",
        '<?xml version="1.0" encoding="utf-7"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    ),
    "a drawing of others": (
        "content/a.svg",
        "image",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="https://x.example/a.png"/></svg>',
    ),
    "a name that Windows keeps for itself": ("content/com1.en.md", "file-name", "x"),
    "a name with a letter in two parts": ("content/cafe\u0301.en.md", "file-name", "x"),
    "a lock of no pages": ("translations.lock", "translations", "x " * 200_000),
    "a drawing of entities": (
        "content/a.svg",
        "image",
        '<!DOCTYPE s [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    ),
}


@pytest.fixture(scope="module")
def soil() -> Iterator[Soil]:
    with open_soil(keep_store()) as made:
        assert made.check() == ()
        yield made


def tell(soil: Soil) -> list[str]:
    """What is told of the project, each a line with a place and a cure."""
    told = [format_problem(one) for one in soil.check()]
    for line in told:
        assert LINE.fullmatch(line), line
        assert len(line) < LONGEST_QUOTE * 8, line
        assert "error[defect]" not in line
    return told


@pytest.mark.parametrize("case", SPOILT)
def test_what_is_put_into_a_file_is_told(soil: Soil, case: str) -> None:
    path, rule, text = SPOILT[case]
    file = soil.folder / path
    before = file.read_bytes()
    try:
        file.write_bytes(before + text.encode() + b"\n")
        told = tell(soil)
        assert [line for line in told if line.startswith(path) and f"[{rule}]" in line], told[:3]
    finally:
        file.write_bytes(before)


@pytest.mark.parametrize("case", NEW)
def test_a_file_that_is_new_is_told(soil: Soil, case: str) -> None:
    path, rule, text = NEW[case]
    file, page = soil.folder / path, soil.folder / PAGE
    before = page.read_bytes()
    try:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        page.write_bytes(before + b"\n![apples](a.svg)\n" * (file.suffix == ".svg"))
        assert [line for line in tell(soil) if f"[{rule}]" in line]
    finally:
        page.write_bytes(before)
        file.unlink()


def change(soil: Soil, path: str, old: str, new: str) -> list[str]:
    """What is told of the project while a text stands in the place of another."""
    file = soil.folder / path
    before = file.read_text("utf-8")
    assert old in before
    try:
        file.write_text(before.replace(old, new, 1), "utf-8")
        return tell(soil)
    finally:
        file.write_text(before, "utf-8")


ADDRESS = 'url = "https://orchard.example/"'
CHANGED: dict[str, tuple[str, str, str, str]] = {
    "an order of thousands of digits": (
        PAGE,
        "order: 3",
        f"order: {'9' * 5000}",
        f"{PAGE}:5:8: error[limit]: the number",
    ),
    "a port that is none": (
        SETTINGS,
        ADDRESS,
        'url = "https://orchard.example:99999999/"',
        "site.toml:2:1: error[config]: `orchard.example:99999999` in `url` is not the name of a server",
    ),
    "a day that is not in the calendar": (
        SETTINGS,
        "orchard.example,2024",
        "orchard.example,2024-02-31",
        "site.toml:5:1: error[config]: `orchard.example,2024-02-31` is not a valid authority",
    ),
    "a folder within a folder that is cleared": (
        SETTINGS,
        ADDRESS,
        f'{ADDRESS}\npaths.output = ".sitegen"',
        "site.toml:3:1: error[config]: the path `output` cannot be `.sitegen`, which holds that of `cache`",
    ),
    "a host that shows otherwise": (
        SETTINGS,
        ADDRESS,
        'url = "https://orchard.\\u2066example/"',
        "site.toml:2:1: error[config]: `orchard.\\u2066example` in `url` is not the name of a server",
    ),
    "a style thousands of times": (
        SETTINGS,
        '["apa"]',
        "[" + '"apa", ' * 5000 + "]",
        "site.toml:6:1: error[config]: the style `apa` is given more than once",
    ),
    "a locale of escapes": (
        SETTINGS,
        'locale = "en_GB"',
        'locale = "en\\n_GB"',
        "site.toml:20:1: error[config]: CLDR has no locale",
    ),
    "a wrong value of the second language": (
        SETTINGS,
        "grouped = false",
        "grouped = 5",
        "site.toml:31:1: error[config]: `grouped` of the language `zh` cannot be `5`",
    ),
    "the code of another language": (
        SETTINGS,
        'code = "zh"',
        'code = "en"',
        "site.toml:26:1: error[config]: two languages have the code `en`",
    ),
    "an address in half": (
        PAGE,
        "Few words",
        "[Few](http://[::1) words",
        f"{PAGE}:7:1: error[link]: `http://:1[:` is not a valid address. Write `http://example.org/`.",
    ),
    "a text that is turned around": (
        FACTS,
        "9 days",
        "9 \u202edays",
        "data/facts.csv:5:62: error[character]: no page can hold the character U+202E",
    ),
    "a range of one number": (
        FACTS,
        ",42,45,range,",
        ",42,42.0,range,",
        "data/facts.csv:8:35: error[bound]: the range goes from 42 to 42.0. Write the number as `value`",
    ),
    "an address of programs": (
        "data/sources.csv",
        "2021-03,,,,,",
        "2021-03,,,,javascript:alert(1),",
        "data/sources.csv:2:69: error[cell]: `javascript:alert(1)` is not a valid url. Write an address of the web: `https://…`.",
    ),
    "filters behind each other": (
        "templates/glossary.html",
        "{% block colophon %}",
        f"{{% block colophon %}}{{{{ 1{'|upper' * 1500} }}}}",
        "templates/glossary.html:3: error[template]: tags or brackets lie too deep in each other. Write it in several",
    ),
    "a number of a template": (
        "templates/glossary.html",
        "{% block colophon %}",
        f"{{% block colophon %}}{{{{ {'9' * 9000} }}}}",
        "templates/glossary.html:3:1: error[template]: the number '999999999999999 … 99999' has too many digits. Look",
    ),
}
"""What is put in the place of what, and how the first message begins."""


@pytest.mark.parametrize("case", CHANGED)
def test_what_is_changed_in_a_file_is_told_in_its_place(soil: Soil, case: str) -> None:
    path, old, new, said = CHANGED[case]
    told = change(soil, path, old, new)
    assert told[0].startswith(said), told
    assert len(told) == 1, told


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("orchard..example/", "`orchard..example` in `url` is not the name of a server"),
        ("-a.example/", "`-a.example` in `url` is not the name of a server"),
        ("a-.example/", "`a-.example` in `url` is not the name of a server"),
        (f"{'a' * 64}.example/", "is not the name of a server"),
        ("orchard.example:65536/", "`orchard.example:65536` in `url` is not the name of a server"),
        ("orchard.example/../x/", "`/../` in `url` is not the name of a folder"),
        ("orchard.example/a/%2E%2e/", "`/%2E%2e/` in `url` is not the name of a folder"),
        ("orchard.example/a//b/", "`//` in `url` is not the name of a folder"),
        ("orchard.example/<b>/", "`/<b>/` in `url` is not the name of a folder"),
        ("orchard.example/a b/", "`/a b/` in `url` is not the name of a folder"),
        ("orchard.example/a/\\n", "is not an absolute address that ends in a slash"),
        ("orchard.example//", "is not an absolute address that ends in a slash"),
        ("orchard.example:65535/", ""),
        ("例え.jp/", ""),
        ("a-b.example/..a/%2e%2eb/~c/", ""),
    ],
)
def test_an_address_of_a_site_is_one_that_browsers_leave_as_it_is(
    soil: Soil, address: str, wrong: str
) -> None:
    text = (soil.folder / SETTINGS).read_text("utf-8").replace("orchard.example/", address, 1)
    try:
        parse_config(text)
        told = ""
    except InvalidProjectError as error:
        [problem] = error.problems
        told = format_problem(problem)
    assert wrong in told
    assert bool(told) == bool(wrong)


@pytest.mark.parametrize(
    "address",
    [
        'https://x.example/""><script>',
        "https://user:pw@x.example/",
        "https://x.example:99999/",
        "https://x..example/",
        "https://x.example/a\u200bb",
    ],
)
def test_an_address_of_a_document_is_one_that_there_can_be(soil: Soil, address: str) -> None:
    file = soil.folder / "data/sources.csv"
    before = file.read_text("utf-8")
    row = f'new,plan,en,T,T,P,P,2021,,,,"{address}",,,,,\n'
    try:
        file.write_text(f"{before}{row}", "utf-8")
        told = tell(soil)
    finally:
        file.write_text(before, "utf-8")
    assert any("is not a valid url. Write an address of the web" in line for line in told)


@pytest.mark.parametrize("text", ["![x](y.png)", "a ![x](y.png) b ![](z.svg)", "a [^1] b"])
@pytest.mark.parametrize("setting", ["title", "short", "lead", "description", "chart"])
def test_what_leads_elsewhere_is_told_where_there_is_one_line(
    soil: Soil, setting: str, text: str
) -> None:
    file = soil.folder / "content/harvest.en.md"
    before = file.read_text("utf-8")
    old = ":title: Upper" if setting == "chart" else f"\n{setting}: "
    new = f":title: {text}" if setting == "chart" else f'\n{setting}: "{text}"\n# '
    try:
        replace(file, old, new)
        told = tell(soil)
    finally:
        file.write_text(before, "utf-8")
    assert any("error[inline]: links, images and footnotes" in line for line in told)


def test_titles_of_several_lines_are_one_line(soil: Soil) -> None:
    text = (soil.folder / SETTINGS).read_text("utf-8")
    titled = text.replace('"The orchard valley"', '"""\n  The orchard\r\n\tvalley\n"""', 1)
    assert parse_config(titled).title["en"] == "The orchard valley"


def test_units_of_units_are_followed_to_the_one_that_is_not_there(soil: Soil) -> None:
    """And what rests on them goes without a word of its own."""
    chain = "".join(f"q{n},q{n + 1},2,{{plain}},{{plain}}\n" for n in range(3000))
    [told] = change(soil, "data/units.csv", "rank,", f"{chain}rank,")
    assert told.startswith("data/units.csv:3005:7: error[foreign-key]: there is no unit `q3000`")


def test_a_page_that_is_cut_off_is_told(soil: Soil) -> None:
    page = soil.folder / "content" / "terms.zh.md"
    before = page.read_bytes()
    try:
        page.write_bytes(before.rstrip() + "谷".encode()[:2])
        assert tell(soil) == [
            (
                f"content/terms.zh.md:{len(before.splitlines())}: error[encoding]: the file ends in the middle of a character:"
                " it is cut off. Take it anew from where it is whole."
            )
        ]
    finally:
        page.write_bytes(before)


def test_what_a_sheet_of_the_project_no_longer_sets_is_told_there_once(soil: Soil) -> None:
    sheet = soil.folder / "templates" / "assets" / "style.css"
    try:
        sheet.parent.mkdir(exist_ok=True)
        sheet.write_text("a { color: red; }\n", "utf-8")
        [told] = tell(soil)
        assert told.startswith(
            "templates/assets/style.css:1: error[style-sheet]: sheets of the theme use what is set nowhere: `--accent`, "
        )
        sheet.write_text("a { color: var(--accent)", "utf-8")
        [told] = tell(soil)
        assert "is not closed" in told
    finally:
        sheet.unlink()


def test_images_that_differ_in_capitals_alone_are_told_by_their_names(soil: Soil) -> None:
    page = soil.folder / PAGE
    before, drawing = (
        page.read_bytes(),
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    )
    files = [soil.folder / "content" / name for name in ("a.svg", "A.svg")]
    try:
        for file in files:
            file.write_bytes(drawing)
        page.write_bytes(before + b"\n![apples](a.svg)\n\n![pears](A.svg)\n")
        [line] = tell(soil)
        assert line.startswith("content/a.svg: error[same-address]: the image content/a.svg would")
        assert "and so would the image content/A.svg. Rename the file." in line
    finally:
        page.write_bytes(before)
        for file in files:
            file.unlink()


def test_of_thousands_of_texts_that_nobody_uses_some_are_looked_into(
    soil: Soil, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = soil.folder / "templates/locale/zh.po"
    before, looked = file.read_bytes(), list[str]()

    def look(word: str, *_rest: object) -> list[str]:
        looked.append(word)
        return []

    monkeypatch.setattr(overrides, "find_nearest", look)
    try:
        file.write_text(
            before.decode() + "".join(f'\nmsgid "k{n}"\nmsgstr "v"\n' for n in range(600)), "utf-8"
        )
        assert tell(soil) == []
        assert len(looked) == 500
    finally:
        file.write_bytes(before)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("path", [PAGE, FACTS, SETTINGS])
def test_what_is_saved_without_the_mark_of_its_encoding_is_told(
    soil: Soil, path: str, encoding: str
) -> None:
    file = soil.folder / path
    before = file.read_bytes()
    try:
        file.write_bytes(before.decode().encode(encoding))
        [line] = tell(soil)
        assert line.startswith(f"{path}: error[encoding]: the file is UTF-16-")
    finally:
        file.write_bytes(before)


def test_the_rows_of_a_table_are_looked_at_in_one_reading_of_the_page() -> None:
    """A page of 4 MB has half a million of them."""
    readings = []

    class Body(str):
        __slots__ = ()

        def split(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
            readings.append(sep)
            return super().split(sep, maxsplit)

    body = Body("|a|\n|-|\n" + "|x|y|\n" * 50 + "\n1. a\n - b\n")
    page = SimpleNamespace(body=body, path="a.md", first_line=1)
    tokens = MarkdownIt().enable("table").parse(str(body))
    parsed = SimpleNamespace(tokens=tokens, directives=(), headings=(), page=page)
    stage = cast("PageStage", SimpleNamespace(page=SimpleNamespace(parsed=parsed)))
    assert len([*check_shapes(stage)]) == 51
    assert len(readings) == 2


def test_paths_that_no_file_system_has_are_told(soil: Soil) -> None:
    file = soil.folder / SETTINGS
    before = file.read_text("utf-8")
    try:
        for path in ("a" * 300, "b/" * 1000, "a\\u0000b"):
            file.write_text(f'paths.data = "{path}"\nurl = 5\n{before}', "utf-8")
            assert all(line.startswith(SETTINGS) for line in tell(soil))
        for path in ("a" * 256, "b/" * 501):
            file.write_text(f'paths.data = "{path}"\n{before}', "utf-8")
            assert [line for line in tell(soil) if "[limit]" in line], path
        address = f'url = "https://x.example/{"a" * 2000}/"'
        file.write_text(before.replace('url = "https://orchard.example/"', address), "utf-8")
        assert [line for line in tell(soil) if "[limit]" in line]
        assert watching.find_roots(soil.folder, (Path("kept"),)) == (Path("kept"),)
    finally:
        file.write_text(before, "utf-8")


def test_a_watch_outlives_settings_of_any_kind(soil: Soil, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_project: Path, _outside: bool) -> None:
        raise TypeError

    monkeypatch.setattr(watching, "load_config", fail)
    assert watching.find_roots(soil.folder, (Path("kept"),)) == (Path("kept"),)


@pytest.mark.parametrize("name", ["content", "data", "templates"])
def test_a_folder_that_leads_back_to_itself_is_told(soil: Soil, name: str) -> None:
    folder, aside = soil.folder / name, soil.folder / "aside"
    folder.rename(aside)
    folder.symlink_to(name)
    try:
        [line] = tell(soil)
        assert line.startswith(f"{name}: error[file]: the folder is a link that leads back to")
    finally:
        folder.unlink()
        aside.rename(folder)


@pytest.mark.parametrize("name", ["content", "data", "templates/assets"])
def test_folders_in_each_other_are_looked_into_so_far(soil: Soil, name: str) -> None:
    top = soil.folder / name / "d"
    top.parent.mkdir(exist_ok=True)
    folder = os.open(top.parent, os.O_RDONLY)
    for _ in range(1500):  # a path of so many cannot be made at once
        os.mkdir("d", dir_fd=folder)
        inner = os.open("d", os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(folder)
    try:
        told = "\n".join(tell(soil))
        assert name != "data" or "[file]: the folder is not read: it lies in more than 40" in told
    finally:
        subprocess.run(["/bin/rm", "-r", top], check=True)


def test_what_is_no_file_is_left_alone(soil: Soil) -> None:
    pipe = soil.folder / "content/pipe.en.md"
    os.mkfifo(pipe)
    name = os.fsencode(soil.folder) + b"/data/\xff\xfe.csv"
    Path(os.fsdecode(name)).write_bytes(b"x")
    try:
        told = tell(soil)
        assert any("it is a pipe" in line for line in told)
        assert any(r"data/\udcff\udcfe.csv: warning[file]" in line for line in told)
    finally:
        pipe.unlink()
        Path(os.fsdecode(name)).unlink()


def test_a_file_is_not_read_beyond_its_limit(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    with file.open("wb") as opened:
        opened.truncate(200 << 20)  # takes no place on the disk
    with pytest.raises(FileTooLargeError) as error:
        read_file(file)
    assert error.value.message == "the file has 200 MB, and at most 4 are read"


def test_a_pattern_that_comes_to_no_end_is_told(
    soil: Soil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounting, "PATTERN_SECONDS", 0.05)
    table, text = soil.folder / "data/leftout.csv", soil.folder / "texts/plan.txt"
    before = table.read_bytes(), text.read_bytes()
    try:
        table.write_bytes(before[0] + b"plan,pattern,(a|aa)+$,1,date,,\n")
        text.write_bytes(before[1] + b"a" * 80 + b"!\n")
        told = [format_problem(one) for one in soil.audit()]
        assert any("error[limit]: the pattern `(a|aa)+$` takes longer" in line for line in told)
    finally:
        table.write_bytes(before[0])
        text.write_bytes(before[1])


@pytest.mark.parametrize("text", ["(", "a{9999999999999}", "(" * 5000, "[", "*", "(?P<x>"])
def test_a_pattern_that_is_none_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        compile_pattern(text)


def test_a_message_shows_both_ends_of_what_it_quotes_and_moves_nothing() -> None:
    said = say("`{text}` is wrong", text="a" * 5000 + "z")
    assert said.startswith("`aaa")
    assert said.endswith("az` is wrong")
    assert len(said) < LONGEST_QUOTE + 30
    assert shorten_quote("har\u202evest\x1b[31m") == r"har\u202evest\u001b[31m"
    assert say_names(str(n) for n in range(1000)).endswith(f"… (+{1000 - MOST_NAMED})")
    line = format_problem(Place("a\nb.md").problem("cell", say("`{text}`", text="a\nb")))
    assert line == r"a\nb.md: error[cell]: `a\nb`."


def test_what_lies_within_the_limits_is_read(soil: Soil) -> None:
    page = soil.folder / PAGE
    before = page.read_bytes()
    try:
        page.write_bytes(before + f"\n{'> ' * (DEEPEST - 2)}deep\n".encode())
        assert tell(soil) == []
    finally:
        page.write_bytes(before)


def test_of_thousands_of_typed_numbers_some_are_looked_into(
    soil: Soil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposals, "MOST_PROPOSED", 3)
    typed = b"\nDays of frost in the valley in 2023: 8 days.\n" * 2
    texts = {one: (soil.folder / one).read_bytes() for one in (PAGE, "content/harvest.en.md")}
    try:
        for path, before in texts.items():
            (soil.folder / path).write_bytes(before + typed)
        told = [line for line in tell(soil) if "[unbound-number]" in line]
        assert [line for path in texts for line in told if line.startswith(path)] != []
        assert len(told) == 4
        assert sum("Write {fact}`frost/valley/2023`" in line for line in told) == 3
    finally:
        for path, before in texts.items():
            (soil.folder / path).write_bytes(before)


def test_of_thousands_of_mistakes_in_the_settings_some_are_told() -> None:
    with pytest.raises(InvalidProjectError) as error:
        parse_config("".join(f"k{n} = 1\n" for n in range(5000)))
    assert len(error.value.problems) == MOST_NAMED


def test_limits_are_those_of_a_slip_and_not_of_a_machine() -> None:
    """Tests that reach them put smaller ones in their place."""
    assert MOST_DIGITS < 4300, "what Python reads of whole numbers"
    assert BoundedEnvironment().patience == TEMPLATE_SECONDS <= 10
    assert PATTERN_SECONDS <= 10
    assert MOST_MEMORY <= 1024 * MIB
    assert LONGEST_QUOTE < 1000, "what a message quotes"
    assert LARGEST_TEXT < LARGEST_TABLE < LARGEST_FILE <= 256 * MIB


LEDGER = make_ledger([row("output/zone/2020", "5", "bn")])
EXPLAINED: list[Callable[[str], object]] = [
    lambda text: explain_syntax(
        {"a.html": NamedText("a.html", text)},
        "a.html",
        jinja2.TemplateSyntaxError("unexpected end of template", 1),
        None,
    ),
    *(
        lambda text, said=said: explain_failure(
            {"a.html": NamedText("a.html", text)}, "a.html", jinja2.UndefinedError(said), []
        )
        for said in ("`x` is not given to the template", "macro 'm' takes no more")
    ),
]
READERS: dict[str, Callable[[str], object]] = {
    "loose": lambda text: [*find_loose(text)],
    "slips": lambda text: [*find_slips(text)],
    "elements": lambda text: find_unclosed_elements(NamedText("a.html", text)),
    "tags": read_tags,
    "attributes": lambda text: find_attribute((NamedText("a.html", text),), ("b",), "y" * 99),
    "style sheets": lambda text: drop_comments(text.encode()),
    "scripts": lambda text: judge_script("a.js", text, has_modules=False),
    "drawings": lambda text: measure_image(_draw(text), ".svg"),
    "keys": lambda text: LEDGER.match_facts(f"*/{text}/*"),
    "overrides": overrides._blank_comments,  # noqa: SLF001 # what stands before each of its looks
    "faults": lambda text: [explain(text) for explain in EXPLAINED],
}
"""What reads templates, pages, style sheets, scripts, drawings and keys by signs that open and close."""


def test_brackets_in_each_other_are_read_once() -> None:
    deep = "(" * 20_000 + "a=1" + ")" * 20_000
    assert [slip.said for slip in find_slips(f"{{% if {deep} %}}")] == []
    assert [slip.said for slip in find_slips(f"{{% if {deep} = 1 %}}")] == ["`=` compares nothing"]


def _draw(style: str) -> bytes:
    """A drawing with a style, whatever that holds."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><style><![CDATA[{style}]]></style></svg>'.encode()


@pytest.mark.parametrize("reader", READERS)
def test_what_opens_again_and_again_is_read_once(reader: str) -> None:
    """Each of these took minutes: whoever looks for an end at each opening reads all the rest each time."""
    signs = (
        *("{{", "{%", "{#", "{% raw %}", "{{a}}", "<!--", "<!a ", "<style>", "<a ", "<a b='", "["),
        *("{% a ", "{% macro m(", "{% from 'a' import ", "macro m("),
        *('<a b="', 'b="{{', "b='{{a}}", "/*", f"/*{' ' * 9}", "/**/", "'", '"'),
    )
    for sign in signs:
        start = process_time()
        READERS[reader](sign * 20_000)
        assert process_time() - start < 8, sign
