"""What may happen to a project between two builds, and to the store that they keep."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harbours import copy_harbour
from projects import copy_project

from sitegen.memo import RESULTS
from sitegen.traces.traces import TRACES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from random import Random

STORE = ".sitegen"


@dataclass(frozen=True)
class Slot:
    """A text that a file has in one of several forms; the first is how it is written."""

    path: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class World:
    """A project, and what may be edited in it."""

    copy: Callable[[Path], Path]
    """Writes it, as it is at first, into a folder that is not there."""
    slots: tuple[Slot, ...]


BLOCK_DE = """[[languages]]
code = "de"
tag = "de"
locale = "de_DE"
name = "Deutsch"
scaled_from = 1_000_000
grouped = true
"""
MANIFEST = """[manifest]
short_name.en = "Isles"
short_name.de = "Inseln"
theme_color = "#ffffff"
background_color = "#ffffff"

[source_kinds.plan]"""
LOWERED = "".join(
    f'rules.{rule} = "warning"\n' for rule in ("parity", "dead-link", "dead-anchor", "heading")
)
TARGET = "boats,isles,2025,target,level,,600"
ISLANDS = World(
    copy_project,
    (
        # tables: values, notes, names, rows that come and go, rows that are wrong
        Slot(
            "data/facts.csv",
            (
                "actual,level,,16.0,,,exact,million euro,gazette,page 1,16.0",
                "actual,level,,17.5,,,exact,million euro,gazette,page 1,17.5",
                "actual,level,,x,,,exact,million euro,gazette,page 1,x",
            ),
        ),
        Slot(
            "data/facts.csv",
            (
                "5,,,over,million euro,gazette,page 1,over 5 million",
                "5,,,over,million euro,gazette,page 1,over 6 million",
            ),
        ),
        Slot("data/facts.csv", ("Provisional", "Provisional until May", "Provisional, 2 of 3")),
        Slot(
            "data/facts.csv",
            (
                TARGET,
                f"boats,isles,2022,actual,level,,390,,,exact,boats,plan,page 1,390 boats,,\n{TARGET}",
                f"nets,isles,2022,actual,level,,390,,,exact,boats,plan,page 1,390 boats,,\n{TARGET}",
            ),
        ),
        Slot(
            "data/facts.csv",
            (
                "\ncatch,north,2023,actual,growth,,-1.5,,,exact,%,gazette,page 1,-1.5%,,",
                "",
            ),
        ),
        Slot("data/indicators.csv", ("sea,Catch,Fang", "sea,Catch of fish,Fang", "sea,Catch,")),
        Slot(
            "data/indicators.csv",
            (
                "boats,sea,Boats,",
                "nets,sea,Nets,Netze,Nets in use,Benutzte Netze,count,up,linear,\nboats,sea,Boats,",
            ),
        ),
        Slot("data/units.csv", ("million euro,EUR,1000000,EUR ", "million euro,EUR,1000000,€ ")),
        Slot("data/glossary.csv", ("Fish that is landed", "Fish that is brought to land")),
        Slot("data/comparability.csv", ("Boats at moorings are", "Boats at anchor are")),
        Slot("data/sources.csv", ("Island gazette", "Gazette of the isles")),
        Slot("data/areas.csv", ("North Isle", "Isle of the north")),
        Slot("data/domains.csv", ("sea,Sea,Meer", "sea,The sea,Meer")),
        # pages: a paragraph, what others see of them, links, numbers that no source states
        Slot(
            "content/sea.en.md",
            (
                "Boats at moorings",
                "Boats at anchor",
                "Boats at 12 moorings",
                "Boats [there](sea.md#nowhere)",
                "Boats [there](index.md)",
                "{fact}`catch/south/2023`",
                "{fact}`catch/nowhere/2023`",
            ),
        ),
        Slot("content/sea.en.md", ("short: Sea", "short: Waters", "short: Sea {term}`catch`")),
        Slot("content/sea.en.md", ("{#catch}\n", "{#fish}\n", "")),
        Slot("content/sea.de.md", ("title: Das Meer", "title: Die See", "title: ''")),
        Slot("content/sea.en.md", (":title: The north", ":title: The cold north")),
        Slot("content/sea.en.md", (":name: catch-path", ":name: path", ":name: catch-by-isle")),
        Slot("content/sea.en.md", ("order: 1", "order: 7", "order: 1\nupdated: 2024-04-01")),
        Slot("content/sea.en.md", ("kind: briefing", "kind: home", "kind: nonsense")),
        Slot("content/index.en.md", ("The {term}`catch` grew.", "It grew.")),
        Slot("content/index.en.md", ("(sea.md#catch)", "(sea.md)", "(ocean.md)")),
        Slot("content/index.de.md", ("updated: 2024-03-05", "updated: 2024-03-06")),
        # how it looks: templates, catalogues, assets
        Slot("templates/briefing.html", ('<p class="lead">', "<p>", "{% if %}", "{{ nothing }}")),
        Slot("templates/workings.html", ("<ol>", '<ol class="all">', '<ol id="working-1">')),
        Slot(
            "templates/inline.html",
            ('</data>\n{%- elif one.kind == "source"', '</data> \n{%- elif one.kind == "source"'),
        ),
        Slot("templates/page.md", ("# {{ title }}", "# On {{ title }}", "# {{ titel }}")),
        Slot("templates/base.html", ("<main>", "<main>{{ _('Workings') }}", "<main id=main>")),
        Slot("templates/base.html", ('<meta charset="utf-8">', '<meta charset="UTF-8">')),
        Slot("templates/404.html", ("<body>", "<body>Lost.")),
        Slot(
            "templates/locale/de.po",
            ('msgstr "voraus"', 'msgstr "weit voraus"', 'msgstr ""', 'msgstr "vor{aus"'),
        ),
        Slot("templates/assets/style.css", ("40rem", "41rem", "42rem")),
        # settings
        Slot("site.toml", ('title.en = "Islands"', 'title.en = "Isles"')),
        Slot(
            "site.toml",
            (
                'default_language = "en"\n',
                f'default_language = "en"\n{LOWERED}',
                f'default_language = "en"\n{LOWERED}rules.markup = "warning"\nrules.picture = "off"\n',
                'default_language = "en"\nrules.unclaimed = "error"\nrules.file-name = "error"\n',
                'default_language = "en"\nrules.file-name = "off"\n',
            ),
        ),
        Slot("site.toml", ("pictures = false\n", "pictures = true\n", "pictures = maybe\n")),
        Slot("site.toml", ("islands.example/stats/", "islands.example/")),
        Slot("site.toml", ("[source_kinds.plan]", MANIFEST)),
        Slot("site.toml", (BLOCK_DE, "")),
        Slot("site.toml", ("[[languages]]\n", '[paths]\ndata = "tables"\n\n[[languages]]\n')),
        Slot("site.toml", ('feed_authority = "islands.example,2024"\n', "")),
        Slot("site.toml", ('styles = ["gb-t-7714", "apa"]', 'styles = ["apa"]')),
    ),
)
HARBOUR = World(
    lambda folder: copy_harbour(folder),  # noqa: PLW0108 # the rest has defaults
    (
        Slot(
            "data/facts.csv",
            (
                "waiting,harbour,2020,actual,level,,9,,,exact,hours,outlook,page 1,9 ",
                "waiting,harbour,2020,actual,level,,9.5,,,exact,hours,outlook,page 1,9.5 ",
            ),
        ),
        Slot("data/facts.csv", ("Without transit", "Transit apart")),
        Slot(
            "data/facts.csv",
            (
                "\nberths,north-quay,2023,actual,level,,11,,,exact,berths,outlook,page 3,11 on the north,,",
                "",
            ),
        ),
        Slot("data/glossary.csv", ("Electricity that a ship", "Power that a ship")),
        Slot("data/indicators.csv", ("freight,Cargo,", "freight,Goods,")),
        Slot("content/travel.en.md", ("Ferries carried {fact}", "The ferries carried {fact}")),
        Slot(
            "content/travel.en.md",
            ("The target is", "The [target](targets.md) is", "The 3 targets are"),
        ),
        Slot("content/travel.en.md", ("short: Travel", "short: Ferries")),
        Slot("content/travel.en.md", ("updated: 2024-03-01", "updated: 2024-05-01", "")),
        Slot("content/freight.en.md", ("{#quays}", "{#berths}")),
        Slot("content/freight.en.md", ("{term}`shore-power`", "shore power")),
        Slot("content/freight.en.md", (":title: Cargo keeps", ":title: The cargo keeps")),
        Slot("content/search.en.md", ("kind: search", "kind: method")),
        Slot("content/targets.zh.md", ("kind: ", "order: 3\nkind: ")),
        Slot("site.toml", ('description.en = "How', 'description.en = "Of how')),
        Slot("site.toml", ('short_name.en = "Harbour"', 'short_name.en = "Port"')),
        Slot("site.toml", ('url = "https://harbour', 'pdf = ["briefing"]\nurl = "https://harbour')),
    ),
)
WORLDS: Mapping[str, World] = {"islands": ISLANDS, "harbour": HARBOUR}
PAGES = ("sea", "ocean", "index", "travel", "freight")
"""What pages may be called, after they were renamed."""
LOCK = (
    "index 0160eb854d9dfac5 91cec655ef04128b\n"
    "index 696c0a4e6f8d33e3 d042e42153af491f\n"
    "index 7766cf2fc637a43a 7766cf2fc637a43a\n"
    "index faa2d5cc95f7b366 d89d27904de94619\n"
    "sea 06f85f43cc3a53b6 343373426dd5c3c4\n"
    "sea 1532c58c1e676904 727ef1abcef6ac10\n"
    "sea 27ce74ee53a62568 830536e74f5a418c\n"
    "sea 28621f4d55159e04 0f680e78c57f3e4b\n"
    "sea 49f1f7953a67069b c83f86e873d55d3d\n"
    "sea 77451f6455dc6a11 f86c816ea755a17a\n"
    "sea 86c39c1513b8ea5a 26a01c96f37566f6\n"
    "sea 8b508b2a296cfd63 ed73a395457f7595\n"
    "sea bc42f7d441628440 bc42f7d441628440\n"
    "sea be2e26de54417eb8 2d5de06e2da94226\n"
    "sea f61eeffe8fd2f895 04bee7d845452d8d\n"
)
"""What the texts of the islands are agreed by, as they are at first."""
OWN = {
    "templates/chooser.html": "<!doctype html><html lang=en><meta charset=utf-8><title>Isles</title>"
    '{% for one in languages %}<a href="{{ one.href }}">{{ one.name }}</a>{% endfor %}',
    "templates/assets/style.css": "body { max-width: 40rem }",
    "templates/assets/notes.js": "let note = 1;",
    "templates/locale/en.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n',
    "content/.draft.en.md": "---\nkind: home\n---\n",
    "content/notes.txt": "a note",
    "content/sub/sea.en.md": "---\nkind: home\n---\n",
    "content/three.en.md": "---\nkind: briefing\ntitle: Three\ndescription: d\ndomain: sea\n---\nMore.\n",
    "content/three.de.md": "---\nkind: briefing\ntitle: Drei\ndescription: d\ndomain: sea\n---\nMehr.\n",
    "content/words.en.md": "---\nkind: glossary\ntitle: Words\ndescription: d\n---\nWords.\n",
    "data/unknown.csv": "a,b\n1,2\n",
    "translations.lock": LOCK,
}
"""Files that a project may get besides its own, or in the place of its own."""


def change_form(project: Path, slot: Slot, form: int) -> None:
    """Give a text another of its forms, where the file has one of them."""
    path = project / slot.path
    with suppress(OSError, UnicodeDecodeError):
        text = path.read_text("utf-8")
        there = max((one for one in slot.forms if one and one in text), key=len, default=None)
        wanted = slot.forms[form % len(slot.forms)]
        if there is not None:
            path.write_text(text.replace(there, wanted, 1), "utf-8")
        elif wanted and "" in slot.forms:
            path.write_text(text + wanted.lstrip("\n"), "utf-8")


def list_files(project: Path) -> list[Path]:
    """The files of a project, but for the store and what was published."""
    return sorted(
        path
        for path in project.rglob("*")
        if path.is_file() and not {STORE, "site"} & {*path.relative_to(project).parts}
    )


def change_files(project: Path, world: World, chance: Random) -> None:
    """Add, remove, restore, rename, move or touch files, as chance has it."""
    with suppress(IsADirectoryError):  # a folder that another edit made may stand in the way
        chance.choice(FILE_EDITS)(project, world, chance)


def _remove(project: Path, _: World, chance: Random) -> None:
    if files := list_files(project):
        chance.choice(files).unlink()


def _add(project: Path, _: World, chance: Random) -> None:
    name = chance.choice([*OWN])
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text(OWN[name], "utf-8")


def _restore(project: Path, world: World, chance: Random) -> None:
    """One file, or all, as they were at first."""
    first = project.parent / "first"
    if not first.exists():
        world.copy(first)
    files = list_files(first)
    if chance.random() < 0.5:
        for path in list_files(project):
            path.unlink()
    else:
        files = [chance.choice(files)]
    for path in files:
        target = project / path.relative_to(first)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _rename(project: Path, _: World, chance: Random) -> None:
    """A page, in one language or in all."""
    old, new = chance.sample(PAGES, 2)
    codes = ("en", "de", "zh") if chance.random() < 0.7 else ("en",)
    for code in codes:
        path = project / "content" / f"{old}.{code}.md"
        if path.exists():
            path.replace(path.with_name(f"{new}.{code}.md"))


def _copy(project: Path, _: World, chance: Random) -> None:
    old, new = chance.sample(PAGES, 2)
    for path in sorted((project / "content").glob(f"{old}.*.md")):
        with suppress(FileNotFoundError):  # a link that another edit made leads to nothing
            shutil.copyfile(path, path.with_name(path.name.replace(old, new, 1)))


def _move(project: Path, _: World, chance: Random) -> None:
    """A page into a folder of the content folder, or out of one."""
    inner = project / "content" / "inner"
    inner.mkdir(parents=True, exist_ok=True)
    for path in [*inner.glob("*.md")]:
        if not (
            target := path.parent.parent / path.name
        ).is_dir():  # as other happenings make of it
            path.replace(target)
        return
    if pages := sorted((project / "content").glob("*.md")):
        path = chance.choice(pages)
        path.replace(inner / path.name)


def _move_tables(project: Path, _: World, _chance: Random) -> None:
    """All tables from the folder where they are looked for to another, or back."""
    one, two = project / "data", project / "tables"
    if one.is_dir() and not two.exists():
        one.rename(two)
    elif two.is_dir() and not one.exists():
        two.rename(one)


def _touch(project: Path, _: World, chance: Random) -> None:
    """Give a file another time: now, long ago, or one that is yet to come."""
    if files := list_files(project):
        when = chance.choice([None, (1e9, 1e9), (4e9, 4e9)])
        os.utime(chance.choice(files), when)


def _hide(project: Path, _: World, chance: Random) -> None:
    """Write a file so that neither its size nor its time tells."""
    if files := list_files(project):
        path = chance.choice(files)
        before, content = path.stat(), path.read_bytes()
        place = next(
            (place for place in range(len(content)) if content[place : place + 2] == b"e "), 0
        )
        path.write_bytes(content[:place] + b"a" + content[place + 1 :])
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _exchange(project: Path, _: World, chance: Random) -> None:
    """Let two files change places, times and all."""
    content = sorted((project / "content").glob("*.md"))
    if len(content) > 1:
        one, two = chance.sample(content, 2)
        aside = one.with_suffix(".aside")
        one.rename(aside)
        two.rename(one)
        aside.rename(two)


def _block(project: Path, _: World, chance: Random) -> None:
    """Put something that is no text where a page is looked for."""
    path = project / "content" / chance.choice(["block.en.md", "sea.en.md"])
    if path.is_dir():
        path.rmdir()
    elif not (path.exists() or path.is_symlink()):
        match chance.choice(["folder", "bytes", "link"]):
            case "folder":
                path.mkdir()
            case "bytes":
                path.write_bytes(b"\xff\xfe")
            case _:
                path.symlink_to("nowhere")


FILE_EDITS = (
    _remove,
    _add,
    _restore,
    _rename,
    _copy,
    _move,
    _move_tables,
    _touch,
    _hide,
    _exchange,
    _block,
)


def damage_store(project: Path, chance: Random) -> None:
    """Do something to the store of a project that no build would do; nobody has it open."""
    chance.choice(DAMAGES)(project / STORE, chance)


def _delete(store: Path, _: Random) -> None:
    shutil.rmtree(store, ignore_errors=True)


def _delete_file(store: Path, chance: Random) -> None:
    (store / chance.choice([TRACES, RESULTS])).unlink(missing_ok=True)


def _cut(store: Path, chance: Random) -> None:
    """Half a file."""
    path = store / chance.choice([TRACES, RESULTS])
    if path.exists():
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * chance.random())])


def _flip(store: Path, chance: Random) -> None:
    """Other bytes somewhere in the results."""
    path = store / RESULTS
    if path.exists():
        content = bytearray(path.read_bytes())
        for _ in range(chance.choice([1, 200])):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)


def _lose_rows(store: Path, chance: Random) -> None:
    """All that is known of the files that were read, or of why nothing is to be done."""
    table = chance.choice(["files", "facts"])
    _tell(store / TRACES, f"DELETE FROM {table}")  # noqa: S608 # of the list above


def _age(store: Path, _: Random) -> None:
    """What another version of the generator made."""
    _tell(store / TRACES, "UPDATE facts SET value = 'older' WHERE name = 'generator'")
    _tell(store / RESULTS, "UPDATE results SET key = 'older' || key")


def _reshape(store: Path, _: Random) -> None:
    """Tables as another version of the generator had them."""
    _tell(store / TRACES, "DROP TABLE units")
    _tell(store / TRACES, "CREATE TABLE units (name TEXT)")


def _tell(path: Path, order: str) -> None:
    if path.exists():
        connection = sqlite3.connect(path)
        with suppress(sqlite3.Error), connection:
            connection.execute(order)
        connection.close()


DAMAGES = (_delete, _delete_file, _cut, _flip, _lose_rows, _age, _reshape)
