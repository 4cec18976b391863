"""Numbers with infinitesimals: rigorous values and derivatives at a point, without symbolic differentiation.

A `Value` is an exact rational (`fmpq`), a ball that contains the number (`arb`), or a `Jet`: a polynomial in
infinitesimals ε₀, ε₁, … with ε_b² = 0.  The coefficient of ε_b is the derivative in the direction that ε_b was added to;
that of ε_a ε_b is a mixed second derivative.  A term with coefficient 0 is kept: it records that the value depends on
the infinitesimal, so that √(x²) at 0 is seen to have no derivative there.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from math import isqrt

import flint
from flint import arb, arb_series, fmpq

Number = fmpq | arb
Terms = dict[int, Number]

ZERO, ONE, HALF = fmpq(0), fmpq(1), fmpq(1, 2)


class DomainError(ArithmeticError):
    """The operation has no value there, or the ball is too wide to tell."""


class Jet:
    """Σ coefficient · Π ε_b over the bits b of each mask.  Mask 0, the value itself, is always there."""

    __slots__ = ("terms",)

    def __init__(self, terms: Terms) -> None:
        self.terms = terms

    def __add__(self, other: Value) -> Jet:
        terms = dict(self.terms)
        for mask, c in terms_of(other).items():
            terms[mask] = terms[mask] + c if mask in terms else c
        return Jet(terms)

    __radd__ = __add__

    def __neg__(self) -> Jet:
        return Jet({mask: -c for mask, c in self.terms.items()})

    def __mul__(self, other: Value) -> Value:
        if not isinstance(other, Jet):
            return ZERO if sign(other) == 0 else Jet({mask: c * other for mask, c in self.terms.items()})
        return Jet(_product(self.terms, other.terms))

    __rmul__ = __mul__


Value = Number | Jet


def terms_of(x: Value) -> Terms:
    """The terms of a jet; of a number, the number."""
    return x.terms if isinstance(x, Jet) else {0: x}


def infinitesimal(bit: int) -> Jet:
    """ε_bit."""
    return Jet({0: ZERO, 1 << bit: ONE})


def coefficient(x: Value, bit: int) -> Value:
    """What stands beside ε_bit: the derivative in its direction."""
    here = 1 << bit
    terms = {mask ^ here: c for mask, c in terms_of(x).items() if mask & here}
    value = terms.setdefault(0, ZERO)
    return value if len(terms) == 1 else Jet(terms)


def head(x: Value) -> Number:
    """The value without its infinitesimals."""
    return x.terms[0] if isinstance(x, Jet) else x


def sign(x: Number) -> int | None:
    """1, −1 or 0 where that is certain; None where the ball holds 0 and more."""
    if x > 0:
        return 1
    if x < 0:
        return -1
    return 0 if x == 0 else None


def _product(a: Terms, b: Terms) -> Terms:
    terms: Terms = {}
    for left, c in a.items():
        for right, d in b.items():
            if not left & right:
                mask = left | right
                terms[mask] = terms[mask] + c * d if mask in terms else c * d
    return terms


def _compose(u: Jet, taylor: list[Number]) -> Jet:
    """Σ taylor[k] · nᵏ with n the infinitesimal part of u, by Horner."""
    nilpotent = {mask: c for mask, c in u.terms.items() if mask}
    result: Terms = {0: taylor[-1]}
    for c in reversed(taylor[:-1]):
        result = _product(result, nilpotent)
        result[0] = c
    return Jet(result)


def _order(u: Jet) -> int:
    """The largest power of the infinitesimal part that can be other than 0."""
    union = 0
    for mask in u.terms:
        union |= mask
    return union.bit_count()


def _tanh(s: arb_series) -> arb_series:
    return 1 - 2 / ((2 * s).exp() + 1)


ANALYTIC: dict[str, tuple[Callable[[arb], arb], Callable[[arb_series], arb_series], dict[int, int]]] = {
    "exp": (arb.exp, arb_series.exp, {0: 1}),
    "log": (arb.log, arb_series.log, {1: 0}),
    "tanh": (arb.tanh, _tanh, {0: 0}),
    "erf": (arb.erf, arb_series.erf, {0: 0}),
}
"""Function: on balls, on power series, and the points where its value is an integer."""


def apply(name: str, u: Value) -> Value:
    """exp, log, tanh or erf of a number or a jet."""
    on_balls, on_series, exact = ANALYTIC[name]
    at = head(u)
    if name == "log" and sign(at) != 1:
        raise DomainError("the logarithm needs a positive number")
    value = next((fmpq(value) for point, value in exact.items() if at == point), None)
    if value is None:
        value = finite(on_balls(arb(at)))
    if not isinstance(u, Jet):
        return value
    return _compose(u, [value, *_series(on_series, at, _order(u))[1:]])


def _series(on_series: Callable[[arb_series], arb_series], at: Number, order: int) -> list[Number]:
    if flint.ctx.cap <= order:
        flint.ctx.cap = order + 1
    found = on_series(arb_series([arb(at), 1], prec=order + 1)).coeffs()
    # FLINT drops trailing zeros.
    return [finite(c) for c, _ in zip_longest(found, range(order + 1), fillvalue=arb(0))]


def finite(x: arb) -> arb:
    """The ball, unless it is unbounded."""
    if not x.is_finite():
        raise DomainError("the value is not finite")
    return x


def integer_power(u: Value, n: int) -> Value:
    """uⁿ for an integer n; u⁰ = 1."""
    if n < 0:
        return real_power(u, fmpq(n))
    if not isinstance(u, Jet):
        return u**n
    result: Value = ONE
    for digit in bin(n)[2:]:
        result = result * result
        result = result * u if digit == "1" else result
    return result


def real_power(u: Value, a: fmpq) -> Value:
    """uᵃ by the binomial series, for a rational a that is not a natural number; u = 0 needs a > 0 and no infinitesimal."""
    at = head(u)
    certain = sign(at)
    if a.q == 1:
        if certain not in (1, -1):
            raise DomainError("division by something that may be 0")
    elif certain not in (1, 0) or (certain == 0 and (a < 0 or isinstance(u, Jet))):
        raise DomainError("a root needs a positive number" if certain == 0 else "a root needs a nonnegative number")
    value = _power(at, a)
    if not isinstance(u, Jet):
        return value
    taylor = [value]
    for k in range(_order(u)):
        taylor.append(taylor[-1] * (a - k) / ((k + 1) * at))
    return _compose(u, taylor)


def _power(at: Number, a: fmpq) -> Number:
    if a.q == 1:
        return at ** int(a.p)
    root = square_root(at) if a.q == 2 and isinstance(at, fmpq) else None
    if root is not None:
        return root ** int(a.p)
    if at == 0:
        return ZERO
    return finite(arb(at).sqrt() ** int(a.p) if a.q == 2 else arb(at) ** arb(a))


def square_root(x: fmpq) -> fmpq | None:
    """√x where it is rational."""
    if x < 0:
        return None
    above, below = isqrt(int(x.p)), isqrt(int(x.q))
    return fmpq(above, below) if fmpq(above * above, below * below) == x else None


def power(u: Value, exponent: Value) -> Value:
    """u ** exponent = exp(exponent · log u), u > 0."""
    if sign(head(u)) != 1:
        raise DomainError("a power with a variable exponent needs a positive base")
    if isinstance(exponent, fmpq):
        return integer_power(u, int(exponent.p)) if exponent.q == 1 else real_power(u, exponent)
    return apply("exp", exponent * apply("log", u))


def reciprocal(u: Value) -> Value:
    """1/u, u ≠ 0."""
    return real_power(u, fmpq(-1))


def certain_sign(u: Value) -> int:
    """The sign of u; an error where it is not certain, or where u = 0 may change sign with an infinitesimal."""
    found = sign(head(u))
    if found is None or (found == 0 and isinstance(u, Jet)):
        raise DomainError("which case holds is not certain" if found is None else "there is no derivative at the kink")
    return found


def absolute(u: Value) -> Value:
    """∣u∣; no derivative at 0."""
    if not isinstance(u, Jet):
        return abs(u)
    return u if certain_sign(u) == 1 else -u


def largest(values: list[Value]) -> Value:
    """The maximum; no derivative where the largest arguments tie."""
    rest = [u for u in values if not any(sign(head(u) - head(v)) == -1 for v in values)]
    best = rest[0]
    for other in rest[1:]:
        if isinstance(best, Jet) or isinstance(other, Jet):
            raise DomainError("there may be a kink: which argument is the largest is not certain")
        best = best if best == other else arb(best).max(arb(other))
    return best
