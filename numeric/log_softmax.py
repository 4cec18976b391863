"""Log-softmax: the logarithms of the probabilities that softmax gives.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/log_softmax.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(..., K) -> (..., K)", native="019a69ec7882")
def log_softmax(z, axis=-1, out=None):
    """log_softmax(z)[i] = log(softmax(z)[i])

    Shapes: z: (..., K) -> (..., K), the named axis being `axis`.
    Source: log_softmax.definition; Goodfellow, Bengio and Courville 2016, equation (6.30).
    """
    t = rt.scratch(z)
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=out)
    np.exp(out, out=t)
    out -= np.log1p(rt.sum_of_runners_up(t, z, axis=-1, keepdims=True))


@rt.kernel("(..., K), (..., K) -> (..., K)", task="vjp", native="43bdaa322790")
def log_softmax_vjp(g, z, axis=-1, out=None):
    """The gradients of log_softmax: the upstream gradient g times the Jacobian.
    dz[j] = g[j] - p[j]*total(g[i], i)

    where
        p[i] = softmax(z)[i]

    Shapes: g, z: (..., K), (..., K) -> (..., K), the named axis being `axis`.
    Source: log_softmax.vjp; Goodfellow, Bengio and Courville 2016, equation (6.30).
    """
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=out)
    np.exp(out, out=out)
    p = np.divide(out, np.sum(out, axis=-1, keepdims=True), out=out)
    np.multiply(p, np.sum(g, axis=-1, keepdims=True), out=out)
    np.subtract(g, out, out=out)


@rt.kernel("(..., K), (..., K) -> (..., K)", task="jvp", native="dcfc2aa845cc")
def log_softmax_jvp(dz, z, axis=-1, out=None):
    """The tangent of log_softmax: the Jacobian times the tangents of the inputs.
    log_softmax_jvp(dz, z)[i] = dz[i] - total(p[j]*dz[j], j)

    where
        p[i] = softmax(z)[i]

    Shapes: dz, z: (..., K), (..., K) -> (..., K), the named axis being `axis`.
    Source: log_softmax.jvp; Goodfellow, Bengio and Courville 2016, equation (6.30).
    """
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=out)
    np.exp(out, out=out)
    p = np.divide(out, np.sum(out, axis=-1, keepdims=True), out=out)
    np.multiply(p, dz, out=out)
    np.subtract(dz, np.sum(out, axis=-1, keepdims=True), out=out)


@rt.kernel("(..., K) -> (..., K, K)")
def log_softmax_jacobian(z, out=None):
    """The Jacobian of log_softmax: its entries [i, j] are the derivatives of its entries i by those of the input j.
    log_softmax_jacobian(z)[i, j] = delta(i, j) - p[j]

    where
        p[i] = softmax(z)[i]

    Shapes: z: (..., K) -> (..., K, K).
    Source: log_softmax.jacobian; Goodfellow, Bengio and Courville 2016, equation (6.30).
    """
    t, u = rt.scratch(z, 2)
    np.subtract(z, np.max(z, axis=-1, keepdims=True), out=t)
    np.exp(t, out=t)
    p = np.divide(t, np.sum(t, axis=-1, keepdims=True), out=t)
    rt.sum_of_rest(p, axis=-1, out=u)
    np.negative(p, out=t)
    out[...] = t[..., None, :]
    rt.set_diagonal(out, u)
