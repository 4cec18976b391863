"""The value of a tree at a concrete point, rigorously, derivatives included.

This is the independent check of the symbolic engine: dimensions are numbers, sums are loops, and a derivative is the
coefficient of an infinitesimal that was added to its variable (`jets`).  No rule of differentiation is shared with it.

Names are resolved the way substitution does it: a named quantity is evaluated where its arguments stand in the place of
its inputs, and everything else it mentions means what it means outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import flint
import mpmath
from flint import arb, fmpq

from ...expr.errors import NotationError, UndefinedError
from ...expr.indices import Index
from ...expr.nodes import Entry, Expr, Relation, Scalar, free_indices
from ..proof import Point
from .frames import Frame, Positions, Read, index_key, input_key, remembered
from .jets import Jet, Number, Value
from .semantics import compiled

MOST_BITS = 1 << 12


def evaluate(e: Expr, point: Point, precision: int = 128) -> arb:
    """A ball that contains the value of the tree at the point; exact where a binary fraction can be.

    UndefinedError, quoting the sub-expression, where it has no value or where the precision cannot tell.
    """
    with flint.ctx.workprec(precision):
        return arb(values((e,), point)[0])


def values(expressions: Iterable[Expr], point: Point) -> list[Number]:
    """The values at one point, at FLINT's current precision: exact rationals where possible, else balls."""
    frame = root_frame(point)
    return [_number(compiled(e)(frame, positions(e, point, frame)), e) for e in expressions]


def positions(e: Expr, point: Point, frame: Frame) -> dict[str, int]:
    """Where the point puts the free indices of the tree."""
    found = {index_key(index): point.indices[index.name] for index in free_indices(e) if index.name in point.indices}
    for index in free_indices(e):
        place, size = found.get(index_key(index), 1), frame.size(index.over)
        if not 1 <= place <= size:
            raise NotationError(f"{e}: index {index} is {place}, expected 1..{size}")
    return found


Numbers = Mapping[str, Mapping[Positions, Value]]
"""What every scalar (at the place ()) and every entry of a tensor is worth, by `input_key`."""


def root_frame(point: Point) -> Frame:
    """The frame of a point, without infinitesimals."""
    return frame_of(point.sizes, numbers_of(point), point.equations)


def numbers_of(point: Point) -> dict[str, dict[Positions, Value]]:
    """The numbers of a point: exact rationals, and a ball for each number that is known as a root only."""
    numbers: dict[str, dict[Positions, Value]] = {name: {(): exact(x)} for name, x in point.scalars.items()}
    for name, entries in point.tensors.items():
        numbers[f"{name}[]"] = {places: exact(x) for places, x in entries.items()}
    if point.root:
        for (key, places), middle in zip(point.root.numbers, point.root.middles, strict=True):
            numbers[key][places] = ball(middle, point.root.radius)
    return numbers


def exact(x: Fraction) -> fmpq:
    """The same number for FLINT."""
    return fmpq(x.numerator, x.denominator)


def ball(middle: Fraction, radius: Fraction) -> arb:
    """All numbers that are no further from the middle."""
    return arb(exact(middle)) + arb(0, arb(exact(radius)).abs_upper())


def frame_of(sizes: Mapping[str, int], numbers: Numbers, equations: Sequence[Relation] = (), depth: int = 0) -> Frame:
    """A frame in which the numbers may carry the first `depth` infinitesimals; equations give further numbers."""
    frame = Frame(sizes, {key: _entries(key, entries) for key, entries in numbers.items()}, depth=depth)
    for equation in equations:
        key, read = _given(equation, frame)
        frame.bound[key] = read
    return frame


def _entries(key: str, entries: Mapping[Positions, Value]) -> Read:
    def read(places: Positions) -> Value:
        try:
            return entries[places]
        except KeyError:
            raise NotationError(f"the point has no value for {key[:-1]}{', '.join(map(str, places))}]") from None

    return read


def _given(equation: Relation, frame: Frame) -> tuple[str, Read]:
    """scalar = expression, or entry = expression for every index: what the left side is worth."""
    target, run = equation.left, compiled(equation.right)
    if isinstance(target, Scalar):
        return input_key(target), remembered(lambda places: run(frame, {}))
    assert isinstance(target, Entry)
    keys = [index_key(place) for place in target.places if isinstance(place, Index)]
    return input_key(target.tensor), remembered(lambda places: run(frame, dict(zip(keys, places, strict=True))))


def _number(value: Value, e: Expr) -> Number:
    assert not isinstance(value, Jet), f"{e} kept an infinitesimal"
    if isinstance(value, arb) and not value.is_finite():
        raise UndefinedError(f"{e}: the value is not finite")
    return value


def evaluate_mp(e: Expr, point: Point, digits: int = 50) -> mpmath.mpf:
    """The value to `digits` decimal digits; see `evaluate_tensor`."""
    return evaluate_tensor(e, (), point, digits)


def evaluate_tensor(body: Expr, indices: Sequence[Index], point: Point, digits: int = 50) -> Any:
    """The value for every position of the indices: nested lists of mpmath numbers, one level per index.

    Each has `digits` decimal digits. The balls that were computed vouch for them.
    A value that no precision tells from 0 is given to the absolute accuracy 10^(−10 digits) instead.
    UndefinedError where the body has no value or cannot be had so accurately.
    """
    bits = 4 * digits
    while True:
        try:
            with flint.ctx.workprec(bits), mpmath.workdps(digits + 5):
                cells = [[_decimal(x, digits, bits) for x in _cells(body, indices, point)]]
            break
        except UndefinedError:
            if bits > MOST_BITS:
                raise
            bits *= 2
    for index in reversed(indices):
        size = Frame(point.sizes, {}).size(index.over)
        cells = [[row[k : k + size] for k in range(0, len(row), size)] for row in cells]
    return cells[0][0]


def _cells(body: Expr, indices: Sequence[Index], point: Point) -> list[Number]:
    frame, run, keys = root_frame(point), compiled(body), [index_key(index) for index in indices]
    held = positions(body, point, frame)
    ranges = (range(1, frame.size(index.over) + 1) for index in indices)
    return [_number(run(frame, {**held, **dict(zip(keys, cell, strict=True))}), body) for cell in product(*ranges)]


def _decimal(x: Number, digits: int, bits: int) -> mpmath.mpf:
    if isinstance(x, fmpq):
        return mpmath.mpf(int(x.p)) / int(x.q)
    tiny = bits > MOST_BITS and abs(x) < arb(10) ** (-10 * digits)
    if not tiny and x.rel_accuracy_bits() < 3.33 * digits + 2:
        raise UndefinedError(f"{x} is all that is known of the value, at {bits} bits; expected {digits} digits")
    mantissa, exponent = x.mid().man_exp()
    return mpmath.ldexp(mpmath.mpf(int(mantissa)), int(exponent))
