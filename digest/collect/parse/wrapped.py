"""Addresses of readers, redirectors and AMP caches that have the one they lead to written in them."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from binascii import Error
from functools import lru_cache
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

# Host (with what may stand before it), path, and the parameter that holds the target.
_REDIRECTORS = tuple(
    (re.compile(rf"(?:[\w-]+\.)*{host}"), re.compile(path), parameter)
    for host, path, parameter in (
        (r"google\.\w{2,3}(?:\.\w\w)?", r"/url", "q"),
        (r"google\.\w{2,3}(?:\.\w\w)?", r"/url", "url"),
        (r"google\.\w{2,3}(?:\.\w\w)?", r"/alerts/.*|/news/url", "url"),
        (r"bing\.com", r"/news/apiclick\.aspx|/alink/link", "url"),
        (r"duckduckgo\.com", r"/l/", "uddg"),
        (r"facebook\.com", r"/l\.php", "u"),
        (r"instagram\.com", r"/", "u"),
        (r"out\.reddit\.com", r"/.*", "url"),
        (r"linkedin\.com", r"/redir/redirect|/safety/go", "url"),
        (r"youtube\.com", r"/redirect", "q"),
        (r"vk\.com", r"/away\.php", "to"),
        (r"slack-redir\.net", r"/link", "url"),
        (r"safelinks\.protection\.outlook\.com", r"/.*", "url"),
        (r"go\.redirectingat\.com", r"/.*", "url"),
        (r"go\.skimresources\.com", r"/.*", "url"),
        (r"awin1\.com", r"/cread\.php", "ued"),
    )
)
_GOOGLE_NEWS = re.compile(r"/(?:rss/)?(?:articles|read)/(CBM[\w-]+={0,2})")
_AMP_CACHE = re.compile(r"/[acv]/(?:s/)?(?P<target>[^/]+\.[^/]+/?.*)")
_GOOGLE_AMP = re.compile(r"/amp/(?:s/)?(?P<target>[^/]+\.[^/]+/?.*)")
_STARRED = re.compile(r"/\*(https?:/{1,2}.+)")
_SEARCHED = re.compile(r"/RU=(https?%3a[^/]+)/", re.IGNORECASE)
_AMP = re.compile(r"_?amp(?:=(?:1|true)?)?|outputType=amp|amp_js_v=[\w.]*|usqp=[\w%=.-]*", re.IGNORECASE)
_MAYBE_AMP = re.compile("amp|usqp=", re.IGNORECASE)
_WRITTEN = re.compile(rb"https?://[\x21-\x7e]+")


def unwrapped(parts: SplitResult) -> str:
    """
    The address that `parts` only lead to, as far as it is written in them; empty when it is not.

    A short link, or one with a mere number of the target, stays what it is: nobody is asked.
    """
    host = (parts.hostname or "").removeprefix("www.")
    for path, parameter in _redirectors_at(host):
        if path.fullmatch(parts.path):
            target = parse_qs(parts.query).get(parameter, [""])[0]
            if target.startswith(("http://", "https://")):
                return target
    if host == "news.google.com" and (encoded := _GOOGLE_NEWS.fullmatch(parts.path)):
        return _in_base64(encoded[1])
    if host.endswith(".cdn.ampproject.org") and (cached := _AMP_CACHE.fullmatch(parts.path)):
        return _of_cache(cached["target"], parts)
    if host.startswith("google.") and (shown := _GOOGLE_AMP.fullmatch(parts.path)):
        return _of_cache(shown["target"], parts)
    if host.endswith("yahoo.com"):
        if starred := _STARRED.search(parts.path):
            return starred[1].replace(":/", "://").replace(":///", "://")
        if searched := _SEARCHED.search(parts.path):
            return unquote(searched[1])
    return ""


@lru_cache(1_000)
def _redirectors_at(host: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The paths of redirectors there, each with the parameter that holds its target."""
    return tuple((path, parameter) for hosts, path, parameter in _REDIRECTORS if hosts.fullmatch(host))


def without_amp(parts: SplitResult) -> SplitResult:
    """The page itself, where `parts` name its AMP form by path or parameter."""
    if not _MAYBE_AMP.search(f"{parts.path} {parts.query}"):
        return parts
    path = re.sub(r"(?<=[^/])/amp/?$", "/" if parts.path.endswith("/amp/") else "", parts.path)
    path = re.sub(r"\.amp(\.html?)?$", r"\1", path)
    query = "&".join(pair for pair in parts.query.split("&") if not _AMP.fullmatch(pair))
    return parts._replace(path=path, query=query)


def _of_cache(target: str, parts: SplitResult) -> str:
    scheme = "https" if "/s/" in parts.path else "http"
    return f"{scheme}://{target}" + (f"?{parts.query}" if parts.query else "")


def _in_base64(encoded: str) -> str:
    """The first address among the bytes; newer ones name none."""
    try:
        raw = urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    except (Error, ValueError):
        return ""
    found = _WRITTEN.search(raw)
    if not found:
        return ""
    # Its length is the byte, or the two, before it.
    start = found.start()
    length = raw[start - 1] if raw[start - 1] < 0x80 and (start < 2 or raw[start - 2] < 0x80) else 0
    length = length or (raw[start - 2] & 0x7F) + (raw[start - 1] << 7)
    target = raw[start : start + length].decode("ascii", "ignore")
    return target if urlsplit(target).hostname else ""
