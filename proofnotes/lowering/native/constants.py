"""Numbers that are known before any call, as literals."""

from __future__ import annotations

from collections.abc import Callable

import mpmath

from ..program.array_functions import FUNCTIONS
from ..program.nodes import Value

EXACTLY: dict[str, Callable[..., mpmath.mpf]] = {
    "add": lambda *terms: mpmath.fsum(terms),
    "mul": lambda *factors: mpmath.fprod(factors),
    "div": lambda num, den: num / den,
    "neg": lambda x: -x,
    "pow": lambda base, exponent: base**exponent,
    **{name: row.exact for name, row in FUNCTIONS.items() if row.exact},
}
"""What is done with numbers before the kernel is written."""


def literal(value: Value) -> mpmath.mpf | None:
    """A number that is known before any call, to 40 digits.  What is none, such as log −1, is left to the call."""
    if not value.is_constant:
        return None
    with mpmath.workdps(40):
        if value.op == "number":
            return mpmath.mpf(value.data.numerator) / value.data.denominator
        if value.op == "constant":
            return +getattr(mpmath, value.data)
        args = [literal(arg) for arg in value.args]
        compute = EXACTLY.get(value.op)
        if compute is None or None in args:
            return None
        try:
            number = compute(*args)
        except (ValueError, ZeroDivisionError):
            return None
        return number if isinstance(number, mpmath.mpf) and mpmath.isfinite(number) else None


def constant(number: mpmath.mpf) -> str:
    """A literal of the type that is computed in."""
    text = mpmath.nstr(number, 21, strip_zeros=True, min_fixed=-5, max_fixed=8)
    return f"v_set(C({text}))"
