"""Which characters the bytes of a document mean."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from digest.collect.parse.likely import likely

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Names used for a larger set than they stand for, as browsers read them.
_LARGER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "koi8-r": "koi8_u",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "latin-1": "cp1252",
}
# Encodings that write everything in ASCII, so that their text is always valid UTF-8 too.
_STATEFUL = ("iso2022", "hz")
_DECLARED = re.compile(
    rb"""<(?:\?xml|meta)[^<>]{0,400}?(?:encoding|charset)\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})""", re.I
)
_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})""", re.I)


# UTF-8 that somebody took for windows-1252 on its way.
_TAILS = "".join(bytes([b]).decode("cp1252", "ignore") + chr(b) for b in range(0x80, 0xC0))
_TWICE = re.compile(f"[Â-ß][{_TAILS}]|[à-ï][{_TAILS}]{{2}}|[ð-ô][{_TAILS}]{{3}}")
_ENOUGH = 3
# Bytes that are no UTF-8, as Python carries them, and the beginning of a character at the very end.
_FOREIGN = re.compile("[\udc80-\udcff]")
_CUT_OFF = re.compile("[\udcc2-\udcf4][\udc80-\udcbf]{0,2}\\Z")


def decoded(body: bytes, content_type: str = "") -> str:
    """
    The text of `body`, told by its byte order mark, its own validity, its header, its declaration.

    Bytes that are valid UTF-8 are UTF-8 whatever anyone says: a longer text in another encoding is
    practically never valid UTF-8 by chance, while wrong labels are everywhere. Other bytes are what
    header or declaration say, unless that makes an odd text of them and another encoding does not.
    Text that was encoded twice is mended. Never raises.
    """
    text = _decoded(body, content_type)
    if text.isascii():
        return text
    twice = _TWICE.findall(text)
    return _TWICE.sub(_once, text) if len(set(twice)) >= _ENOUGH and _is_spoiled(text, twice) else text


def _decoded(body: bytes, content_type: str) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    told = list(dict.fromkeys(_told(body, content_type)))
    for name in (*(n for n in told if n.startswith(_STATEFUL)), _without_mark(body), "utf-8"):
        text = _strictly(body, name)
        if text is not None:
            return text
    return _mostly_utf8(body) or body.decode(likely(body, [n for n in told if n != "utf-8"]), "replace")


def _mostly_utf8(body: bytes) -> str:
    """
    The text of UTF-8 with a few bytes in it that are none; empty when it is not mostly UTF-8.

    Those are what they are in windows-1252; a character that the end of the document cuts off is left out.
    """
    text = body.decode("utf-8", "surrogateescape")
    if cut_off := _CUT_OFF.search(text):
        text = text[: cut_off.start()]
    foreign = _FOREIGN.findall(text)
    if len(foreign) * 5 > sum(c > "\x7f" for c in text):
        return ""
    return _FOREIGN.sub(lambda one: bytes([ord(one[0]) - 0xDC00]).decode("cp1252", "ignore"), text)


def _is_spoiled(text: str, twice: list[str]) -> bool:
    """Whether what looks encoded twice is most of what is not ASCII, or nothing a language would write."""
    beyond = sum(c > "\x7f" for c in text)
    return sum(map(len, twice)) * 2 >= beyond or len({one for one in twice if one[0] in "ÂÃâ"}) >= _ENOUGH


def _told(body: bytes, content_type: str) -> Iterator[str]:
    header = _HEADER.search(content_type)
    declared = _DECLARED.search(body[:2048])
    for name in (header and header[1], declared and declared[1].decode("ascii")):
        if not name:
            continue
        try:
            b"a".decode(name)
        except (LookupError, UnicodeError):
            # Unknown, no encoding of text, or of more than a byte a letter: then the declaration
            # could not have been read letter by letter.
            continue
        known = codecs.lookup(name).name
        yield _LARGER.get(known, known)


def _without_mark(body: bytes) -> str:
    """UTF-16 betrays itself by the NULs of its ASCII characters."""
    start = body[:64]
    if len(start) >= 8 and start.count(0) * 3 >= len(start):
        return "utf-16-be" if start[0] == 0 else "utf-16-le"
    return ""


def _strictly(body: bytes, name: str) -> str | None:
    if not name:
        return None
    try:
        return body.decode(name)
    except UnicodeError:
        return None


def _once(twice: re.Match[str]) -> str:
    raw = b"".join(c.encode("latin-1") if ord(c) < 0x100 else c.encode("cp1252") for c in twice[0])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return twice[0]
