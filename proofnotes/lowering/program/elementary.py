"""The elementary functions that array programs call: one row each, with what every back end has to know of it.

A function of `expr.functions` needs a row here; so does a primitive of the stable rewrites.  Everything else follows:
the operation in the specification, the call in NumPy and in C, the literal where the argument is known before any
call.  What only one function has, such as the variants of e^x for arguments that are not positive, stands where it is
used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import mpmath


@dataclass(frozen=True)
class Function:
    """numpy, c: what is called on arrays and on vectors.   python: on numbers that are known before the call, so that
    a NumPy scalar does not decide the type of an array.   exact: to any precision.

    dear: cheaper to keep than to compute again.   positive: never negative.   decays: whether it goes to zero faster
    than any power grows, on one side at least: always, or where its argument does.   raised: 2^64 times the value, of
    an argument that is not positive where that matters.
    """

    name: str
    numpy: str
    python: str
    c: str
    exact: Callable[..., mpmath.mpf]
    arity: int = 1
    dear: bool = True
    positive: bool = False
    decays: Literal["never", "always", "as its argument"] = "never"
    raised: str = ""


def _normal_density(x: mpmath.mpf) -> mpmath.mpf:
    return mpmath.exp(-x * x / 2)


ROWS = (
    Function("exp", "np.exp", "math.exp", "v_exp", mpmath.exp,
             positive=True, decays="always", raised="v_exp_nonpositive_raised"),
    Function("log", "np.log", "math.log", "v_log", mpmath.log),
    Function("sqrt", "np.sqrt", "math.sqrt", "v_sqrt", mpmath.sqrt, dear=False, positive=True),
    Function("tanh", "np.tanh", "math.tanh", "v_tanh", mpmath.tanh, decays="as its argument"),
    Function("erf", "rt.erf", "math.erf", "v_erf", mpmath.erf),
    Function("abs", "np.abs", "abs", "v_abs", abs, dear=False, positive=True),
    Function("maximum", "np.maximum", "max", "v_max", max, arity=2, dear=False),
    Function("minimum", "np.minimum", "min", "v_min", min, arity=2, dear=False),
    Function("log1p", "np.log1p", "math.log1p", "v_log1p", mpmath.log1p, decays="as its argument"),
    Function("normal_cdf", "rt.normal_cdf", "rt.normal_cdf", "v_normal_cdf", mpmath.ncdf,
             positive=True, decays="always", raised="v_normal_cdf_raised"),
    Function("gaussian", "rt.gaussian", "rt.gaussian", "v_gaussian", _normal_density,
             positive=True, decays="always", raised="v_gaussian_raised"),
)  # fmt: skip

FUNCTIONS: dict[str, Function] = {row.name: row for row in ROWS}

NAMES_HERE = {"max": "maximum", "min": "minimum"}
"""Functions of any number of arguments, which are here of two, by their names in index notation."""
