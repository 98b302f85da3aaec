"""Messages in another language: complete, in the shape of the English ones, and chosen as gettext chooses."""

from __future__ import annotations

import ast
import io
import json
import pickle
import re
import string
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from built import copy_warm_project
from hypothesis import given
from hypothesis import strategies as st
from messages import list_calls, list_templates
from projects import ROOT, replace

from sitegen.cli import main
from sitegen.messages.catalogues import FOLDER, choose_language, load_teller, read_forms
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import (
    Said,
    keep_as,
    pack,
    say,
    say_again,
    say_all,
    say_many,
    say_names,
    unpack,
)
from sitegen.messages.telling import ENGLISH
from sitegen.problems import Place, format_problem, pack_problem, unpack_problem

if TYPE_CHECKING:
    from pathlib import Path

CHINESE = load_teller("zh")
CATALOGUE = (FOLDER / "zh.po").read_text("utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_warm_project(tmp_path / "in")


# The catalogue


def test_each_template_of_the_code_is_translated_and_no_other() -> None:
    assert sorted(CHINESE.translations) == sorted(list_templates())


def _list_names(template: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(template)} - {None}


def test_translations_have_the_placeholders_of_their_templates() -> None:
    assert len(CHINESE.translations) > 1500
    for (one, many), forms in CHINESE.translations.items():
        allowed = [_list_names(one), _list_names(many or one)]
        for form in forms:
            assert _list_names(form) in allowed, one


def test_the_catalogue_is_sound_to_who_knows_the_format() -> None:
    read = read_po(io.StringIO(CATALOGUE), abort_invalid=True)
    found = {}
    for message in read:
        assert not message.fuzzy
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id, "")
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            assert len(forms) == (read.num_plurals if ids[1] else 1)
            assert all(forms)
            found[ids] = forms
    assert found == CHINESE.translations
    assert len(re.findall(r"^msgid ", CATALOGUE, re.MULTILINE)) == len(found) + 1


def test_what_is_quoted_is_quoted_in_chinese_too() -> None:
    """Code that authors are to type; words for what they put there themselves may be Chinese."""
    for (one, _), forms in CHINESE.translations.items():
        for code in re.findall(r"`(sitegen [^`]*|[\w-]+\.(?:csv|toml|po))`", one):
            assert f"`{code}`" in forms[0], one


def test_chinese_has_its_own_marks() -> None:
    for (one, _), forms in CHINESE.translations.items():
        if "\n" not in one and not one.startswith("argument "):
            bare = re.sub(r"`[^`]*`", "", forms[0])
            assert not re.search(r"[\u4e00-\u9fff][,;:?!]|[,;?!][\u4e00-\u9fff]", bare), forms[0]


# The code


def test_templates_stand_in_the_code_as_literals() -> None:
    for path, node, name in list_calls():
        where = f"{path.name}:{node.lineno}"
        if name in {"say", "say_many"}:
            for template in node.args[:1] if name == "say" else node.args[1:]:
                assert isinstance(template, ast.Constant), where
        assert name not in {"Said", "SaidList"}, f"{where} makes a text without a template"


def _list_values(node: ast.Call, name: str) -> list[ast.expr]:
    values = [one.value for one in node.keywords]
    return values + (node.args if name == "keep_as" else [])


def test_no_value_is_a_fragment_of_english() -> None:
    """Literals and what is put together of them; what functions give is held by the types and by the cases."""
    for path, node, name in list_calls():
        if name not in {"say", "say_many", "keep_as"}:
            continue
        for value in _list_values(node, name):
            for part in ast.walk(value):
                if isinstance(part, ast.Call | ast.Subscript):
                    break
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    bare = re.sub(r"`[^`]*`|\S*[./]\S*|[{]\w+[}]", "", part.value)
                    bare = bare.removeprefix("Entering directory")  # what editors look for
                    assert not re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", bare), (
                        f"{path.name}:{node.lineno}: {part.value}"
                    )


# How a text is made and told


def test_a_text_is_the_english_one() -> None:
    said = say("`{name}` is gone", name="x")
    assert said == "`x` is gone"
    assert sorted([said, "a"]) == [said, "a"]
    assert {"`x` is gone": 1}[said] == 1
    assert say_many(1, "{n} file", "{n} files") == "1 file"
    assert say_many(3, "{n} file", "{n} files") == "3 files"
    assert say_names(["a", "b", "c"], " or ") == "`a`, `b` or `c`"
    assert say_all([]) == ""
    assert say("a brace: {{x}}") == "a brace: {x}"


def test_texts_within_texts_are_told_too() -> None:
    names = say_names(["a", "b"])
    said = say("{said}: {reason}", said=say("Kinds are {kinds}", kinds=names), reason="`x`")
    assert CHINESE.tell(said) == "可用的类型：`a`、`b`：`x`"
    assert CHINESE.tell(say_many(2, "{n} error", "{n} errors")) == "2 个错误"
    assert CHINESE.tell(say_again(say("page {it}", it=""), it="en/sea")) == "页面 en/sea"


def test_what_nobody_translates_stays() -> None:
    for text in (keep_as("boats"), Said("x"), "plain", say("nobody translated this {x}", x=1)):
        assert CHINESE.tell(text) == text
        assert ENGLISH.tell(text) == text


def test_what_libraries_say_is_told_or_quoted() -> None:
    assert CHINESE.tell(hear("Permission denied")) == "没有权限"
    assert CHINESE.tell(hear("Mismatched tag")) == "标签不匹配"
    assert hear("Mismatched tag") == "Mismatched tag"
    assert CHINESE.tell(hear("odd thing")) == "“odd thing”"
    assert hear("odd thing") == "odd thing"
    assert CHINESE.tell(hear(ValueError(say("the span ends before it starts")))) == (
        "时段的结束早于开始"
    )


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_SAID = st.recursive(
    st.builds(keep_as, _TEXTS) | st.builds(hear, _TEXTS),
    lambda inner: (
        st.builds(lambda a, b: say("{a} has no `{b}`", a=a, b=b), inner | _TEXTS, inner)
        | st.builds(
            lambda n, a: say_many(n, "{n} of {a}", "{n} of the {a}", a=a), st.integers(), inner
        )
        | st.builds(lambda some: say_all(some, " or "), st.lists(inner | _TEXTS, max_size=3))
    ),
    max_leaves=6,
)


@given(_SAID)
def test_a_text_is_kept_with_all_that_it_was_made_of(said: Said) -> None:
    copies = [
        unpack(json.loads(json.dumps(pack(said)))),
        pickle.loads(pickle.dumps(said)),  # noqa: S301 # just made
        deepcopy(said),
    ]
    for copy in copies:
        assert (copy, type(copy), copy.template) == (said, type(said), said.template)
        assert CHINESE.tell(copy) == CHINESE.tell(said)


def test_a_problem_is_told_after_it_was_kept() -> None:
    problem = Place("a.md", 2).problem("rule", say("the page has a second title"), level="warning")
    kept = unpack_problem(json.loads(json.dumps(pack_problem(problem))))
    assert kept == problem
    assert format_problem(kept, CHINESE) == "a.md:2: warning[rule]: 页面有第二个一级标题。"


# Which language


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "zh_Hans_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_SG.GB2312"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "en"),
        ({"LANG": "zh_Hant"}, "en"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "zh"}, "en"),
        ({"LANG": "xx_YY.UTF-8"}, "en"),
        ({"LANG": "@"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:zh_CN:en"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
    ],
)
def test_the_environment_names_the_language(variables: dict[str, str], code: str) -> None:
    assert choose_language(variables) == code


def test_who_asks_for_a_language_gets_it() -> None:
    assert choose_language({"LANG": "en_US.UTF-8"}, "zh") == "zh"
    assert choose_language({"LANG": "zh_CN.UTF-8"}, "en") == "en"
    assert load_teller("xx") is ENGLISH
    assert load_teller("en") is ENGLISH


def test_a_line_that_is_no_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="msgid x"):
        read_forms("msgid x\n")


# On the terminal


def test_a_check_is_told_in_chinese(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace(project / "content/sea.en.md", "Boats at moorings", "400 boats at moorings")
    wanted = "content/sea.en.md:34:1: error[unbound-number]: `400` 没有绑定数据。"
    assert main(["--lang", "zh", "check", "--project", str(project)]) == 1
    said = capsys.readouterr()
    assert said.err.startswith(wanted)
    assert said.out == "1 个错误。\n"
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert main(["check", "--project", str(project)]) == 1  # as the last check kept it
    assert capsys.readouterr().err.startswith(wanted)
    assert main(["check", "--project", str(project), "--lang=en"]) == 1
    assert "`400` is bound to no fact." in capsys.readouterr().err
    assert main(["check", "--project", str(project), "--format", "json"]) == 1
    [problem] = json.loads(capsys.readouterr().out)["problems"]
    assert problem["message"] == "`400` 没有绑定数据"


def test_helps_and_faults_of_the_command_line_are_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    for arguments in ([], ["init"], ["check"], ["diff"], ["release"]):
        with pytest.raises(SystemExit, match="0"):
            main([*arguments, "--help"])
        told = capsys.readouterr().out
        assert told.startswith("用法：sitegen")
        assert not re.search(r"\b(the|and|is|arguments)\b", told)
        assert all(len(line) <= 100 for line in told.splitlines())
    for arguments, fault in (
        (["build", "--oops"], "无法识别的参数：--oops"),
        (["init"], "缺少必需的参数：DIR"),
        (["serve", "--port", "x"], "参数 --port：无效的值 'x'"),
        (["--lang", "xx", "check"], "参数 --lang：无效的选择 'xx'（可选：en, zh）"),
        (["serve", "--port"], "参数 --port：需要一个值"),
    ):
        with pytest.raises(SystemExit, match="2"):
            main(arguments)
        assert fault in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "gbk", "utf-8"])
def test_a_console_that_knows_no_chinese_is_told_in_english(
    project: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    replace(project / "content/sea.en.md", "Boats at moorings", "四百 boats at moorings")
    streams = [io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2)]
    monkeypatch.setattr("sys.stdout", streams[0])
    monkeypatch.setattr("sys.stderr", streams[1])
    assert main(["--lang", "zh", "check", "--project", str(project)]) == 1
    out, err = (stream.buffer for stream in streams)
    for stream in streams:
        stream.flush()
    told = (out.getvalue() + err.getvalue()).decode(encoding)
    if encoding in {"gbk", "utf-8"}:
        assert "`四百` 没有绑定数据" in told
    else:
        assert r"`\u56db\u767e` is bound to no fact" in told
    assert "Traceback" not in told


def test_the_catalogue_is_part_of_the_distribution() -> None:
    assert '"sitegen.messages" = ["*.po"]' in (ROOT / "pyproject.toml").read_text("utf-8")
