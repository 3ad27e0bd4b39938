"""The yardstick: plain TF-IDF of headline words, by single and by average link, at its best threshold."""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from bench.agreement import Agreement, agreement

FAR_APART = 72.0
_GRID = [step / 40 for step in range(38, 3, -1)]
_LEAST = 0.1
_WORD = re.compile(r"\b\w+\b")

Likeness = dict[tuple[int, int], float]


def likeness(titles: Sequence[str], hours: Sequence[float]) -> Likeness:
    """Cosines of at least 0.1 of all pairs within three days, by place."""
    counts = [Counter(_WORD.findall(title.casefold())) for title in titles]
    frequency = Counter(word for count in counts for word in count)
    index: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    near: Likeness = {}
    for here, count in enumerate(counts):
        weights = {
            word: (1 + math.log(n)) * (1 + math.log((1 + len(titles)) / (1 + frequency[word])))
            for word, n in count.items()
        }
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        met: defaultdict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            for there, other in index[word]:
                met[there] += weight / length * other
            index[word].append((here, weight / length))
        for there, cosine in met.items():
            if cosine >= _LEAST and abs(hours[here] - hours[there]) <= FAR_APART:
                near[there, here] = cosine
    return near


def best(labels: Sequence[str], near: Likeness, most_misplaced: float) -> tuple[str, float, Agreement]:
    """The link, threshold and agreement with the best F1 of those that misplace no more than allowed."""
    found = [
        (link, threshold, agreement(labels, stories))
        for link, grow in (("single", _single), ("average", _average))
        for threshold, stories in grow(len(labels), near)
    ]
    allowed = [one for one in found if one[2].misplaced <= most_misplaced]
    return max(allowed, key=lambda one: one[2].f1)


def _single(entries: int, near: Likeness) -> Iterator[tuple[float, list[int]]]:
    """Stories at each threshold of the grid, downwards."""
    home = list(range(entries))

    def root(place: int) -> int:
        while home[place] != place:
            home[place] = place = home[home[place]]
        return place

    pairs = sorted(((-cosine, pair) for pair, cosine in near.items()), reverse=True)
    for threshold in _GRID:
        while pairs and -pairs[-1][0] >= threshold:
            one, other = pairs.pop()[1]
            home[root(one)] = root(other)
        yield threshold, [root(place) for place in range(entries)]


def _average(entries: int, near: Likeness) -> Iterator[tuple[float, list[int]]]:
    """The same where two groups join by the mean of all their pairs; pairs that were not kept count 0."""
    members = {place: [place] for place in range(entries)}
    sums: dict[int, dict[int, float]] = {place: {} for place in range(entries)}
    queue = []
    for (one, other), cosine in near.items():
        sums[one][other] = sums[other][one] = cosine
        queue.append((-cosine, one, other))
    heapq.heapify(queue)
    new = entries
    for threshold in _GRID:
        while queue and -queue[0][0] >= threshold:
            _, one, other = heapq.heappop(queue)
            if one not in members or other not in members:
                continue
            joined = Counter(sums.pop(one)) + Counter(sums.pop(other))
            joined.pop(one, None)
            joined.pop(other, None)
            members[new] = members.pop(one) + members.pop(other)
            for third, total in joined.items():
                beside = sums[third]
                beside.pop(one, None)
                beside.pop(other, None)
                beside[new] = total
                mean = total / (len(members[new]) * len(members[third]))
                if mean >= _GRID[-1]:
                    heapq.heappush(queue, (-mean, third, new))
            sums[new] = dict(joined)
            new += 1
        home = {place: story for story, places in members.items() for place in places}
        yield threshold, [home[place] for place in range(entries)]
