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
    of_tokens: str = ""
    """What it tells of an amount of a token instead: a whale that ``withdrew 500 ETH`` moved them."""
    of_coins: bool = False
    """Whether it tells of money only where that is a coin's worth: ``adds $5 million of bitcoin``."""


ADDED = Sense("purchase", weak=True, of_coins=True)
"""``adds 200 bitcoin`` is a purchase; ``adds $200`` says which way."""
NOTHING = Sense("")
"""Longer phrases in which a word tells nothing of the amount beside them."""
SENSES: dict[Sense, str] = {
    Sense("flow", "in"): """
        inflow | inflows | net inflow | net inflows | flowed into | flow into | flowing into |
        poured into | pours into | poured in | pour into | net buying | took in | takes in | attracted |
        attracts | attract | drew | draws | drew in | pulled in | bring in | brings in | brought in |
        raked in | rakes in | hauled in | 流入 | 净流入 | 淨流入 | 资金流入 | 純流入 | pull in |
        pulls in | lured | lures | piled into | pile into | funnelled into | funneled into | 순유입 |
        유입 | приток | притока | притоки | entradas | entradas netas | mittelzuflüsse | zuflüsse |
        entrées nettes | collecte nette | net subscriptions | subscriptions | creations | net creations |
        poured | pour | pours | pouring | plowed | ploughed | plowing | shovelled | shoveled |
        funnelled | funneled | channelled | channeled | flowed to | flowed in | flows in | flowing in |
        flowing to | streamed into | flooded into | rushed into | rotated into | reeled in | reels in |
        soaked up | soaks up | vacuumed up | haul in | hauls in | piled | 净申购 | 申购 | 流入额 | 吸金 |
        吸引资金 | 流入超 | 资金净流入 | 순유입액 | 유입액 | притоков | вложили | чистый приток |
        zufluss | mittelzufluss | nettozuflüsse | kapitalzuflüsse | entrées | flux entrants |
        flujos de entrada | flujo de entrada | captaron | captan | atrajeron | atraen | entradas de |
        attracting | drawing | fresh money | new money | bringing in | pulling in | raking in |
        hauling in
    """,
    Sense("flow", "out"): """
        outflow | outflows | net outflow | net outflows | redemptions | redemption | withdrawals |
        withdrawal | pulled | yanked | yank | flowed out | flowed from | bled | bleed | bleeds |
        off exchanges | off the exchanges | drained from | 流出 | 净流出 | 淨流出 | 赎回 | 資金流出 |
        순유출 | 유출 | отток | оттока | оттоки | salidas | salidas netas | mittelabflüsse | abflüsse |
        zogen | décollecte | sorties nettes | retraits | hemorrhaged | hemorrhages | hemorrhaging |
        haemorrhaged | haemorrhages | bleeding | pulling out | pulled out | cashed out of |
        taken out of | flowing out | flows out | flow out | flowing from | streamed out | outgo |
        净赎回 | 赎回额 | 撤出 | 撤资 | 资金净流出 | 流出超 | 순유출액 | 유출액 | оттоков |
        чистый отток | abfluss | mittelabfluss | nettoabflüsse | kapitalabflüsse | abgezogen | sorties |
        flux sortants | flujos de salida | flujo de salida | reembolsos | retiraron | sacaron | exodus |
        pull | pulling | pulls
    """,
    Sense("flow"): "a net | over bridges | net flow | net flows | netflow | 净流量",
    Sense("flow", weak=True): """
        etf flows | fund flows | flows | investment products | investment vehicles | investment funds |
        flowed | flowing
    """,
    Sense("flow", "in", weak=True): """
        gathered | gathers | draw | to draw | garnered | garners | absorbed | enter | entered | entering
    """,
    Sense("flow", "out", weak=True): "flees | flee | fled | exit | exits  | out of",
    Sense("fine"): """
        fine | fines | fined | penalty | penalties | civil penalty | disgorgement | forfeit |
        ordered to pay | forfeiture | restitution | 罚款 | 罚金 | 罚没 | 处罚 | 罰金 | 課徴金 | 과징금 |
        과태료 | 벌금 | штраф | оштрафовал | оштрафован | оштрафовали | штрафа | multa | multas |
        sanción | strafe | bußgeld | geldbuße | amende | amendes | fining | infringement notice |
        civil money penalty | administrative sanction | penalised | penalized | penalises | penalizes |
        disgorge | punitive damages | 被罚 | 罚 | 罚单 | 处以 | 制裁金 | 過料 | 벌금형 | 과징금을 |
        штрафов | оштрафовала | оштрафована | multó | multado | sanciona | sancionó | geldstrafe |
        bussgeld | geldbußen | strafzahlung | inflige | infligé | sanctionne | condamnée à | condamné à
    """,
    Sense("fine", weak=True): """
        settlement | settle | settles | settled | 和解 | must pay | slapped | slaps | levied | levies |
        docked | to settle | 和解金 | ordered
    """,
    Sense("funding"): """
        funding | funding round | seed round | financing | series a | series b | series c | series d |
        series e | seed funding | venture | private placement | pre-seed | fresh capital |
        fresh funding | new capital | growth capital | new fund | new funds | round led by | in a round |
        in the round | first fund | second fund | third fund | fourth fund | fifth fund |
        share offering | 融资 | 募资 | 募集 | 筹集 | 投资轮 | 資金調達 | 調達 | 투자 | 투자 유치 |
        привлек | привлекла | привлёк | ronda de financiación | recaudó | recauda | finanzierungsrunde |
        sammelt | sammelte | eingesammelt | levée de fonds | lève | seed money | seed capital |
        from investors | from backers | from shareholders | strategic round | equity round |
        equity raise | capital raise | fundraise | fundraising | fund-raising | raise round | series f |
        series g | series h | extension round | bridge round | pre-series a | debt financing |
        credit facility | convertible notes | convertible note | at-the-market offering | atm offering |
        initial public offering | ipo | oversubscribed | 种子轮 | 天使轮 | a轮 | b轮 | c轮 | d轮 | 领投 |
        募得 | 筹得 | 筹资 | 集资 | 投資ラウンド | 資金を調達 | 증자 | 투자를 유치 | 시리즈 | привлекли |
        раунд | раунде | раунда | levanta | levantó | capta | captó | ronda | finanzierung |
        kapitalspritze | einsammeln | sammeln | sammelt ein | lever | levé | levée | tour de table |
        note offering | notes offering | bond offering | stock offering | public offering |
        private offering | bond sale | note sale | debt sale | convertible offering | debt line |
        credit line | token sale | presale | borrowed | borrows | borrowing
    """,
    Sense("funding", weak=True): """
        raise | raises | raised | raising | invests | invested | invest | investment | 投资 | secures |
        secured | closes | closed | nets | netted | 出資 | lands | landed | bags | bagged | nabs |
        nabbed | snags | snagged | clinches | clinched | hauls | 获得 | 注资 | round | leads
    """,
    Sense("valuation"): """
        valuation | valuations | valued | valuing | values | 估值 | 評価額 | 기업가치 | оценка |
        valoración | bewertung | valorisation | post-money | pre-money | 投后估值 | bewertet |
        valorisée | valorisé | valorisant | valorada | valorado | оценили | оценке | оценив | 企業価値
    """,
    Sense("loss"): """
        stolen | stole | steal | steals | drained | drains | drain | exploit | exploited | hack |
        hacked | hacker | hackers | heist | looted | siphoned | hackers stole | net loss | a net loss |
        net losses | losses | made off with | makes off with | quarterly loss | annual loss | 被盗 |
        损失 | 攻击者 | 黑客 | 盗走 | 亏损 | 流出被害 | 盗難 | 損失 | 赤字 | 해킹 | 손실 | 탈취 | 도난 |
        похитили | похищено | украли | убыток | убытки | ущерб | robaron | roban | robo | pérdidas |
        erbeuten | erbeuteten | gestohlen | verlust | volé | volés | pertes | walked away with |
        walks away with | breach | breached | pilfered | pilfers | swiped | swindled | plundered |
        embezzled | defrauded | bilked | fleeced | scammed | rug pull | rug-pull | rugged | drainer |
        exploiting | exploits | hacks | hacking | stealing | siphons | siphoning | syphoned |
        sucked out | misappropriated | impairment | write-down | writedown | operating loss |
        pretax loss | pre-tax loss | unrealized loss | unrealized losses | unrealised losses |
        paper loss | paper losses | bad debt | in the hole | cyberattack | ransom | 失窃 | 被黑 | 被骗 |
        窃取 | 盗取 | 遭窃 | 净亏损 | 浮亏 | 卷走 | 被盗走 | 盗み | 盗まれ | 被害 | 不正流出 | 純損失 |
        最終赤字 | 피해 | 적자 | 순손실 | украл | украдено | похитил | похитила | взлом | взлома |
        взлому | потерь | потери | убытка | убытком | хакеры | вывели | hackeo | robados | robado |
        robó | pérdida | perdieron | perdidas | estafa | hurto | erbeutet | stehlen | schaden |
        verluste | diebstahl | dérobé | dérobés | dérobent | volent | piratage | piraté | perte |
        cost users | cost customers | cost investors | cost holders | loss | 자산 유출 | 해킹 유출 |
        부정 유출
    """,
    Sense("loss", weak=True): """
        taken | haul | grabs | grabbed | theft | thief | attacker | attack | lost | lose | loses | scam |
        scams | snatched | snatches | victims | conned | duped | tricked | perd | perdu | perdent |
        pierde | pierden | perdió | verliert | verloren | verlor | потерял | потеряла | потеряли
    """,
    Sense("recovered"): """
        recovered | recovers | recover | rescued | rescues | retrieved | clawed back | claws back |
        reimbursed | reimburses | forfeiture of | returned | refunded | frozen | freezes | froze |
        seized | seizes | seizure | white-hat returns | 追回 | 冻结 | 回収 | 동결 | 압수 | заморозил |
        изъяли | incautó | beschlagnahmt | claw back | clawing back | recoup | recouped | recovering |
        retrieve | retrieves | confiscated | confiscates | confiscate | impounded | repatriated |
        give back | restored | reimburse | refund | refunds | freeze | freezing | seize | seizing |
        blacklisted | intercepted | 扣押 | 没收 | 查封 | 查扣 | 缴获 | 归还 | 返还 | 退还 | 找回 | 挽回 |
        凍結 | 押収 | 몰수 | 환수 | 회수 | конфисковали | арестовали | вернул | вернули | заморозила |
        заморозили | изъял | congela | congeló | congelaron | incauta | incautaron | recuperó |
        recuperaron | sichergestellt | eingefroren | beschlagnahmte | beschlagnahmen | saisi | saisit |
        saisis | saisie | gelé | gèle | récupéré
    """,
    Sense("liquidation"): """
        liquidated | liquidation | liquidations | liquidating | 爆仓 | 清算 | 强平 | 청산 | ликвидации |
        ликвидаций | ликвидировано | liquidaciones | liquidationen | liquidiert | force-liquidated |
        forced liquidations | margin calls | liquidates | liquidate | 强制平仓 | 被清算 | 爆仓额 |
        強制決済 | ロスカット | 강제 청산 | ликвидировали | ликвидировала | ликвидация | liquidadas |
        liquidados | liquidación | liquidées | liquidés | longs lose | shorts lose | longs lost |
        shorts lost
    """,
    Sense("liquidation", weak=True): """
        longs | shorts | long positions | short positions | in positions | leveraged bets |
        leveraged positions | leveraged longs | bullish bets | bearish bets | leveraged trades | 多单 |
        空单 | crypto positions | leveraged crypto positions | wiped out
    """,
    Sense("volume"): """
        trading volume | volume | volumes | turnover | traded value | 成交量 | 交易量 | 成交额 | 交易额 |
        取引高 | 出来高 | 거래량 | 거래대금 | объем торгов | объём торгов | volumen | handelsvolumen |
        in trades | traded volume | spot volume | notional | notional volume | settlement volume |
        payment volume | transaction volume | transfer volume | worth of trades | 成交 | 交易总额 |
        売買代金 | 거래액 | объём | объем | оборот | handelsvolumens | volumes d'échanges |
        volumen de negociación | in transactions | worth of transactions | in payments | in transfers |
        in trading
    """,
    Sense("market cap"): """
        market cap | market caps | market capitalization | market capitalisation | market value |
        capitalization | capitalisation | off the crypto market | off crypto markets | off the market |
        from the crypto market | 市值 | 時価総額 | 시가총액 | капитализация | капитализации |
        capitalización | marktkapitalisierung | capitalisation boursière | crypto market is worth |
        market is worth | total crypto market | fully diluted valuation | fdv | combined value |
        total value of | 总市值 | börsenwert | valeur boursière | valor de mercado | рыночная стоимость
    """,
    Sense("supply"): """
        supply | circulating supply | in circulation | minted | mint | mints | burned | burnt | burn |
        burns | issuance | unlock | unlocks | unlocked | unlocking | 供应量 | 流通量 | 增发 | 铸造 |
        销毁 | 解锁 | 发行量 | 供給量 | 공급량 | 소각 | эмиссия | minting | burning | token release |
        vesting | emissions | emission | in circulating | newly minted | 增发了 | 铸币 | 供给 |
        新規発行 | 발행 | 발행량 | выпустил | выпустила | эмитировал | сжёг | сжег | quemó | quema |
        acuñó | verbrannt | geprägt | brûlé
    """,
    Sense("tvl"): """
        tvl | total value locked | value locked | 锁仓量 | 锁仓 | tvls | value-locked | deposits on |
        总锁仓 | 锁仓价值 | 예치금
    """,
    Sense("open interest"): """
        open interest | 未平仓 | 持仓量 | 미결제약정 | открытый интерес | 未平仓合约 | 未平仓量 | 建玉 |
        открытого интереса | interés abierto | offene positionen
    """,
    Sense("holdings"): """
        stash | balance sheet | total holdings | holdings | reserves | reserve |
        assets under management | aum | 持有 | 储备 | 资产管理规模 | 保有 | 보유 | 운용자산 | war chest |
        hoard | trove | coffers | sits on | sitting on | under custody | in custody |
        assets under custody | under management | total stack | on its books | 持仓 | 总持仓 | 持币 |
        共持有 | 累计持有 | 托管 | 保有量 | 保有額 | 보유량 | владеет | posee | poseen | tenencias |
        hält | bestand | bestände | détient | détiennent | encours | assets of
    """,
    Sense("holdings", weak=True): """
        bitcoin stack | btc stack | ether stack | eth stack | 's stack | holds | held | hold | holding |
        owns | own | treasury | treasuries | controls | possesses | stockpile | now has | now have |
        manages | oversees | managing | overseeing | has amassed | has accumulated | in assets |
        custodied | client assets | customer assets
    """,
    Sense("purchase"): """
        bought | buys | buy | buying | purchased | purchases | purchase | acquired | acquires | acquire |
        acquisition | accumulated | accumulates | takeover | purchasing | acquiring | gobbled up |
        gobbles up | snapped up | 买入 | 购入 | 增持 | 收购 | 購入 | 追加購入 | 買収 | 매입 | 매수 |
        인수 | купил | купила | купили | приобрел | приобрела | compra | compró | adquiere | kauft |
        kaufte | übernimmt | rachète | acquiert | accumulate | amasses | snap up | splashed | splashes |
        splurges | splurged | buyout | buy out | buys out | buying out | takes over | take over |
        taking over | bid for | takeover bid | stocked up | loads up | loaded up | topped up |
        forks out | shelled out | shells out | gobble up | swallow | swallows | bolt-on | 购买 | 买进 |
        扫货 | 加仓 | 建仓 | 吸筹 | 囤积 | 收购价 | 买下 | 購入額 | 買い増し | 買収額 | 取得 | 매집 |
        사들 | 매수했 | приобретает | покупает | покупку | докупил | купит | adquirió | compraron |
        adquirir | comprar | erwirbt | erwarb | kaufen | übernahm | übernahme | gekauft | achète |
        acheté | rachat | acquis | racheté | absorb | to absorb | take-private | taken private
    """,
    Sense("supply", weak=True, of_coins=True): """
        issued | issues | issue | issuing | release | releases | released | releasing | distribute |
        distributed | airdrop | airdropped
    """,
    Sense("flow", "out", of_tokens="transfer"): "withdrew | withdrawn | withdraw | withdraws | withdrawing",
    Sense("flow", "out", weak=True, of_tokens="transfer"): """
        left | leaves | exited | exiting
    """,
    Sense("flow", "in", of_tokens="purchase"): "hoovered up | hoovers up | hoovering up",
    ADDED: """
        adds | added | adding | add | snaps up | scoops | scooped | scoops up
    """,
    Sense("sale"): """
        sold | sells | sell | selling | offloaded | offloads | dumped | dumps | dump | sale | sales |
        sell-off | 卖出 | 抛售 | 减持 | 出售 | 売却 | 매도 | 매각 | продал | продала | продали | vende |
        vendió | verkauft | verkaufte | vendu | unloaded | unloads | unload | unloading | divested |
        divests | divest | disposed of | disposes of | cashed out | cashes out | cash out | parted with |
        parts with | part with | ditched | offload | offloading | dumping | auctioned | auction |
        auctions | 清仓 | 抛出 | 变现 | 套现 | 卖掉 | 出货 | 砸盘 | 减仓 | 売り越し | 処分 | 팔아 |
        처분 | 매도했 | продает | продаёт | продажа | продаже | реализовал | vendieron | venta | vender |
        verkaufen | verkauf | veräußert | veräußerte | vend | vendent | vente
    """,
    Sense("revenue"): """
        revenue | revenues | in fees | fee revenue | 营收 | 收入 | 売上高 | 매출 | выручка | ingresos |
        umsatz | chiffre d'affaires | net sales | quarterly sales | annual sales | in sales |
        sales rose | sales grew | sales climbed | sales jumped | sales fell | sales came in |
        fee income | net interest income | 营业收入 | 营业额 | 销售额 | 手续费收入 | 売上 | 売上収益 |
        営業収益 | 매출액 | 영업수익 | выручки | выручку | доход | доходы | ingresos netos |
        facturación | erlöse | umsätze | revenus | recettes | first-quarter sales |
        second-quarter sales | third-quarter sales | fourth-quarter sales | full-year sales |
        same-store sales | holiday sales | sales guidance | sales forecast | sales of $ | sales of € |
        sales of £ | in royalties | in revenues | reserve income | interest income | staking revenue |
        subscription revenue
    """,
    Sense("profit"): """
        profit | profits | net income | a net profit | a net income | earnings | 利润 | 盈利 | 净利 |
        純利益 | 営業利益 | 영업이익 | 순이익 | прибыль | прибыли | beneficio | beneficios | gana |
        ganó | gewinn | bénéfice | operating income | operating profit | pretax profit | pre-tax profit |
        ebitda | net earnings | bottom line | pocketed | pockets | profited | windfall |
        unrealized gain | unrealized gains | unrealized profit | paper gain | paper gains |
        paper profit | 净利润 | 获利 | 浮盈 | 盈余 | 利益 | 経常利益 | 最終利益 | 黒字 | 흑자 |
        заработал | заработала | utilidad | ganancias | nettogewinn | überschuss | betriebsgewinn |
        reingewinn | bénéfices | résultat net
    """,
    Sense("transfer"): """
        moved | moves | move | transferred | transfers | transfer | sent | sends | deposited | deposits |
        deposit | shifts | shifted | 转移 | 转账 | 转入 | 转出 | 存入 | 送金 | 移動 | 이체 | перевел |
        перевёл | переместил | parked | parks | routed | shuttled | wired | forwarded | relocated |
        swept | deposit into | sending | moving | transferring | depositing | 转至 | 转到 | 转给 | 充值 |
        充入 | 提取 | 提币 | 划转 | 打入 | 发送 | 移した | 入金 | 出金 | 移動した | 이동 | 입금 | 출금 |
        전송 | переместила | перевела | перевели | отправил | отправила | transfirió | transfiere |
        movió | mueve | envió | transferiert | überweist | verschiebt | verschob | transféré |
        transfère | transfert | envoyé
    """,
    Sense("yield"): """
        yield | yields | yielding | apy | apr | 收益率 | 年化收益 | 利回り | rendite | доходность |
        annual yield | annualised return | annualized return | renditen | rendements | rendement |
        rendimiento | rendimientos | rentabilidad | доходности | 수익률 | 長期金利 | 年化利率
    """,
    Sense("level"): """
        inflation | cpi | core cpi | ppi | pce | core pce | unemployment | unemployment rate |
        jobless rate | chance of | chances of | likelihood | interest rate | interest rates |
        policy rate | benchmark rate | key rate | deposit rate | cash rate | repo rate | bank rate |
        base rate | target range | dominance | funding rate | odds | probability | 通胀 | 通胀率 |
        失业率 | 利率 | 基准利率 | 市占率 | overnight rate | refinancing rate | lending rate |
        los tipos | tipos | 核心cpi | 政策金利 | 金利 | 失業率 | 기준금리 | 금리 | 실업률 |
        ключевую ставку | ключевая ставка | инфляция | инфляции | inflación | tipo de interés |
        tipos de interés | leitzins | zinsen | inflationsrate | arbeitslosenquote | taux directeur |
        taux directeurs | deposit facility rate | main refinancing rate | main rate |
        official cash rate | ocr | prime rate | discount rate | lending facility rate | mortgage rate |
        mortgage rates | savings rate | participation rate | market share | borrowing costs |
        borrowing cost | headline inflation | annual inflation | core inflation | tasa de interés |
        tasa de referencia | tasa | tasas | tasa clave | desempleo | tasa de desempleo |
        taux de chômage | chômage | taux d'intérêt | taux de dépôt | einlagensatz | einlagenzins |
        zinssatz | leitzinsen | teuerungsrate | teuerung | ключевой ставки | ставку | ставка | ставки |
        безработица | безработицы | 金利を | 실업률은 | 물가상승률 | 概率为 | 可能性
    """,
    Sense("level", weak=True): "rate | rates | gdp | 概率",
    Sense("price"): """
        average price of | average price | average cost | closed at | closing at | opened at | stood at |
        ended at | settled at | gives up | gave up | trades under | traded near | trades near |
        trading at | traded at | trades at | trade at | trades above | trades below | trading above |
        trading below | returns to | returned to | changed hands | changing hands | price target |
        all-time high | record high | priced at | quoted at | retakes | retook | defends | defend |
        reclaims | reclaimed | a barrel | per barrel | an ounce | per ounce | a token | per token |
        a coin | per coin | 现报 | 报价 | 现价 | 均价 | 价格 | 重返 | 重回 | 收复 | 冲破 | 升穿 | 下探 |
        跌破 | 涨破 | 升破 | 跌穿 | 站上 | 失守 | 跌至 | 涨至 | 升至 | 突破 | 新高 | 新低 | 盎司 |
        割り込む | 割れ | 台に | 円台 | ドル台 | 回復 | 돌파 | 붕괴 | 회복 | 아래로 | 위로 | 상회 |
        하회 | repasse sous | repasse au-dessus | passe sous | franchit | pierde los | supera los |
        cae por debajo de | supera | kurs | preis | trading between | traded between | trade between |
        trades between | whipsawed | oscillated | fluctuated | swung between | ranged between |
        bounced between | hovering | hovered | hovers | hover | settling near | settling at |
        settles at | settles near | settled near | bottomed at | bottomed out at | peaked at | peak of |
        strike price | exchange rate | fetched | fetching | now trades | traded around | trades around |
        trading around | trading near | trades just | trading just | hands at | a pound | per pound |
        a tonne | per tonne | a ton | per ton | 每盎司 | 每桶 | 每枚 | 关口 | 整数关口 | 成交价 |
        报价为 | 交投于 | 최고가 | 최저가 | 선에서 | 선을 | 온스당 | 배럴당 | 最高値 | 最安値 | 円前後 |
        ドル前後 | курс | курса | отметку | отметки | отметкой | выше отметки | cotiza | cotizaba |
        notiert | notierte | cote | s'échange | s'échangeait | unzenpreis | das barrel | por onza |
        el barril | le baril | l'once | за унцию | за баррель | to reach $ | price of $ | buy-in price |
        cost basis | average cost basis | 달러선 | 달러선을 | 원선 | 반납 | 내줬 | 내줘 | entry price
    """,
    Sense("price", weak=True): """
        price | prices | high of | low of | hit | hits | hitting | touched | touches | touching |
        reached | reaches | reaching | превысил | преодолел | пробил | опустился ниже | mark | level |
        threshold | targets | 报 | 触及 | цена | precio | cours | resistance | support | strike | floor |
        支撑 | 阻力 | target | targeting | breakout | retest | retests | rejection | rejections |
        magnet | key level | zone | nears | near | nearing | neared | toward | towards | chases |
        chasing | eyes | eyeing | could reach | may reach | year-end target | handle | ceiling |
        barrier | next stop | flirts with | inches toward | psychological | 目标 | 目标价 | 上看 | 逼近 |
        接近 | 看至 | 挑战 | objetivo | ziel | marke | la barre | seuil | рубеж | 目標株価 | 눈앞 |
        목표가
    """,
    NOTHING: """
        by market value | by market cap | by market capitalization | by market capitalisation |
        by capitalization | by trading volume | by volume | by assets | by tvl | by revenue | by supply |
        treasury secretary | treasury department | treasury bill | treasury bills | treasury bond |
        treasury bonds | treasury company | treasury firm | retail sales | home sales | deal valued at |
        transaction valued at | deal worth | price oracle | price-oracle | price manipulation |
        investment bank | investment firm | investment adviser | investment advisor |
        investment company | venture capital firm | venture firm | volume-weighted | sales tax |
        hedge fund | reserve bank | hack victims | cost-cutting | 市值第 | 按市值 | pared losses |
        pares losses | pare losses | paring losses | stop-loss | at a loss | loss-making |
        loss of trust | in a row | pull request | orders of magnitude | executive orders |
        executive order | in order | market orders | limit orders | buy orders | sell orders
    """,
    Sense("", of_tokens="transfer"): """
        bridged | bridges | 提出 | 提走 | 跨链 | 跨链转移
    """,
    Sense("volume", weak=True): """
        processed | processes | handled | handles | settled in
    """,
    Sense("profit", weak=True): """
        earned | earns | earning
    """,
}
"""Each with its words, `|` between them."""
