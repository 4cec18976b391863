"""Swish (SiLU): the input gated by its own sigmoid.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/swish.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)", native="d6dee26edc81")
def swish(x, out=None):
    """swish(x) = x*sigmoid(x)

    Shapes: x: (...) -> (...).
    Source: swish.definition; arXiv:1710.05941.
    """
    t = rt.scratch(x)
    rt.minus_abs(x, out=out)
    np.exp(out, out=out)
    np.greater(x, 0, out=t)
    np.maximum(out, t, out=t)
    out += 1
    t /= out
    rt.vanishing(t, x, out=out)


@rt.kernel("(...), (...) -> (...)", native="9d188aae4e50")
def swish_vjp(g, x, out=None):
    """The gradients of swish: the upstream gradient g times the Jacobian.
    dx = g*swish_slope(x)

    Shapes: g, x: (...), (...) -> (...).
    Source: swish.vjp; arXiv:1710.05941.
    """
    t, u, v = rt.scratch(g, 3)
    rt.minus_abs(x, out=out)
    np.exp(out, out=out)
    np.greater(x, 0, out=t)
    np.maximum(out, t, out=t)
    np.add(1, out, out=u)
    t /= u
    np.less(x, 0, out=v)
    np.maximum(out, v, out=out)
    np.divide(out, u, out=u)
    rt.vanishing(u, x, out=u)
    u += 1
    rt.vanishing(t, u, out=t)
    np.multiply(g, t, out=out)


@rt.kernel("(...), (...) -> (...)", native="4943676864ac")
def swish_jvp(dx, x, out=None):
    """The tangent of swish: the Jacobian times the tangents of the inputs.
    swish_jvp(dx, x) = swish_slope(x)*dx

    Shapes: dx, x: (...), (...) -> (...).
    Source: swish.vjp; arXiv:1710.05941.
    """
    t, u, v = rt.scratch(x, 3)
    rt.minus_abs(x, out=out)
    np.exp(out, out=out)
    np.greater(x, 0, out=t)
    np.maximum(out, t, out=t)
    np.add(1, out, out=u)
    t /= u
    np.less(x, 0, out=v)
    np.maximum(out, v, out=out)
    np.divide(out, u, out=u)
    rt.vanishing(u, x, out=u)
    u += 1
    rt.vanishing(t, u, out=t)
    np.multiply(t, dx, out=out)


@rt.kernel("(...) -> (...)", native="7d8d32fe6cf3")
def swish_derivative(x, out=None):
    """The derivative of swish.
    swish_derivative(x) = swish_slope(x)

    Shapes: x: (...) -> (...).
    Source: swish.vjp; arXiv:1710.05941.
    """
    t, u, v = rt.scratch(x, 3)
    rt.minus_abs(x, out=out)
    np.exp(out, out=out)
    np.greater(x, 0, out=t)
    np.maximum(out, t, out=t)
    np.add(1, out, out=u)
    t /= u
    np.less(x, 0, out=v)
    np.maximum(out, v, out=out)
    np.divide(out, u, out=u)
    rt.vanishing(u, x, out=u)
    u += 1
    rt.vanishing(t, u, out=out)
