"""Charts to test with: every kind, in two languages, with every bound and role."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from sitegen.charts.data import FORMS, ChartData, Point
from sitegen.charts.drawing import draw_chart
from sitegen.charts.kinds import CHART_KINDS

WORDS_ZH = {
    "Baseline": "基期",
    "Baseline, computed": "推算基期",
    "Actual": "实际",
    "Estimate": "预计",
    "Target": "目标",
    "Path to the target": "达标路径",
    "Fading beyond the number: only a lower bound is stated": "数字之后渐淡：原文只给出下限",
    "Fading short of the number: only an upper bound is stated": "数字之前渐淡：原文只给出上限",
    "Period": "时间",
    "Kind": "性质",
    "Value": "数值",
    "Source": "来源",
    "computed": "推算",
    "The scale begins at {number}, not at zero": "刻度从{number}开始，不从零开始",
    "Progress made": "已完成进度",
    "Time passed": "已过时间",
    "Other": "其他",
    "In all": "合计",
    "Logarithmic scale: each line stands for ten times the one before": "对数刻度：每条竖线的数值是前一条的十倍",
    "Happened": "已发生",
    "Due": "到期",
    "The documents reach to {date}": "资料截至{date}",
    ", ": "，",
    ": ": "：",
}


def point(
    short: str,
    low: str | None,
    high: str | None = "",
    *,
    label: str = "",
    period: str = "2023",
    time: float = 2023,
    bound: str = "exact",
    role: str = "actual",
    derived: bool = False,
) -> Point:
    """A point; `high` is as `low` unless given."""
    return Point(
        key=f"{label}/{period}/{role}",
        label=label,
        period=period,
        time=time,
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high or low or 0),
        bound=bound,
        role=role,
        derived=derived,
        text=short,
        short=short,
    )


def chart(name: str, kind: str, unit: str, *points: Point, power: int = 0) -> ChartData:
    """A chart in English."""
    return ChartData(
        name=name,
        kind=kind,
        language="en",
        title=f"A chart of {name} & more",
        description="What it shows, where 1 < 2.",
        points=points,
        power=power,
        unit=unit,
        geometric=False,
        words=CHART_KINDS[kind].translate(str),
    )


@cache
def draw_case(name: str) -> dict[str, str]:
    """The pictures of a case, drawn once for all who only read them."""
    return draw_pictures(next(one for one in CASES if one.name == name))


def draw_pictures(data: ChartData) -> dict[str, str]:
    """The pictures alone, by form."""
    drawn = draw_chart(data)
    return {form.name: drawn[form.name] for form in FORMS}


def in_chinese(data: ChartData, labels: dict[str, str]) -> ChartData:
    """The chart with Chinese words and labels."""
    points = tuple(
        replace(one, label=labels.get(one.label, one.label), period=f"{one.period}年")
        for one in data.points
    )
    return replace(
        data,
        name=f"{data.name}-zh",
        language="zh-CN",
        title="图表标题",
        unit="亿元" if data.unit else "",
        points=points,
        words=CHART_KINDS[data.kind].translate(WORDS_ZH.__getitem__),
        separators=("", "."),
    )


PATH_RANGE = replace(
    chart(
        "gdp",
        "path",
        "CNY billion",
        point("240.19", "240190000000", period="2020", time=2020, role="baseline"),
        point("320.12", "320120000000"),
        point(
            "350–400",
            "350000000000",
            "400000000000",
            period="2025",
            time=2025,
            bound="range",
            role="target",
        ),
        power=9,
    ),
    geometric=True,
)
PATH_DERIVED = chart(
    "trade",
    "path",
    "CNY billion",
    point("508.8", "508800000000", period="2020", time=2020, role="baseline", derived=True),
    point("464.64", "464640000000"),
    point("790", "790000000000", period="2025", time=2025, role="target"),
    power=9,
)
PATH_COUNT = chart(
    "enterprises",
    "path",
    "enterprises",
    point("2,705", "2705", period="2020", time=2020, role="baseline"),
    point("4,781", "4781"),
    point("6,000", "6000", period="2025", time=2025, role="target"),
)
PATH_FALLING = chart(
    "energy",
    "path",
    "tonnes of coal equivalent per CNY 10,000",
    point("0.21", "0.21", period="2020", time=2020, role="baseline"),
    point("0.195", "0.195"),
    point("< 0.17", None, "0.17", period="2025", time=2025, bound="under", role="target"),
)
COMPARE = chart(
    "projects",
    "compare",
    "CNY billion",
    point("63", "63", label="BOE generation 8.6 AMOLED production line"),
    point("6", "6", label="Research and production of high-end power semiconductor modules"),
    point("3", "3", label="Molex expansion in the Chengdu Hi-tech Zone"),
)
COMPARE_BOUNDS = chart(
    "clusters",
    "compare",
    "CNY billion",
    point("> 140", "140", None, label="Electronics", period="2022", bound="over"),
    point("> 160", "160", None, label="Electronics", period="2025", bound="over", role="target"),
    point("175.72", "175.72", label="Value added of the tertiary sector"),
    point("100–120", "100", "120", label="Medicine and health", bound="range"),
    point("≈ 90", "90", label="New economy", bound="about", role="estimate"),
    point("< 60", None, "60", label="Core industries of the digital economy", bound="under"),
)
GROWTH = chart(
    "growth",
    "growth",
    "%",
    point("6.0", "6.0", label="Gross domestic product"),
    point("13.3", "13.3", label="Retail sales of consumer goods, units above designated size"),
    point("19.1", "19.1", label="Investment in industry"),
    point("−8.7", "-8.7", label="Imports and exports"),
)
RANGE = chart(
    "intensity",
    "range",
    "%",
    point("4.86", "4.86", label="R&D intensity", period="2022"),
    point("> 5", "5", None, label="R&D intensity", period="2025", bound="over", role="target"),
)
RANGE_THREE = chart(
    "way",
    "range",
    "CNY billion",
    *(replace(one, label="Zone") for one in PATH_RANGE.points),
    *(replace(one, label="Imports and exports") for one in PATH_DERIVED.points),
    power=9,
)
RATES = chart(
    "rates",
    "rates",
    "%",
    *(
        point(short, low, high, label=label, period=period, bound=bound, role=role)
        for label, period, rows in (
            (
                "Gross domestic product",
                "2020 to 2023",
                (("7.8–10.8", "7.8", "10.8", "range", "target"), ("10.0", "10", "", "exact", "")),
            ),
            (
                "High-tech enterprises, certified",
                "2020 to February 2024",
                (("17", "17", "", "exact", "target"), ("19.7", "19.7", "", "exact", "")),
            ),
            (
                "Imports and exports",
                "2020 to 2023",
                (("9.2", "9.2", "", "exact", "target"), ("−3.0", "-3.0", "", "exact", "")),
            ),
            (
                "Retail sales of consumer goods",
                "2020 to 2023",
                (("≥ 8", "8", None, "at-least", "target"), ("< 6", None, "6", "under", "")),
            ),
        )
        for short, low, high, bound, role in ((*row[:4], row[4] or "actual") for row in rows)
    ),
)
PROGRESS = chart(
    "progress",
    "progress",
    "%",
    *(
        replace(
            point(short, low, high, label=label, bound=bound, role=role, derived=True),
            aside=status,
        )
        for label, rows in (
            (
                "Enterprises",
                (
                    ("63%", "63", "", "exact", "made", "on track"),
                    ("64%", "64", "", "exact", "due", ""),
                ),
            ),
            (
                "Trade",
                (
                    ("−21%", "-21", "", "exact", "made", "moving away"),
                    ("60%", "60", "", "exact", "due", ""),
                ),
            ),
            (
                "Greenways, all kinds",
                (
                    ("320%", "320", "", "exact", "made", "reached"),
                    ("99%", "99", "", "exact", "due", ""),
                ),
            ),
            (
                "Institutes",
                (
                    ("≤ 30%", None, "30", "at-most", "made", "bounded"),
                    ("61%", "61", "", "exact", "due", ""),
                ),
            ),
            (
                "Laboratories",
                (
                    ("40–55%", "40", "55", "range", "made", "bounded"),
                    ("2%", "2", "", "exact", "due", ""),
                ),
            ),
            (
                "Patents",
                (
                    ("> 70%", "70", None, "over", "made", "bounded"),
                    ("62%", "62", "", "exact", "due", ""),
                ),
            ),
        )
        for short, low, high, bound, role, status in rows
    ),
)
PARTS = chart(
    "parts",
    "parts",
    "CNY billion",
    *(
        replace(
            point(short, short, label=label, derived=standing == "rest"),
            standing=standing,
            aside=share,
        )
        for label, short, standing, share in (
            ("In all", "863.04", "whole", ""),
            ("Private firms", "391.15", "part", "45.3%"),
            ("State-owned firms", "66.11", "part", "7.7%"),
            ("Firms with capital from abroad, and others", "405.78", "rest", "47.0%"),
        )
    ),
)
DOTS = chart(
    "dots",
    "dots",
    "enterprises",
    point("> 6,000", "6000", None, label="Registered technology SMEs", bound="over", role="target"),
    point("800", "800", label="Gazelle enterprises", role="target"),
    point("60", "60", label="Double five enterprises"),
    point("≈ 15", "15", label="Unicorns", bound="about", role="estimate"),
    point("< 10", None, "10", label="Leading platforms", bound="under"),
    point("3–5", "3", "5", label="World-class leading enterprises", bound="range", role="target"),
)
DEADLINES = replace(
    chart(
        "deadlines",
        "deadlines",
        "",
        *(
            replace(
                point(short, None, label=label, period=period, time=time, role=role),
                high=None,
                since=since,
            )
            for label, short, period, time, role, since in (
                (
                    "Policy on the use of research results to be issued",
                    "",
                    "2023",
                    2023,
                    "due",
                    2023.08,
                ),
                ("Production line signed", "", "October 2023", 2022.83, "happened", 0),
                ("Certified high-tech enterprises", "6,000", "2025", 2025, "target", 2021.83),
                ("Enterprises incubated", "at least 2,000", "2025", 2025, "target", 2021.83),
            )
        ),
    ),
    until=(2023.17, "The documents reach to February 2024"),
)
SHARES = chart(
    "shares",
    "range",
    "%",
    *(
        replace(point(short, low, high, label=label, bound=bound, role="target"), most=Decimal(100))
        for label, short, low, high, bound in (
            ("Stops of the metro within 800 m", "> 80", "80", None, "over"),
            ("Stops of buses within 500 m", "100", "100", "", "exact"),
        )
    ),
)
FAR_APART = replace(
    chart(
        "people",
        "range",
        "",
        point("> 800,000", "800000", None, label="Talent of all kinds", bound="over"),
        point("1,728", "1728", label="Talent recognised"),
    ),
    scale_words=((4, "万"), (8, "亿")),
)
_LABELS_ZH = {
    "BOE generation 8.6 AMOLED production line": "京东方第8.6代AMOLED生产线项目",
    "Research and production of high-end power semiconductor modules": "高端功率半导体器件及模组研发生产项目",
    "Electronics": "电子信息产业",
    "Core industries of the digital economy": "数字经济核心产业",
    "Retail sales of consumer goods, units above designated size": "社会消费品零售总额（限额以上单位）",
}
_ENGLISH = (
    PATH_RANGE,
    PATH_DERIVED,
    PATH_COUNT,
    PATH_FALLING,
    COMPARE,
    COMPARE_BOUNDS,
    GROWTH,
    RANGE,
    RANGE_THREE,
    RATES,
    PROGRESS,
    PARTS,
    DOTS,
    DEADLINES,
    SHARES,
    FAR_APART,
)
CASES = (*_ENGLISH, *(in_chinese(data, _LABELS_ZH) for data in _ENGLISH))
