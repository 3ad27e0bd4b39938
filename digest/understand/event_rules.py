"""The words that tell each type of event, and what must stand near for them to tell it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """Words of one type of event; :data:`RULES` holds them."""

    kind: str
    needs: str = ""
    """What must stand in the same title or sentence for the words to mean this."""
    from_lead: bool = True
    """Whether the first sentence of the body may tell it when the title does not."""


RULES: dict[Rule, str] = {
    Rule("delisting"): """
        delist | delists | delisted | delisting | delistings | to remove trading pairs |
        removal of trading pairs | 下架 | 退市 | 下线交易对
    """,
    Rule("delisting", "pairs"): "removal of | will remove | removes | remove",
    Rule("delisting", "asset"): """
        ends support for | drops support for | to end support for | to drop support for
    """,
    Rule("enforcement", "authority"): """
        charges | charged | charge | sues | sued | sue | fines | fined | fine | penalty |
        penalises | penalizes | penalised | penalized | settles | settled | settlement with |
        settlement over | million settlement | billion settlement | reaches settlement |
        reach settlement | settlement deal | proposed settlement | bans | banned | bars | orders |
        ordered | probe | probes | investigates | investigation | subpoena |
        subpoenas | raids | freezes | seizes | seized | revokes | revoked | suspends |
        complaint | lawsuit | accuses | accused of | raid | raided | 处罚 | 起诉 | 罚款 | 调查 | 查处 |
        立案 | 警告函
    """,
    Rule("enforcement"): """
        cease and desist | cease-and-desist | enforcement action | indicted | indicts | indictment |
        arrested | arrests | arrest | pleads guilty | pleaded guilty | extradited | sanctioned |
        sanctions | final notice | wells notice | civil penalty | fined | money laundering charges |
        criminal charges | files charges | filed charges | pleads not guilty | 逮捕 | 被捕 |
        刑拘 | 制裁 | 被罚
    """,
    Rule("ruling"): """
        judge rules | court rules | judge dismisses | court dismisses | ruling | rulings | verdict |
        sentenced | sentence for | jury | appeals court | supreme court | court orders |
        judge orders | judge approves | convicted | acquitted | found guilty | court filing |
        jailed | prison | suing | 获刑 | 入狱 | judge | lawsuit | class action | sues | sued |
        裁定 | 判决 | 宣判 | 法院 | 判处 | 诉讼
    """,
    Rule("rate decision", "rates"): """
        lifts | lifted | slashes | slashed | cuts | cut | holds | held | hold | hikes | hiked | hike |
        raises | raised | lowers |
        lowered | keeps | kept | leaves | left | unchanged | steady | pauses | decision | trims |
        delivers | 维持 | 降息 | 加息 | 下调 | 上调 | 不变
    """,
    Rule("rate decision", "central bank"): """
        lifts rates | slashes rates | stands pat | stand pat | stood pat | rate rise | cuts rates |
        holds rates | hikes rates | raises rates | rate cut | rate hike |
        rate decision | lowers rates | keeps rates | leaves rates | rates unchanged | rates steady |
        basis-point cut | basis point cut | 降息 | 加息 | 利率决议 | 维持利率 | 按兵不动
    """,
    Rule("macro print", "reading"): """
        cpi | ppi | pce | inflation | payrolls | nonfarm payrolls | non-farm payrolls |
        jobs report | unemployment | unemployment rate | jobless claims | gdp | retail sales | pmi |
        industrial production | industrial output | factory orders | factory-gate prices |
        factory gate prices | wholesale prices | core prices | job openings | consumer confidence |
        consumer prices | producer prices |
        trade surplus | trade deficit | exports | 通胀 | 非农 | 失业率 | 消费者物价 | 采购经理 |
        零售销售 | 生产总值
    """,
    Rule("consultation"): """
        consultation | consults | consultation paper | seeks comment | seeks comments |
        seeks feedback | seeks views | seeks input | seeks public input | invites feedback |
        invites comment | invites comments | invites views | asks for comment | asks for feedback |
        calls for views | calls for input | comment period | request for comment |
        request for comments | public comment |
        discussion paper | call for evidence | 征求意见 | 公开咨询 | 咨询文件 | 征求意见稿
    """,
    Rule("proposal", "authority"): """
        floats | floated | proposes | proposed rule | proposed rules | proposal | draft rules | draft bill |
        draft law | draft regulation | introduces bill | 拟 | 草案 | 提案
    """,
    Rule("rule"): """
        final rule | final rules | signed into law | passes law | signs law | lifts ban |
        lift ban | ban lifted | issues licence | issues license | signs executive order |
        executive order | new rules | passes bill | bill passes | enacts | comes into force | takes effect |
        enters into force | policy statement | interpretive release | no-action letter | 印发 |
        发布通知 | 联合发布 | 施行 | 生效
    """,
    Rule("rule", "authority"): """
        adopts | adopted | bans | banned | ban | outlaw | outlaws | outlawed | prohibits |
        prohibit | forbids | forbidden | restricts | tightens | issues notice | issues guidance |
        guidance | notice | rules | rule | regulation | regulations | circular | licence | license |
        licensing | requires | approves | approved | clears | greenlights | framework | 禁止 |
        监管 | 通知 | 新规 | 规定 | 办法 | 批准 | 牌照 | passes | extends | widens | crackdown |
        mandatory | declares | declared | allows | approval | nod | finalizes | finalises
    """,
    Rule("proposal", "lawmakers"): """
        bill | bills | legislation | draft act | 法案
    """,
    Rule("exploit"): """
        hack | hacked | hacks | hackers | hacker | exploit | exploited | exploits | exploiter |
        attacker | attackers | drained | drains | stolen | steals | stole | heist | rug pull |
        rugpull | phishing attack | security breach | breach | flash loan attack |
        private key leak | laundered | thieves | siphoned | siphons | looted | loots |
        made off with | makes off with | oracle manipulated | keys compromised | wallet compromised |
        wallets compromised | 被盗 | 黑客 | 攻击 | 漏洞 | 盗走
    """,
    Rule("closure"): """
        close its doors | closes its doors | closing its doors | closes down | close down |
        goes out of business | goes bust | calls it quits | ceases trading | enters administration |
        into administration | files for insolvency | shutting down | shuts down | to shut down |
        shut down | winds down | wind down |
        winding down | to cease operations | ceases operations | files for bankruptcy |
        filed for bankruptcy | bankruptcy filing | files for chapter 11 | chapter 11 | insolvent |
        insolvency | files for creditor protection | 破产 | 清盘 | 停止运营 | 停止營運
    """,
    Rule("outage"): """
        app down | down for thousands | is down for | knocked offline | goes offline | went offline |
        halts deposits | suspends deposits | pauses deposits | freezes withdrawals |
        stops withdrawals | resumes withdrawals | resumes deposits | glitch | outage | outages |
        downtime | goes down | went down | halts block production |
        stops producing blocks | halts withdrawals | suspends withdrawals | withdrawals suspended |
        pauses withdrawals | interruption | trading resumed | resumes trading | service disruption |
        disruption | 宕机 | 中断 | 暂停提现 | 停机 | 恢复交易 | halts trading | halted trading |
        halted all trading | trading halted | suspended trading | suspends trading | goes dark |
        suspended spot
    """,
    Rule("funding", "raise"): """
        raises | raised | raise | raising | secures | secured | closes | closed | lands | nets |
        bags | new round | 融资 | 募资 | 完成 | 筹集
    """,
    Rule("funding"): """
        funding round | seed round | series a | series b | series c | series d | series e |
        strategic round | seed funding | venture round | 种子轮 | A轮 | B轮 | C轮 | 战略融资
    """,
    Rule("merger", "company"): """
        acquires | acquired | acquire | acquiring | acquisition | to buy | buys | buyout |
        takeover | takes over | completes purchase of | completes purchase | to purchase | snaps up |
        收购 | 并购
    """,
    Rule("merger"): """
        merger | merges with | merge with | to merge | merging with | merged with | agrees to buy |
        agreed to buy | takeover bid | all-stock deal | 合并
    """,
    Rule("unlock", "asset"): "unlock | unlocks | unlocked | unlocking | vesting | cliff | 解锁",
    Rule("unlock"): "token unlock | token unlocks | 代币解锁",
    Rule("liquidation"): """
        liquidations | liquidation | liquidated | liquidates | long squeeze | short squeeze | 爆仓 |
        强平 | 清算
    """,
    Rule("fund flow", "flow"): """
        inflow | inflows | outflow | outflows | net flows | redemptions | flowed | 流入 | 流出 |
        资金流 | over bridges | money leaves | money flows | capital flight
    """,
    Rule("fund flow", "funds"): """
        withdrawals | pulled | pull | flee | exodus | poured | pour | took in | attract | attracts |
        attracted | pile | piles | piled | yank | yanked | redeem | redeemed | withdrew | bleed |
        leaves | lose | loses | lost | shed | sheds | add | adds
    """,
    Rule("listing"): """
        to list | will list | adds support for | perpetual listing | new listing |
        opens spot trading of
    """,
    Rule("listing", "venue"): """
        list | lists | listed | listing | listings | to list | will list | adds support |
        adds trading | opens trading | begins trading | starts trading | to begin trading |
        to start trading | goes public | to go public | perpetual contract | 上线 | 上架 | 上币
    """,
    Rule("personnel"): """
        steps down | stepping down | stepped down | resigns | resigned | resignation | appoints |
        appointed | appointment | named ceo | names new | nominates | nominated |
        nomination | confirmed as | departs | departure | departures | poaches | ousted |
        fired | retires | joins as | sworn in | layoffs | job cuts | cuts jobs | cut jobs |
        lays off | lay off | laying off | of its staff | of staff | of its workforce |
        of workforce | of its employees | sheds staff | 辞职 | 离职 | 任命 | 卸任 | 出任 | 离任 | 离开
    """,
    Rule("personnel", "role"): """
        leaves | leave | leaving | left | exits | exit | quits | quit | joins | named | hires |
        names | taps former | taps new | promotes | promoted | hired | out at | out as | goodbye | farewell
    """,
    Rule("personnel", "of a firm"): """
        exits | leaves | leaving | is leaving | quits | departs | steps away from |
        stepping away from
    """,
    Rule("governance"): """
        governance proposal | governance vote | dao votes | dao vote | dao approves | vote passes |
        proposal passes | community votes | token holders vote | token holders approve |
        token holders | snapshot vote | improvement proposal | 治理 | 投票通过 | 社区投票
    """,
    Rule("governance", "dao"): """
        vote | votes | voted | voting | proposal | approves | approved | rejects | rejected |
        referendum | 投票 | 提案
    """,
    Rule("launch", from_lead=False): """
        launches | launched | launch | to launch | goes live | went live | go live | rolls out |
        unveils | unveiled | introduces | introduced | debuts | debut | released | releases |
        opens to | mainnet | deploys | 推出 | 发布 | 上线 | 启动 | 主网
    """,
    Rule("price move", "price", from_lead=False): """
        rockets | rocketed | skyrockets | skyrocketed | nosedives | nosedived | craters | cratered |
        collapses | collapsed | surges | surge | surged | soars | soar | soared | jumps | jumped |
        rallies | rally |
        rallied | climbs | climbed | rises | rose | spikes | rebounds | rebound | rebounded |
        plunges | plunge | plunged | tumbles | tumble | tumbled | falls | fell | drops | dropped |
        slides | slid | sinks | sank | slips | slipped | crashes | crash | crashed | dips | dipped |
        slumps | slump | slumped | retreats | retreated | reclaims | retakes | record high |
        all-time high | new high | all-time low | new low | slip | dives | dive | dived | pops |
        tanks | tanked | plummets | plummeted | wavers | waver | wobbles | sell-off | selloff |
        bounces | gives up | slips under | 暴跌 | 大跌 |
        下跌 | 上涨 | 大涨 | 跌破 | 突破 | 飙升 | 反弹 | 失守 | 涨破 | 回落 | 新高 | 新低 |
        急落 | 急騰 | 급락 | 급등
    """,
    Rule("price move", "moved", from_lead=False): """
        jump | climb | gains | gain | gained | rise | fall | drop | slide | sink | dip |
        declines | decline | declined | loses | lost | sheds | shed | hits | hit | tops | breaks |
        crosses | up | down | higher | lower | nears | returns to | back to | back above |
        back below | off | 涨 | 跌 | 上昇 | 下落 | 상승 | 하락 | cae | sube | fällt | steigt |
        упал | вырос
    """,
}  # fmt: skip
"""Phrases by rule, separated by ``|``. Earlier rules win over later ones: the more telling words first."""

IGNORED = """
    chief of staff | members of staff | ruling party | ruling coalition | ruling bloc |
    supreme court nominee | take charge | takes charge | taking charge |
    took charge | in charge | free of charge | in charges for | settle on | settled on |
    launch strikes | launches strikes | launches legal action | launches probe | launches attack |
    launches investigation | launch investigation | soft launch party | rate cut hopes |
    rate cut bets | rate-cut bets | rate cut odds | rate hike bets | rate-hike bets |
    rate hike odds | rate-hike odds | price in rate hikes | price in rate cuts |
    rate cut expectations | rate hike expectations | call for a rate hike | call for a rate cut |
    rate cut calls | life hack | life hacks | hackathon | an appointment | appointment with |
    growth hack | growth hacks | tax hacks | hacks for | brain drain | ruling the | ruling class |
    ruling family | ruling elite | launch pad | launch pads | launch manhunt | launches manhunt |
    launch inquiry | launches inquiry | launches bid | launch bid | launches appeal | launch appeal |
    short list | waiting list | watch list | a-list | judge for yourself | prison break |
    doubles down | breaks down | steps down | cracks down | slows down | down payment |
    up to | follow-up | set up | start up | ramps up | opens up | teams up | signs up | ends up
"""
"""Longer phrases in which a word of a rule tells no event, unless the whole phrase does."""
