"""What refuses a wrong row of the real ledger: every fact changed in turn, moved in size, made to contradict the pages.

    python tests/bench/mutation.py [--parts PART ...] [--sources DIR] [--quick]

Parts are `mutants` (each cell of each row wrong in turn, its phrase left as it is), `moves` (each fact larger and smaller,
phrase and all), `flips` (edits after which a claim of a page is untrue, and edits after which none is) and `proof` (that what
is asked here says what a whole check says). Results are kept in mutation.json by part; MUTATION.md and the table of the
method page are written from them. The texts of the sources are not part of the repository: without them the audit asks nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parent.parent.parent
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from flips import make_flips, make_nudges  # noqa: E402 - finds its helpers first
from moves import make_moves  # noqa: E402
from mutants import SORTS, make_mutants  # noqa: E402
from mutation_report import STORE, write_report, write_table  # noqa: E402
from refusals import AUDIT, NOTHING, PAGE, TABLE, Proof  # noqa: E402
from whole_check import WholeCheck  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from flips import Edit
    from mutants import Mutant
    from refusals import Refusal, Verdict

SEED = 12
PROVED = 200
"""How many mutants are put to a whole check besides."""
SURVIVORS = 400
"""How many of those that nothing refuses are kept."""

Found = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the parts that are asked for, and write down what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=[*PARTS], metavar="PART")
    parser.add_argument(
        "--sources", type=Path, metavar="DIR", help="the texts, as the audit takes them"
    )
    parser.add_argument("--quick", action="store_true", help="every fiftieth; writes nothing")
    options = parser.parse_args(arguments)
    proof = Proof(ROOT, options.sources)
    step = 50 if options.quick else 1
    for name in options.parts:
        started = perf_counter()
        found = PARTS[name](proof, step)
        found |= {
            "date": datetime.now(UTC).date().isoformat(),
            "seconds": round(perf_counter() - started),
            "facts": len(proof.ledger.facts),
            "texts": proof.has_texts,
        }
        print(f"{name}: {json.dumps(found, ensure_ascii=False)[:2000]}", flush=True)  # noqa: T201 # a bench prints
        if not options.quick:
            kept = json.loads(STORE.read_text("utf-8")) if STORE.exists() else {}
            text = json.dumps({**kept, name: found}, ensure_ascii=False, indent=1, sort_keys=True)
            STORE.write_text(text + "\n", "utf-8")
    if not options.quick:
        kept = json.loads(STORE.read_text("utf-8"))
        write_report(kept)
        write_table(kept, ROOT)


def list_mutants(proof: Proof) -> Iterator[Mutant]:
    """All mistakes in all rows; the same at every run."""
    for fact in proof.ledger.facts:
        yield from make_mutants(fact, proof.ledger, Random(f"{SEED} {fact.key}"))  # noqa: S311 # no secret


def measure_mutants(proof: Proof, step: int) -> Found:
    """How many mutants of each sort are refused by whom."""
    counts = {sort: Counter[str]() for sort in SORTS}
    rules: Counter[str] = Counter()
    survivors: list[Found] = []
    for mutant in [*list_mutants(proof)][::step]:
        refusal = proof.refuse(mutant)
        own = counts[mutant.sort]
        own["all"] += 1
        own[refusal.by or "nothing"] += 1
        own["asked"] += bool(refusal.hint)
        rules[refusal.rule] += 1
        if refusal.by == NOTHING:
            survivors.append(_keep(proof, mutant))
    chosen = Random(SEED).sample(survivors, min(SURVIVORS, len(survivors)))  # noqa: S311 # no secret
    checked = [one for one in survivors if one["sort"] in CHECKED]
    return {
        "sorts": counts,
        "rules": rules,
        "checked": checked,
        "survivors": sorted(chosen, key=str),
    }


CHECKED = (
    "a digit",
    "a zero at the end",
    "the decimal point",
    "the unit",
    "the counter",
    "the bound",
)
"""Sorts of mistakes that the phrase of a row contradicts."""


def _keep(proof: Proof, mutant: Mutant) -> Found:
    fact = proof.fact_by_line[mutant.line]
    return {
        "sort": mutant.sort,
        "fact": fact.key,
        "phrase": fact.phrase,
        "was": {name: fact.row[name] for name in mutant.cells},
        "is": dict(mutant.cells),
    }


def measure_moves(proof: Proof, step: int) -> Found:
    """What comes of facts that a source corrects, by how far: refused, or shown as they are now."""
    sizes: dict[str, Counter[str]] = {}
    pages: dict[str, Counter[str]] = {page.page.slug: Counter() for page in proof.pages.parsed}
    moves = [move for fact in proof.ledger.facts for move in make_moves(fact, proof.ledger)]
    for move in moves[::step]:
        verdict = proof.judge(proof.change(move.line, move.cells), move.line)
        own = sizes.setdefault(move.size, Counter())
        own["all"] += 1
        own[_say_outcome(verdict)] += 1
        refused = {Path(one.path).name.split(".")[0] for one in verdict.problems}
        for slug in {piece.slug for piece in verdict.touched}:
            pages[slug]["touched"] += 1
            pages[slug]["refused"] += slug in refused
    return {"sizes": sizes, "pages": {slug: count for slug, count in pages.items() if count}}


def _say_outcome(verdict: Verdict) -> str:
    if verdict.by == TABLE:
        return "tables"
    if verdict.by == PAGE:
        return "pages"
    return "silent" if verdict.touched else "unshown"


def measure_flips(proof: Proof, step: int) -> Found:
    """How many edits that make a claim untrue are refused, and how many that make none untrue."""
    flips: dict[str, Counter[str]] = {}
    odd: list[Found] = []
    edits = [
        *make_flips(proof, proof.pages.pieces[::step]),
        *make_nudges(proof, proof.ledger.facts[::step]),
    ]
    for edit in edits:
        files = proof.change(edit.line, edit.cells) if edit.line else proof.add(edit.cells)
        verdict = proof.judge(files, edit.line, every=False)
        own = flips.setdefault(edit.sort, Counter())
        own["all"] += 1
        own[verdict.by or "nothing"] += 1
        if bool(verdict.by) is (edit.sort == "nothing"):
            odd.append(_keep_edit(edit, verdict))
    return {"sorts": flips, "odd": odd}


def _keep_edit(edit: Edit, verdict: Verdict) -> Found:
    said = verdict.problems[0].message if verdict.problems else ""
    cells = {name: text for name, text in edit.cells.items() if name in {"value", "low", "high"}}
    return {
        "sort": edit.sort,
        "page": edit.page,
        "words": edit.words,
        "claim": edit.claim,
        "is": cells,
        "said": said,
    }


def measure_proof(proof: Proof, step: int) -> Found:
    """Whether a whole check, and a whole audit, say of some mutants what is said of them here."""
    mutants = Random(SEED).sample([*list_mutants(proof)], PROVED // step)  # noqa: S311 # no secret
    differ: list[Found] = []
    with WholeCheck(ROOT, proof) as whole:
        for mutant in mutants:
            refusal, said = proof.refuse(mutant), whole.ask(mutant)
            if not agree(refusal, said):
                differ.append({**_keep(proof, mutant), "here": str(refusal), "there": str(said)})
    return {"all": len(mutants), "differ": differ}


def agree(refusal: Refusal, said: Mapping[str, Sequence[str]]) -> bool:
    """Whether a refusal is among what a whole check says, and so is what the audit asks."""
    refused = refusal.by in {TABLE, PAGE}
    if refused is not bool(said["check"]) or (refused and refusal.rule not in said["check"]):
        return False
    return refused or (refusal.by == AUDIT) is bool(said["audit"])


PARTS: Mapping[str, Callable[[Proof, int], Found]] = {
    "mutants": measure_mutants,
    "moves": measure_moves,
    "flips": measure_flips,
    "proof": measure_proof,
}

if __name__ == "__main__":
    main()
