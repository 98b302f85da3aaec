"""What Chinese numerals are made of, and what makes them count, as tables; `han` reads with them."""

from __future__ import annotations

HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
HAN_DIGITS |= {"〇": 0, "○": 0, "两": 2}
SHIFTS = {"万亿": 10**12, "亿": 10**8, "万": 10**4}
"""Magnitudes that multiply all that stands before them, longest first."""
TRILLION = 10**12
"""What 兆 says where it is a magnitude, and not mega- as in 兆瓦: a lexicon says where."""

COUNTED = {
    "measure words": "个 家 项 条 件 位 名 户 人 只 支 张 套 座 台(?!山|湾|阶) 辆 架 艘 间 栋 幢 所 处 份 批 次 种 类"
    " 届 轮 层 级 步 篇 章 块 片 颗 组 宗 笔",
    "times": "年 月 天 日 周 岁 小时 分钟 秒 季度",
    "money and measures": "元 美元 欧元 公里 千米 米 平方 立方 吨 亩 公顷 倍 [%％]",
    "tenths, as in 八成, but not before 都, 为, 果 …": "成(?![都立为果本功员长效熟就])",
    "kinds, as in 五大": "大",
    "places that are counted without a measure word": (
        "区 市 省 县 镇 城市 街(?![道区面头镇]) 国(?![家际内有产企资民务])"
    ),
    "other nouns that are counted without a measure word": (
        "方面 领域 阶段 环节 维度 板块 组团 重(?![大要点庆视新塑组构复污度症特])"
    ),
}
"""What makes a single Chinese numeral before it a count, by reason. 分 is missing because of 十分
and 百分点, 门, 角 and 川 because of names, 者, 侧 and 端 because 两者 counts nothing."""

COUNTED_NOUNS = (
    "people persons? residents? inhabitants? citizens? employees? workers? students? pupils? teachers? patients?"
    " doctors? nurses? visitors? tourists? households? families firms? companies enterprises? businesses"
    " start-?ups? shops? stores? jobs? beds? homes? dwellings? flats? vehicles? cars? trees? tonnes? hectares?"
    " personas? habitantes? empleados? trabajadores empresas? hogares viviendas? puestos? alumnos? camas?"
    " personnes? habitants? employ[ée]s salari[ée]s entreprises? sociétés m[ée]nages emplois logements? [ée]l[èe]ves lits"
    " pessoas? trabalhadores funcionários empregos alunos famílias domicílios leitos"
    " Menschen Personen Einwohner(?:n|innen)? Beschäftigten? Unternehmen Firmen Betrieben? Haushalten? Arbeitsplätzen?"
    " Schülern? Wohnungen Betten"
    " человека? людей жител(?:ей|я) сотрудник(?:ов|а) предприяти[йя] компани[йи] фирмы? семей рабочих учащихся"
    " شخص[اً]? أشخاص نسمة مقيم موظف عامل شركة شركات منشأة أسرة طالب"
)
"""Nouns that a number before them counts, in the languages of the theme: 2017 firms are no year, but for `in 2017 firms`."""
COUNTED_BESIDE = "社 명 개 곳 가구"
"""The same of Japanese and Korean, which stand beside their numbers without a space."""
BEFORE_YEARS = (
    "in since by until till from of during before after through to between for year mid early late end"
    " en de del desde hasta entre para durante año depuis dès à pour avant après fin début année"
    " em do até ano im seit bis von vor nach ab Jahr Jahre Ende Anfang в с до по к за году год"
    " في عام سنة منذ حتى العام"
)
"""Words before a number that make it a year whatever stands behind."""
MORE_THAN = (
    "more_than less_than fewer_than at_least at_most no_fewer_than no_more_than exactly almost nearly"
    " más_de menos_de al_menos como_mínimo como_máximo plus_de moins_de au_moins au_plus mais_de menos_de"
    " pelo_menos no_mínimo no_máximo mehr_als weniger_als mindestens höchstens более менее свыше"
    " أكثر_من أقل_من"
)
"""Words before a number that make it a count."""

IDIOMS = (
    "万一 千万(?=[别不要]) 三位一体 百家争鸣 千家万户 万家灯火 百年大计 百年未有 百年不遇 万人空巷"
    " 一五一十 十全十美 百分百 千千万万 三[番]?五次 二次元"
)
"""Figures of speech and words that the rules would take for counts."""


def alternatives(words: str) -> str:
    """A table's words, which spaces separate, as the alternatives of a regular expression."""
    return "|".join(words.split())
