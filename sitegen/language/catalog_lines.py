"""The lines of a gettext catalogue: what is wrong with each, before it is read.

The reader of gettext's format is lenient: a quotation mark too few, and it takes another text for the translation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.language.plurals import name_plurals
from sitegen.messages.said import Said, say
from sitegen.problems import Place, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.problems import Problem

_WORDS = ("msgid", "msgstr", "msgid_plural", "msgctxt")
_LINE = re.compile(
    r"(?:(?P<word>msgid_plural|msgid|msgctxt|msgstr(?:\[(?P<form>\d+)\])?)[ \t]*)?(?P<text>\"(?:[^\"\\]|\\.)*\")\s*"
)
_CURLED = "“”„‟«»「」＂‘’"  # what people type
_NPLURALS = re.compile(r"Plural-Forms:[^\n]*?nplurals\s*=\s*([^;\s\\\"]*)")
_ESCAPE = re.compile(r"\\(.)")
_LONGEST = 60


@dataclass
class _Entry:
    """An entry as far as it was read."""

    line: int
    msgid: str = ""
    plural: int = 0
    """Line of the plural message id."""
    strings: dict[str, int] = field(default_factory=dict)
    """Line of each translation, by the number of its form; the empty text for one without."""
    last: str = ""
    """The word that a line with a text alone goes on with."""
    faulty: bool = False
    """Whether a line of it is wrong, so that nothing is to be said of the whole."""


@dataclass(frozen=True)
class CatalogLines:
    """What the lines of a catalogue show."""

    problems: tuple[Problem, ...]
    strings: dict[int, int]
    """The line of the first translation, by the line of the message id."""


def read_entries(path: str, text: str, code: str = "") -> CatalogLines:
    """Look at the lines of a catalogue of a language."""
    reader = _LineReader(path, text, code)
    problems = tuple(reader.look())
    return CatalogLines(problems, reader.strings)


def _counts(text: str) -> bool:
    """Whether a text is a number of forms: no language has a thousand."""
    return text.isdecimal() and len(text) <= len("999")


class _LineReader:
    def __init__(self, path: str, text: str, code: str) -> None:
        self.path, self.text = path, text
        self.wanted = {len(name_plurals(code, large=large)) for large in (True, False)} - {0}
        """How many plurals the language may have; none where that is not known."""
        self.strings: dict[int, int] = {}
        self.entry: _Entry | None = None
        forms = _NPLURALS.search(text)
        self.forms = int(forms[1]) if forms and _counts(forms[1]) else 0

    def wrong(self, line: int, column: int, what: Said, cure: Said) -> Problem:
        return Place(self.path, line, column).problem("catalog", what, cure)

    def look(self) -> Iterator[Problem]:
        if (forms := _NPLURALS.search(self.text)) and not _counts(forms[1]):
            at = self.text.count("\n", 0, forms.start(1)) + 1
            what = say("`nplurals={forms}` is not a number of plural forms", forms=forms[1])
            yield self.wrong(at, 0, what, say("Write the number, e.g. `nplurals=2`"))
        elif forms and self.wanted and self.forms not in self.wanted:
            at = self.text.count("\n", 0, forms.start(1)) + 1
            what = say(
                "`nplurals={forms}` is not how many plurals the language has", forms=forms[1]
            )
            cure = say("Write `nplurals={number}`, and the rule for it", number=min(self.wanted))
            self.forms = 0  # what entries have is not wrong for that
            yield self.wrong(at, 0, what, cure)
        for number, line in enumerate(self.text.split("\n"), 1):
            bare = line.strip()
            if not bare or bare.startswith("#"):
                if bare.startswith("#~"):
                    continue
                yield from self.close()
                continue
            match = _LINE.fullmatch(bare)
            indent = line.find(bare[0]) + 1
            if match is None:
                yield _explain_line(Place(self.path, number, indent), bare)
                if re.match("msgid(?!_)", bare, re.IGNORECASE):
                    self.entry = None
                self.entry = self.entry or _Entry(number)
                self.entry.faulty = True
                continue
            for escape in _ESCAPE.finditer(bare):
                if escape[1] not in 'ntr"\\':
                    what = say("`{escape}` means nothing in a catalogue", escape=escape[0])
                    yield self.wrong(
                        number, indent + escape.start(), what, say("Write `\\\\` for a backslash")
                    )
            yield from self.take(number, match["word"] or "", match["text"][1:-1])
        yield from self.close()

    def take(self, number: int, word: str, text: str) -> Iterator[Problem]:
        """A line of an entry by its word, which is empty for one that goes on with a text."""
        if word in {"msgid", "msgctxt"} and not (self.entry and self.entry.last == "msgctxt"):
            yield from self.close()
            self.entry = _Entry(number)
        entry = self.entry
        if entry is not None and entry.faulty:
            return
        if entry is None:
            named = say("`{word}`", word=word) if word else say("a text")
            yield self.wrong(
                number,
                1,
                say("{named} stands before any `msgid`", named=named),
                say('Begin the entry with `msgid "…"`'),
            )
            self.entry = _Entry(number, last=word, strings={"": number})
            return
        if word == "msgid":
            entry.line = number
        if word == "msgid" or (not word and entry.last == "msgid"):
            entry.msgid += text
        elif word == "msgid_plural":
            entry.plural = number
        elif word.startswith("msgstr"):
            form = word.removeprefix("msgstr").strip("[]")
            if form in entry.strings:
                yield self.wrong(
                    number,
                    1,
                    say("`{word}` stands twice in the entry", word=word),
                    say("Remove one of the two"),
                )
            entry.strings.setdefault(form, number)
        entry.last = word or entry.last

    def close(self) -> Iterator[Problem]:
        """What is wrong with the entry that ends here."""
        entry, self.entry = self.entry, None
        if entry is None or entry.faulty or entry.last == "msgctxt":
            return
        quoted = entry.msgid[:_LONGEST]
        if not entry.strings:
            yield self.wrong(
                entry.line,
                1,
                say("`{quoted}` has no `msgstr`", quoted=quoted),
                say('Write `msgstr "…"` below it, without an empty line between'),
            )
            return
        self.strings[entry.line] = min(entry.strings.values())
        first = min(entry.strings.values())
        if entry.plural and "" in entry.strings:
            yield self.wrong(
                first,
                1,
                say("`{quoted}` has a plural, and no forms of it", quoted=quoted),
                say('Write `msgstr[0] "…"`, `msgstr[1] "…"`'),
            )
        elif not entry.plural and entry.strings.keys() - {""}:
            yield self.wrong(
                first,
                1,
                say("`{quoted}` has no plural, but a form of one", quoted=quoted),
                say('Write `msgstr "…"`'),
            )
        elif entry.plural and self.forms and len(entry.strings) != self.forms:
            what = say(
                "`{quoted}` has {number} plural forms, and the language has {forms}",
                quoted=quoted,
                number=len(entry.strings),
                forms=self.forms,
            )
            yield self.wrong(
                first, 1, what, say("Write `msgstr[0]` to `msgstr[{forms}]`", forms=self.forms - 1)
            )


def _explain_line(place: Place, line: str) -> Problem:
    """What a line is that is none of a catalogue."""
    shown = line[:_LONGEST]
    word = re.match(r"(\w+)(?:\[\d*\])?", line)
    rest = line[word.end() :] if word else line
    column = place.column + len(line) - len(rest)
    here = Place(place.path, place.line, column)
    what, cure, at = (
        say("`{shown}` is no line of a catalogue", shown=shown),
        say('Write `msgid "…"` or `msgstr "…"`'),
        place,
    )
    if line.startswith(("//", ";", "--")):
        what, cure = (
            say("`{line}` begins no comment in a catalogue", line=line[:2]),
            say("Begin a comment with `#`"),
        )
    elif (
        word and word[1] not in _WORDS and (word[1].lower() in _WORDS or re.search(r"[\"“]", rest))
    ):
        nearest = word[1].lower() if word[1].lower() in _WORDS else ""
        what = say("`{word}` is no word of a catalogue", word=word[1])
        cure = (
            say("Write `{nearest}`", nearest=nearest)
            if nearest
            else suggest(word[1], _WORDS) or cure
        )
    elif word and re.match(r"\s*[:：=]", rest):  # what people type
        what, cure, at = (
            say("`{rest}` stands after `{word}`", rest=rest.strip()[0], word=word[0]),
            say('Write `{word} "…"`', word=word[0]),
            here,
        )
    elif word and re.match(r"[^\S \t]", rest):
        what, cure, at = (
            say("a space that is none of the keyboard's stands in the line"),
            say("Put a plain space in its place"),
            here,
        )
    elif rest.strip()[:1] and rest.strip()[0] in _CURLED:
        what, cure, at = (
            say("`{rest}` is no quotation mark of a catalogue", rest=rest.strip()[0]),
            say('Write "'),
            here,
        )
    elif word and not rest.strip().startswith('"'):
        what, cure = (
            say("the text of `{word}` stands without quotation marks", word=word[0]),
            say('Write `{word} "…"`', word=word[0]),
        )
    elif '"' in rest:
        closed = re.match(r"\s*\"(?:[^\"\\]|\\.)*\"", rest)
        if closed:
            what, cure = (
                say("the text goes on behind the quotation mark that ends it"),
                say('Write `\\"` for one within the text'),
            )
            at = Place(place.path, place.line, column + closed.end() - 1)
        else:
            what, cure = (
                say("the quotation mark is not closed"),
                say('Close it with " at the end of the line'),
            )
            at = Place(place.path, place.line, column + len(rest) - len(rest.lstrip()))
    return at.problem("catalog", what, cure)
