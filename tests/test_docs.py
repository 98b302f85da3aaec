"""What exists is described, and what is described exists."""

from __future__ import annotations

import argparse
import ast
import re
from collections import Counter

import pytest
from projects import ROOT
from test_imports import HOUSE

from sitegen import limits
from sitegen.audit.hints import CHECKS as HINTS
from sitegen.claims.tallies import COUNTED
from sitegen.cli import make_arguments
from sitegen.pages.kinds import TRAITS
from sitegen.project.markdown import parse_markdown
from sitegen.project.pages import ContentPage, parse_page
from sitegen.project.settings import SETTINGS
from sitegen.resolve.directives import DIRECTIVE_TRAITS
from sitegen.translations.states import AHEAD, BEHIND, CHANGED, IN_STEP, SINGLE

README = (ROOT / "README.md").read_text("utf-8")
CHANGES = (ROOT / "CHANGELOG.md").read_text("utf-8")
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def _section(title: str) -> str:
    """A section of the guide."""
    found = re.search(rf"^### {title}\n(.*?)(?=^#|\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    assert found, f"CONTRIBUTING.md has no section `{title}`"
    return found[1]


def commands() -> list[str]:
    parser = make_arguments()
    [choices] = [
        action.choices
        for action in parser._actions  # noqa: SLF001 # argparse has no other way
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001 # as above
    ]
    return list(choices)


@pytest.mark.parametrize("command", commands())
def test_every_command_is_described(command: str) -> None:
    assert f"`sitegen {command}" in README


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_described(setting: str) -> None:
    [section] = re.findall(r"^## `site.toml`\n(.*?)^##", README, re.MULTILINE | re.DOTALL)
    assert re.search(rf"`\[*{setting}\b", section)


@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_limits_that_are_described_are_those_that_are_held(code: str) -> None:
    """The numbers of the second column, row by row."""
    page = (ROOT / f"docs/content/reference/limits.{code}.md").read_text("utf-8")
    rows = [line.split(" | ")[1] for line in page.splitlines() if line.startswith("| ")][1:]
    said = [re.findall(r"`([\d,]+)(?: MB)?`", row) for row in rows]
    held = (
        (limits.LARGEST_TEXT // limits.MIB,),
        (limits.LARGEST_TABLE // limits.MIB, limits.MOST_ROWS, limits.LONGEST_LINE),
        (limits.LARGEST_FILE // limits.MIB,),
        (limits.MOST_PIXELS,),
        (limits.MOST_SHAPES, limits.DEEPEST_SHAPE),
        (limits.MOST_DIGITS,),
        (limits.DEEPEST,),
        (limits.LONGEST_PARAGRAPH,),
        (limits.LARGEST_TEXT,),
        (limits.LONGEST_ADDRESS, limits.LONGEST_KEY),
        (limits.LONGEST_PATH, limits.LONGEST_NAME),
        (limits.MOST_LISTED,),
        (limits.MOST_LANGUAGES,),
        (int(limits.PATTERN_SECONDS),),
        (limits.MOST_PROPOSED,),
        (int(limits.TEMPLATE_SECONDS), limits.MOST_MEMORY // limits.MIB),
        (limits.LARGEST_MADE,),
        (limits.MOST_FILTERED,),
        (limits.LONGEST_QUOTE,),
    )
    assert said == [[f"{one:,}" for one in row] for row in held]


LISTED = {
    ("reference/roles", "counts"): {*COUNTED},
    ("howto/audit", "hints"): {*HINTS},
    ("howto/translations", "states"): {IN_STEP, AHEAD, BEHIND, CHANGED, SINGLE},
}
"""Names that pages list by hand, in the first column of the table of a section."""


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize(("page", "section"), LISTED)
def test_what_a_page_lists_by_hand_is_all_that_there_is(page: str, section: str, code: str) -> None:
    text = (ROOT / f"docs/content/{page}.{code}.md").read_text("utf-8")
    part = text.partition(f"{{#{section}}}\n")[2].partition("\n{#")[0]
    cells = re.findall(r"^\| (`.*?) \|", part, re.MULTILINE)
    named = {name for cell in cells for name in re.findall(r"`([\w-]+)", cell)}
    assert named == LISTED[page, section]


def test_links_of_the_guides_lead_to_files_that_are_there() -> None:
    named = re.findall(r"(?<!!)\[[^\]]+\]\((?!https?:)([^)#]+)", README + GUIDE)
    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_room_has_its_place_in_the_map_of_the_house() -> None:
    """A row a room, in the order in which they may import each other."""
    named = [
        name
        for line in _section("The house").splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`([\w-]+)/?`", line.split("|")[1])
    ]
    rooms = [room for room in HOUSE if room != "__main__"]
    assert set(rooms) <= set(named), f"without a row: {sorted(set(rooms) - set(named))}"
    assert set(named) <= set(rooms), f"no room: {sorted(set(named) - set(rooms))}"
    assert named == rooms, "the rows do not stand in the order of HOUSE (tests/test_imports.py)"


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make (\w+)", README + GUIDE))
    assert named <= targets
    assert {"site", "test", "serve"} <= named


def test_the_example_of_the_readme_can_be_parsed() -> None:
    [block] = re.findall(r"```markdown\n(.*?)```", README, re.DOTALL)
    text = "\n".join(line.removeprefix("   ") for line in block.splitlines())
    page, problems = parse_page("content/x.en.md", text, "x", "en", TRAITS)
    assert problems == ()
    assert isinstance(page, ContentPage)
    document, problems = parse_markdown(page, DIRECTIVE_TRAITS)
    assert problems == ()
    assert [reference.role for reference in document.references][:4] == [
        "fact",
        "growth",
        "fact",
        "status",
    ]


def test_help_and_readme_name_the_same_exit_codes() -> None:
    for code in ("0 all is well", "1 problems were found", "2 the command was used wrongly"):
        assert code in README
        assert code in make_arguments().format_help()


def test_the_changelog_begins_with_the_version_that_the_command_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        make_arguments().parse_args(["--version"])
    version = re.search(r"^## (\d+\.\d+\.\d+) \(\d{4}-\d\d-\d\d\)$", CHANGES, re.MULTILINE)
    assert version
    assert capsys.readouterr().out == f"sitegen {version[1]}\n"


def test_every_word_of_the_code_is_the_name_of_one_class() -> None:
    words = re.findall(r"^\| `(\w+)` \| ", _section("Words of the code"), re.MULTILINE)
    assert len(words) > 40
    classes = Counter(
        node.name
        for path in sorted((ROOT / "sitegen").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert {word: classes[word] for word in words} == dict.fromkeys(words, 1)


def test_what_the_guide_says_is_where_is_there() -> None:
    """Files and folders of the generator that the ways through it name."""
    named = re.findall(r"`((?:\w+/)+)(\w+|<\w+>)?`", _section("The house"))
    rooms = [one for one in named if (ROOT / "sitegen" / one[0]).is_dir()]
    assert len(rooms) > 30
    for folder, file in rooms:
        assert not file or "<" in file or (ROOT / "sitegen" / folder / f"{file}.py").is_file(), file
