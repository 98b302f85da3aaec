"""The words that views say, by what they stand for: message ids of the catalogues."""

from __future__ import annotations

from sitegen.analysis.statuses import STATUSES

STAGE_WORDS = {
    "planned": "planned",
    "expected": "expected by the document for a period that was not over",
    "announced": "as the document announced it; whether it was revised later is not known",
    "preliminary": "preliminary, as the document itself says",
    "final": "final, as the document itself says or documents of its kind are",
}
"""How settled a number is."""
KIND_WORDS = {"actual": "actual", "target": "target", "estimate": "estimate"}
MEASURE_WORDS = {
    "level": "level",
    "growth": "growth",
    "increment": "newly added",
    "share": "share",
    "rank": "rank",
    "cumulative": "cumulative",
}
NOTE_WORDS = {"points": "increase", "multiple": "multiple of an earlier value"}
BOUND_WORDS = {
    "exact": "exact",
    "at-least": "at least (bound)",
    "over": "over (bound)",
    "about": "about (bound)",
    "under": "under (bound)",
    "at-most": "at most (bound)",
    "range": "range",
}
CITE_WORDS = {
    "accessed": "date of access",
    "number": "{what}: {value}. {where}. {address}",
    "place": "{document}, {locator}",
    "document": "{printed}, {origin}",
    "translated": "{printed} [{title}], {origin}",
}
"""How a number and its document are cited, and what stands for a date that the reader's browser fills in."""
NATURE_WORDS = {"binding": "binding", "anticipatory": "anticipatory"}
REASON_WORDS = {
    "no-later-fact": "The sources, which end in {until}, give no later figure; the target falls due after that.",
    "other-definition": "The later figure is of another definition and must not be set against the target.",
    "other-period": "The later figure covers only part of a year.",
    "no-baseline": "The starting level is neither stated nor implied, so the share of the way cannot be computed.",
    "baseline-beyond-target": "The baseline already met the target, so there is no distance to measure.",
    "no-direction": "The indicator, or its target, has no direction in which progress could be counted.",
    "not-positive": "A level of zero or less has no place on a geometric path.",
    "rank-has-no-path": "The rank aimed at is not reached, and a rank has no path to measure.",
    "incomplete-sum": "Years are missing from the sum of what was added.",
    "yearly-or-total": "It is not clear whether the number is meant for each year or for the whole period.",
    "growth-not-a-rate": "The target is not a yearly rate in percent, and its base is not recorded as data.",
    "rate-against-direction": "The rate is a limit rather than a goal in the better direction.",
    "same-as-level": "The baseline is known only through this rate; the target for the level speaks for both.",
    "growth-years-missing": "Growth is not published for every year so far.",
    "growth-without-levels": "There are no two levels from which the mean growth could be computed.",
    "one-verdict": "One indicator and area have one verdict for one date; this target shares that of the target “{target}” ({period}).",
}
OVERDUE_WORDS = {
    "no-later-fact": "The sources, which end in {until}, give no later figure, although the target had fallen due.",
}
"""The same of a target that fell due before the sources end."""
EVIDENCE_WORDS = {
    "until": "Evidence up to {until}.",
    "over": "Evidence up to {until}. The plan period ended in {year}.",
    "runs": "Evidence up to {until}. The plan period ends in {year}.",
}
STATUS_WORDS = {key: status.word for key, status in STATUSES.items()}
OUTCOME_WORDS = {
    "holds": "holds",
    "compatible": "cannot be decided",
    "fails": "does not hold",
}
RULE_WORDS = {
    "sum": "sum of its parts",
    "share": "part divided by whole",
    "percent-change": "growth from one level to the next",
    "path": "baseline grown at the yearly rate",
    "change": "difference of two figures",
}
LEFTOUT_WORDS = {
    "page-number": "page numbers of the table of contents",
    "heading": "numbers of parts, chapters, sections and boxes",
    "list-number": "numbers of list items and table rows",
    "date": "dates and periods",
    "name": "names that hold a numeral",
    "ordinal": "ordinals",
    "definition": "thresholds and reference amounts in names and definitions",
    "contact": "telephone numbers and addresses",
    "idiom": "figures of speech",
    "example": "anecdotes with no bearing on the subject",
    "other-subject": "matters outside the subject of the site",
}
COVERAGE_WORDS = {
    "whole": "The text of the document holds {numerals} numerals. Figures above state {stated} of them, and {leftout} are left out for the reasons below. Two figures may rest on one numeral, and one figure on two.",
    "open": "The text of the document holds {numerals} numerals. Figures above state {stated} of them; {leftout} are left out for the reasons below; {open} are not accounted for.",
}
"""How the numerals of a document are accounted for: all of them, or all but some."""
THING_WORDS = {"fact": "Figures", "verdict": "Verdicts", "page": "Pages"}
CHANGE_WORDS = {"added": "new", "changed": "changed", "removed": "no longer here"}
"""What a release changed, and how."""
EVENT_WORDS = {"happened": "reported", "due": "due"}
DERIVED_WORDS = {
    "growth": "mean yearly growth, {one} to {two}",
    "growth-needed": "yearly growth needed, {one} to {two}",
    "change": "change, {one} to {two}",
    "percent-change": "percentage change, {one} to {two}",
    "share": "as a share of: {whole}",
    "gap": "gap to the target for {period}",
    "baseline": "baseline implied by target and yearly rate",
    "ratio": "relative to: {other}",
    "multiple": "multiple of {period}",
    "between": "{start} to {end}",
    "implied-growth": "mean yearly growth from the start that target and rate imply, to {one}",
    "rest": "what is left of: {other}",
    "rest-share": "share of the rest in: {other}",
    "yearly-change": "added a year on average, {one} to {two}",
    "planned-yearly-change": "to be added a year on average, as target and yearly rate imply",
    "needed": "needed on the planned path, {last}",
    "lacking": "more needed to be on the planned path, {last}",
    "bound": "share of the way made, as far as it is bounded",
    "elsewhere": "{indicator}, {area}",
}
"""What a computed number says, by its rule; of what a rule says of itself in two ways, both."""
CLAIM_WORDS = {
    "latest": "No document gives a later figure",
    "absent": "No document gives: {what}",
    "within": "{one} is within {other}",
    "times": "{times} × ({count})",
    "status": "status: {word}",
    "tally": "{what}: {number}",
    "judged": "with a verdict",
    "later": "with a later figure",
    "none": "without a later figure",
}
"""What words are held to that no comparison of figures carries."""
ABSENCE_WORDS = {"figure": "any figure", "area": "any area", "period": "any period"}
"""What a pattern leaves open of a figure that no document gives."""
SECTION_WORDS = {"opening": "Title and opening"}
"""What stands before the first section of a page."""
COUNT_WORDS = {
    0: "none (count)",
    1: "one (count)",
    2: "two (count)",
    3: "three (count)",
    4: "four (count)",
    5: "five (count)",
    6: "six (count)",
    7: "seven (count)",
    8: "eight (count)",
    9: "nine (count)",
}
"""Counts that a running text may write in words."""
TARGET_WORDS = {
    "progress": "{made} of the way, {due} of the time",
    "implied": "implied by the target and its yearly rate",
    "no-baseline": "none stated",
    "no-latest": "none yet",
    "computed-start": "start computed, not stated",
    "reproduced": "For {names}, whose start is stated, the same calculation comes within {near} of it.",
    "not-reproduced": "For {names} it is off by up to {far}.",
    "rates": "{reached} a year, {planned} planned",
    "bounded": "{share} of the way, {due} of the time",
    "at-best": "{word} at best",
    "at-worst": "{word} at worst",
}
THRESHOLD_WORDS = {
    "first": "{least} or more",
    "between": "{least} to under {most}",
    "last": "under {most}",
}
FILE_WORDS = {
    "workbook": "Workbook for Excel and the like: figures, targets, indicators, documents, and what every column means",
    "facts": "All figures, one row per statement",
    "targets": "All targets, with baseline, latest figure and status",
    "checks": "All checks of consistency, with what was computed and whether it holds",
    "datapackage": "What every table and column holds (Frictionless Data Package)",
}
"""What the files of data hold, by their name."""
README_WORDS = {
    "facts": "A row is one statement of one quantity by one document; several documents may state the same. Look at area, period and kind before you use it.",
    "value_base": "Numbers stand as printed in value, low and high, and without scale words in value_base, low_base and high_base: compute with these.",
    "bound": "A number may be a limit: “over 2,600” is not 2,600. The bound says so.",
    "start, end": "The first and the last day of each period; of a stock, the days between which its date lies.",
    "targets": "Each target with its baseline, the latest comparable figure, and how far it has come; or the reason why that cannot be said.",
    "codebook": "What each column holds, and what the codes in it mean.",
    "fact": "The key of a figure stays the same. Cite it with the name of this site, and the document itself for the number.",
}
"""What users of the workbook are told first, by the sheet or the column that it is about."""

WORD_LISTS = (
    KIND_WORDS,
    MEASURE_WORDS,
    NOTE_WORDS,
    BOUND_WORDS,
    CITE_WORDS,
    NATURE_WORDS,
    REASON_WORDS,
    OVERDUE_WORDS,
    EVIDENCE_WORDS,
    STATUS_WORDS,
    OUTCOME_WORDS,
    RULE_WORDS,
    LEFTOUT_WORDS,
    COVERAGE_WORDS,
    THING_WORDS,
    CHANGE_WORDS,
    EVENT_WORDS,
    DERIVED_WORDS,
    CLAIM_WORDS,
    ABSENCE_WORDS,
    SECTION_WORDS,
    COUNT_WORDS,
    TARGET_WORDS,
    THRESHOLD_WORDS,
    FILE_WORDS,
)
"""All words that views say, for the check of the catalogues."""
