"""`sitegen diff`: two sites or commits are compared as readers know them, and nothing that they hold is run."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from built import copy_warm_project
from hypothesis import example, given
from hypothesis import strategies as st
from projects import copy_case, replace

from sitegen import __version__
from sitegen.build.order import build_site
from sitegen.cli import main
from sitegen.commands.terminal import GOOD, MISUSE, PROBLEMS
from sitegen.comparing.differences import (
    ADDED,
    CHANGED,
    REMOVED,
    Difference,
    compare_states,
    find_moved,
    measure_text,
)
from sitegen.comparing.records import count_words
from sitegen.comparing.states import THINGS
from sitegen.desk.commits import CommitError, find_commit, write_commit
from sitegen.desk.sides import Side, load_project
from sitegen.desk.telling import say_difference, tell_json, tell_markdown, tell_text
from sitegen.messages.said import Said

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project in a folder of a repository, with claims, as it was first."""
    folder = tmp_path_factory.mktemp("repository")
    _git(folder, "init", "--quiet", "--initial-branch=main")
    copy_case(folder / "isles", "claims")
    _commit(folder, "first")
    return folder


def _git(folder: Path, *arguments: str) -> None:
    own = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *own, *arguments], check=True, capture_output=True)


def _commit(folder: Path, name: str) -> None:
    _git(folder, "add", "-A")
    _git(folder, "commit", "--quiet", "--no-verify", "-m", name)
    _git(folder, "tag", name)


def _diff(
    capsys: pytest.CaptureFixture[str], project: Path, *arguments: str, code: int = GOOD
) -> str:
    assert main(["--project", str(project), "diff", *arguments]) == code
    printed = capsys.readouterr()
    return printed.out if code in {GOOD, PROBLEMS} else printed.err


def _compare(project: Path, edits: dict[str, tuple[str, str]], folder: Path) -> dict[str, str]:
    """What an edit of a project changes, in words, by what it is of."""
    changed = folder / "changed"
    shutil.copytree(project, changed)
    for path, (old, new) in edits.items():
        replace(changed / path, old, new)
    sides = [load_project(one, "x", outside=False) for one in (project, changed)]
    before, now = (side.state for side in sides)
    found = compare_states(before, now, find_moved(before, now))
    return {f"{one.thing} {one.key}": say_difference(one).partition("`: ")[2] for one in found}


ROW = "catch,north,2023,actual,level,,10.5,,,exact,million euro,gazette,page 1,10.5 million euro"


@pytest.mark.parametrize(
    ("edits", "thing", "said"),
    [
        (
            {"data/facts.csv": (ROW, ROW.replace("10.5", "10.6"))},
            "fact catch/north/2023/actual/level/gazette",
            "`10.5 million euro` → `10.6 million euro` (value), phrase `10.5 million euro` → `10.6 million euro`",
        ),
        (
            {"data/facts.csv": (ROW, ROW.replace("exact", "over").replace(",10.5 m", ",over 10.5 m"))},
            "fact catch/north/2023/actual/level/gazette",
            "`10.5 million euro` → `over 10.5 million euro` (bound)",
        ),
        (
            {"data/facts.csv": (ROW, ROW.replace("2023", "2022"))},
            "fact catch/north/2022/actual/level/gazette",
            "period `2023` → `2022`",
        ),
        (
            {"data/facts.csv": (ROW, ROW.replace("gazette", "plan"))},
            "fact catch/north/2023/actual/level/plan",
            "source `gazette` → `plan`",
        ),
        (
            {"content/sea.en.md": ("**left out**", "**not counted**, as nobody could")},
            "page en/sea",
            "text: 1 of ",
        ),
        ({"content/sea.en.md": ("title: The sea", "title: The seas")}, "page en/sea", "title `The sea` → `The seas`"),
        (
            {"content/sea.en.md": ("`more than a quarter <", "`by over a quarter <")},
            "claim sea: catch/isles/2023 > 5/4 * catch/isles/2020",
            "words (en) `more than a quarter` → `by over a quarter`",
        ),
        (
            {"content/sea.en.md": (":title: The north lands most", ":title: The north leads")},
            "chart catch-by-isle",
            "title (en) `The north lands most` → `The north leads`",
        ),
    ],
)  # fmt: skip
def test_each_edit_is_told_in_words(
    committed: Path, tmp_path: Path, edits: dict[str, tuple[str, str]], thing: str, said: str
) -> None:
    found = _compare(committed / "isles", edits, tmp_path)
    assert thing in found
    assert said in found[thing]


def test_what_follows_from_a_figure_is_told_with_it(committed: Path, tmp_path: Path) -> None:
    project = committed / "isles"
    facts = (project / "data/facts.csv").read_text("utf-8")
    row = next(one for one in facts.splitlines() if one.startswith("catch,isles,2023,actual"))
    value = row.split(",")[6]
    found = _compare(project, {"data/facts.csv": (row, row.replace(value, "15.7"))}, tmp_path)
    [verdict] = [
        said for name, said in found.items() if name.startswith("verdict catch/isles/2025")
    ]
    assert "share of the way made" in verdict
    claim = found["claim sea: catch/isles/2023 > 5/4 * catch/isles/2020"]
    assert (
        claim
        == "margin `3` steps of the last printed digit → `0.6` steps of the last printed digit, near falling"
    )
    assert found["chart catch-path"].startswith("data: 1 of ")
    assert not any("text:" in said for said in found.values()), "no word is another"


def test_a_built_site_and_the_commit_that_it_was_built_from_stand_alike(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_warm_project(tmp_path / "in")
    assert build_site(project).publishable
    site = str(project / "site")
    assert "Nothing that readers are told differs" in _diff(capsys, project, site)
    assert "Nothing" in _diff(capsys, project, site, site, "--exit-code")
    package = json.loads((project / "site/data/datapackage.json").read_text("utf-8"))
    assert package["sitegen"] == __version__
    replace(project / "content/sea.en.md", "left out", "not counted")
    assert "pages: 1 changed" in _diff(capsys, project, site, "--exit-code", code=PROBLEMS)
    (project / "site/data/facts.json").write_text("[1, 2", "utf-8")
    said = _diff(capsys, project, site, code=MISUSE)
    assert "the data of " in said
    assert f"It was made by sitegen {__version__}" in said
    (project / "site/data/pages.json").unlink()
    assert "has no records of its pages" in _diff(capsys, project, site, code=MISUSE)


def test_commits_are_compared_with_each_other_and_with_what_is_there_now(
    committed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(committed, folder, symlinks=True)
    project = folder / "isles"
    (project / "content/sea.en.md").rename(project / "content/ocean.en.md")
    (project / "content/sea.de.md").rename(project / "content/ocean.de.md")
    for code in ("en", "de"):
        replace(project / f"content/index.{code}.md", "sea.md#catch", "ocean.md#catch")
    _commit(folder, "second")
    said = _diff(capsys, project, "first", "second", "--format", "json")
    changes = {(one["thing"], one["key"]): one for one in json.loads(said)["changes"]}
    assert changes["page", "en/ocean"]["aspects"]["address"] == {
        "old": "en/sea",
        "new": "en/ocean",
    }
    assert changes["page", "en/ocean"]["change"] == CHANGED
    assert not any(thing == "fact" for thing, _ in changes)
    assert "Nothing" in _diff(capsys, project, "HEAD")
    replace(project / "content/ocean.en.md", "left out", "not counted")
    assert "the working tree" in _diff(capsys, project, "HEAD")


def test_nothing_of_a_commit_or_its_repository_is_run(
    committed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, mark = tmp_path / "copy", tmp_path / "ran"
    shutil.copytree(committed, folder, symlinks=True)
    project = folder / "isles"
    (folder / ".gitattributes").write_text("* filter=x diff=x export-subst\n", "utf-8")
    (project / "templates/base.html").write_text("{{ 1 / 0 }}", "utf-8")
    (project / "content/link.en.md").symlink_to("/etc/passwd")
    _commit(folder, "second")
    for name in ("post-checkout", "reference-transaction", "post-index-change"):
        hook = folder / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {mark}\n", "utf-8")
        hook.chmod(0o755)
    for name in ("core.fsmonitor", "filter.x.smudge", "filter.x.process", "diff.x.textconv"):
        _git(folder, "config", name, f"touch {mark}")
    assert not mark.exists()
    said = _diff(capsys, project, "first", "HEAD")
    assert "content/link.en.md is a link in HEAD" in said
    assert not mark.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere", "`nowhere` is neither the folder of a built site nor a commit"),
        ("--output=x", "is no name of a commit"),
        ("HEAD~5", "neither the folder"),
        ("^HEAD", "`^HEAD` is neither the folder of a built site nor a commit"),
        ("a" * 300, "is neither the folder of a built site nor a commit"),
        ("", "`` is no name of a commit"),
        (".", "is not the folder of a built site: it has no data/facts.json"),
    ],
)
def test_what_cannot_be_compared_is_one_message(
    committed: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    project = committed / "isles"
    assert said in _diff(capsys, project, "--", name, code=MISUSE)


def test_a_project_outside_of_git_and_a_commit_without_one_are_told(
    committed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_warm_project(tmp_path / "in")
    assert "lies in no git repository" in _diff(capsys, project, "main", code=MISUSE)
    with pytest.raises(CommitError, match=r"the project has no `site\.toml`"):
        write_commit(find_commit(committed, "first"), tmp_path / "out")


def test_a_commit_whose_tables_are_wrong_is_told_and_one_with_wrong_pages_is_read(
    committed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(committed, folder, symlinks=True)
    project = folder / "isles"
    replace(project / "content/sea.en.md", "`catch/isles/2023,", "`catch/isle/2023,")
    assert "the working tree has 1 error" in _diff(capsys, project, "first")
    replace(project / "data/areas.csv", "area,", "aera,")
    _commit(folder, "second")
    said = _diff(capsys, project, "second", code=MISUSE)
    assert "the project cannot be read as it is in `second`: data/" in said
    assert re.search(r"\w`?[.?]\n$", said)  # and no second stop


_TEXTS = st.text(st.characters(codec="utf-8"), max_size=150)
_DIFFERENCES = st.builds(
    Difference,
    st.sampled_from([one for one in THINGS if one != "page"]),
    st.sampled_from([ADDED, CHANGED, REMOVED]),
    _TEXTS,
    st.lists(
        st.tuples(st.sampled_from(["number", "status", "words_en", "title_en", "claim"]), _TEXTS, _TEXTS),
        max_size=4,
    ).map(tuple),
)  # fmt: skip


@given(st.lists(_DIFFERENCES, min_size=1, max_size=60))
@example([Difference("fact", ADDED, "@team <img> \\| \\\\|", ())])
def test_nothing_breaks_a_table_of_a_comment(found: list[Difference]) -> None:
    side = Side("a|b`c", "1", {}, (Said("x\n|y"),))
    said = tell_markdown(side, side, found)
    assert len(said) < 65_536
    for line in said.splitlines():
        bare = re.sub(r"`[^`]*`", "", line)
        assert "`" not in bare
        assert not re.search(r"[<>@#]", re.sub(r"</?(details|summary)>", "", bare).lstrip("> "))
        if line.startswith("|") and "added" not in line and "--:" not in line:
            assert len(re.findall(r"(?<!\\)\|", line)) in {3, 5}
            assert (
                "\\\\|" not in line
            )  # GitHub takes the two for one backslash, and the bar for the cell's end
    assert json.loads(tell_json(side, side, found))["same"] is False
    assert all(_is_one_line(one) for one in map(say_difference, found))
    assert tell_text(side, side, found)


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (
            Difference("claim", CHANGED, "k", (("holds", "surely", "not"), ("steps", "2", ""))),
            "`k`: held surely, holds not at all, margin `2` steps of the last printed digit → none",
        ),
        (
            Difference("claim", CHANGED, "k", (("holds", "perhaps", "maybe"),)),
            "`k`: held perhaps, holds maybe",
        ),
        (
            Difference("claim", REMOVED, "k", (("words_en", "more", ""), ("steps", "2", ""))),
            "`k`: `more`",
        ),
        (Difference("page", REMOVED, "en/p", (("title", "The sea", ""),)), "`en/p`: `The sea`"),
        (
            Difference("page", CHANGED, "en/p", (("text", "a:10 b:20 c:5", "b:20 a:10"),)),
            "`en/p`: text: 1 paragraph gone and paragraphs in another order",
        ),
        (
            Difference("chart", CHANGED, "c", (("data", "a\nb", "b\na"),)),
            "`c`: data in another order",
        ),
        (
            Difference("claim", CHANGED, "k", (("words_en", "more | more", "more"),)),
            "`k`: words (en) stood 2 times, stand 1 times",
        ),
    ],
)
def test_a_difference_is_told_in_a_line(difference: Difference, said: str) -> None:
    assert say_difference(difference) == said


def _is_one_line(text: str) -> bool:
    return len(text.splitlines()) <= 1


_STATES = st.dictionaries(
    st.tuples(st.sampled_from(THINGS), st.sampled_from(["a/b/c/d/e/f", "a/b/x/d/e/f", "q", "en/p"])),
    st.dictionaries(st.sampled_from(["title", "data", "phrase"]), st.sampled_from(["", "1", "2"])),
)  # fmt: skip


@given(_STATES, _STATES)
def test_what_is_new_one_way_is_gone_the_other(
    before: dict[tuple[str, str], dict[str, str]], now: dict[tuple[str, str], dict[str, str]]
) -> None:
    assert compare_states(now, now) == ()
    there, back = (
        compare_states(one, other, find_moved(one, other))
        for one, other in ((before, now), (now, before))
    )
    counts = [[(one.thing, one.change) for one in some] for some in (there, back)]
    swapped = {ADDED: REMOVED, REMOVED: ADDED, CHANGED: CHANGED}
    assert sorted(counts[0]) == sorted((thing, swapped[change]) for thing, change in counts[1])


def test_how_much_of_a_text_is_other_is_measured_in_paragraphs_and_words() -> None:
    change = measure_text("a:10 b:20 c:5", "b:20 a:10 d:7 e:1")
    assert (change.new, change.gone, change.words, change.paragraphs) == (2, 1, 8, 4)
    assert change.is_moved
    assert not measure_text("a:1 b:2", "a:1 c:2 b:2").is_moved


def test_words_are_counted_as_readers_count_them() -> None:
    assert count_words("It rose to {fact}`a/b/2023`, twice.") == 5
    assert count_words("捕捞量增加") == 5


def test_templates_and_settings_that_differ_are_named(
    committed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "repository"
    shutil.copytree(committed, folder)
    project = folder / "isles"
    assert "differ" not in _diff(capsys, project, "first").partition("\n")[2].split("Nothing")[0]
    template = project / "templates/base.html"
    template.write_text(template.read_text("utf-8") + "\n", "utf-8")
    said = _diff(capsys, project, "first")
    assert "1 template or setting differs" in said
    assert said.rstrip().endswith("Nothing that readers are told differs")
    replace(project / "site.toml", 'title.en = "Islands"', 'title.en = "The islands"')
    known = json.loads(_diff(capsys, project, "first", "--format", "json"))
    assert known["looks"] == ["site.toml", "templates/base.html"]
    assert known["new"]["name"] == "the working tree"
    assert "`templates/base.html`" in _diff(
        capsys, project, "first", "--format", "markdown"
    ).replace("'", "`")
    assert "工作区现状" in _diff(capsys, project, "first", "--lang", "zh")


def test_claims_follow_a_page_that_moved(committed: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(committed / "isles", changed)
    for code in ("en", "de"):
        (changed / f"content/sea.{code}.md").rename(changed / f"content/waters.{code}.md")
    for path in (changed / "content").glob("index.*.md"):
        path.write_text(path.read_text("utf-8").replace("sea.md", "waters.md"), "utf-8")
    before, now = (
        load_project(one, "x", outside=False).state for one in (committed / "isles", changed)
    )
    found = compare_states(before, now, find_moved(before, now))
    assert not [one for one in found if one.thing == "claim"]
    pages = {one.key: say_difference(one) for one in found if one.thing == "page"}
    assert "moved from `en/sea`" in pages["en/waters"]
