"""The words that tell what an amount measures, by what they say of it."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model import Direction


@dataclass(frozen=True, slots=True)
class Sense:
    """What one word says of an amount near it."""

    measure: str
    direction: Direction = ""
    weak: bool = False
    """Whether a stronger word farther off overrules it."""


ADDED = Sense("purchase", weak=True)
"""``adds 200 bitcoin`` is a purchase; ``adds $200`` says which way."""
SENSES: dict[Sense, str] = {
    Sense("flow", "in"): """
        inflow | inflows | net inflow | net inflows | flowed into | flow into | flowing into |
        poured into | pours into | poured in | pour into | net buying | took in | takes in |
        attracted | attracts | attract | drew | draws | drew in | pulled in | bring in | brings in |
        brought in | raked in | rakes in | hauled in | 流入 | 净流入 | 淨流入 | 资金流入 | 純流入 |
        순유입 | 유입 | приток | притока | притоки | entradas | entradas netas |
        mittelzuflüsse | zuflüsse | entrées nettes | collecte nette
    """,
    Sense("flow", "out"): """
        outflow | outflows | net outflow | net outflows | redemptions | redemption | withdrawals |
        withdrawal | withdrew | withdrawn | withdraw | pulled | yanked | yank | flowed out |
        flowed from | bled | bleed | bleeds | 流出 | 净流出 | 淨流出 | 赎回 | 資金流出 | 순유출 |
        유출 | отток | оттока | оттоки | salidas | salidas netas |
        mittelabflüsse | abflüsse | zogen | décollecte | sorties nettes | retraits
    """,
    Sense("flow"): "a net | over bridges | net flow | net flows | netflow | 净流量",
    Sense("flow", weak=True): "etf flows | fund flows | flows",
    Sense(
        "flow", "in", weak=True
    ): "gathered | gathers | draw | to draw | garnered | garners | absorbed | absorbs",
    Sense(
        "flow", "out", weak=True
    ): "flees | flee | fled | left | leaves | exit | exits | exited | exiting",
    Sense("fine"): """
        fine | fines | fined | penalty | penalties | civil penalty | disgorgement | forfeit |
        ordered to pay |
        forfeiture | restitution | 罚款 | 罚金 | 罚没 | 处罚 | 罰金 | 課徴金 | 과징금 | 과태료 |
        벌금 | штраф | оштрафовал | оштрафован | оштрафовали |
        штрафа | multa | multas | sanción | strafe | bußgeld | geldbuße | amende | amendes
    """,
    Sense("fine", weak=True): "settlement | settle | settles | settled | 和解",
    Sense("funding"): """
        funding | funding round | seed round | financing | series a | series b | series c |
        series d | series e | seed funding | venture | private placement | pre-seed |
        fresh capital | fresh funding | new capital | growth capital | new fund | new funds |
        first fund | second fund | third fund | fourth fund | fifth fund | share offering | 融资 |
        募资 | 募集 | 筹集 | 投资轮 | 資金調達 | 調達 | 투자 | 투자 유치 | привлек |
        привлекла | привлёк | ronda de financiación | recaudó | recauda |
        finanzierungsrunde | levée de fonds | lève
    """,
    Sense("funding", weak=True): """
        raise | raises | raised | raising | invests | invested | invest | investment | 投资 |
        secures | secured | closes | closed | nets | netted | 出資
    """,
    Sense("valuation"): """
        valuation | valuations | valued | valuing | values | 估值 | 評価額 | 기업가치 |
        оценка | valoración | bewertung | valorisation
    """,
    Sense("loss"): """
        stolen | stole | steal | steals | drained | drains | drain | exploit | exploited | hack |
        hacked | hacker | hackers | heist | looted | siphoned | hackers stole | net loss | a net loss |
        net losses | losses |
        made off with | makes off with | quarterly loss | annual loss | 被盗 | 损失 | 攻击者 |
        黑客 | 盗走 | 亏损 | 流出被害 | 盗難 | 損失 | 赤字 | 해킹 | 손실 | 탈취 | 도난 |
        похитили | похищено | украли | убыток | убытки |
        ущерб | robaron | roban | robo | pérdidas | erbeuten | erbeuteten | gestohlen |
        verlust | volé | volés | pertes
    """,
    Sense("loss", weak=True): """
        taken | haul | theft | thief | attacker | attack | lost | loss | lose | loses | scam | scams
    """,
    Sense("recovered"): """
        recovered | recovers | recover | returned | refunded | frozen | freezes | froze | seized |
        seizes | seizure | white-hat returns | 追回 | 冻结 | 回収 | 동결 | 압수 |
        заморозил | изъяли | incautó | beschlagnahmt
    """,
    Sense("liquidation"): """
        liquidated | liquidation | liquidations | liquidating | 爆仓 | 清算 | 强平 | 청산 |
        ликвидации | ликвидаций | ликвидировано | liquidaciones |
        liquidationen | liquidiert
    """,
    Sense("liquidation", weak=True): "longs | shorts | long positions | short positions | in positions",
    Sense("volume"): """
        trading volume | volume | volumes | turnover | traded value | 成交量 | 交易量 | 成交额 |
        交易额 | 取引高 | 出来高 | 거래량 | 거래대금 | объем торгов |
        объём торгов | volumen | handelsvolumen
    """,
    Sense("market cap"): """
        market cap | market caps | market capitalization | market capitalisation | market value |
        capitalization | capitalisation | 市值 | 時価総額 | 시가총액 | капитализация |
        капитализации | capitalización | marktkapitalisierung |
        capitalisation boursière
    """,
    Sense("supply"): """
        supply | circulating supply | in circulation | minted | mint | mints | burned | burnt |
        burn | burns | issuance | unlock | unlocks | unlocked | unlocking | 供应量 | 流通量 | 增发 |
        铸造 | 销毁 | 解锁 | 发行量 | 供給量 | 공급량 | 소각 | эмиссия
    """,
    Sense("tvl"): "tvl | total value locked | value locked | 锁仓量 | 锁仓",
    Sense("open interest"): "open interest | 未平仓 | 持仓量 | 미결제약정 | открытый интерес",
    Sense("holdings"): """
        stash | total holdings | holdings | reserves | reserve | assets under management | aum |
        持有 | 储备 | 资产管理规模 | 保有 | 보유 | 운용자산
    """,
    Sense("holdings", weak=True): """
        holds | held | hold | holding | owns | own | treasury | treasuries
    """,
    Sense("purchase"): """
        bought | buys | buy | buying | purchased | purchases | purchase | acquired | acquires |
        acquire | acquisition | accumulated | accumulates | takeover | scoops | scooped |
        gobbled up | gobbles up | snapped up | 买入 | 购入 | 增持 | 收购 | 購入 | 追加購入 | 買収 |
        매입 | 매수 | 인수 | купил | купила | купили | приобрел |
        приобрела | compra | compró | adquiere | kauft | kaufte | übernimmt | rachète |
        acquiert
    """,
    ADDED: "adds | added | adding | add | scoops up | snaps up",
    Sense("sale"): """
        sold | sells | sell | selling | offloaded | offloads | dumped | dumps | dump | sale |
        sales | sell-off | 卖出 | 抛售 | 减持 | 出售 | 売却 | 매도 | 매각 | продал |
        продала | продали | vende | vendió | verkauft | verkaufte | vendu
    """,
    Sense("revenue"): """
        revenue | revenues | in fees | fee revenue | 营收 | 收入 | 売上高 | 매출 | выручка |
        ingresos | umsatz | chiffre d'affaires
    """,
    Sense("profit"): """
        profit | profits | net income | a net profit | a net income | earnings |
        利润 | 盈利 | 净利 | 純利益 | 営業利益 |
        영업이익 | 순이익 | прибыль | прибыли | beneficio | beneficios | gana |
        ganó | gewinn | bénéfice
    """,
    Sense("transfer"): """
        moved | moves | move | transferred | transfers | transfer | sent | sends | deposited |
        deposits | deposit | withdraws | shifts | shifted | 转移 | 转账 | 转入 | 转出 | 存入 |
        送金 | 移動 | 이체 | перевел | перевёл | переместил
    """,
    Sense(
        "yield"
    ): "yield | yields | yielding | apy | apr | 收益率 | 年化收益 | 利回り | rendite | доходность",
    Sense("level"): """
        inflation | cpi | core cpi | ppi | pce | core pce | unemployment | unemployment rate |
        jobless rate | interest rate | interest rates | policy rate | benchmark rate | key rate |
        deposit rate | cash rate | repo rate | bank rate | base rate | target range | dominance |
        funding rate | odds | probability | 通胀 | 通胀率 | 失业率 | 利率 | 基准利率 | 市占率 |
        核心cpi | 政策金利 | 金利 | 失業率 | 기준금리 | 금리 | 실업률 |
        ключевую ставку | ключевая ставка | инфляция |
        инфляции | inflación | tipo de interés | tipos de interés | leitzins | zinsen |
        inflationsrate | arbeitslosenquote | taux directeur | taux directeurs
    """,
    Sense("level", weak=True): "rate | rates | gdp | 概率",
    Sense("price"): """
        closed at | closing at | opened at | stood at | ended at | settled at | gives up | gave up |
        trades under | traded near | trades near | trading at | traded at | trades at | trade at |
        trades above | trades below | trading above | trading below | returns to | returned to |
        changed hands | changing hands | price target | all-time high | record high | priced at |
        quoted at | retakes | retook | defends | defend | reclaims | reclaimed | a barrel |
        per barrel | an ounce | per ounce | a token | per token | a coin | per coin | 现报 | 报价 |
        现价 | 价格 | 跌破 | 涨破 | 升破 | 跌穿 | 站上 | 失守 | 跌至 | 涨至 | 升至 | 突破 | 新高 |
        新低 | 盎司 | 割り込む | 割れ | 台に | 円台 | ドル台 | 回復 | 돌파 | 붕괴 | 선 회복 |
        pierde los | supera los | cae por debajo de | supera | kurs | preis
    """,
    Sense("price", weak=True): """
        price | prices | high of | low of | hit | hits | hitting | touched | reached | reaches |
        mark | level | threshold | targets | 报 | 触及 | цена | precio | cours
    """,
}
"""Each with its words, `|` between them."""
