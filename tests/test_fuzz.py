"""Coverage is sought by chance: whatever is put together of what each format has, messages come of it.

`make test` looks for a few seconds, the nightly form for an hour: `SITEGEN_FUZZ_SECONDS=3600 pytest tests/test_fuzz.py`.
Hypothesis is steered by targets: texts that come further, with more and with other problems, are tried again, changed.
"""

from __future__ import annotations

import contextlib
import io
import os
import socket
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from built import copy_warm_project, keep_store
from hypothesis import HealthCheck, Phase, given, settings, target
from hypothesis import strategies as st
from previews import PATIENCE, run_preview

from sitegen.mending.workbooks import WorkbookError, read_workbook
from sitegen.problems import format_problem
from sitegen.seeds.soil import open_soil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sitegen.seeds.soil import Soil

SECONDS = float(os.environ.get("SITEGEN_FUZZ_SECONDS", "5"))
"""How long is looked, all files together."""
LEAST = 5
"""Examples that are tried of each file, however slow the machine."""

ANYTHING = st.text(max_size=40)
NUMBER = st.sampled_from(
    [
        "0",
        "-1",
        "9" * 50,
        "9" * 5000,
        "1e400",
        "5/0",
        "½",
        "叁佰",
        "٣",
        "NaN",
        "inf",
        "0.1.2",
        "1,5",
    ]
)
KEY = st.sampled_from(
    [
        "frost/valley/2023",
        "harvest/valley/2026/target",
        "frost/valley/0000",
        "a/b/c/d/e/f/g",
        "*",
        "harvest/*/2023",
        "frost/valley/2020..2023",
        "//",
        "-",
    ]
)
PERIOD = st.sampled_from(
    ["2023", "0000", "@2023-02-30", "9999/0001", "2023-Q9", "@0000-01-01", "23"]
)
MARKDOWN = st.one_of(
    st.builds(
        "{{{}}}`{}`".format,
        st.sampled_from(["fact", "growth", "share", "claim", "count", "term", "x"]),
        KEY,
    ),
    st.builds("{{claim}}`it <{} {} {}>`".format, KEY, st.sampled_from("<>~=i"), KEY | NUMBER),
    st.builds(
        ":::{{{}}} {}\n:facts: {}\n{}\n:::".format,
        st.sampled_from(["chart", "note", "scorecard", "targets", ""]),
        st.sampled_from(["path", "parts", "T", ""]),
        KEY,
        KEY,
    ),
    st.builds(
        "{}{}".format,
        st.sampled_from(
            ["> ", "- ", "1. ", "# ", "| a |\n|---|\n| ", "[^a]: ", "```", ":::", "{#"]
        ),
        ANYTHING,
    ),
    st.builds(
        "[{}]({})".format,
        ANYTHING,
        st.sampled_from(["harvest.md", "//[", "http://[::1", "#", "../../x"]) | ANYTHING,
    ),
    st.builds(
        str.__mul__,
        st.sampled_from(["> ", "*", "[", "`", "{", ":::\n", "- ", "<!--"]),
        st.integers(1, 200),
    ),
    NUMBER,
    ANYTHING,
)
TOML = st.one_of(
    st.builds(
        "{} = {}\n".format,
        st.sampled_from(
            [
                "url",
                "pdf",
                "paths.data",
                "languages",
                "title",
                "manifest",
                "source_kinds.a",
                "rules",
                "x",
            ]
        ),
        st.sampled_from(
            [
                "1",
                "inf",
                "[]",
                "{}",
                '""',
                "true",
                "1979-05-27",
                "[[1]]",
                '"\\u0000"',
                "0000-01-01",
                "9" * 5000,
            ]
        ),
    ),
    st.builds("[{}]\n".format, st.sampled_from(["paths", "manifest", "rules", "a.b", "languages"])),
    ANYTHING,
)
ROW = st.builds(
    "{},{},{},{},level,,{},,,exact,{},plan,page 1,{},,\n".format,
    st.sampled_from(["frost", "harvest", "x", '"']),
    st.sampled_from(["valley", "upper", ""]),
    PERIOD,
    st.sampled_from(["actual", "target", "estimate", "y"]),
    NUMBER,
    st.sampled_from(["days", "%", "万吨", ""]),
    NUMBER | ANYTHING,
)
CATALOGUE = st.builds(
    'msgid "{}"\nmsgstr "{}"\n\n'.format,
    st.sampled_from(["Value", "", "{quantity}", "%(n)s apples"]),
    st.sampled_from(["{0.__class__}", "%s", "{", "Plural-Forms: nplurals=9;\\n", "\\x", '"'])
    | ANYTHING,
)
TEMPLATE = st.one_of(
    st.builds(
        "{{{{ {} }}}}".format,
        st.sampled_from(["frame", "x.y", "1/0", "''[9]", "_('Value')", "10**5000", "(("]),
    ),
    st.builds(
        "{{% {} %}}".format,
        st.sampled_from(
            [
                "if 1",
                "endif",
                "block main",
                "endblock",
                "extends 'x'",
                "include 'glossary.html'",
                "for a in range(9)",
            ]
        ),
    ),
    ANYTHING,
)
LOCK = st.builds(
    "{} {} {} {}\n".format,
    st.sampled_from(["harvest", "terms", "", "../x", "a" * 300]),
    st.sampled_from(["en:", "zh:", "de:", "", "-"]) | ANYTHING,
    st.sampled_from(["-", "0" * 16, "5fc1", "9" * 5000]),
    st.sampled_from(["zh:-", "-", ""]) | ANYTHING,
)
FRONT = st.builds(
    "{}{} {}\n".format,
    st.sampled_from(
        ["title", "kind", "updated", "order", "domain", "group", "lead", "x", "---", "- "]
    ),
    st.sampled_from([":", "", ": |\n ", ": &a", ": !!python/object"]),
    st.sampled_from(["*a", "[[", "{", "9999-99-99", "0000-01-01", "1e999", "!!int x", "? a", "'"])
    | NUMBER
    | ANYTHING,
)
SMALL = st.builds(
    "{},{},{},{},{},{}\n".format, *[KEY | NUMBER | PERIOD | ANYTHING | st.just("plan")] * 6
)
FORMS: dict[str, tuple[str, st.SearchStrategy[str], int]] = {
    "pages": ("content/harvest.en.md", MARKDOWN, 0),
    "front matter": ("content/harvest.en.md", FRONT, 6),
    "settings": ("site.toml", TOML, 0),
    "facts": ("data/facts.csv", ROW, 0),
    "relations": ("data/relations.csv", ROW, 0),
    "sources": ("data/sources.csv", SMALL, 0),
    "units": ("data/units.csv", SMALL, 0),
    "catalogues": ("templates/locale/zh.po", CATALOGUE, 0),
    "templates": ("templates/glossary.html", TEMPLATE, 0),
    "agreement": ("translations.lock", LOCK, 0),
}
"""What files are made of besides what stands in them: which file, what, and up to which line; 0 for the last."""


@pytest.fixture(scope="module")
def soil() -> Iterator[Soil]:
    with open_soil(keep_store()) as made:
        assert made.check() == ()
        yield made


def try_for(share: int, look: Callable[[], None]) -> None:
    """Look again and again, otherwise each time, until a share of the time is over."""
    end = time.monotonic() + SECONDS / share
    while True:
        look()
        if time.monotonic() > end:
            return


ROUND = settings(
    max_examples=LEAST,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.target, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
"""How often is looked before the clock is."""
LONG = settings(ROUND, max_examples=200) if SECONDS > 60 else ROUND


@pytest.mark.parametrize("form", FORMS)
def test_whatever_stands_in_a_file_messages_come_of_it(soil: Soil, form: str) -> None:
    path, pieces, most = FORMS[form]
    file = soil.folder / path
    before = file.read_text("utf-8") if file.exists() else ""
    lines = before.split("\n")

    @LONG
    @given(
        st.lists(pieces, min_size=1, max_size=6),
        st.floats(0, 1, exclude_max=True),
        st.booleans(),
    )
    def look(pieces: list[str], where: float, whole: bool) -> None:  # as Hypothesis draws it
        count = most or len(lines)
        at = int(where * count) if whole or most else count
        text = "\n".join([*lines[:at], "\n".join(pieces), *lines[at:]])
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        told = [format_problem(one) for one in soil.check()]
        assert not [line for line in told if "error[defect]" in line]
        assert all("\n" not in line for line in told)
        target(len({line.partition("]: ")[0].rpartition("[")[2] for line in told}), label="rules")
        target(min(len(told), 100), label="problems")

    try:
        try_for(len(FORMS) + 3, look)
    finally:
        file.write_text(before, "utf-8") if before else file.unlink(missing_ok=True)


def _make_excel() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(FACTS):
            sheet.write_row(number, 0, row)
    return made.getvalue()


def _make_open() -> bytes:
    rows = "".join(
        f"<t:table-row>{''.join(f'<t:table-cell><x:p>{cell}</x:p></t:table-cell>' for cell in row)}</t:table-row>"
        for row in FACTS
    )
    spaces = (
        'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(
            "content.xml", f"<o:spreadsheet {spaces}><t:table>{rows}</t:table></o:spreadsheet>"
        )
    return made.getvalue()


FACTS = [
    ["indicator", "area", "period", "kind", "measure", "statement", "value", "unit"],
    ["harvest", "valley", "2020", "actual", "level", "", "24.0", "days"],
]
BOOKS = {"xlsx": _make_excel(), "ods": _make_open()}
SPELLS = st.sampled_from(
    [
        ('number-columns-repeated="', "9" * 9),
        ("<x:p>", '<x:p><x:s x:c="99999999999"/>'),
        ("<t:table-row>", '<t:table-row t:number-rows-repeated="99999999">'),
        ("<t:table-cell>", '<t:table-cell t:number-columns-repeated="99999999">'),
        ("<v>", "<v>1e999999999"),
        ("<v>", "<v>1e-999999999"),
        ('r="A1"', 'r="ZZZZZ99999999999"'),
        ('<row r="1"', '<row r="99999999999999"'),
        ("</", "<"),
        ("<", "<x>" * 3000 + "<"),
        ('"', ""),
    ]
)


@pytest.mark.parametrize("ending", BOOKS)
def test_whatever_a_workbook_holds_is_read_or_refused(ending: str) -> None:
    @LONG
    @given(
        st.lists(SPELLS, max_size=3),
        st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=3),
    )
    def look(spells: list[tuple[str, str]], bytes_: list[tuple[int, int]]) -> None:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(BOOKS[ending])) as old, zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                text = old.read(name).decode()
                for was, now in spells:
                    text = text.replace(was, now, 1)
                new.writestr(name, text)
        content = bytearray(made.getvalue())
        for at, byte in bytes_:
            content[at % len(content)] = byte
        with contextlib.suppress(WorkbookError):
            rows = read_workbook(bytes(content), FACTS[0])
            assert all(len(row) == len(rows[0]) for row in rows)

    try_for(len(FORMS) + 3, look)


HEAD = st.builds(
    "{} {} {}\r\n".format,
    st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "CONNECT", "", "G" * 70_000]) | ANYTHING,
    st.sampled_from(
        [
            "/",
            "/en/",
            "/livereload",
            "/%2e%2e/%00",
            "/..\\..",
            "*",
            "//x",
            "http://[::1",
            "/" + "a" * 9000,
        ]
    )
    | ANYTHING,
    st.sampled_from(["HTTP/1.1", "HTTP/1.0", "HTTP/9", ""]) | ANYTHING,
)
HEADER = st.builds(
    "{}: {}\r\n".format,
    st.sampled_from(
        [
            "Host",
            "Origin",
            "Upgrade",
            "Connection",
            "Content-Length",
            "Transfer-Encoding",
            "Sec-Fetch-Site",
            "Sec-WebSocket-Version",
            "Sec-WebSocket-Key",
            "Sec-WebSocket-Extensions",
            "Cookie",
            "Range",
        ]
    )
    | ANYTHING,
    st.sampled_from(
        [
            "localhost",
            "[::1",
            "localhost.",
            "evil.example",
            "null",
            "http://[::1",
            "websocket",
            "Upgrade",
            "13",
            "-1",
            "9" * 30,
            "chunked",
            "permessage-deflate; client_max_window_bits=99",
            "dGhlIHNhbXBsZSBub25jZQ==",
            "cross-site",
        ]
    )
    | ANYTHING,
)
FRAME = st.binary(max_size=60) | st.builds(
    bytes.__add__,
    st.sampled_from([b"\x81\x7f", b"\x89\xfe", b"\x88\x82", b"\xf1\x80"]),
    st.binary(),
)


def test_whatever_is_sent_to_the_preview_it_lives_and_says_nothing(tmp_path: Path) -> None:
    with run_preview(copy_warm_project(tmp_path / "in")) as running:
        assert running.get("en/sea/").status == 200
        port = int(running.address.rstrip("/").rpartition(":")[2])

        @LONG
        @given(HEAD, st.lists(HEADER, max_size=6), st.booleans(), st.lists(FRAME, max_size=3))
        def look(head: str, headers: list[str], is_whole: bool, frames: list[bytes]) -> None:
            text = "".join([head, *headers, "\r\n" * is_whole])
            with (
                socket.create_connection(("127.0.0.1", port), PATIENCE) as connection,
                contextlib.suppress(ConnectionError, TimeoutError),
            ):
                connection.sendall(text.encode("utf-8", "surrogatepass") + b"".join(frames))
                connection.shutdown(socket.SHUT_WR)
                connection.settimeout(0.2)
                while connection.recv(2**16):
                    pass

        try_for(len(FORMS) + 3, look)
        assert running.get("en/sea/").status == 200
        assert running.warned.read_text("utf-8") == ""
