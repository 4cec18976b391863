"""Swish (SiLU): the input gated by its own sigmoid.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/swish.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)", native="850e8b2efcb9")
def swish(x, out=None):
    """swish(x) = x*sigmoid(x)

    Shapes: x: (...) -> (...).
    Source: swish.definition; arXiv:1710.05941.
    """
    t, u = rt.scratch(x, 2)
    rt.minus_abs(x, out=out)
    np.exp(out, out=t)
    np.greater(x, 0, out=u)
    np.maximum(t, u, out=u)
    t += 1
    u /= t
    rt.vanishing(u, x, of=np.exp, at=out, out=out)


@rt.kernel("(...), (...) -> (...)", task="vjp", native="0a7b2e264c25")
def swish_vjp(g, x, out=None):
    """The gradients of swish: the upstream gradient g times the Jacobian.
    dx = g*swish_slope(x)

    Shapes: g, x: (...), (...) -> (...).
    Source: swish.vjp; arXiv:1710.05941.
    """
    t, u, v, w = rt.scratch(g, 4)
    rt.minus_abs(x, out=out)
    np.exp(out, out=t)
    np.greater(x, 0, out=u)
    np.maximum(t, u, out=u)
    np.add(1, t, out=v)
    u /= v
    np.less(x, 0, out=w)
    np.maximum(t, w, out=t)
    np.divide(t, v, out=v)
    rt.vanishing(v, x, of=np.exp, at=out, out=v)
    v += 1
    rt.vanishing(u, v, of=np.exp, at=out, out=out)
    out *= g


@rt.kernel("(...), (...) -> (...)", task="jvp", native="cc454476ca8c")
def swish_jvp(dx, x, out=None):
    """The tangent of swish: the Jacobian times the tangents of the inputs.
    swish_jvp(dx, x) = swish_slope(x)*dx

    Shapes: dx, x: (...), (...) -> (...).
    Source: swish.vjp; arXiv:1710.05941.
    """
    t, u, v, w = rt.scratch(x, 4)
    rt.minus_abs(x, out=out)
    np.exp(out, out=t)
    np.greater(x, 0, out=u)
    np.maximum(t, u, out=u)
    np.add(1, t, out=v)
    u /= v
    np.less(x, 0, out=w)
    np.maximum(t, w, out=t)
    np.divide(t, v, out=v)
    rt.vanishing(v, x, of=np.exp, at=out, out=v)
    v += 1
    rt.vanishing(u, v, of=np.exp, at=out, out=out)
    out *= dx


@rt.kernel("(...) -> (...)", native="eb41df96d30a")
def swish_derivative(x, out=None):
    """The derivative of swish.
    swish_derivative(x) = swish_slope(x)

    Shapes: x: (...) -> (...).
    Source: swish.vjp; arXiv:1710.05941.
    """
    t, u, v, w = rt.scratch(x, 4)
    rt.minus_abs(x, out=out)
    np.exp(out, out=t)
    np.greater(x, 0, out=u)
    np.maximum(t, u, out=u)
    np.add(1, t, out=v)
    u /= v
    np.less(x, 0, out=w)
    np.maximum(t, w, out=t)
    np.divide(t, v, out=v)
    rt.vanishing(v, x, of=np.exp, at=out, out=v)
    v += 1
    rt.vanishing(u, v, of=np.exp, at=out, out=out)
