"""Leaky ReLU: a rectifier with a slope below zero.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/leaky_relu.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)", native="94543bfbf625")
def leaky_relu(x, alpha=0.01, out=None):
    """leaky_relu(x) = cases((x, x > 0), alpha*x)

    Shapes: x: (...) -> (...).
    Source: leaky_relu.definition; Maas, Hannun and Ng 2013.
    """
    np.multiply(x, alpha, out=out)
    rt.where(x > 0, x, out, out=out)


@rt.kernel("(...), (...) -> (...)", task="vjp", native="37270ba63e03")
def leaky_relu_vjp(g, x, alpha=0.01, out=None):
    """The gradients of leaky_relu: the upstream gradient g times the Jacobian.
    dx = cases((g, x > 0), alpha*g)

    Shapes: g, x: (...), (...) -> (...).
    Source: leaky_relu.vjp; Maas, Hannun and Ng 2013.
    """
    np.multiply(g, alpha, out=out)
    rt.where(x > 0, g, out, out=out)
    rt.carried(out, x, out=out)


@rt.kernel("(...), (...) -> (...)", task="jvp", native="e476994c0f35")
def leaky_relu_jvp(dx, x, alpha=0.01, out=None):
    """The tangent of leaky_relu: the Jacobian times the tangents of the inputs.
    leaky_relu_jvp(dx, x) = cases((1, x > 0), alpha)*dx

    Shapes: dx, x: (...), (...) -> (...).
    Source: leaky_relu.vjp; Maas, Hannun and Ng 2013.
    """
    np.multiply(dx, alpha, out=out)
    rt.where(x > 0, dx, out, out=out)
    rt.carried(out, x, out=out)


@rt.kernel("(...) -> (...)", native="4f6e210a5039")
def leaky_relu_derivative(x, alpha=0.01, out=None):
    """The derivative of leaky_relu.
    leaky_relu_derivative(x) = cases((1, x > 0), alpha)

    Shapes: x: (...) -> (...).
    Source: leaky_relu.vjp; Maas, Hannun and Ng 2013.
    """
    rt.where(x > 0, 1, alpha, out=out)
    rt.carried(out, x, out=out)
