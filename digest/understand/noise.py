"""What shows that an entry is advertising, guesswork or opinion rather than news."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.model import Entry, Finding
from digest.understand.phrases import lowered, phrases_of

ANYWHERE = {
    "sponsored": """
        this is a paid | this is a sponsored | is a paid post | paid press release |
        this is a press release | sponsored post | sponsored article | sponsored content |
        paid content | paid post | partner content | promoted content | advertorial |
        in paid partnership | brought to you by | this article was paid |
        content is provided by a third party | 本文为赞助 | 赞助内容 | 广告内容 | 付费内容 |
        商业推广 | 推广内容
    """,
    "opinion": """
        the views expressed are | views expressed here are | views and opinions expressed |
        opinions expressed are | this is an opinion | guest post by | this op-ed | 本文仅代表作者 |
        仅代表作者个人观点
    """,
}
ANYWHERE_HINTS = (
    "paid", "sponsored", "press release", "promoted", "partner content", "advertorial", "brought to you",
    "third party", "views", "opinion", "guest post", "op-ed", "赞助", "广告", "付费", "推广", "作者",
)  # fmt: skip
"""One of these is part of each phrase above: a text that has none is spared the search."""
_ANYWHERE = phrases_of(ANYWHERE)
_HEAD = phrases_of(
    {
        "sponsored": """
        /prnewswire/ | prnewswire | globe newswire | globenewswire | business wire | businesswire |
        chainwire | accesswire | btcwire | zexprwire | for immediate release
    """,
    }
)
# Searched in the title lowered: far faster than patterns that ignore case.
_TITLE = (
    (
        "sponsored",
        re.compile(
            r"^\W{0,3}(?:press release|advertorial|partner(?:ed)? content|promoted"
            r"|(?:sponsored|ad|pr)(?=\s?[:|\])–—-]))\b"
            r"|^\W{0,3}sponsored\s(?:post|content|article|story|by)\b|^\W{0,3}(?:赞助|推广|广告)"
            r"|[|–—-]\s?(?:sponsored|press release|advertorial|partner content)\s*$",
        ),
    ),
    (
        "sponsored",
        re.compile(
            r"[(\[](?:sponsored|press release|ad|advertorial|paid)[)\]]|[（【](?:赞助|推广|广告)[）】]",
        ),
    ),
    (
        "prediction",
        re.compile(
            r"""\bprice\s(?:prediction|forecast|outlook|target)s?\b
            | \b(?:could|may|might|can|will|would|set\sto|poised\sto|about\sto|ready\sto|on\strack\sto|
            going\sto)\s
              (?:soon\s|finally\s|still\s|really\s)?(?:hit|reach|surge|soar|explode|skyrocket|rally|climb|
              touch|top|break|rise|jump|moon|drop|fall|crash|plunge|10x|100x|go)
              \b[^.]{0,24}(?:\$\s?\d(?:[\d.,]*\d)?[KMBTkmb]?|\d{2,}%|\b\d{2,}x\b|all-time\shigh|next\b|soon\b|\?)
            | \bnext\s(?:100|1000|50|10)x\b | \b\d{2,4}x\s(?:gains?|potential)\b | \bto\sthe\smoon\b
            | \bpredicts?\b[^.]{0,40}(?:\$\s?\d(?:[\d.,]*\d)?[KMBTkmb]?|\d%)
            | \b(?:analyst|trader|expert)s?\s(?:eyes?|predicts?|targets?|sees?)\b[^.]{0,40}
              \$\s?\d(?:[\d.,]*\d)?[KMBTkmb]?
            | ^(?:can|could)\s[\w\s]{1,24}\s(?:hit|reach|break|top|surpass|reclaim)\b[^.]{0,24}\?
            | \bhow\shigh\s(?:can|could|will)\b | \bwill\s[\w\s]{1,24}\s(?:hit|reach)\b
            | 价格预测|目标价|有望(?:突破|冲击|涨至|升至)|或将(?:突破|冲击|涨至|跌至)
            | 预测.{0,8}(?:涨至|升至|跌至)""",
            re.VERBOSE,
        ),
    ),
    (
        "opinion",
        re.compile(
            r"""^\W{0,2}(?:opinion|op-ed|editorial|commentary|column|analysis|guest\spost|essay|
                perspective|viewpoint|letter)\s?[:|–—-]
            | [|–—-]\s?(?:opinion|op-ed|editorial|commentary)\s*$ | \bhere(?:'|’)?s\swhy\b | \bwhy\si\b |
            \bin\smy\s(?:opinion|view)\b
            | ^(?:观点|评论|社论|专栏|社評|社评)\s?[:：|]""",
            re.VERBOSE,
        ),
    ),
    (
        "live blog",
        re.compile(
            r"\blive\s(?:updates?|blog|coverage|news)\b|^\W{0,2}live\s(?:markets?|now|wire)\b|\bas\sit\shappen(?:ed|s)\b|^\W{0,2}live\s?:|\bliveblog\b|\b(?:markets|crypto)\slive\b"
            r"|实时更新|图文直播|滚动更新",
        ),
    ),
    (
        "roundup",
        re.compile(
            r"""^\W{0,2}(?:(?:the|your)\s)?(?:(?:morning|evening|daily|weekly|weekend|midday|market|markets|crypto|
                first|asia|europe|us|opening|closing|news|defi|bitcoin|funding|week)\s){0,2}
              (?:minute|brief(?:ing)?|digest|wrap(?:-up)?|round-?up|recap|bell|mover|report\scard|newsletter|
                roundups?|review|rundown|bites|daily)\s?(?::|\||–|—|-\s)
            | ^\W{0,2}(?:state\sof\scrypto|crypto\sfor\sadvisors|crypto\slong\s&\sshort|the\sprotocol|
                the\s(?:funding|node|block|daily|week)|first\smover(?:\s\w+)?|asia\smorning\sbriefing|
                crypto\sdaybook\s\w+|week\sahead|the\sweek\sahead|crypto\sweek\sahead)\s?:
            | ^\W{0,2}(?:weekly|daily|monthly)\s(?:\w+\s)?(?:wrap|recap|roundup|digest|newsletter)\b
            | \bperformance\supdate\b | \bprice\sanalysis\s\d
            | ,\sand\smore\s*$ | ^what\s(?:happened|you\smissed)\s(?:in|today|this)\b
            | ^(?:早报|晚报|日报|周报|早餐|晨报|午报|一周|每日|昨夜今晨)
            | (?:早报|晚报|日报|周报|周刊|早知道)\s?[:：|｜]
            | ^\W{0,2}(?:here(?:'|’)?s\swhat\shappened)""",
            re.VERBOSE,
        ),
    ),
    (
        "listicle",
        re.compile(
            r"""^(?:the\s)?(?:top|best)\s(?:\d{1,3}|three|five|ten)\b | ^\d{1,2}\s(?:best|top|reasons|
                ways|things|coins|tokens|cryptos|altcoins|stocks|charts)\b
            | \b(?:best|top)\s(?:\w+\s){0,4}(?:to\sbuy|to\swatch|to\sinvest\sin)\b | \b(?:coins|tokens|
            cryptos|altcoins|stocks)\sto\s(?:buy|watch)\b
            | \d{1,2}\s?大(?:潜力|最佳)|值得关注的""",
            re.VERBOSE,
        ),
    ),
    (
        "promo",
        re.compile(
            r"""\b(?:presale | pre-sale | (?:promo|bonus|referral|discount)\scode | sign-?up\sbonus |
                giveaway | how\sto\sbuy | webinar | airdrop\sguide | free\sspins | early-?bird |
                join\sour | casino\s(?:bonus(?:es)?|reviews?|games?|sites?|slots?) |
                (?:best|top|online|no-kyc)\s(?:\w+\s){0,3}casinos?)\b
            | 预售|抽奖|福利|空投教程""",
            re.VERBOSE,
        ),
    ),
)  # fmt: skip
_REPORTED = re.compile(
    r"\b(?:charge[sd]?|su(?:es|ed)|fraud|scams?|fake|bans?|banned|fine[sd]?|lawsuit|arrest(?:s|ed)?|court|judge|"
    r"bankruptcy|hack(?:s|ed)?|regulators?|probe|police)\b",
)
"""Beside such words a promotion is what the news is about: ``SEC charges promoter of fake presale``."""
_CATEGORIES = {
    "sponsored": (
        "sponsored", "press release", "press releases", "press-release", "partner content", "advertorial",
        "paid", "promoted", "sponsored content", "branded content", "advertisement",
        "赞助", "推广", "广告", "新闻稿",
    ),
    "prediction": ("price prediction", "price predictions", "price-prediction", "forecast", "predictions"),
    "opinion": (
        "opinion", "opinions", "op-ed", "op-eds", "editorial", "commentary", "columns", "guest post",
        "观点", "评论", "专栏",
    ),
    "roundup": ("newsletter", "newsletters", "roundup", "round-up", "daily digest", "早报", "日报", "周报"),
    "live blog": ("live blog", "liveblog", "live-blog", "live updates", "直播"),
    "promo": ("promo", "promotion", "promotions", "casino", "presale", "giveaway"),
}  # fmt: skip
KINDS = tuple(dict.fromkeys(kind for kind, _ in _TITLE))
"""Every kind of noise there is."""
_BY_CATEGORY = {name: kind for kind, names in _CATEGORIES.items() for name in names}
_LOOK = 4000
_TITLE_LOOK = 300


def find_noise(entry: Entry) -> tuple[Finding, ...]:
    """
    Each kind of noise the entry shows, once, with its evidence from the title, the text or a category.

    Kinds: sponsored, prediction, opinion, live blog, roundup, listicle, promo. The entry's own text is
    read, before anything is trimmed: what gives an advertisement away often stands where boilerplate does.
    """
    first: dict[str, Finding] = {}
    for finding in _findings(entry):
        first.setdefault(finding.kind, finding)
    return tuple(first.values())


def _findings(entry: Entry) -> Iterator[Finding]:
    for category in entry.categories:
        if kind := _BY_CATEGORY.get(category.strip().lower()):
            yield Finding(kind, category)
    title = entry.title[:_TITLE_LOOK]
    small = lowered(title)
    for kind, pattern in _TITLE:
        if (found := pattern.search(small)) and not (kind == "promo" and _REPORTED.search(small)):
            yield Finding(kind, title[found.start() : found.end()].strip())
    head, tail = entry.text[:_LOOK], entry.text[_LOOK:][-_LOOK:]
    for part in (head, tail):
        small = lowered(part)
        for hit in _ANYWHERE.find(small) if any(hint in small for hint in ANYWHERE_HINTS) else ():
            yield Finding(hit.value, part[hit.start : hit.end])
    start = entry.text[:200]
    for hit in _HEAD.find(lowered(start)):
        yield Finding(hit.value, start[hit.start : hit.end])
