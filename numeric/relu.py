"""ReLU: the rectified linear unit.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/relu.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)", native="2b47863d6ff4")
def relu(x, out=None):
    """relu(x) = max(0, x)

    Shapes: x: (...) -> (...).
    Source: relu.definition; Nair and Hinton 2010.
    """
    rt.maximum(x, 0, out=out)


@rt.kernel("(...), (...) -> (...)", task="vjp", native="c5dfafc6e9c2")
def relu_vjp(g, x, out=None):
    """The gradients of relu: the upstream gradient g times the Jacobian.
    dx = cases((g, x > 0), 0)

    Shapes: g, x: (...), (...) -> (...).
    Source: relu.vjp; Nair and Hinton 2010.
    """
    rt.where(x > 0, g, 0, out=out)
    rt.carried(out, x, out=out)


@rt.kernel("(...), (...) -> (...)", task="jvp", native="eb460bedb8bb")
def relu_jvp(dx, x, out=None):
    """The tangent of relu: the Jacobian times the tangents of the inputs.
    relu_jvp(dx, x) = cases((1, x > 0), 0)*dx

    Shapes: dx, x: (...), (...) -> (...).
    Source: relu.vjp; Nair and Hinton 2010.
    """
    rt.where(x > 0, dx, 0, out=out)
    rt.carried(out, x, out=out)


@rt.kernel("(...) -> (...)", native="0c99fa086676")
def relu_derivative(x, out=None):
    """The derivative of relu.
    relu_derivative(x) = cases((1, x > 0), 0)

    Shapes: x: (...) -> (...).
    Source: relu.vjp; Nair and Hinton 2010.
    """
    np.greater(x, 0, out=out)
    rt.carried(out, x, out=out)
