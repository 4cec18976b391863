"""Swish (SiLU): the input gated by its own sigmoid.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/swish.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)")
def swish(x, out=None):
    """swish(x) = x*sigmoid(x)

    Shapes: x: (...) -> (...).
    Source: swish.definition; arXiv:1710.05941.
    """
    t = rt.scratch(x)
    np.minimum(x, 0, out=out)
    np.exp(out, out=out)
    np.abs(x, out=t)
    np.negative(t, out=t)
    np.exp(t, out=t)
    t += 1
    out /= t
    out *= x


@rt.kernel("(...), (...) -> (...)")
def swish_vjp(g, x, out=None):
    """The gradients of swish: the upstream gradient g times the Jacobian.
    dx = g*swish_slope(x)

    Shapes: g, x: (...), (...) -> (...).
    Source: swish.vjp; arXiv:1710.05941.
    """
    t, u = rt.scratch(g, 2)
    np.minimum(x, 0, out=out)
    np.exp(out, out=out)
    np.abs(x, out=t)
    np.negative(t, out=t)
    np.exp(t, out=t)
    t += 1
    out /= t
    np.negative(x, out=u)
    np.minimum(u, 0, out=u)
    np.exp(u, out=u)
    np.divide(u, t, out=t)
    t *= x
    t += 1
    out *= t
    out *= g
