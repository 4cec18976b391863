"""sin and cos: an angle is split into whole multiples of units, by the addition theorems; sin² = 1 - cos².

All monomials that differ in their indices only have one unit, as under exp.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from .functions import ROWS, VALUES, kind_of
from .lemmas import inline
from .rational import ONE, ZERO, FunAtom, Mono, Rational, Stuck, of
from .sums import right_nested
from .trees import Fun
from .workings import Workings

MOST_TIMES = 12
"""cos(n u) is a polynomial of degree n."""


def _unit(w: Workings, mono: Mono, c: Fraction) -> tuple[Rational, int]:
    """(u, n) such that n u is the monomial times c."""
    parts = w.angles.get(kind_of(mono), c.denominator)
    n = c * parts
    if n.denominator != 1 or abs(n) > MOST_TIMES:
        raise Stuck(f"an angle of {n} units")
    return Rational({mono: Fraction(1, parts)}), int(n)


def _of_unit(w: Workings, unit: Rational, sign: int) -> tuple[Rational, Rational]:
    """cos and sin of ±u; the square of the sine is known from now on."""
    cos, sin = FunAtom("cos", unit), FunAtom("sin", unit)
    w.ring.squares[sin.key] = ONE - of(cos, 2)
    return of(cos), of(sin).scaled(sign)


def turn(w: Workings, p: Rational) -> tuple[Rational, Rational]:
    """cos p and sin p."""
    mul = w.ring.mul
    cos, sin = ONE, ZERO
    for mono, c in p.ordered():
        unit, n = _unit(w, mono, c)
        a, b = _of_unit(w, unit, 1 if n > 0 else -1)
        for _ in range(abs(n)):
            cos, sin = mul(cos, a) - mul(sin, b), mul(sin, a) + mul(cos, b)
    return cos, sin


def cos_of(w: Workings, p: Rational) -> Rational:
    """The cosine of a sum of angles."""
    return turn(w, p)[0]


def sin_of(w: Workings, p: Rational) -> Rational:
    """The sine of a sum of angles."""
    return turn(w, p)[1]


def _angle(w: Workings, tree: Fun) -> Rational:
    p = w.normal_form(tree.arg)
    words: list[str] = []
    for mono, c in p.ordered():
        if w.silent:
            kind = kind_of(mono)
            w.angles[kind] = lcm(w.angles.get(kind, 1), c.denominator)
        unit, n = _unit(w, mono, c)
        words += [unit.text if n > 0 else f"(- {unit.text})"] * abs(n)
    out = VALUES[tree.name](w, p)
    same = f"apply f_equal; {inline(w.rewriting(tree.arg))}by_field"
    script = f"transitivity ({tree.name} ({right_nested(words)})); [{same}|]. split_angles. by_field."
    return w.record(tree, out, script)


ROWS |= {"sin": _angle, "cos": _angle}
VALUES |= {"sin": sin_of, "cos": cos_of}
