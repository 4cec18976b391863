"""What every node of a tree means at concrete dimensions: one row each, and no rule of differentiation.

A tree becomes a function of a frame and of the positions of its indices.  Dimensions are numbers and sums are loops; a
derivative is the coefficient of an infinitesimal that was added to its variable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from itertools import product
from typing import Any

from flint import arb, fmpq

from ...expr.errors import NotationError, NoValueError, UndefinedError
from ...expr.indices import Computed
from ...expr.nodes import (
    Add,
    Apply,
    Both,
    Cases,
    Constant,
    Counter,
    Delta,
    Determinant,
    Diff,
    Dim,
    Div,
    Entry,
    Expectation,
    Expr,
    Group,
    Inverted,
    Lambda,
    Largest,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    SameIndex,
    Scalar,
    Sum,
    Tensor,
    When,
    free_indices,
)
from .chances import POINTS, degree, in_every_way, in_terms, tilted
from .clock import check_time
from .frames import (
    At,
    Frame,
    Positions,
    Read,
    Run,
    index_key,
    input_key,
    inside,
    locate,
    mentions,
    named_key,
    remembered,
)
from .jets import (
    ONE,
    ZERO,
    DomainError,
    Jet,
    SeamError,
    Value,
    bit_of,
    certainly_equal,
    coefficient,
    terms_of,
)
from .minors import determinant
from .series import FUNCTIONS, certain_sign, integer_power, largest, power, real_power, reciprocal, shorter


@lru_cache(maxsize=1 << 12)
def compiled(e: Expr) -> Run:
    """The tree as a function of a frame and of the positions of its free indices.

    The last value is kept, so that a subtree that is shared is evaluated once and not along every path to it.
    """
    if type(e) not in BUILDERS:
        raise NotationError(f"{e} has no value at a point")
    run = BUILDERS[type(e)](e)
    if type(e) in LEAVES:
        return run
    keys, quotes = [index_key(index) for index in free_indices(e)], type(e) in QUOTED
    last: list[tuple[Frame, list[int | None], Value]] = []

    def once(frame: Frame, at: At) -> Value:
        where = [at.get(key) for key in keys]
        if last and last[0][0] is frame and last[0][1] == where:
            return last[0][2]
        check_time()
        try:
            value = run(frame, at)
        except DomainError as reason:
            if not quotes:
                raise
            raise (NoValueError if reason.certain else UndefinedError)(f"{e}: {reason}") from None
        last[:] = [(frame, where, value)]
        return value

    return once


def _literal(e: Number) -> Run:
    value = fmpq(e.value.numerator, e.value.denominator)
    return lambda frame, at: value


def _constant(e: Constant) -> Run:
    if e.name != "pi":
        raise NotationError(f"{e}: expected the constant pi")
    return lambda frame, at: arb.pi()


def _dim(e: Dim) -> Run:
    over = e.over
    return lambda frame, at: fmpq(frame.size(over))


def _scalar(e: Scalar) -> Run:
    key = input_key(e)
    return lambda frame, at: frame.read(key, ())


def _entry(e: Entry) -> Run:
    key, places, over = input_key(e.tensor), tuple(map(locate, e.places)), e.tensor.over
    computed = any(isinstance(place, Computed) for place in e.places)

    def run(frame: Frame, at: At) -> Value:
        where = tuple(place(frame, at) for place in places)
        return ZERO if computed and not inside(frame, where, over) else frame.read(key, where)

    return run


def _counter(e: Counter) -> Run:
    place = locate(e.place)
    return lambda frame, at: fmpq(place(frame, at))


def _delta(e: Delta) -> Run:
    left, right = locate(e.left), locate(e.right)
    return lambda frame, at: ONE if left(frame, at) == right(frame, at) else ZERO


def _add(e: Add) -> Run:
    first, *rest = map(compiled, e.terms)

    def run(frame: Frame, at: At) -> Value:
        found = first(frame, at)
        for term in rest:
            found = found + term(frame, at)
        return found

    return run


def _mul(e: Mul) -> Run:
    first, *rest = map(compiled, e.factors)

    def run(frame: Frame, at: At) -> Value:
        found = first(frame, at)
        for factor in rest:
            found = shorter(found * factor(frame, at))
        return found

    return run


def _neg(e: Neg) -> Run:
    arg = compiled(e.arg)
    return lambda frame, at: -arg(frame, at)


def _div(e: Div) -> Run:
    num, den = compiled(e.num), compiled(e.den)
    return lambda frame, at: num(frame, at) * reciprocal(den(frame, at))


def _pow(e: Pow) -> Run:
    base, exponent, fixed = compiled(e.base), compiled(e.exponent), not mentions(e.exponent)

    def run(frame: Frame, at: At) -> Value:
        u, a = base(frame, at), exponent(frame, at)
        if not fixed or not isinstance(a, fmpq):
            return power(u, a)
        return integer_power(u, int(a.p)) if a.q == 1 else real_power(u, a)

    return run


def _apply(e: Apply) -> Run:
    args, fn = tuple(map(compiled, e.args)), FUNCTIONS.get(e.fn)

    def run(frame: Frame, at: At) -> Value:
        if fn is None:
            raise DomainError(f"how to evaluate {e.fn} is not known")
        return fn([arg(frame, at) for arg in args])

    return run


def _sum(e: Sum) -> Run:
    body, key, over = compiled(e.body), index_key(e.index), e.index.over

    def run(frame: Frame, at: At) -> Value:
        found: Value = ZERO
        for position in range(1, frame.size(over) + 1):
            check_time()
            found = found + body(frame, {**at, key: position})
        return found

    return run


def _prod(e: Prod) -> Run:
    body, key, over = compiled(e.body), index_key(e.index), e.index.over

    def run(frame: Frame, at: At) -> Value:
        found: Value = ONE
        for position in range(1, frame.size(over) + 1):
            check_time()
            found = found * body(frame, {**at, key: position})
        return found

    return run


def _largest(e: Largest) -> Run:
    body, key, over = compiled(e.body), index_key(e.index), e.index.over

    def run(frame: Frame, at: At) -> Value:
        return largest([body(frame, {**at, key: position}) for position in range(1, frame.size(over) + 1)])

    return run


def _cases(e: Cases) -> Run:
    branches = tuple((compiled(value), _condition(condition)) for value, condition in e.branches)
    otherwise = compiled(e.otherwise)

    def run(frame: Frame, at: At) -> Value:
        for value, holds in branches:
            if holds(frame, at):
                return value(frame, at)
        return otherwise(frame, at)

    return run


HOLDS: dict[str, Callable[[int], bool]] = {
    "=": lambda sign: sign == 0,
    "!=": lambda sign: sign != 0,
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
}
"""Whether a relation holds, from the sign of left − right."""


def _condition(condition: When) -> Callable[[Frame, At], bool]:
    if isinstance(condition, Both):
        parts = tuple(map(_condition, condition.parts))
        return lambda frame, at: all(part(frame, at) for part in parts)
    if isinstance(condition, SameIndex):
        here, there = locate(condition.left), locate(condition.right)
        return lambda frame, at: here(frame, at) == there(frame, at)
    left, right, holds = compiled(condition.left), compiled(condition.right), HOLDS[condition.sign]
    return lambda frame, at: holds(certain_sign(left(frame, at) + -right(frame, at)))


def _diff(e: Diff) -> Run:
    body, wrt = compiled(e.body), e.wrt
    places = tuple(map(locate, wrt.places)) if isinstance(wrt, (Entry, Named)) else ()

    def run(frame: Frame, at: At) -> Value:
        where = tuple(place(frame, at) for place in places)
        bit = bit_of(frame.depth)
        try:
            return coefficient(body(_perturbed(frame, wrt, where), at), bit)
        except SeamError as seam:
            if seam.bit != bit:
                raise
        return _from_both_sides(body(frame, at), [body(_perturbed(frame, wrt, where, side), at) for side in SIDES], bit)

    return run


SIDES = (1, -1)


def _from_both_sides(here: Value, beside: list[Value], bit: int) -> Value:
    """The slope at a kink: both sides meet there, and have one slope."""
    slopes = []
    for side, value in zip(SIDES, beside, strict=True):
        slope = coefficient(value, bit + 1)
        slopes.append(slope if side > 0 else -slope)
        left = {mask: c for mask, c in terms_of(value).items() if not mask >> bit + 1 & 1}
        if not certainly_equal(Jet(left), here):
            raise DomainError("there is a jump, and no derivative, at the kink", certain=True)
    if not certainly_equal(*slopes):
        raise DomainError("there is no derivative at the kink: the slopes on both sides differ", certain=True)
    return slopes[0]


def _perturbed(frame: Frame, wrt: Expr, where: tuple[int, ...], side: int = 0) -> Frame:
    if isinstance(wrt, Named):
        return frame.perturbed_name(wrt, where, side)
    if isinstance(wrt, (Scalar, Entry)):
        return frame.perturbed(input_key(wrt.tensor if isinstance(wrt, Entry) else wrt), where, side)
    raise NotationError(f"cannot differentiate by {wrt}")


def _named(e: Named) -> Run:
    quantity, name = e.quantity, named_key(e)
    body, places = compiled(quantity.body), tuple(map(locate, e.places))
    own = [index_key(index) for index in quantity.indices]
    inputs = [input_key(each) for each in quantity.inputs]
    arguments = dict(zip(inputs, map(_argument, e.arguments), strict=False))
    computed, over = (
        any(isinstance(place, Computed) for place in e.places),
        tuple(each.over for each in quantity.indices),
    )
    outer = sorted(index_key(index) for argument in e.arguments for index in free_indices(argument))

    def run(frame: Frame, at: At) -> Value:
        where = tuple(place(frame, at) for place in places)
        if computed and not inside(frame, where, over):
            return ZERO
        held = tuple(at[key] for key in outer if key in at)
        within = frame.inside(name, held, lambda: {key: make(frame, at) for key, make in arguments.items()})
        if where not in within.known:
            within.known[where] = body(within, dict(zip(own, where, strict=True)))
        return frame.shifted(name, where, within.known[where])

    return run


def _expectation(e: Expectation) -> Run:
    """The mean over the points of the law; of a law on a sample space, over that."""
    key = input_key(e.variable)
    if e.law == "finite":
        return _on_sample_space(e, key, compiled(e.body))
    reads = [_argument(parameter) for parameter in e.parameters]
    over = e.variable.over if isinstance(e.variable, Tensor) else ()
    terms = in_terms(e.body, key) if e.law == "normal" else [(e.body, None)]
    runs = [(factor, compiled(factor), None if tilt is None else compiled(tilt)) for factor, tilt in terms]

    def run(frame: Frame, at: At) -> Value:
        parameters = [read(frame, at) for read in reads]
        places = list(product(*(range(1, frame.size(each) + 1) for each in over)))
        given = {place: [read(place) for read in parameters] for place in places}

        def at_values(part: Run, values: Mapping[Positions, Value]) -> Value:
            return part(frame.replaced({key: values.__getitem__}), at)

        found: Value = ZERO
        for factor, value, tilt in runs:
            scale, law = (ONE, given) if tilt is None else tilted(partial(at_values, tilt), given)
            choices = [POINTS[e.law](law[place], partial(degree, factor, key)) for place in places]
            for chosen, weight in in_every_way(choices):
                check_time()
                values = {place: point for place, (point, _) in zip(places, chosen, strict=True)}
                found = found + scale * weight * at_values(value, values)
        return found

    return run


def _on_sample_space(e: Expectation, key: str, body: Run) -> Run:
    weight, value = (each for each in e.parameters if isinstance(each, Lambda))
    weights, values, space = _argument(weight), _argument(value), weight.indices[0].over

    def run(frame: Frame, at: At) -> Value:
        chance, worth = weights(frame, at), values(frame, at)
        found: Value = ZERO
        for outcome in range(1, frame.size(space) + 1):
            check_time()
            inner = frame.replaced({key: lambda places, outcome=outcome: worth((outcome, *places))})  # type: ignore[misc]
            found = found + chance((outcome,)) * body(inner, at)
        return found

    return run


def _inverted(e: Inverted) -> Run:
    read, (row, column) = _matrix(e.matrix), tuple(map(locate, e.places))

    def run(frame: Frame, at: At) -> Value:
        rows = read(frame, at)
        r, c = row(frame, at) - 1, column(frame, at) - 1
        minor = [[*line[:r], *line[r + 1 :]] for place, line in enumerate(rows) if place != c]
        found = determinant(minor) * reciprocal(determinant(rows))
        return -found if (r + c) % 2 else found

    return run


def _determinant(e: Determinant) -> Run:
    read = _matrix(e.matrix)
    return lambda frame, at: determinant(read(frame, at))


def _matrix(matrix: Lambda) -> Callable[[Frame, At], list[list[Value]]]:
    body, (row, column) = compiled(matrix.body), tuple(map(index_key, matrix.indices))
    over = matrix.indices[0].over

    def read(frame: Frame, at: At) -> list[list[Value]]:
        places = range(1, frame.size(over) + 1)
        return [[body(frame, {**at, row: r, column: c}) for c in places] for r in places]

    return read


def _argument(argument: Expr | Lambda) -> Callable[[Frame, At], Read]:
    """An argument as what its input is worth, evaluated where the author wrote it."""
    run = compiled(argument.body if isinstance(argument, Lambda) else argument)
    keys = [index_key(index) for index in argument.indices] if isinstance(argument, Lambda) else []
    return lambda frame, at: remembered(lambda places: run(frame, {**at, **dict(zip(keys, places, strict=True))}))


QUOTED = (Div, Pow, Apply, Largest, Cases, Diff, Inverted, Determinant, Expectation)

LEAVES = (Number, Constant, Dim, Scalar, Entry, Delta, Counter)

BUILDERS: dict[type[Expr], Callable[[Any], Run]] = {
    Number: _literal,
    Constant: _constant,
    Dim: _dim,
    Scalar: _scalar,
    Entry: _entry,
    Delta: _delta,
    Counter: _counter,
    Add: _add,
    Neg: _neg,
    Mul: _mul,
    Div: _div,
    Pow: _pow,
    Apply: _apply,
    Sum: _sum,
    Prod: _prod,
    Largest: _largest,
    Cases: _cases,
    Diff: _diff,
    Named: _named,
    Inverted: _inverted,
    Expectation: _expectation,
    Determinant: _determinant,
    Group: lambda e: compiled(e.arg),
}
