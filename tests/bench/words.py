"""What the prose of the corpus is made of: words and sentences of English and Chinese, without a numeral."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """Words of one language, and how its sentences are put together of them."""

    nouns: tuple[str, ...]
    qualities: tuple[str, ...]
    doings: tuple[str, ...]
    sentences: tuple[str, ...]
    """Templates with `{a}` and `{b}` (nouns), `{q}` and `{r}` (qualities), `{d}` and `{e}` (doings)."""
    heading: str
    title: str
    item: str
    cells: tuple[str, str, str]
    """The head of a table."""
    link: str
    """A sentence with a link: `{a}` is its text, `{address}` where it leads."""
    note: str
    """A sentence with strong, plain and code text."""
    gap: str
    """What stands between two sentences."""


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


ENGLISH = Vocabulary(
    nouns=_split(
        "harbour market bridge garden railway library workshop river school quarry theatre station"
        " orchard lighthouse canal archive meadow foundry museum ferry mill valley clinic reservoir"
        " granary observatory nursery depot terrace arcade laboratory printing-house forest coast"
        " road council guild academy survey register budget harvest festival warehouse tramway"
        " fountain quay parish vineyard boatyard exchange kitchen studio square tower pavilion"
    ),
    qualities=_split(
        "quiet steady open narrow careful public early modest durable common seasonal distant local"
        " patient northern southern rural urban broad plain reliable shared ordinary recent wooden"
        " formal informal gradual careful visible private temporary permanent useful simple"
    ),
    doings=_split(
        "supports repairs measures records serves joins follows extends replaces protects describes"
        " supplies borders connects shelters explains organises employs attracts maintains renews"
        " welcomes surveys reaches divides crosses renovates shapes guards feeds"
    ),
    sentences=(
        "The {q} {a} {d} the {b}, and the {r} years of the {a} show in its books.",
        "Where the {a} {d} the {b}, people speak of a {q} arrangement that they want to keep.",
        "A {q} {a} is worth the care of a {r} {b}, as those who work there know.",
        "It is the {a} that {d} the {b}; the {b} in turn {e} what is left of the {q} {a}.",
        "Visitors who come for the {a} often stay for the {q} {b} beside it.",
        "In the {q} part of the town the {a} {d} the {b} without asking for anything in return.",
        "The council has said that the {a} will stay {q} while the {b} {d} it.",
        "What the {q} {b} needs is a {a} that {d} it through the {r} season.",
        "All of the work is {q}: somebody {d} the {a}, somebody else {e} the {b}.",
        "Neither the {a} nor the {b} was planned, yet the {q} street {d} both of them well.",
        "Records of the {a} are {q}, those of the {b} are {r}, and the archive {d} all of them.",
        "When the {a} closed for repairs, the {b} became {q} and the {r} trade moved there.",
    ),
    heading="How the {q} {a} {d} the {b}",
    title="The {q} {a} and the {r} {b}",
    item="the {q} {a}, which {d} the {b}",
    cells=("Place", "What it does", "Character"),
    link="More is said of this under [{a}]({address}), where the {q} {b} is described.",
    note="This matters because the **{q} {a}** *{d}* a {b}, which the register calls `{key}`.",
    gap=" ",
)
CHINESE = Vocabulary(
    nouns=_split(
        "港口 市场 桥梁 花园 铁路 图书馆 车间 河流 学校 剧院 车站 果园 灯塔 运河 档案馆 草地 博物馆 渡口"
        " 磨坊 山谷 诊所 水库 粮仓 天文馆 苗圃 仓库 长廊 实验室 印刷厂 森林 海岸 公路 议事会 行会 学院 登记处"
        " 集市 电车 喷泉 码头 葡萄园 船坞 交易所 厨房 画室 广场 塔楼 展馆 工坊 街巷 茶馆 湿地 书店 邮局"
    ),
    qualities=_split(
        "安静 稳定 开放 狭长 细致 公共 古老 朴素 耐用 常见 偏远 本地 北部 南部 宽阔 可靠 共享 普通 新近 正式"
        " 渐进 显眼 临时 长久 有用 简单 温和 繁忙 整洁 从容"
    ),
    doings=_split(
        "支持 修缮 测量 记录 服务 连接 跟随 扩展 替代 保护 描述 供应 毗邻 庇护 解释 组织 吸引 维护 更新 欢迎"
        " 调查 到达 穿过 翻修 塑造 守护"
    ),
    sentences=(
        "{q}的{a}{d}着{b}，{r}的年月都写在{a}的账册里。",
        "凡是{a}{d}{b}的地方，人们都说这样的安排很{q}，谁也不想改变。",
        "对在那里工作的人来说，{q}的{a}和{r}的{b}都值得珍惜。",
        "正是{a}{d}了{b}，而{b}又反过来{e}{q}的{a}留下的东西。",
        "为{a}而来的客人，往往会为旁边{q}的{b}停留下来。",
        "在城里{q}的地段，{a}{d}{b}，从来不求回报。",
        "议事会说过，只要{b}还在{d}{a}，这里就会保持{q}。",
        "{q}的{b}所需要的，是能在{r}的季节里{d}它的{a}。",
        "这里的工作都很{q}：有人{d}{a}，也有人{e}{b}。",
        "{a}和{b}都不是事先规划的，可是{q}的街道把它们照顾得很好，也{d}着来往的行人。",
        "{a}的记载比较{q}，{b}的记载比较{r}，档案馆把它们都保存了下来，并且{d}着后来的研究。",
        "{a}停业修整的时候，{b}变得{q}起来，{r}的生意也搬到了那里。",
    ),
    heading="{q}的{a}怎样{d}{b}",
    title="{q}的{a}与{r}的{b}",
    item="{q}的{a}，它{d}{b}",
    cells=("地点", "作用", "特点"),
    link="更多内容见[{a}]({address})，那里介绍了{q}的{b}。",
    note="这很要紧，因为**{q}的{a}**正在*{d}*{b}，登记处称之为`{key}`。",
    gap="",
)
VOCABULARIES = {"en": ENGLISH, "zh": CHINESE}
"""By the code of the language."""
