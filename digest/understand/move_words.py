"""The words that say up, down, or neither."""

from __future__ import annotations

from digest.model import Direction

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
MOVES: dict[Direction, str] = {
    "up": """
        leaps | leapt | leaped | edges above | edges up | edges higher | bounces | bounced | bounce |
        rise | rises | rose | risen | rising | gain | gains | gained | gaining | jump | jumps | jumped |
        jumping | surge | surges | surged | surging | soar | soars | soared | soaring | climb | climbs |
        climbed | climbing | rally | rallies | rallied | rallying | advance | advances | advanced |
        increase | increases | increased | increasing | grew | grows | grow | grown | growth | growing |
        up | added | adds | add | higher | rebound | rebounds | rebounded | spike | spikes | spiked |
        pump | pumped | pumps | recovered | recovers | appreciated | hike | hikes | hiked | raise |
        raises | raised | raising | lifts | lifted | lift | expanded | expands | doubled | doubles |
        tops | topped | reclaims | reclaimed | breaks above | rises to | retakes | retook | pops |
        popped | swelled | swells | passes | passed | surpasses | surpassed | crosses | crossed |
        ticked up | ticks up | edged up | inched up | firms | firmed | strengthened | climbs past |
        record high | shoots up | shot up | all-time high | hits record | punches through |
        punched through | breaks through | broke through | broke above | powers past | powered past |
        blasts past | blew past | vaults | vaulted | marches past | roars | roared | rockets | rocketed |
        skyrockets | skyrocketed | inches up | inches higher | inched higher | edged higher |
        ticks higher | ticked higher | nudges up | nudged up | nudged higher | claws back | clawed back |
        recoups | recouped | quickens | quickened | accelerates | accelerated | widens | widened |
        strengthens | lifting | hiking | doubling | triples | tripled | quadrupled | swelling | 上涨 |
        涨幅 | 大涨 | 上升 | 增长 | 增加 | 飙升 | 反弹 | 上调 | 加息 | 攀升 | 涨 | 收涨 | 涨超 | 涨至 |
        涨破 | 升至 | 升破 | 突破 | 站上 | 跃升 | 扩大 | 新高 | 新增 | 重返 | 重回 | 收复 | 回升 | 升穿 |
        冲破 | 冲上 | 走高 | 走强 | 收高 | 拉升 | 上扬 | 增至 | 升超 | 涨逾 | 降幅收窄 | 上昇 | 急騰 |
        高騰 | 続伸 | 反発 | 回復 | 利上げ | 引き上げ | 値上がり | 円高ドル安 | 円高 | ドル高 | 상승 |
        급등 | 반등 | 회복 | 돌파 | 인상 | 증가 | 강세 | вырос | выросла | выросли | подорожал |
        подорожала | повысил | повысила | поднял | рост | превысил | превысила | выросло | растет |
        растёт | прибавил | прибавила | поднялся | поднялась | увеличился | увеличилась | увеличил |
        увеличила | ускорилась | преодолел | преодолела | взлетел | se dispara | dispara | disparó |
        sube | subió | suben | supera | superó | aumenta | aumentó | sube a | steigt | stieg | steigen |
        klettert | legt zu | erhöht | erhöhte | höher | kletterte | gewinnt | gewann | springt | sprang |
        wächst | wuchs | avanza | avanzó | repunta | repuntó | escala | eleva | elevó | crece | creció |
        monte | grimpe | hausse | dépasse | bondit | relève | gagne | gagnent | progresse |
        repasse au-dessus | franchit | s'envole | rebondit | augmente | grimpent | advancing | ascended |
        ballooned | balloons | boomed | boosts | boosted | boost | boosting | bounces back |
        bounced back | climb back | clears | creeps up | crept up | creeps higher | crept higher |
        expanding | expand | exceeded | exceeds | exceed | explodes | exploded | grinds higher |
        ground higher | hits a record | hit a record | hit record | fresh record | new record |
        record of | new high | new highs | fresh high | in positive territory | in the green |
        into the green | leap | mounted | picked up | powered | propelled | recovering | regains |
        regained | regain | regaining | reclaim | reclaiming | retake | retaking | ripped | rips |
        rocketing | smashed through | smashes through | snapped back | snaps back | sped up | spiking |
        springs | stormed past | storms past | surpassing | surpass | swings higher | swung higher |
        topping | tacked on | tacks on | tick up | tripling | quadruples | uptick | upswing | vaulting |
        widening | zooms | zoomed | nearly doubled | more than doubled | bumped up | bumps up | upped |
        accelerating | firmer | stronger | beefed up | beefs up | hits fresh | ended higher |
        closed higher | climbed back | highest since | ticking up | inching up | edging up | nudging up |
        breaking above | breaking past | breaks past | broke past | broke $ | crossing | cross |
        passing | lurched higher | extends gains | added to | 激增 | 猛增 | 骤增 | 大增 | 倍增 | 翻倍 |
        抬升 | 提高 | 提升 | 上行 | 拉高 | 冲高 | 劲升 | 急升 | 急涨 | 狂飙 | 暴涨 | 猛涨 | 高开 |
        最高触及 | 最高至 | 调升 | 调高 | 涨近 | 涨约 | 涨幅达 | 升值 | 走升 | 收升 | 高走 | 上伸 |
        急伸 | 増益 | 増収 | 増加 | 上回る | 上回った | 反騰 | 最高値 | 値上げ | 乗せ | 拡大 | 伸び |
        올라 | 올랐 | 오른 | 오르 | 뛰어 | 뛰었 | 치솟 | 급증 | 늘어 | 늘었 | 늘려 | 확대 | 넘어 | 넘었 |
        경신 | 최고치 | 폭등 | 올린 | 올려 | 상승한 | 상향 | подскочил | подскочила | подскочили |
        поднялось | поднялись | повысили | повысило | повышена | прибавили | прибавило | увеличили |
        увеличилось | увеличились | укрепился | укрепилась | обновил максимум | дорожает | подорожали |
        подорожало | ускорился | ускорилось | удвоил | удвоилась | взлетела | взлетели | превысили |
        превысило | растут | рос | подняла | подняли | steigert | steigerte | gestiegen | legte zu |
        legten zu | legen zu | zugelegt | klettern | anstieg | gewinnen | erholt sich | übersteigt |
        überschreitet | knackt | hebt | hob | angehoben | zieht an | zog an | wachsen | rekordhoch |
        nimmt zu | stiegen | wuchsen | springen | kletterten | zulegte | subieron | aumentan |
        crecieron | crecen | alza | avanzan | rebota | rebotó | trepa | trepó | salta | saltó | superan |
        superaron | recupera | recuperó | incrementa | incrementó | duplicó | elevan | subir | escaló |
        ganan | s'envolent | bondissent | progressent | progressé | augmenté | augmentent | relevé |
        gagné | accélère | dépassent | remonte | remonté | grimpé | s'apprécie | doublé | bondi |
        montent | franchi | cracked above | cracks above | eclipses | eclipsed | pushed past |
        pushed above | pushed through | pushes past | pushes above | ramped up | ramps up | escalated |
        pierced | pierces | nears record | record peak | hits new | hit a new | hits an all-time |
        set a record | sets a record | strengthening | revived | added back | gathers pace |
        surges past | zoomed past | flies past | soared past | rallied past | upside | upgrade |
        upgraded | markup | 再创新高 | 创新高 | 走扬 | 拉涨 | 大幅上涨 | 一度突破 | 收复失地 | 値を上げ |
        年初来高値 | 高値更新 | 上昇し | 上振れ | 신고가 | 강세를 | 급등한 | 반등한 | обновил рекорд |
        выросших | растущий | erreicht rekord | übertrifft | rekordwert | máximo histórico | máximos |
        au plus haut | record historique | amassing | amassed | accumulating | stärker | fester |
        прибавив | поднявшись | подорожав | взлетев | увеличившись | adding | 倍増
    """,
    "down": """
        gives back | gave back | giving back | edges lower | edges down | slashing | gives up | gave up |
        giving up | give up | fall | falls | fell | fallen | falling | drop | drops | dropped |
        dropping | decline | declines | declined | declining | decrease | decreases | decreased | slide |
        slides | slid | sliding | slip | slips | slipped | slipping | sink | sinks | sank | sinking |
        plunge | plunges | plunged | plunging | tumble | tumbles | tumbled | tumbling | lost | loses |
        lose | losing | loss | losses | down | lower | lowers | lowered | shed | sheds | shedding |
        crash | crashes | crashed | crashing | slump | slumps | slumped | dip | dips | dipped | cut |
        cuts | cutting | reduce | reduces | reduced | reduction | trim | trims | trimmed | retreat |
        retreats | retreated | pullback | drawdown | weakened | weakens | plummet | plummets |
        plummeted | shrank | shrinks | halved | eased | eases | slashed | slashes | slash | off |
        lays off | laid off | lay off | layoffs | slowed | slows | cooled | cools | ticked down |
        edged down | edged lower | inches lower | inched lower | inches down | ticks lower | ticks down |
        ticked lower | drifts lower | drifted lower | dives | dived | dove | nosedives | nosedived |
        tanks | tanked | craters | cratered | crumbles | crumbled | collapses | collapsed | skids |
        skidded | sags | sagged | swoons | swooned | shrinking | shrunk | contracts | contracted |
        narrows | narrowed | softened | softens | cooling | slowing | easing | halves | halving |
        weakening | trimming | lowering | reducing | wipes | wiped | wiping | erases | erased | erasing |
        nearly halved | 下跌 | 跌幅 | 大跌 | 下降 | 减少 | 暴跌 | 回落 | 缩水 | 下调 | 降息 | 跌 | 收跌 |
        跌超 | 跌至 | 跌破 | 跌穿 | 失守 | 下滑 | 重挫 | 降至 | 新低 | 崩跌 | 裁员 | 被裁 | 裁减 | 走低 |
        走弱 | 收低 | 下挫 | 下探 | 跳水 | 跌逾 | 跌落 | 跌去 | 减至 | 缩减 | 放缓 | 下落 | 急落 | 続落 |
        反落 | 割り込む | 割れ | 利下げ | 引き下げ | 値下がり | 円安ドル高 | 円安 | ドル安 | 하락 |
        급락 | 붕괴 | 인하 | 감소 | 약세 | 폭락 | упал | упала | упали | снизил | снизила | снизился |
        снизилась | подешевел | подешевела | рухнул | обвалился | потерял | потеряла | потеряли |
        опустились | опустился | опустилась | сократился | сократилась | сократил | сократила |
        замедлилась | замедлился | просел | снизились | se hunde | se desploma | cae | cayó | caen |
        pierde | baja | bajó | desploma | retrocede | retrocedió | cede | cedió | recorta | recortó |
        fällt | fiel | sinkt | senkt | senkte | verliert | streicht | bricht ein | rutscht | rutschte |
        stürzt | stürzte | gibt nach | verlor | tiefer | niedriger | büßt | repasse sous | passe sous |
        recule | chute | baisse | perd | abaisse | cède | cèdent | plonge | s'effondre | dévisse |
        ralentit | diminue | chutent | reculent | backslid | buckled | buckles | capitulated | caved |
        ceded | conceded | concedes | contracting | deflated | depreciated | depreciates | deteriorated |
        diminished | dwindled | dwindles | ebbed | eroded | erodes | evaporated | faded | fades |
        faltered | falters | gave ground | gives ground | in negative territory | in the red |
        into the red | languished | loses ground | lost ground | losing ground | moderated | moderates |
        moderating | nudged down | nudged lower | pared | pares | paring | pulls back | pulled back |
        pulling back | receded | recedes | relinquished | relinquishes | retraced | retraces |
        retreating | rolled over | scaled back | scales back | shaved | shaves | slackened | slimmed |
        slumping | softer | spiraled | spiralled | stumbled | stumbles | succumbed | sunk | surrendered |
        surrenders | swung lower | tapered | undercut | vanished | waned | wanes | weaker | weaken |
        withered | wobbled | breaks below | broke below | breaking below | eliminated | eliminates |
        eliminate | eliminating | axe | axes | axed | axing | let go | lets go | dismissed | culls |
        culled | cooler | dialed back | trending lower | ended lower | closed lower | lowest since |
        bleed | bled | hemorrhaged | dipping | slides to | crumbling | slim | slower | slow |
        decelerated | decelerates | decelerating | cratering | collapse | collapsing | capsized |
        nosediving | tanking | plummeting | edging down | edging lower | ticking down | drifting lower |
        drifted | lost nearly | backed off | 骤降 | 锐减 | 大减 | 下行 | 走跌 | 收挫 | 暴挫 | 急挫 |
        低开 | 腰斩 | 蒸发 | 最低触及 | 最低至 | 削减 | 降低 | 调降 | 调低 | 滑落 | 大降 | 跌近 | 跌约 |
        贬值 | 急跌 | 闪崩 | 探底 | 减产 | 下回る | 下回った | 減益 | 減収 | 減少 | 最安値 | 暴落 |
        縮小 | 下落した | 下げ | 내려 | 내렸 | 내린 | 내리 | 떨어져 | 떨어졌 | 떨어진 | 떨어지 | 빠져 |
        빠졌 | 줄어 | 줄었 | 줄여 | 축소 | 급감 | 밑돌 | 최저치 | 낮춰 | 낮췄 | 낮춘 | 추락 | 하락한 |
        하향 | 무너 | упало | опустилось | снизило | снизили | снизилось | снижает | сократились |
        сократилось | сократили | потеряло | подешевели | подешевело | дешевеет | ослаб | ослабла |
        обвалилась | обвалились | рухнула | рухнули | просела | просели | уменьшился | уменьшилась |
        падает | падают | снижена | sinken | gesunken | gefallen | fielen | verlieren | verloren |
        brach ein | brachen ein | rutschen | stürzen | senken | gesenkt | gab nach | büßte | schrumpft |
        schrumpfte | kürzt | kürzte | reduziert | reduzierte | baut ab | sackt | sackte | sanken |
        verbilligt | eingebrochen | nachgegeben | stürzten | bajan | cayeron | perdió | pierden |
        retroceden | desploman | desplomó | desplomaron | hundió | recortan | disminuye | disminuyó |
        redujo | descendió | desciende | descienden | ceden | contrajo | bajaron | bajar | caer |
        baissent | baissé | reculé | chuté | perdent | perdu | abaissé | plongent | plongé |
        s'effondrent | ralenti | diminué | cédé | réduit | supprime | supprimer | retombe | retombé |
        tombe | tombé | glisse | fléchit | dégringole | dragged | drags | knocked | battered | hammered |
        pummeled | sold off | sells off | melted | melts | bottomed | depressed | dents | slid below |
        sank below | hits a low | fresh low | new low | record low | plumbs | lagged | nursed losses |
        slumped below | downgraded | downside | discounted | unwound | 再创新低 | 创新低 | 大幅下跌 |
        一度跌破 | 缩减至 | 値を下げ | 安値更新 | ぶり安値 | 割った | 신저가 | 약세를 | 급락한 | 급락해 |
        минимум | mínimo | mínimos | au plus bas | rekordtief | tiefstand | schwächer | leichter |
        потеряв | упав | подешевев | снизившись | опустившись | рухнув | просев | 반납 | 내줬 | 내줘 |
        半減
    """,
    "": """
        stalls | stalled | stall | pauses | paused | steady | unchanged | flat | little changed | stuck |
        consolidates | holds | held | holding | maintains | maintained | keeps | kept | stood | stands |
        mantiene | mantuvo | maintient | belässt | сохранил | сохранила | 不变 | 维持 | 据え置き | 동결
    """,
}
"""Each way with its words, `|` between them."""

IGNORED = """
    made up | makes up | make up | set up | sets up | signed up | ended up | end up | took up |
    picks up | backed up | opens up | lined up | up for | up to | follow-up | start-up | cut-off |
    speeds up | put up | off the | off-chain | pay off | kick off | cut off | passed a | passed the |
    passes the | passed by | rate cut | rate cuts | rate hike | rate hikes | a cut | a hike |
    further cut | further cuts | another cut | another hike | more cuts | next cut | next hike |
    wiped out | as much as | as many as | as low as | as high as | as little as | such as | as well as |
    as far as | as soon as | as of | as a | as an | as part | pared losses | pares losses | pare losses |
    paring losses | top 5 | top 10 | top of | on top | at the top | top executive | top line |
    let go of | cross-border | cross-chain | pick up | slow down | loss-making | stop-loss |
    loss of trust
"""
IGNORED += "".join(f"| {month} cut | {month} hike" for month in MONTHS)
"""Longer phrases in which a word for up or down, or one that parts clauses, says nothing of the kind."""

JOINTS = """
    while | whereas | but | and | after | although | though | when | following | despite | even as |
    amid | as
"""
"""Words that part clauses."""
