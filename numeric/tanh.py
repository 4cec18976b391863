"""Hyperbolic tangent.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/tanh.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)")
def tanh(x):
    """tanh(x) = (exp(x) - exp(-x))/(exp(x) + exp(-x))

    Shapes: x: (...) -> (...).
    Source: tanh.definition; DLMF 4.28.
    """
    return np.tanh(x)


@rt.kernel("(...), (...) -> (...)")
def tanh_vjp(g, x):
    """The gradients of tanh: the upstream gradient g times the Jacobian.
    dx = g*4*sigmoid(2*x)*sigmoid(-2*x)

    Shapes: g, x: (...), (...) -> (...).
    Source: tanh.vjp; DLMF 4.28.
    """
    t = np.exp(-2*np.abs(x))
    return 4*g*(t/(1 + t)**2)
