"""Hyperbolic tangent.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/tanh.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)", native="ada4a6de2882")
def tanh(x, out=None):
    """tanh(x) = (exp(x) - exp(-x))/(exp(x) + exp(-x))

    Shapes: x: (...) -> (...).
    Source: tanh.definition; DLMF 4.28.
    """
    np.tanh(x, out=out)


@rt.kernel("(...), (...) -> (...)", task="vjp", native="a63925a07a9e")
def tanh_vjp(g, x, out=None):
    """The gradients of tanh: the upstream gradient g times the Jacobian.
    dx = g*4*sigmoid(2*x)*sigmoid(-2*x)

    Shapes: g, x: (...), (...) -> (...).
    Source: tanh.vjp; DLMF 4.28.
    """
    t, u = rt.scratch(g, 2)
    np.multiply(g, 4, out=out)
    np.abs(x, out=t)
    t *= -2
    np.exp(t, out=t)
    np.add(2, t, out=u)
    u *= t
    u += 1
    t /= u
    out *= t


@rt.kernel("(...), (...) -> (...)", task="jvp", native="a65b0f496874")
def tanh_jvp(dx, x, out=None):
    """The tangent of tanh: the Jacobian times the tangents of the inputs.
    tanh_jvp(dx, x) = 4*sigmoid(2*x)*sigmoid(-2*x)*dx

    Shapes: dx, x: (...), (...) -> (...).
    Source: tanh.vjp; DLMF 4.28.
    """
    t = rt.scratch(x)
    np.abs(x, out=out)
    out *= -2
    np.exp(out, out=out)
    np.add(2, out, out=t)
    t *= out
    t += 1
    out /= t
    out *= 4
    out *= dx


@rt.kernel("(...) -> (...)", native="c08869581749")
def tanh_derivative(x, out=None):
    """The derivative of tanh.
    tanh_derivative(x) = 4*sigmoid(2*x)*sigmoid(-2*x)

    Shapes: x: (...) -> (...).
    Source: tanh.vjp; DLMF 4.28.
    """
    t = rt.scratch(x)
    np.abs(x, out=out)
    out *= -2
    np.exp(out, out=out)
    np.add(2, out, out=t)
    t *= out
    t += 1
    out /= t
    out *= 4
