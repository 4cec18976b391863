"""RMSNorm: each sample divided by its root mean square.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/rms_norm.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(..., D), (D) -> (..., D)", positive=["eps"], native="1bd2d5525ce7")
def rms_norm(x, gamma, eps=1e-6, axis=-1, out=None):
    """rms_norm(x, gamma)[n, d] = gamma[d]*xhat[n, d]

    where
        rms[n] = sqrt(1/D*total(x[n, d]**2, d) + eps)
        xhat[n, d] = x[n, d]/rms[n]

    Shapes: x, gamma: (..., D), (D) -> (..., D), the named axis being `axis`.
    Source: rms_norm.definition; arXiv:1910.07467, equation (4).
    """
    t = rt.scratch(x)
    s = rt.power_of_two(x, axis=-1)
    x2 = rt.scaled(x, s, out=out)
    np.square(x2, out=t)
    rms = np.sqrt(np.mean(t, axis=-1, keepdims=True) + rt.over_square(eps, s))
    xhat = np.divide(x2, rms, out=out)
    np.multiply(gamma, xhat, out=out)


@rt.kernel("(..., D), (..., D), (D) -> (..., D), (D)", task="vjp", positive=["eps"], native="52b52e6f1a0b")
def rms_norm_vjp(g, x, gamma, eps=1e-6, axis=-1, out=None):
    """The gradients of rms_norm: the upstream gradient g times the Jacobian.
    dx[m, e] = (h[m, e] - xhat[m, e]*1/D*total(h[m, d]*xhat[m, d], d))/rms[m]
    dgamma[e] = total(g[n, e]*xhat[n, e], n)

    where
        h[n, d] = gamma[d]*g[n, d]
        rms[n] = sqrt(1/D*total(x[n, d]**2, d) + eps)
        xhat[n, d] = x[n, d]/rms[n]

    Shapes: g, x, gamma: (..., D), (..., D), (D) -> (..., D), (D), the named axis being `axis`.
    Source: rms_norm.vjp; arXiv:1910.07467, equation (4).
    """
    dx, dgamma = out
    t, u = rt.scratch(g, 2)
    h = np.multiply(gamma, g, out=dx)
    s = rt.power_of_two(x, axis=-1)
    x2 = rt.scaled(x, s, out=t)
    np.square(x2, out=u)
    rms = np.sqrt(np.mean(u, axis=-1, keepdims=True) + rt.over_square(eps, s))
    xhat = np.divide(x2, rms, out=t)
    np.multiply(h, xhat, out=u)
    np.multiply(xhat, np.mean(u, axis=-1, keepdims=True), out=u)
    np.subtract(h, u, out=dx)
    dx /= rms*s
    np.multiply(g, xhat, out=t)
    dgamma[...] = yield rt.total(t)


@rt.kernel("(..., D), (D), (..., D), (D) -> (..., D)", task="jvp", positive=["eps"], native="e9c0dcc13f6d")
def rms_norm_jvp(dx, dgamma, x, gamma, eps=1e-6, axis=-1, out=None):
    """The tangent of rms_norm: the Jacobian times the tangents of the inputs.
    rms_norm_jvp(dx, dgamma, x, gamma)[n, d] = gamma[d]/rms[n]*(dx[n, d] - xhat[n, d]*1/D*total(dx[n,
        e]*xhat[n, e], e)) + xhat[n, d]*dgamma[d]

    where
        rms[n] = sqrt(1/D*total(x[n, d]**2, d) + eps)
        xhat[n, d] = x[n, d]/rms[n]

    Shapes: dx, dgamma, x, gamma: (..., D), (D), (..., D), (D) -> (..., D), the named axis being `axis`.
    Source: rms_norm.jvp; arXiv:1910.07467, equation (4).
    """
    t, u = rt.scratch(x, 2)
    s = rt.power_of_two(x, axis=-1)
    x2 = rt.scaled(x, s, out=out)
    np.square(x2, out=t)
    rms = np.sqrt(np.mean(t, axis=-1, keepdims=True) + rt.over_square(eps, s))
    x3 = rt.scaled(dx, s, out=t)
    xhat = np.divide(x2, rms, out=out)
    np.multiply(x3, xhat, out=u)
    np.multiply(xhat, np.mean(u, axis=-1, keepdims=True), out=u)
    np.subtract(x3, u, out=t)
    t *= gamma/rms
    np.multiply(xhat, dgamma, out=out)
    out += t
