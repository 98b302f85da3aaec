"""The steps of the documentation, as a reader follows them: what is typed, what is answered, what goes into which file."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from previews import run_preview
from projects import ROOT, replace

from sitegen.build.order import check_site
from sitegen.cli import main
from sitegen.problems import has_errors
from sitegen.project.fences import CONSOLE, read_code
from sitegen.project.syntax import make_parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

DOCS = ROOT / "docs"
CONTENT = DOCS / "content"
NOT_RUN: Mapping[str, str] = {
    "winget install": "installs programs on Windows, from the network",
    "uv tool": "installs the generator, from the network; the tests have it",
    "pipx": "as uv",
    "git push": "sends to a server",
    "sitegen --version": "answered by whatever was installed",
    "npx": "runs a program of npm, from the network",
    "pre-commit": "a program of its own, which fetches others",
    "rsync": "sends to a server",
}
"""Commands that tests do not run, by how they begin, and why: the one list of them."""
ENDS: Mapping[str, str] = {", at the end": "append", "，末尾": "append"}
"""What stands behind the name of a file whose end a block is added to."""
REST = "…"
"""In an answer: more that is not shown, on a line by itself or at the end of one."""


@dataclass(frozen=True)
class Step:
    """A command or a file, as a page shows it."""

    place: str
    """The page and the line."""
    kind: str
    """`type`, `write`, `append` or `change`."""
    what: str
    """What is typed, or the path of the file."""
    text: str
    """What is answered, or what is written."""


def read_steps(page: Path) -> list[Step]:
    """The steps of a page in their order; a fence that is none is refused."""
    text = page.read_text("utf-8")
    tokens = make_parser().parse(text.partition("\n---\n")[2])
    first = text.partition("\n---\n")[0].count("\n") + 2
    steps: list[Step] = []
    for token in tokens:
        if token.type != "fence" or token.info.startswith("{"):
            continue
        place = f"{page.relative_to(ROOT)}:{first + (token.map or [0])[0] + 1}"
        code = read_code(token)
        if code.language == CONSOLE:
            steps += _read_console(place, token.content)
            continue
        assert code.title, f"{place}: the block says neither what is typed nor which file it is"
        end = next((one for one in ENDS if code.title.endswith(one)), "")
        kind = "change" if code.language == "diff" else ENDS.get(end, "write")
        steps.append(Step(place, kind, code.title.removesuffix(end), token.content))
    return steps


def _read_console(place: str, text: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, answer = part.partition("\n")
        yield Step(place, "type", command, answer)


@dataclass
class Reader:
    """Somebody who follows the steps, in a folder."""

    folder: Path
    """Where they are."""

    def follow(self, steps: Sequence[Step]) -> None:
        """Do one after the other.

        Raises:
            AssertionError: A step cannot be done, or is answered otherwise.
        """
        for step in steps:
            if step.kind == "type":
                self._type(step)
            else:
                self._write(step)

    def _write(self, step: Step) -> None:
        path = self.folder / step.what
        if step.kind == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, "utf-8", newline="")
            return
        assert path.is_file(), f"{step.place}: there is no `{step.what}`"
        if step.kind == "append":
            path.write_text(path.read_text("utf-8") + step.text, "utf-8", newline="")
            return
        for old, new in _read_changes(step.text):
            replace(path, old, new)

    def _type(self, step: Step) -> None:
        if any(step.what.startswith(one) for one in NOT_RUN):
            return
        words = shlex.split(step.what)
        if words[0] == "cd":
            self.folder = (self.folder / words[1]).resolve()
        elif words[0] == "cp":
            shutil.copyfile(self.folder / words[1], self.folder / words[2])
        elif words[:2] == ["sitegen", "serve"]:
            self._serve()
        else:
            said = self._run(words)
            assert _is_answered(step.text, said), f"{step.place}: `{step.what}` said\n{said}"

    def _serve(self) -> None:
        """The preview starts, shows the site and ends; what it shows is made before, for its clock is short."""
        assert not has_errors(check_site(self.folder).problems)
        with run_preview(self.folder) as running:
            assert running.get("").status in {200, 302}

    def _run(self, words: Sequence[str]) -> str:
        if words[0] == "sitegen":
            said = io.StringIO()
            with (
                contextlib.chdir(self.folder),
                contextlib.redirect_stdout(said),
                contextlib.redirect_stderr(said),
                contextlib.suppress(SystemExit),
            ):
                main(["--lang", "en", *words[1:]])
            return said.getvalue()
        assert words[0] == "git", f"`{words[0]}` is no command that tests can run"
        done = subprocess.run(
            words,
            cwd=self.folder,
            env=os.environ | _IDENTITY,
            capture_output=True,
            check=True,
            text=True,
        )
        return done.stdout + done.stderr


_IDENTITY = {
    f"GIT_{who}_{what}": said
    for who in ("AUTHOR", "COMMITTER")
    for what, said in (("NAME", "A Reader"), ("EMAIL", "reader@example.org"))
}


def _read_changes(text: str) -> Iterator[tuple[str, str]]:
    """The lines that go and those that come in their place, for each run of them."""
    for found in re.finditer(r"((?:^-.*\n)+)((?:^\+.*\n)*)", text, re.MULTILINE):
        old, new = (re.sub(r"^.", "", one, flags=re.MULTILINE) for one in found.groups())
        yield (old.rstrip("\n"), new.rstrip("\n")) if new else (old, "")


def _is_answered(shown: str, said: str) -> bool:
    """Whether an answer is as shown: all of it, but for what `…` stands for; where nothing is shown, anything."""
    if not shown.strip():
        return True
    parts = [re.escape(one) for one in shown.strip().split(REST)]
    return bool(re.fullmatch(".*".join(parts), said.strip(), re.DOTALL))
