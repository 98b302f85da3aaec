"""Voices in Chinese and English, and the way back from what they say to the quantity."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.amounts import AxisScale
from sitegen.language.catalog import Catalog, UntranslatedError
from sitegen.language.catalog_reading import parse_catalog, parse_catalogs
from sitegen.language.language import Language
from sitegen.language.lexicon import open_lexicon
from sitegen.language.texts import Texts
from sitegen.language.voice import Voice
from sitegen.ledger.readings import numbers_in, read_quantities
from sitegen.quantities.period import parse_period
from sitegen.quantities.quantity import Bound, Quantity
from sitegen.quantities.units import Unit

PO = Path(__file__).parent.parent / "templates" / "locale" / "zh.po"
CHINESE = Language("zh", "zh-CN", "zh_Hans_CN", "中文", 10_000, grouped=False)
ENGLISH = Language("en", "en", "en", "English", 1_000_000, grouped=True)
ZH = Voice(CHINESE, parse_catalog("zh.po", PO.read_text("utf-8"), "zh")[0])
EN = Voice(ENGLISH, Catalog("en", "en.po", ()))
VOICES = {"zh": ZH, "en": EN}

UNITS = {
    row[0]: Unit(
        row[0], row[1], Fraction(row[2]), (("zh", (row[3],)), ("en", tuple(row[4].split("|"))))
    )
    for row in (
        line.split(",")
        for line in (
            "CNY,CNY,1,{scaled}元,CNY {scaled}",
            "count,count,1,{scaled},{scaled}",
            "percent,percent,1,{plain}%,{plain}%",
            "元,CNY,1,{stated}元,CNY {scaled}",
            "亿元,CNY,100000000,{stated}亿元,CNY {scaled}",
            "万亿元,CNY,1000000000000,{stated}万亿元,CNY {scaled}",
            "亿美元,USD,100000000,{stated}亿美元,USD {scaled}",
            "%,percent,1,{stated}%,{plain}%",
            "个百分点,percentage-point,1,{stated}个百分点,{plain} percentage point|{plain} percentage points",
            "家,count,1,{stated}家,{scaled}",
            "个,count,1,{stated}个,{scaled}",
            "万户,count,10000,{stated}万户,{scaled}",
            "平方米,m2,1,{stated}平方米,{plain} m²",
            "公里,km,1,{stated}公里,{plain} km",
            "天,day,1,{stated}天,{plain} day|{plain} days",
            "位,rank,1,第{stated}位,No. {plain}",
            "倍,multiple,1,{stated}倍,{plain} times",
            "1/4,percent,100/4,{stated}/4,{stated}/4",
            "微克每立方米,ug-m3,1,{stated}微克/立方米,{plain} µg/m³",
        )
    )
}


def make(unit: str, bound: Bound, *numbers: str) -> Quantity:
    parsed = [Decimal(number) for number in numbers]
    if bound == "range":
        return Quantity(None, parsed[0], parsed[1], bound, UNITS[unit])
    return Quantity(parsed[0], None, None, bound, UNITS[unit])


@pytest.mark.parametrize(
    ("quantity", "chinese", "english"),
    [
        (make("亿元", "exact", "3201.2"), "3201.2亿元", "CNY 320.12 billion"),
        (make("万亿元", "exact", "1.35"), "1.35万亿元", "CNY 1.35 trillion"),
        (make("CNY", "exact", "1350000000000"), "1.35万亿元", "CNY 1.35 trillion"),
        (make("CNY", "exact", "320120000000"), "3201.2亿元", "CNY 320.12 billion"),
        (make("CNY", "exact", "999999"), "99.9999万元", "CNY 999,999"),
        (make("万户", "exact", "57.94"), "57.94万户", "579,400"),
        (make("count", "exact", "579400"), "57.94万", "579,400"),
        (make("count", "exact", "9999"), "9999", "9,999"),
        (make("亿元", "at-least", "2600"), "2600亿元以上", "at least CNY 260 billion"),
        (make("亿元", "over", "3200"), "超过3200亿元", "over CNY 320 billion"),
        (make("家", "about", "1000"), "约1000家", "about 1,000"),
        (make("%", "under", "5"), "不到5%", "under 5%"),
        (make("天", "at-most", "15"), "不超过15天", "at most 15 days"),
        (make("位", "at-most", "3"), "前3位", "top 3"),
        (make("位", "exact", "1"), "第1位", "No. 1"),
        (make("%", "exact", "6.0"), "6.0%", "6.0%"),
        (make("%", "exact", "-1.5"), "−1.5%", "−1.5%"),
        (make("亿美元", "exact", "111.73"), "111.73亿美元", "USD 11.173 billion"),
        (make("元", "exact", "77000"), "77000元", "CNY 77,000"),
        (make("天", "exact", "1"), "1天", "1 day"),
        (make("天", "exact", "1.0"), "1.0天", "1.0 days"),
        (make("个百分点", "at-least", "0.5"), "0.5个百分点以上", "at least 0.5 percentage points"),
        (make("1/4", "exact", "3"), "3/4", "3/4"),
        (make("亿元", "range", "3500", "4000"), "3500—4000亿元", "CNY 350–400 billion"),
        (make("亿元", "range", "9.5", "12"), "9.5—12亿元", "CNY 950 million–CNY 1.2 billion"),
        (make("CNY", "range", "9000", "12000"), "9000元—1.2万元", "CNY 9,000–12,000"),
        (make("count", "range", "1", "1200000"), "1—1200000", "1–1,200,000"),
        (make("%", "range", "7.8", "10.8"), "7.8%—10.8%", "7.8%–10.8%"),
        (make("1/4", "range", "1", "3"), "1/4—3/4", "1/4–3/4"),
        (make("天", "range", "1", "5"), "1—5天", "1–5 days"),
        (make("位", "range", "3", "5"), "第3—5位", "No. 3–5"),
    ],
)
def test_quantities_are_said_in_the_form_of_their_unit(
    quantity: Quantity, chinese: str, english: str
) -> None:
    assert (ZH.quantity(quantity), EN.quantity(quantity)) == (chinese, english)


PORTS = (
    "ar",
    ("لا موانئ", "ميناء واحد", "ميناءان", "{plain} موانئ", "{plain} ميناءً", "{plain} ميناء"),
)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (("0",), "لا موانئ"),
        (("1",), "ميناء واحد"),
        (("2",), "ميناءان"),
        (("3",), "3 موانئ"),
        (("11",), "11 ميناءً"),
        (("2.0",), "2.0 ميناء"),
        (("-2",), "\u200e−2 ميناء"),
        (("1", "2"), "1–2 ميناء"),
    ],
)
def test_a_form_of_one_number_may_say_it_by_itself(numbers: tuple[str, ...], said: str) -> None:
    """Where that is the number as it is stated: a digit, a sign or an end of a range is never lost."""
    unit = Unit("port", "port", Fraction(1), (PORTS,))
    parsed = [Decimal(one) for one in numbers]
    quantity = (
        Quantity(None, parsed[0], parsed[1], "range", unit)
        if len(parsed) > 1
        else Quantity(parsed[0], None, None, "exact", unit)
    )
    voice = Voice(
        Language("ar", "ar", "ar", "العربية", 1_000_000, grouped=True),
        parse_catalog("ar.po", PO.with_name("ar.po").read_text("utf-8"), "ar")[0],
    )
    assert voice.value_text(quantity) == said


def test_the_text_of_a_value_leaves_the_bound_out() -> None:
    assert ZH.value_text(make("亿元", "at-least", "2600")) == "2600亿元"
    assert EN.value_text(make("亿元", "over", "2600")) == "CNY 260 billion"
    assert EN.value_text(make("位", "at-most", "3")) == "No. 3"


def test_a_unit_without_a_form_in_the_language_is_a_key_error() -> None:
    bare = Unit("bare", "bare", Fraction(1), ())
    with pytest.raises(KeyError):
        EN.quantity(Quantity(Decimal(1), None, None, "exact", bare))


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        ("9999", "9999", "9,999"),
        ("10000", "1万", "10,000"),
        ("123456.5", "12.34565万", "123,456.5"),
        ("99999999", "9999.9999万", "99.999999 million"),
        ("100000000", "1亿", "100 million"),
        ("999999999999", "9999.99999999亿", "999.999999999 billion"),
        ("1000000000000", "1万亿", "1 trillion"),
        ("12345000000000000", "12345万亿", "12,345 trillion"),
        ("-579400", "−57.94万", "−579,400"),
        ("0.50", "0.50", "0.50"),
    ],
)
def test_base_values_are_shortened_by_the_words_of_cldr(
    value: str, chinese: str, english: str
) -> None:
    assert (ZH.scaled(Decimal(value)), EN.scaled(Decimal(value))) == (chinese, english)


def test_the_digits_of_other_scripts_follow_their_locale() -> None:
    german = Voice(
        Language("de", "de", "de", "Deutsch", 1_000_000, grouped=True), Catalog("de", "de.po", ())
    )
    assert german.scaled(Decimal(1000000)) == "1 Million"
    assert german.scaled(Decimal(2500000)) == "2,5 Millionen"
    assert german.number(Decimal("1234.50")) == "1.234,50"
    japanese = Voice(
        Language("ja", "ja", "ja", "日本語", 10_000, grouped=False), Catalog("ja", "ja.po", ())
    )
    assert japanese.scaled(Decimal(1350000000000)) == "1.35兆"
    percents = german.percent(Decimal("6.0")), japanese.percent(Decimal(-3))
    assert percents == ("6,0\N{NO-BREAK SPACE}%", "−3%")


FINITE = st.decimals(allow_nan=False, allow_infinity=False, places=None).filter(
    lambda d: abs(d.adjusted()) < 40
)
SCALE_WORDS = {"万亿": 12, "亿": 8, "万": 4, " trillion": 12, " billion": 9, " million": 6}


@given(FINITE, st.sampled_from(["zh", "en"]))
def test_shortening_is_exact(value: Decimal, code: str) -> None:
    text = VOICES[code].scaled(value).replace(",", "").replace("−", "-")
    word = next((word for word in SCALE_WORDS if text.endswith(word)), "")
    digits = Fraction(Decimal(text.removesuffix(word)))
    assert digits * 10 ** SCALE_WORDS.get(word, 0) == Fraction(value)


@given(FINITE, st.sampled_from(["zh", "en"]))
def test_numbers_keep_their_digits(value: Decimal, code: str) -> None:
    text = VOICES[code].number(value).replace(",", "").replace("−", "-")
    assert text == f"{value or value.copy_abs():f}"


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Any quantity that a row may state, in a unit whose form says which it is."""
    unit = draw(st.sampled_from(sorted(UNITS)))
    bound: Bound = draw(st.sampled_from(get_args(Bound)))
    ordinal = unit in {"位", "1/4"}
    one = (
        st.integers(1, 99).map(Decimal)
        if ordinal
        else st.decimals(-(10**9), 10**9, places=draw(st.integers(0, 3)))
    )
    if bound == "range":
        low, high = sorted((draw(one), draw(one)))
        return Quantity(None, low, high if low < high else low + 1, bound, UNITS[unit])
    return Quantity(draw(one), None, None, bound, UNITS[unit])


def _carries(text: str, form: str) -> bool:
    """Whether a text has around its number, or range, what a unit's form writes there: `CNY`, 元."""
    before, after = (re.escape(part) for part in re.split(r"\{\w+\}", form))
    number = r"−?\d[\d.,]*(?: (?:million|billion|trillion)|万亿|亿|万)?"
    pattern = rf"{before}{number}(?:[–—](?:{before})?{number})?{after}"
    return re.search(pattern, text) is not None


def _read_back(code: str, quantity: Quantity) -> tuple[tuple[Fraction, ...], str]:
    """Base numbers and bound of a text, and that its unit is the quantity's."""
    text = VOICES[code].quantity(quantity)
    (reading,) = read_quantities(text)
    top = quantity.bound == "at-most" and quantity.unit.base_unit == "rank"
    assert top or any(_carries(text, form) for form in quantity.unit.form(code)), text
    factor = 100 if quantity.unit.unit == "1/4" else 1
    (bound,) = reading.bounds or ("exact",)
    return tuple(number * factor for number in reading.numbers), bound


@pytest.mark.parametrize("code", ["zh", "en"])
def test_what_is_said_reads_back_as_the_same_quantity(code: str) -> None:
    @given(quantities())
    def check(quantity: Quantity) -> None:
        numbers, bound = _read_back(code, quantity)
        assert numbers == tuple(Fraction(number) for number in quantity.base_numbers)
        assert bound == quantity.bound

    check()


@given(quantities())
def test_chinese_text_reads_back_in_the_stated_unit(quantity: Quantity) -> None:
    text = ZH.quantity(quantity)
    (reading,) = read_quantities(text)
    unit = quantity.unit.unit
    if unit not in {"CNY", "count", "percent"}:
        numbers = numbers_in(reading, unit)
        assert numbers is not None
        assert numbers == tuple(map(Fraction, quantity.numbers))
        bound: Bound = reading.bounds[0] if reading.bounds else "exact"
        assert ZH.quantity(replace(quantity, bound=bound)) == text


PERIODS = [
    ("2023", "2023年", "2023"),
    ("2023-H1", "2023年上半年", "first half of 2023"),
    ("2023-H2", "2023年下半年", "second half of 2023"),
    ("2023-Q4", "2023年第4季度", "Q4 2023"),
    ("2023-08", "2023年8月", "August 2023"),
    ("2023-01/2023-11", "2023年1—11月", "January–November 2023"),
    ("2022-11/2023-02", "2022年11月—2023年2月", "November 2022–February 2023"),
    ("2022-11/2023-11", "2022年11月—2023年11月", "November 2022–November 2023"),
    ("2021/2025", "2021—2025年", "2021–2025"),
    ("@2023", "截至2023年", "as of 2023"),
    ("@2023-08", "截至2023年8月", "as of August 2023"),
    ("@2023-08-15", "截至2023年8月15日", "as of August 15, 2023"),
]


@pytest.mark.parametrize(("period", "chinese", "english"), PERIODS)
def test_periods(period: str, chinese: str, english: str) -> None:
    parsed = parse_period(period)
    assert (ZH.period(parsed), EN.period(parsed)) == (chinese, english)


def test_months_and_years_alone_are_said_as_precisely_as_printed() -> None:
    assert (ZH.date("2021-11"), EN.date("2021-11")) == ("2021年11月", "November 2021")
    assert (ZH.date("2024-02-23"), EN.date("2024-02-23")) == ("2024年2月23日", "February 23, 2024")
    assert (ZH.date("2021"), EN.date("2021")) == ("2021年", "2021")


@pytest.mark.parametrize(
    ("numbers", "unit", "chinese", "english"),
    [
        (["320120000000", "-5"], "CNY", AxisScale(8, "亿元"), AxisScale(9, "CNY billion")),
        (["1350000000000"], "CNY", AxisScale(12, "万亿元"), AxisScale(12, "CNY trillion")),
        (["77000"], "CNY", AxisScale(4, "万元"), AxisScale(0, "CNY")),
        (["9000"], "CNY", AxisScale(0, "元"), AxisScale(0, "CNY")),
        (["1", "-579400"], "count", AxisScale(4, "万"), AxisScale(0, "")),
        (["2000000"], "count", AxisScale(4, "万"), AxisScale(6, "million")),
        (["13.6"], "percent", AxisScale(0, "%"), AxisScale(0, "%")),
        (["9"], "天", AxisScale(0, "天"), AxisScale(0, "days")),
        ([], "CNY", AxisScale(0, "元"), AxisScale(0, "CNY")),
    ],
)
def test_an_axis_has_one_scale(
    numbers: list[str], unit: str, chinese: AxisScale, english: AxisScale
) -> None:
    values = [Decimal(number) for number in numbers]
    assert (ZH.scale(values, UNITS[unit]), EN.scale(values, UNITS[unit])) == (chinese, english)


def catalog_of(*entries: str, forms: int = 1) -> str:
    plural = "nplurals=1; plural=0" if forms == 1 else "nplurals=2; plural=(n != 1)"
    header = (
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: {plural};\\n"\n'
    )
    return "\n".join([header, *entries])


def test_texts_are_translated_and_filled() -> None:
    text = catalog_of('msgid "Facts of {place}"\nmsgstr "{place}的事实"\n')
    catalog, problems = parse_catalog("zh.po", text, "zh")
    assert not problems
    assert Voice(CHINESE, catalog).say("Facts of {place}", place="成都") == "成都的事实"
    assert EN.say("Facts of {place}", place="Chengdu") == "Facts of Chengdu"


@pytest.mark.parametrize(
    ("code", "mark"),
    [("en", ", "), ("zh", "、"), ("ja", "、"), ("ar", "، "), ("fa", "،\u200f "), ("to", ", ")],
)
def test_labels_in_a_row_have_a_mark_between_them_and_no_word(code: str, mark: str) -> None:
    language = Language(code, code, code, code, 10**6, grouped=True)
    assert Texts(language, Catalog(code, "", ())).between == mark


def test_plurals_follow_cldr() -> None:
    text = catalog_of(
        'msgid "{number} fact"\nmsgid_plural "{number} facts"\nmsgstr[0] "{number}条事实"\n'
    )
    catalog, problems = parse_catalog("zh.po", text, "zh")
    assert not problems
    chinese = Voice(CHINESE, catalog)
    assert [chinese.say_many("{number} fact", "{number} facts", n) for n in (1, 2)] == [
        "1条事实",
        "2条事实",
    ]
    assert [EN.say_many("{number} fact", "{number} facts", n) for n in (1, 2)] == [
        "1 fact",
        "2 facts",
    ]
    assert EN.say_many("one fact", "{number} facts of {place}", 3, place="X") == "3 facts of X"


def test_a_language_may_have_several_plural_forms() -> None:
    entry = 'msgid "{number} day"\nmsgid_plural "{number} days"\n'
    strings = "".join(
        f'msgstr[{index}] "{{number}} {word}"\n'
        for index, word in enumerate(("день", "дня", "дней"))
    )
    header = 'msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2;\\n"\n\n'
    catalog, problems = parse_catalog("ru.po", header + entry + strings, "ru")
    assert not problems
    russian = Voice(Language("ru", "ru", "ru", "Русский", 1_000_000, grouped=True), catalog)
    said = [russian.say_many("{number} day", "{number} days", n) for n in (1, 3, 5, 21)]
    assert said == ["1 день", "3 дня", "5 дней", "21 день"]


def test_what_is_not_translated_is_refused_except_in_english() -> None:
    with pytest.raises(UntranslatedError) as caught:
        ZH.say("Never written")
    assert (caught.value.msgid, caught.value.code) == ("Never written", "zh")
    with pytest.raises(UntranslatedError):
        ZH.say_many("one", "many", 2)
    assert EN.say("Never written") == "Never written"


def test_an_empty_translation_is_open_until_a_later_catalogue_has_it() -> None:
    head = 'msgid ""\nmsgstr ""\n\n'
    left, fine = head + 'msgid "a"\nmsgstr ""\n', head + 'msgid "a"\nmsgstr "b"\n'
    catalog, problems = parse_catalogs([("x.po", left)], "de", "x.po")
    assert (catalog.open, catalog.by_id["a", ""], problems) == (frozenset({("a", "")}), ("a",), ())
    for texts in ([("x.po", left), ("y.po", fine)], [("x.po", fine), ("y.po", left)]):
        catalog, _ = parse_catalogs(texts, "de", "y.po")
        assert (catalog.open, catalog.by_id["a", ""]) == (frozenset(), ("b",))


@pytest.mark.parametrize(
    ("entry", "line", "said"),
    [
        ('msgid "a"\nmsgstr " "\n', 4, "`a` has no translation"),
        ('#, fuzzy\nmsgid "a"\nmsgstr "b"\n', 5, "`a` is marked as fuzzy"),
        ('msgid "a {x}"\nmsgstr "b"\n', 5, "`b` lacks the placeholder `{x}` of its text"),
        ('msgid "a"\nmsgstr "b {x}"\n', 5, "`b {x}` has a placeholder `{x}`"),
        ('msgid "a {x}"\nmsgstr "b {x"\n', 5, "wrong placeholder"),
        ('msgid "a {x"\nmsgstr "b"\n', 5, "wrong placeholder"),
        ('msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n', 6, "`a` is here a second time"),
        ("nonsense\n", 4, "the text of `nonsense` stands without quotation marks"),
        ('msgid "a\nmsgstr "b"\n', 4, "the quotation mark is not closed"),
        ('msgid "a"\nmsgstr “b”\n', 5, "`“` is no quotation mark"),
        ('msgid "a "b" c"\nmsgstr "b"\n', 4, "the text goes on behind the quotation mark"),
        ('msgid: "a"\nmsgstr "b"\n', 4, "`:` stands after `msgid`"),
        ('MSGID "a"\nmsgstr "b"\n', 4, "`MSGID` is no word of a catalogue"),
        ('msgid\u00a0"a"\nmsgstr "b"\n', 4, "a space that is none of the keyboard's"),
        ("// x\n", 4, "`//` begins no comment"),
        ("<x>\n", 4, "`<x>` is no line of a catalogue"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 4, "`a` has no `msgstr`"),
        ('msgstr "b"\n', 4, "`msgstr` stands before any `msgid`"),
        ('"b"\n', 4, "a text stands before any `msgid`"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 6, "`msgstr` stands twice in the entry"),
        ('msgid "a"\nmsgstr "b\\q"\n', 5, "`\\q` means nothing"),
        ('msgid "a"\nmsgstr[0] "b"\n', 5, "`a` has no plural, but a form of one"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "b"\n', 6, "`a` has a plural, and no forms of it"),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "b"\nmsgstr[1] "c"\n',
            6,
            "`a` has 2 plural forms",
        ),
    ],
)
def test_a_wrong_entry_is_a_problem_at_its_line(entry: str, line: int, said: str) -> None:
    _, problems = parse_catalog("templates/locale/zh.po", catalog_of(entry), "zh")
    assert [(problem.path, problem.line) for problem in problems] == [
        ("templates/locale/zh.po", line)
    ]
    assert said in problems[0].message


def test_a_wrong_placeholder_is_said_with_what_may_be_meant() -> None:
    text = catalog_of('msgid "a {quantity} {place}"\nmsgstr "b {quantty} {place}"\n')
    catalog, [problem] = parse_catalog("zh.po", text, "zh")
    assert problem.hint == "Did you mean `{quantity}`?"
    assert catalog.by_id  # nobody need say besides that it is not translated


@pytest.mark.parametrize("forms", ["x", "", "-2", "1e2", "9" * 5000])
def test_a_number_of_plurals_that_is_none_is_told_alone(forms: str) -> None:
    text = f'msgid ""\nmsgstr "Plural-Forms: nplurals={forms}; plural=n;\\n"\n'
    catalog, [problem] = parse_catalog("zh.po", text, "zh")
    assert catalog.state == "broken"
    assert "is not a number of plural forms" in problem.message


@pytest.mark.parametrize(
    "text", ['msgid ""\nmsgstr "Plural-Forms: nplurals=x;\\n"\n', 'msgid "a"\n']
)
def test_an_unreadable_catalogue_is_a_problem(text: str) -> None:
    catalog, problems = parse_catalog("zh.po", text, "zh")
    assert catalog.state == "broken"
    assert len(problems) == 1


@given(st.text())
def test_no_text_breaks_the_reader_of_catalogues(text: str) -> None:
    catalog, problems = parse_catalog("zh.po", text, "zh")
    assert catalog.code == "zh"
    assert all(problem.rule == "catalog" for problem in problems)


def test_the_chinese_catalogue_is_without_fault() -> None:
    catalog, problems = parse_catalog("zh.po", PO.read_text("utf-8"), "zh")
    assert problems == ()
    assert catalog.messages


@pytest.mark.parametrize(
    ("language", "text", "unit", "number"),
    [
        ("ja", "営業収益1.2兆円", "円", "1200000000000"),
        ("ja", "営業収益1.2兆円", "兆円", "1.2"),
        ("ja", "営業収益1兆2000億円", "億円", "12000"),
        ("zh-Hant", "營收1.2兆元", "兆元", "1.2"),
        ("zh", "装机5兆瓦", "兆瓦", "5"),
        ("zh", "带宽100兆比特", "兆比特", "100"),
        ("ja", "二兆円", "円", "2000000000000"),
        ("zh", "十二兆日元", "兆日元", "12"),
        ("ar", "بنسبة ٪٣٢", "%", "32"),
        ("ar", "٣٢٪ من", "%", "32"),
        ("ar", "٣٢\u200f٪", "%", "32"),
        ("ar", "٪ 32", "%", "32"),
        ("ar", "%32", "%", "32"),
        ("fa", "٪۳۲", "%", "32"),
        ("tr", "%32,5", "%", "32.5"),
        ("zh", "％32", "%", "32"),
        ("zh", "32﹪", "%", "32"),
    ],
)
def test_a_reading_is_read_in_its_unit(language: str, text: str, unit: str, number: str) -> None:
    lexicon = open_lexicon(language)
    (reading,) = read_quantities(text, lexicon)
    assert numbers_in(reading, unit, lexicon) == (Fraction(number),)
