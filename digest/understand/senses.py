"""The words that tell what an amount measures and which way it went."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model import Direction
from digest.understand.phrases import Hit, Phrases


@dataclass(frozen=True, slots=True)
class Sense:
    """What one word says of an amount near it."""

    measure: str
    direction: Direction = ""
    weak: bool = False
    """Whether a stronger word farther off overrules it."""


_MEASURES: dict[Sense, str] = {
    Sense("flow", "in"): """
        inflow | inflows | net inflow | net inflows | flowed into | flow into | flowing into |
        poured into | pours into | poured in | pour into | net buying | took in | takes in |
        attracted | attracts | attract | drew | draws | drew in | pulled in | 流入 | 净流入 | 淨流入
    """,
    Sense("flow", "out"): """
        outflow | outflows | net outflow | net outflows | redemptions | redemption | withdrawals |
        withdrew | withdrawn | withdraw | pulled | flowed out | flowed from | bled | bleed | 流出 |
        净流出 | 淨流出 | 赎回
    """,
    Sense("flow"): "a net | over bridges | net flow | net flows | netflow | 净流量",
    Sense("fine"): """
        fine | fines | fined | penalty | penalties | civil penalty | disgorgement | forfeit |
        forfeiture | restitution | 罚款 | 罚金 | 罚没 | 处罚
    """,
    Sense("fine", weak=True): "settlement | settle | settles | settled | 和解",
    Sense("funding"): """
        funding | funding round | seed round | financing | series a | series b | series c | series d |
        series e | seed funding | venture | private placement | 融资 | 募资 | 募集 | 筹集 | 투자
    """,
    Sense("funding", weak=True): """
        raise | raises | raised | raising | invests | invested | invest | investment | 投资 |
        secures | secured | closes | closed
    """,
    Sense("valuation"): "valuation | valued | valuing | values | 估值",
    Sense("loss"): """
        stolen | stole | steal | steals | drained | drains | drain | exploit | exploited | hack |
        hacked | hacker | hackers | heist | looted | siphoned | hackers stole | net loss | losses |
        被盗 | 损失 | 攻击者 | 黑客 | 盗走
    """,
    Sense("loss", weak=True): """
        taken | haul | theft | thief | attacker | attack | lost | loss | lose | loses
    """,
    Sense("recovered"): """
        recovered | recovers | recover | returned | refunded | frozen | freezes | froze | seized |
        seizes | seizure | 追回 | 冻结
    """,
    Sense("liquidation"): """
        liquidated | liquidation | liquidations | liquidating | 爆仓 | 清算 | 强平
    """,
    Sense("volume"): """
        trading volume | volume | volumes | turnover | traded value | 成交量 | 交易量 | 成交额 |
        交易额
    """,
    Sense("market cap"): """
        market cap | market caps | market capitalization | market capitalisation | market value |
        capitalization | capitalisation | 市值
    """,
    Sense("supply"): """
        supply | circulating supply | minted | mint | mints | burned | burnt | burn | burns |
        issuance | unlock | unlocks | unlocked | unlocking | 供应量 | 流通量 | 增发 | 铸造 | 销毁 |
        解锁 | 发行量
    """,
    Sense("tvl"): "tvl | total value locked | value locked | 锁仓量 | 锁仓",
    Sense("open interest"): "open interest | 未平仓 | 持仓量",
    Sense("holdings"): """
        stash | total holdings | holdings | reserves | reserve | assets under management | aum |
        持有 | 储备 | 资产管理规模
    """,
    Sense("holdings", weak=True): """
        holds | held | hold | holding | owns | own | treasury | treasuries
    """,
    Sense("purchase"): """
        bought | buys | buy | buying | purchased | purchases | purchase | acquired | acquires |
        acquire | acquisition | accumulated | accumulates | takeover | 买入 | 购入 | 增持 | 收购
    """,
    Sense("purchase", weak=True): "adds | added | adding | add | scoops up | snaps up",
    Sense("sale"): """
        sold | sells | sell | selling | offloaded | offloads | dumped | dumps | dump | sale | sales |
        sell-off | 卖出 | 抛售 | 减持 | 出售
    """,
    Sense("revenue"): "revenue | revenues | fees | fee revenue | 营收 | 收入",
    Sense("profit"): "profit | profits | net income | earnings | 利润 | 盈利 | 净利",
    Sense("transfer"): """
        moved | moves | move | transferred | transfers | transfer | sent | sends | deposited |
        deposits | deposit | withdraws | 转移 | 转账 | 转入 | 转出 | 存入
    """,
    Sense("yield"): "yield | yields | yielding | apy | apr | 收益率 | 年化收益",
    Sense("level"): """
        inflation | cpi | core cpi | ppi | pce | core pce | unemployment | unemployment rate |
        jobless rate | interest rate | interest rates | policy rate | benchmark rate | key rate |
        deposit rate | cash rate | repo rate | bank rate | target range | dominance | funding rate |
        通胀 | 通胀率 | 失业率 | 利率 | 基准利率 | 市占率
    """,
    Sense("level", weak=True): "rate | rates | gdp",
    Sense("price"): """
        closed at | closing at | opened at | stood at | ended at | settled at | gives up | gave up |
        trades under | traded near | trades near | trading at | traded at | trades at | trade at |
        changed hands | changing hands | price target | all-time high | record high | priced at |
        quoted at | 现报 | 报价 | 现价 | 价格 | 跌破 | 涨破 | 升破 | 站上 | 失守 | 跌至 | 涨至 |
        升至 | 突破 | 新高 | 新低
    """,
    Sense("price", weak=True): """
        price | prices | high of | low of | hit | hits | hitting | touched | reached | reaches |
        mark | level | threshold | 报 | 触及
    """,
}
_MOVES: dict[Direction, str] = {
    "": """
        made up | makes up | make up | set up | sets up | signed up | ended up | end up | took up |
        picks up | backed up | opens up | lined up | up for | up to | follow-up | start-up | cut-off |
        speeds up | put up
    """,
    "up": """
        bounces | bounced | bounce | rise | rises | rose | risen | rising | gain | gains | gained |
        gaining | jump | jumps | jumped | jumping | surge | surges | surged | surging | soar | soars |
        soared | soaring | climb | climbs | climbed | climbing | rally | rallies | rallied |
        rallying | advance | advances | advanced | increase | increases | increased | increasing |
        grew | grows | grow | grown | growth | growing | up | added | adds | add | higher | rebound |
        rebounds | rebounded | spike | spikes | spiked | pump | pumped | pumps | recovered |
        recovers | appreciated | hike | hikes | hiked | raise | raises | raised | raising | lifts |
        lifted | expanded | expands | doubled | tops | topped | reclaims | reclaimed | breaks above |
        上涨 | 涨幅 | 大涨 | 上升 | 增长 | 增加 | 飙升 | 反弹 | 上调 | 加息 | 攀升 | 涨 | 涨至 |
        涨破 | 升至 | 升破 | 突破 | 站上 | 跃升 | 扩大 | 新高 | rises to
    """,
    "down": """
        gives up | gave up | giving up | give up | fall | falls | fell | fallen | falling | drop |
        drops | dropped | dropping | decline | declines | declined | declining | decrease |
        decreases | decreased | slide | slides | slid | sliding | slip | slips | slipped | slipping |
        sink | sinks | sank | sinking | plunge | plunges | plunged | plunging | tumble | tumbles |
        tumbled | tumbling | lost | loses | lose | losing | loss | losses | down | lower | shed |
        sheds | shedding | crash | crashes | crashed | crashing | slump | slumps | slumped | dip |
        dips | dipped | cut | cuts | cutting | reduce | reduces | reduced | reduction | trim | trims |
        trimmed | retreat | retreats | retreated | pullback | drawdown | weakened | plummet |
        plummets | plummeted | shrank | shrinks | halved | eased | eases | 下跌 | 跌幅 | 大跌 | 下降 |
        减少 | 暴跌 | 回落 | 缩水 | 下调 | 降息 | 跌 | 跌至 | 跌破 | 失守 | 下滑 | 重挫 | 降至 |
        新低 | 崩跌
    """,
}


def _by_phrase(table: dict[Sense, str]) -> dict[str, Sense]:
    return {phrase.strip(): sense for sense, row in table.items() for phrase in row.split("|")}


_MEASURE_PHRASES = Phrases(_by_phrase(_MEASURES))
_MOVE_PHRASES = Phrases({phrase.strip(): way for way, row in _MOVES.items() for phrase in row.split("|")})


def find_senses(small: str) -> list[Hit[Sense]]:
    """The words of a lowered text that name a measure, in order."""
    return _MEASURE_PHRASES.find(small)


def find_moves(small: str) -> list[Hit[Direction]]:
    """The words of a lowered text that say up or down, in order."""
    return [hit for hit in _MOVE_PHRASES.find(small) if hit.value]
