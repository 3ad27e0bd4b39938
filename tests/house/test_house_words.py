"""What one stage finds, the others know by the same word."""

from __future__ import annotations

from digest.model import EVENTS
from digest.rank.signals.noise import Noise
from digest.rank.signals.severity import Severity
from digest.understand import noise
from digest.understand.event_rules import RULES


def test_the_events_are_those_rules_find_and_the_two_only_acts_tell() -> None:
    assert {rule.kind for rule in RULES} | {"notice", "speech"} == set(EVENTS)


def test_every_event_type_found_has_its_points_and_no_other_has() -> None:
    assert set(Severity().events) == set(EVENTS)


def test_every_kind_of_noise_found_has_its_cost_and_no_other_has() -> None:
    assert set(Noise().kinds) == set(noise.KINDS)
