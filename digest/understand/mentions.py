"""Where a text names something the lexicon knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from digest.model import Mention
from digest.understand.lexicon import Form, Lexicon
from digest.understand.phrases import Hit, Phrases, leftmost_longest, phrases_of

_CASHTAG = re.compile(r"\$(?<![A-Za-z0-9_$]\$)([A-Za-z][A-Za-z0-9]{1,9})(?![A-Za-z0-9])")
_NOT_TICKERS = frozenset((
    "US", "USD", "CAD", "AUD", "HKD", "NZD", "SGD", "CA", "AU", "HK", "MM", "BN", "MN", "TN",
))  # fmt: skip
_LONGEST_CUE = 36
"""No telling word is longer, with what stands between it and the name."""
_REACH = 3
"""Between an ambiguous name and the word that tells it, at most ``'s`` and a space."""
_JOINT = re.compile(r"\s*(?:,|、|/|&|\+|,?\s?\band\b|\bor\b|和|与|及|或)\s*")

_MOVED = re.compile(
    r"(?:['’]s)?\s(?:stock\s|shares\s|prices?\s|futures\s|revenue\s|(?:is|was|are|were)\s)?"
    r"(?:up|down|off|rises?|rose|falls?|fell|gains?|gained|jumps?|jumped|surges?|surged|soars?|soared|drops?|"
    r"dropped|slides?|slid|sinks?|sank|plunges?|plunged|tumbles?|tumbled|climbs?|climbed|rall(?:y|ies|ied)|"
    r"slips?|slipped|adds?|added|sheds?|shed|loses?|lost|retreats?|retreated|eases?|eased|hits?|touche[sd]|tops?|topped|trades?|traded|settle[sd])\s"
    r"(?:back\s|by\s|to\s|under\s|over\s|past\s|below\s|above\s|more\sthan\s|about\s|nearly\s|another\s|"
    r"as\smuch\sas\s|at\s|a\s|record\s|high\s|of\s){0,3}\$?[0-9]",
    re.IGNORECASE,
)
"""After a ticker, a commodity or a firm: it moved by a number, which no ordinary word does."""

# Words that tell an ambiguous name for what it is, right after it or right before it.
_ASSET_CUES: Phrases[str] = phrases_of(
    {
        "after": """
        token | tokens | coin | price | network | chain | blockchain | mainnet | testnet |
        protocol | holders | staking | stakers | validators | validator | airdrop | ecosystem |
        tvl | foundation | layer-2 | layer 2 | l2 | rollup | memecoin | altcoin | etf | etfs |
        futures | perpetual | perps | perp | open interest | governance | dao | treasury | whales |
        whale | buyback | unlock | unlocks | sequencer | processed |
        an ounce | a barrel | 市值 | 价格 | 代币 | 代幣 |
        币价 | 链 | 网络 | 主网 | 协议 | 公链 | 生态 | 质押
    """,
        "before": """
        inflow to | inflows to | inflow into | inflows into | outflow from | outflows from |
        flows to | flows into | bridged to | bridged from | deployed on | live on | launch on |
        launched on | launches on | built on | price of | the token | ticker | native token |
        holders of | supply of | stake | staked | unlock of | tonnes of | tons of | ounces of |
        barrels of | locked on | issued on | minted on | activity on | transactions on |
        流入 | 流出 | 部署在 | 上线
    """,
    }
)
_NAME_CUES: Phrases[str] = phrases_of(
    {
        "after": """
        buys | bought | buy | acquires | acquired | purchases | purchased | adds | added | holds |
        sells | sold | shares | stock | inc | ceo | chief | chairman | founder | co-founder |
        co-ceo | executive | executives | president | says | said | files | filed | raises |
        raised | launches | launched | posted | announces | announced | has bought | has acquired |
        has added | exchange | lays off | to lay off | to cut | posts | exploit | hack | attack |
        revenue | profit | wallet | ipo | plans | wins | won | gets | secures | reports | reported |
        now holds | issued | issues | commission | regulator | 增持 | 买入 | 宣布 | 创始人 | 首席
    """,
        "before": """
        company | firm | crypto exchange | issuer | custodian | lender | binance's |
        binance founder | binance co-founder | watchdog | 公司
    """,
    }
)


def find_mentions(text: str, small: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """
    Every known name in `text`, in order and without overlap; `small` is the text lowered and covered.

    An ambiguous name counts with a ``$``, beside a telling word or another known name, or when the text
    calls the same thing by a clear name elsewhere. A ``$TICKER`` nobody knows is an asset of that ticker.
    """
    tags = list(_cashtags(text, small, lexicon))
    # The US of US$5 is a currency's.
    candidates = [hit for hit in lexicon.candidates(text, small) if small[hit.end : hit.end + 1] != "$"]
    clear = [hit for hit in candidates if not hit.value.ambiguous]
    doubtful = [hit for hit in candidates if hit.value.ambiguous]
    if doubtful:
        named = {hit.value.entity.id for hit in clear} | {tag.entity for tag in tags}
        clear += _settled(text, small, doubtful, clear, named)
    taken = [Hit(tag.span[0], tag.span[1], tag) for tag in tags]
    found = [Hit(hit.start, hit.end, _mention(text, hit)) for hit in clear]
    return tuple(hit.value for hit in leftmost_longest([*taken, *found]))


def _mention(text: str, hit: Hit[Form]) -> Mention:
    entity = hit.value.entity
    return Mention(entity.id, entity.kind, entity.name, text[hit.start : hit.end], (hit.start, hit.end))


def _cashtags(text: str, small: str, lexicon: Lexicon) -> Iterator[Mention]:
    if "$" not in small:
        return
    for found in _CASHTAG.finditer(text):
        written, ticker = found[1], found[1].upper()
        known = lexicon.kind(ticker) == "asset"
        if ticker in _NOT_TICKERS or not (known or written.isupper()):
            continue
        yield Mention(ticker, "asset", lexicon.name(ticker), found.group(), found.span())


def _settled(
    text: str, small: str, doubtful: Sequence[Hit[Form]], clear: Sequence[Hit[Form]], named: set[str]
) -> Iterable[Hit[Form]]:
    """The doubtful hits that something beside them, or elsewhere in the text, settles."""
    near = [(max(0, hit.start - _LONGEST_CUE), min(len(small), hit.end + _LONGEST_CUE)) for hit in doubtful]
    cues = {
        "asset": [cue for span in near for cue in _ASSET_CUES.candidates(small, *span)],
        "other": [cue for span in near for cue in _NAME_CUES.candidates(small, *span)],
    }
    begins = {kind: {h.start for h in hits if h.value == "after"} for kind, hits in cues.items()}
    ends = {kind: {h.end for h in hits if h.value == "before"} for kind, hits in cues.items()}
    assets = [hit for hit in clear if hit.value.entity.kind == "asset"]
    asset_begins, asset_ends = {hit.start for hit in assets}, {hit.end for hit in assets}
    settled = []
    for hit in doubtful:
        entity = hit.value.entity
        kind = "asset" if entity.kind == "asset" else "other"
        beside = any(hit.end + gap in begins[kind] for gap in range(_gap(small, hit.end)))
        beside = beside or any(hit.start - gap in ends[kind] for gap in range(_REACH))
        joined = kind == "asset" and (
            _joined(text, hit.end, asset_begins) or _joined_before(text, hit.start, asset_ends)
        )
        moved = (kind == "other" or _is_quoted(hit.value)) and _MOVED.match(text, hit.end)
        if entity.id in named or beside or joined or moved:
            settled.append(hit)
            if kind == "asset":
                asset_ends.add(hit.end)
    return settled


def _is_quoted(form: Form) -> bool:
    """Whether the name is a ticker in capitals, or something quoted that only a move tells apart."""
    quoted = form.entity.asset_class in ("commodity", "index", "equity")
    return quoted or (form.written.isupper() and len(form.written) > 2)


def _gap(small: str, end: int) -> int:
    """How far after `end` a telling word may begin: past a space, a quote, or a genitive."""
    return _REACH + 2 if small[end : end + 2] in ("'s", "’s") else _REACH


def _joined(text: str, end: int, begins: set[int]) -> bool:
    found = _JOINT.match(text, end)
    return found is not None and found.end() in begins


def _joined_before(text: str, start: int, ends: set[int]) -> bool:
    return any(
        end in ends and _JOINT.fullmatch(text, end, start) for end in range(max(0, start - 6), start)
    )
