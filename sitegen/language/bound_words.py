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
        "at-most": "不超过 不高于 不大于 不多于 至多 最多 ≤ 前 at_most no_more_than not_more_than a_maximum_of up_to top"
        " not_exceed not_exceeding not_over not_above no_higher_than no_greater_than no_larger_than no_longer_than",
        "at-least": "不少于 不低于 不小于 至少 起码 ≥ at_least no_less_than no_fewer_than not_less_than not_fewer_than a_minimum_of"
        " not_under not_below no_lower_than no_smaller_than",
        "over": "超 超过 突破 逾 大于 高于 多于 > ＞ 迈上 站上 跨上 跃上 迈过 跨过 over more_than above in_excess_of exceeding exceeds exceeded exceed",
        "under": "近 接近 将近 小于 不到 不足 低于 少于 < ＜ under less_than fewer_than below nearly almost close_to",
        "about": "约 約 大约 大概 about around some roughly approximately circa",
    },
    {  # Spanish
        "at-most": "como_máximo como_mucho a_lo_sumo no_más_de no_más_del un_máximo_de un_máximo_del"
        " no_superior_a no_superior_al no_superiores_a no_superiores_al no_supera no_superan no_superó no_superaron sin_superar",
        "at-least": "al_menos como_mínimo por_lo_menos no_menos_de no_menos_del un_mínimo_de un_mínimo_del"
        " no_inferior_a no_inferior_al no_inferiores_a no_inferiores_al",
        "over": "más_de más_del superior_a superior_al superiores_a superiores_al por_encima_de por_encima_del"
        " supera superan superó superaron",
        "under": "menos_de menos_del inferior_a inferior_al inferiores_a inferiores_al por_debajo_de por_debajo_del casi",
        "about": "aproximadamente cerca_de cerca_del alrededor_de alrededor_del unos unas en_torno_a en_torno_al",
    },
    {  # French
        "at-most": "au_plus tout_au_plus au_maximum pas_plus_de un_maximum_de"
        " non_supérieur_à pas_supérieur_à non_supérieure_à pas_supérieure_à sans_dépasser ne_dépassant_pas ne_dépasse_pas",
        "at-least": "au_moins pas_moins_de au_minimum un_minimum_de"
        " non_inférieur_à pas_inférieur_à non_inférieure_à pas_inférieure_à",
        "over": "plus_de supérieur_à supérieure_à supérieurs_à supérieures_à au-dessus_de dépasse dépassent dépassé dépassant",
        "under": "moins_de inférieur_à inférieure_à inférieurs_à inférieures_à près_de presque",
        "about": "environ autour_de à_peu_près quelque",
    },
    {  # Portuguese
        "at-most": "no_máximo não_mais_de não_mais_do_que não_mais_que um_máximo_de"
        " não_superior_a não_superiores_a não_supera não_superou não_ultrapassa não_ultrapassou",
        "at-least": "pelo_menos ao_menos no_mínimo não_menos_de não_menos_do_que não_menos_que um_mínimo_de não_inferior_a não_inferiores_a",
        "over": "mais_de mais_do_que superior_a superiores_a acima_de supera superou ultrapassa ultrapassou",
        "under": "menos_de menos_do_que inferior_a inferiores_a abaixo_de quase",
        "about": "cerca_de em_torno_de por_volta_de aproximadamente",
    },
    {  # German
        "at-most": "höchstens maximal nicht_mehr_als bis_zu nicht_über",
        "at-least": "mindestens wenigstens zumindest nicht_weniger_als nicht_unter",
        "over": "über mehr_als",
        "under": "unter weniger_als knapp nahezu fast beinahe",
        "about": "rund etwa ungefähr circa ca.",
    },
    {  # Russian
        "at-most": "не_более не_больше не_выше не_свыше не_превышает не_превысил не_превысила не_превысило максимум",
        "at-least": "не_менее не_меньше не_ниже как_минимум минимум по_меньшей_мере по_крайней_мере",
        "over": "более больше свыше выше превышает превысил превысила превысило превысили",
        "under": "менее меньше ниже почти",
        "about": "около примерно приблизительно порядка",
    },
    {  # Arabic
        "at-most": "لا_يزيد_عن لا_يزيد_على لا_تزيد_عن لا_تزيد_على لا_يتجاوز لا_تتجاوز لم_يتجاوز لم_تتجاوز لن_يتجاوز لن_تتجاوز"
        " لا_يفوق لا_تفوق ليس_أكثر_من بحد_أقصى كحد_أقصى على_الأكثر",
        "at-least": "لا_يقل_عن لا_تقل_عن ما_لا_يقل_عن ليس_أقل_من بحد_أدنى كحد_أدنى على_الأقل",
        "over": "أكثر_من يزيد_على تزيد_على يزيد_عن تزيد_عن ما_يزيد_على ما_يزيد_عن يفوق تفوق فاق فاقت"
        " يتجاوز تتجاوز تجاوز تجاوزت",
        "under": "أقل_من دون",
        "about": "نحو حوالي قرابة زهاء ما_يقرب_من تقريبا تقريبًا",
    },
    {  # Japanese
        "at-most": "最大で 多くとも 高々",
        "at-least": "少なくとも 最低でも",
        "about": "およそ ほぼ 概ね",
    },
    {  # Korean
        "at-most": "최대 많아야",
        "at-least": "최소 최소한 적어도",
        "under": "거의",
        "about": "약 대략",
    },
)
"""`_` stands for a space."""
_AFTER: tuple[tuple[Bound, str], ...] = (
    (
        "at-least",
        "以上 이상 or_more or_above o_más ou_plus ou_mais oder_mehr и_более или_более и_выше فأكثر",
    ),
    ("at-least", "como_mínimo au_moins au_minimum no_mínimo على_الأقل كحد_أدنى"),
    (
        "at-most",
        "以内 以下 이하 이내 or_less or_fewer o_menos ou_moins ou_menos oder_weniger и_менее или_менее и_ниже فأقل",
    ),
    ("at-most", "como_máximo au_plus au_maximum no_máximo على_الأكثر كحد_أقصى"),
    ("over", "を超える を超え を上回る 초과 를_넘는 을_넘는 가_넘는 이_넘는"),
    ("under", "未満 を下回る 미만"),
    ("about", "左右 前後 ほど 내외 안팎 가량 정도"),
)
AFTER: dict[str, Bound] = {
    word.replace("_", " "): bound for bound, words in _AFTER for word in words.split()
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
