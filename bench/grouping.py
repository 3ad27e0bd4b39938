"""
How long grouping takes and how much memory it needs, on generated headlines.

Understanding them is not timed. Each size runs in a process of its own, so that its peak memory is its own.
The headlines spread over three
days; a story has one to nine tellings, and one story in a hundred is a crowd of nearly identical ones.
"""

from __future__ import annotations

import itertools
import math
import multiprocessing
import random
import resource
import time
from datetime import UTC, datetime, timedelta

from bench.labelled import annotated, entry
from digest.group import group
from digest.model import Entry

SIZES = (1_000, 10_000, 100_000)
CROWD = 2_000
_BEGAN = datetime(2026, 2, 3, tzinfo=UTC)
_SYLLABLES = ("ka", "ro", "mi", "ten", "vor", "sal", "qui", "len", "dra", "pho", "bel", "tur", "nix", "gri")
_PLACES = (
    "Germany",
    "Japan",
    "Brazil",
    "Canada",
    "France",
    "Singapore",
    "Norway",
    "Kenya",
    "Chile",
    "India",
)
_TELLINGS = (
    "{name} raises ${sum}M to build {thing} in {place}",
    "{place} startup {name} secures ${sum} million for {thing}",
    "Investors back {name} with ${sum}M as demand for {thing} grows",
    "{name} closes ${sum}M round, plans {thing} expansion",
    "Regulator in {place} opens probe into {name} over {thing}",
    "{name} under investigation: what {place} says of its {thing}",
    "{name} faces {place} inquiry, shares slide {percent}%",
    "Shares of {name} fall {percent}% after {thing} inquiry",
    "{name} bridge drained of ${sum}M, {thing} paused",
    "Attackers take ${sum} million from {name}; {thing} halted",
)
_THINGS = (
    *(
        "custody",
        "settlement",
        "lending",
        "clearing",
        "storage",
        "mining",
        "payroll",
        "insurance",
        "research",
    ),
    *(
        "battery",
        "chip",
        "cloud",
        "harbour",
        "pipeline",
        "satellite",
        "vaccine",
        "fibre",
        "copper",
        "grain",
    ),
)


def headlines(count: int, seed: int = 1) -> list[Entry]:
    """`count` headlines of about a quarter as many stories, the same for the same seed."""
    chance = random.Random(seed)
    made: list[Entry] = []
    while len(made) < count:
        facts = {
            "name": "".join(chance.choices(_SYLLABLES, k=4)).title(),
            "sum": chance.randint(2, 900),
            "percent": chance.randint(2, 40),
            "place": chance.choice(_PLACES),
            "thing": " ".join(chance.sample(_THINGS, 2)),
        }
        kind = chance.choice((0, 4, 8))
        crowd = chance.random() < 0.01
        when = _BEGAN + timedelta(minutes=chance.randint(0, 4000))
        for telling in range(30 if crowd else min(9, int(chance.paretovariate(1.0)))):
            form = _TELLINGS[kind + (0 if crowd else telling % (2 if kind == 8 else 4))]
            title = form.format(**facts) + (f" ({telling})" if crowd else "")
            made.append(
                entry(str(len(made)), title, when + timedelta(minutes=telling), "en", source=f"s{telling}")
            )
    return made[:count]


def alike(count: int) -> list[Entry]:
    """One headline over and over, each time with another number: the worst case of a veto on pairs."""
    return [
        entry(str(n), f"Marlowe moves {n + 1000} tokens from its reserve to an exchange", _BEGAN, "en")
        for n in range(count)
    ]


def main() -> None:
    """Print CPU time and peak memory for each size, the exponent of growth, and a crowd of one headline."""
    taken = {}
    for size in SIZES:
        seconds, memory, stories = _apart(size, crowd=False)
        taken[size] = seconds
        print(f"{size:>8,} headlines: {seconds:6.2f} s CPU, {memory:5.0f} MB peak, {stories:,} stories")
    for small, large in itertools.pairwise(SIZES):
        exponent = math.log(taken[large] / taken[small]) / math.log(large / small)
        print(f"growth exponent {small:,} to {large:,}: {exponent:.2f}")
    seconds, memory, stories = _apart(CROWD, crowd=True)
    print(f"{CROWD:>8,} nearly identical: {seconds:.2f} s CPU, {memory:.0f} MB peak, {stories:,} stories")


def _apart(size: int, *, crowd: bool) -> tuple[float, float, int]:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (size, crowd))


def _measured(size: int, crowd: bool) -> tuple[float, float, int]:
    entries = annotated(alike(size) if crowd else headlines(size))
    began = time.process_time()
    stories = group(entries, (), {})
    seconds = time.process_time() - began
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(stories)
