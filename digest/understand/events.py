"""What kind of event an entry tells, by rule, with the words that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.model import Figure, Finding, Mention, Span
from digest.understand.phrases import Hit, Phrases, phrases_of


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    needs: str = ""
    """What must stand in the same title or sentence for the words to mean this."""
    from_lead: bool = True
    """Whether the first sentence of the body may tell it when the title does not."""


# Earlier rules win over later ones: the more telling words first.
_RULES: dict[_Rule, str] = {
    _Rule("delisting"): """
        delist | delists | delisted | delisting | delistings | to remove trading pairs |
        removal of trading pairs | 下架 | 退市 | 下线交易对
    """,
    _Rule("delisting", "pairs"): "removal of | will remove | removes | remove",
    _Rule("enforcement", "body"): """
        charges | charged | charge | sues | sued | sue | fines | fined | fine | penalty | penalises |
        penalizes | penalised | penalized | settles | settled | settlement | bans | banned | bars |
        orders | ordered | probe | probes | investigates | investigation | subpoena | subpoenas |
        raids | freezes | seizes | seized | revokes | revoked | suspends | complaint | lawsuit |
        处罚 | 起诉 | 罚款 | 调查 | 查处 | 立案 | 警告函
    """,
    _Rule("enforcement"): """
        cease and desist | cease-and-desist | enforcement action | indicted | indicts | indictment |
        arrested | arrests | arrest | pleads guilty | pleaded guilty | extradited | sanctioned |
        sanctions | final notice | wells notice | civil penalty | fined | money laundering charges |
        criminal charges | 逮捕 | 被捕 | 刑拘 | 制裁 | 被罚
    """,
    _Rule("ruling"): """
        judge rules | court rules | judge dismisses | court dismisses | ruling | rulings | verdict |
        sentenced | sentence for | jury | appeals court | supreme court | court orders |
        judge orders | judge approves | convicted | acquitted | found guilty | court filing | judge |
        lawsuit | class action | sues | sued | 裁定 | 判决 | 宣判 | 法院 | 判处 | 诉讼
    """,
    _Rule("rate decision", "rates"): """
        cuts | cut | holds | held | hold | hikes | hiked | hike | raises | raised | lowers | lowered |
        keeps | kept | leaves | left | unchanged | steady | pauses | decision | trims | delivers |
        维持 | 降息 | 加息 | 下调 | 上调 | 不变
    """,
    _Rule("rate decision", "central bank"): """
        cuts rates | holds rates | hikes rates | raises rates | rate cut | rate hike | rate decision |
        lowers rates | keeps rates | leaves rates | rates unchanged | rates steady | basis-point cut |
        basis point cut | 降息 | 加息 | 利率决议 | 维持利率 | 按兵不动
    """,
    _Rule("macro print", "reading"): """
        cpi | ppi | pce | inflation | payrolls | nonfarm payrolls | non-farm payrolls | jobs report |
        unemployment | unemployment rate | jobless claims | gdp | retail sales | pmi |
        industrial production | consumer confidence | consumer prices | producer prices |
        trade surplus | trade deficit | exports | 通胀 | 非农 | 失业率 | 消费者物价 | 采购经理 |
        零售销售 | 生产总值
    """,
    _Rule("consultation"): """
        consultation | consults | consultation paper | seeks comment | seeks comments |
        seeks feedback | seeks views | request for comment | request for comments | public comment |
        discussion paper | call for evidence | 征求意见 | 公开咨询 | 咨询文件 | 征求意见稿
    """,
    _Rule("proposal", "authority"): """
        proposes | proposed rule | proposed rules | proposal | draft rules | draft bill | draft law |
        draft regulation | introduces bill | 拟 | 草案 | 提案
    """,
    _Rule("rule"): """
        final rule | final rules | signed into law | signs executive order | executive order |
        new rules | passes bill | passes | bill passes | enacts | comes into force | takes effect |
        enters into force | policy statement | interpretive release | no-action letter | 印发 |
        发布通知 | 联合发布 | 施行 | 生效
    """,
    _Rule("rule", "authority"): """
        adopts | adopted | bans | banned | ban | outlaw | outlaws | outlawed | prohibits | prohibit |
        forbids | forbidden | restricts | tightens | issues notice | issues guidance | guidance |
        notice | rules | rule | regulation | regulations | circular | licence | license | licensing |
        requires | approves | approved | clears | greenlights | framework | 禁止 | 监管 | 通知 |
        新规 | 规定 | 办法 | 批准 | 牌照
    """,
    _Rule("exploit"): """
        hack | hacked | hacks | hackers | hacker | exploit | exploited | exploits | exploiter |
        attacker | attackers | drained | drains | stolen | steals | stole | heist | rug pull |
        rugpull | phishing attack | security breach | breach | flash loan attack | private key leak |
        laundered | 被盗 | 黑客 | 攻击 | 漏洞 | 盗走
    """,
    _Rule("outage"): """
        outage | outages | downtime | goes down | went down | halts block production |
        stops producing blocks | halted | halts withdrawals | suspends withdrawals |
        withdrawals suspended | pauses withdrawals | interruption | stalled | offline |
        trading resumed | resumes trading | service disruption | disruption | 宕机 | 中断 | 暂停提现 |
        停机 | 恢复交易
    """,
    _Rule("funding", "raise"): """
        raises | raised | raise | raising | secures | secured | closes | closed | lands | nets |
        bags | 融资 | 募资 | 完成 | 筹集
    """,
    _Rule("funding"): """
        funding round | seed round | series a | series b | series c | series d | series e |
        strategic round | seed funding | venture round | 种子轮 | A轮 | B轮 | C轮 | 战略融资
    """,
    _Rule("merger", "company"): """
        acquires | acquired | acquire | acquiring | acquisition | to buy | buys | buyout | takeover |
        takes over | snaps up | 收购 | 并购
    """,
    _Rule("merger"): """
        merger | merges with | merge with | to merge | merging with | merged with | agrees to buy |
        agreed to buy | takeover bid | all-stock deal | 合并
    """,
    _Rule("unlock", "asset"): "unlock | unlocks | unlocked | unlocking | vesting | cliff | 解锁",
    _Rule("unlock"): "token unlock | token unlocks | 代币解锁",
    _Rule("liquidation"): """
        liquidations | liquidation | liquidated | liquidates | long squeeze | short squeeze | 爆仓 |
        强平 | 清算
    """,
    _Rule("fund flow", "flow"): """
        inflow | inflows | outflow | outflows | net flows | redemptions | flowed | withdrawals |
        pulled | pull | flee | exodus | poured | pour | took in | attract | attracts | attracted |
        流入 | 流出 | 资金流
    """,
    _Rule("listing", "venue"): """
        list | lists | listed | listing | listings | to list | will list | adds support |
        adds trading | opens trading | perpetual contract | 上线 | 上架 | 上币
    """,
    _Rule("personnel"): """
        steps down | stepping down | stepped down | resigns | resigned | resignation | appoints |
        appointed | appointment | named ceo | new ceo | names new | nominates | nominated | nominee |
        nomination | confirmed as | departs | departure | hires | poaches | ousted | fired | retires |
        joins as | sworn in | 辞职 | 离职 | 任命 | 卸任 | 出任 | 离任 | 离开
    """,
    _Rule("personnel", "role"): """
        leaves | leave | leaving | left | exits | exit | quits | quit | joins | named | out at |
        out as | goodbye | farewell
    """,
    _Rule("governance"): """
        governance proposal | governance vote | dao votes | dao vote | dao approves | vote passes |
        proposal passes | community votes | token holders vote | token holders approve |
        token holders | snapshot vote | improvement proposal | 治理 | 投票通过 | 社区投票
    """,
    _Rule("governance", "dao"): """
        vote | votes | voted | voting | proposal | approves | approved | rejects | rejected |
        referendum | 投票 | 提案
    """,
    _Rule("launch", from_lead=False): """
        launches | launched | launch | to launch | goes live | went live | go live | rolls out |
        unveils | unveiled | introduces | introduced | debuts | debut | released | releases |
        opens to | mainnet | deploys | 推出 | 发布 | 上线 | 启动 | 主网
    """,
    _Rule("price move", "price"): """
        surges | surge | surged | soars | soar | soared | jumps | jump | jumped | rallies | rally |
        rallied | climbs | climb | climbed | gains | gain | gained | rises | rise | rose | spikes |
        rebounds | rebound | plunges | plunge | plunged | tumbles | tumble | tumbled | falls | fall |
        fell | drops | drop | dropped | slides | slide | slid | sinks | sink | sank | slips | slip |
        slipped | crashes | crash | crashed | dips | dip | dipped | slumps | slump | declines |
        decline | declined | loses | lost | sheds | hits | hit | tops | breaks | crosses | reclaims |
        record high | all-time high | new high | sell-off | selloff | up | down | higher | lower |
        暴跌 | 大跌 | 下跌 | 上涨 | 大涨 | 跌破 | 突破 | 飙升 | 反弹 | 失守 | 涨破 | 回落 | 新高 |
        新低
    """,
}  # fmt: skip
_PLACE = {rule: place for place, rule in enumerate(_RULES)}


def _by_phrase() -> dict[str, tuple[_Rule, ...]]:
    phrases: dict[str, tuple[_Rule, ...]] = {}
    for rule, row in _RULES.items():
        for phrase in row.split("|"):
            phrases[phrase.strip()] = (*phrases.get(phrase.strip(), ()), rule)
    return phrases


_PHRASES = Phrases(_by_phrase())
_TOLD_NEAR = phrases_of(
    {
        "pairs": "pair | pairs | trading pair | trading pairs",
        "rates": """
        interest rate | interest rates | rate | rates | policy rate | basis points | bps | bp |
        percentage point | quarter-point | half-point | quarter point | 利率 | 基点
    """,
        "role": """
        partner | ceo | cto | cfo | coo | founder | co-founder | chief | head | director | executive |
        president | chair | chairman | chairwoman | commissioner | governor | managing partner |
        general partner | vice president | board | adviser | 合伙人 | 创始人 | 总裁 | 主席 | 首席
    """,
        "authority": """
        departments | department | regulator | regulators | authority | authorities | lawmakers |
        parliament | government | governments | senate | congress | ministry | commission | watchdog |
        central bank | cabinet | policymakers | state | 部门 | 监管部门 | 政府 | 立法会 | 议会 |
        央行
    """,
        "venue": """
        exchange | spot trading | trading | spot | perpetual | futures | etf | options | will list |
        交易所 | 交易对 | 现货 | 合约
    """,
        "dao": """
        dao | governance | proposal | holders | snapshot | treasury | protocol | validators | 社区
    """,
    }
)
_CENTRAL_BANKS = frozenset(
    """fed ecb boe boj pboc snb rba rbnz boc bok rbi cbr cbrt riksbank norges-bank banxico bcb sarb bi-id bot-th bnm bsp bcra
    nbp mnb cnb-cz nbu cbn cbk cbe mas hkma cbc-tw bcch banrep boi-il sbp sbv danmarks-nationalbank""".split()
)


@dataclass(frozen=True, slots=True)
class _Scope:
    """A title or a sentence and what is in it."""

    small: str
    mentions: Sequence[Mention]
    figures: Sequence[Figure]

    @property
    def surroundings(self) -> frozenset[str]:
        """Everything a rule may need that is here."""
        kinds = {m.kind for m in self.mentions}
        here: set[str] = {hit.value for hit in _TOLD_NEAR.candidates(self.small)}
        central = any(m.entity in _CENTRAL_BANKS for m in self.mentions)
        measures = {f.measure for f in self.figures}
        tokens_bought = any(f.measure == "purchase" and f.unit not in _CASH for f in self.figures)
        here |= kinds & {"body", "asset"}
        if "body" in kinds:
            here.add("authority")
        if central or "central bank" in self.small:
            here.add("central bank")
        if not (central or "authority" in here):
            here.discard("rates")
        if measures & {"level", "change", "flow"} or any(
            f.unit in ("percent", "bp", "pp") for f in self.figures
        ):
            here.add("reading")
        if any(f.unit in _CASH and f.measure in ("funding", "valuation", "") for f in self.figures):
            here.add("raise")
        if not tokens_bought and ("organisation" in kinds or "asset" not in kinds):
            here.add("company")
        if "flow" in measures or "etf" in self.small or "fund" in self.small or "asset" in kinds:
            here.add("flow")
        if "organisation" in kinds and "asset" in kinds:
            here.add("venue")
        if "asset" in kinds and "body" not in kinds:
            here.add("price")
        return frozenset(here)


_CASH = frozenset(("USD", "EUR", "GBP", "CNY", "JPY", "HKD", "SGD", "KRW", "INR", "CHF", "AUD", "CAD"))


def find_event(
    text: str,
    small: str,
    title_end: int,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    figures: Sequence[Figure],
) -> Finding | None:
    """
    The one type of event the entry tells and the words that say so, or None.

    The title decides; where it tells nothing, the first sentence of the body. `small` is the text lowered
    and covered, `title_end` where the title ends in it.
    """
    spans = [(0, title_end), *(span for span in sentences[:1])]
    for place, (start, end) in enumerate(spans):
        hits = _PHRASES.candidates(small[start:end])
        if not hits:
            continue
        scope = _Scope(
            small[start:end],
            [m for m in mentions if start <= m.span[0] < end],
            [f for f in figures if start <= f.span[0] < end],
        )
        if found := _best(hits, scope.surroundings, lead=place > 0):
            rule, hit = found
            return Finding(rule.kind, text[start + hit.start : start + hit.end])
    return None


def _best(
    hits: Sequence[Hit[tuple[_Rule, ...]]], surroundings: frozenset[str], *, lead: bool
) -> tuple[_Rule, Hit[tuple[_Rule, ...]]] | None:
    fitting = (
        (rule, hit)
        for hit in hits
        for rule in hit.value
        if (not rule.needs or rule.needs in surroundings) and (rule.from_lead or not lead)
    )
    return min(
        fitting,
        key=lambda found: (_PLACE[found[0]], -found[1].end + found[1].start, found[1].start),
        default=None,
    )


KINDS: Mapping[str, None] = dict.fromkeys(rule.kind for rule in _RULES)
"""Every type of event there is, in the order in which they win."""
