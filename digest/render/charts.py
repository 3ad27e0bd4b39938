"""Pictures of numbers, drawn by hand as SVG that takes its colours from the page."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from digest.model import FlowRow, MeasureRow
from digest.model.amounts import money
from digest.model.levels import level_of
from digest.render.plain import plain, shortened
from digest.render.words import ENGLISH, Words

_BAR = Markup(
    '<svg class="bar" viewBox="0 0 200 12" preserveAspectRatio="none" role="img">'
    "<title>{title}</title><desc>{desc}</desc>"
    '<rect class="{side}" x="{x}" y="1" width="{width}" height="10"/>'
    "{mean}"
    '<line class="axis" vector-effect="non-scaling-stroke" x1="100" y1="0" x2="100" y2="12"/></svg>'
)
_TREND = Markup(
    '<svg class="trend" viewBox="0 0 100 24" preserveAspectRatio="none" role="img">'
    "<title>{title}</title><desc>{desc}</desc>"
    '<polyline vector-effect="non-scaling-stroke" points="{points}"/></svg>'
)
_BLOCKS = "▁▂▃▄▅▆▇█"
_MEAN = Markup('<line class="mean" vector-effect="non-scaling-stroke" x1="{x}" y1="0" x2="{x}" y2="12"/>')


def mean_place(row: FlowRow) -> int | None:
    """Where the mean lies on the scale of the row's bar, −100 to 100; None when there is no scale."""
    if row.mean is None or not row.net or not row.share:
        return None
    return max(-100, min(100, round(row.mean * abs(row.share) / abs(row.net))))


def flow_bar(row: FlowRow, words: Words = ENGLISH) -> Markup:
    """A bar from the middle: right for money coming in, left for money going out, a tick for the mean."""
    label, unit = shortened(plain(row.label), 80), shortened(plain(row.unit), 12)
    width = min(100, abs(row.share))
    place = mean_place(row)

    def amount(value: Decimal) -> str:
        return words.quantities.written(money(value, unit, signed=True))

    desc = words.plainly("Right of the middle is money coming in, left is money going out.")
    if row.mean is not None:
        mean = "Mean of the {n} days before: {amount}."
        desc += " " + words.plainly(mean, n=row.mean_days, amount=amount(row.mean))
    return _BAR.format(
        title=words.plainly("{chain}: net {amount}", chain=label, amount=amount(row.net)),
        desc=desc,
        side="in" if row.share >= 0 else "out",
        x=100 if row.share >= 0 else 100 - width,
        width=width,
        mean="" if place is None else _MEAN.format(x=100 + place),
    )


def trend_line(row: MeasureRow, words: Words = ENGLISH) -> Markup:
    """The way of the last 7 days as a line, the lowest value at the bottom; empty without a trend."""
    if len(row.trend) < 2:
        return Markup()
    last = len(row.trend) - 1
    points = " ".join(
        f"{round(100 * n / last, 1):g},{22 - round(20 * share, 1):g}"
        for n, share in enumerate(_shares(row))
    )
    levels = {"first": row.trend[0], "last": row.value, "low": min(row.trend), "high": max(row.trend)}
    said = {name: words.quantities.written(level_of(row, value)) for name, value in levels.items()}
    return _TREND.format(
        title=words.plainly("{label} over 7 days", label=words.told(shortened(plain(row.label), 80))),
        desc=words.plainly("From {first} to {last}; lowest {low}, highest {high}.", **said),
        points=points,
    )


def trend_blocks(row: MeasureRow, most: int = 14) -> str:
    """The same way as a row of at most `most` block characters, for where nothing can be drawn."""
    shares = _shares(row)
    last = len(shares) - 1
    picked = shares if len(shares) <= most else [shares[last * n // (most - 1)] for n in range(most)]
    return "".join(_BLOCKS[round(share * (len(_BLOCKS) - 1))] for share in picked)


def _shares(row: MeasureRow) -> list[float]:
    """Each value's place from the lowest (0) to the highest (1), or the middle (0.5) if all are one."""
    if not row.trend:
        return []
    low, high = min(row.trend), max(row.trend)
    return [float((value - low) / (high - low)) if high > low else 0.5 for value in row.trend]
