"""Frozen sets of which the empty one takes no room: most headlines have nothing in most of theirs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

T = TypeVar("T")

NONE: frozenset[Any] = frozenset()
"""The empty set that all share; Python makes each of 200 bytes anew."""


def frozen(items: Iterable[T]) -> frozenset[T]:
    """The set of `items`; without any, :data:`NONE`."""
    return frozenset(items) or NONE
