"""Over which time an amount is told."""

from __future__ import annotations

import re

from digest.understand.phrases import Hit

PERIODS: dict[str, str] = {
    "today": "today | so far today | 今日 | 今天 | 当日 | сегодня",
    "yesterday": "yesterday | 昨日 | 昨天",
    "24 hours": """
        24 hours | 24h | 24-hour | 24hr | 24-hr | 24 hrs | past day | last day | one day |
        single day | in a day | daily | day-over-day | intraday | 24小时 | 24 小时 | 24小時 | 日内 |
        一日 | 单日
    """,
    "48 hours": "48 hours | 48h | 48小时",
    "1 hour": "1 hour | past hour | last hour | one hour | 1h | 1小时 | 过去一小时",
    "12 hours": "12 hours | 12h | 12小时",
    "7 days": """
        7 days | seven days | 7d | 7-day | seven-day | past week | last seven days | 近7日 | 7天 |
        7日 | 过去一周
    """,
    "30 days": "30 days | 30d | 30-day | past month | 30天 | 30日 | 过去一个月",
    "90 days": "90 days | 90-day",
    "this week": "this week | week to date | 本周",
    "last week": "last week | the week | for the week | weekly | week-over-week | 上周",
    "this month": "this month | month to date | month-to-date | 本月",
    "last month": "last month | monthly | month-over-month | month-on-month | mom | 上月 | 环比",
    "this quarter": "this quarter | quarter to date",
    "last quarter": "last quarter | quarterly | quarter-over-quarter | qoq",
    "first quarter": "first quarter | first-quarter | 一季度",
    "second quarter": "second quarter | second-quarter | 二季度",
    "third quarter": "third quarter | third-quarter | 三季度",
    "fourth quarter": "fourth quarter | fourth-quarter | 四季度",
    "first half": "first half | 上半年",
    "year": """
        year-over-year | year-on-year | year over year | year on year | yoy | y/y | annually |
        annual | a year | per year | from a year earlier | in the past year | past year |
        last 12 months | 12 months | 同比 | 每年 | 年化
    """,
    "this year": "this year | year-to-date | year to date | ytd | 今年 | 年初至今",
    "last year": "last year | 去年",
    "all time": "all-time | to date | so far | 累计",
    "Monday": "monday | 周一",
    "Tuesday": "tuesday | 周二",
    "Wednesday": "wednesday | 周三",
    "Thursday": "thursday | 周四",
    "Friday": "friday | 周五",
    "Saturday": "saturday | 周六",
    "Sunday": "sunday | 周日",
}
"""What we call each period, so that two sources can be compared, with the words for it."""
_DATED = re.compile(
    r"""\b(?:January|February|March|April|May|June|July|August|September|October|November|December)
        \ (?:\d{1,2}(?:,\ |\b(?!\ ?%)))?(?:(?:19|20)\d\d\b)?
      | \bQ[1-4](?:\ (?:19|20)\d\d)?\b
      | \b(?:19|20)\d\d年(?:\d{1,2}月)?
      | \b(?:in|for|during|of)\ ((?:19|20)\d\d)\b(?![\ ]?%)""",
    re.VERBOSE,
)
_DATED_HINT = re.compile(
    r"January|February|March|April|May |June|July|August|September|October|November|December|Q[1-4]|19|20"
)


def dated_periods(text: str, start: int, end: int) -> list[Hit[str]]:
    """Every dated period of ``text[start:end]`` as written (``June 2022``), in order."""
    if not _DATED_HINT.search(text, start, end):
        return []
    return [
        Hit(dated.start(), dated.end(), (dated[1] or dated.group()).strip(" ,"))
        for dated in _DATED.finditer(text, start, end)
    ]
