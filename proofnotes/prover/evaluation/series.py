"""Elementary functions of numbers with infinitesimals, by their Taylor coefficients at the point."""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt

import flint
from flint import arb, arb_series, fmpq

from .jets import ONE, ZERO, DomainError, Jet, Number, Value, head, side, sign

HALF = fmpq(1, 2)
MOST_EXACT, MOST_TIMES = 20_000, 1_000
"""Rationals with more binary digits, and jets to higher powers, are kept as balls."""


def _tanh(s: arb_series) -> arb_series:
    return 1 - 2 / ((2 * s).exp() + 1)


ANALYTIC: dict[str, tuple[Callable[[arb], arb], Callable[[arb_series], arb_series], dict[int, int]]] = {
    "exp": (arb.exp, arb_series.exp, {0: 1}),
    "log": (arb.log, arb_series.log, {1: 0}),
    "tanh": (arb.tanh, _tanh, {0: 0}),
    "erf": (arb.erf, arb_series.erf, {0: 0}),
    "sin": (arb.sin, arb_series.sin, {0: 0}),
    "cos": (arb.cos, arb_series.cos, {0: 1}),
}
"""Function: on balls, on power series, and the points where its value is an integer."""


def apply(name: str, u: Value) -> Value:
    """One of them, of a number or a jet."""
    on_balls, on_series, exact = ANALYTIC[name]
    at = head(u)
    if name == "log" and sign(at) != 1:
        raise DomainError("the logarithm needs a positive number", sign(at) is not None)
    known = next((fmpq(value) for point, value in exact.items() if at == point), None)
    value = finite(on_balls(arb(at))) if known is None else known
    if not isinstance(u, Jet):
        return value
    return u.composed([value, *_series(on_series, at, u.order)[1:]])


def _series(on_series: Callable[[arb_series], arb_series], at: Number, last: int) -> list[Number]:
    if flint.ctx.cap <= last:
        flint.ctx.cap = last + 1
    try:
        found = on_series(arb_series([arb(at), 1], prec=last + 1)).coeffs()
    except ValueError as reason:  # FLINT cannot tell a denominator from 0
        raise DomainError(f"the precision is too low: {reason}") from None
    missing = last + 1 - len(found)  # FLINT drops trailing zeros
    return [*map(finite, found), *[ZERO] * missing]


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
        return whole_power(u, n)
    if n > MOST_TIMES:
        u = u.rounded()
    result: Value = ONE
    for digit in bin(n)[2:]:
        result = result * result
        result = result * u if digit == "1" else result
    return result


def whole_power(x: Number, n: int) -> Number:
    """xⁿ, exact where it is not too long to write down."""
    if isinstance(x, arb) and x.mid() == 0 and n > 0:
        return arb(0, (x.abs_upper() ** n).abs_upper())  # FLINT's power of a ball around 0 itself has no value
    long = isinstance(x, fmpq) and x not in (-1, 0, 1) and abs(n) * x.height_bits() > MOST_EXACT
    if long or isinstance(x, arb):
        return finite(_raised(arb(x), abs(n)) if n > 0 else 1 / _raised(arb(x), abs(n)))
    return x**n


def _raised(x: arb, n: int) -> arb:
    """xⁿ by squaring, where FLINT's own power of a ball about 0 is not finite."""
    direct = x**n
    if direct.is_finite() or not x.is_finite():
        return direct
    result = arb(1)
    for digit in bin(n)[2:]:
        result = result * result * x if digit == "1" else result * result
    return result


def shorter(x: Value) -> Value:
    """The value, as a ball where a rational has become too long."""
    return arb(x) if isinstance(x, fmpq) and x.height_bits() > MOST_EXACT else x


def real_power(u: Value, a: fmpq) -> Value:
    """uᵃ by the binomial series, a rational and not a natural number; u = 0 needs a > 0 and no infinitesimal."""
    at = head(u)
    certain = sign(at)
    if a.q == 1:
        if certain not in (1, -1):
            raise DomainError("division by 0" if certain == 0 else "division by what may be 0", certain == 0)
    elif certain not in (1, 0):
        raise DomainError("a root needs a nonnegative number", certain == -1)
    elif certain == 0 and (a < 0 or isinstance(u, Jet)):
        raise DomainError("a root needs a positive number", a < 0)
    value = _power(at, a)
    if not isinstance(u, Jet):
        return value
    taylor = [value]
    for k in range(u.order):
        taylor.append(taylor[-1] * (a - k) / ((k + 1) * at))
    return u.composed(taylor)


def _power(at: Number, a: fmpq) -> Number:
    if a.q == 1:
        return whole_power(at, int(a.p))
    root = square_root(at) if a.q == 2 and isinstance(at, fmpq) else None
    if root is not None:
        return whole_power(root, int(a.p))
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
    """The sign of u, beside a kink that of its infinitesimal; an error where it is not certain."""
    found = sign(head(u))
    if found is None:
        raise DomainError("which case holds is not certain")
    if found or not isinstance(u, Jet):
        return found
    if type(u) is not Jet:  # a number with slopes in all directions is on no side
        raise DomainError("there is no derivative at the kink")
    return side(u)


def _nothing(u: Value) -> bool:
    """Whether it is 0 with all its infinitesimals: then it does not matter which sign it has."""
    return type(u) is Jet and all(sign(c) == 0 for c in u.terms.values())


def absolute(u: Value) -> Value:
    """∣u∣; at 0, beside the kink."""
    if isinstance(u, arb):
        return abs(u)
    return u if _nothing(u) or certain_sign(u) >= 0 else -u


def largest(values: list[Value]) -> Value:
    """The maximum; where the largest arguments tie, beside the kink."""
    rest = [u for u in values if not any(sign(head(u) - head(v)) == -1 for v in values)]
    best = rest[0]
    for other in rest[1:]:
        if isinstance(best, Jet) or isinstance(other, Jet):
            over = best + -other
            best = best if _nothing(over) or certain_sign(over) >= 0 else other
        else:
            best = best if best == other else arb(best).max(arb(other))
    return best


def _analytic(name: str) -> Callable[[list[Value]], Value]:
    return lambda values: apply(name, values[0])


FUNCTIONS: dict[str, Callable[[list[Value]], Value]] = {
    **{name: _analytic(name) for name in ANALYTIC},
    "sqrt": lambda values: real_power(values[0], HALF),
    "abs": lambda values: absolute(values[0]),
    "max": largest,
}
"""Every function that may stand in an `Apply` node, on the list of its arguments."""
