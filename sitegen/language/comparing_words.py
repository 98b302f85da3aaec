"""Tables of words that compare, by language and kind; what is read of them stands in `comparing`.

Each is a list with a space between. `_` stands for a space in a text, the rest may be a regular expression.
What is kept quiet needs its context: a noun that names an indicator (`growth target`, 增长率), what limits a
text and no figure (`covers only firms above a size`), what says that something is not explained (没有说明).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Comparing:
    """The words of a language."""

    words: Mapping[str, str]
    """Words that compare, by kind; whole words where the language divides them."""
    idioms: str = ""
    """Expressions that hold such words and compare no figures."""
    divided: bool = True
    """Whether the language writes a space between words."""


# English

_ADJECTIVES = (
    "fast|slow|high|low|small|great|short|long|steep|quick|weak|strong|near|few|deep|rich|poor|cheap|old|young|hard|warm"
    "|cold|tough|dens|wid|broad|narrow|larg|clos|rar|saf|clean|bigg|thinn|hott|wett|dri|heavi|busi|wealthi|earli|costli|healthi"
    "|tighte|bright|loud|soft|fair|lat|mild|scarc|full"
)
_PLAIN = "faster|slower|higher|lower|larger|bigger|smaller|greater|shorter|longer|steeper|quicker|weaker|stronger|closer|nearer|fewer|less"
_MEASURED = "faster|slower|higher|lower|larger|bigger|smaller|greater|steeper|weaker|stronger|fewer|rarer|scarcer"
_AFAR = "far|much|slightly|little|still|even|considerably|significantly|somewhat|markedly|clearly|well|a_lot|a_bit"
_PRESENT = (
    "rises|falls|grows|shrinks|increases|decreases|declines|drops|doubles|triples|halves|slows|accelerates|climbs|surges"
    "|soars|plunges|slumps|recovers|improves|worsens|expands|narrows|widens|dwindles|stagnates"
)
_PLURAL = "rise|fall|grow|shrink|increase|decrease|decline|drop|double|triple|climb|improve|worsen|recover|slow"
_PAST = (
    "rose|risen|fell|fallen|grew|grown|shrank|shrunk|increased|decreased|declined|dropped|doubled|tripled|quadrupled|halved"
    "|slowed|accelerated|climbed|surged|soared|plunged|plummeted|slumped|tumbled|rebounded|recovered|worsened|deteriorated"
    "|dwindled|stagnated|swelled|contracted|jumped"
)
_DOING = (
    "rising|falling|growing|shrinking|increasing|decreasing|declining|dropping|doubling|slowing|accelerating|climbing"
    "|surging|soaring|slumping|recovering|improving|worsening|narrowing|widening|stagnating"
)
_HOW = "by|to|from|faster|slower|more|less|each|every|since|again|steadily|steeply|sharply|slightly|quickly|slowly|rapidly|further"
_BE = "is|are|was|were|been|be"
_FIGURES = (
    "figures?|levels?|numbers?|amounts?|totals?|counts?|baselines?|values?|data|rates?|starts?|starting_(?:levels?|points?|shares?)"
    "|results?|statistics|breakdowns?"
)
_SUCH = "(?:later|earlier|actual|known|stated|reported|starting|comparable|matching|further|published|recent|new|official)"
_AIM = "targets?|goals?|aims?|plan|objectives?|quotas?"
_LIMITS = "inside|within|outside|above|below|beneath|under|over|beyond|between"
_ENGLISH = {
    "comparatives": (
        # in "a larger area" nothing is compared that figures could carry: they count with what they stand against
        f"more(?=_(?:slowly|quickly|rapidly|steeply|strongly|sharply)) (?:more|less|(?:{_ADJECTIVES})e?r)(?=(?:_[\\w’-]+){{0,5}}_than\\b)"
        f" (?:{_PLAIN})(?=_the_|[,.;:]|$) (?:{_AFAR})_(?:more|less|(?:{_ADJECTIVES})e?r)(?!_likely)"
        f" (?:{_BE})_(?:no_|ever_|now_|again_)?(?:{_MEASURED}|(?:more|less)_(?:common|frequent|numerous|expensive))(?!_(?:bound|end|limit))"
        f" (?:became|becomes?|become|grew|got|gets)_(?:ever_)?(?:more|less|fewer|(?:{_ADJECTIVES})e?r)"
        " \\w+(?<!rath)(?<!oth)er(?=_than\\b) fewer (?-i:More)(?=_(?!is_|on_|about_|detail|information|in_)\\w) more_and_more better worse(?:ned)? (?:inferior|superior)_to as_(?:high|low|large|small|many|much|few|fast|great|big|long)_as"
        ""
    ),
    "places": (
        "(?:above|below|beyond|beneath)(?=_(?:the|its|it|that|their|all|any|both|this|those|what|target|plan|path|average|zero|last|expectations)\\b|_?$)"
        f" (?:lies|lay)_(?:well_|far_|just_|still_|much_|clearly_)?(?:{_LIMITS}) (?:stands|stood)_(?:well_|far_|just_|still_)?(?:above|below)"
        f" lie_(?:well_|far_|just_|still_)?(?:inside|above|below|beneath|under|beyond) (?<=\\w_)short_of falls?_short fell_short"
        f" (?:over|under)_(?:the|its|their)_(?:target|plan|path|goal|average|limit|ceiling)(?!_period)"
        " exceed(?:s|ed|ing)? outgr(?:ow|ows|ew|own) outpac(?:e|es|ed) outnumber(?:s|ed)? outweigh(?:s|ed)? outstrip(?:s|ped)? outperform(?:s|ed)? over(?:shot|shoots) under(?:shot|shoots)"
        f" dwarf(?:s|ed)? trail(?:s|ed) lag(?:s|ged)?(?=_(?:the|its|behind|far)\\b) (?:close_to|near|far_from)_(?:the|its|their)_(?:{_AIM}|path) behind_the_(?:city|province|zone|region|country|rest|average)_?\\b surpass(?:es|ed)? overtak(?:es|en) overtook ahead_of"
    ),
    "extremes": (
        f"(?:{_ADJECTIVES})e?st most(?=_(?:of|\\w+s|\\w+_\\w+s|\\w+_\\w+_\\w+(?:s|ies))\\b) the_(?:most|least) (?:the|its|their)_(?:best|worst|maximum|minimum)"
        " majority minority (?:a|an|all-time|new|its|their)_record(?=_(?!of|in|that|for|is|holds|with|and|by)\\w) record_(?:high|low|year|level)s?"
        " all-time for_the_first_time unprecedented unrivalled unmatched unparalleled rank(?:s|ed)_(?:first|last|second|third|top|high|low) (?:tops|topped|leads|led)_(?:the|all|its)"
        " (?<!such_a_figure_is_)(?<!If_)the_only only_(?:one(?=_(?:of_the|(?:\\w+_)?(?:is|was|has|had|can|could|met|grew|rose|fell))\\b)|two|three|four|half|a_(?:few|third|quarter|half|fifth|tenth|fraction|handful|small))\\b only_?$"
        " (?-i:Only)(?=_(?!an?_)[\\w-]) (?<!If_the_)only(?=(?:_[\\w’-]+){1,4}_(?:has|have|had|can|could|rose|grew|fell|met|meets?|reach(?:es|ed))\\b)"
        " (?:has|have|had|there_(?:is|are|was|were))_only"
    ),
    "changes": (
        f"{_PAST.replace('|', ' ')} {_PRESENT.replace('|', ' ')} (?:{_BE})_(?:now_|still_|again_|not_|also_)?(?:{_DOING})"
        f" (?:{_DOING})(?=_(?:by|faster|slower|since|again|steadily|steeply|sharply|each|every)|_?$)"
        f" \\w+s_(?:{_PLURAL})(?=_(?:{_HOW})\\b|[,.;]|$) (?:to|would|will|must|should|could|may|might|can|did|not)_(?:{_PLURAL})(?=_(?:{_HOW})\\b|_?$)"
        f" (?:{_BE}|went|go|goes|gone|stands?|stood)_(?:up|down)(?=_(?:on|by|from|to|again|sharply|slightly|over|against|year|compared)\\b|[,.;:]|$)"
        " (?:up|down)_on_(?:the_(?:year|quarter|month)|last|a_year) pick(?:s|ed)_up unchanged no_change peaked (?:stayed|remained|was|were|is|are)_flat"
        " improved(?=_(?:by|from|on|since|again)\\b|_?$) (?:strong|weak|slow|fast|rapid|robust|sluggish)_growth"
        " (?:a|an|sharp|steep|slight|small|marked|strong|net|further)_(?:rise|fall|drop|decline|increase|decrease|reduction|jump)(?=_(?:of|in|on|over|from)\\b)"
    ),
    "verdicts": (
        f"(?:{_AIM})_(?:was|were|is|are|has_been|have_been|had_been|will_be)_(?:not_|never_|also_|thus_|already_|barely_|narrowly_|just_|clearly_|duly_)*"
        "(?:missed|met|reached|hit|exceeded|achieved|fulfilled|surpassed|beaten|attained)"
        f" (?:missed|misses|met|meets|hits?|beats?|reached|reaches|achieved|fulfilled)_(?:the|its|their|all|both|every|most|no|this|that)_(?:\\w+_)?(?:{_AIM})"
        f" behind_(?:schedule|plan|target|the_(?:plan|target|economy)) (?:on|off)_(?:track|course|target) (?:{_BE})_on_schedule ahead_of_schedule"
        " keep(?:s|ing)?_pace kept_pace fail(?:s|ed)_to_(?:meet|reach|hit)"
    ),
    "absence": (
        "none nobody no_one no_(?:document|source|report|later|reported|other_(?:target|document|source|figure))"
        f" (?:there_(?:is|was|are|were)_|(?<!is_)(?<!are_))no(?=_(?:{_SUCH}_)?(?:{_FIGURES})\\b) without(?=_(?:a|any)_(?:{_SUCH}_)?(?:{_FIGURES})\\b)"
        " (?:do|does|did|has|have)_not_(?:say|said|state|stated|give|given|report|reported|tell|publish|print)_how_(?:many|much|far|high|large|fast|long)"
        " (?:do|does|did)_not_(?:say|state|give|report|publish|print)_(?:the|a|any|its|their|that)_(?:\\w+_)?"
        f"(?:{_FIGURES}|size|share|population)"
        f" (?:{_BE})_not_(?:yet_|been_)?(?:reported|published|available) (?:has|have)_not_(?:yet_)?been_(?:reported|published|stated|given)"
        " how_(?:many|much|high|large)(?:_[\\w’-]+)+?_(?:is|are|was|were)_not_(?:stated|given|known|reported|published|said)"
        f" (?:{_BE})_(?:still_)?missing nothing_(?:is_known|has_been) neither_(?:document|report|source|figure|target|has|of)\\b"
        f" says?_neither_how_many unreported unpublished"
    ),
    "approximations": (
        "hardly_(?:any|a|ever) barely scarcely rarely seldom very_few (?-i:Few) (?:nearly|almost|virtually|practically)_(?:all|every|none|no|half|full|double|doubled|exactly)"
        " mostly (?:about|much|nearly|almost|roughly|exactly|broadly|virtually)_the_same the_same_(?:numbers?|levels?|figures?|size|amount|share|rise|fall|rate|growth|value|goal|target)(?!_(?:again|each|every|of_the|of_these))"
        f" the_same_as numbers?_(?:is|are)_the_same says?_(?:exactly_)?the_same (?:amounts|values|sums|shares)_look_alike (?:share|shares)_a_value (?:wants|nearly|almost|not|reach|reaches)_full_(?:coverage|use) (?:by|for|in)_\\w+_and_(?:by|for|in)_\\w+(?:_\\w+)?_alike (?:{_BE})_(?:nearly_|almost_|roughly_|about_|exactly_|broadly_)?(?:equal|identical|similar)"
        f" (?:{_BE}|lies|lay|came|comes)_(?:very_|quite_|so_|already_)?(?:close|near)_to adds?_up_(?:exactly_)?to"
        " in_line_with on_a_par"
    ),
}
_ENGLISH_IDIOMS = (
    "at_(?:most|least)(?:_as_\\w+_as)? most_of_all (?:above|below)_the_table no_longer lower_(?:end|bound|bar|limit|to)s?"
    " the_(?:rows|sections|cards|documents|targets|table|chart|list|box|bars)_(?:above|below) above_designated_size more_than_one grown_up fallen_due stands?_below_"
    " (?-i:If|Where)_(?:[\\w’]+_){1,5}(?:no_(?:baseline|figure|level)|(?:is|are)_missing) above_all the_nearest_(?:half|whole) latest (?:targets|goals|aims|set_out)_without_a_number the_earliest"
    " had_then_fallen_due recovered_(?:paper|waste|water)"
)

# Chinese

_THAN = "上年|去年|前年|前一年|同期|上年同期|去年同期|此前|往年|以前|过去|之前|年初|年末|计划|规划|预期|目标|全市|全省|全国"
_LAG = "高|低|快|慢|多|少|大|小|强|弱"
_CHINESE = {
    "comparatives": (
        "[高低快慢多少大小优劣远强弱好差早晚逊]于 超过 超出 不及 不到(?=$|[0-9]) 不足(?=$|[0-9]) 不如 胜过 赶超 "
        f"更[快慢高低大小强弱好差长短早](?![质水地]) 远[超高低大小多少] [略稍][高低多少快慢大小强弱长短]"
        f" 比(?:{_THAN})(?!的)[^，。；：]{{0,8}}?(?:{_LAG}|增|减|升|降|涨|跌) [同环]比(?:增长|增加|减少|上升|下降|提高|降低|[增减升降][0-9]) 的[0-9一二两三四五六七八九十]+倍 倍增 越来越 高出 有增有减"
        f" 较(?:{_THAN})(?!的)[^，。；：]{{0,8}}?(?:{_LAG}|增|减|升|降|涨|跌)"
    ),
    "places": (
        "领先 落后 (?<!能否)(?<!是否)(?<!看上去)接近(?!分界) 还差(?=很|一) 相差 差得远 落在(?=$|[^，。；]{0,12}(?:区间|范围|之[内外间上下])) 在[^，。；]{0,12}(?:区间|范围)之[内外] 追上"
    ),
    "extremes": (
        "最[大小高低快慢多少强弱长短好差佳优早] (?:历史|历年|同期)?新[高低](?=[，。；、点]|$) 创(?:下|出|造)?(?:历史|历年|同期)?(?:新高|新低|纪录|记录)"
        " 居首 其次(?=是|$|，|为) [居列](?:首位|第一|榜首|末位|前列|次)(?=[，。；、]|$) 排名?第一 名列前茅 领跑 唯一 独一无二 前所未有 之[最首]"
        " 只有(?=$|[一两三四五六七八九十少几]|(?:[^，。；]{1,14}?(?:能|可|有|是|达|实现|完成|增长|下降|相同))) 的(?:就)?只有 [仅只](?:占|增长|增加|剩|为) 仅有(?=$|[一两三几少])"
        " 大半 大部分 大多 多数 多半 过半 大都 (?<![许很最更众])多[为是](?!少) 占大头 少数几 首次 居第[一二三四五] (?:全国|全省|全市|全区)第一 半数 (?:不到|超过|近|约|过)一半 一半以上"
    ),
    "changes": (
        "(?<!年均)(?<!的)增长(?=$|了|得|较|更|最|放|加快|明显|显著|迅速|强劲|[0-9]|[，。；]) (?:[有都在]|有所|略有)增长 (?:持续|继续|大幅|快速|稳定|稳步|小幅|明显|略|仍|也)增长"
        " 增加(?=$|了|到|至|[，。；]) (?<!要)减少(?=$|了|到|至|[，。；]) (?:有所|大幅|急剧|明显|逐年|继续|持续|略)(?:增加|减少|上升|下降|提高|降低|扩大|缩小) 净增(?=$|了)"
        " 增至 增到 升至 升到 降至 降到 减至 减到 跌至 跌到 涨至 涨到 提高(?=$|了|到|至) 降低(?=$|了|到|至) 上升 下降 下滑 下跌 上涨 回落 回升 回暖 攀升 飙升 萎缩 缩水 走[高低]"
        " (?:扩大|缩小|收窄|拉大)(?=$|了|到|至|[，。；]) 翻了?[一两二三]?番 翻倍 减半 加快$ 放缓$ 放慢$ 持平 好转 恶化 改善(?=$|了|[，。；]) (?:保持|维持|基本)不变 (?<!有)没有(?:变化|增长|减少)"
    ),
    "verdicts": (
        "(?<!不表示)目标[^，。；]{0,6}?(?:已|未|提前|超额|如期|基本|全部|均|没有|没能)(?:经|能|被)?(?:完成|实现|达到|达成|突破)(?!的比例) (?:超额|提前|如期)(?:完成|实现|达成|达到)"
        " (?:已|未|均|全部|没有|没能|未能)(?:能|经)?达标 (?:未|没有|没能|未能)(?:能)?(?:完成|实现|达到|达成)[^，。；]{0,6}目标 已完成(?=[，。；]|$) (?<!确定)(?:完成|实现|达到|达成)了[^，。；]{0,8}目标 跟上 跟不上 赶不上"
    ),
    "absence": (
        "没有(?:一[项个份]|任何|后续|更晚|文件|资料|来源|数字|数值|公布|披露|报道|报告|给出(?!说明)|起点|目标|总量|总额|可以对照) (?:未|尚未|从未|未曾|未予|未见)(?:公布|披露|公开|报道|给出|提供)"
        " [都均](?:没有|未)(?:写(?!明)|说(?!明)|提|给出|公布|数|报道|报告|披露|列出) [都均]没有$ 均无 尚无 无一 从未 概无 一概没有 也没有$ 缺失 不详"
        " 多少[^，。；]{0,12}?，?[^，。；]{0,6}?没有(?:说明|写明|写|说|公布|给出|提) 有多少[^，。；]{0,8}没有(?:说明|写明|写|说|公布|给出|提)"
    ),
    "approximations": (
        "几乎 很少 极少 较[多少高低快慢大小强弱](?![时质]) 与(?:上年|去年|前一年|此前)相同 大致(?:相同|相当|相等|持平) 大体(?:相同|相当|同步|持平) 基本(?:相同|相当|持平|同步) 差不多(?!大) 不相上下 相近(?=[。；]|$) (?:增速|数字|总数|水平)相等 相当(?=[，。；]|$) 同样的(?:数|幅度|增速|比重)(?=$|[，。；\\u4e00-\\u9fff]) 数值?相同 都这样写 (?<!要)全面普及 接近全覆盖 正好等于"
    ),
}
_CHINESE_IDIOMS = (
    "“[^“”]{1,8}” (?:哪(?!一?年)|怎)[^。；]{0,24}都没有写 (?:同步|同样的速度)增长 最[大新]限度 大于等于 不[少低高小大]于 不超过 至少 最多跑 更高质量 更高水平 由于 对于 关于 “时间过半、任务过半”"
    " 做不到 属于 位于 用于 处于 基于 等于(?=进度|贷款) 在于 至于 便于 利于 多于一 更大的?(?:范围|区域|力度) 更多地 增长率 增长目标 增长点 增长极"
    " 按[^，。；]{0,10}增长(?!了) 带来了?增长 计算增长 最大值 最小值 最高限 最低限"
)

_HOW_FAR = (
    "again|also|still|only|both|each|all|clearly|slightly|sharply|steeply|steadily|strongly|markedly|slowly|quickly|rapidly|further|even"
    "|considerably|significantly|somewhat|too|every year|each year|year by year|year after year|a little|a lot|in turn"
)
_AS_MUCH = "[也都又仍均]|仍然|依然|一直|持续|继续|连续|逐年|连年|逐步|有所|略有|明显|显著|大幅|小幅|稳步|快速|较快|再次|同时|双双"
WAYS: Mapping[str, tuple[str, ...]] = {
    "en": tuple(
        f"(?:(?:has|have|had|{_HOW_FAR}) )*(?:{words})(?: (?:{_HOW_FAR}))*"
        for words in (
            "rose|risen|rises?|rising|grew|grown|grows?|growing|increased|increas(?:es?|ing)|climbed|went up|gone up",
            "fell|fallen|falls?|falling|shrank|shrunk|decreased|decreas(?:es?|ing)|declined|declin(?:es?|ing)|dropped|drops?|went down|gone down",
        )
    ),
    "zh": tuple(
        f"(?:{_AS_MUCH})*(?:{words})(?:了|着|不少|不多|很多)?"
        for words in ("上升|增长|增加|提高|上涨|攀升|增多", "下降|减少|下滑|下跌|降低")
    ),
}
"""By the code of the language, words that say nothing but that a figure rose, and such that it fell."""

COMPARING: Mapping[str, Comparing] = {
    "en": Comparing(_ENGLISH, _ENGLISH_IDIOMS),
    "zh": Comparing(_CHINESE, _CHINESE_IDIOMS, divided=False),
}
"""By the code of the language; one without a table has no such words."""
