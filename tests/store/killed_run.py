"""A run of the store's three commit points that ends itself, with SIGKILL, at the point it is told."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import event
from store_samples import MORNING, account, brief, edition_of, entry, key, observation, outcome, response

from digest.model import Receipt, Validators
from digest.store import SqliteStore, hold, open_store

TARGETS = tuple(f"{name}@example.com" for name in "abcdef")
STORIES = tuple(f"s{number}" for number in range(8))


def work(store: SqliteStore, outbox: Path) -> Iterator[None]:
    """What a run does, stage by stage: nothing that was done is done again."""
    number = store.begin_run(str(key()), MORNING)
    missing = store.edition(key()) is None
    if missing:
        for n in range(5):
            store.remember(response(f"/{n}", f"{n} ".encode() * 20_000), Validators("r", f'"{n}"'))
    yield
    if missing:
        entries = [entry(f"e{n}", text="word " * 200) for n in range(200)]
        store.keep(entries, [observation(f"o{n}") for n in range(50)], [outcome("wire", entries=200)])
    yield
    if missing:
        told = (account(story) for story in STORIES)
        store.publish(key(), edition_of(key(), *map(brief, STORIES), accounts=tuple(told)))
    yield
    done = {receipt.target for receipt in store.receipts(str(key())) if receipt.state == "delivered"}
    for target in TARGETS:
        if target not in done:
            with outbox.open("a") as sent:
                sent.write(f"{target}\n")
            store.sign(Receipt(str(key()), "mail", target, MORNING, "delivered"))
    yield
    store.prune(MORNING)
    store.end_run(number, MORNING, "published")
    yield


class Fuse:
    """Counts statements, commits and every 20 instructions of SQLite; ends the process at one of them."""

    def __init__(self, point: int) -> None:
        self.point = point
        self.steps = 0

    def step(self, *_: Any) -> int:
        self.steps += 1
        if self.steps == self.point:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def lay(self, store: SqliteStore) -> None:
        event.listen(store._engine, "before_cursor_execute", self.step)
        event.listen(store._engine, "commit", self.step)
        # The store's own connection, which its engine gives back and takes again.
        lent = store._engine.raw_connection()
        connection = lent.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        connection.set_progress_handler(self.step, 20)
        lent.close()


def run(folder: Path, point: int) -> list[int]:
    """Open, work, close; returns the count of steps at the end of each stage."""
    with hold(folder), open_store(folder) as store:
        fuse = Fuse(point)
        fuse.lay(store)
        return [fuse.steps for _ in work(store, folder / "outbox")]


if __name__ == "__main__":
    # Forks once for each FOLDER POINT it is given, so that Python starts up only once.
    for folder, point in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        child = os.fork()
        if not child:
            run(Path(folder), int(point))
            os._exit(0)
        print(os.waitpid(child, 0)[1], flush=True)
