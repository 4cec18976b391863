"""ReLU: the rectified linear unit.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/relu.py.
"""

from numeric import _runtime as rt


@rt.kernel("(...) -> (...)")
def relu(x, out=None):
    """relu(x) = max(0, x)

    Shapes: x: (...) -> (...).
    Source: relu.definition; Nair and Hinton 2010.
    """
    rt.maximum(x, 0, out=out)


@rt.kernel("(...), (...) -> (...)")
def relu_vjp(g, x, out=None):
    """The gradients of relu: the upstream gradient g times the Jacobian.
    dx = cases((g, x > 0), 0)

    Shapes: g, x: (...), (...) -> (...).
    Source: relu.vjp; Nair and Hinton 2010.
    """
    rt.where(x > 0, g, 0, out=out)
