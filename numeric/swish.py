"""Swish (SiLU): the input gated by its own sigmoid.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/swish.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)")
def swish(x):
    """swish(x) = x*sigmoid(x)

    Shapes: x: (...) -> (...).
    Source: swish.definition; arXiv:1710.05941.
    """
    return x*(np.exp(np.minimum(x, 0))/(1 + np.exp(-np.abs(x))))


@rt.kernel("(...), (...) -> (...)")
def swish_vjp(g, x):
    """The gradients of swish: the upstream gradient g times the Jacobian.
    dx = g*swish_slope(x)

    Shapes: g, x: (...), (...) -> (...).
    Source: swish.vjp; arXiv:1710.05941.
    """
    u = 1 + np.exp(-np.abs(x))
    return g*((np.exp(np.minimum(x, 0))/u)*(1 + x*(np.exp(np.minimum(-x, 0))/u)))
