"""A small edition with something of everything, rendered as it would be sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from delivery_samples import NOW, SLOT

from digest.model import (
    Brief,
    Claim,
    Digest,
    Disagreement,
    Edition,
    EditionKey,
    Figure,
    FlowRow,
    Ledger,
    Line,
    Masthead,
    MoverRow,
    Note,
    Passage,
    Rendition,
    Section,
    SourceOutcome,
    Telling,
    Window,
)
from digest.render import load_theme, render

TEMPLATES = Path(__file__).parents[2] / "templates"
THEME = load_theme("letter", [str(TEMPLATES)], zones=("Europe/Berlin",))
PUBLISHED = datetime(2026, 2, 6, 4, 0, tzinfo=UTC)


def brief(number: int, headline: str, text: str = "", bold: str = "") -> Brief:
    url = f"https://paper.example/{number}?a=1&b=[2]"
    at = text.find(bold)
    spans = ((at, at + len(bold)),) if bold else ()
    figures = tuple(
        Claim(Figure(Decimal(amount), "USD", quote, (0, len(quote))), name, f"https://{name}.example/c")
        for amount, quote, name in ((41_500_000, "$41.5M", "wire"), (43_000_000, "$43 million", "paper"))
    )
    return Brief(
        story_id=f"s{number}",
        thread=f"s{number}",
        headline=headline,
        url=url,
        language="en",
        event="exploit",
        status="update" if number == 1 else "new",
        day=2 if number == 1 else 1,
        news=("The loss is now put at $43M",) if number == 1 else (),
        summary=(Passage(text, "paper", url, spans),) if text else (),
        tellings=(
            Telling(f"e{number}", "paper", "The Paper", url, headline, "media", "en", PUBLISHED),
            Telling(
                f"w{number}", "wire", "A Wire", f"https://wire.example/{number}", "x", "wire", "en", None
            ),
        ),
        disagreements=(Disagreement("the loss", figures),) if number == 1 else (),
        points=90 - number,
        because="two sources tell it",
        published=PUBLISHED,
        assets=("ETH",),
    )


def flow(label: str, net: str) -> FlowRow:
    value = Decimal(net)
    url = "https://flows.example/"
    return FlowRow(
        label, value, abs(value) * 3, abs(value) * 2, "USD", None, 0, 50, PUBLISHED, "Flows", url
    )


def mover(label: str, change: str, price: str) -> MoverRow:
    amounts = (Decimal(change), Decimal(price), Decimal(92_400_000), Decimal(18_300_000))
    side = "loss" if change.startswith("-") else "gain"
    return MoverRow(side, label, "A coin", *amounts, "USD", PUBLISHED, "Prices", "https://p.example/")  # type: ignore[arg-type]


SECTIONS = (
    Section("glance", "glance", "At a glance", (Line("Flows", "$508.2M net inflow to Ethereum", "flows"),)),
    Section(
        "flows", "flows", "Flows", (flow("Ethereum", "508200000"), flow("Base", "-64900000")), ("24 h.",)
    ),
    Section(
        "movers", "movers", "Movers", (mover("HBTC", "312.4", "64118.2"), mover("AIO", "-47.2", "0.1132"))
    ),
    Section(
        "notes", "notes", "From the desk", (Note("The **16:30** print, [here](https://n.example/a).\n"),)
    ),
    Section(
        "top",
        "top",
        "Top stories",
        (
            brief(
                1, "Bridge drained of $41.5M", "Attackers took $41.5M on Thursday, 12% of all.", "$41.5M"
            ),
            brief(2, "Weekly RSI oversold", "The index fell to 28.9 in a week.", "28.9"),
        ),
    ),
    Section("also", "also", "Also noted", (brief(3, "Exchange lists a token"),), compact=True),
)


def digest() -> Digest:
    """An edition with a notice, a source that failed, and every layout."""
    edition = Edition(
        EditionKey("daily", SLOT),
        "Morning desk",
        "Europe/Berlin",
        Window(NOW - timedelta(days=1), NOW),
        notice="This is a sample.",
    )
    failed = SourceOutcome("dunes", "Dune Dispatch", "failed", NOW, error="answered 503")
    return Digest(Masthead(edition, NOW, 3, 4, (failed,), 200, 1), SECTIONS, (), Ledger(0, (), ()))


def rendered(told: Digest) -> tuple[Rendition, Rendition]:
    """Its mail and its plain part."""
    mail, text = render(told, THEME, ("mail", "text"))
    return mail, text


def changed(rendition: Rendition, *swaps: tuple[str, str]) -> Rendition:
    """The rendition with words swapped; each must be there."""
    content = rendition.content
    for old, new in swaps:
        assert old in content, old
        content = content.replace(old, new)
    return replace(rendition, says=content)
