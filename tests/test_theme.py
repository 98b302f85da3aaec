"""The theme ships with the package, and a project puts in its place what it wants otherwise."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from built import keep_store
from harbours import copy_harbour, write_catalogue
from projects import ROOT, copy_project, read_tree, replace

from sitegen.build.order import check_site
from sitegen.naming import PAGES_JSON
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.preview.builder import Builder
from sitegen.problems import format_problem
from sitegen.project import theme
from sitegen.project.theme import SOURCE, Layer, get_theme_folder, load_look, merge_layers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("theme")  # what is built once serves all tests
PACKAGE = ROOT / "sitegen"
MEMO = keep_store()
"""Charts drawn once serve all tests: they are pure."""
BASE = (
    '{% extends "theme/base.html" %}\n{% block colophon %}<footer>Own foot</footer>{% endblock %}\n'
)


def check(project: Path) -> dict[str, bytes]:
    """The site of a project with which nothing is wrong."""
    built = check_site(project, MEMO)
    assert [format_problem(problem) for problem in built.problems] == []
    return dict(built.tree)


def say(project: Path) -> list[str]:
    return [format_problem(problem) for problem in check_site(project, MEMO).problems]


def write(project: Path, name: str, text: str) -> None:
    path = project / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def changed(tree: Mapping[str, bytes], before: Mapping[str, bytes]) -> set[str]:
    return {name for name in tree.keys() | before.keys() if tree.get(name) != before.get(name)}


def page(tree: Mapping[str, bytes], address: str) -> str:
    return tree[address].decode()


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The harbour as the theme shows it."""
    return check(copy_harbour(tmp_path_factory.mktemp("plain") / "in"))


# Without templates


def test_a_project_without_templates_has_pages_of_all_kinds(plain: Mapping[str, bytes]) -> None:
    for code in ("en", "zh"):
        kinds = {
            kind
            for address in plain
            if address.startswith(f"{code}/") and address.endswith(".html")
            for kind in re.findall(r'<body data-template="([^"]+)"', page(plain, address))
        }
        assert kinds == {*PAGE_KINDS, "indicator", "source", "moved"}
        assert f"{code}/feed.atom" in plain
        assert f"{code}/picture.png" in plain
        assert f"{code}/index.md" in plain
    assert {"llms.txt", "404.html", "index.html", "sitemap.xml"} <= plain.keys()


def test_no_page_of_another_subject_speaks_of_this_repository_s(plain: Mapping[str, bytes]) -> None:
    names = re.compile("Chengdu|成都|规划|GB/T|bilingual|the plan", re.IGNORECASE)
    for address, content in plain.items():
        if address.endswith((".html", ".md", ".txt", ".atom", ".xml", ".csv", ".webmanifest")):
            assert not names.search(content.decode()), address


def test_the_folder_of_templates_is_missed_only_where_settings_name_it(tmp_path: Path) -> None:
    project = copy_harbour(tmp_path / "in", ("en",))
    shutil.rmtree(project / "data")
    [said] = [text for text in say(project) if "folder is missing" in text]
    assert said.startswith("data: error[file]: ")
    with (project / "site.toml").open("a", encoding="utf-8") as file:
        file.write('\n[paths]\ntemplates = "looks"\n')
    assert any(
        text.startswith("looks: error[file]: the folder is missing") for text in say(project)
    )


# Languages


def test_a_site_of_one_language_offers_no_other(tmp_path: Path) -> None:
    tree = check(copy_harbour(tmp_path / "in", ("en",)))
    assert not any(name.startswith("zh/") for name in tree)
    for address, content in tree.items():
        if address.endswith((".html", ".xml")):
            assert 'rel="alternate" hreflang' not in content.decode(), address
            assert 'class="languages"' not in content.decode(), address
    entrance = page(tree, "index.html")
    assert '<link rel="canonical" href="https://harbour.example/en/">' in entrance
    assert '<meta http-equiv="refresh" content="0; url=en/index.html">' in entrance
    assert '<a class="enter" href="en/index.html"' in entrance


def test_a_site_of_three_languages_offers_all_on_every_page(tmp_path: Path) -> None:
    project = copy_harbour(tmp_path / "in", ("en", "zh", "de"))
    tree = check(project)
    tags = ["en", "zh-CN", "de"]
    for address in ("en/targets/index.html", "de/indicators/cargo/index.html", "index.html"):
        found = re.findall(r'<link rel="alternate" hreflang="([^"]+)"', page(tree, address))
        assert found == [*tags, "x-default"]
    switch = re.findall(r'<nav class="languages".*?</nav>', page(tree, "zh/index.html"), re.DOTALL)
    assert [re.findall(r'lang="([^"]+)" (?:aria|rel)', one) for one in switch] == [tags]
    default = re.search(r'hreflang="x-default" href="([^"]+)"', page(tree, "de/about/index.html"))
    assert default
    assert default[1] == "https://harbour.example/en/about/"
    assert page(tree, "404.html").count("<h2>") == 3


# What a project has in the place of the theme's


def test_a_template_of_the_project_s_goes_before_the_theme_s(
    tmp_path: Path, plain: Mapping[str, bytes]
) -> None:
    project = copy_harbour(tmp_path / "in")
    write(
        project,
        "search.html",
        '{% extends "base.html" %}{% block main %}<h1>{{ frame.title }}</h1>{{ body }}{% endblock %}',
    )
    tree = check(project)
    assert "<h1>Search</h1>" in page(tree, "en/search/index.html")
    gone = {name for name in plain if re.match(r"assets/(search|stemmer)\.", name)}
    assert len(gone) == 2, "nothing loads them any more"
    assert gone.isdisjoint(tree)
    pages = {name for name in changed(tree, plain) - gone if name.endswith(".html")}
    assert pages == {"en/search/index.html", "zh/search/index.html"}


def test_a_block_of_the_project_s_goes_before_the_theme_s(tmp_path: Path) -> None:
    project = copy_harbour(tmp_path / "in")
    write(project, "base.html", BASE)
    tree = check(project)
    for address in (
        "en/index.html",
        "zh/indicators/cargo/index.html",
        "en/sources/report/index.html",
    ):
        text = page(tree, address)
        assert "<footer>Own foot</footer>" in text
        assert 'class="colophon"' not in text
        assert 'class="masthead"' in text


def test_a_logo_of_the_project_s_stands_in_the_place_of_the_theme_s_mark(tmp_path: Path) -> None:
    project = copy_harbour(tmp_path / "in")
    write(project, "assets/logo.svg", (SOURCE / "assets/icon.svg").read_text("utf-8"))
    for name, assets in (("base", "frame.assets"), ("chooser", "assets")):
        text = f'<img class="mark" src="{{{{ {assets}["logo.svg"] }}}}" alt="">'
        extends = f'{{% extends "theme/{name}.html" %}}'
        write(project, f"{name}.html", f"{extends}{{% block mark %}}{text}{{% endblock %}}")
    site = check(project)
    for name in ("index.html", "en/index.html", "zh/indicators/cargo/index.html"):
        page = site[name].decode()
        assert page.count('class="mark"') == page.count('<img class="mark" src="') == 1
        assert "mark-bars" not in page


def test_an_asset_of_the_project_s_goes_before_the_theme_s(
    tmp_path: Path, plain: Mapping[str, bytes]
) -> None:
    project = copy_harbour(tmp_path / "in")
    drawing = (SOURCE / "assets" / "icon.svg").read_text("utf-8")
    own = re.sub("#[0-9a-f]{6}", "#004040", drawing)
    write(project, "assets/icon.svg", own)
    write(project, "assets/chart of the bay.txt", "published as it is")
    tree = check(project)
    assert own.encode() in tree.values()
    assert b"published as it is" in tree.values()
    assert not {name for name in plain if name.startswith("assets/icon.")} & tree.keys()
    icons = {name for name in tree if name.startswith("assets/icon-192")}
    assert icons != {name for name in plain if name.startswith("assets/icon-192")}


def test_a_token_of_the_project_s_goes_before_the_theme_s(tmp_path: Path) -> None:
    project = copy_harbour(tmp_path / "in")
    write(project, "assets/project.css", ":root { --accent: #123456; }\n")
    tree = check(project)
    with closing(Builder(project)) as builder:
        assert builder.build().built.problems == ()
        tree |= {one: builder.make_extra(one) for one in builder.list_extra()}
    for address in ("en/index.html", "index.html", "404.html"):
        sheets = re.findall(r'rel="stylesheet" href="[^"]*assets/(\w+)\.', page(tree, address))
        assert sheets == ["style", "print", "project"]
    row = re.search(
        r"<code>--accent</code></th><td><code>([^<]+)", page(tree, "en/design/index.html")
    )
    assert row
    assert row[1] == "#123456"


def test_a_text_of_the_project_s_goes_before_the_theme_s(
    tmp_path: Path, plain: Mapping[str, bytes]
) -> None:
    project = copy_harbour(tmp_path / "in")
    write(project, "locale/zh.po", 'msgid "All targets"\nmsgstr "目标概览"\n')
    write(project, "locale/en.po", 'msgid "All targets"\nmsgstr "How targets stand"\n')
    tree = check(project)
    assert changed(tree, plain) == {"en/targets/index.html", "zh/targets/index.html"}
    assert "目标概览" in page(tree, "zh/targets/index.html")
    assert "How targets stand" in page(tree, "en/targets/index.html")


# What can be wrong


def test_a_text_of_the_project_s_own_is_missed_at_its_own_catalogue(tmp_path: Path) -> None:
    project = copy_harbour(tmp_path / "in")
    write(project, "base.html", BASE.replace("Own foot", '{{ _("Own foot") }}'))
    [problem] = check_site(project, MEMO).problems
    assert (problem.path, problem.rule) == ("templates/locale/zh.po", "untranslated")
    assert "`Own foot`" in problem.message
    write(project, "locale/zh.po", 'msgid "Own foot"\nmsgstr "自己的页脚"\n')
    assert "自己的页脚" in page(check(project), "zh/index.html")


def test_a_fault_of_the_project_s_catalogue_is_told_at_its_line(tmp_path: Path) -> None:
    project = copy_harbour(tmp_path / "in")
    write(
        project, "locale/zh.po", '\nmsgid "{made} of the way, {due} of the time"\nmsgstr "{made}"\n'
    )
    [problem] = check_site(project, MEMO).problems
    assert (problem.path, problem.line, problem.rule) == ("templates/locale/zh.po", 3, "catalog")


def test_an_asset_that_is_not_there_is_told_at_the_line_that_names_it(tmp_path: Path) -> None:
    project = copy_harbour(tmp_path / "in", ("en",))
    write(
        project,
        "base.html",
        '{% extends "theme/base.html" %}\n{% block head %}\n{{ frame.assets["gone.js"] }}\n{% endblock %}\n',
    )
    [problem] = check_site(project, MEMO).problems
    assert (problem.path, problem.line, problem.rule) == ("templates/base.html", 3, "template")
    assert "gone.js" in problem.message


def test_a_template_that_extends_itself_is_told_which_it_may(tmp_path: Path) -> None:
    project = copy_harbour(tmp_path / "in", ("en",))
    write(project, "base.html", BASE.replace("theme/", ""))
    [problem] = check_site(project, MEMO).problems
    assert (problem.path, problem.rule) == ("templates/base.html", "template")
    assert "`theme/base.html`" in problem.hint


def test_a_fault_in_the_theme_is_told_by_the_theme_s_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = shutil.copytree(SOURCE, tmp_path / "broken")
    replace(broken / "glossary.html", "{{ body }}", "{{ boddy }}")
    monkeypatch.setattr(theme, "SHIPPED", broken)
    [problem] = check_site(copy_harbour(tmp_path / "in", ("en",)), MEMO).problems
    assert (problem.path, problem.rule) == ("theme/glossary.html", "template")


def test_a_template_that_the_theme_s_name_hides_is_a_problem(tmp_path: Path) -> None:
    project = copy_harbour(tmp_path / "in", ("en",))
    write(project, "theme/base.html", "")
    [problem] = check_site(project, MEMO).problems
    assert (problem.path, problem.rule) == ("templates/theme/base.html", "template")


def test_the_preview_goes_without_the_design_system_where_it_does_not_fit(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")  # its components are others
    assert list_extra(project) == ()
    spoken = copy_harbour(tmp_path / "spoken", ("en", "nl"))
    write_catalogue(spoken, "nl")
    catalogue = spoken / "templates" / "locale" / "nl.po"
    text = catalogue.read_text("utf-8")
    catalogue.write_text(re.sub(r'msgid "Colours"\nmsgstr "Colours"\n', "", text), "utf-8")
    assert list_extra(spoken) == ("en/design/index.html",)


def list_extra(project: Path) -> tuple[str, ...]:
    """Addresses of the pages that the preview of a project has for those who make it."""
    with closing(Builder(project)) as builder:
        assert builder.build().built.problems == ()
        return builder.list_extra()


# Layers


def test_the_repository_of_the_theme_reads_it_once() -> None:
    look, problems = load_look(ROOT, "templates")
    assert problems == ()
    assert look.templates["base.html"] is look.templates["theme/base.html"]
    assert look.templates["base.html"].path == "templates/base.html"
    assert {file.path for files in look.catalogs.values() for file in files} == {
        path.relative_to(ROOT).as_posix() for path in (SOURCE / "locale").iterdir()
    }
    assert {asset.path for asset in look.assets.values()} == {
        path.relative_to(ROOT).as_posix() for path in (SOURCE / "assets").iterdir()
    }


def test_layers_are_merged_file_by_file() -> None:
    own = Layer("own", {"a.html": "A", "c.html": "C"}, {"de": "own"}, {"a.css": b"A"})
    shipped = Layer(
        "theme", {"a.html": "a", "b.html": "b"}, {"de": "theme"}, {"a.css": b"a", "b.js": b"b"}
    )
    look = merge_layers(own, shipped)
    assert {name: one.path for name, one in look.templates.items()} == {
        "a.html": "own/a.html",
        "b.html": "theme/b.html",
        "c.html": "own/c.html",
        "theme/a.html": "theme/a.html",
        "theme/b.html": "theme/b.html",
    }
    assert [one.text for one in look.catalogs["de"]] == ["theme", "own"]
    assert {name: one.content for name, one in look.assets.items()} == {"a.css": b"A", "b.js": b"b"}
    assert look.own == {"a.html", "c.html", "a.css"}


def test_a_theme_that_is_nowhere_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert get_theme_folder() == ROOT / "templates"
    monkeypatch.setattr(theme, "SHIPPED", tmp_path / "shipped")
    monkeypatch.setattr(theme, "SOURCE", tmp_path / "source")
    with pytest.raises(FileNotFoundError, match="the theme is not installed"):
        get_theme_folder()


def test_a_project_s_files_are_those_it_was_given(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    look, problems = load_look(project, "templates")
    assert problems == ()
    assert look.templates["home.html"].path == "templates/home.html"
    assert look.templates["tracker.html"].path == "theme/tracker.html"


# The package


def test_the_list_of_packages_names_every_folder_of_the_code() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    folders = {path.parent.relative_to(ROOT) for path in PACKAGE.rglob("*.py")}
    assert sorted(listed["packages"]) == sorted(
        [*(".".join(folder.parts) for folder in folders), "sitegen.theme"]
    )
    assert listed["package-dir"] == {"sitegen.theme": "templates"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it is released."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "LICENSE"):
        shutil.copyfile(ROOT / name, folder / name)
    for name in ("sitegen", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "wheel"]
    given = ["--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(folder), "."]
    subprocess.run([*pip, *given], cwd=folder, check=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_code_and_the_theme_whole(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        held = {name for name in package.namelist() if ".dist-info/" not in name}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    wanted |= {
        f"sitegen/theme/{path.relative_to(SOURCE).as_posix()}"
        for path in SOURCE.rglob("*")
        if path.is_file()
    }
    assert held == wanted


def test_an_installed_package_builds_projects_without_templates(
    wheel: Path, tmp_path: Path, plain: Mapping[str, bytes]
) -> None:
    subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")], check=True
    )
    python = tmp_path / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    given = [
        *("--python", str(python), "install", "--no-compile", "--no-deps", "--no-index"),
        str(wheel),
    ]
    subprocess.run([*pip, *given], check=True)
    # The libraries are those of the tests; what is installed beside them is not looked at.
    libraries = next((tmp_path / "venv" / "lib").glob("python*/site-packages"))
    (libraries / "libraries.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", "utf-8")
    home = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}

    def run(*arguments: str) -> str:
        command = [str(python.with_name("sitegen")), *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=home, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def build(project: Path) -> dict[str, bytes]:
        run("--project", str(project), "build", "--no-pdf")
        tree = read_tree(project / "site")
        assert tree.pop(".sitegen")
        assert tree.pop(PAGES_JSON)
        return tree

    run("init", "new", "--languages", "en,zh")
    assert "No problems" in run("check", "--project", "new")
    assert build(copy_harbour(tmp_path / "both")) == plain
    shutil.copytree(
        tmp_path / "both" / ".sitegen", copy_harbour(tmp_path / "one", ("en",)) / ".sitegen"
    )
    write(tmp_path / "one", "base.html", BASE)
    tree = build(tmp_path / "one")
    assert "<footer>Own foot</footer>" in page(tree, "en/index.html")
    assert not any(name.startswith("zh/") for name in tree)
