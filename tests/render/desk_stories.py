"""The stories of the edition to render, and every thing a story can carry."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from digest.model import Brief, Claim, Disagreement, Figure, Passage, RegulatoryAct, Status, Telling

NAMES = {
    "courier": "Chain Courier",
    "ledgerly": "Ledgerly",
    "tape": "The Morning Tape",
    "blockwire": "Block Wire",
    "caijing": "财链日报",
    "pboc": "People's Bank of China",
    "sec": "US Securities and Exchange Commission",
    "esma": "ESMA",
}
TIERS = {"pboc": "primary", "sec": "primary", "esma": "primary", "blockwire": "wire"}


def at(hour: int, minute: int = 0, day: int = 6) -> datetime:
    return datetime(2026, 2, day, hour, minute, tzinfo=UTC)


def address(source: str, slug: str) -> str:
    return f"https://www.{source}.example/2026/02/06/{slug}"


def telling(
    source: str, slug: str, headline: str, published: datetime | None, language: str = "en"
) -> Telling:
    return Telling(
        entry_id=f"{source}-{slug}",
        source_id=source,
        source=NAMES[source],
        url=address(source, slug),
        headline=headline,
        tier=TIERS.get(source, "media"),
        language=language,
        published=published,
    )


def passage(text: str, source: str, slug: str, *figures: str) -> Passage:
    spans = tuple((text.index(f), text.index(f) + len(f)) for f in figures)
    return Passage(text, source, address(source, slug), spans)


def figure(amount: str, quote: str, unit: str = "USD", measure: str = "") -> Figure:
    return Figure(Decimal(amount), unit, quote, (0, len(quote)), measure)


def brief(
    slug: str,
    headline: str,
    points: int,
    *sources: str,
    event: str = "",
    status: Status = "new",
    day: int = 1,
    news: tuple[str, ...] = (),
    summary: tuple[Passage, ...] = (),
    disagreements: tuple[Disagreement, ...] = (),
    because: str = "",
    language: str = "en",
    assets: tuple[str, ...] = (),
    act: RegulatoryAct | None = None,
    headlines: tuple[str, ...] = (),
) -> Brief:
    tellings = tuple(
        telling(
            source,
            slug,
            (headline, *headlines)[min(i, len(headlines))],
            at(11 - min(i, 8), 10),
            language if not i else "en",
        )
        for i, source in enumerate(sources)
    )
    return Brief(
        story_id=f"s-{slug}",
        thread=f"s-{slug}",
        headline=headline,
        url=address(sources[0], slug),
        language=language,
        event=event,
        status=status,
        day=day,
        news=news,
        summary=summary,
        tellings=tellings,
        disagreements=disagreements,
        points=points,
        because=because,
        published=at(11, 10),
        assets=assets,
        act=act,
    )


NOTICE = RegulatoryAct(
    body="pboc",
    body_name="People's Bank of China",
    jurisdiction="CN",
    kind="notice",
    number="Yinfa [2026] No. 42",
    issued="6 February 2026",
    effective="on issuance",
    repeals="Yinfa [2021] No. 237",
    affects="virtual currencies; tokenised real-world assets; the institutions that serve them",
)


def top_stories() -> tuple[Brief, ...]:
    return (
        brief(
            "rsi",
            "Bitcoin's weekly RSI is at its most oversold since June 2022",
            87,
            "courier",
            "blockwire",
            "tape",
            "ledgerly",
            event="market move",
            assets=("BTC",),
            headlines=(
                "Weekly RSI of bitcoin falls below 30",
                "Oversold: what 2022 says about bitcoin today",
            ),
            summary=(
                passage(
                    "The weekly relative strength index of bitcoin fell to 28.9 on Thursday, the lowest "
                    "reading since the week of 13 June 2022.",
                    "courier",
                    "rsi",
                    "28.9",
                ),
                passage(
                    "Spot traded at $64,512 at the close, down 11.4% on the day.",
                    "blockwire",
                    "rsi",
                    "$64,512",
                    "11.4%",
                ),
            ),
            because="four sources tell it; one is a wire; bitcoin is on the watchlist",
        ),
        brief(
            "bridge",
            "Bridge exploit drains wrapped assets from a lending market",
            74,
            "ledgerly",
            "courier",
            "blockwire",
            event="hack",
            status="update",
            day=2,
            news=(
                "The loss is now put at $43M, after $28M yesterday",
                "Withdrawals are paused until Monday",
            ),
            assets=("ETH", "ARB"),
            headlines=("Lending market pauses withdrawals", "Bridge loses $41.5M, auditors say"),
            summary=(
                passage(
                    "The attacker moved $43 million in wrapped ether through two bridges before the "
                    "guardian paused them.",
                    "ledgerly",
                    "bridge",
                    "$43 million",
                ),
            ),
            disagreements=(
                Disagreement(
                    "the loss",
                    (
                        Claim(figure("41500000", "$41.5M"), "Block Wire", address("blockwire", "bridge")),
                        Claim(figure("43000000", "$43 million"), "Ledgerly", address("ledgerly", "bridge")),
                    ),
                ),
            ),
            because="a loss above $10M; three sources tell it",
        ),
        brief(
            "partner",
            "A managing partner leaves one of the oldest crypto funds",
            52,
            "tape",
            "courier",
            event="people",
            headlines=("Fund partner steps down after eight years",),
            summary=(
                passage(
                    "The partner will stay on as an adviser until the end of March.", "tape", "partner"
                ),
            ),
            because="two sources tell it; the fund is on the watchlist",
        ),
        brief(
            "etf",
            "现货以太坊基金单日净流入5.08亿美元，创今年新高",
            49,
            "caijing",
            "blockwire",
            event="flows",
            language="zh",
            assets=("ETH",),
            headlines=("Ether funds take in $508.2M in a day",),
            summary=(
                passage(
                    "周四，现货以太坊基金净流入5.08亿美元，为今年以来单日最高。",
                    "caijing",
                    "etf",
                    "5.08亿美元",
                ),
            ),
            because="two sources tell it; a figure above $100M",
        ),
        brief(
            "essay",
            "What an open reasoning model does to the price of AI tokens",
            41,
            "tape",
            event="analysis",
            status="day",
            day=3,
            summary=(
                passage(
                    "Tokens of the sector have lost 70% of their value since the model was published.",
                    "tape",
                    "essay",
                    "70%",
                ),
            ),
            because="third day; still among the five most told",
        ),
    )


def regulatory() -> tuple[Brief, ...]:
    return (
        brief(
            "notice-42",
            "Notice on further preventing and handling risks of virtual currencies",
            81,
            "pboc",
            "caijing",
            "courier",
            event="regulation",
            act=NOTICE,
            headlines=(
                "央行等八部门发文",
                "Central bank and eight other departments tighten virtual currency rules",
            ),
            summary=(
                passage(
                    "This notice shall enter into force upon the date of its issuance.", "pboc", "notice-42"
                ),
            ),
            disagreements=(
                Disagreement(
                    "how many departments",
                    (
                        Claim(
                            figure("8", "eight departments", ""),
                            "People's Bank of China",
                            address("pboc", "notice-42"),
                        ),
                        Claim(
                            figure("9", "central bank and eight other", ""),
                            "Chain Courier",
                            address("courier", "notice-42"),
                        ),
                    ),
                ),
            ),
            because="the primary document; a rule in force at once",
        ),
        brief(
            "charge",
            "Commission charges exchange operator over unregistered staking",
            58,
            "sec",
            event="enforcement",
            act=RegulatoryAct(
                "sec",
                "US Securities and Exchange Commission",
                "US",
                "enforcement",
                "LR-26411",
                "5 February 2026",
            ),
            summary=(passage("The operator agreed to pay $4.5 million.", "sec", "charge", "$4.5 million"),),
            because="the primary document",
        ),
    )


def also() -> tuple[Brief, ...]:
    return (
        brief("listing", "Exchange lists two stablecoins against the Turkish lira", 22, "ledgerly"),
        brief(
            "hashrate",
            "Hashrate falls for the fourth day",
            19,
            "courier",
            "tape",
            status="update",
            day=4,
            news=("Difficulty is expected to drop 6.1%",),
        ),
        brief("esma-speech", "Chair's speech on tokenised deposits", 17, "esma"),
        brief("unlock", "Unlock of 32M tokens due on Sunday", 15, "tape", assets=("AIO",)),
        brief("outage", "Rollup halts for 40 minutes", 12, "blockwire"),
    )
