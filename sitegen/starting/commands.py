"""What `sitegen init`, `new` and `catalogue` do to a folder: files planned first, then written, none over another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.filenames.near import is_reserved
from sitegen.ledger.schema import make_tables
from sitegen.messages.said import Said, say, say_many, say_names
from sitegen.problems import suggest
from sitegen.project.config import load_config
from sitegen.project.theme import THEME
from sitegen.starting.catalogue import plan_catalogue
from sitegen.starting.example import make_example
from sitegen.starting.facts import FACT, check_fact_new, read_fact_key, want_number
from sitegen.starting.languages import tell_catalogue, translate_site
from sitegen.starting.locales import UnknownLanguageError, know_language, split_codes
from sitegen.starting.pages import (
    list_chart_texts,
    list_page_texts,
    write_chart,
    write_new_page,
)
from sitegen.starting.rows import (
    NewError,
    add_row,
    check_given,
    encode_file_text,
    list_row_names,
    list_wanted,
    name_key,
    read_file_text,
)
from sitegen.starting.step import agree_pages
from sitegen.starting.templates import load_theme_templates, write_template
from sitegen.starting.workflow import COPIES, find_installed
from sitegen.translations.record import name_lock
from sitegen.writing import replace_files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from sitegen.language.language import Language
    from sitegen.ledger.columns import Table
    from sitegen.project.config import Config
    from sitegen.starting.rows import Wanted

    Ask = Callable[[Wanted], str]
    """Asks for a value; an empty text where nobody can be asked."""

PAGE, CHART, LANGUAGE, TEMPLATE = OTHERS = ("page", "chart", "language", "template")
"""What can be added besides rows of tables."""


@dataclass(frozen=True)
class Written:
    """What a command wrote."""

    paths: tuple[str, ...]
    """Of files, in the project."""
    notes: tuple[Said, ...] = ()


def start_site(folder: Path, codes: Sequence[str], *, example: bool = True) -> Written:
    """Write a site to start from into a folder, which may hold other files; with rows of an example, or empty tables.

    Raises:
        NewError: A language is none, or a file of the site is there already.
    """
    _check_commas(codes)
    languages = [_know(code) for code in dict.fromkeys(codes)]
    installed = find_installed()
    files = make_example(languages, installed.requirement, filled=example)
    if there := [path for path in files if (folder / path).exists()]:
        raise NewError(
            say("`{there}` is in the folder already", there=there[0]),
            say("Name an empty folder, or move the file away: nothing is written over"),
        )
    _write(folder, files)
    paths, notes = [*files], [installed.note] if installed.note else list[Said]()
    if installed.copied:
        copy = folder / COPIES / installed.copied.name
        copy.write_bytes(installed.copied.read_bytes())
        paths.append(f"{COPIES}/{copy.name}")
    for language in languages:
        made = plan_catalogue(folder, "templates", language)
        if made.added:
            _write(folder, {made.path: made.text})
            paths.append(made.path)
            notes += tell_catalogue(made)
    return Written(tuple(paths), tuple(notes))


def _know(code: str) -> Language:
    try:
        return know_language(code)
    except UnknownLanguageError as error:
        raise NewError(error.message, error.hint) from None


def _check_commas(codes: Sequence[str]) -> None:
    """Refuse languages with something else than commas between them."""
    parted = [split_codes(code) for code in codes]
    if any(parted):
        written = [one or (code,) for one, code in zip(parted, codes, strict=True)]
        raise NewError(
            say("`{codes}` has no comma between two languages", codes=",".join(codes)),
            say("Write `{codes}`", codes=",".join(code for one in written for code in one)),
        )


def update_catalogue(project: Path, code: str, *, outside: bool) -> Written:
    """Write what a language's catalogue lacks into the project's own.

    Raises:
        NewError: There is no such language.
        InvalidProjectError: The settings cannot be read.
    """
    config = load_config(project, outside)
    own = next((one for one in config.languages if one.code == code), None)
    language = own or _know(code)
    made = plan_catalogue(project, config.path("templates"), language)
    notes = list[Said]()
    if made.left:
        notes.append(
            say_many(
                made.left,
                "{n} text waits for its translation",
                "{n} texts wait for their translation",
            )
        )
    if made.idle:
        notes.append(
            say_many(
                len(made.idle),
                "{n} text is shown nowhere: `{first}`",
                "{n} texts are shown nowhere, the first `{first}`",
                first=made.idle[0],
            )
        )
    notes.append(
        say_many(
            made.added,
            "{n} text was added, to be translated",
            "{n} texts were added, to be translated",
        )
        if made.added
        else say("No text is missing in `{code}`", code=code)
    )
    if own is None:
        notes.append(
            say(
                "The site has no language `{code}`, so nobody reads these texts yet. Next: sitegen new language {code} writes it into site.toml, with its columns and pages",
                code=code,
            )
        )
    if not made.added:
        return Written((), tuple(notes))
    _write(project, {made.path: made.text})
    return Written((made.path,), tuple(notes))


def list_kinds(config: Config) -> dict[str, Table]:
    """What rows can be added: facts, and the tables by the column that names their rows; of two of one name the first."""
    tables = make_tables(config.source_kinds)
    named = {key: table for table in reversed(tables) if (key := name_key(table))}
    return {**named, FACT: _get_table(config, "facts")}


def add_new(
    project: Path, kind: str, name: str, given: Mapping[str, str], ask: Ask, *, outside: bool
) -> Written:
    """Add a row, a page or a chart in every language, a language, or a template over the theme's.

    Raises:
        NewError: It cannot be added.
        InvalidProjectError: The settings cannot be read.
    """
    config = load_config(project, outside)
    if kind == PAGE:
        return _add_page(project, config, name, given, ask)
    if kind == CHART:
        return _add_chart(project, config, name, given, ask)
    if kind == LANGUAGE:
        return _add_language(project, config, name, given)
    if kind == TEMPLATE:
        return _add_template(project, config, name, given)
    tables = list_kinds(config)
    if kind not in tables:
        kinds = (*OTHERS, *tables)
        raise NewError(
            say("there is nothing called `{kind}` to add", kind=kind),
            suggest(kind, kinds) or say("One can add {kinds}", kinds=say_names(kinds)),
        )
    return _add_row(project, config, tables[kind], kind, name, given, ask)


def _get_table(config: Config, name: str) -> Table:
    return next(one for one in make_tables(config.source_kinds) if one.name == name)


def _add_row(
    project: Path,
    config: Config,
    table: Table,
    kind: str,
    name: str,
    given: Mapping[str, str],
    ask: Ask,
) -> Written:
    path = f"{config.path('data')}/{table.name}.csv"
    is_fact = kind == FACT
    cells = read_fact_key(name, given) if is_fact else {kind: name, **given}
    check_given(table, config.codes, cells)
    wanted = [*(want_number(cells) if is_fact else ()), *list_wanted(table, config.codes, cells)]
    cells |= _ask_all(wanted, ask)
    check_given(table, config.codes, cells)
    _check_references(project, config, table, cells)
    text = read_file_text(project / path)
    if is_fact:
        check_fact_new(text, cells)
    beside = "source" if is_fact else ""
    _write(project, {path: add_row(text, table, config.codes, cells, beside)})
    return Written((path,))


def _check_references(
    project: Path, config: Config, table: Table, cells: Mapping[str, str]
) -> None:
    """Refuse a key of a row that another table does not have."""
    for column in table.columns:
        value, other = cells.get(column.name, ""), column.references
        is_itself = other == table.name and value == cells.get(name_key(table))  # a base unit
        if value and other and not is_itself:
            _check_reference(project, config, other, value)


def _check_reference(project: Path, config: Config, table: str, value: str) -> None:
    """Refuse a key of a row that a table does not have."""
    key = name_key(_get_table(config, table))
    text = read_file_text(project / f"{config.path('data')}/{table}.csv")
    known = sorted(list_row_names(text, key)) if text.strip() else []
    if value not in known:
        raise NewError(
            say("`{other}.csv` has no row `{value}`", other=table, value=value),
            suggest(value, known)
            or say("Add it first: sitegen new {key} {value}", key=key, value=value),
        )


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
    if domain := texts.get("domain", ""):
        _check_reference(project, config, "domains", domain)
    written = {code: write_new_page(paths[code], slug, code, texts) for code in config.codes}
    files = {paths[code]: text for code, text in written.items()}
    files |= _agree(project, config, slug, written)
    _write(project, files)
    return Written(tuple(files))


def _agree(
    project: Path, config: Config, slug: str, texts: Mapping[str, str], chart: str = ""
) -> dict[str, str]:
    """The lock with what is new agreed, where the project has one."""
    lock = read_file_text(project / name_lock(config.path("content")))
    return (
        agree_pages(lock, config.path("content"), config.codes, {slug: texts}, chart)
        if lock
        else {}
    )


def _suggest_page(project: Path, config: Config, page: str) -> Said:
    """The pages that all languages have and whose names are near one that they do not have."""
    folder = project / config.path("content")
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    there = {name.removesuffix(f".{config.codes[0]}.md") for name in files}
    whole = [one for one in there if all(f"{one}.{code}.md" in files for code in config.codes)]
    return suggest(page, sorted(whole)) or say("Name a page that stands in each language")


def _add_chart(
    project: Path, config: Config, name: str, given: Mapping[str, str], ask: Ask
) -> Written:
    page = given.get(PAGE, "")
    if not page:
        raise NewError(
            say("the page of the chart is not given"),
            say("Say which page it stands on: `page=economy`"),
        )
    paths = {code: f"{config.path('content')}/{page}.{code}.md" for code in config.codes}
    if lost := [path for path in paths.values() if not (project / path).is_file()]:
        raise NewError(
            say("there is no `{lost}`", lost=lost[0]),
            _suggest_page(project, config, page),
        )
    texts = {**given, **_ask_all(list_chart_texts(config.codes, given), ask)}
    texts |= _ask_all(list_chart_texts(config.codes, texts), ask)  # what its kind needs besides
    before = {path: read_file_text(project / path) for path in paths.values()}
    if any(f":name: {name}\n" in text for text in before.values()):
        raise NewError(
            say("the page has a chart `{name}` already", name=name), say("Choose another name")
        )
    after = {
        code: f"{before[path].rstrip()}\n\n{write_chart(name, code, texts)}"
        for code, path in paths.items()
    }
    files = {paths[code]: text for code, text in after.items()}
    files |= _agree(project, config, page, after, name)
    _write(project, files)
    return Written(tuple(files))


def _add_language(project: Path, config: Config, code: str, given: Mapping[str, str]) -> Written:
    if code in config.codes:
        raise NewError(
            say("the site has the language `{code}` already", code=code),
            say("Name one that it does not have"),
        )
    language = _know(code)
    made, left = translate_site(project, config, language, given)
    _write(project, made)
    catalogue = plan_catalogue(project, config.path("templates"), language)
    if catalogue.added:
        made[catalogue.path] = catalogue.text
        _write(project, {catalogue.path: catalogue.text})
    return Written(tuple(made), (*left, *tell_catalogue(catalogue)))


def _add_template(project: Path, config: Config, name: str, given: Mapping[str, str]) -> Written:
    folder = config.path("templates")
    name = name.removeprefix(f"{folder}/").removeprefix(f"{THEME}/")
    path = f"{folder}/{name}"
    text = write_template(name, given, load_theme_templates())
    if (project / path).exists():
        raise NewError(
            say("`{there}` is there already", there=path),
            say("Edit that file, or move it away: nothing is written over"),
        )
    _write(project, {path: text})
    return Written((path,))


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


def _write(folder: Path, files: Mapping[str, str]) -> None:
    replace_files(
        {folder / path: encode_file_text(folder / path, text) for path, text in files.items()}
    )
