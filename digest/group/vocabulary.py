"""Words that say little about an event, in the languages entries come in most."""

from __future__ import annotations

_ENGLISH = """
a an the of to in on at for and or but by with from as is are was were be been being am it its this that
these those he she they we you i him her his hers their our your my me us them not no nor new say says
said saying after before over under into onto out up down off about how why what when who whom whose
which will would can could may might must shall should has have had having do does did done more most
much many than then there here all any some such only own same so too very just s t re ll ve d m if
while during against between through because until again further once amid via per vs
"""
_GERMAN = """
der die das den dem des ein eine einen einem einer eines und oder aber mit von vom zu zum zur im am an
auf aus bei nach vor für über unter durch gegen um ist sind war wird werden hat haben sich nicht auch
als wie so nur noch bis dass er sie es wir ich ihr
"""
_FRENCH = """
le la les l un une des du de d et ou mais avec par pour dans sur sous en au aux ce cette ces qui que
quoi dont où est sont été sera a ont se sa son ses leur leurs ne pas plus il elle ils elles nous vous
"""
_IBERIAN_ITALIAN = """
el los las lo una unos unas y o e con por para en sin sobre entre del al su sus se que como más es son
fue ha han no ya os as um uma do da dos das com em na nos nas ao à pelo pela não il gli i un uno della
dello dei delle degli nel nella di che per tra fra non più alla dal è
"""
_RUSSIAN = """
и в во на с со к ко о об от до по за из у не что как это для при без над под его её их он она они мы был
была были будет а но или же бы из-за
"""
_WEAK = """
latest live update updates news report reports today week weekly day daily year month watch know need
everything thing things first last next back get gets set make makes take takes big top best here look
see sees show shows world market markets price prices crypto million billion percent time people come
analyst analysts breaking
"""

_TITLES = """
series etf etfs etp etps ceo cfo cto ipo ai us usa uk eu defi nft nfts dao web3 dex cex rwa q1 q2 q3 q4
monday tuesday wednesday thursday friday saturday sunday january february march april june july august
september october november december
"""

STOP_WORDS = frozenset(" ".join((_ENGLISH, _GERMAN, _FRENCH, _IBERIAN_ITALIAN, _RUSSIAN)).split())
"""Function words; they count for nothing."""
WEAK_WORDS = frozenset(_WEAK.split())
"""Counted at half weight: news of any subject is full of them."""
CAPITAL_WORDS = frozenset(_TITLES.split())
"""Written with a capital or as letters, but nobody's name."""
