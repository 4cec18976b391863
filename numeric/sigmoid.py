"""Sigmoid: a number as a probability.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/sigmoid.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)", native="22964d384844")
def sigmoid(x, out=None):
    """sigmoid(x) = 1/(1 + exp(-x))

    Shapes: x: (...) -> (...).
    Source: sigmoid.definition; Cox 1958.
    """
    t = rt.scratch(x)
    rt.minus_abs(x, out=out)
    np.exp(out, out=out)
    np.greater(x, 0, out=t)
    np.maximum(out, t, out=t)
    out += 1
    np.divide(t, out, out=out)


@rt.kernel("(...), (...) -> (...)", task="vjp", native="9a8aab20c9a7")
def sigmoid_vjp(g, x, out=None):
    """The gradients of sigmoid: the upstream gradient g times the Jacobian.
    dx = g*sigmoid(x)*sigmoid(-x)

    Shapes: g, x: (...), (...) -> (...).
    Source: sigmoid.vjp; Cox 1958.
    """
    t = rt.scratch(g)
    rt.minus_abs(x, out=out)
    np.exp(out, out=out)
    np.add(2, out, out=t)
    t *= out
    t += 1
    out /= t
    out *= g


@rt.kernel("(...), (...) -> (...)", task="jvp", native="4085ebb2b1ba")
def sigmoid_jvp(dx, x, out=None):
    """The tangent of sigmoid: the Jacobian times the tangents of the inputs.
    sigmoid_jvp(dx, x) = sigmoid(x)*sigmoid(-x)*dx

    Shapes: dx, x: (...), (...) -> (...).
    Source: sigmoid.vjp; Cox 1958.
    """
    t = rt.scratch(x)
    rt.minus_abs(x, out=out)
    np.exp(out, out=out)
    np.add(2, out, out=t)
    t *= out
    t += 1
    out /= t
    out *= dx


@rt.kernel("(...) -> (...)", native="7f621f1beb6d")
def sigmoid_derivative(x, out=None):
    """The derivative of sigmoid.
    sigmoid_derivative(x) = sigmoid(x)*sigmoid(-x)

    Shapes: x: (...) -> (...).
    Source: sigmoid.vjp; Cox 1958.
    """
    t = rt.scratch(x)
    rt.minus_abs(x, out=out)
    np.exp(out, out=out)
    np.add(2, out, out=t)
    t *= out
    t += 1
    out /= t
