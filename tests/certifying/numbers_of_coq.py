"""Coq's real numbers, and what Coq and Coquelicot have on them, as exact numbers or balls of 1500 bits.

A derivative is a quotient of differences with steps that shrink from one level to the next, an integral is a
quadrature, a limit a few values far out.  So this shares no rule with the printer, with the prover or with its
evaluator.  Where Coq's reals say nothing (x/0, ln 0, the derivative at a kink) it gives what Coq has there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import flint
from flint import arb, fmpq, fmpq_poly, fmpz_poly

Real = fmpq | arb
BITS = 1500
STEPS = tuple(fmpq(1, 2**k) for k in (60, 90, 135, 203, 305, 458))
"""Of a derivative, of one inside it, and so on: each so small that its error is small beside the step around it."""

NEAR, PRECISE = arb(2) ** -50, arb(2) ** -250
"""What is no difference between rough values; values whose ball is smaller are none of these."""

SMOOTH = arb(2) ** -20
STEEP = arb(2) ** 20
MOST_HEIGHT = 4000
"""A fraction of more bits is a ball from then on."""


class Unclear(Exception):
    """The value is not known well enough to tell."""


@contextmanager
def accurately() -> Iterator[None]:
    """With so many bits."""
    with flint.ctx.workprec(BITS):
        yield


def real(x: object) -> Real:
    """A real number, and nothing else: Coq would not take a natural number for one."""
    if isinstance(x, arb):
        if not x.is_finite():
            raise Unclear("a value that is not finite")
        return x
    if isinstance(x, fmpq):
        return arb(x) if x.height_bits() > MOST_HEIGHT else x
    raise TypeError(f"expected a real number, got {x!r}")


def whole(x: object) -> int:
    """A natural or whole number."""
    if isinstance(x, int) and not isinstance(x, bool):
        return x
    raise TypeError(f"expected a natural number, got {x!r}")


def sign(x: Any) -> int:
    """Of the number; 0 where the ball does not tell it from 0."""
    return (x > 0) - (x < 0)


def compared(a: Real, b: Real) -> int:
    """The sign of a − b in a proposition, where derivatives are only nearly what they are."""
    difference = a - b
    if isinstance(difference, fmpq):
        return sign(difference)
    scale, radius, middle = 1 + abs(arb(a)) + abs(arb(b)), arb(difference.rad()), arb(difference.mid())
    rough = radius > PRECISE * scale
    if not difference.contains(0) and not (rough and abs(middle) < NEAR * scale):
        return sign(middle)
    if radius > arb(2) ** -20 * scale:
        raise Unclear(f"{_shown(difference)} beside {_shown(a)}")
    return 0


def _shown(x: Real) -> str:
    return str(arb(x).str(9))


def quotient(a: Real, b: Real) -> Real:
    """Coq's a / b, and a * 0 where b is 0."""
    return a * inverse(b)


def inverse(b: Real) -> Real:
    return fmpq(0) if sign(b) == 0 else 1 / b


def logarithm(x: Real) -> Real:
    return arb(x).log() if sign(x) > 0 else fmpq(0)


def root(x: Real) -> Real:
    if sign(x) <= 0:
        return fmpq(0)
    if isinstance(x, fmpq):
        p, q = (flint.fmpz(n) for n in (x.p, x.q))
        if p.is_square() and q.is_square():
            return fmpq(p.isqrt(), q.isqrt())
    return arb(x).sqrt()


def exponential(x: Real) -> Real:
    return fmpq(1) if x == 0 else arb(x).exp()


def power(x: Real, n: int) -> Real:
    found: Real = fmpq(1)
    for bit in bin(n)[2:]:  # a ball around 0 has no power by its logarithm
        found = found * found * x if bit == "1" else found * found
    return found


def powered(x: Real, n: int) -> Real:
    """With a whole exponent."""
    return power(x, n) if n >= 0 else inverse(power(x, -n))


def larger(a: Real, b: Real) -> Real:
    return a if sign(a - b) >= 0 else b


@dataclass(frozen=True)
class Filter:
    """Where a filter looks, in the order in which it comes nearer; `last` is near enough for good."""

    samples: tuple[Real, ...]
    last: tuple[Real, ...]

    def __call__(self, holds: Callable[[Real], bool]) -> bool:
        answers = []
        for x in self.last:
            with suppress(Unclear):
                answers.append(truth(holds(x)))
        if not answers:
            raise Unclear("no values near by")
        return all(answers)


UP, DOWN = "p_infty", "m_infty"
FAR = tuple(fmpq(2**k) for k in (8, 20, 100, 400))
CLOSE = tuple(fmpq(1, 2**k) for k in (4, 10, 20, 40))


def beside(x: Real, *sides: int, itself: bool = False) -> Filter:
    """To the right of x (1), to the left (-1) or both; perhaps x itself."""
    samples = tuple(x + side * near for near in CLOSE for side in sides)
    return Filter(samples, samples[-len(sides) :] + (x,) * itself)


def around(x: object) -> Filter:
    """Where a limit looks: the place itself is left out."""
    if x == UP:
        return Filter(FAR, FAR[1:])
    if x == DOWN:
        return Filter(tuple(-far for far in FAR), tuple(-far for far in FAR[1:]))
    return beside(real(x), 1, -1)


def nearby(x: object) -> Filter:
    """Rbar_locally: the place belongs to it."""
    return around(x) if x in (UP, DOWN) else beside(real(x), 1, -1, itself=True)


def tends(f: Callable[[Real], Real], to: Filter, limit: object) -> bool:
    """Whether the values come near to the limit, as far as they can be had."""
    distances: list[Any] = []
    for x in to.samples:
        try:
            value = real(f(x))
        except Unclear:
            continue
        if limit in (UP, DOWN):
            height = arb(value) if limit == UP else -arb(value)
            distances.append(1 / height if height > 0 else arb(10))
        else:
            distances.append(abs(arb(value) - arb(real(limit))))
    if len(distances) < 2:
        raise Unclear("no values on the way to a limit")
    return bool(distances[-1] < arb(2) ** -7)


@lru_cache(maxsize=8)
def nodes(n: int) -> tuple[tuple[arb, arb], ...]:
    """Of the quadrature of Gauss and Legendre between −1 and 1."""
    with accurately():
        return tuple(arb.legendre_p_root(n, k, weight=True) for k in range(n))


def with_error(rough: Real, fine: Real) -> arb:
    """The finer of two values, as uncertain as they differ."""
    return arb(arb(fine).mid(), abs(arb(fine) - arb(rough)).upper())


def integral(f: Callable[[Real], Real], a: Real, b: Real) -> Real:
    """By quadrature, once roughly and once finely."""
    if sign(b - a) == 0:
        return fmpq(0)
    middle, half = arb(a + b) / 2, arb(b - a) / 2

    def by(n: int) -> arb:
        return sum((w * arb(f(middle + half * x)) for x, w in nodes(n)), arb(0)) * half

    return agreed(by(3), by(4)) or agreed(by(10), by(12)) or with_error(by(60), by(80))


def agreed(rough: arb, fine: arb) -> arb | None:
    """The value of two rules that give the same."""
    return fine if abs(arb((rough - fine).mid())) < PRECISE * (1 + abs(fine)) else None


@lru_cache(maxsize=8)
def hermite(n: int) -> tuple[tuple[arb, arb], ...]:
    """Nodes and weights of a rule that is exact for the bell times a polynomial of degree less than 2n."""
    before, here = fmpq_poly([1]), fmpq_poly([0, 1])
    for k in range(1, n):
        before, here = here, fmpq_poly([0, 1]) * here - k * before
    with accurately():
        places = [root.real for root, _ in fmpz_poly([int(c) for c in here.coeffs()]).complex_roots()]
        scale = arb(math.factorial(n)) / n**2 * (2 * arb.pi()).sqrt()
        return tuple((x, scale / at(before, x) ** 2 * (x * x / 2).exp()) for x in places)


def at(polynomial: fmpq_poly, x: arb) -> arb:
    """Its value."""
    found = arb(0)
    for c in reversed(polynomial.coeffs()):
        found = found * x + c
    return found


def whole_integral(f: Callable[[Real], Real], low: object, high: object) -> Real:
    """Over the whole line, by equal steps, which is exact to many digits for what falls as a bell does."""
    if (low, high) == (UP, DOWN):
        return -whole_integral(f, DOWN, UP)
    if (low, high) != (DOWN, UP):
        raise Unclear(f"an integral from {low} to {high}")

    def by(step: fmpq) -> arb:
        steps = int(fmpq(30) / step)
        return sum((arb(f(k * step)) for k in range(-steps, steps + 1)), arb(0)) * step

    def exactly(n: int) -> arb:
        return sum((w * arb(f(x)) for x, w in hermite(n)), arb(0))

    return (
        agreed(exactly(3), exactly(4)) or agreed(exactly(7), exactly(8)) or with_error(by(fmpq(1, 4)), by(fmpq(1, 6)))
    )


def truth(x: object) -> bool:
    if not isinstance(x, bool):
        raise TypeError(f"expected a proposition, got {x!r}")
    return x


def natural(n: object) -> int:
    """A natural number."""
    if whole(n) < 0:
        raise TypeError(f"expected a natural number, got {n}")
    return whole(n)


def circle() -> arb:
    with accurately():
        return arb.pi()


def centre(near: Filter) -> object:
    """What a filter comes near to."""
    for end in (UP, DOWN):
        if near == nearby(end):
            return end
    return near.last[-1]


def end_of(of: object) -> object:
    """Which end of the line a filter of an improper integral is about."""
    return UP if of == nearby(UP) else DOWN if of == nearby(DOWN) else None


_DEPTH = [0]
"""How many derivatives are being taken, one inside the other."""


def derivative(f: Callable[[Real], Real], x: Real) -> tuple[Real, bool]:
    """Coq's derivative (at a kink, the slope to the right), and whether it is one."""
    if _DEPTH[0] >= len(STEPS):
        raise Unclear("derivatives of derivatives, too deep")
    step = STEPS[_DEPTH[0]]
    _DEPTH[0] += 1
    try:
        before, here, behind = (real(f(at)) for at in (x - step, x, x + step))
    finally:
        _DEPTH[0] -= 1
    left, right = arb(here - before) / step, arb(behind - here) / step
    apart = abs(right - left)
    exists = bool(apart < SMOOTH * (1 + abs(right)))
    value = (left + right) / 2 if exists else right
    if abs(right) > STEEP:
        nearer = step / 2**20
        if abs(arb(real(f(x + nearer)) - here) / nearer) > 4 * abs(right):
            return fmpq(0), False  # infinite, and Coq's number for that is 0
    error = (arb(apart.abs_upper()) + step) * step * 1024
    return value + arb(0, error.upper()), exists


def given() -> dict[str, tuple[Any, str]]:
    """Name: its value, curried, and the scopes of its arguments (. where it has none of its own)."""

    def of_bools(f: Callable[[bool, bool], bool]) -> Any:
        return lambda a: lambda b: f(a, b)

    def of_wholes(f: Callable[[int, int], Any]) -> Any:
        return lambda a: lambda b: f(whole(a), whole(b))

    def of_reals(f: Callable[[Real, Real], Any]) -> Any:
        return lambda a: lambda b: f(real(a), real(b))

    def of_real(f: Callable[[Real], Any]) -> Any:
        return lambda a: f(real(a))

    ball = lambda method: of_real(lambda x: getattr(arb(x), method)())  # noqa: E731
    return {
        "True": (True, ""), "False": (False, ""), "true": (True, ""), "false": (False, ""),
        "O": (0, ""), "S": (lambda n: whole(n) + 1, "nat"), "pred": (lambda n: max(0, whole(n) - 1), "nat"),
        "INR": (lambda n: fmpq(natural(n)), "nat"), "IZR": (lambda n: fmpq(whole(n)), "Z"),
        "PI": (circle(), ""),
        "exp": (of_real(exponential), "R"), "ln": (of_real(logarithm), "R"), "sqrt": (of_real(root), "R"),
        "tanh": (ball("tanh"), "R"), "sin": (ball("sin"), "R"), "cos": (ball("cos"), "R"),
        "sinh": (ball("sinh"), "R"), "cosh": (ball("cosh"), "R"), "atan": (ball("atan"), "R"),
        "Rabs": (of_real(lambda x: larger(x, -x)), "R"),
        "Rmax": (of_reals(larger), "R R"), "Rmin": (of_reals(lambda a, b: -larger(-a, -b)), "R R"),
        "Rpower": (of_reals(lambda a, b: exponential(real(b * logarithm(a)))), "R R"),
        "Rlt_dec": (of_reals(lambda a, b: sign(a - b) < 0), "R R"),
        "Rle_dec": (of_reals(lambda a, b: sign(a - b) <= 0), "R R"),
        "Rgt_dec": (of_reals(lambda a, b: sign(a - b) > 0), "R R"),
        "Rge_dec": (of_reals(lambda a, b: sign(a - b) >= 0), "R R"),
        "Req_EM_T": (of_reals(lambda a, b: sign(a - b) == 0), "R R"),
        "Req_dec_T": (of_reals(lambda a, b: sign(a - b) == 0), "R R"),
        "Nat.eqb": (of_wholes(int.__eq__), "nat nat"), "Nat.leb": (of_wholes(int.__le__), "nat nat"),
        "Nat.ltb": (of_wholes(int.__lt__), "nat nat"), "Nat.eq_dec": (of_wholes(int.__eq__), "nat nat"),
        "lt_dec": (of_wholes(int.__lt__), "nat nat"), "le_dec": (of_wholes(int.__le__), "nat nat"),
        "Z.eqb": (of_wholes(int.__eq__), "Z Z"), "Z.leb": (of_wholes(int.__le__), "Z Z"),
        "Z.ltb": (of_wholes(int.__lt__), "Z Z"), "Z.geb": (of_wholes(int.__ge__), "Z Z"),
        "Z.gtb": (of_wholes(int.__gt__), "Z Z"),
        "Z_lt_dec": (of_wholes(int.__lt__), "Z Z"), "Z_le_dec": (of_wholes(int.__le__), "Z Z"),
        "Z_lt_ge_dec": (of_wholes(int.__lt__), "Z Z"), "Z_le_gt_dec": (of_wholes(int.__le__), "Z Z"),
        "Z.eq_dec": (of_wholes(int.__eq__), "Z Z"), "Z.opp": (lambda a: -whole(a), "Z"),
        "Z.of_nat": (natural, "nat"), "Z.to_nat": (lambda n: max(0, whole(n)), "Z"),
        "andb": (of_bools(lambda a, b: a and b), ". ."), "orb": (of_bools(lambda a, b: a or b), ". ."),
        "negb": (lambda a: not a, "."),
        "Derive": (lambda f: lambda x: derivative(f, real(x))[0], ". R"),
        "ex_derive": (lambda f: lambda x: derivative(f, real(x))[1], ". R"),
        "RInt": (lambda f: lambda a: lambda b: integral(f, real(a), real(b)), ". R R"),
        "ex_RInt": (lambda f: lambda a: lambda b: True, ". R R"),
        "p_infty": (UP, ""), "m_infty": (DOWN, ""), "Finite": (real, "R"), "Rbar_locally": (nearby, "."),
        "Rbar_locally'": (around, "."), "locally'": (lambda x: beside(real(x), 1, -1), "R"),
        "locally": (lambda x: beside(real(x), 1, -1, itself=True), "R"),
        "at_right": (lambda x: beside(real(x), 1), "R"), "at_left": (lambda x: beside(real(x), -1), "R"),
        "is_lim": (lambda f: lambda x: lambda l: tends(f, around(x), l), ". . ."),
        "filterlim": (lambda f: lambda to: lambda near: tends(f, to, centre(near)), ". . ."),
        "powerRZ": (lambda x: lambda n: powered(real(x), whole(n)), "R Z"),
        "RInt_gen": (
            lambda f: lambda a: lambda b: whole_integral(f, end_of(a), end_of(b)), ". . .",
        ),
        "ex_RInt_gen": (lambda f: lambda a: lambda b: True, ". . ."),
    }  # fmt: skip
