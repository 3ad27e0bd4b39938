"""Where a text names something the lexicon knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from digest.model import Mention
from digest.understand.lexicon import Entity, Form, Lexicon
from digest.understand.phrases import Hit, Phrases, leftmost_longest, phrases_of

_CASHTAG = re.compile(r"\$(?<![A-Za-z0-9_$]\$)([A-Za-z][A-Za-z0-9]{1,9})(?![A-Za-z0-9])")
_NOT_TICKERS = frozenset((
    "US", "USD", "CAD", "AUD", "HKD", "NZD", "SGD", "CA", "AU", "HK", "MM", "BN", "MN", "TN",
))  # fmt: skip
_LONGEST_CUE = 36
"""No telling word is longer, with what stands between it and the name."""
_LONGEST_ACRONYM = 4
_REACH = 3
"""Between an ambiguous name and the word that tells it, at most ``'s`` and a space."""
_JOINT = re.compile(r"\s*(?:,|、|/|&|\+|,?\s?\band\b|\bor\b|和|与|及|或)\s*")
_HAN = re.compile(r"[\u3041-\u9fff\uac00-\ud7a3]")
_MOVED = re.compile(
    r"(?:['’]s)?\s(?:stock\s|shares\s|prices?\s|futures\s|revenue\s|(?:is|was|are|were)\s)?"
    r"(?:up|down|off|rises?|rose|falls?|fell|gains?|gained|jumps?|jumped|surges?|surged|soars?|soared|drops?|"
    r"dropped|slides?|slid|sinks?|sank|plunges?|plunged|tumbles?|tumbled|climbs?|climbed|rall(?:y|ies|ied)|"
    r"slips?|slipped|shoots?|shot|spikes?|spiked|dips?|dipped|rebounds?|rebounded|crashe[sd]|edge[sd]|"
    r"ticks?|ticked|inche[sd]|slumps?|slumped|firms|firmed|steadies|steadied|nears|reclaims?|reclaimed|"
    r"losing|gaining|shedding|adding|sliding|falling|rising|jumping|climbing|dropping|tumbling|surging|"
    r"adds?|added|sheds?|shed|loses?|lost|retreats?|retreated|eases?|eased|"
    r"hits?|touche[sd]|tops?|topped|trades?|traded|settle[sd])\s"
    r"(?:back\s|by\s|to\s|under\s|over\s|past\s|below\s|above\s|more\sthan\s|about\s|nearly\s|another\s|"
    r"as\smuch\sas\s|at\s|a\s|record\s|high\s|of\s|up\s|down\s|higher\s|lower\s){0,4}\$?[0-9]",
    re.IGNORECASE,
)
"""After a ticker, a commodity or a firm: it moved by a number, which no ordinary word does."""

# Words that tell an ambiguous name for what it is, right after it or right before it.
_ASSET_CUES: Phrases[str] = phrases_of(
    {
        "after": """
        token | tokens | coin | price | network | chain | blockchain | mainnet | testnet |
        protocol | holders | staking | stakers | validators | validator | airdrop | ecosystem |
        products | etps | tvl | foundation | layer-2 | layer 2 | l2 | rollup | memecoin | altcoin |
        etf | etfs |
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
        sells | sold | shares | stock | inc | ceo | chief | chairman | founder | co-founder | co-ceo |
        executive | executives | president | says | said | files | filed | raises | raised | launches |
        launched | posted | announces | announced | has bought | has acquired | has added | exchange |
        lays off | to lay off | to cut | posts | exploit | hack | attack | holdings | stash | stack |
        revenue | profit | wallet | ipo | plans | wins | won | gets | secures | reports | reported |
        now holds | has now | proposes | sanctions | sanctioned | fines | warns | sets aside |
        set aside | lève | annonce | rachète | kauft | übernimmt | sammelt | compra | recauda | anuncia |
        lanza | купил | привлёк | issued | issues | commission | regulator | boosts | boosted | expands |
        expanded | increased | increases | bolsters | bolstered | passes | surpasses | completes |
        completed | closes | closed | secured | agrees | agreed | expects | expected | signs | signed |
        cuts | slashes | swings | swung | books | booked | earned | earns | generated | lands | landed |
        unveiled | unveils | owns | acquiring | is valued | was valued | valued at | snaps | snapped |
        scoops | scooped | grabs | unloads | unloaded | offloads | dumps | moves | moved | transfers |
        reveals | discloses | disclosed | taps | gross | net | quarterly | earnings | operating |
        first-quarter | second-quarter | third-quarter | fourth-quarter | trading volume | valuation |
        first earnings | recorded | records | logged | logs | average | capital expenditures | capex |
        spending | posting | spent | spends | paid | pays | invests | invested | merges | now owns |
        users | customers | 增持 | 买入 | 宣布 | 创始人 | 首席
    """,
        "before": """
        led by | backed by | company | firm | crypto exchange | issuer | custodian | lender | binance's |
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
        named = {hit.value.entity.id for hit in clear} | {tag.value.entity.id for tag in tags}
        clear += _settled(text, small, doubtful, clear, named)
    return tuple(_mention(text, *hit) for hit in leftmost_longest([*tags, *clear]))


def _mention(text: str, start: int, end: int, form: Form) -> Mention:
    entity = form.entity
    return Mention(entity.id, entity.kind, entity.name, text[start:end], (start, end))


def _cashtags(text: str, small: str, lexicon: Lexicon) -> Iterator[Hit[Form]]:
    if "$" not in small:
        return
    for found in _CASHTAG.finditer(text):
        written, ticker = found[1], found[1].upper()
        known = lexicon.kind(ticker) == "asset"
        if ticker in _NOT_TICKERS or not (known or written.isupper()):
            continue
        tagged = Entity(ticker, "asset", lexicon.name(ticker))
        yield Hit(*found.span(), Form(found.group(), tagged, any_case=True, ambiguous=False))


def _settled(
    text: str, small: str, doubtful: Sequence[Hit[Form]], clear: Sequence[Hit[Form]], named: set[str]
) -> Iterable[Hit[Form]]:
    """The doubtful hits that something beside them, or elsewhere in the text, settles."""
    near = [(max(0, hit.start - _LONGEST_CUE), min(len(small), hit.end + _LONGEST_CUE)) for hit in doubtful]
    cues = {
        "asset": [cue for span in near for cue in _ASSET_CUES.candidates(small, *span)],
        "other": [cue for span in near for cue in _NAME_CUES.candidates(small, *span)],
    }
    # In a title all in capitals those of a ticker prove nothing.
    telling = {kind: [h for h in hits if not _shouted(text, h)] for kind, hits in cues.items()}
    begins = {kind: {h.start for h in hits if h.value == "after"} for kind, hits in telling.items()}
    ends = {kind: {h.end for h in hits if h.value == "before"} for kind, hits in telling.items()}
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
        quoted = kind == "other" or _is_quoted(hit.value)
        moved = _MOVED.match(text, hit.end) if quoted else None
        if moved and hit.value.written.isupper() and moved.group().isupper():
            moved = None
        if entity.id in named or beside or joined or moved or _among_han(text, hit):
            settled.append(hit)
            if kind == "asset":
                asset_ends.add(hit.end)
    return settled


def _shouted(text: str, cue: Hit[str]) -> bool:
    """Whether a telling word stands in capitals, short ones such as ETF aside."""
    return cue.end - cue.start > _LONGEST_ACRONYM and text[cue.start : cue.end].isupper()


def _among_han(text: str, hit: Hit[Form]) -> bool:
    """Whether the name stands in Chinese, Japanese or Korean, which would write a common word otherwise."""
    written = hit.value.written
    if not written.isascii() or not written[0].isupper() or written.isupper() or hit.value.any_case:
        return False
    return bool(_HAN.match(text, hit.end) or (hit.start and _HAN.match(text, hit.start - 1)))


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
