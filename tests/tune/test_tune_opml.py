"""Lists of feeds, written and read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import ConfigError
from digest.model import Source
from digest.tune.opml import ListedFeed, read_opml, write_opml

EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Mine &amp; yours</title></head><body>
  <outline text="Markets"><outline text="Bonds &amp; Rates">
    <outline type="rss" text="Paper" title="The Paper" xmlUrl="https://paper.example/rss?a=1&amp;b=2"
      htmlUrl="https://paper.example/"/>
  </outline>
  <outline type="rss" text="Wire" xmlurl="https://wire.example/feed" category="/world/asia,banks"
    language="en-GB"/>
  </outline>
  <outline text="Empty folder"/>
  <!-- a comment -->
  <outline type="rss" xmlUrl="https://bare.example/"/>
  <outline text="Again">
    <outline type="rss" text="Paper" xmlUrl="https://paper.example/rss?a=1&amp;b=2"/>
  </outline>
</body></opml>"""


def test_folders_and_categories_are_topics() -> None:
    assert read_opml("my.opml", EXPORT.encode()) == (
        ListedFeed("https://paper.example/rss?a=1&b=2", "The Paper", ("markets", "bonds-rates", "again")),
        ListedFeed("https://wire.example/feed", "Wire", ("markets", "world", "asia", "banks"), "en-GB"),
        ListedFeed("https://bare.example/", "", ()),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_whatever_it_is_encoded_in(encoding: str) -> None:
    text = '<opml version="2.0"><body><outline text="汇率" xmlUrl="https://a.example/"/></body></opml>'
    assert [feed.title for feed in read_opml("my.opml", text.encode(encoding))] == ["汇率"]


def test_what_can_be_saved_of_a_broken_one_is() -> None:
    outlines = '<outline text="A & B" xmlUrl="https://a.example/"/><outline xmlUrl="https://b.example/">'
    broken = f"<opml><body>{outlines}"
    assert {feed.url for feed in read_opml("my.opml", broken.encode())} == {
        "https://a.example/",
        "https://b.example/",
    }


BOMB = (
    '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    '<opml><body><outline text="&c;" xmlUrl="https://a.example/"/></body></opml>'
)
READS_A_FILE = (
    '<?xml version="1.0"?><!doctype opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    '<opml><body><outline text="&x;" xmlUrl="https://a.example/"/></body></opml>'
)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (BOMB.encode(), "document type declaration"),
        (BOMB.encode("utf-16"), "document type declaration"),
        (READS_A_FILE.encode(), "document type declaration"),
        (b"<html><body>Not here</body></html>", "is no OPML"),
        (b"", "is no OPML"),
        (b"xmlUrl=https://a.example/", "is no OPML"),
        (b"\x00\xff\xfe" * 50, "is no OPML"),
    ],
)
def test_what_is_no_list_is_refused(body: bytes, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        read_opml("my.opml", body)


def test_folders_in_folders_without_end() -> None:
    deep = "<opml><body>" + '<outline text="f">' * 5_000 + '<outline xmlUrl="https://a.example/"/>'
    assert len(read_opml("my.opml", deep.encode())) <= 1


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
SOURCES = st.lists(
    st.builds(
        Source,
        id=st.just("s"),
        kind=st.just("feed"),
        url=st.integers(0, 10**6).map(lambda n: f"https://a.example/{n}?x=1&y=<2>"),
        title=TEXT,
        topics=st.lists(
            st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True), max_size=3, unique=True
        ).map(tuple),
        language=st.sampled_from(["", "en", "pt-BR"]),
    ),
    max_size=12,
    unique_by=lambda source: source.url,
)


@given(TEXT, SOURCES)
def test_what_is_written_is_read_again(title: str, sources: list[Source]) -> None:
    read = {feed.url: feed for feed in read_opml("my.opml", write_opml(title, sources).encode())}
    assert read.keys() == {source.url for source in sources}
    for source in sources:
        assert (read[source.url].topics, read[source.url].language) == (source.topics, source.language)
