"""Mail as files: one per edition and recipient."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from delivery_samples import NOW, edition, rendition
from pydantic import TypeAdapter, ValidationError

from digest.deliver.channels.eml import EmlFolder
from digest.errors import DeliveryError

RENDITIONS = (
    rendition("mail", "<p>x</p>\n", title="Bitcoin falls"),
    rendition("text", "x\n"),
)


def test_one_file_per_recipient(tmp_path: Path) -> None:
    channel = EmlFolder(
        str(tmp_path / "mail"),
        to=("a@example.com", "b@example.com", "a@example.com"),
        sender="desk@example.org",
    )
    assert channel.targets() == ("a@example.com", "b@example.com")
    told = [channel.send(edition(), RENDITIONS, target, NOW) for target in channel.targets()]
    names = [f"daily-2026-02-06-0700-{who}@example.com.eml" for who in "ab"]
    assert told == [str(tmp_path / "mail" / name) for name in names]
    assert sorted(path.name for path in (tmp_path / "mail").iterdir()) == names
    for path, who in zip(told, "ab", strict=True):
        message = message_from_bytes(Path(path).read_bytes(), policy=policy.default)
        assert message["To"] == f"{who}@example.com"
        assert message["From"] == "desk@example.org"
        assert message["Subject"] == "Bitcoin falls"


def test_again_is_the_same_file_with_the_same_bytes(tmp_path: Path) -> None:
    channel = EmlFolder(str(tmp_path))
    first = Path(channel.send(edition(), RENDITIONS, "reader@example.com", NOW))
    before = first.stat(), first.read_bytes()
    second = Path(channel.send(edition(), RENDITIONS, "reader@example.com", NOW))
    assert first == second
    assert (second.stat().st_mtime_ns, second.read_bytes()) == (before[0].st_mtime_ns, before[1])


def test_no_address_and_no_digest_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    address = "a/x'/y@example.com"
    channel = EmlFolder(str(folder), to=(address,))
    written = Path(channel.send(edition("../up"), RENDITIONS, address, NOW))
    assert written.parent == folder
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("given", [(), RENDITIONS[:1], RENDITIONS[1:]])
def test_both_parts_or_no_message(tmp_path: Path, given: tuple[()]) -> None:
    with pytest.raises(DeliveryError, match="not rendered"):
        EmlFolder(str(tmp_path)).send(edition(), given, "reader@example.com", NOW)
    assert list(tmp_path.iterdir()) == []


def test_its_options() -> None:
    adapter = TypeAdapter(EmlFolder)
    assert adapter.validate_python({}) == EmlFolder()
    assert adapter.validate_python({"to": ["a@example.com"]}).targets() == ("a@example.com",)
    assert EmlFolder().formats == ("mail", "text")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"to": ["no address"]}, "'no address' is not a mail address"),
        ({"to": ["Reader <a@example.com>"]}, "without a name"),
        ({"sender": "desk"}, "'desk' is not a mail address"),
        ({"list_id": "no dots"}, "not a list name"),
        ({"unsubscribe": "example.com"}, "not an https: or mailto: address"),
        ({"path": ""}, "an empty path"),
        ({"too": ["a@example.com"]}, "too"),
    ],
)
def test_a_wrong_option_is_told_when_the_channel_is_built(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        TypeAdapter(EmlFolder).validate_python(wrong)
