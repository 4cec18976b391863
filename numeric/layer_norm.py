"""LayerNorm: each sample normalized over its own features.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/layer_norm.py.
"""

import numpy as np

from numeric import _runtime as rt


@rt.kernel("(..., D), (D), (D) -> (..., D)", positive=["eps"], native="abdd0ca7bb04")
def layer_norm(x, gamma, beta, eps=1e-5, axis=-1, out=None):
    """layer_norm(x, gamma, beta)[n, d] = gamma[d]*xhat[n, d] + beta[d]

    where
        mu[n] = 1/D*total(x[n, d], d)
        sigma2[n] = 1/D*total((x[n, d] - mu[n])**2, d)
        xhat[n, d] = (x[n, d] - mu[n])/sqrt(sigma2[n] + eps)

    Shapes: x, gamma, beta: (..., D), (D), (D) -> (..., D), the named axis being `axis`.
    Source: layer_norm.definition; arXiv:1607.06450, equations (3), (4).
    """
    t = rt.scratch(x)
    s = rt.power_of_two(x, axis=-1)
    x2 = rt.scaled(x, s, out=out)
    np.subtract(x2, x2[..., :1], out=out)
    out -= np.mean(out, axis=-1, keepdims=True)
    np.square(out, out=t)
    sigma2 = np.mean(t, axis=-1, keepdims=True)
    xhat = np.divide(out, np.sqrt(sigma2 + rt.over_square(eps, s)), out=out)
    np.multiply(gamma, xhat, out=out)
    out += beta


@rt.kernel("(..., D), (..., D), (D), (D) -> (..., D), (D), (D)", task="vjp", positive=["eps"], native="802f3bea73a4")
def layer_norm_vjp(g, x, gamma, beta, eps=1e-5, axis=-1, out=None):
    """The gradients of layer_norm: the upstream gradient g times the Jacobian.
    dx[m, e] = (h[m, e] - 1/D*total(h[m, d], d) - xhat[m, e]*1/D*total(h[m, d]*xhat[m, d],
        d))/sqrt(sigma2[m] + eps)
    dgamma[e] = total(g[n, e]*xhat[n, e], n)
    dbeta[e] = total(g[n, e], n)

    where
        h[n, d] = gamma[d]*g[n, d]
        mu[n] = 1/D*total(x[n, d], d)
        sigma2[n] = 1/D*total((x[n, d] - mu[n])**2, d)
        xhat[n, d] = (x[n, d] - mu[n])/sqrt(sigma2[n] + eps)

    Shapes: g, x, gamma, beta: (..., D), (..., D), (D), (D) -> (..., D), (D), (D), the named axis being
        `axis`.
    Source: layer_norm.vjp; arXiv:1607.06450, equations (3), (4).
    """
    dx, dgamma, dbeta = out
    t, u, w = rt.scratch(g, 3)
    h = np.multiply(gamma, g, out=dx)
    np.subtract(h, h[..., :1], out=t)
    t -= np.mean(t, axis=-1, keepdims=True)
    s = rt.power_of_two(x, axis=-1)
    x2 = rt.scaled(x, s, out=u)
    np.subtract(x2, x2[..., :1], out=u)
    u -= np.mean(u, axis=-1, keepdims=True)
    np.square(u, out=w)
    sigma2 = np.mean(w, axis=-1, keepdims=True)
    v = np.sqrt(sigma2 + rt.over_square(eps, s))
    xhat = np.divide(u, v, out=u)
    np.multiply(h, xhat, out=dx)
    np.multiply(xhat, np.mean(dx, axis=-1, keepdims=True), out=dx)
    t -= dx
    np.divide(t, v*s, out=dx)
    np.multiply(g, xhat, out=u)
    dgamma[...], dbeta[...] = yield rt.total(u), rt.total(g)


@rt.kernel("(..., D), (D), (D), (..., D), (D), (D) -> (..., D)", task="jvp", positive=["eps"], native="7ba21c24a7cf")
def layer_norm_jvp(dx, dgamma, dbeta, x, gamma, beta, eps=1e-5, axis=-1, out=None):
    """The tangent of layer_norm: the Jacobian times the tangents of the inputs.
    layer_norm_jvp(dx, dgamma, dbeta, x, gamma, beta)[n, d] = gamma[d]/sqrt(sigma2[n] + eps)*(dx[n, d] -
        1/D*total(dx[n, e], e) - xhat[n, d]*1/D*total(dx[n, e]*xhat[n, e], e)) + xhat[n, d]*dgamma[d] +
        dbeta[d]

    where
        mu[n] = 1/D*total(x[n, d], d)
        sigma2[n] = 1/D*total((x[n, d] - mu[n])**2, d)
        xhat[n, d] = (x[n, d] - mu[n])/sqrt(sigma2[n] + eps)

    Shapes: dx, dgamma, dbeta, x, gamma, beta: (..., D), (D), (D), (..., D), (D), (D) -> (..., D), the named
        axis being `axis`.
    Source: layer_norm.jvp; arXiv:1607.06450, equations (3), (4).
    """
    t, u = rt.scratch(x, 2)
    s = rt.power_of_two(x, axis=-1)
    x2 = rt.scaled(x, s, out=out)
    np.subtract(x2, x2[..., :1], out=out)
    out -= np.mean(out, axis=-1, keepdims=True)
    np.square(out, out=t)
    sigma2 = np.mean(t, axis=-1, keepdims=True)
    v = np.sqrt(sigma2 + rt.over_square(eps, s))
    x3 = rt.scaled(dx, s, out=t)
    np.subtract(x3, x3[..., :1], out=u)
    u -= np.mean(u, axis=-1, keepdims=True)
    xhat = np.divide(out, v, out=out)
    np.multiply(x3, xhat, out=t)
    np.multiply(xhat, np.mean(t, axis=-1, keepdims=True), out=t)
    u -= t
    u *= gamma/v
    np.multiply(xhat, dgamma, out=out)
    out += u
    out += dbeta
