"""Runs of a family of attacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from time import perf_counter

from . import (
    chances,
    definitions,
    dims,
    extremes,
    groups,
    hypotheses,
    inequalities,
    kernel_attack,
    matrices,
    names,
    order,
    rows,
    scalars,
    stack,
    steps,
    sympy_input,
)
from .attack import Written
from .judge import Attack, Outcome, Source, judged
from .kernel_attack import DefinitionSource, KernelAttack
from .language import Statement


def _written(make: Callable[[Random], Statement]) -> Callable[[Random], Attack]:
    return lambda rng: Written(make(rng))


FAMILIES: dict[str, Callable[[Random], Attack | KernelAttack]] = {
    "rows": _written(rows.attack),
    "stack": _written(stack.attack),
    "names": _written(names.attack),
    "dims": _written(dims.attack),
    "groups": _written(groups.attack),
    "scalars": _written(scalars.attack),
    "hypotheses": _written(hypotheses.attack),
    "inequalities": _written(inequalities.attack),
    "extremes": _written(extremes.attack),
    "matrices": _written(matrices.attack),
    "chances": _written(chances.attack),
    "order": _written(order.attack),
    "steps": _written(steps.attack),
    "sympy": sympy_input.attack,
    "kernels": lambda rng: KernelAttack(definitions.definition(rng)),
}
"""By name: how an attack is made."""


@dataclass(frozen=True)
class Alarm:
    """A wrong answer, with the source that shows it; number counts the attacks of a seed."""

    family: str
    seed: int
    number: int
    kind: str
    detail: str
    source: Source | DefinitionSource

    def __str__(self) -> str:
        return f"# {self.family}, seed {self.seed}, number {self.number}: {self.kind}: {self.detail}\n{self.source}"


@dataclass(frozen=True)
class Report:
    """What a run has come to."""

    family: str
    answers: Counter[str] = field(default_factory=Counter)
    alarms: list[Alarm] = field(default_factory=list)
    seconds: float = 0.0


def report(
    family: str,
    count: int,
    seed: int,
    seconds: float = 2.0,
    numbers: range | None = None,
    tell: Callable[[Alarm], None] = print,
) -> Report:
    """So many attacks of a family; each has a generator of its own, so that any of them can be had alone."""
    found, started = Report(family), perf_counter()
    for number in numbers or range(count):
        rng = Random(f"{family} {seed} {number}")
        attack = FAMILIES[family](rng)
        outcome = _judged(attack, rng, seconds)
        found.answers[outcome.answer] += 1
        if outcome.alarm is not None:
            alarm = Alarm(family, seed, number, *outcome.alarm, attack.source())
            found.alarms.append(alarm)
            tell(alarm)
    return Report(family, found.answers, found.alarms, perf_counter() - started)


def _judged(attack: Attack | KernelAttack, rng: Random, seconds: float) -> Outcome:
    return kernel_attack.judged(attack, rng) if isinstance(attack, KernelAttack) else judged(attack, rng, seconds)


def run(family: str, count: int, seed: int, seconds: float = 2.0) -> list[Alarm]:
    """The alarms of so many attacks."""
    return report(family, count, seed, seconds, tell=lambda _: None).alarms
