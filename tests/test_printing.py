"""PDFs are made where they can be, kept, and never the reason that a build fails."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from built import copy_warm_project, keep_store
from printers import PDF, is_alive, make_browser, read_log
from projects import read_tree, replace

from sitegen.build import printing
from sitegen.build.order import build_site, check_site
from sitegen.cli import main
from sitegen.media import browser as browsers
from sitegen.media import found
from sitegen.media.browser import Printer, PrintError
from sitegen.media.found import Browser, find_browser, find_fonts
from sitegen.media.pdf import pack_pdf
from sitegen.traces.traces import TRACES

SHARED = keep_store()


OFFER = '{% if pdf %}<a href="{{ pdf.href }}">{{ pdf.pages }} pages</a>{% endif %}'
URL = "https://islands.example/stats/en/sea/"
FILES = {URL: b"<h1>The sea</h1>"}
PDFS = ["de/sea/sea.de.pdf", "en/sea/sea.en.pdf"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = copy_warm_project(tmp_path / "in")
    replace(folder / "site.toml", "default_language", 'pdf = ["briefing"]\ndefault_language')
    replace(folder / "templates/briefing.html", "{% block main %}", "{% block main %}" + OFFER)
    return folder


def test_pages_are_offered_as_pdf(project: Path, tmp_path: Path) -> None:
    browser = make_browser(tmp_path, "good")
    built = build_site(project, tmp_path / "out", SHARED, browser=browser)
    assert (built.problems, built.notes) == ((), ())
    tree = read_tree(tmp_path / "out")
    assert [address for address in tree if address.endswith(".pdf")] == PDFS
    assert tree[PDFS[1]] == pack_pdf(PDF).content
    assert b'<a href="sea.en.pdf">2 pages</a>' in tree["en/sea/index.html"]
    assert b"pdf" not in tree["sitemap.xml"]


def test_a_page_is_printed_without_the_offer(project: Path, tmp_path: Path) -> None:
    browser = make_browser(tmp_path, "good")
    seen: list[bytes] = []
    real = Printer.print_page

    def look(printer: Printer, url: str, files: dict[str, bytes]) -> bytes:
        seen.append(files[url])
        return real(printer, url, files)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Printer, "print_page", look)
        build_site(project, tmp_path / "out", keep_store(), browser=browser)
    bare = build_site(project, tmp_path / "bare", SHARED)
    assert sorted(seen) == sorted(bare.tree[f"{code}/sea/index.html"] for code in ("de", "en"))


def test_a_page_is_printed_once(project: Path, tmp_path: Path) -> None:
    browser = make_browser(tmp_path, "good")
    cold = build_site(project, tmp_path / "out", keep_store(tmp_path / "cache"), browser=browser)
    warm_store = keep_store(tmp_path / "cache")
    warm = build_site(project, tmp_path / "out", warm_store, browser=browser)
    assert warm.tree == cold.tree
    assert (warm_store.memo.computed["pdf"], warm_store.memo.reused["pdf"]) == (0, 0)
    (tmp_path / "cache" / TRACES).unlink()
    found_store = keep_store(tmp_path / "cache")
    found = build_site(project, tmp_path / "out", found_store, browser=browser)
    assert found.tree == cold.tree
    assert (found_store.memo.computed["pdf"], found_store.memo.reused["pdf"]) == (0, 2)
    assert read_log(browser).count("started") == 1


@pytest.mark.parametrize(
    ("path", "old", "new", "made"),
    [
        ("content/sea.en.md", "Boats at moorings", "Boats on moorings", 1),
        ("templates/assets/style.css", "body", "main, body", 2),
        ("content/index.en.md", "grew. Read", "grew. Please read", 0),
    ],
    ids=["a text", "the style", "a page that is not printed"],
)
def test_only_what_changed_is_printed_again(
    project: Path, tmp_path: Path, path: str, old: str, new: str, made: int
) -> None:
    browser = make_browser(tmp_path, "good")
    build_site(project, tmp_path / "out", keep_store(tmp_path / "cache"), browser=browser)
    text = (project / path).read_text("utf-8")
    (project / path).write_text(text.replace(old, new, 1), "utf-8")
    store = keep_store(tmp_path / "cache")
    assert build_site(project, tmp_path / "out", store, browser=browser).publishable
    assert store.memo.computed["pdf"] == made


def test_another_browser_prints_anew(project: Path, tmp_path: Path) -> None:
    browser = make_browser(tmp_path, "good")
    store = keep_store()
    build_site(project, tmp_path / "out", store, browser=browser)
    build_site(project, tmp_path / "out", store, browser=Browser(browser.path, "newer"))
    assert store.memo.computed["pdf"] == 4


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("gone", "Chromium stopped"),
        ("babbling", "Chromium failed: JSONDecodeError"),
        ("strange", "Chromium failed: TypeError"),
        ("refusing", "Chromium refused Page.printToPDF: Printing failed"),
        ("crashing", "Chromium's page crashed"),
        ("lost", "Chromium could not open the page: net::ERR_FAILED"),
        ("no-pdf", "Chromium returned no PDF"),
        ("half-a-pdf", "Chromium returned no PDF"),
    ],
)
def test_a_browser_that_fails_costs_only_the_pdfs(
    project: Path, tmp_path: Path, kind: str, said: str
) -> None:
    built = build_site(project, tmp_path / "out", SHARED, browser=make_browser(tmp_path, kind))
    assert built.problems == ()
    assert built.notes == (f"PDFs left out: {said} ({PDFS[1]} and 1 more)",)
    build_site(project, tmp_path / "bare", SHARED)
    assert read_tree(tmp_path / "out") == read_tree(tmp_path / "bare")


def test_a_browser_that_fails_later_has_made_what_it_made(project: Path, tmp_path: Path) -> None:
    browser = make_browser(tmp_path, "gone-after-one")
    built = build_site(project, tmp_path / "out", SHARED, browser=browser)
    assert built.notes == (f"PDFs left out: Chromium stopped ({PDFS[0]})",)
    assert [address for address in built.tree if address.endswith(".pdf")] == [PDFS[1]]
    assert b"pages</a>" in built.tree["en/sea/index.html"]
    assert b"pages</a>" not in built.tree["de/sea/index.html"]
    assert read_log(browser).count("started") == 1


def test_what_failed_is_tried_again(project: Path, tmp_path: Path) -> None:
    store = keep_store(tmp_path / "cache")
    failing = make_browser(tmp_path, "refusing")
    assert build_site(project, tmp_path / "out", store, browser=failing).notes
    working = Browser(make_browser(tmp_path, "good").path, failing.stamp)
    built = build_site(project, tmp_path / "out", keep_store(tmp_path / "cache"), browser=working)
    assert built.notes == ()
    assert PDFS[0] in built.tree


def test_a_browser_that_does_not_answer_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsers, "_FAREWELL", 0.1)
    browser = make_browser(tmp_path, "silent")
    begun = time.monotonic()
    with Printer(browser, limit=1.0) as printer:
        for _ in range(3):
            with pytest.raises(PrintError, match="did not answer in time"):
                printer.print_page(URL, FILES)
    assert time.monotonic() - begun < 30
    assert read_log(browser) == ["started"]
    assert not is_alive(browser)


def test_a_browser_that_cannot_be_started_is_said(tmp_path: Path) -> None:
    with (
        Printer(Browser(str(tmp_path / "missing"), "")) as printer,
        pytest.raises(PrintError, match="Chromium stopped"),
    ):
        printer.print_page(URL, FILES)


def test_nothing_is_left_of_a_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsers, "_FAREWELL", 0.2)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "profiles"))
    (tmp_path / "profiles").mkdir()
    browser = make_browser(tmp_path, "clinging")
    with Printer(browser) as printer:
        assert printer.print_page(URL, FILES) == PDF
        assert list((tmp_path / "profiles").iterdir())
        assert is_alive(browser)
    assert not is_alive(browser)
    assert list((tmp_path / "profiles").iterdir()) == []


def test_temporary_files_of_a_browser_lie_in_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    seen = []

    def spawn(_path: str, flags: list[str], environment: dict[str, str]) -> None:
        seen.append(environment["TMPDIR"])
        assert f"--user-data-dir={seen[0]}" in flags
        raise OSError

    monkeypatch.setattr(browsers, "_spawn", spawn)
    with Printer(make_browser(tmp_path, "good")) as printer, pytest.raises(PrintError):
        printer.print_page(URL, FILES)
    assert Path(seen[0]).is_relative_to(tmp_path)
    assert not Path(seen[0]).exists()


def test_the_browser_gets_the_files_and_nothing_else(tmp_path: Path) -> None:
    browser = make_browser(tmp_path, "curious")
    with Printer(browser) as printer:
        printer.print_page(URL, FILES)
    assert read_log(browser) == [
        "started",
        "Fetch.failRequest https://elsewhere.example/spy.js",
        f"Fetch.fulfillRequest {URL}",
    ]


def test_a_missing_browser_is_said(project: Path, tmp_path: Path) -> None:
    built = build_site(project, tmp_path / "out", SHARED, browser=Browser("", ""))
    assert built.publishable
    assert built.notes == ("PDFs left out: Chromium was not found",)


def test_a_language_without_a_font_gets_no_boxes(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "find_fonts", lambda tag: "" if tag == "de" else "Serif")
    browser = make_browser(tmp_path, "good")
    built = build_site(project, tmp_path / "out", SHARED, browser=browser)
    assert built.notes == (f"PDFs left out: no font on this machine can write `de` ({PDFS[0]})",)
    assert [address for address in built.tree if address.endswith(".pdf")] == [PDFS[1]]


def test_fonts_are_those_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = tmp_path / "fc-list"
    tool.write_text('#!/bin/sh\necho "Song for $1"\necho Hei\necho Hei\n', "utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert find_fonts("zh-CN") == "Hei\nSong for :lang=zh"
    tool.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    assert find_fonts("zh-CN") is None
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert find_fonts("zh-CN") is None


def test_a_browser_is_known_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() == Browser("", "")
    chromium = tmp_path / "chromium"
    chromium.write_text("#!/bin/sh\n", "utf-8")
    chromium.chmod(0o755)
    found = find_browser()
    assert found.path == str(chromium)
    assert find_browser() == found
    chromium.write_text("#!/bin/sh\n# newer\n", "utf-8")
    assert find_browser().stamp != found.stamp


def test_the_command_makes_pdfs_unless_told_not_to(
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(found, "find_browser", lambda: make_browser(tmp_path, "good"))
    assert main(["--project", str(project), "build", "--no-pdf"]) == 0
    assert not list((project / "site").rglob("*.pdf"))
    assert main(["--project", str(project), "build"]) == 0
    assert [path.name for path in sorted((project / "site").rglob("*.pdf"))] == [
        Path(address).name for address in PDFS
    ]
    monkeypatch.setattr(found, "find_browser", lambda: Browser("", ""))
    capsys.readouterr()
    assert main(["--project", str(project), "build"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == "PDFs left out: Chromium was not found"
    assert said.err == ""
    assert not list((project / "site").rglob("*.pdf"))


def test_checking_makes_none(project: Path) -> None:
    checked = check_site(project, SHARED)
    assert checked.publishable
    assert not any(address.endswith(".pdf") for address in checked.tree)
    assert checked.notes == ()
