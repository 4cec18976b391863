"""GELU, tanh form: the usual approximation of GELU.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/gelu_tanh.py.
"""

import math

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)")
def gelu_tanh(x):
    """gelu_tanh(x) = 0.5*x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x**3)))

    Shapes: x: (...) -> (...).
    Source: gelu_tanh.definition; arXiv:1606.08415, section 2.
    """
    v = math.sqrt(2/math.pi)*(x + 0.044715*(x*x**2))
    return x*(np.exp(np.minimum(2*v, 0))/(1 + np.exp(-2*np.abs(v))))


@rt.kernel("(...), (...) -> (...)")
def gelu_tanh_vjp(g, x):
    """The gradients of gelu_tanh: the upstream gradient g times the Jacobian.
    dx = g*(sigmoid(2*u) + 2*sqrt(2/pi)*(x*p + 0.134145*x*x*x*p))

    where
        u = sqrt(2/pi)*(x + 0.044715*x**3)
        p = sigmoid(2*u)*sigmoid(-2*u)

    Shapes: g, x: (...), (...) -> (...).
    Source: gelu_tanh.vjp; arXiv:1606.08415, section 2.
    """
    u = math.sqrt(2/math.pi)*(x + 0.044715*(x*x**2))
    t = np.exp(-2*np.abs(u))
    u2 = 1 + t
    p = t/u2**2
    v = x*p
    return g*(np.exp(np.minimum(2*u, 0))/u2 + 2*math.sqrt(2/math.pi)*(v + 0.134145*(x*(x*v))))
