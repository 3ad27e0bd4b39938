"""The record of an edition is canonical: written and read, it is the same bytes and the same value."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.demo import demo, sample_config
from digest.model import record
from digest.store import open_store


def test_what_is_read_is_written_again_byte_for_byte(tmp_path: Path) -> None:
    demo(tmp_path)
    config = sample_config(tmp_path)
    with open_store(config.state) as store:
        editions = store.editions(config.digests[0].name)
    assert len(editions) == 3
    for edition in editions:
        text = record.write(edition)
        assert record.read(text) == edition
        assert record.write(record.read(text)) == text
        assert text.endswith("}\n")


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": 1}'])
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"validation error|Field required|JSON"):
        record.read(text)
