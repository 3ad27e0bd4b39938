"""The script decides, then the source's hint, then the detector."""

from __future__ import annotations

import pytest

from digest.understand.language import load_detector, tell_language


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        ("Bitcoin falls below $60,000 as sellers return", "en-US", "en"),
        ("Bitcoin fällt", "de", "de"),
        ("比特币跌破6万美元", "", "zh"),
        ("比特币跌破6万美元", "en", "zh"),
        ("BTC跌破6万美元，ETF净流出2亿美元", "zh-Hans", "zh"),
        ("ビットコインが下落した", "", "ja"),
        ("비트코인 가격이 하락했다", "", "ko"),
        ("Биткоин упал ниже 60 тысяч", "ru", "ru"),
        ("Bitcoin falls below $60,000 as sellers return", "ru", "xx"),
        ("Bitcoin falls below $60,000 as sellers return", "", "xx"),
        ("BTC up 5%", "", "und"),
        ("BTC up 5%", "en", "en"),
        ("$60,000", "", "und"),
        ("$60,000", "en", "en"),
    ],
)
def test_language(text: str, hint: str, language: str) -> None:
    assert tell_language(text, hint, lambda _: "xx") == language


def test_an_undecided_detector_leaves_it_open() -> None:
    assert tell_language("Bitcoin falls below $60,000 as sellers return", "", lambda _: "") == "und"


def test_the_packaged_detector() -> None:
    detect = load_detector()
    assert detect("Der Preis von Bitcoin ist am Freitag stark gefallen") == "de"
    assert detect("El precio del bitcoin cayó con fuerza el viernes") == "es"
    assert detect("The price of bitcoin fell sharply on Friday") == "en"
