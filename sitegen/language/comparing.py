"""Words that compare, rank, judge or deny, as tables of languages: who writes them says what figures must carry.

A language without a table has no such words. `_` stands for a space; a word may be a regular expression.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Comparing:
    """The words of a language."""

    words: str
    """Words that compare; whole words where the language divides them."""
    idioms: str = ""
    """Expressions that hold such words and compare no figures."""
    divided: bool = True
    """Whether the language writes a space between words."""


_MORE = (
    "(?:faster|slower|higher|lower|larger|bigger|smaller|greater|shorter|longer|steeper|quicker|weaker|stronger|closer"
    "|nearer|fewer|less)"
)
COMPARING: Mapping[str, Comparing] = {
    "en": Comparing(
        # comparatives: in "a larger area" nothing is compared that figures could carry
        f"more(?=_(?:than|slowly|quickly)) {_MORE}(?=_than|_the|[,.;:]|$) (?:far|much|slightly|little|still|even)_{_MORE}"
        " (?:above|below)(?=_(?:the|its|it|that|their|all|any|both|this|those|what)\\b|_?$)"
        " exceed(?:s|ed|ing)? outgr(?:ow|ows|ew|own) outpac(?:e|es|ed) outnumber(?:s|ed)? outweigh(?:s|ed)?"
        " dwarf(?:s|ed)? trail(?:s|ed) lag(?:s|ged)_ surpass(?:es|ed)? overtak(?:es|en) overtook"
        # superlatives
        " (?:larg|bigg|small|high|low|fast|slow|great|steep|clos|near|strong|weak)est"
        " most(?=_(?:of|\\w+s|\\w+_\\w+s|\\w+_\\w+_\\w+(?:s|ies))\\b) majority"
        # directions
        " rose risen fell fallen grew grown shrank shrunk increased decreased declined dropped doubled tripled"
        " quadrupled halved slowed accelerated"
        # judgements
        " ahead_of behind_(?:schedule|plan|target|the_(?:plan|target|economy)) (?:on|off)_(?:track|course)"
        # absence
        " none nobody hardly_any no_(?:document|source|report|later|figures?|reported)",
        "at_(?:most|least) most_of_all (?:above|below)_the_table no_longer lower_(?:end|bound|bar|limit|to)s?"
        " the_(?:rows|sections|cards|documents|targets)_(?:above|below)_ above_designated_size more_than_one grown_up fallen_due stands?_below_",
    ),
    "zh": Comparing(
        "[高低快慢多少大小优劣远强弱]于 超过 超出 不及 不到(?=$|[0-9]) 不足(?=$|[0-9]) 领先 落后 赶超"
        " 最[大小高低快慢多少强弱] 更[快慢高低](?![质水]) 远[超高低大小] 增加了 减少了 上升 下降 下滑 回落 回升 扩大了 缩小了"
        " 翻番 翻倍 减半 过半 大半 大部分 大多 多数"
        " 没有(?:一[项个份]|任何|后续|更晚|文件|资料|来源|数字|公布结果|可以对照) 均无 尚无 无一 从未",
        "最[大新]限度 大于等于 不[少低高小大]于 不超过 至少 最多跑 更高质量 更高水平 由于 对于 关于 “超过” “时间过半、任务过半”"
        " 做不到 属于 位于 用于 处于 基于 等于 在于 至于 便于 利于 多于一",
        divided=False,
    ),
}


@dataclass(frozen=True)
class Word:
    """A word that compares, in a text."""

    start: int
    text: str


@lru_cache(maxsize=64)
def _compile(
    code: str, added: tuple[str, ...], excepted: tuple[str, ...]
) -> re.Pattern[str] | None:
    """One expression for the words of a language and of a project, with what they do not count in before them."""
    known = COMPARING.get(code)
    words = [*(known.words.split() if known else ()), *(map(re.escape, added))]
    idioms = [*(known.idioms.split() if known else ()), *(map(re.escape, excepted))]
    if not words:
        return None
    edge = r"\b" if known is None or known.divided else ""
    groups = [("idiom", idioms), ("word", words)]
    parts = (
        f"(?P<{name}>{edge}(?:{'|'.join(one.replace('_', chr(32)) for one in some)}){edge})"
        for name, some in groups
        if some
    )
    return re.compile("|".join(parts), re.IGNORECASE)


def find_comparing(
    text: str, code: str, added: tuple[str, ...] = (), excepted: tuple[str, ...] = ()
) -> Iterator[Word]:
    """The words of a text that compare, rank, judge or deny.

    Args:
        text: The text.
        code: The code of its language.
        added: Words that a project adds.
        excepted: Expressions of a project that hold such words and compare nothing.
    """
    pattern = _compile(code, added, excepted)
    for match in pattern.finditer(text) if pattern else ():
        if match.lastgroup == "word":
            yield Word(match.start(), match[0])
