"""Words that compare: each kind of them is found, and what only looks so is let be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import copy_project

from sitegen.build.order import check_site
from sitegen.language.comparing import find_comparing
from sitegen.language.comparing_words import COMPARING

if TYPE_CHECKING:
    from pathlib import Path

FOUND = {
    "en": {
        "comparatives": (
            "a larger harvest than before|fewer guests than before|more guests than in 2020|a wetter year than most"
            "|far higher prices|frost became rarer|more and more guests|More guests came|a better year|as high as in 2020"
            "|sales were lower.|less often than before"
        ),
        "places": (
            "it lies inside the range|just short of the plan|it fell short|exports exceeded imports|above target"
            "|close to the target|near their goal|ahead of the city|sales lag the plan|it stood well below the rest"
        ),
        "extremes": (
            "a record harvest|the highest yield|an all-time high|Only the north grew|the only valley|for the first time"
            "|most guests|the majority|ranks first|the worst frost|only two of the parts|there was only one"
        ),
        "changes": (
            "the harvest rises|the harvest is rising|sales are up on the year|sales are down from 2020|prices will rise by"
            "|exports have doubled|yields declined|guests rise every year|it peaked in spring|sales were flat|no change"
            "|a sharp fall in output|weak growth|it kept shrinking by|the gap narrows|sales are to grow by"
        ),
        "verdicts": (
            "the target was missed|the goals were never met|it met its target|they missed their goals|is on track"
            "|behind schedule|keeps pace with the plan|it failed to meet the target"
        ),
        "absence": (
            "the plan does not say how many|there is no starting level|no document states it|nothing is known"
            "|sales have not been reported|how many came is not stated|the total is missing|none of them|without a figure"
        ),
        "approximations": (
            "nearly all of it|about the same as in 2020|almost none|the same number|hardly any|mostly ranges|in line with it"
            "|the parts add up to the total|the shares are equal|the number is the same|it rarely says so|Few came"
        ),
    },
    "zh": {
        "comparatives": "比上年多|较上年减少|产量快于计划|同比增长5|更高|多于去年|越来越多|高出一截|不如往年|远低于全市",
        "places": "领先全市|落后于计划|接近目标|落在区间之内|在GDP的区间之内|还差很远",
        "extremes": "创新高|唯一的山谷|排名居首|最高|首次|名列前茅|只有北部增长|大多没有来|多数客人|全省第一|仅占三成|只有三个",
        "changes": "增长|收成减少|客人增长了|有所回升|增至|升到|翻了一番|持平|明显提高了|逐年上升|大幅增长|保持不变|好转",
        "verdicts": "目标已完成|目标未完成|超额完成|未达标|没有达到目标|完成了全年目标|跟上进度",
        "absence": "未公布|都没有写|没有起点|没有任何数字|尚未公布|从未报道|有多少，报道没有说|结果也没有|数字缺失",
        "approximations": "几乎全部|与上年相同|大致相当|差不多|前后数值相同|正好等于总数|降幅相近|很少写明|较完整的数字较少",
    },
}
"""A few of each kind, in each language; one a bar."""
QUIET = {
    "en": (
        "it covers only firms above designated size|growth of the economy|the growth target|a larger area|at least three"
        "|the lower end of the range|the plan does not say whether|the report says only that|set up in spring"
        "|no longer in use|more than one document|the table below|rather than that|other than the city|latest figure"
        "|records of the archive|targets without a number|a total is no baseline"
    ),
    "zh": "增长率|增长目标|至少三项|不超过|由于天气|没有写明|没有说明|是否接近|更大的范围|最近一次|年均增长目标|按下限增长|“快于预期”|主要来自全市|规划的增长",
}
"""What compares no figures."""


@pytest.mark.parametrize(
    ("code", "kind", "text"),
    [
        (code, kind, text)
        for code, kinds in FOUND.items()
        for kind, texts in kinds.items()
        for text in texts.split("|")
    ],
)
def test_words_that_compare_are_found(code: str, kind: str, text: str) -> None:
    assert kind in COMPARING[code].words
    assert find_comparing(text, code)


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in QUIET.items() for text in texts.split("|")]
)
def test_what_compares_no_figures_is_let_be(code: str, text: str) -> None:
    assert find_comparing(text, code) == ()


@pytest.mark.parametrize("code", COMPARING)
def test_every_kind_is_tried(code: str) -> None:
    assert [*FOUND[code]] == [*COMPARING[code].words]


def test_words_of_a_project_are_found_and_its_expressions_let_be() -> None:
    assert [word.text for word in find_comparing("it pales beside x", "en", ("pales beside",))]
    assert not find_comparing("the highest court", "en", (), ("the highest court",))
    assert not find_comparing("der höchste", "de")


@pytest.mark.parametrize(
    ("times", "told"),
    [
        (1, "one comparison stands in no claim: `grew` in line"),
        (2, "2 comparisons stand in no claim: `grew` in line 40; `grew` in line 42"),
        (14, "`grew` in line 62 and 2 more"),
    ],
)
def test_all_words_of_a_page_are_told_with_their_lines(
    tmp_path: Path, times: int, told: str
) -> None:
    project = copy_project(tmp_path)
    page = project / "content/sea.en.md"
    text = page.read_text("utf-8")
    text += "\n" * (39 - text.count("\n"))
    page.write_text(text + "The harbour grew.\n\n" * times, "utf-8")
    found = [one.message for one in check_site(project).problems if one.rule == "unclaimed"]
    assert [told in one for one in found] == [True], found
