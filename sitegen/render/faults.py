"""What a template can do wrong, as a problem at its line, with what may have been meant."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import jinja2

from sitegen.messages.elsewhere import hear
from sitegen.messages.said import NOTHING, Said, say
from sitegen.problems import Place, Slip, find_nearest, place_at, suggest
from sitegen.project.theme import THEME
from sitegen.render.ceilings import CeilingError
from sitegen.render.needs import find_needs, find_used, read_needs
from sitegen.render.slips import find_slips

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from typing import Any

    from sitegen.problems import Problem
    from sitegen.project.theme import NamedText

_TAG = re.compile(r"\{%[-+]?\s*(\w+)((?:[^%]|%(?!\}))*)(?:%\}|\Z)|\{#.*?(?:#\}|\Z)", re.DOTALL)
_OPENING = ("block", "if", "for", "macro", "call", "filter", "with", "autoescape", "set")
_NAMED = re.compile(r"\{%[-+]?\s*(?:macro|set)\s+(\w+)")
"""What a template names itself."""
_IMPORT = re.compile(r"\{%[-+]?\s*from\s+[\"']([^\"']+)[\"']\s+import\s+([\w\s,]+)[-+]?%\}")
_MACRO = re.compile(r"\{%[-+]?\s*macro\s+(\w+)")
_SHORT = re.compile(r"do_(\w+)\(\) missing \d+ required positional arguments?: (.+)")
"""What Python says of a filter that is not given what it takes."""
_QUOTED = re.compile(r"'([^']+)'")
WHICH_THERE_ARE = say("The templates of the theme show which there are")
"""What to do about a filter or a test that there is not, and that is near to none."""
_CANDIDATES: Mapping[str, Callable[[jinja2.Environment], Collection[str]]] = {
    "filter": lambda environment: environment.filters,
    "test": lambda environment: environment.tests,
}


def explain_missing(
    files: Mapping[str, NamedText], wanted: str, by: str = "", hint: Said = NOTHING
) -> Problem:
    """A template that is not there: at the line of the one `by` which it is wanted, or as the file that it would be."""
    if by in files:
        candidates = [
            name
            for name in files
            if name != by and name.startswith(f"{THEME}/") == wanted.startswith(f"{THEME}/")
        ]
        return find_name(files[by], wanted).problem(
            "template",
            say("there is no template `{wanted}`", wanted=wanted),
            suggest(wanted, candidates) or say("Name one that is there, or write it"),
        )
    return Place(wanted).problem("template", say("the template is missing"), hint)


def _refine(problem: Problem, place: Place) -> Problem:
    """A problem that has no line, at one that is known."""
    return problem if problem.line else replace(problem, line=place.line)


def find_name(file: NamedText, name: str) -> Place:
    """Where a template names another; the whole of it where that is not found."""
    start = next(
        (
            file.text.find(f"{mark}{name}{mark}")
            for mark in "\"'"
            if f"{mark}{name}{mark}" in file.text
        ),
        -1,
    )
    if start < 0:
        return Place(file.path)
    return place_at(file.path, file.text, start + 1)


def explain_syntax(
    files: Mapping[str, NamedText],
    name: str,
    error: jinja2.TemplateSyntaxError,
    environment: jinja2.Environment | None,
) -> Problem:
    """A text that is not a template."""
    file, said = files.get(error.name or name), say_error(error)
    place = Place(file.path if file else error.name or name, error.lineno)
    words = _QUOTED.findall(said)
    ended = said.startswith("unexpected end of template")
    if said.startswith("encountered unknown tag 'end"):  # of a tag, but not of that which is open
        ended = words[0].removeprefix("end") in _OPENING and words[0] not in words[1:]
    if file and ended and (start := _find_unclosed(file.text)):
        tag, index = start
        return place_at(file.path, file.text, index).problem(
            "template",
            say("`{{% {tag} … %}}` is not closed", tag=tag),
            say("Close it with `{{% end{tag} %}}`", tag=tag),
        )
    if file and (slip := next(find_slips(file.text), None)):
        return place_at(file.path, file.text, slip.start).problem("template", slip.said, slip.cure)
    if file and (slip := _find_stray(file.text, error.lineno, said)):
        return place_at(file.path, file.text, slip.start).problem("template", slip.said, slip.cure)
    if file:
        place = _find_word(file, error.lineno, words[0] if words else "") or place
    hint = _suggest_named(said, environment)
    if said.startswith("encountered unknown tag") and len(words) > 1:
        hint = suggest(words[0], words[1:-1] or words[1:])
    if said.startswith("no ") and " named " in said:
        hint = hint or WHICH_THERE_ARE
    hint = hint or say("Look at this line, and for a tag above it that is not closed")
    return place.problem("template", hear(said), hint)


_EXPECTED = re.compile(r"expected token '(.+?)', got '(.+?)'$")
_KINDS = {"end of print statement": "}}", "end of statement block": "%}"}
"""What Jinja calls the ends of tags."""
_VALUES = {"integer": r"\d+", "float": r"\d+\.\d+", "string": r"\"[^\"]*\"|'[^']*'"}
"""What it calls values, and how they look."""
_STRAY_CURES: Mapping[str, Said] = {
    "}}": say("Write a sign or a filter between the two, or end the tag before it"),
    "%}": say("Write a word such as `and`, or a sign, between the two, or end the tag before it"),
    ",": say("Write a comma or a sign before it"),
}


def _find_stray(text: str, line: int, said: str) -> Slip | None:
    """What stands in a line where something else belongs; `None` where Jinja says something else."""
    start = sum(map(len, text.splitlines(keepends=True)[: line - 1]))
    end = text.find("\n", start) if "\n" in text[start:] else len(text)
    if said.startswith("expected name or number"):
        dot = re.compile(r"\.(?=\s*[^\s\w])").search(text, start, end)
        nothing = say("nothing stands behind the dot")
        return (
            Slip(dot.start(), nothing, say("Write the name of what is asked for")) if dot else None
        )
    if not (found := _EXPECTED.match(said)):
        return None
    wanted, got = (_KINDS.get(one, one) for one in found.groups())
    meant = _VALUES.get(got) or re.escape(got)
    for tag in re.compile(r"\{[{%].*?[%}]\}").finditer(text, start, end):
        known = re.search(rf"(?<=[\w\"')\]] ){meant}(?!\w)", tag[0])
        if known and wanted in _STRAY_CURES:
            message = say("`{got}` cannot stand here", got=known[0])
            return Slip(tag.start() + known.start(), message, _STRAY_CURES[wanted])
    return None


def _suggest_named(said: str, environment: jinja2.Environment | None) -> Said:
    """The filter or the test that was meant by one that is not there."""
    found = re.match(r"no (filter|test) named '(\w+)'", said)
    if not found or environment is None:
        return NOTHING
    return suggest(found[2], _CANDIDATES[found[1]](environment))


def _find_word(file: NamedText, line: int, word: str) -> Place | None:
    """Where a word stands first in a tag of a line, or else the first tag of it."""
    lines = file.text.split("\n")
    own = lines[line - 1] if 0 < line <= len(lines) else ""
    tag = re.search(r"\{[{%]", own)
    if not tag:
        return None
    found = re.compile(rf"\b{re.escape(word)}\b").search(own, tag.start()) if word else None
    return Place(file.path, line, (found or tag).start() + 1)


def explain_failure(
    files: Mapping[str, NamedText],
    name: str,
    error: Exception,
    given: Iterable[str],
    environment: jinja2.Environment | None = None,
) -> Problem | None:
    """What went wrong while a template was rendered; `None` where no template had a part in it."""
    frames = [*_list_frames(error, files)]
    if not frames and not (
        isinstance(error, jinja2.TemplateError | RecursionError | CeilingError)
        or "integer string conversion" in str(error)  # of a number that is computed while compiling
    ):
        return None
    own = files[name].path if name in files else name
    place = Place(*frames[-1]) if frames else Place(own)
    if isinstance(error, CeilingError):
        cure = error.hint or say("Look for what this line repeats, or for a loop within a loop")
        return place.problem("limit", error.message, cure)
    if isinstance(error, RecursionError):
        deep = None if frames else _find_deep(files, name)
        return deep or _explain_recursion(files, place, [path for path, _ in frames])
    if isinstance(error, jinja2.TemplateNotFound):
        wanted = str(error.name)
        by = next((key for key, file in files.items() if file.path == place.path), "")
        return _refine(explain_missing(files, wanted, by), place)
    return _explain_words(files, frames or [(place.path, 0)], error, given, environment)


def _explain_words(
    files: Mapping[str, NamedText],
    frames: list[tuple[str, int]],
    error: Exception,
    given: Iterable[str],
    environment: jinja2.Environment | None,
) -> Problem:
    """What an error says, with what may have been meant, where the name that it is about stands."""
    told = error.args[0] if error.args and isinstance(error.args[0], Said) else NOTHING
    said = told.values.get("message") or hear(say_error(error).partition("\n")[0])
    hint, place = told.values.get("hint", NOTHING), Place(*frames[-1])
    file = next((one for one in files.values() if one.path == place.path), None)
    if asked := re.fullmatch(r"`(.+)` is not given to the template", said):
        if file and (missed := _find_import(files, file, asked[1])):
            return missed
        names = [*given, *_list_own(file.text if file else "")]
        hint = suggest(asked[1], names)
        if asked[1] in names:
            hint = say("A macro is given what it needs in brackets, or imported `with context`")
    elif lacking := re.fullmatch(r"parameter '(\w+)' was not provided", said):
        return _explain_call(files, frames, lacking[1])
    elif short := _SHORT.match(said):
        said = say("the filter `{name}` is not given {lacking}", name=short[1], lacking=short[2])
        hint = say("Write it in brackets: `|{name}(…)`", name=short[1])
    elif macro := re.match(r"macro '(\w+)' (?:takes|was not)", said):
        hint = _show_macro(files, macro[1])
    elif lost := re.match(r"the template '(.+?)' .*requested name '(\w+)'", said):
        source = files.get(lost[1])
        hint = suggest(lost[2], _MACRO.findall(source.text) if source else ())
    hint = hint or _suggest_named(said, environment) or say("Look at what this line asks for")
    word = re.search(r"`(\w+)`|'(\w+)'", said)
    if file and word:
        place = _find_word(file, place.line, word[1] or word[2]) or place
    return place.problem("template", said, hint)


def _list_own(text: str) -> list[str]:
    """The names that a template gives itself, or imports."""
    imported = [one.strip() for found in _IMPORT.findall(text) for one in found[1].split(",")]
    return [*_NAMED.findall(text), *imported]


def _find_import(files: Mapping[str, NamedText], file: NamedText, name: str) -> Problem | None:
    """An import whose name is like one that is not given, and that its template does not have either."""
    for found in _IMPORT.finditer(file.text):
        source = files.get(found[1])
        names = [one.strip() for one in found[2].split(",")]
        for near in find_nearest(name, names, 1) if source else ():
            macros = _MACRO.findall(source.text if source else "")
            if near not in macros:
                start = found.start(2) + found[2].index(near)
                said = say("`{template}` has no macro `{name}`", template=found[1], name=near)
                cure = suggest(near, macros) or say("Name one that is there, or write it")
                return place_at(file.path, file.text, start).problem("template", said, cure)
    return None


def _explain_call(
    files: Mapping[str, NamedText], frames: list[tuple[str, int]], parameter: str
) -> Problem:
    """A macro that is called without something that it needs, at the call."""
    path, line = frames[-1]
    macro = next((one for one in files.values() if one.path == path), None)
    heads = macro.text.split("\n")[:line] if macro else []
    named = _MACRO.findall("\n".join(heads))
    name = named[-1] if named else ""
    calls = [one for one in frames[:-1] if one != frames[-1]]
    place = Place(*(calls[-1] if calls else frames[-1]))
    caller = next((one for one in files.values() if one.path == place.path), None)
    if caller and calls:
        place = _find_word(caller, place.line, name) or place
    said = say("the macro `{name}` is called without `{lacking}`", name=name, lacking=parameter)
    return place.problem("template", said, _show_macro(files, name))


def find_macro(file: NamedText, name: str) -> Place:
    """Where a template defines a macro; the whole of it where it does not."""
    found = _search_macro(file, name)
    return place_at(file.path, file.text, found.start()) if found else Place(file.path)


def _search_macro(file: NamedText, name: str) -> re.Match[str] | None:
    """Where a template defines a macro, up to its name."""
    return re.search(rf"\{{%[-+]?\s*macro\s+{re.escape(name)}\b", file.text)


def _show_macro(files: Mapping[str, NamedText], name: str) -> Said:
    """What a macro takes, as it is defined."""
    for file in files.values():
        if found := _search_macro(file, name):
            tag = file.text[found.end() : file.text.find("%}", found.end())]
            return say("It is `{split}`", split=" ".join(f"{name}{tag.rstrip('-+ ')}".split()))
    return NOTHING


def _explain_recursion(files: Mapping[str, NamedText], place: Place, paths: list[str]) -> Problem:
    """A template that needs itself, at the line where it names what leads to it; else what calls itself.

    Of several that need each other it is the first by name, wherever Python gave up.
    """
    for path in dict.fromkeys((place.path, *paths[-3:])):
        loop = [
            key
            for key, file in files.items()
            if _leads_to(files, key, path)
            and any(_leads_to(files, one, file.path) for one in _find_named(files, path))
        ]
        name = min(loop, default="")
        for needed in _find_named(files, files[name].path) if name else ():
            if _leads_to(files, needed, files[name].path):
                bare = name.removeprefix(f"{THEME}/")
                own = say("The theme's own template is `{name}`", name=f"{THEME}/{bare}")
                hint = own if f"{THEME}/{bare}" in files else say("Take one of the steps out")
                return find_name(files[name], needed).problem(
                    "template", say("the template needs itself"), hint
                )
    return place.problem(
        "template",
        say("the template goes on without end"),
        say("Let a macro that calls itself come to an end"),
    )


def _find_deep(files: Mapping[str, NamedText], name: str) -> Problem | None:
    """Tags or brackets that lie too deep in each other to be compiled, in a template or in what it needs."""
    used = find_used(files, [name])
    for own in used:
        try:
            read_needs(used[own])
        except jinja2.TemplateSyntaxError as error:
            return Place(files[own].path, error.lineno).problem(
                "template", hear(say_error(error)), say("Write it in several tags, or in a macro")
            )
    return None


def _find_named(files: Mapping[str, NamedText], path: str) -> tuple[str, ...]:
    """What the template of a path names."""
    text = next((file.text for file in files.values() if file.path == path), "")
    return tuple(find_needs(text).templates)


def _leads_to(files: Mapping[str, NamedText], start: str, path: str) -> bool:
    """Whether a template is, or needs, that of a path."""
    seen, waiting = set[str](), [start]
    while waiting:
        name = waiting.pop()
        if name in files and name not in seen:
            if files[name].path == path:
                return True
            seen.add(name)
            waiting += find_needs(files[name].text).templates
    return False


def say_error(error: Exception) -> str:
    """What an error says, as messages begin; of one of syntax without the line, which is told as its place."""
    said = error.message if isinstance(error, jinja2.TemplateSyntaxError) else str(error)
    text = (said or "").rstrip(".")
    return text[:1].lower() + text[1:] if text else type(error).__name__


def _list_frames(error: Exception, files: Mapping[str, NamedText]) -> Iterator[tuple[str, int]]:
    """The lines of templates in an error's traceback, from the outermost."""
    paths, trace = {file.path for file in files.values()}, error.__traceback__
    while trace is not None:
        path, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if (
            path in paths
        ):  # Jinja maps the lines of what it renders, and not those of macros that are called
            yield path, template.get_corresponding_lineno(line) if template else line
        trace = trace.tb_next


def _find_unclosed(text: str) -> tuple[str, int] | None:
    """The innermost tag that is not closed before the end of another, or of the text, and where it starts."""
    opened: list[tuple[str, int]] = []
    for match in _TAG.finditer(text):
        tag, rest = match[1] or "", match[2] or ""
        if tag in _OPENING and not (tag == "set" and "=" in rest):
            opened.append((tag, match.start()))
        elif tag.startswith("end") and opened and tag[3:] in _OPENING:
            if opened[-1][0] != tag[3:]:
                break
            opened.pop()
    return opened[-1] if opened else None


def list_given(context: Mapping[str, Any], environment: jinja2.Environment) -> list[str]:
    """The names that a template may use."""
    return [*context, *environment.globals]
