"""What the leaves of a tree mean at concrete dimensions: numbers, variables, dimensions and δ."""

from __future__ import annotations

from flint import arb, fmpq

from ...expr.errors import NotationError
from ...expr.nodes import Constant, Delta, Dim, Entry, Number, Scalar
from .frames import Run, input_key, locate
from .jets import ONE, ZERO


def literal(e: Number) -> Run:
    value = fmpq(e.value.numerator, e.value.denominator)
    return lambda frame, at: value


def constant(e: Constant) -> Run:
    if e.name != "pi":
        raise NotationError(f"{e}: expected the constant pi")
    return lambda frame, at: arb.pi()


def dim(e: Dim) -> Run:
    over = e.over
    return lambda frame, at: fmpq(frame.size(over))


def scalar(e: Scalar) -> Run:
    key = input_key(e)
    return lambda frame, at: frame.read(key, ())


def entry(e: Entry) -> Run:
    key, places = input_key(e.tensor), tuple(map(locate, e.places))
    return lambda frame, at: frame.read(key, tuple(place(frame, at) for place in places))


def delta(e: Delta) -> Run:
    left, right = locate(e.left), locate(e.right)
    return lambda frame, at: ONE if left(frame, at) == right(frame, at) else ZERO
