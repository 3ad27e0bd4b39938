"""Feeds to measure with: the same bytes each time, or those of a folder; and a server that has them."""

from __future__ import annotations

import asyncio
import gzip
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

ITEMS = 20
VOCABULARY = (
    "bank rate bitcoin ether court fund outflow inflow yield bond dollar euro yen tariff merger regulator "
    "exchange custody token ledger reserve inflation jobs growth output oil gas copper gold index futures "
    "option margin audit charter licence fine ruling appeal deal stake bid offer listing issue default"
)
MODIFIED = "Fri, 06 Feb 2026 06:00:00 GMT"
ITEM = (
    "<item><title>{title} {at}</title><link>https://desk{feed}.example/{at}</link>"
    "<guid isPermaLink='false'>{feed}-{at}</guid>"
    "<pubDate>Fri, 06 Feb 2026 {hour:02}:{minute:02}:00 GMT</pubDate>"
    "<description>&lt;p&gt;{first}&lt;/p&gt;&lt;p&gt;{second} &amp;amp; &lt;a href='/more'&gt;more"
    "&lt;/a&gt;&lt;/p&gt;</description><category>{word}</category></item>"
)


def bodies(count: int) -> Iterator[bytes]:
    """So many feeds of 20 made-up items each."""
    return map(made_up, range(count))


def made_up(number: int) -> bytes:
    """The feed of this number."""
    chance, words = random.Random(number), VOCABULARY.split()
    items = "".join(
        ITEM.format(
            feed=number,
            at=at,
            hour=at % 6,
            minute=chance.randrange(60),
            title=" ".join(chance.choices(words, k=8)).capitalize(),
            first=" ".join(chance.choices(words, k=40)),
            second=" ".join(chance.choices(words, k=40)),
            word=chance.choice(words),
        )
        for at in range(ITEMS)
    )
    head = f"<title>Desk {number}</title><link>https://desk{number}.example/</link>"
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{items}</channel></rss>".encode()


@contextmanager
def served(count: int) -> Iterator[list[str]]:
    """The addresses of so many feeds, each on a host of its own, for as long as the block runs."""
    words = [sys.executable, "-m", "bench.feeds", str(count)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        port = int(server.stdout.readline())
        try:
            yield [f"http://127.1.{n // 250}.{2 + n % 250}:{port}/{n}" for n in range(count)]
        finally:
            server.terminate()


class Desk(asyncio.Protocol):
    """One connection: a 304 to whoever knows the feed, else the feed, packed; nothing of freshness."""

    feeds: tuple[tuple[bytes, bytes], ...] = ()
    """Mark and packed body of each."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody is there."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._came = b""

    def data_received(self, data: bytes) -> None:
        """A piece of requests."""
        *whole, self._came = (self._came + data).split(b"\r\n\r\n")
        for request in whole:
            mark, body = self.feeds[int(request.split(b" ", 2)[1][1:])]
            given = b"ETag: %b\r\nLast-Modified: %b\r\n" % (mark, MODIFIED.encode())
            if mark in request:
                self._transport.write(b"HTTP/1.1 304 Not Modified\r\n%b\r\n" % given)
                continue
            kind = b"Content-Type: application/rss+xml\r\nContent-Encoding: gzip\r\n"
            size = b"Content-Length: %d\r\n" % len(body)
            self._transport.writelines([b"HTTP/1.1 200 OK\r\n", given, kind, size, b"\r\n", body])


async def serve(count: int) -> None:
    """Serve so many feeds on every address of this machine, and print the port."""
    Desk.feeds = tuple(
        (b'"%b"' % sha256(body).hexdigest()[:16].encode(), gzip.compress(body, 1)) for body in bodies(count)
    )
    server = await asyncio.get_running_loop().create_server(Desk, "0.0.0.0", 0, backlog=1_000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
