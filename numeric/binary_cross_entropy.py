"""Binary cross-entropy: the negative log-likelihood of one yes-or-no label.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/binary_cross_entropy.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(...), (...) -> (...)", native="5a6eba61834a")
def binary_cross_entropy(y, y_hat, out=None):
    """binary_cross_entropy(y, y_hat) = -(y*log(y_hat) + (1 - y)*log(1 - y_hat))

    Shapes: y, y_hat: (...), (...) -> (...).
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


@rt.kernel("(...), (...), (...) -> (...), (...)", task="vjp", native="f794c1e7b00e")
def binary_cross_entropy_vjp(g, y, y_hat, out=None):
    """The gradients of binary_cross_entropy: the upstream gradient g times the Jacobian.
    dy = g*(log(1 - y_hat) - log(y_hat))
    dy_hat = (-g)*(y/y_hat - (1 - y)/(1 - y_hat))

    Shapes: g, y, y_hat: (...), (...), (...) -> (...), (...).
    Source: binary_cross_entropy.vjp; Bishop 2006, (4.90).
    """
    dy, dy_hat = out
    t, u, v = rt.scratch(g, 3)
    np.negative(y_hat, out=dy)
    np.log1p(dy, out=dy)
    np.log(y_hat, out=dy_hat)
    np.subtract(dy, dy_hat, out=t)
    t *= g
    np.maximum(dy, dy_hat, out=dy)
    rt.annihilated(t, g, dy, out=dy)
    np.divide(y, y_hat, out=dy_hat)
    rt.annihilated(dy_hat, y, y_hat, out=dy_hat)
    np.subtract(1, y, out=t)
    np.subtract(1, y_hat, out=u)
    np.divide(t, u, out=v)
    rt.annihilated(v, t, u, out=v)
    dy_hat -= v
    dy_hat *= g
    np.negative(dy_hat, out=dy_hat)


@rt.kernel("(...), (...), (...), (...) -> (...)", task="jvp", native="264ae4e963a7")
def binary_cross_entropy_jvp(dy, dy_hat, y, y_hat, out=None):
    """The tangent of binary_cross_entropy: the Jacobian times the tangents of the inputs.
    binary_cross_entropy_jvp(dy, dy_hat, y, y_hat) = (log(1 - y_hat) - log(y_hat))*dy + (-(y/y_hat - (1 -
        y)/(1 - y_hat)))*dy_hat

    Shapes: dy, dy_hat, y, y_hat: (...), (...), (...), (...) -> (...).
    Source: binary_cross_entropy.vjp; Bishop 2006, (4.90).
    """
    t, u, v, w = rt.scratch(dy, 4)
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


@rt.kernel("(...), (...) -> (...)", native="7d432f330634")
def binary_cross_entropy_with_logits(z, y, out=None):
    """binary_cross_entropy_with_logits(z, y) = -(y*log(yhat) + (1 - y)*log(1 - yhat))

    where
        yhat = sigmoid(z)

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


@rt.kernel("(...), (...), (...) -> (...), (...)", task="vjp", native="802cdbe233ad")
def binary_cross_entropy_with_logits_vjp(g, z, y, out=None):
    """The gradients of binary_cross_entropy_with_logits: the upstream gradient g times the Jacobian.
    dz = g*((1 - y)*sigmoid(z) - y*sigmoid(-z))
    dy = (-g)*z

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


@rt.kernel("(...), (...), (...), (...) -> (...)", task="jvp", native="3987e2c81cf8")
def binary_cross_entropy_with_logits_jvp(dz, dy, z, y, out=None):
    """The tangent of binary_cross_entropy_with_logits: the Jacobian times the tangents of the inputs.
    binary_cross_entropy_with_logits_jvp(dz, dy, z, y) = ((1 - y)*sigmoid(z) - y*sigmoid(-z))*dz + (-z)*dy

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
