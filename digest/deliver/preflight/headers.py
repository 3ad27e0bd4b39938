"""Checks of a message's headers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from email.headerregistry import AddressHeader
from email.utils import parsedate_to_datetime

from digest.deliver.preflight.check import Rule
from digest.deliver.preflight.letter import Letter

NEEDED = ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type")
USED = {
    *(name.lower() for name in NEEDED),
    "list-id", "list-unsubscribe", "list-unsubscribe-post", "auto-submitted", "reply-to",
    "content-transfer-encoding",
}  # fmt: skip
SUBJECT_LENGTH = 78
_DATE = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? [+-]\d{4}")
_IDENTITY = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")
_LIST = re.compile(r"(?:[^<>]* )?<[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+>")
_WAY_OUT = re.compile(r"<(?:https://|mailto:)[^<>\s]+>")


def _headers(letter: Letter) -> str:
    counts = Counter(name.lower() for name in letter.message.keys())  # noqa: SIM118 - repeats count
    lacking = [name for name in NEEDED if not counts[name.lower()]]
    twice = sorted(name for name, count in counts.items() if count > 1)
    others = sorted(set(counts) - USED)
    told = [f"no {', '.join(lacking)}"] if lacking else []
    told += [f"more than once: {', '.join(twice)}"] if twice else []
    told += [f"nobody asked for {', '.join(others)}"] if others else []
    return "; ".join(told)


def _addresses(letter: Letter) -> str:
    told = []
    for name in ("From", "To"):
        header = letter.message[name]
        addresses = header.addresses if isinstance(header, AddressHeader) else ()
        if len(addresses) != 1 or not (addresses[0].username and addresses[0].domain) or header.defects:
            told.append(f"{name} is not one mail address: {str(header)[:60]!r}")
    return "; ".join(told)


def _subject(letter: Letter) -> str:
    subject = str(letter.message["Subject"] or "")
    if not subject.strip():
        return "it is empty"
    unseen = [c for c in subject if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    if unseen:
        return f"it holds characters that cannot be seen: {', '.join(ascii(c) for c in unseen[:3])}"
    return "it holds an encoded word inside an encoded word" if "=?" in subject else ""


def _subject_length(letter: Letter) -> str:
    length = len(str(letter.message["Subject"] or ""))
    return f"{length} characters" if length > SUBJECT_LENGTH else ""


def _date(letter: Letter) -> str:
    raw = (value for name, value in letter.message.raw_items() if name.lower() == "date")
    written = str(next(raw, "")).strip()  # as parsed, it would be mended already
    try:
        parsedate_to_datetime(written)
    except (TypeError, ValueError):
        return f"{written[:40]!r} is not a date"
    return "" if _DATE.fullmatch(written) else f"{written[:40]!r} is not a date as mail has it"


def _identity(letter: Letter) -> str:
    identity = str(letter.message["Message-ID"] or "").strip()
    return "" if _IDENTITY.fullmatch(identity) and identity.isascii() else f"{identity[:60]!r} is not one"


def _list(letter: Letter) -> str:
    name = str(letter.message["List-Id"] or "").strip()
    out = str(letter.message["List-Unsubscribe"] or "").strip()
    post = str(letter.message["List-Unsubscribe-Post"] or "").strip()
    if not _LIST.fullmatch(name):
        return f"List-Id {name[:60]!r} is not a list's name" if name else "there is no List-Id"
    if letter.unsubscribe and not out:
        return "unsubscribe is configured, and List-Unsubscribe is not there"
    if out and not _WAY_OUT.fullmatch(out):
        return f"List-Unsubscribe {out[:60]!r} is not an address in angle brackets"
    if out.startswith("<https:") and post != "List-Unsubscribe=One-Click":
        return "List-Unsubscribe-Post is not there, so one click does not do"
    return (
        "List-Unsubscribe-Post is there without an https: address" if post and "https:" not in out else ""
    )


def _automatic(letter: Letter) -> str:
    told = str(letter.message["Auto-Submitted"] or "").strip()
    return "" if told == "auto-generated" else f"it says {told[:40]!r}"


_BUILT_IN = "this is a fault of the program: please report it with the .eml file"
_TITLE = "see the [[digest]] title, and the headline the subject is made from"

RULES = (
    Rule("headers", "must", "every header that is needed, each once, and no other", _BUILT_IN, _headers),
    Rule(
        "addresses",
        "must",
        "From and To are one address each",
        "set `sender` and `to` of the channel",
        _addresses,
    ),
    Rule("subject", "must", "the subject is one line of characters that can be seen", _TITLE, _subject),
    Rule("subject-length", "should", f"at most {SUBJECT_LENGTH} characters", _TITLE, _subject_length),
    Rule("date", "must", "Date is a date with its zone", _BUILT_IN, _date),
    Rule("message-id", "must", "Message-ID is one", _BUILT_IN, _identity),
    Rule(
        "list",
        "must",
        "List-Id is there, and the way out of the list as configured",
        "set `list_id` and `unsubscribe` of the channel",
        _list,
    ),
    Rule("auto-submitted", "should", "out-of-office programs will not answer", _BUILT_IN, _automatic),
)
