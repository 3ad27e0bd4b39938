"""The words that say up, down, or neither."""

from __future__ import annotations

from digest.model import Direction

MOVES: dict[Direction, str] = {
    "up": """
        leaps | leapt | leaped | edges above | edges up | edges higher | bounces | bounced |
        bounce | rise | rises | rose | risen | rising | gain | gains | gained | gaining | jump |
        jumps | jumped | jumping | surge | surges | surged | surging | soar | soars | soared |
        soaring | climb | climbs | climbed | climbing | rally | rallies | rallied | rallying |
        advance | advances | advanced | increase | increases | increased | increasing | grew |
        grows | grow | grown | growth | growing | up | added | adds | add | higher | rebound |
        rebounds | rebounded | spike | spikes | spiked | pump | pumped | pumps | recovered |
        recovers | appreciated | hike | hikes | hiked | raise | raises | raised | raising | lifts |
        lifted | lift | expanded | expands | doubled | doubles | tops | topped | reclaims |
        reclaimed | breaks above | rises to | retakes | retook | pops | popped | swelled | swells |
        passes | passed | surpasses | surpassed | crosses | crossed | ticked up | ticks up |
        edged up | inched up | firms | firmed | strengthened | climbs past | record high |
        all-time high | hits record | 上涨 | 涨幅 | 大涨 | 上升 | 增长 | 增加 | 飙升 | 反弹 | 上调 |
        加息 | 攀升 | 涨 | 收涨 | 涨超 | 涨至 | 涨破 | 升至 | 升破 | 突破 | 站上 | 跃升 | 扩大 |
        新高 | 新增 | 降幅收窄 | 上昇 | 急騰 | 高騰 | 続伸 | 反発 | 回復 | 利上げ | 引き上げ |
        値上がり | 円高ドル安 | 円高 | ドル高 | 상승 | 급등 | 반등 | 돌파 | 인상 | 증가 | 강세 |
        вырос | выросла | выросли | подорожал | подорожала |
        повысил | повысила | поднял | рост | превысил |
        превысила | se dispara | dispara | disparó | sube | subió | suben | supera |
        superó | aumenta | aumentó | sube a | steigt | stieg | steigen | klettert | legt zu |
        erhöht | erhöhte | monte | grimpe | hausse | dépasse | bondit | relève
    """,
    "down": """
        gives back | gave back | giving back |
        edges lower | edges down | slashing | gives up | gave up | giving up | give up | fall |
        falls | fell | fallen | falling | drop | drops | dropped | dropping | decline | declines |
        declined | declining | decrease | decreases | decreased | slide | slides | slid | sliding |
        slip | slips | slipped | slipping | sink | sinks | sank | sinking | plunge | plunges |
        plunged | plunging | tumble | tumbles | tumbled | tumbling | lost | loses | lose | losing |
        loss | losses | down | lower | lowers | lowered | shed | sheds | shedding | crash |
        crashes | crashed | crashing | slump | slumps | slumped | dip | dips | dipped | cut | cuts |
        cutting | reduce | reduces | reduced | reduction | trim | trims | trimmed | retreat |
        retreats | retreated | pullback | drawdown | weakened | weakens | plummet | plummets |
        plummeted | shrank | shrinks | halved | eased | eases | slashed | slashes | slash | off |
        lays off | laid off | lay off | layoffs | slowed | slows | cooled | cools | ticked down |
        edged down | 下跌 | 跌幅 | 大跌 | 下降 | 减少 | 暴跌 | 回落 | 缩水 | 下调 | 降息 | 跌 |
        收跌 | 跌超 | 跌至 | 跌破 | 跌穿 | 失守 | 下滑 | 重挫 | 降至 | 新低 | 崩跌 | 裁员 | 被裁 |
        裁减 | 下落 | 急落 | 続落 | 反落 | 割り込む | 割れ | 利下げ | 引き下げ | 値下がり |
        円安ドル高 | 円安 | ドル安 | 하락 | 급락 | 붕괴 | 인하 | 감소 | 약세 | 폭락 | упал |
        упала | упали | снизил | снизила | снизился |
        снизилась | подешевел | подешевела | рухнул |
        обвалился | se hunde | se desploma | cae | cayó | caen | pierde | baja | bajó |
        desploma | fällt | fiel | sinkt | senkt | senkte | verliert | streicht | bricht ein |
        recule | chute | baisse | perd | abaisse
    """,
    "": """
        stalls | stalled | stall | pauses | paused | steady | unchanged | flat | little changed |
        stuck | consolidates | holds | held | holding | maintains | maintained | keeps | kept |
        stood | stands | 不变 | 维持 | 据え置き | 동결
    """,
}
"""Each way with its words, `|` between them."""

IGNORED = """
    made up | makes up | make up | set up | sets up | signed up | ended up | end up | took up |
    picks up | backed up | opens up | lined up | up for | up to | follow-up | start-up | cut-off |
    speeds up | put up | off the | off-chain | pay off | kick off | cut off | passed a |
    passed the | passes the | passed by | rate cut | rate cuts | rate hike | rate hikes | june cut |
    as much as | as many as | as low as | as high as | as little as | such as | as well as |
    as far as | as soon as | as of | as a | as an | as part
"""
"""Longer phrases in which a word for up or down, or one that parts clauses, says nothing of the kind."""

JOINTS = """
    while | whereas | but | and | after | although | though | when | following | despite | even as |
    amid | as
"""
"""Words that part clauses."""
