"""Softmax: a distribution from scores.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/softmax.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(..., K) -> (..., K)", native="53ecf1540842")
def softmax(z, axis=-1, out=None):
    """softmax(z)[i] = exp(z[i])/total(exp(z[j]), j)

    Shapes: z: (..., K) -> (..., K), the named axis being `axis`.
    Source: softmax.definition; Bridle 1990.
    """
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=out)
    np.exp(out, out=out)
    out /= np.sum(out, axis=-1, keepdims=True)


@rt.kernel("(..., K), (..., K) -> (..., K)", task="vjp", native="4345efd3c621")
def softmax_vjp(g, z, axis=-1, out=None):
    """The gradients of softmax: the upstream gradient g times the Jacobian.
    dz[j] = y[j]*(g[j] - total(g[i]*y[i], i))

    where
        y[i] = softmax(z)[i]

    Shapes: g, z: (..., K), (..., K) -> (..., K), the named axis being `axis`.
    Source: softmax.vjp; Bridle 1990.
    """
    t = rt.scratch(z)
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=out)
    np.exp(out, out=out)
    y = np.divide(out, np.sum(out, axis=-1, keepdims=True), out=out)
    np.multiply(g, y, out=t)
    np.subtract(g, np.sum(t, axis=-1, keepdims=True), out=t)
    np.multiply(y, t, out=out)


@rt.kernel("(..., K), (..., K) -> (..., K)", task="jvp", native="8d0e3a45f576")
def softmax_jvp(dz, z, axis=-1, out=None):
    """The tangent of softmax: the Jacobian times the tangents of the inputs.
    softmax_jvp(dz, z)[i] = y[i]*(dz[i] - total(y[j]*dz[j], j))

    where
        y[i] = softmax(z)[i]

    Shapes: dz, z: (..., K), (..., K) -> (..., K), the named axis being `axis`.
    Source: softmax.jvp; Bridle 1990.
    """
    t = rt.scratch(z)
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=out)
    np.exp(out, out=out)
    y = np.divide(out, np.sum(out, axis=-1, keepdims=True), out=out)
    np.multiply(y, dz, out=t)
    np.subtract(dz, np.sum(t, axis=-1, keepdims=True), out=t)
    np.multiply(y, t, out=out)


@rt.kernel("(..., K) -> (..., K, K)")
def softmax_jacobian(z, out=None):
    """The Jacobian of softmax: its entries [i, j] are the derivatives of its entries i by those of the input j.
    softmax_jacobian(z)[i, j] = cases((y[i]*(1 - y[i]), i = j), (-y[i])*y[j])

    where
        y[i] = softmax(z)[i]

    Shapes: z: (..., K) -> (..., K, K).
    Source: softmax.jacobian_cases; Bridle 1990.
    """
    t, u = rt.scratch(z, 2)
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=t)
    np.exp(t, out=t)
    y = np.divide(t, np.sum(t, axis=-1, keepdims=True), out=t)
    rt.sum_of_rest(y, axis=-1, out=u)
    u *= y
    out[...] = -y[..., :, None]*y[..., None, :]
    rt.set_diagonal(out, u)
