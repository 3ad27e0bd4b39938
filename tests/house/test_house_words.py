"""What one stage finds, the others know by the same word."""

from __future__ import annotations

from digest.rank.signals.noise import Noise
from digest.rank.signals.severity import Severity
from digest.understand import events, noise


def test_every_event_type_found_has_its_points_and_no_other_has() -> None:
    assert set(Severity().events) == set(events.KINDS)


def test_every_kind_of_noise_found_has_its_cost_and_no_other_has() -> None:
    assert set(Noise().kinds) == set(noise.KINDS)
