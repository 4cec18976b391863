"""Binary cross-entropy: the negative log-likelihood of one yes-or-no label.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/binary_cross_entropy.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...), (...) -> (...)")
def binary_cross_entropy(y, y_hat):
    """binary_cross_entropy(y, y_hat) = -(y*log(y_hat) + (1 - y)*log(1 - y_hat))

    Shapes: y, y_hat: (...), (...) -> (...).
    Source: binary_cross_entropy.definition; Bishop 2006, (4.90).
    """
    return -(y*np.log(y_hat) + (1 - y)*np.log1p(-y_hat))


@rt.kernel("(...), (...), (...) -> (...), (...)")
def binary_cross_entropy_vjp(g, y, y_hat):
    """The gradients of binary_cross_entropy: the upstream gradient g times the Jacobian.
    dy = g*(log(1 - y_hat) - log(y_hat))
    dy_hat = g*(y_hat - y)/(y_hat*(1 - y_hat))

    Shapes: g, y, y_hat: (...), (...), (...) -> (...), (...).
    Source: binary_cross_entropy.vjp; Bishop 2006, (4.90).
    """
    dy = g*(np.log1p(-y_hat) - np.log(y_hat))
    dy_hat = g*((y_hat - y)/(y_hat*(1 - y_hat)))
    return dy, dy_hat


@rt.kernel("(...), (...) -> (...)")
def binary_cross_entropy_with_logits(z, y):
    """binary_cross_entropy_with_logits(z, y) = -(y*log(yhat) + (1 - y)*log(1 - yhat))

    where
        yhat = sigmoid(z)

    Shapes: z, y: (...), (...) -> (...).
    Source: binary_cross_entropy_with_logits.definition; Bishop 2006, (4.90).
    """
    v = np.log1p(np.exp(-np.abs(z)))
    return y*(np.maximum(-z, 0) + v) + (1 - y)*(np.maximum(z, 0) + v)


@rt.kernel("(...), (...), (...) -> (...), (...)")
def binary_cross_entropy_with_logits_vjp(g, z, y):
    """The gradients of binary_cross_entropy_with_logits: the upstream gradient g times the Jacobian.
    dz = g*((1 - y)*sigmoid(z) - y*sigmoid(-z))
    dy = (-g)*z

    Shapes: g, z, y: (...), (...), (...) -> (...), (...).
    Source: binary_cross_entropy_with_logits.vjp; Bishop 2006, (4.90).
    """
    u = 1 + np.exp(-np.abs(z))
    dz = g*((1 - y)*(np.exp(np.minimum(z, 0))/u) - y*np.exp(np.minimum(-z, 0))/u)
    dy = -g*z
    return dz, dy
