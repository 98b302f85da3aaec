"""Quantities read out of source texts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.ledger.readings import Reading, numbers_in, read_quantities

SHIFT = 10**8


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.35万亿", [Fraction(135, 100) * 10**12]),
        ("3201.2亿", [Fraction(32012, 10) * SHIFT]),
        ("两千亿", [2000 * SHIFT]),
        ("五家", [5]),
        ("2/3", [Fraction(2, 3)]),
        ("6.0%", [6]),
        ("320.12 billion", [320120000000]),
        ("3500-4000", [3500, 4000]),
        ("3500-4000亿", [3500 * SHIFT, 4000 * SHIFT]),
        ("7.8%-10.8%", [Fraction(39, 5), Fraction(54, 5)]),
        ("3至5", [3, 5]),
        ("350–400 billion", [350 * 10**9, 400 * 10**9]),
        ("1—1200000", [1, 1200000]),
        ("9000万元—1.2亿元", [90000000, 120000000]),
        ("-3—-1", [-3, -1]),
    ],
)
def test_one_number_or_range_is_read(text: str, numbers: list[int | Fraction]) -> None:
    (reading,) = read_quantities(text)
    assert reading.numbers == tuple(numbers)


@pytest.mark.parametrize(("text", "count"), [("", 0), ("没有", 0), ("3和5", 2), ("3，5", 2)])
def test_numbers_that_make_no_range_stay_apart(text: str, count: int) -> None:
    assert [len(reading.numbers) for reading in read_quantities(text)] == [1] * count


@pytest.mark.parametrize(
    ("text", "unit", "numbers", "bounds"),
    [
        ("地区生产总值3201.2亿元", "亿元", ["3201.2"], []),
        ("实际到位外资 111.73 亿美元", "亿美元", ["111.73"], []),
        ("迈上3200亿元新台阶", "亿元", ["3200"], ["over"]),
        ("规模迈上两千亿元台阶", "亿元", ["2000"], ["over"]),
        ("融资超18亿元", "亿元", ["18"], ["over"]),
        ("零的突破达到6家", "家", ["6"], []),
        ("人才不超过10万人", "万人", ["10"], ["at-most"]),
        ("比重超过了5%", "%", ["5"], ["over"]),
        ("增速不低于5％", "%", ["5"], ["at-least"]),
        ("约30个", "个", ["30"], ["about"]),
        ("近200亿元", "亿元", ["200"], ["under"]),
        ("提高 0.5 个百分点以上", "个百分点", ["0.5"], ["at-least"]),
        ("销售3200套以上", "套", ["3200"], ["at-least"]),
        ("15天以内", "天", ["15"], ["at-most"]),
        ("5%左右", "%", ["5"], ["about"]),
        ("50余个", "个", ["50"], ["over"]),
        ("3000多家", "家", ["3000"], ["over"]),
        ("20余万人", "万人", ["20"], ["over"]),
        ("力争超3万家以上", "万家", ["3"], ["over", "at-least"]),
        ("7.8%-10.8%", "%", ["7.8", "10.8"], ["range"]),
        ("全国第3", "位", ["3"], []),
        ("全市第 1；", "位", ["1"], []),
        ("居中西部第一", "位", ["1"], []),
        ("位列全国首位", "位", ["1"], []),
        ("进入全国前五", "位", ["5"], ["at-most"]),
        ("较2018年翻一番", "倍", ["2"], []),
        ("翻了两番", "倍", ["4"], []),
        ("实现双倍增", "倍", ["2"], []),
        ("突破“双百亿”", "亿元", ["100"], ["over"]),
        ("占1/4的土地", "1/4", ["1"], []),
        ("三分之二的企业", "1/3", ["2"], []),
        ("百分之五以上", "%", ["5"], ["at-least"]),
        ("举办十五届", "届", ["15"], []),
        ("绿道 12 km", "公里", ["12"], []),
        # tables write the unit before the number
        ("总值 亿元 3500-4000", "亿元", ["3500", "4000"], ["range"]),
        ("万元 >25", "万元", ["25"], ["over"]),
        ("年均增长率 % >5", "%", ["5"], ["over"]),
        ("人 100000 (3500)", "人", ["3500"], []),
        ("亿元 (%) 200", "亿元", ["200"], []),
        ("平方米 / 公里 >15", "平方米", ["15"], ["over"]),
        ("公里 >15 / 500", "公里", ["500"], []),
        ("座 33 / 96 (31 / 81)", "座", ["81"], []),
    ],
)
def test_phrases_of_sources(text: str, unit: str, numbers: list[str], bounds: list[str]) -> None:
    wanted = tuple(map(Fraction, numbers))
    found = [reading for reading in read_quantities(text) if numbers_in(reading, unit) == wanted]
    assert [list(reading.bounds) for reading in found] == [bounds]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("3201.2亿元", "亿美元"),
        ("0.5个百分点", "个"),
        ("36个", "家"),
        ("36个", "位"),
        ("2/3的企业", "1/4"),
        ("75%", "1/4"),
        ("200", "亿元"),
        ("亿元 200家", "亿元"),
    ],
)
def test_another_unit_is_no_match(text: str, unit: str) -> None:
    (reading,) = read_quantities(text)
    assert numbers_in(reading, unit) is None


def test_a_reading_keeps_what_stands_around_it() -> None:
    text = "累计建成绿道超过1.2万余公里，其中"
    assert read_quantities(text) == (
        Reading(
            8, 12, (Fraction(12000),), "公里，其中", ("over",), "累计建成绿道超过", Fraction(10000)
        ),
    )


@pytest.mark.parametrize(
    ("text", "numbers", "bounds"),
    [
        ("at least CNY 260 billion", [260 * 10**9], ("at-least",)),
        ("more than USD 11.173 billion", [11173 * 10**6], ("over",)),
        ("about 0.5 percentage points", [Fraction(1, 2)], ("about",)),
        ("under 5%", [5], ("under",)),
        ("at most 15 days", [15], ("at-most",)),
        ("top 3", [3], ("at-most",)),
        ("No. 3", [3], ()),
        ("CNY 950 million–CNY 1.2 billion", [950 * 10**6, 1200 * 10**6], ("range",)),
    ],
)
def test_english_quantities_are_read(
    text: str, numbers: list[int | Fraction], bounds: tuple[str, ...]
) -> None:
    (reading,) = read_quantities(text)
    assert reading.numbers == tuple(numbers)
    assert reading.bounds == bounds


@given(
    st.text(
        alphabet="零一二两三十百千万亿分之第前首位翻番双倍增个家年0123456789.,/-—% 约超余多以上CNY to"
    )
)
def test_any_text_is_read_without_fault(text: str) -> None:
    for reading in read_quantities(text):
        assert 0 <= reading.start < reading.end <= len(text)
        assert len(reading.numbers) == 1 or reading.numbers[0] < reading.numbers[1]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("al menos el 60 %", "at-least"), ("más de 60 casas", "over"), ("unas 60 casas", "about"),
        ("no más de 60 casas", "at-most"), ("60 casas o más", "at-least"),
        ("au moins 60 %", "at-least"), ("plus de 60 maisons", "over"), ("environ 60 maisons", "about"),
        ("pelo menos 60%", "at-least"), ("cerca de 60 casas", "about"), ("menos de 60 casas", "under"),
        ("mindestens 60 Häuser", "at-least"), ("über 60 Häuser", "over"), ("höchstens 60 Häuser", "at-most"),
        ("не менее 60 домов", "at-least"), ("более 60 домов", "over"), ("около 60 домов", "about"),
        ("لا يقل عن 60", "at-least"), ("أكثر من 60", "over"), ("نحو 60", "about"),
        ("60件以上", "at-least"), ("60件未満", "under"), ("60件を超える", "over"), ("およそ60件", "about"),
        ("60개 이상", "at-least"), ("60개 미만", "under"), ("약 60개", "about"), ("60개 초과", "over"),
    ],
)  # fmt: skip
def test_words_of_many_languages_bound_a_number(text: str, bound: str) -> None:
    [reading] = read_quantities(text)
    assert reading.bounds == (bound,)


@pytest.mark.parametrize(
    "text",
    [
        "entre 380 y 400 GWh", "entre 380 et 400 GWh", "zwischen 380 und 400 GWh", "между 380 и 400 GWh",
        "380 bis 400 GWh", "de 380 a 400 GWh", "de 380 à 400 GWh", "380から400 GWh", "380에서 400 GWh",
    ],
)  # fmt: skip
def test_words_of_many_languages_join_the_ends_of_a_range(text: str) -> None:
    [reading] = read_quantities(text)
    assert [*map(int, reading.numbers)] == [380, 400]


def test_a_word_that_bounds_is_a_word_of_its_own() -> None:
    assert [one.bounds for one in read_quantities("계약 60개; moreover 60; 12 y 15 casas")] == [
        ()
    ] * 4
