"""What a language says of numbers: the words that spell them, idioms that look like them, its marks and its dates.

`spelled.csv` has the words of CLDR's rules for spelling numbers, of every language that has such rules; a file
`lexicon/<language>.toml` says what is missing there:

- `numbers`, `multipliers`, `parts`: words by what they say; a multiplier multiplies what stands before it (dozen),
  a part divides it (two thirds)
- `joints`: words that may stand between two words of one number (two hundred and six)
- `links`, `prefixes`, `suffixes`: how words grow together (ein-und-zwanzig, ver-drei-fach), for languages where they do;
  suffixes are a regular expression
- `particles`: what may stand before a number in one word, as a regular expression
- `dependent`: parts that say a number only after another (three quarters, but "each quarter")
- `without`: words of CLDR that mean other things more often
- `patterns.numbers`, `.idioms`, `.dates`: regular expressions of what is a number besides, of what is none, and of
  dates, with `{year}` for a year; `phrases`: what some of the numbers say; `patterns.day`: what may follow the number of a day (3rd of May);
  `patterns.trillion`: 兆 where it is a magnitude, and not mega-
- `magnitudes`: what multiplies digits that it stands close to, the longest first, and what must follow it
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


_HERE = Path(__file__).parent
_SPACES = " \u00a0\u2009\u202f"
_HAN = "\u3000-\u9fff"
_MARKS = "\u0300-\u036f\u064b-\u0670\u0900-\u0963\u0966-\u0dff"
_WORD = rf"[^\W\d_{_HAN}]+"
_SPLIT_WORD = rf"{_WORD}(?:['’ʼ]{_WORD})*"
_MARKED_WORD = rf"(?:[^\W\d_{_HAN}]|[{_MARKS}])+"
_LEFT_OUT = "\u064b-\u0652"
"""Arabic vowels, which may be left out."""
_WRITTEN = {"е": "ё", "'": "’ʼ", "ا": "أإآ"}
"""Letters that are written in more than one way."""
_LOOSE = str.maketrans(
    {one: letter for letter, others in _WRITTEN.items() for one in others}
    | {chr(one): None for one in range(0x064B, 0x0653)}
)
USUAL = "en"
"""What is taken where no language is said. Besides, English is read beside languages of other scripts: its words cannot be mistaken for theirs."""
HUNDRED = 100


@dataclass(frozen=True, eq=False)
class Compounds:
    """How words that spell numbers grow together."""

    parts: frozenset[str]
    ones: frozenset[str]
    """The parts that say one: alone they make no number (einfach)."""
    links: tuple[str, ...]
    prefixes: tuple[str, ...]
    suffix: re.Pattern[str]

    @cached_property
    def heads(self) -> frozenset[str]:
        """The first letters of the words that may be numbers."""
        return frozenset(part[:2] for part in (*self.parts, *filter(None, self.prefixes)))

    @cached_property
    def longest(self) -> int:
        """How long a part may be."""
        return max(map(len, self.parts), default=0)

    def fits(self, word: str) -> bool:
        """Whether a word is made of words that spell numbers."""
        if word[:2] not in self.heads:
            return False
        starts = {len(one) for one in ("", *self.prefixes) if word.startswith(one)}
        # By place: whether the parts before it say a number, and whether a part ends there.
        reached = {(start, False, False) for start in starts}
        todo = list(reached)
        while todo:
            at, counts, after = todo.pop()
            if counts and after and (at == len(word) or self.suffix.fullmatch(word, at)):
                return True
            nexts = [
                (end, counts or word[at:end] not in self.ones, True)
                for end in range(at + 1, min(len(word), at + self.longest) + 1)
                if word[at:end] in self.parts
            ]
            nexts += [
                (at + len(link), counts, False)
                for link in self.links
                if after and link and word.startswith(link, at)
            ]
            todo += [one for one in nexts if one not in reached]
            reached.update(nexts)
        return False


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What a language says of numbers; words are folded, as `fold` does."""

    locale: Locale
    cardinals: Mapping[str, Fraction]
    """Words that count: two, hundred, dozen."""
    multipliers: frozenset[str]
    """Those of them that multiply what stands before them."""
    others: Mapping[str, Fraction]
    """Words that say a number in another way: third, half, twice."""
    parts: Mapping[str, Fraction]
    joints: frozenset[str]
    compounds: Compounds | None
    particles: re.Pattern[str] | None
    numbers: re.Pattern[str] | None
    """What is a number besides."""
    phrases: Mapping[str, Fraction]
    """The values of some of these: a quarter."""
    idioms: re.Pattern[str] | None
    """What looks like one, and is none."""
    dates: tuple[str, ...]
    """Regular expressions of dates in words."""
    day: str
    """What may follow the number of a day."""
    trillion: re.Pattern[str] | None
    """兆 where it is 10**12."""
    magnitudes: Mapping[str, Fraction]
    """What multiplies digits that it stands close to: 만."""
    magnitude: re.Pattern[str] | None
    """One of these, where it is one."""
    has_words: bool
    """Whether anything is known of the language's own words."""

    @cached_property
    def word(self) -> re.Pattern[str]:
        """A word of the language."""
        letters = "".join(self.cardinals)
        if "'" in letters:  # п'ять
            return re.compile(_SPLIT_WORD)
        marked = any(unicodedata.category(one)[0] == "M" for one in letters)
        return re.compile(_MARKED_WORD if marked else _WORD)

    @cached_property
    def known(self) -> frozenset[str]:
        """All words that say a number."""
        return frozenset((*self.cardinals, *self.others))

    @cached_property
    def marks(self) -> tuple[str, str]:
        """The marks between thousands, and before decimals."""
        symbols = self.locale.number_symbols.get("latn", {})
        return symbols.get("group", ","), symbols.get("decimal", ".")

    @cached_property
    def scales(self) -> Mapping[str, Fraction]:
        """Words of magnitudes that follow digits, with what they say: 3 million, 1,5 Mio."""
        found = {
            word: value
            for word, value in self.cardinals.items()
            if value >= HUNDRED and _is_power(value)
        }
        short = self.locale.compact_decimal_formats.get("short", {})
        for forms in short.values():
            for size, form in forms.items():
                word = re.sub(r"[0\s']+", "", form.pattern)
                power = int(size) // 10 ** (form.pattern.count("0") - 1)
                if len(word) > 1 and not re.search(f"[{_HAN}]", word):
                    found.setdefault(fold(word), Fraction(power))
        return found | {word: self.cardinals[word] for word in self.multipliers}

    def read(self, word: str) -> Fraction:
        """What a folded word says; 0 of one that is not worked out."""
        said = self.cardinals.get(word) or self.others.get(word)
        return said or self.find_made(word) or Fraction(0)

    def find_made(self, word: str) -> Fraction | None:
        """What a word says that is none of the list, but made of it; 0 of a compound, which is not worked out."""
        return _find_made(self, word)


@lru_cache(maxsize=1 << 14)
def _find_made(lexicon: Lexicon, word: str) -> Fraction | None:
    if lexicon.particles:
        found = lexicon.particles.match(word)
        bare = word[found.end() :] if found else word
        if bare in lexicon.known:
            return lexicon.cardinals.get(bare) or lexicon.others.get(bare)
    if lexicon.compounds and lexicon.compounds.fits(word):
        return Fraction(0)
    return None


def fold(text: str) -> str:
    """A text in which words are looked up."""
    folded = text.casefold()
    return folded if folded.isascii() else folded.translate(_LOOSE)


def match_folded(word: str) -> str:
    """A regular expression of a folded word as it may be written: الف, ألف and أَلْف."""
    return "".join(_match_letter(letter) for letter in word)


def _match_letter(letter: str) -> str:
    written = f"[{letter}{_WRITTEN[letter]}]" if letter in _WRITTEN else re.escape(letter)
    return f"{written}[{_LEFT_OUT}]*" if "\u0600" <= letter <= "\u06ff" else written


@lru_cache(maxsize=32)
def open_lexicon(locale: str, more: tuple[str, ...] = ()) -> Lexicon:
    """What is known of a language.

    Args:
        locale: Its name, as CLDR has it; of one that CLDR does not have, English is taken.
        more: Words of the project's own that say numbers.
    """
    try:
        cldr = Locale.parse(locale.replace("-", "_"))
    except (ValueError, TypeError, UnknownLocaleError):
        cldr = Locale.parse(USUAL)
    names = [cldr.language]
    if not _is_latin(cldr):
        names.append(USUAL)
    return _make(cldr, names, more)


def _is_latin(locale: Locale) -> bool:
    months = locale.months["format"]["wide"].values()
    letters = "".join(months)
    return any("a" <= letter.casefold() <= "z" for letter in letters)


def _make(locale: Locale, names: Iterable[str], more: tuple[str, ...]) -> Lexicon:
    cardinals: dict[str, Fraction] = {}
    others: dict[str, Fraction] = dict.fromkeys(map(fold, more), Fraction(0))
    parts: dict[str, Fraction] = {}
    multipliers: set[str] = set()
    given: dict[str, Any] = {}
    phrases: dict[str, Fraction] = {}
    texts: dict[str, list[str]] = {"numbers": [], "idioms": [], "dates": []}
    for name in names:
        own = _load_own(name)
        counted, ordered = _load_spelled(name, own.get("without", ""))
        times = _read_words(own.get("multipliers", {}))
        said, divided = _read_words(own.get("numbers", {})), _read_words(own.get("parts", {}))
        whole = {word: value for word, value in said.items() if value.denominator == 1 < value}
        kept = {word: value for word, value in whole.items() if name != USUAL}
        cardinals = {**counted, **kept, **times, **cardinals}
        multipliers.update(times)
        alone = {*divided} - {*own.get("dependent", "").split()}
        others = {**ordered, **said, **{word: divided[word] for word in alone}, **others}
        parts = {**divided, **parts}
        phrases = {**_read_words(own.get("phrases", {}), "|"), **phrases}
        for key in texts:
            texts[key] += own.get("patterns", {}).get(key, [])
        day = own.get("patterns", {}).get("day", "")
        trillion = own.get("patterns", {}).get("trillion", "")
        given = given or {"day": day, "trillion": trillion, "known": bool(counted or own), **own}
    attached: dict[str, int] = given.get("magnitudes", {})
    return Lexicon(
        locale,
        cardinals,
        frozenset(multipliers),
        {word: value for word, value in others.items() if word not in cardinals},
        parts,
        frozenset(map(fold, given.get("joints", "").split())),
        _make_compounds(given, cardinals, others),
        re.compile(fold(given["particles"])) if "particles" in given else None,
        _compile(texts["numbers"]),
        phrases,
        _compile(texts["idioms"]),
        tuple(map(_widen, texts["dates"])),
        _widen(given.get("day", "")),
        re.compile(trillion) if (trillion := given.get("trillion")) else None,
        {word.partition("(")[0]: Fraction(value) for word, value in attached.items()},
        re.compile("|".join(attached)) if attached else None,
        bool(given.get("known")),
    )


def _make_compounds(
    given: Mapping[str, Any], cardinals: Mapping[str, Fraction], others: Mapping[str, Fraction]
) -> Compounds | None:
    if "links" not in given and "suffixes" not in given:
        return None
    split = {key: tuple(map(fold, given.get(key, "").split())) for key in ("links", "prefixes")}
    words = {**others, **cardinals}
    return Compounds(
        frozenset(
            word for word, value in words.items() if value.denominator == 1 and len(word) > 1
        ),
        frozenset(word for word, value in words.items() if value == 1),
        split["links"],
        split["prefixes"],
        re.compile(fold(given.get("suffixes", "")) or r"(?!)"),
    )


def _load_own(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((_HERE / "lexicon" / f"{name}.toml").read_text("utf-8"))
    except FileNotFoundError:
        return {}


def _load_spelled(name: str, without: str) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """Words that count, and words of places in an order, of CLDR."""
    text = (_HERE / "spelled.csv").read_text("utf-8")
    counted: dict[str, Fraction] = {}
    ordered: dict[str, Fraction] = {}
    start = text.find(f"\n{name},")
    for line in text[start + 1 :].splitlines() if start >= 0 else ():
        language, number, *words = line.split(",")
        if language != name:
            break
        for found, column in zip((counted, ordered), words, strict=True):
            for word in column.split():
                if word not in without.split():
                    found.setdefault(fold(word), Fraction(number))
    return counted, ordered


def _read_words(table: Mapping[str, str], mark: str | None = None) -> dict[str, Fraction]:
    """Words by what they say, the other way round; `mark` separates them, else white space."""
    return {fold(word): Fraction(key) for key, words in table.items() for word in words.split(mark)}


def _widen(pattern: str) -> str:
    """A regular expression whose spaces stand for any white space."""
    return pattern.replace(" ", r"\s")


def _compile(patterns: list[str]) -> re.Pattern[str] | None:
    if not patterns:
        return None
    edged = (_add_edges(_widen(pattern)) for pattern in patterns)
    return re.compile("|".join(edged), re.IGNORECASE)


def _add_edges(pattern: str) -> str:
    """A regular expression that begins and ends with a word; one of Chinese characters may stand inside a text."""
    return f"(?:{pattern})" if re.search(r"[぀-ヿ㐀-鿿가-힣]", pattern) else rf"\b(?:{pattern})\b"


def _is_power(value: Fraction) -> bool:
    return (
        value.denominator == 1 and set(str(value.numerator)[1:]) <= {"0"} and str(value)[0] == "1"
    )
