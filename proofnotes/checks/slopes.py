"""Numbers with their slopes: the value of a tree and its derivatives by every input, in one evaluation.

A number with slopes stands where the evaluator expects a number with infinitesimals: it is one, to first order, in the
direction of every input at once.  Beside each slope goes what an evaluation in floating point may get wrong: how large
the terms were that cancelled, and how much a rounded intermediate value moves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from flint import arb, arb_mat

from ..expr.errors import UndefinedError
from ..prover.evaluation.jets import ZERO, Jet, Number, Value, sign

SINGLE = arb(2) ** -23
"""The rounding of one operation, at the most: where two differences near 0 are multiplied, it counts twice."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What rounding may do to a value and its slopes, in units of the rounding of one operation.

    spread: Σ |∂v/∂x|·|x|, each way from an input to the value counted by itself; noise: what rounding every
    intermediate value adds up to; paths: Σ |∂v/∂x| so counted; bends: how much the slopes move with what they are
    taken at.
    """

    spread: arb
    noise: arb
    paths: arb_mat
    bends: arb_mat


class Slopes(Jet):
    """A value, its slopes by all inputs, and the doubt about both."""

    __slots__ = ("doubt", "slopes", "value")

    def __init__(self, value: Number, slopes: arb_mat, doubt: Doubt) -> None:
        self.value, self.slopes, self.doubt = value, slopes, doubt

    @property
    def terms(self) -> NoReturn:  # type: ignore[override]
        """None: what asks for them mixes it with infinitesimals of another kind."""
        raise InnerDerivativeError("a derivative stands inside")

    @property
    def head(self) -> Number:
        """The value alone."""
        return self.value

    @property
    def order(self) -> int:
        """First-order in the slopes; the doubt about them asks for one derivative more."""
        return 2

    def __add__(self, other: Value) -> Slopes:
        value: Number = self.value + head_of(other)
        if not isinstance(other, Slopes):
            return Slopes(value, self.slopes, _noisier(self.doubt, value))
        a, b = self.doubt, other.doubt
        noise = a.noise + b.noise + abs(arb(value))
        doubt = Doubt(a.spread + b.spread, noise, a.paths + b.paths, a.bends + b.bends)
        return Slopes(value, self.slopes + other.slopes, doubt)

    __radd__ = __add__

    def __neg__(self) -> Slopes:
        return Slopes(-self.value, -self.slopes, self.doubt)

    def __mul__(self, other: Value) -> Value:
        if not isinstance(other, Slopes):
            by = head_of(other)
            return ZERO if sign(by) == 0 else _scaled(self, self.value * by, arb(by))
        u, v, a, b = arb(self.value), arb(other.value), self.doubt, other.doubt
        value: Number = self.value * other.value
        up, vp = abs(u), abs(v)
        doubt = Doubt(
            a.spread * vp + b.spread * up,
            a.noise * vp + b.noise * up + a.noise * b.noise * SINGLE + abs(arb(value)),
            a.paths * vp + b.paths * up,
            a.bends * vp + b.bends * up + a.paths * (b.spread + vp) + b.paths * (a.spread + up),
        )
        return Slopes(value, self.slopes * v + other.slopes * u, doubt)

    __rmul__ = __mul__

    def composed(self, taylor: list[Number]) -> Slopes:
        """f of it, from f, f′ and f″/2 at its value."""
        value, slope, a = taylor[0], arb(taylor[1]), self.doubt
        bend = 2 * abs(arb(taylor[2]))
        made = _scaled(self, value, slope)
        moved = a.paths * (bend * (a.spread + abs(arb(self.value))))
        doubt = Doubt(made.doubt.spread, made.doubt.noise, made.doubt.paths, made.doubt.bends + moved)
        return Slopes(value, made.slopes, doubt)

    def rounded(self) -> Slopes:
        """The same with a ball for an exact number."""
        return Slopes(arb(self.value), self.slopes, self.doubt)


def head_of(x: Value) -> Number:
    """A number that has no infinitesimals of another kind."""
    if isinstance(x, Slopes):
        return x.value
    if isinstance(x, Jet):
        raise InnerDerivativeError("a derivative stands inside")
    return x


class InnerDerivativeError(UndefinedError):
    """The tree holds derivatives itself: its slopes have to be taken one after the other."""


def _scaled(u: Slopes, value: Number, by: arb) -> Slopes:
    size, a = abs(by), u.doubt
    doubt = Doubt(a.spread * size, a.noise * size + abs(arb(value)), a.paths * size, a.bends * size)
    return Slopes(value, u.slopes * by, doubt)


def _noisier(doubt: Doubt, value: Number) -> Doubt:
    return Doubt(doubt.spread, doubt.noise + abs(arb(value)), doubt.paths, doubt.bends)


def along(value: arb, place: int, count: int) -> Slopes:
    """An input: its own slope is 1, those by the other inputs are 0; or none, where nobody counts them."""
    unit, none = arb_mat(1, count), arb_mat(1, count)
    if count:
        unit[0, place] = 1
    return Slopes(value, unit, Doubt(abs(value), arb(0), unit, none))


def constant(value: Number, count: int) -> Slopes:
    """A value that depends on no input."""
    none = arb_mat(1, count)
    return Slopes(value, none, Doubt(arb(0), abs(arb(value)), none, none))


def without_columns(u: Slopes) -> Slopes:
    """The value and the doubt about it alone."""
    none = arb_mat(1, 0)
    return Slopes(u.value, none, Doubt(u.doubt.spread, u.doubt.noise, none, none))
