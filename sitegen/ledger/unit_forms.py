"""How units are written: a form shows the number of the row, or that in base units, and its words must say which."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.language.amounts import PLACEHOLDER
from sitegen.language.lexicon import fold, open_lexicon
from sitegen.language.numeral_words import SHIFTS, TRILLION
from sitegen.language.plurals import explain_forms, find_lone_forms
from sitegen.language.signs import make_plain
from sitegen.messages.said import Said, say, say_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.ledger.candidates import Candidates
    from sitegen.problems import Problem
    from sitegen.sheets.rows import Row


_HAN_SCALES = {"百万": 10**6, "千万": 10**7, "百亿": 10**10, "千亿": 10**11, **SHIFTS}
"""Magnitudes that units begin with, longest first where one begins another."""


def check_forms(of: Candidates) -> Iterator[Problem]:
    """Units with forms that nothing can be written with, or whose words contradict the factor."""
    rows = {row["unit"]: row for row in of.rows}
    for row in of.rows:
        named = [*_check_name(row, rows, of.languages)]
        yield from named
        for code, text in row.localized("form", of.languages):
            name, forms = f"form_{code}", text.split("|")
            plurals = explain_forms(text, code)
            alone = frozenset[int]() if plurals else find_lone_forms(code) - {len(forms) - 1}
            if any(not _has_number(form, at in alone) for at, form in enumerate(forms)):
                yield row.place(name).problem(
                    "unit",
                    say("`{text}` does not have one placeholder in each of its forms", text=text),
                    say("Use one of `{{stated}}`, `{{plain}}` or `{{scaled}}`"),
                )
                continue
            counted = [form for form in forms if PLACEHOLDER.search(form)]
            if not named and (said := _find_contradiction(row, counted, code, rows)):
                yield row.place(name).problem("unit", *said)
            if plurals:
                yield row.place(name).problem(
                    "unit",
                    say(
                        "`{text}` has {forms} forms, and the language `{code}` {plurals} plurals",
                        text=text,
                        forms=len(forms),
                        code=code,
                        plurals=len(plurals),
                    ),
                    say(
                        "Write one form for all numbers, or one for each of {names}, in this order",
                        names=say_names(plurals),
                    ),
                    "warning",
                )


def _has_number(form: str, is_alone: bool) -> bool:
    """Whether a form says its number: at one place, or in a word where its plural is of one number alone."""
    places = len(PLACEHOLDER.findall(form))
    return places == 1 or (is_alone and "{" not in form and bool(form.strip()))


def _split_scale(words: str, language: str) -> tuple[Fraction, str]:
    """The magnitude in the words of a unit, and the other words: 亿元 is 10**8 and 元."""
    plain = make_plain(words).text  # 億 as 亿
    for name, value in _HAN_SCALES.items():
        if plain.startswith(name):
            return Fraction(value), words[len(name) :]
    lexicon, listed = open_lexicon(language), words.split()
    if lexicon.trillion and (found := lexicon.trillion.match(words)):
        return Fraction(TRILLION), words[found.end() :]
    scales = lexicon.scales
    for word in listed:
        if fold(word) in scales:
            rest = " ".join(other for other in listed if other is not word)
            return scales[fold(word)], rest
    return Fraction(1), words


def _check_name(row: Row, rows: Mapping[str, Row], languages: Sequence[str]) -> Iterator[Problem]:
    """A magnitude in the name of a unit that is not in its factor: 亿元 with the factor 10000.

    The name may be of any language: a German Billion is an English trillion.
    """
    factor = Fraction(row["factor"])
    wrong: list[tuple[Said, Said]] = []
    for code in languages if factor else ():
        scale, rest = _split_scale(row["unit"], code)
        if scale == 1:
            continue
        wanted = scale * Fraction(rows[rest]["factor"]) if rest in rows else None
        if (wanted is None and (factor / scale).denominator == 1) or factor == wanted:
            return
        if wanted is None:
            wrong.append(
                (say("its name says {scale}", scale=scale), say("Fix the factor, or the name"))
            )
        else:
            wrong.append(
                (
                    say("{scale} of `{rest}` are {wanted}", scale=scale, rest=rest, wanted=wanted),
                    say("Write {wanted}", wanted=wanted),
                )
            )
    for said, hint in wrong[:1]:
        yield row.place("factor").problem(
            "unit",
            say(
                "the factor of `{unit}` is {factor}, but {said}",
                unit=row["unit"],
                factor=row["factor"],
                said=said,
            ),
            hint,
        )


def _words(form: str) -> str:
    """What a form says besides the number."""
    return " ".join(PLACEHOLDER.sub(" ", form).split())


def _find_contradiction(
    row: Row,
    forms: Sequence[str],
    code: str,
    rows: Mapping[str, Row],
) -> tuple[Said, Said] | None:
    """What is wrong with forms that have their placeholders, and what to do."""
    base = rows.get(row["base_unit"])
    factor = Fraction(row["factor"])
    if base is None or base is row or not factor or factor == 1:
        return None
    own = [_words(form) for form in base[f"form_{code}"].split("|")]
    for form in forms:
        words = _words(form)
        scale, rest = _split_scale(words, code)
        if "{stated}" in form:
            if rest in own and scale != factor and (scale > 1 or rest):
                return (
                    say(
                        "`{form}` says {scale} `{base_unit}` for each `{unit}`, but its factor is {factor}",
                        form=form,
                        scale=scale,
                        base_unit=row["base_unit"],
                        unit=row["unit"],
                        factor=row["factor"],
                    ),
                    say("Fix the factor, or the words"),
                )
        elif "{plain}" in form and words:  # alone it names no unit, and may count people in full
            return (
                say(
                    "`{form}` shows the number in base units, `{base_unit}`, of which one `{unit}` is {factor}",
                    form=form,
                    base_unit=row["base_unit"],
                    unit=row["unit"],
                    factor=row["factor"],
                ),
                say(
                    "Use `{{stated}}` for the number as the source prints it, or `{{scaled}}` with the words of the base unit"
                ),
            )
        elif scale > 1 or (_names(words, row["unit"]) and words not in own):
            return (
                say(
                    "`{form}` shows the number in base units, `{base_unit}`, but its words are those of `{unit}`",
                    form=form,
                    base_unit=row["base_unit"],
                    unit=row["unit"],
                ),
                say("Use `{{stated}}`, or the words of the base unit"),
            )
        elif other := _find_other_base(row, words, code, rows):
            return (
                say(
                    "`{form}` is how `{other}` is written, but the base unit of `{unit}` is `{base_unit}`",
                    form=form,
                    other=other,
                    unit=row["unit"],
                    base_unit=row["base_unit"],
                ),
                say("Use the words of the base unit"),
            )
    return None


def _names(words: str, unit: str) -> bool:
    """Whether the words of a form have a unit in them."""
    return bool(re.search(rf"(?<!\w){re.escape(unit)}(?!\w)", words))


def _find_other_base(row: Row, words: str, code: str, rows: Mapping[str, Row]) -> str | None:
    """Another base unit that is written with just these words, as this row's own is not."""
    own = [_words(form) for form in rows[row["base_unit"]][f"form_{code}"].split("|")]
    if words in own or not words:
        return None
    for name, other in rows.items():
        is_base = name == other["base_unit"] != row["base_unit"]
        if is_base and words in map(_words, other[f"form_{code}"].split("|")):
            return name
    return None
