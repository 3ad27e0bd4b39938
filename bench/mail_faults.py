"""Faults of mail servers as scripts, and what becomes of an edition's recipients under each."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.mail_server import ALWAYS, Fault, Stage, mail_server
from digest.deliver import deliver, owed
from digest.deliver.channels.smtp import Smtp
from digest.model import Edition, EditionKey, Receipt, Rendition, Window
from digest.protocols import ConfiguredChannel
from digest.store import open_store

TO = tuple(f"{name}@example.com" for name in "abcdef")
A, B, C, D, E, F = TO

BEGAN = datetime(2026, 2, 6, 6, 0, 5, tzinfo=UTC)
EDITION = Edition(
    EditionKey("daily", datetime(2026, 2, 6, 7, 0)),  # noqa: DTZ001  # a slot is local
    "Morning desk",
    "Europe/Berlin",
    Window(BEGAN - timedelta(days=1), BEGAN),
)
RENDITIONS = (
    Rendition("mail", "mail.html", "text/html", "<p>汇 €</p>\n<p>.</p>\n" * 40, "Bitcoin falls"),
    Rendition("text", "mail.txt", "text/plain", "汇 €\n.\n..\n" * 40, "Bitcoin falls"),
)

LATER_RUNS = 6
"""At most, half an hour apart."""


class StillClock:
    """Time that passes only when it is waited for."""

    def __init__(self) -> None:
        self.time = BEGAN
        self.waited: list[float] = []

    def now(self) -> datetime:
        """The time, in UTC."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.waited.append(seconds)
        self.time += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Script:
    """What goes wrong, and what is to come of it."""

    name: str
    faults: tuple[Fault, ...]
    refused: int = 0
    owed: int = 0
    """After the first run."""
    doubled: int = 0
    hangs: bool = False
    resend_when_unsure: bool = True
    held: int = 0


@dataclass(frozen=True)
class Outcome:
    """What became of the recipients, by the receipts and by the server's mailbox."""

    delivered: int
    """In the first run."""
    refused: int
    held: int
    owed: int
    """After the first run."""
    later: int
    """Delivered by the runs after it."""
    lost: int
    """Recipients without the message who are neither refused, nor held, nor owed it any more."""
    doubled: int
    """Copies past the first."""
    unlike: int
    """Copies past the first that have another Message-ID."""
    most_asked: int
    """How often the recipient asked for most was asked for in one run."""
    connections: int
    """Of the first run."""


SCRIPTS = (
    Script("nothing goes wrong", ()),
    Script("421 for a greeting, twice", (Fault("connect", "421 4.3.2 too busy", times=2),)),
    Script("554 for a greeting", (Fault("connect", "554 no service here", times=2),), owed=6),
    Script("dropped before the greeting", (Fault("connect", "drop"),)),
    Script("silence in place of a greeting", (Fault("connect", "hang"),), hangs=True),
    Script("dropped at EHLO", (Fault("ehlo", "drop"),)),
    Script("no EHLO, only HELO", (Fault("ehlo", "502 5.5.1 what?", times=ALWAYS),)),
    Script("421 for MAIL", (Fault("mail", "421 4.7.0 not now"),)),
    Script("451 for MAIL", (Fault("mail", "451 4.3.0 not now", times=3),)),
    Script("452 after three messages a connection", (Fault("mail", "452 4.5.3 enough", after=3),)),
    Script("550 for MAIL", (Fault("mail", "550 5.7.1 not you", times=2),), owed=6),
    Script("dropped at MAIL", (Fault("mail", "drop", after=2),)),
    Script("greylist for all", (Fault("rcpt", "450 4.2.0 greylisted", times=2),)),
    Script("greylist for one", (Fault("rcpt", "451 4.7.1 greylisted", B, times=3),)),
    Script("greylist without end", (Fault("rcpt", "450 4.2.0 greylisted", B, times=ALWAYS),), owed=1),
    Script("421 for one recipient", (Fault("rcpt", "421 4.3.0 closing", C),)),
    Script("550 for two recipients", tuple(Fault("rcpt", "550 5.1.1 who?", to, 99) for to in (A, D)), 2),
    Script("552 mailbox full", (Fault("rcpt", "552 5.2.2 full", E, times=99),), refused=1),
    Script("dropped at RCPT", (Fault("rcpt", "drop", B, times=2),)),
    Script("dropped at RCPT of one, always", (Fault("rcpt", "drop", B, times=ALWAYS),), owed=1),
    Script("451 for DATA", (Fault("data", "451 4.3.0 not now"),)),
    Script("554 for DATA", (Fault("data", "554 5.5.1 no", F, times=99),), refused=1),
    Script("dropped at DATA", (Fault("data", "drop", C),)),
    Script("dropped in the message", (Fault("body", "drop", D, times=2),)),
    Script("silence in the message", (Fault("body", "hang", D),), hangs=True),
    Script("451 after the dot", (Fault("dot", "451 4.3.0 try again", times=2),)),
    Script("552 after the dot", (Fault("dot", "552 5.3.4 too big", times=99),), refused=6),
    Script("554 spam after the dot, for one", (Fault("dot", "554 5.7.1 no", B, times=99),), refused=1),
    Script("dropped after the dot, not taken", (Fault("dot", "drop"),)),
    Script("dropped after the dot, taken", (Fault("kept", "drop"),), doubled=6),
    Script("dropped after the dot, one taken", (Fault("kept", "drop", B, times=2),), doubled=2),
    Script("silence after the dot, taken", (Fault("kept", "hang", B),), doubled=1, hangs=True),
    Script("nonsense after the dot, taken", (Fault("kept", "hello", B),), doubled=1),
    Script(
        "dropped after the dot, taken, held",
        (Fault("kept", "drop", B),),
        held=1,
        resend_when_unsure=False,
    ),
    Script(
        "dropped after the dot, not taken, held",
        (Fault("dot", "drop", B),),
        held=1,
        resend_when_unsure=False,
    ),
    Script("greylist, held when unsure", (Fault("rcpt", "450 4.2.0 no", B),), resend_when_unsure=False),
    Script("dropped after every 250", (Fault("after", "drop", times=ALWAYS),)),
    Script("421 for QUIT", (Fault("quit", "421 4.3.0 closing", times=ALWAYS),)),
    Script("dropped at QUIT", (Fault("quit", "drop", times=ALWAYS),)),
    Script(
        "500 for RSET",
        (Fault("rset", "500 5.5.1 what?", times=ALWAYS), Fault("rcpt", "450 4.2.0 no", A)),
    ),
)


def outcome_of(script: Script, folder: Path) -> Outcome:
    """An edition's run and those after it, until nothing is owed, against a server that fails so."""
    patience = 2.0 if script.hangs else 20.0
    return outcome_under(script.faults, folder, patience=patience, resend=script.resend_when_unsure)


def outcome_under(
    faults: Sequence[Fault], folder: Path, *, patience: float = 20.0, resend: bool = True
) -> Outcome:
    """As :func:`outcome_of`, for faults without a name; `patience` is in seconds."""
    clock = StillClock()
    with mail_server(*faults) as server, open_store(folder) as store:
        channel = Smtp(
            "127.0.0.1",
            "Morning desk <desk@example.org>",
            TO,
            port=server.port,
            security="none",
            timeout_seconds=patience,
            answer_seconds=patience,
            resend_when_unsure=resend,
        )
        ways = [ConfiguredChannel("mail", channel)]
        first = deliver(EDITION, RENDITIONS, ways, store, clock)
        connections = server.asked("connect")
        most_asked = max(Counter(to for at, to in server.seen if at == "rcpt").values(), default=0)
        later = 0
        for _ in range(LATER_RUNS):
            if owed(str(EDITION.key), ways, store):
                clock.sleep(1800)
                later += _count(deliver(EDITION, RENDITIONS, ways, store, clock), "delivered")
        states = {receipt.target: receipt.state for receipt in store.receipts(str(EDITION.key))}
    kept = Counter(one.recipient for one in server.kept)
    identities = {(one.recipient, one.identity) for one in server.kept}
    return Outcome(
        delivered=_count(first, "delivered"),
        refused=sum(1 for state in states.values() if state == "refused"),
        held=sum(1 for state in states.values() if state == "held"),
        owed=_count(first, "failed"),
        later=later,
        lost=sum(1 for to in TO if not kept[to] and states.get(to) in (None, "delivered")),
        doubled=sum(count - 1 for count in kept.values()),
        unlike=len(identities) - len(kept),
        most_asked=most_asked,
        connections=connections,
    )


def _count(receipts: Sequence[Receipt], state: str) -> int:
    return sum(1 for receipt in receipts if receipt.state == state)


_STORMY: tuple[Stage, ...] = (
    "connect", "ehlo", "mail", "rcpt", "data", "body", "dot", "kept", "after", "rset", "quit"
)  # fmt: skip


def storm(seed: int) -> tuple[Fault, ...]:
    """A dozen passing faults of any kind, none of them a refusal for good; the same for the same seed."""
    dice = random.Random(seed)
    faults = []
    for _ in range(12):
        at = dice.choice(_STORMY)
        says = dice.choice(("drop", "421 4.3.0 closing", "451 4.3.0 not now"))
        if at in ("kept", "after", "body"):
            says = "drop"
        to = dice.choice(TO) if at in ("rcpt", "data", "body", "dot", "kept", "after") else ""
        faults.append(Fault(at, says, to, dice.randint(1, 2), dice.randint(0, 3) if not to else 0))
    return tuple(faults)
