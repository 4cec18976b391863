"""cos and sin of a rational function: generators with s² = 1 − c², by the addition theorems."""

from __future__ import annotations

from flint import fmpq_mpoly

from .field import Field, Generator, Ratio, key_of

MOST_TIMES = 64
"""Larger multiples of an angle are angles of their own."""


def turn(field: Field, a: Ratio) -> tuple[Ratio, Ratio]:
    """cos a and sin a."""
    cos, sin = field.constant(1), field.constant(0)
    for mono, below, c in field.terms(a):
        times = abs(c.numerator) if abs(c.numerator) <= MOST_TIMES else 1
        c_part, s_part = _parts(field, mono * (abs(c.numerator) // times), below * c.denominator)
        s_part = field.multiply(s_part, field.constant(1 if c > 0 else -1))
        for _ in range(times):
            both = field.multiply(field.multiply(sin, s_part), field.constant(-1))
            crossed = field.add(field.multiply(sin, c_part), field.multiply(cos, s_part))
            cos, sin = field.add(field.multiply(cos, c_part), both), crossed
    return cos, sin


def _parts(field: Field, num: fmpq_mpoly, den: fmpq_mpoly) -> tuple[Ratio, Ratio]:
    """cos and sin of num/den, with the relation between them."""
    key = key_of(num), key_of(den)
    cos = field.generator(("cos", key), lambda: Generator(lambda near: (near.value(num) / near.value(den)).cos()))
    made = Generator(lambda near: (near.value(num) / near.value(den)).sin(), 2, 1 - cos.num**2)
    return cos, field.generator(("sin", key), lambda: made)
