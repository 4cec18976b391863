"""Sigmoid: a number as a probability.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/sigmoid.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)")
def sigmoid(x):
    """sigmoid(x) = 1/(1 + exp(-x))

    Shapes: x: (...) -> (...).
    Source: sigmoid.definition; Cox 1958.
    """
    return np.exp(np.minimum(x, 0))/(1 + np.exp(-np.abs(x)))


@rt.kernel("(...), (...) -> (...)")
def sigmoid_vjp(g, x):
    """The gradients of sigmoid: the upstream gradient g times the Jacobian.
    dx = g*sigmoid(x)*sigmoid(-x)

    Shapes: g, x: (...), (...) -> (...).
    Source: sigmoid.vjp; Cox 1958.
    """
    t = np.exp(-np.abs(x))
    return g*(t/(1 + t)**2)
