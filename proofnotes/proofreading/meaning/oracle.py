"""Ambiguous spots: each asks the oracle which way to go, and all combinations of answers are tried."""

from __future__ import annotations

from collections.abc import Iterator

MOST_READINGS = 6


class Oracle:
    """Answers to come, the first ones given; asked notes what was asked and how many answers there were."""

    def __init__(self, answers: tuple[int, ...] = ()) -> None:
        self._answers = answers
        self.asked: list[tuple[str, int]] = []

    def choose(self, what: str, ways: int) -> int:
        """Which of so many ways to go; the first is the usual one."""
        place = len(self.asked)
        self.asked.append((what, ways))
        return self._answers[place] if place < len(self._answers) else 0

    def others(self) -> Iterator[tuple[int, ...]]:
        """The combinations that differ from this one for the first time after the answers that were given."""
        given = len(self._answers)
        for place in range(given, len(self.asked)):
            for answer in range(1, self.asked[place][1]):
                yield (*self._answers, *(0,) * (place - given), answer)


class AllReadings:
    """Every combination of answers in turn, the usual one first, at most six of them.

    Iterating hands out an oracle; what was asked of it decides what comes.  more says that there were more than six.
    """

    def __init__(self, most: int = MOST_READINGS) -> None:
        self.most = most
        self.more = False

    def __iter__(self) -> Iterator[Oracle]:
        waiting: list[tuple[int, ...]] = [()]
        for _ in range(self.most):
            if not waiting:
                return
            oracle = Oracle(waiting.pop(0))
            yield oracle
            waiting += oracle.others()
        self.more = bool(waiting)
