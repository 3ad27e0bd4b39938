"""What a collection is measured against, each in a process of its own: ``ask FILE``, ``parse COUNT``."""

from __future__ import annotations

import asyncio
import io
import json
import sys
import time
from pathlib import Path

AT_ONCE = 100


def ask(file: Path) -> None:
    """
    Ask the addresses in `file`, with what it holds of their last answers, and put down what they give.

    Nothing else: no manners, no walls, nothing read, nothing kept but a line an address.
    """
    import aiohttp

    known: dict[str, list[str]] = json.loads(file.read_text())
    told: dict[str, list[str]] = {}

    async def one(url: str, session: aiohttp.ClientSession) -> None:
        etag, modified = known[url]
        headers = {"If-None-Match": etag, "If-Modified-Since": modified} if etag else {}
        async with session.get(url, headers=headers) as answer:
            await answer.read()
            told[url] = [answer.headers["etag"], answer.headers["last-modified"]]
            assert answer.status == (304 if etag else 200)

    async def everyone() -> None:
        connector = aiohttp.TCPConnector(limit=AT_ONCE)
        async with aiohttp.ClientSession(connector=connector) as session, asyncio.TaskGroup() as asked:
            for url in known:
                asked.create_task(one(url, session))

    asyncio.run(everyone())
    file.write_text(json.dumps(told))


def parse(count: int) -> None:
    """
    Print the seconds of computing feedparser takes for so many feeds: with its defaults, and without its
    two passes over markup, which the house does not use.
    """
    import feedparser

    from bench.feeds import bodies

    usual, spared, entries, size = 0.0, 0.0, 0, 0
    for body in bodies(count):
        began = time.process_time()
        feedparser.parse(io.BytesIO(body))
        between = time.process_time()
        read = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
        spared += time.process_time() - between
        usual += between - began
        entries += len(read.entries)
        size += len(body)
    print(json.dumps([usual, spared, entries, size]))


if __name__ == "__main__":
    if sys.argv[1] == "ask":
        ask(Path(sys.argv[2]))
    else:
        parse(int(sys.argv[2]))
