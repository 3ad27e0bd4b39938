"""Times something several times over and tells the median with its range."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def seconds(work: Callable[[], object], rounds: int = 3) -> list[float]:
    """Wall time of each round, in seconds."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return taken


def told(taken: list[float]) -> str:
    """``0.42 s (0.41 to 0.47)``."""
    return f"{statistics.median(taken):.2f} s ({min(taken):.2f} to {max(taken):.2f})"
