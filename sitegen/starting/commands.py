"""What `sitegen init`, `new` and `catalogue` do to a folder: files planned first, then written, none over another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.filenames.near import is_reserved
from sitegen.ledger.schema import make_tables
from sitegen.messages.said import Said, say, say_names
from sitegen.problems import suggest
from sitegen.project.config import load_config
from sitegen.starting.catalogue import plan_catalogue
from sitegen.starting.example import make_example
from sitegen.starting.locales import UnknownLanguageError, know_language
from sitegen.starting.pages import (
    list_chart_texts,
    list_page_texts,
    write_chart,
    write_new_page,
)
from sitegen.starting.rows import NewError, add_row, check_given, list_wanted, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from sitegen.ledger.columns import Table
    from sitegen.project.config import Config
    from sitegen.starting.rows import Wanted

    Ask = Callable[[Wanted], str]
    """Asks for a value; an empty text where nobody can be asked."""

PAGE, CHART = "page", "chart"
"""What can be added besides rows of tables."""


@dataclass(frozen=True)
class Written:
    """What a command wrote."""

    paths: tuple[str, ...]
    """Of files, in the project."""
    notes: tuple[Said, ...] = ()


def start_site(folder: Path, codes: Sequence[str]) -> Written:
    """Write a site to start from into a folder, which may hold other files.

    Raises:
        NewError: A language is none, or a file of the site is there already.
    """
    try:
        languages = [know_language(code) for code in dict.fromkeys(codes)]
    except UnknownLanguageError as error:
        raise NewError(error.message, error.hint) from None
    files = make_example(languages)
    if there := [path for path in files if (folder / path).exists()]:
        raise NewError(
            say("`{there}` is in the folder already", there=there[0]),
            say("Name an empty folder, or move the file away: nothing is written over"),
        )
    _write(folder, files)
    paths, notes = [*files], list[Said]()
    for language in languages:
        made = plan_catalogue(folder, "templates", language)
        if made.added:
            _write(folder, {made.path: made.text})
            paths.append(made.path)
            notes.append(
                say(
                    "{path}: {added} texts of the interface are to be translated into `{code}`; until then they are read in English",
                    path=made.path,
                    added=made.added,
                    code=language.code,
                )
            )
    return Written(tuple(paths), tuple(notes))


def update_catalogue(project: Path, code: str, *, outside: bool) -> Written:
    """Write what a language's catalogue lacks into the project's own.

    Raises:
        NewError: There is no such language.
        InvalidProjectError: The settings cannot be read.
    """
    config = load_config(project, outside)
    own = next((one for one in config.languages if one.code == code), None)
    try:
        language = own or know_language(code)
    except UnknownLanguageError as error:
        raise NewError(error.message, error.hint) from None
    made = plan_catalogue(project, config.path("templates"), language)
    notes = list[Said]()
    if made.left:
        notes.append(say("{left} texts wait for their translation", left=made.left))
    if made.idle:
        notes.append(
            say(
                "{number} texts are shown nowhere, the first `{first}`",
                number=len(made.idle),
                first=made.idle[0],
            )
        )
    if not made.added:
        return Written((), (*notes, say("No text is missing in `{code}`", code=code)))
    _write(project, {made.path: made.text})
    return Written(
        (made.path,), (*notes, say("{added} texts were added, to be translated", added=made.added))
    )


def list_kinds(config: Config) -> dict[str, Table]:
    """What rows can be added: the tables by the column that names their rows; of two of one name the first."""
    tables = make_tables(config.source_kinds)
    return {key: table for table in reversed(tables) if (key := name_key(table))}


def add_new(
    project: Path, kind: str, name: str, given: Mapping[str, str], ask: Ask, *, outside: bool
) -> Written:
    """Add a row, a page or a chart in every language.

    Raises:
        NewError: It cannot be added.
        InvalidProjectError: The settings cannot be read.
    """
    config = load_config(project, outside)
    if kind == PAGE:
        return _add_page(project, config, name, given, ask)
    if kind == CHART:
        return _add_chart(project, config, name, given, ask)
    tables = list_kinds(config)
    if kind not in tables:
        kinds = (PAGE, CHART, *tables)
        raise NewError(
            say("there is nothing called `{kind}` to add", kind=kind),
            suggest(kind, kinds) or say("One can add {kinds}", kinds=say_names(kinds)),
        )
    table = tables[kind]
    path = f"{config.path('data')}/{table.name}.csv"
    cells = {kind: name, **given}
    check_given(table, config.codes, cells)
    cells |= _ask_all(list_wanted(table, config.codes, cells), ask)
    check_given(table, config.codes, cells)
    _write(project, {path: add_row(_read(project / path), table, config.codes, cells)})
    return Written((path,))


def _add_page(
    project: Path, config: Config, slug: str, given: Mapping[str, str], ask: Ask
) -> Written:
    paths = {code: f"{config.path('content')}/{slug}.{code}.md" for code in config.codes}
    if kept := next(filter(is_reserved, slug.split("/")), ""):
        raise NewError(
            say("no file may be called `{kept}` on Windows", kept=kept), say("Choose another name")
        )
    if there := [path for path in paths.values() if (project / path).exists()]:
        raise NewError(
            say("`{there}` is there already", there=there[0]), say("Choose another name")
        )
    texts = {**given, **_ask_all(list_page_texts(config.codes, given), ask)}
    updated = texts.get("updated", "")
    if not updated:
        raise NewError(say("the day of the page is not given"), say("Add `updated=2026-01-31`"))
    files = {path: write_new_page(code, texts, updated) for code, path in paths.items()}
    _write(project, files)
    return Written(tuple(files))


def _add_chart(
    project: Path, config: Config, name: str, given: Mapping[str, str], ask: Ask
) -> Written:
    page = given.get(PAGE, "")
    paths = {code: f"{config.path('content')}/{page}.{code}.md" for code in config.codes}
    if lost := [path for path in paths.values() if not (project / path).is_file()]:
        raise NewError(
            say("there is no `{lost}`", lost=lost[0]),
            say("Say which page it stands on: `page=economy`"),
        )
    texts = {**given, **_ask_all(list_chart_texts(config.codes, given), ask)}
    before = {path: _read(project / path) for path in paths.values()}
    if any(f":name: {name}\n" in text for text in before.values()):
        raise NewError(
            say("the page has a chart `{name}` already", name=name), say("Choose another name")
        )
    files = {
        path: f"{before[path].rstrip()}\n\n{write_chart(name, code, texts)}"
        for code, path in paths.items()
    }
    _write(project, files)
    return Written(tuple(files))


def _ask_all(wanted: Sequence[Wanted], ask: Ask) -> dict[str, str]:
    """The values that are wanted, one after the other; or what is wanted, where nobody is there to be asked."""
    answers = {one.name: ask(one).strip() for one in wanted}
    if lost := [one for one in wanted if not answers[one.name]]:
        listed = " ".join(f"{one.name}=…" for one in lost)
        raise NewError(
            say(
                "`{name}` is not given: {description}",
                name=lost[0].name,
                description=lost[0].description,
            ),
            say("Add: {listed}", listed=listed),
        )
    return answers


def _read(path: Path) -> str:
    """The text of a file with its own line ends; empty where there is none."""
    if not path.is_file():
        return ""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise NewError(
            say("`{name}` is not UTF-8", name=path.name), say("Mend it first: sitegen fix")
        ) from None


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
