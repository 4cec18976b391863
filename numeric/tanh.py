"""Hyperbolic tangent.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/tanh.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)", native="9c132e8ffcf4")
def tanh(x, out=None):
    """tanh(x) = (exp(x) - exp(-x))/(exp(x) + exp(-x))

    Shapes: x: (...) -> (...).
    Source: tanh.definition; DLMF 4.28.
    """
    np.tanh(x, out=out)


@rt.kernel("(...), (...) -> (...)", task="vjp", native="2d95ff77ecd8")
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


@rt.kernel("(...), (...) -> (...)", task="jvp", native="f1c6d85351b4")
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


@rt.kernel("(...) -> (...)", native="4c63016c45ce")
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
