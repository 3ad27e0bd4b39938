"""A year of editions as a site: built, made again with one more, and with nothing new."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from digest import demo
from digest.deliver.site_files import write_site
from digest.model import Digest, EditionKey
from digest.prepare import prepare
from digest.render import site
from digest.run import archive_of
from digest.store import SqliteStore, open_store

DAYS = 365


def main() -> None:
    """Print the times of a first build, of one with a new edition, and of one without."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        demo.demo(folder)
        config = demo.sample_config(folder)
        (plan,) = config.digests
        theme = prepare(config, plan).theme
        with open_store(config.state) as store:
            (latest, *_) = store.editions(plan.name)
            _publish(store, latest, DAYS)

            def build(what: str) -> None:
                began = time.perf_counter()
                said = write_site(folder / "year", site(archive_of(plan, store), theme))
                print(f"{what:<24} {time.perf_counter() - began:6.2f} s   {said}")

            build(f"{DAYS} editions, built")
            _publish(store, latest, 1, first=latest.edition.key.day.toordinal() + 1)
            build("one new edition")
            build("nothing new")


def _publish(store: SqliteStore, digest: Digest, days: int, first: int = 0) -> None:
    """The same edition under as many keys, ending with its own."""
    last = digest.edition.key.slot
    begin = datetime.fromordinal(first) if first else last - timedelta(days=days - 1)
    for day in range(days):
        slot = datetime.combine((begin + timedelta(days=day)).date(), last.time())
        key = EditionKey(digest.edition.key.digest, slot)
        edition = replace(digest.edition, key=key)
        store.publish(key, replace(digest, masthead=replace(digest.masthead, edition=edition)))


if __name__ == "__main__":
    main()
