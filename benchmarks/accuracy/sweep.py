"""What a sweep is: calls of a function, the exact results, and how the error of somebody's results is measured."""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import numpy as np

from benchmarks.accuracy.exact import Exact, ulps
from proofnotes.expr.calculus import inputs_of, unfold
from proofnotes.expr.nodes import Add, Apply, Div, Expr, Group, Mul, Named, Neg, Sum

Array = np.ndarray[Any, Any]
VALUE = "value"
ULP, RELATIVE, LIMITS = "ulp", "relative", "limits"
CANCELS = 2
"""Near a root: the terms are together more than so many times as large as their sum."""


@dataclass(frozen=True)
class SweepCall:
    """One call, and which entries of its result are looked at; labels say what stands there."""

    g: Array
    arrays: tuple[Array, ...]
    places: Any
    labels: Sequence[str]


@dataclass(frozen=True)
class Sweep:
    """of: VALUE, or the input that is differentiated by.  scale: units near a root, where those of the value are void.

    measure: ULP of the exact value; RELATIVE to the largest value of the call; LIMITS: how many are wrong.
    """

    function: str
    of: str
    case: str
    dtype: Any
    calls: tuple[SweepCall, ...]
    wanted: tuple[tuple[Exact, ...], ...]
    measure: str = ULP
    scale: tuple[tuple[int | None, ...], ...] = ()
    position: int = 0
    """Of the gradient among those of all inputs."""

    @property
    def points(self) -> int:
        """How many numbers are compared."""
        return sum(map(len, self.wanted))


@dataclass
class LargestError:
    """Its size, and where it is; apart from it that near roots, in units of the terms that cancel there."""

    error: float = 0.0
    at: str = ""
    near_root: float = 0.0
    near_at: str = field(default="")

    def note(self, error: float, at: str, is_near: bool = False) -> None:
        """One more error."""
        if is_near and not error <= self.near_root:
            self.near_root, self.near_at = error, at
        if not is_near and not error <= self.error:
            self.error, self.at = error, at


Value = Callable[..., Any]


def error(sweep: Sweep, value: Value | None, gradients: Value | None) -> LargestError | None:
    """Of the results of these functions; None where there is no such function."""
    f = value if sweep.of == VALUE else gradients
    if f is None:
        return None
    found = LargestError()
    for number, call in enumerate(sweep.calls):
        with np.errstate(all="ignore"):
            made = f(*call.arrays) if sweep.of == VALUE else f(call.g, *call.arrays)[sweep.position]
        _compare(sweep, number, np.atleast_1d(np.asarray(made)[call.places]).ravel(), found)
    return found


def _compare(sweep: Sweep, number: int, made: Array, largest_error: LargestError) -> None:
    call, wanted = sweep.calls[number], sweep.wanted[number]
    if sweep.measure == LIMITS:
        _limits(call, wanted, made, largest_error)
        return
    off = ulps(made, wanted)
    if sweep.measure == RELATIVE:
        unit = np.array([each.unit for each in wanted])
        largest = max(abs(float(each)) for each in wanted)
        worst = int(np.argmax(off * np.exp2(unit)))
        largest_error.note(float(off[worst] * 2.0 ** unit[worst] / largest) if largest else 0.0, call.labels[worst])
        return
    scales = sweep.scale[number] if sweep.scale else [None] * len(wanted)
    for place in np.argsort(-off)[: len(off)]:
        scale = scales[place]
        shift = 0 if scale is None else wanted[place].unit - scale
        largest_error.note(float(np.ldexp(off[place], shift)), call.labels[place], scale is not None)


def _limits(call: SweepCall, wanted: Sequence[Exact], made: Array, largest_error: LargestError) -> None:
    """How many of these are wrong, and which.  The rest of an exact value that is no number is nan."""
    wrong = [
        f"{label} ↦ {value}"
        for label, value, each in zip(call.labels, made, wanted, strict=True)
        if not (np.isnan(value) if np.isnan(each.whole) else value == float(each))
    ]
    if wrong:
        largest_error.error += len(wrong)
        largest_error.at = ", ".join(filter(None, [largest_error.at, *wrong]))


def terms(e: Expr) -> Expr:
    """The expression with every sum replaced by the sum of the absolute values of its terms."""
    match e:
        case Add(parts) if inputs_of(e):
            return reduce(operator.add, map(terms, parts))
        case Mul(factors, _):
            return reduce(operator.mul, map(terms, factors))
        case Div(num, den):
            return Div(terms(num), Apply("abs", (den,)))
        case Sum(body, index):
            return Sum(terms(body), index)
        case Neg(arg) | Group(arg, _):
            return terms(arg)
        case Named():
            return terms(unfold(e))
    return Apply("abs", (e,))


def unit_of(scale: Exact | None, value: Exact) -> int | None:
    """The unit in the last place of what cancels, where much cancels."""
    if scale is None or not np.isfinite(scale.whole):
        return None
    large, small = float(scale), abs(float(value))
    return scale.unit if large > CANCELS * small else None
