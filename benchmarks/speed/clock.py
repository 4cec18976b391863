"""Time, taken in turns: everybody runs in every round, so that what else the machine does hits all alike."""

import gc
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import repeat
from time import perf_counter
from typing import Any

Run = Callable[[], Any]
SHORTEST = 2e-4
"""Seconds that a turn takes at least: shorter calls are repeated."""
WARMING = 2
"""Rounds before those that count as such."""
SLOW, SELDOM = 4, 4
"""Who takes that many times as long as the fastest runs in one of so many rounds only."""


@dataclass
class Contender:
    """The least time of one call so far."""

    run: Run
    calls: int = 1
    best: float = math.inf

    def turn(self) -> None:
        """One call that is not timed, in which the caches are filled and threads woken, then the timed ones."""
        run = self.run
        run()
        start = perf_counter()
        for _ in repeat(None, self.calls):
            run()
        self.best = min(self.best, (perf_counter() - start) / self.calls)
        self.calls = max(1, math.ceil(SHORTEST / max(self.best, 1e-9)))


def race(runs: Mapping[str, Run], seconds: float, rounds: int) -> tuple[dict[str, float], int]:
    """Seconds for one call of each, the least of all rounds, and how many rounds there were.

    Rounds go on for `seconds`, and there are at least `rounds`.  Each begins with the next contender.
    """
    contenders = {name: Contender(run) for name, run in runs.items()}
    names = list(contenders)
    gc.collect()
    gc.disable()
    try:
        for _ in range(WARMING):
            for each in contenders.values():
                each.turn()
        done, end = 0, perf_counter() + seconds
        while done < rounds or perf_counter() < end:
            fastest = min(each.best for each in contenders.values())
            for name in names[done % len(names) :] + names[: done % len(names)]:
                if contenders[name].best <= SLOW * fastest or done % SELDOM == 0:
                    contenders[name].turn()
            done += 1
    finally:
        gc.enable()
    return {name: each.best for name, each in contenders.items()}, done
