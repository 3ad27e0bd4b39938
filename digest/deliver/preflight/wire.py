"""Checks of a message's shape: its parts, its size, and its bytes on the wire."""

from __future__ import annotations

from digest.deliver.preflight.check import Rule
from digest.deliver.preflight.letter import Letter

LARGEST = 95_000
"""Bytes of HTML: a large mailbox provider cuts a longer mail short."""
LONGEST_LINE = 998
"""RFC 5322, 2.1.1."""


def _mime(letter: Letter) -> str:
    message = letter.message
    kinds = [part.get_content_type() for part in letter.parts]
    if message.get_content_type() != "multipart/alternative" or kinds != ["text/plain", "text/html"]:
        return f"it is {message.get_content_type()} of {', '.join(kinds) or 'nothing'}"
    if str(message["MIME-Version"]).strip() != "1.0":
        return "MIME-Version is not 1.0"
    charsets = {part.get_content_charset("us-ascii") for part in letter.parts}
    if not charsets <= {"utf-8", "us-ascii"}:
        return f"a part is in {', '.join(sorted(charsets))}"
    defects = [fault for part in (message, *letter.parts) for fault in part.defects]
    return f"it does not parse cleanly: {type(defects[0]).__name__}" if defects else ""


def _wire(letter: Letter) -> str:
    raw = letter.raw
    if not raw.isascii():
        return "it holds bytes outside ASCII, which some servers refuse"
    if b"\0" in raw:
        return "it holds a NUL byte"
    if raw.count(b"\r\n") != raw.count(b"\n") or raw.count(b"\r\n") != raw.count(b"\r"):
        return "not every line ends in CRLF"
    longest = max(map(len, raw.split(b"\r\n")))
    return f"a line is {longest} bytes long" if longest > LONGEST_LINE else ""


def _size(letter: Letter) -> str:
    size = len(letter.html.encode("utf-8", "replace"))
    return f"the HTML part is {size / 1000:.1f} KB, over {LARGEST // 1000} KB" if size > LARGEST else ""


def _text_part(letter: Letter) -> str:
    return "" if letter.text.strip() else "there is none, or it is empty"


_BUILT_IN = "this is a fault of the program: please report it with the .eml file"

RULES = (
    Rule("mime", "must", "text and HTML as alternatives, in UTF-8", _BUILT_IN, _mime),
    Rule("wire", "must", "ASCII, short lines, CRLF: any server takes it", _BUILT_IN, _wire),
    Rule(
        "size",
        "must",
        f"the HTML part is under {LARGEST // 1000} KB",
        "shorten mail.html and mail.css of the theme; a mail of the default theme trims itself",
        _size,
    ),
    Rule("text-part", "must", "there is a text part", "mail.txt of the theme prints nothing", _text_part),
)
