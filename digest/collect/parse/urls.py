"""Addresses: one spelling for one page, and none that shows a secret."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

from digest.collect.parse.wrapped import unwrapped, without_amp

_TRACKER = re.compile(
    r"(?:utm_\w+|at_(?:medium|campaign|custom\w*|link\w*|format|ptr_name|bbc_team)|mc_[ce]id|_hs(?:enc|mi)"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mkt_tok|oly_(?:anon|enc)_id"
    r"|vero_(?:id|conv)|wt_mc|ref_src|cmpid|ncid|ocid|guccounter|guce_referrer(?:_sig)?|__twitter_impression"
    r"|__source|_ga|spm|s_cid|sr_share|rss_?id|traffic_source|xtor|ns_\w+|smid|smtyp|soc_(?:src|trk)|icid|_openstat"
    r"|(?:pk|mtm|matomo|itm|piano)_\w+|li_fat_id|srsltid|taid|trkcampaign|cx_(?:testid|testvariant|artpos))",
    re.IGNORECASE,
)
_FROM_FEED = re.compile(
    r"(?:from|source|src|ref|feature|partner|emc|via|mod)=(?:rss|feed|atom)\w*", re.IGNORECASE
)
_MOST_WRAPPINGS = 3
_SECRET = re.compile(
    r"(?:.*[-_.])?(?:api_?key|key|token|secret|password|passwd|pass|pwd|auth|authorization|sig|signature"
    r"|credentials?|session|jwt|apikey|accesstoken|appid|app_id)",
    re.IGNORECASE,
)
_DEFAULT_PORT = {"http": 80, "https": 443}
_LONGEST = 2_000


def canonical(url: str, base: str = "") -> str:
    """
    The one spelling of the http(s) address `url`, resolved against `base`; empty when it is none.

    What is only a place within the base itself (``#c1``) is none: the base is a source's own address,
    and may carry its key. Host in lower case and ASCII, no user, default port, fragment or tracking
    parameter, no AMP form and no redirector that names its target; path and the order of the other
    parameters stay as they are. An address over 2,000 characters counts as none.
    """
    if not url.strip() or url.strip().startswith("#"):
        return ""
    try:
        joined = urlsplit(urljoin(base, "".join(url.split("\n")).strip()))
        if base and joined._replace(fragment="") == urlsplit(base)._replace(fragment=""):
            return ""
        if joined.scheme not in _DEFAULT_PORT or not joined.hostname:
            return ""
        parts = without_amp(urlsplit(safe_url_string(_target(joined))))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port in (None, _DEFAULT_PORT[parts.scheme]) else f"{shown}:{port}"
    pairs = [pair for pair in parts.query.split("&") if pair]
    kept = [p for p in pairs if not (_TRACKER.fullmatch(p.partition("=")[0]) or _FROM_FEED.fullmatch(p))]
    spelled = urlunsplit(SplitResult(parts.scheme, netloc, parts.path or "/", "&".join(kept), ""))
    return spelled if len(spelled) <= _LONGEST else ""


def _target(parts: SplitResult) -> str:
    """The address itself, or the one that a reader's, redirector's or cache's address leads to."""
    for _ in range(_MOST_WRAPPINGS):
        target = unwrapped(parts)
        if not target:
            break
        parts = urlsplit(target)
    return urlunsplit(parts)


def without_secrets(url: str) -> str:
    """`url` fit to be shown: no user or password, ``***`` for the value of a parameter named like a key."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an address that cannot be read"
    query = "&".join(_masked(pair) for pair in parts.query.split("&"))
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query=query))


@lru_cache(20_000)
def address_of(url: str) -> str:
    """The address as it is remembered: without secrets and fragment."""
    return urldefrag(without_secrets(url)).url


def _masked(pair: str) -> str:
    name, equals, _ = pair.partition("=")
    return f"{name}=***" if equals and _SECRET.fullmatch(name) else pair
