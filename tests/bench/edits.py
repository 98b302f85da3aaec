"""Edits of a project as an author makes them: a sentence, a cell, a rule of the style sheet, a template."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from corpus import make_sentence

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "abcdefghijklmnopqrstuvwxyz"


def add_sentence(file: Path, seed: str, code: str) -> str:
    """Add a sentence to the end of a page's first paragraph; the sentence."""
    text, sentence = file.read_text("utf-8"), make_sentence(seed, code)
    head, mark, body = text.partition("\n---\n" if text.startswith("---\n") else "\n\n")
    first, gap, rest = body.partition("\n\n")
    file.write_text(f"{head}{mark}{first} {sentence}{gap}{rest}", "utf-8")
    return sentence


def append_sentence(file: Path, seed: str, code: str) -> str:
    """Add a paragraph at the end of a page; its sentence."""
    sentence = make_sentence(seed, code)
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n\n{sentence}\n", "utf-8")
    return sentence


def bump_fact(project: Path, key: str) -> str:
    """Raise the last place of a fact's number in facts.csv by one, and in its phrase; the number.

    The key is as in a page: indicator, area, period, and what else tells the fact from others.

    Raises:
        LookupError: No fact is so called.
    """
    file = project / "data" / "facts.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    parts, place = key.split("/"), header.index("value")
    for row in rows:
        if row[place] and row[:3] == parts[:3] and set(parts[3:]) <= set(row[3:]):
            raised, phrase = raise_last_place(row[place]), header.index("phrase")
            row[phrase] = row[phrase].replace(row[place], raised)
            row[place] = raised
            out = io.StringIO()
            csv.writer(out, lineterminator="\n").writerows([header, *rows])
            file.write_text(out.getvalue(), "utf-8")
            return row[place]
    raise LookupError(key)


def raise_last_place(number: str) -> str:
    """A printed number, a unit of its last place higher."""
    _, point, decimals = number.partition(".")
    places = len(decimals) if point else 0
    return f"{float(number) + 10**-places:.{places}f}"


def find_shown(project: Path, pattern: str) -> str:
    """What the first page that matches a pattern has in the pattern's group.

    Raises:
        LookupError: None does.
    """
    for file in sorted((project / "content").glob("*.en.md")):
        if found := re.search(pattern, file.read_text("utf-8")):
            return found[1]
    raise LookupError(pattern)


def add_rule(project: Path, turn: int) -> str:
    """Add a rule to the style sheet of the project; its selector."""
    selector = f".measured-{spell(turn)}"
    return _append(project / "templates" / "assets" / "style.css", f"{selector} {{ color: red }}")


def add_comment(project: Path, turn: int) -> str:
    """Add a comment to the template of all pages."""
    return _append(project / "templates" / "base.html", f"<!-- measured, {spell(turn)} -->")


def _append(file: Path, text: str) -> str:
    file.write_text(f"{file.read_text('utf-8')}{text}\n", "utf-8")
    return text


def spell(turn: int) -> str:
    """A number in letters, since a page may not have typed ones."""
    high, low = divmod(turn, len(WORDS))
    return (spell(high - 1) if high else "") + WORDS[low]
