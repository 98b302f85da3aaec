"""The harbour: a project with pages of all kinds, in any languages, and no templates of its own."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po, write_po
from projects import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HARBOUR = Path(__file__).parent / "harbour"
"""As it is written, in English and Chinese."""
WRITTEN = ("en", "zh")


def copy_harbour(folder: Path, codes: Sequence[str] = WRITTEN) -> Path:
    """The harbour in some languages; one that it is not written in says what English says."""
    folder.mkdir(parents=True)
    settings = (HARBOUR / "site.toml").read_text("utf-8")
    (folder / "site.toml").write_text(_choose_settings(settings, codes), "utf-8")
    (folder / "data").mkdir()
    for table in sorted((HARBOUR / "data").glob("*.csv")):
        text = _choose_columns(table.read_text("utf-8"), codes)
        (folder / "data" / table.name).write_text(text, "utf-8")
    (folder / "content").mkdir()
    for page in sorted((HARBOUR / "content").glob("*.en.md")):
        for code in codes:
            spoken = code if code in WRITTEN else "en"
            name = page.name.replace(".en.md", f".{spoken}.md")
            shutil.copyfile(
                HARBOUR / "content" / name,
                folder / "content" / page.name.replace(".en.md", f".{code}.md"),
            )
    return folder


def _choose_settings(text: str, codes: Sequence[str]) -> str:
    head, *tables = re.split(r"^(?=\[)", text, flags=re.MULTILINE)
    english = next(one for one in tables if 'code = "en"' in one)
    chosen = "".join(
        next(
            (one for one in tables if f'code = "{code}"' in one),
            re.sub(r'"(en|en_GB|English)"', f'"{code}"', english),
        )
        for code in codes
    )
    rest = "".join(one for one in tables if not one.startswith("[[languages]]"))
    return _choose_lines(head, codes) + chosen + _choose_lines(rest, codes)


def _choose_lines(text: str, codes: Sequence[str]) -> str:
    """Texts that are written once a language."""
    lines = []
    for line in text.splitlines(keepends=True):
        match = re.match(r"(\w+)\.(en|zh) = ", line)
        if match is None or match[2] in codes:
            lines.append(line)
        if match and match[2] == "en":
            others = [code for code in codes if code not in WRITTEN]
            lines += [line.replace(".en = ", f".{code} = ") for code in others]
    return "".join(lines)


def _choose_columns(text: str, codes: Sequence[str]) -> str:
    header, *rows = csv.reader(io.StringIO(text))
    columns = list(_list_columns(header, codes))
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow([name for name, _ in columns])
    writer.writerows([[row[place] for _, place in columns] for row in rows])
    return made.getvalue()


def _list_columns(header: list[str], codes: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Name of each column, and its place in what is written."""
    for place, name in enumerate(header):
        stem, _, code = name.rpartition("_")
        if code not in WRITTEN:
            yield name, place
        elif code == "en":
            names = ((one, f"{stem}_{one}".lstrip("_")) for one in codes)
            yield from ((own, header.index(own) if own in header else place) for _, own in names)


LONGER = {
    "locators": "report,page 4,,第4页\n",
    "indicators": (
        "roll-on,freight,Roll-on cargo,滚装RoRo货物,Goods that are driven on board,驶上船的货物,tonne,up,linear,\n"
        "sheds,freight,Sheds,仓库,Places where goods wait,货物等待的位置,count,up,linear,\n"
        "trips,travel,Ferry trips,渡轮班次,Journeys of ferries,渡轮的航行次数,count,up,linear,\n"
        "seats,travel,Covered seats,有顶棚的座位,Seats out of the rain,淋不到雨的座位,count,up,linear,\n"
    ),
    "facts": "".join(
        f"{indicator},harbour,20{10 + number // 12}-{number % 12 + 1:02},actual,level,,{412 + number}{rest},,,exact,"
        f"{unit},report,{page},{412 + number}{rest} in month {number + 1},,\n"
        for indicator, rest, unit, page in (
            ("roll-on", ".5", "tonne", "page 3"),
            ("trips", "", "count", "page 4"),
        )
        for number in range(40)
    )
    + "".join(
        f"{indicator},harbour,{2024 + number},target,level,,{20 + number},,,exact,"
        f"count,outlook,page 3,{20 + number} by {2024 + number},,\n"
        for indicator in ("sheds", "seats")
        for number in range(20)
    ),
}
"""Rows that make lists long: figures of forty months, and targets for twenty years, in each domain."""


LEADING = (
    ("sources", "outlook,news", "outlook,plan"),
    ("indicators", "tonne,up,geometric,", "tonne,up,geometric,anticipatory"),
    ("indicators", "hour,down,linear,", "hour,down,linear,binding"),
    ("indicators", "passenger,up,geometric,", "passenger,up,geometric,anticipatory"),
)
"""What makes targets lead: a plan that says of its indicators what they are to it."""


def copy_long_harbour(folder: Path) -> Path:
    """The harbour with tables that are longer than a screen or a sheet, cited in two styles."""
    project = copy_harbour(folder)
    settings = project / "site.toml"
    styles = 'citation_styles = ["gb-t-7714", "apa"]\n'
    settings.write_text(styles + settings.read_text("utf-8"), "utf-8")
    for table, old, new in LEADING:
        path = project / "data" / f"{table}.csv"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    for table, rows in LONGER.items():
        with (project / "data" / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.write(rows)
    return project


def write_catalogue(folder: Path, code: str) -> None:
    """A catalogue of a language that the theme has none for: all that it says, in English."""
    with (ROOT / "templates" / "locale" / "zh.po").open("rb") as file:
        read = read_po(file)
    made = io.BytesIO()
    catalogue = type(read)(locale=code)
    for message in read:
        if message.id:
            catalogue.add(message.id, message.id)
    write_po(made, catalogue)
    path = folder / "templates" / "locale" / f"{code}.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(made.getvalue())
