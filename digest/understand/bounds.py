"""Whether an amount is meant exactly."""

from __future__ import annotations

from digest.model import Bound
from digest.understand.phrases import joins_words

_BEFORE: dict[Bound, tuple[str, ...]] = {
    "about": (
        "about", "around", "roughly", "approximately", "approx.", "nearly", "almost", "close to",
        "some", "estimated", "an estimated", "~", "≈", "circa", "just under", "just over",
        "just shy of", "约", "大约", "約", "近", "将近", "接近", "左右", "около", "rund", "etwa",
        "unos", "environ",
    ),
    "at least": (
        "more than", "over", "above", "at least", "exceeding", "exceeds", "exceeded", "upwards of",
        "surpassing", "surpasses", "surpassed", "topping", "topped", "tops", "no less than",
        "greater than", "north of", "in excess of", "past", ">", "≥", ">=", "超过", "超過", "逾",
        "超", "至少", "高于", "突破", "不低于", "более", "mehr als", "über", "más de", "plus de",
    ),
    "at most": (
        "up to", "as much as", "at most", "less than", "under", "below", "no more than",
        "a maximum of", "maximum of", "fewer than", "not more than", "<", "≤", "<=", "最多",
        "不超过", "低于", "至多", "高达", "不足", "bis zu", "hasta", "jusqu'à",
    ),
}  # fmt: skip
_AFTER: dict[Bound, tuple[str, ...]] = {
    "at least": ("+", " or more", " or higher", " or above", "以上", "多", "余", " plus "),
    "at most": (" or less", " or lower", "以下", "以内"),
    "about": ("左右", "上下", "-ish"),
}
_BY_ENDING: dict[str, Bound] = {phrase: bound for bound, row in _BEFORE.items() for phrase in row}
_ENDINGS = tuple(sorted(_BY_ENDING, key=lambda phrase: (-len(phrase), phrase)))
_BEGINNINGS = tuple((phrase, bound) for bound, row in _AFTER.items() for phrase in row)
_FILLERS = (" the", " a", " an", " another", " some")


def bound_of(small: str, start: int, end: int) -> Bound:
    """What stands right before or after ``small[start:end]``, in lower case, says of its exactness."""
    before = small[max(0, start - 28) : start].rstrip()
    if before.endswith(_FILLERS) and not before.endswith(_ENDINGS):
        before = before.rpartition(" ")[0].rstrip()
    if before.endswith(_ENDINGS):
        for phrase in _ENDINGS:
            if before.endswith(phrase) and _begins_word(before, len(before) - len(phrase)):
                return _BY_ENDING[phrase]
    for phrase, bound in _BEGINNINGS:
        if small.startswith(phrase, end):
            return bound
    if small[end - 1 : end] in "+多余":
        return "at least"
    return "exact"


def _begins_word(text: str, at: int) -> bool:
    return not at or not (joins_words(text[at - 1]) and joins_words(text[at]))
