"""A contribution of a stranger: its texts and tables are tried, and nothing else of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from projects import copy_project, read_tree, replace

from sitegen.cli import main
from sitegen.desk.sides import load_side
from sitegen.desk.untrusted import HeldProject, hold_to_base
from sitegen.naming import LOCK
from sitegen.problems import InvalidProjectError, RefusedError

EVIL = "{{ cycler.__init__.__globals__.os.system('touch owned') }} evil\n"


@pytest.fixture
def contribution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a repository whose last commit is good, changed since in every part."""
    project = copy_project(tmp_path / "site-of-isles")
    for order in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "-m", "Good")):
        subprocess.run(  # a repository of our own
            ["git", "-C", project, "-c", "user.name=A", "-c", "user.email=a@b.example", *order],
            check=True,
            env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
        )
    subprocess.run(["cp", "-a", str(project), str(tmp_path / "base")], check=True)
    (project / "templates").mkdir(exist_ok=True)
    (project / "templates" / "llms.txt").write_text(EVIL)
    settings = project / "site.toml"
    settings.write_text(
        f"{settings.read_text('utf-8')}\n[rules]\nlink = 'off'\n[paths]\noutput = 'content'\n"
    )
    replace(project / "content" / "sea.en.md", "In 2023 the catch", "In 2023, the catch")
    monkeypatch.chdir(project)
    return project


@pytest.mark.parametrize("base", ["HEAD", "../base"])
def test_only_texts_and_tables_are_tried(
    contribution: Path, capsys: pytest.CaptureFixture[str], base: str
) -> None:
    assert main(["build", "--no-pdf", "--untrusted", base]) == 0
    site = contribution / "site"
    assert "In 2023, the catch" in (site / "en" / "sea" / "index.md").read_text("utf-8")
    assert "evil" not in (site / "llms.txt").read_text("utf-8")
    assert not list(contribution.rglob("owned"))
    said = capsys.readouterr().err
    assert f"held to `{base}`" in said
    assert "`site.toml`" in said
    assert "`templates/llms.txt`" in said
    assert not (contribution / ".sitegen").exists()


def test_what_is_wrong_is_told_at_the_contribution_s_lines(
    contribution: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = contribution / "content" / "sea.en.md"
    page.write_text(f"{page.read_text('utf-8')}\nThere were 12345 boats.\n", "utf-8")
    (contribution / "content" / "passwd.en.md").symlink_to("/etc/passwd")
    assert main(["check", "--untrusted", "HEAD"]) == 1
    said = capsys.readouterr().err
    line = page.read_text("utf-8").count("\n")
    assert f"content/sea.en.md:{line}:12: error[unbound-number]: " in said
    assert "content/passwd.en.md: warning[file]: the file is not read: it is a link" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--untrusted", "nowhere"],
            "`nowhere` is neither the folder of a built site nor a commit",
        ),
        (["--untrusted", ".."], "`..` has no `site.toml`"),
        (["--untrusted", "HEAD", "--allow-outside"], "Leave out `--allow-outside`"),
    ],
)
def test_a_base_that_is_none_is_said(
    contribution: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert contribution.is_dir()
    assert main(["check", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_settings_of_a_base_that_cannot_be_read_are_told(
    contribution: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert contribution.is_dir()
    (tmp_path / "base" / "site.toml").write_text("[")
    assert main(["check", "--untrusted", "../base"]) == 1
    assert capsys.readouterr().err.startswith("site.toml:1: error[config]: ")


def test_the_base_is_named_in_few_words(
    contribution: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, told in ((3, ", `templates/llms.txt` is"), (9, " and 6 more files is")):
        for name in range(number):
            (contribution / "templates" / f"{name}.html").write_text("x")
        assert main(["check", "--untrusted", "HEAD"]) == 0
        assert f"{told} not tried" in capsys.readouterr().err


def test_of_a_contribution_that_is_tried_whole_nothing_is_said(
    contribution: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _git(contribution, "checkout", "--quiet", "site.toml", "templates")
    shutil.rmtree(contribution / "templates")
    _git(contribution, "checkout", "--quiet", "templates")
    assert main(["check", "--untrusted", "HEAD"]) == 0
    assert capsys.readouterr().err == ""


def test_a_check_forgets_no_site(contribution: Path) -> None:
    """It publishes nothing, so that the stage of the site is needed as it is."""
    assert main(["build", "--no-pdf", "--untrusted", "HEAD"]) == 0
    stages = [*contribution.glob(".sitegen-stage-*")]
    before = read_tree(stages[0])
    assert before
    assert main(["check", "--untrusted", "HEAD"]) == 0
    assert read_tree(stages[0]) == before


# What a stranger may try, each against a repository of our own


def _git(folder: Path, *order: str) -> str:
    done = subprocess.run(  # a repository of our own
        ["git", "-C", folder, "-c", "user.name=A", "-c", "user.email=a@b.example", *order],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    return done.stdout.strip()


def _add_settings(project: Path, text: str) -> None:
    path = project / "site.toml"
    path.write_text(f"{path.read_text('utf-8')}\n{text}", "utf-8")


def _hold(project: Path, base: str, folder: Path) -> HeldProject:
    folder.mkdir()
    return hold_to_base(project, base, folder)


def test_a_folder_of_the_contribution_is_no_base_whatever_it_is_called(
    contribution: Path, tmp_path: Path
) -> None:
    digest = _git(contribution, "rev-parse", "HEAD")
    for name in (digest, "main", "link"):
        shutil.copytree(contribution / "templates", contribution / "evil" / name / "templates")
        shutil.copy(contribution / "site.toml", contribution / "evil" / name)
    shutil.copytree(contribution / "evil", contribution, dirs_exist_ok=True)
    shutil.rmtree(contribution / "link")
    (contribution / "link").symlink_to(tmp_path / "base")
    _hold(contribution, digest, tmp_path / "held")
    for path in ("site.toml", "templates/llms.txt"):
        assert (tmp_path / "held" / path).read_bytes() == (tmp_path / "base" / path).read_bytes()
    for number, name in enumerate(("link", "evil/main", "./evil/main")):
        with pytest.raises(RefusedError, match="may come from the contribution itself"):
            _hold(contribution, name, tmp_path / f"held-{number}")


def test_a_folder_beside_the_project_is_no_base_where_one_repository_has_both(
    tmp_path: Path,
) -> None:
    """A contribution brings all of its repository, and not the folder of the project alone."""
    project = copy_project(tmp_path / "repository" / "reports")
    copy_project(tmp_path / "repository" / "base")
    _hold(project, str(tmp_path / "repository" / "base"), tmp_path / "held")
    _git(tmp_path / "repository", "init", "--quiet")
    with pytest.raises(RefusedError, match="may come from the contribution itself"):
        _hold(project, str(tmp_path / "repository" / "base"), tmp_path / "held-again")


def test_a_commit_is_compared_with_though_a_folder_has_its_name(contribution: Path) -> None:
    digest = _git(contribution, "rev-parse", "HEAD")
    shutil.copytree(contribution / "content", contribution / digest)
    assert load_side(contribution, digest, outside=False).name == digest


def test_a_contribution_that_looks_like_a_repository_is_not_taken_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer = tmp_path / "outer"
    project = copy_project(outer / "reports")
    evil = copy_project(tmp_path / "evil")
    (evil / "templates" / "llms.txt").write_text(EVIL)
    for folder in (outer, evil):
        _git(folder, "init", "--quiet", "--initial-branch=main")
        _git(folder, "add", "--all")
        _git(folder, "commit", "--quiet", "-m", "All")
    for name in ("HEAD", "config", "objects", "refs"):
        source = evil / ".git" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, project / name)
    monkeypatch.chdir(project)
    with pytest.raises(RefusedError) as refused:
        _hold(project, "main", tmp_path / "held")
    assert "bare repository" in refused.value.hint
    assert not (tmp_path / "held" / "site.toml").exists()


def test_nothing_that_a_repository_says_is_run(contribution: Path, tmp_path: Path) -> None:
    run = f"touch {tmp_path}/owned"
    for name in ("filter.evil.smudge", "filter.evil.process", "diff.evil.textconv", "core.pager"):
        _git(contribution, "config", name, run)
    for name in ("core.fsmonitor", "core.sshCommand", "core.editor"):
        _git(contribution, "config", name, run)
    for name in ("post-checkout", "reference-transaction", "post-index-change"):
        hook = contribution / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{run}\n")
        hook.chmod(0o755)
    (contribution / ".gitattributes").write_text("* filter=evil diff=evil working-tree-encoding=x")
    _hold(contribution, "HEAD", tmp_path / "held")
    assert not (tmp_path / "owned").exists()


def test_what_a_repository_lacks_is_not_fetched_by_a_command_of_its_own(
    contribution: Path, tmp_path: Path
) -> None:
    blob = _git(contribution, "rev-parse", "HEAD:templates/base.html")
    (contribution / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    run = f"touch {tmp_path}/owned"
    for name, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "evil",
        "remote.evil.promisor": "true",
        "remote.evil.url": f"ext::sh -c '{run}'",
        "protocol.ext.allow": "always",
    }.items():
        _git(contribution, "config", name, value)
    with pytest.raises((RefusedError, subprocess.CalledProcessError)):
        _hold(contribution, "HEAD", tmp_path / "held")
    assert not (tmp_path / "owned").exists()


def test_the_base_is_of_the_project_s_repository_whichever_the_surroundings_name(
    contribution: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other/index"))
    _hold(contribution, "HEAD", tmp_path / "held")
    assert (tmp_path / "held/site.toml").is_file()


def test_a_commit_is_what_it_was_made_as_whatever_is_to_replace_it(
    contribution: Path, tmp_path: Path
) -> None:
    good = _git(contribution, "rev-parse", "HEAD")
    _git(contribution, "add", "--all")
    _git(contribution, "commit", "--quiet", "-m", "Evil")
    evil = _git(contribution, "rev-parse", "HEAD")
    _git(contribution, "reset", "--quiet", "--hard", good)
    _git(contribution, "replace", good, evil)
    assert "evil" in _git(contribution, "show", f"{good}:templates/llms.txt")
    _hold(contribution, good, tmp_path / "held")
    assert "evil" not in (tmp_path / "held" / "templates" / "llms.txt").read_text("utf-8")


def test_programs_are_told_of_the_contribution_s_files(
    contribution: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    replace(contribution / "content" / "sea.en.md", "In 2023", "In 77")
    assert main(["check", "--format", "github", "--untrusted", "HEAD"]) == 1
    assert "::error file=content/sea.en.md,line=" in capsys.readouterr().out
    assert main(["check", "--format", "json", "--untrusted", "HEAD"]) == 1
    assert json.loads(capsys.readouterr().out)["project"] == contribution.as_posix()
    assert main(["check", "--format", "sarif", "--untrusted", "HEAD"]) == 1
    assert f"{contribution.as_uri()}/" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "github"])
def test_no_name_and_no_text_of_a_contribution_is_an_order_to_who_reads_the_messages(
    contribution: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    order = "::add-path::owned"
    for name in (
        f"a\n{order}\n.en.md",
        f"\x1b[31m{order}.en.md",
        f"%0A{order}",
        f"x\r{order}.en.md",
    ):
        (contribution / "content" / name).write_text(f"{order}\n")
    replace(
        contribution / "content" / "sea.en.md", "In 2023", f"In 77\n{order}\n<b>{order}</b>\n\nIn"
    )
    shutil.move(contribution / "data" / "areas.csv", contribution / "data" / f"areas\n{order}.csv")
    main(["check", "--format", form, "--untrusted", "HEAD"])
    said = "".join(capsys.readouterr())
    assert "add-path" in said
    assert "\x1b" not in said
    lines = [one for one in re.split("[\n\r]", said) if one.strip().startswith("::")]
    assert all(one.startswith(("::error ", "::warning ", "::notice ")) for one in lines)


def test_repositories_within_a_contribution_are_folders_like_others(
    contribution: Path, tmp_path: Path
) -> None:
    (contribution / "content" / ".git").write_text("gitdir: ../../base/.git\n")
    (contribution / "data" / ".git").mkdir()
    (contribution / "data" / ".git" / "config").write_text("[core]\n\tfsmonitor = touch owned\n")
    assert main(["check", "--fail-on", "error", "--untrusted", "HEAD"]) == 0
    assert not list(tmp_path.rglob("owned"))


@pytest.mark.parametrize("base", ["--upload-pack=touch owned", "-h", "", "HEAD\0", "HEAD:data"])
def test_a_base_that_is_an_option_is_no_commit(
    contribution: Path, tmp_path: Path, base: str
) -> None:
    with pytest.raises((RefusedError, ValueError)):
        _hold(contribution, base, tmp_path / "held")
    assert not list(tmp_path.rglob("owned"))


@pytest.mark.parametrize("name", ["content", "data", "templates"])
def test_folders_that_are_links_are_not_followed(
    contribution: Path, tmp_path: Path, name: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.en.md").write_text("secret")
    os.mkfifo(outside / "pipe")
    shutil.rmtree(contribution / name)
    (contribution / name).symlink_to(outside)
    held = _hold(contribution, "HEAD", tmp_path / "held")
    assert not list((tmp_path / "held").rglob("secret*"))
    assert not [one for one in held.untried if "secret" in one]
    if name != "templates":
        assert not (tmp_path / "held" / name).exists()


def test_folders_behind_a_link_are_not_followed(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    _add_settings(project, "[paths]\ncontent = 'texts/in'\n")
    (project / "texts").mkdir()
    (project / "content").rename(project / "texts" / "in")
    shutil.copytree(project, tmp_path / "base")
    (project / "texts").rename(tmp_path / "outside")
    (project / "texts").symlink_to(tmp_path / "outside")
    _hold(project, str(tmp_path / "base"), tmp_path / "held")
    assert not (tmp_path / "held" / "texts").exists()


def test_files_of_templates_are_not_read_through_links(contribution: Path, tmp_path: Path) -> None:
    """What `/proc/kcore` has is of terabytes, and a plain file for who asks."""
    (contribution / "templates" / "core.html").symlink_to("/proc/kcore")
    (contribution / "templates" / "base.html").unlink()
    (contribution / "templates" / "base.html").symlink_to("/proc/kcore")
    held = _hold(contribution, "HEAD", tmp_path / "held")
    assert {"templates/base.html", "templates/core.html"} <= {*held.untried}


def test_looks_that_differ_in_anything_are_named_and_no_more_is_read_than_it_takes(
    contribution: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, ours, beside = contribution / "templates", tmp_path / "base/templates", tmp_path / "ab"
    ours.mkdir(exist_ok=True)
    beside.write_bytes(b"ab")
    for name, one, other in (
        ("same", b"ab", b"ab"),
        ("letters", b"ab", b"ba"),
        ("size", b"ab", b"abc"),
        ("their-link", None, b"ab"),
        ("our-link", b"ab", None),
    ):
        for folder, content in ((theirs, one), (ours, other)):
            if content is None:
                (folder / f"{name}.html").symlink_to(beside)
            else:
                (folder / f"{name}.html").write_bytes(content)
    read, loaded = list[str](), Path.read_bytes

    def note(path: Path) -> bytes:
        read.append(path.stem)
        return loaded(path)

    monkeypatch.setattr(Path, "read_bytes", note)
    untried = {Path(one).stem for one in _hold(contribution, "../base", tmp_path / "held").untried}
    assert {"letters", "size", "their-link", "our-link"} <= untried
    assert "same" not in untried
    assert {"same", "letters"} <= {*read}
    assert not {"size", "their-link", "our-link"} & {*read}


@pytest.mark.parametrize("table", ["facts.csv", "sources.csv"])
def test_a_table_that_is_a_link_is_not_read(
    contribution: Path, capsys: pytest.CaptureFixture[str], table: str
) -> None:
    (contribution / "data" / table).unlink()
    (contribution / "data" / table).symlink_to("/etc/passwd")
    assert main(["check", "--untrusted", "HEAD"]) == 1
    said = capsys.readouterr().err
    assert re.search(rf"data/{table}: \w+\[file\]: the file is not read: it is a link", said)
    assert "root:" not in said


def test_a_page_that_the_contribution_takes_away_is_gone(
    contribution: Path, tmp_path: Path
) -> None:
    (contribution / "content" / "sea.en.md").unlink()
    shutil.rmtree(contribution / "data")
    _hold(contribution, "HEAD", tmp_path / "held")
    assert (tmp_path / "held" / "content" / "sea.de.md").exists()
    assert not (tmp_path / "held" / "content" / "sea.en.md").exists()
    assert not (tmp_path / "held" / "data").exists()


def test_what_is_neither_file_nor_folder_is_not_read(contribution: Path, tmp_path: Path) -> None:
    for folder in (
        contribution / "content",
        contribution / "templates",
        tmp_path / "base" / "templates",
    ):
        os.mkfifo(folder / "pipe.en.md")
    (contribution / "content" / "gone.en.md").symlink_to("nowhere")
    held = _hold(contribution, str(tmp_path / "base"), tmp_path / "held")
    assert not [*(tmp_path / "held").rglob("pipe*")]
    assert (tmp_path / "held" / "content" / "gone.en.md").is_symlink(), "checks judge it"
    assert "templates/pipe.en.md" in held.untried


def test_what_was_agreed_is_taken_from_the_contribution_but_not_through_a_link(
    contribution: Path, tmp_path: Path
) -> None:
    lock = contribution / LOCK
    lock.write_text("sea de:1 en:2\n")
    _hold(contribution, "HEAD", tmp_path / "held")
    assert (tmp_path / "held" / LOCK).read_text() == "sea de:1 en:2\n"
    lock.unlink()
    lock.symlink_to("/etc/passwd")
    _hold(contribution, "HEAD", tmp_path / "held-again")
    assert not (tmp_path / "held-again" / LOCK).exists()


def test_what_is_too_large_to_be_read_is_not_copied(contribution: Path, tmp_path: Path) -> None:
    """A file of nothing is small where it comes from, and would fill the disk."""
    for path in ("content/more.en.md", LOCK):
        with (contribution / path).open("wb") as file:
            file.truncate(1 << 30)
    _hold(contribution, "HEAD", tmp_path / "held")
    for path in ("content/more.en.md", LOCK):
        held = (tmp_path / "held" / path).stat()
        assert held.st_size == 1 << 30, "checks tell of it"
        assert held.st_blocks * 512 < 1 << 20


def test_what_cannot_be_copied_is_said(
    contribution: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise shutil.Error([("a", "b", "Permission denied")])

    monkeypatch.setattr(shutil, "copytree", refuse)
    with pytest.raises(RefusedError, match="what is contributed cannot be copied") as refused:
        _hold(contribution, "HEAD", tmp_path / "held")
    assert refused.value.hint == "Fetch it again, as who may read all of it"


def test_a_base_needs_no_look_of_its_own(contribution: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "base" / "templates")
    held = _hold(contribution, str(tmp_path / "base"), tmp_path / "held")
    assert not (tmp_path / "held" / "templates").exists()
    assert "templates/llms.txt" in held.untried


@pytest.mark.parametrize(
    "paths",
    ["content = '.'", "data = 'templates/data'", "templates = 'content/look'", "cache = 'data/x'"],
)
def test_a_base_whose_folders_lie_in_each_other_is_refused(
    contribution: Path, tmp_path: Path, paths: str
) -> None:
    _add_settings(tmp_path / "base", f"[paths]\n{paths}\n")
    with pytest.raises((RefusedError, InvalidProjectError), match=r"lie in each other|cannot be"):
        _hold(contribution, str(tmp_path / "base"), tmp_path / "held")


def test_what_a_contribution_says_of_the_site_before_is_not_published(contribution: Path) -> None:
    site = contribution / "site"
    assert main(["build", "--no-pdf", "--untrusted", "HEAD"]) == 0
    [stage] = contribution.glob(".sitegen-stage-*")
    evil = site / "assets" / "evil.0123456789.html"
    evil.write_text("<script>steal()</script>")
    (stage / "pending.json").write_text('["assets/evil.0123456789.html"]')
    assert main(["build", "--no-pdf", "--untrusted", "HEAD"]) == 0
    assert not evil.exists()
    assert main(["verify", str(site)]) == 0


def test_a_stage_with_links_is_not_used(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    build = ["--project", str(project), "build", "--no-pdf"]
    assert main(build) == 0
    [stage] = project.glob(".sitegen-stage-*")
    shutil.rmtree(stage / "tree")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter").write_text("dear")
    (stage / "tree").symlink_to(tmp_path / "mine")
    replace(project / "content" / "sea.en.md", "the catch", "all the catch")
    assert main(build) == 0
    assert [one.name for one in (tmp_path / "mine").iterdir()] == ["letter"]


def test_a_site_is_not_built_behind_a_link_of_the_contribution(
    contribution: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (contribution / "made").symlink_to(tmp_path / "mine")
    assert main(["build", "--no-pdf", "--untrusted", "HEAD", "--out", "made/site"]) == 2
    assert "lies behind a link of the contribution" in capsys.readouterr().err
    assert not list((tmp_path / "mine").iterdir())


def test_a_site_is_built_beside_the_contribution_too(contribution: Path, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere"
    for _ in range(2):
        assert main(["build", "--no-pdf", "--untrusted", "HEAD", "--out", str(out)]) == 0
    assert main(["verify", str(out)]) == 0
    assert not (contribution / "site").exists()
