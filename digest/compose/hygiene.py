"""Tells what a token is that only mirrors another asset: stable or wrapped."""

from __future__ import annotations

import re

_STABLE_TICKERS = (
    "BFUSD BUSD CRVUSD DAI DEUSD EURC EURI EURS EURT FDUSD FRAX FRXUSD GHO GUSD LUSD MIM PYUSD RLUSD SDAI"
    " SUSD SUSDE SUSDS TUSD USD0 USD1 USDB USDC USDD USDE USDF USDG USDP USDS USDT USDTB USDX USDY"
    " USTB XSGD"
)
STABLE = tuple(_STABLE_TICKERS.split())
"""Tickers of tokens held to the value of money."""
_WRAPPED_TICKERS = (
    "ANKRETH BBSOL BBTC BETH BNSOL BTCB CBBTC CBETH CLBTC EBTC EETH ETHX EZETH FBTC FRXETH HBTC HETH"
    " JITOSOL JUPSOL KHYPE LBTC LSETH METH MSOL OSETH PUMPBTC RENBTC RETH RSETH SAVAX SFRXETH SOLVBTC"
    " STBTC STETH STHYPE STSOL SWETH TBTC UNIBTC WAVAX WBETH WBNB WBTC WEETH WETH WHYPE WMATIC WPOL"
    " WSOL WSTETH WTRX XSOLVBTC"
)
WRAPPED = tuple(_WRAPPED_TICKERS.split())
"""Tickers of tokens that stand for another one: wrapped, bridged or staked."""
_WRAPPED_NAME = re.compile(
    r"\b(?:wrapped|staked|restaked|bridged|binance-peg|liquid staking)\b", re.IGNORECASE
)
_STABLE_NAME = re.compile(r"\bstable\s?coin\b|\busd\b|\bdigital dollar\b", re.IGNORECASE)


def mirrors(ticker: str, name: str, stable: tuple[str, ...], wrapped: tuple[str, ...]) -> str:
    """``stable``, ``wrapped``, or ``""`` for a token of its own worth."""
    symbol = ticker.upper()
    if symbol in wrapped or _WRAPPED_NAME.search(name):
        return "wrapped"
    if symbol in stable or "USD" in symbol or _STABLE_NAME.search(name):
        return "stable"
    return ""
