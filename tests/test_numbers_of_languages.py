"""Whatever a reader of a language takes for a number is found; dates and idioms are none."""

from __future__ import annotations

import re
import time
import tomllib
import unicodedata
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from hypothesis import given, settings
from hypothesis import strategies as st

import sitegen
from sitegen.language.lexicon import open_lexicon
from sitegen.language.numerals import find_numerals, list_printed, unbound_numerals
from sitegen.language.plurals import explain_forms, fit_forms

LANGUAGE = Path(sitegen.__file__).parent / "language"
LOCALES = """
    en_GB en_US en_IN zh_Hans_CN zh_Hant_TW de_DE de_CH fr_FR fr_CA es_ES pt_BR it_IT nl_NL pl_PL ru_RU uk_UA cs_CZ
    sv_SE da_DK nb_NO fi_FI hu_HU tr_TR ar_EG he_IL fa_IR hi_IN ja_JP ko_KR vi_VN id_ID th_TH el_GR ro_RO
""".split()  # noqa: SIM905
SKELETONS = "y yM yMd yMMM yMMMd yMMMEd yMMMM yMMMMd yQQQ yQQQQ MMMMd".split()  # noqa: SIM905


def found(text: str, locale: str = "en_GB") -> list[str]:
    return [one.text for one in unbound_numerals(text, open_lexicon(locale))]


@settings(deadline=None)
@given(
    st.characters(categories=("Nd", "Nl", "No")), st.sampled_from(["en_GB", "zh_Hans_CN", "pl_PL"])
)
def test_whatever_unicode_calls_a_number_is_one(sign: str, locale: str) -> None:
    assert found(f"about {sign} of them", locale) == [sign]


@settings(deadline=None)
@given(
    st.integers(0, 99),
    st.sampled_from("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0f"),
    st.sampled_from(
        [("twenty", "en"), ("dwadzieścia", "pl"), ("dreihundert", "de"), ("3200", "en")]
    ),
)
def test_what_is_not_seen_hides_nothing(at: int, unseen: str, word: tuple[str, str]) -> None:
    text, language = word
    at %= len(text) - 1
    hidden = text[: at + 1] + unseen + text[at + 1 :]
    assert found(f"only {hidden} there", language) == [hidden]
    decomposed = unicodedata.normalize("NFD", text)
    assert found(f"only {decomposed} there", language) == [decomposed]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "half|a dozen|once|twice|first quarter|third|two-thirds|fivefold|doubled|Phase III|a quarter of it|100 million"),
        ("de", "zwei|die Hälfte|einundzwanzig|dreihundertfünfundzwanzig|verdreifacht|anderthalb|ein Drittel|zweimal|zweitgrößte"),
        ("fr", "deux|la moitié|quatre-vingt-dix|une fois|le tiers|doublé|une douzaine|premier trimestre"),
        ("es", "dos|veintiuno|la mitad|el doble|un tercio|una vez"),
        ("pt", "duas|metade|dobrou|um terço"),
        ("it", "due|trecentoventuno|metà|il doppio"),
        ("nl", "twee|eenentwintig|de helft|verdubbeld"),
        ("pl", "dwa|pięciu|połowa|podwoiły|jedna trzecia|trzeci|tuzin|pierwszy kwartał"),
        ("ru", "два|двух|половина|вдвое|трёх|третий|тысяч"),
        ("uk", "п'ять|п’ять|половина|двічі|чверть"),
        ("ar", "ثلاثة|وعشرون|نصف|الثلاثة|مرتين|٣٢"),
        ("he", "שבעה|מחצית|פעמיים"),
        ("hi", "सात|पच्चीस|३२|आधा|दोगुना"),
        ("cs", "dvacet jedna|polovina|dvakrát|tucet"),
        ("tr", "yirmi bir|yarısı|çeyrek"),
        ("ro", "două|jumătate|sfert|dublu"),
        ("el", "μισό|διπλάσιο|δωδεκάδα"),
        ("id", "setengah|sepertiga|lusin"),
        ("zh", "一半|翻一番|三分之一|两倍|壹佰贰拾|半数|翻番|廿|三千二百亿|第一|ⅩⅤ|１２|三個"),
        ("ja", "三つ|半分|二倍|三割|三十社|ふたつ|倍増"),
        ("ko", "세 개|삼백만 명|절반|두 배|다섯|오십"),
        ("sv", "tvåhundrafemtio|hälften"),
        ("fi", "kaksikymmentäyksi|puolet"),
        ("hu", "huszonegy|fele"),
        ("tr", "yirmi bir"),
        ("el", "δύο"),
    ],
)  # fmt: skip
def test_words_and_signs_of_a_language_are_numbers(locale: str, words: str) -> None:
    assert [word for word in words.split("|") if not found(f"« {word} ».", locale)] == []


@pytest.mark.parametrize(
    ("locale", "texts"),
    [
        ("en", "no one knows|one of them|the first step|a second look|at once|once again|Once it is done, we go|a third way"),
        ("en", "a half-year report|the scale begins at zero|in the quarter|each quarter|20 m²".replace("20 ", "")),
        ("en", "CO₂ and PM₂.₅ in µg/m³|hundreds of thousands|the IV is in Latin".replace("IV", "I")),
        ("de", "ein Boot|eine Frage|einfach|nicht einmal|das Halbjahr|er gibt acht|Zweifel|Dreieich"),
        ("fr", "un bateau|une question|une fois que|le pays tiers"),
        ("pl", "oraz|jeden z nich|drugi raz|półrocze"),
        ("es", "una casa|medio ambiente|la media nacional"),
        ("zh", "一些、一定、统一、一方面、进一步、一般、唯一、成千上万、数百家、队伍、大陆、收拾"),
        ("ko", "이번 사업|구조|이사|천사|만일|사건"),
        ("ja", "一つ一つ"),
        ("nl", "een boot|in acht nemen"),
        ("vi", "năm"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_none(locale: str, texts: str) -> None:
    assert [found(text, locale) for text in texts.split("|") if found(text, locale)] == []


@settings(deadline=None, max_examples=200)
@given(st.dates(date(1950, 1, 1), date(2098, 12, 28)), st.sampled_from(LOCALES))
def test_dates_in_any_form_of_cldr_are_no_numbers(day: date, locale: str) -> None:
    texts = [format_date(day, form, locale=locale) for form in ("full", "long", "medium", "short")]
    skeletons = Locale.parse(locale).datetime_skeletons
    texts += [
        format_skeleton(skeleton, day, locale=locale)
        for skeleton in SKELETONS
        if skeleton in skeletons
    ]
    texts += [
        format_interval(day, day.replace(year=day.year + 1), skeleton, locale=locale)
        for skeleton in ("y", "yMMM", "yMMMM")
        if day.day < 29
    ]
    assert [
        (text, found(f"x {text} x", locale)) for text in texts if found(f"x {text} x", locale)
    ] == []


@pytest.mark.parametrize(
    ("locale", "dates"),
    [
        ("en", "3rd of May 2023; May 3rd, 2023; the 1990s; first half of 2023; Q1 2023; the first quarter of 2023; 2021–2025"),
        ("en", "2021/22; 2023-05-03; the 21st century; 31/12/2023; the second half of the year"),
        ("fr", "1er janvier 2023; le 3 mai; premier trimestre 2023; 1er trimestre; au XXe siècle; T1 2023"),
        ("de", "3. Mai 2023; am 3. Mai; 3.5.2023; erstes Quartal 2023; 1. Quartal 2023; im zweiten Halbjahr 2023; 1990er Jahre"),
        ("pl", "3 maja 2023; 3 maja; 3.05.2023; I kwartał 2023; w pierwszym kwartale 2023 roku; od 1 do 3 maja; w maju 2023"),
        ("es", "3 de mayo de 2023; primer trimestre de 2023; 1.er trimestre"),
        ("pt", "3 de maio de 2023; 1º de maio; primeiro trimestre de 2023"),
        ("ru", "3 мая 2023 г.; первый квартал 2023; 1-й кв. 2023 г.; в 2023 году; XX века"),
        ("ar", "3 مايو 2023; ٣ مايو ٢٠٢٣; الربع الأول 2023"),
        ("zh", "二〇二三年; 2023年第一季度; 2021-2025年; 五月三日; 上半年; 20世纪90年代; 2023年10月至12月; 民國112年"),
        ("ja", "2023年5月3日; 令和5年; 2023年度"),
        ("ko", "2023년 5월 3일; 1분기; 2021~2025년"),
    ],
)  # fmt: skip
def test_dates_as_people_write_them_are_no_numbers(locale: str, dates: str) -> None:
    assert [found(date, locale) for date in dates.split(";") if found(date, locale)] == []


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("de", "1,5", "3/2"), ("de", "1.000", "1000"), ("de", "1.234.567,8", "12345678/10"), ("de", "3 Millionen", "3000000"),
        ("de", "1,5 Mio.", "1500000"), ("de", "zwei Millionen", "2000000"), ("de", "2.5", "5/2"),
        ("de_CH", "1’000", "1000"), ("de_CH", "1'234.5", "12345/10"), ("fr", "1\u202f000", "1000"), ("fr", "1 000", "1000"),
        ("fr", "2,5 milliards", "2500000000"), ("fr", "quatre-vingt-dix", "90"), ("hi", "1,00,000", "100000"),
        ("en_IN", "12,34,567.5", "12345675/10"), ("pl", "1 000,5", "10005/10"), ("pl", "2 tys.", "2000"),
        ("pl", "dwadzieścia pięć tysięcy", "25000"), ("ru", "2,5 млн", "2500000"), ("es", "1.500", "1500"),
        ("zh", "1.5万", "15000"), ("zh", "三千二百亿", "320000000000"), ("en", "1\u2009000", "1000"), ("en", "1,234.5", "12345/10"),
        ("en", "3 dozen", "36"), ("en", "012", "12"), ("ar", "٣٢٫٥", "65/2"),
        ("ar", "180 ألف", "180000"), ("ar", "180 أَلْف", "180000"), ("ar", "3 آلاف", "3000"), ("ar", "12 ألفًا", "12000"),
    ],
)  # fmt: skip
def test_a_number_is_read_with_the_marks_of_its_language(
    locale: str, text: str, value: str
) -> None:
    (numeral,) = find_numerals(text, open_lexicon(locale))
    assert (numeral.text, numeral.value) == (text, Fraction(value))


def test_digits_are_told_as_they_are_printed() -> None:
    printed = list_printed("9,0 von 1.000 und １２", open_lexicon("de"))
    assert list(printed) == [("9,0", "9.0"), ("1.000", "1000"), ("12", "12")]


@settings(deadline=None)
@given(
    st.text(alphabet="twenyhirdoncequartf 0123456789.,/-–IVX三千万年月日第半½²\u00ad'’\n"),
    st.sampled_from(LOCALES),
)
def test_numbers_are_apart_and_quote_their_place(text: str, locale: str) -> None:
    end = 0
    for numeral in unbound_numerals(text, open_lexicon(locale)):
        assert end <= numeral.start < numeral.end
        assert text[numeral.start : numeral.end] == numeral.text
        end = numeral.end


@pytest.mark.parametrize("piece", ["1", "一", "〇", "1,", "1.", "1 ", "千", "two ", "twenty-", "hundert", "IV", "1/", "½", "½\u00ad", "May 1 ", "3. ", "2021–", "a\u0301", "once "])  # fmt: skip
def test_long_runs_take_no_more_than_their_length(piece: str) -> None:
    started = time.perf_counter()
    for locale in ("en_GB", "de_DE", "zh_Hans_CN", "ko_KR"):
        unbound_numerals(piece * (6000 // len(piece)) + "x", open_lexicon(locale))
    assert time.perf_counter() - started < 10


def test_tables_of_languages_are_sound() -> None:
    keys = {
        "numbers", "multipliers", "parts", "joints", "links", "prefixes", "suffixes", "particles",
        "without", "dependent", "patterns", "phrases", "magnitudes",
    }  # fmt: skip
    for path in sorted((LANGUAGE / "lexicon").glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        assert set(table) <= keys, path
        assert set(table.get("patterns", {})) <= {
            "numbers",
            "idioms",
            "dates",
            "day",
            "trillion",
        }, path
        assert table.get("patterns") != {}, path
        lexicon = open_lexicon(path.stem)
        assert lexicon.has_words, path
        for pattern in lexicon.dates:
            re.compile(pattern)
    assert not open_lexicon("gsw_CH").has_words


@pytest.mark.parametrize("piece", ["two boats. ", "On 3 May 2023 5 boats. ", "thirty\u00adtwo. "])
def test_a_page_full_of_numbers_takes_no_more_than_its_length(piece: str) -> None:
    started = time.process_time()
    unbound_numerals(piece * (300_000 // len(piece)), open_lexicon("en_GB"))
    assert time.process_time() - started < 15


def test_a_project_may_add_words() -> None:
    assert unbound_numerals("Umpteen boats", open_lexicon("en", ("umpteen",)))
    assert not unbound_numerals("Umpteen boats", open_lexicon("en"))


@pytest.mark.parametrize(
    ("code", "text", "needed"),
    [
        ("en", "{plain} day|{plain} days", ()),
        ("en", "{plain}%", ()),
        ("en", "{plain} day|{plain} days|{plain} days", ("one", "other")),
        ("es", "{plain} día|{plain} días", ()),  # no million of days is scaled
        ("es", "{scaled} hogar|{scaled} hogares", ("one", "many", "other")),
        ("es", "{scaled} hogar|{scaled} de hogares|{scaled} hogares", ()),
        ("ru", "{plain} день|{plain} дней", ("one", "few", "many")),
        ("ru", "{plain} день|{plain} дня|{plain} дней|{plain} дня", ()),
        ("zh", "{plain}天|{plain}天", ("other",)),
        ("qq", "{plain} a|{plain} b|{plain} c", ()),
    ],
)
def test_units_have_as_many_forms_as_the_language_has_plurals(
    code: str, text: str, needed: tuple[str, ...]
) -> None:
    assert explain_forms(text, code) == needed
    assert fit_forms(text, code) == (text.rpartition("|")[2] if needed else text)
