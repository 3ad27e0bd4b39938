"""A section is spread over assets and outlets, is never padded, and holds back nothing that is wanted."""

from __future__ import annotations

from compose_stories import Desk, ranked, told
from hypothesis import given
from hypothesis import strategies as st

from digest.compose.sections.also import Also
from digest.compose.sections.top import Top
from digest.compose.spread import spread
from digest.model import Brief, RankedStory

ASSETS = ("Bitcoin", "Ether", "Arbitrum")


def about(asset: str, number: int, points: int, source: str = "alpha") -> RankedStory:
    return ranked(
        told(f"{asset} story {number}", source=source), points=points, id=f"{asset}{source}{number}"
    )


def test_one_asset_has_half_of_top_while_others_wait() -> None:
    flood = [about("Bitcoin", n, 200 - n, "alpha" if n % 2 else "wire") for n in range(40)]
    others = [about("Ether", n, 120 - n, "beta") for n in range(3)]
    desk = Desk().place(Top(limit=8), Also(limit=5))
    top = desk.compose(*flood, *others).section("top")
    assert top is not None
    names = [brief.headline.split()[0] for brief in top.items if isinstance(brief, Brief)]
    assert names == ["Bitcoin"] * 5 + ["Ether"] * 3


def test_one_outlet_has_half_of_also_while_others_wait() -> None:
    loud = [about(f"Thing{n}", n, 300 - n, "wire") for n in range(300)]
    quiet = [about(f"Matter{n}", n, 160 - n, "beta") for n in range(4)]
    stories = sorted([*loud, *quiet], key=lambda one: -one.points)
    also = Desk().place(Also(limit=8)).compose(*stories).section("also")
    assert also is not None
    outlets = [brief.tellings[0].source_id for brief in also.items if isinstance(brief, Brief)]
    assert outlets.count("beta") == 4


def test_with_one_subject_the_day_is_full_all_the_same() -> None:
    stories = [about("Bitcoin", n, 100 - n) for n in range(500)]
    assert [one.points for one in spread(stories, 8, "en")] == list(range(100, 92, -1))


def test_what_is_not_half_as_good_takes_no_place() -> None:
    stories = [*(about("Bitcoin", n, 100 - n) for n in range(6)), about("Ether", 0, 40, "beta")]
    assert [one.points for one in spread(stories, 4, "en")] == [100, 99, 98, 97]


def test_a_quiet_day_is_neither_empty_nor_padded() -> None:
    stories = [about("Bitcoin", 1, 30), about("Bitcoin", 2, 12)]
    assert [brief.points for brief in Desk().place(Top(), Also()).compose(*stories).briefs] == [30, 12]
    assert Desk().place(Top(), Also()).compose().briefs == ()


KINDS = st.tuples(st.sampled_from(ASSETS), st.sampled_from(["alpha", "beta", "wire"]), st.integers(1, 200))


@given(st.lists(KINDS, max_size=40), st.integers(1, 12))
def test_as_many_as_there_is_room_for_best_first(kinds: list[tuple[str, str, int]], limit: int) -> None:
    given_ = [about(asset, n, points, source) for n, (asset, source, points) in enumerate(kinds)]
    stories = sorted(given_, key=lambda one: -one.points)
    chosen = spread(stories, limit, "en")
    assert len(chosen) == min(limit, len(stories))
    assert list(chosen) == [one for one in stories if one in chosen]
    assert chosen[:1] == tuple(stories[:1])
