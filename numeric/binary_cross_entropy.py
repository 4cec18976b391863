"""Binary cross-entropy: the negative log-likelihood of one yes-or-no label.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/binary_cross_entropy.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...), (...) -> (...)", targets={"y": "y_hat"}, probabilities=["y", "y_hat"], native="28ea8546acaf")
def binary_cross_entropy(y_hat, y, out=None):
    """binary_cross_entropy(y_hat, y) = -(y*log(y_hat) + (1 - y)*log(1 - y_hat))

    y has the shape of y_hat, or, as one target for all, axes of length 1; either may be one number.

    Shapes: y_hat, y: (...), (...) -> (...).
    Source: binary_cross_entropy.definition; Bishop 2006, (4.90).
    """
    t, u, v = rt.scratch(y, 3)
    np.log(y_hat, out=out)
    np.multiply(y, out, out=t)
    rt.annihilated(t, y, out, out=t)
    np.subtract(1, y, out=out)
    np.negative(y_hat, out=u)
    np.log1p(u, out=u)
    np.multiply(out, u, out=v)
    rt.annihilated(v, out, u, out=v)
    t += v
    np.negative(t, out=out)


@rt.kernel(
    "(...), (...), (...) -> (...), (...)",
    task="vjp",
    targets={"y": "y_hat"},
    probabilities=["y", "y_hat"],
    native="d18d16d4f62a",
)
def binary_cross_entropy_vjp(g, y_hat, y, out=None):
    """The gradients of binary_cross_entropy: the upstream gradient g times the Jacobian.
    dy_hat = (-g)*(y/y_hat - (1 - y)/(1 - y_hat))
    dy = g*(log(1 - y_hat) - log(y_hat))

    y has the shape of y_hat, or, as one target for all, axes of length 1; either may be one number.

    Shapes: g, y_hat, y: (...), (...), (...) -> (...), (...).
    Source: binary_cross_entropy.vjp; Bishop 2006, (4.90).
    """
    dy_hat, dy = out
    t, u = rt.scratch(g, 2)
    np.divide(y, y_hat, out=dy_hat)
    rt.annihilated(dy_hat, y, y_hat, out=dy_hat)
    np.subtract(1, y, out=dy)
    np.subtract(1, y_hat, out=t)
    np.divide(dy, t, out=u)
    rt.annihilated(u, dy, t, out=u)
    dy_hat -= u
    dy_hat *= g
    np.negative(dy_hat, out=dy_hat)
    np.negative(y_hat, out=dy)
    np.log1p(dy, out=dy)
    np.log(y_hat, out=t)
    np.subtract(dy, t, out=u)
    u *= g
    np.maximum(dy, t, out=dy)
    rt.annihilated(u, g, dy, out=dy)


@rt.kernel(
    "(...), (...), (...), (...) -> (...)",
    task="jvp",
    targets={"y": "y_hat"},
    probabilities=["y", "y_hat"],
    native="4c6607c59606",
)
def binary_cross_entropy_jvp(dy_hat, dy, y_hat, y, out=None):
    """The tangent of binary_cross_entropy: the Jacobian times the tangents of the inputs.
    binary_cross_entropy_jvp(dy_hat, dy, y_hat, y) = (-(y/y_hat - (1 - y)/(1 - y_hat)))*dy_hat + (log(1 -
        y_hat) - log(y_hat))*dy

    y has the shape of y_hat, or, as one target for all, axes of length 1; either may be one number.

    Shapes: dy_hat, dy, y_hat, y: (...), (...), (...), (...) -> (...).
    Source: binary_cross_entropy.vjp; Bishop 2006, (4.90).
    """
    t, u, v, w = rt.scratch(y, 4)
    np.negative(y_hat, out=out)
    np.log1p(out, out=out)
    np.log(y_hat, out=t)
    np.subtract(out, t, out=u)
    u *= dy
    np.maximum(out, t, out=out)
    rt.annihilated(u, dy, out, out=u)
    np.divide(y, y_hat, out=out)
    rt.annihilated(out, y, y_hat, out=out)
    np.subtract(1, y, out=t)
    np.subtract(1, y_hat, out=v)
    np.divide(t, v, out=w)
    rt.annihilated(w, t, v, out=w)
    out -= w
    out *= dy_hat
    np.subtract(u, out, out=out)


@rt.kernel("(...), (...) -> (...)", targets={"y": "z"}, probabilities=["y"], native="e74adab2c9b9")
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
    np.multiply(y, out, out=u)
    rt.annihilated(u, y, out, out=u)
    np.subtract(1, y, out=out)
    rt.maximum(z, 0, out=v)
    t += v
    np.multiply(out, t, out=v)
    rt.annihilated(v, out, t, out=v)
    np.add(u, v, out=out)


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
