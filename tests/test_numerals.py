"""Numerals of three scripts: what counts, what it says, and what dates and names excuse."""

from __future__ import annotations

import sys
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.han import parse_han
from sitegen.language.lexicon import open_lexicon
from sitegen.language.numeral import Numeral
from sitegen.language.numerals import (
    _drop_inside,  # how spans are looked up
    drop_named,
    find_numerals,
    unbound_numerals,
)

DIGITS = "零一二三四五六七八九"


def write_han(number: int) -> str:
    """Write a number below 10**16 in Chinese, by the rule of four-digit groups."""
    if number == 0:
        return "零"
    groups, text, gap = ["", "万", "亿", "万亿"], "", False
    high, low = divmod(number, 10**8)
    if high:  # what stands before 亿 is a numeral of its own
        rest = ("" if low >= 10**7 else "零") + write_han(low) if low else ""
        return write_han(high) + "亿" + rest
    for power in (1, 0):
        group = number // 10 ** (4 * power) % 10**4
        if group == 0:
            gap = bool(text)
            continue
        if text and (gap or group < 1000):
            text += "零"
        text += write_group(group) + groups[power]
    return text


def write_group(number: int) -> str:
    text, gap = "", False
    for power, name in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + DIGITS[digit] + name
        gap = False
    return text


@given(st.integers(0, 10**16 - 1))
def test_chinese_numerals_are_read_as_they_are_written(number: int) -> None:
    assert parse_han(write_han(number)) == number


@given(st.integers(0, 10**9), st.sampled_from(["", "。", "个", "亿元"]))
def test_a_long_chinese_numeral_is_one_numeral(number: int, after: str) -> None:
    written = write_han(number + 11) + after
    (numeral,) = find_numerals(written)
    assert numeral.value == (number + 11) * (10**8 if after == "亿元" else 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("两百五", 250),
        ("三千五", 3500), ("一万五千", 15000), ("两万五", 25000), ("两千亿", 2000 * 10**8), ("百亿", 10**10),
        ("万亿", 10**12), ("一千零一", 1001), ("二〇二一", 2021), ("一亿零三百万", 103 * 10**6),
        ("三点五", Fraction(7, 2)),
    ],
)  # fmt: skip
def test_chinese_numerals(text: str, value: int | Fraction) -> None:
    assert parse_han(text) == value


@pytest.mark.parametrize(
    "text", ["", "半", "三分之二", "万万", "十四五", "家", "三点", "千十百", "一二十"]
)
def test_what_is_no_chinese_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a Chinese numeral"):
        parse_han(text)


@pytest.mark.parametrize("text", ["七八" * 1000, "九千亿" * 1000, "三点" + "五" * 3000])
def test_a_run_longer_than_any_numeral_is_a_number_of_no_value(text: str) -> None:
    assert [(one.text, one.value) for one in find_numerals(f"共{text}家")] == [(text, Fraction(0))]


def values(text: str) -> list[Fraction]:
    return [numeral.value for numeral in find_numerals(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Arabic, with what belongs to it
        ("达3201.2亿元", [320120000000]),
        ("1.35万亿元", [1350000000000]),
        ("111.73 亿美元", [11173000000]),
        ("3百万元、5千家", [3000000, 5000]),
        ("５００强", [500]),
        ("1亿2000万人、1万2500吨", [120000000, 12500]),
        ("漁獲量は1万1200トン、1億2000万円", [11200, 120000000]),
        ("3亿5千万至4亿元", [350000000, 400000000]),
        ("1.5万2000, 2万30000, 20余万500", [15000, 2000, 20000, 30000, 200000, 500]),
        ("1,234,567 people and 12.5 %", [1234567, Fraction(25, 2)]),
        ("CNY 320.12 billion", [320120000000]),
        ("a 300-million fund", [300000000]),
        ("2/3的企业", [Fraction(2, 3)]),
        ("33 / 96 (31 / 81)", [33, 96, 31, 81]),
        ("增长-2.3%，−1.5%", [Fraction(-23, 10), Fraction(-3, 2)]),
        ("3500-4000", [3500, 4000]),
        ("PM2.5 与 5G", [Fraction(5, 2), 5]),
        ("20余万人、3000多家、380余 万户", [200000, 3000, 3800000]),
        ("6千米、6 千米", [6, 6]),
        # Chinese with a magnitude
        ("两千亿元台阶", [200000000000]),
        ("十五届、百亿级、三千人", [15, 10000000000, 3000]),
        ("二十余万人", [200000]),
        ("总数三千家", [3000]),
        # a single Chinese numeral that counts
        ("三个、两项、五大、八成、十家、百户", [3, 2, 5, 8, 10, 100]),
        ("每万人、过亿元，亿元以上项目", [10000, 100000000, 100000000]),
        ("二万一千", [21000]),
        ("三年、两月、七天、四倍", [3, 2, 7, 4]),
        ("第一、第三，前五；前十名", [1, 3, 5, 10]),
        ("四个百分点", [4]),
        ("百分之五与三分之一、三分之二", [5, Fraction(1, 3), Fraction(2, 3)]),
        ("十多个", [10]),
        ("七八个、二三十家", [7, 20]),
        ("二〇二三年", [2023]),
        # English words
        ("Two of the three, twenty-one and a dozen", [2, 3, 21, 12]),
        ("two hundred and fifty-six thousand", [256000]),
        ("one hundred, three million, fifteen five-year plans", [100, 3000000, 15, 5]),
        ("two thirds and three quarters", [Fraction(2, 3), Fraction(3, 4)]),
    ],
)
def test_numerals_are_found_and_read(text: str, wanted: list[int | Fraction]) -> None:
    assert values(text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ja", "1兆2000億円", [1200000000000]),
        ("ja", "予算は114兆3,812億円、約1.35兆ドル", [114381200000000, 1350000000000]),
        ("ja", "1兆を超え、2 兆", [1000000000000, 2000000000000]),
        ("ja", "3兆候、5兆瓦、8兆字节", [3, 5, 8]),
        (
            "zh",
            "2兆元、1.5兆美元、3兆余日元、4兆欧元",
            [2 * 10**12, 15 * 10**11, 3 * 10**12, 4 * 10**12],
        ),
        ("zh", "1兆2000亿元、1兆3,000万", [1200000000000, 1000030000000]),
        ("zh-Hant", "2兆5000億元", [2500000000000]),
        ("zh", "5兆瓦、100兆赫、10兆比特、5兆字节、3兆欧、2兆帕", [5, 100, 10, 5, 3, 2]),
        ("zh", "100兆宽带、每秒20兆", [100, 20]),
        ("en", "1兆円", [1]),
        ("ko", "148만유로, 5천 명, 10만여 명, 1.5억", [1480000, 5000, 100000, 150000000]),
        ("ko", "1억 2000만 원, 1억2000만원", [120000000, 120000000]),
        ("ko", "1만 2500원, 2만5천, 2만 3개", [12500, 25000, 20000, 3]),
        ("ko", "3조 5천억 원, 3조 원", [35 * 10**11, 3 * 10**12]),
        ("ko", "제3조, 3조로 나뉘어, 3조에 따라, 3년 만에, 5천년", [3, 3, 3, 3, 5]),
        ("en", "148만유로", [148]),
        ("ja", "二兆円、二兆三千億円、百兆ドル", [2 * 10**12, 2300 * 10**9, 10**14]),
        ("ja", "前兆、兆し、億兆、五兆瓦", []),
        ("zh", "二兆元、十二兆日元、二兆三千亿元", [2 * 10**12, 12 * 10**12, 2300 * 10**9]),
        ("zh-Hant", "兩兆元", [2 * 10**12]),
        ("zh", "五兆瓦、百兆宽带、一兆、兆头、亿兆", []),
    ],
)
def test_a_trillion_is_one_where_it_is_not_mega(
    language: str, text: str, wanted: list[int]
) -> None:
    found = find_numerals(text, open_lexicon(language))
    assert [numeral.value for numeral in found] == wanted


@pytest.mark.parametrize("text", ["2025兆円", "2025兆瓦"])
def test_a_trillion_of_years_is_no_date(text: str) -> None:
    assert unbound_numerals(text, open_lexicon("zh"))


@pytest.mark.parametrize(
    "text",
    [
        "一个、一些、统一、进一步、一体化、之一、唯一",
        "万一、十分、百分点、四川、三角、千万不要、三位一体、百家争鸣",
        "成都、三成都是、一成不变、五台山",
        "数百家、几十个、数千万元、成千上万、亿万、万千",
        "目前三角洲、此前四川",
        "两者、两侧、三者、七中、三星、万科",
        "no one, one of them, the first, second and third, hundreds of thousands, dozens",
        "CNY billion",
        "单位：亿元、万户，单位万元 亿元",
        "亿元",
        "twofold? often, attend, weight",
    ],
)
def test_what_counts_nothing_is_no_numeral(text: str) -> None:
    assert find_numerals(text) == ()


@given(
    st.text(
        alphabet="零一二两三十百千万亿点分之第前数个家年0123456789０.,/-−% 约超余多twohundredandmillion"
    )
)
def test_numerals_are_apart_and_quote_their_place(text: str) -> None:
    end = 0
    for numeral in find_numerals(text):
        assert end <= numeral.start < numeral.end
        assert text[numeral.start : numeral.end] == numeral.text
        end = numeral.end


@pytest.mark.parametrize(
    "text",
    [
        "2023年、2023年2月、2月22日、2021—2025年、2021-2025年、2021至2025年",
        "2023年上半年、2023年第一季度、2023年第4季度、前三季度、2023年1—11月、1-11月",
        "2024年2月22日至25日、二〇二三年、三月、十二月、20世纪90年代",
        "2023, 2021–2025, 2021 to 2025, 2021–25, the 2020s and 1990s",
        "February 2024, 22 February 2024, February 22, 2024, 14–16 May 2023, 5 May",
        "Q4 2023, 2024-02-23, first half of 2023, January–November 2023",
        "到2035年基本实现；2024成都大运会",
    ],
)
def test_dates_are_excused(text: str) -> None:
    assert unbound_numerals(text) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2020家企业", ["2020"]),
        ("2023年有36个", ["36"]),
        ("CNY 2050", ["2050"]),
        ("2,023 firms in 2023", ["2,023"]),
        ("2050 km", ["2050"]),
        ("2025万户、2000亿元", ["2025万", "2000亿"]),
        ("3个月、三个季度", ["3", "三"]),
        ("连续4年", ["4"]),
        ("1948 and 2100", ["1948", "2100"]),
        ("in 12 months to 2024", ["12"]),
        ("15日均", ["15"]),
    ],
)
def test_counts_are_no_dates(text: str, wanted: list[str]) -> None:
    assert [numeral.text for numeral in unbound_numerals(text)] == wanted


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        ("世界500强与5G", ["500强", "5G"], []),
        ("15G", ["5G"], ["15"]),
        ("“十四五”规划的十大工程", ["十四五", "十大工程"], []),
        ("“十四五”规划的十大任务", ["十四五", "十大工程"], ["十"]),
        ("The five-year plan of 5 parts", ["Five-Year Plan"], ["5"]),
        ("Fortune 5000", ["Fortune 500", ""], ["5000"]),
    ],
)
def test_a_name_excuses_what_lies_wholly_inside_it(
    text: str, names: list[str], wanted: list[str]
) -> None:
    assert [numeral.text for numeral in drop_named(unbound_numerals(text), text, names)] == wanted


EXCEPTIONS = {
    "一": "an article as often as a number: 一个 is `a`",
    "零": "counts nothing beside a measure word",
    "幺": "the smallest, and a one on the telephone alone",
    **dict.fromkeys(
        "什参參漆阡陌陸", "a word besides; it counts beside a digit or a magnitude: 陸佰"
    ),
    **dict.fromkeys("兆京秭", "a magnitude, which counts after a digit, and a word besides"),
    **dict.fromkeys("俩倆", "both, of people"),
    **dict.fromkeys("拐洞鈎钩", "a digit on the telephone alone"),
    "皕": "in names alone",
}
"""Characters with a numeric value in Unicode that by themselves are no number, and why."""


def test_whatever_unicode_calls_a_number_is_a_number() -> None:
    lexicon = open_lexicon("zh")
    for character in map(chr, range(sys.maxunicode + 1)):  # later versions of Python know more
        plain = unicodedata.normalize("NFC", character)
        if unicodedata.numeric(character, None) is not None and plain not in EXCEPTIONS:
            assert unbound_numerals(f"有{character}个苹果", lexicon), character


@pytest.mark.parametrize("character", EXCEPTIONS)
def test_exceptions_are_such(character: str) -> None:
    assert not unbound_numerals(f"有{character}个苹果", open_lexicon("zh"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("叁佰贰拾亿", 32_000_000_000),
        ("參佰", 300),
        ("伍仟", 5000),
        ("廿", 20),
        ("thirty\u00adtwo", 32),
        ("twenty\u200bone", 21),
        ("3\u00ad2", 32),
    ],
)
def test_numbers_as_banks_write_them_and_divided_unseen_are_read(text: str, value: int) -> None:
    for language in ("en", "zh"):
        (found,) = unbound_numerals(f"about {text} ,", open_lexicon(language))
        assert (found.text, found.value) == (text, Fraction(value))


def test_what_stands_behind_several_unseen_characters_keeps_its_place() -> None:
    text = "thirty\u200b\u00ad\u200btwo boats, 7 nets and 9 crews"
    found = unbound_numerals(text)
    assert [one.text for one in found] == ["thirty\u200b\u00ad\u200btwo", "7", "9"]
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert drop_named(found, text, ("thirty-two",)) == found[1:]


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)), max_size=8),
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), max_size=8),
)
def test_what_lies_inside_a_span_is_left_out_and_nothing_else(
    numbers: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    found = [Numeral(at, at + size, "", Fraction(1), "arabic") for at, size in numbers]
    spans = [(at, at + size) for at, size in others]
    inside = [
        one for one in found if any(low <= one.start and one.end <= high for low, high in spans)
    ]
    assert _drop_inside(found, spans) == [one for one in found if one not in inside]


@pytest.mark.parametrize(
    ("locale", "text", "found"),
    [
        ("en", "2017 firms grew", ["2017"]),
        ("en", "more than 2017 joined", ["2017"]),
        ("en", "in 2017 firms grew", []),
        ("en", "the 2020 plan", []),
        ("zh", "2017家，2017年", ["2017"]),
        ("es", "2000 personas", ["2000"]),
        ("es", "en 2017 empresas", []),
        ("fr", "2017 entreprises", ["2017"]),
        ("pt", "2000 pessoas em 2000", ["2000"]),
        ("de", "2017 Unternehmen", ["2017"]),
        ("de", "seit 2017 Unternehmen", []),
        ("ru", "2017 предприятий в 2017 году", ["2017"]),
        ("ar", "2017 شركة", ["2017"]),
        ("ja", "2000社、2017年", ["2000"]),
        ("ko", "2000명, 2017년", ["2000"]),
    ],
)
def test_what_counts_people_or_firms_is_no_year(locale: str, text: str, found: list[str]) -> None:
    assert [one.text for one in unbound_numerals(text, open_lexicon(locale))] == found
