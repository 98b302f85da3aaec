from __future__ import annotations

import asyncio
import json
import re
import shutil
import socket
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing, suppress
from typing import TYPE_CHECKING, TypeVar
from unittest.mock import Mock

import pytest
from built import copy_warm_project
from previews import PATIENCE, add_script, run_preview, wait_for, want_more_boats
from projects import read_tree, replace
from tornado.websocket import WebSocketClientConnection, websocket_connect

from sitegen.build.order import build_site
from sitegen.messages.said import Said
from sitegen.preview.builder import Builder, PreviewBuild
from sitegen.preview.response import PreviewState
from sitegen.preview.running import Preview
from sitegen.preview.server import serve_project
from sitegen.problems import Place, format_problem
from sitegen.project.paths import USUAL_PATHS
from sitegen.traces.result import BuildResult
from sitegen.traces.traces import TRACES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
    from pathlib import Path

    from previews import Running

    from sitegen.problems import Problem

T = TypeVar("T")

GOOD_KEY, WRONG_KEY = "{gap}`catch/isles/2023,", "{gap}`catch/isle/2023,"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_warm_project(tmp_path / "project")


def _sea(project: Path) -> Path:
    return project / "content" / "sea.en.md"


def _shows(running: Running, text: str, path: str = "en/sea/") -> None:
    wait_for(lambda: text in running.get(path).text, f"`{text}` on {path}")


def _ignore(_problems: Sequence[Problem]) -> None:
    """Take the problems of a build, and show none."""


def test_pages_are_served_from_memory_and_not_stored(project: Path) -> None:
    with run_preview(project) as running:
        page = running.get("en/sea/")
        assert page.status == 200
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert page.headers["Cache-Control"] == "no-store"
        assert "Etag" not in page.headers
        assert '<script src="/livereload.js?snipver=v' in page.text
        assert running.get("en/sea").headers["Location"] == "/en/sea/"
        assert running.get("en/sea?a=1").headers["Location"] == "/en/sea/?a=1"
        assert running.get("nowhere/").status == 404
        assert running.get("livereload.css").headers["Content-Type"] == "text/css; charset=utf-8"
        script = running.get("livereload.js")
        assert "livereload" in script.text
        assert script.headers["Content-Type"] == "application/javascript"
    assert not (project / "site").exists()


def test_an_edit_is_on_the_page_and_the_published_site_stays(project: Path) -> None:
    assert build_site(project).publishable
    published = project / "site"
    before = read_tree(published), published.stat().st_mtime_ns
    with run_preview(project) as running:
        _shows(running, "left out")
        replace(_sea(project), "left out", "not counted")
        _shows(running, "not counted")
        line = re.compile(r"^content/sea\.en\.md: 1 page, \d+ m?s$", re.MULTILINE)
        wait_for(
            lambda: line.search(running.said.read_text("utf-8")) is not None, "what was redone"
        )
    assert before == (read_tree(published), published.stat().st_mtime_ns)
    assert b"livereload" not in b"".join(before[0].values())


def test_the_last_of_many_quick_edits_is_shown(project: Path) -> None:
    with run_preview(project) as running:
        text = _sea(project).read_text("utf-8")
        for word in "abcdefghij":
            _sea(project).write_text(text.replace("left out", f"version {word}"), "utf-8")
            time.sleep(0.03)
        _shows(running, "version j")


def test_a_mistake_lies_over_the_last_good_page_until_it_is_mended(project: Path) -> None:
    with run_preview(project) as running:
        assert "left out" in running.get("en/sea/").text
        replace(_sea(project), GOOD_KEY, WRONG_KEY)
        _shows(running, 'role="alertdialog"')
        page = running.get("en/sea/")
        assert page.status == 200
        assert "left out" in page.text
        assert "content/sea.en.md:10:" in page.text
        assert "there is no fact <code>catch/isle/2023</code>" in page.text
        assert "Did you mean <code>catch/isles/2023</code>" in page.text
        assert "content/sea.en.md:10:" in running.warned.read_text("utf-8")
        assert "the last good pages stay" in running.said.read_text("utf-8")
        replace(_sea(project), WRONG_KEY, GOOD_KEY)
        wait_for(lambda: "alertdialog" not in running.get("en/sea/").text, "the overlay goes")


def test_what_is_still_wrong_after_a_save_of_nothing_is_told_once(project: Path) -> None:
    with run_preview(project) as running:
        replace(_sea(project), GOOD_KEY, WRONG_KEY)
        wait_for(lambda: "error[" in running.warned.read_text("utf-8"), "the mistake")
        told = running.warned.read_text("utf-8")
        line = "sea.en.md: 1 error, "
        lines = running.said.read_text("utf-8").count(line)
        _sea(project).write_text(_sea(project).read_text("utf-8"), "utf-8")
        wait_for(lambda: running.said.read_text("utf-8").count(line) > lines, "the second save")
        time.sleep(0.3)
        assert running.warned.read_text("utf-8") == told


@pytest.mark.parametrize("name", ["site.toml", "content", "data"])
def test_a_project_that_lacks_something_at_first_is_shown_once_it_is_there(
    project: Path, name: str
) -> None:
    aside = project.parent / "aside"
    shutil.move(project / name, aside)
    for file in (project / USUAL_PATHS["cache"]).glob(f"{TRACES}*"):
        file.unlink()  # nothing was ever built here, but charts are drawn
    with run_preview(project) as running:
        page = running.get("en/sea/")
        assert page.status == 500
        assert "No page yet: " in page.text
        assert "; no page yet" in running.said.read_text("utf-8")
        assert f'<span class="place">{name}' in page.text
        shutil.move(aside, project / name)
        _shows(running, "left out")


def test_the_last_good_pages_are_shown_at_once_when_something_lacks(project: Path) -> None:
    shutil.move(project / "content", project.parent / "aside")
    with run_preview(project) as running:
        assert "left out" in running.get("en/sea/").text
        assert "; the last good pages stay" in running.said.read_text("utf-8")


def test_settings_that_cannot_be_read_are_mended_while_it_runs(project: Path) -> None:
    settings = project / "site.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace('code = "en"', 'code = "en'), "utf-8")
    with run_preview(project) as running:
        assert "is not closed" in running.get("").text
        settings.write_text(text, "utf-8")
        _shows(running, "left out")
        settings.write_text("url = 1", "utf-8")
        _shows(running, 'role="alertdialog"')
        assert "left out" in running.get("en/sea/").text


@pytest.mark.parametrize("loss", ["pages", "all", "the file"])
def test_what_the_store_has_lost_is_made_again(project: Path, loss: str) -> None:
    store = project / USUAL_PATHS["cache"] / TRACES
    with run_preview(project) as running:
        before = running.get("en/sea/").text.partition("livereload.js")[0]
        with closing(sqlite3.connect(store)) as traces, traces:
            if loss == "pages":
                traces.execute("UPDATE blobs SET content = substr(content, 2)")
            else:
                traces.execute("DELETE FROM blobs")
        if loss == "the file":
            store.write_bytes(b"nothing" * 1000)
        assert running.get("en/sea/").text.startswith(before)
        assert running.get("de/sea/").status == 200
        replace(_sea(project), "In 2023", "In the year 2023")
        _shows(running, "In the year 2023")


def test_the_interrupt_key_ends_it_well(project: Path) -> None:
    with run_preview(project) as running:
        running.get("")
        assert running.end() == 0
        assert running.said.read_text("utf-8").endswith("\nPreview ended\n")
        assert running.warned.read_text("utf-8") == ""


@pytest.mark.parametrize(
    ("host", "address", "is_reached"),
    [
        ("127.0.0.1", "http://127.0.0.1:", False),
        ("localhost", "http://localhost:", False),
        ("::1", "http://[::1]:", False),
        ("0.0.0.0", "http://localhost:", True),  # noqa: S104 # what is tested
        ("::", "http://localhost:", True),
        ("", "http://localhost:", True),
    ],
)
def test_a_host_that_others_reach_is_warned_of(
    host: str,
    address: str,
    is_reached: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asyncio, "run", lambda serving: serving.close())
    said: list[str] = []
    assert serve_project(tmp_path, host, 0, opened="", show=_ignore, inform=said.append) == 0
    *warned, served, ended = said
    assert served.startswith(f"Preview: {address}")
    assert ended == "Preview ended"
    warning = f"Listening on `{host}`: anyone who can reach this machine can read the preview"
    assert warned == [warning] * is_reached


@pytest.mark.parametrize(
    ("host", "port", "why"),
    [
        ("127.0.0.1", None, "Address already in use"),
        ("127.0.0.1", 70000, "ports are numbers up to 65535"),
        ("\ud800", 0, "encoding of hostname failed"),
        ("nowhere.invalid", 0, "[A-Z]"),
    ],
)
@pytest.mark.filterwarnings("ignore:Exception ignored in.*socket")  # left so by Python itself
def test_an_address_that_cannot_be_had_is_one_message(
    host: str, port: int | None, why: str, tmp_path: Path
) -> None:
    shown: list[Problem] = []
    said: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        used = taken.getsockname()[1] if port is None else port
        code = serve_project(tmp_path, host, used, opened="", show=shown.extend, inform=said.append)
    assert code == 2
    assert said == []
    [problem] = shown
    assert problem.rule == "address"
    assert re.search(f"cannot listen on port `{used}` of `.*`: {why}", format_problem(problem))
    assert "`--port`" in problem.hint


def test_an_editor_that_is_none_is_one_message(tmp_path: Path) -> None:
    shown: list[Problem] = []
    code = serve_project(
        tmp_path, "", 0, opened="", show=shown.extend, inform=print, editor="no/editor"
    )
    assert code == 2
    assert [(one.path, one.rule) for one in shown] == [("SITEGEN_EDITOR", "config")]


def _run(coroutine: Coroutine[object, object, T]) -> T:
    """Run in a thread of its own: a browser of other tests may hold this one's loop."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, coroutine).result()


@asynccontextmanager
async def _connect(
    running: Running, version: str, path: str = ""
) -> AsyncIterator[WebSocketClientConnection]:
    """What livereload.js does when a page has loaded; it leaves once the server has let go."""
    address = running.address.replace("http", "ws") + "livereload"
    connection = await websocket_connect(address)
    try:
        await connection.write_message(
            json.dumps({"command": "hello", "protocols": [], "snipver": version})
        )
        assert json.loads(str(await connection.read_message()))["command"] == "hello"
        await connection.write_message(
            json.dumps({"command": "info", "url": running.address + path})
        )
        yield connection
    finally:
        connection.close()
        # A loop that ends before the other side has answered leaves the socket open.
        while await asyncio.wait_for(connection.read_message(), PATIENCE) is not None:
            pass


async def _receive(connection: WebSocketClientConnection) -> object:
    return json.loads(str(await asyncio.wait_for(connection.read_message(), PATIENCE)))["command"]


def _version(running: Running) -> str:
    return running.get("").text.partition("snipver=")[2].partition("&")[0]


def test_a_browser_is_told_at_once_however_soon_after_the_last_time(project: Path) -> None:
    async def browse(running: Running) -> None:
        async with _connect(running, _version(running)) as connection:
            for old, new in (("left out", "red"), ("red", "blue"), ("blue", "grey")):
                await asyncio.to_thread(replace, _sea(project), f"**{old}**", f"**{new}**")
                assert await _receive(connection) == "reload"
            # A file saved as it was changes no page.
            _sea(project).write_bytes(_sea(project).read_bytes())
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(connection.read_message(), 0.5)

    with run_preview(project) as running:
        _run(browse(running))


def test_a_page_that_is_looked_at_is_shown_first_and_told_once(project: Path) -> None:
    async def browse(running: Running) -> None:
        version = _version(running)
        async with _connect(running, version, "en/sea/") as sea:
            await asyncio.to_thread(running.get, "en/sea/")
            await asyncio.to_thread(want_more_boats, project)
            assert await _receive(sea) == "reload"
            assert "601" in (await asyncio.to_thread(running.get, "en/sea/")).text
            await asyncio.to_thread(
                wait_for, lambda: "facts.csv: " in running.said.read_text("utf-8"), "the build"
            )
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(sea.read_message(), 0.5)

    with run_preview(project) as running:
        _run(browse(running))


@pytest.mark.parametrize("problems", [(), (Place("a").problem("role", Said("wrong")),)])
def test_while_errors_are_told_no_page_is_made_before_all_others(
    tmp_path: Path, problems: tuple[Problem, ...]
) -> None:
    preview = Preview(tmp_path, _ignore, lambda _: None)
    preview.looked_at = "index.html"
    assert preview._list_first() == ()  # noqa: SLF001 # what a build is asked for
    preview.shown = PreviewState({"index.html": b"old"}, problems)
    assert preview._list_first() == (() if problems else ("index.html",))  # noqa: SLF001 # as above


PAGE, OTHER, STYLE = "en/sea/index.html", "en/index.html", "assets/style.2ac57f44d5.css"


def test_who_asks_during_a_build_is_given_what_was_saved(tmp_path: Path) -> None:
    async def ask() -> None:
        preview = Preview(tmp_path, _ignore, lambda _: None)
        preview.shown = PreviewState({PAGE: b"old", OTHER: b"old"})
        preview.want({"data/facts.csv"})
        waiting = {
            address: asyncio.ensure_future(preview.wait_for_news(address))
            for address in (PAGE, OTHER, STYLE)
        }

        async def list_answered() -> set[str]:
            for _ in range(5):  # more steps than a waiting task takes
                await asyncio.sleep(0)
            return {address for address, one in waiting.items() if one.done()}

        assert await list_answered() == set()
        preview._take_early({PAGE: b"new"})  # noqa: SLF001 # what a build calls
        assert await list_answered() == {PAGE, STYLE}
        preview._release()  # noqa: SLF001 # what the end of a build calls
        assert await list_answered() == {PAGE, STYLE}, "another build is wanted"
        preview._wanted.clear()  # noqa: SLF001 # as its beginning does
        preview._release()  # noqa: SLF001 # what the end of a build calls
        assert await list_answered() == {PAGE, OTHER, STYLE}
        preview.want({"templates/assets/style.css"})
        waiting[OTHER] = asyncio.ensure_future(preview.wait_for_news(OTHER))
        assert OTHER not in await list_answered()
        preview._take_early({"assets/style.__digest__.css": b"new"})  # noqa: SLF001 # what a build calls
        assert OTHER in await list_answered(), "for it no page is made"

    _run(ask())


def test_nobody_is_kept_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> None:
        preview = Preview(tmp_path, _ignore, lambda _: None)
        preview.want({"data/facts.csv"})
        await asyncio.wait_for(preview.wait_for_news(PAGE), PATIENCE)

    monkeypatch.setattr("sitegen.preview.running.MOST_HELD", 0.01)
    _run(ask())


def test_what_a_build_that_gave_way_was_to_do_the_next_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[set[str]] = []

    async def serve() -> None:
        preview, loop = Preview(tmp_path, _ignore, lambda _: None), asyncio.get_running_loop()

        def build(changed: set[str], *_: object) -> PreviewBuild:
            told.append(changed)
            if len(told) > 1:
                return PreviewBuild(BuildResult({}, ()), "/", (), 0.0)
            loop.call_soon_threadsafe(preview.want, {"b"})
            wait_for(hurry[0], "what is saved meanwhile")
            return PreviewBuild(BuildResult({}, ()), "/", (), 0.0, is_given_up=True)

        builder = Mock()
        hurry: list[Callable[[], bool]] = []
        builder.build.side_effect = build

        def make_builder(_project: Path, _outside: bool, asked: Callable[[], bool]) -> Mock:
            hurry.append(asked)
            return builder

        monkeypatch.setattr("sitegen.preview.running.Builder", make_builder)
        builds = asyncio.ensure_future(preview.run_builds())
        preview.want({"a"})
        await asyncio.wait_for(preview.ready.wait(), PATIENCE)
        builds.cancel()

    _run(serve())
    assert told == [{"a"}, {"a", "b"}]


def test_what_only_builds_need_is_let_go_when_nothing_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = Mock()
    builder.build.return_value = PreviewBuild(BuildResult({}, ()), "/", (), 0.0)
    monkeypatch.setattr("sitegen.preview.running.Builder", lambda *_: builder)
    monkeypatch.setattr("sitegen.preview.running.QUIET", 0.01)

    async def serve() -> None:
        preview = Preview(tmp_path, _ignore, lambda _: None)
        builds = asyncio.ensure_future(preview.run_builds())
        for number in (1, 2):
            preview.want(set())
            await asyncio.to_thread(wait_for, lambda: builder.close.call_count >= number, "rest")  # noqa: B023 # waited for here
            assert builder.build.call_count == number
        builds.cancel()

    _run(serve())


def test_a_page_that_is_open_is_given_each_style_that_is_saved(project: Path) -> None:
    """It asks by the digest it was loaded with, also in the middle of a build."""
    style = project / "templates" / "assets" / "style.css"

    async def browse(running: Running) -> None:
        page = await asyncio.to_thread(running.get, "en/sea/")
        found = re.search(r"assets/style\.\w+\.css", page.text)
        assert found is not None
        async with _connect(running, _version(running), "en/sea/") as sea:
            for width in (7, 5):
                saved = f"{style.read_text('utf-8')}\nh1 {{ width: {width}px }}\n"
                await asyncio.to_thread(style.write_text, saved, "utf-8")
                assert await _receive(sea) == "reload"
                now = await asyncio.to_thread(running.get, found[0])
                assert f"width: {width}px" in now.text

    with run_preview(project) as running:
        _run(browse(running))


@pytest.mark.parametrize("name", ["style.css", "sea.js"])
def test_an_asset_that_is_saved_is_loaded_once(project: Path, name: str) -> None:
    add_script(project)

    async def browse(running: Running) -> None:
        version = _version(running)
        async with _connect(running, version, "en/sea/") as sea:
            file = project / "templates" / "assets" / name
            await asyncio.to_thread(file.write_text, f"{file.read_text('utf-8')}/* more */")
            message = json.loads(str(await asyncio.wait_for(sea.read_message(), PATIENCE)))
            assert message["liveCSS"] == (name == "style.css")
            await asyncio.to_thread(
                wait_for, lambda: f"{name}: " in running.said.read_text("utf-8"), "the build"
            )
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(sea.read_message(), 0.5)

    with run_preview(project) as running:
        _run(browse(running))


def test_a_page_that_a_build_overtook_while_it_loaded_is_reloaded(project: Path) -> None:
    async def browse(running: Running, version: str) -> None:
        async with _connect(running, version) as connection:
            assert await _receive(connection) == "reload"

    with run_preview(project) as running:
        version = _version(running)
        replace(_sea(project), "left out", "not counted")
        _shows(running, "not counted")
        _run(browse(running, version))


def test_the_preview_ends_though_something_is_saved_at_the_same_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(*_: object) -> PreviewBuild:
        return PreviewBuild(BuildResult(tree, ()), "/", (), 0.2, tree, "1")

    async def end() -> bool:
        preview = Preview(tmp_path, _ignore, lambda _: None)
        builds = asyncio.create_task(preview.run_builds())
        preview.want({"a"})
        await preview.ready.wait()
        await asyncio.sleep(0.1)
        preview.want({"b"})
        builds.cancel()
        ended, _ = await asyncio.wait({builds}, timeout=2)
        builds.cancel()
        return builds in ended

    tree = {"index.html": b"whole"}
    monkeypatch.setattr(Builder, "build", build)
    assert _run(end())


def test_changes_during_a_build_lead_to_one_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, most, began = threading.Semaphore(1), [0], threading.Event()

    def build(_: Builder, _told: set[str], *_first: object) -> PreviewBuild:
        assert running.acquire(blocking=False), "two builds at once"
        most[0] += 1
        began.set()
        time.sleep(0.2)
        running.release()
        number = str(most[0])
        tree = {"index.html": number.encode()}
        return PreviewBuild(BuildResult(tree, ()), "/", (), 0.2, tree, number)

    async def edit() -> list[bytes]:
        said: list[str] = []
        preview = Preview(tmp_path, _ignore, said.append)
        builds = asyncio.create_task(preview.run_builds())
        preview.want({"a"})
        await asyncio.to_thread(began.wait, 10)
        for name in "bcdef":
            preview.want({name})
            await asyncio.sleep(0.01)
        await asyncio.sleep(1)
        builds.cancel()
        with suppress(asyncio.CancelledError):
            await builds
        assert len(said) == 2
        assert said[1].startswith("b, c, d and 2 more: ")
        return list(preview.shown.tree.values())

    monkeypatch.setattr(Builder, "build", build)
    assert _run(edit()) == [b"2"]
    assert most == [2]
