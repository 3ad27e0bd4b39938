"""Checks that a message says nothing the record does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from digest.deliver.preflight.check import Rule
from digest.deliver.preflight.folding import amounts, fold
from digest.deliver.preflight.letter import Letter
from digest.model import FlowRow, MeasureRow, MoverRow
from digest.model.amounts import money, percent, price
from digest.model.levels import change_of, level_of

_EXPRESSION = re.compile(r"\{\{.{1,200}?\}\}|\{%.{1,200}?%\}")
_UNIT = 80
"""A unit's own amounts stand in the record by themselves; only its beginning can join a number's."""
_ANCHOR = 20
"""Characters by which the beginning of a longer text of the record is recognised."""


def _figures(letter: Letter) -> str:
    """Amounts that the record does not have, and bold numbers that stand in no text of it."""
    recorded = "\n".join(letter.recorded)
    known = amounts(recorded) | {one for text in _formatted(letter) for one in amounts(fold(text))}
    shown = letter.shown_amounts | letter.written_amounts
    unknown = {one for one in shown if not _is_known(one, known)}
    for node in letter.elements:
        bold = fold(node.text()) if node.tag == "strong" else ""
        if any(character.isdigit() for character in bold) and bold.rstrip("…") not in recorded:
            unknown.add(bold[:40])
    return f"not in the record: {', '.join(sorted(unknown)[:4])}" if unknown else ""


def _is_known(amount: str, known: set[str]) -> bool:
    cut = amount.removesuffix("…")
    return amount in known or cut in known or (cut != amount and any(one.startswith(cut) for one in known))


def _formatted(letter: Letter) -> Iterator[str]:
    """Every measured value of the record as the house writes it."""
    for section in letter.digest.sections:
        for item in section.items:
            if isinstance(item, FlowRow):
                yield from _as_money((item.net, item.inflow, item.outflow, item.mean), item.unit[:_UNIT])
            elif isinstance(item, MoverRow):
                yield from (percent(item.change), percent(item.change, signed=False))
                yield from _as_money((item.market_cap, item.volume, item.price), item.unit[:_UNIT])
            elif isinstance(item, MeasureRow):
                yield level_of(replace(item, unit=item.unit[:_UNIT]))
                yield from (change_of(item, c) for c in (item.day, item.week) if c is not None)


def _as_money(values: Iterable[Decimal | None], unit: str) -> Iterator[str]:
    for value in values:
        if value is not None:
            yield from (money(value, unit), money(value, unit, signed=True), price(value, unit))


def _template(letter: Letter) -> str:
    """Template code that no text of the record brought with it."""
    marked = [text for text in letter.recorded if "{{" in text or "{%" in text]
    inside = [found for text in marked for found in _EXPRESSION.findall(text)]
    attributes = " \n ".join(value for n in letter.elements for value in n.attributes.values() if value)
    for said in (letter.said, letter.written, fold(attributes), str(letter.message["Subject"] or "")):
        brought = _covered(said, (*marked, *inside))
        for found in _EXPRESSION.finditer(said):
            if not any(start <= found.start() < end for start, end in brought):
                return f"{found[0][:60]!r} was printed as it stands in a template"
    return ""


def _covered(said: str, texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where one of `texts` stands in `said`, whole or cut short after its beginning."""
    spans = []
    for text in dict.fromkeys(texts):
        at = said.find(text[:_ANCHOR])
        while at >= 0:
            length = next(
                (
                    n
                    for n, (a, b) in enumerate(zip(text, said[at : at + len(text)], strict=False))
                    if a != b
                ),
                min(len(text), len(said) - at),
            )
            spans.append((at, at + length))
            at = said.find(text[:_ANCHOR], at + max(1, length))
    return spans


RULES = (
    Rule(
        "figures",
        "must",
        "every amount and every bold number stands in the record",
        "compare the theme's mail.html and mail.txt with `digest render --format json`",
        _figures,
    ),
    Rule(
        "template",
        "must",
        "no template code is left over",
        "mend the quotes or a {% raw %} in the theme's mail.html or mail.txt",
        _template,
    ),
)
