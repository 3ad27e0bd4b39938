"""Certificates, against real TLS servers under an authority of these tests."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from feed_server import FEED, Server, running

from digest.collect.fetch import FetchLimits, HttpFetch
from digest.errors import FetchError
from digest.model import Request, Response
from digest.world import SystemClock

Serve = Callable[[ssl.SSLContext], Server]


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Trusted by this process, as a company's own authority is."""
    made = trustme.CA()
    made.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return made


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as stack:
        yield lambda context: stack.enter_context(contextmanager(running)(tls=context))


def certified(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def ask(url: str) -> Response | FetchError:
    limits = FetchLimits(deadline=5, connect=2, pauses=(0.01, 0.02), host_pause=0)
    fetch = HttpFetch(SystemClock(), user_agent="t", base="/", limits=limits)
    [(_, answer)] = list(fetch([Request("s", url, (("X-Api-Key", "secret"),), allow_private=True)]))
    assert isinstance(answer, Response | FetchError)
    return answer


def test_a_good_certificate_is_taken(authority: trustme.CA, serve: Serve) -> None:
    server = serve(certified(authority.issue_cert("127.0.0.1")))
    answer = ask(server.fixed("/feed"))
    assert isinstance(answer, Response)
    assert answer.body == FEED


def wrong_host(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert("feeds.example.org")


def expired(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert("127.0.0.1", not_after=datetime.now(UTC) - timedelta(days=1))


def not_yet_valid(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert("127.0.0.1", not_before=datetime.now(UTC) + timedelta(days=1))


def of_nobody_known(authority: trustme.CA) -> trustme.LeafCert:
    return trustme.CA().issue_cert("127.0.0.1")


@pytest.mark.parametrize("made", [wrong_host, expired, not_yet_valid, of_nobody_known])
def test_a_certificate_that_is_not_right_refuses(
    authority: trustme.CA, serve: Serve, made: Callable[[trustme.CA], trustme.LeafCert]
) -> None:
    server = serve(certified(made(authority)))
    answer = ask(server.fixed("/feed"))
    assert isinstance(answer, FetchError)
    assert answer.what == "the certificate of 127.0.0.1 is not valid"
    assert server.asked == []


def test_a_redirect_leads_to_no_wrong_certificate_either(authority: trustme.CA, serve: Serve) -> None:
    bad = serve(certified(expired(authority)))
    target = bad.fixed("/feed")
    good = serve(certified(authority.issue_cert("127.0.0.1")))
    answer = ask(good.fixed("/a", b"", 302, {"Location": target}))
    assert isinstance(answer, FetchError)
    assert (answer.what, len(good.asked), bad.asked) == ("the certificate of 127.0.0.1 is not valid", 1, [])


def test_a_server_that_speaks_no_tls_is_a_failure_by_name() -> None:
    with contextmanager(running)() as plain:
        answer = ask(plain.fixed("/feed").replace("http:", "https:"))
    assert isinstance(answer, FetchError)
    assert plain.asked == []
