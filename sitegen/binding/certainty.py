"""Whether a proposal is certain.

**Certain** is a proposal only if all of this holds; nothing else is ever written into a page by itself.

1. It reads as what is typed, character for character, with unit and words of its bound, so the page reads as before. No other
   word of a bound stands beside it, and no other unit.
2. The same text shows it in another language, and oftener than here, in the same sentence or cell, or, where that cannot be told, the own
   sentence says what it is of; and something here speaks for it (for a small number without a unit more); or all of this: what it is of is said where the number stands: the indicator of each fact is named in the sentence, in the row or in the heading
   above, or a claim, a computed number or the directive there rests on it; nothing nearby speaks for another year or place, one that is
   named nearer; no role of the same block shows it; and the same text shows nothing in another language that is not here yet, for it may be that, mistyped; or it is what a table counts there, in the only way in which its rows and columns count. That a number is found nowhere else in the ledger is not enough.
3. No other number of the same block means the same, but where the other language shows it so often: who says two numbers means two things.
4. No other meaning comes near it: the odds against the next one, whatever it reads like, are at least e^`MARGIN`,
   and the signs for it come to `LEAST`, which few meanings reach that are wrong. Two
   that say the very same of the very same facts are told from each other by nobody, and neither is certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.binding.evidence import is_said_in_sentence, is_spoken_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.binding.index import LedgerIndex
    from sitegen.binding.typed import Proposal, Stand

MARGIN = 5.0
"""By how much the sum of signs of a certain proposal is larger than that of any other meaning."""
LEAST = 9.0
"""How large that sum is at least."""
_COUNTED = 0.5
"""How near other counts of the same sort or of the same column must stand."""
_ELSEWHERE = 0.3
"""How much nearer another year or place may be named than its own."""
_TELLING = 100
"""From here on a bare number is hardly shown by another language by chance."""
_SPEAKING = ("named", "known-as", "named-above", "phrase", "counted", "claimed")
_SPOKEN, _SPOKEN_SMALL = 0.12, 0.2
"""What must speak here for what another language shows, and how much; more for a small bare number."""


def is_certain(
    index: LedgerIndex, stand: Stand, first: Proposal, others: Sequence[Proposal]
) -> bool:
    """Whether the likeliest proposal of a number is certain, as far as the others of its block do not count."""
    margin = first.weight - others[0].weight if others else MARGIN
    return margin >= MARGIN and first.weight >= LEAST and fits_surely(index, first, stand)


def count_expected(proposal: Proposal) -> float:
    """How many numbers of a block may mean the same: as many as another language shows there more, else one."""
    return max(proposal.signs["abroad-times"], 1.0)


def fits_surely(index: LedgerIndex, proposal: Proposal, stand: Stand) -> bool:
    """Whether a proposal reads as what is typed, and what it is of is said where the number stands."""
    signs, meaning = proposal.signs, proposal.meaning
    bound = meaning.quantity.bound if meaning.quantity else "exact"
    if proposal.span is None or signs["other-unit"] or stand.beside.bounds - {bound}:
        return False
    if signs["abroad"]:
        least = _SPOKEN if stand.value >= _TELLING or proposal.has_unit else _SPOKEN_SMALL
        is_said = max(signs.get(name, 0.0) for name in _SPEAKING) >= least
        return is_said and stand.near.fits.get(
            meaning.figure, is_said_in_sentence(meaning, index, stand.near)
        )
    if stand.near.abroad:
        return False  # more likely one of those, mistyped
    if not meaning.facts:
        beside = signs.get("counted", 0.0) + signs.get("stage", 0.0)
        return bool(signs.get("settled")) or beside > _COUNTED
    elsewhere = max(signs["other-year"], signs["other-place"])
    is_shown = signs["shown"] or (meaning.role != "fact" and meaning.text in stand.near.shown)
    return not is_shown and elsewhere <= _ELSEWHERE and is_spoken_of(meaning, index, stand.near)
