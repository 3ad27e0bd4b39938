"""Which characters bytes mean, also when they are labelled wrongly."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.parse.charset import decoded

CHINESE = "央行发布关于虚拟货币的通知，自发布之日起施行。"
CYRILLIC = "Банк России опубликовал заявление"
GERMAN = "Börse schließt höher – Anleger hoffen"


def declared(text: str, encoding: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?><rss>{text}</rss>'


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"),
        (CHINESE, "gb2312"),
        (CHINESE, "gbk"),
        ("香港金融管理局公布", "big5"),
        ("日本銀行の発表", "shift_jis"),
        ("日本銀行の発表", "euc-jp"),
        ("日本銀行の発表", "iso-2022-jp"),
        ("한국은행 발표", "euc-kr"),
        (CYRILLIC, "windows-1251"),
        (CYRILLIC, "koi8-r"),
        (GERMAN, "windows-1252"),
        (CHINESE, "utf-8"),
        (GERMAN.replace("–", "-"), "iso-8859-1"),
    ],
)
def test_declared_and_so(text: str, encoding: str) -> None:
    assert decoded(declared(text, encoding).encode(encoding)) == declared(text, encoding)
    assert decoded(text.encode(encoding), f"text/xml; charset={encoding}") == text


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "gb2312", "us-ascii", "windows-1251", "utf-16", "nonsense", "rot13"]
)
def test_utf8_is_known_under_any_label(label: str) -> None:
    text = declared(CHINESE + GERMAN, label)
    assert decoded(text.encode()) == text
    assert decoded(text.encode(), f'application/xml; charset="{label}"') == text


def test_without_any_label_western_text_is_windows_1252() -> None:
    assert decoded(GERMAN.encode("cp1252")) == GERMAN


@pytest.mark.parametrize("mark", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_a_byte_order_mark_is_believed(mark: str) -> None:
    marks = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    start = marks.get(mark, codecs.BOM_UTF32_LE)
    assert decoded(start + declared(CHINESE, "latin-1").encode(mark)) == declared(CHINESE, "latin-1")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_declared_as_utf8(encoding: str) -> None:
    text = declared(GERMAN, "utf-8")
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_cut_within_a_character_is_not_unmade(encoding: str) -> None:
    text = declared(CHINESE * 20, encoding)
    read = decoded(text.encode(encoding)[:-7])
    assert read.startswith(text[:-10])


def test_text_encoded_twice_is_mended() -> None:
    twice = "Anleger hÃ¶ren von der EZB, Ã¼ber ZinsÃ¤nderungen â€“ userâ€™s view"
    assert decoded(twice.encode()) == "Anleger hören von der EZB, über Zinsänderungen – user’s view"


def test_cyrillic_encoded_twice_is_mended() -> None:
    told = declared(f"<title>{CYRILLIC}: {CHINESE}</title>", "utf-8")
    twice = "".join(
        chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode("cp1252")
        for b in told.encode()
    )
    assert decoded(twice.encode()) == told


def test_utf8_with_a_few_foreign_bytes_keeps_all_its_letters() -> None:
    mixed = f"{GERMAN} {CYRILLIC} ".encode() + "“café”.".encode("cp1252")
    assert decoded(mixed) == f"{GERMAN} {CYRILLIC} “café”."
    assert decoded(CHINESE.encode()[:-1]) == CHINESE[:-1]


@pytest.mark.parametrize("text", ["«AMANHû não", "CAFɻ", "une fenêtre à “Paris”", "Ã", "â€"])
def test_rare_letters_are_not_mended(text: str) -> None:
    assert decoded(text.encode()) == text


@given(st.binary(max_size=200), st.text(max_size=30))
def test_any_bytes_are_some_text(body: bytes, content_type: str) -> None:
    decoded(body, content_type)
    decoded(b'<?xml encoding="shift_jis"?>' + body)


LEADS = "".join(map(chr, range(0xC2, 0xF5)))


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs"], exclude_characters=LEADS + "\ufeff\x00"),
        max_size=100,
    )
)
def test_utf8_comes_back(text: str) -> None:
    assert decoded(text.encode()) == text


NEWS = {
    "gb18030": "央行等八部门发布关于防范虚拟货币风险的通知，自发布之日起施行。"
    "市场人士表示，这一要求对交易平台的影响是直接的。",
    "big5": "香港金融管理局今日公布，外匯基金的資產在一月有所增加。"
    "市場人士表示，這一要求對交易平台的影響是直接的。",
    "shift_jis": "日本銀行は金融政策を据え置くことを決めた。東京株式市場では、日経平均株価が上がっている。",
    "euc_jp": "日本銀行は金融政策を据え置くことを決めた。東京株式市場では、日経平均株価が上がっている。",
    "euc_kr": "한국은행은 기준금리를 유지하기로 했다. "
    "서울 증시는 오늘 상승으로 마감했으며 거래가 크게 늘었다.",
    "koi8_r": "Банк России сохранил ключевую ставку. Курс рубля к доллару вырос на торгах в понедельник.",
    "cp1251": "Банк России сохранил ключевую ставку. Курс рубля к доллару вырос на торгах в понедельник.",
    "iso8859_5": "Банк России сохранил ключевую ставку. "
    "Курс рубля к доллару вырос на торгах в понедельник.",
    "cp1250": "Česká národní banka ponechala sazby beze změny, koruna vůči euru mírně oslabila.",
    "cp1253": "Η Τράπεζα της Ελλάδος ανακοίνωσε τα στοιχεία για τις καταθέσεις του Ιανουαρίου.",
    "cp1254": "Türkiye Cumhuriyet Merkez Bankası faiz kararını açıkladı; piyasalarda düşüş görüldü.",
    "cp1255": "בנק ישראל הודיע כי הריבית תישאר ללא שינוי בחודש הקרוב",
    "cp1256": "أعلن البنك المركزي عن قراره بشأن أسعار الفائدة في اجتماعه اليوم",
    "cp874": "ธนาคารแห่งประเทศไทยประกาศคงอัตราดอกเบี้ยนโยบายไว้ที่ระดับเดิม",
    "cp1252": "La Banque centrale européenne a laissé ses taux inchangés ; l’euro s’est replié à l’été.",
}
WRONG = (
    "utf-8",
    "iso-8859-1",
    "windows-1252",
    "windows-1251",
    "gb2312",
    "big5",
    "shift_jis",
    "euc-kr",
    "us-ascii",
)


@pytest.mark.parametrize("label", ["", *WRONG])
@pytest.mark.parametrize("encoding", NEWS)
def test_a_wrong_label_or_none_spoils_nothing(encoding: str, label: str) -> None:
    text = declared(NEWS[encoding], label) if label else f"<rss>{NEWS[encoding]}</rss>"
    assert decoded(text.encode(encoding)) == text
    assert decoded(NEWS[encoding].encode(encoding), f"text/xml; charset={label}") == NEWS[encoding]
