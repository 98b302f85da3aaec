"""Browsers that behave badly, or well and at once: scripts that speak as Chromium does."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from pypdf import PdfWriter

from sitegen.media.found import Browser


def make_pdf(pages: int) -> bytes:
    """A PDF of blank pages, as another program than Chromium writes it."""
    writer, written = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(9, 9)
    writer.write(written)
    return written.getvalue()


PDF = make_pdf(2)

_HEAD = f"""#!{sys.executable}
import base64, json, os, pathlib, signal, sys, time
heard = b""
log = pathlib.Path(__file__).with_suffix(".log").open("a", encoding="utf-8")
print("started", file=log, flush=True)
pathlib.Path(__file__).with_suffix(".pid").write_text(str(os.getpid()))

def hear():
    global heard
    while b"\\0" not in heard:
        part = os.read(3, 65536)
        if not part:
            sys.exit()
        heard += part
    line, _, heard = heard.partition(b"\\0")
    return json.loads(line)

def say(**message):
    line = json.dumps(message).encode() + b"\\0"
    while line:
        line = line[os.write(4, line):]

def pause(url):
    say(method="Fetch.requestPaused", params={{"requestId": url, "request": {{"url": url}}}})
    answer = hear()
    print(answer["method"], url, file=log, flush=True)
    return answer["params"]

RESULTS = {{
    "Target.createTarget": {{"targetId": "t"}},
    "Target.attachToTarget": {{"sessionId": "s"}},
    "Page.printToPDF": {{"data": base64.b64encode({PDF!r}).decode()}},
}}
asked = 0
while True:
    message = hear()
    method, number = message["method"], message["id"]
"""

_TAIL = """
    if method == "Browser.close":
        sys.exit()
    if method == "Page.navigate":
        pause(message["params"]["url"])
    if method == "Page.printToPDF":
        asked += 1
    say(id=number, result=RESULTS.get(method, {}))
    if method == "Page.navigate":
        say(method="Page.loadEventFired", params={})
"""

KINDS = {
    "good": "",
    "silent": "    time.sleep(60)\n",
    "gone": "    sys.exit(1)\n",
    "gone-after-one": "    if asked and method == 'Page.printToPDF': sys.exit(1)\n",
    "babbling": "    os.write(4, b'Hello!\\0')\n",
    "strange": "    say(id=number, result=[])\n    continue\n",
    "refusing": (
        "    if method == 'Page.printToPDF':\n"
        "        say(id=number, error={'message': 'Printing failed'})\n"
        "        continue\n"
    ),
    "crashing": (
        "    if method == 'Page.navigate': say(method='Inspector.targetCrashed', params={})\n"
    ),
    "lost": (
        "    if method == 'Page.navigate':\n"
        "        say(id=number, result={'errorText': 'net::ERR_FAILED'})\n"
        "        continue\n"
    ),
    "no-pdf": "    RESULTS['Page.printToPDF']['data'] = 'PGh0bWw+'\n",
    "half-a-pdf": "    RESULTS['Page.printToPDF']['data'] = base64.b64encode(b'%PDF-1.4 /Type /Page').decode()\n",
    "curious": "    if method == 'Page.navigate': pause('https://elsewhere.example/spy.js')\n",
    "clinging": "    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n    if method == 'Browser.close': time.sleep(60)\n",
}


def make_browser(folder: Path, kind: str) -> Browser:
    """A program that answers as Chromium would, in the way of one of `KINDS`.

    It logs that it was started, and how its requests were answered: see `read_log`.
    """
    path = folder / f"browser-{kind}"
    path.write_text(_HEAD + KINDS[kind] + _TAIL, "utf-8")
    path.chmod(0o755)
    return Browser(str(path), kind)


def read_log(browser: Browser) -> list[str]:
    """The lines that a browser logged; none where it was never started."""
    path = Path(browser.path).with_suffix(".log")
    return path.read_text("utf-8").splitlines() if path.exists() else []


def is_alive(browser: Browser) -> bool:
    """Whether the browser that was started last still runs."""
    try:
        os.kill(int(Path(browser.path).with_suffix(".pid").read_text("utf-8")), 0)
    except ProcessLookupError:
        return False
    return True
