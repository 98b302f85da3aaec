"""Chromium as a printer: pages in memory to PDF, over a pipe, without a network.

The browser is shown pages at their published addresses and is given their files from memory, so
that links in a PDF lead to the published site; whatever else it asks for is refused. A browser
that is missing, fails or does not answer is said as `PrintError`, never waited for.
"""

from __future__ import annotations

import base64
import json
import mimetypes
import os
import select
import signal
import subprocess
import time
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from sitegen.messages.said import NOTHING, say
from sitegen.problems import RefusedError
from sitegen.temporary import lend_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Self

    from sitegen.media.found import Browser


_FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable",
    "--disable-gpu",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-default-browser-check",
    "--no-first-run",
    "--password-store=basic",
    "--user-agent=sitegen",  # the PDF says it made the page; else a long name, with the system's
)
_FORM = {
    "preferCSSPageSize": True,
    "generateTaggedPDF": True,
    "generateDocumentOutline": True,
}
_FAREWELL = 3.0
"""Seconds a browser is given to leave by itself."""


class PrintError(RefusedError):
    """A page cannot be printed; the message says why in a few words."""


class Printer:
    """A browser that prints pages; it is started for the first one."""

    def __init__(self, browser: Browser, limit: float = 60.0) -> None:
        """Prepare; a page that takes longer than `limit` seconds is given up, and all after it."""
        self._browser = browser
        self._limit = limit
        self._talk: _Talk | None = None
        self._opened = ExitStack()
        self._failure = NOTHING

    def __enter__(self) -> Self:
        """Nothing yet: the browser may not be needed."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the browser, and remove what it wrote."""
        if self._talk is not None:
            self._talk.end()
        self._opened.close()

    def print_page(self, url: str, files: Mapping[str, bytes]) -> bytes:
        """A page as PDF, given all files it may ask for by their absolute addresses.

        Raises:
            PrintError: The browser failed, or did not answer in time; it will not be asked again.
        """
        if self._failure:
            raise PrintError(self._failure)
        try:
            if self._talk is None:
                self._talk = self._start()
            return self._talk.print_page(url, files, time.monotonic() + self._limit)
        except PrintError as error:
            self._failure = error.message
            raise
        except (OSError, ValueError, LookupError, TypeError) as error:
            # What came over the pipe was not what a browser says.
            self._failure = say("Chromium failed: {name}", name=type(error).__name__)
            raise PrintError(self._failure) from error

    def _start(self) -> _Talk:
        profile = self._opened.enter_context(lend_folder())
        flags = [*_FLAGS, f"--user-data-dir={profile}"]
        if os.geteuid() == 0:
            flags.append("--no-sandbox")  # as root Chromium does not start with one
        return _Talk(_spawn(self._browser.path, flags, os.environ | {"TMPDIR": str(profile)}))


def _spawn(path: str, flags: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Chromium, which listens at its descriptor 3 and speaks at 4: here the two pipes to it."""
    return subprocess.Popen(  # noqa: S603 # the browser that was found, and flags of our own
        [
            "/bin/sh",
            "-c",
            'exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1',
            "sh",
            path,
            *flags,
            "about:blank",
        ],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        start_new_session=True,
    )


class _Talk:
    """A conversation with a browser in the DevTools protocol."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        if process.stdin is None or process.stdout is None:
            raise PrintError(say("Chromium cannot be reached"))
        self._to, self._from = process.stdin.fileno(), process.stdout.fileno()
        os.set_blocking(self._to, False)
        self._heard = bytearray()
        self._number = 0
        self._session = ""
        self._loaded = False
        self._files: Mapping[str, bytes] = {}

    def print_page(self, url: str, files: Mapping[str, bytes], deadline: float) -> bytes:
        """Open a page and print it."""
        if not self._session:
            self._open_tab(deadline)
        self._files, self._loaded = files, False
        answer = self._ask("Page.navigate", {"url": url}, deadline)
        if answer.get("errorText"):
            raise PrintError(
                say("Chromium could not open the page: {errortext}", errortext=answer["errorText"])
            )
        while not self._loaded:
            self._attend(self._hear(deadline), deadline)
        return base64.b64decode(self._ask("Page.printToPDF", _FORM, deadline)["data"])

    def _open_tab(self, deadline: float) -> None:
        target = self._ask("Target.createTarget", {"url": "about:blank"}, deadline)["targetId"]
        self._session = self._ask(
            "Target.attachToTarget", {"targetId": target, "flatten": True}, deadline
        )["sessionId"]
        light = {"features": [{"name": "prefers-color-scheme", "value": "light"}]}
        self._ask("Page.enable", {}, deadline)
        self._ask("Fetch.enable", {"patterns": [{"urlPattern": "*"}]}, deadline)
        self._ask("Emulation.setScriptExecutionDisabled", {"value": True}, deadline)
        self._ask("Emulation.setEmulatedMedia", light, deadline)

    def _ask(self, method: str, params: Mapping[str, Any], deadline: float) -> dict[str, Any]:
        """Send a command and wait for its answer, attending to what happens meanwhile."""
        number = self._send(method, params, deadline)
        while True:
            message = self._hear(deadline)
            if message.get("id") == number:
                if "error" in message:
                    raise PrintError(
                        say(
                            "Chromium refused {method}: {message}",
                            method=method,
                            message=message["error"]["message"],
                        )
                    )
                result: dict[str, Any] = message["result"]
                return result
            self._attend(message, deadline)

    def _attend(self, message: Mapping[str, Any], deadline: float) -> None:
        """Do what an event asks for; answers that nobody waits for are passed over."""
        event = message.get("method")
        if event == "Fetch.requestPaused":
            self._serve(message["params"], deadline)
        elif event == "Page.loadEventFired":
            self._loaded = True
        elif event in {"Inspector.targetCrashed", "Target.targetCrashed"}:
            raise PrintError(say("Chromium's page crashed"))

    def _serve(self, params: Mapping[str, Any], deadline: float) -> None:
        """Give the browser a file it asks for, or refuse it."""
        url = params["request"]["url"].partition("#")[0]
        content = self._files.get(url)
        if content is None:
            refusal = {"requestId": params["requestId"], "errorReason": "AccessDenied"}
            self._send("Fetch.failRequest", refusal, deadline)
            return
        kind = "text/html" if url.endswith("/") else mimetypes.guess_type(url)[0]
        header = {"name": "Content-Type", "value": f"{kind}; charset=utf-8"}
        answer = {
            "requestId": params["requestId"],
            "responseCode": 200,
            "responseHeaders": [header],
            "body": base64.b64encode(content).decode(),
        }
        self._send("Fetch.fulfillRequest", answer, deadline)

    def _send(self, method: str, params: Mapping[str, Any], deadline: float) -> int:
        """Send a command; the return value is its number."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        waiting = memoryview(json.dumps(message).encode() + b"\0")
        while waiting:
            if not select.select([], [self._to], [], _left(deadline))[1]:
                raise PrintError(say("Chromium did not listen in time"))
            try:
                waiting = waiting[os.write(self._to, waiting[:65536]) :]
            except BrokenPipeError:
                raise PrintError(say("Chromium stopped")) from None
        return self._number

    def _hear(self, deadline: float) -> dict[str, Any]:
        """The next message."""
        while b"\0" not in self._heard:
            if not select.select([self._from], [], [], _left(deadline))[0]:
                raise PrintError(say("Chromium did not answer in time"))
            part = os.read(self._from, 1 << 20)
            if not part:
                raise PrintError(say("Chromium stopped"))
            self._heard += part
        line, _, rest = bytes(self._heard).partition(b"\0")
        self._heard = bytearray(rest)
        message: dict[str, Any] = json.loads(line)
        return message

    def end(self) -> None:
        """Ask the browser to leave, and see to it that it does, with all its processes."""
        process = self._process
        self._session = ""
        with suppress(PrintError, OSError, subprocess.TimeoutExpired):
            self._send("Browser.close", {}, time.monotonic() + _FAREWELL)
            process.wait(_FAREWELL)
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _left(deadline: float) -> float:
    return max(0.0, deadline - time.monotonic())
