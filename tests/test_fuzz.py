"""Coverage is sought by chance: whatever is put together of what each format has, messages come of it.

`make test` looks for a few seconds, the nightly form for an hour: `SITEGEN_FUZZ_SECONDS=3600 pytest tests/test_fuzz.py`.
Hypothesis is steered by targets: texts that come further, with more and with other problems, are tried again, changed.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from built import keep_store
from hypothesis import HealthCheck, Phase, given, settings, target
from hypothesis import strategies as st

from sitegen.problems import format_problem
from sitegen.seeds.soil import open_soil

if TYPE_CHECKING:
    from collections.abc import Iterator

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
FORMS = {
    "content/harvest.en.md": MARKDOWN,
    "site.toml": TOML,
    "data/facts.csv": ROW,
    "data/relations.csv": ROW,
    "templates/locale/zh.po": CATALOGUE,
    "templates/glossary.html": TEMPLATE,
}
"""What each file is made of besides what stands in it."""


@pytest.fixture(scope="module")
def soil() -> Iterator[Soil]:
    with open_soil(keep_store()) as made:
        assert made.check() == ()
        yield made


@pytest.mark.parametrize("path", FORMS)
def test_whatever_stands_in_a_file_messages_come_of_it(soil: Soil, path: str) -> None:
    file = soil.folder / path
    before = file.read_text("utf-8")
    lines = before.split("\n")
    end, done = time.monotonic() + SECONDS / len(FORMS), [0]

    @settings(
        max_examples=1_000_000 if SECONDS > 60 else 60,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.target, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(
        st.lists(FORMS[path], min_size=1, max_size=6),
        st.floats(0, 1, exclude_max=True),
        st.booleans(),
    )
    def look(pieces: list[str], where: float, whole: bool) -> None:  # as Hypothesis draws it
        if time.monotonic() > end and done[0] >= LEAST:
            return
        done[0] += 1
        at = int(where * len(lines)) if whole else len(lines)
        text = "\n".join([*lines[:at], "\n".join(pieces), *lines[at:]])
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        told = [format_problem(one) for one in soil.check()]
        assert not [line for line in told if "error[defect]" in line]
        assert all("\n" not in line for line in told)
        target(len({line.partition("]: ")[0].rpartition("[")[2] for line in told}), label="rules")
        target(min(len(told), 100), label="problems")

    try:
        look()
    finally:
        file.write_text(before, "utf-8")
