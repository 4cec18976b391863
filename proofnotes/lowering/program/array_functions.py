"""The elementary functions that array programs call, with what every back end has to know of each.

A function of `expr.functions` is here by its name alone, with the names that it usually has elsewhere; a row below says
what is unusual, and adds the primitives of the stable rewrites.  Everything else follows: the operation in the
specification, the call in NumPy and in C, the literal where the argument is known before any call.  What only one
function has, such as the variants of e^x for arguments that are not positive, stands where it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import mpmath

from ...expr.functions import TABLE

Exactly = Callable[..., mpmath.mpf]


@dataclass(frozen=True)
class ArrayFunction:
    """numpy, c: what is called on arrays and on vectors.   python: on numbers that are known before the call, so that
    a NumPy scalar does not decide the type of an array.   exact: to any precision.

    dear: cheaper to keep than to compute again.   positive: never negative.   decays: whether it goes to zero faster
    than any power grows, on one side at least: always, or where its argument does.   raised: 2^64 times the value, of
    an argument that is not positive where that matters.
    """

    name: str
    numpy: str = ""
    python: str = ""
    c: str = ""
    exact: Exactly | None = None
    arity: int = 1
    dear: bool = True
    positive: bool = False
    decays: Literal["never", "always", "as its argument"] = "never"
    raised: str = ""

    def __post_init__(self) -> None:
        usual = {"numpy": f"np.{self.name}", "python": f"math.{self.name}", "c": f"v_{self.name}"}
        for column, name in usual.items():
            object.__setattr__(self, column, getattr(self, column) or name)
        object.__setattr__(self, "exact", self.exact or getattr(mpmath, self.name, None))


def _normal_density(x: mpmath.mpf) -> mpmath.mpf:
    return mpmath.exp(-x * x / 2)


def _log_of_sum(x: mpmath.mpf, y: mpmath.mpf) -> mpmath.mpf:
    return mpmath.log(mpmath.exp(x) + mpmath.exp(y))


def _first(x: mpmath.mpf, y: mpmath.mpf) -> mpmath.mpf:
    return x


NAMES_HERE = {"max": "maximum", "min": "minimum"}
"""Functions of any number of arguments, which are here of two, by their names in index notation."""

UNUSUAL = (
    ArrayFunction("exp", positive=True, decays="always", raised="v_exp_nonpositive_raised"),
    ArrayFunction("sqrt", dear=False, positive=True),
    ArrayFunction("tanh", decays="as its argument"),
    ArrayFunction("abs", python="abs", exact=abs, dear=False, positive=True),
    ArrayFunction("maximum", python="max", c="v_max", exact=max, arity=2, dear=False),
    ArrayFunction("minimum", python="min", c="v_min", exact=min, arity=2, dear=False),
    ArrayFunction("log1p", decays="as its argument"),
    ArrayFunction("expm1"),
    ArrayFunction("sinh"),
    ArrayFunction("cosh", positive=True),
    ArrayFunction("hypot", arity=2, positive=True),
    ArrayFunction("logaddexp", python="rt.logaddexp", exact=_log_of_sum, arity=2),
    ArrayFunction("unless_nan", "rt.unless_nan", "rt.unless_nan", exact=_first, arity=2, dear=False),
    ArrayFunction("normal_cdf", "rt.normal_cdf", "rt.normal_cdf", exact=mpmath.ncdf,
             positive=True, decays="always", raised="v_normal_cdf_raised"),
    ArrayFunction("gaussian", "rt.gaussian", "rt.gaussian", exact=_normal_density,
             positive=True, decays="always", raised="v_gaussian_raised"),
)  # fmt: skip

FUNCTIONS: dict[str, ArrayFunction] = {
    **{(name := NAMES_HERE.get(row.name, row.name)): ArrayFunction(name, row.numpy, c=row.c) for row in TABLE.values()},
    **{row.name: row for row in UNUSUAL},
}
"""By the name of the operation."""
