"""The rules: what each refuses, with a mistake that it tells and what is right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reference.writing import escape, quote, quote_all, write_code, write_heading, write_table
from sitegen.rules.all import RULES
from sitegen.seeds.sheets import load_seeds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reference.words import Words
    from sitegen.seeds.sheets import Change, Seed

_ENDINGS = {
    "md": "markdown",
    "po": "po",
    "html": "jinja",
    "css": "css",
    "toml": "toml",
    "csv": "csv",
}


def _open(text: str) -> str:
    """The template of a text in which nothing is filled."""
    return text.replace("{", "{{").replace("}", "}}")


def _fill(template: str) -> str:
    """What such a template says."""
    return template.replace("{{", "{").replace("}}", "}")


def write_rules(words: Words) -> Iterator[str]:
    """The parts of the page."""
    examples = {seed.rule: seed for seed in load_seeds() if seed.example}
    yield words.find("text.rules")
    yield words.find("text.severities")
    yield write_heading(words.find("label.rules"), "rules")
    yield write_table(
        (words.find("label.rule"), words.find("label.refuses"), words.find("label.may-be-made")),
        (
            (
                f"[{quote(name)}](#rule-{name})" if name in examples else quote(name),
                (words.find("label.is-warning") if rule.level == "warning" else "")
                + escape(_fill(words.tell(_open(rule.refuses)))),
                quote_all(rule.choices),
            )
            for name, rule in RULES.items()
        ),
    )
    yield write_heading(words.find("label.examples"), "examples")
    yield words.find("text.examples")
    for name in RULES:
        if name in examples:
            yield write_heading(quote(name), f"rule-{name}", 3)
            yield from _write_example(words, examples[name])


def _write_example(words: Words, seed: Seed) -> Iterator[str]:
    change = seed.changes[0]
    for label, text in (
        (words.find("label.wrong"), change.new),
        (words.find("label.right"), change.old),
    ):
        if text is None or not text.strip("\n"):
            yield f"{label}{words.find('label.colon')}{_say_state(words, change, text, label)}"
        else:
            title = f"{change.file} · {label}"
            yield write_code(
                _show(text.strip("\n")),
                _ENDINGS.get(change.file.rpartition(".")[2], "source"),
                title,
            )


def _show(text: str) -> str:
    """A text with a sign for each character that no page can hold."""
    return re.sub(r"[\x00-\x08\x0b-\x1f]", lambda found: chr(0x2400 + ord(found[0])), text)


def _say_state(words: Words, change: Change, text: str | None, label: str) -> str:
    """What is said of an example that no text shows: a file that is moved, saved otherwise, there or gone."""
    is_wrong = label == words.find("label.wrong")
    if change.to:
        there = change.to if is_wrong else change.file
        return words.find("label.file-is").format(file=quote(there))
    if change.encoding != "utf-8":
        name = change.encoding.upper() if is_wrong else "UTF-8"
        return words.find("label.saved-as").format(file=quote(change.file), encoding=name)
    if text is not None:
        return words.find("label.line-left-out").format(file=quote(change.file))
    key = "label.no-file" if is_wrong == (change.new is None) else "label.file-there"
    return words.find(key).format(file=quote(change.file))
