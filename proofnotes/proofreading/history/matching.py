"""Which formula of a document was which one of its earlier version: by text and order, not by line."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

ALIKE = 0.6
"""How alike two texts are, as difflib counts it, to be one that was edited and not two."""
LEGIBLE = 8
"""So many characters are not alike by chance."""


def normalized(text: str) -> str:
    """Text without what its lines and spaces are like."""
    return " ".join(text.split())


def matched(before: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """For places of now the place before: equal texts in order, then edited ones between them, then moved ones."""
    before, now = [normalized(each) for each in before], [normalized(each) for each in now]
    pairs = dict(_in_order(before, now))
    gone: dict[str, deque[int]] = defaultdict(deque)
    taken = set(pairs.values())
    for place, text in enumerate(before):
        if place not in taken:
            gone[text].append(place)
    for place, text in enumerate(now):
        if place not in pairs and gone[text]:
            pairs[place] = gone[text].popleft()
    return pairs


def _in_order(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = _common(before, now)
    last = _common(before[first:][::-1], now[first:][::-1])
    yield from ((place, place) for place in range(first))
    middle_before, middle_now = before[first : len(before) - last], now[first : len(now) - last]
    for kind, a, b, c, d in SequenceMatcher(None, middle_before, middle_now, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ((first + c + step, first + a + step) for step in range(b - a))
        elif kind == "replace":
            edited = _edited(middle_before[a:b], middle_now[c:d])
            yield from ((first + c + new, first + a + old) for new, old in edited)
    yield from ((len(now) - step, len(before) - step) for step in range(1, last + 1))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many are equal at the beginning."""
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))


def _edited(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs in order that are alike; of several the most alike."""
    start = 0
    for new, text in enumerate(now):
        most = len(before) - (len(now) - new - 1) if len(before) >= len(now) else len(before)
        likeness = [(alike(before[old], text), -old) for old in range(start, max(most, start))]
        if likeness and max(likeness)[0] >= ALIKE:
            old = -max(likeness)[1]
            yield new, old
            start = old + 1


def alike(one: str, other: str) -> float:
    """From 0 to 1.  Of a text from which something was cut out, what is left counts."""
    shorter = min(len(one), len(other))
    first = _common(one, other)
    last = min(_common(one[::-1], other[::-1]), shorter - first)
    left = (first + last) / shorter if shorter >= LEGIBLE else 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    quick = matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE
    return max(left, matcher.ratio() if quick else 0.0)
