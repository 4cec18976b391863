"""Binary cross-entropy: the negative log-likelihood of one yes-or-no label.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/binary_cross_entropy.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...), (...) -> (...)", targets={"y": "y_hat"}, probabilities=["y", "y_hat"], native="df2f5646b956")
def binary_cross_entropy(y_hat, y, out=None):
    """binary_cross_entropy(y_hat, y) = -(y*log(y_hat) + (1 - y)*log(1 - y_hat))

    y has the shape of y_hat, or, as one target for all, axes of length 1; either may be one number.

    Shapes: y_hat, y: (...), (...) -> (...).
    Source: binary_cross_entropy.definition; Bishop 2006, (4.90).
    """
    t, u = rt.scratch(y, 2)
    np.log(y_hat, out=out)
    out *= y
    np.subtract(1, y, out=t)
    np.negative(y_hat, out=u)
    np.log1p(u, out=u)
    t *= u
    out += t
    np.negative(out, out=out)


@rt.kernel(
    "(...), (...), (...) -> (...), (...)",
    task="vjp",
    targets={"y": "y_hat"},
    probabilities=["y", "y_hat"],
    native="d0144a78d0a5",
)
def binary_cross_entropy_vjp(g, y_hat, y, out=None):
    """The gradients of binary_cross_entropy: the upstream gradient g times the Jacobian.
    dy_hat = g*(y_hat - y)/(y_hat*(1 - y_hat))
    dy = g*(log(1 - y_hat) - log(y_hat))

    y has the shape of y_hat, or, as one target for all, axes of length 1; either may be one number.

    Shapes: g, y_hat, y: (...), (...), (...) -> (...), (...).
    Source: binary_cross_entropy.vjp; Bishop 2006, (4.90).
    """
    dy_hat, dy = out
    t = rt.scratch(g)
    np.subtract(y_hat, y, out=dy_hat)
    np.subtract(1, y_hat, out=dy)
    dy *= y_hat
    dy_hat /= dy
    dy_hat *= g
    np.negative(y_hat, out=dy)
    np.log1p(dy, out=dy)
    np.log(y_hat, out=t)
    dy -= t
    dy *= g


@rt.kernel(
    "(...), (...), (...), (...) -> (...)",
    task="jvp",
    targets={"y": "y_hat"},
    probabilities=["y", "y_hat"],
    native="43f041d6df03",
)
def binary_cross_entropy_jvp(dy_hat, dy, y_hat, y, out=None):
    """The tangent of binary_cross_entropy: the Jacobian times the tangents of the inputs.
    binary_cross_entropy_jvp(dy_hat, dy, y_hat, y) = (y_hat - y)/(y_hat*(1 - y_hat))*dy_hat + (log(1 -
        y_hat) - log(y_hat))*dy

    y has the shape of y_hat, or, as one target for all, axes of length 1; either may be one number.

    Shapes: dy_hat, dy, y_hat, y: (...), (...), (...), (...) -> (...).
    Source: binary_cross_entropy.vjp; Bishop 2006, (4.90).
    """
    t, u = rt.scratch(y_hat, 2)
    np.subtract(y_hat, y, out=out)
    np.subtract(1, y_hat, out=t)
    t *= y_hat
    out /= t
    out *= dy_hat
    np.negative(y_hat, out=t)
    np.log1p(t, out=t)
    np.log(y_hat, out=u)
    t -= u
    t *= dy
    out += t


@rt.kernel("(...), (...) -> (...)", targets={"y": "z"}, probabilities=["y"], native="e9d655eb13b8")
def binary_cross_entropy_with_logits(z, y, out=None):
    """binary_cross_entropy_with_logits(z, y) = -(y*log(yhat) + (1 - y)*log(1 - yhat))

    where
        yhat = sigmoid(z)

    y has the shape of z, or, as one target for all, axes of length 1; either may be one number.

    Shapes: z, y: (...), (...) -> (...).
    Source: binary_cross_entropy_with_logits.definition; Bishop 2006, (4.90).
    """
    t, u, v = rt.scratch(y, 3)
    np.negative(z, out=out)
    rt.maximum(out, 0, out=out)
    rt.minus_abs(z, out=t)
    np.exp(t, out=t)
    np.log1p(t, out=t)
    out += t
    out *= y
    np.subtract(1, y, out=u)
    rt.maximum(z, 0, out=v)
    t += v
    u *= t
    out += u


@rt.kernel(
    "(...), (...), (...) -> (...), (...)",
    task="vjp",
    targets={"y": "z"},
    probabilities=["y"],
    native="f8ed77b85798",
)
def binary_cross_entropy_with_logits_vjp(g, z, y, out=None):
    """The gradients of binary_cross_entropy_with_logits: the upstream gradient g times the Jacobian.
    dz = g*((1 - y)*sigmoid(z) - y*sigmoid(-z))
    dy = (-g)*z

    y has the shape of z, or, as one target for all, axes of length 1; either may be one number.

    Shapes: g, z, y: (...), (...), (...) -> (...), (...).
    Source: binary_cross_entropy_with_logits.vjp; Bishop 2006, (4.90).
    """
    dz, dy = out
    t, u = rt.scratch(g, 2)
    np.subtract(1, y, out=dz)
    rt.minus_abs(z, out=dy)
    np.exp(dy, out=dy)
    np.greater(z, 0, out=t)
    np.maximum(dy, t, out=t)
    np.add(1, dy, out=u)
    t /= u
    dz *= t
    np.less(z, 0, out=t)
    np.maximum(dy, t, out=dy)
    np.divide(dy, u, out=u)
    u *= y
    dz -= u
    dz *= g
    np.multiply(g, z, out=dy)
    np.negative(dy, out=dy)


@rt.kernel(
    "(...), (...), (...), (...) -> (...)",
    task="jvp",
    targets={"y": "z"},
    probabilities=["y"],
    native="c9e3c4d7a4ea",
)
def binary_cross_entropy_with_logits_jvp(dz, dy, z, y, out=None):
    """The tangent of binary_cross_entropy_with_logits: the Jacobian times the tangents of the inputs.
    binary_cross_entropy_with_logits_jvp(dz, dy, z, y) = ((1 - y)*sigmoid(z) - y*sigmoid(-z))*dz + (-z)*dy

    y has the shape of z, or, as one target for all, axes of length 1; either may be one number.

    Shapes: dz, dy, z, y: (...), (...), (...), (...) -> (...).
    Source: binary_cross_entropy_with_logits.vjp; Bishop 2006, (4.90).
    """
    t, u, v = rt.scratch(y, 3)
    np.subtract(1, y, out=out)
    rt.minus_abs(z, out=t)
    np.exp(t, out=t)
    np.greater(z, 0, out=u)
    np.maximum(t, u, out=u)
    np.add(1, t, out=v)
    u /= v
    out *= u
    np.less(z, 0, out=u)
    np.maximum(t, u, out=t)
    np.divide(t, v, out=v)
    v *= y
    out -= v
    out *= dz
    np.multiply(z, dy, out=t)
    out -= t
