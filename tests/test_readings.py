"""Quantities read out of source texts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.lexicon import open_lexicon
from sitegen.ledger.readings import Reading, numbers_in, read_quantities

SHIFT = 10**8
BOUNDS = {
    "zh": {
        "at-most": [
            "不超过60%",
            "至多60%",
            "最多60%",
            "60%以下",
            "60%以内",
            "不大于60%",
            "不多于60%",
        ],
        "at-least": [
            "不少于60%",
            "不低于60%",
            "至少60%",
            "60%以上",
            "不小于60%",
            "60%及以上",
            "起码60%",
        ],
        "over": ["超过60%", "逾60%", "高于60%", "多于60人"],
        "under": ["不足60%", "低于60%", "少于60%", "近60%", "将近60%"],
        "about": ["约60%", "大约60%", "大概60%", "60%左右"],
    },
    "en": {
        "at-most": [
            "at most 60%",
            "no more than 60%",
            "not more than 60%",
            "up to 60%",
            "a maximum of 60%",
            "60% or less",
            "60 or fewer",
        ],
        "at-least": [
            "at least 60%",
            "no less than 60%",
            "no fewer than 60",
            "not less than 60%",
            "a minimum of 60%",
            "60% or more",
        ],
        "over": ["more than 60%", "over 60%", "above 60%", "exceeding 60%"],
        "under": [
            "less than 60%",
            "fewer than 60",
            "under 60%",
            "below 60%",
            "nearly 60%",
            "almost 60%",
            "close to 60%",
        ],
        "about": [
            "about 60%",
            "around 60%",
            "roughly 60%",
            "approximately 60%",
            "some 60%",
            "circa 60%",
        ],
    },
    "es": {
        "at-most": [
            "como máximo 60 %",
            "como mucho 60 %",
            "a lo sumo 60 %",
            "no más de 60 %",
            "hasta un máximo de 60 %",
            "un máximo de 60 %",
            "un máximo del 60 %",
            "60 % como máximo",
            "60 % o menos",
            "no más del 60 %",
        ],
        "at-least": [
            "60 % como mínimo",
            "como mínimo 60 %",
            "al menos el 60 %",
            "por lo menos 60 %",
            "un mínimo de 60 %",
            "no menos de 60 %",
            "no menos del 60 %",
            "60 % o más",
        ],
        "over": [
            "más del 60 %",
            "más de 60 %",
            "superior al 60 %",
            "superiores al 60 %",
            "por encima del 60 %",
        ],
        "under": ["menos del 60 %", "inferior al 60 %", "por debajo del 60 %", "casi el 60 %"],
        "about": ["cerca del 60 %", "alrededor del 60 %", "aproximadamente 60 %", "unos 60"],
    },
    "fr": {
        "at-most": [
            "au plus 60 %",
            "tout au plus 60 %",
            "au maximum 60 %",
            "60 % au plus",
            "60 % au maximum",
            "pas plus de 60 %",
            "un maximum de 60 %",
            "60 % ou moins",
        ],
        "at-least": [
            "au moins 60 %",
            "60 % au moins",
            "60 % au minimum",
            "au minimum 60 %",
            "un minimum de 60 %",
            "60 % ou plus",
        ],
        "over": ["plus de 60 %", "supérieur à 60 %", "supérieure à 60 %"],
        "under": ["moins de 60 %", "inférieur à 60 %", "près de 60 %", "presque 60 %"],
        "about": ["environ 60 %", "autour de 60 %", "quelque 60", "à peu près 60 %"],
    },
    "pt": {
        "at-most": [
            "no máximo 60 %",
            "60 % no máximo",
            "não mais de 60 %",
            "não mais que 60 %",
            "um máximo de 60 %",
            "60 % ou menos",
        ],
        "at-least": [
            "60 % no mínimo",
            "pelo menos 60 %",
            "ao menos 60 %",
            "no mínimo 60 %",
            "não menos de 60 %",
            "60 % ou mais",
        ],
        "over": ["mais de 60 %", "superior a 60 %", "acima de 60 %"],
        "under": ["menos de 60 %", "inferior a 60 %", "abaixo de 60 %", "quase 60 %"],
        "about": ["cerca de 60 %", "aproximadamente 60 %", "em torno de 60 %", "por volta de 60 %"],
    },
    "de": {
        "at-most": [
            "höchstens 60 %",
            "maximal 60 %",
            "nicht mehr als 60 %",
            "bis zu 60 %",
            "60 % oder weniger",
        ],
        "at-least": [
            "mindestens 60 %",
            "wenigstens 60 %",
            "zumindest 60 %",
            "nicht weniger als 60 %",
            "60 % oder mehr",
        ],
        "over": ["mehr als 60 %", "über 60 %"],
        "under": [
            "weniger als 60 %",
            "unter 60 %",
            "knapp 60 %",
            "fast 60 %",
            "nahezu 60 %",
            "beinahe 60 %",
        ],
        "about": ["rund 60 %", "etwa 60 %", "ungefähr 60 %", "circa 60 %", "ca. 60 %"],
    },
    "ru": {
        "at-most": [
            "не более 60 %",
            "не больше 60 %",
            "не выше 60 %",
            "максимум 60 %",
            "60 % и менее",
            "60 % и ниже",
        ],
        "at-least": [
            "не менее 60 %",
            "не меньше 60 %",
            "не ниже 60 %",
            "минимум 60 %",
            "как минимум 60 %",
            "по крайней мере 60 %",
            "60 % и более",
            "60 % и выше",
        ],
        "over": ["более 60 %", "больше 60 %", "свыше 60 %", "выше 60 %"],
        "under": ["менее 60 %", "меньше 60 %", "ниже 60 %", "почти 60 %"],
        "about": ["около 60 %", "примерно 60 %", "приблизительно 60 %"],
    },
    "ar": {
        "at-most": [
            "لا يزيد عن 60%",
            "لا تزيد على 60%",
            "لا يتجاوز 60%",
            "بحد أقصى 60%",
            "على الأكثر 60%",
            "60% على الأكثر",
            "كحد أقصى 60%",
            "60% كحد أقصى",
            "60% فأقل",
        ],
        "at-least": [
            "لا يقل عن 60%",
            "على الأقل 60%",
            "60% على الأقل",
            "بحد أدنى 60%",
            "60% فأكثر",
        ],
        "over": ["أكثر من 60%", "يزيد على 60%", "يفوق 60%", "تفوق 60%"],
        "under": ["أقل من 60%", "دون 60%"],
        "about": ["نحو 60%", "حوالي 60%", "قرابة 60%", "تقريبا 60%"],
    },
    "ja": {
        "at-most": ["最大で60%", "60%以下", "60%以内"],
        "at-least": ["少なくとも60%", "60%以上"],
        "over": ["60%を超える"],
        "under": ["60%未満", "60%を下回る"],
        "about": ["約60%", "およそ60%", "60%前後", "60%ほど", "ほぼ60%"],
    },
    "ko": {
        "at-most": ["최대 60%", "많아야 60%", "60% 이하", "60% 이내"],
        "at-least": ["최소 60%", "적어도 60%", "최소한 60%", "60% 이상"],
        "over": ["60% 초과", "60%를 넘는", "60%가 넘는"],
        "under": ["60% 미만", "거의 60%"],
        "about": ["약 60%", "대략 60%", "60% 정도", "60% 안팎"],
    },
}
"""What states a bound, in the languages of the theme."""


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
        ("€1.9 million in 2023", "€ million", ["1.9"], []),
        ("R$ 1.9 billion", "R$ billion", ["1.9"], []),
        ("EUR 1.9 million", "EUR million", ["1.9"], []),
        ("12 per thousand births", "per thousand", ["12"], []),
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
        ("does not exceed 60", "at-most"), ("no longer than 60 days", "at-most"), ("exceeded 60", "over"),
        ("not below 60", "at-least"), ("no superior a 60", "at-most"), ("no superó las 60 casas", "at-most"),
        ("superó las 60 casas", "over"), ("no inferior al 60 %", "at-least"), ("ne dépassant pas 60", "at-most"),
        ("a dépassé 60", "over"), ("não ultrapassou 60", "at-most"), ("ultrapassou 60", "over"), ("nicht über 60", "at-most"),
        ("не превысило 60", "at-most"), ("превысило 60", "over"), ("لم يتجاوز 60", "at-most"), ("تجاوز 60", "over"),
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


@pytest.mark.parametrize(
    ("locale", "bound", "text"),
    [
        (locale, bound, text)
        for locale, bounds in BOUNDS.items()
        for bound, texts in bounds.items()
        for text in texts
    ],
)
def test_words_of_bounds_are_known_in_the_languages_of_the_theme(
    locale: str, bound: str, text: str
) -> None:
    (reading,) = read_quantities(text, open_lexicon(locale))
    assert sorted(reading.bounds) == [bound]


@pytest.mark.parametrize("text", ["1.2万家上下游企业", "6%的开放程度", "jusqu’à 60 %", "500強企業"])
def test_words_that_mean_other_things_as_often_are_no_bounds(text: str) -> None:
    (reading,) = read_quantities(text, open_lexicon("zh" if "家" in text else "en"))
    assert not reading.bounds
