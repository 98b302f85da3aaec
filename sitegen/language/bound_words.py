"""Words that bound a number where a source states it, as tables of languages: what stands before it, behind it, and between two ends.

A phrase may be of any language, so all are known at once. A word that means other things as often is left out (`hasta`, 约 in Korean).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.quantities.quantity import Bound

_BEFORE: tuple[dict[Bound, str], ...] = (
    {  # Chinese and English
        "at-most": "不超过 不高于 不大于 至多 最多 ≤ 前 at_most no_more_than up_to top",
        "at-least": "不少于 不低于 不小于 至少 ≥ at_least no_less_than not_less_than",
        "over": "超 超过 突破 逾 大于 > ＞ 迈上 站上 跨上 跃上 迈过 跨过 over more_than above in_excess_of exceeding",
        "under": "近 接近 将近 小于 不到 不足 低于 < ＜ under less_than below nearly almost",
        "about": "约 大约 about around some roughly approximately circa",
    },
    {  # Spanish
        "at-most": "como_máximo a_lo_sumo no_más_de",
        "at-least": "al_menos como_mínimo por_lo_menos no_menos_de",
        "over": "más_de más_del superior_a superior_al por_encima_de",
        "under": "menos_de menos_del inferior_a inferior_al por_debajo_de casi",
        "about": "aproximadamente alrededor_de alrededor_del unos unas en_torno_a en_torno_al",
    },
    {  # French
        "at-most": "au_plus au_maximum pas_plus_de",
        "at-least": "au_moins pas_moins_de au_minimum",
        "over": "plus_de supérieur_à supérieure_à au-dessus_de",
        "under": "moins_de inférieur_à inférieure_à près_de presque",
        "about": "environ autour_de",
    },
    {  # Portuguese
        "at-most": "no_máximo não_mais_de",
        "at-least": "pelo_menos ao_menos no_mínimo não_menos_de",
        "over": "mais_de superior_a acima_de",
        "under": "menos_de inferior_a abaixo_de quase",
        "about": "cerca_de em_torno_de",
    },
    {  # German
        "at-most": "höchstens maximal nicht_mehr_als bis_zu",
        "at-least": "mindestens wenigstens nicht_weniger_als",
        "over": "über mehr_als",
        "under": "unter weniger_als knapp nahezu",
        "about": "rund etwa ungefähr ca.",
    },
    {  # Russian
        "at-most": "не_более не_больше не_выше",
        "at-least": "не_менее не_меньше не_ниже как_минимум по_меньшей_мере",
        "over": "более больше свыше",
        "under": "менее меньше почти",
        "about": "около примерно приблизительно порядка",
    },
    {  # Arabic
        "at-most": "لا_يزيد_عن لا_يزيد_على لا_تزيد_عن لا_تزيد_على لا_يتجاوز لا_تتجاوز",
        "at-least": "لا_يقل_عن لا_تقل_عن ما_لا_يقل_عن",
        "over": "أكثر_من ما_يزيد_على ما_يزيد_عن يتجاوز تتجاوز",
        "under": "أقل_من",
        "about": "نحو حوالي قرابة زهاء ما_يقرب_من",
    },
    {  # Japanese
        "at-least": "少なくとも",
        "about": "およそ",
    },
    {  # Korean
        "at-most": "최대",
        "at-least": "최소 적어도",
        "under": "거의",
        "about": "약 대략",
    },
)
"""`_` stands for a space."""
AFTER: dict[str, Bound] = {
    **dict.fromkeys(("以上", "이상", "o más", "ou plus", "ou mais", "oder mehr"), "at-least"),
    **dict.fromkeys(("и более", "или более", "فأكثر", "على الأقل"), "at-least"),
    **dict.fromkeys(("以内", "以下", "이하", "이내", "o menos", "ou moins", "ou menos"), "at-most"),
    **dict.fromkeys(("oder weniger", "и менее", "или менее", "على الأكثر"), "at-most"),
    **dict.fromkeys(("を超える", "を超え", "초과"), "over"),
    **dict.fromkeys(("未満", "미만"), "under"),
    **dict.fromkeys(("左右", "前後", "내외", "안팎", "가량"), "about"),
}
"""Words after a number and its unit, and the bound they mean. 余 and 多, for "over", stand before the unit."""
TO = r"—{1,2}|[-–~～〜至到]|から|에서|\b(?:to|a|à|bis|до|إلى)\b"
"""What stands between the ends of a range."""
ARTICLE = r"(?:\s(?:el|los|las|le|les|o|os|as|den|die))?"
"""What may stand between a bound and its number: al menos el 60 %."""
BETWEEN = re.compile(r"\b(?:between|entre|zwischen|между|بين)\s(?:el\s|la\s)?$", re.IGNORECASE)
"""What stands before the first of two ends that are joined by `AND`."""
AND = r"\b(?:and|y|et|e|und|и)\b|\bو"
"""What joins the ends of a range after `BETWEEN`."""
_HAN = "\u3040-\u30ff\u3400-\u9fff"


def list_before() -> dict[str, Bound]:
    """Words before a number, and the bound they mean."""
    return {
        word.replace("_", " "): bound
        for table in _BEFORE
        for bound, words in table.items()
        for word in words.split()
    }


def match_before(word: str) -> str:
    """A regular expression of a word before a number; one of letters begins where no other letter stands."""
    edge = r"(?<![^\W\d_])" if word[0].isalpha() and not re.match(f"[{_HAN}]", word) else ""
    return edge + re.escape(word)
