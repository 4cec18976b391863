"""sin and cos: the addition theorems, sin² = 1 − cos², and the values at multiples of π/4 and π/6."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from .algebra import multiply, power, settled_atom, times_rest
from .terms import ONE, ZERO, Atom, Context, Exponent, Mono, Poly, monomial, number

MOST_TIMES = 32  # cos(nu) is a polynomial of degree n in cos u
MOST_PARTS = 12
OF_PI = {2: (0, 4), 3: (1, 3), 4: (2, 2), 6: (3, 1)}  # n: 4 cos² and 4 sin² of π/n
HALF = Fraction(1, 2)


def turn(ctx: Context, poly: Poly) -> tuple[Poly, Poly]:
    """cos and sin of a sum of angles."""
    cos, sin = ONE, ZERO
    for mono, c in poly:
        is_pi = [(atom.kind, exponent) for atom, exponent in mono] == [("pi", 1)]
        c, d = (c % 2, max(c.denominator, 2)) if is_pi else (c, _parts(ctx, mono, c))
        times = int(c * d) if abs(c * d) <= MOST_TIMES else 1 if c > 0 else -1
        if is_pi and d in OF_PI:
            a, b = (power(ctx, number(square), HALF).scaled(HALF) for square in OF_PI[d])
        else:
            a, b = (settled_atom(ctx, name, Poly({mono: abs(c / times)})) for name in ("cos", "sin"))
        b = b if times > 0 else b.scaled(Fraction(-1))
        for _ in range(abs(times)):
            cos, sin = (
                multiply(ctx, cos, a) - multiply(ctx, sin, b),
                multiply(ctx, sin, a) + multiply(ctx, cos, b),
            )
    return cos, sin


def _parts(ctx: Context, mono: Mono, c: Fraction) -> int:
    """Into how many parts what the angle is a multiple of is divided: alike for all entries of a tensor."""
    key = tuple((atom.data[0] if atom.kind == "entry" else atom, exponent) for atom, exponent in mono)
    known = ctx.parts.get(key, c.denominator)
    finer = lcm(known, c.denominator)
    if finer > MOST_PARTS:
        return c.denominator
    ctx.refined += finer != known
    ctx.parts[key] = finer
    return finer


def settled(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    """sin² = 1 − cos² everywhere; cos² = 1 − sin² over sin, where the first would leave cos²/sin²."""
    other = Atom("cos" if atom.kind == "sin" else "sin", atom.data)
    if exponent < 2 or (atom.kind == "cos" and dict(mono).get(other, 0) >= 0):
        return None
    lowered, both = monomial([(atom, exponent - 2)]), monomial([(atom, exponent - 2), (other, 2)])
    return times_rest(ctx, mono, atom, Poly({lowered: Fraction(1), both: Fraction(-1)}))
