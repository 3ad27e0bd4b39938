"""An act of a source that may be printed again stands whole on a page of the site; any other does not."""

from __future__ import annotations

from pathlib import Path

from digest.demo import demo, sample_config
from digest.model import Window
from digest.store import open_store


def test_what_a_source_may_be_quoted_with_decides(tmp_path: Path) -> None:
    demo(tmp_path)
    config = sample_config(tmp_path)
    allowed = {source.id for source in config.source_by_id.values() if source.republish}
    assert allowed == {"pbc-notices"}
    with open_store(config.state) as store:
        (latest,) = store.editions(config.digests[0].name, 1)
        window = Window(latest.edition.window.start, latest.edition.window.end)
        texts = {entry.url: entry.text for entry in store.entries(window)}
    acts = {brief.story_id: brief.document for brief in latest.briefs if brief.act}
    held = {id: text for id, text in acts.items() if text}
    assert held
    assert len(held) < len(acts)
    for passage in held.values():
        assert passage.source_id in allowed
        assert passage.text in texts[passage.url]
    folder = tmp_path / "site" / latest.edition.key.day.isoformat()
    assert {path.stem.removeprefix("act-") for path in folder.glob("act-*.html")} == set(held)
