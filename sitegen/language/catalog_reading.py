"""Gettext catalogues, read and checked."""

from __future__ import annotations

import io
import re
import string
from collections import Counter
from contextlib import redirect_stdout
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from sitegen.language.catalog import Catalog
from sitegen.language.catalog_lines import read_entries
from sitegen.language.library import load_pofile
from sitegen.language.plurals import find_lone_forms
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import NOTHING, Said, say, say_names
from sitegen.problems import Place, sort_problems, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from babel.messages import Message

    from sitegen.problems import Problem


_POFILE = load_pofile()
NUMBER = "number"
"""Placeholder of the number that a plural goes by."""
_MARKS = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[A-Za-z]{2,}|#\w+);|\*\*|\]\(")
"""Marks of HTML and Markdown, which interface texts do not have."""
_MSGID = re.compile(r'^msgid((?:\s+"(?:[^"\\\n]|\\.)*")+)', re.MULTILINE)


@lru_cache(maxsize=32)
def parse_catalog(path: str, text: str, code: str) -> tuple[Catalog, tuple[Problem, ...]]:
    """Read a gettext catalogue; entries that are wrong are reported, and say what they were to translate."""
    # Kept: voices and checks ask for the same, and so does the next build of a preview.
    lines = read_entries(path, text, code)
    try:
        with redirect_stdout(io.StringIO()):  # it prints what it thinks of wrong lines
            catalog = _POFILE.read_po(io.StringIO(text), abort_invalid=not lines.problems)
    except _POFILE.PoFileError as error:
        said = re.sub(r" on \d+$", "", str(error))
        said = said[:1].lower() + said[1:]
        found = _problem(
            Place(path, error.lineno + 1),
            say("the catalogue cannot be read: {said}", said=hear(said)),
        )
        return Catalog(code, path, (), "broken"), lines.problems or (found,)
    except (LookupError, ValueError, TypeError) as error:
        found = _problem(
            Place(path, 1), say("its header cannot be read: {error}", error=hear(error))
        )
        return Catalog(code, path, (), "broken"), lines.problems or (found,)
    doubles = () if lines.problems else _check_doubles(path, text)
    problems = [*lines.problems, *doubles]
    messages = []
    left = set()
    for message in catalog:
        if not message.id:
            continue
        key, translations = _entry(message)
        if not any(translations) and not message.fuzzy:
            left.add(key)
            messages.append((key, tuple(filter(None, key))))
            continue
        line = message.lineno or 0
        if fault := _find_fault(message.fuzzy, key, translations, code):
            said, cure = fault
            place = Place(path, lines.strings.get(line, line) if "{" in said else line, 1)
            if not lines.problems:
                problems.append(place.problem("catalog", said, cure))
            translations = tuple(filter(None, key))
        messages.append((key, translations))
    state: Literal["read", "broken"] = "broken" if lines.problems else "read"
    found_all = Catalog(code, path, tuple(sorted(messages)), state, frozenset(left))
    return found_all, sort_problems(problems)


def parse_catalogs(
    texts: Iterable[tuple[str, str]], code: str, path: str
) -> tuple[Catalog, tuple[Problem, ...]]:
    """Read the catalogues of a language, each a path and a text; later entries go before earlier ones.

    `path` is the catalogue that what is missing is to be added to.
    """
    messages: dict[tuple[str, str], tuple[str, ...]] = {}
    problems: tuple[Problem, ...] = ()
    left: set[tuple[str, str]] = set()
    state: Literal["read", "missing", "broken"] = "missing"
    for own, text in texts:
        catalog, wrong = parse_catalog(own, text, code)
        said = catalog.by_id.keys() - catalog.open
        left = (left - said) | (catalog.open - messages.keys())
        messages |= {key: catalog.by_id[key] for key in said | left}
        problems += wrong
        state = "broken" if "broken" in {state, catalog.state} else "read"
    return Catalog(code, path, tuple(sorted(messages.items())), state, frozenset(left)), problems


def _problem(place: Place, message: Said) -> Problem:
    return place.problem(
        "catalog", message, say("Write it as gettext has it; see the theme's catalogues")
    )


def _entry(message: Message) -> tuple[tuple[str, str], tuple[str, ...]]:
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id, "")
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return (str(ids[0]), str(ids[1])), tuple(str(text or "") for text in strings)


def _check_doubles(path: str, text: str) -> Iterator[Problem]:
    """Message ids that stand twice: the reader would keep only one."""
    seen: Counter[str] = Counter()
    for match in _MSGID.finditer(text):
        msgid = _POFILE.denormalize(match[1].strip())
        seen[msgid] += 1
        if seen[msgid] > 1:
            line = text.count("\n", 0, match.start()) + 1
            yield Place(path, line, 1).problem(
                "catalog",
                say("`{msgid}` is here a second time", msgid=msgid),
                say("Remove one of the two entries"),
            )


def _find_fault(
    fuzzy: bool, ids: tuple[str, str], translations: tuple[str, ...], code: str
) -> tuple[Said, Said] | None:
    """What is wrong with a translation, and the cure."""
    msgid = ids[0]
    if fuzzy:
        return (
            say("`{msgid}` is marked as fuzzy", msgid=msgid),
            say("Look at the translation, then remove the word `fuzzy`"),
        )
    if not all(text.strip() for text in translations):
        return (
            say("`{msgid}` has no translation", msgid=msgid),
            say("Write it between the quotation marks of `msgstr`"),
        )
    try:
        allowed = [_names(text) for text in ids if text]
    except ValueError as error:
        return (
            say("`{msgid}` has a wrong placeholder: {error}", msgid=msgid, error=hear(error)),
            say("Write it as it is in the template"),
        )
    for at, text in enumerate(translations):
        fault = _judge(text, ids, allowed)
        if fault and ids[1] and at in find_lone_forms(code):  # which may do without the number
            fault = _judge(text, ids, [*allowed, *(names - {NUMBER} for names in allowed)])
        if fault:
            return fault
    return None


def _judge(
    text: str, ids: tuple[str, str], allowed: list[frozenset[str]]
) -> tuple[Said, Said] | None:
    """What is wrong with a translation as against its text, and the cure."""
    try:
        named = _names(text)
    except ValueError as error:
        return (
            say("`{text}` has a wrong placeholder: {error}", text=text, error=hear(error)),
            say("Write `{{name}}`, or `{{{{` for a brace"),
        )
    if named not in allowed:
        return _explain_names(text, named, allowed)
    return _find_mark(text, ids)


def _find_mark(text: str, ids: tuple[str, str]) -> tuple[Said, Said] | None:
    """A mark, or a line break at the end, that a translation has and its text has not."""
    mark = next((one[0] for one in _MARKS.finditer(text) if one[0] not in "".join(ids)), "")
    if mark:
        what = say(
            "the mark `{mark}` of `{text}` would be published as it stands", mark=mark, text=text
        )
        return (what, say("Write it without: interface texts are plain"))
    if text.endswith("\n") and not ids[0].endswith("\n"):
        return (
            say("the translation of `{ids}` ends with a line break", ids=ids[0]),
            say("Remove its `\\n`"),
        )
    return None


def _explain_names(
    text: str, named: frozenset[str], allowed: list[frozenset[str]]
) -> tuple[Said, Said]:
    """Placeholders that a translation has too many or too few, with those that may be meant."""
    wanted = frozenset[str]().union(*allowed)
    if strays := sorted(named - wanted):
        left = [f"{{{name}}}" for name in sorted(wanted - named)]
        names = say_names(f"{{{name}}}" for name in sorted(wanted))
        listed = say("Its placeholders are {names}", names=names)
        nearest = say("Did you mean {names}?", names=say_names(left)) if len(left) == 1 else NOTHING
        near = nearest or suggest(f"{{{strays[0]}}}", left)
        hint = near or (listed if wanted else say("The text has none"))
        return (
            say(
                "`{text}` has a placeholder `{{{strays}}}`, which its text does not have",
                text=text,
                strays=strays[0],
            ),
            hint,
        )
    lost = f"{{{min(allowed[-1] - named or wanted - named)}}}"
    return (
        say("`{text}` lacks the placeholder `{lost}` of its text", text=text, lost=lost),
        say("Write `{lost}` where its value stands", lost=lost),
    )


def _names(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
