"""A kernel that has been made, run beside what its definition is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import isfinite, prod
from random import Random
from typing import Any

import numpy as np
from flint import arb

from ..lowering.tasks.kernel import Kernel
from ..statements.statement import Definition
from .calls import Balls, Call, Expected, expected
from .drawing import Drawer, Plan, scaled
from .exact import Array

SLACK = 64
"""How many times what rounding each operation once may do, a kernel may be off."""

FAR, FACTORS = 2.0**10, 6
"""What has underflown may be multiplied by so many numbers, each so large at most."""

KNOWN = 2.0**-60
"""How small the ball of an exact value is to be beside it, or beside 1."""


@dataclass(frozen=True)
class Difference:
    """A call whose result is wrong: what was passed, what came, and what it should have been.

    got is the error's sentence where the call failed.
    """

    kernel: str
    plan: Plan
    dtype: str
    arguments: Mapping[str, Array | float]
    place: str
    got: float | str
    wanted: float | None = None

    def __str__(self) -> str:
        given = "".join(f"\n    {name} = {_written(value)}" for name, value in self.arguments.items())
        told = f": got {self.got}" + (f", expected {self.wanted!r}" if self.wanted is not None else "")
        hint = f"\n    ({self.plan.hint})" if self.plan.hint else ""
        where = f"{self.kernel} is wrong with {self.plan.name}, {self.dtype}: {self.place}{told}"
        return where + (f", from{given}{hint}" if given else "")

    @property
    def overflows(self) -> bool:
        """Whether large numbers, or numbers at an edge, give no number: nobody takes it for the value."""
        return bool(self.plan.hint) and isinstance(self.got, float) and not isfinite(self.got)


def _written(value: Array | float) -> str:
    return " ".join(np.array2string(np.asarray(value), precision=9, separator=", ", threshold=40).split())


@dataclass(frozen=True)
class Calls:
    """The calls of one definition, which all of its kernels share."""

    definition: Definition
    made: tuple[tuple[Plan, Call], ...]

    @staticmethod
    def of(kernel: Kernel) -> Calls:
        """Those that fit the kernel's signature."""
        return Calls(kernel.definition, tuple(Drawer.of(kernel).calls()))


def check_kernel(kernel: Kernel, function: Callable[..., Any], calls: Calls | None = None) -> tuple[Difference, ...]:
    """Where a function that was made from a kernel differs from the kernel's definition; () where it does not.

    calls: those of another kernel of the same definition, for whoever has them.
    """
    found: list[Difference] = []
    compared = 0
    ranges = bool(scaled(kernel))
    for plan, call in (calls or Calls.of(kernel)).made:
        if plan.exponent and not ranges:
            continue
        fitted = _with_labels(kernel, call, plan)
        results = expected(kernel, fitted)
        compared += sum(_is_known(x) for each in results for x in each.exact.reshape(-1))
        for dtype in plan.dtypes:
            found.extend(_differences(kernel, function, plan, fitted, results, np.dtype(dtype)))
    nothing = Difference(kernel.name, Plan("any numbers", (), ()), "any type", {}, "result", NOTHING_FOUND)
    return tuple(found) if compared else (nothing,)


NOTHING_FOUND = "nothing to compare it with: no numbers were found at which the hypotheses hold and there is a value"


def _with_labels(kernel: Kernel, call: Call, plan: Plan) -> Call:
    """The same numbers, with labels in the place of what the kernel takes as such."""
    rng, inputs, labels = Random(plan.name), dict(call.inputs), dict[str, Array]()
    for name in kernel.given:
        shape = inputs[name].shape
        drawn = [rng.randrange(shape[-1]) for _ in range(prod(shape[:-1]))]
        labels[name] = np.array(drawn, np.intp).reshape(shape[:-1])
        inputs[name] = np.eye(shape[-1])[labels[name]]
    return replace(call, inputs=inputs, labels=labels) if labels else call


def _arguments(kernel: Kernel, call: Call) -> list[Array]:
    inputs = [call.labels.get(each.name, call.inputs[each.name]) for each in call.definition.arguments]
    tangents = [call.tangents[each.name] for each in call.definition.arguments]
    return [*{"vjp": [call.upstream], "jvp": tangents}.get(kernel.task, []), *inputs]


def _differences(
    kernel: Kernel,
    function: Callable[..., Any],
    plan: Plan,
    call: Call,
    results: Sequence[Expected],
    dtype: np.dtype[Any],
) -> Iterator[Difference]:
    """The first place of each result that is wrong."""
    passed = [each if each.dtype.kind == "i" else each.astype(dtype) for each in _arguments(kernel, call)]
    counts = [call.sizes[name] for name in kernel.counts]
    named = dict(zip(kernel.counts.values(), counts, strict=True))
    told: dict[str, Array | float] = {**dict(zip(kernel.arguments, passed, strict=True)), **call.parameters, **named}
    wrong = partial(Difference, kernel.name, plan, str(dtype), told)
    try:
        with np.errstate(all="ignore"):
            got = function(*passed, *call.parameters.values(), *counts)
    except Exception as error:
        yield wrong("the call", f"{type(error).__name__}: {error}")
        return
    rounding, lost = _slack(passed, dtype)
    several = got if isinstance(got, tuple) else (got,)
    if len(several) != len(results):
        yield wrong("the call", f"{len(several)} results instead of {len(results)}")
        return
    for array, result in zip(several, results, strict=True):
        array = np.asarray(array)
        if array.shape != result.exact.shape or array.dtype != dtype:
            yield wrong(result.name, f"{array.dtype} of shape {array.shape} instead of shape {result.exact.shape}")
            continue
        for place, x in np.ndenumerate(array):
            exact, doubt = _ball(result.exact, place), _ball(result.doubt, place)
            if not _is_right(float(x), exact, rounding * doubt + lost, dtype):
                yield wrong(f"{result.name}{list(place) if place else ''}", float(x), _told(exact))
                break


def _slack(passed: Sequence[Array], dtype: np.dtype[Any]) -> tuple[float, float]:
    """What a doubt is multiplied by, and what underflow may do where numbers as large as these multiply it."""
    limits = np.finfo(dtype)
    largest = max((float(np.max(np.abs(each), initial=0)) for each in passed), default=0.0)
    return SLACK * float(limits.eps), SLACK * float(limits.smallest_normal) * min(1 + largest, FAR) ** FACTORS


def _is_right(got: float, exact: arb, off: arb, dtype: np.dtype[Any]) -> bool:
    """Whether it may be the exact value, but for so much; what has no value is not compared.

    Infinity is right where the exact value, or one as near, overflows.
    """
    if not _is_known(exact):
        return True
    if isfinite(got):
        return not abs(arb(got) - exact) > off
    sign = 1 if got > 0 else -1 if got < 0 else 0
    return sign != 0 and not sign * exact + off < float(np.finfo(dtype).max)


def _ball(balls: Balls, place: tuple[int, ...]) -> arb:
    found: arb = balls[place]
    return found


def _told(exact: arb) -> float:
    """The exact value for a reader."""
    return 0.0 if exact.contains(0) else float(exact.mid())


def _is_known(exact: arb) -> bool:
    """Whether there is a value, and its ball says something of it."""
    return bool(exact.is_finite() and exact.rad() <= KNOWN * (1 + abs(exact.mid())))
