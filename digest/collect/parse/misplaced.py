"""What servers send in place of the document that was asked for."""

from __future__ import annotations

import re

from digest.errors import ParseError

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.I)
_CHALLENGE = re.compile(
    r"just a moment\.\.\.|/cdn-cgi/challenge-platform|cf[-_]chl|attention required! \| cloudflare"
    r"|_incapsula_|captcha|are you a robot|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|checking your browser|enable javascript and cookies|ddos protection by|px-captcha|datadome"
    r"|access (?:to this page )?(?:has been )?denied",
    re.I,
)
_START = 4_000
_BEGINNING = 60_000


def is_page(text: str) -> bool:
    """Whether `text` is an HTML page and no feed."""
    return bool(_HTML.match(text[:_START])) and not _FEED.search(text[:_BEGINNING])


def is_challenge(text: str) -> bool:
    """Whether `text` reads like the page a site shows to clients it takes for robots."""
    return "<" in text[:_START] and _CHALLENGE.search(text[:_BEGINNING]) is not None


def instead(where: str, text: str, wanted: str) -> ParseError:
    """The error that names what came in place of `wanted`, for the caller to raise."""
    if not text.strip():
        return ParseError(where, "an empty document", f"expected {wanted}")
    if is_challenge(text):
        return ParseError(
            where,
            f"a challenge page for browsers in place of {wanted}",
            "the site keeps programs out; look for another address of it",
        )
    if is_page(text):
        return ParseError(where, f"an HTML page in place of {wanted}", "the address may have moved")
    return ParseError(
        where, "answered with nothing", f"{wanted} without entries, or something else entirely"
    )
