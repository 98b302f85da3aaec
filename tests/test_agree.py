"""The languages of a page in step: blocks, pairs, states, signing off, what is published and refused."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import pytest
from built import copy_agreed_project
from happenings import LOCK
from hypothesis import given
from hypothesis import strategies as st
from projects import ROOT, copy_project, replace
from rewordings import EDITS, Truth, agree_as_it_stands, find_faults, open_draft
from sketches import build_whole, sketch_store

from sitegen.build.order import build_site, check_site
from sitegen.cli import main
from sitegen.desk.agree import AgreeError, agree_on, list_all, publish_lock, read_signing
from sitegen.desk.survey import Survey, survey_project
from sitegen.preview.builder import Builder
from sitegen.preview.response import PreviewState, find_answer
from sitegen.problems import format_problem
from sitegen.translations.blocks import PageBlock, fold_space, name_text
from sitegen.translations.likeness import measure_likeness, sketch_text
from sitegen.translations.pairing import find_common, pair_blocks
from sitegen.translations.record import ALONE, format_lock, name_lock, parse_lock
from sitegen.translations.signing import sign_off, sketch_blocks
from sitegen.translations.states import (
    AHEAD,
    BEHIND,
    CHANGED,
    IN_STEP,
    SINGLE,
    compare_languages,
    list_newer,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sitegen.translations.record import Agreed

CODES = "en", "de"
CONTENT = ROOT / "content"
SLUGS = sorted(
    path.relative_to(CONTENT).as_posix().removesuffix(".zh.md") for path in CONTENT.rglob("*.zh.md")
)


def _block(text: str, *cited: str, kind: str = "paragraph", line: int = 1) -> PageBlock:
    return PageBlock(kind, line, line, tuple(sorted(cited)), name_text(text), text)


def _agree(blocks: Mapping[str, Sequence[PageBlock]]) -> list[Agreed]:
    """The lines that say of blocks in the same place that they agree."""
    return [
        {code: block.hash for code, block in zip(blocks, row, strict=True)}
        for row in zip(*blocks.values(), strict=True)
    ]


def _states(blocks: Mapping[str, Sequence[PageBlock]], agreed: Sequence[Agreed]) -> list[str]:
    return [pair.state for pair in compare_languages(blocks, agreed, {})]


def _pairs(
    blocks: Mapping[str, Sequence[PageBlock]],
    agreed: Sequence[Agreed],
    sketches: Mapping[str, str],
) -> list[tuple[int | None, int | None, str]]:
    compared = compare_languages(blocks, agreed, sketches)
    return [(pair.one, pair.two, pair.state) for pair in compared]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project, agreed as it stands."""
    return copy_agreed_project(tmp_path)


def _say(project: Path) -> list[str]:
    return [format_problem(one) for one in check_site(project, sketch_store()).problems]


# What a text is called


def test_white_space_and_emphasis_say_nothing() -> None:
    assert name_text("a  b\nc") == name_text("a b c")
    assert name_text("中 \n文") == name_text("中文")
    assert name_text("GDP 增长") == name_text("GDP增长")
    assert name_text("ab") != name_text("a b")


def test_names_of_texts_stay_from_version_to_version() -> None:
    """They stand in the locks of projects: another name makes every text of every site look reworded."""
    assert name_text("The catch was {fact gdp/isles/2023}.") == "be078debfbb251a6"


@given(st.text(), st.text())
def test_folding_is_done_once(one: str, two: str) -> None:
    folded = fold_space(one)
    assert fold_space(folded) == folded
    assert fold_space(f"{one}\n {two}") == fold_space(f"{one} \t{two}")


# Which blocks pair


@given(st.lists(st.integers(0, 4), max_size=9), st.lists(st.integers(0, 4), max_size=9))
def test_the_longest_common_subsequence_is_one_and_none_is_longer(
    one: list[int], two: list[int]
) -> None:
    pairs = find_common(one, two)
    assert all(one[i] == two[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in combinations(pairs, 2))
    lengths = [[0] * (len(two) + 1) for _ in range(len(one) + 1)]
    for i, a in enumerate(one, 1):
        for j, b in enumerate(two, 1):
            longer = max(lengths[i - 1][j], lengths[i][j - 1])
            lengths[i][j] = lengths[i - 1][j - 1] + 1 if a == b else longer
    assert len(pairs) == lengths[-1][-1]


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_no_block_has_two_partners(one: list[str], two: list[str]) -> None:
    some, others = [_block(text) for text in one], [_block(text) for text in two]
    agreed = {(_block(text).hash, _block(text).hash) for text in "ab"}
    pairs = pair_blocks(some, others, agreed)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


def test_a_gap_with_more_on_one_side_pairs_none() -> None:
    assert pair_blocks([_block("a", "x"), _block("b", "y")], [_block("c", "z")], set()) == []


SAID = "The harbour was dredged again in spring, for ships that lie deeper than before; ferries went on."
CUT = "The harbour was dredged again in spring, for ships that lie deeper than before."


def _after(
    one: Sequence[PageBlock], two: Sequence[PageBlock], agreed: int
) -> list[tuple[int, int]]:
    """Pairs of a page of which so many texts were agreed, each with the one in its place, as `SAID` and others were."""
    was = [_block(SAID, *two[0].signature), *(_block(f"{n}") for n in range(1, agreed))]
    names = {(old.hash, new.hash) for old, new in zip(was, two, strict=False)}
    return pair_blocks(one, two, names, (), sketch_blocks({"en": was, "zh": two}, {}))


@pytest.mark.parametrize("kinds", [("item", "paragraph"), ("item", "row"), ("row", "item")])
def test_a_text_that_is_set_otherwise_in_other_words_is_known_again(kinds: tuple[str, str]) -> None:
    """Though more stands around it than in the other language."""
    mine, theirs = kinds
    one = [_block("x", kind=mine), _block(CUT, kind=mine), _block("y", kind=mine)]
    assert _after(one, [_block("甲", kind=theirs)], 1) == [(1, 0)]


def test_a_part_of_a_text_is_no_translation_of_a_new_one() -> None:
    one = [_block(SAID.partition(", ")[0]), _block(SAID.partition(", ")[2])]
    assert _after(one, [_block("甲"), _block("新")], 1) == [(0, 0)]


def test_what_stands_in_a_place_is_not_taken_for_what_is_of_another_kind() -> None:
    box = PageBlock("note", 1, 1, (":note",), name_text("box"), "box")
    assert pair_blocks([_block("a")], [box], set()) == []
    assert pair_blocks([_block("a")], [_block("b", kind="footnote")], set()) == []
    assert pair_blocks([_block("a")], [_block("b", kind="footnote"), _block("c")], set()) == [
        (0, 1)
    ]


def test_what_says_and_cites_nothing_of_a_text_that_is_gone_is_new() -> None:
    """As long as one of them cites anything, or they are set otherwise; a heading may be renamed."""
    new = "And more."
    assert _after([_block(new)], [_block("甲", "fact:a")], 1) == []
    assert _after([_block(new, kind="item")], [_block("甲")], 1) == []
    assert _after([_block(new)], [_block("甲")], 1) == [(0, 0)]
    heads = [_block(new, kind="heading")], [_block("甲", "#id", kind="heading")]
    assert _after(*heads, 1) == [(0, 0)]


def test_a_heading_that_moved_with_its_section_and_was_renamed_goes_with_what_is_below_it() -> None:
    texts = [_block("1"), _block("2"), _block("3")]
    one = [_block("new", kind="heading"), texts[2], *texts[:2]]
    two = [*texts[:2], _block("head", "#id", kind="heading"), texts[2]]
    agreed = {(block.hash, block.hash) for block in texts}
    assert pair_blocks(one, two, agreed) == [(0, 2), (1, 3), (2, 0), (3, 1)]


def test_two_texts_whose_partners_are_gone_are_not_taken_for_one() -> None:
    blocks = {"en": [_block("a")], "zh": [_block("乙")]}
    agreed = [
        {"en": _block("a").hash, "zh": _block("甲").hash},
        {"en": _block("b").hash, "zh": _block("乙").hash},
    ]
    assert _states(blocks, agreed) == [SINGLE, SINGLE]


@pytest.mark.parametrize("slug", SLUGS)
def test_all_texts_of_the_real_pages_pair_by_what_they_cite(slug: str) -> None:
    zh, en = (open_draft(CONTENT, slug, code).blocks for code in ("zh", "en"))
    pairs = find_common([one.likeness for one in zh], [one.likeness for one in en])
    assert len(pairs) == len(zh) == len(en)


def test_a_text_that_was_moved_and_reworded_is_known_by_what_it_still_says() -> None:
    """What cites nothing has only its words: what took its place is not taken for it."""
    one, two = "Boats lie in the harbour all winter", "Nets dry upon the long western wall"
    before = {"en": [_block(one), _block(two)], "zh": [_block("甲"), _block("乙")]}
    agreed, sketches = _agree(before), sketch_blocks(before, {})
    after = {**before, "en": [_block(f"{two} of stone"), _block(one)]}
    assert _pairs(after, agreed, sketches) == [(0, 1, AHEAD), (1, 0, IN_STEP)]
    assert _pairs(after, agreed, {}) == [(1, 0, IN_STEP), (0, None, SINGLE), (None, 1, SINGLE)]
    both = {**after, "zh": [_block("甲"), _block("乙"), _block("丙")]}
    assert _pairs(both, agreed, sketches)[-1] == (None, 2, SINGLE)
    other = {**before, "en": [_block("And much more may be said"), _block(one)]}
    assert _pairs(other, agreed, sketches)[-1] == (None, 1, SINGLE)


@given(st.text())
def test_a_text_is_like_itself_and_like_none_that_has_other_words(text: str) -> None:
    sketch = sketch_text(text)
    assert measure_likeness(sketch, sketch) in {0.0, 1.0}
    assert measure_likeness(sketch, sketch_text(f"**{text}**")) == measure_likeness(sketch, sketch)


def test_sketches_stay_from_version_to_version() -> None:
    """They stand in the locks of projects: by others no text is known again."""
    assert sketch_text("The catch was {fact}`gdp/isles/2023`, 鱼多.") == "052065000fb0aa2a"


# How they stand


def test_a_text_that_one_language_rewords_is_ahead() -> None:
    blocks = {"en": [_block("a"), _block("b")], "zh": [_block("甲"), _block("乙")]}
    agreed = _agree(blocks)
    assert _states(blocks, agreed) == [IN_STEP, IN_STEP]
    assert _states(blocks | {"en": [_block("a"), _block("B")]}, agreed) == [IN_STEP, AHEAD]
    assert _states(blocks | {"zh": [_block("甲甲"), _block("乙")]}, agreed) == [BEHIND, IN_STEP]
    both = {"en": [_block("A"), _block("b")], "zh": [_block("甲甲"), _block("乙")]}
    assert _states(both, agreed) == [CHANGED, IN_STEP]
    moved = {"en": [_block("b"), _block("a")], "zh": [_block("甲"), _block("乙")]}
    assert _states(moved, agreed) == [IN_STEP, IN_STEP]
    assert _states(blocks, []) == [CHANGED, CHANGED]


def test_what_is_new_in_one_language_makes_it_newer_and_what_is_gone_does_not() -> None:
    blocks = {"en": [_block("a"), _block("b")], "zh": [_block("甲"), _block("乙")]}
    agreed = _agree(blocks)
    added = compare_languages({**blocks, "en": [*blocks["en"], _block("c")]}, agreed, {})
    assert (list_newer(added, "zh"), list_newer(added, "en")) == (["en"], [])
    gone = compare_languages({**blocks, "en": blocks["en"][:1]}, agreed, {})
    assert (list_newer(gone, "zh"), list_newer(gone, "en")) == ([], [])


def test_some_of_three_languages_may_agree_while_another_is_behind() -> None:
    blocks = {"de": [_block("ä")], "en": [_block("a")], "fr": [_block("à")]}
    agreed = _agree(blocks)
    changed = {**blocks, "en": [_block("b")], "fr": [_block("bé")]}
    pairs = compare_languages(changed, agreed, {})
    chosen = [pair for pair in pairs if pair.codes == ("en", "fr")]
    lines = sign_off(changed, pairs, chosen, agreed)
    assert {pair.codes: pair.state for pair in compare_languages(changed, lines, {})} == {
        ("de", "en"): BEHIND,
        ("de", "fr"): BEHIND,
        ("en", "fr"): IN_STEP,
    }
    again = {**changed, "en": [_block("c")]}
    assert {pair.codes: pair.state for pair in compare_languages(again, lines, {})} == {
        ("de", "en"): BEHIND,
        ("de", "fr"): BEHIND,
        ("en", "fr"): AHEAD,
    }
    text = format_lock({"sea": lines}, ("de", "en", "fr"), {})
    assert parse_lock(text, "translations.lock", ("de", "en", "fr")).agreed["sea"] == tuple(
        sorted(lines, key=lambda line: format_lock({"sea": [line]}, ("de", "en", "fr"), {}))
    )


def test_what_one_language_has_alone_may_be_signed_off() -> None:
    blocks = {"en": [_block("a")], "zh": [_block("甲"), _block("乙")]}
    agreed = _agree({"en": blocks["en"], "zh": blocks["zh"][:1]})
    pairs = compare_languages(blocks, agreed, {})
    lines = sign_off(blocks, pairs, [pair for pair in pairs if pair.is_open], agreed)
    assert {"en": ALONE, "zh": _block("乙").hash} in lines
    assert _states(blocks, lines) == [IN_STEP, IN_STEP]


@pytest.mark.parametrize("number", range(2 * len(EDITS)))
def test_texts_stand_after_an_edit_as_they_must(number: int) -> None:
    """A sample of `tests/bench/agreement.py`: an edit of each kind, in either language."""
    random = Random(number)  # noqa: S311 # chance that can be had again
    slug = random.choice(SLUGS)
    drafts = {code: open_draft(CONTENT, slug, code) for code in ("zh", "en")}
    lock, truth = agree_as_it_stands(drafts), Truth()
    edit = [*EDITS][number % len(EDITS)]
    EDITS[edit](drafts[random.choice(("zh", "en"))], truth, random)
    assert find_faults(drafts, truth, lock) == []


# The file


def test_the_lock_stands_beside_the_pages() -> None:
    assert name_lock("content") == "translations.lock"
    assert name_lock("texts/pages/") == "texts/translations.lock"


def test_a_lock_is_sorted_and_two_languages_need_no_names() -> None:
    line = {"en": "0" * 16, "de": "f" * 16}
    text = format_lock({"sea": [line], "coast": [{"en": ALONE, "de": "a" * 16}]}, ("en", "de"), {})
    assert text == f"coast - {'a' * 16}\nsea {'0' * 16} {'f' * 16}\n"
    assert parse_lock(text, "translations.lock", ("en", "de")).agreed["sea"] == (line,)


def _git(project: Path, *arguments: str) -> int:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    return subprocess.run(
        ["git", *identity, *arguments], cwd=project, check=False, capture_output=True
    ).returncode


def _agree_in_branches(project: Path, attributes: str) -> int:
    """Two branches that each rewords a text and agrees on it, and what merging them ends with."""
    (project / ".gitattributes").write_text(attributes, "utf-8")
    (project / ".gitignore").write_text(".sitegen/\n", "utf-8")
    _git(project, "init", "-q", "-b", "main")
    _git(project, "add", ".")
    _git(project, "commit", "-qm", "one")
    for branch, old, new in (
        ("other", "lead: The catch", "lead: Now the catch"),
        ("main", "Boats at moorings", "Boats at anchor"),
    ):
        _git(project, "checkout", "-q", "-B", branch, "main" if branch == "main" else "HEAD")
        replace(project / "content/sea.en.md", old, new)
        assert main(["--project", str(project), "agree", "sea"]) == 0
        _git(project, "commit", "-qam", branch)
        _git(project, "checkout", "-q", "main")
    return _git(project, "merge", "-q", "other", "-m", "both")


def test_branches_that_agree_on_different_texts_merge_without_conflict(project: Path) -> None:
    assert _agree_in_branches(project, "translations.lock merge=union\n") == 0
    assert _say(project) == []


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_a_merge_that_git_left_to_be_finished_is_told_once_and_mended(
    project: Path, style: str
) -> None:
    """Where nothing says that both sides count, neighbouring lines are in each other's way."""
    _git(project, "init", "-q", "-b", "main")
    _git(project, "config", "merge.conflictStyle", style)
    assert _agree_in_branches(project, "") == 1
    lock = project / "translations.lock"
    told = _say(project)
    start = lock.read_text("utf-8").split("\n").index("<<<<<<< HEAD") + 1
    assert [one.partition(": ")[0] for one in told] == [f"translations.lock:{start}:1"]
    assert "a merge of git is not finished" in told[0]
    assert main(["--project", str(project), "agree", "sea"]) == 0
    assert _say(project) == []
    assert "<<<<<<<" not in lock.read_text("utf-8")


def test_a_mark_of_a_merge_that_was_left_is_told_and_the_other_lines_count() -> None:
    line = f"sea {'0' * 16} {'f' * 16}"
    lock = parse_lock(f"{line}\n>>>>>>> other\n", "translations.lock", ("en", "de"))
    assert [*lock.agreed] == ["sea"]
    assert [(one.line, one.rule) for one in lock.problems] == [(2, "translations")]


LOST = "translations.lock:{line}:1: warning[translations]: there is no page `{name}`, of which {n} {lines} here. {cure}"


@pytest.mark.parametrize("name", ["se", "ocean"])
def test_a_page_that_was_renamed_is_told_where_it_was_agreed_and_not_as_new(
    project: Path, name: str
) -> None:
    """By a name that is nearly its own, or by being the only one of which nothing was agreed."""
    lock = project / "translations.lock"
    lines = lock.read_text("utf-8").replace("\nsea ", f"\n{name} ").split("\n")
    lock.write_text("\n".join(lines), "utf-8")
    own = [number for number, line in enumerate(lines, 1) if line.startswith(f"{name} ")]
    cure = "If it is `sea`, the next `sitegen agree` writes that in its place; if it is gone, remove them."
    told = LOST.format(line=own[0], name=name, n=len(own), lines="lines tell", cure=cure)
    assert _say(project) == [told]


def test_of_a_page_that_was_renamed_and_edited_the_edit_is_told_and_all_else_stays_agreed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = project / "translations.lock"
    before = lock.read_text("utf-8")
    lock.write_text(before.replace("\nsea ", "\nocean "), "utf-8")  # as if `sea` had been `ocean`
    replace(project / "content/sea.en.md", "Boats at moorings", "All boats at anchor or moorings")
    stray, stale = sorted(_say(project), key=lambda one: "[stale]" in one)
    assert "there is no page `ocean`" in stray
    assert "content/sea.de.md" in stale
    assert "1 text is older than in content/sea.en.md" in stale
    assert main(["--project", str(project), "agree", "sea"]) == 0
    assert "`ocean` is `sea` now" in capsys.readouterr().out
    after = lock.read_text("utf-8")
    assert len(after.splitlines()) == len(before.splitlines())
    assert len({*after.splitlines()} - {*before.splitlines()}) == 1
    assert _say(project) == []


def test_lines_of_a_page_that_is_gone_are_told_and_removed_by_the_next_agreement(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = project / "translations.lock"
    before = lock.read_text("utf-8")
    lock.write_text(f"{before}zoo {'0' * 16} {'f' * 16}\n", "utf-8")
    cure = "Write the name that it has now; if it is gone, remove them, as the next `sitegen agree` does."
    line = before.count("\n") + 1
    told = LOST.format(line=line, name="zoo", n=1, lines="line tells", cure=cure)
    assert _say(project) == [told]
    assert main(["--project", str(project), "agree", "sea"]) == 0
    assert "1 line of `zoo`, which is no page, was removed" in capsys.readouterr().out
    assert lock.read_text("utf-8") == before


# What is published, and refused


def test_a_changed_fact_makes_nothing_stale(project: Path) -> None:
    replace(
        project / "data/units.csv", "million euro,EUR,1000000,EUR ", "million euro,EUR,1000000,€ "
    )
    assert _say(project) == []


def test_a_site_that_never_agreed_is_let_be_and_strictly_refused(tmp_path: Path) -> None:
    copy_project(tmp_path)
    assert check_site(tmp_path, sketch_store()).problems == ()
    refused = check_site(tmp_path, sketch_store(), strict=True)
    assert [(one.rule, one.path) for one in refused.problems] == [("stale", "translations.lock")]
    assert not refused.publishable


def test_what_warns_is_refused_strictly_and_nothing_is_published(project: Path) -> None:
    replace(project / "content/sea.en.md", "Boats at moorings", "Boats at anchor")
    (project / "content/coast.en.md").write_text(
        "---\nkind: briefing\ntitle: Coast\ndescription: It is\ndomain: sea\n---\nIt is.\n", "utf-8"
    )
    built = build_site(project, project / "out", sketch_store())
    assert [(one.rule, one.level) for one in built.problems] == [
        ("missing-page", "warning"),
        ("stale", "warning"),
    ]
    assert built.publishable
    refused = build_site(project, project / "strict", sketch_store(), strict=True)
    assert {one.level for one in refused.problems} == {"error"}
    assert not (project / "strict").exists()
    assert main(["--project", str(project), "check", "--strict"]) == 1


def test_a_page_in_one_language_stands_in_that_one_alone(project: Path) -> None:
    (project / "content/coast.en.md").write_text(
        "---\nkind: briefing\ntitle: Coast\ndescription: It is\ndomain: sea\nupdated: 2024-05-01\n---\nIt is.\n",
        "utf-8",
    )
    with (project / "content/index.de.md").open("a", encoding="utf-8") as file:
        file.write("\nZur [Küste](coast.md).\n")
    tree = check_site(project, sketch_store()).tree
    page, place = tree["en/coast/index.html"].decode(), tree["de/coast/index.html"].decode()
    assert 'hreflang="de"' not in page.partition("</head>")[0]
    assert "noindex" in place or "Sie ist in einer anderen Sprache geschrieben:" in place
    assert 'href="../../en/coast/index.html" hreflang="en"' in place
    listed = {name for name, text in tree.items() if b"de/coast/" in text}
    assert listed <= {"en/coast/index.html", "de/coast/index.html"}
    home = tree["de/index.html"].decode()
    assert '<a href="../en/coast/index.html" hreflang="en" data-language="English">' in home
    assert b"(English)" in tree["de/index.md"]
    assert "data/briefings/coast.csv" in tree


def test_a_page_comes_into_a_second_language_and_goes_from_it(project: Path) -> None:
    store = sketch_store()
    page = project / "content/sea.de.md"
    text = page.read_text("utf-8")
    for content in (None, text, None):
        page.unlink(missing_ok=True)
        if content:
            page.write_text(content, "utf-8")
        built, whole = check_site(project, store), build_whole(project)
        assert (dict(built.tree), built.problems) == (whole.tree, whole.problems)


# Signing off


def _survey(project: Path) -> Survey:
    return survey_project(project, lambda *_: None, outside=False)


def test_a_line_that_a_message_names_is_signed_off(project: Path) -> None:
    replace(project / "content/sea.en.md", "Boats at moorings", "Boats at anchor")
    [message] = _say(project)
    named = message.rpartition("sitegen agree ")[2].rstrip(".")
    survey = _survey(project)
    signed = agree_on(survey, [read_signing(survey, named)])
    assert signed.lines == ("content/sea.en.md:34 and content/sea.de.md:34 agree",)
    assert publish_lock(project, signed)
    assert not publish_lock(project, signed)
    assert _say(project) == []


def test_a_page_is_signed_off_but_for_what_has_no_counterpart(project: Path) -> None:
    with (project / "content/sea.en.md").open("a", encoding="utf-8") as file:
        file.write("\nMore.\n")
    survey = _survey(project)
    signed = agree_on(survey, list_all(survey))
    assert "has no counterpart in `de`" in signed.lines[0]
    publish_lock(project, signed)
    assert len(_say(project)) == 1
    publish_lock(project, agree_on(survey, [read_signing(survey, "content/sea.en.md:37")]))
    assert _say(project) == []


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("see", "there is no page `see`"),
        ("sea:0", "there is no page `sea:0`"),
        (f"sea:{'9' * 5000}", "there is no page `sea:999"),
        ("content/sea.en.md:900", "no text stands in line 900 of content/sea.en.md"),
        ("sea:5", "what stands in line 5 of content/sea.en.md is agreed already"),
        ("coast", "the page `coast` is written in `en` alone"),
    ],
)
def test_what_cannot_be_signed_off_is_said(project: Path, wanted: str, message: str) -> None:
    (project / "content/coast.en.md").write_text(
        "---\nkind: briefing\ntitle: Coast\ndescription: It is\ndomain: sea\n---\nIt is.\n", "utf-8"
    )
    survey = _survey(project)
    with pytest.raises(AgreeError, match=message):
        agree_on(survey, [read_signing(survey, wanted)])


def test_the_command_says_how_it_is_used(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--project", str(project), "agree"]) == 2
    assert main(["--project", str(project), "agree", "sea", "--languages", "en,xx"]) == 2
    assert "`xx` is no language of the site" in capsys.readouterr().err


# What is written in all languages at once


def test_a_new_site_is_agreed_and_so_is_what_is_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "site"
    assert main(["init", str(folder), "--languages", "en,de"]) == 0
    assert "translations.lock merge=union" in (folder / ".gitattributes").read_text("utf-8")
    texts = [f"{name}_{code}=Word" for name in ("title", "short", "description") for code in CODES]
    assert main(["--project", str(folder), "new", "page", "frost", *texts]) == 0
    assert check_site(folder, sketch_store(), strict=True).problems == ()
    replace(folder / "content/frost.de.md", 'title: "Word"', 'title: "Frost"')
    capsys.readouterr()
    assert main(["--project", str(folder), "status", "--format", "json"]) == 0
    pages = json.loads(capsys.readouterr().out)["pages"]
    own = {one["language"]: one for one in pages if one["page"] == "frost"}
    assert (own["en"]["stale"], own["de"]["stale"]) == ([3], [])


def test_the_preview_shows_both_texts_and_what_changed_since(project: Path) -> None:
    def build() -> str:
        builder = Builder(project)
        made = builder.build()
        builder.close()
        [texts] = made.compared.values()
        state = PreviewState(made.tree, made.built.problems, compared=made.compared)
        assert [(one.older, one.newer) for one in texts] == [
            ("content/sea.de.md:34", "content/sea.en.md:34")
        ]
        return find_answer(state, "/de/sea/", "localhost:8000").body.decode()

    shutil.rmtree(project / ".sitegen")  # it was signed off on another machine
    replace(project / "content/sea.en.md", "Boats at moorings", "Boats at anchor")
    assert "no commit has what it said when both were agreed" in build()
    replace(project / "content/sea.en.md", "Boats at anchor", "Boats at moorings")
    (project / ".gitignore").write_text(".sitegen/\n", "utf-8")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "one")):
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=project, check=True, capture_output=True)
    replace(project / "content/sea.en.md", "Boats at moorings", "Boats at anchor")
    shown = build()
    assert "Boote an Bojen" in shown
    assert "Boats at <del>moorings</del><ins>anchor</ins>" in shown


def test_a_text_that_was_signed_off_here_needs_no_commit(project: Path) -> None:
    path = project / "content/sea.en.md"
    replace(path, "Boats at moorings", "Boats at anchor")
    replace(project / "content/sea.de.md", "Boote an Bojen", "Boote vor Anker")
    assert main(["--project", str(project), "agree", "sea"]) == 0
    replace(path, "Boats at anchor", "Boats in dock")
    builder = Builder(project)
    [[text]] = builder.build().compared.values()
    builder.close()
    assert (text.older_text[:15], text.newer_text[:13]) == ("Boote vor Anker", "Boats in dock")
    assert "Boats at anchor" in text.before


def test_a_lock_comes_and_goes_and_is_reworded(tmp_path: Path) -> None:
    copy_project(tmp_path)
    store, path = sketch_store(), tmp_path / "translations.lock"
    assert check_site(tmp_path, store).problems == ()
    half = "".join(LOCK.splitlines(keepends=True)[:6])
    for text in (LOCK, half, "sea 12\n", None):
        path.unlink(missing_ok=True)
        if text is not None:
            path.write_text(text, "utf-8")
        built, whole = check_site(tmp_path, store), build_whole(tmp_path)
        assert (dict(built.tree), built.problems) == (whole.tree, whole.problems)
