"""Which encoding bytes are likely in, by the characters a text of each one has again and again."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

_SIGNS = "‘’“”„«»–—…·€£§°©®\u00a0"
_CYRILLIC = "оеаинтсрвлкмдпуія" + _SIGNS
_LATIN = "éèàùâêîôûçëïäöüßñóíáúãõåøæÉÈÀÇÄÖÜÑÓÍÁÅØÆ¿¡" + _SIGNS
_CENTRAL = "ąćęłńóśźżáčďéěíňřšťúůýžőűäöüôĺľŕăâîșțşţđŁŚŻČŘŠŽÁÉÓÖÜ" + _SIGNS
_KANA = (
    "のにはをたがでてとしれさいるなどもかっまらくこりすよあきえつんンスルトアイリラクッシドレ"
    "ロタマカーフグテビジパサデバムチメニキプコ、。「」・"
)
# The commonest characters of running text, and of the news of markets.
_SIMPLIFIED = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政日那社义事平形相"
    "全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五"
    "币市场价值交易亿万美元数字资金银监管金融基投通告据称报布链特，。、：；！？（）《》“”"
)
_TRADITIONAL = (
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經"
    "十三之進著等部度家電力裡如水化高自二理起小現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政日那社義事平形相"
    "全表間樣與關各重新線內數正心反你明看原又利比或但質氣第向道命此變條只沒結解問意建月公無系情者最立代想已通並提直題黨程展五"
    "幣市場價值交易億萬美元數字資金銀監管金融基投通告據稱報布鏈特，。、：；！？（）《》「」"
)
_HANGUL = (
    "이다의는에을를가한은로고하기지사대도인어시자정서부해리나국일라수원장전아보들제상만스그주"
    "구공여과성비있으년등금관발경조세계위했화통한국중시장"
)
# The first of those that say the same of a text is taken, so the commoner come first.
_COMMON: dict[str, frozenset[str]] = {
    name: frozenset(characters)
    for name, characters in (
        ("gb18030", _SIMPLIFIED),
        ("big5hkscs", _TRADITIONAL),
        ("cp932", _KANA + "日本銀行年月発表円株式市場会社東京政府金"),
        ("euc_jp", _KANA + "日本銀行年月発表円株式市場会社東京政府金"),
        ("cp949", _HANGUL),
        ("cp1252", _LATIN),
        ("cp1251", _CYRILLIC),
        ("koi8_u", _CYRILLIC),
        ("cp866", _CYRILLIC),
        ("iso8859_5", _CYRILLIC),
        ("cp1254", "ıİğĞşŞçÇöÖüÜâî" + _SIGNS),
        ("cp1250", _CENTRAL),
        ("iso8859_2", _CENTRAL),
        ("cp1253", "αοιετσνηυρπκλςάίό" + _SIGNS),
        ("cp1255", "יוהלרתבמאשםנ" + _SIGNS),
        ("cp1256", "ايلمنوتربعدهةسفكقأ،" + _SIGNS),
        ("cp874", "ากนรอเงทยลมัวด่ส้บิะี"),
    )
}
_ACCENTED = ("cp1252", "cp1254", "cp1250", "iso8859_2")
_BEYOND = re.compile(r"[^\x00-\x7f\W]+|[^\x00-\x7f\w]+")
_SAMPLE = 60_000
_TRUSTED = 1.2
"""How much likelier than what a document is said to be in another encoding must be."""
_ENOUGH = 0.2


def likely(body: bytes, told: Sequence[str] = ()) -> str:
    """
    The Python name of the encoding `body` is most likely in, windows-1252 when nothing speaks for any.

    An encoding among `told` is believed unless its text is odd and another's is not. The likelihood is
    the share of a text's letters beyond ASCII that are common ones in what is written in it.
    """
    sample = body[:_SAMPLE]
    best, most = "", 0.0
    for name in (*told, *(one for one in _COMMON if one not in told)):
        share = _share(sample, name) * (_TRUSTED if name in told else 1.0)
        if share > most + 1e-9:
            best, most = name, share
    if most >= _ENOUGH:
        return best
    return next((one for one in told if _fits(body, one)), "cp1252")


def _share(sample: bytes, name: str) -> float:
    """Common characters less those that cannot be, of all beyond ASCII; 0 to 1."""
    common = _COMMON.get(name)
    if common is None:
        return 0.0
    beyond = known = spoiled = 0
    for run in _BEYOND.findall(sample.decode(name, "replace")):
        beyond += len(run)
        spoiled += sum(c == "\ufffd" or "\x80" <= c < "\xa0" for c in run)
        # Accented letters stand alone among plain ones, those of other scripts stand together.
        if (len(run) == 1) == (name in _ACCENTED) or not run[0].isalpha():
            known += sum(c in common for c in run)
    return max(0.0, (known - spoiled) / beyond) if beyond else 0.0


def _fits(body: bytes, name: str) -> bool:
    try:
        codecs.decode(body, name)
    except UnicodeError:
        return False
    return True
