"""What was found of wrong rows, as text: MUTATION.md, and the table that the method page counts by."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Found = Mapping[str, Any]

HERE = Path(__file__).parent
STORE = HERE / "mutation.json"
RESULTS = HERE / "MUTATION.md"
TABLE = "mistakes"
"""Name of the table of the project."""
KEYS = {
    "a digit": "digit",
    "a zero at the end": "zero",
    "the decimal point": "point",
    "the unit": "unit",
    "the counter": "counter",
    "the bound": "bound",
    "the period": "period",
    "the area": "area",
    "the measure": "measure",
    "the kind": "kind",
}
"""Keys of the sorts of mistakes in the table."""
REFUSED = ("tables", "pages", "audit", "nothing")
EQUAL = "A counter that is left reads the same: 强 and 位 are both ranks, 万 counts anything by ten thousands, 千米 is 公里. A digit is left where the phrase prints another number that can be read in the unit, as 第6代 in that of a rank, and the row names it; the numeral that no row then states is open to the audit."
_SHOWN = 40
"""How many examples are listed."""


def write_report(kept: Found) -> None:
    """Write MUTATION.md of the parts that were measured."""
    lines = [
        "# What refuses a wrong row",
        "",
        "Made by `make mutants`; not edited by hand. All rows of `data/facts.csv` are taken in turn; `mutation.json` has the details.",
        "",
        *(line for name, say in _PARTS.items() if name in kept for line in say(kept[name])),
    ]
    RESULTS.write_text("\n".join(lines).rstrip() + "\n", "utf-8")


def write_table(kept: Found, project: Path) -> None:
    """Write the table of the project that its method page counts by, where mistakes were tried with the texts."""
    found = kept.get("mutants")
    if not found or not found["texts"]:
        return
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("mistake", "tried", "tables", "pages", "audit", "unseen"))
    for sort, key in KEYS.items():
        table.writerow((key, *(found["sorts"][sort].get(name, 0) for name in ("all", *REFUSED))))
    (project / "data" / f"{TABLE}.csv").write_text(text.getvalue(), "utf-8")


def _introduce(found: Found) -> str:
    return f"{found['date']}, {found['facts']} facts, {found['seconds']:,} s."


def _rows(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|---{'|---:' * (len(head) - 1)}|"
    for row in rows:
        cells = (f"{one:,}" if isinstance(one, int) else str(one) for one in row)
        yield f"| {' | '.join(cells)} |"
    yield ""


def _percent(part: int, whole: int) -> str:
    """Rounded down: only all is 100 %."""
    return f"{1000 * part // whole / 10:.1f} %" if whole else "—"


def _say_mutants(found: Found) -> Iterator[str]:
    sorts: Mapping[str, Mapping[str, int]] = {sort: found["sorts"][sort] for sort in KEYS}
    whole = Counter[str]()
    for counts in sorts.values():
        whole.update(counts)
    yield from (
        "## Mistakes in a row, its phrase left as it is",
        "",
        _introduce(found),
        "",
        "Who refuses a row first: the checks of the tables, which need nothing but the row and its phrase; those of the pages, which miss a fact that they cite or find a claim untrue; the audit, which reads the words of the text around the number and asks. The last column counts all that the audit asks about, whoever refuses them before.",
        "",
    )
    head = (
        "wrong",
        "mutants",
        "tables",
        "pages",
        "audit",
        "nothing",
        "refused",
        "without texts",
        "audit asks",
    )
    yield from _rows(head, [_count(sort, own) for sort, own in [*sorts.items(), ("all", whole)]])
    yield EQUAL
    yield ""
    yield from _list_survivors("Of value, unit and bound, nothing refuses these", found["checked"])
    yield from _list_survivors("Of the rest, some that nothing refuses", found["survivors"])


def _count(sort: str, own: Mapping[str, int]) -> Sequence[object]:
    tried = own["all"]
    numbers = [own.get(name, 0) for name in REFUSED]
    checked = numbers[0] + numbers[1]
    asked = own.get("asked", 0)
    return (
        sort,
        tried,
        *numbers,
        _percent(tried - numbers[-1], tried),
        _percent(checked, tried),
        _percent(asked, tried),
    )


def _list_survivors(title: str, survivors: Sequence[Found]) -> Iterator[str]:
    shown = survivors[:: max(1, len(survivors) // _SHOWN)][:_SHOWN]
    if not shown:
        return
    yield f"**{title}** ({len(shown)} of {len(survivors)} that are kept):"
    yield ""
    for one in shown:
        was = ", ".join(f"{name} {text or 'empty'}" for name, text in one["was"].items())
        now = ", ".join(text or "empty" for text in one["is"].values())
        yield f"- {one['sort']}: `{one['fact']}`, {was} → {now}, of `{one['phrase']}`"
    yield ""


def _say_moves(found: Found) -> Iterator[str]:
    sizes: Mapping[str, Mapping[str, int]] = found["sizes"]
    yield from (
        "## Facts that are corrected, phrase and all",
        "",
        _introduce(found),
        "",
        "Each fact is made larger by so much, and smaller until it was larger by as much. Tables refuse what no longer agrees with other rows; pages what their claims say. Else pages change in silence, or show the fact in lists alone.",
        "",
    )
    names = ("tables", "pages", "silent", "unshown")
    yield from _rows(
        ("moved by", "moves", "tables", "pages", "pages change", "no page shows it", "refused"),
        [
            (
                f"{size} %",
                own["all"],
                *(own.get(name, 0) for name in names),
                _percent(own.get("tables", 0) + own.get("pages", 0), own["all"]),
            )
            for size, own in sorted(sizes.items(), key=lambda pair: int(pair[0]))
        ],
    )
    yield "By page: moves after which it shows something else, and those of them for which it is refused."
    yield ""
    pages: Mapping[str, Mapping[str, int]] = found["pages"]
    yield from _rows(
        ("page", "moves", "refused", "change in silence", "refused"),
        [
            (
                slug,
                own["touched"],
                own.get("refused", 0),
                own["touched"] - own.get("refused", 0),
                _percent(own.get("refused", 0), own["touched"]),
            )
            for slug, own in pages.items()
        ],
    )


def _say_flips(found: Found) -> Iterator[str]:
    sorts = dict(found["sorts"])
    still = sorts.pop("nothing", {"all": 0})
    refused = still["all"] - still.get("nothing", 0)
    yield from (
        "## Edits that make a page untrue, and edits that do not",
        "",
        _introduce(found),
        "",
        "From each claim of a page, the rows are changed, phrase and all, or added, so that the numbers as they are printed say the reverse.",
        "",
    )
    names = ("tables", "pages", "nothing")
    yield from _rows(
        ("flipped", "edits", "tables", "pages", "nothing", "refused"),
        [
            (
                sort,
                own["all"],
                *(own.get(name, 0) for name in names),
                _percent(own["all"] - own.get("nothing", 0), own["all"]),
            )
            for sort, own in sorts.items()
        ],
    )
    yield f"Of {still['all']:,} edits that move a fact by its last printed digit, past no other figure of its unit, to no other status, and out of no relation, {refused:,} are refused."
    yield ""
    for one in found["odd"]:
        words = f"“{one['words']}” of `{one['page']}`: " if one["words"] else ""
        yield f"- {one['sort']}: {words}`{one['claim']}` with {one['is']}{': ' if one['said'] else ''}{one['said']}"
    yield ""


def _say_proof(found: Found) -> Iterator[str]:
    yield from (
        "## The quick way and the whole check",
        "",
        _introduce(found),
        "",
        f"Of {found['all']:,} mutants, written into a copy of the project and given to a whole `check` and a whole audit, {len(found['differ']):,} are judged otherwise there.",
        "",
        *(
            f"- {one['sort']}: `{one['fact']}`: {one['here']}, {one['there']}"
            for one in found["differ"]
        ),
        "",
    )


_PARTS = {
    "mutants": _say_mutants,
    "moves": _say_moves,
    "flips": _say_flips,
    "proof": _say_proof,
}
